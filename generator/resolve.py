"""After a conversion: what waits for editors, resolving clashes, and mending a damaged memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from datetime import date
from pathlib import Path

from generator import files
from generator.content import staging
from generator.content.clash import Choice, Clash, leave_open
from generator.content.places import Identity, Places
from generator.content.record import Record
from generator.content.state import FOLDER, State
from generator.conversion.draft import Draft
from generator.conversion.page import Merged, Page, merge
from generator.conversion.report import Report
from generator.convert import Options, convert, draft_file, seed_names, vocabulary_of
from generator.errors import StateError
from generator.light import changing


@changing
class Status:
    """What waits for somebody."""

    waiting: list[str] = field(default_factory=list)
    """Seeds that the next conversion will turn into briefings, or refresh."""
    rejected: list[str] = field(default_factory=list)
    clashes: list[tuple[str, Clash]] = field(default_factory=list)
    """Files, and what editor and source both changed in them."""
    deleted: list[str] = field(default_factory=list)
    """Addresses of briefings that editors deleted; they stay reserved."""
    twins: list[tuple[str, str]] = field(default_factory=list)
    """Seeds that are another source of a briefing, with its file."""
    damaged: list[str] = field(default_factory=list)
    """Records that cannot be read."""
    notes: list[str] = field(default_factory=list)


def status(seeds: Path, content: Path, today: date) -> Status:
    """Look at everything and change nothing."""
    report = convert(seeds, content, today, options=Options(dry_run=True))
    state = State(content)
    places = Places(content, state)
    found = Status([*report.created, *report.refreshed, *report.kept], [str(item) for item in report.rejected])
    found.damaged = [path.relative_to(content).as_posix() for path, _ in state.damaged()]
    found.notes = report.notes
    for record in sorted(state.all(), key=lambda record: record.seed):
        if record.twin_of:
            found.twins.append((record.seed, record.file))
        elif record.slug and places.find(record.seed, record) is None:
            found.deleted.append(record.slug)
        elif record.clashes:
            found.clashes += _open(seeds, content, record, places, report)
    return found


def resolve(seeds: Path, content: Path, file: str, choose: Callable[[Clash], Choice | None]) -> tuple[Clash, ...]:
    """Resolve the clashes of one briefing as ``choose`` says; what is still open is returned. Raises StateError."""
    with files.exclusive(content / FOLDER):
        state = State(content)
        state.refuse_newer()
        staging.finish(state)
        record = _record_of(state, content, file)
        merged = _merged(seeds, content, record, file, choose, Report())
        page = (content / file).read_bytes().decode()
        staging.update(state, replace(merged.record, file=file), page, merged.text)
        return merged.clashes


def repair(seeds: Path, content: Path, today: date) -> list[str]:
    """Rebuild damaged records from seeds and content, never overwriting an edit; tell what was done."""
    done: list[str] = []
    with files.exclusive(content / FOLDER):
        state = State(content)
        state.refuse_newer()
        staging.finish(state)
        broken = [(path, _owned(state, seeds, path, record)) for path, record in state.damaged()]
        again = [record.seed for path, record in broken if _put_in_place(state, path, record, seeds, done)]
    names = sorted({seed if (seeds / seed).is_file() else seed.partition("#")[0] for seed in again})
    if names:
        report = convert(seeds, content, today, names)
        _bury(seeds, content, report.deleted)
        done += [f"{seed}: rebuilt from its seed and its briefing" for seed in [*report.refreshed, *report.kept]]
        done += [f"{seed}: its briefing was deleted and stays so" for seed in report.deleted]
    return done


def _put_in_place(state: State, path: Path, record: Record, seeds: Path, done: list[str]) -> bool:
    """Mend what can be mended without the seed; True if the seed must be converted for the rest."""
    name = path.relative_to(state.content).as_posix()
    if record.seed and state.record_path(record.seed) == path and _is_there(seeds, record.seed):
        return True
    if record.seed and not state.record_path(record.seed).exists():
        state.put(record)
        done.append(f"{name}: moved to its place")
    else:
        kept = state.local / "damaged" / path.name
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(path.read_bytes())
        done.append(f"{name}: tells of no seed; put aside as {kept.relative_to(state.content).as_posix()}")
    if state.record_path(record.seed) != path or not record.seed:
        path.unlink()
    else:
        state.put(record)
        done[-1] = f"{name}: its seed is gone; its address stays reserved"
    return False


def _owned(state: State, seeds: Path, path: Path, record: Record) -> Record:
    """What a damaged record tells, of the seed whose it is by its file's name, whatever it says itself."""
    if record.seed and state.record_path(record.seed) == path:
        return record
    from generator.seeds import read_all

    for name in seed_names(seeds):
        articles = [] if state.record_path(name) == path else read_all(name, (seeds / name).read_bytes())
        for seed in (name, *(article.path for article in articles)):
            if state.record_path(seed) == path:
                return Record.salvage(path.read_bytes(), seed)
    return record


def _bury(seeds: Path, content: Path, deleted: list[str]) -> None:
    """Write whole records of seeds whose briefing was deleted, so that it stays so."""
    with files.exclusive(content / FOLDER):
        state = State(content)
        places = Places(content, state)
        for path, record in list(state.damaged()):
            owned = _owned(state, seeds, path, record)
            if owned.seed in deleted:
                slug, file = places.free(Path(owned.seed).stem, "undated")
                state.put(replace(owned, sha256="", slug=owned.slug or slug, file=owned.file or file))


def _is_there(seeds: Path, seed: str) -> bool:
    return (seeds / seed).is_file() or (seeds / seed.partition("#")[0]).is_file()


def _open(seeds: Path, content: Path, record: Record, places: Places, report: Report) -> list[tuple[str, Clash]]:
    file = places.find(record.seed, record) or record.file
    try:
        return [(file, clash) for clash in _merged(seeds, content, record, file, leave_open, report).clashes]
    except StateError as error:
        report.notes.append(str(error))
        return []


def _merged(
    seeds: Path, content: Path, record: Record, file: str, choose: Callable[[Clash], Choice | None], report: Report
) -> Merged:
    page = Page.read(content / file)
    if isinstance(page, str):
        raise StateError(f"{file}: {page}; mend it first")
    vocabulary, skipped = vocabulary_of(content, report)
    name = record.seed if (seeds / record.seed).is_file() else record.seed.partition("#")[0]
    drafts = [item for item in draft_file(seeds, name, vocabulary) if item.seed == record.seed]
    draft = next((item for item in drafts if isinstance(item, Draft)), None)
    if draft is None:
        raise StateError(f"{file}: its seed {record.seed} is gone or cannot be read; the editor's text stays")
    return merge(page, record, draft, choose, skipped)


def _record_of(state: State, content: Path, file: str) -> Record:
    identity = None if files.is_outside(file) else Identity.of(content / file)
    if identity is None:
        raise StateError(f"{file}: there is no such briefing")
    records = [record for record in state.all() if record.slug in identity.slugs]
    own = [record for record in records if record.seed in identity.seeds] or records
    if not own:
        raise StateError(f"{file}: was not made from a seed, so nothing can clash with it")
    return own[0]
