"""Names of countries, territories and regions, by language: Unicode's, and the ones news use besides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from generator.enrich.lexicon import groups

_PARENTHESIS = re.compile(r"(.+?) \((.+)\)")
_NOT_SAID = re.compile(r" SAR .+|^R\.A\.E\. de | \(RAE\)| [-–] .+")
_NO_NAMES = frozenset({"EZ", "EU", "UN", "QO", "ZZ", "XA", "XB", "001"})
"""Unicode's codes for what is no territory."""
_CODE = re.compile(r"[A-Z]{2}|\d{3}")


@lru_cache(maxsize=256)
def names(code: str, language: str) -> tuple[str, ...]:
    """Names of one territory in a language; none if Unicode's data do not know the code or the language."""
    listed = _listed(language).get(code, ())
    official = _official(language).get(code, "")
    return tuple(dict.fromkeys((*_variants(official), *listed)))


@lru_cache(maxsize=16)
def codes(language: str) -> Mapping[str, str]:
    """Name → code, of every country and region that has a name in the language."""
    known = (*_official(language), *_listed(language))
    return {name: code for code in known if code not in _NO_NAMES for name in names(code, language)}


@lru_cache(maxsize=16)
def _official(language: str) -> Mapping[str, str]:
    from babel import Locale, UnknownLocaleError  # takes a while to load: only when first asked

    try:
        return Locale.parse(language.partition("-")[0]).territories if language else {}
    except (UnknownLocaleError, ValueError):
        return {}


def _variants(name: str) -> Iterable[str]:
    """Myanmar (Burma) → both; Hong Kong SAR China → the part that people say."""
    if not name:
        return
    parts = _PARENTHESIS.fullmatch(name)
    for part in parts.groups() if parts else (name,):
        short = _NOT_SAID.sub("", part)
        if len(short) > 1:
            yield short.replace("’", "'")
            if short.startswith("St. "):
                yield "Saint " + short[4:]


@lru_cache(maxsize=16)
def _listed(language: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, entries in groups("territories").items():
        parts = [entry.partition("|") for entry in sorted(entries)]
        found[code] = tuple(name for name, _, of in parts if (of or "en") == language)
    return found
