"""Parts of pages that many pages show alike: rendered once for all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template, TemplateNotFound, meta

ENTRY = "portal/partials/entry.html"
"""The teaser of a briefing."""

_KNOWN = frozenset(["entry", "level", "brief", "base", "site", "ui"])
"""All that the teaser may depend on, if it is to be kept: the first three tell one from another."""

_BASE = "\x01"
"""Stands for the way to the top of the site; no field of a briefing may hold this character."""

_MOST = 20_000


class KeptEntry:
    """Stands for the template of the teaser: it renders each teaser once for a level and a length."""

    def __init__(self, template: Template) -> None:
        self._template = template
        self._kept: dict[tuple[Any, ...], str] = {}

    def new_context(self, values: dict[str, Any], shared: bool, local: Mapping[str, Any]) -> dict[str, Any]:
        """What an including template hands over."""
        return {**values, **local}

    def root_render_func(self, values: dict[str, Any]) -> Iterator[str]:
        """Give the teaser."""
        key = (values["entry"].id, values.get("level"), values.get("brief"))
        made = self._kept.get(key)
        if made is None:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            context = self._template.new_context({**values, "base": _BASE})
            made = self._kept[key] = "".join(self._template.root_render_func(context))
        yield made.replace(_BASE, values["base"])


class Inlined(FileSystemLoader):
    """Gives templates with what they include put in: an ``include`` costs a context of its own on each page.

    The teaser stays outside, for it is kept. An include that is computed, may be missing or goes round in circles
    stays as it is, and so do all of a template that has an include inside of a comment.
    """

    def get_source(
        self, environment: Environment, template: str, outer: tuple[str, ...] = ()
    ) -> tuple[str, str, Callable[[], bool]]:
        """Source of a template; ``outer`` are those it is put into."""
        source, file, is_current = super().get_source(environment, template)

        def put_in(match: re.Match[str]) -> str:
            name = match[1]
            if name in (ENTRY, template, *outer):
                return match[0]
            try:
                inner = self.get_source(environment, name, (*outer, template))[0]
            except TemplateNotFound:
                return match[0]
            return match[0] if _OF_ITS_OWN.search(inner) else _SCOPE.format(inner.removesuffix("\n"))

        return source if _ASIDE.search(source) else _INCLUDE.sub(put_in, source), file, is_current


_SCOPE = "{{% with %}}{}{{% endwith %}}"
_INCLUDE = re.compile(r'\{% include "([^"\n]+)" %\}')
_ASIDE = re.compile(r"\{#(?:(?!#\}).)*\{%|\{%[-+]? *raw\b", re.DOTALL)
_OF_ITS_OWN = re.compile(r"\{%[-+]? *(?:extends|block|macro|import|from|raw)\b|\bself\b|\bloop\b")
"""What means something else inside of another template."""


class PortalEnvironment(Environment):
    """Jinja's environment; the template of the teaser is a kept one if it depends on nothing else."""

    _entry: Any = None

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Get ``obj.attribute``; nearly everything that pages show is a dict, so its items come first."""
        try:
            return obj[attribute]
        except (LookupError, TypeError, AttributeError):
            return super().getattr(obj, attribute)

    def get_template(self, name: Any, parent: Any = None, *more: Any) -> Any:
        """Get a template."""
        if name != ENTRY:
            return super().get_template(name, parent, *more)
        if self._entry is None:
            template = super().get_template(name, parent, *more)
            self._entry = KeptEntry(template) if self._uses(ENTRY) <= _KNOWN else template
        return self._entry

    def _uses(self, name: str) -> set[str]:
        """Names from outside that a template and what it includes use; an unknown include uses everything."""
        assert self.loader is not None
        tree = self.parse(self.loader.get_source(self, name)[0])
        found = set(meta.find_undeclared_variables(tree))
        for other in meta.find_referenced_templates(tree):
            found |= self._uses(other) if other else {"*"}
        return found
