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
    try:
        text = markdown.render(document.body).text
    except markdown.TooComplex:
        return []  # the check of bodies tells
    claims = [("key_points", point) for point in front.key_points]
    if front.summary_by != "editor" and front.summary not in text:
        claims += [("summary", sentence) for sentence in sentences(front.summary)]
    claims += [("quotes", part) for quote in front.quotes for part in quote.text]
    doubtful = [(field, claim) for field, claim in claims if claim not in text]
    if not doubtful:
        return []  # as nearly always: they stand there to the letter, so their typography need not be folded
    body = comparable(text)
    cures = {
        "summary": "quote the body word for word, or add summary_by: editor",
        "key_points": "quote the body word for word",
        "quotes": "give the words as the body has them",
    }
    return [
        problem(document, field, f"{_short(claim)} does not stand in the body", cures[field])
        for field, claim in doubtful
        if comparable(claim) not in body
    ]


def _short(text: str) -> str:
    return f'"{text}"' if len(text) <= 60 else f'"{text[:57]}…"'
