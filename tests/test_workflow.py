"""The publishing workflow: its shell steps, run for real in a clone, with a real remote to push to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.small_sites import ROOT

WORKFLOWS = ROOT / ".github" / "workflows"


def steps(name: str) -> list[dict[str, Any]]:
    """The shell steps of a workflow's one job, in order."""
    workflow = yaml.safe_load((WORKFLOWS / name).read_text(encoding="utf-8"))
    (job,) = workflow["jobs"].values()
    return [step for step in job["steps"] if "run" in step]


def git(folder: Path, *arguments: str) -> str:
    """Run git and give what it prints."""
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of what stands in the work tree now, with a bare repository as its origin."""
    origin, clone = tmp_path / "origin.git", tmp_path / "clone"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(clone))
    names = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            (clone / name).write_bytes((ROOT / name).read_bytes())
            (clone / name).chmod((ROOT / name).stat().st_mode)
    git(clone, "config", "user.name", "Editor")
    git(clone, "config", "user.email", "editor@example.org")
    git(clone, "remote", "add", "origin", str(origin))
    git(clone, "add", "-A")
    git(clone, "commit", "--quiet", "-m", "All")
    git(clone, "push", "--quiet", "origin", "main")
    return clone


def run(step: dict[str, Any], clone: Path) -> subprocess.CompletedProcess[str]:
    """Run a step as the host does: bash that stops at the first error. The environment that is there is used."""
    venv = Path(sys.executable).parents[1]
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")},
        "VENV": str(venv),
        "PYTHONPATH": str(clone),
        "SITE_URL": "https://host.example/portal/",
    }
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    # The environment of the tests is complete: its stamp must look newer than the clone's files.
    (venv / ".ready").touch()
    return subprocess.run(command, cwd=clone, env=environment, capture_output=True, text=True, timeout=300)


def test_each_commit_is_checked_built_and_published(clone: Path) -> None:
    for step in steps("publish.yml"):
        done = run(step, clone)
        assert done.returncode == 0, f"{step['name']}: {done.stdout}{done.stderr}"
    published = git(clone / ".." / "origin.git", "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    built = [path.relative_to(clone / "site").as_posix() for path in (clone / "site").rglob("*") if path.is_file()]
    assert set(published) - {".nojekyll"} == set(built)
    assert "briefings/south-korea-closes-consulate-in-beijing/index.html" in published
    assert git(clone, "status", "--porcelain") == ""


def test_a_seed_without_a_briefing_stops_the_publishing(clone: Path) -> None:
    (clone / "seeds" / "new.txt").write_text("A new article.\n", encoding="utf-8")
    done = run(steps("publish.yml")[0], clone)
    assert done.returncode != 0
    assert (
        'seeds/new.txt: this seed has not been converted; run "briefing convert", look at the result and commit it'
        in done.stderr
    )


def test_every_supported_python_is_tested() -> None:
    workflow = yaml.safe_load((WORKFLOWS / "test.yml").read_text(encoding="utf-8"))
    tested = workflow["jobs"]["test"]["strategy"]["matrix"]["python"]
    classifiers = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert [f'"Programming Language :: Python :: {version}"' in classifiers for version in tested] == [True] * 3
