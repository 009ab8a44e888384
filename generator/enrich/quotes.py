"""Quotations in an article's paragraphs, with their speakers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from functools import cached_property

from generator.enrich import speakers
from generator.enrich.marks import Passage, passages
from generator.light import changing
from generator.model import Quote
from generator.text import may_quote

_FEWEST_WORDS = 3
_FEWEST_IN_A_PIECE = 5
_FEWEST_CHARACTERS = 6
"""In scripts without spaces."""
_BETWEEN = 160
"""Characters an attribution in the middle of a quotation may have."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_SENTENCE = re.compile(r"(?<=[a-z\d\"”’)][.!?…])\s+|(?<=[.!?…][\"”’)])\s+")
_REACH = 3
"""Paragraphs back in which a pronoun's person is looked for."""


def quotes(paragraphs: Sequence[str], people: Sequence[str]) -> tuple[tuple[Quote, int], ...]:
    """Quotations in reading order, each with the index of its paragraph.

    ``people`` are the fullest forms of the names in this source. A quotation that an attribution interrupts, or
    that runs on over paragraphs, is one with several parts; a word or two in quotation marks are none.
    """
    return tuple((Quote(tuple(said.parts), said.speaker), said.at) for said in _Reader(paragraphs, people).read())


@changing
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
        self._fuller: dict[str, str] = {}
        self.last = ""
        self.last_at = -9

    def read(self) -> list[_Said]:
        single = not any('"' in text or "“" in text or "«" in text for text in self.paragraphs)
        for at, text in enumerate(self.paragraphs):
            if may_quote(text):
                self._paragraph(at, text, list(passages(text, single=single)))
        return self.found

    def _paragraph(self, at: int, text: str, found: list[Passage]) -> None:
        current = self._still_open(at, found)
        end = 0
        for number, passage in enumerate(found):
            stop = found[number + 1].start if number + 1 < len(found) else len(text)
            around = _Around(passage, text[end : passage.start], text[passage.end : stop])
            if current is not None and (around.joins() if number else current.is_open):
                current.parts.append(passage.text)
            elif around.is_quotation():
                current = _Said(at, [passage.text])
                self.found.append(current)
            else:
                continue
            current.is_open = not passage.is_closed
            if not current.speaker and (subject := around.subject()):
                self._attribute(current, subject, at, text[: passage.start])
            end = passage.end

    def _still_open(self, at: int, found: list[Passage]) -> _Said | None:
        """The quotation that the paragraph goes on with, its opening mark repeated."""
        last = self.found[-1] if self.found else None
        if last is None or not last.is_open:
            return None
        if found and found[0].start == 0 and last.at + len(last.parts) >= at:
            return last
        last.is_open = False
        return None

    def _attribute(self, said: _Said, subject: str, at: int, text_before: str) -> None:
        said.speaker = self._person(subject, at, text_before)
        if said.speaker:
            self.last, self.last_at = said.speaker, at

    def _person(self, subject: str, at: int, text_before: str) -> str:
        if speakers.is_pronoun(subject):
            return self._referent(at, text_before)
        if person := self.people.full(subject):
            return person
        if subject not in self._fuller:
            self._fuller[subject] = speakers.named(subject, self.paragraphs)
        return self._fuller[subject]

    def _referent(self, at: int, text_before: str) -> str:
        """Whom a pronoun means: whom the sentence before is about, who spoke last, whom a paragraph before is about."""
        for sentence in reversed(_SENTENCE.split(text_before[-600:])):
            if person := self.people.first_in(sentence):
                return person
        if self.last_at >= at - 1:
            return self.last
        for back in range(at - 1, max(-1, at - 1 - _REACH), -1):
            if person := self.people.first_in(self.paragraphs[back]):
                return person
        return ""


class _Around:
    """A passage with the words around it, up to the passages next to it."""

    def __init__(self, passage: Passage, leading: str, following: str) -> None:
        self.text = passage.text
        self.leading = leading
        self.following = following

    @cached_property
    def after(self) -> str | None:
        """The speaker named behind; None if no speech verb is there."""
        return speakers.after(self.following)

    @cached_property
    def before(self) -> str | None:
        """The speaker named in front; None if no speech verb is there."""
        return speakers.before(self.leading)

    def subject(self) -> str:
        """The speaker as the words around name him; empty if they do not."""
        return (self.before if self.after is None else self.after) or ""

    def joins(self) -> bool:
        """Whether it goes on with the quotation before it: nothing but an attribution stands between."""
        lead = self.leading.strip()
        if not lead or len(lead) > _BETWEEN or lead.endswith(":") or speakers.after(self.leading) is None:
            return False
        if not lead.endswith("."):
            return True
        # A new sentence; with a comma at its end it has an attribution of its own.
        has_own = (self.text.endswith(",") or self.following.lstrip().startswith(",")) and self.after is not None
        return _is_sentence(self.text) and not has_own

    def is_quotation(self) -> bool:
        """Whether it is somebody's words, not a term or a title set in quotation marks."""
        words = self.text.split()
        if len(words) < _FEWEST_WORDS:
            is_unspaced = len(words) == 1 and _UNSPACED.search(self.text) is not None
            return is_unspaced and len(self.text) >= _FEWEST_CHARACTERS
        if _is_sentence(self.text):
            return _is_set_off(self.text, self.leading) or not _is_title(words)
        # A piece of a sentence within the reporter's: long enough to tell something by itself, and said by somebody.
        return len(words) >= _FEWEST_IN_A_PIECE and (self.before is not None or self.after is not None)


def _is_sentence(text: str) -> bool:
    return next((letter.isupper() or not letter.islower() for letter in text if letter.isalpha()), False)


def _is_set_off(text: str, leading: str) -> bool:
    return text.endswith((",", ".", "!", "?", "…")) and leading.rstrip()[-1:] in ("", ",", ":", ".", "!", "?")


def _is_title(words: list[str]) -> bool:
    """Whether all longer words have capitals, as in the name of a book or a song."""
    return all(word[:1].isupper() or not word[:1].isalpha() for word in words if len(word) > 4)
