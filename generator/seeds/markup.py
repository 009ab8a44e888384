"""Serialised markup of a page → blocks, in one pass over its tags.

The parser has repaired the page before, so tags are balanced here and attributes quoted. Walking the text of
the tags is several times faster than asking the parser for every node, and most pages are mostly tags.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.model import Block
from generator.seeds import runs
from generator.seeds.decode import Cleaner
from generator.seeds.names import BLOCKS, CLOSED, Named, name
from generator.seeds.runs import Run
from generator.text import squash

TABLE = ("\ufdd0", "\ufdd1")
"""What stands around the number of a table that was read before; no text has these (they are no characters)."""

_TOKENS = re.compile(r'<!--.*?-->|<(/?)([a-zA-Z][^\s/>]*)([^>"]*(?:"[^"]*"[^>"]*)*)>|([^<]+)', re.DOTALL)
_FORMATS = frozenset({"a", "b", "strong", "i", "em", "cite"})
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
# Inline elements that say nothing, unless an attribute does.
_PLAIN = frozenset(
    {
        *("span", "font", "small", "big", "sup", "sub", "time", "abbr", "u", "s", "del", "ins", "mark", "code", "kbd"),
        *(
            "samp",
            "var",
            "q",
            "bdi",
            "bdo",
            "ruby",
            "rt",
            "rp",
            "wbr",
            "img",
            "picture",
            "source",
            "nobr",
            "tt",
            "data",
        ),
        *("dfn", "strike", "acronym", "link", "meta", "base", "track", "area", "param", "col"),
    }
)
_VOID = frozenset({"img", "source", "wbr", "link", "meta", "base", "track", "area", "param", "col", "br", "hr"})
_HREF = re.compile(r'(?:^|\s)href="([^"]*)"')


class _State(NamedTuple):
    """What holds for the text at one place of the page."""

    tag: str = ""
    kind: str = "paragraph"
    level: int = 0
    region: str = ""
    closed: tuple[int, ...] = ()
    """Numbers of the elements around that claim to hold no article, the outermost first."""
    link: str = ""
    strong: bool = False
    em: bool = False
    in_paragraph: bool = False


class _Raw(NamedTuple):
    """A block whose region is not settled yet."""

    block: Block
    state: _State
    parts: Sequence[tuple[str, _State]]
    """Its runs of text where they have links or emphasis."""


def blocks(source: str, base: str, tables: Sequence[Block], cleaner: Cleaner) -> tuple[Block, ...]:
    """Cut the text of a page into blocks; ``base`` is its address, for links."""
    walk = _Walk(tables, cleaner)
    walk.over(source)
    return _Regions(walk.closed, walk.found).settled(base)


class _Walk:
    """Follows the tags of a page and collects its text."""

    def __init__(self, tables: Sequence[Block], cleaner: Cleaner) -> None:
        self.tables, self.cleaner = list(tables), cleaner
        self.found: list[_Raw] = []
        self.closed: list[str] = []
        self._stack: list[_State] = [_State()]
        self._texts: list[tuple[str, _State]] = []
        self._first: _State | None = None
        self._breaks = 0
        self._lists: list[int] = []

    def over(self, source: str) -> None:
        """Read all tags and texts. Inside a hidden element only its end is waited for."""
        skipped, depth = "", 0
        for closing, tag, given, text in _TOKENS.findall(source):
            if depth:
                if tag == skipped:
                    depth += -1 if closing else 1
            elif text:
                self._text(text)
            elif not tag:
                continue
            elif closing:
                if tag not in _PLAIN or self._stack[-1].tag == tag:
                    self._close(tag)
            elif (tag not in _PLAIN or (given and _tells(given))) and not self._open(tag, given):
                skipped, depth = tag, 1
        self._flush()

    def _text(self, text: str) -> None:
        if text.isspace():
            if self._texts:
                self._texts.append((" ", self._stack[-1]))
            return
        if "&" in text:
            text = text.replace("&nbsp;", "\xa0").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        if self._breaks > 1 or (self._breaks and self._ends_a_bold_line()):
            self._flush()
        self._breaks = 0
        if TABLE[0] in text and self._table(text):
            return
        if self._first is None:
            self._first = self._stack[-1]
        self._texts.append((text, self._stack[-1]))

    def _ends_a_bold_line(self) -> bool:
        """Whether the line so far is bold and what follows is not: a headline or subhead of old pages."""
        return not self._stack[-1].strong and all(state.strong or not text.strip() for text, state in self._texts)

    def _table(self, text: str) -> bool:
        """Put in a table that was read before; False for any other text."""
        number = text.strip().removeprefix(TABLE[0]).removesuffix(TABLE[1])
        if not (number.isascii() and number.isdigit() and int(number) < len(self.tables)):
            return False
        self._flush()
        self.found.append(_Raw(self.tables[int(number)], self._stack[-1], ()))
        return True

    def _open(self, tag: str, given: str) -> bool:
        """An element begins; False if it is hidden."""
        if tag == "br":
            self._breaks += 1
            self._texts.append((" ", self._stack[-1]))
            return True
        if tag in BLOCKS or tag == "hr":
            self._flush()
        outer = self._stack[-1]
        if not given and tag in _FORMATS:
            state = outer._replace(tag=tag)
        else:
            named = name(tag, given)
            if named.is_hidden:
                return tag in _VOID
            state = self._entered(outer, tag, named)
        if tag in _VOID:
            return True
        self._stack.append(_formatted(state, tag, given) if tag in _FORMATS else state)
        return True

    def _entered(self, outer: _State, tag: str, named: Named) -> _State:
        region, closed = outer.region, outer.closed
        if named.region in CLOSED:
            self.closed.append(named.region)
            closed = (*closed, len(self.closed) - 1)
        elif named.region and not (named.region == "main" and outer.region == "article"):
            region = named.region
        kind, level = (named.kind, named.level) if named.kind else (outer.kind, outer.level)
        if outer.kind == "heading" and named.kind == "caption":
            kind, level = outer.kind, outer.level
        if tag in _LISTS:
            self._lists.append(0 if tag == "ol" else -1)
        elif tag == "li":
            level = self._number()
        in_paragraph = outer.in_paragraph or tag == "p"
        return _State(tag, kind, level, region, closed, outer.link, outer.strong, outer.em, in_paragraph)

    def _number(self) -> int:
        if not self._lists or self._lists[-1] < 0:
            return 0
        self._lists[-1] += 1
        return self._lists[-1]

    def _close(self, tag: str) -> None:
        if tag in BLOCKS:
            self._flush()
        if self._stack[-1].tag == tag:
            self._stack.pop()
            if tag in _LISTS and self._lists:
                self._lists.pop()

    def _flush(self) -> None:
        self._breaks = 0
        texts, self._texts = self._texts, []
        state, self._first = self._first, None
        if state is None:
            return
        text = squash("".join([text for text, _ in texts]) if len(texts) > 1 else texts[0][0])
        if not text.isprintable():
            texts = [(self.cleaner.clean(text), state) for text, state in texts]
            text = squash("".join(text for text, _ in texts))
        if not text:
            return
        is_plain = not any(state.link or state.strong or state.em for _, state in texts)
        share = 0.0 if is_plain else _link_share(texts)
        block = Block(text, state.kind, state.level, "", share, state.region)
        self.found.append(_Raw(block, state, () if is_plain else texts))


def _tells(given: str) -> bool:
    """Whether the attributes of a plain element may say something."""
    return "hidden" in given or "aption" in given or "redit" in given or "opyright" in given


def _formatted(state: _State, tag: str, given: str) -> _State:
    if tag == "a":
        href = _HREF.search(given)
        address = href[1].replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">") if href else "#"
        return state._replace(link=address.replace("&quot;", '"').replace("&amp;", "&") or "#")
    return state._replace(strong=True) if tag in ("b", "strong") else state._replace(em=True)


def _link_share(texts: Sequence[tuple[str, _State]]) -> float:
    total = linked = 0
    for text, state in texts:
        number = len(text) - text.count(" ")
        total += number
        linked += number if state.link else 0
    return round(linked / total, 3) if total else 0.0


class _Regions:
    """Settles in which part of the page each block stands.

    Old pages wrap everything in a form, or in something called "menu": an element that holds much of the page's
    prose is not believed to stand beside the article.
    """

    def __init__(self, names: Sequence[str], found: Sequence[_Raw]) -> None:
        self.names, self.found = names, found
        in_paragraphs = sum(len(raw.block.text) for raw in found if raw.state.in_paragraph)
        # Pages without paragraph elements are measured by all their text.
        self._by_paragraphs = in_paragraphs > 400
        inside = [0] * len(names)
        total = 0
        for raw in found:
            if raw.state.in_paragraph or not self._by_paragraphs:
                total += len(raw.block.text)
                for number in raw.state.closed:
                    inside[number] += len(raw.block.text)
        self._believed = [prose <= 0.4 * total for prose in inside]

    def settled(self, base: str) -> tuple[Block, ...]:
        """All blocks, in order, each with its region and its Markdown."""
        return tuple(self._settled(raw, base) for raw in self.found)

    def _settled(self, raw: _Raw, base: str) -> Block:
        block, state = raw.block, raw.state
        region = state.region
        for number in state.closed:
            if self._believed[number]:
                region = self.names[number]
                break
        marked = block.markdown
        # What is surely no part of an article needs no links.
        if raw.parts and block.kind != "heading" and region not in ("nav", "footer", "form"):
            parts = [Run(text, state.link, state.strong, state.em) for text, state in raw.parts]
            marked = runs.markdown(parts, base)
        if region == block.region and not marked:
            return block
        return Block(block.text, block.kind, block.level, marked, block.link_share, region)
