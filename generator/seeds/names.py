"""What an element of a page is, told by its name and attributes: its part of the page, its kind of block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

CLOSED = frozenset({"nav", "footer", "aside", "form"})
"""Parts of a page that hold no article, unless they hold nearly all of its text."""

BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "header", "hgroup", "legend", "li", "main", "menu", "nav", "ol", "p"),
        *("pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
        *("caption",),
    }
)
RAW = (
    *("script", "style", "template", "noscript", "svg", "math", "iframe", "head", "noembed", "noframes", "xmp"),
    *("plaintext", "img", "source", "link", "meta"),
)
"""Elements that are taken out before a page is serialised: what is in them is not escaped there, or they are many."""
UNREAD = frozenset(
    {
        *("frameset", "object", "applet", "canvas", "audio", "video", "map", "button", "select", "textarea", "option"),
        *("datalist", "label", "output", "progress", "meter", "dialog", "title"),
    }
)
"""Elements without text for readers."""

_BY_TAG = {name: name for name in ("article", "main", "nav", "header", "footer", "aside", "form")}
_BY_ROLE = {
    "article": "article",
    "main": "main",
    "navigation": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "form",
    "form": "form",
    "dialog": "aside",
    "alertdialog": "aside",
    "menu": "nav",
    "menubar": "nav",
}
# Words that designers give to what stands beside an article. Whole words only: "comment" but not "commentary".
_BESIDE = frozenset(
    {
        *("related", "comment", "comments", "disqus", "respond", "sidebar", "newsletter", "share", "sharing", "social"),
        *("promo", "advert", "ad", "ads", "sponsored", "breadcrumb", "breadcrumbs", "cookie", "cookies", "consent"),
        *("gdpr", "recirc", "recirculation", "outbrain", "taboola", "widget", "popup", "modal", "subscribe"),
        *("teaser", "teasers", "mostread", "popular", "trending", "recommended", "recommendation", "recommendations"),
        *("readmore", "tags", "taglist", "toolbar", "pagination", "pager", "navbar", "menu", "authorbio", "toc"),
        *("skiplink", "factbox", "infobox", "faktaboks", "faktaruta"),
    }
)
_BESIDE_PAIRS = re.compile(
    r"(?:most|also|read) (?:read|more)|tag list|skip link|about author|author (?:bio|box|card|description|info)|"
    r"(?:fact|info|expandable) box"
)
_BODY = re.compile(r"(?:^|[\s_-])(?:article|story|post|entry|news)[_-]?(?:body|content|text)(?:$|[\s_-])")
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:wp-)?(?:image-?|photo-?|media-?|figure-?|picture-?)?(?:caption|credit|copyright)s?(?:$|[\s_-])"
)
_KINDS = {"figcaption": "caption", "caption": "caption", "li": "item", "dd": "item", "blockquote": "quote"}
_DECKS = frozenset(
    {
        *("deck", "dek", "standfirst", "subtitle", "lead", "leadtext", "intro", "excerpt", "ingress", "chapo", "perex"),
        *("sapo", "vorspann", "entradilla", "bajada", "sumario", "strapline"),
    }
)
"""What designers call the line under the headline."""
_READ = 500
"""So many characters of a list of classes are read."""
_WHOLE = frozenset({"body", "html", "main", "article", "section"})


class Named(NamedTuple):
    """What an element's name and attributes say of it."""

    region: str = ""
    kind: str = ""
    """Kind of the blocks inside; empty if the element does not say."""
    level: int = 0
    is_hidden: bool = False


_NOTHING = Named()
_BY_NAME = {
    **{name: (kind, 0) for name, kind in _KINDS.items()},
    **dict.fromkeys(_WHOLE, ("", 0)),
    **{f"h{level}": ("heading", level) for level in range(1, 7)},
}
"""Kind and level of the blocks in elements that tell them by their names."""


def name(tag: str, classes: str, ident: str, others: Sequence[tuple[str, str]]) -> Named:
    """Tell what an element is by its name, class and id, and by its other attributes."""
    role, prop, is_hidden = _others(others) if others else ("", "", False)
    classes = classes[:_READ].lower()
    names = f"{classes} {ident[:_READ].lower()}" if ident else classes
    words = names.replace("_", " ").replace("-", " ").split()
    kind, level = _BY_NAME.get(tag) or _kind(f"{classes} {prop}" if prop else classes, words)
    region = _BY_ROLE.get(role) or _BY_TAG.get(tag, "")
    if words and region not in CLOSED:
        region = _region(tag, region, names, words)
    return Named(region, kind, level, is_hidden) if region or kind or is_hidden else _NOTHING


def _others(others: Sequence[tuple[str, str]]) -> tuple[str, str, bool]:
    """Role, property, and whether the element is hidden."""
    found = dict(others)
    is_hidden = found.get("hidden", "until-found") != "until-found" or found.get("aria-hidden") == "true"
    return found.get("role", ""), found.get("itemprop", "").lower(), is_hidden


def _kind(names: str, words: Sequence[str]) -> tuple[str, int]:
    if ("caption" in names or "credit" in names or "copyright" in names) and _CAPTION.search(names):
        return "caption", 0
    return ("", 0) if _DECKS.isdisjoint(words) else ("deck", 0)


def _region(tag: str, named: str, names: str, words: Sequence[str]) -> str:
    if tag not in ("body", "html") and _is_beside(words):
        return "aside"
    if not named and ("body" in names or "content" in names or "text" in names) and _BODY.search(names):
        return "article"
    return named


def _is_beside(words: Sequence[str]) -> bool:
    if not _BESIDE.isdisjoint(words):
        return True
    if len(words) < 2:
        return False
    joined = " ".join(words)
    return _may_be_pair(joined) and _BESIDE_PAIRS.search(joined) is not None


def _may_be_pair(words: str) -> bool:
    """Look for half a pair first: it is many times faster than the pattern."""
    return " more" in words or " read" in words or " li" in words or "author" in words or " box" in words
