"""Tables as they stream past: header cells, rows, and the difference between data and layout."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from claimcheck.model import Surface
from claimcheck.readers.prose import Draft


@dataclass(slots=True)
class Table:
    """One open table. ``close`` decides what its cells were."""

    layout: bool = False  # presentation attributes seen
    data: bool = False  # header cells or caption seen
    nested: bool = False  # holds another table
    columns: dict[int, str] = field(default_factory=dict)
    _kept: list[Draft] = field(default_factory=list)
    _cells: array[int] = field(default_factory=lambda: array("i"))  # the cells of those kept, by group
    _rows: list[tuple[int, list[int]]] = field(default_factory=list)  # row group, cell groups
    _column: int = 0
    _span: int = 1
    _is_header: bool = False
    _in_head: bool = False
    _cell_group: int = 0
    _row_header: str = ""
    _row_cells: list[tuple[int, int, Draft, bool]] = field(default_factory=list)

    def section(self, name: str) -> None:
        """A thead, tbody or caption begins; the row before it ends."""
        self._end_row()
        self._in_head = name == "thead"
        self.data = self.data or name in ("thead", "caption")

    def row(self, group: int) -> None:
        """A row begins."""
        self._end_row()
        self._rows.append((group, []))
        self._column, self._span, self._row_header = 0, 0, ""

    def cell(self, header: bool, span: int, group: int) -> None:
        """A cell begins."""
        self._column += self._span
        self._span = span
        self._is_header = header
        self._cell_group = group
        self.data = self.data or header
        if self._rows:
            self._rows[-1][1].append(group)

    def keep(self, draft: Draft) -> None:
        """Note a block of text in the cell that is open."""
        if not self._cell_group:
            return
        self._kept.append(draft)
        self._cells.append(self._cell_group)
        if draft.surface is Surface.ALT:
            return
        self._row_cells.append((self._column, self._span, draft, self._is_header))
        if not self._is_header and not self._in_head:
            row, column = self._row_header, self.columns.get(self._column, "")
            draft.header = f"{row} · {column}" if row and column else row or column
        elif self._is_header and not self._in_head and not self._row_header:
            self._row_header = draft.text

    def _end_row(self) -> None:
        """A row of header cells alone names the columns."""
        cells = self._row_cells
        if cells and (self._in_head or all(header for *_, header in cells)):
            for column, span, draft, _ in cells:
                for index in range(column, column + min(span, 100)):
                    self.columns[index] = draft.text
        self._row_cells = []

    def close(self) -> Table:
        """A layout table's cells are body text; where a cell holds several blocks it is their group."""
        self._end_row()
        is_data = (self.data and not self.nested) or not (self.layout or self.nested)
        if is_data:
            return self
        cells: dict[int, list[Draft]] = {}
        for draft, cell in zip(self._kept, self._cells, strict=True):
            if draft.surface is Surface.TABLE_CELL:
                draft.surface = Surface.BODY
                whole = (
                    draft.links
                    and draft.links[0].prose_start == 0
                    and draft.links[0].prose_end == len(draft.text)
                )
                if whole and len(draft.links) == 1:
                    draft.surface = Surface.BUTTON
            cells.setdefault(cell, []).append(draft)
        self._regroup(cells)
        return self

    def _regroup(self, cells: dict[int, list[Draft]]) -> None:
        for row, groups in self._rows:
            if any(len(cells.get(cell, ())) > 1 for cell in groups):
                for cell in groups:
                    for draft in cells.get(cell, ()):
                        if draft.group == row:
                            draft.group = cell
