"""The pages that name all listings of a kind: one as long as that is readable, else by letter, two letters, pages.

A page is bounded however many names there are, and a name that is added changes the pages of its own letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from generator.catalogue.initials import DIGITS, OTHER, opening
from generator.catalogue.kinds import BY_NAME, Kind
from generator.catalogue.query import Listing
from generator.publish.page import Page, Target, page_target
from generator.publish.site import Site
from generator.publish.teaser import Data, listing_link
from generator.text import sort_key
from generator.words import say

_MOST_COVERED = 60
_FOLDER = "by-name"
"""Below the address of the kind. A listing of that name has pages there, too, but never of one or two letters."""


def index(site: Site, kind_name: str, letter: str) -> Iterator[Target]:
    """The page of a kind (no letter), or the pages of one letter."""
    kind = BY_NAME[kind_name]
    initials = {} if kind.from_taxonomy else site.catalogue.initials(kind.name)
    is_long = sum(initials.values()) > site.settings.names_a_page
    if letter:
        pages = _letter(site, kind, letter) if is_long and letter in initials else iter(())
    elif is_long:
        pages = iter([_landing(site, kind, initials)])
    else:
        listings = site.catalogue.listings(kind.name)
        groups = _by_top(site, listings) if kind.from_taxonomy else _by_initial(listings)
        pages = iter([_page(kind, f"{kind.prefix}/", "", groups)])
    yield from map(page_target, pages)


def _page(kind: Kind, url: str, letters: str, groups: list[Data], pages: list[Data] | None = None) -> Page:
    parents = [{"label": kind.plural, "url": f"{kind.prefix}/"}] if letters else []
    title = say("index_of", kind=kind.plural, letters=letters) if letters else kind.plural
    data: Data = {"title": title, "description": "", "groups": groups, "parents": parents, "pages": pages or []}
    number = next((say("page_number", n=link["label"]) for link in pages or [] if link["active"]), "")
    return Page(url, "index", title + number, say("index_description", kind=title), data)


def _landing(site: Site, kind: Kind, initials: Mapping[str, int]) -> Page:
    letters = [
        {"label": _label(name), "url": _address(kind, name), "count": count, "children": []}
        for name, count in sorted(initials.items(), key=lambda item: (len(item[0]) > 1, item[0]))
    ]
    largest = [_item(listing) for listing in site.catalogue.largest(kind.name, _MOST_COVERED)]
    groups = [
        {"label": say("by_name"), "url": "", "items": letters},
        {"label": say("most_covered"), "url": "", "items": largest},
    ]
    return _page(kind, f"{kind.prefix}/", "", groups)


def _letter(site: Site, kind: Kind, letter: str) -> Iterator[Page]:
    listings = site.catalogue.listings(kind.name, letter)
    url, most = _address(kind, letter), site.settings.names_a_page
    if len(listings) <= most:
        yield _page(kind, url, _label(letter), [_group(listings)])
        return
    parts: dict[str, list[Listing]] = {}
    for listing in listings:
        parts.setdefault(opening(listing.label), []).append(listing)
    links = [
        {"label": name.capitalize(), "url": f"{url}{name}/", "count": len(part), "children": []}
        for name, part in sorted(parts.items())
    ]
    yield _page(kind, url, _label(letter), [{"label": "", "url": "", "items": links}])
    for name, part in parts.items():
        yield from _paged(kind, f"{url}{name}/", name.capitalize(), part, most)


def _paged(kind: Kind, url: str, letters: str, listings: list[Listing], size: int) -> Iterator[Page]:
    urls = [url if at == 0 else f"{url}{at + 1}/" for at in range(-(-len(listings) // size))]
    for at, here in enumerate(urls):
        part = listings[at * size : (at + 1) * size]
        links = [{"label": str(n + 1), "url": other, "active": n == at} for n, other in enumerate(urls)]
        yield _page(kind, here, letters, [_group(part)], links if len(urls) > 1 else [])


def _address(kind: Kind, letter: str) -> str:
    return f"{kind.prefix}/{_FOLDER}/{letter}/"


def _label(letter: str) -> str:
    named = {DIGITS: "0–9", OTHER: say("other_names"), "cjk": say("chinese_names")}
    return named.get(letter) or (letter.upper() if len(letter) == 1 else letter.capitalize())


def _group(listings: list[Listing]) -> Data:
    return {"label": "", "url": "", "items": [_item(listing) for listing in listings]}


def _by_initial(listings: list[Listing]) -> list[Data]:
    initials = groupby(listings, key=lambda listing: sort_key(listing.label)[:1].upper())
    return [{"label": initial, "url": "", "items": [_item(one) for one in part]} for initial, part in initials]


def _by_top(site: Site, listings: list[Listing]) -> list[Data]:
    """A group for each topic at the top, with all the topics below it."""
    shown = {listing.key: listing for listing in listings}
    return [
        {**listing_link(shown[top.slug]), "items": _below(site, top.slug, shown)}
        for top in site.taxonomy.children("")
        if top.slug in shown
    ]


def _below(site: Site, slug: str, shown: Mapping[str, Listing]) -> list[Data]:
    found: list[Data] = []
    for child in site.taxonomy.children(slug):
        if child.slug in shown:
            found += [_item(shown[child.slug]), *_below(site, child.slug, shown)]
    return found


def _item(listing: Listing) -> Data:
    return {**listing_link(listing), "children": []}
