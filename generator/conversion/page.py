"""A briefing file as it stands in content: text, plain fields and body."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator import frontmatter, yamltext
from generator.content.clash import Choice, Clash
from generator.content.merge import adopt_fields, merge_fields
from generator.content.paragraphs import adopt, merge_bodies
from generator.content.record import Record
from generator.conversion.draft import Draft
from generator.light import light


@light
class Page:
    """What editors made of a briefing."""

    text: str
    fields: Mapping[str, Any]
    body: str

    @classmethod
    def read(cls, path: Path) -> Page | str:
        """Read a file as it stands; the reason in words if it is no briefing that can be changed safely."""
        try:
            whole = path.read_bytes().decode()
            head, rest = frontmatter.split(whole.replace("\r\n", "\n"))
            fields = yamltext.load(head)[0] if head is not None else None
        except UnicodeDecodeError:
            return "is not UTF-8"
        except yamltext.YAMLProblem as problem:
            return f"line {problem.line + 2}: {problem.what}"
        if frontmatter.conflict_lines(whole):
            return "holds the marks of an unfinished merge"
        return cls(whole, fields, rest) if isinstance(fields, dict) else "has no front matter that can be read"


@light
class Merged:
    """A page and a draft put together."""

    text: str
    """The whole file."""
    record: Record
    """The record with the base of the next merge."""
    clashes: tuple[Clash, ...]
    """What is still open."""


def merge(
    page: Page, record: Record, draft: Draft, choose: Callable[[Clash], Choice | None], skipped: frozenset[str]
) -> Merged:
    """Merge what the seed gives now into what editors made of it; fields in ``skipped`` are left as they are."""
    theirs = {name: value for name, value in draft.fields.items() if name not in skipped}
    theirs["sources"] = [*(theirs["sources"] or []), *map(dict, record.twins)]
    known = bool(record.fields or record.body)
    fields = merge_fields(record.fields if known else adopt_fields(page.fields, theirs), page.fields, theirs, choose)
    base = record.body if known else adopt(page.body, draft.body)
    body = merge_bodies(base, page.body, draft.body, choose, record.sketch)
    same = body.text == page.body.strip("\n")
    text = frontmatter.patch(page.text, fields.changes, None if same else body.text)
    clashes = (*fields.clashes, *body.clashes)
    slug = record.slug or str(page.fields.get("slug") or "")
    new = replace(
        draft.entered(record),
        slug=slug,
        fields=dict(sorted(fields.base.items())),
        body=tuple(body.base),
        clashes=tuple(dict.fromkeys(clash.field for clash in clashes)),
    )
    return Merged(text, new, clashes)
