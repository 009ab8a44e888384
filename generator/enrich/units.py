"""What a run of capitals is by its own words and its neighbours: a title, a given name, a kind of organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from generator.enrich import gazetteer
from generator.enrich.lexicon import entries, groups
from generator.enrich.runs import Run, sentence_breaks

PERSON, ORGANIZATION, PLACE = "person", "organization", "place"

_AGE = re.compile(r"\d{2}\W?$")
_ACRONYM = re.compile(r"[A-Z][A-Z&\d.-]*[A-Z\d]s?|(?:[A-Z]\.){2,}")
_NOUN = re.compile(
    r"..(?:tions?|ments?|ing|ity|ities|ances?|ences?|ics|isms?|ists?|ental|ional|ative|ous|ships?|ness|ology|ologies|ectors?)$"
)
"""Endings of common nouns and adjectives."""
_LINKS = frozenset({"of", "of the", "for", "for the", "on", "against", "to", "de", "des", "du", "de la", "der", "für"})
_AND = frozenset({"and", "&", "y", "et", "und", "e"})
_LOOSE_LINKS = frozenset({"to", "on"})


@dataclass(frozen=True, slots=True)
class Unit:
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
        return replace(self, kind=ORGANIZATION, joined_end=other.end)

    def with_head(self, other: Unit) -> Unit:
        """The organisation together with a unit that begins its name."""
        return replace(self, lead=-1, joined_start=other.outer_start)


def goes_on(unit: Unit, between: str, other: Unit) -> bool:
    """Whether an organisation's name goes on in the next unit: Ministry of Foreign Affairs."""
    link = between.strip()
    if other.kind == PERSON or len(between) > 10 or between[:1] != " ":
        return False
    last = unit.run.words[-1]
    if link in _LINKS:
        if unit.kind != ORGANIZATION and not (unit.kind == "" and len(unit.run.words) == 1 and last in _heads()):
            return False
        return last in _heads_and_tails() and (link not in _LOOSE_LINKS or last in _wide())
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


class Reader:
    """Reads runs in one language, with the article's plain words at hand."""

    def __init__(self, language: str, plain: frozenset[str]) -> None:
        self.language = language.partition("-")[0]
        self.plain = plain
        self.countries = gazetteer.territory_codes(self.language)
        own = groups("organisation_words")
        self.tails = own["tail"]
        self.heads = own["head"] | own.get(self.language, frozenset())
        titles = groups("titles")
        self.titles = (
            titles["before"]
            | titles["abbreviated"]
            | frozenset(title for title in titles.get(self.language, ()) if title[0].isupper())
        )
        self.roles = titles["lower"] | titles.get(self.language, frozenset())
        self.starters = groups("common_words")["starters"]
        self.common = groups("common_words")["en"]
        self.things = entries("things")
        self.given = entries("first_names")
        self.calendar = entries("calendar")
        self.demonyms = entries("demonyms")
        self.not_organisations = entries("acronyms")
        self.organisations = entries("known_organisations")
        self.verbs = entries("speech_verbs")
        place_words = groups("place_words")
        self.places_after = place_words["after"]
        self.landmarks = place_words["landmarks"]
        self.like_surnames = place_words["surnames"]
        self.locatives = place_words["locative"]
        self.capitals_mean_names = self.language not in ("de", "lb")

    def units(self, run: Run) -> Iterator[Unit]:
        """The possible names in a run, in order."""
        for part in sentence_breaks(run, self.calendar):
            if (trimmed := self._trimmed(part)) is not None:
                yield from self._read(trimmed)

    def _trimmed(self, run: Run) -> Run | None:
        """Without the words in front that have a capital only because a sentence begins."""
        start, end = 0, len(run.words)
        while start < end and run.words[start] in self.starters and not self._is_known(" ".join(run.words[start:])):
            start += 1
        if start == end:
            return None
        return run.part(start, end) if start else run

    def _is_known(self, words: str) -> bool:
        return words in self.countries or words in self.organisations

    def _read(self, run: Run) -> Iterator[Unit]:
        words = run.words
        whole = " ".join(words)
        if whole in self.countries:
            yield Unit(run, PLACE, self.countries[whole])
            return
        if whole in self.organisations:
            yield Unit(run, ORGANIZATION)
            return
        start = self._title_end(words)
        if start:
            yield from self._before_title(run, start)
            if start < len(words):
                yield self._titled(run.part(start, len(words)))
            return
        yield from self._untitled(run)

    def _title_end(self, words: tuple[str, ...]) -> int:
        """Where the last title in the run ends; 0 without one."""
        for end in range(min(len(words), 6), 0, -1):
            for begin in range(max(0, end - 4), end):
                if " ".join(words[begin:end]) in self.titles:
                    rest = words[end:]
                    if rest and (rest[-1] in self.tails or rest[0] in self.tails):
                        continue
                    return end
        return 0

    def _before_title(self, run: Run, end: int) -> Iterator[Unit]:
        """What the words before a title name: South Korean President, State Department Spokesman."""
        words = run.words
        begin = next((i for i in range(end) if " ".join(words[i:end]) in self.titles), end)
        if begin:
            yield from self._untitled(run.part(0, begin))

    def _titled(self, run: Run) -> Unit:
        words = run.words
        if " ".join(words) in self.countries or words[-1] in self.tails:
            return self._plain(run)
        if len(words) <= 5 and words[0] not in self.demonyms and not _is_acronym(words[0]):
            return Unit(run, PERSON)
        return self._plain(run)

    def _untitled(self, run: Run) -> Iterator[Unit]:
        words = run.words
        if len(words) > 1 and not (words[-1] in self.tails or words[0] in self.heads):
            # "US forces", "Iraqi Shi'ite": what a people's name leads to is read by itself.
            for size in (2, 1):
                lead = " ".join(words[:size])
                if size < len(words) and (lead in self.demonyms or words[size - 1] in self.demonyms) and size <= 2:
                    if size == 2 and words[0] not in ("North", "South", "West", "East", "Saudi", "Sri"):
                        continue
                    for unit in self._untitled(run.part(size, len(words))):
                        yield replace(unit, lead=run.spans[0][0]) if unit.start == run.spans[size][0] else unit
                    return
                if size < len(words) and lead in self.countries and words[size] not in self.places_after:
                    yield Unit(run.part(0, size), PLACE, self.countries[lead])
                    yield from self._untitled(run.part(size, len(words)))
                    return
        yield self._plain(run)

    def _plain(self, run: Run) -> Unit:
        words = run.words
        whole = " ".join(words)
        if whole in self.countries:
            return Unit(run, PLACE, self.countries[whole])
        if whole in self.organisations:
            return Unit(run, ORGANIZATION)
        if len(words) == 1:
            return Unit(run, self._single(run, whole))
        if self._is_demonym(words):
            return Unit(run)
        return Unit(run, self._several(run))

    def _several(self, run: Run) -> str:
        words = run.words
        if words[-1] in self.tails or (words[0] in self.heads and words[0] not in self.given):
            return ORGANIZATION
        if words[0] in self.given and len(words) == 2 and words[1] in self.like_surnames:
            return PERSON
        if words[0] in self.landmarks or (words[-1] in self.places_after and not words[0].isupper()):
            return PLACE
        is_named = (words[0] in self.given and len(words) <= 5) or (self.follows_role(run) and len(words) <= 4)
        return PERSON if is_named and self.may_be_person(words) else ""

    def _is_demonym(self, words: tuple[str, ...]) -> bool:
        last = words[-1]
        return bool({last, last.removesuffix("s"), re.sub("men$", "man", last)} & self.demonyms)

    def _single(self, run: Run, word: str) -> str:
        if _is_acronym(word) and word not in self.not_organisations and self._stands_in_text(run):
            return ORGANIZATION
        if word in gazetteer.states() and word not in self.given:
            return PLACE
        return ""

    def _stands_in_text(self, run: Run) -> bool:
        """Whether a word in capitals is among words in small letters: in a shouted line it is no acronym."""
        return any(word.islower() for word in (*run.before, *run.after)) or run.before[1] == "("

    def follows_role(self, run: Run) -> bool:
        """Whether a role in small letters stands right before: spokesman John Kirby."""
        return run.before[1] in self.roles or " ".join(run.before) in self.roles

    def speaks(self, run: Run) -> bool:
        """Whether a speech verb stands beside the name."""
        return run.after[0] in self.verbs or (
            run.before[1] in self.verbs and run.after[0] in (",", ".", "who", "of", "in")
        )

    def is_apposed(self, run: Run) -> bool:
        """Whether "who" or an age follows, as after people."""
        return run.after[0] == "," and (run.after[1] == "who" or bool(_AGE.match(run.after[1])))

    def is_locative(self, run: Run) -> bool:
        """Whether a word for being or going somewhere stands before the name."""
        return run.before[1].lower() in self.locatives

    def is_in(self, run: Run) -> bool:
        """Whether "in" stands before the name, and no thing's name goes on behind it."""
        return run.before[1].lower() in ("in", "near", "outside")

    def may_be_place(self, word: str) -> bool:
        """Whether an unknown word could be a place's name."""
        return self._may_be_name(word) and len(word) > 2 and not word.isupper()

    def may_be_person(self, words: tuple[str, ...]) -> bool:
        """Whether every word could be part of a person's name."""
        return all(self._may_be_name(word) or (word[:1].islower()) or len(word.strip(".")) == 1 for word in words)

    def _may_be_name(self, word: str) -> bool:
        return not (
            word in self.common
            or word in self.tails
            or word in self.heads
            or word in self.things
            or word in self.demonyms
            or (word.endswith("s") and word[:-1] in self.demonyms)
            or word in self.places_after
            or word in self.countries
            or word in self.calendar
            or (word.lower() in self.plain and word not in self.given)
            or (len(word) > 3 and word.isupper())
            or not word[-1].isalpha()
            or _NOUN.search(word)
        )

    def city(self, name: str) -> gazetteer.City | None:
        """The city of a name, if it is one and not a given name or a common word."""
        words = name.split()
        if name in self.given or any(word in self.common or word.lower() in self.plain for word in words):
            return None
        return gazetteer.cities().get(name)


def _is_acronym(word: str) -> bool:
    return 3 <= len(word) <= 8 and not any(map(str.isdigit, word)) and _ACRONYM.fullmatch(word) is not None
