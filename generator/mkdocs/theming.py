"""Making MkDocs' template environment safe for our templates, and taking frames from it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from traceback import extract_tb
from types import SimpleNamespace
from typing import Any

import material
from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from mkdocs.config.defaults import MkDocsConfig

from generator.engine import inputs
from generator.errors import SettingsError
from generator.light import light
from generator.mkdocs.kept import keep_templates
from generator.publish.draw import BLOCK, POLICY, SLOTS, Frame, Look, Shape, template_name
from generator.settings import Settings
from generator.words import WORDS, say

_NAVIGATION = tuple((say(name), f"{name}/") for name in ("topics", "places", "people", "archive"))


class _Shown(FileSystemLoader):
    """Lists no hidden files. MkDocs drops them from the list, but Material's icons alone are some 14,000 of them."""

    def list_templates(self) -> list[str]:
        """All other files, in order."""
        found: set[str] = set()
        for top in self.searchpath:
            for place, folders, files in os.walk(top, followlinks=self.followlinks):
                folders[:] = [name for name in folders if not name.startswith(".")]
                prefix = os.path.relpath(place, top).replace(os.sep, "/") + "/"
                found.update(f"{prefix}{name}".removeprefix("./") for name in files if not name.startswith("."))
        return sorted(found)


def list_less(config: MkDocsConfig) -> None:
    """Let the theme's environment list no hidden files."""
    make = config.theme.get_env

    def get_env() -> Environment:
        env = make()
        if type(env.loader) is FileSystemLoader:
            env.loader = _Shown(env.loader.searchpath, env.loader.encoding, env.loader.followlinks)
        return env

    vars(config.theme)["get_env"] = get_env


def prepare(env: Environment) -> None:
    """Escape every value in our templates, and let them reach Material's own under ``material/``.

    MkDocs leaves escaping off and Material's templates count on that, so it is switched on by name.
    """
    env.autoescape = is_ours
    keep_templates(env)
    loaders = [loader for loader in (env.loader,) if loader is not None]
    env.loader = ChoiceLoader([*loaders, PrefixLoader({"material": FileSystemLoader(str(_MATERIAL))})])


def is_ours(name: str | None) -> bool:
    """Whether a template is one of this project."""
    return name is not None and (name.startswith("portal/") or name in ("main.html", "404.html"))


def our_folders(config: MkDocsConfig) -> tuple[str, ...]:
    """The theme's folders down to ours, the one that has ``portal/base.html``; Material's come after it."""
    found = []
    for folder in config.theme.dirs:
        found.append(str(folder))
        if (Path(folder) / "portal" / "base.html").is_file():
            break
    return tuple(found)


_MATERIAL = Path(material.__file__).parent / "templates"


def check_theme(config: MkDocsConfig) -> None:
    """Raise SettingsError if the theme's folders lack our templates or Material's, for no page could be drawn then."""
    if _MATERIAL.resolve() not in (Path(folder).resolve() for folder in config.theme.dirs):
        raise SettingsError("the portal is drawn with Material for MkDocs; write 'name: material' below 'theme:'")
    if not any((Path(folder) / "portal" / "base.html").is_file() for folder in config.theme.dirs):
        raise SettingsError(
            "no folder of the theme has portal/base.html; write 'custom_dir: theme' below 'theme:', "
            "where theme is this project's folder of that name"
        )


def look_of(config: MkDocsConfig, settings: Settings, footer: list[dict[str, str]]) -> Look:
    """What drawing needs to know of theme and configuration."""
    folders = our_folders(config)
    ours = Path(folders[-1])
    site = {
        "name": config.site_name,
        "description": config.site_description or "",
        "language": "en",
        "nav": [{"label": label, "url": url, "active": False} for label, url in _NAVIGATION],
        "footer": footer,
        "licence": settings.licence,
        "feed_url": "feed.xml",
        "search_url": "search/",
        "assets_version": _hash([ours / "assets" / "portal"])[:10],
    }
    return Look(
        templates=folders,
        site=site,
        words=WORDS,
        site_url=config.site_url or "",
        theme=_hash(map(Path, folders)),
    )


def told(error: TemplateError) -> str:
    """What is wrong with a template, with its file and line as far as that is known."""
    if isinstance(error, TemplateNotFound):  # it says no more than the name
        return f"the theme has no template {error}; look at its options in mkdocs.yml"
    frames = [(frame.filename, frame.lineno) for frame in extract_tb(error.__traceback__)]
    place = next(((file, line) for file, line in reversed(frames) if file.endswith(".html")), ("", 0))
    if isinstance(error, TemplateSyntaxError):
        place = error.filename or error.name or "", error.lineno
    where = f"{place[0]}:{place[1]}: " if place[0] else ""
    return f"{where}{error.message}; correct the template"


@light
class Frames:
    """Makes frames: the whole page rendered once, with marks in the place of what differs."""

    env: Environment
    config: MkDocsConfig
    look: Look
    _templates: dict[str, Template] = field(default_factory=dict)
    """Frame → the template that renders it."""

    def __call__(self, shape: Shape) -> Frame:
        """Make the frame of a shape."""
        name = template_name(shape.kind)
        values = full_context(self.config, self.look, shape, _values(shape, self.look))
        html = self._template(self._frame_of(name)).render(values)
        parts = tuple(_MARKS.split(html))
        if _UNSAFE in html:
            raise ValueError(f"{name} shows page.title, which is not escaped there; use title")
        return parts

    def _template(self, frame: str) -> Template:
        if frame not in self._templates:
            source = f'{{% extends "{frame}" %}}{{% block {BLOCK} %}}{_mark(BLOCK)}{{% endblock %}}'
            self._templates[frame] = self.env.from_string(source)
        return self._templates[frame]

    def _frame_of(self, name: str) -> str:
        """The template that a page's frame comes from: what it extends, if it fills the page's own part and no more."""
        assert self.env.loader is not None
        match = _ONLY_THE_PAGE.fullmatch(self.env.loader.get_source(self.env, name)[0])
        return match[1] if match else name


_ONLY_THE_PAGE = re.compile(
    rf'\{{% extends "([^"\n]+)" %\}}\s*\{{% block {BLOCK} %\}}'
    r"(?:(?!\{%[-+]? *(?:end)?block\b).)*\{% endblock %\}\s*",
    re.DOTALL,
)
_UNSAFE = "zqTitleThatIsNotEscapedzq"
_MARKS = re.compile(f"zq({'|'.join((*SLOTS, BLOCK))})zq")


def _mark(slot: str) -> str:
    return f"zq{slot}zq"


def _values(shape: Shape, look: Look) -> dict[str, str]:
    values = {slot: _mark(slot) if full else "" for slot, full in zip(SLOTS, shape.filled, strict=True)}
    if values["title"] and not shape.is_named:
        values["title"] = look.site["name"]
    return values


def full_context(config: MkDocsConfig, look: Look, shape: Shape, values: Mapping[str, str]) -> dict[str, Any]:
    """What a whole page gets from MkDocs' side; ``values`` are those of the slots."""
    base = "../" * shape.depth or "./"
    address = f"{shape.section}/" + "-/" * (shape.depth - 1) if shape.depth else ""
    nav = [{**item, "active": f"{shape.section}/" == item["url"]} for item in look.site["nav"]]
    counts = {"count_text": values["count_text"], "updated_text": values["updated_text"]}
    return {
        "config": config,
        "nav": None,
        "pages": [],
        "extra_css": [],
        "extra_javascript": [],
        "site": {**look.site, "nav": nav, **counts},
        "ui": look.words,
        "portal": shape.kind,
        "base": base,
        "base_url": base.rstrip("/"),
        "policy": POLICY,
        "title": values["title"],
        "description": values["description"],
        "canonical": values["canonical"],
        "page": stand_in(address, _UNSAFE, values["canonical"]),
    }


def stand_in(url: str, title: str, canonical: str) -> SimpleNamespace:
    """What Material's base template, and MkDocs for the addresses in it, ask of a page."""
    home = url == ""
    return SimpleNamespace(url=url, title=title, canonical_url=canonical, meta={}, toc=[], is_homepage=home)


def _hash(folders: Any) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(map(Path, inputs.below(str(folder)))):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
