"""Lines that lead away from the article, or say of what kind something beside it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from generator.extract import lexicon
from generator.extract.lines import is_sentence
from generator.text import fold

_LEAD = re.compile(r"^[^\w©@]+")
# These open a pointer to another page, unless a sentence follows.
_LABELS = (
    *("timeline", "profile", "q&a", "background", "explainer", "analysis", "opinion", "video", "audio", "podcast"),
    *("gallery", "photos", "photo", "fact box", "factbox", "at a glance", "hintergrund", "porträt", "analyse"),
    *("kommentar", "dossier", "vídeo", "perfil", "análisis", "galería", "vidéo", "portrait", "décryptage"),
)
_LABEL = re.compile(rf"(?:{'|'.join(_LABELS)})\s?:\s", re.IGNORECASE)
_CAPITALS = re.compile(r"(?:[A-ZÀ-Þ]{2,}[\s!-]*){1,6}\|\s")  # "WATCH | …"


def is_pointer(text: str, folded: str) -> bool:
    """Whether a line, given also as it folds, opens with words that lead away."""
    if "|" in text[:60] and _CAPITALS.match(text) and not is_sentence(text):
        return True
    if len(text) <= 160:
        opening = folded if folded[:1].isalnum() else _LEAD.sub("", folded[:60])
        if opening.startswith(_openings().get(opening[:1], ())):
            return True
    return len(text) <= 120 and ":" in text and _LABEL.match(text) is not None and not is_sentence(text)


def beginnings() -> tuple[str, ...]:
    """How the folded lines begin that are pointers, but for those that have a bar."""
    openings = [opening for openings in _openings().values() for opening in openings]
    # Where case is ignored, i also stands for İ and ı, which fold otherwise.
    return (*openings, *[label.replace("i", form, 1) for label in _LABELS for form in ("i", "i\u0307", "ı")])


@cache
def _openings() -> Mapping[str, tuple[str, ...]]:
    """First character → the openings that begin with it."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in lexicon.groups("openings")["opening"]:
        opening = _LEAD.sub("", fold(phrase))
        found[opening[0]] = (*found.get(opening[0], ()), opening)
    return found
