"""What the text of mkdocs.yml says, without MkDocs: where that is enough, MkDocs need not be loaded."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any


def folder(config: Path) -> Path:
    """The folder of a project: the one that mkdocs.yml stands in, though the file itself may be a link."""
    return config.parent.resolve()


def values(config: Path) -> Mapping[str, Any]:
    """The values that stand there; none if the file cannot be read, for MkDocs has the words for it."""
    import yaml

    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    # Reads past tags that only MkDocs knows: what they stand for is no value that anybody here takes.
    loader: Any = type("Loader", (base,), {})
    loader.add_multi_constructor("", lambda *_: ...)
    try:
        found = yaml.load(config.read_text(encoding="utf-8"), loader)
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    return found if isinstance(found, dict) else {}


def plugins(values: Mapping[str, Any]) -> dict[str, Any]:
    """Plugin → its options, in either form that MkDocs takes. Raises TypeError or AttributeError for any other."""
    listed = values.get("plugins") or {}
    if isinstance(listed, dict):
        return listed
    found: dict[str, Any] = {}
    for item in listed:
        found |= item if isinstance(item, dict) else {item: None}
    return found
