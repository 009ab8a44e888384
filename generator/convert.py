"""Seeds → content: the left half of the picture, readable as a pipeline.

``read → extract → enrich → compose → merge and write``, one seed after the other, under one lock.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from generator import files, frontmatter, taxonomy, text, yamltext
from generator.compose import compose
from generator.content.merge import Clash, body_digests, field_digest, merge_bodies, merge_fields
from generator.content.state import FOLDER as STATE
from generator.content.state import Record, State
from generator.content.tree import FOLDER as BRIEFINGS
from generator.content.tree import Inventory
from generator.enrich import enrich
from generator.errors import ContentError, SeedError, StateError
from generator.extract import extract
from generator.fields import BY_NAME
from generator.model import Briefing, Taxonomy
from generator.seeds import is_seed, read

_WRITTEN_ONCE = frozenset({"slug", "added", "status"})


@dataclass
class Report:
    """What one run did: paths of seeds, by outcome."""

    created: list[str] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    """Seeds whose briefing an editor deleted; it stays deleted."""
    clashes: list[tuple[str, Clash]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What editors should know; nothing failed."""
    rejected: list[SeedError] = field(default_factory=list)


def convert(seeds: Path, content: Path, as_of: date, only: Iterable[str] = (), *, again: bool = False) -> Report:
    """Convert the seeds below ``seeds`` (or the named ones) into ``content``.

    Never fails because of what editors wrote; a seed that gives no article is in ``rejected``.
    ``again`` looks at seeds that have not changed since the last run, too.
    """
    wanted = set(only)
    with files.exclusive(content / STATE):
        run = _Run(content, as_of)
        names = seed_names(seeds)
        run.find_renamed(seeds, names)
        engine = engine_name(run.taxonomy)
        again = again or run.state.engine() != engine
        for name in names:
            if not wanted or name in wanted:
                run.seed(seeds, name, again=again)
        if not wanted:
            run.state.set_engine(engine)
        return run.report


def seed_names(seeds: Path) -> list[str]:
    """Paths of all seeds below the folder, with ``/``, sorted."""
    return [path.relative_to(seeds).as_posix() for path in files.walk(seeds) if is_seed(path.name)]


def unconverted(seeds: Path, content: Path) -> list[str]:
    """Seeds that no conversion has seen in their present form."""
    state = State(content)
    return [name for name in seed_names(seeds) if not _is_known(state, name, files.sha256((seeds / name).read_bytes()))]


def _is_known(state: State, name: str, sha256: str) -> bool:
    try:
        record = state.get(name)
    except StateError:
        return False
    return record is not None and record.sha256 == sha256


def engine_name(vocabulary: Taxonomy) -> str:
    """Digest of the code and vocabulary that decide what a seed becomes."""
    package = Path(__file__).parent
    sources = [package / f"{name}.py" for name in ("text", "compose", "markdown/escaping")]
    for stage in ("seeds", "extract", "enrich"):
        sources += sorted((package / stage).glob("*.py"))
    digest = hashlib.sha256(repr(vocabulary.tags).encode())
    for path in sources:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def brief(path: str, data: bytes, vocabulary: Taxonomy) -> Briefing:
    """One seed's bytes → its briefing: the pipeline itself. Raises SeedError."""
    return enrich(extract(read(path, data)), vocabulary)


class _Run:
    """One conversion: what is known of content, and the report so far."""

    def __init__(self, content: Path, as_of: date) -> None:
        self.content, self.as_of = content, as_of
        self.state = State(content)
        self.state.finish()
        self.report = Report()
        self._inventory: Inventory | None = None
        self._reserved: set[str] | None = None
        self.taxonomy_is_whole = True
        try:
            self.taxonomy = taxonomy.load(content)
        except ContentError as error:
            self.taxonomy, self.taxonomy_is_whole = Taxonomy(), False
            self.report.notes += [f"{problem} (tags are left as they are)" for problem in error.problems]

    @property
    def inventory(self) -> Inventory:
        if self._inventory is None:
            self._inventory = Inventory.of(self.content)
        return self._inventory

    def find_renamed(self, seeds: Path, names: list[str]) -> None:
        """Move the record of a seed that was found again, by its hash, under another path."""
        new = [name for name in names if not self.state.record_path(name).exists()]
        if not new:
            return
        gone = {record.sha256: record for record in self.state.all() if not (seeds / record.seed).exists()}
        for name in new if gone else ():
            record = gone.pop(files.sha256((seeds / name).read_bytes()), None)
            if record is not None:
                self.state.put(replace(record, seed=name, sha256=""))
                self.state.forget(record.seed)

    def seed(self, seeds: Path, name: str, *, again: bool) -> None:
        try:
            data = (seeds / name).read_bytes()
            record = self._record(name)
            if record is not None and record.sha256 == files.sha256(data) and not again:
                self.report.unchanged.append(name)
                return
            self._write(name, record, brief(name, data, self.taxonomy))
        except SeedError as error:
            self.report.rejected.append(error)
        except OSError as error:
            self.report.rejected.append(SeedError(name, error.strerror or str(error)))

    def _record(self, name: str) -> Record | None:
        try:
            return self.state.get(name)
        except StateError as error:
            self.report.notes.append(f"{error}; it is made anew, and the text in content is kept")
            return None

    def _write(self, name: str, record: Record | None, briefing: Briefing) -> None:
        file = self._find(name, record)
        if file is None and record is not None:
            self.state.put(replace(record, sha256=briefing.article.seed.sha256))
            self.report.deleted.append(name)
        elif file is None:
            self._create(name, briefing)
        else:
            self._refresh(name, file, record, briefing)

    def _find(self, name: str, record: Record | None) -> str | None:
        """Where the seed's briefing is now, if it still is."""
        if record is not None and (self.content / record.file).is_file():
            return record.file
        by_seed = self.inventory.seeds.get(name)
        return by_seed or (self.inventory.slugs.get(record.slug) if record is not None else None)

    def _create(self, name: str, briefing: Briefing) -> None:
        slug, file = self._free_place(briefing)
        front, body = compose(briefing, slug, self.as_of)
        fields = {key: field_digest(value) for key, value in frontmatter.plain(front).items()}
        sha256 = briefing.article.seed.sha256
        self.state.create(Record(name, sha256, slug, file, fields, body_digests(body)), frontmatter.write(front, body))
        self.inventory.slugs[slug] = self.inventory.seeds[name] = file
        self.report.created.append(name)

    def _free_place(self, briefing: Briefing) -> tuple[str, str]:
        article = briefing.article
        if self._reserved is None:
            self._reserved = {record.slug for record in self.state.all()}
        folder = f"{BRIEFINGS}/{article.date.year if article.date else 'undated'}"
        for slug in text.numbered(text.slugify(article.title) or "briefing"):
            file = f"{folder}/{slug}.md"
            if slug not in self.inventory.slugs and slug not in self._reserved and not (self.content / file).exists():
                self._reserved.add(slug)
                return slug, file
        raise AssertionError("numbered slugs never end")

    def _refresh(self, name: str, file: str, record: Record | None, briefing: Briefing) -> None:
        path = self.content / file
        parts = _parts(path)
        if parts is None:
            self.report.notes.append(f"{file}: cannot be read as a briefing, so it is kept as it is")
            return
        old, mine, body = parts
        base = record or Record(name, "", "", file)
        slug = base.slug or str(mine.get("slug") or "") or text.slugify(briefing.article.title)
        front, new_body = compose(briefing, slug, self.as_of)
        theirs = {
            key: value
            for key, value in _all_plain(front).items()
            if key not in _WRITTEN_ONCE and (self.taxonomy_is_whole or key != "tags")
        }
        changes, clashes = merge_fields(base.fields, mine, theirs)
        merged, body_clashes = merge_bodies(base.body, body, new_body)
        self.report.clashes += [(file, clash) for clash in clashes + body_clashes]
        new = frontmatter.patch(old, changes, merged if merged != body.strip("\n") else None)
        if new != old:
            files.write_atomic(path, new.encode())
        (self.report.refreshed if new != old else self.report.unchanged).append(name)
        fields = {**base.fields, **{key: field_digest(value) for key, value in theirs.items()}}
        known = {key: value for key, value in fields.items() if value or key in base.fields}
        self.state.put(Record(name, briefing.article.seed.sha256, slug, file, known, body_digests(new_body)))


def _all_plain(front: Any) -> dict[str, Any]:
    return {name: frontmatter.plain_value(name, getattr(front, name)) for name in BY_NAME}


def _parts(path: Path) -> tuple[str, dict[str, Any], str] | None:
    """Text, plain fields and body of a file as it stands; None if it is no briefing that can be read."""
    try:
        whole = path.read_bytes().decode()
        head, rest = frontmatter.split(whole.replace("\r\n", "\n"))
        fields = yamltext.load(head)[0] if head is not None else None
    except (UnicodeDecodeError, yamltext.YAMLProblem):
        return None
    return (whole, fields, rest) if isinstance(fields, dict) else None
