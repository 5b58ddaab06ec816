"""The bar beside a long text: rows of it, by size and place."""

from __future__ import annotations

import pytest

from board.widgets.scroll_bar import PlainScrollBar


def drawn(**where: float) -> str:
    """The bar from top to bottom, the shown part as #."""
    rows = PlainScrollBar.render_bar(**where).segments  # type: ignore[arg-type]
    return "".join("#" if row.style and row.style.reverse else row.text for row in rows)


@pytest.mark.parametrize(
    ("position", "wanted"),
    [(0, "##││││││││"), (45, "││││##││││"), (90, "││││││││##"), (200, "││││││││##")],
)
def test_the_shown_part_moves_from_top_to_bottom(position: int, wanted: str) -> None:
    assert drawn(size=10, virtual_size=100, window_size=11, position=position) == wanted


def test_a_very_long_text_still_shows_where_one_is() -> None:
    assert drawn(size=5, virtual_size=1_000_000, window_size=5, position=0) == "#││││"
    assert drawn(size=5, virtual_size=1_000_000, window_size=5, position=999_995) == "││││#"


def test_a_text_that_fits_has_nothing_to_show() -> None:
    assert drawn(size=5, virtual_size=5, window_size=5, position=0) == "│││││"
