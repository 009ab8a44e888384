"""Page → HTML: the frame is rendered once for many pages and filled; only the page's own part is rendered each time.

A *frame* is all of a page but its own part, with named slots for the few values that differ. Whoever has the
whole template environment (MkDocs' door) makes the frames; drawing needs our own templates only.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.files import sha256
from generator.light import light
from generator.publish.page import Page

if TYPE_CHECKING:
    from jinja2 import Template

    from generator.publish.compiled import Sealed
    from generator.publish.partials import PortalEnvironment
    from generator.publish.straight import Straight

Frame = tuple[str, ...]
"""Literal text and names of slots in turn; it begins and ends with text."""

SLOTS = ("title", "description", "canonical", "count_text", "updated_text")
"""Values of a frame that differ from page to page."""

_OF_A_PAGE = ("count_text", "updated_text")
"""What header and footer show that is not the same on all pages."""

BLOCK = "portal_page"
"""The block of a template that is the page's own part."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; manifest-src 'self'"
)

_TEMPLATES = {"index": "index_page"}


class NoFrame(Exception):
    """A page needs a frame that has not been made yet."""


@light
class Shape:
    """What decides which frame a page needs."""

    kind: str
    depth: int
    section: str
    """First part of the address: the navigation marks it."""
    filled: tuple[bool, ...]
    """Which slots hold something."""
    is_named: bool
    """Whether the title is another than the site's name."""

    @staticmethod
    def key(page: Page, values: Mapping[str, str], name: str) -> tuple[str, int, str, tuple[bool, ...], bool]:
        """All that tells the shape of a page from others."""
        section = page.url.partition("/")[0]
        return (
            page.kind,
            page.url.count("/"),
            section,
            tuple([bool(values[slot]) for slot in SLOTS]),
            page.title != name,
        )

    @classmethod
    def of(cls, page: Page, values: Mapping[str, str], name: str) -> Shape:
        """The shape of a page."""
        return cls(*cls.key(page, values, name))

    @property
    def id(self) -> str:
        """A name for a table of frames."""
        flags = "".join("01"[flag] for flag in (*self.filled, self.is_named))
        return f"{self.kind}/{self.depth}/{self.section}/{flags}"

    @classmethod
    def named(cls, name: str) -> Shape:
        """The shape of such a name."""
        kind, depth, section, flags = name.split("/")
        *filled, is_named = (flag == "1" for flag in flags)
        return cls(kind, int(depth), section, tuple(filled), is_named)


@light
class Look:
    """All that drawing needs to know of theme and configuration, as plain data: workers get it, caches keep it."""

    templates: tuple[str, ...]
    """Folders of our templates, the most important first."""
    site: Mapping[str, Any]
    """What header and footer show."""
    words: Mapping[str, Any]
    """The words of the interface."""
    site_url: str
    """Address of the site with a slash at its end; empty if it is not known."""
    theme: str
    """Hash of all files of these folders."""
    compiled: str = ""
    """Folder for compiled templates; empty for none."""
    program: str = ""
    """What compiles them: others have their own in that folder."""

    def packed(self, root: Path) -> dict[str, Any]:
        """As plain data, with folders relative to the project where that is possible."""
        folders = [os.path.relpath(f, root) if Path(f).is_relative_to(root) else f for f in self.templates]
        return {**asdict(self), "templates": folders}

    @classmethod
    def unpacked(cls, data: Mapping[str, Any], root: Path) -> Look:
        """From plain data."""
        return cls(**{**data, "templates": tuple(str(root / folder) for folder in data["templates"])})

    @property
    def decisive(self) -> tuple[object, ...]:
        """What the bytes of a page depend on: not where the folders are."""
        return sorted(self.site.items()), sorted(self.words.items()), self.site_url, self.theme


def template_name(kind: str) -> str:
    """The template of a kind of page."""
    return f"portal/{_TEMPLATES.get(kind, kind)}.html"


class Drawer:
    """Draws pages. ``more`` makes a frame that is missing; without it NoFrame is raised."""

    def __init__(self, look: Look, frames: dict[str, Frame], more: Callable[[Shape], Frame] | None = None) -> None:
        self._look, self.frames, self.more = look, frames, more
        self._templates: dict[str, Template] = {}
        self._ids: dict[tuple[object, ...], str] = {}
        """Names of the shapes of pages drawn so far."""

    def __call__(self, page: Page) -> str:
        """Draw a page."""
        values = self.values(page)
        context = self.context(page, values)
        if page.kind == "redirect":
            return str(self._environment.get_template(template_name(page.kind)).render(context))
        frame = self._frame(page, values)
        from generator.publish.escaping import escaped

        filled = {slot: escaped(value) for slot, value in values.items()}
        filled[BLOCK] = self._block(page.kind, context)
        return "".join(filled[part] if at % 2 else part for at, part in enumerate(frame))

    def context(self, page: Page, values: Mapping[str, str]) -> dict[str, Any]:
        """What the templates get."""
        return {
            "site": {**self._look.site, **{name: values[name] for name in _OF_A_PAGE}},
            "ui": self._look.words,
            "portal": page.kind,
            "base": page.base,
            "policy": POLICY,
            "title": page.title,
            "description": page.description,
            "canonical": values["canonical"],
            page.kind: page.data,
        }

    def values(self, page: Page) -> dict[str, str]:
        """What the slots of its frame hold."""
        canonical = self._look.site_url + page.url if self._look.site_url else ""
        return {"title": page.title, "description": page.description, "canonical": canonical, **_footer(page)}

    def _frame(self, page: Page, values: Mapping[str, str]) -> Frame:
        key = Shape.key(page, values, self._look.site["name"])
        known = self._ids.get(key)
        if known is None:
            known = self._ids[key] = Shape(*key).id
        frame = self.frames.get(known)
        if frame is None:
            if self.more is None:
                raise NoFrame(known)
            frame = self.frames[known] = self.more(Shape(*key))
        return frame

    def _block(self, kind: str, context: dict[str, Any]) -> str:
        text = self._straight.render(template_name(kind), BLOCK, context)
        if text is not None:
            return text
        template = self._templates.get(kind)
        if template is None:
            template = self._templates[kind] = self._environment.get_template(template_name(kind))
        return "".join(template.blocks[BLOCK](template.new_context(context)))

    @cached_property
    def _straight(self) -> Straight:
        from generator.publish.straight import Straight

        site = {name: value for name, value in self._look.site.items() if name not in _OF_A_PAGE}
        mark = sha256(repr(self._look.decisive).encode())
        return Straight(lambda: self._environment, {"ui": self._look.words, "site": site}, self._sealed, mark)

    @cached_property
    def _sealed(self) -> Sealed | None:
        from generator.publish.compiled import Sealed

        return Sealed(Path(self._look.compiled), self._look.program) if self._look.compiled else None

    @cached_property
    def _environment(self) -> PortalEnvironment:
        from generator.publish.bytecode import SealedCache
        from generator.publish.partials import Inlined, PortalEnvironment

        cache = SealedCache(self._sealed) if self._sealed else None
        loader = Inlined(list(self._look.templates))
        return PortalEnvironment(loader=loader, autoescape=True, auto_reload=False, bytecode_cache=cache)


def _footer(page: Page) -> dict[str, str]:
    """Counts stand in the footer of the front page only: on every page, one new briefing would change them all."""
    data = page.data if page.kind == "home" else {}
    return {"count_text": data.get("total_text", ""), "updated_text": data.get("updated_text", "")}
