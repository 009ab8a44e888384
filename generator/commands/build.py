"""``briefing build``: build the site, making again only what changed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.collecting import uncollected
from generator.commands import Console

if TYPE_CHECKING:
    from generator.build import Options
    from generator.engine.report import Report

SUMMARY = "build the site, making again only what changed"


def arguments(parser: ArgumentParser) -> None:
    """Define what can be typed behind the command."""
    parser.add_argument("-f", "--config-file", type=Path, default=Path("mkdocs.yml"), help="default: mkdocs.yml")
    parser.add_argument("--strict", action="store_true", help="refuse to publish if MkDocs warns of something")
    parser.add_argument("--clean", action="store_true", help="make everything again")
    parser.add_argument("--keep-going", action="store_true", help="leave out what has problems and publish the rest")
    parser.add_argument("--jobs", type=int, default=0, help="processes (default: one a core on large builds)")
    parser.add_argument("--quiet", action="store_true", help="print remarks and what was left out only")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--explain", metavar="PATH", help="only tell why a file of the site was made last")


def run(arguments: Namespace, console: Console) -> int:
    """Build and report."""
    if not arguments.config_file.is_file():
        console.warn(f"briefing: {arguments.config_file}: no such file; run this in the folder of mkdocs.yml")
        return 2
    if arguments.explain is not None:
        return _explain(arguments, console)
    with uncollected():
        report = _keep_going(arguments, console) if arguments.keep_going else _build(arguments, console)
    if arguments.json:
        console.data(report.as_data())
    else:
        for problem in report.left_out:
            console.warn(f"left out   {problem}")
        console.say(report.in_words())
    return 1 if report.left_out else 0


def _keep_going(arguments: Namespace, console: Console) -> Report:
    """Leave out files with problems, and those whose links these would break, until what is left is sound."""
    from generator.content import FOLDER
    from generator.errors import BriefingError, ContentError

    left_out: frozenset[str] = frozenset()
    told: list[str] = []
    while True:
        try:
            report = _build(arguments, console, left_out)
        except ContentError as error:
            files = {problem.path for problem in error.problems}
            if not all(file.startswith(f"{FOLDER}/") for file in files):
                raise BriefingError("\n".join([*told, *error.told])) from error
            told += error.told
            left_out |= files
        else:
            report.left_out += told
            return report


def _build(arguments: Namespace, console: Console, left_out: frozenset[str] = frozenset()) -> Report:
    from generator.alone import build_by_config
    from generator.build import Options

    options = Options(arguments.clean, left_out, arguments.jobs, console.progress)
    report = "" if arguments.clean else build_by_config(arguments.config_file, options, console.warn)
    if isinstance(report, str):
        reason = report
        report = _with_mkdocs(arguments, options, console)
        report.why += f"; MkDocs ran because {reason}" if reason else ""
    return report


def _with_mkdocs(arguments: Namespace, options: Options, console: Console) -> Report:
    from generator.ahead import begin

    begun = begin(arguments.config_file, options, console.warn)
    try:
        from generator.mkdocs.unused import put_off, spared

        put_off()
        with spared():
            from generator.mkdocs.door import build

        return build(arguments.config_file, options, strict=arguments.strict, begun=begun)
    finally:
        if begun is not None:
            begun.close()


def _explain(arguments: Namespace, console: Console) -> int:
    from generator.alone import explain

    console.say(explain(arguments.config_file, arguments.explain))
    return 0
