"""The reference renderer: Python-Markdown, and nh3 after it.

Tables and footnotes are on; raw HTML, reference definitions and code by indentation are off, since bodies are
prose. Whatever comes out is sanitised with an allow-list.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, ETX, STX

from generator.kinds import SITE_PATH, Refused
from generator.markdown.bounds import TooComplex, refuse
from generator.markdown.rendered import Outline, Rendered
from generator.text import squash

_TAGS = {
    *("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "em", "strong", "a", "img", "br", "hr"),
    *("code", "pre", "table", "thead", "tbody", "tr", "th", "td", "sup", "div", "del"),
}
_ATTRIBUTES = {
    "*": {"id"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "div": {"class"},
    "sup": {"id"},
    "th": {"align"},
    "td": {"align"},
}
_SCHEMES = {"http", "https", "mailto", "briefing"}
_NUMBERED = ("p", "blockquote", "ul", "ol", "table", "pre")
_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[0-9A-Za-z]+);")

_ESCAPED = re.compile(f"{STX}([0-9]+){ETX}")
"""How Markdown keeps a character behind a backslash until it is written."""


class _Outliner(Treeprocessor):
    """Gives blocks and subheads their anchors, notes links, and makes links of pictures in the web."""

    def run(self, root: Element) -> None:
        md: Any = self.md
        outline: Outline = md.outline
        for block in root:
            if block.tag in _NUMBERED:
                block.set("id", outline.block(_plain(block, md)))
            elif re.fullmatch("h[1-6]", block.tag or ""):
                block.tag = f"h{max(2, int(block.tag[1]))}"
                block.set("id", outline.heading(_plain(block, md)))
        for element in root.iter():
            for attribute in ("href", "src"):
                target = element.get(attribute)
                if target is not None:
                    outline.links.append(_unescape(target.replace(AMP_SUBSTITUTE, "&")))
        _link_pictures(root)


def _link_pictures(element: Element, *, linked: bool = False) -> None:
    """Pages ask nothing of other sites: a link stands for a picture there, in its words; in a link the words alone."""
    linked = linked or element.tag == "a"
    for inner in element:
        if inner.tag != "img":
            _link_pictures(inner, linked=linked)
        elif not _is_in_site(_unescape(inner.get("src", ""))):
            address, words = inner.attrib.pop("src", ""), inner.attrib.pop("alt", "")
            inner.tag, inner.text = "em" if linked else "a", words or address
            inner.set("href", address)


def _is_in_site(path: str) -> bool:
    """Whether a picture may stand in the site: its path from the top of it."""
    try:
        SITE_PATH.read(path)
    except Refused:
        return False
    return True


def _plain(element: Element, md: Any) -> str:
    text = "".join(element.itertext())
    # Character references wait in Python-Markdown's stash, backslash escapes as code points between STX and ETX.
    text = re.sub("\x02wzxhzdk:(\\d+)\x03", lambda m: html.unescape(md.htmlStash.rawHtmlBlocks[int(m[1])]), text)
    text = re.sub("\x02(\\d+)\x03", lambda match: chr(int(match[1])), text.replace(AMP_SUBSTITUTE, "&"))
    return squash(text)


def _unescape(target: str) -> str:
    target = _ESCAPED.sub(lambda match: chr(int(match[1])), target)
    # Only whole references: html.unescape would read "&copy=1" in an address as "©=1", which no browser does.
    return _REFERENCE.sub(lambda match: html.unescape(match.group()), target)


@lru_cache(maxsize=1)
def _renderer() -> Any:
    md: Any = Markdown(
        extensions=["tables", "footnotes"],
        output_format="html",
        extension_configs={"tables": {"use_align_attribute": True}},
    )
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.deregister("html")
    md.parser.blockprocessors.deregister("reference")
    md.parser.blockprocessors.deregister("code")
    # A list that begins with 3 in the source begins with 3 for the reader.
    md.parser.blockprocessors["olist"].LAZY_OL = False
    md.treeprocessors.register(_Outliner(md), "outline", 1)
    return md


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
        generic_attribute_prefixes=set(),
    )


def render(body: str) -> Rendered:
    """Render a body. Raises TooComplex beyond the bounds."""
    refuse(body)
    md = _renderer()
    md.reset()
    md.outline = outline = Outline()
    try:
        raw = md.convert(body)
    except RecursionError as error:
        raise TooComplex("the text is nested too deeply") from error
    return outline.rendered(_cleaner().clean(raw))
