"""Looking for garbage: builds and conversions make many small things, but hardly a circle among them.

To look for one in vain takes a tenth of a conversion's time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 100_000
"""So many things more than there were set off a look: more than the articles of one step are made of."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for circles only where much is left: of thousands of articles, but hardly of one."""
    before = gc.get_threshold()
    gc.set_threshold(_SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def uncollected() -> Iterator[None]:
    """Leave circles uncollected until the end; all else is let go when its last user does."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # All counts as old from now on: else the next thing made would set off a look through everything.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
