"""Feeds → Seeds: RSS, Atom and JSON Feed; every entry an article, read by itself.

Entries are cut out of the file before they are parsed, so that one that is broken, or a file that ends too
early, does not take the others with it. What a feed gives only in part is marked as an excerpt.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from generator.articles import Block, Repair, Seed, Stated
from generator.errors import SeedError
from generator.prose import words
from generator.seeds import html, xmlfeed
from generator.seeds.decode import clean, decode
from generator.seeds.entry import Entry, shown
from generator.seeds.runs import address
from generator.seeds.stated import language_tag, moment, one_line
from generator.text import slugify, squash

MAX_ENTRIES = 5_000
_FULL_WORDS = 200
"""A description of so many words is taken for the whole article."""
_CUT_OFF = re.compile(
    r"(?:\[\s*(?:…|\.\.\.|&#8230;)\s*\]|…|\.\.\.|(?:read|continue reading|weiterlesen|lire la suite)\b.{0,60})\s*$",
    re.I,
)

_ESCAPED = re.compile(r"&lt;(?:p|div|br)\b[^<>&]{0,200}(?:>|&gt;)")
"""A tag that is text."""


def read_all(path: str, data: bytes) -> Iterator[Seed | SeedError]:
    """Read every entry of a feed, in its order; an entry that cannot be read is given as its error."""
    try:
        text, repairs = decode(path, data)
        entries = _json(path, text) if text.lstrip().startswith("{") else xmlfeed.entries(path, text)
    except SeedError as error:
        yield error
        return
    seen: set[str] = set()
    number = 0
    for number, entry in enumerate(entries, 1):
        if isinstance(entry, SeedError):
            yield entry
            continue
        if number > MAX_ENTRIES:
            yield SeedError(path, f"the feed has more than {MAX_ENTRIES:,} entries; the rest is not read")
            return
        try:
            yield _seed(_named(path, entry, seen), entry, repairs)
        except SeedError as error:
            yield error
    if not number:
        yield SeedError(path, "the feed has no entries")


def _named(path: str, entry: Entry, seen: set[str]) -> str:
    """Name an entry by what it is known by, so that it keeps its name when newer ones come before it."""
    digest = hashlib.sha256(entry.key.encode(errors="replace")).hexdigest()[:8]
    last = entry.key.rstrip("/").rpartition("/")[2]
    name = "-".join(filter(None, [slugify(last, 40), digest]))
    while name in seen:
        name += "-again"
    seen.add(name)
    return f"{path}#{name}"


def _seed(path: str, entry: Entry, repairs: tuple[Repair, ...]) -> Seed:
    full, is_excerpt = entry.content, False
    if not full:
        full = entry.summary
        plain = squash(re.sub(r"<[^<>]{0,2000}>", " ", full))
        is_excerpt = len(words(plain[:20_000])) < _FULL_WORDS or _CUT_OFF.search(plain[-120:]) is not None
    if not full.strip():
        raise SeedError(path, "the entry has no text")
    blocks, cleaned = _blocks(path, full)
    notes = (*repairs, *cleaned, *((Repair("excerpt"),) if is_excerpt else ()))
    return Seed(path, hashlib.sha256(entry.source).hexdigest(), "feed", blocks, entry.stated, notes)


def _blocks(path: str, source: str) -> tuple[tuple[Block, ...], tuple[Repair, ...]]:
    if "<" not in source and "&" not in source:
        source, repairs = clean(source)  # what escapes of JSON and references of XML stand for was not there before
        parts = re.split(r"\n\s*\n", source)
        return tuple(Block(squash(part)) for part in parts if part.strip()), tuple(repairs)
    if "<" not in source and _ESCAPED.search(source):
        source = unescape(source)  # it was escaped once more than it should have been
    _, blocks, cleaned = html.page(path, source)
    return blocks, cleaned


def _json(path: str, text: str) -> Iterator[Entry | SeedError]:
    try:
        feed = json.loads(text)
    except ValueError as error:
        line = getattr(error, "lineno", 0)
        raise SeedError(path, f"line {line}: no JSON; save the feed again") from error
    except RecursionError as error:
        raise SeedError(path, "the feed nests its values too deeply") from error
    items = feed.get("items")
    if not isinstance(items, list):
        raise SeedError(path, 'no JSON Feed: it has no list "items"')
    return (_json_entry(path, number, item, feed) for number, item in enumerate(items, 1))


def _json_entry(path: str, number: int, item: Any, feed: dict[str, Any]) -> Entry | SeedError:
    if not isinstance(item, dict):
        return SeedError(f"{path}#{number}", "the entry is no JSON object")
    url = address(one_line(_text(item, "url") or _text(item, "external_url")))
    authors = item.get("authors") or feed.get("authors") or [item.get("author")]
    names = (
        [one_line(_text(author, "name")) for author in authors if isinstance(author, dict)]
        if isinstance(authors, list)
        else []
    )
    tags = item.get("tags")
    stated = Stated(
        titles=tuple(filter(None, [one_line(_text(item, "title"))])),
        date=moment(_text(item, "date_published")),
        updated=moment(_text(item, "date_modified")),
        byline=", ".join(filter(None, names)),
        language=language_tag(_text(item, "language")) or language_tag(_text(feed, "language")),
        url=url,
        site=one_line(_text(feed, "title")),
        tags=tuple(one_line(tag) for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else (),
    )
    content = _text(item, "content_html") or shown(_text(item, "content_text"))
    key = _text(item, "id") or str(item.get("id") or "") or url or _text(item, "title") or str(number)
    source = json.dumps(item, ensure_ascii=False, sort_keys=True).encode(errors="replace")
    return Entry(key, stated, content, shown(_text(item, "summary")), source)


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""
