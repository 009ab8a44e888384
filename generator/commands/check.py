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
    content, seeds = arguments.content, arguments.seeds
    if not (arguments.file or content.is_dir() or seeds.is_dir()):
        console.warn(f"briefing: {content}: no such folder; run this in the folder of mkdocs.yml")
        return 2
    problems = _of_files(arguments.file, content) if arguments.file else _of_everything(content, seeds)
    if arguments.json:
        keys = ("path", "line", "field", "what", "cure")
        console.data([{key: getattr(problem, key) for key in keys} for problem in problems])
    else:
        for problem in problems:
            console.warn(str(problem))
        console.say(f"{len(problems)} problem{'s' * (len(problems) != 1)}" if problems else "no problems")
    return 1 if problems else 0


def _of_files(names: Sequence[str], content: Path) -> list[Problem]:
    from generator.content.tree import decode

    problems: list[Problem] = []
    for name in names:
        text = decode(Path(name), name, problems)
        if text is not None:
            problems += _of_text(text, name, content)
    return problems


def _of_text(text: str, name: str, content: Path) -> list[Problem]:
    """Problems of a file by itself: of a briefing, or of what else editors write beside them."""
    from generator import frontmatter, taxonomy
    from generator.check import pages
    from generator.content import PAGES

    if Path(name).name == taxonomy.FILE:
        return [problem._replace(path=name) for problem in taxonomy.parse(text.removeprefix("\ufeff"))[1]]
    if Path(name).resolve().is_relative_to((content / PAGES).resolve()):
        return pages.lost(text, name)
    return frontmatter.read(text, name)[1]


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
