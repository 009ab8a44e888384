"""HTML pages → Seeds: the page's text as blocks with kind, region, links and emphasis.

selectolax (lexbor) parses as browsers do, so no markup slips through as text; nothing of it is kept but text,
http(s) links and emphasis. Pages built to exhaust a parser are refused before they are parsed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from generator.errors import SeedError
from generator.model import Seed, Stated
from generator.seeds.builder import Builder
from generator.seeds.decode import decode
from generator.seeds.hostile import refuse
from generator.seeds.regions import Regions
from generator.seeds.stated import moment, stated
from generator.seeds.tables import table

_CODE = ("script", "style", "template", "noscript")
_DROPPED = frozenset(_CODE) | frozenset(
    {
        *("svg", "math", "iframe", "frame", "frameset", "object", "embed", "applet", "canvas"),
        *("audio", "video", "map", "button", "input", "select", "textarea", "option", "datalist"),
        *("label", "output", "progress", "meter", "dialog", "head", "title"),
    }
)
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "header", "hgroup", "legend", "li", "main", "menu", "nav", "ol", "p"),
        *("pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
        *("caption",),
    }
)


def read(path: str, data: bytes) -> Seed:
    """Read an HTML page. Raises SeedError."""
    from selectolax.lexbor import LexborHTMLParser  # loaded only where it is needed

    text, repairs = decode(path, data, is_html=True)
    refuse(path, text)
    tree = LexborHTMLParser(text)
    found = stated(tree)
    dated = _with_time_elements(found, tree)
    tree.strip_tags(list(_CODE))  # so that text can be measured
    builder = Builder(found.url)
    if tree.body is not None:
        _walk(tree.body, builder, Regions(tree))
    blocks = builder.finish()
    if not blocks:
        raise SeedError(path, "the page holds no text")
    repairs += tuple(repair for repair in builder.repairs() if repair not in repairs)
    return Seed(path, hashlib.sha256(data).hexdigest(), "html", blocks, dated, repairs)


def _events(root: Any) -> Iterator[tuple[str, Any]]:
    """("open" | "close" | "text", node) in document order, without recursion."""
    node, leaving = root, False
    while True:
        if not leaving:
            if node.tag == "-text":
                yield "text", node
            elif node.is_element_node and node.tag not in _DROPPED:
                skip = yield "open", node
                if not skip and node.first_child is not None:
                    node = node.first_child
                    continue
                yield "close", node
        elif node.is_element_node:
            yield "close", node
        if node.mem_id == root.mem_id:
            return
        leaving = node.next is None
        node = node.parent if leaving else node.next


def _walk(body: Any, builder: Builder, regions: Regions) -> None:
    events: Any = _events(body)
    event = next(events, None)
    while event is not None:
        what, node = event
        skip = None
        if what == "text":
            builder.text(node.text_content or "")
        elif what == "open":
            skip = _open(node, builder, regions)
        else:
            builder.close(node.mem_id, is_block=node.tag in _BLOCKS)
            regions.close(node)
        try:
            event = events.send(skip)
        except StopIteration:
            event = None


def _open(node: Any, builder: Builder, regions: Regions) -> bool:
    """Tell the builder of an element; True if its content is done with."""
    tag, attributes = node.tag, node.attributes
    if ("hidden" in attributes and attributes.get("hidden") != "until-found") or attributes.get(
        "aria-hidden"
    ) == "true":
        return True
    if tag == "br":
        builder.line_break()
    elif tag == "hr":
        builder.rule()
    elif tag == "table" and (block := table(node)) is not None:
        builder.add(block, regions.open(node))
        return True
    else:
        builder.open(node.mem_id, tag, attributes, regions.open(node), is_block=tag in _BLOCKS)
    return False


def _with_time_elements(found: Stated, tree: Any) -> Stated:
    """Take the publication day from marked ``time`` elements where the head of the page states none."""
    if found.date is not None:
        return found
    marked = (
        'time[pubdate], time[itemprop="datePublished"], [itemprop="datePublished"][datetime], '
        'time.entry-date, time[class*="publish"]'
    )
    days = [moment(node.attributes.get("datetime")) for node in tree.css(marked)[:20]]
    first = next(filter(None, days), None)
    return replace(found, date=first) if first else found
