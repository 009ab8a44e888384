"""The quick ways through the markup of a page give what the plain definitions give."""

from __future__ import annotations

import re
from contextlib import nullcontext

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.errors import SeedError
from generator.seeds import hostile, mojibake, names

WORDS = st.sampled_from(
    [
        *("related", "menu", "Share", "x", "wp", "image", "photo", "Caption", "credits", "article", "story", "body"),
        *("content", "text", "articlebody", "storytext", "deck", "lead", "most", "utmost", "read", "readings", "more"),
        *("tag", "list", "link", "skip", "author", "bio", "info", "box", "fact", "R&amp;D", "é"),
    ]
)
CLASSES = st.lists(WORDS | st.sampled_from([" ", "  ", "-", "_", "\n", "\xa0", "--"]), max_size=8).map("".join)


@given(CLASSES, CLASSES)
@example("almost reader", "")
@example("read\nmore", "")
@example("article  body", "")
@example("wp-image-caption\n", "")
@example("x", "photo-credit")
@example("article", "body")
def test_classes_and_ids_say_what_the_patterns_find(classes: str, ident: str) -> None:
    said = names.told(classes, ident) or names.Told(is_beside=False, is_article=False, kind="")
    read_classes = classes.replace("&amp;", "&").lower()
    both = f"{read_classes} {ident.replace('&amp;', '&').lower()}" if ident else read_classes
    words = both.replace("_", " ").replace("-", " ").split()
    is_deck = not names._DECKS.isdisjoint(words)
    pair = names._BESIDE_PAIRS.search(" ".join(words))
    assert said.is_beside == (not names._BESIDE.isdisjoint(words) or pair is not None)
    assert said.is_article == (names._BODY.search(both) is not None)
    assert said.kind == ("caption" if names._CAPTION.search(read_classes) else "deck" if is_deck else "")


TAGS = st.sampled_from(
    ["<b>", "</b>", "<p>", "<DIV x>", "</div>", "<br>", "<", "< b>", "<!-- <i> -->", "<!--", "x", "<\\/b>"]
)


@given(st.lists(TAGS, max_size=30).map("".join))
def test_a_page_is_refused_for_what_is_counted_and_looked_at_for_no_less(page: str) -> None:
    """The look before the count passes over no page that nests too deep, unless it has few tags or start tags."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hostile, "MAX_DEPTH", 3)
        patch.setattr(hostile, "MAX_ELEMENTS", 12)
        patch.setattr(hostile, "FEW_TAGS", 4)
        number, deepest = hostile._count(page)
        starts = len(re.findall("<[A-Za-z]", page))
        is_refused = page.count("<") > 4 and (deepest > 3 or (number > 12 and starts > 3))
        with pytest.raises(SeedError) if is_refused else nullcontext():
            hostile.refuse("a.html", page)


def test_doubly_encoded_letters_are_sought_in_utf8_as_windows_1252_shows_them() -> None:
    shown = {mojibake._shown(byte) for byte in range(0x80, 0xC0)}
    letters = [chr(code) for code in range(0x3000)]
    assert {letter for letter in letters if re.fullmatch(mojibake._TAIL, letter.encode())} == shown
