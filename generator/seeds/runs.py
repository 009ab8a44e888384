"""Runs of formatted text → one plain line and the same line as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from urllib.parse import quote, urljoin, urlsplit

from generator.articles import Block, Run
from generator.text import squash

_ADDRESS = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?", re.IGNORECASE)
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_SPACE = re.compile(r"\s+")
_READ_OTHERWISE = frozenset("*_\\<|")
"""Inside of emphasis these would be read otherwise."""
_UNSAFE = re.compile(r"""[()<>"'\\`*\[\]{}|^!]""")


def written(block: Block, base: str) -> Block:
    """The block with its runs as Markdown; ``base`` is the page's address, for links."""
    if not block.runs:
        return block
    text, kind, level, share, region = block.text, block.kind, block.level, block.link_share, block.region
    return Block(text, kind, level, markdown(block.runs, base), share, region, block.line, (), block.group)


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
    if not (target.isascii() and target.isprintable()):
        target = _readable(target)
    if len(target) > 1900 or not _ADDRESS.fullmatch(target):
        return ""
    return _UNSAFE.sub(lambda match: f"%{ord(match.group()):02X}", target)


def _readable(target: str) -> str:
    """An address with all that cannot be seen escaped; empty if its host is none."""
    try:
        urlsplit(target)
    except ValueError:
        return ""
    return "".join([letter if letter.isprintable() else quote(letter, errors="replace") for letter in target])


def markdown(runs: Iterable[Run], base: str = "") -> str:
    """Write the runs as Markdown; empty if they hold neither links nor emphasis."""
    merged = _merged([Run(run.text, address(run.link, base), run.strong, run.em) if run.link else run for run in runs])
    if not any(map(_is_formatted, merged)):
        return ""
    from generator.markdown import escape_lines  # the renderer behind it is slow to load

    escaped = escape_lines([run.text.strip(" ") for run in merged])
    written = list(map(_one, merged, escaped))
    for at, (before, after) in enumerate(pairwise(merged)):
        if after.link and before.text.endswith("!") and not _is_formatted(before):
            written[at] = written[at][:-1] + "\\!"  # an exclamation mark before a link would make it an image
    return squash("".join(written))


def _merged(runs: list[Run]) -> list[Run]:
    """Fold white space across runs and join neighbours of the same format."""
    merged: list[Run] = []
    parts: list[str] = []
    """Texts of the last of them."""
    ends_in_space = True
    before: tuple[str, bool, bool] | None = None
    for run in runs:
        text = run.text
        if "  " in text or not text.isprintable():  # of all white space only the space is printable
            text = _SPACE.sub(" ", text)
        if ends_in_space:
            text = text.lstrip(" ")
        if not text:
            continue
        ends_in_space = text.endswith(" ")
        form = run[1:]
        if form == before:
            parts.append(text)
            continue
        _join_last(merged, parts)
        merged.append(run if text == run.text else Run(text, *form))
        parts, before = [text], form
    _join_last(merged, parts)
    return [_without_clash(merged, at) if _is_formatted(run) else run for at, run in enumerate(merged)]


def _join_last(merged: list[Run], parts: Sequence[str]) -> None:
    """Give the last of the runs all of its text."""
    if len(parts) > 1:
        merged[-1] = Run("".join(parts), *merged[-1][1:])


def _without_clash(runs: list[Run], at: int) -> Run:
    """Leave out emphasis that touches a word or other emphasis: its marks would be read otherwise."""
    run = _without_unsafe_link(runs, at)
    if not (run.strong or run.em):
        return run
    before = runs[at - 1].text[-1:] if at else ""
    after = runs[at + 1].text[:1] if at + 1 < len(runs) else ""
    touches = _touch(before, run.text[:1], at > 0 and _styled(runs[at - 1])) or _touch(
        after, run.text[-1:], at + 1 < len(runs) and _styled(runs[at + 1])
    )
    if touches or not any(map(str.isalnum, run.text)) or not _READ_OTHERWISE.isdisjoint(run.text):
        return run._replace(strong=False, em=False)
    return run._replace(em=False) if run.em and run.strong else run


def _touch(outer: str, inner: str, styled: bool) -> bool:
    """Whether the sign outside of emphasis, in emphasis itself or not, touches the one inside."""
    is_space = not outer or outer.isspace() or inner.isspace()
    return not is_space and (styled or outer.isalnum() or outer in "*_\\")


def _without_unsafe_link(runs: list[Run], at: int) -> Run:
    """Leave out a link whose text would break its own brackets: the text matters more."""
    run = runs[at]
    if run.link and (_breaks_brackets(run.text) or (at and runs[at - 1].text[-1:] in ("]", "\\"))):
        return run._replace(link="")
    return run


def _breaks_brackets(text: str) -> bool:
    if "\\" in text or "|" in text:
        return True
    return ("[" in text or "]" in text) and (text.count("[") != text.count("]") or text.find("]") < text.find("["))


def _is_formatted(run: Run) -> bool:
    return bool(run.link or run.strong or run.em)


def _styled(run: Run) -> bool:
    return run.strong or run.em


def _one(run: Run, escaped: str) -> str:
    """One run as Markdown; ``escaped`` is its text without the spaces around it."""
    if not escaped:
        return run.text
    text = f"{escaped}\\" if escaped.endswith("\\") and not escaped.endswith("\\\\") else escaped
    if run.link:
        label = _BRACKET.sub(r"\\\g<0>", text) if "[" in text or "]" in text else text
        text = f"[{label}]({run.link})"
    mark = "**" if run.strong else "*" if run.em else ""
    before, after = " " * run.text.startswith(" "), " " * run.text.endswith(" ")  # white space is folded
    return f"{before}{mark}{text}{mark}{after}"
