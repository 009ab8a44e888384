"""The JSON Schema of the front matter, for editors whose tools complete and check as they type."""

from __future__ import annotations

import json
from typing import Any

from generator.fields import FIELDS


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the front matter; an empty value is allowed where the field is."""
    properties = {}
    for field in FIELDS:
        kind = field.kind.schema()
        properties[field.name] = {
            **(kind if field.required else {"anyOf": [kind, {"type": "null"}]}),
            "description": field.meaning,
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Front matter of a briefing",
        "type": "object",
        "properties": properties,
        "required": [field.name for field in FIELDS if field.required],
        "additionalProperties": False,
    }


def as_text() -> str:
    """The schema as the file ``docs/front-matter.schema.json`` holds it."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
