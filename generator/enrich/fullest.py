"""Mentions → names, each once, in the fullest form this source gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from generator.enrich.names import Mention
from generator.enrich.units import ORGANIZATION, PERSON, PLACE
from generator.text import squash

_LONGEST = 100


def people(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """People: a part of a name stands for the whole (Mr. Kato → Kato Hiroshi)."""
    return _ranked(_names(mentions, PERSON), _is_part)


def organizations(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Organisations: an acronym stands for what it abbreviates, where the source gives both."""
    return _ranked(_names(mentions, ORGANIZATION), _is_short_form)


def places(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Places, as they are written."""
    return _ranked(_names(mentions, PLACE), lambda short, full: False)


def _names(mentions: Iterable[Mention], kind: str) -> list[str]:
    return [name for mention in mentions if mention.kind == kind and len(name := squash(mention.name)) <= _LONGEST]


def _ranked(names: Sequence[str], is_short_for) -> tuple[str, ...]:  # type: ignore[no-untyped-def]
    counts = Counter(names)
    full = {name: _fullest(name, counts, is_short_for) for name in counts}
    totals: Counter[str] = Counter()
    for name, count in counts.items():
        totals[full[name]] += count
    order = {name: at for at, name in reversed(list(enumerate(names)))}
    return tuple(sorted(totals, key=lambda name: (-totals[name], order[name])))


def _fullest(name: str, counts: Counter[str], is_short_for) -> str:  # type: ignore[no-untyped-def]
    longer = [other for other in counts if other != name and is_short_for(name, other)]
    if not longer:
        return name
    return max(longer, key=lambda other: (len(other.split()), counts[other], len(other)))


def _is_part(short: str, full: str) -> bool:
    one, other = short.split(), full.split()
    return len(one) < len(other) and set(one) < set(other)


def _is_short_form(short: str, full: str) -> bool:
    letters = short.replace(".", "")
    if letters.isupper() and " " not in short:
        return letters in (_initials(full, small=False), _initials(full, small=True))
    return full.startswith(short + " ") and len(short.split()) > 1


def _initials(name: str, *, small: bool) -> str:
    words = name.replace("-", " ").split()
    return "".join(word[0] for word in words if small or word[0].isupper()).upper()
