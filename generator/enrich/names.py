"""People, organisations and places named in an article, by what each name says of itself and what stands around it.

Two passes: names that are plain by themselves first (a title, a given name, "Ministry of", a country); what they
teach about this article (Kato is a person here) then decides the doubtful ones. What stays doubtful is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from generator.enrich import scripts, units
from generator.enrich.mention import PERSON, PLACE, Mention
from generator.enrich.reader import Reader
from generator.enrich.runs import Run, runs
from generator.enrich.units import Unit

_TOWN, _CITY = 100_000, 400_000
"""Inhabitants from which a city is believed where its country is named, and without any support."""


def people_in(paragraphs: Sequence[str], language: str = "en") -> tuple[str, ...]:
    """The people of an article in their fullest forms."""
    from generator.enrich.fullest import people

    return people(find(paragraphs, language))


def find(paragraphs: Sequence[str], language: str = "en") -> list[Mention]:
    """Every mention of a person, organisation or place, in reading order."""
    if language.partition("-")[0] in scripts.LANGUAGES:
        return scripts.find(paragraphs, language.partition("-")[0])
    found: list[Run] = []
    plain: set[str] = set()
    for at, text in enumerate(paragraphs):
        in_text, words = runs(at, text)
        found += in_text
        plain.update(filter(str.islower, words))
    reader = Reader(language, frozenset(plain))
    parts = [unit for run in found for unit in reader.units(run)]
    parts = _joined(parts, paragraphs)
    knowledge = _Knowledge(parts, reader)
    return [
        Mention(kind, _text(unit, paragraphs), unit.run.at, unit.start, unit.end)
        for unit in parts
        if (kind := knowledge.kind(unit, reader))
    ]


def of_dateline(dateline: str, language: str) -> list[Mention]:
    """The places of a dateline that are known ones: "NAIROBI, Kenya"."""
    reader = Reader(language, frozenset())
    parts = [part.strip() for part in dateline.split(",")]
    return [
        Mention(PLACE, part, 0, 0, 0)
        for part in parts
        if part.title() not in reader.words.organisations
        and (part in reader.words.countries or reader.city(part) or reader.city(part.title()))
    ]


def _text(unit: Unit, paragraphs: Sequence[str]) -> str:
    return paragraphs[unit.run.at][unit.start : unit.end]


def _joined(parts: Sequence[Unit], paragraphs: Sequence[str]) -> list[Unit]:
    """Organisations whose names go on over small words: Ministry of Foreign Affairs, Life Funds for Refugees."""
    joined: list[Unit] = []
    for unit in parts:
        last = joined[-1] if joined else None
        if last is not None and last.run.at == unit.run.at:
            between = paragraphs[unit.run.at][last.end : unit.outer_start]
            if units.goes_on(last, between, unit):
                joined[-1] = last.with_tail(unit)
                continue
            if units.begins(last, between, unit):
                joined[-1] = unit.with_head(last)
                continue
        joined.append(unit)
    return joined


class _Knowledge:
    """What the plain names of an article say about its doubtful ones."""

    def __init__(self, parts: Iterable[Unit], reader: Reader) -> None:
        parts = list(parts)
        self.surnames: set[str] = set()
        self.kinds: dict[str, Counter[str]] = {}
        for unit in parts:
            if unit.kind == PERSON:
                words = [word for word in unit.run.words if len(word) > 2]
                self.surnames.update(words[-1:] if len(words) < 3 else words[-2:])
                if len(words) == 2:
                    self.surnames.update(words)
            if unit.kind:
                self.kinds.setdefault(unit.words, Counter())[unit.kind] += 1
        self.alone = Counter(unit.words for unit in parts if len(unit.run.words) == 1)
        self.inside = Counter(unit.words for unit in parts if not unit.run.is_first)
        self.located = frozenset(unit.words for unit in parts if reader.is_in(unit.run))
        """Words that stand behind "in" somewhere."""
        self.countries = frozenset(code for unit in parts if (code := unit.country))

    def kind(self, unit: Unit, reader: Reader) -> str:
        """The kind of a unit, by its own words or by what the article tells; empty if it stays doubtful."""
        words = unit.run.words
        if unit.kind:
            # Washington said …, where the article has a Denise Washington.
            is_person = unit.kind == PLACE and unit.words in self.surnames and not reader.is_locative(unit.run)
            return PERSON if is_person else unit.kind
        if known := self.kinds.get(unit.words):
            return known.most_common(1)[0][0]
        if len(words) == 1:
            return self._single(unit, reader)
        return self._several(unit, reader)

    def _single(self, unit: Unit, reader: Reader) -> str:
        word = unit.run.words[0]
        if word in self.surnames:
            return PERSON
        if reader.is_dateline(unit.run) and reader.city(word.title()) is not None:
            return PLACE
        if unit.run.is_first and not self.inside[word] and not reader.is_locative(unit.run):
            return ""
        city = reader.city(word)
        if city is not None:
            is_near = city.country in self.countries and city.population > _TOWN
            return PLACE if reader.is_locative(unit.run) or is_near or city.population > _CITY else ""
        if (
            reader.words.capitals_mean_names
            and word in self.located
            and not unit.run.is_first
            and reader.may_be_place(word)
        ):
            return PLACE
        return ""

    def _several(self, unit: Unit, reader: Reader) -> str:
        words = unit.run.words
        city = reader.city(unit.words)
        if city is not None and not reader.speaks(unit.run):
            return PLACE
        if len(words) > 4 or not reader.may_be_person(words) or not reader.words.capitals_mean_names:
            return ""
        if reader.is_foreign_place(unit.run):
            return ""
        is_known = self.alone[words[-1]] or words[-1] in self.surnames
        if reader.speaks(unit.run) or is_known or reader.is_apposed(unit.run):
            return PERSON
        return PERSON if len(words) == 2 and reader.is_with(unit.run) else ""
