"""Plain scalars → values, by the rules of YAML 1.1; an impossible date is neither a date nor a text."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from generator.yamltext.problems import Impossible

DATE_LIKE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt ].*)?")

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WORDS = frozenset(["yes", "no", "true", "false", "on", "off", "null"])
"""In small letters, the only ones that may be more than text."""
_LONGEST_WORD = max(map(len, _WORDS))


def resolve(text: str) -> Any:
    """Give the value a plain (unquoted) scalar stands for; Impossible if it can stand for none."""
    if text[:1].isalpha() and (len(text) > _LONGEST_WORD or text.lower() not in _WORDS):
        return text
    if _DAY.fullmatch(text):
        return _moment(text)
    kind = plain_kind(text)
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() in ("yes", "true", "on")
    if kind in ("int", "float"):
        return _number(text, kind)
    if kind == "timestamp" or DATE_LIKE.fullmatch(text):
        return _moment(text)
    return text


def plain_kind(text: str) -> str:
    """What YAML 1.1 reads in a plain scalar: ``str``, ``int``, ``float``, ``bool``, ``null``, ``timestamp`` …."""
    if text[:1].isalpha() and text.lower() not in _WORDS:
        return "str"
    for tag, pattern in _resolvers().get(text[:1], []):
        if pattern.match(text):
            return str(tag).rsplit(":", 1)[1]
    return "str"


@lru_cache(maxsize=1)
def _resolvers() -> Mapping[str, Any]:
    import yaml  # slow to load, and seldom needed

    resolvers: Mapping[str, Any] = yaml.SafeLoader.yaml_implicit_resolvers
    return resolvers


def _number(text: str, kind: str) -> Any:
    import yaml

    node = yaml.ScalarNode(f"tag:yaml.org,2002:{kind}", text)
    constructor = yaml.constructor.SafeConstructor()
    try:
        value = constructor.construct_yaml_int(node) if kind == "int" else constructor.construct_yaml_float(node)
    except ValueError:
        value = math.nan
    is_finite = isinstance(value, int) or math.isfinite(value)
    return value if is_finite else Impossible(text, f"{text[:40]!r} is no number", "quote it if it is text")


def _moment(text: str) -> date | datetime | Impossible:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else datetime.fromisoformat(text)
    except ValueError:
        cure = "write YYYY-MM-DD, or YYYY-MM-DDTHH:MM+00:00 with the time"
        return Impossible(text, f"{text!r} is no date in the calendar", cure)
