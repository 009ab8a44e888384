"""The page of one briefing, and the ones that lead to it from its old addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.catalogue.body import Text
from generator.catalogue.entry import HIDDEN, Entry
from generator.catalogue.ledger import Row
from generator.publish.page import Page, Target, page_target
from generator.publish.proof import proof
from generator.publish.site import Site
from generator.publish.teaser import Data, name_links, subject, teaser, topic
from generator.publish.wording import date_text

_PICTURE = re.compile(r'(<img(?: [a-z]+="[^"]*")*? src=")([^"]+)')
_BRIEFING_LINK = re.compile(r'href="briefing:([^"#]*)(#[^"]*)?"')


def briefing(site: Site, slug: str, _: str) -> Iterator[Target]:
    """The page of a briefing; none if readers may not see it."""
    row = site.catalogue.row(slug)
    if row is None or row.state == HIDDEN:
        return
    entry = row.entry
    changed = entry.changed
    around = _around(site, entry)

    def page() -> Page:
        data = {**_own(site, entry, site.text(row)), **around}
        description = entry.front.summary or entry.front.deck
        return Page(entry.url, "briefing", entry.front.title, description, data, changed, entry.listed)

    facts = [_same(row), around]
    sitemap = changed if entry.listed else None
    yield Target(f"{entry.url}index.html", facts, lambda draw: draw(page()).encode(), sitemap, page)


def redirect(site: Site, alias: str, _: str) -> Iterator[Target]:
    """The page at an old address."""
    entry = site.catalogue.owner(alias)
    if entry is not None:
        yield page_target(Page(f"{alias}/", "redirect", entry.front.title, "", {"url": entry.url}, in_sitemap=False))


def resolve_links(html: str, base: str) -> str:
    """Turn links written ``briefing:slug`` into addresses; the checks have seen that they exist."""
    if "briefing:" not in html:  # as in most
        return html
    return _BRIEFING_LINK.sub(lambda m: f'href="{base}briefings/{m[1]}/{m[2] or ""}"', html)


def _resolved(html: str, base: str) -> str:
    """The same, and pictures of the site are found from a page in it."""
    if "<img" in html:  # as in few
        html = _PICTURE.sub(lambda match: f"{match[1]}{base}{match[2]}", html)
    return resolve_links(html, base)


def _same(row: Row) -> list[object]:
    return [row.sha, row.state, row.entry.path, row.proof]


def _around(site: Site, entry: Entry) -> Data:
    """What the page shows of other briefings."""
    newer, older = site.catalogue.beside(entry) if entry.listed else (None, None)
    kin = site.catalogue.related(entry, site.settings.related) if entry.listed else []
    return {
        "related": [teaser(other, site.taxonomy) for other in kin],
        "newer": teaser(newer, site.taxonomy) if newer else None,
        "older": teaser(older, site.taxonomy) if older else None,
    }


def _own(site: Site, entry: Entry, text: Text) -> Data:
    front, taxonomy = entry.front, site.taxonomy
    return {
        **teaser(entry, taxonomy),
        "breadcrumbs": [topic(tag.slug, taxonomy) for tag in taxonomy.path(subject(front, taxonomy))],
        "tags": [topic(tag, taxonomy) for tag in front.tags],
        "places": name_links("place", front.places),
        "people": name_links("person", front.people),
        "organizations": name_links("organization", front.organizations),
        "image": {"path": front.image.path, "alt": front.image.alt} if front.image else None,
        "body_html": _resolved(text.html, "../" * entry.url.count("/")),
        "summary_parts": [{"text": sentence, "anchor": anchor} for sentence, anchor in text.summary],
        "summary_by_editor": front.summary_by == "editor",
        "key_points": [{"text": point, "anchor": anchor} for point, anchor in text.key_points],
        "quotes": [{"parts": list(parts), "speaker": who, "anchor": anchor} for parts, who, anchor in text.quotes],
        "sources": [
            {"name": s.name, "url": s.url, "seed": s.seed, "sha256": s.sha256, "rights": s.rights}
            for s in front.sources
        ],
        "corrections": [{"date_text": date_text(item.date), "note": item.note} for item in front.corrections],
        "byline": front.byline,
        "dateline": front.dateline,
        "section": front.section,
        "updated_text": date_text(front.updated),
        "source_name": next((source.name for source in front.sources if source.name), ""),
        "hand_written": not front.sources,
        "proof": proof(text.provenance),
        "withdrawn": front.status == "withdrawn",
        "edit_path": entry.path,
    }
