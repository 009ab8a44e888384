"""Three-way merge of a conversion into what editors made of the last one.

The base is known by digests alone: what the converter wrote last time, field by field and paragraph by
paragraph. What nobody touched takes the new value; what somebody touched stays; where both changed, the
editor's text stays and a Clash tells of the other. The algorithm for paragraphs is diff3 (Khanna, Kunal,
Pierce: A Formal Investigation of Diff3, 2007) over digests.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from generator import yamltext

_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")


@dataclass(frozen=True)
class Clash:
    """A place that the editor and the converter both changed."""

    field: str
    mine: str
    theirs: str


def digest(text: str) -> str:
    """Sixteen hexadecimal digits that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def field_digest(value: Any) -> str:
    """Digest of a field's plain value; all empty values are one."""
    return "" if value in (None, "", []) else digest(yamltext.dump(value))


def merge_fields(
    base: Mapping[str, str], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Clash]]:
    """Which fields of the file to change, and which clash.

    ``base`` maps fields to digests of what the converter wrote, ``mine`` and ``theirs`` to plain values.
    """
    changes: dict[str, Any] = {}
    clashes = []
    for name, value in theirs.items():
        was, now, new = base.get(name, ""), field_digest(mine.get(name)), field_digest(value)
        if new in (now, was):
            continue
        if now == was:
            changes[name] = value
        else:
            clashes.append(Clash(name, yamltext.dump(mine.get(name)), yamltext.dump(value)))
    return changes, clashes


def blocks(body: str) -> list[str]:
    """The paragraphs of a body, each with the blank lines that follow it."""
    starts = [match.start() for match in _BLOCK.finditer(body)]
    return [body[start:end] for start, end in pairwise([*starts, len(body)])]


def body_digests(body: str) -> list[str]:
    """Digest of each paragraph."""
    return [digest(block.strip()) for block in blocks(body)]


def merge_bodies(base: Sequence[str], mine: str, theirs: str) -> tuple[str, list[Clash]]:
    """Merge two bodies by paragraphs; ``base`` holds the digests of the last conversion's."""
    mine_blocks, theirs_blocks = blocks(mine), blocks(theirs)
    merged: list[str] = []
    clashes = []
    for was, ours, new in _chunks(base, mine_blocks, theirs_blocks):
        ours_digests, new_digests = _digests(ours), _digests(new)
        if ours_digests == list(was):
            merged += ours if new_digests == list(was) else new
        else:
            merged += ours
            if new_digests not in (list(was), ours_digests):
                clashes.append(Clash("body", _join(ours), _join(new)))
    return _join(merged), clashes


def _chunks(
    base: Sequence[str], mine: list[str], theirs: list[str]
) -> list[tuple[Sequence[str], list[str], list[str]]]:
    """Cut all three at the base paragraphs that stand unchanged in both."""
    to_mine, to_theirs = _matches(base, _digests(mine)), _matches(base, _digests(theirs))
    anchors = [(at, to_mine[at], to_theirs[at]) for at in range(len(base)) if at in to_mine and at in to_theirs]
    chunks = []
    b = m = t = 0
    for at, in_mine, in_theirs in [*anchors, (len(base), len(mine), len(theirs))]:
        chunks.append((base[b:at], mine[m:in_mine], theirs[t:in_theirs]))
        if at < len(base):
            chunks.append((base[at : at + 1], mine[in_mine : in_mine + 1], theirs[in_theirs : in_theirs + 1]))
        b, m, t = at + 1, in_mine + 1, in_theirs + 1
    return chunks


def _matches(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    matcher = difflib.SequenceMatcher(None, base, other, autojunk=False)
    return {a + offset: b + offset for a, b, size in matcher.get_matching_blocks() for offset in range(size)}


def _digests(parts: Sequence[str]) -> list[str]:
    return [digest(part.strip()) for part in parts]


def _join(parts: Sequence[str]) -> str:
    """Put paragraphs together with at least one blank line between, keeping wider gaps as they are."""
    text = ""
    for part in parts:
        if text and not re.search(r"\n[ \t]*\n\s*\Z", text):
            text = text.rstrip("\n") + "\n\n"
        text += part
    return text.strip("\n")
