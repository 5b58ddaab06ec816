"""What events are called, and what each tells beside its note, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from board.workflow.office import Profile
from board.workflow.sop import DONE_TITLES, FORM_TITLES, Sop

EVENT_TITLES = {
    "daftar": "Terdaftar",
    "ambil": "Diambil",
    "lepas": "Dilepas",
    "ubah": "Data diubah",
    "periksa": "Persyaratan diperiksa",
    "lampir": "Lampiran",
    "tetapkan": "Lampiran ditetapkan",
    "kontak": "Kontak ditambah",
    "kontak_akhir": "Kontak diakhiri",
    "pengingat": "Pengingat ditulis",
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
    "gangguan": "Janji digeser karena gangguan",
    "batal": "Dibatalkan",
    "tautkan": "Ditautkan",
    "lepas_tautan": "Tautan dilepas",
    "salah_alamat": "Salah alamat",
    "salah_kirim": "Pesan salah kirim",
    "insiden": "Insiden privasi",
    "urungkan": "Diurungkan",
    **{intent.value: title for intent, title in DONE_TITLES.items()},
}
"""Intent → what is said of it once it has happened."""
LONGEST_VALUE = 120
APPLICANT_TITLES = {"name": "Nama", "nik": "NIK", "no_kk": "No. KK", "phone": "Telepon"}


def told_in_words(detail: Mapping[str, Any], sop: Sop, profile: Profile, unnamed: Mapping[int, str]) -> list[str]:
    """What an event tells in its detail, as sentences for whoever reads the whole history.

    Args:
        unnamed: files whose names are not repeated, and what is said of them.
    """
    told = [*_changes(detail.get("data"), sop), *_ticks(detail.get("requirements"), sop)]
    for item in detail.get("files") or []:
        told.append(unnamed.get(item.get("id"), f"Lampiran: {item.get('name')}"))
    papers = [*(detail.get("documents") or []), *([detail["document"]] if detail.get("document") else [])]
    if papers:
        copy = f", salinan ke-{detail['copy']}" if isinstance(detail.get("copy"), int) and detail["copy"] > 1 else ""
        told.append(f"Cetakan: {', '.join(_paper(name, profile) for name in papers)}{copy}")
    for word, rows in (("Nomor", detail.get("books")), ("BATAL", detail.get("void"))):
        told += [f"{word}: {item.get('text', '')} ({_book(item.get('book', ''), profile)})" for item in rows or []]
    if detail.get("undone"):
        told.append(f"Kejadian {detail['undone']} diurungkan")
    return told


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
