"""Checks across files: tags that exist, addresses that are one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from generator import markdown
from generator.check.values import problem
from generator.kinds import decoded
from generator.model import Document, FrontMatter, Problem, Taxonomy
from generator.text import closest

RESERVED = frozenset(
    [
        *("index", "briefings", "topics", "places", "people", "organizations", "archive", "proof", "search", "assets"),
        *("catalogue", "404", "404.html", "index.html", "feed.xml", "rss.xml", "feed.json", "robots.txt", "llms.txt"),
    ]
)
"""Addresses at the top of the site that are made by us."""


def is_reserved(address: str) -> bool:
    """Whether an address is one that the portal makes; below ``briefings/`` each has its owner."""
    first, _, rest = address.partition("/")
    if first == "briefings" and rest and "/" not in rest:
        return False
    return first in RESERVED or first.startswith("sitemap") or "index.html" in address.split("/")


def old_addresses(front: FrontMatter) -> tuple[str, ...]:
    """Where the redirects to a briefing are, as files have it."""
    return tuple(decoded(alias).strip("/") for alias in front.aliases)


def unknown_tags(documents: Iterable[Document], taxonomy: Taxonomy) -> list[Problem]:
    """Tags that the taxonomy does not have."""
    found = []
    for document in documents:
        for tag in document.front.tags:
            if tag not in taxonomy.by_slug:
                close = closest(tag, taxonomy.by_slug)
                cure = f'did you mean "{close}"?' if close else "use a tag of taxonomy.yml, or add it there"
                found.append(problem(document, "tags", f'no tag "{tag}"', cure))
    return found


class Anchors:
    """The places a link to a briefing may name. ``is_shown`` tells whether readers have a page of a briefing."""

    def __init__(self, documents: Iterable[Document], is_shown: Callable[[FrontMatter], bool]) -> None:
        self._documents = {document.front.slug: document for document in documents}
        self._is_shown = is_shown
        self._known: dict[str, frozenset[str]] = {}

    def wrong(self, slug: str, anchor: str, source: FrontMatter | None = None) -> tuple[str, str] | None:
        """What is wrong with a link, and the cure; None if nothing is. ``source`` is a briefing that has it, if one."""
        if slug not in self._documents:
            return f'no briefing "{slug}"', "write briefing: and the slug of a briefing"
        target = self._documents[slug].front
        if not self._is_shown(target) and (source is None or self._is_shown(source)):
            what = f'briefing "{slug}" is {_hidden(target)}: readers would find no page'
            return what, "publish it, or remove the link"
        if not anchor or is_note(anchor) or anchor in self._of(slug):
            return None
        return f'no place "#{anchor}" in briefing "{slug}"', "link to one of its paragraphs (#p1, #p2 …) or subheads"

    def _of(self, slug: str) -> frozenset[str]:
        if slug not in self._known:
            try:
                self._known[slug] = markdown.render(self._documents[slug].body).anchors
            except markdown.TooComplex:
                self._known[slug] = frozenset()
        return self._known[slug]


def _hidden(front: FrontMatter) -> str:
    if front.status == "draft":
        return "a draft"
    return f"not public before {front.publish_at:%Y-%m-%d %H:%M %Z}" if front.publish_at else "under embargo"


def is_note(anchor: str) -> bool:
    """Whether an anchor may be that of a footnote."""
    return anchor.startswith("fn")


def briefing_link(target: str) -> tuple[str, str] | None:
    """Slug and anchor of a link to a briefing; None for any other link."""
    if not target.startswith("briefing:"):
        return None
    slug, _, anchor = target.removeprefix("briefing:").partition("#")
    return slug, anchor


def lost_links(documents: Iterable[Document], anchors: Anchors) -> list[Problem]:
    """Links to briefings without a page, or to places that are not there. Links to none are found with the body."""
    found = []
    for document in documents:
        if "briefing:" not in document.body:
            continue
        try:
            links = markdown.render(document.body).links
        except markdown.TooComplex:
            continue
        for target in links:
            link = briefing_link(target)
            wrong = anchors.wrong(*link, document.front) if link else None
            if wrong and not wrong[0].startswith("no briefing"):
                line = document.lines.get("body", 1) + document.body.count("\n", 0, max(document.body.find(target), 0))
                found.append(Problem(document.path, line, "body", *wrong))
    return found


def same_addresses(documents: Iterable[Document], pages: Mapping[str, str]) -> list[Problem]:
    """Slugs and aliases that two briefings claim, or a free page (``pages``: address → file), or the portal."""
    found, owner = [], dict[str, str](pages)
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
        for alias, old in zip(document.front.aliases, old_addresses(document.front), strict=True):
            address = old.casefold()
            if is_reserved(address):
                what = f'"{alias}" is an address that the portal makes'
                found.append(problem(document, "aliases", what, "remove it here"))
                continue
            first = owner.setdefault(address, document.path)
            if first != document.path or address == f"briefings/{document.front.slug}":
                found.append(
                    problem(document, "aliases", f'"{alias}" is an address of {first} already', "remove it here")
                )
    return found
