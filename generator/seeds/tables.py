"""Tables of data → one block; tables that only lay out a page are left to the walk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.articles import Block
from generator.seeds import signs
from generator.seeds.decode import clean
from generator.seeds.names import UNREAD
from generator.text import squash

_LAYS_OUT = ", ".join(["table table", "p + p", "form", *sorted(UNREAD)])
"""What a table of data does not hold."""
_MAX_ROWS, _MAX_COLUMNS, _MAX_CELL = 200, 20, 160


def table(node: Any) -> list[Block]:
    """Make the block of a data table: two or more rows and columns of short cells, and one of its title, if it has one.

    Nothing for any other table.
    """
    if node.attributes.get("role") in ("presentation", "none") or node.css_first(_LAYS_OUT):
        return []
    signs.settle(node)
    rows = [row for row in _grid(node.css("tr")[: _MAX_ROWS + 1]) if any(row)]
    width = max((len(row) for row in rows), default=0)
    if not (2 <= len(rows) <= _MAX_ROWS and 2 <= width <= _MAX_COLUMNS):
        return []
    if any(len(cell) > _MAX_CELL for row in rows for cell in row):
        return []
    if sum(bool(cell) for row in rows for cell in row) < len(rows) * width // 2:
        return []
    linked = sum(len(_cell(link)) for link in node.css("a"))
    text = " ".join(cell for row in rows for cell in row if cell)
    block = Block(text, "table", markdown=_markdown(rows, width), link_share=min(1.0, linked / max(1, len(text))))
    title = node.css_first("caption")
    return [Block(named), block] if title is not None and (named := _cell(title)) else [block]


def _grid(rows: Sequence[Any]) -> list[list[str]]:
    """Texts of the cells in each row; empty where a cell reaches into other columns or rows."""
    grid: list[list[str]] = []
    reaching: dict[int, int] = {}  # column → rows to come into which a cell above reaches
    for row in rows:
        cells: list[str] = []
        for node in row.css("td, th"):
            _leave_out(cells, reaching)
            columns, below = _span(node, "colspan"), _span(node, "rowspan") - 1
            reaching |= {len(cells) + at: below for at in range(columns) if below}
            cells += [_cell(node), *[""] * (columns - 1)]
        _leave_out(cells, reaching)
        while cells and not cells[-1]:
            cells.pop()
        grid.append(cells)
    return grid


def _leave_out(cells: list[str], reaching: dict[int, int]) -> None:
    """Leave the places empty that a cell of a row above takes up."""
    while reaching.get(len(cells), 0) > 0:
        reaching[len(cells)] -= 1
        cells.append("")


def _span(node: Any, name: str) -> int:
    """Number of columns or rows that a cell takes up; more of them than are shown are as good as one more."""
    stated = node.attributes.get(name) or ""
    most = _MAX_COLUMNS + 1 if name == "colspan" else _MAX_ROWS + 1
    return min(max(1, int(stated)), most) if stated.isdecimal() and len(stated) < 4 else 1


def _cell(node: Any) -> str:
    return signs.ABOVE.sub("", squash(clean(node.text(separator=" ") or "")[0]))


def _markdown(rows: list[list[str]], width: int) -> str:
    from generator.markdown import escape

    def line(cells: list[str]) -> str:
        filled = [escape(cell).replace("|", "\\|") for cell in cells] + [""] * (width - len(cells))
        return f"| {' | '.join(filled)} |"

    return "\n".join([line(rows[0]), "|" + " --- |" * width, *map(line, rows[1:])])
