"""Articles for measuring: made up, plain prose, the same for the same seed whatever the machine.

553 words on average. Words and tags follow Zipf's law, so that a few are everywhere and most are rare, as in news.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

_WORDS = 541
"""In sentences; subheads and links bring the rest."""
_SPREAD = 150
_VOCABULARY = 30_000
_TAGS = 120
_FIRST_DAY = date(2019, 1, 1)
_DAYS = 7 * 365


@dataclass(frozen=True)
class Article:
    """One article, in the plain terms that every generator understands."""

    number: int
    title: str
    day: date | None
    """None only for what a measurement adds without a date."""
    slug: str
    tags: tuple[str, ...]
    summary: str
    """The first two sentences of the body."""
    body: str
    """Markdown."""


@dataclass(frozen=True)
class Corpus:
    """Articles by number; each is made by itself, so that one more changes none of the others."""

    seed: int

    def articles(self, count: int) -> Iterator[Article]:
        """The first ``count`` articles."""
        return (self.article(number) for number in range(count))

    def article(self, number: int) -> Article:
        """The article of that number."""
        chance = random.Random(f"{self.seed}/{number}")
        sentences = self._sentences(chance, _WORDS + chance.randint(-_SPREAD, _SPREAD))
        title = " ".join(self._words(chance, chance.randint(5, 10))).capitalize()
        return Article(
            number,
            title,
            _FIRST_DAY + timedelta(days=chance.randrange(_DAYS)),
            f"{title.lower().replace(' ', '-')[:60].strip('-')}-{number}",
            tuple(dict.fromkeys(chance.choices(self.tags, cum_weights=_zipf(_TAGS), k=chance.randint(2, 7)))),
            " ".join(sentences[:2]),
            _body(chance, sentences),
        )

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """All tags, the most frequent first."""
        return tuple(f"{word}-{number}" for number, word in enumerate(self._vocabulary[:_TAGS]))

    @cached_property
    def _vocabulary(self) -> list[str]:
        chance = random.Random(self.seed)
        syllables = [
            consonant + vowel for consonant in "bcdfglmnprstvz" for vowel in ("a", "e", "i", "o", "u", "an", "er")
        ]
        lengths = chance.choices([1, 2, 3, 4, 5], weights=[12, 46, 30, 9, 3], k=_VOCABULARY)
        return ["".join(chance.choices(syllables, k=length)) for length in lengths]

    def _words(self, chance: random.Random, count: int) -> list[str]:
        return chance.choices(self._vocabulary, cum_weights=_zipf(_VOCABULARY), k=count)

    def _sentences(self, chance: random.Random, count: int) -> list[str]:
        words = self._words(chance, count)
        sentences = []
        while words:
            length = chance.randint(8, 26)
            part, words = words[:length], words[length:]
            part[len(part) // 2] += "," if len(part) > 12 else ""
            sentences.append(" ".join(part).capitalize() + ".")
        return sentences


_weights: dict[int, list[float]] = {}


def _zipf(count: int) -> list[float]:
    if count not in _weights:
        _weights[count] = list(accumulate(1 / (rank + 2.7) for rank in range(count)))
    return _weights[count]


def _body(chance: random.Random, sentences: list[str]) -> str:
    """Paragraphs of two to four sentences, some of them with a link or a word in bold; subheads, quotations, lists."""
    blocks = []
    while sentences:
        count = chance.randint(2, 4)
        part, sentences = sentences[:count], sentences[count:]
        blocks.append(" ".join(part))
        kind = chance.random()
        if len(blocks) == 1:
            continue  # the summary stands in the first paragraph, word for word
        if kind < 0.10:
            blocks[-1] += f" See [the report](https://example.org/reports/{chance.randrange(10**6)})."
        elif kind < 0.20:
            blocks[-1] = "**{}** {} {}".format(*blocks[-1].split(" ", 2)) if len(part) > 1 else blocks[-1]
        elif kind < 0.28:
            blocks[-1] = f"> {blocks[-1]}"
        elif kind < 0.32 and not blocks[-2].startswith("- "):  # two lists in a row would be one
            blocks[-1] = "\n".join(f"- {sentence}" for sentence in part)
        elif kind < 0.38:
            blocks.insert(-1, "## " + " ".join(part[0].split()[:4]).strip(",."))
    return "\n\n".join(blocks)
