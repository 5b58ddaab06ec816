"""The lower line of a card: how long it is worked on beside the standard, how long it waits, as much as fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from board.services.lists import Card
from board.services.times import millis
from board.widgets import inks
from board.widgets.card_lines import Moment, card_lines
from board.workflow.open_time import OpenTime
from board.workflow.sop import Status
from tests.workflow.given import at, profile, pure

NOW = at("2026-11-23 13.22")
MOMENT = Moment(NOW, OpenTime(profile().calendar))
CARD = Card(
    id=1, number="KK-2026-00001", sop="waykanan.kk_baru", sop_version=1, step="entri", short="KK Baru", name="SITI A.",
    channel="WA", status=Status.RUNNING, due=0, due_at=millis(at("2026-11-23 16.00")),
    entered_at=millis(at("2026-11-23 08.30")), urgent=False, holder=None, holder_title=None, held_at=None, standard=10,
    round=1, version=3,
)  # fmt: skip
MINE = replace(CARD, holder="oki", holder_title="OKI FERDINAN", held_at=millis(at("2026-11-23 11.50")))
THEIRS = replace(MINE, holder="rina", holder_title="RINA MARLINA, S.Sos.")


def lower(card: Card, width: int = 80) -> str:
    """The lower line without the blanks in its middle."""
    line = card_lines(card, width, MOMENT, cursor=False, me="oki")[1]
    assert cell_len("".join(text for text, _ in line)) == width
    return " ".join("".join(text for text, _ in line).split())


@pytest.mark.parametrize(
    ("card", "told"),
    [
        # 8.30 to 12.00 and 13.00 to 13.22: a lunch break is nobody's time.
        (CARD, "KK Baru · WA · antre 3 j 52 mnt hari ini 16.00"),
        (replace(CARD, back_at=millis(at("2026-11-23 13.12"))), "KK Baru · WA · antre 10 mnt hari ini 16.00"),
        (replace(CARD, entered_at=millis(at("2026-11-16 07.30"))), "KK Baru · WA · antre 42 j hari ini 16.00"),
        (replace(CARD, status=Status.AT_APPLICANT), "KK Baru · WA di pemohon"),
        (replace(CARD, status=Status.READY), "KK Baru · WA siap diambil"),
        (MINE, "KK Baru · Anda kerjakan 32/10 mnt hari ini 16.00"),
        (replace(MINE, standard=None), "KK Baru · Anda kerjakan 32 mnt hari ini 16.00"),
        (THEIRS, "KK Baru · dipegang RINA sejak 11.50 · 32/10 mnt hari ini 16.00"),
        (replace(THEIRS, held_at=millis(at("2026-11-20 15.00"))),
         "KK Baru · dipegang RINA sejak 20 Nov · 382/10 mnt hari ini 16.00"),
    ],
)  # fmt: skip
def test_a_card_says_how_long_it_is_worked_on_or_waits(card: Card, told: str) -> None:
    assert lower(card) == told


@pytest.mark.parametrize(
    ("card", "width", "told"),
    [
        (CARD, 46, "KK Baru · antre 3 j 52 mnt hari ini 16.00"),
        (CARD, 40, "KK Baru · WA hari ini 16.00"),
        (CARD, 26, "KK Baru hari ini 16.00"),
        (MINE, 40, "KK Baru · Anda kerjakan hari ini 16.00"),
        (THEIRS, 56, "KK Baru · dipegang RINA sejak 11.50 hari ini 16.00"),
        (THEIRS, 40, "KK Baru · dipegang RINA hari ini 16.00"),
    ],
)
def test_what_does_not_fit_whole_is_left_out(card: Card, width: int, told: str) -> None:
    assert lower(card, width) == told


@pytest.mark.parametrize(("held", "ink"), [("13.12", inks.PLAIN), ("13.11", inks.OVER)])
def test_beyond_the_standard_is_marked(held: str, ink: object) -> None:
    card = replace(MINE, held_at=millis(at(f"2026-11-23 {held}")))
    line = card_lines(card, 80, MOMENT, cursor=False, me="oki")[1]
    assert [style for text, style in line if text.startswith("Anda kerjakan")] == [ink]


@pure
@given(st.sampled_from([CARD, MINE, THEIRS]), st.integers(26, 120), st.integers(-9000, 60_000), st.booleans())
def test_every_card_is_as_wide_as_its_column(card: Card, width: int, ago: int, cursor: bool) -> None:
    then = millis(NOW - timedelta(minutes=ago))
    shown = replace(card, entered_at=then, held_at=then if card.holder else None)
    for line in card_lines(shown, width, MOMENT, cursor=cursor, me="oki"):
        assert cell_len("".join(text for text, _ in line)) == width
