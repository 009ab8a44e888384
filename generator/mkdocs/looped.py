"""Pages of the portal as pages of MkDocs: every event fires for each of them, for plugins that want that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from generator.mkdocs.theming import full_context, stand_in
from generator.publish.draw import Drawer, Look, Shape, template_name
from generator.publish.page import Page, Target


class PortalPage(MkDocsPage):
    """A page whose content we make; MkDocs draws it with our template, and plugins see it on its way."""

    def __init__(self, file: File, config: MkDocsConfig, source: Callable[[], Page]) -> None:
        super().__init__(None, file, config)
        self._make = source

    def read_source(self, config: MkDocsConfig) -> None:
        """Make the page's data in the place of reading a file."""
        self.portal = self._make()
        self.markdown = ""
        self.title = self.portal.title
        self.meta = {"title": self.portal.title, "template": template_name(self.portal.kind)}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The text of a briefing is what plugins see as the content; other pages have none."""
        self.content = str(self.portal.data.get("body_html", ""))
        self.toc = TableOfContents([])

    def context(self, config: MkDocsConfig, look: Look) -> dict[str, Any]:
        """What the template gets, with the content as plugins left it."""
        page = self.portal
        values = Drawer(look, {}).values(page)
        shape = Shape.of(page, values, look.site["name"])
        data = {**page.data, "body_html": self.content} if "body_html" in page.data else page.data
        page_of_material = stand_in(page.url, page.title, values["canonical"])
        return {**full_context(config, look, shape, values), page.kind: data, "page": page_of_material}


def add(files: Files, config: MkDocsConfig, targets: Iterable[Target]) -> dict[str, str]:
    """Give MkDocs all pages; tell the day of change of those that the sitemap names, by file."""
    named: dict[str, str] = {}
    for target in targets:
        if target.page is None:
            continue
        address = target.file.removesuffix("index.html")
        name = f"{address.rstrip('/') or 'index'}.md"
        file = File(name, None, config.site_dir, True, dest_uri=target.file, inclusion=InclusionLevel.NOT_IN_NAV)
        file.generated_by, file.content_string = "briefings", ""  # as plugins know files that nobody wrote
        PortalPage(file, config, target.page)
        files.append(file)
        if target.sitemap is not None:
            named[target.file] = target.sitemap
    return named
