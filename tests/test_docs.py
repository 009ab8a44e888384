"""What the documents say is so."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from generator import commands, schema
from generator.fields import FIELDS
from generator.settings import Settings
from tests.small_sites import ROOT

DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("tests/**/*.md"), ROOT / "seeds" / "README.md"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    missing = [name for name in targets if "://" not in name and not (document.parent / name).exists()]
    assert missing == []


@pytest.mark.parametrize(
    "document", ["CONTRIBUTING.md", "docs/architecture.md", "docs/building.md", "docs/extraction.md"]
)
def test_every_module_named_is_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    package = ROOT / "generator"
    known = {path.relative_to(package).as_posix() for path in package.rglob("*.py")}
    named = re.findall(r"`(?:generator/)?((?:\w+/)*\w+\.py)`", text)
    known |= {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").glob("*.py")}
    inner = {name.rpartition("/")[2] for name in known if "/" in name}
    assert [name for name in named if name not in known and name not in inner] == []


def test_the_schema_in_docs_is_the_one_of_the_model() -> None:
    assert (ROOT / "docs" / "front-matter.schema.json").read_text(encoding="utf-8") == schema.as_text()


def test_every_option_is_documented_with_its_default() -> None:
    text = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    for field in fields(Settings):
        default = {"": "empty", False: "false", True: "true"}.get(field.default, str(field.default))
        assert re.search(rf"^\| `{field.name}` \| `?{re.escape(str(default))}`? \|", text, re.MULTILINE), field.name


def test_every_field_is_documented_for_editors() -> None:
    text = (ROOT / "content" / "pages" / "editing.md").read_text(encoding="utf-8")
    assert [field.name for field in FIELDS if f"`{field.name}`" not in text] == []


def test_every_make_target_and_command_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        for target in re.findall(r"`make (\w+)", text):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{document}: make {target}"
        for command in re.findall(r"`briefing (\w+)", text):
            assert command in commands.COMMANDS, f"{document}: briefing {command}"
