"""What the converter remembers of one seed, as a small file that git can merge."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, field, fields
from typing import Any

from generator.articles import REPAIRS, Repair
from generator.light import light


@light
class Record:
    """What became of one seed."""

    seed: str
    """Path of the seed, as the converter names it."""
    sha256: str = ""
    """Hash of the seed when it was looked at last; empty: look again."""
    slug: str = ""
    """Address of its briefing, reserved for ever; empty if it has none of its own."""
    file: str = ""
    """Where the briefing was written or last found, below the content folder."""
    twin_of: str = ""
    """Slug of the briefing that tells the same story and lists this seed as another source."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Digest of each field as the converter gave it last; empty ones are left out."""
    body: tuple[str, ...] = ()
    """Each paragraph as the converter gave it last (see ``base``)."""
    clashes: tuple[str, ...] = ()
    """Fields (or ``body``) that editor and source both changed, until somebody resolves it."""
    twins: tuple[Mapping[str, str], ...] = ()
    """Other sources that the briefing lists because they tell the same story."""
    sketch: str = ""
    """Sketch of the text, by which the same story is known again (see ``neardup``)."""
    proof: str = ""
    """What comparing the converter's text with the seed gave (see ``verify``); empty: not compared."""
    differences: tuple[Mapping[str, str], ...] = ()
    """Places where the converter's text does not say what the seed says, with both texts."""
    repairs: tuple[Repair, ...] = ()
    """What was mended when the seed was read, one of each kind (see ``summed``); told with the briefing."""

    def dump(self) -> bytes:
        """One line a key, what is empty left out: small, and kind to merges."""
        filled = {item.name: getattr(self, item.name) for item in fields(self) if getattr(self, item.name)}
        filled |= {"body": " ".join(self.body)} if self.body else {}
        filled |= {"repairs": [_packed(repair) for repair in self.repairs]} if self.repairs else {}
        lines = (f"{json.dumps(k)}:{json.dumps(v, separators=(',', ':'))}" for k, v in filled.items())
        return ("{" + ",\n".join(lines) + "}\n").encode()

    @classmethod
    def parse(cls, data: bytes) -> Record:
        """Read what ``dump`` wrote. Raises ValueError for anything else."""
        try:
            values = json.loads(data)
        except RecursionError as error:
            raise ValueError("no record: nested too deeply") from error
        if not isinstance(values, dict) or not isinstance(values.get("seed"), str) or not values["seed"]:
            raise ValueError("no record")
        if isinstance(values.get("body"), str):
            values["body"] = values["body"].split()
        unknown = values.keys() - _CHECKS.keys()
        wrong = [name for name, value in values.items() if name not in unknown and not _CHECKS[name](value)]
        if unknown or wrong:
            raise ValueError(f"no record: {', '.join([*unknown, *wrong])}")
        filled: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()}
        filled["repairs"] = tuple(Repair(**repair) for repair in values.get("repairs", ()))
        return cls(**filled)

    @classmethod
    def salvage(cls, data: bytes, seed: str = "") -> Record:
        """What a damaged record still tells for sure: whose it is, where its briefing is; never what it was like."""
        lines = data.decode("utf-8", "replace")
        values: dict[str, Any] = {}
        for name, form in _SALVAGED.items():
            match = re.search(rf'^\{{?"{name}":("{form}"),?$', lines, re.MULTILINE)
            if match:
                values[name] = str(json.loads(match[1]))
        return cls(**{**values, "seed": seed or values.get("seed", "")})


_SALVAGED = {
    "seed": r'(?:[^"\\]|\\.)+',
    "sha256": "[0-9a-f]{64}",
    "slug": "[a-z0-9-]+",
    "file": r"[\w./-]+",
    "twin_of": "[a-z0-9-]+",
}


def _packed(repair: Repair) -> dict[str, Any]:
    """A repair as plain data, what is empty left out."""
    return {name: value for name, value in asdict(repair).items() if value}


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_map(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _are_maps(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_map, value))


def _are_repairs(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict)
        and item.keys() <= {"kind", "count", "detail"}
        and item.get("kind") in REPAIRS
        and isinstance(item.get("count"), int)
        and _is_text(item.get("detail", ""))
        for item in value
    )


_CHECKS = {item.name: _is_text for item in fields(Record)} | {
    "fields": _is_map,
    "body": _are_texts,
    "clashes": _are_texts,
    "twins": _are_maps,
    "differences": _are_maps,
    "repairs": _are_repairs,
}
