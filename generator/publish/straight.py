"""Templates → straight Python functions, compiled once and kept between builds.

Jinja's own code asks, yields and looks up through its environment at each value. Ours takes every value for what
it is nearly always: an item of a dict that is there. Anything else (a name or an item that is missing, an attribute
of an object) raises, and the caller lets Jinja render that page; a template that uses more than what is known here
raises Unknown when it is compiled, and stays with Jinja as a whole. What comes out is the same, and a test says so.

Jinja is loaded when it is needed: a build that draws few pages finds their functions compiled.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable, Mapping
from functools import cached_property
from types import CodeType
from typing import TYPE_CHECKING, Any

from generator.files import sha256
from generator.publish.compiled import Sealed
from generator.publish.escaping import Later, escaped, joined, safe
from generator.publish.keptentry import ENTRY, KeptEntry

if TYPE_CHECKING:
    from generator.publish.expressions import Fixed
    from generator.publish.partials import PortalEnvironment

Render = Callable[[Mapping[str, Any]], str]
"""Gives the text of a template, or of its block, from the values it gets."""


class Straight:
    """The straight functions of an environment's templates, made when they are first asked for, and kept."""

    def __init__(
        self,
        environment: Callable[[], PortalEnvironment],
        fixed: Fixed | None = None,
        sealed: Sealed | None = None,
        mark: str = "",
    ) -> None:
        """``environment`` is asked for when Jinja is needed.

        ``fixed`` are values that have the same items whatever is rendered, by name; others may be added to them.
        ``sealed`` keeps what was compiled, if anything does; ``mark`` tells templates and fixed values from others.
        """
        self._make_environment, self._fixed, self._sealed, self._mark = environment, fixed or {}, sealed, mark
        self._functions: dict[tuple[str, str], Render | None] = {}

    @cached_property
    def _environment(self) -> PortalEnvironment:
        return self._make_environment()

    def render(self, name: str, block: str, values: Mapping[str, Any]) -> str | None:
        """The text of a block of a template, or of a whole one (no block); None if that is Jinja's work."""
        if (name, block) not in self._functions:
            self._functions[name, block] = self._function(name, block)
        function = self._functions[name, block]
        try:
            return function(values) if function else None
        except (LookupError, TypeError, AttributeError):
            return None

    def _function(self, name: str, block: str) -> Render | None:
        code = self._code(name, block)
        return _run(marshal.loads(code), self._filter) if code else None

    def _filter(self, name: str) -> Callable[..., Any]:
        if name == "teaser":
            return KeptEntry(self._entry)
        return len if name == "length" else Later(lambda: _bound(self._environment, name))

    def _code(self, name: str, block: str) -> bytes:
        """The code of a function; empty if that is Jinja's work."""
        key = sha256(repr((self._mark, sys.version, name, block)).encode())
        code = self._sealed.get(key) if self._sealed else None
        if code is None:
            code = self._translated(name, block)
            if self._sealed:
                self._sealed.put(key, code)
        return code

    def _translated(self, name: str, block: str) -> bytes:
        from generator.publish.expressions import Unknown
        from generator.publish.translated import translated

        try:
            return marshal.dumps(translated(self._environment, name, block, self._fixed))
        except Unknown:
            return b""

    def _entry(self, values: dict[str, Any]) -> str:
        text = self.render(ENTRY, "", values)
        return self._environment.get_template(ENTRY).render(values) if text is None else text


def compiled(environment: PortalEnvironment, name: str, block: str = "", fixed: Fixed | None = None) -> Render:
    """Compile a block of a template, or a whole template that has none. Raises Unknown."""
    from generator.publish.translated import translated

    return _run(translated(environment, name, block, fixed or {}), lambda name: _bound(environment, name))


def _bound(environment: PortalEnvironment, name: str) -> Callable[..., Any]:
    from generator.publish.expressions import bound

    return bound(environment.filters[name], environment)


def _run(code: CodeType, function_of: Callable[[str], Callable[..., Any]]) -> Render:
    """The function that the code defines; ``function_of`` gives the filters it uses."""
    values: dict[str, Any] = {}
    exec(code, values)  # the theme's code, as Jinja runs it
    values |= {"_e": escaped, "_s": safe, "_join": joined}
    values |= {f"_filter_{name}": function_of(name) for name in values["filters"]}
    render: Render = values["render"]
    return render
