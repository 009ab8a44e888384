"""Strict YAML: plain data with line numbers, and nothing that surprises.

Anchors, aliases, tags, duplicate keys, several documents and deep nesting are refused; scalars are resolved
by YAML 1.1 rules as PyYAML's safe loader does, except that an impossible date is an error and not a text.
Built on PyYAML's event stream, so that neither recursion nor a billion laughs can happen here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import yaml

MAX_CHARACTERS = 256 * 1024
MAX_DEPTH = 12

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_resolver = yaml.SafeLoader.yaml_implicit_resolvers
_DATE_LIKE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt ].*)?")


class YAMLProblem(Exception):
    """What is wrong in a YAML text: line (from 0), what, cure."""

    def __init__(self, line: int, what: str, cure: str) -> None:
        self.line, self.what, self.cure = line, what, cure
        super().__init__(f"line {line + 1}: {what}; {cure}")


@dataclass
class _Open:
    """A collection whose end has not been read yet."""

    value: Any
    line: int
    key: Any = None
    has_key: bool = False
    lines: dict[str, int] = field(default_factory=dict)


def load(text: str) -> tuple[Any, Mapping[str, int]]:
    """Parse one YAML document.

    Returns the value (dicts, lists, text, numbers, booleans, dates, None) and, if it is a mapping, the line
    (from 0) of each of its keys. Raises YAMLProblem.
    """
    _refuse_oversize(text)
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except yaml.YAMLError as error:
        raise _from_yaml_error(error) from error
    return builder.result, (builder.root.lines if builder.root else {})


class _Builder:
    """Puts values together from the events of one document."""

    def __init__(self) -> None:
        self.stack: list[_Open] = []
        self.root: _Open | None = None
        self.result: Any = None
        self.documents = 0

    def take(self, event: Any) -> None:
        """Take the next event; raise YAMLProblem if it is not plain data."""
        line = event.start_mark.line if event.start_mark else 0
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise YAMLProblem(line, "a second document begins", 'remove the line "---"')
        elif isinstance(event, yaml.AliasEvent):
            raise YAMLProblem(line, f"alias *{event.anchor}", "write the value out, or quote the text")
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(event, line)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            done = self.stack.pop()
            self._place(done.value, done.line)
        elif isinstance(event, yaml.ScalarEvent):
            _refuse_extras(event, line)
            self._place(_scalar(event, line), line)

    def _open(self, event: Any, line: int) -> None:
        _refuse_extras(event, line)
        if len(self.stack) >= MAX_DEPTH:
            raise YAMLProblem(line, "nested too deeply", f"use at most {MAX_DEPTH} levels")
        self.stack.append(_Open({} if isinstance(event, yaml.MappingStartEvent) else [], line))
        self.root = self.root or self.stack[0]

    def _place(self, value: Any, line: int) -> None:
        if self.stack:
            _place(self.stack[-1], value, line)
        else:
            self.result = value


def _refuse_oversize(text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise YAMLProblem(0, f"{len(text):,} characters", f"use at most {MAX_CHARACTERS:,}")
    for number, line in enumerate(text.split("\n")):
        # The C parser recurses on brackets; a run of them would exhaust its stack before any event is seen.
        if line.count("[") + line.count("{") > 10_000 or re.search(r"[\[{](?:\s*[\[{]){40}", line):
            raise YAMLProblem(number, "nested too deeply", f"use at most {MAX_DEPTH} levels")


def _refuse_extras(event: Any, line: int) -> None:
    if event.anchor is not None:
        raise YAMLProblem(line, f"anchor &{event.anchor}", "write the value out, or quote the text")
    if event.tag not in (None, "!"):
        raise YAMLProblem(line, f"tag {event.tag}", "remove it, or quote the text")


def _place(parent: _Open, value: Any, line: int) -> None:
    if isinstance(parent.value, list):
        parent.value.append(value)
    elif not parent.has_key:
        _begin_key(parent, value, line)
    else:
        parent.value[parent.key] = value
        parent.has_key = False


def _begin_key(parent: _Open, key: Any, line: int) -> None:
    if not isinstance(key, str) or not key or key == "<<":
        raise YAMLProblem(
            line,
            f"key {key!r} is not a name",
            "write name: value, and quote the name if it is a word like yes, no or a number",
        )
    if key in parent.value:
        raise YAMLProblem(line, f'the key "{key}" stands twice', "keep one of the two")
    parent.key, parent.has_key = key, True
    parent.lines[key] = line


def _scalar(event: Any, line: int) -> Any:
    if not event.implicit[0]:
        return event.value
    return resolve(event.value, line)


def resolve(text: str, line: int = 0) -> Any:
    """Give the value a plain (unquoted) scalar stands for."""
    kind = plain_kind(text)
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() in ("yes", "true", "on")
    if kind in ("int", "float"):
        return _number(text, kind, line)
    if kind == "timestamp" or _DATE_LIKE.fullmatch(text):
        return _moment(text, line)
    return text


def plain_kind(text: str) -> str:
    """What YAML 1.1 reads in a plain scalar: ``str``, ``int``, ``float``, ``bool``, ``null``, ``timestamp`` …."""
    for tag, pattern in _resolver.get(text[:1], []):
        if pattern.match(text):
            return str(tag).rsplit(":", 1)[1]
    return "str"


def _number(text: str, kind: str, line: int) -> Any:
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
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else datetime.fromisoformat(text)
    except ValueError as error:
        cure = "write YYYY-MM-DD, or YYYY-MM-DDTHH:MM+00:00 with the time"
        raise YAMLProblem(line, f"{text!r} is no date in the calendar", cure) from error


def _from_yaml_error(error: yaml.YAMLError) -> YAMLProblem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or str(error).split("\n")[0]
    line = mark.line if mark else 0
    if "mapping values are not allowed" in what:
        return YAMLProblem(
            line, "a colon inside an unquoted value", 'put the value in quotes: "Ceasefire: talks resume"'
        )
    if "cannot start any token" in what:
        return YAMLProblem(line, what, "quote the value; indent with spaces, not tabs")
    if "end of stream" in what or "unexpected end" in what:
        return YAMLProblem(line, "a quotation mark or bracket is not closed", "close it on the same line")
    return YAMLProblem(line, what, "write name: value on one line, text with special characters in quotes")


# ── writing ─────────────────────────────────────────────────────────────────────────────────────

_PLAIN = re.compile(r"[^\W_](?:[\w '’“”()./+–—…-]|,(?= )|:(?=[^\s,\]}]))*")
_ESCAPES = re.compile(
    '["\\\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]'
)


def dump(value: Any, *, flow: bool = False) -> str:
    """Write a value on one line; ``flow`` says that it stands inside brackets."""
    if value is None:
        return "null" if flow else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, (int, date)):
        return str(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{dump(k, flow=True)}: {dump(v, flow=True)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(dump(item, flow=True) for item in value) + "]"
    return _dump_text(value, flow)


def _dump_text(text: str, flow: bool) -> str:
    is_plain = (
        _PLAIN.fullmatch(text) is not None
        and not text.endswith((" ", ":"))
        and not (flow and ("," in text or ":" in text))
        and plain_kind(text) == "str"
        and _DATE_LIKE.fullmatch(text) is None
    )
    return text if is_plain else '"' + _ESCAPES.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(character)
    return short or f"\\u{ord(character):04x}"
