"""Whether content can be published: every problem of every file, in one run."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from generator import taxonomy
from generator.catalogue.entry import HIDDEN, state
from generator.check import bodies, pages, relations, values
from generator.clock import as_of
from generator.content import PAGES
from generator.errors import ContentError
from generator.model import Document, Problem, Taxonomy


class Checked(NamedTuple):
    """Content as read, with its problems in the order of files and lines."""

    documents: tuple[Document, ...]
    taxonomy: Taxonomy
    problems: tuple[Problem, ...]


def check(
    content: Path, left_out: Container[str] = (), moment: datetime | None = None, *, drafts: bool = False
) -> Checked:
    """Read and check a content folder, but for some files of it; nothing is written.

    ``moment`` (default: now) and ``drafts`` (whether they are shown) decide which briefings a link may lead to.
    """
    from generator.content import tree  # a build checks what it reads one by one

    documents, problems = tree.load(content)
    documents = [document for document in documents if document.path not in left_out]
    problems = [problem for problem in problems if problem.path not in left_out]
    vocabulary = Taxonomy()
    try:
        vocabulary = taxonomy.load(content)
    except ContentError as error:
        problems += error.problems
    else:
        problems += relations.unknown_tags(documents, vocabulary)
    problems += relations.same_addresses(documents, pages.addresses(content / PAGES))
    slugs = {document.front.slug for document in documents}
    for document in documents:
        problems += values.check(document)
        problems += bodies.check(document, slugs)
    now = moment or as_of()
    anchors = relations.Anchors(documents, lambda front: state(front, now, drafts=drafts) != HIDDEN)
    problems += relations.lost_links(documents, anchors)
    problems += pages.check(content / PAGES, content, anchors)
    return Checked(tuple(documents), vocabulary, tuple(sorted(set(problems))))
