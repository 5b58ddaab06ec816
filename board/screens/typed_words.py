"""What was typed into a form, as people read it where the form itself is no longer possible."""

from __future__ import annotations

from typing import Any

from board.widgets.fields import shown_text
from board.workflow.sop import Field


def typed_words(item: Field, value: Any) -> list[tuple[str, str]]:
    """What was typed into a field as people read it, title and value; of a table each field of each row."""
    if item.type != "rows":
        return [(item.title, shown_text(item, str(value or "")) if item.type != "enum" else _titles(item, value))]
    columns = {column.id: column for column in item.columns}
    return [
        (f"{item.title} {place}, {name}", words)
        for place, row in enumerate(value, start=1)
        for column_id, cell in row.items()
        if column_id in columns
        for name, words in typed_words(columns[column_id], cell)
    ]


def _titles(item: Field, value: str) -> str:
    """The titles of what was chosen, of several that stand together each."""
    return ", ".join(item.in_words(one) for one in value.split()) or "-"
