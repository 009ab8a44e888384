"""Agreement of what the shipped converter makes of the shipped seeds with what an editor expects of them.

``python -m tests.quality.ours`` prints each measure with its value and floor, and with ``-v`` every difference.
"""

from __future__ import annotations

import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from generator import taxonomy
from generator.articles import Briefing
from generator.enrich import enrich
from generator.enrich.quotes import quotes
from generator.errors import SeedError
from generator.extract import extract
from generator.model import Quote, Taxonomy
from generator.seeds import read_all
from tests.quality import cases
from tests.quality.agreement import Count, holds_clutter, names, norm, same, sequence
from tests.quality.cases import Case, Names

SEEDS = cases.ROOT / "seeds"
FLOORS = Path(__file__).with_name("floors.toml")

FIELDS: Mapping[str, Callable[[Briefing], str]] = {
    "title": lambda briefing: briefing.article.title,
    "deck": lambda briefing: briefing.article.deck,
    "date": lambda briefing: _day(briefing.article.date),
    "updated": lambda briefing: _day(briefing.article.updated),
    "dateline": lambda briefing: briefing.article.dateline,
    "byline": lambda briefing: briefing.article.byline,
    "language": lambda briefing: briefing.article.language.partition("-")[0],
}
LISTS: Mapping[str, Callable[[Briefing], tuple[str, ...]]] = {
    "people": lambda briefing: briefing.people,
    "organizations": lambda briefing: briefing.organizations,
    "places": lambda briefing: briefing.places,
}


def measure() -> dict[str, float]:
    """Every measure with its value, 0 to 1."""
    total: dict[str, Count] = defaultdict(Count)
    for _, name, count, _ in compared():
        total[name] += count
    return {f"ours.{name}": count.f1 for name, count in total.items()}


def compared() -> Iterator[tuple[Case, str, Count, str]]:
    """Case by case and measure by measure: how it agrees, and the difference in words."""
    for case in cases.load():
        for name, count, note in compare(case, briefings(case.file).get(case.seed), vocabulary()):
            yield case, name, count, note


@cache
def vocabulary() -> Taxonomy:
    """The shipped taxonomy."""
    return taxonomy.load(cases.ROOT / "content")


@cache
def briefings(file: str) -> Mapping[str, Briefing]:
    """What the converter makes of one file: seed → briefing; a seed that is rejected is not there."""
    found = read_all(file, (SEEDS / file).read_bytes())
    made: dict[str, Briefing] = {}
    for seed in found:
        if not isinstance(seed, SeedError):
            made[seed.path] = enrich(extract(seed), vocabulary())
    return made


def compare(case: Case, briefing: Briefing | None, known: Taxonomy) -> Iterator[tuple[str, Count, str]]:
    """Count, measure by measure, how far a briefing agrees with what is expected; None agrees in nothing."""
    for name, field in FIELDS.items():
        given, expected = field(briefing) if briefing else "", getattr(case, name)
        yield name, _one(briefing is not None and same(given, expected)), f"{given!r} for {expected!r}"
    body = [block.text for block in briefing.article.body if block.kind != "rule"] if briefing else []
    count, strange = sequence(body, case.paragraphs, case.maybe)
    yield "body", count, f"too many: {[text[:40] for text in strange]}"
    lost = [opening for opening in case.paragraphs if not any(norm(text).startswith(norm(opening)) for text in body)]
    yield "kept", Count(count.found, count.expected, count.found, count.expected), f"lost or out of order: {lost}"
    for line in case.never:
        yield "clutter", _one(briefing is not None and not holds_clutter(line, strange, body)), line
    yield "tags", *_tags(briefing.tags if briefing else (), case.tags, known)
    for name, listed in LISTS.items():
        wanted: Names = getattr(case, name)
        yield name, *_listed(listed(briefing) if briefing else (), wanted.must, wanted.may)
    yield from _quotations(case, _quotes(briefing) if briefing else [])


def _listed(given: Collection[str], must: Collection[str], may: Collection[str]) -> tuple[Count, str]:
    wrong, missing = sorted({*given} - {*must, *may}), sorted({*must} - {*given})
    return names(given, must, may), f"wrong: {wrong}, missing: {missing}"


def _one(is_right: bool) -> Count:
    return Count(int(is_right), 1, int(is_right), 1)


def _day(moment: object) -> str:
    return moment.isoformat()[:10] if moment is not None and hasattr(moment, "isoformat") else ""


def _tags(given: Collection[str], expected: Names, known: Taxonomy) -> tuple[Count, str]:
    """A broader tag may be given beside a narrower one, and is found in it: its page lists what the narrower holds."""
    listed = _with_broader(given, known)
    allowed = _with_broader({*expected.must, *expected.may}, known) - set(expected.never)
    wrong, missing = sorted({*given} - allowed), sorted({*expected.must} - listed)
    counted = names(given, allowed, ()), names(listed, expected.must, ())
    note = f"wrong: {wrong}, missing: {missing}"
    return Count(counted[0].right, counted[0].given, counted[1].found, counted[1].expected), note


def _with_broader(slugs: Iterable[str], known: Taxonomy) -> set[str]:
    return {tag.slug for slug in slugs for tag in known.path(slug)} | set(slugs)


def _quotes(briefing: Briefing) -> list[Quote]:
    paragraphs = [block.text for block in briefing.article.body]
    return [quote for quote, _ in quotes(paragraphs, briefing.people)]


def _quotations(case: Case, given: Iterable[Quote]) -> Iterator[tuple[str, Count, str]]:
    """Quotations by how they begin; speakers of those that must be there and of the optional ones found."""
    left = list(given)
    for expected in case.quotes:
        match = next((quote for quote in left if norm(quote.text[0]).startswith(norm(expected.text))), None)
        if match is None and expected.is_optional:
            continue
        if match is not None:
            left.remove(match)
        hit = int(match is not None)
        yield "quotes", Count(hit, hit, hit, 1), f"missing: {expected.text}"
        is_right = match is not None and same(match.speaker, expected.speaker)
        yield "speakers", _one(is_right), f"{match.speaker if match else None!r} for {expected.speaker!r}"
    yield "quotes", Count(given=len(left)), f"too many: {[quote.text[0][:40] for quote in left]}"


def floors() -> dict[str, float]:
    """Measure → what it may not fall below."""
    table = tomllib.loads(FLOORS.read_text("utf-8"))
    return {name: row["floor"] for name, row in table.items() if name.startswith("ours.")}


def main() -> int:
    """Write the table; 1 if a value is below its floor."""
    measured, least = measure(), floors()
    lines = [f"{'measure':24} {'value':>8} {'floor':>8}"]
    lines += [f"{name:24} {value:8.4f} {least.get(name, 0):8.4f}" for name, value in measured.items()]
    sys.stdout.write("\n".join([*(_differences() if "-v" in sys.argv else ()), *lines, ""]))
    return int(any(value < least.get(name, 0) for name, value in measured.items()))


def _differences() -> Iterator[str]:
    for case, name, count, note in compared():
        if count.right < count.given or count.found < count.expected:
            yield f"{case.seed}: {name}: {note}"


if __name__ == "__main__":
    raise SystemExit(main())
