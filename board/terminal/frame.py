"""The cells of a terminal: what they should show, what was sent, and the shortest way from one to the other.

Textual paints a region whenever something in it may have changed. What a thin line pays for is what did change, so a
frame is compared with the one that was sent before, cell by cell (TERMINALS 0.1, R6).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from board.terminal.glyphs import cell_width, cells_of
from board.terminal.scroll import best_scroll

CLEAR = "\x1b[m\x1b[2J\x1b[H"
SKIP = 4
"""Cells between two changes that are sent again rather than jumped over: a jump costs as much."""
FEWEST = 3
"""Lines that must be painted before it is looked whether they only moved."""
ERASE = 4
"""Blanks at the end of a line from which on erasing is shorter than writing them."""


class Frame:
    """A terminal of a size.

    Args:
        unicode: whether signs beyond ASCII may be sent.
    """

    def __init__(self, columns: int, rows: int, *, unicode: bool) -> None:
        self.columns, self.rows, self._unicode = columns, rows, unicode
        self._signs = [[" "] * columns for _ in range(rows)]
        self._inks = [[""] * columns for _ in range(rows)]
        self._touched: set[int] = set()
        self.forget()

    def forget(self) -> None:
        """Nothing is known of what the terminal shows: the next changes clear it and send all of it."""
        self._sent_signs = [[" "] * self.columns for _ in range(self.rows)]
        self._sent_inks = [[""] * self.columns for _ in range(self.rows)]
        self._touched = set(range(self.rows))
        self._cleared = False
        self._ink = ""
        self._at: tuple[int, int] | None = (0, 0)

    def put(self, x: int, y: int, parts: Iterable[tuple[str, str]]) -> None:
        """Write texts with their inks from a cell on; what reaches beyond the line is cut off."""
        if not 0 <= y < self.rows:
            return
        signs, inks = self._signs[y], self._inks[y]
        self._touched.add(y)
        for text, ink in parts:
            cells = list(text if text.isascii() and text.isprintable() else cells_of(text, unicode=self._unicode))
            del cells[max(0, self.columns - x) :]
            end = x + len(cells)
            if cells and end == self.columns and cells[-1] and cell_width(cells[-1][0]) == 2:
                # Half of a sign has no place in the last column.
                cells[-1] = " "
            if cells:
                _mend(signs, x, end)
                signs[x:end] = cells
                # A blank looks the same in bold and in any colour: it is kept as one that has none.
                inks[x:end] = ["" if sign == " " else ink for sign in cells] if _faint(ink) else [ink] * len(cells)
            x = end

    @property
    def changed(self) -> bool:
        """Whether anything may have to be sent."""
        return bool(self._touched) or not self._cleared

    def changes(self) -> str:
        """What brings the terminal up to date; from now on it counts as sent."""
        out: list[str] = []
        if not self._cleared:
            out.append(CLEAR)
            self._cleared = True
        elif len(self._touched) >= FEWEST:
            out += self._scroll()
        for y in sorted(self._touched):
            if self._signs[y] != self._sent_signs[y] or self._inks[y] != self._sent_inks[y]:
                out += self._line(y)
                self._sent_signs[y], self._sent_inks[y] = list(self._signs[y]), list(self._inks[y])
        self._touched.clear()
        return "".join(out)

    def _scroll(self) -> Iterator[str]:
        """Have the terminal move lines that only moved."""
        move = best_scroll(self._sent_signs, self._signs)
        if move is None:
            return
        if not _faint(self._ink):
            # What is scrolled in takes the background of the moment.
            yield from self._change_ink("")
        yield move.sequence
        self._at = None
        for lines, empty in ((self._sent_signs, " "), (self._sent_inks, "")):
            region = lines[move.top : move.bottom + 1]
            blank = [[empty] * self.columns for _ in range(abs(move.by))]
            lines[move.top : move.bottom + 1] = region[move.by :] + blank if move.by > 0 else blank + region[: move.by]
        self._touched |= set(range(move.top, move.bottom + 1))

    # --- one line ------------------------------------------------------------------------------------------------

    def _line(self, y: int) -> Iterator[str]:
        signs, inks = self._signs[y], self._inks[y]
        blank_from = self._blank_from(y)
        for start, end in self._runs(y, blank_from):
            yield from self._go(start, y)
            yield from self._write(signs[start:end], inks[start:end])
            self._at = (end, y) if end < self.columns and all(map(_certain, signs[start:end])) else None
        if blank_from < self.columns and any(self._differs(x, y) for x in range(blank_from, self.columns)):
            yield from self._go(blank_from, y)
            if not _faint(self._ink):
                yield from self._change_ink("")
            yield "\x1b[K"

    def _blank_from(self, y: int) -> int:
        """Where the blank end of a line begins, if erasing it is worth it; else the end of the line."""
        signs, inks = self._signs[y], self._inks[y]
        x = self.columns
        while x and signs[x - 1] == " " and not inks[x - 1]:
            x -= 1
        dirty = sum(self._differs(place, y) for place in range(x, self.columns))
        return x if dirty >= ERASE else self.columns

    def _differs(self, x: int, y: int) -> bool:
        return self._signs[y][x] != self._sent_signs[y][x] or self._inks[y][x] != self._sent_inks[y][x]

    def _runs(self, y: int, limit: int) -> list[tuple[int, int]]:
        """Where the line changed, whole signs at a time; runs that lie close together are one."""
        runs: list[tuple[int, int]] = []
        signs = self._signs[y]
        for x in range(limit):
            if not self._differs(x, y):
                continue
            start, end = x, x + 1
            while start and not signs[start]:
                start -= 1
            while end < self.columns and not signs[end]:
                end += 1
            if runs and (start <= runs[-1][1] or self._spans(y, runs[-1][1], start)):
                runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
            else:
                runs.append((start, end))
        return runs

    def _spans(self, y: int, end: int, start: int) -> bool:
        """Whether what lies between two runs is rather sent again than jumped over."""
        ink = self._inks[y][end - 1]
        between = zip(self._signs[y][end:start], self._inks[y][end:start], strict=True)
        return start <= end + SKIP and all(
            inked == ink or (sign == " " and not inked and _faint(ink)) for sign, inked in between
        )

    def _go(self, x: int, y: int) -> Iterator[str]:
        if self._at == (x, y):
            return
        ways = [f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H" if y else "\x1b[H"]
        if self._at is not None:
            if self._at[1] == y and x > self._at[0]:
                ways.append(_forward(x - self._at[0]))
            if self._at[1] == y or self._at[1] + 1 == y:
                ways.append(("\r" if self._at[1] == y else "\r\n") + (_forward(x) if x else ""))
        self._at = (x, y)
        yield min(ways, key=len)

    def _write(self, signs: list[str], inks: list[str]) -> Iterator[str]:
        waiting, ink = "", self._ink
        for sign, wanted in zip(signs, inks, strict=True):
            if wanted != ink and not (sign == " " and not wanted and _faint(ink)):
                yield from self._inked(waiting, ink)
                waiting, ink = "", wanted
            waiting += sign
        yield from self._inked(waiting, ink)

    def _inked(self, text: str, ink: str) -> Iterator[str]:
        if text:
            yield from self._change_ink(ink)
            yield text

    def _change_ink(self, ink: str) -> Iterator[str]:
        if ink == self._ink:
            return
        have, want = set(filter(None, self._ink.split(";"))), set(filter(None, ink.split(";")))
        if not ink:
            yield "\x1b[m"
        elif have <= want:
            yield f"\x1b[{';'.join(code for code in ink.split(';') if code not in have)}m"
        else:
            yield f"\x1b[0;{ink}m"
        self._ink = ink


def _mend(signs: list[str], start: int, end: int) -> None:
    """Blank the other half of a sign two cells wide that is about to be written over in one of them."""
    if start and not signs[start]:
        signs[start - 1] = " "
    if end < len(signs) and not signs[end]:
        signs[end] = " "


@lru_cache(maxsize=256)
def _faint(ink: str) -> bool:
    """Whether a blank looks the same in an ink as without any: bold, dim, and colours of letters."""
    return all(code in {"", "1", "2"} or 30 <= int(code) < 40 or 90 <= int(code) < 98 for code in ink.split(";"))


def _certain(sign: str) -> bool:
    """Whether every terminal agrees how wide a sign is."""
    return sign.isascii() or (len(sign) == 1 and "\u00a1" <= sign <= "\u25ff")


def _forward(cells: int) -> str:
    return f"\x1b[{cells}C" if cells > 1 else "\x1b[C"
