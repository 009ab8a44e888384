"""What an element of a page is, told by its name and attributes: its part of the page, its kind of block."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from typing import NamedTuple

CLOSED = frozenset({"nav", "footer", "aside", "form"})
"""Parts of a page that hold no article, unless they hold nearly all of its text."""
SURELY_BESIDE = frozenset({"nav", "footer", "form"})
"""Those of them whose lines need not even be looked at."""

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
    *("svg", "noscript", "script", "style", "template", "math", "iframe", "noembed", "noframes", "xmp", "plaintext"),
    "img",
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
ROLES_BESIDE = frozenset(role for role, region in _BY_ROLE.items() if region in SURELY_BESIDE)
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
_CAPTIONS = frozenset(
    f"{of}{word}{s}"
    for of in ("", "image", "photo", "media", "figure", "picture")
    for word in ("caption", "credit", "copyright")
    for s in ("", "s")
)
_ARTICLES = frozenset({"article", "story", "post", "entry", "news"})
_BODIES = frozenset({"body", "content", "text"})
_ARTICLE_BODIES = frozenset(f"{article}{body}" for article in _ARTICLES for body in _BODIES)
"""The last word of all that the patterns above match is one of these."""
_KINDS = {"figcaption": "caption", "caption": "caption", "li": "item", "dd": "item", "blockquote": "quote"}
_DECKS = frozenset(
    {
        *("deck", "dek", "standfirst", "subtitle", "lead", "leadtext", "intro", "excerpt", "ingress", "chapo", "perex"),
        *("sapo", "vorspann", "entradilla", "bajada", "sumario", "strapline"),
    }
)
"""What designers call the line under the headline."""
_TELLING = _BESIDE | _DECKS | _CAPTIONS | _BODIES | _ARTICLE_BODIES
"""Words without which a class says nothing, unless two of its words are a pair."""
_READ = 500
"""So many characters of a list of classes are read."""
_WHOLE = frozenset({"body", "html", "main", "article", "section"})


class Told(NamedTuple):
    """What an element's classes and id say of it."""

    is_beside: bool
    """It stands beside an article."""
    is_article: bool
    kind: str


_IS_BESIDE = Told(is_beside=True, is_article=False, kind="")


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


def name(tag: str, told: Told | None, others: Sequence[tuple[str, str]]) -> Named:
    """Tell what an element is by its name, by what its classes and id say, and by its other attributes."""
    role, prop, is_hidden = _others(others) if others else ("", "", False)
    region = _BY_ROLE.get(role) or _BY_TAG.get(tag, "")
    kind, level = _BY_NAME.get(tag) or ("caption" if _CAPTION.search(prop) else told.kind if told else "", 0)
    if told and region not in CLOSED:
        if told.is_beside and tag not in ("body", "html"):
            region = "aside"
        elif told.is_article and not region:
            region = "article"
    return Named(region, kind, level, is_hidden) if region or kind or is_hidden else _NOTHING


def _others(others: Sequence[tuple[str, str]]) -> tuple[str, str, bool]:
    """Role, property, and whether the element is hidden."""
    found = dict(others)
    is_hidden = found.get("hidden", "until-found") != "until-found" or found.get("aria-hidden") == "true"
    return found.get("role", ""), found.get("itemprop", "").lower(), is_hidden


@lru_cache(maxsize=2_000)
def told(classes: str, ident: str = "") -> Told | None:
    """Tell what classes and an id say; None if they say nothing, as most do."""
    if "&" in classes or "&" in ident:
        classes, ident = unescape(classes), unescape(ident)
    classes = classes[:_READ].lower()
    names = f"{classes} {ident[:_READ].lower()}" if ident else classes
    words = names.replace("_", " ").replace("-", " ").split()
    if _TELLING.isdisjoint(words):
        return _IS_BESIDE if _holds_pair(names, words) else None
    telling = _TELLING.intersection(words)
    if telling <= _BESIDE:
        return _IS_BESIDE
    is_beside = not _BESIDE.isdisjoint(telling) or _holds_pair(names, words)
    is_article = _may_be_body(words) and _BODY.search(names) is not None
    is_caption = not _CAPTIONS.isdisjoint(telling) and _CAPTION.search(classes) is not None
    kind = "caption" if is_caption else "" if _DECKS.isdisjoint(telling) else "deck"
    return Told(is_beside, is_article, kind) if is_beside or is_article or kind else None


def _holds_pair(names: str, words: Sequence[str]) -> bool:
    """Whether two of the words are a pair; it looks for half of one first, which is many times faster."""
    may = "more" in names or "read" in names or "list" in names or "author" in names or "box" in names
    may = may or "skip" in names
    return may and len(words) > 1 and _BESIDE_PAIRS.search(" ".join(words)) is not None


def _may_be_body(words: Sequence[str]) -> bool:
    """Whether there is a word, or two, for the body of an article; the pattern says whether they belong together."""
    is_one = not _ARTICLE_BODIES.isdisjoint(words)
    return is_one or not (_BODIES.isdisjoint(words) or _ARTICLES.isdisjoint(words))
