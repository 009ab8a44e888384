"""The taxonomy between builds: kept without its phrases, which only the converter needs, and read again if changed."""

from __future__ import annotations

from typing import Any

from generator.model import Tag, Taxonomy


def packed(taxonomy: Taxonomy) -> list[list[str]]:
    """As plain data."""
    return [[tag.slug, tag.label, tag.definition, tag.parent, tag.territory] for tag in taxonomy.tags]


def unpacked(rows: list[list[Any]]) -> Taxonomy:
    """From plain data."""
    return Taxonomy(
        tuple(
            Tag(slug, label, definition, parent, territory=territory)
            for slug, label, definition, parent, territory in rows
        )
    )
