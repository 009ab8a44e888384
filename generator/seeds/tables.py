"""Tables of data → one block; tables that only lay out a page are left to the walk."""

from __future__ import annotations

from typing import Any

from generator.articles import Block
from generator.seeds.decode import clean
from generator.seeds.names import UNREAD
from generator.text import squash

_LAYS_OUT = ", ".join(["table table", "p + p", "form", *sorted(UNREAD)])
"""What a table of data does not hold."""
_MAX_ROWS, _MAX_COLUMNS, _MAX_CELL = 200, 20, 160


def table(node: Any) -> Block | None:
    """Make the block of a data table: two or more rows and columns of short cells. None for any other."""
    if node.attributes.get("role") in ("presentation", "none") or node.css_first(_LAYS_OUT):
        return None
    rows = [[_cell(cell) for cell in row.css("td, th")] for row in node.css("tr")[: _MAX_ROWS + 1]]
    rows = [row for row in rows if any(row)]
    width = max((len(row) for row in rows), default=0)
    if not (2 <= len(rows) <= _MAX_ROWS and 2 <= width <= _MAX_COLUMNS):
        return None
    if any(len(cell) > _MAX_CELL for row in rows for cell in row):
        return None
    if sum(bool(cell) for row in rows for cell in row) < len(rows) * width // 2:
        return None
    linked = sum(len(_cell(link)) for link in node.css("a"))
    text = " ".join(cell for row in rows for cell in row if cell)
    return Block(text, "table", markdown=_markdown(rows, width), link_share=min(1.0, linked / max(1, len(text))))


def _cell(node: Any) -> str:
    return squash(clean(node.text(separator=" ") or "")[0])


def _markdown(rows: list[list[str]], width: int) -> str:
    from generator.markdown import escape

    def line(cells: list[str]) -> str:
        filled = [escape(cell).replace("|", "\\|") for cell in cells] + [""] * (width - len(cells))
        return f"| {' | '.join(filled)} |"

    return "\n".join([line(rows[0]), "|" + " --- |" * width, *map(line, rows[1:])])
