"""What a run of capitals is by its own words and its neighbours: a title, a given name, a kind of organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from generator.enrich import gazetteer
from generator.enrich.lexicon import groups
from generator.enrich.mention import ORGANIZATION, PERSON, PLACE
from generator.enrich.runs import Run, sentence_breaks
from generator.enrich.vocabulary import vocabulary

_AGE = re.compile(r"\d{2}\W?$")
_ACRONYM = re.compile(r"[A-Z][A-Z&\d.-]*[A-Z\d]s?|(?:[A-Z]\.){2,}")
_NUMERAL = re.compile(r"[IVXLCM]+")
_NOUN = re.compile(r"...(?:tions?|ments|ivity|ility|ities|isms?|ental|ional|ology|ologies|ectors?|nesses|ships)$")
"""Endings of common nouns and adjectives."""
_DETERMINERS = frozenset(
    ["the", "a", "an", "its", "his", "her", "their", "then", "now", "le", "la", "el", "une", "un", "una", "il", "o"]
)
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


class Reader:
    """Reads runs in one language, with the article's plain words at hand."""

    def __init__(self, language: str, plain: frozenset[str]) -> None:
        self.plain = plain
        self.words = vocabulary(language.partition("-")[0])

    def units(self, run: Run) -> Iterator[Unit]:
        """The possible names in a run, in order."""
        for part in sentence_breaks(run, self.words.calendar):
            if (trimmed := self._trimmed(part)) is not None:
                yield from self._read(trimmed)

    def _trimmed(self, run: Run) -> Run | None:
        """Without the words in front that have a capital only because a sentence begins."""
        start, end = 0, len(run.words)
        while start < end and self._only_starts(run, start):
            start += 1
        if start == end:
            return None
        return run.part(start, end) if start else run

    def _only_starts(self, run: Run, start: int) -> bool:
        word = run.words[start]
        if word not in self.words.starters or (not run.is_first and word.lower() not in self.words.small):
            return False
        return not self._is_known(" ".join(run.words[start:]))

    def _is_known(self, words: str) -> bool:
        return any(words in known for known in (self.words.countries, self.words.organisations, self.words.regions))

    def _read(self, run: Run) -> Iterator[Unit]:
        words = run.words
        whole = " ".join(words)
        if whole in self.words.countries:
            yield Unit(run, PLACE, self.words.countries[whole])
            return
        if whole in self.words.organisations:
            yield Unit(run, ORGANIZATION)
            return
        if whole in self.words.regions:
            yield Unit(run, PLACE)
            return
        if longer := self._with_small_words(run, whole):
            yield replace(Unit(run, ORGANIZATION), joined_end=run.spans[0][0] + longer)
            return
        start = self._title_end(words)
        if start:
            yield from self._before_title(run, start)
            if start < len(words):
                keeps = start + 1 == len(words) or words[start] in ("Al", "Bin")
                begin = start - 1 if keeps and words[start - 1] in self.words.kept else start
                if len(words) - start > 2 and self.words.is_inflected_place(words[start]):
                    begin = start + 1  # "Президент Франции Эмманюэль Макрон"
                yield self._titled(run.part(begin, len(words)))
            return
        yield from self._untitled(run)

    def _with_small_words(self, run: Run, whole: str) -> int:
        """Length of a known name that goes on in small letters: Union africaine; 0 if there is none."""
        for count in (3, 2, 1):
            name = " ".join((whole, *run.after[:count]))
            if name in self.words.organisations:
                return len(name)
        return 0

    def _title_end(self, words: tuple[str, ...]) -> int:
        """Where the last title in the run ends; 0 without one."""
        for end in range(min(len(words), 6), 0, -1):
            for begin in range(max(0, end - 4), end):
                if self._is_title(words[begin:end]):
                    rest = words[end:]
                    if rest and (rest[-1] in self.words.tails or rest[0] in self.words.tails):
                        continue
                    return end
        return 0

    def _is_title(self, words: tuple[str, ...]) -> bool:
        """Whether the words are a title, also with something before or behind a hyphen: President-elect."""
        if " ".join(words) in self.words.titles:
            return True
        parts = words[0].split("-") if len(words) == 1 else ()
        return len(parts) == 2 and (parts[0] in self.words.titles or parts[1] in self.words.titles)

    def _before_title(self, run: Run, end: int) -> Iterator[Unit]:
        """What the words before a title name: South Korean President, State Department Spokesman."""
        words = run.words
        begin = next((i for i in range(end) if self._is_title(words[i:end])), end)
        if begin:
            yield from self._untitled(run.part(0, begin))

    def _titled(self, run: Run) -> Unit:
        words = run.words
        if " ".join(words) in self.words.countries or words[-1] in self.words.tails:
            return self._plain(run)
        if len(words) <= 5 and words[0] not in self.words.demonyms and not _is_acronym(words[0]):
            return Unit(run, PERSON)
        return self._plain(run)

    def _untitled(self, run: Run) -> Iterator[Unit]:
        words = run.words
        if len(words) > 1 and not (words[-1] in self.words.tails or words[0] in self.words.heads):
            # "US forces", "Iraqi Shi'ite": what a people's name leads to is read by itself.
            for size in (2, 1):
                lead = " ".join(words[:size])
                if (
                    size < len(words)
                    and (lead in self.words.demonyms or words[size - 1] in self.words.demonyms)
                    and size <= 2
                ):
                    if size == 2 and words[0] not in ("North", "South", "West", "East", "Saudi", "Sri"):
                        continue
                    for unit in self._untitled(run.part(size, len(words))):
                        yield replace(unit, lead=run.spans[0][0]) if unit.start == run.spans[size][0] else unit
                    return
                if size < len(words) and lead in self.words.countries and words[size] not in self.words.places_after:
                    yield Unit(run.part(0, size), PLACE, self.words.countries[lead])
                    yield from self._untitled(run.part(size, len(words)))
                    return
        yield self._plain(run)

    def _plain(self, run: Run) -> Unit:
        words = run.words
        whole = " ".join(words)
        if whole in self.words.countries:
            return Unit(run, PLACE, self.words.countries[whole])
        if whole in self.words.organisations:
            return Unit(run, ORGANIZATION)
        if whole in self.words.regions:
            return Unit(run, PLACE)
        if len(words) == 1:
            return Unit(run, self._single(run, whole))
        if self._is_demonym(words):
            return Unit(run)
        return Unit(run, self._several(run))

    def _several(self, run: Run) -> str:
        words = run.words
        if words[-1] in self.words.tails or (words[0] in self.words.heads and words[0] not in self.words.given):
            return ORGANIZATION
        if words[0] in self.words.given and len(words) == 2 and words[1] in self.words.like_surnames:
            return PERSON
        if words[0] in self.words.landmarks or (words[-1] in self.words.places_after and not words[0].isupper()):
            return PLACE
        if words[0] in self.words.foreign and len(words) < 4 and self.is_in(run):
            return PLACE
        if len(words) == 2 and len(words[0]) == 1 and words[1][-1].islower() and self._may_be_initialled(words[1]):
            return PERSON  # an initial and a name
        is_named = (words[0] in self.words.given and len(words) <= 5) or (self.follows_role(run) and len(words) <= 4)
        return PERSON if is_named and self.may_be_person(words) else ""

    def _is_demonym(self, words: tuple[str, ...]) -> bool:
        last = words[-1]
        return bool({last, last.removesuffix("s"), re.sub("men$", "man", last)} & self.words.demonyms)

    def _single(self, run: Run, word: str) -> str:
        if _is_acronym(word) and word not in self.words.not_organisations and self._stands_in_text(run):
            is_shouted = word.lower() in self.plain or word.title() in self.words.common
            is_compound = run.after[0] == "," and len(run.after[1]) == 1
            return "" if is_shouted or is_compound else ORGANIZATION
        if word in gazetteer.states() and word not in self.words.given:
            return PLACE
        return ""

    def _stands_in_text(self, run: Run) -> bool:
        """Whether a word in capitals is among words in small letters: in a shouted line it is no acronym."""
        return any(word.islower() for word in (*run.before, *run.after[:2])) or run.before[1] == "("

    def follows_role(self, run: Run) -> bool:
        """Whether a role in small letters stands right before: spokesman John Kirby."""
        return run.before[1] in self.words.roles or " ".join(run.before) in self.words.roles

    def speaks(self, run: Run) -> bool:
        """Whether a speech verb stands beside the name."""
        return run.after[0] in self.words.verbs or (
            run.before[1] in self.words.verbs and run.after[0] in (",", ".", "who", "of", "in")
        )

    def is_apposed(self, run: Run) -> bool:
        """Whether "who", an age, or a role follows between commas, as after people: X, the project manager."""
        if run.after[0] != ",":
            return False
        if run.after[1] in ("who", "whose") or _AGE.match(run.after[1]):
            return True
        return run.after[1] in _DETERMINERS and not self.words.roles.isdisjoint(run.after[2:])

    def is_locative(self, run: Run) -> bool:
        """Whether a word for being or going somewhere stands before the name."""
        return run.before[1].lower() in self.words.locatives

    @staticmethod
    def is_dateline(run: Run) -> bool:
        """Whether the name opens a paragraph as the place of a report does: GENEVA —, Nairobi (AP)."""
        return run.before == ("", "") and run.after[0] in ("–", "—", "-", "/", "(", ",")

    def is_with(self, run: Run) -> bool:
        """Whether the name stands where people do: by …, with …, or set off by commas as in "the minister, …,"."""
        return run.before[1] in ("by", "with") or (
            run.before[1] == "," and (run.before[0] in self.words.roles or run.before[0] in self.words.titles)
        )

    def is_foreign_place(self, run: Run) -> bool:
        """Whether the name begins as places' names do in other languages: San, Los, Puerto."""
        return run.words[0] in self.words.foreign

    def is_in(self, run: Run) -> bool:
        """Whether what stands before the name makes it a place: in …, near …, the town of …."""
        first, last = run.before
        return last.lower() in ("in", "near", "outside") or (last == "of" and first in self.words.place_nouns)

    def may_be_place(self, word: str) -> bool:
        """Whether an unknown word could be a place's name."""
        return self._may_be_name(word) and len(word) > 2 and not word.isupper()

    def may_be_person(self, words: tuple[str, ...]) -> bool:
        """Whether every word could be part of a person's name."""
        return all(self._may_be_name(word) or (word[:1].islower()) or len(word.strip(".")) == 1 for word in words)

    def _may_be_initialled(self, word: str) -> bool:
        return self._may_be_name(word) and word.lower() not in self.words.own_small

    def _may_be_name(self, word: str) -> bool:
        return not (
            word in self.words.common
            or word in self.words.tails
            or word in self.words.heads
            or word in self.words.things
            or word in self.words.demonyms
            or (word.endswith("s") and word[:-1] in self.words.demonyms)
            or word in self.words.places_after
            or word in self.words.countries
            or word in self.words.calendar
            or (word.lower() in self.plain and word not in self.words.given)
            or (len(word) > 2 and word.isupper())
            or not word[-1].isalpha()
            or _NOUN.search(word)
        )

    def city(self, name: str) -> gazetteer.City | None:
        """The city of a name, if it is one and not a given name or a common word."""
        if name in self.words.given:
            return None
        if " " not in name and (name in self.words.common or name.lower() in self.plain):
            return None
        return gazetteer.cities().get(name)


def _is_acronym(word: str) -> bool:
    return (
        3 <= len(word) <= 8
        and not any(map(str.isdigit, word))
        and bool(_ACRONYM.fullmatch(word))
        and not _NUMERAL.fullmatch(word)
    )
