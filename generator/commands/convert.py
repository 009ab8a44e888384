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
    parser.add_argument("--keep-duplicates", action="store_true", help="make a briefing of every seed, copies too")
    parser.add_argument("--dry-run", action="store_true", help="tell what would be done and write nothing")
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="processes to work in (default: one a core)")
    parser.add_argument("--quiet", action="store_true", help="print remarks and rejected seeds only")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run(arguments: Namespace, console: Console) -> int:
    """Convert and report; 1 if a seed was rejected."""
    from generator.clock import today
    from generator.convert import Options, convert

    options = Options(
        again=arguments.again,
        keep_duplicates=arguments.keep_duplicates,
        dry_run=arguments.dry_run,
        jobs=max(0, arguments.jobs),
        progress=console.progress,
    )
    report = convert(arguments.seeds, arguments.content, today(), arguments.path, options)
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
        "kept": report.kept,
        "unchanged": report.unchanged,
        "deleted": report.deleted,
        "duplicates": [{"seed": seed, "file": file} for seed, file in report.twins],
        "clashes": [{"file": f, "field": c.field, "mine": c.mine, "theirs": c.theirs} for f, c in report.clashes],
        "notes": report.notes,
        "rejected": [{"seed": item.seed, "reason": item.reason} for item in report.rejected],
    }


def _tell(report: Report, console: Console) -> None:
    for name in report.created:
        console.say(f"created    {name}")
    for name in report.refreshed:
        console.say(f"refreshed  {name}")
    for name, file in report.twins:
        console.say(f"duplicate  {name}: tells the story of {file}, listed there as another source")
    for file in dict.fromkeys(file for file, _ in report.clashes):
        fields = dict.fromkeys(clash.field for name, clash in report.clashes if name == file)
        told = f'{", ".join(fields)}: the editor\'s text stays; see "briefing status"'
        console.say(f"clash      {file}: {told}")
    for note in report.notes:
        console.warn(f"note       {note}")
    for rejected in report.rejected:
        console.warn(f"rejected   {rejected}")
    console.say(summary(report))


def summary(report: Report) -> str:
    """One line: how many of what."""
    counts = {
        "created": len(report.created),
        "refreshed": len(report.refreshed),
        "kept": len(report.kept),
        "unchanged": len(report.unchanged),
        "duplicates": len(report.twins),
        "deleted by editors": len(report.deleted),
        "clashed": len({file for file, _ in report.clashes}),
        "rejected": len(report.rejected),
    }
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "no seeds"
