"""What the words around a run of capitals say of it: a role before it, a speech verb behind it, "in" in front."""

from __future__ import annotations

import re

from generator.enrich import gazetteer
from generator.enrich.runs import Run
from generator.enrich.vocabulary import vocabulary

_AGE = re.compile(r"\d{2}\W?$")
_NOUN = re.compile(r"...(?:tions?|ments|ivity|ility|ities|isms?|ental|ional|ology|ologies|ectors?|nesses|ships)$")
"""Endings of common nouns and adjectives."""
_DETERMINERS = frozenset(
    ["the", "a", "an", "its", "his", "her", "their", "then", "now", "le", "la", "el", "une", "un", "una", "il", "o"]
)


class Context:
    """Judges runs of one language by their neighbours, with the article's plain words at hand."""

    def __init__(self, language: str, plain: frozenset[str]) -> None:
        self.plain = plain
        self.words = vocabulary(language.partition("-")[0])

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
