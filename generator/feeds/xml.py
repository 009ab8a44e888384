"""Writing XML: every value escaped, characters that XML 1.0 forbids left out."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def element(name: str, text: str = "", **attributes: str) -> str:
    """One element with text and attributes."""
    inside = "".join(f' {key}="{escaped(value)}"' for key, value in attributes.items())
    if not text:
        return f"<{name}{inside}/>"
    return f"<{name}{inside}>{escaped(text)}</{name}>"


def escaped(text: str) -> str:
    """Text as it may stand in an element or in an attribute's quotation marks."""
    if not text.isprintable():  # as nearly every text is
        text = _FORBIDDEN.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
