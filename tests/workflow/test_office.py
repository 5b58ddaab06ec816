"""The profile of an office: hours, numbers of books, messages by way of delivery."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from board.workflow.office import Book, Profile
from tests.workflow.given import OFFICES, WITA, profile

YEAR_BOOK = Book("Buku", "{series}-{year}-{number:05d}", "sop", "tahun", void=True)


@pytest.mark.parametrize(
    ("book", "series", "number", "text"),
    [
        ("pendaftaran", "KK", 42, "KK-2026-00042"),
        ("pengaduan", "", 7, "ADU/2026/0007"),
        ("agenda", "masuk", 42, "0042/masuk/2026"),
        ("agenda", "keluar", 42, "0042/keluar/2026"),
        ("antrean", "A", 12, "A-012"),
    ],
)
def test_numbers_as_the_office_writes_them(book: str, series: str, number: int, text: str) -> None:
    assert profile().books[book].text(series, 2026, number) == text


def test_a_number_longer_than_its_width_is_not_cut() -> None:
    assert YEAR_BOOK.text("KK", 2026, 123_456) == "KK-2026-123456"


@pytest.mark.parametrize(
    ("book", "reset"), [("pendaftaran", "tahun"), ("agenda", "tahun"), ("antrean", "hari"), ("akta_lahir", "tahun")]
)
def test_when_a_book_starts_again(book: str, reset: str) -> None:
    assert profile().books[book].reset == reset


@pytest.mark.parametrize(
    ("message", "delivery", "begins"),
    [
        (
            "selesai",
            "pos",
            "Yth. {nama}, {dokumen} Anda dengan nomor {nomor} telah selesai dan kami kirim lewat PT Pos",
        ),
        ("selesai", "pdf_wa", "Yth. {nama}, {dokumen} Anda dengan nomor {nomor} telah selesai; PDF-nya kami kirim"),
        ("selesai", "ambil", "Yth. {nama}, {dokumen} Anda dengan nomor {nomor} telah selesai. Silakan diambil"),
        ("selesai", None, "Yth. {nama}, {dokumen} Anda dengan nomor {nomor} telah selesai. Silakan diambil"),
        ("kurang", "pos", "Yth. {nama}, berkas {nomor} belum lengkap: {daftar} Mohon dikirim ulang"),
        ("kurang", "loket", "Yth. {nama}, berkas {nomor} belum lengkap: {daftar} Mohon dibawa ke loket"),
    ],
)
def test_a_message_follows_the_way_of_delivery(message: str, delivery: str | None, begins: str) -> None:
    assert profile().message_for(message, delivery).startswith(begins)


def test_a_message_follows_the_first_way_that_has_a_text() -> None:
    assert profile().message_for("kurang", "pos", "loket") == profile().messages["kurang_loket"]
    assert profile().message_for("selesai", "pos", "loket") == profile().messages["selesai_pos"]
    assert profile().message_for("diterima", None, "wa") == profile().messages["diterima"]


@pytest.mark.parametrize("office", OFFICES)
def test_an_office_works_thirty_seven_and_a_half_hours_a_week(office: str) -> None:
    """Perpres 21/2023, counted in a week without a holiday."""
    calendar = profile(office).calendar
    monday, next_monday = (datetime(2026, 11, day, tzinfo=profile(office).tz) for day in (23, 30))
    assert calendar.working_time(monday, next_monday).total_seconds() == 37.5 * 3600


def test_balangan_is_an_hour_ahead() -> None:
    assert profile("balangan").tz is WITA
    assert {profile(office).zone for office in OFFICES if office != "balangan"} == {"WIB"}


def test_an_office_may_open_on_joint_leave() -> None:
    """Cuti bersama is no working day unless the office says so; a national holiday never is (DOMAIN E.7)."""
    usual = profile("waykanan")
    open_office = replace(usual, open_on_joint_leave=True)
    joint_leave, national = date(2026, 3, 18), date(2026, 3, 19)
    assert not usual.calendar.is_open_on(joint_leave)
    assert open_office.calendar.is_open_on(joint_leave)
    assert not usual.calendar.is_open_on(national)
    assert not open_office.calendar.is_open_on(national)


def test_the_engines_rules_come_from_the_profile() -> None:
    rules = profile("pasbar").rules
    assert rules.cancel_roles == ("kasi", "kadis")
    assert rules.calendar is profile("pasbar").calendar
    assert rules.each_round == {name for name, paper in profile("pasbar").documents.items() if paper.each_round}


def test_the_vocabulary_comes_from_the_profile() -> None:
    names = profile().vocabulary
    assert names.outside == {"pemohon", "saksi"}
    assert {"pengelola", "auditor", "kasi", "tim_aduan"} <= names.roles
    assert names.books["agenda"] == {"masuk", "keluar"}
    assert names.books["pendaftaran"] == {"sop"}
    assert "konsep_kk" in names.documents
    assert "kurang" in names.messages


def test_the_demonstration_accepts_regions_that_are_none() -> None:
    assert profile("contoh").regions == {"00"}
    assert profile("waykanan").regions == frozenset()


def test_the_letter_of_answer_is_signed_on_behalf() -> None:
    signature = profile("landak").signature_of("surat_jawaban")
    assert (signature.role, bool(signature.on_behalf)) == ("tim_konsultasi", True)
    assert profile("landak").signature_of("map_ttd").role == "kadis"


REQUIRED_BOOKS = {
    "pendaftaran", "agenda", "konsultasi", "rekap_konsultasi", "pengaduan", "akta_lahir", "akta_mati", "penyerahan",
    "ekspedisi", "arsip", "blangko", "antrean",
}  # fmt: skip
ROLES = {
    "pemohon", "saksi", "loket", "pelayanan", "petugas_khusus", "verifikator", "operator", "penyerahan",
    "kasi", "kabid", "kadis", "tim_konsultasi", "penerima_aduan", "pengelola_aduan", "tim_aduan",
    "pengelola", "auditor",
}  # fmt: skip


@pytest.mark.parametrize("office", OFFICES)
def test_ids_that_others_test_against(office: str) -> None:
    named: Profile = profile(office)
    assert set(named.books) == REQUIRED_BOOKS
    assert set(named.roles) == ROLES
