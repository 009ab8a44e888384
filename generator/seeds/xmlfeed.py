"""RSS and Atom, as text → entries, each parsed by itself.

Declarations of entities are never followed (they can be made to explode); a name that XML does not know but
HTML does is taken as HTML means it.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from html import escape, unescape
from html.entities import html5
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from generator.articles import Stated
from generator.errors import SeedError
from generator.model import Moment
from generator.seeds.entry import Entry, shown
from generator.seeds.runs import address
from generator.seeds.stated import is_nothing, language_tag, moment, one_line

_PIECES = re.compile(r"<!\[CDATA\[|\]\]>|<!--|-->|<(/?)(?:\w{1,40}:)?(item|entry)(?=[\s/>])[^<>]*>")
_CDATA = "<![CDATA["
_CLOSERS = {_CDATA: "]]>", "<!--": "-->"}
_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)\b[^<>]*>")
_DECLARED = re.compile(r"""xmlns(?::(\w+))?\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_PREFIX = re.compile(r"</?([A-Za-z_]\w*):[\w.-]|\s([A-Za-z_]\w*):[\w.-]+\s*=\s*[\"']")
_ENTITY = re.compile(r"&(?!#\d+;|#x[0-9A-Fa-f]+;|(?:amp|lt|gt|quot|apos);)(\w{1,40};)?")
_LANGUAGE = re.compile(r"""<(?:\w+:)?language>\s*([\w-]{2,20})\s*<|\bxml:lang\s*=\s*["']([\w-]{2,20})["']""")
_AUTHOR = re.compile(
    r"<author\b[^<>]*>[^<]*(?:<(?:uri|email)\b[^<>]*>[^<]*</\w+>[^<]*){0,2}<name\b[^<>]*>([^<]*)</name>"
)
_BASE = re.compile(r"""\bxml:base\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TITLE = re.compile(r"<title\b[^<>]*>(.*?)</title>", re.DOTALL)
_OFFSET = re.compile(r"([+-]\d\d):(\d\d)$")
"""Of a zone, as ISO writes it and mail does not."""
_SPACES = {
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/": "",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
_KNOWN = {name: space for space, name in _SPACES.items() if name}
_XML = "http://www.w3.org/XML/1998/namespace"


def entries(path: str, text: str) -> Iterator[Entry | SeedError]:
    """Give the entries of a feed. Raises SeedError for what is no feed."""
    root = _ROOT.search(text[:100_000])
    if root is None:
        raise SeedError(path, "no feed: neither RSS nor Atom nor JSON Feed")
    return _entries(path, text, root)


def _entries(path: str, text: str, root: re.Match[str]) -> Iterator[Entry | SeedError]:
    spaces = {match[1] or "": match[2] or match[3] or "" for match in _DECLARED.finditer(root[0])}
    head = text[root.end() :]
    first = _PIECES.search(head)
    channel = _channel(head[: first.start()] if first else head[:50_000], root[0])
    for number, (line, piece) in enumerate(_pieces(text, root.end()), 1):
        where = f"{path}#{number}"
        if not piece:
            yield SeedError(where, f"line {line}: the entry has no end; the file is cut off or broken")
            continue
        try:
            element = ET.fromstring(_wrapped(piece, spaces))[0]
        except (ET.ParseError, RecursionError, IndexError, ValueError) as error:
            yield SeedError(where, f"line {line}: the entry is no XML ({error}); mend it or leave it out")
            continue
        yield _entry(element, channel, piece.encode(errors="replace"))


def _pieces(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Line and source of each entry; an empty source where its end is missing."""
    opened, line, counted, waiting = -1, 1, 0, ""
    for match in _PIECES.finditer(text, start):
        token = match[0]
        if waiting or match[2] is None:
            waiting = _CLOSERS.get(token, "") if not waiting else "" if token == waiting else waiting
        elif match[1]:
            if opened >= 0:
                yield line, text[opened : match.end()]
            opened = -1
        elif not token.endswith("/>"):
            if opened >= 0:
                yield line, ""
            line += text.count("\n", counted, match.start())
            opened = counted = match.start()
    if opened >= 0:
        yield line, ""


def _wrapped(piece: str, spaces: dict[str, str]) -> str:
    """One entry as a document of its own, with every prefix declared and no entity that XML does not know."""
    used = sorted({element or attribute for element, attribute in _PREFIX.findall(piece)})
    declared = {prefix: spaces.get(prefix) or _KNOWN.get(prefix) or f"urn:{prefix}" for prefix in used}
    declared.pop("xml", None)
    declared.pop("xmlns", None)
    names = "".join(f' xmlns:{prefix}="{escape(space)}"' for prefix, space in declared.items())
    if spaces.get(""):
        names += f' xmlns="{escape(spaces[""])}"'
    first, *rest = piece.split(_CDATA)
    parts = [_ENTITY.sub(_as_character, first)]
    for part in rest:
        verbatim, closer, after = part.partition("]]>")
        parts.append(f"{_CDATA}{verbatim}{closer}{_ENTITY.sub(_as_character, after)}")
    return f"<one{names}>{''.join(parts)}</one>"


def _as_character(match: re.Match[str]) -> str:
    known = html5.get(match[1] or "")
    return escape(known) if known else f"&amp;{match[1] or ''}"


def _channel(head: str, root: str) -> Stated:
    title = _TITLE.search(head)
    language = _LANGUAGE.search(head) or _LANGUAGE.search(root)
    name = re.sub(r"<!\[CDATA\[(.*?)\]\]>", r"\1", title[1], flags=re.DOTALL) if title else ""
    name = name if "<" in name else unescape(name)
    author = _AUTHOR.search(head) if "/Atom" in root else None  # of all entries that name no other
    base = _BASE.search(root)
    return Stated(
        site=one_line(name)[:200],
        language=language_tag(language[1] or language[2]) if language else "",
        byline=one_line(author[1])[:200] if author else "",
        url=address(unescape(base[1] or base[2])) if base else "",
    )


def _entry(element: ET.Element, channel: Stated, source: bytes) -> Entry:
    found: dict[str, list[ET.Element]] = {}
    for child in element:
        found.setdefault(_name(child), []).append(child)
    url = _link(found)
    base = element.get(f"{{{_XML}}}base") or ""
    title = one_line(_first(found, "title", "dc:title"))
    stated = Stated(
        titles=(title,) if title else (),
        date=_moment(_first(found, "pubDate", "published", "dc:date", "dcterms:created", "dcterms:issued")),
        updated=_moment(_first(found, "updated", "dcterms:modified")),
        byline=_authors(found) or channel.byline,
        language=language_tag(element.get(f"{{{_XML}}}lang") or "") or channel.language,
        url=address(url, urljoin(channel.url, base)) if url else "",
        site=channel.site,
        tags=tuple(dict.fromkeys(filter(None, map(_category, found.get("category", []))))),
    )
    key = _first(found, "guid", "id") or url or title or source.decode(errors="replace")
    return Entry(key.strip(), stated, *_texts(found), source)


def _name(element: ET.Element) -> str:
    space, _, local = element.tag[1:].rpartition("}") if element.tag.startswith("{") else ("", "", element.tag)
    known = _SPACES.get(space, space.rpartition(":")[2] if space else "")
    return local if known in ("", "atom") else f"{known}:{local}"


def _texts(found: dict[str, list[ET.Element]]) -> tuple[str, str]:
    """The article as HTML if the entry has all of it, and what it has else."""
    content = next(
        filter(None, (_markup(item) for item in found.get("content:encoded", []) + found.get("content", []))), ""
    )
    summary = next(
        filter(None, (_markup(item) for item in found.get("description", []) + found.get("summary", []))), ""
    )
    return content, summary


def _markup(element: ET.Element) -> str:
    kind = (element.get("type") or "html").lower()
    if element.get("src"):
        return ""
    if (element.get("mode") or "").lower() == "base64":
        return _unpacked(element.text or "")
    if "/" in kind and not (kind.startswith("text/") or kind.endswith(("xml", "html"))):
        return ""  # bytes of a picture, a sound …
    if kind in ("xhtml", "application/xhtml+xml") or len(element):
        inner = "".join(ET.tostring(child, "unicode", "html") for child in element)
        return re.sub(r"(</?)\w+:", r"\1", (element.text or "") + inner)
    text = element.text or ""
    return shown(text) if kind in ("text", "text/plain") else text


def _unpacked(packed: str) -> str:
    """The text that was packed as letters and figures; empty if it is none."""
    try:
        return b64decode(packed).decode("utf-8")
    except ValueError:
        return ""


def _first(found: dict[str, list[ET.Element]], *names: str) -> str:
    for name in names:
        for element in found.get(name, []):
            text = "".join(element.itertext()).strip()
            if text:
                return text
    return ""


def _link(found: dict[str, list[ET.Element]]) -> str:
    for element in found.get("link", []):
        if element.get("href") and element.get("rel", "alternate") == "alternate":
            return element.get("href") or ""
    text = _first(found, "link")
    guid = next((item for item in found.get("guid", []) if item.get("isPermaLink", "true") == "true"), None)
    return text or ((guid.text or "").strip() if guid is not None else "")


def _authors(found: dict[str, list[ET.Element]]) -> str:
    names = []
    for element in found.get("dc:creator", []) + found.get("author", []):
        named = next((child.text or "" for child in element if _name(child) == "name"), element.text or "")
        in_brackets = re.search(r"\S+@\S+\s+\(([^()]+)\)", named)  # RSS: "address (name)"
        name = one_line(in_brackets[1] if in_brackets else named)
        if name and "@" not in name:
            names.append(name)
    return ", ".join(dict.fromkeys(names))


def _category(element: ET.Element) -> str:
    return one_line(element.get("label") or element.get("term") or element.text or "")[:100]


def _moment(text: str) -> Moment | None:
    """Read an ISO date, or one of mail headers as RSS has it; a time without its offset gives the day alone."""
    stated = moment(text)
    if stated is not None or not text:
        return stated
    text = _OFFSET.sub(r"\1\2", unescape(text).strip())
    try:
        read = parsedate_to_datetime(text if ":" in text else f"{text} 00:00")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if str(read.year) not in text and read.year >= 2050:
        read = read.replace(year=read.year - 100)  # two figures from 50 on mean the century before
    if not 1600 <= read.year <= 2200 or is_nothing(read):
        return None
    if read.tzinfo is None:
        # "-0000" says: this is UTC, and nothing is known of the place.
        return read.replace(tzinfo=UTC) if text.rstrip().endswith("-0000") else _day(read)
    return read


def _day(read: datetime) -> date:
    return date(read.year, read.month, read.day)
