"""People, organisations and places, as ``briefing convert`` finds them, against those that readers marked.

Compared are the distinct names of each kind in an article (what a front matter needs), folded as lower case without
"the" and a final "'s"; other kinds of names (peoples, dates, money) are left aside.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from generator.enrich.names import find
from tests.quality.sets import rows

_SETS = {"worldwide": "ner_worldwide", "conllpp": "ner_conllpp", "gmb": "ner_gmb_voa"}
_KINDS = {"PER": "person", "PERSON": "person", "ORG": "organization"} | dict.fromkeys(("LOC", "GPE", "FAC"), "place")
_NO_SPACE_BEFORE = frozenset([",", ".", ";", ":", "!", "?", ")", "'s", "’s", "%", "'"])


def measure(data: Path) -> dict[str, float]:
    """``entities.<set>.f1`` for each set the folder has, and words a second over all of them."""
    values: dict[str, float] = {}
    tokens, seconds = 0, 0.0
    find(["Loads the lists: Paris, Springfield, Hiroshi Kato said."])
    for name, prefix in _SETS.items():
        counts = Counter[str]()
        for row in rows(data, prefix):
            paragraphs = paragraphs_of(row)
            begin = time.process_time()
            found = find(paragraphs)
            seconds += time.process_time() - begin
            tokens += len(row["tokens"])
            given = {(mention.kind, _key(mention.name)) for mention in found}
            _count(given, wanted_of(row), counts)
        if counts:
            values[f"entities.{name}.f1"] = 2 * counts["both"] / (counts["given"] + counts["wanted"])
    return values | ({"entities.tokens_per_second": tokens / seconds} if tokens else {})


def _count(given: set[tuple[str, str]], wanted: set[tuple[str, str]], counts: Counter[str]) -> None:
    counts["given"] += len(given)
    counts["wanted"] += len(wanted)
    counts["both"] += len(given & wanted)


def paragraphs_of(row: dict[str, Any]) -> list[str]:
    """The sentences of a row, each a paragraph, with spaces as people write them."""
    return [_written(row["tokens"][start:end]) for start, end in row["sents"]]


def _written(tokens: Sequence[str]) -> str:
    text = ""
    for at, token in enumerate(tokens):
        is_hyphen = token == "-" and text[-1:].isalpha() and tokens[at + 1 : at + 2] and tokens[at + 1][0].isalpha()
        follows_hyphen = text.endswith("-") and text[-2:-1].isalpha() and token[0].isalpha()
        is_initial = re.fullmatch(r"[A-Z]\.?", token) and re.search(r"(?:^|[ .])[A-Z]\.$", text)
        glue = not text or token in _NO_SPACE_BEFORE or text.endswith("(") or is_hyphen or follows_hyphen or is_initial
        text += token if glue else f" {token}"
    return text


def wanted_of(row: dict[str, Any]) -> set[tuple[str, str]]:
    """Kind and folded name of each entity that readers marked."""
    found, start, kind = set(), 0, ""
    for at, tag in enumerate([*row["tags"], "O"]):
        if kind and (tag == "O" or tag.startswith("B") or tag[2:] != kind):
            if kind in _KINDS:
                found.add((_KINDS[kind], _key(_written(row["tokens"][start:at]))))
            kind = ""
        if tag != "O" and not kind:
            start, kind = at, tag[2:]
    return found


def _key(name: str) -> str:
    folded = " ".join(name.lower().replace("’", "'").replace(" ", " ").split())
    return folded.removeprefix("the ").removesuffix("'s").strip()
