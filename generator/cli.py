"""The command ``briefing``: the only module that prints and gives exit codes.

Exit codes: 0 all is well; 1 something was refused (a seed, a problem in content); 2 the command was mistyped.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__

if TYPE_CHECKING:
    from generator.convert import Report


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; give its exit code."""
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except BrokenPipeError:
        return 1
    except OSError as error:
        print(f"briefing: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="briefing", description="Raw articles in, a briefing portal out.")
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")

    convert = commands.add_parser("convert", help="turn seeds into briefings; what editors wrote stays")
    convert.add_argument("path", nargs="*", help="seeds to convert, below the seeds folder (default: all)")
    _folders(convert, seeds=True)
    convert.add_argument("--again", action="store_true", help="look at unchanged seeds, too")
    convert.add_argument("--json", action="store_true", help="print the report as JSON")
    convert.set_defaults(run=_convert)

    check = commands.add_parser("check", help="find every problem in content, and seeds without a briefing")
    _folders(check, seeds=True)
    check.add_argument("file", nargs="*", help="check only these files, by themselves")
    check.add_argument("--json", action="store_true", help="print the problems as JSON")
    check.set_defaults(run=_check)

    new = commands.add_parser("new", help="start a briefing written by hand")
    new.add_argument("headline")
    _folders(new, seeds=False)
    new.set_defaults(run=_new)

    schema = commands.add_parser("schema", help="print the JSON Schema of the front matter")
    schema.set_defaults(run=_schema)
    return parser


def _folders(parser: argparse.ArgumentParser, *, seeds: bool) -> None:
    parser.add_argument(
        "--content", type=Path, default=Path("content"), help="folder of the editors (default: content)"
    )
    if seeds:
        parser.add_argument("--seeds", type=Path, default=Path("seeds"), help="folder of raw articles (default: seeds)")


def today() -> date:
    """The day of SOURCE_DATE_EPOCH, else today (UTC)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch.isdigit() else datetime.now(UTC).date()


def _convert(arguments: argparse.Namespace) -> int:
    from generator.convert import convert

    report = convert(arguments.seeds, arguments.content, today(), arguments.path, again=arguments.again)
    if arguments.json:
        print(json.dumps(_as_json(report), ensure_ascii=False, indent=2))
    else:
        _print_report(report)
    return 1 if report.rejected else 0


def _print_report(report: Report) -> None:
    for name in report.created:
        print(f"created    {name}")
    for name in report.refreshed:
        print(f"refreshed  {name}")
    for file, clash in report.clashes:
        print(f"clash      {file}: {clash.field}: the editor's text stays; the source now gives: {clash.theirs[:200]}")
    for note in report.notes:
        print(f"note       {note}", file=sys.stderr)
    for error in report.rejected:
        print(f"rejected   {error}", file=sys.stderr)
    counts = {
        "created": len(report.created),
        "refreshed": len(report.refreshed),
        "unchanged": len(report.unchanged),
        "deleted by editors": len(report.deleted),
        "clashed": len(report.clashes),
        "rejected": len(report.rejected),
    }
    print(", ".join(f"{count} {name}" for name, count in counts.items() if count) or "no seeds")


def _as_json(report: Report) -> dict[str, object]:
    return {
        "created": report.created,
        "refreshed": report.refreshed,
        "unchanged": report.unchanged,
        "deleted": report.deleted,
        "clashes": [{"file": f, "field": c.field, "mine": c.mine, "theirs": c.theirs} for f, c in report.clashes],
        "notes": report.notes,
        "rejected": [{"seed": error.path, "reason": error.reason} for error in report.rejected],
    }


def _check(arguments: argparse.Namespace) -> int:
    from generator.check import check

    if arguments.file:
        problems = _check_files(arguments.file)
    else:
        problems = list(check(arguments.content).problems) + _unconverted(arguments)
    if arguments.json:
        keys = ("path", "line", "field", "what", "cure")
        print(json.dumps([{key: getattr(p, key) for key in keys} for p in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            print(problem, file=sys.stderr)
        print(f"{len(problems)} problem{'s' * (len(problems) != 1)}" if problems else "no problems")
    return 1 if problems else 0


def _check_files(names: Sequence[str]) -> list[object]:
    from generator import frontmatter
    from generator.content.tree import decode
    from generator.model import Problem

    problems: list[Problem] = []
    for name in names:
        text = decode(Path(name), name, problems)
        if text is not None:
            problems += frontmatter.read(text, name)[1]
    return list(problems)


def _unconverted(arguments: argparse.Namespace) -> list[object]:
    from generator.convert import unconverted
    from generator.model import Problem

    cure = 'run "briefing convert", look at the result and commit it'
    names = unconverted(arguments.seeds, arguments.content)
    return [Problem(f"{arguments.seeds}/{name}", 0, "", "this seed has not been converted", cure) for name in names]


def _new(arguments: argparse.Namespace) -> int:
    from generator import frontmatter, text
    from generator.content.state import State
    from generator.content.tree import Inventory
    from generator.files import write_atomic
    from generator.model import FrontMatter

    headline = text.squash(arguments.headline)
    if not headline:
        print('briefing: the headline is empty; type: briefing new "Headline"', file=sys.stderr)
        return 2
    taken = set(Inventory.of(arguments.content).slugs) | {record.slug for record in State(arguments.content).all()}
    slug = next(s for s in text.numbered(text.slugify(headline) or "briefing") if s not in taken)
    path = arguments.content / "briefings" / "undated" / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    front = FrontMatter(title=headline, slug=slug, added=today(), status="draft")
    write_atomic(path, frontmatter.write(front, "Write the text here.").encode())
    print(path)
    return 0


def _schema(_arguments: argparse.Namespace) -> int:
    from generator.schema import as_text

    print(as_text(), end="")
    return 0
