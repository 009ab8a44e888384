"""``make quality``: measure, print the table, and fail where a value is below its floor."""

from __future__ import annotations

import argparse
import inspect
import json
import pkgutil
import tomllib
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from tests import quality

FLOORS = Path(__file__).with_name("floors.toml")


def main() -> int:
    """Run the measures; 1 if one is worse than its floor."""
    arguments = _arguments()
    data = Path(arguments.data) if arguments.data else None
    if arguments.out:
        Path(arguments.out).parent.mkdir(parents=True, exist_ok=True)
    if data is None or not data.is_dir():
        print(f"quality: no folder of evaluation sets at {arguments.data!r}; type: make quality DATA=folder")
    if data is not None and data.is_dir() and arguments.worst:
        print("\n".join(_worst(data, arguments.worst, arguments.only)))
        return 0
    table = list(_table(measured(data if data and data.is_dir() else None, arguments.only)))
    if arguments.out:
        keys = ("measure", "value", "floor", "peer")
        listed = [{key: row[key] for key in keys} for row in table]
        Path(arguments.out).write_text(json.dumps(listed, indent=1) + "\n", "utf-8")
    for line in _lines(table):
        print(line)
    worse = [row["measure"] for row in table if row["is_worse"]]
    if worse:
        print(f"below the floor: {', '.join(worse)}")
    return 1 if worse else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make quality", description=__doc__)
    parser.add_argument("--data", default="", help="folder of evaluation sets")
    parser.add_argument("--out", default="", help="file for the table as JSON")
    parser.add_argument(
        "--worst", type=int, default=0, help="list so many of the worst of each set, and measure nothing"
    )
    parser.add_argument("--only", nargs="*", default=(), help="names of the modules to run (default: all)")
    return parser.parse_args()


def measured(data: Path | None, only: Iterable[str] = ()) -> dict[str, float]:
    """Run every module that measures; those that need the folder only if there is one."""
    values: dict[str, float] = {}
    for measure in _named("measure", only):
        needs_data = bool(inspect.signature(measure).parameters)
        if needs_data and data is None:
            continue
        values |= measure(data) if needs_data else measure()
    return values


def _worst(data: Path, number: int, only: Iterable[str]) -> Iterable[str]:
    """The worst of each set, for every module that can name them."""
    for worst in _named("worst", only):
        yield from worst(data, number)


def _named(function: str, only: Iterable[str]) -> Iterable[Callable[..., Any]]:
    """The function of this name in every module that has one."""
    for info in pkgutil.iter_modules(quality.__path__):
        if info.name != "__main__" and (not only or info.name in only):
            found = getattr(import_module(f"tests.quality.{info.name}"), function, None)
            if found is not None:
                yield found


def _table(values: Mapping[str, float]) -> Iterable[dict[str, Any]]:
    known = tomllib.loads(FLOORS.read_text("utf-8"))
    for measure in sorted(values, key=lambda name: (list(known).index(name) if name in known else 999, name)):
        row = known.get(measure, {})
        value, floor = round(values[measure], 4), row.get("floor")
        is_worse = floor is not None and (value > floor if row.get("lower_is_better") else value < floor)
        yield {
            "measure": measure,
            "value": value,
            "floor": floor,
            "peer": row.get("peer"),
            "by": row.get("by", ""),
            "is_worse": is_worse,
        }


def _lines(table: list[dict[str, Any]]) -> Iterable[str]:
    yield f"{'measure':36} {'value':>10} {'floor':>10} {'peer':>10}"
    for row in table:
        numbers = (_number(row[key]) for key in ("value", "floor", "peer"))
        yield f"{row['measure']:36} {' '.join(f'{number:>10}' for number in numbers)}  {row['by']}".rstrip()


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= 10 else f"{value:.4f}"


if __name__ == "__main__":
    raise SystemExit(main())
