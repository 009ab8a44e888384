"""Finding many phrases in a text at once: the longest at each place, whole words only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

_TOKEN = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_GAP = re.compile(r"[ \xa0\u202f]?[-‐‑–.'’]?[ \xa0\u202f]?")
_ARABIC = re.compile("[\u0621-\u064a]{3,}")
_ARABIC_PREFIX = re.compile("^(?:[وف]?[بلك]?(?:ال)?|[وف]?لل)")

_MOST_REMEMBERED = 50_000

_Entry = tuple[tuple[str, ...], tuple[str, ...], str]
"""Folded tokens, exact tokens (none if any case will do), what the phrase stands for."""


class _Entries:
    """The phrases with one first word, the longest first."""

    def __init__(self) -> None:
        self.single: list[_Entry] = []
        self.longer: dict[str, list[_Entry]] = {}
        """By their second words."""

    def add(self, entry: _Entry) -> None:
        """Add a phrase; phrases are added in the order in which they count."""
        (self.longer.setdefault(entry[0][1], []) if len(entry[0]) > 1 else self.single).append(entry)

    def with_second(self, word: str) -> list[_Entry]:
        """Phrases of several words whose second one may be this."""
        found = [entry for form in _forms(word) for entry in self.longer.get(form, ())]
        return sorted(found, key=_rank) if len(found) > 1 else found


def _rank(entry: _Entry) -> tuple[int, bool]:
    return -len(entry[0]), not entry[1]


class Phrases:
    """Phrases, each standing for a value. In lower case they match in any case, with a capital letter just so."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        every: list[_Entry] = []
        unspaced: dict[str, str] = {}
        for phrase, value in pairs:
            if _UNSPACED.search(phrase):
                unspaced.setdefault(phrase, value)
            elif tokens := tuple(_TOKEN.findall(phrase)):
                exact = () if phrase == phrase.lower() else tokens
                folded = tuple(map(_fold, tokens))
                every.append((folded, exact, value))
        self._by_first: dict[str, _Entries] = defaultdict(_Entries)
        for entry in sorted(every, key=_rank):
            self._by_first[entry[0][0]].add(entry)
        self._unspaced = unspaced
        self._memory = _Memory(self._by_first)
        longest_first = sorted(unspaced, key=len, reverse=True)
        self._unspaced_pattern = re.compile("|".join(map(re.escape, longest_first))) if unspaced else None

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Value, start and end of each match, in order, none overlapping another."""
        if self._unspaced_pattern is not None and not text.isascii():
            for match in self._unspaced_pattern.finditer(text):
                yield self._unspaced[match.group()], match.start(), match.end()
        yield from self._find_spaced(text)

    def _find_spaced(self, text: str) -> Iterator[tuple[str, int, int]]:
        exact = _TOKEN.findall(text)
        folded = _TOKEN.findall(text.lower()) if text.isascii() else list(map(str.lower, exact))
        free, places = 0, _Places(exact, text)
        for at in [at for at, candidates in enumerate(map(self._memory.__getitem__, folded)) if candidates]:
            if at < free:
                continue
            token = folded[at]
            for form, entries in self._memory[token]:
                entry = self._longest(entries, at, exact, folded, form)
                if entry is not None and (span := places.whole(at, len(entry[0]))) is not None:
                    free = at + len(entry[0])
                    prefix = len(token) - len(form) if token.endswith(form) and not token.isascii() else 0
                    yield entry[2], span[0] + prefix, span[1]
                    break

    @staticmethod
    def _longest(entries: _Entries, at: int, exact: list[str], folded: list[str], form: str) -> _Entry | None:
        is_last = at + 1 == len(folded)
        longer = [] if is_last or not entries.longer else entries.with_second(folded[at + 1])
        for entry in longer + entries.single if longer else entries.single:
            wanted, just_so, _ = entry
            end = at + len(wanted)
            if end > len(folded):
                continue
            if just_so:
                if form == folded[at] and tuple(exact[at:end]) == just_so:
                    return entry
            elif len(wanted) == 1 or (
                form == folded[at]
                and tuple(folded[at + 1 : end - 1]) == wanted[1:-1]
                and wanted[-1] in _forms(folded[end - 1])
            ):
                return entry
        return None


class _Places:
    """Where the words of a text stand, told in their order: each is looked for from the last one on."""

    def __init__(self, words: list[str], text: str) -> None:
        self._words, self._text = words, text
        self._at = self._start = 0

    def whole(self, at: int, size: int) -> tuple[int, int] | None:
        """Start and end of words with nothing but a space, hyphen, apostrophe or abbreviating stop between them."""
        start = self._find(at)
        end = start + len(self._words[at])
        for word in self._words[at + 1 : at + size]:
            following = self._text.find(word, end)
            if not _GAP.fullmatch(self._text, end, following):
                return None
            end = following + len(word)
        return start, end

    def _find(self, at: int) -> int:
        """Where a word stands: the same word may stand before it, and be a part of others."""
        word, text, place = self._words[at], self._text, self._start - 1
        before = self._words[self._at : at].count(word)
        while True:
            place = text.find(word, place + 1)
            end = place + len(word)
            if not _joins(text[place - 1 : place] if place else "") and not _joins(text[end : end + 1]):
                if not before:
                    self._at, self._start = at, place
                    return place
                before -= 1


def _joins(character: str) -> bool:
    return character.isalnum() or character == "_"


class _Memory(dict[str, list[tuple[str, _Entries]]]):
    """Token → the phrases that begin with it in one of its forms; kept, since texts repeat their words."""

    def __init__(self, by_first: Mapping[str, _Entries]) -> None:
        super().__init__()
        self._by_first = by_first

    def __missing__(self, token: str) -> list[tuple[str, _Entries]]:
        """Look the phrases up."""
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        known = self._by_first
        candidates = self[token] = [(form, known[form]) for form in dict.fromkeys(_forms(token)) if form in known]
        return candidates


def _fold(token: str) -> str:
    return token.lower()


def _forms(token: str) -> Iterable[str]:
    """The word, and what it may be an inflected form of: plural in the Western languages, prefixes in Arabic."""
    yield token
    if token.isascii():
        if token.endswith("ies") and len(token) > 5:
            yield token[:-3] + "y"
        if token.endswith("es") and len(token) > 5:
            yield token[:-2]
        if token.endswith("s") and len(token) > 4 and not token.endswith("ss"):
            yield token[:-1]
    elif _ARABIC.fullmatch(token):
        bare = _ARABIC_PREFIX.sub("", token)
        if len(bare) >= 3:
            yield from (bare, "ال" + bare)
    elif token.endswith(("s", "x")) and len(token) > 4:
        yield token[:-1]
