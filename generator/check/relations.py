"""Checks across files: tags that exist, addresses that are one's own."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from generator.check.values import problem
from generator.model import Document, Problem, Taxonomy


def unknown_tags(documents: Iterable[Document], taxonomy: Taxonomy) -> list[Problem]:
    """Tags that the taxonomy does not have."""
    found = []
    for document in documents:
        for tag in document.front.tags:
            if tag not in taxonomy.by_slug:
                close = difflib.get_close_matches(tag, taxonomy.by_slug, n=1)
                cure = f'did you mean "{close[0]}"?' if close else "use a tag of taxonomy.yml, or add it there"
                found.append(problem(document, "tags", f'no tag "{tag}"', cure))
    return found


def same_addresses(documents: Iterable[Document]) -> list[Problem]:
    """Slugs and aliases that two briefings claim."""
    found, owner = [], dict[str, str]()
    documents = list(documents)
    for document in documents:
        slug = document.front.slug
        first = owner.setdefault(f"briefings/{slug}", document.path) if slug else document.path
        if first != document.path:
            found.append(
                problem(
                    document,
                    "slug",
                    f'"{slug}" is the address of {first} already',
                    "give one of the two another slug",
                )
            )
    for document in documents:
        for alias in document.front.aliases:
            first = owner.setdefault(alias.rstrip("/").casefold(), document.path)
            if first != document.path or alias.rstrip("/") == f"briefings/{document.front.slug}":
                found.append(
                    problem(document, "aliases", f'"{alias}" is an address of {first} already', "remove it here")
                )
    return found
