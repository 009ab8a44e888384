"""The page of one briefing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.catalogue.collect import Catalogue, Entry, day
from generator.catalogue.related import related
from generator.publish.page import Page
from generator.publish.teaser import Data, name_links, teaser, topic
from generator.publish.wording import date_text
from generator.settings import Settings
from generator.text import sentences

_BRIEFING_LINK = re.compile(r'href="briefing:([^"#]*)(#[^"]*)?"')


def briefing_pages(catalogue: Catalogue, settings: Settings) -> Iterator[Page]:
    """A page for each entry, and one for each of its old addresses."""
    kin = related(catalogue, settings.related)
    dated = [entry for entry in catalogue.listed if entry.front.date]
    place = {entry.front.slug: at for at, entry in enumerate(dated)}
    for entry in catalogue.entries:
        at = place.get(entry.front.slug)
        newer = dated[at - 1] if at else None
        older = dated[at + 1] if at is not None and at + 1 < len(dated) else None
        data = _briefing(entry, catalogue)
        data["related"] = [teaser(other, catalogue.taxonomy) for other in kin[entry.front.slug]]
        data["newer"] = teaser(newer, catalogue.taxonomy) if newer else None
        data["older"] = teaser(older, catalogue.taxonomy) if older else None
        front = entry.front
        changed = max(str(day(moment)) for moment in (front.updated, front.date, front.added) if moment is not None)
        description = front.summary or front.deck
        yield Page(entry.url, "briefing", front.title, description, data, changed, entry.listed)
        for alias in front.aliases:
            yield Page(f"{alias.strip('/')}/", "redirect", front.title, "", {"url": entry.url}, in_sitemap=False)


def resolve_links(html: str, base: str) -> str:
    """Turn links written ``briefing:slug`` into addresses; the checks have seen that they exist."""
    return _BRIEFING_LINK.sub(lambda m: f'href="{base}briefings/{m[1]}/{m[2] or ""}"', html)


def _briefing(entry: Entry, catalogue: Catalogue) -> Data:
    front, taxonomy = entry.front, catalogue.taxonomy
    broader = taxonomy.path(front.tags[0])[:-1] if front.tags else ()
    return {
        **teaser(entry, taxonomy),
        "breadcrumbs": [topic(tag.slug, taxonomy) for tag in broader]
        + [topic(tag, taxonomy) for tag in front.tags[:1]],
        "tags": [topic(tag, taxonomy) for tag in front.tags],
        "places": name_links("place", front.places),
        "people": name_links("person", front.people),
        "organizations": name_links("", front.organizations),
        "body_html": resolve_links(entry.rendered.html, "../" * entry.url.count("/")),
        "summary_parts": [{"text": text, "anchor": entry.anchor_of(text)} for text in sentences(front.summary)],
        "summary_by_editor": front.summary_by == "editor",
        "key_points": [{"text": text, "anchor": entry.anchor_of(text)} for text in front.key_points],
        "quotes": [{"parts": list(q.text), "speaker": q.speaker, "anchor": anchor} for q, anchor in entry.quotes],
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
        "withdrawn": front.status == "withdrawn",
        "edit_path": entry.document.path,
    }
