"""Merging a conversion into edited text: nothing an editor wrote is lost or doubled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator import neardup
from generator.content.clash import Choice, Clash, leave_open
from generator.content.merge import adopt_fields, field_digest, merge_fields
from generator.content.paragraphs import MergedBody, adopt, body_digests, merge_bodies

BODIES = st.lists(st.sampled_from("abcdefgh"), max_size=8)
EDITED = st.lists(st.sampled_from(["a", "b", "c", "d", "by hand", "a by hand"]), max_size=8)
OPERATIONS = st.lists(st.sampled_from(["keep", "keep", "delete", "change", "insert"]), min_size=9, max_size=9)
"""What somebody does to each paragraph of a body, and in front of it."""


def text(parts: list[str]) -> str:
    return "\n\n".join(parts)


def edited(base: list[str], operations: list[str], name: str) -> list[str]:
    """Carry out operations on a body; everything new bears the name of who wrote it."""
    result = []
    for at, operation in enumerate(operations[: len(base) + 1]):
        old = base[at : at + 1]
        if operation == "insert":
            result.append(f"new {at} {name}")
        if operation == "change" and old:
            result.append(f"{old[0]} {at} {name}")
        elif operation != "delete":
            result += old
    return result


def choosing(choice: Choice | None) -> Callable[[Clash], Choice | None]:
    return lambda _: choice


def merged(base: list[str], mine: list[str], theirs: list[str], choice: Choice | None = None) -> MergedBody:
    return merge_bodies(body_digests(text(base)), text(mine), text(theirs), choosing(choice))


@given(BODIES, BODIES)
def test_an_untouched_body_becomes_the_new_one(base: list[str], new: list[str]) -> None:
    done = merged(base, base, new)
    assert (done.text, done.base, done.clashes) == (text(new), body_digests(text(new)), [])


@given(BODIES, EDITED)
def test_an_unchanged_seed_leaves_the_editors_body(base: list[str], mine: list[str]) -> None:
    done = merged(base, mine, base)
    assert (done.text, done.base, done.clashes) == (text(mine), body_digests(text(base)), [])


@given(BODIES, EDITED, BODIES)
def test_what_an_editor_wrote_stays_exactly_as_often(base: list[str], mine: list[str], new: list[str]) -> None:
    result = Counter(merged(base, mine, new).text.split("\n\n"))
    for paragraph, number in Counter(mine).items():
        if paragraph not in base:
            assert result[paragraph] == max(number, 0) or (paragraph in new and result[paragraph] >= number)


@given(st.integers(0, 8), OPERATIONS, OPERATIONS)
@example(6, ["keep"] * 3 + ["insert", "delete", "delete"], ["keep"] * 3 + ["delete", "delete", "change", "insert"])
def test_merging_the_same_again_changes_nothing(size: int, ours: list[str], new: list[str]) -> None:
    base = list("abcdefgh"[:size])
    theirs = edited(base, new, "theirs")
    done = merged(base, edited(base, ours, "mine"), theirs)
    again = merge_bodies(done.base, done.text, text(theirs), leave_open)
    assert again.text == done.text
    assert bool(again.clashes) == bool(done.clashes), "a clash stays until somebody resolves it"


@given(BODIES, EDITED, BODIES)
def test_merging_odd_bodies_again_and_again_settles(base: list[str], mine: list[str], new: list[str]) -> None:
    """Paragraphs that stand twice or were moved may settle in steps, but they settle, with all that is by hand."""
    done = merged(base, mine, new)
    for _ in range(3):
        done = merge_bodies(done.base, done.text, text(new), leave_open)
    assert merge_bodies(done.base, done.text, text(new), leave_open).text == done.text
    assert {paragraph for paragraph in mine if "hand" in paragraph} <= set(done.text.split("\n\n"))


@given(st.integers(0, 8), OPERATIONS, OPERATIONS, st.sampled_from(["mine", "theirs", "both"]))
def test_a_resolved_clash_is_gone(size: int, ours: list[str], new: list[str], choice: Choice) -> None:
    base = list("abcdefgh"[:size])
    theirs = edited(base, new, "theirs")
    done = merged(base, edited(base, ours, "mine"), theirs, choice)
    assert done.clashes == []
    again = merge_bodies(done.base, done.text, text(theirs), leave_open)
    assert (again.text, again.clashes) == (done.text, [])


@given(st.integers(0, 8), OPERATIONS, OPERATIONS)
def test_each_side_gets_what_it_alone_touched(size: int, ours: list[str], new: list[str]) -> None:
    base = list("abcdefgh"[:size])
    done = merged(base, edited(base, ours, "mine"), edited(base, new, "theirs"))
    parts = done.text.split("\n\n")
    for at, paragraph in enumerate(base):
        by_me, by_them = ours[at], new[at]
        if by_me in ("keep", "insert") and by_them == "change":
            assert f"{paragraph} {at} theirs" in parts
        if by_me == "change":
            assert f"{paragraph} {at} mine" in parts
        if "delete" in (by_me, by_them) and by_me != "change":
            assert paragraph not in parts


@given(EDITED, BODIES)
def test_where_nothing_is_known_nothing_is_changed(mine: list[str], new: list[str]) -> None:
    done = merge_bodies(adopt(text(mine), text(new)), text(mine), text(new), leave_open)
    assert done.text == text(mine)
    assert mine == new or done.clashes or set(new) <= set(mine)


def test_both_changed_keeps_the_editors_and_tells() -> None:
    done = merged(["one", "two", "three"], ["one", "mine", "three"], ["one", "theirs", "three"])
    assert done.text == text(["one", "mine", "three"])
    assert [(clash.mine, clash.theirs) for clash in done.clashes] == [("mine", "theirs")]


@pytest.mark.parametrize(
    ("choice", "parts"), [("mine", ["mine"]), ("theirs", ["theirs"]), ("both", ["mine", "theirs"])]
)
def test_a_clash_is_resolved_as_chosen(choice: Choice, parts: list[str]) -> None:
    done = merged(["one", "two", "three"], ["one", "mine", "three"], ["one", "theirs", "three"], choice)
    assert done.text == text(["one", *parts, "three"])


NEIGHBOURS = {
    "the source mends the paragraph above an edit": ("a b c", "a M c", "A b c", "A M c"),
    "the source mends both sides of an edit": ("a b c", "a M c", "A b C", "A M C"),
    "the source goes on below a note": ("a b", "a b M", "a b c", "a b M c"),
    "the source drops what nobody touched": ("a b c", "a M c", "b c", "M c"),
    "an editor deletes, the source goes on": ("a b c", "a c", "a b c d", "a c d"),
    "an editor moves a paragraph": ("a b c", "c a b", "a b c d", "c a b d"),
    "both write the same": ("a b", "a M b", "a M b", "a M b"),
    "both add the same in other places": ("a b", "M a b", "a b M", "M a b"),
    "one paragraph becomes two": ("a b c", "a M N c", "A b C", "A M N C"),
}


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_a_touched_paragraph_does_not_keep_its_neighbours_from_being_refreshed(name: str) -> None:
    base, mine, theirs, expected = (parts.split() for parts in NEIGHBOURS[name])
    done = merged(base, mine, theirs)
    assert done.text.split() == expected
    assert done.clashes == []


def test_untouched_paragraphs_keep_their_bytes() -> None:
    mine = "one  \n\n\n\ntwo\nhard wrapped\n\nthree"
    done = merge_bodies(body_digests("one\n\ntwo\n\nthree"), mine, "one\n\ntwo\n\nthree\n\nfour", leave_open)
    assert done.text == f"{mine}\n\nfour"


def test_huge_rewritten_bodies_merge_in_bounded_time() -> None:
    base, new = ["x"] * 30_000, [f"p{n}" for n in range(30_000)]
    assert merged(base, base, new).text == text(new)


def test_fields_merge_one_by_one() -> None:
    base = {"title": field_digest("Old"), "deck": field_digest("Old"), "byline": field_digest("Old")}
    mine = {"title": "Old", "deck": "Hand"}
    done = merge_fields(base, mine, {"title": "New", "deck": "New", "byline": "Old"}, leave_open)
    assert done.changes == {"title": "New"}
    assert [clash.field for clash in done.clashes] == ["deck"]
    assert done.base == {**base, "title": field_digest("New")}, "an open clash keeps its base"


@pytest.mark.parametrize(
    ("choice", "changes"), [("mine", {}), ("theirs", {"tags": ["c"]}), ("both", {"tags": ["b", "c"]})]
)
def test_a_clash_of_fields_is_resolved_as_chosen(choice: Choice, changes: dict[str, list[str]]) -> None:
    base = {"tags": field_digest(["a"])}
    done = merge_fields(base, {"tags": ["b"]}, {"tags": ["c"]}, choosing(choice))
    assert done.changes == changes
    assert done.base == {"tags": field_digest(["c"])}


def test_unknown_fields_are_kept_and_every_difference_is_a_clash() -> None:
    mine, theirs = {"title": "Same", "deck": "Mine"}, {"title": "Same", "deck": "New", "byline": "New"}
    done = merge_fields(adopt_fields(mine, theirs), mine, theirs, leave_open)
    assert done.changes == {}
    assert [clash.field for clash in done.clashes] == ["deck", "byline"]


_WHO = zip("abcdeN", ("mayor", "clerk", "judge", "coach", "abbot", "nurse"), strict=True)
_OTHERS, _PLACES = (
    ("pilot", "baker", "miner", "queen", "smith", "tutor"),
    ("bridge", "hall", "dock", "inn", "gate", "park"),
)
_WHERE = zip(_OTHERS, _PLACES, strict=True)
PROSE = {
    name: f"{name} the {one} of the town met the {other} of the river at the {place} to talk about money"
    for (name, one), (other, place) in zip(_WHO, _WHERE, strict=True)
}
"""Paragraphs by their names."""


def prose(names: str) -> str:
    """A body; ``b'`` is paragraph b rewritten, ``b+c`` one that was made of two."""
    return "\n\n".join(
        " ".join(PROSE[part[0]] + (" indeed, it said" if "'" in part else "") for part in name.split("+"))
        for name in names.split()
    )


DELETED = {
    "deleted, then rewritten by the source below something new": ("a b c d", "a c d", "a N b' c d", "a N c d", 1),
    "deleted, then rewritten by the source above something new": ("a b c d", "a c d", "a b' N c d", "a N c d", 1),
    "deleted, then moved up by the source": ("a b c d", "a b d", "a c b d", "a b d", 0),
    "deleted, then moved down by the source": ("a b c d", "a c d", "a c d b", "a c d", 0),
    "two became one, the source rewrote the second": ("a b c d", "a b+c d", "a b c' d", "a b+c d", 1),
    "two became one, the source rewrote both": ("a b c d", "a b+c d", "a b' c' d", "a b+c d", 2),
}


@pytest.mark.parametrize("name", DELETED)
def test_what_an_editor_deleted_or_joined_does_not_come_back_rewritten(name: str) -> None:
    base, mine, theirs, expected, clashes = DELETED[name]
    sketch = neardup.dump(neardup.sketch(prose(base)))
    done = merge_bodies(body_digests(prose(base)), prose(mine), prose(theirs), leave_open, sketch)
    assert done.text == prose(expected)
    assert len(done.clashes) == clashes
    sketch = neardup.dump(neardup.sketch(prose(theirs)))
    again = merge_bodies(done.base, done.text, prose(theirs), leave_open, sketch)
    assert (again.text, len(again.clashes)) == (done.text, clashes)
    kept = merge_bodies(done.base, done.text, prose(theirs), lambda _: "mine", sketch)
    settled = merge_bodies(kept.base, kept.text, prose(theirs), leave_open, sketch)
    assert (settled.text, settled.clashes) == (done.text, [])


@pytest.mark.parametrize(
    ("choice", "parts"), [("mine", "a A1 A2 d"), ("theirs", "a b+c' d"), ("both", "a A1 A2 b+c' d")]
)
def test_a_paragraph_that_an_editor_split_is_one_clash(choice: Choice, parts: str) -> None:
    split = [prose("a"), prose("b"), prose("c"), prose("d")]
    base, mine, theirs = prose("a b+c d"), text(split), prose("a b+c' d")
    sketch = neardup.dump(neardup.sketch(base))
    still = merge_bodies(body_digests(base), mine, theirs, leave_open, sketch)
    assert (still.text, [clash.mine for clash in still.clashes]) == (mine, [text(split[1:3])])
    again = merge_bodies(still.base, still.text, theirs, leave_open, sketch)
    assert (again.text, again.clashes) == (still.text, still.clashes)
    done = merge_bodies(again.base, again.text, theirs, choosing(choice), sketch)
    assert done.text == text([{"A1": split[1], "A2": split[2]}.get(part) or prose(part) for part in parts.split()])
    assert merge_bodies(done.base, done.text, theirs, leave_open, sketch).text == done.text


def test_what_an_editor_deleted_stays_so_when_the_source_drops_it_and_brings_it_back() -> None:
    dropped = merged(["a", "b", "c"], ["a", "c"], ["a", "c"])
    assert merge_bodies(dropped.base, dropped.text, "a\n\nb\n\nc", leave_open).text == "a\n\nc"
    put_back = merge_bodies(dropped.base, "a\n\nb\n\nc", "a\n\nc", leave_open)
    assert put_back.text == "a\n\nb\n\nc"


def test_what_only_the_source_drops_comes_back_with_it() -> None:
    dropped = merged(["a", "b", "c"], ["a", "b", "c"], ["a", "c"])
    assert merge_bodies(dropped.base, dropped.text, "a\n\nb\n\nc", leave_open).text == "a\n\nb\n\nc"


def test_a_field_that_an_editor_emptied_stays_empty_when_the_source_brings_it_back() -> None:
    base = {"deck": field_digest("one")}
    done = merge_fields(base, {}, {"deck": None}, leave_open)
    again = merge_fields(done.base, {}, {"deck": "one"}, leave_open)
    assert (again.changes, again.clashes) == ({}, [])
    dropped = merge_fields(base, {"deck": "one"}, {"deck": None}, leave_open)
    assert merge_fields(dropped.base, {}, {"deck": "one"}, leave_open).changes == {"deck": "one"}
