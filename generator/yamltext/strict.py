"""The reference reader: all of YAML that is plain data, and nothing that surprises.

Anchors, aliases, tags, duplicate keys, several documents and deep nesting are refused; scalars are resolved
by YAML 1.1 rules as PyYAML's safe loader does, except that an impossible date is an error and not a text.
Built on PyYAML's event stream, so that neither recursion nor a billion laughs can happen here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any

import yaml

from generator.light import changing
from generator.yamltext.problems import MAX_CHARACTERS, MAX_DEPTH, YAMLProblem
from generator.yamltext.scalars import resolve

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@changing
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
            self._place(_scalar(event), line)

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


def _scalar(event: Any) -> Any:
    if not event.implicit[0]:
        return event.value
    return resolve(event.value)


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
