"""What the front matter of a Markdown file states: YAML between lines of hyphens, TOML between lines of plus signs.

What is no valid YAML is read line by line: a name at the beginning of a line, a colon, a value of one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from generator.articles import Stated
from generator.seeds import runs
from generator.seeds.decode import clean
from generator.seeds.stated import language_tag, moment
from generator.text import squash

_FRONT = re.compile(
    r"\s*(?:---[ \t]*\n(?P<yaml>.*?)\n(?:---|\.\.\.)|\+\+\+[ \t]*\n(?P<toml>.*?)\n\+\+\+)[ \t]*(?:\n|$)", re.DOTALL
)
_PAIR = re.compile(
    r"""^([A-Za-z_-]+):[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s\[{|>&*!"'#][^\n]*?))[ \t]*$""", re.MULTILINE
)
_LINES = re.compile(r"\s*((?:[A-Za-z][\w-]{1,20}:[ \t]+[^\s][^\n]{0,500}\n){2,20})[ \t]*\n")
"""Names and values without a line above them, as Pelican and MultiMarkdown have them."""
_TITLED = re.compile(r"^title:", re.IGNORECASE | re.MULTILINE)
_NAMED = re.compile(r"""^["']?[\w-]+["']?\s*[:=]""", re.MULTILINE)
_LINKED = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]")
"""How some tools write that a name has a page of its own."""
_MOST = 100_000
"""So many characters of front matter are read."""
_LISTED = 50


def front_of(text: str) -> tuple[int, Stated]:
    """Where the text behind the front matter begins, and what that states; 0 and nothing if there is none."""
    front = _FRONT.match(text)
    if front is None and (lines := _LINES.match(text)) and _TITLED.search(lines[1]):
        return lines.end(), _stated(dict(_pairs(lines[1])))
    source = (front["yaml"] or front["toml"] or "") if front else ""
    if front is None or (source.strip() and not _NAMED.search(source)):
        return 0, Stated()  # paragraphs between two rules
    return front.end(), _stated(_yaml(source) if front["yaml"] else _toml(source))


def _yaml(source: str) -> Mapping[str, Any]:
    from generator.yamltext import YAMLProblem, load

    values: dict[str, Any] = dict(_pairs(source[:_MOST]))
    try:
        found, _ = load(source)
    except YAMLProblem:
        return values
    for name, value in found.items() if isinstance(found, dict) else ():
        if value is None or isinstance(value, (str, list, dict)):
            values[name.lower()] = value  # numbers and dates are kept as they stand: 007 is no 7
    return values


def _pairs(source: str) -> Iterator[tuple[str, str]]:
    for match in _PAIR.finditer(source):
        yield match[1].lower(), match[2] or match[3] or match[4] or ""


def _toml(source: str) -> Mapping[str, Any]:
    import tomllib  # hardly a file needs it

    try:
        return tomllib.loads(source[:_MOST])
    except (ValueError, RecursionError):
        return {}


def _stated(values: Mapping[str, Any]) -> Stated:
    title = _first(values, "title", "headline")
    return Stated(
        titles=(title,) if title else (),
        deck=_first(values, "deck", "description", "subtitle"),
        date=moment(_first(values, "date", "published", "publishdate", "pubdate", "date_published")),
        updated=moment(_first(values, "updated", "lastmod", "modified", "last_modified", "date_modified")),
        byline=", ".join(_texts(values.get("author") or values.get("authors") or values.get("byline"))[:12]),
        section=_first(values, "section", "category", "categories"),
        language=language_tag(_first(values, "language", "lang")),
        url=runs.address(_first(values, "url", "source", "canonical_url", "canonical", "link")),
        tags=tuple(_texts(values.get("tags") or values.get("keywords"))),
    )


def _first(values: Mapping[str, Any], *names: str) -> str:
    return next((text for name in names for text in _texts(values.get(name))[:1]), "")


def _texts(value: Any) -> list[str]:
    """The texts in a value: itself, those in a list, the names of those that have one."""
    several = value if isinstance(value, list) else [value]
    texts = (item.get("name") if isinstance(item, dict) else item for item in several[:_LISTED])
    told = (text.isoformat() if isinstance(text, date) else text for text in texts)
    lines = (squash(clean(text)[0]) for text in told if isinstance(text, str))  # escapes may stand for anything
    return [line for line in (_LINKED.sub(r"\1", line) for line in lines) if line]
