"""What stands in Markdown as it is: code between fences, and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.articles import Block
from generator.text import squash

FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})([^`]*)")
"""The line that opens code."""
_DASHES = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_CELL = re.compile(r"(?<!\\)\|")


def closes(line: str, fence: str) -> bool:
    """Whether a line ends the code that a fence opened."""
    marks = line.strip()
    return len(marks) >= len(fence) and set(marks) == {fence[0]}


def code(lines: Sequence[str], number: int) -> Block:
    """The block of some lines of code, none of them blank; each is code by itself, so that no mark in it counts."""
    return Block(squash(" ".join(lines)), "code", markdown="  \n".join(map(_code_line, lines)), line=number)


def _code_line(line: str) -> str:
    runs = [len(run) for run in re.findall("`+", line)]
    marks = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    return f"{marks} {line.strip()} {marks}" if runs else f"{marks}{line.strip()}{marks}"


def table(lines: Sequence[str], number: int) -> Block | None:
    """The block of a paragraph that is a table: its second line parts the head from the rows."""
    if len(lines) < 2 or "|" not in lines[0] or "-" not in lines[1] or not _DASHES.fullmatch(lines[1]):
        return None
    rows = [_cells(line) for at, line in enumerate(lines) if at != 1]
    width = len(rows[0])
    if len(_cells(lines[1])) != width or any(len(row) > width for row in rows):
        return None
    text = squash(" ".join(cell for row in rows for cell in row))
    return Block(text, "table", markdown=_markdown(rows, width), line=number)


def _cells(line: str) -> list[str]:
    stripped = line.strip().removeprefix("|")
    stripped = stripped[:-1] if stripped.endswith("|") and not stripped.endswith("\\|") else stripped
    return [squash(cell).replace("\\|", "|") for cell in _CELL.split(stripped)]


def _markdown(rows: Sequence[list[str]], width: int) -> str:
    from generator.markdown import escape

    def line(cells: list[str]) -> str:
        filled = [escape(cell).replace("|", "\\|") for cell in cells] + [""] * (width - len(cells))
        return f"| {' | '.join(filled)} |"

    return "\n".join([line(rows[0]), "|" + " --- |" * width, *map(line, rows[1:])])
