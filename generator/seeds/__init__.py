"""Raw files → Seeds: one module a form, and the table that picks it by the file's suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from generator.articles import Seed
from generator.errors import SeedError
from generator.seeds import decode, feed, html, marked, plain

MAX_BYTES = 20_000_000
MAX_BLOCKS = 50_000

READERS: Mapping[str, Callable[[str, bytes], Seed]] = {
    ".txt": plain.read,
    ".text": plain.read,
    ".md": marked.read,
    ".html": html.read,
    ".htm": html.read,
}
"""Suffix of a file, in lower case → its reader."""

FEEDS: Mapping[str, Callable[[str, bytes], Iterator[Seed | SeedError]]] = {
    ".xml": feed.read_all,
    ".rss": feed.read_all,
    ".atom": feed.read_all,
    ".json": feed.read_all,
}
"""Suffix of a file that holds several articles → its reader."""

_NO_SEEDS = ("readme", "license", "licence")


def is_seed(name: str) -> bool:
    """Whether a file of this name is meant as an article; README*, LICENSE* and dotfiles are not."""
    base = name.rpartition("/")[2].lower()
    return bool(base) and not base.startswith((".", *_NO_SEEDS)) and not base.endswith("~")


def read_all(path: str, data: bytes) -> Iterator[Seed | SeedError]:
    """Read every article of one file, in its order; what cannot be read is given as its error, never raised.

    Most forms hold one article. The entries of a feed are seeds of their own, named ``path#entry``, each with
    the hash of its own bytes; one that is broken does not take the others with it.
    """
    try:
        reader = FEEDS.get(_suffix(path, data))
        if reader is None:
            yield read(path, data)
        else:
            yield from reader(path, data)
    except SeedError as error:
        yield error


def read(path: str, data: bytes) -> Seed:
    """Read one file. ``path`` is relative to the seeds folder and only names the seed.

    Raises SeedError with a one-line reason if the file cannot be an article.
    """
    suffix = _suffix(path, data)
    if suffix in FEEDS:
        return _only(path, list(FEEDS[suffix](path, data)))
    seed = READERS[suffix](path, data)
    if len(seed.blocks) > MAX_BLOCKS:
        raise SeedError(path, f"the file has {len(seed.blocks):,} paragraphs; at most {MAX_BLOCKS:,} are read")
    return seed


def _only(path: str, found: list[Seed | SeedError]) -> Seed:
    """Give the article of a feed that has but one."""
    if len(found) != 1:
        raise SeedError(path, f"the feed holds {len(found):,} articles")
    if isinstance(found[0], SeedError):
        raise found[0]
    return found[0]


def _suffix(path: str, data: bytes) -> str:
    """Suffix of a file that may be read. Raises SeedError for any other."""
    stem, _, ending = path.rpartition("/")[2].rpartition(".")
    suffix = f".{ending.lower()}" if stem and ending else ""
    if len(data) > MAX_BYTES:
        raise SeedError(path, f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read")
    if not data or data.isspace():
        raise SeedError(path, "the file is empty")
    if (kind := decode.binary_kind(data)) is not None:
        raise SeedError(path, f"{kind}, not text; save the article as {_forms()}")
    if suffix not in READERS and suffix not in FEEDS:
        form = f'unknown form ".{ending}"' if suffix else "the file name has no suffix"
        raise SeedError(path, f"{form}; save the article as {_forms()}")
    return suffix


def _forms() -> str:
    forms = [*READERS, *FEEDS]
    return " or ".join((", ".join(forms[:-1]), forms[-1]))
