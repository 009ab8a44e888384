"""Compiled templates are kept between builds, and nothing that came from elsewhere runs."""

from __future__ import annotations

import marshal
import os
from collections.abc import Iterator
from pathlib import Path
from types import CodeType
from typing import Any

import material
import pytest
from jinja2 import Environment, FileSystemLoader

from generator.mkdocs.kept import keep_templates
from generator.publish import compiled, translated
from generator.publish.partials import PortalEnvironment
from tests.portal import Portal


@pytest.fixture(autouse=True)
def _own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    compiled._key.cache_clear()
    yield
    compiled._key.cache_clear()


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the templates that are compiled."""
    seen: list[str] = []
    whole = Environment.compile

    def count(self: Environment, source: str, name: str | None = None, *more: object, **options: object) -> object:
        seen.append(str(name))
        return whole(self, source, name, *more, **options)  # type: ignore[call-overload]  # passed on as it came

    monkeypatch.setattr(Environment, "compile", count)
    quick = translated.translated

    def count_quick(environment: PortalEnvironment, name: str, *more: Any) -> CodeType:
        seen.append(name)
        return quick(environment, name, *more)

    monkeypatch.setattr(translated, "translated", count_quick)
    return seen


def built(portal: Portal, text: str) -> bytes:
    portal.briefing("a", text)
    portal.build()
    return portal.files()["briefings/a/index.html"]


def test_a_template_is_compiled_once(tmp_path: Path, counted: list[str]) -> None:
    portal = Portal(tmp_path)
    portal.briefing("b")
    built(portal, "One.")
    assert "portal/briefing.html" in counted
    built(portal, "A part that few pages have is compiled when one is made.")
    counted.clear()
    assert b"Two." in built(portal, "Two.")
    assert not [name for name in counted if name.startswith("portal/")]
    assert portal.files() == portal.clean()


@pytest.mark.parametrize("how", ["another key", "changed", "cut", "exchanged", "made up"])
def test_what_this_user_did_not_write_does_not_run(tmp_path: Path, counted: list[str], how: str) -> None:
    portal = Portal(tmp_path)
    portal.briefing("b")
    built(portal, "One.")
    marker = tmp_path / "ran"
    files = sorted((tmp_path / "home/briefing-portal/templates").glob("*.bin"))
    assert files
    kept = [file.read_bytes() for file in files]
    for file, data, other in zip(files, kept, kept[1:] + kept[:1], strict=True):
        evil = compile(f"open({str(marker)!r}, 'w').close()", "x", "exec")
        file.write_bytes(
            {
                "another key": data,
                "changed": data[:-1] + bytes([data[-1] ^ 1]),
                "cut": data[:20],
                "exchanged": other,
                "made up": data[:32] + data[32:80] + marshal.dumps(evil),
            }[how]
        )
    if how == "another key":
        (tmp_path / "home/briefing-portal/key").write_bytes(b"k" * 32)
        compiled._key.cache_clear()
    counted.clear()
    assert b"Two." in built(portal, "Two.")
    assert "portal/briefing.html" in counted
    assert not marker.exists()
    assert (tmp_path / "home/briefing-portal/key").stat().st_mode & 0o077 == 0 or how == "another key"


def test_without_a_home_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    compiled._key.cache_clear()
    portal = Portal(tmp_path)
    built(portal, "One.")
    assert b"Two." in built(portal, "Two.")
    assert not list(tmp_path.rglob("*.bin"))


TEMPLATE = "partials/icons.html"


def material_environment(own: Path, **options: Any) -> Environment:
    templates = Path(material.__file__).parent / "templates"
    environment = Environment(loader=FileSystemLoader([own, templates]), **options)
    keep_templates(environment)
    return environment


def test_templates_are_compiled_once_for_all_projects_and_again_when_they_change(
    tmp_path: Path, counted: list[str]
) -> None:
    for text in ("1", "1", "2", "2"):
        (tmp_path / "own.html").write_text(f"{{{{ {text} }}}}")
        environment = material_environment(tmp_path)
        environment.get_template(TEMPLATE)
        assert environment.get_template("own.html").render() == text
    assert counted == [TEMPLATE, "own.html", "own.html"]
    material_environment(tmp_path, trim_blocks=True).get_template(TEMPLATE)
    assert counted[3:] == [TEMPLATE]


def test_another_program_and_another_theme_compile_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def files() -> set[str]:
        portal.clean()
        return {path.name for path in (tmp_path / "home/briefing-portal/templates").iterdir()}

    portal = Portal(tmp_path / "portal")
    portal.briefing("a")
    first = files()
    assert files() == first
    portal.theme = "another"
    second = files()
    assert second > first
    monkeypatch.setattr("generator.build.fingerprint", lambda: "another")
    assert files() > second


def test_of_many_templates_the_oldest_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.usercache._MANY", 10)
    folder = tmp_path / "templates"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.bin").touch()
        os.utime(folder / f"{number}.bin", (number, number))
    compiled.Sealed(folder).put("new", b"code")
    assert {path.stem for path in folder.iterdir()} == {"new", *(str(number) for number in range(7, 12))}


def test_a_damaged_template_in_the_users_folder_is_compiled_again(tmp_path: Path, counted: list[str]) -> None:
    material_environment(tmp_path).get_template(TEMPLATE)
    for file in (tmp_path / "home/briefing-portal/templates").iterdir():
        file.write_bytes(file.read_bytes()[:-1])
    material_environment(tmp_path).get_template(TEMPLATE)
    assert counted == [TEMPLATE, TEMPLATE]


def test_without_a_home_templates_of_packages_are_compiled_each_time(
    tmp_path: Path, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", no_home)
    for _ in range(2):
        material_environment(tmp_path).get_template(TEMPLATE)
    assert counted == [TEMPLATE, TEMPLATE]


def no_home() -> Path:
    raise RuntimeError("no home")
