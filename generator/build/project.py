"""Where a build takes place, how it is to run, and what it holds while it does."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from generator.catalogue.store import Store
from generator.engine.lock import Lock
from generator.engine.stage import remove
from generator.engine.versions import fingerprint
from generator.files import sha256, system_of
from generator.light import light


@light
class Project:
    """Where things are."""

    root: Path
    """Folder of mkdocs.yml."""
    content: Path
    site: Path
    name: str
    """Name of the build's database, from the site folder's."""

    @classmethod
    def of(cls, root: Path, content: str, site: Path) -> Project:
        """The places of a project that builds into ``site``."""
        root, site = root.resolve(), Path(site).resolve()
        inside = site.is_relative_to(root)
        name = site.relative_to(root).as_posix().replace("/", "+") if inside else f"at-{sha256(bytes(site))[:16]}"
        return cls(root, root / content, site, name)

    @property
    def is_inside(self) -> bool:
        """Whether the site lies in the project's folder, so that its place can be told relative to it."""
        return self.site.is_relative_to(self.root)

    @property
    def cache(self) -> Path:
        """Folder of everything that can be made again."""
        return self.root / ".cache" / "briefing"

    @property
    def staging(self) -> Path:
        """A folder on the site's file system: renaming does not cross from one to another."""
        inside = self.cache / f"{self.name}.stage"
        inside.parent.mkdir(parents=True, exist_ok=True)
        place = self.site
        while not place.exists():
            place = place.parent
        system = system_of(place)
        if system == system_of(inside.parent):
            return inside
        if place == self.site and system != system_of(place.parent):
            return place / ".briefing.stage"  # where one begins, only what is in it belongs to it
        return self.site.with_name(f".{self.site.name}.stage")


@light
class Options:
    """How a build is to run."""

    clean: bool = False
    """Make everything, whatever is known."""
    left_out: frozenset[str] = frozenset()
    """Files of the content that are passed over."""
    jobs: int = 0
    """Processes; 0 leaves it to the size of the work."""
    progress: Callable[[int, int], None] = lambda _done, _all: None
    """Is told how far a build that makes everything has come: each file is read once and made once."""


_FILES = ("db", "db-journal", "db.new", "db.new-journal", "db.seal", "db.seal.part", "lock")
_FOLDERS = ("stage", "host", "texts")


def _clear_way(prefix: str) -> None:
    """Take away what stands in the cache and is no file, or no folder, of it: at a pipe a build would wait for ever."""
    for endings, is_right in ((_FILES, S_ISREG), (_FOLDERS, S_ISDIR)):
        for place in (prefix + ending for ending in endings):
            with suppress(FileNotFoundError):
                if not is_right(os.lstat(place).st_mode):
                    remove(place)


class Held:
    """The lock of a site folder and its database, taken before anything is known of the build."""

    def __init__(self, cache: Path, name: str, say: Callable[[str], None]) -> None:
        self.path = cache / f"{name}.db"
        _clear_way(f"{cache}/{name}.")
        self.lock = Lock(cache / f"{name}.lock")
        self.lock.take(say)
        try:
            self.store = Store.open(self.path, fingerprint())
        except BaseException:
            self.lock.free()  # a server would wait for itself
            raise

    def restart(self) -> None:
        """Forget all that is known."""
        self.store.abandon()
        self.store = Store.begin(self.path, fingerprint())

    def free(self) -> None:
        """Let go."""
        self.store.abandon()
        self.lock.free()
