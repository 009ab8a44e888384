"""Plain scalars → values, by the rules of YAML 1.1; an impossible date is an error and not a text."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from generator.yamltext.problems import YAMLProblem

DATE_LIKE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt ].*)?")

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WORDS = frozenset(["yes", "no", "true", "false", "on", "off", "null"])
"""In small letters, the only ones that may be more than text."""


def resolve(text: str, line: int = 0) -> Any:
    """Give the value a plain (unquoted) scalar stands for."""
    if _DAY.fullmatch(text):
        return _moment(text, line)
    kind = plain_kind(text)
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() in ("yes", "true", "on")
    if kind in ("int", "float"):
        return _number(text, kind, line)
    if kind == "timestamp" or DATE_LIKE.fullmatch(text):
        return _moment(text, line)
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


def _number(text: str, kind: str, line: int) -> Any:
    import yaml

    node = yaml.ScalarNode(f"tag:yaml.org,2002:{kind}", text)
    constructor = yaml.constructor.SafeConstructor()
    try:
        value = constructor.construct_yaml_int(node) if kind == "int" else constructor.construct_yaml_float(node)
    except ValueError as error:
        raise YAMLProblem(line, f"{text[:40]!r} is no number", "quote it if it is text") from error
    if isinstance(value, float) and not math.isfinite(value):
        raise YAMLProblem(line, f"{text!r} is no number", "quote it if it is text")
    return value


def _moment(text: str, line: int) -> date | datetime:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else datetime.fromisoformat(text)
    except ValueError as error:
        cure = "write YYYY-MM-DD, or YYYY-MM-DDTHH:MM+00:00 with the time"
        raise YAMLProblem(line, f"{text!r} is no date in the calendar", cure) from error
