"""Small sites for tests: written to a folder, then run through the real commands."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]

CONFIG = f"""\
site_name: Small
site_url: https://small.example/portal/
docs_dir: content/pages
theme: {{name: material, custom_dir: {ROOT / "theme"}, font: false}}
plugins: [briefings]
validation: {{nav: {{omitted_files: warn}}, links: {{not_found: warn, anchors: warn}}}}
"""
TAXONOMY = """\
asia: {label: Asia}
japan: {label: Japan, parent: asia, definition: Events in Japan., phrases: {en: [Tokyo, Japanese]}}
economy: {label: Economy, phrases: {en: [interest rates]}}
"""
GIVEN = {"mkdocs.yml": CONFIG, "content/pages/about.md": "# About\n\nA small site.\n", "content/taxonomy.yml": TAXONOMY}

COMMANDS = {
    "build": ("mkdocs", "build", "--strict"),
    "check": ("generator", "check"),
    "convert": ("generator", "convert"),
}


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files of a site, the given ones first."""
    for name, text in {**GIVEN, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.replace("THEME", str(ROOT / "theme")).encode())


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m …`` in a folder, as a user would."""
    known = {
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": "1790000000",
        "PYTHONPATH": str(ROOT),
        "NO_COLOR": "1",
        "PYTHONWARNINGS": "",
    }
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, **known, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )


def briefing(title: str = "A headline", body: str = "A paragraph of text.", **fields: str) -> str:
    """A briefing file; fields are given as YAML text."""
    slug = fields.pop("slug", "-".join(title.lower().split()))
    lines = {"title": title, "slug": slug, "added": "2026-01-01", **fields}
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in lines.items()) + f"---\n\n{body}\n"


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
