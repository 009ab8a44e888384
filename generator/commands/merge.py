"""``briefing merge``: resolve where editor and source both changed a briefing."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, cast

from generator.commands import Console, folders

if TYPE_CHECKING:
    from generator.content.clash import Choice, Clash

SUMMARY = "resolve where editor and source both changed a briefing"


def arguments(parser: ArgumentParser) -> None:
    """Define what can be typed behind the command."""
    parser.add_argument("file", help="the briefing, as briefing status names it")
    folders(parser, seeds=True)
    parser.add_argument("--take", choices=("mine", "theirs", "both"), help="resolve every clash in this way")


def run(arguments: Namespace, console: Console) -> int:
    """Ask for each clash, or take what was said for all; 1 if some are still open."""
    from generator import files
    from generator.commands.status import show
    from generator.resolve import resolve

    seen = []

    def choose(clash: Clash) -> Choice | None:
        seen.append(clash)
        if arguments.take:
            return cast("Choice", arguments.take)
        console.say(f"{clash.field}\n{show(clash)}")
        answer = console.ask("keep", ("mine", "theirs", "both", "later"))
        return cast("Choice", answer) if answer in ("mine", "theirs", "both") else None

    name = files.below(arguments.content, arguments.file)
    still_open = resolve(arguments.seeds, arguments.content, name, choose)
    console.say(f"{len(seen) - len(still_open)} resolved, {len(still_open)} open" if seen else "nothing clashes")
    if still_open:
        console.warn("to resolve without a terminal, add --take mine, --take theirs or --take both")
    return 1 if still_open else 0
