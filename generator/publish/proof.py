"""How a briefing stands to its source, in words for its page, and all of them on one page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalogue.provenance import STANDINGS, Provenance
from generator.publish.page import Page, Target, page_target
from generator.publish.site import Site
from generator.publish.teaser import Data, teaser
from generator.words import say

NAMED = ("differs", "edited", "unproved")
"""Standings whose briefings are named."""
SHOWN = 30
"""So many of each at most, the newest."""

_STATES = {"word for word": "proof_same", "differs": "proof_differs", "unreadable": "proof_unreadable"}


def proof(known: Provenance) -> Data:
    """What the page says: the verdict, what differs, and what editors changed since."""
    if known.state not in _STATES:
        return {"text": say("proof_none"), "differences": [], "edits": [], "repairs": [], "is_known": False}
    edits = list(_edits(known))
    mended = known.state == "differs" and not known.differences
    state = "word for word" if mended else known.state
    return {
        "text": say("proof_was_same" if edits and state == "word for word" else _STATES[state]),
        "differences": [{**_place(place), "ours": ours, "source": source} for place, ours, source in known.differences],
        "edits": edits,
        "repairs": [
            say(f"repair_{kind.replace('-', '_')}", count=f"{count:,}", detail=detail or say("repair_letters"))
            for kind, count, detail in known.repairs
        ],
        "is_known": True,
    }


def _edits(known: Provenance) -> Iterator[Data]:
    for place in (*known.fields, *known.anchors):
        yield _place(place)
    if known.left_out:
        count = known.left_out
        yield {"label": say("proof_left_out_one" if count == 1 else "proof_left_out_many", n=count), "anchor": ""}
    if known.is_moved:
        yield {"label": say("proof_moved"), "anchor": ""}


def _place(place: str) -> Data:
    """A field or an anchor in words, with the anchor if it has one."""
    if place.startswith("h-"):
        return {"label": say("proof_subhead"), "anchor": place}
    if place[:1] == "p" and place[1:].isdecimal():
        return {"label": say("proof_paragraph", n=place[1:]), "anchor": place}
    return {"label": say(f"field_{place}") if place else say("proof_body"), "anchor": ""}


def overview(site: Site, _one: str, _two: str) -> Iterator[Target]:
    """The page that tells of all briefings how they stand to their sources; what editors should look at, by name."""
    counts = site.catalogue.standings()
    data: Data = {
        "rows": [
            {"label": say(f"standing_{name}"), "count": f"{counts[name]:,}", "anchor": name if name in NAMED else ""}
            for name in STANDINGS
            if counts.get(name)
        ],
        "groups": [
            {
                "label": say(f"standing_{name}"),
                "anchor": name,
                "more": _more(counts[name]),
                "entries": _named(site, name),
            }
            for name in NAMED
            if counts.get(name)
        ],
    }
    yield page_target(Page("proof/", "proof", say("proof_title"), say("proof_description"), data))


def _named(site: Site, name: str) -> list[Data]:
    return [teaser(entry, site.taxonomy) for entry in site.catalogue.standing(name, SHOWN)]


def _more(count: int) -> str:
    return say("proof_more", n=f"{count - SHOWN:,}") if count > SHOWN else ""
