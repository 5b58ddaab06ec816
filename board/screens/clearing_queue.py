"""The order in which a column is cleared: one case after the other, what is put off comes back to the column."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable


class ClearingQueue:
    """Numbers of cases that wait, in the order of the column."""

    def __init__(self, numbers: Iterable[str], first: str | None = None) -> None:
        """Args: first: where to begin; what stands before it comes at the end."""
        self._waiting = deque(numbers)
        if first is not None and first in self._waiting:
            self._waiting.rotate(-self._waiting.index(first))
        self.total = len(self._waiting)
        self.current: str | None = None
        self.decided: list[str] = []
        self.put_off: list[str] = []
        self.gone = 0
        """Cases that a colleague decided meanwhile."""
        self.unread = 0
        """Cases that could not be read."""

    @property
    def place(self) -> int:
        """Which one of all the current case is, counted from 1."""
        return self.total - len(self._waiting)

    def next(self) -> str | None:
        """Go on to the next case; None at the end."""
        self.current = self._waiting.popleft() if self._waiting else None
        return self.current

    def meant(self, typed: str) -> list[str]:
        """Cases of this column that a typed or scanned text means: whole numbers, or what they end in (``17``)."""
        every = [*([self.current] if self.current else []), *self._waiting, *self.put_off]
        whole = [number for number in every if number.casefold() == typed.strip().casefold()]
        if whole or not typed.isdecimal():
            return whole
        return [number for number in every if number.rpartition("-")[2].lstrip("0") == typed.lstrip("0")]

    def jump(self, number: str) -> None:
        """Go to a case out of turn; the current one waits behind it."""
        if self.current is not None and self.current != number:
            self._waiting.appendleft(self.current)
        if number in self._waiting:
            self._waiting.remove(number)
        elif number in self.put_off:
            self.put_off.remove(number)
        elif number in self.decided:
            self.decided.remove(number)
        else:
            self.total += 1
        self.current = number

    def words(self) -> str:
        """What was done: ``48 diputuskan, 2 nanti, 1 sudah diputuskan rekan``."""
        told = [f"{len(self.decided)} diputuskan"]
        told += [f"{len(self.put_off)} nanti"] if self.put_off else []
        told += [f"{self.gone} sudah diputuskan rekan"] if self.gone else []
        told += [f"{self.unread} tidak terbaca"] if self.unread else []
        return ", ".join(told)
