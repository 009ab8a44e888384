"""Checks of a body: what would not be shown as meant, or must not be shown at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from html import unescape
from urllib.parse import urlsplit

from generator import frontmatter, markdown
from generator.model import Document, Problem
from generator.text import BIDI_CONTROLS, CONTROLS, is_printable

_HTML = re.compile(r"</?[A-Za-z][\w-]*(?:\s[^<>\n]*)?/?>|<!--")
_PICTURE = re.compile(r'<img(?: [a-z]+="[^"]*")*? src="([^"]*)"')
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_NO_HTML = "write Markdown; HTML is shown as plain text"
_ALLOWED = ("http", "https", "mailto")


def check(document: Document, slugs: Container[str]) -> list[Problem]:
    """Find characters, marks, HTML and links that a body must not have."""
    start = document.lines.get("body", 1)

    def at(position: int, what: str, cure: str) -> Problem:
        return Problem(document.path, start + document.body.count("\n", 0, position), "body", what, cure)

    found = []
    if not document.body or document.body.isspace():
        found.append(at(0, "there is no text", "write the text below the front matter, or set status: draft"))
    found += [
        Problem(
            document.path,
            line,
            "body",
            "a mark of an unfinished merge",
            "keep the right text and delete the marks",
        )
        for line in frontmatter.conflict_lines(document.text)
    ]
    if not is_printable(document.body):  # as nearly every body is
        for match in [*CONTROLS.finditer(document.body), *BIDI_CONTROLS.finditer(document.body)]:
            found.append(at(match.start(), f"an invisible character (U+{ord(match.group()):04X})", "delete it"))
    if "<" in document.body:
        found += [at(start, f"HTML ({mark[:40]})", _NO_HTML) for start, mark in _html(document.body)]
    return found + _links(document, slugs, at)


def _html(body: str) -> Iterator[tuple[int, str]]:
    """Tags and comments outside of code that no backslash takes the meaning from."""
    prose = _CODE.sub(lambda match: " " * len(match.group()), body)
    for match in _HTML.finditer(prose):
        if prose[match.start() - 1 : match.start()] != "\\":
            yield match.start(), match.group()


def _links(document: Document, slugs: Container[str], at: object) -> list[Problem]:
    assert callable(at)
    try:
        rendered = markdown.render(document.body)
    except markdown.TooComplex as error:
        return [at(0, str(error), "split it into several briefings, or simplify it")]
    if not rendered.links:
        return []
    found, anchors = [], rendered.anchors  # made anew each time that they are asked for
    pictures = Counter(map(unescape, _PICTURE.findall(rendered.html)) if "<img" in rendered.html else ())
    for target in rendered.links:
        if pictures[target] > 0:
            pictures[target] -= 1  # a link that leads there would be another one
            continue
        wrong = None if _is_plain(target) else bad_link(target, slugs, anchors)
        if wrong:
            position = document.body.find(target)
            found.append(at(max(position, 0), *wrong))
    return found


def _is_plain(target: str) -> bool:
    """Whether a link leads into the web without a doubt, as most do: brackets may make it no address at all."""
    return target.startswith(("https://", "http://")) and target.isascii() and "[" not in target and "]" not in target


def bad_link(target: str, slugs: Container[str], anchors: Container[str]) -> tuple[str, str] | None:
    """What is wrong with a link, and the cure; None if nothing is."""
    shown = target if len(target) <= 60 else target[:57] + "…"
    if target.startswith("#"):
        if target[1:] in anchors or target.startswith("#fn"):
            return None
        return f'no place "{shown}" on this page', "link to a paragraph (#p1, #p2 …) or a subhead (#h-…)"
    try:
        scheme = urlsplit(target).scheme
    except ValueError:
        return f'"{shown}" is no address', "write a whole address that begins with https://"
    if scheme == "briefing" and not target.startswith("briefing:"):
        return f'"{shown}" leads nowhere', "write briefing: in small letters"
    if scheme == "briefing":
        slug = target.partition(":")[2].partition("#")[0]
        return None if slug in slugs else (f'no briefing "{slug}"', "write briefing: and the slug of a briefing")
    if scheme not in _ALLOWED:
        return f'"{shown}" leads nowhere', "link with https://…, briefing:<slug> or #p1"
    return None
