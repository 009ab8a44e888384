"""Reading ``content/taxonomy.yml``, the controlled vocabulary of tags.

The file is one mapping, slug → its description::

    north-korea:
      label: North Korea
      territory: KP
      phrases: {en: [Pyongyang, DPRK], fr: [Corée du Nord]}
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from generator import yamltext
from generator.errors import ContentError
from generator.kinds import LANGUAGE, SLUG, ListOf, Pattern, Refused, Text
from generator.model import Problem, Tag, Taxonomy
from generator.text import closest, fold

FILE = "taxonomy.yml"
_DEEP = 50
"""Tags above one that are too many: each of them stands on every page below it."""

_PARTS: Mapping[str, Any] = {
    "label": Text(100),
    "definition": Text(500),
    "parent": SLUG,
    "territory": Pattern(re.compile(r"[A-Z]{2}|\d{3}"), 3, "write the two letters of ISO 3166, such as KR"),
    "iptc": Pattern(re.compile(r"\d{8}"), 8, "write the eight digits of the IPTC Media Topic"),
}
_PHRASES = ListOf(Text(100), 500)


def load(content: Path) -> Taxonomy:
    """Read the taxonomy of a content folder; none is an empty taxonomy. Raises ContentError with all problems."""
    file = content / FILE
    if not file.exists():
        return Taxonomy()
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ContentError([Problem(FILE, 0, "", "the file is not UTF-8", "save it as UTF-8")]) from error
    taxonomy, problems = parse(text)
    if problems:
        raise ContentError(problems)
    return taxonomy


def parse(text: str) -> tuple[Taxonomy, list[Problem]]:
    """Parse and check a taxonomy: kinds, parents, cycles, phrases that would suggest two tags."""
    try:
        value, lines = yamltext.load(text)
    except yamltext.YAMLProblem as problem:
        return Taxonomy(), [Problem(FILE, problem.line + 1, "", problem.what, problem.cure)]
    if value is None:
        return Taxonomy(), []
    if not isinstance(value, dict):
        return Taxonomy(), [Problem(FILE, 1, "", "the file is no list of tags", "write slug: and its fields below it")]
    problems: list[Problem] = []
    tags = [_tag(slug, entry, lines[slug] + 1, problems) for slug, entry in value.items()]
    taxonomy = Taxonomy(tuple(tags))
    problems += _check_parents(taxonomy, lines) + _check_phrases(taxonomy, lines)
    return taxonomy, sorted(problems)


def _tag(slug: str, entry: Any, line: int, problems: list[Problem]) -> Tag:
    values: dict[str, Any] = {}

    def problem(field: str, what: str, cure: str) -> None:
        problems.append(Problem(FILE, line, f"{slug}.{field}" if field else slug, what, cure))

    try:
        SLUG.read(slug)
    except Refused as refused:
        problem("", refused.what, refused.cure)
    if not isinstance(entry, dict):
        problem("", "has no fields", "add at least label: …")
        return Tag(slug, slug)
    for name, value in entry.items():
        try:
            if name == "phrases":
                values[name] = _phrases(value)
            elif name in _PARTS:
                values[name] = _PARTS[name].read(value)
            else:
                close = closest(name, [*_PARTS, "phrases"])
                problem(
                    name,
                    "unknown field",
                    f'did you mean "{close}"?' if close else f"use {', '.join(_PARTS)} or phrases",
                )
        except Refused as refused:
            problem(name, refused.what, refused.cure)
    if not values.get("label"):
        problem("label", "missing", "add label: …, the words readers see")
    return Tag(slug, values.pop("label", slug), **values)


def _phrases(value: Any) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise Refused("not a mapping of languages", "write {en: [one phrase, another], fr: […]}")
    return {LANGUAGE.read(language): _PHRASES.read(phrases) for language, phrases in value.items()}


def _check_parents(taxonomy: Taxonomy, lines: Mapping[str, int]) -> list[Problem]:
    problems = []
    for tag in taxonomy.tags:
        if tag.parent and tag.parent not in taxonomy.by_slug:
            close = closest(tag.parent, taxonomy.by_slug)
            cure = f'did you mean "{close}"?' if close else "add that tag, or remove the parent"
            problems.append(Problem(FILE, lines[tag.slug] + 1, f"{tag.slug}.parent", f'no tag "{tag.parent}"', cure))
        elif _is_below_itself(tag, taxonomy):
            problems.append(
                Problem(
                    FILE,
                    lines[tag.slug] + 1,
                    f"{tag.slug}.parent",
                    "the tag is its own ancestor",
                    "break the circle",
                )
            )
        elif _depth(tag, taxonomy) == _DEEP:
            what = f"the tag has {_DEEP} tags above it"
            problems.append(
                Problem(FILE, lines[tag.slug] + 1, f"{tag.slug}.parent", what, "name one nearer to the top")
            )
    return problems


def _depth(tag: Tag, taxonomy: Taxonomy) -> int:
    """How many tags are above one; counted no further than needed."""
    depth = 0
    while (above := taxonomy.by_slug.get(tag.parent)) is not None and depth <= _DEEP:
        tag, depth = above, depth + 1
    return depth


def _is_below_itself(tag: Tag, taxonomy: Taxonomy) -> bool:
    seen: set[str] = set()
    slug = tag.parent
    while slug and slug not in seen:
        if slug == tag.slug:
            return True
        seen.add(slug)
        slug = taxonomy.by_slug[slug].parent if slug in taxonomy.by_slug else ""
    return False


def _check_phrases(taxonomy: Taxonomy, lines: Mapping[str, int]) -> list[Problem]:
    problems, owner = [], dict[tuple[str, str], str]()
    for tag in taxonomy.tags:
        for language, phrases in tag.phrases.items():
            for phrase in phrases:
                first = owner.setdefault((language, fold(phrase)), tag.slug)
                if first != tag.slug:
                    what = f'the phrase "{phrase}" ({language}) already belongs to "{first}"'
                    problems.append(
                        Problem(
                            FILE,
                            lines[tag.slug] + 1,
                            f"{tag.slug}.phrases",
                            what,
                            "keep it in one of the two",
                        )
                    )
    return problems
