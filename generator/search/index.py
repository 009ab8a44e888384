"""Entries → the files of the index, canonical: the same entries give the same bytes.

``meta.json`` names the shards and the average field lengths (BM25F needs them); ``docs-<k>.json`` holds what a
result shows, a hundred documents a file; ``terms-<shard>.json`` maps terms to postings
``[document, in title, in summary and names, in body, words of the document]``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from generator.catalogue.collect import Catalogue, Entry
from generator.search.tokens import shard, terms

DOCUMENTS_A_FILE = 100
VERSION = 1


def index(catalogue: Catalogue, shown: Mapping[str, list[str]]) -> Iterator[tuple[str, bytes]]:
    """Make the files of the index: (address inside the site, bytes).

    ``shown`` maps each slug to what a result shows: url, title, date, place, summary, language.
    """
    entries = catalogue.listed
    shards: dict[str, dict[str, list[list[int]]]] = {}
    lengths = [0, 0, 0]
    for number, entry in enumerate(entries):
        counts = [Counter(terms(text)) for text in _fields(entry, catalogue)]
        sizes = [sum(count.values()) for count in counts]
        lengths = [total + size for total, size in zip(lengths, sizes, strict=True)]
        for term in counts[0] | counts[1] | counts[2]:
            posting = [number, *(count[term] for count in counts), sum(sizes)]
            shards.setdefault(shard(term), {}).setdefault(term, []).append(posting)
    for first in range(0, len(entries), DOCUMENTS_A_FILE):
        part = entries[first : first + DOCUMENTS_A_FILE]
        yield (
            f"search/docs-{first // DOCUMENTS_A_FILE}.json",
            _json([shown[entry.front.slug] for entry in part]),
        )
    for name, postings in shards.items():
        yield f"search/terms-{name}.json", _json(dict(sorted(postings.items())))
    average = [round(total / max(1, len(entries)), 2) for total in lengths]
    yield (
        "search/meta.json",
        _json({"v": VERSION, "n": len(entries), "avg": average, "shards": sorted(shards, key=int)}),
    )


def _fields(entry: Entry, catalogue: Catalogue) -> tuple[str, str, str]:
    front = entry.front
    labels = [catalogue.taxonomy.by_slug[tag].label for tag in front.tags if tag in catalogue.taxonomy.by_slug]
    about = [
        front.deck,
        front.summary,
        front.dateline,
        *labels,
        *front.places,
        *front.people,
        *front.organizations,
    ]
    return front.title, " \n ".join(about), " \n ".join(entry.rendered.paragraphs.values())


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
