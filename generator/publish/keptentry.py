"""The teaser of a briefing, which many pages show alike: rendered once for all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

ENTRY = "portal/partials/entry.html"
"""The teaser of a briefing."""

_BASE = "\x01"
"""Stands for the way to the top of the site; no field of a briefing may hold this character."""

_MOST = 1_500


class KeptEntry:
    """Stands for the template of the teaser: it renders each teaser once for a level and a length."""

    def __init__(self, render: Callable[[dict[str, Any]], str]) -> None:
        self._render = render
        self._kept: dict[tuple[Any, ...], str] = {}

    def __call__(self, entry: Any, level: Any, brief: Any, base: str, site: Any, ui: Any) -> str:
        """Give the teaser."""
        key = (entry.id, level, brief)
        made = self._kept.get(key)
        if made is None:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            values = {"entry": entry, "level": level, "brief": brief, "base": _BASE, "site": site, "ui": ui}
            made = self._kept[key] = self._render(values)
        return made.replace(_BASE, base)
