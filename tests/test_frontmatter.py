"""Front matter: strict to read, lossless to write."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from generator import frontmatter, schema, yamltext
from generator.model import FrontMatter, Quote, Source

LINE = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn")), max_size=60).map(str.strip)
SLUGS = st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True)
DAYS = st.dates(date(1000, 1, 1))
FRONTS = st.builds(
    FrontMatter,
    title=LINE.filter(bool),
    deck=LINE,
    slug=SLUGS,
    date=st.none() | DAYS,
    added=DAYS,
    summary=LINE,
    tags=st.lists(SLUGS, max_size=4, unique=True).map(tuple),
    people=st.lists(LINE.filter(bool), max_size=4, unique=True).map(tuple),
    quotes=st.lists(
        st.builds(Quote, st.lists(LINE.filter(bool), min_size=1, max_size=2).map(tuple), LINE),
        max_size=2,
        unique=True,
    ).map(tuple),
    sources=st.lists(st.builds(Source, name=LINE, seed=LINE), max_size=2, unique=True).map(tuple),
    pinned=st.booleans(),
)
BODIES = st.lists(LINE.filter(lambda line: line not in ("", "---")), min_size=1, max_size=4).map("\n\n".join)


@given(FRONTS, BODIES)
def test_what_is_written_is_read_again(front: FrontMatter, body: str) -> None:
    document, problems = frontmatter.read(frontmatter.write(front, body), "x.md")
    assert not problems
    assert document is not None
    assert document.front == front
    assert document.body == body.strip()


@given(FRONTS, BODIES, LINE.filter(bool))
def test_a_patch_changes_its_field_and_no_other_byte(front: FrontMatter, body: str, title: str) -> None:
    text = frontmatter.write(front, body).replace("\nslug:", "\n# a note of an editor\nown_key: kept\nslug:", 1)
    patched = frontmatter.patch(text, {"title": title})
    assert patched.split("\n")[2:] == text.split("\n")[2:]
    assert yamltext.load(patched.split("\n")[1])[0] == {"title": title}


def test_a_patch_that_changes_nothing_keeps_mixed_line_ends() -> None:
    text = "---\r\ntitle: Harbour\n---\r\n\nOne.\n\nTwo.\r\n"
    assert frontmatter.patch(text, {}) == text


def test_windows_line_ends_survive_a_patch() -> None:
    text = "---\r\ntitle: A\r\nslug: a\r\nadded: 2026-01-01\r\n---\r\n\r\nBody.\r\n"
    assert frontmatter.patch(text, {"title": "B"}) == text.replace("title: A", "title: B")


GOOD = "---\ntitle: Ok\nslug: ok\nadded: 2026-01-01\n---\n\nText.\n"
BROKEN = {
    "unquoted colon": ("title: Ceasefire: talks", "x.md:2: a colon inside an unquoted value"),
    "number": ("title: 42", "x.md:2: title: 42 is a number, not text"),
    "unknown field": ("tilte: Ok", 'x.md:2: tilte: unknown field; did you mean "title"?'),
    "alias": ("title: *a", "x.md:2: alias *a"),
    "tag": ("title: !!python/name:os.system x", "x.md:2: tag tag:yaml.org,2002:python/name:os.system"),
    "deep": ("title: " + "[" * 50_000, "x.md:2: nested too deeply"),
    "impossible date": ("title: Ok\ndate: 2024-02-30", "x.md:3: date: '2024-02-30' is no date in the calendar"),
    "twice": ("title: Ok\ntitle: Two", 'x.md:3: the key "title" stands twice'),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_is_named_with_file_line_and_cure(name: str) -> None:
    line, message = BROKEN[name]
    _, problems = frontmatter.read(GOOD.replace("title: Ok", line), "x.md")
    assert any(str(problem).startswith(message) and problem.cure for problem in problems), problems


def test_all_mistakes_of_a_file_come_in_one_run() -> None:
    _, problems = frontmatter.read("---\ntitle: 42\ntags: a\nstatus: gone\n---\n", "x.md")
    assert {problem.field for problem in problems} == {"title", "tags", "status", "slug", "added"}


@given(FRONTS)
def test_the_schema_accepts_what_the_model_writes(front: FrontMatter) -> None:
    values = {
        name: str(value) if isinstance(value, date) else value for name, value in frontmatter.plain(front).items()
    }
    Draft202012Validator(schema.json_schema()).validate(values)
