"""Entries → the files of the index, canonical: the same entries give the same bytes.

``meta.json`` names the shards and the average field lengths (BM25F needs them); ``docs-<k>.json`` holds what a
result shows, a hundred documents a file; ``terms-<shard>.json`` maps terms to postings
``[document, in title, in summary and names, in body, words of the document]``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from generator.catalogue.entry import Entry
from generator.model import FrontMatter, Taxonomy
from generator.search.tokens import shard, terms

DOCUMENTS_A_FILE = 100
VERSION = 1


def counted(front: FrontMatter, paragraphs: Iterable[str]) -> str:
    """How often each term stands in the title, in summary and names, and in the body, as JSON.

    The labels of tags are left to ``index``: they belong to the taxonomy.
    """
    about = [front.deck, front.summary, front.dateline, *front.places, *front.people, *front.organizations]
    counts = [Counter(terms(text)) for text in (front.title, " \n ".join(about), " \n ".join(paragraphs))]
    found = {term: [count[term] for count in counts] for term in counts[0] | counts[1] | counts[2]}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def index(entries: Iterable[tuple[Entry, str, list[str]]], taxonomy: Taxonomy) -> Iterator[tuple[str, bytes]]:
    """Make the files of the index: (address inside the site, bytes).

    ``entries`` are listed entries in order, each with its ``counted`` terms and what a result shows of it:
    url, title, date, place, summary, language.
    """
    shards: dict[str, dict[str, list[list[int]]]] = {}
    lengths = [0, 0, 0]
    total = 0
    page: list[list[str]] = []
    for number, (entry, packed, shown) in enumerate(entries):
        counts = _with_labels(json.loads(packed or "{}"), entry.front, taxonomy)
        sizes = [sum(count[at] for count in counts.values()) for at in range(3)]
        lengths = [one + size for one, size in zip(lengths, sizes, strict=True)]
        for term, count in counts.items():
            shards.setdefault(shard(term), {}).setdefault(term, []).append([number, *count, sum(sizes)])
        page.append(shown)
        total += 1
        if len(page) == DOCUMENTS_A_FILE:
            yield f"search/docs-{number // DOCUMENTS_A_FILE}.json", _json(page)
            page = []
    if page:
        yield f"search/docs-{total // DOCUMENTS_A_FILE}.json", _json(page)
    for name, postings in shards.items():
        yield f"search/terms-{name}.json", _json(dict(sorted(postings.items())))
    average = [round(length / max(1, total), 2) for length in lengths]
    yield "search/meta.json", _json({"v": VERSION, "n": total, "avg": average, "shards": sorted(shards, key=int)})


def _with_labels(counts: dict[str, list[int]], front: FrontMatter, taxonomy: Taxonomy) -> Mapping[str, list[int]]:
    for tag in front.tags:
        if tag in taxonomy.by_slug:
            for term in _label_terms(taxonomy.by_slug[tag].label):
                counts.setdefault(term, [0, 0, 0])[1] += 1
    return counts


@lru_cache(maxsize=4096)
def _label_terms(label: str) -> tuple[str, ...]:
    return tuple(terms(label))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
