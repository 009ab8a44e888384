"""``briefing serve``: MkDocs' server with live reload, woken by the file system and fed by our builds."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import mkdocs.commands.build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from generator.alone import build_alone
from generator.build import Options
from generator.engine.report import Report
from generator.errors import BriefingError, in_words
from generator.mkdocs import explaining, host, theming
from generator.mkdocs.plugin import BriefingsPlugin
from generator.mkdocs.waking import end_in_order, wake

log = logging.getLogger("mkdocs.plugins.briefings")


class Server(LiveReloadServer):
    """MkDocs' server, which also answers for the pages that explain seeds and leads to them from the briefings."""

    explainer: explaining.Explainer | None = None

    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        path = explaining.asked_for(environ, self.mount_path)
        if self.explainer is not None and explaining.is_here(environ):
            answer = self.explainer.answer(path, environ.get("QUERY_STRING", ""))
            if answer is not None:
                start_response(answer.status, answer.headers)
                return [answer.body]
        found: Iterable[bytes] = super().serve_request(environ, start_response)
        return found

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """Put in what a page has in the preview only."""
        linked = explaining.with_links(content, self.mount_path) if self.explainer is not None else content
        injected: bytes = cast(Any, super())._inject_js_into_html(linked, epoch)
        return injected


class Preview:
    """A portal built into a temporary folder, again whenever something changes."""

    def __init__(self, config_file: Path, address: str, seeds: Path, tell: Callable[[Report], None]) -> None:
        self._seeds = seeds
        self._file, self._address, self._tell = config_file, address, tell
        self._folder = tempfile.mkdtemp(prefix="briefing-")
        try:
            self._config = self._load()
            self._plugin = self._find(self._config)
        except BriefingError:
            shutil.rmtree(self._folder)
            raise
        self._plugin.on_startup(command="serve", dirty=False)
        name, port = self._config.dev_addr
        self._path = urlsplit(self._config.site_url or "/").path or "/"
        self.url = f"http://{name}:{port}{self._path.rstrip('/')}/"
        self._name = ""

    def serve(self) -> None:
        """Build, then serve and watch until interrupted."""
        end_in_order()
        name, port = self._config.dev_addr
        server = Server(self.build, name, port, self._folder, mount_path=self._path)
        wake(server, self._file)
        try:
            self.build()
            server.explainer = self._explainer()
            for place in self._watched:
                server.watch(place)
            cast(Any, server).serve()
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
            self.forget()

    def build(self) -> None:
        """Build without MkDocs if that is possible, else with it. Problems are told, and the old site stays."""
        try:
            report = self._alone() if self._name else "this is the first build"
            self._tell(report if isinstance(report, Report) else self._with_mkdocs(report))
        except (BriefingError, OSError, MkDocsException) as error:
            log.error(in_words(error) if isinstance(error, OSError) else str(error))

    def _alone(self) -> Report | str:
        return build_alone(self._file, self._name, Options(), log.info)

    def _with_mkdocs(self, reason: str) -> Report:
        config = self._load()
        config.site_url = self.url
        plugin = self._find(config)
        plugin.is_preview, plugin.is_direct = True, True
        try:
            mkdocs.commands.build.build(config, serve_url=self.url)
        except SystemExit as refusal:
            raise plugin.error or BriefingError("MkDocs refused to build") from refusal
        if plugin.report is None:
            raise BriefingError("nothing was published")
        self._plugin, self._name = plugin, plugin.project.name
        plugin.report.why += f"; MkDocs ran because {reason}"
        return plugin.report

    def _explainer(self) -> explaining.Explainer:
        look = theming.look_of(self._config, self._plugin.settings, [])
        return explaining.Explainer(self._seeds, look.templates, look.site)

    @property
    def _watched(self) -> tuple[str, ...]:
        """Folders and files that decide what is built, though it may have been refused so far."""
        sources = host.Sources.of(self._config)
        return (str(sources.root / self._plugin.config.content), *sources.folders, str(self._file))

    def _load(self) -> MkDocsConfig:
        host.mark()
        options = {"dev_addr": self._address} if self._address else {}
        try:
            return load_config(str(self._file), site_dir=self._folder, **options)
        except MkDocsException as error:
            raise BriefingError(f"{self._file}: {error}") from error

    def _find(self, config: MkDocsConfig) -> BriefingsPlugin:
        plugin = config.plugins.get("briefings")
        if not isinstance(plugin, BriefingsPlugin):
            raise BriefingError(f"{self._file}: the plugin is missing; add - briefings below plugins:")
        return plugin

    def forget(self) -> None:
        """Remove the folder and what is remembered of it."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._plugin.forget_preview()
