"""The theme keeps its own rules: contrast, weight, colours in one place, words in one place."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import Files

from generator.articles import REPAIRS
from generator.catalogue.provenance import STANDINGS, STATED
from generator.mkdocs import theming
from generator.words import WORDS
from tests.small_sites import ROOT

THEME = ROOT / "theme"
ASSETS = THEME / "assets" / "portal"
TEMPLATES = sorted(THEME.rglob("*.html"))


def palettes() -> list[dict[str, str]]:
    """Names and colours of each palette in the tokens: light, dark by choice, dark by the system."""
    text = (ASSETS / "tokens.css").read_text(encoding="utf-8")
    blocks = re.findall(r"color-scheme: \w+;(.*?)\}", text, re.DOTALL)
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of ``#rrggbb``."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2) of two colours."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", palettes())
def test_everything_can_be_read(palette: dict[str, str]) -> None:
    paper = palette["paper"]
    assert contrast(palette["ink"], paper) >= 11
    assert contrast(palette["ink"], palette["mark"]) >= 7
    for name in ("soft", "accent", "signal"):
        assert contrast(palette[name], paper) >= 4.5, name


def test_both_ways_to_dark_are_one() -> None:
    _, chosen, system = palettes()
    assert chosen == system


def test_colours_stand_in_the_tokens_only() -> None:
    for name in ("portal.css", "free.css"):
        text = (ASSETS / name).read_text(encoding="utf-8")
        assert re.findall(r"(?<![\w&-])#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", text) == [], name


def test_the_frame_stays_light() -> None:
    """Compressed: styles 15 KB, script 10 KB at the most."""
    weight = {path.name: len(gzip.compress(path.read_bytes(), 9)) for path in ASSETS.iterdir()}
    assert weight["tokens.css"] + weight["portal.css"] <= 15_000
    assert weight["theme.js"] + weight["portal.js"] + weight["search.js"] <= 10_000


def test_every_word_of_the_interface_is_used_and_there() -> None:
    templates = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "generator").rglob("*.py"))
    shown = set(re.findall(r"\bui\.(\w+)", templates))
    said = {word for word in WORDS if f'"{word}"' in code}
    statuses = {f"status_{status}" for status in ("draft", "embargoed", "published", "withdrawn")}
    assert shown - set(WORDS) == set()
    stated = {f"field_{name}" for name in STATED} | {f"standing_{name}" for name in STANDINGS}
    stated |= {f"repair_{kind.replace('-', '_')}" for kind in REPAIRS}
    assert stated <= set(WORDS)
    assert set(WORDS) - shown - said - statuses - stated == set()
    assert {word for word in shown if not isinstance(WORDS[word], str)} == set(), "a list is no label"


def test_pages_take_their_words_from_the_one_file() -> None:
    """No text for readers stands in the code that makes pages."""
    written = re.compile(r'"[A-Z][a-z]+(?: [a-z]+)*[.,:]?"')
    for package in ("publish", "feeds"):
        for path in (ROOT / "generator" / package).glob("*.py"):
            code = re.sub(r'""".*?"""|#.*', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
            assert written.findall(code) == [], path


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(THEME).as_posix())
def test_templates_hold_no_styles_handlers_or_inline_scripts(path: Path) -> None:
    """The policy forbids them; a template that has one would be broken without a word."""
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=|<script>|<style", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(THEME).as_posix())
def test_only_what_was_sanitised_is_marked_safe(path: Path) -> None:
    marked = re.findall(r"\{\{\s*([\w.]+)\s*\|\s*safe", path.read_text(encoding="utf-8"))
    assert set(marked) <= {"briefing.body_html", "page.content"}


def test_nothing_is_fetched_from_elsewhere() -> None:
    for path in [*TEMPLATES, *ASSETS.glob("*.css"), *ASSETS.glob("*.js")]:
        found = re.findall(r"https?://[\w.-]+", path.read_text(encoding="utf-8"))
        assert set(found) <= {"http://www.w3.org"}, path


def test_mkdocs_copies_the_same_files_of_the_theme_though_it_lists_fewer() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    every, fewer = Files([]), Files([])
    every.add_files_from_theme(config.theme.get_env(), config)
    theming.list_less(config)
    fewer.add_files_from_theme(config.theme.get_env(), config)
    assert [file.src_uri for file in fewer] == [file.src_uri for file in every]
    assert len(config.theme.get_env().list_templates()) < 1000
