"""An editor can see the machine's reasons: what each line is, and what spoke for headline and date."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.articles import Seed
from generator.cli import main
from generator.extract import extract
from generator.extract.reasons import reasons
from generator.seeds import read_all
from tests.test_extract import CASES, FOLDER

SEEDS = [found for path in CASES for found in read_all(path.name, path.read_bytes()) if isinstance(found, Seed)]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.path)
def test_it_explains_what_the_converter_does(seed: Seed) -> None:
    """The lines it says are kept are the body, each with a reason; the candidates it says won are the fields."""
    explained, article = reasons(seed), extract(seed)
    assert [line.text for line in explained.lines if line.keep] == [block.text for block in article.body]
    assert len(explained.lines) == len(seed.blocks)
    assert all(line.why for line in explained.lines)
    assert [choice.chosen for choice in explained.titles].count(True) == 1
    assert any(choice.chosen for choice in explained.dates) == (article.date is not None)


def test_it_is_told_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(FOLDER / "clutter-around.txt")]) == 0
    told = capsys.readouterr().out
    assert "headline * " in told
    assert "date     * " in told
    assert any(" drop " in line and "navigation" in line and "Menu" in line for line in told.splitlines())
    assert any(" keep " in line and "prose" in line and "ferry" in line for line in told.splitlines())


def test_a_long_menu_is_wrapped_and_does_not_flood_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prose = "".join(
        f"<p>The ferry number {at} sank on Monday, the harbour office said, and nobody died.</p>" for at in range(9)
    )
    menu = " ".join(f"Section-{at}" for at in range(200))
    (tmp_path / "menu.html").write_text(f"<nav><a>{menu}</a></nav><main>{prose}</main>", encoding="utf-8")
    assert main(["explain", str(tmp_path / "menu.html")]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if "Section-" in line or "characters more" in line]
    assert len(told) == 7
    assert all(len(line) <= 160 for line in told)
    shown = " ".join(line.rpartition("  ")[2].strip() for line in told[:-1])
    assert len(shown) > 550
    assert menu.startswith(f"{shown} ")


def test_broken_entries_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--json", str(FOLDER / "rss.xml")]) == 1
    out, err = capsys.readouterr()
    assert len(json.loads(out)) == 3
    assert err.count("rejected   rss.xml#") == 2


def test_a_file_without_an_article_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "menu.txt").write_text("Home\n\nNews\n\nLog in\n", encoding="utf-8")
    assert main(["explain", str(tmp_path / "menu.txt")]) == 0
    assert "keep" not in capsys.readouterr().out
