"""The threads of the demonstration: what pelapor wrote, what is said inside, one complaint about a berkas, one about an
officer, one in confidence."""

from __future__ import annotations

from typing import Any

from board.models.case import OPEN, Case
from board.services.about_case import about_case
from board.services.accuse import accuse
from board.services.desk import Desk
from board.services.thread_notes import write_note
from board.services.work_case import edit_case

COMPLAINTS, CONSULTATIONS = "waykanan.pengaduan", "landak.konsultasi"
RECEIVER, ADVISER, ACCUSED = "aduan", "tono", "verif"
"""Login names of the officers who write, and of the one somebody complains about."""
MARKED = 3
"""Complaints that are something besides: about a berkas, about an officer, in confidence."""
_COMPLAINED = (
    (
        "Sudah dua minggu KK saya belum jadi, katanya satu hari.",
        "Lihat riwayat berkasnya sebelum menjawab.",
    ),
    (
        "Petugas verifikasi berbicara kasar kepada ibu saya.",
        "Minta keterangan rekan loket; jangan sebut pelapor.",
    ),
    ("Nama anak saya salah di akta, dan saya diminta bayar.", "Mohon pengelola menanyakan ke bidang capil."),
    ("WA layanan tidak dibalas sejak Jumat.", "Telepon layanan rusak hari Jumat, sudah diganti."),
)
_ASKED = ("Apakah nama di KK boleh disamakan dengan ijazah?", "Ijazah dan akta berbeda satu huruf; lihat jawaban lama.")


def fill_threads(desk: Desk) -> None:
    """Write into the open threads; the first complaints are about a berkas, about an officer, and in confidence."""
    complaints, received = _open(desk, COMPLAINTS), _open(desk, COMPLAINTS, Case.role == "penerima_aduan")
    for number, (told, inside) in zip(complaints, _COMPLAINED, strict=False):
        write_note(desk, number, RECEIVER, "pelapor", told)
        write_note(desk, number, RECEIVER, "internal", inside)
    for number in _open(desk, CONSULTATIONS)[:2]:
        for kind, text in zip(("pelapor", "internal"), _ASKED, strict=True):
            write_note(desk, number, ADVISER, kind, text)
    services = Case.select(Case.number).where(Case.office == desk.office, OPEN, Case.sop == "waykanan.kk_baru")
    late = services.order_by(Case.id).limit(1).scalar()
    if late is None or len(complaints) < MARKED:
        # A demonstration of a handful of cases may have no complaint at all.
        return
    about_case(desk, complaints[0], late, RECEIVER)
    accuse(desk, complaints[1], RECEIVER, ACCUSED)
    if complaints[2] in received:
        # Of one that has left the receiver's tray the data are no longer theirs to fill in.
        edit_case(desk, complaints[2], RECEIVER, data={"rahasiakan": "ya"})


def _open(desk: Desk, sop: str, *only: Any) -> list[str]:
    """Numbers of the open cases of a service, those first that the one who writes works on."""
    rows = Case.select(Case.number).where(Case.office == desk.office, OPEN, Case.sop == sop, *only)
    return [number for (number,) in rows.order_by(Case.role != "penerima_aduan", Case.id.desc()).tuples()]
