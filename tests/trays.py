"""Trays with many cases in them, made by the services as officers would, without a command line in between."""

from __future__ import annotations

from pathlib import Path

from board.services.desk import open_desk
from board.services.move_case import MoveOrder, move_case
from board.services.print_pending import print_pending
from board.services.register_case import NewCase, register_case
from tests.offices import Clock

KK = "waykanan.kk_baru"
ON = {"koreksi_kasi": (), "koreksi_kabid": ("rina",), "sertifikasi": ("rina", "bakti")}
"""Step of a tray → who has approved the cases before they came there."""


def fill_tray(home: Path, clock: Clock, count: int, step: str = "koreksi_kasi") -> list[str]:
    """So many KK Baru at a step, their papers rendered; their numbers in order."""
    desk = open_desk(home, clock=clock)
    numbers = []
    for place in range(count):
        new = NewCase(
            {
                "name": f"PEMOHON {chr(65 + place // 26)}{chr(65 + place % 26)}",
                "nik": f"00000145059{place:05d}",
                "phone": f"0812000{place:05d}",
            },
            data={"jenis_permohonan": "keluarga_baru", "kawin_tercatat": "ya"},
            requirements={"f102": "asli", "buku_nikah": "asli"},
        )
        number = register_case(desk, KK, "wati", new).case.number
        move_case(desk, number, "wati", MoveOrder("teruskan"))
        move_case(desk, number, "oki", MoveOrder("teruskan", data={"konsep_siak": "ya"}))
        for user in ON[step]:
            move_case(desk, number, user, MoveOrder("setujui"))
        numbers.append(number)
    print_pending(desk)
    desk.close()
    return numbers
