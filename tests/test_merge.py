"""Merging a conversion into edited text: nothing an editor wrote is lost or doubled."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.content.merge import body_digests, field_digest, merge_bodies, merge_fields
from generator.content.state import Record, State

BODIES = st.lists(st.sampled_from("abcdefgh"), max_size=8)


def text(parts: list[str]) -> str:
    return "\n\n".join(parts)


@given(BODIES, BODIES)
def test_an_untouched_body_becomes_the_new_one(base: list[str], new: list[str]) -> None:
    assert merge_bodies(body_digests(text(base)), text(base), text(new)) == (text(new), [])


@given(BODIES, BODIES)
def test_an_unchanged_seed_leaves_the_editors_body(base: list[str], mine: list[str]) -> None:
    assert merge_bodies(body_digests(text(base)), text(mine), text(base)) == (text(mine), [])


@given(BODIES, BODIES, st.integers(0, 8))
def test_a_paragraph_of_an_editor_stays_exactly_once(base: list[str], new: list[str], at: int) -> None:
    mine = [*base[:at], "by hand", *base[at:]]
    merged, _ = merge_bodies(body_digests(text(base)), text(mine), text(new))
    assert merged.split("\n\n").count("by hand") == 1


def test_both_changed_keeps_the_editors_and_tells() -> None:
    base = body_digests("one\n\ntwo\n\nthree")
    merged, clashes = merge_bodies(base, "one\n\nmine\n\nthree", "one\n\ntheirs\n\nthree")
    assert merged == "one\n\nmine\n\nthree"
    assert [(clash.mine, clash.theirs) for clash in clashes] == [("mine", "theirs")]


def test_fields_merge_one_by_one() -> None:
    base = {"title": field_digest("Old"), "deck": field_digest("Old"), "byline": field_digest("Old")}
    mine = {"title": "Old", "deck": "Hand"}
    changes, clashes = merge_fields(base, mine, {"title": "New", "deck": "New", "byline": "Old"})
    assert changes == {"title": "New"}
    assert [clash.field for clash in clashes] == ["deck"]


def test_a_staged_briefing_appears_after_a_kill_and_a_deleted_one_does_not(tmp_path: Path) -> None:
    state = State(tmp_path)
    record = Record("a.txt", "0" * 64, "a", "briefings/undated/a.md")
    state.create(record, "text")
    target = tmp_path / record.file
    assert target.read_text() == "text"
    target.replace(state.staged_path("a.txt"))  # as if the kill came before the rename
    state.finish()
    assert target.read_text() == "text"
    target.unlink()
    state.finish()
    assert not target.exists()
