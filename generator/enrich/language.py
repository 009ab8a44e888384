"""The language a body is written in: by its script where that decides, else by its common words, else by a model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from generator.enrich.languagemodel import model
from generator.enrich.lexicon import function_words

SAMPLE = 2_000
"""Characters looked at: enough to be sure, few enough to cost nothing."""

_WORD = re.compile(r"[^\W\d_]+")
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_CLEAR_SHARE, _CLEAR_LEAD, _CLEAR_WORDS = 0.10, 1.25, 5
_SURE = 0.95

# First character of a range, last, script. Latin is what is left.
_RANGES = (
    ("\u0370", "\u03ff", "Greek"), ("\u0400", "\u052f", "Cyrillic"), ("\u0530", "\u058f", "Armenian"),
    ("\u0590", "\u05ff", "Hebrew"), ("\u0600", "\u06ff", "Arabic"), ("\u0750", "\u077f", "Arabic"),
    ("\u0900", "\u097f", "Devanagari"), ("\u0980", "\u09ff", "Bengali"), ("\u0a00", "\u0a7f", "Gurmukhi"),
    ("\u0a80", "\u0aff", "Gujarati"), ("\u0b80", "\u0bff", "Tamil"), ("\u0c00", "\u0c7f", "Telugu"),
    ("\u0c80", "\u0cff", "Kannada"), ("\u0d00", "\u0d7f", "Malayalam"), ("\u0d80", "\u0dff", "Sinhala"),
    ("\u0e00", "\u0e7f", "Thai"), ("\u0e80", "\u0eff", "Lao"), ("\u1000", "\u109f", "Burmese"),
    ("\u10a0", "\u10ff", "Georgian"), ("\u1100", "\u11ff", "Hangul"), ("\u1200", "\u137f", "Ethiopic"),
    ("\u1780", "\u17ff", "Khmer"), ("\u3040", "\u30ff", "Kana"), ("\u3400", "\u9fff", "Han"),
    ("\uac00", "\ud7af", "Hangul"),
)  # fmt: skip
# Scripts that nearly always mean one language of news; the others need a closer look.
_ONE_LANGUAGE = {
    "Greek": "el", "Armenian": "hy", "Hebrew": "he", "Bengali": "bn", "Gurmukhi": "pa", "Gujarati": "gu",
    "Tamil": "ta", "Telugu": "te", "Kannada": "kn", "Malayalam": "ml", "Sinhala": "si", "Thai": "th", "Lao": "lo",
    "Burmese": "my", "Georgian": "ka", "Ethiopic": "am", "Khmer": "km", "Hangul": "ko", "Kana": "ja",
}  # fmt: skip
# Languages of each other script; the first that has one of its letters in the text wins, the last has none of its own.
_BY_LETTERS = {
    "Cyrillic": (
        ("uk", "іїєґ"), ("be", "ўі"), ("sr", "ђћљњџ"), ("mk", "ѓќѕ"), ("kk", "әғқңұһ"), ("ky", "ңөү"), ("mn", "өү"),
        ("ru", "ыэё"), ("bg", "ъщ"), ("ru", ""),
    ),
    "Arabic": (("ur", "ٹڈڑںے"), ("ps", "ټډړښځڅ"), ("ug", "ۇۆۈې"), ("ku", "ڕڵێۆ"), ("fa", "پچژگی"), ("ar", "")),
    "Devanagari": (("mr", "ळ"), ("hi", "")),
}  # fmt: skip
_SCRIPT_OF = {
    **{language: script for script, language in _ONE_LANGUAGE.items()},
    **{language: script for script, rows in _BY_LETTERS.items() for language, _ in rows},
    "zh": "Han", "yue": "Han", "ne": "Devanagari", "ti": "Ethiopic", "ar": "Arabic", "yi": "Hebrew",
}  # fmt: skip


def identify(text: str, stated: str = "") -> str:
    """BCP 47 tag of the text's language; empty if none is sure.

    What the source states is believed unless the text plainly contradicts it.
    """
    sample = text[:SAMPLE]
    script = _script(sample)
    if not script:
        return stated
    if script != "Latin":
        return _in_script(sample, script, stated)
    found, is_clear = _by_words(sample)
    primary = stated.partition("-")[0].lower()
    if stated and primary not in _SCRIPT_OF and (not is_clear or found == primary):
        return stated
    return found if is_clear else _by_model(sample)


def _script(text: str) -> str:
    """The script most letters are in; Japanese is told from Chinese by its kana; empty without letters."""
    letters = _NOT_LETTERS.sub("", text[:600])
    if letters.isascii():
        return "Latin" if letters else ""
    counts = Counter[str]()
    for letter, number in Counter(letters).items():
        counts[_script_of(letter)] += number
    if counts["Kana"] * 10 > counts["Han"]:
        counts["Kana"] += counts.pop("Han", 0)
    return counts.most_common(1)[0][0] if counts else ""


def _script_of(letter: str) -> str:
    if letter < "\u0370":
        return "Latin"
    return next((script for first, last, script in _RANGES if first <= letter <= last), "Latin")


def _in_script(text: str, script: str, stated: str) -> str:
    if stated and _script_of_language(stated) == script:
        return stated
    if script == "Han":
        return "zh"
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    return next(
        (language for language, letters in _BY_LETTERS.get(script, ()) if not letters or _has(text, letters)), ""
    )


def _script_of_language(tag: str) -> str:
    return _SCRIPT_OF.get(tag.partition("-")[0].lower(), "Latin")


def _has(text: str, letters: str) -> bool:
    """Whether any of the letters is at home in the text: not just in one borrowed name."""
    return sum(map(text.lower().count, letters)) * 300 > len(text)


def _by_words(text: str) -> tuple[str, bool]:
    """The language with most of its common words in the text, and whether it leads clearly."""
    found = [word.lower() for word in _WORD.findall(text)]
    counts = Counter(found)
    languages = _languages()
    scores = dict.fromkeys(function_words(), 0)
    for word in languages.keys() & counts:
        for language in languages[word]:
            scores[language] += counts[word]
    (best, language), (second, _) = sorted(((score, language) for language, score in scores.items()), reverse=True)[:2]
    is_clear = best >= _CLEAR_WORDS and best >= _CLEAR_SHARE * len(found) and best >= _CLEAR_LEAD * second
    return language, is_clear


@lru_cache(maxsize=1)
def _languages() -> Mapping[str, tuple[str, ...]]:
    """Common word → the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for language, words in function_words().items():
        for word in words:
            found[word] = (*found.get(word, ()), language)
    return found


def _by_model(text: str) -> str:
    if len(text) < 100:
        return ""  # too short to be sure of
    language, probability = model().classify(text)
    return str(language) if probability >= _SURE else ""
