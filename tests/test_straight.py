"""Templates as straight functions: they give what Jinja gives, or leave a template to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from markupsafe import escape

from generator.publish import draw, straight
from generator.publish.escaping import escaped
from generator.publish.expressions import Unknown
from generator.publish.partials import PortalEnvironment
from generator.publish.straight import Straight, compiled
from tests.portal import NAMES, Portal, theme

HOSTILE = "<script>alert('1')</script> & \"quoted\" zqtitlezq {{ 7 * 7 }} \u2028 é"
SCALARS = st.one_of(st.text(alphabet="ab&<>'\" é{%}"), st.integers(), st.none(), st.booleans())

TAKEN = {
    "values": "{{ a }}|{{ d.x }}|{{ d['x'] }}|{{ d.x | safe }}|{{ n | length }}|{{ n | join('; ') }}"
    "{{ 1 - n | length }}",
    "set": "{% set x = a %}{{ x }}{% with x = d.x, y = x %}{{ x }}{{ y }}{% set x = 1 %}{{ x }}{% endwith %}{{ x }}",
    "branch": "{% if a %}{% set y = a %}{{ y }}{% elif n %}n{% else %}{{ d.x }}{% endif %}"
    "{% if not a and n %}!{% endif %}",
    "loop": "{% set x = 5 %}{% for y in n %}{{ loop.index }}{{ y }}{{ x }}{% set x = y %}{{ x }}"
    "{% if not loop.last %}, {% endif %}{% for z in n %}{{ loop.first }}{{ z }}{% endfor %}"
    "{{ loop.index0 }}{% else %}none{% endfor %}{{ x }}",
    "choice": '{{ a if n else d.x }}{{ "s_" ~ d.x }}{% if d.x != "a" and (a == "b" or d.x in n) %}?{% endif %}',
    "inside": "{% set x = 1 %}{% for y in n %}{% include 'part' %}{% endfor %}{{ x }}",
    "part": "{{ x }}{{ y }}{% set x = 2 %}{% for z in n %}{{ loop.index }}{% endfor %}",
}
LEFT = {
    "call": "{{ n.count(1) }}",
    "macro": "{% macro m() %}1{% endmacro %}{{ m() }}",
    "unsure": "{% if n %}{% set x = 1 %}{% endif %}{{ x }}",
    "loops": "{% for y in n %}{{ loop.cycle(1, 2) }}{% endfor %}",
    "aside": "{% include ['part', 'values'] %}",
    "slice": "{{ n[1:] }}",
    "outer": "{% for y in n %}{% include 'looped' %}{% endfor %}",
    "looped": "{{ loop.index }}",
}


def environment() -> PortalEnvironment:
    """Our environment over the templates above."""
    return PortalEnvironment(loader=DictLoader({**TAKEN, **LEFT}), autoescape=True)


OURS, PLAIN = environment(), Environment(loader=DictLoader(TAKEN), autoescape=True)
FUNCTIONS = {name: compiled(OURS, name) for name in TAKEN if name != "part"}


@given(SCALARS, SCALARS, st.lists(SCALARS, max_size=3))
def test_it_gives_what_jinja_gives(a: Any, x: Any, n: list[Any]) -> None:
    values = {"a": a, "d": {"x": x}, "n": n}
    for name, function in FUNCTIONS.items():
        assert function(values) == PLAIN.get_template(name).render(values)


@pytest.mark.parametrize("name", [name for name in LEFT if name != "looped"])
def test_it_leaves_to_jinja_what_it_does_not_know(name: str) -> None:
    with pytest.raises(Unknown):
        compiled(OURS, name)
    assert Straight(lambda: OURS).render(name, "", {"n": [1]}) is None


def test_a_value_that_is_missing_is_left_to_jinja() -> None:
    for values in ({}, {"a": 1, "n": [], "d": {}}, {"a": 1, "n": [], "d": "text"}, {"a": 1, "n": None, "d": {"x": 1}}):
        assert Straight(lambda: OURS).render("values", "", values) is None


@given(SCALARS)
def test_it_escapes_alike(value: object) -> None:
    assert str(escaped(value)) == str(escape(value))


def test_every_page_of_the_portal_is_the_same_by_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With hostile text in every field, and nothing of our own theme is left to Jinja."""
    portal = Portal(tmp_path)
    _fill(portal)
    asked: dict[str, int] = {}
    render = Straight.render

    def compare(self: Straight, name: str, block: str, values: Any) -> str | None:
        made = render(self, name, block, values)
        template = self._environment.get_template(name)
        wanted = "".join(template.blocks[block](template.new_context(values))) if block else template.render(values)
        assert made == wanted, name
        asked[name] = asked.get(name, 0) + 1
        return made

    monkeypatch.setattr(straight.Straight, "render", compare)
    portal.build()
    kinds = ("briefing", "listing", "home", "archive", "index", "search", "proof")
    assert asked.keys() == {*(draw.template_name(kind) for kind in kinds), "portal/partials/entry.html"}


def test_the_whole_site_is_the_same_by_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    portal = Portal(tmp_path)
    _fill(portal)
    fast = portal.clean()
    monkeypatch.setattr(Straight, "render", lambda *_: None)
    assert portal.clean() == fast
    assert not any(b"<script>alert(" in data for name, data in fast.items() if name.endswith(".html"))
    assert NAMES.name.encode() in fast["index.html"]


def _fill(portal: Portal) -> None:
    theme()
    quoted = f"“{HOSTILE.replace(chr(0x2028), '')} is what they said to us,” Ada Bell said."
    body = (
        f"{_plain(HOSTILE)}.\n\n## A subhead\n\n{_plain(quoted)}\n\n> A quotation.\n\n- one\n- two [on](briefing:a#p1)"
    )
    for at, slug in enumerate("abcdefg"):
        portal.briefing(
            slug,
            body,
            title=f"{slug} {_line(HOSTILE)}",
            deck=_line(HOSTILE),
            date=f"2024-0{1 + at % 3}-1{at}" if at else None,
            updated="2024-05-01" if at == 1 else None,
            summary=_line(HOSTILE) if at != 2 else None,
            summary_by="editor",
            key_points=["A quotation."] if at % 2 else [],
            tags=["elections", "economy"] if at != 3 else [],
            places=[_line(HOSTILE), "Here"],
            people=["Ada Bell"],
            organizations=["<b>", "!!"],
            byline=_line(HOSTILE),
            dateline=_line(HOSTILE) if at == 4 else None,
            section=_line(HOSTILE),
            sources=[{"name": _line(HOSTILE), "url": "https://a.example/?a=1&b=2", "rights": "<i>"}] if at != 5 else [],
            corrections=[{"date": date(2024, 4, 1), "note": _line(HOSTILE)}] if at == 6 else [],
            status="withdrawn" if at == 5 else None,
            pinned=at == 6 or None,
            language="ar" if at == 2 else "en",
        )


def _line(text: str) -> str:
    return text.replace("\u2028", "")


def _plain(text: str) -> str:
    """Text that Markdown shows unchanged, and that the checks let pass."""
    return _line(text).replace("<", "\\<").replace("{", "\\{").replace("*", "\\*")
