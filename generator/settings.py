"""What can be set, with the default of each. Unknown names and wrong values are refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from generator.errors import SettingsError
from generator.light import light


@light
class Settings:
    """Options of the plugin ``briefings`` in mkdocs.yml."""

    content: str = "content"
    """Folder of the editors, relative to mkdocs.yml."""
    newest: int = 30
    """How many entries a listing's first page shows; older ones are on the pages of their year."""
    a_page: int = 100
    """How many entries the page of a year or month shows at most; longer ones are parted."""
    names_a_page: int = 300
    """How many names an index of places, people or organizations shows on one page; more are parted by letter."""
    feed_entries: int = 50
    """How many briefings a feed holds."""
    feed_from: int = 20
    """From how many briefings on a topic, place or person has a feed of its own."""
    related: int = 4
    """How many related briefings a page names at most."""
    drafts: bool = False
    """Show drafts and embargoed briefings, marked as such: for previews only."""
    search: bool = True
    """Make the search index."""
    licence: str = ""
    """Licence of the portal's texts, one line for the footer."""

    def with_drafts(self) -> Settings:
        """The same, for a preview."""
        return replace(self, drafts=True)

    def packed(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any]) -> Settings:
        """Make settings from untyped values; every problem is named in one SettingsError."""
        known = {field.name: field for field in fields(cls)}
        problems = []
        for name, value in values.items():
            if name not in known:
                problems.append(f"unknown option {name!r}; {meant(name)}")
            elif type(value) is not type(known[name].default):
                wanted = {int: "a whole number", bool: "true or false", str: "text"}[type(known[name].default)]
                problems.append(f"{name}: {value!r} is not {wanted}; write {name}: {known[name].default!r}")
            elif isinstance(value, int) and not isinstance(value, bool) and not 1 <= value <= 1000:
                problems.append(f"{name}: {value} is out of range; use 1 to 1000")
        if problems:
            raise SettingsError("\n".join(problems))
        return cls(**values)


def meant(name: str) -> str:
    """The option that somebody meant who wrote another, or all there are."""
    import difflib  # only for a mistake

    known = [field.name for field in fields(Settings)]
    close = difflib.get_close_matches(name, known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"use {', '.join(known)}"
