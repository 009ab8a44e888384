"""What this run of MkDocs is: its folders, its warnings, and whether its part can be left as it is next time."""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

import mkdocs.utils
import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from yaml.nodes import Node, ScalarNode

from generator import configuration
from generator.build import Project
from generator.content import FOLDER
from generator.engine import inputs
from generator.errors import BriefingError
from generator.light import light
from generator.mkdocs.theming import our_folders

_marked: list[int] = []


def mark() -> None:
    """Note that the configuration is about to be read."""
    _marked[:] = [time.time_ns()]


def started() -> int:
    """Nanosecond from which on a changed configuration may have been read before it changed."""
    if _marked:
        return _marked[0]
    try:  # MkDocs' own command: the configuration was read some time after the process began
        ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
        age = time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, AttributeError):
        age = 1.0 + time.process_time()
    return time.time_ns() - int((age + 0.02) * 1e9)


_PURE = {"briefings", "search", "material/search"}
"""Plugins that depend on nothing but the files and options MkDocs is given."""

_EXTENSIONS = ("markdown.extensions.", "pymdownx.")
_OF_MARKDOWN = {
    *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes", "legacy_attrs"),
    *("legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks"),
}
_READING = {"pymdownx.snippets", "pymdownx.b64"}
"""Extensions that take in other files, wherever these are."""

_CLOCK = re.compile(rb"\b(?:build|update)_date")

_TYPED = {"theme", "use_directory_urls"}
"""What may be typed behind the command ``mkdocs`` and changes pages, though no file says so."""


@light
class Sources:
    """The files MkDocs' part of the site is made from."""

    root: Path
    files: tuple[str, ...]
    folders: tuple[str, ...]

    @classmethod
    def of(cls, config: MkDocsConfig) -> Sources:
        """Configuration, the ones it inherits from, free pages, and the folders of our theme."""
        file = _file_of(config)
        return cls(file.parent, tuple(_with_parents(file)), (str(Path(config.docs_dir)), *our_folders(config)))

    @property
    def file(self) -> Path:
        """The configuration itself."""
        return Path(self.files[0])

    def record(self, config: MkDocsConfig) -> dict[str, Any]:
        """What a later run compares with."""
        return {
            "environment": {name: inputs.hidden(os.environ.get(name)) for name in environment(config)},
            "files": [inputs.short(self.root, name) for name in self.files],
            "folders": [inputs.short(self.root, name) for name in self.folders],
            "record": inputs.record(self.root, self.files, self.folders, started()),
        }


def _file_of(config: MkDocsConfig) -> Path:
    file = Path(config.config_file_path or "mkdocs.yml")
    return configuration.folder(file) / file.name


def _with_parents(file: Path) -> list[str]:
    found = [str(file)]
    for key, value in getattr(_composed(file), "value", ()):
        if key.value == "INHERIT" and isinstance(value, ScalarNode) and (file.parent / value.value).is_file():
            found += _with_parents(file.parent / value.value)
    return found


def is_repeatable(config: MkDocsConfig) -> bool:
    """Whether the same files give the same part again: no other plugin, no hook, nothing that runs or was typed."""
    pure = set(config.plugins) <= _PURE and not config.hooks and not any(map(_runs, _nodes(config)))
    told = not _is_typed(config) and _takes_no_hidden(config) and not _asks_the_clock(config)
    return pure and told and all(map(_reads_nothing, config.markdown_extensions))


def _is_typed(config: MkDocsConfig) -> bool:
    """Whether anything was typed behind the command that no file says."""
    with catch_warnings():
        simplefilter("ignore", DeprecationWarning)  # MkDocs does not use it and has nothing in its place
        return any(_TYPED & given.keys() for given in config.user_configs[1:])


def _asks_the_clock(config: MkDocsConfig) -> bool:
    """Whether a template of ours shows the day of the build, which no file says."""
    names = (name for folder in our_folders(config) for name in inputs.below(folder) if name.endswith(".html"))
    return any(_CLOCK.search(Path(name).read_bytes()) for name in names)


def _takes_no_hidden(config: MkDocsConfig) -> bool:
    """Whether files that begin with a dot are left alone: ``exclude_docs`` may take such back in."""
    return all(pattern.include is not False for pattern in getattr(config.exclude_docs, "patterns", ()))


def _reads_nothing(extension: str) -> bool:
    """Whether all that an extension of Markdown takes is its options and the page."""
    known = extension in _OF_MARKDOWN or extension.startswith(_EXTENSIONS)
    return known and extension not in _READING


def environment(config: MkDocsConfig) -> list[str]:
    """Names that ``!ENV`` reads from the environment, and the values that stand in their place."""
    wanted = (part for node in _nodes(config) if node.tag == "!ENV" for part in _within(node))
    return sorted({part.value for part in wanted if isinstance(part, ScalarNode)})


def _composed(file: Path) -> Node | None:
    """What stands in a configuration, by its form alone; None if it came through a pipe."""
    if not file.is_file():
        return None
    node: Node | None = yaml.compose(file.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return node


def _within(top: Node | None) -> Iterator[Node]:
    """A node and all below it, each once: one may stand at several places."""
    waiting, seen = [top] if top is not None else [], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            below = [] if isinstance(node, ScalarNode) else node.value
            waiting += [part for item in below for part in (item if isinstance(item, tuple) else (item,))]


def _runs(node: Node) -> bool:
    """Whether a value is a piece of Python."""
    return bool(node.tag.startswith("tag:yaml.org,2002:python"))


def _nodes(config: MkDocsConfig) -> Iterator[Node]:
    """All that stands in the configuration, and in those it inherits from."""
    for name in _with_parents(_file_of(config)):
        yield from _within(_composed(Path(name)))


def listeners(config: MkDocsConfig) -> list[str]:
    """Other plugins that want to see or change each page."""
    found = set()
    for event, methods in config.plugins.events.items():
        if event.startswith(("page_", "pre_page", "post_page")) or event in ("pre_page", "post_page"):
            for method in methods:
                owner = getattr(method, "__self__", None)
                name = next((name for name, plugin in config.plugins.items() if plugin is owner), None)
                found.add(name or str(getattr(method, "__module__", "a hook")))
    return sorted(found - _PURE)


def no_files(files: Files, pages: str) -> list[str]:
    """What MkDocs would take from the folder of the free pages, and is no file: a link to nowhere, or a pipe.

    At a pipe it would wait. Files that other plugins name may still have to be made.
    """
    taken = (file for file in files if str(file.src_dir) == pages and not file.inclusion.is_excluded())
    return sorted(name for file in taken if (name := file.abs_src_path) and not Path(name).is_file())


def check_site(project: Project, themes: Iterable[str]) -> None:
    """Raise BriefingError if the site would take the place of what it is made from: whatever is not its own goes."""
    own = [project.content / FOLDER, project.content / ".briefing", project.root / "seeds", project.root / ".git"]
    for folder in (*own, project.cache, *map(Path, themes)):
        place = folder.resolve()
        if project.site.is_relative_to(place) or place.is_relative_to(project.site):
            what = f"{project.site} would take the place of {folder}"
            cure = "everything else in the site's folder is removed, so name another one"
            raise BriefingError(f"mkdocs.yml: site_dir: {what}; {cure}")


class Silence:
    """Keeps back what MkDocs says while the content is still read: problems of the content come first, and alone."""

    def __init__(self) -> None:
        self._kept: list[tuple[logging.Handler, Callable[[logging.LogRecord], bool], list[logging.LogRecord]]] = []

    def start(self) -> None:
        """Keep back what comes from now on."""
        for handler in logging.getLogger("mkdocs").handlers:
            later: list[logging.LogRecord] = []
            keep = partial(_keep, later)
            handler.addFilter(keep)
            self._kept.append((handler, keep, later))

    def end(self, *, tell: bool) -> None:
        """Let everything through again, and what was kept back if it is to be told."""
        for handler, keep, later in self._kept:
            handler.removeFilter(keep)
            for record in later if tell else ():
                handler.handle(record)
        self._kept.clear()


def _keep(later: list[logging.LogRecord], record: logging.LogRecord) -> bool:
    later.append(record)
    return False


class Warnings:
    """Counts what MkDocs and its plugins warn of, from the reading of the configuration to the end of a build."""

    def __init__(self) -> None:
        self._counter = mkdocs.utils.CountHandler()
        self._counter.setLevel(logging.WARNING)

    def start(self) -> None:
        """Begin to count."""
        logging.getLogger("mkdocs").addHandler(self._counter)

    def stop(self) -> None:
        """Stop counting."""
        logging.getLogger("mkdocs").removeHandler(self._counter)

    @property
    def any(self) -> bool:
        """Whether there was a warning that was told."""
        return bool(self._counter.get_counts())

    @property
    def none(self) -> bool:
        """Whether there was nothing to warn of: with ``mkdocs build -q`` nobody knows."""
        return not self.any and logging.getLogger("mkdocs").isEnabledFor(logging.WARNING)
