"""One-line widgets that every screen has: the title, the status line, the keys."""

from __future__ import annotations

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from board.widgets import inks
from board.wording import clean, seen


class Line(Widget):
    """A line of text: words on the left, words on the right."""

    DEFAULT_CSS = "Line { height: 1; width: 1fr; }"

    def __init__(self, left: str = "", right: str = "", *, ink: Style = inks.PLAIN, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left, self._right, self._ink = clean(left), clean(right), ink

    def say(self, left: str, right: str | None = None) -> None:
        """Change the words."""
        wanted = clean(left), self._right if right is None else clean(right)
        if wanted != (self._left, self._right):
            self._left, self._right = wanted
            self.refresh()

    @property
    def words(self) -> str:
        """What the line says."""
        return f"{self._left} {self._right}".strip()

    def render_line(self, y: int) -> Strip:
        """The line, as wide as the screen; the left words give way."""
        width = self.size.width
        right = f" {self._right} " if self._right else ""
        left = set_cell_size(f" {self._left}", max(0, width - len(right)))
        return Strip([Segment(set_cell_size(left + right, width), self._ink)])


class StatusLine(Line):
    """What just happened, or why not. Stays until the next key; long sentences take more lines."""

    DEFAULT_CSS = "StatusLine { height: auto; max-height: 8; }"

    def say(self, left: str, right: str | None = None) -> None:
        """Change the words, and the height if they need it."""
        before, height = self.words, len(self._wrapped(self.size.width))
        super().say(left, right)
        if self.words != before and len(self._wrapped(self.size.width)) != height:
            self.refresh(layout=True)

    def get_content_height(self, container, viewport, width: int) -> int:  # type: ignore[no-untyped-def]
        """As many lines as the words need."""
        return max(1, len(self._wrapped(width)))

    def render_line(self, y: int) -> Strip:
        """A line of the sentence."""
        lines = self._wrapped(self.size.width)
        text = lines[y] if y < len(lines) else ""
        return Strip([Segment(set_cell_size(f" {text}", self.size.width), inks.BOLD)])

    def _wrapped(self, width: int) -> list[str]:
        import textwrap

        return textwrap.wrap(self._left, max(10, width - 2)) or [""]


class KeyLine(Widget):
    """The keys of the screen: plain text, because a footer that rebuilds itself leaks (TERMINALS 7)."""

    DEFAULT_CSS = "KeyLine { height: 1; width: 1fr; }"

    def __init__(self, keys: list[tuple[str, str]]) -> None:
        super().__init__()
        self._keys = keys

    def show(self, keys: list[tuple[str, str]]) -> None:
        """Name other keys."""
        if keys != self._keys:
            self._keys = keys
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """As many keys as fit, the first ones first."""
        segments, used, width = [Segment(" ")], 1, self.size.width
        for key, title in self._keys:
            needed = len(key) + len(title) + 3
            if used + needed > width:
                break
            segments += [Segment(key, inks.KEY), Segment(f" {seen(title)}  ")]
            used += needed
        return Strip(segments).adjust_cell_length(width, Style())
