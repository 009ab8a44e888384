"""``briefing serve``: show the portal with drafts, and again whenever something changes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from generator.commands import Console

SUMMARY = "show the portal with drafts, and again whenever something changes"


def arguments(parser: ArgumentParser) -> None:
    """Define what can be typed behind the command."""
    parser.add_argument("-f", "--config-file", type=Path, default=Path("mkdocs.yml"), help="default: mkdocs.yml")
    parser.add_argument(
        "--seeds", type=Path, default=None, help="folder of raw articles (default: seeds beside mkdocs.yml)"
    )
    parser.add_argument("-a", "--address", default="", help="where to listen (default: 127.0.0.1:8000)")


def run(arguments: Namespace, console: Console) -> int:
    """Serve until interrupted."""
    if not arguments.config_file.is_file():
        console.warn(f"briefing: {arguments.config_file}: no such file; run this in the folder of mkdocs.yml")
        return 2
    from generator.mkdocs.door import show_log
    from generator.mkdocs.explaining import PLACE
    from generator.mkdocs.serving import Preview

    show_log()
    seeds = arguments.seeds or arguments.config_file.parent / "seeds"
    preview = Preview(arguments.config_file, arguments.address, seeds, lambda report: console.warn(report.in_words()))
    console.say(f"{preview.url}  (stop with Ctrl+C)")
    console.say(f"{preview.url}{PLACE}  says of every seed why its text is as it is")
    preview.serve()
    return 0
