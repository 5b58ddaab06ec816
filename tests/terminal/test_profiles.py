"""Which profile fits a terminal, and what each of them sends."""

from __future__ import annotations

import pytest
from rich.style import Style

from board.terminal.inks import drawn, ink_of
from board.terminal.profiles import ASCII_MONO, PROFILES, UTF8_COLOR, UTF8_MONO, fitting


@pytest.mark.parametrize(
    ("term", "lang", "expected"),
    [
        ("xterm-256color", "id_ID.UTF-8", "utf8-color"), ("xterm", "C.utf8", "utf8-color"), ("linux", "", "utf8-color"),
        ("putty-256color", "", "utf8-color"), ("tmux-256color", "C.UTF-8", "utf8-color"),
        ("st-256color", "", "utf8-color"),
        ("xterm", "C", "ascii-mono"), ("xterm", "id_ID.ISO-8859-1", "ascii-mono"), ("vt220", "C.UTF-8", "utf8-mono"),
        ("vt220", "", "ascii-mono"), ("vt100", "C", "ascii-mono"), ("xterm-mono", "C.UTF-8", "utf8-mono"),
        ("dumb", "C.UTF-8", "ascii-mono"), ("", "C.UTF-8", "ascii-mono"), ("unknown", "C.UTF-8", "ascii-mono"),
        ("stone-tablet", "C.UTF-8", "ascii-mono"), ("xterm;rm", "C.UTF-8", "ascii-mono"),
    ],
)  # fmt: skip
def test_terminals_and_their_profiles(term: str, lang: str, expected: str) -> None:
    assert fitting(term, lang) is PROFILES[expected]


def test_who_wants_no_colour_gets_none() -> None:
    assert fitting("xterm", "C.UTF-8", no_colour=True) is UTF8_MONO


STYLES = [
    Style(), Style(bold=True, color="red"), Style(reverse=True), Style(dim=True), Style(underline=True, color="green"),
    Style(color="black", bgcolor="yellow"),
    Style(color="#ff8800", bgcolor="#102030", italic=True, blink=True, strike=True),
    Style(color="bright_blue"), Style(color="color(200)"), Style(reverse=True, bold=True),
]  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
def test_sixteen_colours_or_none(style: Style) -> None:
    for code in filter(None, ink_of(style, colour=True).split(";")):
        assert int(code) in {1, 2, 4, 7, *range(30, 38), *range(40, 48), *range(90, 98), *range(100, 108)}
    assert set(filter(None, ink_of(style, colour=False).split(";"))) <= {"1", "4", "7"}


def test_what_stood_out_by_its_background_still_does() -> None:
    assert ink_of(Style(color="black", bgcolor="yellow"), colour=False) == "1"


def test_an_empty_field_is_seen_where_letters_are_all_there_is() -> None:
    assert drawn("SITI   ", Style(underline=True), ASCII_MONO) == ("SITI___", "")
    assert drawn("SITI A  ", Style(underline=True), ASCII_MONO) == ("SITI A__", "")
    assert drawn("SITI   ", Style(underline=True), UTF8_MONO) == ("SITI   ", "4")
    assert drawn("SITI   ", Style(underline=True), UTF8_COLOR) == ("SITI   ", "4")


def test_an_example_is_never_taken_for_a_value() -> None:
    example = Style(underline=True, dim=True)
    assert drawn("081234567890", example, ASCII_MONO) == ("_" * 12, "")
    assert drawn("081234567890", example, UTF8_MONO) == (" " * 12, "4")
    assert drawn("081234567890", example, UTF8_COLOR) == ("081234567890", "2;4")
