"""What the converter remembers: little, enough not to look twice, and what was mended in reading."""

from __future__ import annotations

import gc
import time
from pathlib import Path

import pytest

from generator.articles import REPAIRS, Repair, summed
from generator.content.record import Record
from generator.content.state import State
from generator.conversion.drafting import draft_files
from tests.newsroom import Newsroom, article, command, paragraph


def test_the_memory_is_small(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    for at in range(40):
        room.seed(f"s{at}.txt", f"Story number {at}", *range(at * 20, at * 20 + 11))
    room.convert()
    sizes = [path.stat().st_size for path in (room.content / ".briefing" / "seeds").rglob("*.json")]
    assert len(sizes) == 40
    assert sum(sizes) / 40 < 1_000


def test_convert_reports_as_json_and_quietly(room: Newsroom) -> None:
    import json

    room.seed("one.txt", "Storm ends on the coast", 21, 22, 23)
    assert command(room, "convert", "--quiet", "--dry-run")[1] == ""
    report = json.loads(command(room, "convert", "--json")[1])
    assert (report["created"], report["unchanged"]) == (["one.txt"], ["bridge.txt", "vote.txt"])


def test_a_feed_whose_articles_are_all_converted_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Newsroom(tmp_path)
    items = "".join(
        f"<item><title>Story {at}</title><description>{paragraph(at)} {paragraph(at + 9)}</description></item>"
        for at in range(2)
    )
    feed = room.seeds / "news.xml"
    feed.write_text(f"<rss version='2.0'><channel>{items}</channel></rss>", encoding="utf-8")
    assert len(room.convert().created) == 2
    time.sleep(0.05)  # file times are that coarse on some systems
    assert len(room.convert().unchanged) == 2
    read = draft_files
    opened: list[str] = []
    monkeypatch.setattr(
        "generator.conversion.sharing.draft_files",
        lambda seeds, names, words: opened.extend(names) or read(seeds, names, words),
    )
    assert len(room.convert().unchanged) == 2
    assert opened == []
    next((room.content / ".briefing" / "seeds").rglob("*.json")).unlink()
    assert len(room.convert().unchanged) == 1, "a record that is gone is noticed"
    feed.write_text(feed.read_text(encoding="utf-8").replace("record number 0", "record number 7"), encoding="utf-8")
    assert room.convert().refreshed
    assert opened == ["news.xml"] * 2


def test_what_a_rejected_seed_leaves_need_not_be_searched_for(tmp_path: Path) -> None:
    """An error holds the functions it came through, and they all that was read: circles are seldom looked for."""
    room = Newsroom(tmp_path)
    for at in range(24):
        room.seed(f"short{at}.txt", f"No article {at}.")
        (room.seeds / f"short{at}.html").write_text(f"<p>No article {at}.", encoding="utf-8")
    assert len(room.convert().rejected) == 48  # whatever is loaded with the first of them is there
    gc.collect()
    gc.disable()
    try:
        assert len(room.convert(again=True).rejected) == 48
        left = gc.collect()
    finally:
        gc.enable()
    assert left < 48


def test_what_was_mended_is_remembered_of_every_seed(room: Newsroom) -> None:
    """Readers are told of repairs, so the record knows them: also of a second source, and after the seed changes."""
    hidden = paragraph(31).replace("record", "re\u00adco\u00adrd")
    room.seed("storm.txt", "Storm ends on the coast", hidden, 32, 33)
    room.seed("twin.txt", "Storm ends on the coast", paragraph(31).replace("on", "\u200bon", 1), 32, 33)
    report = room.convert()
    assert (report.created, [seed for seed, _ in report.twins]) == (["storm.txt"], ["twin.txt"])
    assert _repairs(room, "storm.txt") == (Repair("soft-hyphens", 2),)
    assert _repairs(room, "twin.txt") == (Repair("zero-width-spaces", 1),)
    (room.seeds / "storm.txt").write_bytes(article("Storm ends on the café coast", 31, 32, 33).encode("cp1252"))
    room.convert()
    assert _repairs(room, "storm.txt") == (Repair("encoding", detail="windows-1252"),)


def _repairs(room: Newsroom, seed: str) -> tuple[Repair, ...]:
    record = State(room.content).get(seed)
    assert record is not None
    return record.repairs


def test_repairs_are_summed_by_kind_in_one_order() -> None:
    given = [
        Repair("soft-hyphens", 2),
        Repair("mojibake", 3, "a"),
        Repair("encoding", 1, "EUC-JP"),
        Repair("mojibake", 4, "b"),
    ]
    told = summed(given)
    assert told == (Repair("encoding", 1, "EUC-JP"), Repair("mojibake", 7), Repair("soft-hyphens", 2))
    assert summed(reversed(given)) == told


def test_a_record_gives_back_every_kind_of_repair() -> None:
    record = Record("a.txt", repairs=tuple(Repair(kind, 2, "x") for kind in REPAIRS))
    assert Record.parse(record.dump()) == record
    for wrong in ("[1]", '[{"kind":"new"}]', '[{"kind":"mojibake","count":"2"}]', "{}"):
        with pytest.raises(ValueError, match="repairs"):
            Record.parse(f'{{"seed":"a.txt","repairs":{wrong}}}'.encode())


def test_an_article_that_moved_is_not_overwritten_by_the_one_that_took_its_place(room: Newsroom) -> None:
    """Even where both have a phrase in common: the old one stands, to the byte, in another seed."""
    room.seed("a.txt", "Headline of story 0", 0, 1, 2)
    room.seed("b.txt", "Headline of story 1", 10, 11, 12)
    room.convert()
    room.seed("b.txt", "Headline of story 1", 18, 12, 16, 14, 13)
    (room.seeds / "a.txt").rename(room.seeds / "c.txt")
    (room.seeds / "b.txt").rename(room.seeds / "a.txt")
    room.convert()
    old = room.read("headline-of-story-0")
    assert old.body == "\n\n".join(map(paragraph, (0, 1, 2)))
    assert [source.seed for source in old.front.sources] == ["c.txt"]
    after = room.pages()
    assert not room.convert(again=True).created
    assert room.pages() == after


def test_a_copy_of_a_seed_kept_aside_does_not_take_its_briefing(room: Newsroom) -> None:
    room.seed("a.txt", "Headline of story 0", 0, 1, 2)
    room.convert()
    (room.seeds / "a-old.txt").write_bytes((room.seeds / "a.txt").read_bytes())
    room.seed("a.txt", "Headline of story 0, updated", 0, 1, 3, 4)
    room.convert()
    page = room.read("headline-of-story-0")
    assert page.body == "\n\n".join(map(paragraph, (0, 1, 3, 4)))
    assert page.front.sources[0].seed == "a.txt"
    after = room.pages()
    room.convert(again=True)
    assert room.pages() == after
