"""What an HTML page states of itself: JSON-LD of its article, meta elements, OpenGraph, canonical link."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from html import unescape
from itertools import chain
from typing import Any

from generator.articles import Stated
from generator.model import Moment
from generator.seeds.decode import clean
from generator.seeds.runs import address
from generator.text import squash

_ARTICLE = re.compile(r"(?:https?://schema\.org/|schema:)?\w*(?:Article|BlogPosting|Reportage\w*|Report|Review)")
_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?!\d)(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?"
)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?")
_NOBODY = frozenset({"[object object]", "undefined", "null", "none", "nan"})
_TAG = re.compile(r"<[^<>]{0,500}>")
_TELLS = 'meta[content], script[type="application/ld+json"], title, link[rel="canonical"], base[href], html'
_MAX_SCRIPT = 2_000_000
_MAX_NODES = 5_000

_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_DECKS = ("og:description", "description", "twitter:description", "dc.description")
_DATES = (
    *("article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "dc.date.issued"),
    *(
        "dcterms.created",
        "publication_date",
        "pubdate",
        "date",
        "dc.date",
        "sailthru.date",
        "article.published",
    ),
)
_UPDATES = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
_BYLINES = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
_SECTIONS = ("article:section", "parsely-section", "section")
_KEYWORDS = ("news_keywords", "keywords", "parsely-tags")
_READ = frozenset(
    {
        *(*_TITLES, *_DECKS, *_DATES, *_UPDATES, *_BYLINES, *_SECTIONS, *_KEYWORDS),
        *("og:url", "og:site_name", "application-name", "content-language", "og:locale"),
    }
)
"""Names of the meta elements that are looked at."""


def moment(value: Any) -> Moment | None:
    """Read an ISO date or date-time; without an offset only its day is sure. None for anything else."""
    match = _ISO.match(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    day, clock, offset = match.groups()
    try:
        if clock and offset:
            offset = {"Z": "+00:00", "UTC": "+00:00"}.get(offset, offset)
            stated: Moment = datetime.fromisoformat(f"{day}T{clock}{offset}")
        else:
            stated = date.fromisoformat(day)
    except ValueError:
        return None
    return stated if 1600 <= stated.year <= 2200 and not is_nothing(stated) else None


def is_nothing(stated: Moment) -> bool:
    """Whether a moment is the one that computers count from: what they write of an article that has no date."""
    return isinstance(stated, datetime) and stated.tzinfo is not None and not stated.timestamp()


def stated(tree: Any) -> Stated:
    """Gather what a parsed page (selectolax tree) states. Unknown stays empty."""
    told = _told(tree)
    metas = _metas(told["meta"])
    title, link, html = (next(iter(told[tag]), None) for tag in ("title", "link", "html"))
    named = _text(title.text()) if title else ""
    article = _article(_articles(told["script"]), [named, *(metas[name] for name in _TITLES if name in metas)])
    headlines = [_text(article.get("headline")), *(_text(metas.get(name)) for name in _TITLES)]
    titles = [*headlines, named]
    url = _text(link.attributes.get("href") if link else "") or metas.get("og:url", "") or _url(article)
    base = next(iter(told["base"]), None)
    return Stated(
        titles=tuple(dict.fromkeys(filter(None, titles))),
        headline=next(filter(None, headlines), ""),
        deck=_text(article.get("alternativeHeadline")) or _first(metas, _DECKS) or _text(article.get("description")),
        date=moment(_one(article.get("datePublished"))) or _first_moment(metas, _DATES),
        updated=moment(_one(article.get("dateModified"))) or _first_moment(metas, _UPDATES),
        byline=_names(article.get("author")) or _author(metas),
        section=_text(_one(article.get("articleSection"))) or _first(metas, _SECTIONS),
        language=_language(html, metas, article),
        url=address(url, _text(base.attributes.get("href")) if base else ""),
        site=_names(article.get("publisher")) or metas.get("og:site_name", "") or metas.get("application-name", ""),
        tags=_tags(article, metas),
    )


def _article(articles: Iterator[Mapping[str, Any]], named: Sequence[str]) -> Mapping[str, Any]:
    """The one that the titles of the page name; else the first: pages describe other stories, too."""
    first = next(articles, {})
    headline = _text(first.get("headline"))
    if not first or (headline and any(headline in title for title in named)):
        return first  # as of most pages; the rest of their scripts need not be read
    titles = [_key(title) for title in named]
    for article in chain([first], articles):
        headline = _key(_text(article.get("headline")))
        if headline and any(headline in title or title in headline for title in titles if title):
            return article
    return first


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _told(tree: Any) -> Mapping[str, list[Any]]:
    """The elements that tell of the page, by their tags; found in one pass, since each takes as long as the parsing."""
    found: dict[str, list[Any]] = {"meta": [], "script": [], "title": [], "link": [], "base": [], "html": []}
    for node in tree.css(_TELLS):
        found[node.tag].append(node)
    return found


def _metas(nodes: Sequence[Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in nodes[:500]:
        attributes = meta.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        name = name.strip().lower()
        if name in _READ and name not in found and (value := _text(attributes.get("content"))):
            found[name] = value
    return found


def _articles(scripts: Sequence[Any]) -> Iterator[Mapping[str, Any]]:
    """JSON-LD objects that describe an article, in page order."""
    for script in scripts[:20]:
        source = script.text()
        if len(source) > _MAX_SCRIPT:
            continue
        try:
            value = json.loads(_unwrapped(source), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from filter(_is_article, _objects(value))


def _unwrapped(source: str) -> str:
    """Take off what old tools put around a script so that older browsers do not show it."""
    source = source.strip()
    if source.startswith(("{", "[")) and source.endswith(("}", "]")):
        return source
    start = min((at for at in (source.find("{"), source.find("[", source.find("CDATA[") + 6)) if at >= 0), default=0)
    return source[start : max(source.rfind("}"), source.rfind("]", 0, source.rfind("}") + 2)) + 1]


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    waiting, seen = [value], 0
    while waiting and seen < _MAX_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            yield node
            waiting += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and _ARTICLE.fullmatch(name) for name in names)


def language_tag(text: str) -> str:
    """A language as BCP 47 writes it, "pt-BR" for "pt_br"; empty for what is none."""
    match = _LANGUAGE.fullmatch(text.strip())
    if match is None:
        return ""
    parts = (match[1].lower(), (match[2] or "").title(), (match[3] or "").upper())
    return "-".join(filter(None, parts))


def one_line(text: str) -> str:
    """One line of plain text from a value that may hold markup."""
    return _text(text)


def _text(value: Any) -> str:
    """One line of plain text from an untyped value; markup and invisible characters go."""
    if not isinstance(value, str):
        return ""
    text = value[:5000]
    if "&" in text:
        text = unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    return squash(clean(text)[0])


def _one(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _first_moment(metas: Mapping[str, str], names: tuple[str, ...]) -> Moment | None:
    return next(filter(None, (moment(metas.get(name)) for name in names)), None)


def _names(value: Any) -> str:
    people = value if isinstance(value, list) else [value]
    several = [person.get("name") if isinstance(person, dict) else person for person in people[:12]]
    names = [_text(name) for one in several for name in (one if isinstance(one, list) else [one])]
    return ", ".join(dict.fromkeys(filter(_is_name, names)))


def _is_name(text: str) -> bool:
    """Whether a text names somebody: no address, nor what programs write where nobody is known."""
    return bool(text) and "://" not in text and text.casefold() not in _NOBODY


def _author(metas: Mapping[str, str]) -> str:
    return next(filter(_is_name, (metas.get(name, "") for name in _BYLINES)), "")


def _url(article: Mapping[str, Any]) -> str:
    page = article.get("mainEntityOfPage")
    return _text(article.get("url")) or _text(page.get("@id") if isinstance(page, dict) else page)


def _language(html: Any, metas: Mapping[str, str], article: Mapping[str, Any]) -> str:
    named = (
        html.attributes.get("lang") if html else "",
        article.get("inLanguage"),
        metas.get("content-language"),
        metas.get("og:locale"),
    )
    return next(filter(None, (language_tag(_text(value)) for value in named)), "")


def _tags(article: Mapping[str, Any], metas: Mapping[str, str]) -> tuple[str, ...]:
    stated = article.get("keywords") or _first(metas, _KEYWORDS)
    text = stated if isinstance(stated, str) else ""
    words = stated if isinstance(stated, list) else text.split("," if "," in text else ";")
    return tuple(dict.fromkeys(word for word in map(_text, words) if 0 < len(word) <= 100))[:50]
