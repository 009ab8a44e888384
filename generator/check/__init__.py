"""Whether content can be published: every problem of every file, in one run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator import taxonomy
from generator.check import bodies, pages, relations, values
from generator.content import tree
from generator.errors import ContentError
from generator.model import Document, Problem, Taxonomy


@dataclass(frozen=True)
class Checked:
    """Content as read, with its problems in the order of files and lines."""

    documents: tuple[Document, ...]
    taxonomy: Taxonomy
    problems: tuple[Problem, ...]


def check(content: Path) -> Checked:
    """Read and check a content folder; nothing is written."""
    documents, problems = tree.load(content)
    vocabulary = Taxonomy()
    try:
        vocabulary = taxonomy.load(content)
    except ContentError as error:
        problems += error.problems
    else:
        problems += relations.unknown_tags(documents, vocabulary)
    problems += relations.same_addresses(documents)
    slugs = {document.front.slug for document in documents}
    for document in documents:
        problems += values.check(document)
        problems += bodies.check(document, slugs)
    problems += pages.check(content / "pages", content, slugs)
    return Checked(tuple(documents), vocabulary, tuple(sorted(set(problems))))
