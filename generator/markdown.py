"""Markdown → safe HTML, and plain text → Markdown that shows it unchanged.

Python-Markdown renders (tables and footnotes on; raw HTML, reference definitions and code by indentation
off, since bodies are prose); nh3 with an allow-list sanitises whatever comes out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from generator.errors import BriefingError
from generator.text import slugify, squash

MAX_CHARACTERS = 200_000
MAX_NESTING = 20

_TAGS = {
    *(
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "blockquote",
        "em",
        "strong",
        "a",
        "img",
        "br",
        "hr",
    ),
    *("code", "pre", "table", "thead", "tbody", "tr", "th", "td", "sup", "div", "del"),
}
_ATTRIBUTES = {
    "*": {"id"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "div": {"class"},
    "sup": {"id"},
    "th": {"class"},
    "td": {"class"},
}
_SCHEMES = {"http", "https", "mailto", "briefing"}
_NUMBERED = ("p", "blockquote", "ul", "ol", "table", "pre")


class TooComplex(BriefingError):
    """A body that is too long or nested too deeply to be rendered in bounded time."""


@dataclass(frozen=True)
class Rendered:
    """A body as HTML, with what other pages may want to know of it."""

    html: str
    paragraphs: Mapping[str, str]
    """Anchor → plain text of each top-level block, in order."""
    headings: tuple[str, ...]
    """Anchors of the subheads."""
    links: tuple[str, ...]
    """Targets of links and images, as written."""

    @property
    def anchors(self) -> frozenset[str]:
        """Every anchor that a link may name."""
        return frozenset(self.paragraphs) | frozenset(self.headings)


class _Outline(Treeprocessor):
    """Number the blocks (p1, p2 …), name the subheads, and note links."""

    def run(self, root: Element) -> None:
        md: Any = self.md
        for block in root:
            if block.tag in _NUMBERED:
                anchor = f"p{len(md.paragraphs) + 1}"
                block.set("id", anchor)
                md.paragraphs[anchor] = _plain(block, md)
            elif re.fullmatch("h[1-6]", block.tag or ""):
                block.tag = f"h{max(2, int(block.tag[1]))}"
                block.set("id", self._name(block))
        for element in root.iter():
            for attribute in ("href", "src"):
                target = element.get(attribute)
                if target is not None:
                    md.targets.append(html.unescape(target.replace(AMP_SUBSTITUTE, "&")))

    def _name(self, block: Element) -> str:
        md: Any = self.md
        base = "h-" + (slugify(_plain(block, md), 60) or "section")
        name, number = base, 2
        while name in md.headings:
            name, number = f"{base}-{number}", number + 1
        md.headings.append(name)
        return name


def _plain(element: Element, md: Any) -> str:
    text = "".join(element.itertext())
    # Character references wait in Python-Markdown's stash, backslash escapes as code points between STX and ETX.
    text = re.sub("\x02wzxhzdk:(\\d+)\x03", lambda m: html.unescape(md.htmlStash.rawHtmlBlocks[int(m[1])]), text)
    text = re.sub("\x02(\\d+)\x03", lambda match: chr(int(match[1])), text.replace(AMP_SUBSTITUTE, "&"))
    return squash(text)


@lru_cache(maxsize=1)
def _renderer() -> Markdown:
    md = Markdown(
        extensions=["tables", "footnotes"],
        output_format="html",
        extension_configs={"tables": {"use_align_attribute": False}},
    )
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.deregister("html")
    md.parser.blockprocessors.deregister("reference")
    md.parser.blockprocessors.deregister("code")
    md.treeprocessors.register(_Outline(md), "outline", 1)
    return md


@lru_cache(maxsize=1)
def _cleaner() -> Any:
    import nh3

    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
        generic_attribute_prefixes=set(),
    )


def render(body: str) -> Rendered:
    """Render a body. Raises TooComplex beyond the bounds."""
    _refuse(body)
    md: Any = _renderer()
    md.reset()
    md.paragraphs, md.headings, md.targets = {}, [], []
    try:
        raw = md.convert(body)
    except RecursionError as error:
        raise TooComplex("the text is nested too deeply") from error
    return Rendered(_cleaner().clean(raw), dict(md.paragraphs), tuple(md.headings), tuple(md.targets))


def _refuse(body: str) -> None:
    if len(body) > MAX_CHARACTERS:
        raise TooComplex(f"the body has {len(body):,} characters; at most {MAX_CHARACTERS:,} are rendered")
    for line in body.split("\n"):
        markers = re.match(r"[\s>*+-]*", line)
        if markers and markers.group().count(">") + len(markers.group()) // 4 > MAX_NESTING * 2:
            raise TooComplex("quotations or lists are nested too deeply")
    if re.search(r"[\[\]*_`!(<]{200}", body) or body.count("[") > 20_000:
        raise TooComplex("hundreds of brackets or marks in a row")


_INLINE = re.compile(
    r"""\\(?=[\\`*_{}\[\]()>\#+\-.!|])  # a backslash that would escape what follows
      | [`*]                            # code, emphasis
      | (?<!\w)_ | _(?!\w)              # emphasis; inside a word it is only a character
      | !(?=\[) | \[(?=\^) | \](?=\s?[(\[]) # images, footnotes, links
      | <(?=[A-Za-z0-9.+-]+:|[^<>\ !]*[@<]) # automatic links: <https:…>, <whoever@…>
      | &(?=\#?\w+;)                    # character references
    """,
    re.VERBOSE,
)
_LEADING = re.compile(r"(?:#{1,6}|[-+>](?=\s|$)|>|-+\s*$|(?:\d+)(?=\.(?:\s|$)))")
_BREAKS = re.compile(r"[ \t]*[\r\n]+[ \t]*")


def escape(text: str) -> str:
    """Markdown for one paragraph of plain text that renders as exactly that text.

    Only what would be taken for markup is escaped, so that editors meet readable prose.
    """
    line = squash(_BREAKS.sub(" ", text))
    escaped = _INLINE.sub(
        lambda m: "&amp;" if m.group() == "&" else "&lt;" if m.group() == "<" else "\\" + m.group(), line
    )
    leading = _LEADING.match(escaped)
    if leading and leading.group()[0].isdigit():
        return f"{leading.group()}\\{escaped[leading.end() :]}"
    if leading:
        return "\\" + escaped
    return escaped
