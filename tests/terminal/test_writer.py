"""The latest frame wins, and nobody waits for a line that stands still."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest

from board.terminal.writer import LineWriter

BIG = "x" * 1_000_000
"""More than any pipe holds."""


class Screen:
    """What should be shown, and what a writer asked for."""

    def __init__(self) -> None:
        self.words = ""
        self.asked: list[str] = []
        self.was_asked = threading.Event()

    def compose(self) -> str:
        words, self.words = self.words, ""
        self.asked.append(words)
        self.was_asked.set()
        return words


@pytest.fixture
def line() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    for end in (reading, writing):
        try:
            os.close(end)
        except OSError:
            pass


def test_frames_of_a_line_that_stands_still_are_left_out(line: tuple[int, int]) -> None:
    reading, writing = line
    screen = Screen()
    writer = LineWriter(writing, screen.compose, rate=0, lost=lambda: None)
    screen.words = BIG
    writer.notify()
    screen.was_asked.wait()
    for word in ("one", "two", "three"):
        screen.words = word
        writer.notify()
    received = b""
    while not received.endswith(b"three"):
        received += os.read(reading, 65536)
    assert received == BIG.encode() + b"three"
    assert screen.asked[:2] == [BIG, "three"]
    assert writer.end(b"bye", 5.0)
    assert os.read(reading, 10) == b"bye"


def test_the_end_does_not_wait_for_a_line_that_stands_still(line: tuple[int, int]) -> None:
    _, writing = line
    screen = Screen()
    writer = LineWriter(writing, screen.compose, rate=0, lost=lambda: None)
    screen.words = BIG
    writer.notify()
    screen.was_asked.wait()
    assert not writer.end(b"bye", 0.05)


def test_a_terminal_that_is_gone_is_told_once(line: tuple[int, int]) -> None:
    reading, writing = line
    os.close(reading)
    gone = threading.Event()
    screen = Screen()
    writer = LineWriter(writing, screen.compose, rate=0, lost=gone.set)
    screen.words = "anything"
    writer.notify()
    assert gone.wait(10)
    assert not writer.end(b"bye", 5.0)


def test_a_slow_line_is_given_what_it_carries(line: tuple[int, int]) -> None:
    """At 100 bits a second ten letters take a second: what is painted meanwhile comes after them, and as one."""
    reading, writing = line
    screen = Screen()
    writer = LineWriter(writing, screen.compose, rate=100, lost=lambda: None)
    screen.words = "0123456789"
    writer.notify()
    screen.was_asked.wait()
    for word in ("a", "b", "c"):
        screen.words = word
        writer.notify()
    # The end comes before the line is free again: what is pending goes out with it, once.
    assert writer.end(b".", 5.0)
    assert os.read(reading, 100) == b"0123456789c."
    assert screen.asked == ["0123456789", "c"]
