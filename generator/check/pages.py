"""Checks of the free pages: only what MkDocs itself does not check."""

from __future__ import annotations

import re
from pathlib import Path

from generator import files
from generator.content.tree import decode
from generator.model import Problem

_LINK = re.compile(r"\]\(briefing:([^)#\s]*)")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
RESERVED = ("index", "briefings", "topics", "places", "people", "archive", "search", "assets", "404")
"""Addresses at the top of the site that are made by us."""


def check(folder: Path, content: Path, slugs: set[str]) -> list[Problem]:
    """Find links to briefings that do not exist, and pages at addresses of our own."""
    found: list[Problem] = []
    for path in files.walk(folder):
        if path.suffix != ".md":
            continue
        name = path.relative_to(content).as_posix()
        first = path.relative_to(folder).parts[0].removesuffix(".md")
        if first in RESERVED or name == "pages/README.md":
            found.append(
                Problem(name, 0, "", f'the address "{first}" is made by the portal', "give the page another name")
            )
        text = decode(path, name, found) or ""
        prose = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
        for match in _LINK.finditer(prose):
            if match[1] not in slugs:
                line = prose.count("\n", 0, match.start()) + 1
                found.append(
                    Problem(
                        name,
                        line,
                        "body",
                        f'no briefing "{match[1]}"',
                        "write briefing: and the slug of a briefing",
                    )
                )
    return found
