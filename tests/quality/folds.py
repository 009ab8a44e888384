"""Cross-validation by publisher: what the hand-set numbers give on publishers that had no part in setting them.

``python -m tests.quality.folds FOLDER``: the publishers are dealt into five folds; for each fold the numbers of
the grid are chosen on the other four and measured on it. What is printed is held-out, fold by fold.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

from generator.errors import SeedError
from generator.extract import body, extract
from generator.model import Seed
from generator.seeds import read
from tests.quality import overlap, sets, shipped

FOLDS = 5
GRID = {
    "TAIL_SHARE": (0.08, 0.15, 0.25),
    "TAIL_MEAN": (3.0, 5.0, 8.0),
    "CONTEXT": (0.3, 0.4, 0.6),
    "LONELY": (1.0, 1.5),
}
"""Names of module ``body`` that were tuned, and values around the chosen ones."""

Pair = tuple[float | None, float | None]


def fold(row: sets.Row) -> int:
    """The fold of a page, by its publisher."""
    publisher = row["id"].partition("_")[0] if row["set"] == "fundus" else urlsplit(row["url"]).netloc
    return zlib.crc32(publisher.encode()) % FOLDS


def pairs(seeds: Mapping[str, Seed], gold: list[sets.Row]) -> list[Pair]:
    """Precision and recall of every page, with the numbers as they are set now."""
    found = []
    for row in gold:
        try:
            article = extract(seeds[row["id"]])
        except SeedError:
            article = None
        found.append(overlap.precision_and_recall(row["body"], shipped.body(article)))
    return found


def combinations() -> Iterator[dict[str, float]]:
    """Every setting of the grid."""
    for values in product(*GRID.values()):
        yield dict(zip(GRID, values, strict=True))


def held_out(seeds: Mapping[str, Seed], gold: list[sets.Row]) -> list[tuple[float, float]]:
    """For each fold: F1 with the numbers chosen on the others, and with the shipped ones."""
    shipped_ones = {name: getattr(body, name) for name in GRID}
    measured = []
    for setting in [shipped_ones, *combinations()]:
        vars(body).update(setting)
        measured.append(pairs(seeds, gold))
    vars(body).update(shipped_ones)
    folds = [fold(row) for row in gold]
    result = []
    for number in range(FOLDS):
        here = [at for at, other in enumerate(folds) if other == number]
        rest = [at for at, other in enumerate(folds) if other != number]
        chosen = max(measured[1:], key=lambda found: overlap.f1(found[at] for at in rest))
        result.append((overlap.f1(chosen[at] for at in here), overlap.f1(measured[0][at] for at in here)))
    return result


def _lines(data: Path) -> Iterator[str]:
    gold = sets.rows(data, "extract_gold")
    for rendering in ("rp_main", "blocks"):
        texts = sets.rows(data, f"extract_text_{rendering}")
        seeds = {row["id"]: read(f"{row['id']}.txt", row["text"].encode()) for row in texts}
        for group in ("sh", "fundus"):
            found = held_out(seeds, [row for row in gold if row["set"] == group])
            folds = " ".join(f"{chosen:.3f}/{kept:.3f}" for chosen, kept in found)
            means = [overlap.mean(values) for values in zip(*found, strict=True)]
            yield f"text.{rendering}.{group}  chosen elsewhere/shipped: {folds}  mean {means[0]:.4f}/{means[1]:.4f}"


if __name__ == "__main__":
    for line in _lines(Path(sys.argv[1])):
        sys.stdout.write(line + "\n")
