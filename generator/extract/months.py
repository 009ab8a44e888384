"""Names of months in many languages, Unicode's: kept in the user's folder, since collecting them takes a while."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from generator.text import fold
from generator.usercache import table

_LANGUAGES = (
    *("en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "nn", "fi", "is", "pl", "cs"),
    *("sk", "sl", "hr", "ro", "hu", "tr", "ru", "uk", "bg", "el", "lt", "lv", "et", "id", "ms"),
    *("sw", "zu", "xh", "af", "vi", "ca", "eu", "gl", "ga", "cy", "sq", "mt"),
)
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sept", "oct", "nov", "dec")


@lru_cache(maxsize=1)
def months() -> Mapping[str, int]:
    """Folded name of a month, in any of many languages → its number; names that mean two months are left out."""
    package = find_spec("babel")
    assert package is not None
    assert package.origin is not None
    kept = bytes(table("months", [Path(package.origin), Path(__file__)], _written)).decode()
    pairs = [line.partition(" ") for line in kept.split("\n")]
    return {name: int(number) for number, _, name in pairs}


def _written() -> bytes:
    """A line a name: the number and the name."""
    return "\n".join(f"{number} {name}" for name, number in _named().items()).encode()


def _named() -> Mapping[str, int]:
    from babel import Locale  # slow to load

    found: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        forms = Locale.parse(language).months
        for usage in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in forms[usage][width].items():
                    found.setdefault(fold(name).rstrip("."), set()).add(number)
    for number, name in enumerate(_ENGLISH, 1):
        found.setdefault(name, set()).add(number)
    return {name: next(iter(numbers)) for name, numbers in found.items() if len(numbers) == 1 and len(name) > 1}
