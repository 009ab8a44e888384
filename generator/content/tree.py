"""Reading ``content/briefings``: every file, every problem, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator import files, frontmatter
from generator.content import FOLDER, MAX_BYTES
from generator.light import light
from generator.model import Document, Problem

_SLUG = re.compile(r"^slug:[ \t]*[\"']?([a-z0-9-]+)", re.MULTILINE)
_SEED = re.compile(r"""(?<![\w"'])["']?seed["']?:[ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^,}\n]*))""")


def briefing_files(content: Path) -> Iterator[Path]:
    """The Markdown files below ``briefings/``, sorted."""
    return (path for path in files.walk(content / FOLDER) if path.suffix == ".md")


def load(content: Path) -> tuple[list[Document], list[Problem]]:
    """Read all briefings, sorted by path. A file that cannot be read gives a problem and no document."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in briefing_files(content):
        name = path.relative_to(content).as_posix()
        text = decode(path, name, problems)
        if text is not None:
            document, found = frontmatter.read(text, name)
            problems += found
            if document is not None:
                documents.append(document)
    return documents, problems


def decode(path: Path, name: str, problems: list[Problem]) -> str | None:
    """Text of a file; None and a problem if it is too large or no UTF-8, or has a name that is not."""
    if not _is_text(name):
        problems.append(Problem(name, 0, "", "the file's name is not UTF-8", "give it another name"))
        return None
    if path.stat().st_size > MAX_BYTES:
        problems.append(Problem(name, 0, "", f"the file is larger than {MAX_BYTES:,} bytes", "split it"))
        return None
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"the file is not UTF-8 (byte {data[error.start]:#04x})"
        problems.append(Problem(name, line, "", what, "save it as UTF-8"))
        return None


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


@light
class Inventory:
    """What a quick look at the briefings tells: which slugs are taken and where each seed's briefing is."""

    slugs: dict[str, str]
    """Slug, case-folded → path below content."""
    seeds: dict[str, str]
    """Seed path → path below content."""

    @classmethod
    def of(cls, content: Path) -> Inventory:
        """Look at the front matter of every file; files that cannot be read are passed over."""
        slugs: dict[str, str] = {}
        seeds: dict[str, str] = {}
        for path in briefing_files(content):
            name = path.relative_to(content).as_posix()
            head, _ = frontmatter.split(path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n"))
            if head is None:
                continue
            for match in _SLUG.finditer(head):
                slugs.setdefault(match[1], name)
            for match in _SEED.finditer(head):
                seeds.setdefault((match[1] or match[2] or match[3] or "").strip(), name)
        return cls(slugs, seeds)
