"""Golden cases: a seed and, beside it, the article that must come out of it.

``tests/extract/NAME.expected.md`` is made anew by ``SNAPSHOTS=overwrite``; look at every line of the difference.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.articles import Article, Seed
from generator.compose import body
from generator.errors import SeedError
from generator.extract import extract
from generator.seeds import read_all

FOLDER = Path(__file__).parent / "extract"
CASES = sorted(path for path in FOLDER.iterdir() if not path.name.endswith(".expected.md"))
FIELDS = ("title", "deck", "date", "updated", "byline", "dateline", "section", "language")


def shown(path: Path) -> Iterator[str]:
    """Every article of a file, with its fields and its body, or why there is none."""
    for found in read_all(path.name, path.read_bytes()):
        try:
            yield _article(extract(found)) if isinstance(found, Seed) else f"rejected: {found}\n"
        except SeedError as error:
            yield f"rejected: {error}\n"


def _article(article: Article) -> str:
    seed = article.seed
    fields = {"seed": seed.path, **{name: getattr(article, name) for name in FIELDS}}
    fields |= {"url": seed.stated.url, "site": seed.stated.site, "tags": ", ".join(seed.stated.tags)}
    fields["repairs"] = "; ".join(map(str, seed.repairs))
    lines = [f"{name}: {value}".rstrip() for name, value in fields.items() if value not in (None, "")]
    return "\n".join(lines) + f"\n\n{body(article.body)}\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_the_article_is_as_expected(path: Path) -> None:
    expected = path.with_name(f"{path.name}.expected.md")
    made = "\n----------\n\n".join(shown(path))
    if os.environ.get("SNAPSHOTS") == "overwrite":
        expected.write_text(made, encoding="utf-8")
    assert made == expected.read_text(encoding="utf-8")
