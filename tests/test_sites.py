"""Whole small sites, good and broken: the cases are files in ``tests/sites`` (see its README)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import small_sites

FOLDER = Path(__file__).parent / "sites"
CASES = sorted(FOLDER.glob("*/*.yml"))
KEYS = {"rule", "files", "run", "exit", "says", "has", "lacks", "made", "not_made", "unchanged"}


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_site(case: Path, tmp_path: Path) -> None:
    """Each site gives what its file says."""
    wanted: dict[str, Any] = yaml.safe_load(case.read_text(encoding="utf-8"))
    assert not wanted.keys() - KEYS, "unknown keys"
    small_sites.write(tmp_path, wanted["files"])
    before = small_sites.tree(tmp_path)
    result = small_sites.run(tmp_path, *small_sites.COMMANDS[wanted.get("run", "build")])
    output = result.stdout + result.stderr
    assert result.returncode == wanted.get("exit", 0), output
    assert "Traceback" not in output
    said = output.splitlines()
    assert [line for line in wanted.get("says", []) if line not in said] == [], output
    _expect_files(tmp_path, wanted, before)


def _expect_files(folder: Path, wanted: dict[str, Any], before: dict[str, bytes]) -> None:
    for name, texts in wanted.get("has", {}).items():
        text = (folder / name).read_text(encoding="utf-8")
        assert [part for part in texts if part not in text] == [], f"{name}\n{text}"
    for name, texts in wanted.get("lacks", {}).items():
        text = (folder / name).read_text(encoding="utf-8")
        assert [part for part in texts if part in text] == [], f"{name}\n{text}"
    assert [name for name in wanted.get("made", []) if not (folder / name).exists()] == []
    assert [name for name in wanted.get("not_made", []) if (folder / name).exists()] == []
    after = small_sites.tree(folder)
    assert [name for name in wanted.get("unchanged", []) if after.get(name) != before[name]] == []
