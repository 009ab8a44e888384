"""Strict YAML: plain data with line numbers, and nothing that surprises.

Two readers, one result: ``narrow`` takes the form that ``dump`` writes, one value a line, and declines the rest;
``strict`` takes everything. Whatever ``narrow`` takes is read as ``strict`` would, and a test holds them together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.yamltext import narrow
from generator.yamltext.problems import MAX_CHARACTERS, MAX_DEPTH, Impossible, YAMLProblem, impossible
from generator.yamltext.scalars import plain_kind, resolve
from generator.yamltext.writing import dump

__all__ = [
    "MAX_CHARACTERS",
    "MAX_DEPTH",
    "Impossible",
    "YAMLProblem",
    "dump",
    "impossible",
    "load",
    "plain_kind",
    "resolve",
]


def load(text: str) -> tuple[Any, Mapping[str, int]]:
    """Parse one YAML document.

    Returns the value (dicts, lists, text, numbers, booleans, dates, None) and, if it is a mapping, the line
    (from 0) of each of its keys. Raises YAMLProblem.
    """
    found = narrow.load(text)
    if found is not None:
        return found
    from generator.yamltext import strict  # slow to load, and most runs never need it

    return strict.load(text)
