"""Free pages: MkDocs' own, with Material's features, and nothing in them that runs."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from typing import Any

from generator.publish.draw import POLICY

PLACEHOLDER = "policy of this page"
"""With spaces: a plugin that minifies would take the quotation marks of a single word away."""

_TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "em", "strong", "a"),
    *(
        "img",
        "br",
        "hr",
        "code",
        "pre",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "sup",
        "sub",
        "div",
        "span",
        "del",
    ),
    *(
        "ins",
        "mark",
        "kbd",
        "abbr",
        "details",
        "summary",
        "figure",
        "figcaption",
        "input",
        "label",
        "svg",
        "path",
        "nav",
    ),
}
_ATTRIBUTES = {
    "*": {"id", "class", "title", "lang", "dir"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start"},
    "input": {"name", "checked", "disabled", "id"},
    "label": {"for"},
    "details": {"open"},
    "svg": {"viewbox", "xmlns"},
    "path": {"d"},
    "th": {"colspan", "rowspan", "scope", "align"},
    "td": {"colspan", "rowspan", "align"},
}
_OVERVIEW = re.compile(r'href="portal:([a-z]+)"')
_ALIGNED = re.compile(r'(<t[hd]) style="text-align: (left|center|right);">')
"""How Markdown aligns the columns of a table."""
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@lru_cache(maxsize=1)
def _cleaner() -> Any:
    import nh3

    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "briefing", "portal"},
        link_rel="noopener noreferrer",
        tag_attribute_values={"input": {"type": {"checkbox", "radio"}}},
    )


def sanitize(html: str) -> str:
    """Keep what Markdown and Material's features make; drop scripts, handlers, styles, frames and forms."""
    return str(_cleaner().clean(_ALIGNED.sub(r'\1 align="\2">', html)))


def resolve_overviews(html: str, base: str) -> str:
    """Turn links written ``portal:archive`` into addresses; the checks have seen that they exist."""
    return _OVERVIEW.sub(lambda match: f'href="{base}{match[1]}/"', html)


def with_policy(output: str) -> str:
    """Put the page's Content-Security-Policy in its place: only the inline scripts of Material's frame may run.

    They are known by their hashes; what an editor wrote has been sanitised before and has none.
    """
    hashes = []
    for script in _INLINE_SCRIPT.findall(output):
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        hashes.append(f"'sha256-{digest}'")
    allowed = " ".join(["script-src 'self'", *sorted(set(hashes))])
    # Material's bundle sets element styles from script and starts a worker; neither loads from elsewhere.
    policy = POLICY.replace("script-src 'self'", allowed).replace(
        "style-src 'self'", "style-src 'self' 'unsafe-inline'"
    )
    return output.replace(PLACEHOLDER, f"{policy}; worker-src 'self'")
