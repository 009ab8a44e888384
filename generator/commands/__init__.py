"""The commands behind ``briefing``: one module a command, and the table that names them.

A command module has ``SUMMARY``, ``arguments(parser)`` and ``run(arguments, console)``, which gives the exit
code: 0 all is well; 1 something was refused; 2 the command was mistyped. It speaks through the console it is
given and never prints. Modules load what they need inside ``run``: start-up time is a promise.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

COMMANDS = ("convert", "explain", "status", "merge", "check", "verify", "build", "serve", "new", "schema")
"""Names of the commands, in the order ``briefing --help`` lists them; each is a module of this package."""


class Console(Protocol):
    """How a command speaks; ``cli`` is the one that prints."""

    def say(self, text: str) -> None:
        """A line of the result, for standard output."""

    def warn(self, text: str) -> None:
        """A line for whoever watches, on standard error."""

    def data(self, value: Any) -> None:
        """The result as JSON, for programs."""

    def progress(self, done: int, total: int) -> None:
        """How far long work has come, for whoever waits."""

    def ask(self, question: str, answers: Sequence[str]) -> str | None:
        """One of the answers; None if nobody sits at a terminal."""


def folders(parser: ArgumentParser, *, seeds: bool) -> None:
    """Let the user name the editors' folder, and the folder of raw articles."""
    parser.add_argument(
        "--content",
        type=Path,
        default=_content(),
        help="folder of the editors (default: what mkdocs.yml here says, else content)",
    )
    if seeds:
        parser.add_argument("--seeds", type=Path, default=Path("seeds"), help="folder of raw articles (default: seeds)")


def _content() -> Path:
    """The editors' folder that the configuration in this folder names."""
    usual, config = Path("content"), Path("mkdocs.yml")
    try:
        if "content:" not in config.read_text(encoding="utf-8"):  # as in nearly every one: YAML is slow to load
            return usual
        from generator import configuration

        options = configuration.plugins(configuration.values(config))["briefings"]
        named = (options or {}).get("content")
        return Path(named) if isinstance(named, str) and named else usual
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # a build has the words for it
        return usual
