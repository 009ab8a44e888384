"""Seeds → content: the left half of the picture, readable as a pipeline.

``look`` finds the seeds that are new or changed; each goes ``read → extract → enrich → compose`` in this
process or in several; ``settle`` merges the results into content, one after the other, under one lock.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from generator import files, taxonomy
from generator.articles import Briefing, Seed
from generator.collecting import seldom_collected
from generator.content import staging
from generator.content.behind import TOGETHER
from generator.content.places import Places
from generator.content.seen import Seen
from generator.content.state import FOLDER, State
from generator.conversion.draft import Draft, Rejected
from generator.conversion.drafting import draft_file
from generator.conversion.history import History
from generator.conversion.look import look, seed_names
from generator.conversion.report import Report
from generator.conversion.settle import Settling
from generator.conversion.sharing import drafts_of
from generator.conversion.twins import Twins
from generator.errors import ContentError, StateError
from generator.light import light
from generator.model import Taxonomy

__all__ = [
    "Options",
    "Report",
    "brief",
    "convert",
    "draft_file",
    "engine_name",
    "seed_names",
    "unconverted",
    "vocabulary_of",
]


@light
class Options:
    """How to convert."""

    again: bool = False
    """Look at seeds that have not changed since the last run, too."""
    keep_duplicates: bool = False
    """Make a briefing of every seed, also of those that tell a story that is there."""
    dry_run: bool = False
    """Write nothing; report what would be done."""
    jobs: int = 1
    """Processes to read and extract in; 0: one a core."""
    progress: Callable[[int, int], None] = lambda _done, _all: None
    """Called with the number of files done, and of all."""


AS_USUAL = Options()


@seldom_collected()
def convert(seeds: Path, content: Path, as_of: date, only: Iterable[str] = (), options: Options = AS_USUAL) -> Report:
    """Convert the seeds below ``seeds`` (or the named ones) into ``content``.

    Never fails because of what editors wrote; a seed that gives no article is in ``rejected``.
    """
    only = list(only)
    with nullcontext() if options.dry_run else files.exclusive(content / FOLDER):
        state = State(content, dry=options.dry_run, together=TOGETHER)
        state.refuse_newer()
        staging.finish(state)
        report = Report()
        vocabulary, skipped = vocabulary_of(content, report)
        engine = engine_name(vocabulary)
        again = options.again or state.engine() != engine
        places = Places(content, state)
        twins = Twins(content, state, places, report, joining=not options.keep_duplicates)
        seen = Seen(state, engine)
        found = look(seeds, state, seen, only, again=again, is_settled=twins.is_settled, home=places.home)
        report.rejected += found.rejected
        report.unchanged += found.unchanged
        history = History(state, places, found.present)
        settling = Settling(content, as_of, state, places, history, twins, skipped, again, report)
        for at, drafts in enumerate(drafts_of(seeds, found.work, vocabulary, options.jobs)):
            _settle_file(settling, seen, seeds, found.work[at], drafts)
            options.progress(at + 1, len(found.work))
        state.behind.settle()
        if not only:
            state.set_engine(engine)
            seen.save()
        report.notes += history.notes
        return report


def _settle_file(settling: Settling, seen: Seen, seeds: Path, name: str, drafts: Sequence[Draft | Rejected]) -> None:
    """Settle what one file gives; a file of several articles that are all as they were need not be read next time."""
    articles = [draft.seed for draft in drafts]
    before = seen.before(name, f"{seeds}/{name}", articles) if name not in articles else None
    unchanged, kept = len(settling.report.unchanged), len(settling.report.kept)
    for draft in drafts:
        if isinstance(draft, Rejected):
            settling.report.rejected.append(draft)
        else:
            settling.settle(draft)
    if before is not None and articles and len(settling.report.unchanged) - unchanged == len(articles):
        seen.remember_articles(name, articles, before)
    elif articles == [name] and len(settling.report.kept) > kept:
        seen.remember(name)  # looked at without need, for what editors made of its sources


def brief(path: str, data: bytes, vocabulary: Taxonomy) -> Briefing:
    """One seed's bytes → its briefing: the pipeline itself. Raises SeedError."""
    from generator.enrich import enrich  # loaded with the first seed that has changed: start-up time is a promise
    from generator.extract import extract
    from generator.seeds import read

    return enrich(extract(read(path, data)), vocabulary)


def unconverted(seeds: Path, content: Path) -> list[str]:
    """Seeds that no conversion has seen in their present form."""
    state = State(content)
    return [name for name in seed_names(seeds) if not _is_known(state, seeds, name)]


def _is_known(state: State, seeds: Path, name: str) -> bool:
    data = (seeds / name).read_bytes()
    if _has(state, name, files.sha256(data)):
        return True
    from generator.seeds import read_all

    found = list(read_all(name, data))
    return all(isinstance(seed, Seed) and seed.path != name and _has(state, seed.path, seed.sha256) for seed in found)


def _has(state: State, seed: str, sha256: str) -> bool:
    try:
        record = state.get(seed)
    except StateError:
        return False
    return record is not None and record.sha256 == sha256


def engine_name(vocabulary: Taxonomy) -> str:
    """Digest of the code, word lists and vocabulary that decide what a seed becomes."""
    digest = hashlib.sha256(repr(vocabulary.tags).encode())
    for path in engine_files():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def engine_files() -> list[Path]:
    """The files of the program that decide what a seed becomes."""
    package = Path(__file__).parent
    found = [package / f"{name}.py" for name in ("text", "compose", "markdown/escaping", "fields", "kinds", "neardup")]
    for stage in ("seeds", "extract", "enrich", "verify"):
        found += sorted(path for path in (package / stage).rglob("*.*") if path.suffix != ".pyc")
    return found


def vocabulary_of(content: Path, report: Report) -> tuple[Taxonomy, frozenset[str]]:
    """The taxonomy, and the fields that cannot be told without it where it is broken."""
    try:
        return taxonomy.load(content), frozenset()
    except ContentError as error:
        report.notes += [f"{problem} (tags are left as they are)" for problem in error.problems]
        return Taxonomy(), frozenset({"tags"})
