"""MkDocs' server, quicker: woken by the system where that tells of changes, built without MkDocs where that can be."""

from __future__ import annotations

import logging
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any, cast

import watchdog.observers
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.livereload import LiveReloadServer
from watchdog import events

from generator.alone import build_alone
from generator.build import Options
from generator.engine.report import Report
from generator.errors import BriefingError, in_words

_REMOTE = ("nfs", "cifs", "smb", "9p", "virtiofs", "vboxsf", "fuse", "osxfs", "prl_fs", "vmhgfs", "afs", "ceph")
"""File systems whose files may change without this system noticing."""
_MOUNTS = Path("/proc/self/mounts")

_A_LOOK = 0.5
"""Seconds between two looks whether what is watched is still in its place."""
_CHANGES = [events.FileCreatedEvent, events.FileModifiedEvent, events.FileMovedEvent, events.FileDeletedEvent]

log = logging.getLogger("mkdocs.plugins.briefings")


def quick(
    config: Path, name: str, builder: Callable[[], None], words: Callable[[BriefingError], str]
) -> Callable[[], None]:
    """A builder that does without MkDocs if it can; the last sound state stays in sight if there is a problem."""

    def build() -> None:
        try:
            report = build_alone(config, name, Options(), log.info)
        except (BriefingError, OSError) as error:
            log.error(in_words(error) if isinstance(error, OSError) else words(error))
            return
        if isinstance(report, Report):
            log.info(report.in_words())
        else:
            log.info(f"MkDocs builds because {report}")
            try:
                builder()
            except ConfigurationError as error:  # its server has words for what ends a command only
                raise Abort(str(error)) from error

    return build


def wake(server: LiveReloadServer, place: Path) -> None:
    """Let the system tell the server of changes: asking all files twice a second takes too long at many thousand."""
    if not tells_of_changes(place):
        return
    _watch_anew(server)
    server.build_delay = 0.02
    Thread(target=_follow, args=(server,), daemon=True).start()


def end_in_order() -> None:
    """End as with Ctrl+C where a terminal is closed or the system asks: a preview leaves nothing behind."""
    for asked in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(asked) is signal.SIG_DFL:
            signal.signal(asked, signal.default_int_handler)


def _watch_anew(server: LiveReloadServer) -> None:
    """Give the server another observer of what it watches, not begun yet."""
    watched = dict(server._watched_paths)
    for path in watched:
        server._watched_paths[path] = 1
        server.unwatch(path)
    observer = cast(Any, watchdog.observers.Observer(timeout=0.05))
    # Not of reading, which is told of too: a build reads, so that each would set off the next.
    observer.schedule = partial(observer.schedule, event_filter=_CHANGES)
    server.observer = observer
    for path, count in watched.items():
        server.watch(path)
        server._watched_paths[path] = count


def _follow(server: LiveReloadServer) -> None:
    """Watch on where a folder is taken away and another one comes in its place: of that the system tells nothing."""
    seen: dict[str, int] = {}
    has_begun = False
    while not server._shutdown:
        time.sleep(_A_LOOK)
        observer = cast(Any, server.observer)
        has_begun = has_begun or observer.is_alive()
        with suppress(OSError):  # until it is there again
            now = {path: Path(path).stat().st_ino for path in list(server._watched_paths) if not Path(path).is_file()}
            others = any(seen.get(path, place) != place for path, place in now.items())
            is_whole = observer.is_alive() and all(emitter.is_alive() for emitter in observer.emitters)
            if has_begun and (others or not is_whole) and not server._shutdown:
                _watch_anew(server)
                cast(Any, server.observer).start()
                with server._rebuild_cond:
                    server._want_rebuild = True
                    server._rebuild_cond.notify_all()
                observer.stop()
            seen = now


def tells_of_changes(place: Path, mounts: Path = _MOUNTS) -> bool:
    """Whether files below ``place`` cannot be changed by another machine (a share, a container's host)."""
    if not sys.platform.startswith("linux"):
        return True
    try:
        lines = [line.split() for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError:
        return False
    above = [(len(line[1]), line[2]) for line in lines if len(line) > 2 and place.resolve().is_relative_to(line[1])]
    return not max(above, default=(0, "fuse"))[1].startswith(_REMOTE)
