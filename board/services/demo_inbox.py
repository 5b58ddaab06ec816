"""The morning of the demonstration: a dozen bundles in the upload folder, read as any other upload is."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

from board.models.case import OPEN, Case
from board.printing.sample_papers import draw_paper
from board.services.desk import Desk
from board.services.inbox_folder import inbox_path
from board.services.inbox_scan import scan_inbox
from board.services.storage import PRIVATE_FILE, private_folder
from board.workflow.sop import Status

_KTP, _KK, _OTHER = "#cfe3f2", "#d8efd2", "#f3f0e6"
_PAPERS = {
    "ktp": ("KARTU TANDA PENDUDUK", _KTP), "kk": ("KARTU KELUARGA", _KK), "kk_lama": ("KARTU KELUARGA (lama)", _KK),
    "nikah": ("KUTIPAN AKTA NIKAH", _OTHER), "lahir": ("SURAT KETERANGAN LAHIR", _OTHER), "f102": ("FORMULIR F-1.02",
    _OTHER), "pindah": ("FORMULIR F-1.03", _OTHER), "hilang": ("SURAT KEHILANGAN POLRI", _OTHER),
}  # fmt: skip
_NEW = (
    (("ktp", "kk", "nikah"), "Selamat pagi bu, kami mau pisah KK. Berkas terlampir."),
    (("lahir", "kk", "ktp"), "Mohon dibuatkan akta lahir anak kami."),
    (("ktp", "hilang"), "KTP suami hilang, ini surat dari polsek"),
    (("f102", "kk"), ""),
    (("kk", "pindah", "ktp"), "Pindah ke Lampung ikut suami"),
    (("ktp",), "Apakah KIA bisa diurus lewat WA?"),
    (("lahir", "kk"), "akta kelahiran + KIA sekalian ya"),
    (("kk_lama", "nikah", "ktp", "f102"), ""),
)
"""Papers and words of those who write for the first time."""
_WAITING = 3
"""Bundles of applicants whose cases are open, best those that lack a paper."""


def fill_inbox(desk: Desk, end: datetime) -> None:
    """Put the uploads of a morning into the folder and read them."""
    folder = inbox_path(desk)
    began = end - timedelta(minutes=3 * len(_NEW) + 20)
    for place, (papers, words) in enumerate(_NEW):
        phone = f"0813000077{place:02d}"
        _upload(folder, phone, began + timedelta(minutes=3 * place), papers, words)
    for place, phone in enumerate(_phones_waited_for(desk)):
        _upload(folder, phone, began + timedelta(minutes=4 * place + 2), ("kk_lama",), "Ini yang kurang kemarin")
    lost = folder / "IMG-20261120-WA0007.heic"
    _write(lost, b"\0\0\0\x18ftypheic" + b"\0" * 64, began)
    scan_inbox(desk)


def _phones_waited_for(desk: Desk) -> list[str]:
    """Phones of applicants whose cases are open; those that wait for a paper first."""
    mine = (Case.office == desk.office) & OPEN & (Case.phone != "")
    waits = Case.status == Status.AT_APPLICANT.value
    query = Case.select(Case.phone).where(mine).order_by(waits.desc(), Case.id.desc()).limit(_WAITING)
    return ["0" + phone.removeprefix("+62") for (phone,) in query.tuples()]


def _upload(folder: Path, phone: str, at: datetime, papers: tuple[str, ...], words: str) -> None:
    bundle = private_folder(folder / f"{phone}_{at:%Y%m%d-%H%M}")
    for name in papers:
        title, tint = _PAPERS[name]
        _write(bundle / f"{name}.jpg", draw_paper(title, ["NAMA WARGA CONTOH", f"Telepon {phone}"], tint=tint), at)
    if words:
        _write(bundle / "pesan.txt", words.encode(), at)


def _write(path: Path, content: bytes, at: datetime) -> None:
    path.touch(mode=PRIVATE_FILE)
    path.write_bytes(content)
    _date(path, at)


def _date(path: Path, at: datetime) -> None:
    """An upload that was finished when it says."""
    os.utime(path, (at.timestamp(), at.timestamp()))
