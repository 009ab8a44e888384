"""Bodies, headlines and dates of saved pages, and of the same pages as plain text in two renderings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.model import Article
from tests.quality import overlap, sets, shipped

RENDERINGS = ("rp_main", "blocks")
GROUPS = ("sh", "fundus")

Articles = Mapping[str, Article | None]


def measure(data: Path) -> dict[str, float]:
    """Measure every rendering that the folder has."""
    gold = sets.rows(data, "extract_gold")
    values: dict[str, float] = {}
    for name in RENDERINGS if gold else ():
        texts = sets.rows(data, f"extract_text_{name}")
        found = {row["id"]: shipped.article(f"{row['id']}.txt", row["text"].encode()) for row in texts}
        if found:
            values |= _bodies(f"text.{name}", gold, found)
            values |= _titles(
                f"text.{name}", [row for row in gold if (row.get("title_in_text") or {}).get(name)], found
            )
    found = {name: shipped.article(f"{name}.html", page) for name, page in sets.pages(data)} if gold else {}
    return values | _pages(gold, found) if found else values


def _pages(gold: list[sets.Row], found: Articles) -> dict[str, float]:
    values = _bodies("html", gold, found)
    for group in GROUPS:
        values |= _titles(f"html.{group}", [row for row in gold if row["set"] == group], found)
    dated = [row for row in gold if row["set"] == "fundus" and row["date"]]
    if dated:
        right = (shipped.day(found.get(row["id"])) == row["date"][:10] for row in dated)
        values["html.fundus.date"] = overlap.mean(right)
    return values


def _bodies(prefix: str, gold: list[sets.Row], found: Articles) -> dict[str, float]:
    values = {}
    for group in GROUPS:
        pairs = [
            overlap.precision_and_recall(row["body"], shipped.body(found.get(row["id"])))
            for row in gold
            if row["set"] == group
        ]
        if pairs:
            values[f"{prefix}.{group}.body_f1"] = overlap.f1(pairs)
    return values


def _titles(prefix: str, gold: list[sets.Row], found: Articles) -> dict[str, float]:
    titled = [row for row in gold if row["title"]]
    if not titled:
        return {}
    right = (overlap.same_headline(row["title"], shipped.title(found.get(row["id"]))) for row in titled)
    return {f"{prefix}.title_exact": overlap.mean(right)}
