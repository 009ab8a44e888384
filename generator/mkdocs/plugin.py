"""The MkDocs plugin ``briefings``: reads content, checks it, and makes the portal beside the free pages."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import Environment, TemplateError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as FreePage

from generator.build import Build, Held, Options, Project
from generator.clock import as_of
from generator.engine import inputs
from generator.engine.report import Report
from generator.engine.stage import remove
from generator.errors import BriefingError, ContentError, SettingsError, in_words
from generator.mkdocs import free_pages, host, looped, theming
from generator.mkdocs.links import Links
from generator.mkdocs.options import PluginConfig
from generator.publish.briefings import resolve_links
from generator.publish.draw import POLICY
from generator.publish.site import SiteNames
from generator.settings import Settings
from generator.words import say

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.briefings")


class BriefingsPlugin(BasePlugin[PluginConfig]):
    """Each event is a call; the work is in ``build`` and the stages it names. State is of one build only."""

    is_preview = False
    """Whether ``mkdocs serve`` runs, which shows drafts."""
    settings = Settings()
    options = Options()
    is_direct = False
    """Whether ``briefing build`` runs: problems then reach it as they are."""
    report: Report | None = None
    """What the last build did."""
    error: BriefingError | None = None
    """Why it was refused."""
    begun: Build | None = None
    """What was begun before MkDocs was there, by what its configuration seemed to say."""

    _build: Build | None = None
    _warnings = host.Warnings()
    _config: MkDocsConfig | None = None
    """The configuration whose ``site_dir`` is ours for the time being."""
    _site_dir = ""

    def load_config(self, *arguments: Any, **options: Any) -> Any:
        """Take the plugin's options. What MkDocs warns of the configuration comes after it."""
        self._warnings.stop()
        self._warnings = host.Warnings()
        self._warnings.start()
        return super().load_config(*arguments, **options)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn what runs. An event of this name keeps the plugin alive between the builds of a server."""
        self.is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check all content before MkDocs touches the site folder."""
        self._close()
        self._silence = host.Silence()
        self.report = None
        try:
            theming.check_theme(config)
            if sum(isinstance(plugin, BriefingsPlugin) for plugin in config.plugins.values()) > 1:
                raise SettingsError("it is listed twice; keep one of the two")  # it would wait for itself
            self.settings = Settings.from_mapping({k: v for k, v in self.config.items() if v is not None})
            if self.is_preview:
                self.settings = self.settings.with_drafts()
            self._sources = host.Sources.of(config)
            self.project = project = Project.of(self._sources.root, self.settings.content, Path(config.site_dir))
            host.check_site(project, self._sources.folders[1:])
            self._listeners = host.listeners(config)
            options = replace(self.options, clean=True) if self._listeners else self.options
            self._build = self._open(project, options)
            self._links = Links(project)
            self._inputs = self._sources.record(config)
            if self._build.is_reading:
                self._silence.start()  # MkDocs reads its own pages meanwhile
            else:
                self._build.read()
        except (BriefingError, OSError) as error:
            self._let_go()
            raise self._refusal(error) from error
        # MkDocs' own sitemap knows the free pages only and carries today's date.
        config.theme.static_templates.discard("sitemap.xml")
        config.watch.append(str(project.content))
        theming.list_less(config)
        self._look = theming.look_of(config, self.settings, [])
        return config

    def _open(self, project: Project, options: Options) -> Build:
        """The build that was begun, if it is this one, else another."""
        begun, self.begun = self.begun, None
        if begun is not None:
            if begun.is_for(project, self.settings, options):
                return begun
            begun.close()
        return Build(project, self.settings, as_of(), Held(project.cache, project.name, log.info), options)

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Let MkDocs write into a folder of its own: the site stays as it is until all is made."""
        folder = self._running.stage.folder.with_suffix(".host")
        shutil.rmtree(folder, ignore_errors=True)
        self._config, self._site_dir, config.site_dir = config, config.site_dir, str(folder)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Leave out what MkDocs would copy from the theme as it is: the template of a sitemap."""
        file = files.get_file_from_path("sitemap.xml")
        if file is not None and str(file.src_dir) != config.docs_dir:
            files.remove(file)
        self._free: dict[str, str] = {}
        self._names = SiteNames(config.site_name, config.site_description or "", config.site_url or "/")
        if self._listeners:
            with self._running.run.step("make"):
                self._free = looped.add(files, config, self._running.targets(self._names, self._look))
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Name the free pages in the footer of every page."""
        if odd := host.no_files(files, config.docs_dir):
            cure = "MkDocs takes files and folders only; take it away"
            names = (inputs.short(self._sources.root, name) for name in odd)
            raise self._refusal(BriefingError("\n".join(f"{name}: this is no file; {cure}" for name in names)))
        pages = [page for page in nav.pages if page.file.inclusion.is_included()]
        for page in pages:
            page.read_source(config)
        footer = [{"label": str(page.title), "url": page.url} for page in pages]
        self._look = theming.look_of(config, self.settings, footer)
        written = (file for file in files.documentation_pages() if file.generated_by != "briefings")
        self._free.update((file.dest_uri, "") for file in written)  # those that the navigation leaves out, too
        return nav

    def on_page_content(self, html: str, page: FreePage, config: MkDocsConfig, files: Files) -> str:
        """Sanitise a free page and lead its links to briefings and to pages of the portal to their addresses."""
        if isinstance(page, looped.PortalPage):
            return html
        base = _base(page.url)
        html = free_pages.sanitize(html)
        self._links.note(page.file, html)
        return free_pages.resolve_overviews(resolve_links(html, base), base)

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Make the portal's pages, written aside; the free pages come after."""
        theming.prepare(env)
        self._read_on()
        try:
            self._links.follow(self._running.run.store.db)
            if not self._listeners:
                self._running.make(self._names, self._look, theming.Frames(env, config, self._look))
        except (BriefingError, OSError, TemplateError) as error:
            raise self._refusal(error) from error
        return env

    def on_page_context(self, context: Any, page: FreePage, config: MkDocsConfig, nav: Navigation) -> Any:
        """Give a page the frame's values."""
        if isinstance(page, looped.PortalPage):
            return page.context(config, self._look)
        title = str(page.meta.get("title") or page.title or "")
        description = str(page.meta.get("description") or "")
        frame = {"portal": "free", "base": _base(page.url), "policy": free_pages.PLACEHOLDER}
        canonical = page.canonical_url or ""
        own = {"title": title, "description": description, "canonical": canonical}
        return {**context, **frame, **self._common(), **own}

    @event_priority(-100)
    def on_post_page(self, output: str, page: FreePage, config: MkDocsConfig) -> str:
        """Allow a free page exactly the scripts that Material's frame has, as other plugins left them."""
        return output if isinstance(page, looped.PortalPage) else free_pages.with_policy(output)

    def on_template_context(self, context: Any, template_name: str, config: MkDocsConfig) -> Any:
        """Give the 404 page the frame's values; it is shown at any address, so its links begin at the root."""
        base = f"{context.get('base_url') or ''}".rstrip("/") + "/"
        frame = {"portal": "404", "base": base, "policy": POLICY, "title": say("not_found_title"), "description": ""}
        return {**context, **frame, **self._common(), "canonical": ""}

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put all in place, unless strict mode is about to refuse it: MkDocs gives that verdict after this."""
        build, folder = self._running, Path(config.site_dir)
        try:
            if config.strict and self._warnings.any:
                return
            self._note(build, config)
            self.report = build.publish(folder, self._free)
            log.info(self.report.in_words())
        except (BriefingError, OSError) as error:
            raise self._refusal(error) from error
        finally:
            self._let_go()

    def on_serve(self, server: LiveReloadServer, *, builder: Callable[[], None], **_: Any) -> LiveReloadServer:
        """Wake the server sooner, and do without MkDocs where its part of the site can stay as it is."""
        from generator.mkdocs.waking import end_in_order, quick, wake  # a server's libraries are slow to load

        end_in_order()
        wake(server, self.project.content)
        server.builder = quick(self._sources.file, self.project.name, builder, _words)
        return server

    def on_shutdown(self) -> None:
        """Forget what was remembered of a preview: its folder is gone."""
        if self.is_preview:
            self.forget_preview()

    def forget_preview(self) -> None:
        """Remove the database of a temporary site folder."""
        if hasattr(self, "project") and not self.project.is_inside:
            for file in self.project.cache.glob(f"{self.project.name}.*"):
                remove(str(file))

    def on_build_error(self, error: Exception, **_: Any) -> None:
        """Leave the old site as it was. What is wrong with the content is told rather than what MkDocs ended with."""
        try:
            self._read_on()
        finally:
            self._let_go()
        if isinstance(error, OSError | TemplateError):
            refusal = self._refusal(error)
            if self.is_direct:
                raise refusal from error
            log.error(str(refusal))
            raise Abort("Aborted with an error of the system or of the theme") from error

    def _note(self, build: Build, config: MkDocsConfig) -> None:
        """Note what a build without MkDocs would need, if MkDocs' part may be left as it is then."""
        build.report.way, build.report.why = "outside MkDocs' loop", "no other plugin listens to pages"
        if self._listeners:
            build.report.way = "in MkDocs' loop"
            build.report.why = f"listening to pages: {', '.join(self._listeners)}"
        repeatable = host.is_repeatable(config) and self._warnings.none and self._links.are_known
        note = {
            **self._inputs,
            "site": inputs.short(build.project.root, str(build.project.site)),
            "look": self._look.packed(self._sources.root),
            "names": [self._names.name, self._names.description, self._names.url],
            "settings": self.settings.packed(),
        }
        build.remember("host", note if repeatable else None)

    def _read_on(self) -> None:
        """Take in what others read meanwhile, if it has not been done yet."""
        if self._build is None or not self._build.is_reading:
            return
        is_sound = False
        try:
            self._build.read()
            is_sound = True
        except (BriefingError, OSError) as error:
            raise self._refusal(error) from error
        finally:
            self._silence.end(tell=is_sound)
            if not is_sound:
                self._let_go()

    def _refusal(self, error: BriefingError | OSError | TemplateError) -> Exception:
        """The same as MkDocs wants it; the command ``briefing`` tells of it by itself."""
        if isinstance(error, TemplateError):
            error = BriefingError(theming.told(error))
        elif isinstance(error, OSError):
            error = BriefingError(in_words(error))
        words = _words(error)
        self.error = SettingsError(words) if isinstance(error, SettingsError) else error
        return Abort("") if self.is_direct else PluginError(words)

    def _let_go(self) -> None:
        self._close()
        self._warnings.stop()

    def _close(self) -> None:
        if self._build is not None:
            shutil.rmtree(self._build.stage.folder.with_suffix(".host"), ignore_errors=True)
            self._build.close()
            self._build = None
        if self._config is not None:
            self._config.site_dir = self._site_dir
            self._config = None

    @property
    def _running(self) -> Build:
        assert self._build is not None, "an event of a build that has not begun"
        return self._build

    def _common(self) -> dict[str, Any]:
        return {"site": {**self._look.site, "count_text": "", "updated_text": ""}, "ui": self._look.words}


def _words(error: BriefingError) -> str:
    if isinstance(error, ContentError):
        count = len(error.problems)
        return f"content has {count} problem{'s' * (count != 1)}; nothing was written\n{error}"
    if isinstance(error, SettingsError):
        return f"mkdocs.yml, plugin briefings: {error}"
    return str(error)


def _base(url: str) -> str:
    return "../" * url.count("/") or "./"
