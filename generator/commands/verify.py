"""``briefing verify``: compare every briefing with its sources, word for word."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from generator.commands import Console, folders

if TYPE_CHECKING:
    from generator.verify import Difference, Verdict

SUMMARY = "compare every briefing with its sources, word for word"


def arguments(parser: ArgumentParser) -> None:
    """Define what can be typed behind the command."""
    folders(parser, seeds=True)
    parser.add_argument("file", nargs="*", help="verify only these briefings, below the content folder")
    parser.add_argument("--strict", action="store_true", help="exit with 1 if a briefing differs from its source")
    parser.add_argument("--json", action="store_true", help="print the verdicts as JSON")


def run(arguments: Namespace, console: Console) -> int:
    """Verify and tell; 1 if a named briefing is not there, with --strict if anything differs."""
    from generator import files
    from generator.content.tree import load
    from generator.verify import verify

    documents, problems = load(arguments.content)
    wanted = {files.below(arguments.content, name) for name in arguments.file}
    missing = sorted(wanted - {item.path for item in documents} - {problem.path for problem in problems})
    for name in missing:
        console.warn(f"{name}: there is no such briefing")
    verdicts = [verify(item, arguments.seeds) for item in documents if not wanted or item.path in wanted]
    if arguments.json:
        console.data([as_data(verdict) for verdict in verdicts])
    else:
        for problem in problems:
            console.warn(str(problem))
        _tell(verdicts, console)
    differs = any(verdict.state in ("differs", "unreadable") for verdict in verdicts)
    return 1 if missing or (arguments.strict and (differs or problems)) else 0


def as_data(verdict: Verdict) -> dict[str, object]:
    """A verdict as plain data."""
    return {
        "path": verdict.path,
        "state": verdict.state,
        "differences": [{"place": d.place, "ours": d.ours, "source": d.source} for d in verdict.differences],
        "changed_seeds": list(verdict.changed_seeds),
    }


def _tell(verdicts: list[Verdict], console: Console) -> None:
    counts: dict[str, int] = {}
    for verdict in verdicts:
        counts[verdict.state] = counts.get(verdict.state, 0) + 1
        for seed in verdict.changed_seeds:
            console.warn(f"{verdict.path}: the seed {seed} has changed since it was converted")
        for difference in verdict.differences:
            console.say(f"{verdict.path}: {_line(difference)}")
    console.say(", ".join(f"{count} {state}" for state, count in sorted(counts.items())) or "no briefings")


def _line(difference: Difference) -> str:
    if not difference.source:
        return f"{difference.place}: not in the source: {difference.ours}"
    if not difference.ours:
        return f"{difference.place}: left out of the source: {difference.source}"
    return f"{difference.place}: {difference.ours} | the source says: {difference.source}"
