"""Possible names, and how the halves of an organisation's name are put together."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from generator.enrich.lexicon import groups
from generator.enrich.mention import ORGANIZATION, PERSON, PLACE
from generator.enrich.runs import Run

_LINKS = frozenset({"of", "of the", "for", "for the", "on", "against", "to", "de", "des", "du", "de la", "der", "für"})
_AND = frozenset({"and", "&", "y", "et", "und", "e"})
_LOOSE_LINKS = frozenset({"to", "on"})


class Unit(NamedTuple):
    """One possible name."""

    run: Run
    kind: str = ""
    """person · organization · place, where its own words tell; else empty."""
    country: str = ""
    """Code of the country it names."""
    lead: int = -1
    """Where the people's name before it begins (North Korean refugees), which counts where names are joined."""
    joined_start: int = -1
    joined_end: int = -1
    """Where it begins and ends with what was joined to it."""

    @property
    def words(self) -> str:
        """Its words with single spaces."""
        return " ".join(self.run.words)

    @property
    def start(self) -> int:
        """Where it begins in its paragraph."""
        return self.run.spans[0][0] if self.joined_start < 0 else self.joined_start

    @property
    def end(self) -> int:
        """Where it ends in its paragraph."""
        return self.run.spans[-1][1] if self.joined_end < 0 else self.joined_end

    @property
    def outer_start(self) -> int:
        """Where it begins, with a people's name before it."""
        return self.start if self.lead < 0 else self.lead

    def with_tail(self, other: Unit) -> Unit:
        """The organisation together with a unit that goes on with its name."""
        return self._replace(kind=ORGANIZATION, joined_end=other.end)

    def with_head(self, other: Unit) -> Unit:
        """The organisation together with a unit that begins its name."""
        return self._replace(lead=-1, joined_start=other.outer_start)


def goes_on(unit: Unit, between: str, other: Unit) -> bool:
    """Whether an organisation's name goes on in the next unit: Ministry of Foreign Affairs."""
    link = between.strip()
    if other.kind == PERSON or len(between) > 10 or between[:1] != " ":
        return False
    last = unit.run.words[-1]
    if link in _LINKS:
        if unit.kind != ORGANIZATION and not (unit.kind == "" and len(unit.run.words) == 1 and last in _heads()):
            return False
        is_wide = last in _wide() or unit.joined_end >= 0
        return last in _heads_and_tails() and (link not in _LOOSE_LINKS or is_wide)
    return link in _AND and unit.run.words[0] in _wide() and unit.joined_end >= 0 and other.kind != PLACE


def begins(unit: Unit, between: str, other: Unit) -> bool:
    """Whether a unit is the first half of an organisation's name: the Food | and Drug Administration."""
    return (
        between == " and "
        and unit.kind == ""
        and unit.run.before[1].lower() == "the"
        and other.kind == ORGANIZATION
        and len(other.run.words) > 1
    )


@cache
def _heads() -> frozenset[str]:
    named = groups("organisation_words")
    return named["head"].union(*(words for group, words in named.items() if len(group) == 2))


@cache
def _heads_and_tails() -> frozenset[str]:
    return _heads() | groups("organisation_words")["tail"]


@cache
def _wide() -> frozenset[str]:
    return groups("organisation_words")["wide"]
