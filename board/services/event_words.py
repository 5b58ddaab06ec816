"""What events are called, and what each tells beside its note, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from board.services.asked_rounds import ASSIGNED
from board.services.attachments import ATTACHED, NO_REQUIREMENT
from board.workflow import doings
from board.workflow.office import Profile
from board.workflow.sop import DONE_TITLES, FORM_TITLES, Sop

EVENT_TITLES = {
    doings.REGISTERED: "Terdaftar",
    doings.TAKEN: "Diambil",
    doings.RELEASED: "Dilepas",
    doings.TAKEN_OVER: "Diambil alih",
    doings.EDITED: "Data diubah",
    "periksa": "Persyaratan diperiksa",
    "lampir": "Lampiran",
    "tetapkan": "Lampiran ditetapkan",
    "kontak": "Kontak ditambah",
    "kontak_akhir": "Kontak diakhiri",
    "pengingat": "Pengingat ditulis",
    "kabar_status": "Kabar status ditulis",
    "pesan_dialamatkan": "Pesan dialamatkan",
    "mendesak": "Ditandai mendesak",
    "tidak_mendesak": "Tanda mendesak dihapus",
    "catatan": "Catatan",
    "cetak": "Dicetak",
    "cetak_ulang": "Dicetak ulang",
    "kertas_keluar": "Kertas keluar",
    "pesan_terkirim": "Pesan terkirim",
    "fisik": "Fisik diterima",
    "fisik_dicari": "Fisik dicari",
    "fisik_ditemukan": "Fisik ditemukan",
    doings.OUTAGE_MOVED: "Janji digeser karena gangguan",
    doings.CALENDAR_MOVED: "Janji digeser karena kalender kantor berubah",
    doings.CANCELLED: "Dibatalkan",
    "rujuk": "Diteruskan kepada yang berwenang",
    doings.REOPENED: "Dibuka kembali",
    "tautkan": "Ditautkan",
    "lepas_tautan": "Tautan dilepas",
    "salah_alamat": "Salah alamat",
    "salah_kirim": "Pesan salah kirim",
    "insiden": "Insiden privasi",
    "terlapor": "Terlapor dicatat",
    "terlapor_dicabut": "Terlapor dicabut",
    doings.UNDONE: "Diurungkan",
    **{intent.value: title for intent, title in DONE_TITLES.items()},
}
"""Intent → what is said of it once it has happened."""
PRINTED = "cetak"
"""Intent of the event of papers an officer asks for."""
LONGEST_VALUE = 120
APPLICANT_TITLES = {"name": "Nama", "nik": "NIK", "no_kk": "No. KK", "phone": "Telepon"}


def told_in_words(
    intent: str, detail: Mapping[str, Any], sop: Sop, profile: Profile, files: Mapping[int, str]
) -> list[str]:
    """What an event tells in its detail, as sentences for whoever reads the whole history.

    Args:
        files: what each file of the case is called.
    """
    told = [*_changes(detail.get("data"), sop), *_files(intent, detail, sop, files)]
    for ticks in (detail.get("requirements"), detail.get("ticked")):
        told += _ticks(ticks, sop)
    papers = [*(detail.get("documents") or []), *([detail["document"]] if detail.get("document") else [])]
    if papers:
        copy = f", salinan ke-{detail['copy']}" if isinstance(detail.get("copy"), int) and detail["copy"] > 1 else ""
        told.append(f"Cetakan: {', '.join(_paper(name, profile) for name in papers)}{copy}")
    for word, rows in (("Nomor", detail.get("books")), ("BATAL", detail.get("void"))):
        told += [f"{word}: {item.get('text', '')} ({_book(item.get('book', ''), profile)})" for item in rows or []]
    if detail.get("same_hand"):
        word, role = detail["same_hand"]
        told.append(f"Dirangkap: sebelumnya {word} sebagai {sop.role_title(role)}")
    if detail.get("undone"):
        told.append(f"Kejadian {detail['undone']} diurungkan")
    return told


def _files(intent: str, detail: Mapping[str, Any], sop: Sop, names: Mapping[int, str]) -> Iterator[str]:
    """The files an event tells of: handed in, assigned to a requirement, or chosen for a paper."""
    told = detail.get("files") or []
    if intent == ATTACHED:
        for item in told:
            yield f"Lampiran: {_file(item['id'], names)}"
    elif intent == ASSIGNED:
        for item in told:
            before, after = (_served(name, sop) for name in item["requirement"])
            yield f"Lampiran: {_file(item['attachment'], names)}: {after} (semula {before})"
    elif intent == PRINTED and told:
        yield f"Lampiran yang dicetak: {'; '.join(_file(name, names) for name in told)}"


def _file(name: int, names: Mapping[int, str]) -> str:
    return names.get(name, f"nomor {name} (tidak ada lagi)")


def _served(requirement: str | None, sop: Sop) -> str:
    """What a file is: a paper of a requirement, nobody has said yet, or nothing that is asked for."""
    if requirement is None:
        return "belum ditetapkan"
    if requirement == NO_REQUIREMENT:
        return "bukan syarat"
    return next((item.title for item in sop.requirements if item.id == requirement), requirement)


def _changes(data: Any, sop: Sop) -> Iterator[str]:
    if not isinstance(data, Mapping):
        return
    for name, values in data.items():
        title = _field_title(str(name), sop)
        if not isinstance(values, list) or len(values) != 2 or any(isinstance(item, list | dict) for item in values):
            yield f"{title} diisi atau diubah"
            continue
        before, after = (_value(str(name), item, sop) for item in values)
        yield f"{title}: {after}" + (f" (semula {before})" if values[0] not in (None, "") else "")


def _field_title(name: str, sop: Sop) -> str:
    field = sop.field(name)
    return field.title if field else APPLICANT_TITLES.get(name.removeprefix("applicant."), name.replace("_", " "))


def _value(name: str, value: object, sop: Sop) -> str:
    if value in (None, ""):
        return "(kosong)"
    field, text = sop.field(name), str(value)
    try:
        words = field.in_words(text) if field else text
    except ValueError:
        words = text
    return words if len(words) <= LONGEST_VALUE else f"{words[:LONGEST_VALUE]}…"


def _ticks(ticks: Any, sop: Sop) -> Iterator[str]:
    titles = {item.id: item.title for item in sop.requirements}
    for name, form in ticks.items() if isinstance(ticks, Mapping) else ():
        yield f"{titles.get(name, name)}: {FORM_TITLES.get(form, form) if form else 'centang dihapus'}"


def _paper(name: str, profile: Profile) -> str:
    return profile.documents[name].title if name in profile.documents else name


def _book(name: str, profile: Profile) -> str:
    return profile.books[name].title if name in profile.books else name
