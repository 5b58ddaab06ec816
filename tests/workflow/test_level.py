"""The level of a complaint follows the ways it went, and an escalation that was taken back is none."""

from __future__ import annotations

import pytest

from board.workflow.level import level_of
from tests.workflow.given import sop

IN, SIMPLE, COMPLEX, ESCALATED = (
    ("teruskan", "terima"), ("sederhana", "solusi"), ("kompleks", "lapor"), ("eskalasi", "lapor"),
)  # fmt: skip
TAKEN_BACK, DISCUSSED, SENT_BACK = ("kembalikan", "solusi"), ("teruskan", "bahas"), ("kembalikan", "lapor")


@pytest.mark.parametrize(
    ("moves", "level"),
    [
        ([], None),
        ([IN, ("kembalikan", "pemohon"), ("terima", "terima")], None),
        ([IN, SIMPLE], "sederhana"),
        ([IN, COMPLEX, DISCUSSED], "kompleks"),
        ([IN, SIMPLE, ESCALATED], "kompleks"),
        ([IN, SIMPLE, ESCALATED, TAKEN_BACK], "sederhana"),
        ([IN, COMPLEX, TAKEN_BACK], "sederhana"),
        ([IN, COMPLEX, DISCUSSED, SENT_BACK], "kompleks"),
        ([IN, SIMPLE, ESCALATED, TAKEN_BACK, ESCALATED], "kompleks"),
        ([IN, SIMPLE, ("selesai", None), COMPLEX], "kompleks"),
    ],
)
def test_the_level_after_some_moves(moves: list[tuple[str, str | None]], level: str | None) -> None:
    assert level_of(sop("waykanan.pengaduan"), moves) == level


def test_other_services_have_none() -> None:
    assert level_of(sop("waykanan.kk_baru"), [("teruskan", "entri"), ("kembalikan", "kirim")]) is None
