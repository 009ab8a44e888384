"""Values → YAML on one line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from generator.yamltext.problems import Impossible
from generator.yamltext.scalars import DATE_LIKE, plain_kind

_PLAIN = re.compile(r"[^\W_](?:[\w '’“”()./+–—…-]|,(?= )|:(?=[^\s,\]}]))*")
_ESCAPES = re.compile(
    '["\\\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]'
)


def dump(value: Any, *, flow: bool = False) -> str:
    """Write a value on one line; ``flow`` says that it stands inside brackets."""
    if isinstance(value, str):  # nearly every value is
        return _dump_text(value, flow)
    if value is None:
        return "null" if flow else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, (int, float, date, Impossible)):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{dump(k, flow=True)}: {dump(v, flow=True)}" for k, v in value.items()) + "}"
    return "[" + ", ".join([dump(item, flow=True) for item in value]) + "]"


def _dump_text(text: str, flow: bool) -> str:
    is_plain = (
        _PLAIN.fullmatch(text) is not None
        and not text.endswith((" ", ":"))
        and not (flow and ("," in text or ":" in text))
        and plain_kind(text) == "str"
        and DATE_LIKE.fullmatch(text) is None
    )
    return text if is_plain else '"' + _ESCAPES.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(character)
    return short or f"\\u{ord(character):04x}"
