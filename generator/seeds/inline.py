"""Runs of a line of Markdown: links, emphasis, code, tags of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from generator.articles import Run
from generator.seeds import signs
from generator.seeds.decode import clean

_ADDRESS = r"(?:[^()\s]|\([^()\s]{0,300}\)){0,2000}"
_TITLE = r"""(?:[ ](?:"[^"\n]{0,200}"|'[^'\n]{0,200}'))?"""
_INLINE = re.compile(
    rf"""(?P<code>`[^`\n]{{1,500}}`)
      | \[!\[(?P<badge>[^\[\]\n]{{0,500}})\]\({_ADDRESS}{_TITLE}\)\]\({_ADDRESS}{_TITLE}\)
      | !\[(?P<alt>[^\[\]\n]{{0,500}})\]\({_ADDRESS}{_TITLE}\)
      | \[(?P<label>[^\[\]\n]{{1,500}})\]\((?P<href>{_ADDRESS}){_TITLE}\)
      | \[(?P<named>[^\[\]\n]{{1,500}})\][ ]?\[(?P<reference>[^\[\]\n]{{0,200}})\]
      | <(?P<auto>https?://[^\s<>]{{1,1900}})>
      | <a\s[^<>]{{0,1000}}?href=["'](?P<to>[^"'<>\s]{{1,1900}})["'][^<>]{{0,1000}}>(?P<anchor>[^<>\n]{{1,500}})</a>
      | <sup>(?P<above>[+−-]?[0-9]{{1,3}})</sup>
      | (?P<tag></?(?:a|abbr|b|big|blockquote|br|center|cite|del|details|div|em|figcaption|figure|font|h[1-6]|hr|i|
                  iframe|img|ins|li|mark|ol|p|q|s|section|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)(?:[\s/][^<>]{{0,1000}})?>)
      | (?<![*\w])\*\*\*(?P<strongest>[^\s*](?:[^*\n]{{0,500}}[^\s*])?)\*\*\*(?![*\w])
      | (?<![*\w])\*\*(?P<strong>[^\s*](?:[^*\n]{{0,500}}[^\s*])?)\*\*(?![*\w])
      | (?<![_\w])__(?P<bold>[^\s_](?:[^_\n]{{0,500}}[^\s_])?)__(?![_\w])
      | (?<![*\w])\*(?P<em>[^\s*](?:[^*\n]{{0,500}}[^\s*])?)\*(?![*\w])
      | (?<![_\w])_(?P<under>[^\s_](?:[^_\n]{{0,500}}[^\s_])?)_(?![_\w])
      | \\(?P<escaped>[\\`*_{{}}\[\]()>\#+\-.!|~<&"'])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PARTS = re.compile(r"</?(?:br|p|div|li|td|th|tr|h[1-6]|hr|blockquote)\b", re.IGNORECASE)
"""Tags of HTML that part words."""
_DEPTH = 3


def runs_of(text: str, addresses: Mapping[str, str]) -> Iterator[Run]:
    """The runs of a line; ``addresses`` are those of links that are named, by their names in small letters."""
    return _runs(text, addresses, Run(""), _DEPTH)


def _runs(text: str, addresses: Mapping[str, str], form: Run, depth: int) -> Iterator[Run]:
    end = 0
    for match in _INLINE.finditer(text) if depth else ():
        yield form._replace(text=_shown(text[end : match.start()]))
        end = match.end()
        inner, changed = _read(match, addresses, form)
        if changed is form:
            yield form._replace(text=inner)
        else:
            yield from _runs(inner, addresses, changed, depth - 1)
    yield form._replace(text=_shown(text[end:]))


def _shown(text: str) -> str:
    """A text with its references to characters resolved, but for those that cannot be seen."""
    return clean(unescape(text))[0] if "&" in text else text


def _read(match: re.Match[str], addresses: Mapping[str, str], form: Run) -> tuple[str, Run]:
    """The text inside a piece of markup and its format; the same format for what is text already."""
    kind = match.lastgroup or ""
    if kind == "href":
        return match["label"], form._replace(link=match["href"])
    if kind == "anchor":
        return match["anchor"], form._replace(link=unescape(match["to"]))
    if kind == "auto":
        return match["auto"], form._replace(link=match["auto"])
    if kind == "reference":
        address = addresses.get((match["reference"] or match["named"]).casefold(), "")
        return (match["named"], form._replace(link=address)) if address else (match.group(), form)
    if kind in ("badge", "alt", "tag"):
        return (" " if _PARTS.match(match.group()) else ""), form
    if kind == "above":
        return match["above"].translate(signs.ABOVE_LINE), form
    if kind in ("code", "escaped"):
        return match[kind], form
    strong, em = kind in ("strong", "bold", "strongest"), kind in ("em", "under", "strongest")
    return match[kind], form._replace(strong=form.strong or strong, em=form.em or em)
