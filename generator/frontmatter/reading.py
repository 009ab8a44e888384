"""Text → Document, with every problem."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from generator.fields import BY_NAME, FIELDS
from generator.frontmatter.parts import begins, split
from generator.kinds import Refused
from generator.model import Document, FrontMatter, Problem
from generator.yamltext import YAMLProblem, impossible, narrow

_CONFLICT = re.compile(r"^(?:<{7} .*|={7}|>{7} .*)$", re.MULTILINE)
_REQUIRED = tuple(field for field in FIELDS if field.required)


def read(text: str, path: str) -> tuple[Document | None, list[Problem]]:
    """Parse a briefing file. Problems come all together; with any, the document may still be given.

    No document is given where the front matter itself cannot be read.
    """
    normal = text.replace("\r\n", "\n") if "\r" in text else text
    head, rest = split(normal)
    if head is None:
        return None, [_no_front_matter(normal, path)]
    try:
        metadata, found = narrow.load(head) or _parse(normal)
    except YAMLProblem as problem:
        return None, [Problem(path, problem.line + 2, "", problem.what, problem.cure)]
    lines = {name: line + 2 for name, line in found.items()}
    front, problems = _validate(metadata, lines, path, head)
    body = rest.lstrip("\n")
    lines["body"] = head.count("\n") + 3 + len(rest) - len(body)
    return Document(path, front, body.strip(), text, lines), problems


def conflict_lines(text: str) -> list[int]:
    """Lines (from 1) that are marks of an unfinished merge."""
    if "<" not in text or "<<<<<<< " not in text:
        return []
    return [text.count("\n", 0, match.start()) + 1 for match in _CONFLICT.finditer(text)]


def _parse(text: str) -> tuple[Any, Mapping[str, int]]:
    import frontmatter  # slow to load, and hardly a file needs it: the converter writes the narrow form

    from generator.frontmatter.handler import StrictHandler

    handler = StrictHandler()
    metadata, _ = frontmatter.parse(text, handler=handler)
    return metadata, handler.lines


def _no_front_matter(text: str, path: str) -> Problem:
    if not text.strip():
        return Problem(path, 1, "", "the file is empty", 'start it with "briefing new", or delete it')
    if begins(text):
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
            found = impossible(value) or refused
            problems.append(Problem(path, lines[name], name, found.what, found.cure))
    for field in _REQUIRED:
        name = field.name
        if values.get(name) in (None, "") and not any(problem.field == name for problem in problems):
            cure = f"add {name}: … ({field.meaning})"
            problems.append(Problem(path, lines.get(name, 1), name, "missing", cure))
    return FrontMatter(**values), problems


def _did_you_mean(name: str) -> str:
    import difflib  # only for a mistake

    close = difflib.get_close_matches(name, BY_NAME, n=1, cutoff=0.6)
    return f'did you mean "{close[0]}"?' if close else f"use one of {', '.join(BY_NAME)}"
