"""Parts of pages that many pages show alike: rendered once for all of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any

from jinja2 import Environment, FileSystemLoader, TemplateNotFound, meta, nodes
from markupsafe import Markup, escape

from generator.publish.keptentry import ENTRY, KeptEntry

_KNOWN = frozenset(["entry", "level", "brief", "base", "site", "ui"])
"""All that the teaser may depend on, if it is to be kept: the first three tell one from another."""


class Inlined(FileSystemLoader):
    """Gives templates with what they include put in: an ``include`` costs a context of its own on each page.

    The teaser comes from where it is kept, if it can be. An include that is computed, may be missing or goes round
    in circles stays as it is, and so do all of a template that has an include inside of a comment.
    """

    def get_source(
        self, environment: Environment, template: str, outer: tuple[str, ...] = ()
    ) -> tuple[str, str, Callable[[], bool]]:
        """Source of a template; ``outer`` are those it is put into."""
        source, file, is_current = super().get_source(environment, template)

        def put_in(match: re.Match[str]) -> str:
            name = match[1]
            if name in (template, *outer):
                return match[0]
            try:
                if name == ENTRY and isinstance(environment, PortalEnvironment) and environment.keeps_teasers:
                    return _TEASER
                inner = self.get_source(environment, name, (*outer, template))[0]
            except TemplateNotFound:
                return match[0]
            return match[0] if _OF_ITS_OWN.search(inner) else _SCOPE.format(inner.removesuffix("\n"))

        return source if _ASIDE.search(source) else _INCLUDE.sub(put_in, source), file, is_current


_TEASER = "{{ entry | teaser(level, brief, base, site, ui) }}"
_SCOPE = "{{% with %}}{}{{% endwith %}}"
_INCLUDE = re.compile(r'\{% include "([^"\n]+)" %\}')
_ASIDE = re.compile(r"\{#(?:(?!#\}).)*\{%|\{%[-+]? *raw\b", re.DOTALL)
_OF_ITS_OWN = re.compile(r"\{%[-+]? *(?:extends|block|macro|import|from|raw)\b|\bself\b|\bloop\b")
"""What means something else inside of another template."""


def quick_escape(value: Any) -> str:
    """Escape as ``markupsafe`` does, without a call where there is nothing to escape."""
    if type(value) is Markup:
        return value
    if type(value) is str and not ("&" in value or "<" in value or ">" in value or "'" in value or '"' in value):
        return value
    return escape(value)


class PortalEnvironment(Environment):
    """Jinja's environment, quick where our pages spend their time."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.filters["teaser"] = lambda *values: Markup(self._teaser(*values))
        self._trees: dict[str, nodes.Template] = {}

    @cached_property
    def keeps_teasers(self) -> bool:
        """Whether the teaser depends on nothing else than what it is kept by."""
        return self._uses(ENTRY) <= _KNOWN

    @cached_property
    def _teaser(self) -> KeptEntry:
        return KeptEntry(self.get_template(ENTRY).render)

    def parsed(self, name: str) -> nodes.Template:
        """The tree of a template, to be looked at and not to be changed."""
        assert self.loader is not None
        source = self.loader.get_source(self, name)[0]
        if source not in self._trees:
            self._trees[source] = self.parse(source)
        return self._trees[source]

    def compile(self, source: Any, *more: Any, **options: Any) -> Any:
        """Compile a template, from its tree if somebody has looked at that; compiling changes it, so it is let go."""
        tree = self._trees.pop(source, None) if isinstance(source, str) else None
        return super().compile(tree or source, *more, **options)

    def get_template(self, name: Any, parent: Any = None, *more: Any) -> Any:
        """Get a template."""
        template = super().get_template(name, parent, *more)
        # Every template has imported this name into globals of its own. What it writes is joined, so text is enough.
        template.root_render_func.__globals__["escape"] = quick_escape
        return template

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Get ``obj.attribute``; nearly everything that pages show is a dict, so its items come first."""
        try:
            return obj[attribute]
        except (LookupError, TypeError, AttributeError):
            return super().getattr(obj, attribute)

    def _uses(self, name: str) -> set[str]:
        """Names from outside that a template and what it includes use; an unknown include uses everything."""
        tree = self.parsed(name)
        found = set(meta.find_undeclared_variables(tree))
        for other in meta.find_referenced_templates(tree):
            found |= self._uses(other) if other else {"*"}
        return found
