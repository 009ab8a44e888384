"""``briefing explain FILE``: every line of a seed with keep or drop and why, and what spoke for headline and date."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from generator.commands import Console

if TYPE_CHECKING:
    from generator.extract.reasons import Choice, Reasons

SUMMARY = "say why a seed became the article that it became"
_WIDTH = 100
_SHOWN = 8
_ROWS = 6
"""So many rows are shown of a text that was left out, such as a menu."""


def arguments(parser: ArgumentParser) -> None:
    """Define what can be typed behind the command."""
    parser.add_argument("file", help="a seed, wherever it is")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def run(arguments: Namespace, console: Console) -> int:
    """Explain each article of the file; 1 if one could not be read."""
    from generator.errors import SeedError
    from generator.extract.reasons import reasons
    from generator.seeds import read_all

    path = Path(arguments.file)
    code, listed = 0, []
    for found in read_all(path.name, path.read_bytes()):
        if isinstance(found, SeedError):
            console.warn(f"rejected   {found}")
            code = 1
            continue
        explained = reasons(found)
        listed.append(as_data(explained))
        if not arguments.json:
            for line in told(explained):
                console.say(line)
    if arguments.json:
        console.data(listed)
    return code


def told(explained: Reasons) -> Iterator[str]:
    """The explanation as lines for a terminal."""
    yield f"{explained.seed.path}"
    yield from (f"repaired   {repair}" for repair in explained.seed.repairs)
    yield from _choices("headline", explained.titles)
    yield from _choices("date", explained.dates)
    for line in explained.lines:
        mark = "keep" if line.keep else "drop"
        head = f"{line.line:5}  {mark}  {line.weight:6.1f}  {line.why:28}  "
        first, *rest = [_short(line.text)] if line.keep else _rows(line.text)
        yield head + first
        yield from (" " * len(head) + row for row in rest)


def _choices(name: str, choices: Iterable[Choice]) -> Iterator[str]:
    listed = list(choices)
    if not listed:
        yield f"{name:10} none is stated"
    for choice in listed[:_SHOWN]:
        mark = "*" if choice.chosen else " "
        yield f"{name:9}{mark} {choice.score:6.2f}  {_short(choice.text)}  ({choice.why})"
    if len(listed) > _SHOWN:
        yield f"{name:10} and {len(listed) - _SHOWN} less likely"


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"


def _rows(text: str) -> list[str]:
    """A text that was left out, wrapped: an editor looks there for what is missed."""
    if len(text) <= _WIDTH:
        return [text]
    rows = wrap(text, _WIDTH, break_on_hyphens=False)
    more = sum(len(row) for row in rows[_ROWS:])
    return [*rows[:_ROWS], f"… and {more:,} characters more (--json tells all)"] if more else rows


def as_data(explained: Reasons) -> dict[str, object]:
    """The explanation as plain data."""
    from dataclasses import asdict

    return {
        "seed": explained.seed.path,
        "repairs": [asdict(repair) for repair in explained.seed.repairs],
        "titles": [asdict(choice) for choice in explained.titles],
        "dates": [asdict(choice) for choice in explained.dates],
        "lines": [asdict(line) for line in explained.lines],
    }
