"""Bodies, headlines and dates of saved pages, and of the same pages as plain text in two renderings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.articles import Article
from tests.quality import overlap, sets, shipped

RENDERINGS = ("rp_main", "blocks")
GROUPS = ("sh", "fundus")

Articles = Mapping[str, Article | None]


def measure(data: Path) -> dict[str, float]:
    """Measure every rendering that the folder has."""
    gold = sets.rows(data, "extract_gold")
    values: dict[str, float] = {}
    for form, found in _forms(data) if gold else ():
        values |= _bodies(form, gold, found)
        if form == "html":
            values |= _pages(gold, found)
        else:
            rendering = form.removeprefix("text.")
            titled = [row for row in gold if (row.get("title_in_text") or {}).get(rendering)]
            values |= _titles(form, titled, found)
    return values


def worst(data: Path, number: int) -> Iterator[str]:
    """Name the pages of each set whose bodies are found worst: F1, precision, recall, id."""
    gold = sets.rows(data, "extract_gold")
    for form, found in _forms(data) if gold else ():
        for group in GROUPS:
            listed = [(*_scores(row, found), row["id"]) for row in gold if row["set"] == group]
            yield f"{form}.{group}: F1, precision, recall of the {number} worst of {len(listed)}"
            yield from (f"  {f1:.3f}  {p:.3f}  {r:.3f}  {name}" for f1, p, r, name in sorted(listed)[:number])


def _scores(row: sets.Row, found: Articles) -> tuple[float, float, float]:
    pair = overlap.precision_and_recall(row["body"], shipped.body(found.get(row["id"])))
    return overlap.f1([pair]), pair[0] or 0.0, pair[1] or 0.0


def _forms(data: Path) -> Iterator[tuple[str, Articles]]:
    """Each form in which the folder has the pages, with the articles found in it."""
    for name in RENDERINGS:
        texts = sets.rows(data, f"extract_text_{name}")
        if texts:
            yield (
                f"text.{name}",
                {row["id"]: shipped.article(f"{row['id']}.txt", row["text"].encode()) for row in texts},
            )
    found = {name: shipped.article(f"{name}.html", page) for name, page in sets.pages(data)}
    if found:
        yield "html", found


def _pages(gold: list[sets.Row], found: Articles) -> dict[str, float]:
    values: dict[str, float] = {}
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
