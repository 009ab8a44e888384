"""Runs of formatted text → one plain line and the same line as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from urllib.parse import urljoin

from generator.model import Block, Run
from generator.text import squash

_ADDRESS = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?", re.IGNORECASE)
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_SPACE = re.compile(r"\s+")
_UNSAFE = re.compile(r"""[()<>"'\\`*\[\]{}|^!]""")


def written(block: Block, base: str) -> Block:
    """The block with its runs as Markdown; ``base`` is the page's address, for links."""
    return replace(block, markdown=markdown(block.runs, base), runs=()) if block.runs else block


def plain(runs: Iterable[Run]) -> str:
    """Give the text alone, on one line."""
    return squash("".join(run.text for run in runs))


def link_share(runs: Iterable[Run]) -> float:
    """Share of the visible characters that are inside links, 0–1."""
    total = linked = 0
    for run in runs:
        number = len("".join(run.text.split()))
        total += number
        linked += number if run.link else 0
    return linked / total if total else 0.0


def address(href: str, base: str = "") -> str:
    """Give an absolute http(s) address that is safe inside Markdown's brackets; empty if there is none."""
    if href.startswith("#"):
        return ""
    is_whole = href.startswith(("https://", "http://"))
    try:
        target = urljoin(base, href.strip()) if base and not is_whole else href.strip()
    except ValueError:
        return ""
    if len(target) > 1900 or not _ADDRESS.fullmatch(target):
        return ""
    return _UNSAFE.sub(lambda match: f"%{ord(match.group()):02X}", target)


def markdown(runs: Iterable[Run], base: str = "") -> str:
    """Write the runs as Markdown; empty if they hold neither links nor emphasis."""
    merged = _merged([Run(run.text, address(run.link, base), run.strong, run.em) if run.link else run for run in runs])
    if not any(run.link or run.strong or run.em for run in merged):
        return ""
    written = [_one(run) for run in merged]
    for at, (before, after) in enumerate(pairwise(merged)):
        if after.link and not (before.link or before.strong or before.em) and before.text.endswith("!"):
            written[at] = written[at][:-1] + "\\!"  # an exclamation mark before a link would make it an image
    return squash("".join(written))


def _merged(runs: list[Run]) -> list[Run]:
    """Fold white space across runs and join neighbours of the same format."""
    merged: list[Run] = []
    ends_in_space = True
    before: tuple[str, bool, bool] | None = None
    for text, link, strong, em in runs:
        if "  " in text or not text.isprintable():  # of all white space only the space is printable
            text = _SPACE.sub(" ", text)
        if ends_in_space:
            text = text.lstrip(" ")
        if not text:
            continue
        ends_in_space = text.endswith(" ")
        form = (link, strong, em)
        if form == before:
            text = merged.pop().text + text
        merged.append(Run(text, link, strong, em))
        before = form
    return [_without_clash(merged, at) if _is_formatted(run) else run for at, run in enumerate(merged)]


def _without_clash(runs: list[Run], at: int) -> Run:
    """Leave out emphasis that touches a word or other emphasis: its marks would be read otherwise."""
    run = _without_unsafe_link(runs, at)
    if not (run.strong or run.em):
        return run
    before = runs[at - 1].text[-1:] if at else ""
    after = runs[at + 1].text[:1] if at + 1 < len(runs) else ""
    edges = (run.text[:1], run.text[-1:])
    touches = any(
        outer and not outer.isspace() and not inner.isspace() and (outer.isalnum() or outer in "*_\\" or styled)
        for outer, inner, styled in (
            (before, edges[0], at > 0 and _styled(runs[at - 1])),
            (after, edges[1], at + 1 < len(runs) and _styled(runs[at + 1])),
        )
    )
    if touches or not any(character.isalnum() for character in run.text) or set(run.text) & set("*_\\<|"):
        return run._replace(strong=False, em=False)
    return run._replace(em=run.em and not run.strong)


def _without_unsafe_link(runs: list[Run], at: int) -> Run:
    """Leave out a link whose text would break its own brackets: the text matters more."""
    run = runs[at]
    text = run.text
    unbalanced = text.count("[") != text.count("]") or text.find("]") < text.find("[")
    if run.link and ("\\" in text or "|" in text or unbalanced or (at and runs[at - 1].text[-1:] in ("]", "\\"))):
        return run._replace(link="")
    return run


def _is_formatted(run: Run) -> bool:
    return bool(run.link or run.strong or run.em)


def _styled(run: Run) -> bool:
    return run.strong or run.em


def _one(run: Run) -> str:
    from generator.markdown import escape_line  # the renderer behind it is slow to load

    inner = run.text.strip(" ")
    if not inner:
        return run.text
    before, after = " " * run.text.startswith(" "), " " * run.text.endswith(" ")  # white space is folded
    text = escape_line(inner)
    if text.endswith("\\") and not text.endswith("\\\\"):
        text += "\\"
    if run.link:
        label = _BRACKET.sub(r"\\\g<0>", text)
        text = f"[{label}]({run.link})"
    mark = "**" if run.strong else "*" if run.em else ""
    return f"{before}{mark}{text}{mark}{after}"
