"""The shape of the program: layers, the one door to MkDocs, the one module that prints, locked dependencies."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.small_sites import ROOT

PACKAGE = ROOT / "generator"
FILES = sorted(PACKAGE.rglob("*.py"))

# A module imports from its own layer's package and from lower layers; a stage knows the stages before it only.
LAYERS = (
    ("light",),
    ("model", "articles"),
    ("errors", "text", "prose", "settings", "files", "clock", "words", "neardup", "collecting", "usercache"),
    ("processes",),
    ("yamltext", "kinds", "fields", "schema", "frontmatter", "taxonomy", "markdown"),
    ("seeds",),
    ("extract",),
    ("enrich",),
    ("compose", "content"),
    ("verify",),
    ("catalogue",),
    ("check", "search", "feeds", "conversion"),
    ("intake", "publish"),
    ("engine",),
    ("convert", "build"),
    ("resolve", "configuration"),
    ("ahead", "alone"),
    ("mkdocs",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}


def part(path: Path) -> str:
    """First part of a module's name below the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module that a file imports, wherever in it, with the line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            yield node.module or "", node.lineno
            if (node.module or "").split(".")[0] == "generator":
                yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    own = part(path)
    if own == "__init__":
        return
    assert own in RANK, f"give {own} a layer in this test"
    for name, line in imports(path):
        if name.startswith("generator."):
            other = name.split(".")[1]
            if other != "__version__":
                allowed = RANK[other] < RANK[own] or other == own or RANK[other] == RANK[own] < RANK["seeds"]
                assert allowed, f"{path}:{line}: {own} must not import {other}"


def test_only_one_package_knows_mkdocs() -> None:
    knowing = {
        part(path) for path in FILES for name, _ in imports(path) if name.split(".")[0] in ("mkdocs", "material")
    }
    assert knowing == {"mkdocs"}


def test_only_one_module_prints_or_exits() -> None:
    speaking = re.compile(r"(?<![\w.])(?:print|exit|input)\(|sys\.(?:stdout|stderr|exit)\b")
    guilty = {part(path) for path in FILES if speaking.search(path.read_text(encoding="utf-8"))}
    assert guilty == {"cli"}


def test_modules_and_functions_stay_small() -> None:
    lines = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in FILES)
    assert lines[len(lines) // 2] <= 100
    assert [path.name for path in FILES if len(path.read_text(encoding="utf-8").splitlines()) > 400] == []


def test_every_dependency_is_used_and_locked_with_hashes_and_without_addresses() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[><=]", line)[0] for line in project["dependencies"]]
    assert {"mkdocs", "mkdocs-material", "markdown", "python-frontmatter"} <= set(names)
    modules = {
        "ahocorasick-rs": "ahocorasick_rs",
        "python-frontmatter": "frontmatter",
        "pyyaml": "yaml",
        "mkdocs-material": "material",
    }
    used = {name.split(".")[0] for path in FILES for name, _ in imports(path)}
    assert [name for name in names if modules.get(name, name) not in used] == []
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    pins = re.findall(r"^([a-z0-9-]+)==.*?(?=^[a-z0-9-]+==|\Z)", lock, re.MULTILINE | re.DOTALL)
    entries = re.split(r"^(?=[a-z0-9][a-z0-9._-]*==)", lock, flags=re.MULTILINE)[1:]
    assert set(names) <= set(pins)
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_top_level_is_as_the_user_fixed_it() -> None:
    for name in ("content", "generator", "theme", "mkdocs.yml", "tests", "seeds"):
        assert (ROOT / name).exists()


def test_nothing_strays_into_the_repository() -> None:
    """No log or scratch file at the top, and no path of somebody's machine in what the program consists of."""
    asked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, text=True)
    if asked.returncode:
        pytest.skip("not a clone")
    names = [name for name in asked.stdout.split("\0") if name]
    strays = (".log", ".out", ".py", ".sh", ".tmp", ".txt")
    assert [name for name in names if "/" not in name and name.endswith(strays)] == []
    ours = [ROOT / name for name in names if not name.startswith(("seeds/", "content/", "tests/")) and "." in name]
    texts = {path: path.read_bytes() for path in ours if path.suffix not in (".png", ".svg") and path.exists()}
    assert [
        str(path) for path, text in texts.items() if re.search(rb"(?<![\w.])/(?:root|home|Users|work)/\w", text)
    ] == []


def test_no_module_is_left_over() -> None:
    """Every module is imported by another, or is a door."""
    imported = {name for path in FILES for name, _ in imports(path)}
    doors = {"generator.__main__", "generator.cli", "generator.mkdocs.plugin"}
    names = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in FILES}
    modules = {name for path, name in names.items() if path.name != "__init__.py" and part(path) != "commands"}
    assert modules - imported - doors == set()
