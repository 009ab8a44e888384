"""The catalogue for programs: JSON Lines, one object a briefing; and llms.txt, which tells of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from generator.catalogue.entry import Entry
from generator.catalogue.query import Listing
from generator.model import Correction, FrontMatter, Image, Quote, Source
from generator.words import say

_LEFT_OUT = ("status", "publish_at", "pinned", "aliases", "summary_by")
_FIELDS = tuple(field.name for field in fields(FrontMatter) if field.name not in _LEFT_OUT)

_PARTS = {kind: tuple(field.name for field in fields(kind)) for kind in (Source, Quote, Correction, Image)}

_MACHINES = (
    ("llms_export", "catalogue/index.json"),
    ("llms_feed", "feed.xml"),
    ("llms_sitemap", "sitemap.xml"),
)


def lines(entries: Iterable[Entry], site_url: str) -> bytes:
    """One JSON object a line: the address, the reading time, and every field that holds something."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    return "".join(encode(_object(entry, site_url)) + "\n" for entry in entries).encode()


def _object(entry: Entry, site_url: str) -> dict[str, Any]:
    values = ((name, getattr(entry.front, name)) for name in _FIELDS)
    known = {name: value if type(value) is str else _plain(value) for name, value in values if value}
    return {"url": site_url + entry.url, **known, "minutes": entry.minutes}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [item if type(item) is str else _plain(item) for item in value]
    names = _PARTS.get(type(value))
    return {name: _plain(part) for name in names if (part := getattr(value, name))} if names else value


def summary(counts: Iterable[tuple[str, int]], site_url: str) -> bytes:
    """The list of the export's files with the number of briefings in each."""
    files = [{"url": f"{site_url}catalogue/{name}.jsonl", "briefings": count} for name, count in counts]
    return (json.dumps({"files": files}, indent=1) + "\n").encode()


def llms(name: str, description: str, site_url: str, newest: Iterable[Entry], topics: Iterable[Listing]) -> bytes:
    """llms.txt: what the site is and where its contents stand, as Markdown."""
    parts = [f"# {_line(name)}", f"> {_line(description)}" if description else ""]
    parts += [
        say("llms_promise"),
        "## " + say("llms_catalogue"),
        "\n".join(f"- [{say(what)}]({site_url}{file})" for what, file in _MACHINES),
        "## " + say("llms_topics"),
        "\n".join(f"- [{_line(topic.label)}]({site_url}{topic.url}): {topic.count}" for topic in topics),
        "## " + say("llms_newest"),
        "\n".join(f"- [{_line(entry.front.title)}]({site_url}{entry.url})" for entry in newest),
    ]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _line(text: str) -> str:
    return " ".join(text.split()).replace("[", "(").replace("]", ")")
