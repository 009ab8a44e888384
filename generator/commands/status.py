"""``briefing status``: what waits for conversion, where editor and source clash, what is damaged."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from generator.commands import Console, folders

if TYPE_CHECKING:
    from generator.content.clash import Clash
    from generator.resolve import Status

SUMMARY = "what waits for conversion, where editor and source clash, what is damaged"


def arguments(parser: ArgumentParser) -> None:
    """Define what can be typed behind the command."""
    folders(parser, seeds=True)
    parser.add_argument("--repair", action="store_true", help="rebuild damaged records from seeds and content")
    parser.add_argument("--json", action="store_true", help="print the status as JSON")


def run(arguments: Namespace, console: Console) -> int:
    """Tell; 1 if something needs an editor: a clash, or damage."""
    from generator.clock import today
    from generator.resolve import repair, status

    if arguments.repair:
        for line in repair(arguments.seeds, arguments.content, today()):
            console.warn(f"repaired   {line}")
    found = status(arguments.seeds, arguments.content, today())
    if arguments.json:
        console.data(as_data(found))
    else:
        _tell(found, console)
    return 1 if found.clashes or found.damaged else 0


def as_data(found: Status) -> dict[str, object]:
    """The status as plain data."""
    return {
        "waiting": found.waiting,
        "clashes": [{"file": f, "field": c.field, "mine": c.mine, "theirs": c.theirs} for f, c in found.clashes],
        "duplicates": [{"seed": seed, "file": file} for seed, file in found.twins],
        "deleted": found.deleted,
        "damaged": found.damaged,
        "notes": found.notes,
        "rejected": found.rejected,
    }


def _tell(found: Status, console: Console) -> None:
    for name in found.waiting:
        console.say(f"waiting    {name}")
    for name, file in found.twins:
        console.say(f"duplicate  {name}: another source of {file}")
    for slug in found.deleted:
        console.say(f"deleted    {slug}: stays deleted, its address stays reserved")
    for file, clash in found.clashes:
        console.say(f"clash      {file}: {clash.field}")
        console.say(show(clash))
    for path in found.damaged:
        console.warn(f'damaged    {path}: type "briefing status --repair"')
    for line in (*found.notes, *found.rejected):
        console.warn(f"note       {line}")
    counts = {"waiting": len(found.waiting), "clashes": len(found.clashes), "damaged": len(found.damaged)}
    console.say(", ".join(f"{count} {name}" for name, count in counts.items() if count) or "all is converted")
    if found.clashes:
        console.say("to resolve a clash, type: briefing merge FILE")


def show(clash: Clash) -> str:
    """Both texts of a clash, under one another."""
    return f"  mine:   {clash.mine or '(nothing)'}\n  theirs: {clash.theirs or '(nothing)'}"
