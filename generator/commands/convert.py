"""``briefing convert``: turn seeds into briefings; what editors wrote stays."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from generator.commands import Console, folders

if TYPE_CHECKING:
    from generator.convert import Report

SUMMARY = "turn seeds into briefings; what editors wrote stays"


def arguments(parser: ArgumentParser) -> None:
    """Define what can be typed behind the command."""
    parser.add_argument("path", nargs="*", help="seeds to convert, below the seeds folder (default: all)")
    folders(parser, seeds=True)
    parser.add_argument("--again", action="store_true", help="look at unchanged seeds, too")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run(arguments: Namespace, console: Console) -> int:
    """Convert and report; 1 if a seed was rejected."""
    from generator.clock import today
    from generator.convert import convert

    report = convert(arguments.seeds, arguments.content, today(), arguments.path, again=arguments.again)
    if arguments.json:
        console.data(as_data(report))
    else:
        _tell(report, console)
    return 1 if report.rejected else 0


def as_data(report: Report) -> dict[str, object]:
    """The report as plain data."""
    return {
        "created": report.created,
        "refreshed": report.refreshed,
        "unchanged": report.unchanged,
        "deleted": report.deleted,
        "clashes": [{"file": f, "field": c.field, "mine": c.mine, "theirs": c.theirs} for f, c in report.clashes],
        "notes": report.notes,
        "rejected": [{"seed": error.path, "reason": error.reason} for error in report.rejected],
    }


def _tell(report: Report, console: Console) -> None:
    for name in report.created:
        console.say(f"created    {name}")
    for name in report.refreshed:
        console.say(f"refreshed  {name}")
    for file, clash in report.clashes:
        stays = f"{clash.field}: the editor's text stays; the source now gives: {clash.theirs[:200]}"
        console.say(f"clash      {file}: {stays}")
    for note in report.notes:
        console.warn(f"note       {note}")
    for error in report.rejected:
        console.warn(f"rejected   {error}")
    counts = {
        "created": len(report.created),
        "refreshed": len(report.refreshed),
        "unchanged": len(report.unchanged),
        "deleted by editors": len(report.deleted),
        "clashed": len(report.clashes),
        "rejected": len(report.rejected),
    }
    console.say(", ".join(f"{count} {name}" for name, count in counts.items() if count) or "no seeds")
