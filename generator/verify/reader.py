"""The second reader: bytes of a seed → all of its text, by the standard library alone.

Only what encoding bytes are in that say nothing of it is told as for the first reader.
"""

from __future__ import annotations

import codecs
import html
import json
import re
from base64 import b64decode
from pathlib import PurePosixPath

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_PACKED = re.compile(r"""(<[^<>]*\bmode\s*=\s*["']base64["'][^<>]*>)([A-Za-z0-9+/=\s]+)""")
"""Text of a feed that is packed as letters and figures."""
_ALIASES = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"), "cp1252"),
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "big5": "big5hkscs",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
}
"""The larger encodings that browsers read for those that pages declare."""
_MARKUP = re.compile(r"<(?:!|/?[a-zA-Z])")
_INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins"),
        *("kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr"),
    }
)
_JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_GLUED = _INLINE | {f"/{name}" for name in _INLINE} | {""}
"""What may stand inside a word: inline elements and, without a name, comments."""
_ATTRIBUTES = r"""[^>=]*+(?:=\s*+(?:"[^"]*+"|'[^']*+'|)[^>=]*+)*+>"""
_TOKEN = re.compile(
    rf"""(?: <(?: (?i:(script|style|template)(?=[\s/>]){_ATTRIBUTES}[^<]*+(?:<(?!/\1[\s/>])[^<]*+)*+)
                | !--(?:-?>|.*?(?:--!?>|\Z))
                | !\[CDATA\[(?P<verbatim>.*?)(?:\]\]>|\Z)
                | (?P<tag>/?[a-zA-Z][^\s/>]*+){_ATTRIBUTES}
                | [!?/][^>]*+(?:>|\Z)
                | [a-zA-Z].*
                )
           | \A)
        (?P<text>[^<]*+(?:<(?![a-zA-Z!?/])[^<]*+)*+)""",
    re.VERBOSE | re.DOTALL,
)
"""Code and what is in it, a comment, a tag, or whatever else is no text, and the text behind it.

What is not closed goes on to the end; no part is looked at twice, so the time is linear in the length.
"""


def text_of(path: str, whole: str) -> str:
    """All text of a seed, in its order. ``path`` tells the form."""
    suffix = PurePosixPath(path.partition("#")[0]).suffix.lower()
    if suffix in (".txt", ".text"):
        return whole
    if suffix in (".md", ".markdown"):
        return unmarked(whole)
    visible = strip(_values(whole) if suffix == ".json" else _PACKED.sub(_unpacked, whole))
    # Feeds carry HTML as escaped text: what is still markup after the first reading is read once more.
    is_again = suffix not in (".html", ".htm") and ("&" in visible or _MARKUP.search(visible))
    return f"{visible}\n{strip(visible)}" if is_again else visible


def _unpacked(match: re.Match[str]) -> str:
    try:
        return match[1] + html.escape(b64decode(match[2]).decode("utf-8"))
    except ValueError:
        return match[0]


def _values(feed: str) -> str:
    """Every text of a JSON file, in its order; the file as it stands where it is no JSON."""
    try:
        waiting = [json.loads(feed)]
    except (ValueError, RecursionError):
        return feed
    texts: list[str] = []
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, (dict, list)):
            waiting += reversed(list(value.values()) if isinstance(value, dict) else value)
    return "\n".join(texts)


def raw_text(whole: str) -> str:
    """All of a file, references and escapes resolved: for what only metadata say."""
    whole = html.unescape(html.unescape(whole))
    return _JSON_ESCAPE.sub(lambda match: chr(int(match[1], 16)), whole).replace("\\/", "/").replace('\\"', '"')


_UNSAID = re.compile(r"<(del|s|strike)(?:\s[^<>]*)?>[^<>]{0,300}</\1\s*>|<(?:rt|rp)(?:\s[^<>]*)?>[^<>]*", re.IGNORECASE)
"""What is struck out, and how a word is pronounced."""


def strip(page: str) -> str:
    """Text of a piece of HTML that its readers see as said, without its code."""
    return _bare(_UNSAID.sub("", page))


def _bare(page: str) -> str:
    """All text between tags; whatever is no inline element parts words."""
    parts: list[str] = []
    for _, verbatim, tag, text in _TOKEN.findall(page):
        if tag.lower() not in _GLUED:
            parts.append("\n")
        parts.append(verbatim)
        parts.append(html.unescape(text) if "&" in text else text)
    return "".join(parts)


def unmarked(text: str) -> str:
    """Markdown without its marks: addresses of links, emphasis, escapes."""
    text = _unlinked(text) if "](" in text else text
    text = _NAMED.sub(r"\1", text) if "][" in text or "] [" in text else text
    text = _ALONE.sub(r"\1", text) if "<http" in text else text
    text = _bare(_NO_TAG.sub("&lt;", text)) if _MARKUP.search(text) else text
    return html.unescape(re.sub(r"\\(?=[!-/:-@\[-`{-~\n])|[*_`]|(?m:^\s{0,3}(?:>\s?)+)", "", text))


_ALONE = re.compile(r"<(https?://[^\s<>]{1,2000})>")
"""A link that is its own text."""
_NO_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]{0,1000}>|!--)")
"""What is no markup in Markdown: a tag that does not end, or not before the next one."""
_NAMED = re.compile(r"\[([^\[\]\n]{1,500})\] ?\[[^\[\]\n]{0,200}\]")
"""A link whose address stands elsewhere."""
_LABEL = re.compile(r"(?:[^\]\\]|\\.)*+")
_ADDRESS = re.compile(r"\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")


def _unlinked(text: str) -> str:
    """Links and pictures without their addresses. Behind a bracket that begins none the next label is looked for."""
    parts, done, at = [], 0, text.find("[")
    while at >= 0:
        end = _LABEL.match(text, at + 1).end()  # type: ignore[union-attr]  # it matches nothing, too
        if address := _ADDRESS.match(text, end):
            begin = at - 1 if at > done and text[at - 1] == "!" else at
            parts += [text[done:begin], text[at + 1 : end]]
            done = end = address.end()
        at = text.find("[", end)
    return "".join([*parts, text[done:]])


def decode(data: bytes) -> str:
    """Text of the bytes: by their mark, as UTF-8, as they declare, else as windows-1252."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if b"\0" in data:
        return _undeclared(data)
    declared = _DECLARED.search(data[:4096])
    name = declared[1].decode("ascii", "replace") if declared else ""
    name = _ALIASES.get(name.lower(), name)
    for encoding in ("iso-2022-jp" if b"\x1b" in data and b"\x1b$" in data else "utf-8", name):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _undeclared(data)


def _undeclared(data: bytes) -> str:
    """The text of bytes that do not say what they are, as their letters tell; else as windows-1252 or UTF-8 with it."""
    from generator.seeds import guess  # what tells encodings apart is no parser; few files need it

    for encoding in (guess.wide(data) if b"\0" in data else guess.narrow(data), "cp1252"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    # UTF-8 with single bytes of windows-1252 in it; a letter that is cut off at the end is left out.
    return codecs.getincrementaldecoder("utf-8")(_WESTERN).decode(data)


_WESTERN = "briefing-western"


def _western(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_WESTERN, _western)
