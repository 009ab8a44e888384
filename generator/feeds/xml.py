"""Writing XML: every value escaped, characters that XML 1.0 forbids left out."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name: str, text: str = "", **attributes: str) -> str:
    """One element with text and attributes."""
    inside = "".join(f" {key}={quoteattr(_FORBIDDEN.sub('', value))}" for key, value in attributes.items())
    if not text:
        return f"<{name}{inside}/>"
    return f"<{name}{inside}>{escape(_FORBIDDEN.sub('', text))}</{name}>"
