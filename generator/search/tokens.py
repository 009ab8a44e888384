"""Text → search terms. ``theme/assets/portal/search.js`` does the same to a query; keep the two alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.text import unspaced

_RUN = re.compile(r"[^\W_]+")


def normalize(text: str) -> str:
    """NFKC, lower case, without combining marks."""
    lowered = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.category(c).startswith("M"))


def terms(text: str) -> Iterator[str]:
    """Words; in scripts without spaces each character and each pair of neighbours."""
    together = unspaced("+")
    for run in _RUN.findall(normalize(text)):
        end = 0
        for match in together.finditer(run):
            if match.start() > end:
                yield run[end : match.start()]
            letters = match.group()
            yield from letters
            yield from (letters[at : at + 2] for at in range(len(letters) - 1))
            end = match.end()
        if end < len(run):
            yield run[end:]


def shard(term: str) -> str:
    """Name of the file a term is in: its first UTF-16 code unit modulo 64."""
    return str(int.from_bytes(term[:1].encode("utf-16-le", "surrogatepass")[:2], "little") % 64)
