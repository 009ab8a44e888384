"""``briefing check``: find every problem in content, and seeds without a briefing."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands import Console, folders

if TYPE_CHECKING:
    from generator.model import Problem

SUMMARY = "find every problem in content, and seeds without a briefing"


def arguments(parser: ArgumentParser) -> None:
    """Define what can be typed behind the command."""
    folders(parser, seeds=True)
    parser.add_argument("file", nargs="*", help="check only these files, each by itself")
    parser.add_argument("--json", action="store_true", help="print the problems as JSON")


def run(arguments: Namespace, console: Console) -> int:
    """Check and tell; 1 if there is a problem."""
    problems = _of_files(arguments.file) if arguments.file else _of_everything(arguments.content, arguments.seeds)
    if arguments.json:
        keys = ("path", "line", "field", "what", "cure")
        console.data([{key: getattr(problem, key) for key in keys} for problem in problems])
    else:
        for problem in problems:
            console.warn(str(problem))
        console.say(f"{len(problems)} problem{'s' * (len(problems) != 1)}" if problems else "no problems")
    return 1 if problems else 0


def _of_files(names: Sequence[str]) -> list[Problem]:
    from generator import frontmatter
    from generator.content.tree import decode

    problems: list[Problem] = []
    for name in names:
        text = decode(Path(name), name, problems)
        if text is not None:
            problems += frontmatter.read(text, name)[1]
    return problems


def _of_everything(content: Path, seeds: Path) -> list[Problem]:
    from generator.check import check
    from generator.convert import unconverted
    from generator.model import Problem

    cure = 'run "briefing convert", look at the result and commit it'
    waiting = [
        Problem(f"{seeds}/{name}", 0, "", "this seed has not been converted", cure)
        for name in unconverted(seeds, content)
    ]
    return [*(problem.below(str(content)) for problem in check(content).problems), *waiting]
