"""Our template environment gives what Jinja's own would give."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from generator.publish.partials import Inlined, PortalEnvironment, quick_escape

TEMPLATES = {
    "page": '{% set x = 1 %}[{% include "part" %}]{{ x }}{# an aside #}{% for y in n %}{% include "own" %}{% endfor %}',
    "part": "{#- note -#}\n<i>{{ v.items }}{% set x = 2 %}{{ x }}</i>\n{% include 'missing' ignore missing %}\n",
    "own": "{% for z in n %}{{ loop.index }}{{ y }}{% endfor %}",
    "aside": '{# {% include "part" %} #}{% include "part" %}',
    "round": '{% if n %}{% set n = n[1:] %}{{ n }}{% include "round" %}{% endif %}',
    "absent": '{% if not n %}{% include "nowhere" %}{% endif %}.',
}


def test_putting_in_what_is_included_changes_nothing(tmp_path: Path) -> None:
    for name, source in TEMPLATES.items():
        (tmp_path / name).write_text(source, encoding="utf-8")
    plain = Environment(loader=FileSystemLoader(str(tmp_path)), autoescape=True)
    ours = PortalEnvironment(loader=Inlined([str(tmp_path)]), autoescape=True)
    values = {"n": [1, 2], "v": {"items": "<&>'\""}}
    for name in TEMPLATES:
        wanted = plain.get_template(name).render({**values, "v": type("V", (), values["v"])})
        assert ours.get_template(name).render(values) == wanted


@given(st.one_of(st.text(alphabet="ab&<>'\"é"), st.integers(), st.none(), st.text().map(Markup)))
def test_quick_escaping_escapes_alike(value: object) -> None:
    assert str(quick_escape(value)) == str(escape(value))
