"""Elements and text of a page, as they come → blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.model import Block
from generator.seeds.decode import clean
from generator.seeds.runs import Run, link_share, markdown, plain

_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:wp-)?(?:image-?|photo-?|media-?|figure-?|picture-?)?(?:caption|credit|copyright)s?(?:$|[\s_-])"
)
_KINDS = {"figcaption": "caption", "caption": "caption", "li": "item", "dd": "item", "blockquote": "quote"}


@dataclass(frozen=True, slots=True)
class _State:
    """What holds for the text at one place of the page."""

    kind: str = "paragraph"
    level: int = 0
    region: str = ""
    link: str = ""
    strong: bool = False
    em: bool = False


class Builder:
    """Collects runs of text and cuts them into blocks where a block element begins or ends."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._blocks: list[Block] = []
        self._runs: list[Run] = []
        self._run_state = _State()
        self._stack: list[tuple[int, _State]] = [(0, _State())]
        self._lists: list[tuple[int, int]] = []
        self._repairs: dict[str, None] = {}
        self._breaks = 0

    def text(self, text: str) -> None:
        """Add text as it stands in the page."""
        text, repairs = clean(text)
        self._repairs.update(
            dict.fromkeys(re.sub(r" \([\d,]+\)$", " hidden in character references", r) for r in repairs)
        )
        state = self._stack[-1][1]
        if text.strip():
            if self._breaks > 1:
                self._flush()
            self._breaks = 0
            if not any(run.text.strip() for run in self._runs):
                self._run_state = state
        self._runs.append(Run(text, state.link, state.strong, state.em))

    def line_break(self) -> None:
        """One break is white space; two in a row part paragraphs."""
        self._breaks += 1
        self._runs.append(Run(" "))

    def rule(self) -> None:
        """A thematic break ends a block."""
        self._flush()

    def add(self, block: Block, region: str) -> None:
        """Add a block that is already made."""
        self._flush()
        self._blocks.append(replace(block, region=region))

    def open(self, key: int, tag: str, attributes: Mapping[str, str | None], region: str, *, is_block: bool) -> None:
        """An element begins."""
        if is_block:
            self._flush()
        state = replace(self._stack[-1][1], region=region)
        if tag == "a":
            state = replace(state, link=attributes.get("href") or "#")
        elif tag in ("b", "strong"):
            state = replace(state, strong=True)
        elif tag in ("i", "em", "cite"):
            state = replace(state, em=True)
        elif tag in ("ol", "ul", "menu", "dir"):
            self._lists.append((key, 0 if tag == "ol" else -1))
        state = self._with_kind(state, tag, attributes)
        self._stack.append((key, state))

    def close(self, key: int, *, is_block: bool) -> None:
        """The element opened with ``key`` ends; elements never told of (skipped ones) are no matter."""
        if self._stack[-1][0] != key:
            return
        if is_block:
            self._flush()
        self._stack.pop()
        if self._lists and self._lists[-1][0] == key:
            self._lists.pop()

    def finish(self) -> tuple[Block, ...]:
        """All blocks, in order."""
        self._flush()
        return tuple(self._blocks)

    def repairs(self) -> tuple[str, ...]:
        """What was removed from character references."""
        return tuple(self._repairs)

    def _with_kind(self, state: _State, tag: str, attributes: Mapping[str, str | None]) -> _State:
        if re.fullmatch("h[1-6]", tag):
            return replace(state, kind="heading", level=int(tag[1]))
        if tag == "li":
            number = 0
            if self._lists and self._lists[-1][1] >= 0:
                owner, number = self._lists[-1]
                number += 1
                self._lists[-1] = (owner, number)
            return replace(state, kind="item", level=number)
        if tag in _KINDS:
            return replace(state, kind=_KINDS[tag], level=0)
        names = f"{attributes.get('class') or ''} {attributes.get('itemprop') or ''}".lower()
        is_part = tag not in ("body", "main", "article", "section")
        if is_part and 1 < len(names) < 500 and state.kind != "heading" and _CAPTION.search(names):
            return replace(state, kind="caption", level=0)
        return state

    def _flush(self) -> None:
        self._breaks = 0
        runs, self._runs = self._runs, []
        text = plain(runs)
        if not text:
            return
        state = self._run_state
        marked = markdown(runs, self.base) if state.kind != "heading" else ""
        share = round(link_share(runs), 3)
        self._blocks.append(Block(text, state.kind, state.level, marked, share, state.region))
