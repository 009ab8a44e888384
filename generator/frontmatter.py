"""Text ⇄ Document. The only module that knows what ``---`` means.

python-frontmatter gives the frame; our handler makes it strict (see ``yamltext``) and lossless: the body is
kept to the byte, and a file that somebody has touched is changed line by line, never written anew.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from typing import Any

import frontmatter
from frontmatter.default_handlers import BaseHandler

from generator import yamltext
from generator.fields import BY_NAME, FIELDS, Refused
from generator.model import Document, FrontMatter, Problem

_OPENING = re.compile(r"\ufeff?---[ \t]*\n")
_CLOSING = re.compile(r"\n---[ \t]*(?:\n|\Z)")
_KEY_LINE = re.compile(
    r"""^(?:"(?P<quoted>[^"\n]+)"|'(?P<single>[^'\n]+)'|(?P<plain>[^\s#"'\[{:,&*!|>%@`-][^:\n]*?))[ \t]*:(?=\s|$)"""
)
_CONFLICT = re.compile(r"^(?:<{7} .*|={7}|>{7} .*)$", re.MULTILINE)

_REQUIRED = tuple(field for field in FIELDS if field.required)
_DEFAULTS = {field.name: getattr(FrontMatter(), field.name) for field in dataclass_fields(FrontMatter)}


class StrictHandler(BaseHandler):
    """python-frontmatter's handler for one strict YAML mapping on top of a text."""

    FM_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def __init__(self) -> None:
        super().__init__()
        self.lines: Mapping[str, int] = {}

    def split(self, text: str) -> tuple[str, str]:
        """Part front matter and body; ValueError if there is no complete front matter."""
        head, body = split(text)
        if head is None:
            raise ValueError("no front matter")
        return head, body

    def load(self, fm: str) -> Any:
        """Parse strictly and remember the line of each key."""
        value, self.lines = yamltext.load(fm)
        return value

    def export(self, metadata: Mapping[str, object], **_options: object) -> str:
        """One line for each key."""
        return "\n".join(_line(name, value) for name, value in metadata.items())

    def format(self, post: frontmatter.Post, **options: object) -> str:
        """The whole file, its body untouched."""
        return f"---\n{self.export(post.metadata)}\n---\n\n{post.content}\n"


def split(text: str) -> tuple[str | None, str]:
    """Part a text with Unix line ends into front matter and what follows its closing line.

    Returns ``(None, text)`` if it does not begin with a complete front matter. Nothing is stripped.
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end() - 1) if opening else None
    if opening is None or closing is None:
        return None, text
    return text[opening.end() : closing.start() + 1], text[closing.end() :]


def read(text: str, path: str) -> tuple[Document | None, list[Problem]]:
    """Parse a briefing file. Problems come all together; with any, the document may still be given.

    No document is given where the front matter itself cannot be read.
    """
    normal = text.replace("\r\n", "\n")
    head, rest = split(normal)
    if head is None:
        return None, [_no_front_matter(normal, path)]
    handler = StrictHandler()
    try:
        metadata, body = frontmatter.parse(normal, handler=handler)
    except yamltext.YAMLProblem as problem:
        return None, [Problem(path, problem.line + 2, "", problem.what, problem.cure)]
    lines = {name: line + 2 for name, line in handler.lines.items()}
    first = head.count("\n") + 3 + (len(rest) - len(rest.lstrip("\n")))
    front, problems = _validate(metadata, lines, path, head)
    return Document(path, front, body, text, {**lines, "body": first}), problems


def write(front: FrontMatter, body: str) -> str:
    """Write a whole file: every field that holds something, one a line, in the order of the table."""
    return str(frontmatter.dumps(frontmatter.Post(body, **plain(front)), handler=StrictHandler()))


def plain(front: FrontMatter) -> dict[str, Any]:
    """The fields that are written, as plain YAML data, in the order of the table."""
    values = {field.name: plain_value(field.name, getattr(front, field.name)) for field in FIELDS}
    return {name: value for name, value in values.items() if value is not None or BY_NAME[name].always_written}


def plain_value(name: str, value: Any) -> Any:
    """One field as plain YAML data; None if it holds nothing worth writing."""
    if value == _DEFAULTS[name] and name not in ("status", "title"):
        return None
    return BY_NAME[name].kind.write(value)


def patch(text: str, changes: Mapping[str, Any], body: str | None = None) -> str:
    """Change single fields and perhaps the body; every other byte stays.

    ``changes`` maps field names to plain YAML data, None removes the field (or empties one that is always
    written). A new field is put where the table has it. ``text`` must have a front matter.
    """
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


def conflict_lines(text: str) -> list[int]:
    """Lines (from 1) that are marks of an unfinished merge."""
    return [text.count("\n", 0, match.start()) + 1 for match in _CONFLICT.finditer(text)] if "<<<<<<< " in text else []


def _line(name: str, value: Any) -> str:
    return f"{name}: {yamltext.dump(value)}".rstrip()


def _no_front_matter(text: str, path: str) -> Problem:
    if not text.strip():
        return Problem(path, 1, "", "the file is empty", 'start it with "briefing new", or delete it')
    if _OPENING.match(text):
        return Problem(path, 1, "", "the front matter is not closed", 'put a line "---" after the last field')
    cure = 'put the fields between two lines "---" at the top; "briefing new" shows how'
    return Problem(path, 1, "", "there is no front matter", cure)


def _validate(metadata: Any, lines: Mapping[str, int], path: str, head: str) -> tuple[FrontMatter, list[Problem]]:
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    if not metadata and head.strip() and not lines:
        problems.append(Problem(path, 2, "", "the front matter is no list of fields", "write name: value, one a line"))
    for name, value in metadata.items():
        field = BY_NAME.get(name)
        try:
            if field is None:
                raise Refused("unknown field", _did_you_mean(name))
            if value is not None:
                values[name] = field.kind.read(value)
        except Refused as refused:
            problems.append(Problem(path, lines[name], name, refused.what, refused.cure))
    for field in _REQUIRED:
        name = field.name
        if values.get(name) in (None, "") and not any(problem.field == name for problem in problems):
            cure = f"add {name}: … ({field.meaning})"
            problems.append(Problem(path, lines.get(name, 1), name, "missing", cure))
    return FrontMatter(**values), problems


def _did_you_mean(name: str) -> str:
    close = difflib.get_close_matches(name, BY_NAME, n=1, cutoff=0.6)
    return f'did you mean "{close[0]}"?' if close else f"use one of {', '.join(BY_NAME)}"


# ── changing a head line by line ────────────────────────────────────────────────────────────────


def _patch_head(head: str, changes: Mapping[str, Any]) -> str:
    entries = entries_of(head)
    for name, value in changes.items():
        keep_line = value is not None or BY_NAME[name].always_written
        replacement = _line(name, value) + "\n" if keep_line else ""
        position = next((at for at, (key, _) in enumerate(entries) if key == name), None)
        if position is not None:
            entries[position] = (name, replacement)
        elif replacement:
            entries.insert(_place_for(name, entries), (name, replacement))
    return "".join(line for _, line in entries)


def entries_of(head: str) -> list[tuple[str, str]]:
    """Cut a front matter into (key, its lines); comments and blank lines between have the key ``""``."""
    entries: list[tuple[str, str]] = []
    for line in head.splitlines(keepends=True):
        match = _KEY_LINE.match(line)
        if match:
            entries.append((match["quoted"] or match["single"] or match["plain"], line))
        elif entries and line.strip() and not line.startswith("#"):
            key, lines = entries[-1]
            entries[-1] = (key, lines + line)
        else:
            entries.append(("", line))
    if entries and not entries[-1][1].endswith("\n"):
        entries[-1] = (entries[-1][0], entries[-1][1] + "\n")
    return entries


def _place_for(name: str, entries: list[tuple[str, str]]) -> int:
    order = list(BY_NAME)
    before = set(order[: order.index(name)])
    return max((at + 1 for at, (key, _) in enumerate(entries) if key in before), default=0)
