"""Finding many phrases in a text at once: the longest at each place, whole words only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_TOKEN = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_GAP = re.compile(r"[ \xa0\u202f]?[-‐‑–.'’]?[ \xa0\u202f]?")
_ARABIC = re.compile("[\u0621-\u064a]{3,}")
_ARABIC_PREFIX = re.compile("^(?:[وف]?[بلك]?(?:ال)?|[وف]?لل)")

_MOST_REMEMBERED = 50_000

_Entry = tuple[tuple[str, ...], tuple[str, ...], str]
"""Folded tokens, exact tokens (none if any case will do), what the phrase stands for."""


class Phrases:
    """Phrases, each standing for a value. In lower case they match in any case, with a capital letter just so."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[_Entry]] = {}
        unspaced: dict[str, str] = {}
        for phrase, value in pairs:
            if _UNSPACED.search(phrase):
                unspaced.setdefault(phrase, value)
            elif tokens := tuple(_TOKEN.findall(phrase)):
                exact = () if phrase == phrase.lower() else tokens
                folded = tuple(map(_fold, tokens))
                self._by_first.setdefault(folded[0], []).append((folded, exact, value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: (-len(entry[0]), not entry[1]))
        self._unspaced = unspaced
        self._memory: dict[str, list[tuple[str, list[_Entry]]]] = {}
        longest_first = sorted(unspaced, key=len, reverse=True)
        self._unspaced_pattern = re.compile("|".join(map(re.escape, longest_first))) if unspaced else None

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Value, start and end of each match, in order, none overlapping another."""
        if self._unspaced_pattern is not None and not text.isascii():
            for match in self._unspaced_pattern.finditer(text):
                yield self._unspaced[match.group()], match.start(), match.end()
        yield from self._find_spaced(text)

    def _find_spaced(self, text: str) -> Iterator[tuple[str, int, int]]:
        found = list(_TOKEN.finditer(text))
        exact = [match.group() for match in found]
        folded = [_fold(token) for token in exact]
        free = 0
        for at, token in enumerate(folded):
            candidates = self._memory.get(token)
            if candidates is None:
                candidates = self._remember(token)
            if not candidates or at < free:
                continue
            for form, entries in candidates:
                entry = self._longest(entries, at, exact, folded, form)
                if entry is not None and self._is_whole(found, at, len(entry[0]), text):
                    free = at + len(entry[0])
                    prefix = len(token) - len(form) if token.endswith(form) and not token.isascii() else 0
                    yield entry[2], found[at].start() + prefix, found[free - 1].end()
                    break

    def _remember(self, token: str) -> list[tuple[str, list[_Entry]]]:
        """The phrases that begin with a token in one of its forms; kept, since texts repeat their words."""
        if len(self._memory) > _MOST_REMEMBERED:
            self._memory.clear()
        known = self._by_first
        candidates = [(form, known[form]) for form in dict.fromkeys(_forms(token)) if form in known]
        self._memory[token] = candidates
        return candidates

    @staticmethod
    def _longest(entries: list[_Entry], at: int, exact: list[str], folded: list[str], form: str) -> _Entry | None:
        for entry in entries:
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

    @staticmethod
    def _is_whole(found: list[re.Match[str]], at: int, size: int, text: str) -> bool:
        """Whether nothing but a space, hyphen, apostrophe or abbreviating stop stands between the words."""
        pairs = zip(found[at : at + size], found[at + 1 : at + size], strict=False)
        return all(_GAP.fullmatch(text, one.end(), other.start()) for one, other in pairs)


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
