"""Cross-validation by publisher: what the hand-set numbers give on publishers that had no part in setting them.

``python -m tests.quality.folds FOLDER [text html]``: the publishers are dealt into five folds; for each
fold the numbers of the grid are chosen on the other four and measured on it. What is printed is held-out, fold by fold.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import product
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

from generator.articles import Seed
from generator.errors import SeedError
from generator.extract import bounds, extract, groups, inside, weights
from generator.seeds import read
from tests.quality import overlap, sets, shipped

FOLDS = 5
Grid = Mapping[tuple[ModuleType, str], tuple[float, ...]]
GRIDS: Mapping[str, Grid] = {
    "text": {
        (weights, "TEASER"): (0.15, 1.0),
        (weights, "END_COST"): (-25.0, -70.0),
        (bounds, "TAIL_SHARE"): (0.08, 0.12, 0.15),
        (bounds, "CLOSED"): (100.0, 1e9),
        (bounds, "APPEALS_SHARE"): (0.15, 0.0),
        (inside, "OFTEN"): (3, 10**9),
    },
    "html": {
        (groups, "SHARE"): (0.4, 0.5, 0.65),
        (groups, "OF_ITS_OWN"): (0.2, 1 / 3, 0.5),
        (groups, "INTERRUPTION"): (-20.0, -5.0),
        (groups, "LABEL"): (6.0, 12.0, 18.0),
        (groups, "PARAGRAPH"): (15.0, 20.0, 30.0),
    },
}
"""Form → numbers that were tuned, with values around the chosen ones; those of text can also be switched off."""

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


def combinations(grid: Grid) -> Iterator[tuple[float, ...]]:
    """Every setting of the grid."""
    yield from product(*grid.values())


def _set(grid: Grid, values: Iterable[float]) -> None:
    for (module, name), value in zip(grid, values, strict=True):
        setattr(module, name, value)


def held_out(form: str, seeds: Mapping[str, Seed], gold: list[sets.Row]) -> list[tuple[float, float]]:
    """For each fold: F1 with the numbers chosen on the others, and with the shipped ones."""
    grid = GRIDS[form]
    shipped_ones = tuple(getattr(module, name) for module, name in grid)
    measured = []
    for values in [shipped_ones, *combinations(grid)]:
        _set(grid, values)
        measured.append(pairs(seeds, gold))
    _set(grid, shipped_ones)
    folds = [fold(row) for row in gold]
    result = []
    for number in range(FOLDS):
        here = [at for at, other in enumerate(folds) if other == number]
        rest = [at for at, other in enumerate(folds) if other != number]
        chosen = max(measured[1:], key=lambda found: overlap.f1(found[at] for at in rest))
        result.append((overlap.f1(chosen[at] for at in here), overlap.f1(measured[0][at] for at in here)))
    return result


def _lines(data: Path, forms: Iterable[str]) -> Iterator[str]:
    gold = sets.rows(data, "extract_gold")
    for name, files in _files(data).items():
        form = name.partition(".")[0]
        if form not in forms or not files:
            continue
        seeds = dict(_read(files))
        for group in ("sh", "fundus"):
            found = held_out(form, seeds, [row for row in gold if row["set"] == group and row["id"] in seeds])
            folds = " ".join(f"{chosen:.3f}/{kept:.3f}" for chosen, kept in found)
            means = [overlap.mean(values) for values in zip(*found, strict=True)]
            yield f"{name}.{group}  chosen elsewhere/shipped: {folds}  mean {means[0]:.4f}/{means[1]:.4f}"


def _files(data: Path) -> dict[str, list[tuple[str, bytes]]]:
    """Every form in which the folder has the pages: names and bytes."""
    found = {}
    for rendering in ("rp_main", "blocks"):
        rows = sets.rows(data, f"extract_text_{rendering}")
        found[f"text.{rendering}"] = [(f"{row['id']}.txt", row["text"].encode()) for row in rows]
    return found | {"html": [(f"{name}.html", page) for name, page in sets.pages(data)]}


def _read(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, Seed]]:
    for name, data in files:
        with suppress(SeedError):
            yield name.rpartition(".")[0], read(name, data)


if __name__ == "__main__":
    for line in _lines(Path(sys.argv[1]), sys.argv[2:] or GRIDS):
        sys.stdout.write(line + "\n")
