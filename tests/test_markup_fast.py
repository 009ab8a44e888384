"""The quick ways through the markup of a page give what the plain definitions give."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from generator.seeds import names

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
