"""Which part of a page an element belongs to, by its element, role, and the words of its class and id."""

from __future__ import annotations

import re
from typing import Any

_BY_TAG = {name: name for name in ("article", "main", "nav", "header", "footer", "aside", "form")}
_BY_ROLE = {
    "article": "article",
    "main": "main",
    "navigation": "nav",
    "banner": "header",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "form",
    "form": "form",
    "dialog": "aside",
    "alertdialog": "aside",
    "menu": "nav",
    "menubar": "nav",
}
# Words that designers give to what stands beside an article. Whole words only: "comment" but not "commentary".
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:related|comments?|disqus|respond|sidebar|newsletter|share|sharing|social|promo|advert|ads?|"
    r"sponsored|breadcrumbs?|cookies?|consent|gdpr|recirc|recirculation|outbrain|taboola|widget|popup|modal|paywall|"
    r"subscribe|teasers?|mostread|most-read|popular|trending|recommended|recommendations?|read-?more|also-read|tags|"
    r"taglist|tag-list|toolbar|pagination|pager|navbar|menu|author-?bio|about-author|toc|skip-?link)(?:$|[\s_-])"
)
_BODY = re.compile(r"(?:^|[\s_-])(?:article|story|post|entry|news)[_-]?(?:body|content|text)(?:$|[\s_-])")
_CLOSED = frozenset({"nav", "footer", "aside", "form"})
_MAX_DOUBTS = 30


class Regions:
    """Follows the walk through a page and names the region of each element."""

    def __init__(self, tree: Any) -> None:
        # Pages without paragraph elements are measured by all their text.
        self._selector = "p" if sum(len(node.text()) for node in tree.css("p")) > 400 else ""
        self._all = self._prose(tree.body)
        self._stack: list[tuple[int, str]] = []
        self._doubts = 0

    def open(self, node: Any) -> str:
        """Note an element that begins, and give its region."""
        outer = self._stack[-1][1] if self._stack else ""
        region = self._region(node, outer)
        if region != outer:
            self._stack.append((node.mem_id, region))
        return region

    def close(self, node: Any) -> None:
        """Note that the element ends."""
        if self._stack and self._stack[-1][0] == node.mem_id:
            self._stack.pop()

    def _region(self, node: Any, outer: str) -> str:
        if outer in _CLOSED:
            return outer
        attributes = node.attributes
        named = _BY_ROLE.get(attributes.get("role") or "") or _BY_TAG.get(node.tag, "")
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower().replace("__", " ")
        if named not in _CLOSED:
            if 1 < len(names) < 1000 and node.tag not in ("body", "html") and _BESIDE.search(names):
                named = "aside"
            elif named == "" and 1 < len(names) < 1000 and _BODY.search(names):
                named = "article"
        if named in _CLOSED:
            return named if self._is_small(node) else outer
        if named == "main" and outer == "article":
            return outer
        return named or outer

    def _is_small(self, node: Any) -> bool:
        """Whether little of the page's prose is inside: old pages wrap everything in a form, or in "menu"."""
        if self._doubts >= _MAX_DOUBTS:
            return False
        small = self._prose(node) <= 0.4 * self._all
        self._doubts += not small
        return small

    def _prose(self, node: Any) -> int:
        """Characters of prose inside a node."""
        if not self._selector:
            return len(node.text())
        return sum(len(child.text()) for child in node.css(self._selector))
