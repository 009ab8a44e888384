"""Quotations in an article's paragraphs, with their speakers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.enrich import speakers
from generator.enrich.marks import MARKS, Passage, passages
from generator.model import Quote

_FEWEST_WORDS = 3
_FEWEST_IN_A_PIECE = 7
_FEWEST_CHARACTERS = 6
"""In scripts without spaces."""
_BETWEEN = 160
"""Characters an attribution in the middle of a quotation may have."""
_REACH = 3
"""Paragraphs back in which a pronoun's person is looked for."""


def quotes(paragraphs: Sequence[str], people: Sequence[str]) -> tuple[tuple[Quote, int], ...]:
    """Quotations in reading order, each with the index of its paragraph.

    ``people`` are the fullest forms of the names in this source. A quotation that an attribution interrupts, or
    that runs on over paragraphs, is one with several parts; a word or two in quotation marks are none.
    """
    return tuple((Quote(tuple(said.parts), said.speaker), said.at) for said in _Reader(paragraphs, people).read())


@dataclass(slots=True)
class _Said:
    """A quotation being put together."""

    at: int
    parts: list[str]
    speaker: str = ""
    is_open: bool = field(default=False)
    """Whether the closing mark is still to come in a later paragraph."""


class _Reader:
    """Reads paragraphs in order and remembers who spoke last."""

    def __init__(self, paragraphs: Sequence[str], people: Sequence[str]) -> None:
        self.paragraphs = paragraphs
        self.people = speakers.People(people)
        self.found: list[_Said] = []
        self.last = ""
        self.last_at = -9

    def read(self) -> list[_Said]:
        single = not any('"' in text or "“" in text or "«" in text for text in self.paragraphs)
        for at, text in enumerate(self.paragraphs):
            if not MARKS.isdisjoint(text):
                self._paragraph(at, text, list(passages(text, single=single)))
        return self.found

    def _paragraph(self, at: int, text: str, found: list[Passage]) -> None:
        current: _Said | None = self.found[-1] if self.found and self.found[-1].is_open else None
        goes_on = current is not None and current.at + len(current.parts) >= at and bool(found) and found[0].start == 0
        if current is not None and not goes_on:
            current.is_open, current = False, None
        end = 0
        for number, passage in enumerate(found):
            following = text[passage.end : found[number + 1].start if number + 1 < len(found) else len(text)]
            leading = text[end : passage.start]
            if current is not None and self._joins(current, passage, leading, number):
                current.parts.append(passage.text)
            elif _is_quotation(passage, leading, following):
                current = _Said(at, [passage.text])
                self.found.append(current)
            else:
                continue
            current.is_open = not passage.is_closed
            self._attribute(current, at, text, leading, following)
            end = passage.end

    def _joins(self, current: _Said, passage: Passage, leading: str, number: int) -> bool:
        """Whether a passage goes on with the quotation before it: nothing but an attribution stands between."""
        if number == 0:
            return current.is_open
        lead = leading.strip()
        if not lead or len(lead) > _BETWEEN or speakers.after(leading) is None:
            return False
        if lead.endswith("."):  # a new sentence; with a comma at its end it has an attribution of its own
            return _is_sentence(passage.text) and not passage.text.endswith(",")
        return not lead.endswith(":")

    def _attribute(self, said: _Said, at: int, text: str, leading: str, following: str) -> None:
        if said.speaker:
            return
        subject = speakers.after(following)
        if subject is None:
            subject = speakers.before(leading)
        if subject is None:
            return
        said.speaker = self._person(subject, at, text)
        if said.speaker:
            self.last, self.last_at = said.speaker, at

    def _person(self, subject: str, at: int, text: str) -> str:
        if not subject:
            return ""
        if speakers.is_pronoun(subject):
            return self._referent(at, text)
        return self.people.full(subject) or speakers.fuller(subject, self.paragraphs)

    def _referent(self, at: int, text: str) -> str:
        """Whom a pronoun means: who spoke last, or the person named last before."""
        if self.last_at >= at - 1:
            return self.last
        for back in range(at - 1, max(-1, at - 1 - _REACH), -1):
            if person := self.people.in_text(self.paragraphs[back]):
                return person
        return ""


def _is_sentence(text: str) -> bool:
    return next((letter.isupper() or not letter.islower() for letter in text if letter.isalpha()), False)


def _is_quotation(passage: Passage, leading: str, following: str) -> bool:
    """Whether the passage is somebody's words, not a term or a title set in quotation marks."""
    words = passage.text.split()
    if len(words) < _FEWEST_WORDS:
        return len(words) == 1 and len(passage.text) >= _FEWEST_CHARACTERS and not passage.text.isascii()
    if _is_sentence(passage.text):
        return _is_set_off(passage.text, leading) or not _is_title(words)
    # A piece of a sentence within the reporter's: long enough to tell something by itself, and said by somebody.
    return len(words) >= _FEWEST_IN_A_PIECE and speakers.before(leading) is not None


def _is_set_off(text: str, leading: str) -> bool:
    return text.endswith((",", ".", "!", "?", "…")) and leading.rstrip()[-1:] in ("", ",", ":", ".", "!", "?")


def _is_title(words: list[str]) -> bool:
    """Whether all longer words have capitals, as in the name of a book or a song."""
    return all(word[:1].isupper() or not word[:1].isalpha() for word in words if len(word) > 4)
