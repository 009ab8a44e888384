"""Three-way merge of a conversion's fields into what editors made of the last ones.

The base is known by digests alone. What nobody touched takes the new value; what somebody touched stays;
where both changed, the editor's value stays and a Clash tells of the other (for bodies see ``paragraphs``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

from generator import yamltext
from generator.content.clash import Choice, Clash, digest
from generator.light import changing

EMPTIED = ":"
"""Behind the digest of a field that an editor emptied before the source dropped it: it stays so if it comes back."""


@changing
class MergedFields:
    """Which fields of a file to change, and what to remember."""

    changes: dict[str, Any] = field(default_factory=dict)
    base: dict[str, str] = field(default_factory=dict)
    """Digest of each field to compare with next time; empty fields are left out."""
    clashes: list[Clash] = field(default_factory=list)
    """What is still open."""


def field_digest(value: Any) -> str:
    """Digest of a field's plain value; all empty values are one."""
    return "" if value in (None, "", []) else digest(yamltext.dump(value))


def field_digests(values: Mapping[str, Any]) -> dict[str, str]:
    """Digests of the fields that hold something."""
    digests = {name: field_digest(value) for name, value in values.items()}
    return {name: value for name, value in digests.items() if value}


def merge_fields(
    base: Mapping[str, str],
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    choose: Callable[[Clash], Choice | None],
) -> MergedFields:
    """Merge field by field: ``base`` maps to digests, ``mine`` and ``theirs`` to plain values.

    Fields that ``theirs`` does not name are none of the converter's business.
    """
    done = MergedFields(base={name: was for name, was in base.items() if name not in theirs})
    for name, value in theirs.items():
        was, now, new = base.get(name, "").removesuffix(EMPTIED), field_digest(mine.get(name)), field_digest(value)
        if new not in (now, was) and now != was:
            new = _clash(done, name, mine.get(name), value, was, choose)
        elif new not in (now, was):
            done.changes[name] = value
        if new:
            done.base[name] = new
        elif was and not now:
            done.base[name] = was + EMPTIED
    return done


def adopt_fields(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, str]:
    """A base for fields whose last conversion is unknown: ``?`` makes each difference a clash."""
    digests = {name: field_digest(value) for name, value in theirs.items()}
    return {name: new if new == field_digest(mine.get(name)) else "?" for name, new in digests.items()}


def both(mine: Any, theirs: Any) -> Any:
    """Put two values together: lists without doubles, texts one after the other; else the editor's stays."""
    if isinstance(mine, list) and isinstance(theirs, list):
        return mine + [item for item in theirs if item not in mine]
    if isinstance(mine, str) and isinstance(theirs, str):
        return f"{mine} {theirs}"
    return mine or theirs


def _clash(
    done: MergedFields, name: str, mine: Any, theirs: Any, was: str, choose: Callable[[Clash], Choice | None]
) -> str:
    clash = Clash(name, yamltext.dump(mine), yamltext.dump(theirs))
    choice = choose(clash)
    if choice is None:
        done.clashes.append(clash)
        return was
    if choice != "mine":
        done.changes[name] = theirs if choice == "theirs" else both(mine, theirs)
    return field_digest(theirs)
