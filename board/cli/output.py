"""What the command line prints: text that steers no terminal, and what happens when nobody can take it."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TextIO

from board.errors import OutputLost
from board.wording import clean, os_words

_NOT_PLAIN = re.compile(r"[^\x20-\x7e\n]")


def prepare() -> None:
    """A terminal that knows no ``é`` gets a ``?``: one letter must not cost the whole answer."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def can_print(text: str) -> bool:
    """Whether whoever reads our output can be shown these signs."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def terminal_size() -> tuple[int, int] | None:
    """Columns and lines of the terminal that shows our output; None where it goes to a file or a program."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    size = os.get_terminal_size(sys.stdout.fileno())
    # A terminal that does not know its size is the smallest that the board is made for.
    return size.columns or 80, size.lines or 24


def line(text: str = "") -> None:
    """One line for a person, whatever stands in the values it was made of."""
    _print(_harmless(text))


def block(text: str) -> None:
    """Text that has lines of its own (a note, a message), set in so that none of them passes for a line of ours."""
    for part in clean(text, lines=True).split("\n"):
        _print(f"  {part}".rstrip())


def table(rows: Sequence[Mapping[str, Any]], columns: Sequence[tuple[str, str]]) -> None:
    """Rows in aligned columns: (key, heading) pairs."""
    if not rows:
        line("Tidak ada data.")
        return
    cells = [[title for _, title in columns]]
    cells += [[clean("-" if row.get(key) is None else str(row[key])) for key, _ in columns] for row in rows]
    widths = [max(len(row[place]) for row in cells) for place in range(len(columns))]
    for row in cells:
        line("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


def as_json(value: Any) -> None:
    """A value for a program."""
    _print(json_text(value, indent=1))


def json_text(value: Any, *, indent: int | None = None) -> str:
    """JSON that may be shown on a terminal: what could steer it is escaped, so that the value itself stays whole."""
    return _NOT_PLAIN.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent))


def aside(text: str) -> None:
    """A remark beside the result, on standard error."""
    _print_aside(clean(text, lines=True), end="\n")


def progress(text: str, *, last: bool) -> None:
    """How far a long command is, on one line that is written over."""
    _print_aside(f"\r{_harmless(text)}", end="\n" if last else "")


def flush() -> None:
    """Hand over what was printed, so that a full disk is told now and not when the interpreter ends."""
    if sys.stdout is not None:
        with _answer_lost():
            sys.stdout.flush()


def let_go() -> None:
    """Nobody takes what is left of the answer: the interpreter shall not try again when it ends."""
    if sys.stdout is not None:
        _to_nowhere(sys.stdout)


def _harmless(text: str) -> str:
    indent = text[: len(text) - len(text.lstrip(" "))]
    return indent + clean(text)


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    return char if char.isprintable() else json.dumps(char)[1:-1]


def plain(text: str) -> None:
    """Text as it is, without a line end of its own: the help of the command line."""
    _print(text, end="")


def _print(text: str, *, end: str = "\n") -> None:
    if sys.stdout is None:
        # Python drops what is printed to a stream that was closed before it started.
        raise OutputLost("keluaran standar tertutup")
    with _answer_lost():
        print(text, end=end)


@contextmanager
def _answer_lost() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as broken:
        raise OutputLost(os_words(broken)) from broken


def _print_aside(text: str, *, end: str) -> None:
    try:
        print(text, end=end, file=sys.stderr, flush=True)
    except OSError:
        # There is no third stream to complain on, and a lost remark must not cost the result.
        _to_nowhere(sys.stderr)


def _to_nowhere(stream: TextIO) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        with suppress(OSError):
            os.dup2(nowhere, stream.fileno())
    finally:
        os.close(nowhere)
