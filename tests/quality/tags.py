"""The terms a briefing is found by, against the key phrases and tags that people and publishers gave.

A term is what the converter writes: the labels of the tags, then people, organisations and places. (Key phrases of a
crowd are mostly wordings of the text; a controlled vocabulary has few of them, so the agreement is low by nature.)
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from generator import taxonomy
from generator.enrich import enrich
from generator.model import Taxonomy
from generator.text import squash
from tests.quality.articles import article_of
from tests.quality.sets import rows

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SUFFIX = re.compile(r"(?:ies|es|s|ing|ed)$")
_CONTENT = Path(__file__).parents[2] / "content"


def measure(data: Path) -> dict[str, float]:
    """``tags.kpcrowd.f1_10`` and ``tags.fundus_en.f1_5``: mean F1 of the first ten and five terms."""
    crowd = [(row["keys"], _terms("", row["text"])) for row in rows(data, "kp_kpcrowd") if row.get("keys")]
    pages = [
        (row["tags"], _terms(row.get("title") or "", row["body"]))
        for row in rows(data, "extract_gold")
        if row.get("tags") and row["set"] == "fundus" and row["lang"].startswith("en")
    ]
    values = {"tags.kpcrowd.f1_10": _mean(crowd, 10), "tags.fundus_en.f1_5": _mean(pages, 5)}
    return {name: value for name, value in values.items() if value is not None}


@cache
def _taxonomy() -> Taxonomy:
    return taxonomy.load(_CONTENT)


def _terms(title: str, text: str) -> list[str]:
    """What the briefing of a text is found by, the surest first."""
    found = enrich(article_of(title, [squash(part) for part in text.split("\n") if part.strip()]), _taxonomy())
    labels = [_taxonomy().by_slug[slug].label for slug in found.tags]
    return [*labels, *found.people, *found.organizations, *found.places]


def _mean(pairs: list[tuple[list[str], list[str]]], first: int) -> float | None:
    scores = [score for wanted, given in pairs if (score := _f1(wanted, given, first)) is not None]
    return sum(scores) / len(scores) if scores else None


def _f1(wanted: list[str], given: list[str], first: int) -> float | None:
    gold = {stems for phrase in wanted if (stems := _stems(phrase))}
    terms = list(dict.fromkeys(stems for term in given if (stems := _stems(term))))
    if not gold:
        return None
    hits = len(gold.intersection(terms[:first]))
    precision, recall = hits / max(1, min(first, len(terms))), hits / len(gold)
    return 2 * precision * recall / (precision + recall) if hits else 0.0


def _stems(phrase: Any) -> tuple[str, ...]:
    return tuple(_SUFFIX.sub("", word) if len(word) > 4 else word for word in _WORD.findall(str(phrase).lower()))
