"""Numbers of the population administration and of PT Pos: NIK, No. KK, akta, SKPWNI, phone, resi (DOMAIN B.2, C.2, D).

Only the length of NIK and No. KK is a wall; everything else about them is a warning, because a NIK never changes even
when the data behind it is corrected.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

PROVINCES = frozenset(
    [*range(11, 20), 21, *range(31, 37), *range(51, 54), *range(61, 66), *range(71, 77), 81, 82, *range(91, 97)]
)
"""Province codes of the Ministry of Home Affairs, not those of BPS."""

_PHONE = re.compile(r"(?:\+?62)?0?(8\d{7,12}|[2-7]\d{6,11})", re.ASCII)
_AKTA = {
    "no_akta_lahir": (re.compile(r"(\d{4})[-.](LU|LT)[-.](\d{7,8})[-.](\d{4})", re.ASCII), "1808-LT-20112026-0001"),
    "no_akta_mati": (re.compile(r"(\d{4})[-.](KM)[-.](\d{7,8})[-.](\d{4})", re.ASCII), "1808-KM-20112026-0001"),
    "no_akta": (re.compile(r"(\d{4})[-.]([A-Z]{2})[-.](\d{7,8})[-.](\d{4})", re.ASCII), "1808-XX-20112026-0001"),
}
"""``no_akta`` is that of the other akta, whose two letters DOMAIN B.2 does not list."""
_RESI = re.compile(r"[0-9A-Za-z]{11,15}", re.ASCII)
_SKPWNI = re.compile(r"SKPWNI/(\d{4})/(\d{8}|\d{6})/(\d{4})", re.ASCII)


def digits(text: str) -> str:
    """A number without the spaces, dots and dashes people write into it."""
    return re.sub(r"[\s.\-]", "", text)


def parse_nik(text: str) -> str:
    """The 16 digits of a NIK.

    Raises:
        ValueError: with the sentence to show.
    """
    nik = digits(text)
    if not re.fullmatch(r"\d{16}", nik, re.ASCII):
        raise ValueError("NIK harus 16 angka.")
    return nik


def parse_kk(text: str) -> str:
    """The 16 digits of a No. KK.

    Raises:
        ValueError: with the sentence to show.
    """
    number = digits(text)
    if not re.fullmatch(r"\d{16}", number, re.ASCII):
        raise ValueError("Nomor KK harus 16 angka.")
    return number


def parse_phone(text: str) -> str:
    """A phone number as ``+62…``.

    Raises:
        ValueError: with the sentence to show.
    """
    found = _PHONE.fullmatch(digits(text).replace("(", "").replace(")", ""))
    if not found:
        raise ValueError("Nomor telepon tidak dikenali; tulis seperti 081234567890.")
    return "+62" + found[1]


def parse_akta(kind: str, text: str) -> str:
    """An akta number, its dots made dashes.

    Raises:
        ValueError: with the sentence to show.
    """
    pattern, example = _AKTA[kind]
    plain = re.sub(r"\s", "", text)
    # Capitals of other scripts may be two letters of ours.
    found = pattern.fullmatch(plain.upper()) if plain.isascii() else None
    if not found:
        raise ValueError(f"Nomor akta tidak sesuai pola {example}.")
    return "-".join(found.groups())


def parse_skpwni(text: str) -> str:
    """An SKPWNI number without the spaces that occur in the field.

    Raises:
        ValueError: with the sentence to show.
    """
    found = _SKPWNI.fullmatch(re.sub(r"\s", "", text).upper())
    if not found:
        raise ValueError("Nomor SKPWNI tidak sesuai pola SKPWNI/1808/20112026/0001.")
    return f"SKPWNI/{found[1]}/{found[2]}/{found[3]}"


def parse_resi(text: str) -> str:
    """A consignment number of PT Pos.

    Raises:
        ValueError: with the sentence to show.
    """
    number = digits(text)
    if not _RESI.fullmatch(number):
        raise ValueError("Nomor resi PT Pos terdiri dari 11 sampai 15 huruf dan angka, seperti P2611230000001.")
    return number.upper()


PARSERS: dict[str, Callable[[str], str]] = {
    "nik": parse_nik,
    "no_kk": parse_kk,
    "phone": parse_phone,
    "no_akta_lahir": lambda text: parse_akta("no_akta_lahir", text),
    "no_akta_mati": lambda text: parse_akta("no_akta_mati", text),
    "no_akta": lambda text: parse_akta("no_akta", text),
    "no_skpwni": parse_skpwni,
    "no_resi": parse_resi,
}


def birth_of_nik(nik: str, today: date) -> tuple[date, str] | None:
    """Birth date and sex (``L``/``P``) that a NIK tells, or None if its date is impossible."""
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    sex = "P" if day > 40 else "L"
    century = 2000 if 2000 + year <= today.year else 1900
    try:
        return date(century + year, month, day - 40 if day > 40 else day), sex
    except ValueError:
        return None


def nik_warnings(nik: str, today: date, *, regions: frozenset[str] = frozenset()) -> list[str]:
    """What looks odd about a NIK by itself; never a reason to refuse it.

    Args:
        regions: further two-digit region codes the office accepts (training data).
    """
    if len(set(nik)) == 1:
        return ["NIK berisi angka yang sama semua. Periksa lagi."]
    found = []
    if int(nik[:2]) not in PROVINCES and nik[:2] not in regions:
        found.append(f"Kode provinsi {nik[:2]} pada NIK tidak dikenal.")
    if birth_of_nik(nik, today) is None:
        found.append("Tanggal pada NIK tidak sah.")
    if nik[12:] == "0000":
        found.append("Nomor urut NIK 0000 tidak lazim.")
    return found


def nik_mismatches(nik: str, today: date, *, born: date | None = None, sex: str | None = None) -> list[str]:
    """What a NIK tells otherwise than the form; never a reason to refuse it: it stays when the data are corrected.

    Args:
        born: birth date as filled in, compared when given; its century is not written in a NIK.
        sex: ``L`` or ``P`` as filled in, compared when given.
    """
    told = birth_of_nik(nik, today)
    if told is None:
        return []
    day, letter = told
    found = []
    if born and (born.day, born.month, born.year % 100) != (day.day, day.month, day.year % 100):
        found.append("tanggal lahir")
    if sex in {"L", "P"} and sex != letter:
        found.append("jenis kelamin")
    return [f"NIK tidak cocok dengan {what}. Periksa lagi, lalu simpan bila yakin." for what in found]


def akta_warnings(number: str, *, late: bool) -> list[str]:
    """What looks odd about the number of an akta of birth: LT is a late record, LU any other (DOMAIN B.2)."""
    kind = "LT" if late else "LU"
    if f"-{kind}-" in number:
        return []
    why = "terlambat dilaporkan" if late else "tidak terlambat dilaporkan"
    return [f"kelahiran ini {why}, nomornya lazim memuat {kind}. Periksa lagi, lalu simpan bila yakin."]


def kk_warnings(number: str, *, regions: frozenset[str] = frozenset()) -> list[str]:
    """What looks odd about a No. KK: its date is that of recording, days 01 to 31 only (DOMAIN B.2)."""
    found = []
    if int(number[:2]) not in PROVINCES and number[:2] not in regions:
        found.append(f"Kode provinsi {number[:2]} pada No. KK tidak dikenal.")
    if not 1 <= int(number[6:8]) <= 31 or not 1 <= int(number[8:10]) <= 12:
        found.append("Tanggal pada No. KK tidak lazim.")
    return found
