"""Checks of one front matter that need more than one field."""

from __future__ import annotations

from generator import markdown
from generator.catalogue.entry import comparable, day
from generator.model import Document, Problem
from generator.prose import sentences


def check(document: Document) -> list[Problem]:
    """Find contradictions between fields, and texts that should stand in the body and do not."""
    return [*_times(document), *_verbatim(document)]


def problem(document: Document, field: str, what: str, cure: str) -> Problem:
    """A problem at the line of a field."""
    return Problem(document.path, document.lines.get(field, 1), field, what, cure)


def _times(document: Document) -> list[Problem]:
    front, found = document.front, []
    if front.date and front.updated and day(front.updated) < day(front.date):
        found.append(
            problem(
                document,
                "updated",
                f"{front.updated} is before the date {front.date}",
                "correct one of the two",
            )
        )
    if front.status == "embargoed" and front.publish_at is None:
        found.append(problem(document, "status", "embargoed without an end", "add publish_at: YYYY-MM-DDTHH:MM:SSZ"))
    if front.publish_at and front.expire_at and front.expire_at <= front.publish_at:
        found.append(problem(document, "expire_at", "is not after publish_at", "correct one of the two"))
    return found


def _verbatim(document: Document) -> list[Problem]:
    front = document.front
    claims = [("key_points", point) for point in front.key_points]
    if front.summary_by != "editor":
        claims += [("summary", sentence) for sentence in sentences(front.summary)]
    claims += [("quotes", part) for quote in front.quotes for part in quote.text]
    if not claims:
        return []
    try:
        paragraphs = markdown.render(document.body).paragraphs.values()
    except markdown.TooComplex:
        return []  # the check of bodies tells
    body = comparable(" ".join(paragraphs))
    cures = {
        "summary": "quote the body word for word, or add summary_by: editor",
        "key_points": "quote the body word for word",
        "quotes": "give the words as the body has them",
    }
    return [
        problem(document, field, f"{_short(text)} does not stand in the body", cures[field])
        for field, text in claims
        if comparable(text) not in body
    ]


def _short(text: str) -> str:
    return f'"{text}"' if len(text) <= 60 else f'"{text[:57]}…"'
