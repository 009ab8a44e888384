"""Looking for garbage: a build makes many small things, but hardly a circle among them, so it looks in vain."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave circles uncollected until the end; all else is let go when its last user does."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # All that was made meanwhile counts as old: the next look would go through it as something new.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
