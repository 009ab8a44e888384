"""Checks of the free pages: only what MkDocs itself does not check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator import files
from generator.check.relations import RESERVED, Anchors
from generator.content import PAGES as FOLDER
from generator.model import Problem

# A link as Markdown writes it, or what a reference or HTML leads to; a word in the text is none.
_TO = r"""(?:\]\([ \t]*<?|(?:\]:[ \t]*<?|href=["']?)(?=\w+:\S))"""
_LINK = re.compile(_TO + r"""briefing:([^)#\s>"']*)(?:#([^)\s>"']*))?""")
_OURS = re.compile(_TO + r"""((?i:portal|briefing)):([^)\s>"']*)""")
_SCHEMES = ("portal", "briefing")
OVERVIEWS = ("archive", "organizations", "people", "places", "proof", "search", "topics")
"""Pages of the portal that every portal has."""

_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)


def check(folder: Path, content: Path, anchors: Anchors) -> list[Problem]:
    """Find links to briefings that do not exist, and pages at addresses of our own or of one another."""
    from generator.content.tree import decode  # a build asks about single pages, and only what it has read itself

    found: list[Problem] = []
    owner: dict[str, str] = {}
    for path in files.walk(folder):
        if path.suffix != ".md":
            continue
        name = path.relative_to(content).as_posix()
        first = owner.setdefault(address(name).casefold(), name)
        if first != name:
            what = f'"{address(name)}" is the address of {first} already'
            found.append(Problem(name, 0, "", what, "give one of the two another name"))
        if is_ours(name):
            first = address(name).partition("/")[0] or "index"
            found.append(
                Problem(name, 0, "", f'the address "{first}" is made by the portal', "give the page another name")
            )
        text = decode(path, name, found) or ""
        for slug, anchor, line in links(text):
            wrong = anchors.wrong(slug, anchor)
            if wrong:
                found.append(Problem(name, line, "body", *wrong))
        found += lost(text, name)
    return found


def lost(text: str, name: str) -> list[Problem]:
    """Links of a free page that lead to no page of the portal, whatever briefings there are."""
    return [Problem(name, line, "body", what, cure) for line, what, cure in astray(text)]


def addresses(folder: Path) -> dict[str, str]:
    """Address of each free page, in lower case → its file below the content folder."""
    names = (f"{FOLDER}/{path.relative_to(folder).as_posix()}" for path in files.walk(folder) if path.suffix == ".md")
    return {address(name).casefold(): name for name in names}


def address(name: str) -> str:
    """Address of a free page by its file below the content folder."""
    place = name.removeprefix(f"{FOLDER}/").removesuffix(".md")
    return "/".join(part for part in place.split("/") if part not in ("index", "README"))


def is_ours(name: str) -> bool:
    """Whether a free page would take an address of the portal."""
    first = address(name).partition("/")[0]
    return not first or first in RESERVED


def links(text: str) -> Iterator[tuple[str, str, int]]:
    """Links to briefings in a free page: slug, anchor and line."""
    prose = _prose(text)
    for match in _LINK.finditer(prose):
        yield match[1], match[2] or "", prose.count("\n", 0, match.start()) + 1


def astray(text: str) -> Iterator[tuple[int, str, str]]:
    """Links to pages of the portal that there are none of, and links that nobody reads as such: line, what, cure."""
    prose = _prose(text)
    for match in _OURS.finditer(prose):
        line = prose.count("\n", 0, match.start()) + 1
        if match[1] in _SCHEMES:
            if match[1] == "portal" and match[2] not in OVERVIEWS:
                yield line, f'no page of the portal "{match[2]}"', f"write portal: and one of {', '.join(OVERVIEWS)}"
        elif match[1].lower() in _SCHEMES:
            yield line, f'"{match[1]}:{match[2]}" leads nowhere', f"write {match[1].lower()}: in small letters"


def _prose(text: str) -> str:
    """A page without its code, line for line."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
