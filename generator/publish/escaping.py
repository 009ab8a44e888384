"""What straight functions need at each value, without Jinja: to load that takes as long as to draw many pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup, escape


def escaped(value: Any) -> str:
    """Escape as ``markupsafe`` does, without a call where there is nothing to escape."""
    if type(value) is str:
        if "&" in value or "<" in value or ">" in value or "'" in value or '"' in value:
            return escape(value)
        return value
    return escape(value)


def safe(value: Any) -> str:
    """What is not to be escaped."""
    return value if type(value) is str else Markup(value)


def joined(parts: Iterable[Any]) -> str:
    """Join as Jinja does."""
    from jinja2.runtime import markup_join

    return markup_join(parts)


class Later:
    """A function that is fetched when it is called first."""

    def __init__(self, fetch: Callable[[], Callable[..., Any]]) -> None:
        self._fetch = fetch
        self._function: Callable[..., Any] | None = None

    def __call__(self, *values: Any) -> Any:
        """Call it."""
        if self._function is None:
            self._function = self._fetch()
        return self._function(*values)
