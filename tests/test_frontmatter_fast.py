"""The narrow reader of YAML gives what the strict one gives, or declines.

``make differential EXAMPLES=100000`` looks for a counterexample for longer.
"""

from __future__ import annotations

import os

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator import frontmatter, yamltext
from generator.model import FrontMatter
from generator.yamltext import narrow, scalars, strict
from tests.test_frontmatter import BODIES, FRONTS

EXAMPLES = int(os.environ.get("EXAMPLES", "150"))
thorough = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))

# What YAML gives a meaning to, values of every kind, and what editors get wrong.
SIGNS = [
    *(
        "a",
        "b c",
        "é",
        "中",
        "’",
        "“",
        "—",
        "…",
        ".",
        "-",
        "--",
        "---",
        "/",
        "(",
        ")",
        "1",
        "-1",
        "0x1f",
        "1_000",
        "1:30",
    ),
    *(
        '"',
        "'",
        "\\",
        '\\"',
        "\\n",
        "\\u00e9",
        "\\ud83d",
        "\\x41",
        "\\/",
        '"q"',
        '"a: b"',
        "'q'",
        "#",
        " #",
        "&a",
        "*a",
        "!",
    ),
    *(":", ": ", ",", ", ", "[", "]", "{", "}", "[]", "{}", "[a, b]", "{a: b}", "?", "|", ">", "%", "@", "`", "~", "="),
    *("null", "yes", "No", "on", "true", "y", ".inf", ".nan", "1e3", "2024-01-02", "2024-02-30", "2024-1-2", "<<"),
    *(
        "2024-01-02T03:04:05Z",
        "2024-01-02 03:04",
        "2024-01-02T03:04:05+09:00",
        " ",
        "  ",
        "\t",
        "\xa0",
        "\u200d",
        "\u3000",
    ),
    *(
        "\n",
        "\n ",
        "\n  - ",
        "\n# note\n",
        "\n\n",
        "\r",
        "\x00",
        "\x85",
        "\u2028",
        "\ufeff",
        "\ud800",
        "title",
        "title: ",
    ),
]
NAMES = ["title", "tags", "date", "a", "b-c", "x_y", "yes", "null", "1", '"q"', "", "é", "n o", "-"]
VALUES = st.lists(st.sampled_from(SIGNS), max_size=8).map("".join)
LINES = st.builds("{}{}{}".format, st.sampled_from(NAMES), st.sampled_from([": ", ":", " : ", ":  ", ""]), VALUES)
HEADS = st.builds("{}{}".format, st.lists(LINES, max_size=5).map("\n".join), st.sampled_from(["\n", "", "\n\n"]))
WRITTEN = FRONTS.map(lambda front: frontmatter.split(frontmatter.write(front, "Text."))[0] or "")


def agrees(head: str) -> bool:
    """Whether the narrow reader took the text; fails if the strict one reads it otherwise or refuses it."""
    found = narrow.load(head)
    if found is None:
        return False
    values, lines = strict.load(head)
    assert repr(found[0]) == repr(values)
    assert dict(found[1]) == dict(lines)
    return True


@thorough
@given(HEADS)
@example("title: a\ntitle: b")
@example("title: 2024-02-30")
@example('title: "\\ud800"')
@example("title: [a, b]: c")
@example("yes: a")
def test_it_never_differs_from_the_strict_reader(head: str) -> None:
    agrees(head)


@thorough
@given(WRITTEN)
def test_it_takes_what_is_written(head: str) -> None:
    assert agrees(head) or any(line.count("[") + line.count("{") >= 40 for line in head.split("\n"))


@thorough
@given(WRITTEN, st.data())
def test_it_never_differs_after_a_slip_of_an_editor(head: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(head)))
    width = data.draw(st.integers(0, 3))
    agrees(head[:at] + data.draw(st.sampled_from(SIGNS)) + head[at + width :])


@thorough
@given(st.lists(st.sampled_from([sign for sign in SIGNS if "\n" not in sign]), max_size=3).map("".join) | st.text())
@example("nullable")
@example("falsely")
@example("2024-01-02")
def test_a_plain_scalar_is_what_pyyaml_takes_it_for(text: str) -> None:
    """The quick answers of ``plain_kind`` leave out only patterns that cannot match."""
    kinds = [tag for tag, pattern in yaml.SafeLoader.yaml_implicit_resolvers.get(text[:1], []) if pattern.match(text)]
    assert scalars.plain_kind(text) == (kinds[0].rsplit(":", 1)[1] if kinds else "str")


@given(FRONTS, BODIES)
def test_a_file_reads_the_same_either_way(front: FrontMatter, body: str) -> None:
    text = frontmatter.write(front, body)
    quick = frontmatter.read(text, "x.md")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(narrow, "load", lambda _head: None)
        assert frontmatter.read(text, "x.md") == quick


@pytest.mark.parametrize(
    "head", ["title: Ok", "title:\ntags: [a, b]\n", 'a: "b: c"\nd: {e: f, g: [h, "i"]}\n', "a: 1\n"]
)
def test_the_form_it_is_for(head: str) -> None:
    assert agrees(head)
    assert yamltext.load(head) == strict.load(head)


@pytest.mark.parametrize(
    "head",
    ["a: 'b'", "a: |\n  b", "a:\n- b", "# note\na: b", "a: [b,c]", "a: b # c", "a: &x b", "a: [" * 50, " a: b", ""],
)
def test_it_leaves_the_rest_to_the_strict_reader(head: str) -> None:
    assert narrow.load(head) is None
