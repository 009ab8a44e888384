"""The MkDocs plugin ``briefings``: reads content, checks it, and makes the portal beside the free pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config import config_options as opt
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as FreePage

from generator import build
from generator.catalogue.collect import Catalogue
from generator.clock import as_of
from generator.errors import ContentError, SettingsError
from generator.mkdocs import free_pages, theming
from generator.publish.briefings import resolve_links
from generator.settings import Settings


class PluginConfig(Config):
    """The options as MkDocs sees them; ``settings.py`` gives them their meaning."""

    content = opt.Type(str, default=Settings().content)
    newest = opt.Type(int, default=Settings().newest)
    feed_entries = opt.Type(int, default=Settings().feed_entries)
    related = opt.Type(int, default=Settings().related)
    drafts = opt.Type(bool, default=Settings().drafts)
    licence = opt.Type(str, default=Settings().licence)


class BriefingsPlugin(BasePlugin[PluginConfig]):
    """Each event is a call; the work is in ``build`` and the stages it names."""

    settings: Settings
    catalogue: Catalogue
    site: dict[str, Any]
    words: Any

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check all content before MkDocs touches the site folder."""
        try:
            self.settings = Settings.from_mapping(
                {key: value for key, value in self.config.items() if value is not None}
            )
            content = self._content(config)
            self.catalogue = build.load(content, self.settings, as_of())
        except SettingsError as error:
            raise PluginError(f"mkdocs.yml, plugin briefings: {error}") from error
        except ContentError as error:
            count = len(error.problems)
            told = "\n".join(str(problem.below(self.settings.content)) for problem in error.problems)
            raise PluginError(
                f"content has {count} problem{'s' * (count != 1)}; nothing was written\n{told}"
            ) from error
        # MkDocs' own sitemap knows the free pages only and carries today's date.
        config.theme.static_templates.discard("sitemap.xml")
        config.watch.append(str(content))
        self.words = theming.words(config)
        self.site = theming.site_data(config, self.settings, self.catalogue, [])
        return config

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Name the free pages in the footer of every page."""
        pages = [page for page in nav.pages if page.file.inclusion.is_included()]
        for page in pages:
            page.read_source(config)
        self.site["footer"] = [{"label": str(page.title), "url": page.url} for page in pages]
        return nav

    def on_page_content(self, html: str, page: FreePage, config: MkDocsConfig, files: Files) -> str:
        """Sanitise a free page and lead its links to briefings to their addresses."""
        return resolve_links(free_pages.sanitize(html), _base(page.url))

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Make the portal's pages; the folder has been emptied by now and the free pages come after."""
        theming.prepare(env)
        self._write(config, build.pages(self.catalogue, self.settings, self._frame(env, config)))
        return env

    def on_page_context(self, context: Any, page: FreePage, config: MkDocsConfig, nav: Navigation) -> Any:
        """Give a free page the frame's values."""
        title = str(page.meta.get("title") or page.title or "")
        description = str(page.meta.get("description") or "")
        frame = {"portal": "free", "base": _base(page.url), "policy": free_pages.PLACEHOLDER}
        canonical = page.canonical_url or ""
        return {
            **context,
            **frame,
            **self._common(),
            "title": title,
            "description": description,
            "canonical": canonical,
        }

    def on_post_page(self, output: str, page: FreePage, config: MkDocsConfig) -> str:
        """Allow a free page exactly the scripts that Material's frame has."""
        return free_pages.with_policy(output)

    def on_template_context(self, context: Any, template_name: str, config: MkDocsConfig) -> Any:
        """Give the 404 page the frame's values; it is shown at any address, so its links begin at the root."""
        base = f"{context.get('base_url') or ''}".rstrip("/") + "/"
        frame = {"portal": "404", "base": base, "policy": theming.POLICY, "title": "Not found", "description": ""}
        return {**context, **frame, **self._common(), "canonical": "", "page": _stand_in("", "Not found", "")}

    @event_priority(-90)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what is made from the whole: search index, feed, sitemap, robots.txt."""
        free = [item["url"] for item in self.site["footer"]]
        data = build.SiteNames(config.site_name, config.site_description or "", config.site_url or "/", tuple(free))
        self._write(config, build.wholes(self.catalogue, self.settings, data))

    def _content(self, config: MkDocsConfig) -> Path:
        root = Path(config.config_file_path or ".").resolve().parent
        return root / self.settings.content

    def _common(self) -> dict[str, Any]:
        return {"site": self.site, "ui": self.words}

    def _frame(self, env: Environment, config: MkDocsConfig) -> build.Draw:
        shared = {"config": config, "nav": None, "pages": [], "extra_css": [], "extra_javascript": [], **self._common()}

        def draw(page: Any) -> str:
            canonical = f"{config.site_url}{page.url}" if config.site_url else ""
            nav = [{**item, "active": page.url.startswith(item["url"])} for item in self.site["nav"]]
            names = {"index": "index_page"}
            context = {
                **shared,
                "site": {**self.site, "nav": nav},
                "portal": page.kind,
                "base": page.base,
                "base_url": page.base.rstrip("/"),
                "policy": theming.POLICY,
                "title": page.title,
                "description": page.description,
                "canonical": canonical,
                "page": _stand_in(page.url, page.title, canonical),
                page.kind: page.data,
            }
            return env.get_template(f"portal/{names.get(page.kind, page.kind)}.html").render(context)

        return build.Draw(draw, config.site_name, config.site_description or "")

    def _write(self, config: MkDocsConfig, outputs: Any) -> None:
        site = Path(config.site_dir)
        for name, data in outputs:
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _base(url: str) -> str:
    return "../" * url.count("/") or "./"


def _stand_in(url: str, title: str, canonical: str) -> dict[str, Any]:
    """What Material's base template asks of a page."""
    return {"url": url, "title": title, "canonical_url": canonical, "meta": {}, "toc": [], "is_homepage": url == ""}
