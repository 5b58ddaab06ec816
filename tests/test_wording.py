"""Words as an Indonesian office writes them."""

from __future__ import annotations

import errno
import os
import time
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board import wording

pure = settings(deadline=None, database=None, max_examples=150)
any_text = st.text(st.characters(exclude_categories=()))
UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def test_dates() -> None:
    day = date(2026, 11, 20)
    assert wording.short_date(day) == "20 Nov 2026"
    assert wording.long_date(day) == "20 November 2026"
    assert wording.weekday_date(day) == "Jumat, 20 November 2026"
    assert wording.form_date(day) == "20-11-2026"


def test_months_and_weekdays_are_indonesian() -> None:
    shorts = [wording.short_date(date(2026, month, 1)).split()[1] for month in range(1, 13)]
    assert shorts == ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des"]
    week = [wording.weekday_date(date(2026, 11, day)).split(",")[0] for day in range(23, 30)]
    assert week == ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]


def test_times_have_a_dot() -> None:
    moment = datetime(2026, 11, 20, 8, 5, tzinfo=wording.ZONES["WIB"])
    assert wording.clock_time(moment) == "08.05"
    assert wording.stamp(moment) == "20 Nov 2026 08.05"


@pytest.mark.parametrize(("zone", "hour"), [("WIB", 9), ("WITA", 10), ("WIT", 11)])
def test_zones(zone: str, hour: int) -> None:
    moment = datetime(2026, 11, 23, 2, 0, tzinfo=UTC).astimezone(wording.ZONES[zone])
    assert moment.hour == hour
    assert moment.tzname() == zone


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (99, "sembilan puluh sembilan"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (123, "seratus dua puluh tiga"),
        (200, "dua ratus"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"),
        (1001, "seribu satu"),
        (1100, "seribu seratus"),
        (1999, "seribu sembilan ratus sembilan puluh sembilan"),
        (2000, "dua ribu"),
        (2026, "dua ribu dua puluh enam"),
        (9999, "sembilan ribu sembilan ratus sembilan puluh sembilan"),
    ],
)
def test_spelled_number(value: int, words: str) -> None:
    assert wording.spelled_number(value) == words


@pytest.mark.parametrize("value", [-1, 10_000])
def test_numbers_beyond_four_figures_are_not_spelled(value: int) -> None:
    with pytest.raises(ValueError):
        wording.spelled_number(value)


def test_every_number_has_words_of_its_own() -> None:
    spelled = [wording.spelled_number(value) for value in range(10_000)]
    assert len(set(spelled)) == 10_000
    assert not any("  " in words or words != words.strip() or "nol" in words for words in spelled[1:])


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 2), "dua November dua ribu dua puluh enam"),
        (date(2026, 5, 31), "tiga puluh satu Mei dua ribu dua puluh enam"),
        (date(1999, 1, 1), "satu Januari seribu sembilan ratus sembilan puluh sembilan"),
    ],
)
def test_spelled_date(day: date, words: str) -> None:
    assert wording.spelled_date(day) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (-5, "0 mnt"),
        (0, "0 mnt"),
        (35, "35 mnt"),
        (59, "59 mnt"),
        (60, "1 jam"),
        (125, "2 jam 5 mnt"),
        (1439, "23 jam 59 mnt"),
        (1440, "1 hari"),
        (4320, "3 hari"),
        (4500, "3 hari"),
    ],
)
def test_duration(minutes: int, words: str) -> None:
    assert wording.duration(minutes) == words


def test_masks() -> None:
    assert wording.mask_number("1808012905120001") == "180801******0001"
    assert wording.mask_phone("+6281234567890") == "0812****890"
    assert wording.mask_phone("081234567890") == "0812****890"
    assert wording.mask_name("SITI AMINAH") == "SITI A."
    assert wording.mask_name("") == ""


@pytest.mark.parametrize(
    ("name", "shown"),
    [("ANTON", "AN***"), ("  SITI ", "SI***"), ("ANI", "A***"), ("AL", "A***"), ("A", "***"), ("NUR'AINI", "NU***")],
)
def test_a_name_of_one_word_is_not_told_in_full(name: str, shown: str) -> None:
    assert wording.mask_name(name) == shown


@pytest.mark.parametrize("odd", ["", "1", "180801290512000", "18080129051200011"])
def test_what_is_no_whole_number_is_hidden_altogether(odd: str) -> None:
    assert wording.mask_number(odd) == "*" * len(odd)


@pytest.mark.parametrize("short", ["", "110", "0812345", "+628123"])
def test_a_short_phone_is_hidden_altogether(short: str) -> None:
    assert set(wording.mask_phone(short)) <= {"*"}


@pure
@given(st.text("0123456789", min_size=16, max_size=16))
def test_a_mask_hides_birth_date_and_sex(number: str) -> None:
    masked = wording.mask_number(number)
    assert len(masked) == 16
    assert masked[6:12] == "******"


NIK = "1808012905120001"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (f"Berkas {NIK} tidak ditemukan.", "Berkas 180801******0001 tidak ditemukan."),
        (f"{NIK}", "180801******0001"),
        ("NIK 1808 0129 0512 0001.", "NIK 180801******0001."),
        ("NIK 180801-290512-0001.", "NIK 180801******0001."),
        (f"{NIK} dan {NIK}", "180801******0001 dan 180801******0001"),
        (f"x{NIK}y", "x180801******0001y"),
        (f"{NIK}7", "*" * 17),
        ("\u0661" * 16, "\u0661" * 6 + "******" + "\u0661" * 4),
        ("KK-2026-00042, 23 Nov 2026 08.15", "KK-2026-00042, 23 Nov 2026 08.15"),
        ("NIP 19800101 200501 1 001", "NIP 19800101 200501 1 001"),
        ("Telepon 081234567890", "Telepon 081234567890"),
        ("", ""),
    ],
)
def test_no_number_of_sixteen_digits_is_told(sentence: str, told: str) -> None:
    assert wording.masked(sentence) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("warna", "warna"),
        ("", ""),
        ("x\x1b[2J\u202ey\nz", "x[2Jy z"),
        (NIK, "180801******0001"),
        ("1808\u200b0129\x0005120001", "180801******0001"),
        ("a" * 60, "a" * 60),
        ("a" * 61, "a" * 60 + "…"),
        ("a" * 50 + NIK, "a" * 50 + "180801****…"),
    ],
)
def test_what_somebody_typed_is_repeated_with_care(typed: str, told: str) -> None:
    assert wording.quoted(typed) == told


@pure
@given(any_text)
def test_whatever_was_typed_can_be_repeated(typed: str) -> None:
    told = wording.quoted(typed)
    assert len(told) <= wording.LONGEST_QUOTE + 1
    assert wording.clean(told) == told
    assert not [char for char in told if unicodedata.category(char) in UNSAFE]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOENT, "tidak ada"),
        (errno.EACCES, "hak akses tidak cukup"),
        (errno.ENOSPC, "ruang penyimpanan penuh"),
        (errno.EISDIR, "itu folder, bukan berkas"),
        (errno.EXFULL, f"kesalahan sistem nomor {errno.EXFULL}"),
    ],
)
def test_what_the_system_says_in_indonesian(number: int, words: str) -> None:
    assert wording.os_words(OSError(number, os.strerror(number))) == words


def test_a_system_that_gives_no_number() -> None:
    assert wording.os_words(OSError("stream is gone")) == "kesalahan sistem tanpa nomor"


@pure
@given(st.lists(st.text("ABCDEFG", min_size=2, max_size=8), min_size=2, max_size=6))
def test_a_masked_name_keeps_one_word(names: list[str]) -> None:
    first, *others = wording.mask_name(" ".join(names)).split()
    assert first == names[0]
    assert all(len(word) == 2 and word.endswith(".") for word in others)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  SITI AMINAH \n", "SITI AMINAH"),
        ("SITI\x00AMINAH", "SITIAMINAH"),
        ("SITI\x1b[31mAMINAH", "SITI[31mAMINAH"),
        ("SITI\u202eHANIMA", "SITIHANIMA"),
        ("SI\u200bTI", "SITI"),
        ("SITI\ud800", "SITI"),
        ("SITI\ue000", "SITI"),
        ("SITI\u2028AMINAH", "SITIAMINAH"),
        ("a\tb\nc\r\nd\re", "a b c d e"),
        ("e\u0301", "\u00e9"),
        ("", ""),
        ("\u200e\u200f", ""),
    ],
)
def test_clean(text: str, plain: str) -> None:
    assert wording.clean(text) == plain


def test_clean_keeps_lines_where_they_are_wanted() -> None:
    assert wording.clean("satu\r\ndua\rtiga\nempat\t!\n", lines=True) == "satu\ndua\ntiga\nempat !"


@pure
@given(any_text, st.booleans())
def test_clean_text_cannot_steer_a_terminal(text: str, lines: bool) -> None:
    plain = wording.clean(text, lines=lines)
    odd = [char for char in plain if unicodedata.category(char) in UNSAFE and not (lines and char == "\n")]
    assert odd == []
    assert plain == plain.strip()
    plain.encode()


@pure
@given(st.text("ABC abc'.-,éüñ", max_size=40))
def test_clean_leaves_ordinary_text_alone(text: str) -> None:
    assert wording.clean(text) == text.strip()


def test_what_a_dropped_character_parted_is_composed() -> None:
    assert wording.clean("e\u200d\u0301") == "\u00e9"


@pure
@given(any_text, st.booleans())
def test_what_is_seen_is_as_long_as_it_was_and_steers_nothing(text: str, lines: bool) -> None:
    shown = wording.seen(text, lines=lines)
    assert len(shown) == len(text)
    assert [char for char in shown if unicodedata.category(char) in UNSAFE and not (lines and char == "\n")] == []
    changed = {before for before, after in zip(text, shown, strict=True) if before != after}
    assert all(not char.isprintable() for char in changed)


@pure
@given(any_text | st.text("e \u0301\u0316\u0344\u0f73\u200d", max_size=60), st.booleans())
def test_clean_twice_is_clean_once(text: str, lines: bool) -> None:
    once = wording.clean(text, lines=lines)
    assert wording.clean(once, lines=lines) == once


def test_a_letter_keeps_no_tower_of_accents() -> None:
    assert wording.clean("x" + "\u0316" * 50 + "y") == "x" + "\u0316" * wording.MOST_MARKS + "y"


@pytest.mark.parametrize("work", [wording.clean, wording.search_form])
def test_piled_up_accents_take_one_pass(work: object) -> None:
    """Four times the marks may take about four times as long, not sixteen."""
    costs = []
    for size in (1_000, 4_000):
        text = "e" + "\u0301\u0316" * size
        best = float("inf")
        for _ in range(3):
            begun = time.process_time()
            work(text)  # type: ignore[operator]
            best = min(best, time.process_time() - begun)
        costs.append(best)
    assert costs[1] / costs[0] < 9


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SITI AMINAH", "siti aminah"),
        ("  Siti \t Aminah\n", "siti aminah"),
        ("José", "jose"),
        ("JOSE\u0301", "jose"),
        ("Straße", "strasse"),
        ("ﬁtri", "fitri"),
        ("ＳＩＴＩ", "siti"),
        ("", ""),
    ],
)
def test_search_form(text: str, form: str) -> None:
    assert wording.search_form(text) == form


@pure
@given(any_text)
def test_search_form_answers_for_any_text(text: str) -> None:
    form = wording.search_form(text)
    assert "  " not in form
    assert form == form.strip()
    assert wording.search_form(f"  {text}  ") == form


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 KB"), (1, "1 KB"), (8192, "8 KB"), (1 << 20, "1 MB"), (20 << 20, "20 MB"), (1_258_291, "1,2 MB")],
)
def test_sizes(size: int, words: str) -> None:
    assert wording.size_words(size) == words


def test_a_moment_of_these_weeks() -> None:
    assert wording.short_stamp(datetime(2026, 11, 21, 8, 5, tzinfo=UTC)) == "21 Nov 08.05"
