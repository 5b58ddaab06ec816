"""Snapshots as ``board.services.snapshot`` makes them: full, bare, and as much as an office can put into one."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from tests.printing.answers import ANSWERS, CHILD, FAMILY_CARD, HEAD

CONFIG = Path(__file__).parents[2] / "config"
DOCUMENTS: dict[str, dict[str, Any]] = tomllib.loads((CONFIG / "documents.toml").read_text(encoding="utf-8"))
LISTS: dict[str, Any] = tomllib.loads((CONFIG / "lists.toml").read_text(encoding="utf-8"))
NAMED_LISTS = {
    "penerima_hubungan": "hubungan_penerima", "pernyataan_tanpa_bukti": "pernyataan_penerima",
    "status_kk_tinggal": "status_kk_pindah",
    "klasifikasi": "klasifikasi_pindah", "kategori": "kategori_aduan", "sebab_mati": "sebab_kematian",
    "jenis_permohonan": "jenis_kk_umum", "rahasiakan": "ya_tidak", "jenis_dokumen": "jenis_dokumen_keliling",
    "perkawinan_ortu": "perkawinan_orang_tua",
}  # fmt: skip
"""Fields whose list of options bears another name."""
APPLICANT = {
    "name": "RATNA WULANDARI", "nik": "0000014606910006", "no_kk": "0000010101150001", "phone": "+6281200000001",
}  # fmt: skip
LONG_NAME = "RADEN AJENG KARTIKA MAHARANI PUSPITASARI WIRATMADJA KUSUMO X"
WIDE_NAME = "W" * 60
LONG_STREET = "JALAN PANGERAN ADIPATI RADEN PANJI KUSUMANEGARA GANG MELATI PUTIH NOMOR 123 A BLOK C4 PERUM GRIYA ASRI"
LONG_PLACE = "KAMPUNG BARU TANJUNG RAYA GIHAM SUKAMAJU BARADATU WAY KANAN"
SENTENCE = "Perbedaan ejaan nama pada kartu keluarga dan kutipan akta kelahiran perlu disesuaikan lebih dahulu. "


def stepped(touch: int | None, waiting: int = 3) -> dict[str, Any]:
    """The clock of a step of five minutes on the way of a berkas that is complained of."""
    clock = {
        "standard_minutes": 5,
        "touch_minutes": touch,
        "waiting_minutes": waiting,
        "over": max(0, (touch or 0) - 5),
    }
    return {"clock": clock, "rested_minutes": 0}


BESIDE: dict[str, dict[str, Any]] = {
    "berita_acara_pembatalan": {
        "ending": {
            "kind": "dicabut", "statement": "tertulis", "originals": ["Buku nikah", "KK lama"],
            "returned": ["Buku nikah"], "returned_to": "JOKO PRASETYO", "nip": "198505052010012003",
        },
    },
    "laporan_aduan": {
        "level": "Kompleks",
        "deadlines": [
            {"title": "Tanggapan awal", "due": "7 Des 2026", "state": "sisa 14 hari (7 Des)", "running": True},
        ],
        "about": [{
            "number": "KK-2026-00007", "service": "KK Baru", "status": "Berjalan",
            "rows": [{"at": "20 Nov 2026 09.15", "step": "2. Entri SIAK", "what": "Diteruskan ke Kasi",
                      "by": "OKI FERDINAN", **stepped(17)}],
        }],
    },
    "pemberitahuan_insiden": {
        "incident": {
            "id": 1, "whom": "subjek", "kind": "Lampiran pada berkas orang lain",
            "what": "1 lampiran (KK lama) tersimpan pada berkas orang lain. Sebab: pengirim salah mengirim.",
            "found_at": "23 Nov 2026 09.00", "deadline_at": "26 Nov 2026 09.00", "moved": True, "owner_known": True,
        },
    },
}  # fmt: skip
"""What some papers are told besides the case."""


def options(name: str) -> dict[str, str]:
    """Titles of a field's options, empty for a field without."""
    found = LISTS.get(NAMED_LISTS.get(name, name), {"values": []})
    return {item["value"]: item["title"] for item in found["values"]}


def snapshot(document: str, data: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """A full snapshot of a paper; ``changes`` replace whole keys."""
    answers = dict(ANSWERS.get(document, {}) if data is None else data)
    spec, delivery = DOCUMENTS[document], answers.get("cara_serah", "ambil")
    columns = {name for rows in answers.values() if isinstance(rows, list) for row in rows for name in row}
    return {
        "document": document, "title": spec["title"], "paper": spec["paper"], "draft": spec.get("draft", False),
        "copies": spec.get("copies", 1), "round": 1, "training": False,
        "office": {
            "government": "Pemerintah Kabupaten Contoh", "agency": "Dinas Kependudukan dan Pencatatan Sipil",
            "lines": ["Jalan Contoh Nomor 1, Kota Contoh 00000", "Telepon (0721) 000000, contoh.example.id"],
            "short": "Disdukcapil Contoh", "place": "Kota Contoh", "province": "Lampung", "regency": "Contoh",
            "phone": "08117961500", "service_hours": "08.00-15.00", "zone": "WIB",
        },
        "number": "KK-2026-00042", "replaces": None, "service": "Kartu Keluarga Baru melalui WhatsApp",
        "service_short": "KK Baru", "document_name": "Kartu Keluarga", "siak_number": answers.get("no_kk_terbit", ""),
        "collected": True,
        "delivery": delivery, "delivery_title": options("cara_serah")[delivery], "handed_over": delivery == "ambil",
        "signing": "basah", "channel": "WA",
        "received_at": "23 Nov 2026 08.12", "printed_at": "23 Nov 2026 09.30", "printed_on": "2026-11-23",
        "due": "Selasa, 24 November 2026 pukul 16.00", "promise": "1 hari kerja sejak berkas dinyatakan lengkap",
        "subject": APPLICANT["name"], "applicant": dict(APPLICANT), "data": answers, "fields": shown(answers),
        "titles": {name: options(name) for name in (*answers, *sorted(columns))},
        "requirements": [
            {"title": "F-1.02 Formulir pendaftaran", "mandatory": True, "by": "pemohon", "form": "asli", "met": True},
            {"title": "KK lama", "mandatory": True, "by": "pemohon", "form": "fotokopi", "met": True},
            {"title": "Buku nikah", "mandatory": True, "by": "pemohon", "form": "", "met": True},
            {"title": "Surat kehilangan", "mandatory": True, "by": "pemohon", "form": "", "met": False},
            {"title": "Dokumen pendukung", "mandatory": False, "by": "pemohon", "form": "", "met": False},
        ],
        "pickup_code": "UT7HK4", "step": {"no": "2", "title": "Mengetik data Kartu Keluarga"},
        "by": "LINDA PERMATA", "role": "Operator Pelayanan Online", "acting_for": None,
        "reason": "Salah tulis", "note": "Tanggal lahir anak pertama keliru.",
        "history": history(), "paraf": ["Operator", "Kasi", "Kabid"],
        "books": {
            "pendaftaran": "KK-2026-00042", "agenda:masuk": "0007/masuk/2026", "agenda:keluar": "0042/keluar/2026",
            "konsultasi": "KONS/2026/0005", "pengaduan": "ADU/2026/0007", "akta_lahir": "AL/2026/0003",
            "akta_mati": "AM/2026/0004", "penyerahan": "BP/2026/00011", "ekspedisi": "EKS/2026/00006",
            "antrean": "A-012",
        },
        "queue_ahead": 7,
        "letter_number": "400.12/0042/DISDUKCAPIL/2026",
        "signature": {
            "title": "Kepala Dinas Kependudukan dan Pencatatan Sipil", "on_behalf": None,
            "name": "Dr. HARUN SETIAWAN, M.Si.", "pangkat": "Pembina Utama Muda (IV/c)",
            "nip": "198001012005011001",
        },
        "letter": {"nature": "Biasa", "subject": "Jawaban atas konsultasi", "copy_to": []},
        "notes": [{"kind": "jawaban", "text": "Data sudah diperbaiki."}],
        "chronology": [
            {"at": "23 Nov 2026 08.12", "what": "Diterima lewat WA."},
            {"at": "23 Nov 2026 09.20", "what": "Pelapor (ADE RAHMAWATI): Sudah dua kali mengadu."},
        ],
        "level": "", "deadlines": [],
        "attachments": [], "photos_per_page": spec.get("photos_per_page", 4),
        **BESIDE.get(document, {}),
        **changes,
    }  # fmt: skip


def history() -> list[dict[str, Any]]:
    """A case that was approved, returned once, and approved again by the one who stands in."""
    return [
        event("daftar", "", "Operator Pelayanan Online", "WATI KURNIA"),
        event("teruskan", "2. Entri SIAK", "Operator", "OKI FERDINAN", submits=True),
        event("setujui", "3. Koreksi Kasi", "Kasi", "RINA MARLINA, S.Sos."),
        event("kembalikan", "4. Koreksi Kabid", "Kabid", "BAKTI NUGRAHA, S.IP.", reason="salah_tulis"),
        event("setujui", "4. Koreksi Kabid", "Kabid", "DIAN PUSPITA, M.Si.", acting_for="Plh. BAKTI NUGRAHA, S.IP."),
    ]


def event(intent: str, step: str, role: str, actor: str, **more: Any) -> dict[str, Any]:
    """One line of a history."""
    return {
        "at": "23 Nov 2026 09.15", "intent": intent, "step": step, "role": role, "role_id": role.lower(),
        "actor": actor, "acting_for": None, "reason": None, "note": "", "same_hand": "", "submits": False,
        "paraf": intent == "setujui", "to": "", "undone": False, **more,
    }  # fmt: skip


def shown(answers: dict[str, Any]) -> list[dict[str, str]]:
    """The fields in words, as the service shows them."""
    return [
        {"id": name, "title": name.replace("_", " ").capitalize(), "value": in_words(name, value)}
        for name, value in answers.items()
        if value and not isinstance(value, list)
    ]


def in_words(name: str, value: str) -> str:
    """A value as the service shows it: titles of options, dates as on forms."""
    if name.startswith("tgl_") or name.endswith("_tanggal"):
        return date.fromisoformat(value).strftime("%d-%m-%Y")
    return options(name).get(value, value)


def copied(number: int, reason: str, **changes: Any) -> dict[str, Any]:
    """What the mark of a copy says, to be handed to ``snapshot``."""
    made = {"copy_at": "24 Nov 2026 10.15", "copy_by": "WATI KURNIA", "copy_acting_for": None}
    return {"copy": number, "copy_reason": reason, **made, **changes}


def bare(document: str, **changes: Any) -> dict[str, Any]:
    """The least a case can know: registered by name, nothing filled in, no officer to sign."""
    empty = snapshot(document, {})
    empty |= {
        "applicant": {"name": "SITI AMINAH", "nik": "", "no_kk": "", "phone": ""}, "subject": "SITI AMINAH",
        "office": {**empty["office"], "lines": [], "phone": ""},
        "due": None, "promise": None, "titles": {}, "requirements": [], "role": "", "reason": None, "note": "",
        "history": [], "paraf": [], "books": {}, "queue_ahead": None, "letter_number": None, "notes": [],
        "chronology": [],
        "signature": {"title": "Kepala Dinas", "on_behalf": None, "name": "", "pangkat": "", "nip": ""},
    }  # fmt: skip
    for name in BESIDE.get(document, {}):
        del empty[name]
    return {**empty, **changes}


def extreme(document: str, **changes: Any) -> dict[str, Any]:
    """As much as the fields allow: twenty people, names of sixty letters, answers of eight thousand."""
    people = [{**(CHILD if place else HEAD), "nama": LONG_NAME, "ayah": WIDE_NAME, "ibu": LONG_NAME,
               "tempat_lahir": LONG_PLACE, "pekerjaan": LONG_PLACE} for place in range(20)]  # fmt: skip
    answers = {name: _stretched(name, value) for name, value in ANSWERS.get(document, FAMILY_CARD).items()}
    answers |= {name: people for name in ("anggota", "anggota_pindah") if name in answers}
    full = snapshot(document, answers)
    full |= {
        "applicant": {**APPLICANT, "name": LONG_NAME}, "subject": LONG_NAME,
        "office": {**full["office"], "lines": [LONG_STREET, LONG_STREET]},
        "service": "Surat Keterangan Pindah WNI antar kabupaten/kota dan provinsi melalui WhatsApp dan loket",
        "by": LONG_NAME, "role": "Kabid Pelayanan Pendaftaran Penduduk dan Pencatatan Sipil", "round": 12, "copy": 3,
        "copy_reason": SENTENCE * 3, "copy_at": "24 Nov 2026 10.15", "copy_by": LONG_NAME, "copy_acting_for": None,
        "note": SENTENCE * 80,
        "step": {"no": "2", "title": SENTENCE.strip()},
        "requirements": [{**item, "title": f"{place} {SENTENCE}"} for place in range(5)
                         for item in full["requirements"]],
        "history": [event("setujui", "4. Koreksi Kabid", "Kabid Pelayanan Pendaftaran Penduduk", LONG_NAME,
                          acting_for=f"Plh. {LONG_NAME}")] * 40,
        "chronology": [{"at": "23 Nov 2026 09.15", "what": SENTENCE * 80}] * 30,
        "letter": {"nature": LONG_PLACE, "subject": SENTENCE * 2, "copy_to": [LONG_STREET] * 6},
        "signature": {**full["signature"], "name": LONG_NAME, "on_behalf": "Kepala Dinas Kependudukan dan "
                      "Pencatatan Sipil", "title": "Kepala Bidang Pelayanan Pendaftaran Penduduk"},
    }  # fmt: skip
    if document == "laporan_aduan":
        steps = {**full["about"][0]["rows"][0], "what": SENTENCE * 80, "by": LONG_NAME, **stepped(1234)}
        full |= {
            "about": [{**full["about"][0], "service": LONG_PLACE, "rows": [steps] * 30}],
            "deadlines": [{**full["deadlines"][0], "title": SENTENCE}] * 6,
        }
    return {**full, **changes}


def _stretched(name: str, value: Any) -> Any:
    long_texts = {"jawaban": 8000, "notulen": 8000, "uraian": 8000, "rangkuman": 8000, "pokok": 4000, "dasar": 4000,
                  "pokok_laporan": 4000, "keterangan": 4000, "rapat_peserta": 2000,
                  "rapat_keputusan": 8000}  # fmt: skip
    if name == "rapat_tindak_lanjut":
        return [{"apa": SENTENCE * 4, "siapa": LONG_NAME, "kapan": "2026-11-25"}] * 20
    if name in long_texts:
        separator = "\n" if name == "rapat_peserta" else ""
        return ((SENTENCE + separator) * 100)[: long_texts[name]].strip()
    if "nama" in name or name in ("kepala_keluarga", "pos_penerima", "rapat_pimpinan"):
        return LONG_NAME
    if "alamat" in name:
        return LONG_STREET
    if any(word in name for word in ("desa", "kecamatan", "kabupaten", "provinsi", "tempat", "pekerjaan")):
        return value if options(name) else LONG_PLACE
    return value
