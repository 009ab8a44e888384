"""People and places in scripts without capitals: few, but sure. A role beside a name tells a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from generator.enrich import gazetteer
from generator.enrich.lexicon import groups
from generator.enrich.mention import PERSON, PLACE, Mention

_HAN, _ARABIC = "[\u4e00-\u9fff]", "[\u0621-\u064a]"
LANGUAGES = frozenset({"zh", "ja", "ko", "ar", "fa", "ur", "he", "th", "hi", "bn", "ta", "my", "km", "am", "ka"})
"""Primary subtags of languages whose script has no capitals."""


def find(paragraphs: Sequence[str], language: str) -> list[Mention]:
    """Every mention of a person or place that is sure, in reading order."""
    places = gazetteer.place_phrases(language)
    people = _people().get(language)
    found: list[Mention] = []
    for at, text in enumerate(paragraphs):
        found += (Mention(PLACE, text[start:end], at, start, end) for _, start, end in places.find(text))
        for match in people.finditer(text) if people else ():
            start, end = match.span("name")
            found.append(Mention(PERSON, match["name"], at, start, end))
    return found + list(_named_again(found, paragraphs))


def _named_again(found: Sequence[Mention], paragraphs: Sequence[str]) -> Iterator[Mention]:
    """Other mentions of the people found, so that they can be counted."""
    for name in dict.fromkeys(mention.name for mention in found if mention.kind == PERSON):
        for at, text in enumerate(paragraphs):
            if (start := text.find(name)) >= 0:
                yield Mention(PERSON, name, at, start, start + len(name))


@cache
def _people() -> Mapping[str, re.Pattern[str]]:
    """Language → pattern of a person's name with what makes it sure."""
    words = groups("scripts")
    return {
        "zh": _chinese(words),
        "ja": _japanese(words),
        "ar": _arabic(words),
    }


def _chinese(words: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """A role, a surname, one or two characters, and a word that goes on."""
    surname, after = "".join(words["zh surnames"]), _any(words["zh after"])
    return re.compile(rf"(?:{_any(words['zh roles'])})[是为：]?(?P<name>[{surname}]{_HAN}{{1,2}}?)(?={after})")


def _japanese(words: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """A name before a role or an honorific: in kana with its dot, or in characters."""
    kana = "[\u30a1-\u30fc]+(?:・[\u30a1-\u30fc]+)+"
    characters = rf"(?![最同両各全代女男前現元新]){_HAN}[\u4e00-\u9fff々]{{2,4}}"
    return re.compile(rf"(?P<name>{kana}|{characters})(?={_any(words['ja roles'])})")


def _arabic(words: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """A given name and the word behind it, but not where an institution bears the name."""
    given, small = _any(words["ar given"]), _any(words["ar small"])
    not_of = "".join(f"(?<!{word} )" for word in ("مركز", "جامعة", "مؤسسة", "مطار", "مسجد", "مستشفى", "بن"))
    second = rf"(?!لل|(?:{small})(?!{_ARABIC}))(?:(?:بن|آل|عبد) )?{_ARABIC}{{3,}}"
    return re.compile(rf"(?<!{_ARABIC}){not_of}(?P<name>(?:{given}) {second})(?!{_ARABIC})")


def _any(words: frozenset[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))
