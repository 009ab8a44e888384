"""Files of seeds → drafts: ``read → extract → enrich → compose``, and the proof.

Each step is done for some articles before the next one begins: a processor is quick at what it did a moment ago, and
each step is so much code that it has forgotten the others meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from generator.articles import Briefing, Seed
from generator.conversion.draft import Draft, Rejected
from generator.errors import SeedError
from generator.model import Document, FrontMatter, Taxonomy

if TYPE_CHECKING:
    from generator.verify import Witness

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")

_Article: TypeAlias = "tuple[int, Seed | SeedError, Witness]"
"""One article of some files: the number of its file, what it is, and the file for the proof."""

TOGETHER = 8
"""Articles that go through the steps together, at most; all that is made of them is held at once."""
_MUCH = 2_000_000
"""Bytes of their files from which on no more come together."""


def draft_file(seeds: Path, name: str, vocabulary: Taxonomy) -> list[Draft | Rejected]:
    """What one file gives: a draft for each article in it."""
    return draft_files(seeds, [name], vocabulary)[0]


def draft_files(seeds: Path, names: Sequence[str], vocabulary: Taxonomy) -> list[list[Draft | Rejected]]:
    """What each of some files gives."""
    found: list[list[Draft | Rejected]] = [[] for _ in names]
    articles = _articles(seeds, names, found)
    while some := _few(articles):
        drafts = _drafts([(seed, witness) for _, seed, witness in some], vocabulary)
        for (at, _, _), draft in zip(some, drafts, strict=True):
            found[at].append(draft)
    return found


def _few(articles: Iterator[_Article]) -> list[_Article]:
    """The next ones, fewer of what is large."""
    some: list[_Article] = []
    size = 0
    for article in articles:
        some.append(article)
        size += len(article[2].data)
        if len(some) == TOGETHER or size >= _MUCH:
            break
    return some


def _articles(seeds: Path, names: Sequence[str], found: list[list[Draft | Rejected]]) -> Iterator[_Article]:
    """Every article of some files; a file that cannot be opened is entered as ``found``."""
    from generator.seeds import read_all  # loaded with the first seed that has changed: start-up time is a promise
    from generator.verify import Witness

    for at, name in enumerate(names):
        try:
            data = (seeds / name).read_bytes()
        except OSError as error:
            found[at].append(Rejected(name, error.strerror or str(error)))
            continue
        witness = Witness(name, data)
        try:
            yield from ((at, seed, witness) for seed in read_all(name, data))
        except Exception as error:  # of whatever kind, it shall not take the other files along
            yield at, failed(name, error), witness


def _drafts(articles: Sequence[tuple[Seed | SeedError, Witness]], vocabulary: Taxonomy) -> list[Draft | Rejected]:
    from generator.enrich import enrich
    from generator.extract import extract

    paths, seeds = [seed.path for seed, _ in articles], [seed for seed, _ in articles]
    extracted = list(map(_tried, paths, repeat(extract), seeds))
    enriched = list(map(_tried, paths, repeat(lambda article: enrich(article, vocabulary)), extracted))
    composed = list(map(_tried, paths, repeat(_composed), enriched))
    return [_draft(seed, made, witness) for (seed, witness), made in zip(articles, composed, strict=True)]


def _composed(briefing: Briefing) -> tuple[FrontMatter, str]:
    """A briefing's two halves. Raises SeedError for a body that no page can be made of."""
    from generator.compose import compose
    from generator.markdown.bounds import TooComplex, refuse

    front, body = compose(briefing)
    try:
        refuse(body)
    except TooComplex as error:
        raise SeedError(briefing.article.seed.path, f"{error}; split the file, or simplify it") from error
    return front, body


def _tried(path: str, step: Callable[[_Given], _Made], given: _Given | SeedError) -> _Made | SeedError:
    """What a step makes of the article at a path, or the error of this or of an earlier one."""
    if isinstance(given, SeedError):
        return given
    try:
        return step(given)
    except SeedError as error:
        return error.with_traceback(None)  # it would hold the list that holds it, and with that all of the articles
    except Exception as error:  # of whatever kind, it shall not take the other articles along
        return failed(path, error)


def failed(path: str, error: Exception) -> SeedError:
    """What is told of a seed at which the converter itself fails."""
    what = f"the converter itself fails at it ({type(error).__name__}: {error})"
    return SeedError(path, f"{what}; please report that, with the file; it is left out".replace("\n", " "))


def _draft(seed: Seed | SeedError, made: tuple[FrontMatter, str] | SeedError, witness: Witness) -> Draft | Rejected:
    from generator.verify import prove

    if isinstance(made, SeedError):
        return Rejected(made.path, made.reason)
    assert isinstance(seed, Seed)
    front, body = made
    proof = _tried(seed.path, lambda document: prove(document, [witness]), Document(seed.path, front, body, ""))
    return Rejected(seed.path, proof.reason) if isinstance(proof, SeedError) else Draft.of(seed, front, body, proof)
