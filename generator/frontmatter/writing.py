"""Documents → text: whole files, and single fields of a file that somebody has touched."""

from __future__ import annotations

from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from generator.fields import BY_NAME, FIELDS
from generator.frontmatter.parts import entries_of, split
from generator.model import FrontMatter
from generator.yamltext import dump

_VALUES = attrgetter(*BY_NAME)
_DEFAULTS = dict(zip(BY_NAME, _VALUES(FrontMatter()), strict=True))
_KEPT = ("title", "status")
"""Written even if they hold what every briefing begins with."""


def write(front: FrontMatter, body: str) -> str:
    """Write a whole file: every field that holds something, one a line, in the order of the table."""
    import frontmatter  # slow to load, and only converting writes

    from generator.frontmatter.handler import StrictHandler

    return str(frontmatter.dumps(frontmatter.Post(body, **plain(front)), handler=StrictHandler()))


def plain(front: FrontMatter) -> dict[str, Any]:
    """The fields that are written, as plain YAML data, in the order of the table."""
    values = {}
    for field, value, default in zip(FIELDS, _VALUES(front), _DEFAULTS.values(), strict=True):
        if field.always_written or value != default or field.name in _KEPT:
            values[field.name] = plain_value(field.name, value)
    return values


def plain_value(name: str, value: Any) -> Any:
    """One field as plain YAML data; None if it holds nothing worth writing."""
    if value == _DEFAULTS[name] and name not in _KEPT:
        return None
    return BY_NAME[name].kind.write(value)


def patch(text: str, changes: Mapping[str, Any], body: str | None = None) -> str:
    """Change single fields and perhaps the body; every other byte stays.

    ``changes`` maps field names to plain YAML data, None removes the field (or empties one that is always
    written). A new field is put where the table has it. ``text`` must have a front matter.
    """
    if not changes and body is None:
        return text
    newline = "\r\n" if "\r\n" in text else "\n"
    normal = text.replace("\r\n", "\n")
    head, rest = split(normal)
    if head is None:
        raise ValueError("the text has no front matter")
    start = normal.index("\n") + 1
    middle = normal[start + len(head) : len(normal) - len(rest)]
    new_head = _patch_head(head, changes)
    new_rest = rest if body is None else f"\n{body}\n"
    return (normal[:start] + new_head + middle + new_rest).replace("\n", newline)


def line_of(name: str, value: Any) -> str:
    """The line of one field."""
    return f"{name}: {dump(value)}".rstrip()


def _patch_head(head: str, changes: Mapping[str, Any]) -> str:
    entries = entries_of(head)
    for name, value in changes.items():
        keep_line = value is not None or BY_NAME[name].always_written
        replacement = line_of(name, value) + "\n" if keep_line else ""
        position = next((at for at, (key, _) in enumerate(entries) if key == name), None)
        if position is not None:
            entries[position] = (name, replacement)
        elif replacement:
            entries.insert(_place_for(name, entries), (name, replacement))
    return "".join(line for _, line in entries)


def _place_for(name: str, entries: list[tuple[str, str]]) -> int:
    order = list(BY_NAME)
    before = set(order[: order.index(name)])
    return max((at + 1 for at, (key, _) in enumerate(entries) if key in before), default=0)
