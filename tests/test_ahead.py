"""A build that is begun before MkDocs is there: taken over if it is the same build, dropped without a trace if not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.ahead import begin
from generator.build import Build, Options
from generator.processes.begun import Begun
from generator.processes.cores import can_fork
from tests.portal import ROOT, Portal, tree

pytestmark = pytest.mark.skipif(not can_fork(), reason="no processes that know what this one knows")

CONFIG = f"""\
site_name: Portal
site_url: https://portal.example/sub/
docs_dir: content/pages
theme: {{name: material, custom_dir: {ROOT / "theme"}, font: false}}
"""
PLUGINS = "plugins: [briefings: {newest: 3, search: false}]\n"


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    made = Portal(tmp_path)
    made.write("pages/about.md", "# About\n")
    for number in range(60):
        made.briefing(f"story-{number}", date=f"2024-05-0{number % 9 + 1}", tags=["elections"])
    (tmp_path / "mkdocs.yml").write_text(CONFIG + PLUGINS)
    return made


@pytest.fixture(autouse=True)
def _beside_other_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser of other tests has threads here that a command has not."""
    monkeypatch.setattr("threading.active_count", lambda: 1)


@pytest.fixture(autouse=True)
def forked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Ids of the processes that a test begins."""
    ids: list[int] = []
    fork = os.fork

    def noted() -> int:
        process = fork()
        ids.append(process)
        return process

    monkeypatch.setattr("os.fork", noted)
    return ids


def have_ended(processes: list[int]) -> bool:
    """Whether they are gone, and were waited for."""
    return bool(processes) and not any(Path(f"/proc/{process}").exists() for process in processes)


def started(portal: Portal) -> Build | None:
    return begin(portal.root / "mkdocs.yml", Options(jobs=2), pytest.fail)


def run(portal: Portal, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1715342400"}
    command = [str(Path(sys.executable).parent / "briefing"), "build", *arguments]
    env = {**os.environ, **known, **environment}
    return subprocess.run(command, cwd=portal.root, env=env, capture_output=True, text=True, check=False)


# ── the build ───────────────────────────────────────────────────────────────────────────────────


def test_what_is_begun_is_the_build_that_mkdocs_asks_for(portal: Portal) -> None:
    build = started(portal)
    assert build is not None
    try:
        assert build.is_for(build.project, build.settings, Options(jobs=2))
        assert not build.is_for(build.project, build.settings, Options(clean=True))
        assert build.settings.newest == 3
        build.read()
        assert len(build.run.texts) == 60
    finally:
        build.close()


@pytest.mark.parametrize(
    "more",
    ["hooks: [hook.py]", "INHERIT: other.yml", "site_dir: !ENV [SITE, out]", "site_dir: ''", "plugins: [other]", "- ["],
)
def test_nothing_is_begun_where_the_text_does_not_tell(portal: Portal, more: str) -> None:
    plugins = "" if "plugins" in more else PLUGINS
    (portal.root / "mkdocs.yml").write_text(f"{CONFIG}{plugins}{more}\n")
    assert started(portal) is None
    assert not (portal.root / ".cache").exists()


@pytest.mark.parametrize("plugins", ["{search: {}, briefings: {newest: 3}}", "[briefings]", "[search, briefings: ]"])
def test_plugins_may_be_listed_in_each_way(portal: Portal, plugins: str) -> None:
    (portal.root / "mkdocs.yml").write_text(f"{CONFIG}plugins: {plugins}\n")
    build = started(portal)
    assert build is not None
    build.close()


def test_a_build_that_is_dropped_leaves_nothing(portal: Portal, forked: list[int]) -> None:
    build = started(portal)
    assert build is not None
    build.close()
    assert [path.name for path in (portal.root / ".cache" / "briefing").iterdir()] == ["site.lock"]
    assert have_ended(forked)


def test_the_site_is_the_same_in_one_process_and_begun_in_two(portal: Portal) -> None:
    assert run(portal, "--jobs", "1").returncode == 0
    alone = portal.files()
    assert run(portal, "--jobs", "2", "--clean").returncode == 0
    assert portal.files() == alone


def test_mkdocs_word_counts_if_it_says_something_else(portal: Portal) -> None:
    """What was begun with drafts (a stand-in for whatever the text cannot tell) lets go of the lock and is not used."""
    portal.briefing("draft", status="draft")
    program = (
        "from dataclasses import replace; from pathlib import Path\n"
        "from generator import ahead; from generator.build import Options; from generator.mkdocs.door import build\n"
        "told = ahead._told; ahead._told = lambda config: (told(config)[0].with_drafts(), told(config)[1])\n"
        "config, options = Path('mkdocs.yml'), Options(jobs=2)\n"
        "build(config, options, begun=ahead.begin(config, options, print))\n"
    )
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program]
    shown = subprocess.run(command, cwd=portal.root, env=env, capture_output=True, text=True, timeout=60, check=False)
    assert shown.returncode == 0, shown.stderr
    assert (portal.site / "briefings" / "story-59").exists()
    assert not (portal.site / "briefings" / "draft").exists()


def test_a_problem_is_told_in_the_same_words_as_in_one_process(portal: Portal) -> None:
    portal.briefing("story-50", tags=["nonsense"])
    one, two = run(portal, "--jobs", "1"), run(portal, "--jobs", "2")
    assert one.returncode == two.returncode == 1
    assert "nonsense" in one.stderr
    assert two.stderr == one.stderr
    assert not portal.site.exists()


@pytest.mark.parametrize("is_sound", [True, False])
def test_what_mkdocs_says_meanwhile_is_told_only_if_the_content_is_sound(portal: Portal, is_sound: bool) -> None:
    """MkDocs reads its own pages while others read the content; a page that is not there is worth a warning to it."""
    (portal.root / "mkdocs.yml").write_text(f"{CONFIG}{PLUGINS}nav: [about.md, nowhere.md]\n")
    if not is_sound:
        portal.briefing("story-50", tags=["nonsense"])
    one, two = run(portal, "--jobs", "1"), run(portal, "--jobs", "2", "--clean")
    assert (one.returncode, two.returncode) == (int(not is_sound),) * 2
    assert ("nowhere.md" in one.stderr, "nonsense" in one.stderr) == (is_sound, not is_sound)
    assert two.stderr == one.stderr


def test_problems_of_the_content_are_told_rather_than_what_mkdocs_ends_with(portal: Portal) -> None:
    (portal.root / "mkdocs.yml").write_text(
        f"{CONFIG}{PLUGINS}markdown_extensions: [pymdownx.snippets: {{check_paths: true}}]\n"
    )
    portal.write("pages/about.md", '# About\n\n--8<-- "nowhere.txt"\n')
    ended = run(portal, "--jobs", "2")
    assert ended.returncode == 1
    assert "nowhere.txt" in ended.stderr
    portal.briefing("story-50", tags=["nonsense"])
    one, two = run(portal, "--jobs", "1"), run(portal, "--jobs", "2")
    assert one.returncode == two.returncode == 1
    assert "nonsense" in two.stderr
    assert two.stderr == one.stderr
    assert not portal.site.exists()


def test_a_configuration_that_mkdocs_refuses_is_told_and_nothing_stays(portal: Portal) -> None:
    (portal.root / "mkdocs.yml").write_text(CONFIG + PLUGINS + "docs_dir: nowhere\n")
    shown = run(portal, "--jobs", "2")
    assert shown.returncode == 1
    assert "nowhere" in shown.stderr
    assert not list((portal.root / ".cache" / "briefing").glob("*.texts"))


def test_after_a_kill_the_next_build_is_whole(portal: Portal) -> None:
    build = started(portal)
    assert build is not None
    texts = build.run.aside
    for child in build._reader._begun._children if build._reader._begun else []:
        os.kill(child.process, signal.SIGKILL)
    build.read()
    assert len(build.run.texts) == 60
    build.close()
    assert not texts.exists()
    assert run(portal).returncode == 0
    assert tree(portal.site).keys() >= {"briefings/story-59/index.html", "about/index.html"}


# ── the work ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(params=[1, 3])
def start(request: pytest.FixtureRequest) -> Iterator[Callable[..., Begun[Any, Any]]]:
    under_way: list[Begun[Any, Any]] = []

    def begin(function: Callable[[Any], Any], tasks: list[Any]) -> Begun[Any, Any]:
        under_way.append(Begun(function, tasks, request.param))
        return under_way[-1]

    yield begin
    for begun in under_way:
        begun.close()


def long_text(number: int) -> str:
    return str(number % 10) * 300_000


def strict(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


@pytest.mark.parametrize("count", [0, 1, 2, 300, 20_000])
def test_results_come_in_the_order_of_the_tasks(start: Callable[..., Begun[int, int]], count: int) -> None:
    assert list(start(abs, list(range(count))).results()) == list(range(count))


def test_results_that_fill_every_pipe_come_all_the_same(start: Callable[..., Begun[int, str]]) -> None:
    assert [text[0] for text in start(long_text, list(range(20))).results()] == [str(n % 10) for n in range(20)]


def test_an_error_is_raised_in_its_place(start: Callable[..., Begun[int, int]]) -> None:
    results = start(strict, list(range(50))).results()
    assert [next(results) for _ in range(7)] == list(range(7))
    with pytest.raises(ValueError, match="seven"):
        next(results)


def test_the_tasks_of_a_process_that_dies_are_done_here(start: Callable[..., Begun[Any, Any]]) -> None:
    def die_elsewhere(task: tuple[int, int]) -> int:
        here, number = task
        if os.getpid() != here and number % 5 == 0:
            os._exit(9)
        return number

    tasks = [(os.getpid(), number) for number in range(60)]
    assert list(start(die_elsewhere, tasks).results()) == list(range(60))


def test_all_processes_have_ended_when_it_is_closed(start: Callable[..., Begun[int, str]], forked: list[int]) -> None:
    start(long_text, list(range(40))).close()
    assert have_ended(forked)
