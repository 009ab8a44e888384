"""Every word of the interface, in one file a language: templates and pages take theirs from here.

To translate the portal, copy ``en.json`` and translate the values; names in braces are filled in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "en.json"

WORDS: Mapping[str, Any] = json.loads(FILE.read_bytes())
"""Name → text, or list of texts (months, weekdays)."""


def say(name: str, **values: object) -> str:
    """A text with its names in braces filled in."""
    return str(WORDS[name]).format(**values) if values else str(WORDS[name])
