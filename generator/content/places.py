"""Where each seed's briefing is now, wherever editors moved it, and which addresses are free.

A briefing is known by what stands in its front matter, its slug and the seeds among its sources, not by its
file's name. Both are found even while the front matter cannot be parsed.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Literal

from generator import files, frontmatter, text
from generator.content import FOLDER
from generator.content.record import Record
from generator.content.state import State
from generator.content.tree import briefing_files
from generator.errors import StateError
from generator.light import light

_SLUG = re.compile(r"^slug:[ \t]*[\"']?([A-Za-z0-9-]+)", re.MULTILINE)
_SEED = re.compile(r"""(?<![\w"'])["']?seed["']?:[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\n]|'')*)'|([^,}\n]*))""")
_HEAD = 20_000
"""So many characters are searched where the front matter has no end."""


@light
class Identity:
    """By what a file says that it is a certain briefing."""

    slugs: frozenset[str]
    """Slugs in lower case; more than one in a file with the marks of an unfinished merge."""
    seeds: tuple[str, ...]
    """Seeds among its sources."""

    @classmethod
    def of(cls, path: Path) -> Identity | None:
        """Look at a file; None if there is none."""
        try:
            whole = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        head, _ = frontmatter.split(whole)
        head = whole[:_HEAD] if head is None else head
        seeds = (_seed_name(match) for match in _SEED.finditer(head))
        return cls(
            frozenset(match[1].lower() for match in _SLUG.finditer(head)), tuple(dict.fromkeys(filter(None, seeds)))
        )


@light
class _Inventory:
    """Files by what they say of themselves."""

    by_slug: dict[str, list[str]]
    by_seed: dict[str, list[str]]


class Places:
    """Finds briefings and free addresses in one content folder."""

    def __init__(self, content: Path, state: State) -> None:
        self.content, self.state = content, state
        self._taken: set[str] = set()

    def find(self, seed: str, record: Record | None) -> str | None:
        """Where the briefing of a seed is now, below the content folder; None if it is nowhere."""
        if record is None or not record.slug:
            return next((file for file in self._with_seed(seed) if not self._owners(file)), None)
        here = self._identity(record.file) if record.file else None
        if here is not None and (not (here.slugs or here.seeds) or self._is(here, seed, record)):
            return record.file
        return self._elsewhere(seed, record)

    def of_slug(self, slug: str, hint: str = "") -> str | None:
        """File of the briefing with a slug; ``hint`` is where it was last."""
        there = self._identity(hint) if hint else None
        if there is not None and slug in there.slugs:
            return hint
        return next(iter(self._inventory.by_slug.get(slug, ())), None)

    def seeds_in(self, file: str) -> tuple[str, ...]:
        """Seeds that a briefing lists among its sources."""
        identity = self._identity(file)
        return identity.seeds if identity else ()

    def slug_in(self, file: str) -> str:
        """The slug that a file names; empty if it names none or several."""
        identity = self._identity(file)
        return next(iter(identity.slugs)) if identity is not None and len(identity.slugs) == 1 else ""

    def home(self, record: Record) -> Literal["own", "unclear", "other"]:
        """What a quick look finds where a briefing was.

        Own: the text of the last conversion. Unclear: nothing, or an unfinished merge. Other: an older text, put
        back after it was deleted or merged with a newer record, or another seed's.
        """
        place = f"{self.content}/{record.file}"
        self.state.behind.settle_for(place)
        try:
            data = files.read(place)
        except OSError:
            return "unclear"
        if b"<<<<<<< " in data:
            return "unclear"
        return "own" if record.sha256.encode() in data else "other"

    def is_taken_over(self, record: Record) -> bool:
        """Whether another seed's briefing lies where this one's was.

        Only a merge of branches in which two seeds took the same address leaves that, never a deletion.
        """
        there = self._identity(record.file) if record.file else None
        others = [self._record(seed) for seed in there.seeds if seed != record.seed] if there else []
        return any(other is not None and other.file == record.file for other in others)

    def free(self, title: str, folder: str) -> tuple[str, str]:
        """A slug and a file that nobody has had."""
        for slug in text.numbered(text.slugify(title) or "briefing"):
            file = f"{FOLDER}/{folder}/{slug}.md"
            is_free = slug not in self._taken and slug not in self._reserved and slug not in self._inventory.by_slug
            if is_free and not (self.content / file).exists():
                self._taken.add(slug)
                return slug, file
        raise AssertionError("numbered slugs never end")

    def moved(self, slug: str, old: str, new: str) -> None:
        """A record was put under another seed's name."""
        owners = self._reserved.get(slug, [])
        self._reserved[slug] = [new, *(owner for owner in owners if owner not in (old, new))] if slug else []

    def _identity(self, file: str) -> Identity | None:
        self.state.behind.settle_for(f"{self.content}/{file}")
        return Identity.of(self.content / file)

    def _is(self, identity: Identity, seed: str, record: Record) -> bool:
        if record.slug in identity.slugs:
            return seed in identity.seeds or not any(self._has(other, record.slug) for other in identity.seeds)
        return seed in identity.seeds and not self._others(identity.slugs, seed)

    def _elsewhere(self, seed: str, record: Record) -> str | None:
        for file in [*self._inventory.by_slug.get(record.slug, []), *self._with_seed(seed)]:
            identity = self._identity(file)
            if identity is not None and self._is(identity, seed, record):
                return file
        return None

    def _has(self, seed: str, slug: str) -> bool:
        record = self._record(seed)
        return record is not None and record.slug == slug

    def _record(self, seed: str) -> Record | None:
        try:
            return self.state.get(seed)
        except StateError:
            return None

    def _with_seed(self, seed: str) -> list[str]:
        return self._inventory.by_seed.get(seed, [])

    def _owners(self, file: str) -> set[str]:
        identity = self._identity(file)
        return self._others(identity.slugs, "") if identity else set()

    def _others(self, slugs: Iterable[str], seed: str) -> set[str]:
        return {owner for slug in slugs for owner in self._reserved.get(slug, ()) if owner != seed}

    @cached_property
    def _reserved(self) -> dict[str, list[str]]:
        """Slug → the seeds whose records hold it, as the run began."""
        owners: dict[str, list[str]] = defaultdict(list)
        for record in [*self.state.all(), *(record for _, record in self.state.damaged())]:
            if record.slug:
                owners[record.slug].append(record.seed)
        return dict(owners)

    @cached_property
    def _inventory(self) -> _Inventory:
        inventory = _Inventory(defaultdict(list), defaultdict(list))
        for path in briefing_files(self.content):
            identity = Identity.of(path)
            name = path.relative_to(self.content).as_posix()
            for slug in identity.slugs if identity else ():
                inventory.by_slug[slug].append(name)
            for seed in identity.seeds if identity else ():
                inventory.by_seed[seed].append(name)
        return _Inventory(dict(inventory.by_slug), dict(inventory.by_seed))


def _seed_name(match: re.Match[str]) -> str:
    if match[1] is not None:
        try:
            return str(json.loads(f'"{match[1]}"'))
        except ValueError:
            return match[1]
    return match[2].replace("''", "'") if match[2] is not None else match[3].strip()
