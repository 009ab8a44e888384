"""The catalogue for programs: JSON Lines, one object a briefing; and llms.txt, which tells of it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from generator.catalogue.entry import Entry
from generator.catalogue.pack import public
from generator.catalogue.query import Listing
from generator.words import say

_MACHINES = (
    ("llms_export", "catalogue/index.json"),
    ("llms_feed", "feed.xml"),
    ("llms_sitemap", "sitemap.xml"),
)


def lines(packed: Iterable[tuple[str, str, int]], site_url: str) -> bytes:
    """One JSON object a line: the address, every field that holds something, the reading time.

    ``packed`` are address inside the site, packed fields and minutes: a year may be long, so nothing is made anew.
    """
    site = json.dumps(site_url, ensure_ascii=False)[1:-1]
    parts = (f'{{"url":"{site}{url}",{public(fields)[1:-1]},"minutes":{minutes}}}\n' for url, fields, minutes in packed)
    return "".join(parts).encode()


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
