"""A seed that cannot be read is told in a line; the others are converted and nothing is half written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.conversion.drafting import failed
from generator.convert import Options, convert
from tests import small_sites

ARTICLE = (
    "Harbour Bridge Opens\n\nThe new harbour bridge was opened on Monday by the mayor, who walked across it "
    "with hundreds of people behind her.\n\nIt took four years to build and cost less than planned, the town said.\n"
)
BAD = {
    "empty.txt": (b"", "the file is empty"),
    "binary.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "a PNG image, not text"),
    "noise.txt": (bytes(range(256)) * 200, "a binary file (it holds NUL bytes), not text"),
    "encoding.txt": ("Новый мост открыт. ".encode("utf-7") + b"\xff\xfe\x81\x8d" * 50, "unknown encoding"),
    "line.txt": (b"word " * 10_000_000, "the file has 50,000,000 bytes"),
    "long.txt": (b"word " * 3_000_000, "a line of 15,000,000 characters"),
    "nothing.txt": (b"Menu\n\nSearch\n\nHome\n", "holds no article"),
    "page.html": (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "holds no article"),
    "paper.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF file, not text"),
}


def test_each_is_named_with_its_reason(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "good.txt").write_text(ARTICLE, encoding="utf-8")
    for name, (data, _) in BAD.items():
        (seeds / name).write_bytes(data)
    result = small_sites.run(tmp_path, "generator", "convert")
    assert result.returncode == 1
    lines = result.stderr.splitlines()
    for name, (_, reason) in BAD.items():
        told = [line for line in lines if line.startswith(f"rejected   {name}: ")]
        assert len(told) == 1, (name, lines)
        assert reason in told[0]
    assert "Traceback" not in result.stderr
    made = sorted(path.name for path in (tmp_path / "content").rglob("*") if path.is_file() and path.suffix == ".md")
    assert made == ["harbour-bridge-opens.md"]
    assert list(tmp_path.rglob("*.part")) == []


def test_no_seeds_at_all_is_success(tmp_path: Path) -> None:
    result = small_sites.run(tmp_path, "generator", "convert")
    assert (result.returncode, result.stdout) == (0, "no seeds\n")


@pytest.mark.parametrize(
    "step", ["seeds.read_all", "extract.extract", "enrich.enrich", "compose.compose", "verify.prove"]
)
def test_a_mistake_of_the_converter_itself_takes_no_other_seed_along(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds, content = tmp_path / "seeds", tmp_path / "content"
    seeds.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (seeds / name).write_text(
            f"{ARTICLE}\n\nThe day in {name} was sunny and all of them went home late.", encoding="utf-8"
        )
    module, _, function = step.partition(".")
    package = __import__(f"generator.{module}", fromlist=[function])
    right = getattr(package, function)

    def wrong(*given: Any) -> Any:
        if "b.txt" in repr(given):
            raise ZeroDivisionError("a mistake")
        return right(*given)

    monkeypatch.setattr(package, function, wrong)
    monkeypatch.setattr("generator.conversion.drafting.failed", failed)
    report = convert(seeds, content, date(2026, 1, 1), options=Options(jobs=1))
    assert [(rejected.seed, rejected.reason[:59]) for rejected in report.rejected] == [
        ("b.txt", "the converter itself fails at it (ZeroDivisionError: a mist")
    ]
    assert len(report.created) + len(report.twins) == 2


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"{ARTICLE}\n\n" + "It was a long day in the town, and nobody knew why it was so. " * 3_500, "characters"),
        (f"{ARTICLE}\n\nIt was so{'!' * 300} Day in the town, and nobody knew why it was so.", "in a row"),
    ],
)
def test_an_article_that_no_page_can_be_made_of_is_named(text: str, reason: str, tmp_path: Path) -> None:
    seeds, content = tmp_path / "seeds", tmp_path / "content"
    seeds.mkdir()
    (seeds / "a.txt").write_text(text, encoding="utf-8")
    (rejected,) = convert(seeds, content, date(2026, 1, 1), options=Options(jobs=1)).rejected
    assert reason in str(rejected)
    assert not list(content.rglob("*.md"))
