"""Names and quotations in small texts, as an editor expects them: a case is a file in ``enrich_cases``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.articles import Article, Block, Seed
from generator.enrich import enrich
from generator.enrich.quotes import quotes
from generator.model import Taxonomy

CASES = sorted((Path(__file__).parent / "enrich_cases").glob("*.yml"))


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_names_and_quotations(file: Path) -> None:
    case: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    blocks = tuple(Block(text) for text in case["paragraphs"])
    found = enrich(Article(Seed("a", "0" * 64, "text", blocks), "", blocks, language=case["language"]), Taxonomy())
    assert sorted(found.people) == sorted(case["people"])
    assert sorted(found.organizations) == sorted(case["organizations"])
    assert sorted(found.places) == sorted(case["places"])
    said = [
        {"speaker": quote.speaker, "parts": list(quote.text)} for quote, _ in quotes(case["paragraphs"], found.people)
    ]
    assert said == case["quotes"]
