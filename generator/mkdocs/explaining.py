"""Why a seed became what it became, as pages of the preview: ``/_explain/`` and ``/_explain/<seed>``.

These pages are made when they are asked for and never stand in a site. They answer this computer only, run no
script, and show every text of a seed as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

from jinja2 import Environment, FileSystemLoader

from generator.articles import Seed
from generator.convert import seed_names
from generator.errors import SeedError
from generator.extract.reasons import Line, Reasons, reasons
from generator.light import light
from generator.seeds import FEEDS, is_seed, read_all
from generator.words import WORDS

PLACE = "_explain/"
"""Where the pages are, below the preview's address."""
STYLE = "_explain.css"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_SOURCE = re.compile(rf"<dt>{re.escape(escape(WORDS['file']))}</dt><dd><code>([^<>]+)</code>".encode())
_LISTED = 500
_LONG, _OPENING = 400, 160
"""A text that was left out is folded from so many characters on, behind its first ones: menus are long."""
_HERE = ("127.0.0.1", "localhost", "[::1]")


@light
class Answer:
    """What a browser gets."""

    body: bytes
    status: str = "200 OK"
    kind: str = "text/html; charset=utf-8"

    @property
    def headers(self) -> list[tuple[str, str]]:
        """The headers that go with it."""
        return [
            ("Content-Type", self.kind),
            ("Content-Length", str(len(self.body))),
            ("Content-Security-Policy", POLICY),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cache-Control", "no-store"),
        ]


def is_here(environ: Mapping[str, Any]) -> bool:
    """Whether a request comes from this computer, and from a page that knows it by its own name."""
    host = str(environ.get("HTTP_HOST", ""))
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    return environ.get("REMOTE_ADDR") in ("127.0.0.1", "::1") and name in _HERE


def address(seed: str) -> str:
    """Where a seed is explained, below the preview's address; ``seed`` as briefings name it."""
    file, _, entry = seed.rpartition("#")
    if not file.lower().endswith(tuple(FEEDS)):  # any other # is a part of the file's name
        file, entry = seed, ""
    return f"{PLACE}{quote(file, errors='surrogateescape')}" + (f"?entry={quote(entry, safe='')}" if entry else "")


class Explainer:
    """Answers for the pages about one folder of seeds."""

    def __init__(self, seeds: Path, templates: tuple[str, ...], site: Mapping[str, Any]) -> None:
        self.seeds, self._folders, self._site = seeds, templates, site

    def answer(self, path: str, query: str) -> Answer | None:
        """Answer for a path below the preview's address; None if it is none of these pages."""
        if path == STYLE:
            return Answer(Path(__file__).with_name("explaining.css").read_bytes(), kind="text/css; charset=utf-8")
        if not path.startswith(PLACE):
            return None
        asked = {key: values[0] for key, values in parse_qs(query).items()}
        name = path.removeprefix(PLACE)
        return self._seed(name, asked.get("entry", "")) if name else self._list(asked.get("q", ""))

    def _list(self, words: str) -> Answer:
        names = [name for name in seed_names(self.seeds) if words.casefold() in name.casefold()]
        rows = [{"name": _shown(name), "url": address(name)} for name in names[:_LISTED]]
        return self._page("list", 1, words=words, rows=rows, more=len(names) - len(rows), count=len(names))

    def _seed(self, name: str, entry: str) -> Answer:
        file = self._file(name)
        if file is None:
            return self._page("missing", 1 + name.count("/"), status="404 Not Found", name=_shown(name))
        found = list(read_all(name, file.read_bytes()))
        chosen = [one for one in found if entry in ("", one.path.removeprefix(f"{name}#"))]
        if len(chosen) > 1:
            return self._page("entries", 1 + name.count("/"), name=_shown(name), rows=list(_entries(found)))
        if not chosen:
            return self._page("missing", 1 + name.count("/"), status="404 Not Found", name=_shown(f"{name}#{entry}"))
        one = chosen[0]
        values = {"rejected": one.reason} if isinstance(one, SeedError) else _values(reasons(one))
        return self._page("seed", 1 + name.count("/"), name=_shown(one.path), **values)

    def _file(self, name: str) -> Path | None:
        """The seed of a name; None where there is none, or where the name leads out of the folder."""
        parts = name.split("/")
        if "\0" in name or any(part in ("", ".", "..") or part.startswith(".") for part in parts) or not is_seed(name):
            return None
        file = self.seeds.joinpath(*parts)
        inside = file.is_file() and file.resolve().is_relative_to(self.seeds.resolve())
        return file if inside else None

    def _page(self, kind: str, depth: int, status: str = "200 OK", **values: Any) -> Answer:
        template = self._templates.get_template("portal/explain.html")
        html = template.render(
            kind=kind, base="../" * depth, site=self._site, ui=WORDS, place=PLACE, style=STYLE, **values
        )
        return Answer(html.encode("utf-8", "replace"), status)

    @cached_property
    def _templates(self) -> Environment:
        return Environment(loader=FileSystemLoader(list(self._folders)), autoescape=True, trim_blocks=True)


def _entries(found: Sequence[Seed | SeedError]) -> Iterator[dict[str, str]]:
    """The articles of a file that holds several."""
    for one in found[:_LISTED]:
        rejected = one.reason if isinstance(one, SeedError) else ""
        yield {"name": _shown(one.path), "url": address(one.path), "rejected": rejected}


def _values(found: Reasons) -> dict[str, Any]:
    kept = sum(line.keep for line in found.lines)
    return {
        "repairs": [str(repair) for repair in found.seed.repairs],
        "choices": [(WORDS["explain_headline"], found.titles), (WORDS["explain_date"], found.dates)],
        "lines": [(line, *_folded(line)) for line in found.lines],
        "kept": kept,
        "dropped": len(found.lines) - kept,
    }


def _folded(line: Line) -> tuple[str, str]:
    """The text of a line as it opens, and what is folded away behind that."""
    if line.keep or len(line.text) < _LONG:
        return line.text, ""
    opening = line.text[:_OPENING].rpartition(" ")[0] or line.text[:_OPENING]
    return opening, line.text[len(opening) :]


def _shown(name: str) -> str:
    """A file's name as text; what no text can hold is replaced."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def asked_for(environ: Mapping[str, Any], mount: str) -> str:
    """What a request asks for below the preview's address; empty for anything outside."""
    path = str(environ.get("PATH_INFO", "")).encode("latin-1").decode("utf-8", "surrogateescape")
    return path.removeprefix(mount) if path.startswith(mount) else ""


def with_links(content: bytes, mount: str) -> bytes:
    """A briefing's page with a link to the explanation of each seed that it names as its source."""

    def link(found: re.Match[bytes]) -> bytes:
        url = escape(mount + address(unescape(found[1].decode("utf-8", "surrogateescape"))))
        return b'%s <a href="%s">%s</a>' % (found[0], url.encode(), str(escape(WORDS["explain"])).encode())

    return _SOURCE.sub(link, content)
