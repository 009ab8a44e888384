"""What a run of capitals is by its own words: a title, a given name, a kind of organisation or place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.enrich import gazetteer
from generator.enrich.context import Context
from generator.enrich.mention import ORGANIZATION, PERSON, PLACE
from generator.enrich.runs import Run, sentence_breaks
from generator.enrich.units import Unit

_ACRONYM = re.compile(r"[A-Z][A-Z&\d.-]*[A-Z\d]s?|(?:[A-Z]\.){2,}")
_NUMERAL = re.compile(r"[IVXLCM]+")

_OF = frozenset({"der", "des", "dem", "das", "do", "dos", "du", "del", "della"})
"""Small words that lead from a title to what it is of; behind others, as in "von der Leyen", a name may go on."""

_NO_NAMES = frozenset({"Clerk", "Counsel", "Eye", "Killed", "Member", "Sector"})
"""What stands behind words that may be titles: General Counsel, Private Sector, Ranking Member."""


def _of(words: tuple[str, ...]) -> int:
    """How many small words in front say that what follows is no name of a person."""
    if words[:2] == ("de", "la") or (words[0] == "von" and len(words) == 2 and _is_acronym(words[1])):
        return 1 + (words[0] == "de")
    return int(words[0] in _OF)


class Reader(Context):
    """Reads runs in one language, with the article's plain words at hand."""

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
        while 0 < start < end and (run.words[start] in _OF or run.words[start] in ("le", "la")):
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
        if known := self._known(run):
            yield known
            return
        if longer := self._with_small_words(run, " ".join(words)):
            yield Unit(run, ORGANIZATION, joined_end=run.spans[0][0] + longer)
            return
        start = self._title_end(words)
        if not start:
            yield from self._untitled(run)
            return
        yield from self._before_title(run, start)
        if start < len(words):
            yield self._titled(run.part(self._name_start(words, start), len(words)))

    def _name_start(self, words: tuple[str, ...], start: int) -> int:
        """Where the name behind a title begins: with the title itself in Pope Francis."""
        keeps = start + 1 == len(words) or words[start] in ("Al", "Bin")
        if len(words) - start > 2 and self.words.is_inflected_place(words[start]):
            return start + 1  # "Президент Франции Эмманюэль Макрон"
        return start - 1 if keeps and words[start - 1] in self.words.kept else start

    def _known(self, run: Run) -> Unit | None:
        """The unit of a name that everybody knows."""
        whole = " ".join(run.words)
        if whole in self.words.countries:
            return Unit(run, PLACE, self.words.countries[whole])
        if whole in self.words.organisations:
            return Unit(run, ORGANIZATION)
        return Unit(run, PLACE) if whole in self.words.regions else None

    def _with_small_words(self, run: Run, whole: str) -> int:
        """Length of a known name that goes on in small letters: Union africaine; 0 if there is none."""
        if whole not in self.words.beginnings:
            return 0
        for count in (3, 2, 1):
            name = " ".join((whole, *run.after[:count]))
            if name in self.words.organisations:
                return len(name)
        return 0

    def _title_end(self, words: tuple[str, ...]) -> int:
        """Where the last title in the run ends; 0 without one."""
        for end in range(min(len(words), 6), 0, -1):
            if words[end - 1] not in self.words.title_ends and "-" not in words[end - 1]:
                continue
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
        count = _of(words)
        if count and count < len(words):  # "Sprecher der Polizei", "Präsident du Sénat": it tells of what, not who
            return self._plain(run.part(count, len(words)))
        is_word = len(words) == 1 and words[0] in _NO_NAMES
        if is_word or " ".join(words) in self.words.countries or words[-1] in self.words.tails:
            return self._plain(run)
        if len(words) <= 5 and words[0] not in self.words.demonyms and not _is_acronym(words[0]):
            return Unit(run, PERSON)
        return self._plain(run)

    def _untitled(self, run: Run) -> Iterator[Unit]:
        words = run.words
        for size in (2, 1) if not (words[-1] in self.words.tails or words[0] in self.words.heads) else ():
            lead = " ".join(words[:size])
            if size >= len(words):
                continue
            if self._is_people(words[:size]):
                # "Iraqi Shi'ite", "North Korean Refugees": what a people's name leads to is read by itself.
                for unit in self._untitled(run.part(size, len(words))):
                    yield unit._replace(lead=run.spans[0][0]) if unit.start == run.spans[size][0] else unit
                return
            if lead in self.words.countries and words[size] not in self.words.places_after:
                yield Unit(run.part(0, size), PLACE, self.words.countries[lead])
                yield from self._untitled(run.part(size, len(words)))
                return
        yield self._plain(run)

    def _is_people(self, words: tuple[str, ...]) -> bool:
        """Whether the words are a people's name: Iraqi, South Korean."""
        if words[-1] not in self.words.demonyms:
            return False
        return len(words) == 1 or words[0] in ("North", "South", "West", "East", "Saudi", "Sri")

    def _plain(self, run: Run) -> Unit:
        if known := self._known(run):
            return known
        if len(run.words) == 1:
            return Unit(run, self._single(run, run.words[0]))
        return Unit(run) if self._is_demonym(run.words) else Unit(run, self._several(run))

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


def _is_acronym(word: str) -> bool:
    return (
        3 <= len(word) <= 8
        and not any(map(str.isdigit, word))
        and bool(_ACRONYM.fullmatch(word))
        and not _NUMERAL.fullmatch(word)
    )
