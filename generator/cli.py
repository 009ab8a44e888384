"""The command ``briefing``: the only module that prints, and the one that turns errors into exit codes."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from generator import __version__
from generator.commands import COMMANDS
from generator.errors import BriefingError


class Terminal:
    """The console of a real run: results to standard output, remarks to standard error."""

    def say(self, text: str) -> None:
        """Print a line of the result."""
        print(text)

    def warn(self, text: str) -> None:
        """Print a remark."""
        print(text, file=sys.stderr)

    def data(self, value: Any) -> None:
        """Print a value as JSON."""
        print(json.dumps(value, ensure_ascii=False, indent=2))


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a lone surrogate in a file name must not end a run
            stream.reconfigure(errors="backslashreplace")
    arguments = _parser().parse_args(argv)
    console = Terminal()
    try:
        return int(arguments.run(arguments, console))
    except BriefingError as error:
        console.warn(f"briefing: {error}")
        return 1
    except BrokenPipeError:
        return 1
    except OSError as error:
        console.warn(f"briefing: {error.filename or ''}: {error.strerror or error}")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="briefing", description="Raw articles in, a briefing portal out.")
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")
    for name in COMMANDS:
        module = import_module(f"generator.commands.{name}")
        command = commands.add_parser(name, help=module.SUMMARY, description=module.__doc__)
        module.arguments(command)
        command.set_defaults(run=module.run)
    return parser
