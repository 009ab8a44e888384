"""The same articles in each generator's layout.

A layout writes the whole site's source once (``write``), and single articles later (``write_article``), which is
how a measurement edits and adds.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from bench.corpus import Article, Corpus
from generator import frontmatter
from generator.model import FrontMatter, Source
from generator.settings import Settings

SITES = Path(__file__).parent / "sites"
ROOT = Path(__file__).parent.parent
_FIRST_DAY = date(2019, 1, 1)

Writer = Callable[[Path, Article], None]


def write(folder: Path, peer: str, corpus: Corpus, count: int) -> None:
    """Lay out the site of a peer in ``folder``, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    if peer == "briefing":
        _portal(folder, corpus)
    else:
        shutil.copytree(SITES / peer, folder)
    articles = list(corpus.articles(count))
    if peer in ("mkdocs", "zensical"):
        _listings(folder / "docs", articles)
    if peer == "hugo":
        _tags(folder / "content" / "tags", articles)
    for article in articles:
        WRITERS[peer](folder, article)


def article_file(folder: Path, peer: str, article: Article) -> Path:
    """Where an article's source is."""
    places = {
        "briefing": f"content/briefings/{article.day.year if article.day else 'undated'}/{article.slug}.md",
        "hugo": f"content/articles/{article.slug}.md",
        "pelican": f"content/{article.slug}.md",
        "eleventy": f"src/articles/{article.slug}.md",
        "mkdocs": f"docs/articles/{article.slug}.md",
        "zensical": f"docs/articles/{article.slug}.md",
    }
    return folder / places[peer]


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _briefing(folder: Path, article: Article) -> None:
    front = FrontMatter(
        title=article.title,
        slug=article.slug,
        date=article.day,
        added=article.day or _FIRST_DAY,
        summary=article.summary,
        tags=article.tags,
        language="en",
        sources=(Source(name="Example", url=f"https://example.org/{article.number}"),),
    )
    _put(article_file(folder, "briefing", article), frontmatter.write(front, article.body))


def _yaml(peer: str, *, heading: bool, periods: bool) -> Writer:
    def write_article(folder: Path, article: Article) -> None:
        lines = [
            f"title: {json.dumps(article.title)}",
            *([f"date: {article.day}"] if article.day else []),
            f"description: {json.dumps(article.summary)}",
            f"tags: {json.dumps(article.tags)}",
            "source: Example",
            f"source_url: https://example.org/{article.number}",
            *([f'years: ["{article.day:%Y}"]', f'months: ["{article.day:%Y-%m}"]'] if periods and article.day else []),
        ]
        top = f"# {article.title}\n\n" if heading else ""
        _put(article_file(folder, peer, article), "---\n" + "\n".join(lines) + f"\n---\n\n{top}{article.body}\n")

    return write_article


def _pelican(folder: Path, article: Article) -> None:
    fields = (
        f"Title: {article.title}\n{f'Date: {article.day}' + chr(10) if article.day else ''}"
        f"Slug: {article.slug}\nCategory: news\n"
        f"Source: Example\nSource_URL: https://example.org/{article.number}\n"
        f"Tags: {', '.join(article.tags)}\nSummary: {article.summary}\n"
    )
    _put(article_file(folder, "pelican", article), f"{fields}\n{article.body}\n")


WRITERS: dict[str, Writer] = {
    "briefing": _briefing,
    "hugo": _yaml("hugo", heading=False, periods=True),
    "pelican": _pelican,
    "eleventy": _yaml("eleventy", heading=False, periods=False),
    "mkdocs": _yaml("mkdocs", heading=True, periods=False),
    "zensical": _yaml("zensical", heading=True, periods=False),
}


def _portal(folder: Path, corpus: Corpus) -> None:
    """Our own site: the project's settings, theme and free pages, a taxonomy of the corpus' tags, no search."""
    folder.mkdir(parents=True)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("  - briefings:\n", "  - briefings:\n      search: false\n", 1)
    _put(folder / "mkdocs.yml", settings)
    (folder / "theme").symlink_to(ROOT / "theme")
    shutil.copytree(ROOT / "content" / "pages", folder / "content" / "pages")
    tags = (f"{tag}:\n  label: {tag}\n  definition: Articles about {tag}.\n" for tag in corpus.tags)
    _put(folder / "content" / "taxonomy.yml", "".join(tags))


def _tags(folder: Path, articles: Iterable[Article]) -> None:
    """What each tag is about; a tag of few articles has no feeds, as with us."""
    numbers = Counter(tag for article in articles for tag in article.tags)
    for tag, number in numbers.items():
        lines = [f"title: {tag}", f"description: Articles about {tag}."]
        lines += ['outputs: ["html"]'] if number < Settings().feed_from else []
        _put(folder / tag / "_index.md", "---\n" + "\n".join(lines) + "\n---\n")


def _listings(docs: Path, articles: Iterable[Article]) -> None:
    """Home, archive and years as pages, which MkDocs and Zensical do not make by themselves."""
    newest = sorted(articles, key=lambda article: (str(article.day), article.slug), reverse=True)
    years: dict[int, list[Article]] = {}
    for article in newest:
        if article.day:
            years.setdefault(article.day.year, []).append(article)

    def lines(some: Iterable[Article], up: str) -> str:
        return "\n".join(f"- [{article.title}]({up}articles/{article.slug}.md) {article.day}" for article in some)

    _put(docs / "index.md", f"# Latest\n\n{lines(newest[:30], '')}\n")
    _put(docs / "archive.md", "# Archive\n\n" + "\n".join(f"- [{year}](years/{year}.md)" for year in years) + "\n")
    for year, some in years.items():
        _put(docs / "years" / f"{year}.md", f"# {year}\n\n{lines(some, '../')}\n")
