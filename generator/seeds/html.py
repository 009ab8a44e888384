"""HTML pages → Seeds: the page's text as blocks with kind, region, links and emphasis.

selectolax (lexbor) parses as browsers do, so no markup slips through as text; nothing of it is kept but text,
http(s) links and emphasis. Pages built to exhaust a parser are refused before they are parsed.
"""

from __future__ import annotations

import hashlib
import re
from codecs import BOM_UTF8
from dataclasses import replace
from typing import Any

from generator.articles import Block, Repair, Seed, Stated
from generator.errors import SeedError
from generator.seeds import apart, markup, regions
from generator.seeds.decode import Cleaner, decode
from generator.seeds.hostile import refuse
from generator.seeds.names import RAW
from generator.seeds.preformatted import preformatted
from generator.seeds.runs import address
from generator.seeds.stated import moment, stated
from generator.seeds.tables import table

_SAVED = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://\S+)")
_RAW = ", ".join(RAW)
_NO_EVENTS = 1
"""``LexborDocumentOptions.WO_EVENTS``, by its number: the parser copies nothing of a page into another place of it."""


def read(path: str, data: bytes) -> Seed:
    """Read an HTML page. Raises SeedError."""
    text, repairs = decode(path, data, is_html=True)
    is_as_read = not repairs and not data.startswith(BOM_UTF8)
    found, blocks, cleaned = page(path, text, data if is_as_read else None)
    return Seed(path, hashlib.sha256(data).hexdigest(), "html", blocks, found, repairs + cleaned)


def page(path: str, text: str, data: bytes | None = None) -> tuple[Stated, tuple[Block, ...], tuple[Repair, ...]]:
    """Give what a page, or a piece of one, states, its blocks, and what was mended. Raises SeedError.

    ``data`` is the text as UTF-8, if at hand: the parser would encode it again.
    """
    from selectolax.lexbor import LexborHTMLParser  # loaded only where it is needed

    refuse(path, text)
    tree = LexborHTMLParser(text if data is None else data, options=_NO_EVENTS)
    found = stated(tree)
    dated = _with_time_elements(found if found.url else replace(found, url=_saved_from(text)), tree)
    _strip(tree)
    cleaner = Cleaner()
    read: list[Block] = []
    believed = apart.most(tree)
    if believed:
        apart.menus(tree, believed, read)
    _add_tables(tree, read)
    source = tree.body.html if tree.body is not None else ""
    walk = markup.Walk(read, cleaner, believed)
    walk.over(source or "")
    if not walk.found:
        raise SeedError(path, "the page holds no text")
    return dated, regions.settled(walk), cleaner.repairs()


def _saved_from(text: str) -> str:
    """The address that browsers and their extensions write into a page that they save; empty if there is none."""
    top = text[:2000]
    saved = _SAVED.search(top) if "saved" in top else None
    return address(saved[1]) if saved else ""


def _strip(tree: Any) -> None:
    """Take out what is not escaped when a page is serialised, or is no text: the head first, which holds much of it."""
    if tree.head is not None:
        tree.head.decompose()
    for node in reversed(tree.css(_RAW)):  # the inner ones first: those around them take them along
        node.decompose()


def _add_tables(tree: Any, found: list[Block]) -> None:
    """Read the tables of data, and the texts whose line ends count, and set them apart."""
    nodes = tree.css("table, pre")
    for node in [node for node in nodes if node.tag == "table"]:
        blocks = table(node)
        if blocks:
            apart.set_apart(node, found, *blocks)
    inside: set[int] = set()  # of others, which are read with them
    for node in [node for node in nodes if node.tag == "pre"]:
        if node.mem_id not in inside:
            inside.update([inner.mem_id for inner in node.css("pre")])
            if blocks := preformatted(node):
                apart.set_apart(node, found, *blocks)


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
