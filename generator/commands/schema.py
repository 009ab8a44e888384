"""``briefing schema``: print the JSON Schema of the front matter."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from generator.commands import Console

SUMMARY = "print the JSON Schema of the front matter"


def arguments(_parser: ArgumentParser) -> None:
    """Nothing can be typed behind the command."""


def run(_arguments: Namespace, console: Console) -> int:
    """Print the schema."""
    from generator.schema import as_text

    console.say(as_text().rstrip("\n"))
    return 0
