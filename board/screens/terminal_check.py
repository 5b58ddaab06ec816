"""Garis atau huruf aneh? What this terminal shows, and how the board is drawn on it from now on (TERMINALS 0.3, R1)."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text
from textual.widget import Widget

from board.screens.choice import ChoiceScreen
from board.terminal.profiles import ASCII_MONO, UTF8_COLOR, UTF8_MONO
from board.widgets import inks
from board.widgets.pick_list import Row
from board.widgets.texts import PlainText

QUESTION = "Garis atau huruf aneh?"
# The question itself in letters every terminal has. The sample holds what the board draws with, and nothing an old
# terminal would take for the beginning of a command.
ABOUT = "Bandingkan dengan tulisan di kanannya, lalu pilih yang sesuai. Dapat diubah kapan saja: tombol 9 pada papan."
ANSWERS = {
    UTF8_COLOR: "Garis dan warna terlihat seperti yang tertulis",
    UTF8_MONO: "Garis benar, tetapi warna tidak ada atau sulit dibaca",
    ASCII_MONO: "Ada garis atau huruf yang aneh: pakai huruf biasa saja",
}


class TerminalScreen(ChoiceScreen):
    """Choose how the board is drawn; answers the id of a profile, or None where nothing was chosen."""

    def __init__(self) -> None:
        super().__init__(QUESTION, [Row(profile.id, words) for profile, words in ANSWERS.items()], ABOUT)

    def title_words(self) -> str:
        return f"Tampilan layar: {QUESTION}"

    def body(self) -> Iterator[Widget]:
        about, *rest = super().body()
        yield about
        yield PlainText(_sample(), classes="about")
        yield from rest


def _sample() -> Text:
    sample = Text()
    for shown, words in (("─────┼─────", "garis datar dengan persilangan"), ("│ │ │ │ │ │", "garis tegak"),
                         ("é · ‹ › → …", "e bertanda, titik tengah, kurung siku, panah, titik-titik")):  # fmt: skip
        sample.append(f"{shown}   {words}\n")
    for word, ink, words in (("terlambat  ", inks.LATE, "merah"), ("siap       ", inks.READY, "hijau"),
                             ("pilihan    ", inks.CURSOR, "huruf terbalik: gelap di atas terang")):  # fmt: skip
        sample.append(word, ink).append(f"   {words}\n")
    return sample
