"""The command ``briefing``: the only module that prints, and the one that turns errors into exit codes."""

from __future__ import annotations

import argparse
import atexit
import json
import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from typing import Any

from generator import __version__
from generator.commands import COMMANDS
from generator.errors import BriefingError, in_words


class Terminal:
    """The console of a real run: results to standard output, remarks to standard error."""

    def __init__(self) -> None:
        self.quiet = False
        """Say nothing but remarks, JSON and questions."""
        self._began = self._shown = time.monotonic()
        self._bar = 0

    def say(self, text: str) -> None:
        """Print a line of the result."""
        if not self.quiet:
            print(text)

    def warn(self, text: str) -> None:
        """Print a remark."""
        print(text, file=sys.stderr)

    def data(self, value: Any) -> None:
        """Print a value as JSON."""
        print(json.dumps(value, ensure_ascii=False, indent=2))

    def progress(self, done: int, total: int) -> None:
        """Show a bar on a terminal, ten times a second; elsewhere print a line a minute."""
        now, is_terminal = time.monotonic(), sys.stderr.isatty()
        is_due = now - self._shown >= (0.1 if is_terminal else 60)
        if self.quiet or not (is_due or (self._bar and done == total)):
            return
        self._shown = now
        rate = done / max(now - self._began, 0.001)
        left = timedelta(seconds=round((total - done) / max(rate, 0.001)))
        line = f"{done:,} of {total:,}, {rate:,.0f} a second, {left} left"
        if is_terminal:
            filled = 24 * done // max(total, 1)
            line = f"[{'#' * filled}{'.' * (24 - filled)}] {line}"
            print(f"\r{line.ljust(self._bar)}", end="" if done < total else "\n", file=sys.stderr, flush=True)
            self._bar = len(line) if done < total else 0
        else:
            print(line, file=sys.stderr, flush=True)

    def ask(self, question: str, answers: Sequence[str]) -> str | None:
        """Ask until one of the answers, or the beginning of one, is typed; None without a terminal."""
        while sys.stdin.isatty():
            try:
                typed = input(f"{question} [{'/'.join(answers)}] ").strip().lower()
            except EOFError:
                return None
            if typed and (found := [answer for answer in answers if answer.startswith(typed)]):
                return found[0]
        return None


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; give its exit code. Without ``argv`` it is the process' own, and the process ends with it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever runs this unattended
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a lone surrogate in a file name must not end a run
            stream.reconfigure(errors="backslashreplace")
    words = sys.argv[1:] if argv is None else list(argv)
    arguments = _parser(words).parse_args(words)
    code = _run(arguments)
    if argv is None:
        _end(code)
    return code


def _run(arguments: argparse.Namespace) -> int:
    console = Terminal()
    console.quiet = getattr(arguments, "quiet", False)
    try:
        return int(arguments.run(arguments, console))
    except BriefingError as error:
        console.warn(f"briefing: {error}")
        return 1
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        console.warn("\nbriefing: stopped; what was done is kept, the next run goes on from there")
        return 130
    except OSError as error:
        console.warn(f"briefing: {in_words(error)}")
        return 1


def _end(code: int) -> None:
    """End the process without taking apart all it has: the system does that at once."""
    with suppress(OSError):  # nobody reads any more, or a disk is full: the usual end has words for it
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _parser(words: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The parser of all commands; of one alone if the words begin with it, for start-up time is a promise."""
    parser = argparse.ArgumentParser(prog="briefing", description="Raw articles in, a briefing portal out.")
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")
    for name in [words[0]] if words and words[0] in COMMANDS else COMMANDS:
        module = import_module(f"generator.commands.{name}")
        command = commands.add_parser(name, help=module.SUMMARY, description=module.__doc__)
        module.arguments(command)
        command.set_defaults(run=module.run)
    return parser
