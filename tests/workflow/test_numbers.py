"""NIK, No. KK, akta, SKPWNI, phone (DOMAIN B.2, C.2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.workflow import numbers
from board.workflow.numbers import (
    PARSERS,
    birth_of_nik,
    digits,
    kk_warnings,
    nik_mismatches,
    nik_warnings,
    parse_akta,
    parse_kk,
    parse_nik,
    parse_phone,
    parse_skpwni,
)
from tests.workflow.given import any_text, pure

TODAY = date(2026, 11, 23)
MAN, WOMAN = "1702192905120001", "1702196905120001"
FAMILY = "6311010102260003"

SENTENCES = {
    "NIK harus 16 angka.",
    "Nomor KK harus 16 angka.",
    "Nomor telepon tidak dikenali; tulis seperti 081234567890.",
    "Nomor akta tidak sesuai pola 1808-LT-20112026-0001.",
    "Nomor akta tidak sesuai pola 1808-KM-20112026-0001.",
    "Nomor akta tidak sesuai pola 1808-XX-20112026-0001.",
    "Nomor resi PT Pos terdiri dari 11 sampai 15 huruf dan angka, seperti P2611230000001.",
    "Nomor SKPWNI tidak sesuai pola SKPWNI/1808/20112026/0001.",
}
"""None of them repeats what was typed: a number in full never stands in an error."""

ascii_digits = st.text("0123456789")


@pytest.mark.parametrize(
    "text",
    [
        "1702192905120001",
        " 1702 1929 0512 0001 ",
        "1702.1929.0512.0001",
        "1702-1929-0512-0001",
        "17 02 19.290512\t0001\n",
        "1702\u00a01929\u00a00512\u00a00001",
    ],
)
def test_nik_and_kk_are_freed_of_what_people_write_into_them(text: str) -> None:
    assert parse_nik(text) == parse_kk(text) == "1702192905120001"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "170219290512000",
        "17021929051200011",
        "170219290512000A",
        "+702192905120001",
        "１７０２１９２９０５１２０００１",
    ],
)
def test_only_the_length_is_a_wall(text: str) -> None:
    with pytest.raises(ValueError, match=r"^NIK harus 16 angka\.$"):
        parse_nik(text)
    with pytest.raises(ValueError, match=r"^Nomor KK harus 16 angka\.$"):
        parse_kk(text)


@pytest.mark.parametrize("text", ["0000000000000000", "9999999999999999", "1702193113990000"])
def test_odd_numbers_are_taken(text: str) -> None:
    assert parse_nik(text) == text


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("081234567890", "+6281234567890"),
        ("0812-3456-7890", "+6281234567890"),
        ("0812 3456 7890", "+6281234567890"),
        ("81234567890", "+6281234567890"),
        ("6281234567890", "+6281234567890"),
        ("+6281234567890", "+6281234567890"),
        ("+62 (0)812 3456 7890", "+6281234567890"),
        ("+62081234567890", "+6281234567890"),
        ("08117961500", "+628117961500"),
        ("08123456", None),
        ("081234567", "+6281234567"),
        ("08123456789012", "+628123456789012"),
        ("081234567890123", None),
        # a landline, like the service number of Pasaman Barat
        ("0753466353", "+62753466353"),
        ("(0753) 466353", "+62753466353"),
        ("", None),
        ("nol delapan", None),
        ("+1 202 555 0100", None),
        ("09123456789", None),
        ("0812345678x", None),
    ],
)
def test_phone(text: str, stored: str | None) -> None:
    if stored is None:
        with pytest.raises(ValueError, match="tulis seperti 081234567890"):
            parse_phone(text)
    else:
        assert parse_phone(text) == stored


@pytest.mark.parametrize(
    ("kind", "text", "stored"),
    [
        ("no_akta_lahir", "3507-LT-02022015-0190", "3507-LT-02022015-0190"),
        ("no_akta_lahir", "1808-LU-20112026-0001", "1808-LU-20112026-0001"),
        ("no_akta_lahir", " 1808 - lu - 20112026 - 0001 ", "1808-LU-20112026-0001"),
        ("no_akta_lahir", "3205.LT.0412013-0168", "3205-LT-0412013-0168"),
        ("no_akta_mati", "1808-KM-20112026-0001", "1808-KM-20112026-0001"),
        ("no_akta_mati", "1808.km.20112026.0001", "1808-KM-20112026-0001"),
        ("no_akta_lahir", "1808-KM-20112026-0001", None),
        ("no_akta_mati", "1808-LU-20112026-0001", None),
        ("no_akta_lahir", "1808-LX-20112026-0001", None),
        ("no_akta_lahir", "1808-LU-20112026-00001", None),
        ("no_akta_lahir", "1808-LU-201126-0001", None),
        ("no_akta_lahir", "AL. 705.0123456", None),
        ("no_akta_lahir", "", None),
        ("no_akta", "1808-KW-20112026-0001", "1808-KW-20112026-0001"),
        ("no_akta", "1808.cr.20112026.0001", "1808-CR-20112026-0001"),
        ("no_akta", "1808-K-20112026-0001", None),
        ("no_akta", "abc", None),
        ("no_akta", "1808-ß-20112026-0001", None),
    ],
)
def test_akta(kind: str, text: str, stored: str | None) -> None:
    if stored is None:
        with pytest.raises(ValueError, match=r"tidak sesuai pola 1808-(LT|KM|XX)-20112026-0001\.$"):
            parse_akta(kind, text)
    else:
        assert parse_akta(kind, text) == stored


@pytest.mark.parametrize("text", ["p26 1123-0000001", "12345678901", "123456789012345"])
def test_a_consignment_has_eleven_to_fifteen_letters_and_digits(text: str) -> None:
    """DOMAIN D."""
    assert PARSERS["no_resi"](text) == text.replace(" ", "").replace("-", "").upper()


@pytest.mark.parametrize("text", ["1234567890", "1234567890123456", "P261123_000001", "abc", ""])
def test_another_consignment_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="11 sampai 15 huruf dan angka, seperti"):
        PARSERS["no_resi"](text)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("SKPWNI/3506/22032021/0101", "SKPWNI/3506/22032021/0101"),
        ("skpwni / 3507 / 23042021 / 0070", "SKPWNI/3507/23042021/0070"),
        ("SKPWNI/3507/220822/0010", "SKPWNI/3507/220822/0010"),
        ("SKDWNI/3507/22082022/0010", None),
        ("SKPWNI/3507/2208222/0010", None),
        ("SKPWNI-3507-22082022-0010", None),
        ("SKPWNI/3507/22082022/10", None),
        ("", None),
    ],
)
def test_skpwni(text: str, stored: str | None) -> None:
    if stored is None:
        with pytest.raises(ValueError, match="tidak sesuai pola SKPWNI/1808/20112026/0001"):
            parse_skpwni(text)
    else:
        assert parse_skpwni(text) == stored


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (parse_phone, "08١٢٣٤٥٦٧٨"),
        (PARSERS["no_akta_lahir"], "１８０８-LU-20112026-0001"),
        (PARSERS["no_akta_mati"], "1808-KM-20112026-٠٠٠١"),
        (parse_skpwni, "SKPWNI/１８０８/20112026/0001"),
    ],
)
def test_figures_of_other_scripts_are_not_stored(parse: Callable[[str], str], text: str) -> None:
    try:
        stored = parse(text)
    except ValueError:
        return
    assert stored.isascii()


@pytest.mark.parametrize(
    ("nik", "birth"),
    [
        (MAN, (date(2012, 5, 29), "L")),
        (WOMAN, (date(2012, 5, 29), "P")),
        ("1702190101000001", (date(2000, 1, 1), "L")),
        ("1702190101260001", (date(2026, 1, 1), "L")),
        ("1702190101270001", (date(1927, 1, 1), "L")),
        ("1702197112990001", (date(1999, 12, 31), "P")),
        ("1702192902240001", (date(2024, 2, 29), "L")),
        ("1702192902230001", None),
        ("1702193204120001", None),
        ("1702194012120001", None),
        ("1702197212120001", None),
        ("1702190013120001", None),
        ("1702190100120001", None),
    ],
)
def test_birth_of_nik(nik: str, birth: tuple[date, str] | None) -> None:
    assert birth_of_nik(nik, TODAY) == birth


@pytest.mark.parametrize(
    ("nik", "told"),
    [
        (MAN, []),
        (WOMAN, []),
        ("1111111111111111", ["NIK berisi angka yang sama semua. Periksa lagi."]),
        ("2002192905120001", ["Kode provinsi 20 pada NIK tidak dikenal."]),
        ("1702193013120001", ["Tanggal pada NIK tidak sah."]),
        ("1702192905120000", ["Nomor urut NIK 0000 tidak lazim."]),
        (
            "0002193013120000",
            [
                "Kode provinsi 00 pada NIK tidak dikenal.",
                "Tanggal pada NIK tidak sah.",
                "Nomor urut NIK 0000 tidak lazim.",
            ],
        ),
    ],
)
def test_nik_warnings(nik: str, told: list[str]) -> None:
    assert nik_warnings(nik, TODAY) == told


def test_provinces_are_those_of_the_ministry_not_of_bps() -> None:
    odd = [code for code in range(100) if code not in numbers.PROVINCES]
    told = [code for code in range(100) if nik_warnings(f"{code:02d}02192905120001", TODAY)]
    assert told == odd
    assert len(numbers.PROVINCES) == 38
    assert {18, 61, 13, 63, 96} <= numbers.PROVINCES
    assert not {0, 10, 20, 22, 30, 37, 54, 60, 66, 77, 83, 97} & numbers.PROVINCES


def test_a_training_office_accepts_further_regions() -> None:
    assert nik_warnings("0000010101800001", TODAY, regions=frozenset({"00"})) == []
    assert kk_warnings("0000010101150001", regions=frozenset({"00"})) == []


@pytest.mark.parametrize(
    ("born", "sex", "told"),
    [
        (date(2012, 5, 29), "L", []),
        (None, None, []),
        (date(2012, 5, 30), "L", ["tanggal lahir"]),
        (date(2012, 5, 29), "P", ["jenis kelamin"]),
        (date(2011, 5, 29), "P", ["tanggal lahir", "jenis kelamin"]),
        (date(1912, 5, 29), "L", []),  # a NIK has two figures for the year
    ],
)
def test_a_nik_unlike_the_form_is_a_warning(born: date | None, sex: str | None, told: list[str]) -> None:
    assert nik_mismatches(MAN, TODAY, born=born, sex=sex) == [
        f"NIK tidak cocok dengan {what}. Periksa lagi, lalu simpan bila yakin." for what in told
    ]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (FAMILY, []),
        ("6311013112260003", []),
        ("6311014112260003", ["Tanggal pada No. KK tidak lazim."]),  # no 40 is added for women here
        ("6311010012260003", ["Tanggal pada No. KK tidak lazim."]),
        ("6311010113260003", ["Tanggal pada No. KK tidak lazim."]),
        ("2011010112260003", ["Kode provinsi 20 pada No. KK tidak dikenal."]),
    ],
)
def test_kk_warnings(number: str, told: list[str]) -> None:
    assert kk_warnings(number) == told


@pure
@given(st.dates(TODAY - timedelta(days=99 * 365), TODAY), st.booleans(), st.integers(1, 9999))
def test_birth_and_sex_survive_the_round_trip(birth: date, woman: bool, serial: int) -> None:
    day = birth.day + 40 if woman else birth.day
    nik = f"170219{day:02d}{birth:%m%y}{serial:04d}"
    assert birth_of_nik(nik, TODAY) == (birth, "P" if woman else "L")
    assert nik_warnings(nik, TODAY) == []
    assert nik_mismatches(nik, TODAY, born=birth, sex="P" if woman else "L") == []


@pure
@given(st.sampled_from(["", "0", "62", "+62", "+620"]), st.text("0123456789", min_size=7, max_size=12))
def test_every_way_to_write_a_mobile_number_is_one_number(prefix: str, rest: str) -> None:
    stored = parse_phone(f"{prefix}8{rest}")
    assert stored == f"+628{rest}"
    assert parse_phone(stored) == stored


@pure
@given(ascii_digits.map(lambda text: text.zfill(16)).filter(lambda text: len(text) == 16))
def test_any_sixteen_figures_are_a_nik_and_never_raise_after(nik: str) -> None:
    assert parse_nik(nik) == parse_kk(nik) == nik
    assert all(nik not in sentence for sentence in [*nik_warnings(nik, TODAY), *kk_warnings(nik)])


@pure
@given(any_text)
def test_digits_takes_out_and_adds_nothing(text: str) -> None:
    kept = digits(text)
    assert digits(kept) == kept
    assert not set(kept) & set(" .-\t\n")
    assert len(kept) <= len(text)


@pure
@given(st.sampled_from(sorted(PARSERS)), any_text | ascii_digits)
def test_any_text_is_a_number_or_refused_with_a_fixed_sentence(kind: str, text: str) -> None:
    try:
        stored = PARSERS[kind](text)
    except ValueError as refused:
        assert str(refused) in SENTENCES
        return
    assert PARSERS[kind](stored) == stored


@pytest.mark.parametrize("kind", sorted(PARSERS))
@pytest.mark.parametrize("text", ["62" * 50_000, "0" * 100_000, "+" * 100_000, " " * 100_000, "1808-LU-" * 20_000])
def test_long_text_is_refused_in_one_pass(kind: str, text: str) -> None:
    with pytest.raises(ValueError):
        PARSERS[kind](text)
