"""What applicants read: sentences that end, words that fit what they brought and how, nothing only the office has."""

from __future__ import annotations

from typing import Any

import pytest

from tests.commands import Commands
from tests.walker import APPLICANT

KK, AKTA = "waykanan.kk_baru", "waykanan.akta_lahir"
ADUAN, KONSULTASI = "waykanan.pengaduan", "landak.konsultasi"
BY = {KK: "wati", AKTA: "wati", ADUAN: "ade", KONSULTASI: "tono"}


def register(board: Commands, sop: str, channel: str = "wa", **data: str) -> str:
    """A new case; its number."""
    new = {"applicant": APPLICANT, "channel": channel, "data": data}
    return str(board.ok("case", "new", "--sop", sop, user=BY[sop], stdin=new)["number"])


def messages(board: Commands, number: str) -> dict[str, str]:
    """The texts of a case's messages by kind."""
    rows: list[dict[str, Any]] = board.ok("outbox", "list", "--all", "--number", number)["rows"]
    shown = [board.ok("outbox", "show", row["id"]) for row in rows]
    return {message["kind"]: message["text"] for message in shown}


@pytest.mark.parametrize(
    ("solution", "told"),
    [
        ("Data sudah dipadankan", "Data sudah dipadankan. Layanan ini"),
        ("Data sudah dipadankan. ", "Data sudah dipadankan. Layanan ini"),
        ("Sudah jelas?", "Sudah jelas? Layanan ini"),
        ('Jawabannya "ya."', 'Jawabannya "ya." Layanan ini'),
        ("Dipadankan (lihat KK)", "Dipadankan (lihat KK). Layanan ini"),
    ],
)
def test_an_answer_ends_before_the_next_sentence_begins(solution: str, told: str, board: Commands) -> None:
    number = register(board, ADUAN, uraian="Nama salah tulis.")
    board.ok("case", "move", number, "teruskan", user="ade")
    board.ok("case", "edit", number, "--file", "-", user="ade", stdin={"kategori": "data"})
    board.ok("case", "check", number, "identitas", user="ade")
    board.ok("case", "move", number, "sederhana", user="ade")
    board.ok("thread", "note", number, "--kind", "solusi", "--text", solution, user="ade")
    board.ok("case", "move", number, "selesai", user="ade")
    text = messages(board, number)["jawaban"]
    assert f"jawaban kami atas aduan Anda nomor {number}: {told}" in text


@pytest.mark.parametrize("note", ["Pindah kota", "Pindah kota."])
def test_grounds_and_lists_end_once(note: str, board: Commands) -> None:
    number = register(board, KK)
    board.ok("case", "move", number, "kembalikan", "--reason", "syarat_kurang", "--note", note, user="wati")
    assert f"{note.rstrip('.')}. Mohon dikirim ulang" in messages(board, number)["kurang"]
    board.ok("case", "move", number, "terima", user="wati")
    board.ok("case", "cancel", number, "--kind", "dicabut", "--note", note, user="wati")
    assert f"nomor {number} dibatalkan: Pindah kota. Silakan" in messages(board, number)["batal"]


@pytest.mark.parametrize(
    ("sop", "called"), [(KK, "permohonan KK Baru Anda"), (ADUAN, "aduan Anda"), (KONSULTASI, "konsultasi Anda")]
)
def test_a_message_calls_what_was_brought_by_its_name(sop: str, called: str, board: Commands) -> None:
    number = register(board, sop)
    assert f"Yth. SITI AMINAH, {called} telah kami terima dengan nomor {number}." in messages(board, number)["diterima"]
    assert sop == KK or "permohonan" not in messages(board, number)["diterima"]


def test_who_stood_at_the_counter_is_asked_to_come_back(board: Commands) -> None:
    for channel, asked in (("loket", "Mohon dibawa ke loket"), ("wa", "Mohon dikirim ulang lewat nomor ini")):
        number = register(board, KK, channel)
        board.ok("case", "move", number, "kembalikan", "--reason", "syarat_kurang", user="wati")
        assert asked in messages(board, number)["kurang"]


def test_what_the_office_makes_itself_is_not_asked_of_the_applicant(board: Commands) -> None:
    late = {"tgl_lahir_anak": "2026-01-02", "perkawinan_ortu": "tercatat", "asal_usul": "diketahui"}
    number = register(board, AKTA, **late)
    board.ok("case", "move", number, "teruskan", user="wati")
    for requirement in ("f201", "ket_lahir", "buku_nikah"):
        board.ok("case", "check", number, requirement, user="wati")
    board.ok("case", "move", number, "kembalikan", "--reason", "syarat_kurang", user="wati")
    text = messages(board, number)["kurang"]
    assert "Fotokopi KK" in text
    assert "Persetujuan Kepala Dinas" not in text
    board.ok("case", "move", number, "terima", user="wati")
    board.ok("case", "check", number, "fc_kk", "--form", "fotokopi", user="wati")
    refusal = board.refused("case", "move", number, "teruskan", user="wati")
    assert (refusal["error"], refusal["missing"]) == ("requirements", ["sk_kadis"]), "yet it is looked for"
