"""The second reader: bytes of a seed → all of its text, by the standard library alone."""

from __future__ import annotations

import codecs
import html
import re
from html.parser import HTMLParser
from pathlib import PurePosixPath

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_MARKUP = re.compile(r"<(?:!|/?[a-zA-Z])")
_CODE = frozenset({"script", "style", "template"})
_INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins"),
        *("kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr"),
    }
)
_JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


class _Text(HTMLParser):
    """All text of a page but its code; whatever is no inline element parts words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _CODE and not self._inside:
            self._inside = tag
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""
        self._part(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.parts.append(data)

    def _part(self, tag: str) -> None:
        if tag not in _INLINE and not self._inside:
            self.parts.append("\n")


def text_of(path: str, data: bytes) -> str:
    """All text of a seed, in its order. ``path`` tells the form."""
    whole = decode(data)
    suffix = PurePosixPath(path.partition("#")[0]).suffix.lower()
    if suffix in (".txt", ".text"):
        return whole
    if suffix in (".md", ".markdown"):
        return unmarked(whole)
    visible = strip(_CDATA.sub(lambda match: html.escape(match[1]), whole))
    # Feeds carry HTML as escaped text: what is still markup after the first reading is read once more.
    return f"{visible}\n{strip(visible)}" if suffix not in (".html", ".htm") and _MARKUP.search(visible) else visible


def raw_text(data: bytes) -> str:
    """The file as it stands, references and escapes resolved: for what only metadata say."""
    whole = html.unescape(html.unescape(decode(data)))
    return _JSON_ESCAPE.sub(lambda match: chr(int(match[1], 16)), whole).replace("\\/", "/").replace('\\"', '"')


def strip(page: str) -> str:
    """Text of a piece of HTML."""
    reader = _Text()
    try:
        reader.feed(page)
        reader.close()
    except AssertionError:  # html.parser's answer to some broken declarations
        return html.unescape(re.sub(r"<[^>]*>", "\n", page))
    return "".join(reader.parts)


def unmarked(text: str) -> str:
    """Markdown without its marks: addresses of links, emphasis, escapes."""
    text = re.sub(r"!?\[((?:[^\]\\]|\\.)*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)", r"\1", text)
    return html.unescape(re.sub(r"\\(?=[!-/:-@\[-`{-~])|[*_`]", "", strip(text) if _MARKUP.search(text) else text))


def decode(data: bytes) -> str:
    """Text of the bytes: by their mark, as UTF-8, as they declare, else as windows-1252."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    declared = _DECLARED.search(data[:4096])
    name = declared[1].decode("ascii", "replace") if declared else ""
    for encoding in ("iso-2022-jp" if b"\x1b$" in data else "utf-8", name, "cp1252"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    cut = data.decode("utf-8", "ignore")
    return cut if len(cut.encode()) > len(data) - 4 else data.decode("cp1252", "replace")
