"""A record that is believed at a glance is one that can be read, of that seed, in that form."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from generator.content.glance import is_settled
from generator.content.record import Record

_TEXT = st.text(max_size=12)
_RECORDS = st.builds(
    Record,
    seed=st.text(min_size=1, max_size=12),
    sha256=st.just("ab" * 32),
    slug=_TEXT,
    file=_TEXT,
    fields=st.dictionaries(_TEXT, _TEXT, max_size=3),
    body=st.lists(st.from_regex(r"[A-Za-z0-9:_-]{1,9}", fullmatch=True), max_size=3).map(tuple),
    clashes=st.lists(_TEXT, max_size=2).map(tuple),
    twins=st.lists(st.dictionaries(_TEXT, _TEXT, max_size=2), max_size=2).map(tuple),
    sketch=_TEXT,
    proof=_TEXT,
)


@given(_RECORDS)
def test_a_record_is_believed_as_it_was_written(record: Record) -> None:
    assert is_settled(record.dump(), record.seed, record.sha256)
    assert not is_settled(record.dump(), record.seed + "x", record.sha256)
    assert not is_settled(record.dump(), record.seed, "cd" * 32)
    twin = Record(record.seed, record.sha256, twin_of="another")
    assert not is_settled(twin.dump(), record.seed, record.sha256)


@given(_RECORDS, st.integers())
def test_what_is_believed_can_be_read(record: Record, seed: int) -> None:
    chance, data = random.Random(seed), bytearray(record.dump())
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(len(data))
        data[at : at + chance.randint(0, 3)] = chance.choice((b"", b'"', b"\\", b",", b"\n", b"}", b"x", b"\xff", b"1"))
    if is_settled(bytes(data), record.seed, record.sha256):
        read = Record.parse(bytes(data))
        assert (read.seed, read.sha256, read.twin_of) == (record.seed, record.sha256, "")


def test_a_cut_record_and_one_with_the_marks_of_a_merge_are_not_believed() -> None:
    data = Record("a.txt", "ab" * 32, "slug", "briefings/a.md", body=("one", "two")).dump()
    assert not any(is_settled(data[:length], "a.txt", "ab" * 32) for length in range(len(data)))
    assert not is_settled(data.replace(b'"slug"', b'<<<<<<< HEAD\n"slug"'), "a.txt", "ab" * 32)
