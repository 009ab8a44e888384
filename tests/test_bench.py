"""The side-by-side measurement: the same articles for everybody, honest figures, nothing hidden."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import mean

import pytest

from bench import layouts, measure
from bench.corpus import Corpus
from bench.growth import growth
from bench.peers import PEERS, NotInstalled, Peer, install
from bench.table import table
from bench.work import MORE, WORKS, Site
from generator import frontmatter
from tests.portal import tree
from tests.small_sites import ROOT


def test_the_corpus_depends_on_its_seed_alone() -> None:
    assert list(Corpus(1).articles(5)) == list(Corpus(1).articles(9))[:5]
    assert Corpus(1).article(3) != Corpus(2).article(3)


def test_articles_have_553_words_on_average_and_tags_by_zipf() -> None:
    articles = list(Corpus(7).articles(400))
    assert mean(len(article.body.split()) for article in articles) == pytest.approx(553, rel=0.02)
    assert all(article.body.startswith(article.summary) for article in articles)
    uses = [sum(tag in article.tags for article in articles) for tag in Corpus(7).tags]
    assert uses[0] > 5 * uses[40] > 0
    assert len({article.slug for article in articles}) == 400


@pytest.mark.parametrize("name", PEERS)
def test_every_peer_gets_every_article(name: str, tmp_path: Path) -> None:
    layouts.write(tmp_path / "site", name, Corpus(7), 6)
    for article in Corpus(7).articles(6):
        text = layouts.article_file(tmp_path / "site", name, article).read_text(encoding="utf-8")
        assert article.body in text
        assert all(tag in text for tag in article.tags)
        assert article.title in text


def test_our_own_articles_are_in_the_form_the_converter_writes(tmp_path: Path) -> None:
    layouts.write(tmp_path / "site", "briefing", Corpus(7), 3)
    article = Corpus(7).article(2)
    text = layouts.article_file(tmp_path / "site", "briefing", article).read_text(encoding="utf-8")
    document, problems = frontmatter.read(text, "x.md")
    assert problems == []
    assert document is not None
    assert document.body == article.body


def test_time_and_memory_are_those_of_the_whole_tree(tmp_path: Path) -> None:
    hungry = "a = bytearray(b'x') * 60_000_000; import time; time.sleep(0.6)"
    start = f"subprocess.Popen([sys.executable, '-c', {hungry!r}])"
    both = f"import subprocess, sys; [process.wait() for process in [{start} for _ in 'ab']]"
    usage = measure.run([sys.executable, "-c", both], tmp_path, {})
    assert usage.wall >= 0.6
    assert usage.peak >= 115
    busy = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'for _ in range(6_000_000): pass'])"
    assert measure.run([sys.executable, "-c", busy], tmp_path, {}).cpu >= 0.05


def test_a_small_program_is_not_charged_the_size_of_the_one_that_measures(tmp_path: Path) -> None:
    ballast = bytearray(b"x") * 200_000_000
    assert measure.run(["sleep", "0.1"], tmp_path, {}).peak < 20
    assert len(ballast) == 200_000_000


def test_a_run_that_fails_says_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(measure.Failed, match="no such luck"):
        measure.run([sys.executable, "-c", "import sys; sys.exit('no such luck')"], tmp_path, {})


def test_a_peer_that_cannot_be_installed_is_named_with_the_reason(tmp_path: Path) -> None:
    absent = Peer("absent", (), lambda _home: [], "site", from_npm=True)
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with pytest.raises(NotInstalled, match=r"\w"):
        install(absent, blocked / "home")


def test_the_table_has_medians_and_ratios() -> None:
    rows = [
        {"peer": peer, "n": 1000, "work": "cold", "wall_s": wall, "cpu_s": 1.0, "peak_mb": 50.0, "files": 9}
        for peer, wall in (("briefing", 1.0), ("hugo", 2.0), ("briefing", 1.2), ("hugo", 2.0), ("briefing", 9.0))
    ]
    assert "| 1,000 | cold | briefing | 1.20 s (0.60×) | 1.00 s (1.00×) | 50 MB (1.00×) | 9 |" in table(rows)


def test_growth_is_the_exponent_of_the_best_power_law() -> None:
    rows = [
        {"peer": "briefing", "n": n, "work": "cold", "wall_s": 2 * n**0.5, "cpu_s": 3.0} for n in (100, 1000, 10_000)
    ]
    assert "| cold | briefing | 0.50 | 0.00 |" in growth(rows)
    assert growth(rows[:2]) == ""


def test_every_kind_of_change_changes_one_article_and_is_taken_back(tmp_path: Path) -> None:
    corpus = Corpus(7)
    layouts.write(tmp_path / "site", "briefing", corpus, 900)
    site = Site(PEERS["briefing"], tmp_path / "site", tmp_path, corpus, 900)
    before = tree(tmp_path / "site/content")
    for work in (*WORKS[1:3], *(work for work in MORE if work != "restore")):
        site.prepare(work, 0)
        after = tree(tmp_path / "site/content")
        assert len({name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}) == 1
        site.restore(0)
        assert tree(tmp_path / "site/content") == before


def test_a_restored_checkout_is_a_fresh_clone_with_all_that_was_made(tmp_path: Path) -> None:
    layouts.write(tmp_path / "site", "briefing", Corpus(7), 3)
    for name in ("site/index.html", ".cache/briefing/site.db", ".output"):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text("made")
    before = {name: data for name, data in tree(tmp_path / "site").items() if name != ".output"}
    site = Site(PEERS["briefing"], tmp_path / "site", tmp_path, Corpus(7), 3)
    for _ in "ab":
        site.prepare("restore", 0)
        made = tree(tmp_path / "site-restored")
        assert {name: data for name, data in made.items() if not name.startswith(".git/")} == before
        assert any(name.startswith(".git/") for name in made)
    site.restore(0)
    assert not (tmp_path / "site-restored").exists()


@pytest.mark.slow
def test_a_whole_measurement(tmp_path: Path) -> None:
    """Our own rows, from real builds: one a work, with the files that are there in the end."""
    out = tmp_path / "rows.jsonl"
    command = [sys.executable, "-m", "bench", "--n", "12", "--peers", "briefing", "--rounds", "1"]
    command += ["--out", str(out), "--folder", str(tmp_path / "bench"), "--works", "cold,edit,add,noop,restore"]
    start = time.monotonic()
    told = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ, "LANG": "C"}
    )
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["work"] for row in rows] == ["cold", "edit", "add", "noop", "restore"]
    assert {tuple(row) for row in rows} == {("peer", "n", "work", "wall_s", "cpu_s", "peak_mb", "files")}
    site = tmp_path / "bench" / "sites" / "12" / "briefing" / "site"
    assert (
        rows[-1]["files"] == rows[-2]["files"] == rows[-3]["files"] == sum(path.is_file() for path in site.rglob("*"))
    )
    assert rows[-1]["files"] > rows[0]["files"]
    assert sum(row["wall_s"] for row in rows) < time.monotonic() - start
    assert "| 12 | cold | briefing |" in told.stdout
