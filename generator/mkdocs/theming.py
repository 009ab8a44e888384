"""Making MkDocs' template environment safe for our templates, and filling what every page shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import material
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader
from mkdocs.config.defaults import MkDocsConfig

from generator.catalogue.collect import Catalogue, day
from generator.publish.wording import count_text, date_text
from generator.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; manifest-src 'self'"
)
_NAVIGATION = (("Topics", "topics/"), ("Places", "places/"), ("People", "people/"), ("Archive", "archive/"))


def prepare(env: Environment) -> None:
    """Escape every value in our templates, and let them reach Material's own under ``material/``.

    MkDocs leaves escaping off and Material's templates count on that, so it is switched on by name.
    """
    env.autoescape = is_ours
    templates = Path(material.__file__).parent / "templates"
    loaders = [loader for loader in (env.loader,) if loader is not None]
    env.loader = ChoiceLoader([*loaders, PrefixLoader({"material": FileSystemLoader(str(templates))})])


def is_ours(name: str | None) -> bool:
    """Whether a template is one of this project."""
    return name is not None and (name.startswith("portal/") or name in ("main.html", "404.html"))


def theme_folder(config: MkDocsConfig) -> Path:
    """Folder of our theme: the first template folder that has ``portal/base.html``."""
    return next(Path(folder) for folder in config.theme.dirs if (Path(folder) / "portal" / "base.html").is_file())


def words(config: MkDocsConfig) -> Mapping[str, str]:
    """The words of the interface."""
    file = theme_folder(config) / "portal" / "words.en.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def site_data(
    config: MkDocsConfig, settings: Settings, catalogue: Catalogue, free: list[tuple[str, str]]
) -> dict[str, Any]:
    """What header and footer of every page show; ``free`` are titles and addresses of the free pages."""
    moments = [m for entry in catalogue.listed for m in (entry.front.updated, entry.front.added) if m is not None]
    return {
        "name": config.site_name,
        "description": config.site_description or "",
        "language": "en",
        "nav": [{"label": label, "url": url, "active": False} for label, url in _NAVIGATION],
        "footer": [{"label": label, "url": url} for label, url in free],
        "count_text": count_text(len(catalogue.listed)),
        "updated_text": date_text(max((day(moment) for moment in moments), default=None)),
        "licence": settings.licence,
        "feed_url": "feed.xml",
        "search_url": "search/",
        "assets_version": _assets_version(theme_folder(config) / "assets" / "portal"),
    }


def _assets_version(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:10]
