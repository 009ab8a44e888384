"""``briefing check`` of single files, and of folders that are not there."""

from __future__ import annotations

from pathlib import Path

from tests import small_sites

BRIEFING = "---\ntitle: A\nslug: a\nadded: 2026-01-01\ndate: x\n---\n\nText.\n"


def test_each_file_that_editors_write_is_checked_as_what_it_is(tmp_path: Path) -> None:
    page = "# A page\n\n[x](portal:nowhere)\n"
    files = {"content/briefings/a.md": BRIEFING, "content/pages/p.md": page, "content/taxonomy.yml": "asia: {}\n"}
    small_sites.write(tmp_path, files)
    told = small_sites.run(tmp_path, "generator", "check", *files, "content/pages/about.md")
    assert told.returncode == 1
    places = [line.split(" ")[0] for line in told.stderr.splitlines()]
    assert places == ["content/briefings/a.md:5:", "content/pages/p.md:3:", "content/taxonomy.yml:1:"]


def test_a_folder_that_is_not_there_is_not_without_problems(tmp_path: Path) -> None:
    told = small_sites.run(tmp_path, "generator", "check", "--content", "contnet")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == "briefing: contnet: no such folder; run this in the folder of mkdocs.yml\n"
