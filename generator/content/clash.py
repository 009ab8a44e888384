"""What a merge speaks of: digests that stand for texts, clashes, and choices between two texts."""

from __future__ import annotations

import base64
import hashlib
from typing import Literal

from generator.light import light

Choice = Literal["mine", "theirs", "both"]
"""How a clash is resolved: the editor's text, the converter's, or the one and then the other."""


@light
class Clash:
    """A place that the editor and the converter both changed."""

    field: str
    """Key of the front matter, or ``body`` for a paragraph."""
    mine: str
    """The editor's text, which stays until somebody chooses."""
    theirs: str
    """What the source gives now."""


def leave_open(_clash: Clash) -> Choice | None:
    """Choose nothing: the editor's text stays, and the clash with it."""
    return None


def digest(text: str) -> str:
    """Twelve characters (72 bits) that stand for a text."""
    data = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=9).digest()
    return base64.urlsafe_b64encode(data).decode()
