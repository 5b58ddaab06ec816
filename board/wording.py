"""Words as an Indonesian office writes them: dates, times, masks, safe text, what the system said.

The leaf of the house: every room may import it, it imports none.
"""

from __future__ import annotations

import errno
import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Literal

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
WEEKDAYS_SHORT = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
MONTHS_SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des")
_UNITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")

ZONES = {"WIB": timezone(timedelta(hours=7), "WIB"), "WITA": timezone(timedelta(hours=8), "WITA"),
         "WIT": timezone(timedelta(hours=9), "WIT")}  # fmt: skip
"""Indonesian time zones; none of them has daylight saving, so a fixed offset is exact."""

TRAINING = "LATIHAN"
"""What a training office writes on its papers, in front of its messages, and in the title of its board."""

FILE_KINDS = {"image/jpeg": "JPEG", "image/png": "PNG", "application/pdf": "PDF"}
"""Types of files as people call them."""

LONGEST_QUOTE = 60
MOST_MARKS = 8
"""Accents kept on one letter: no script piles up more, and putting them in order costs the square of their number."""

UNSEEN = "\ufffd"
"""Painted in place of a sign that cannot be seen."""

_SIXTEEN = re.compile(r"(?<!\d)(?:\d{17,}|\d(?:[\s._\-\u2010-\u2015]{0,2}\d){15})(?!\d)")
"""A NIK or No. KK however it is grouped; a longer run may be one with a digit too many."""

_OS_WORDS = {
    errno.ENOENT: "tidak ada",
    errno.EACCES: "hak akses tidak cukup",
    errno.EPERM: "tidak diizinkan sistem",
    errno.EEXIST: "sudah ada",
    errno.EISDIR: "itu folder, bukan berkas",
    errno.ENOTDIR: "jalurnya melewati sesuatu yang bukan folder",
    errno.ENOTEMPTY: "foldernya tidak kosong",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.ELOOP: "tautannya berputar-putar",
    errno.EINVAL: "nama atau permintaannya tidak sah",
    errno.ENOSPC: "ruang penyimpanan penuh",
    errno.EDQUOT: "jatah ruang penyimpanan habis",
    errno.EFBIG: "terlalu besar untuk penyimpanan ini",
    errno.EROFS: "penyimpanan hanya dapat dibaca",
    errno.EXDEV: "letaknya pada penyimpanan lain",
    errno.EIO: "media penyimpanan gagal membaca atau menulis",
    errno.ENODEV: "perangkatnya tidak ada",
    errno.ENXIO: "perangkatnya tidak ada",
    errno.EBUSY: "sedang dipakai",
    errno.ETXTBSY: "sedang dijalankan",
    errno.EAGAIN: "sedang dipakai proses lain",
    errno.EMFILE: "terlalu banyak berkas terbuka",
    errno.ENFILE: "terlalu banyak berkas terbuka",
    errno.ENOMEM: "memori tidak cukup",
    errno.ENOEXEC: "bukan program yang dapat dijalankan",
    errno.EPIPE: "penerimanya sudah menutup sambungan",
    errno.ETIMEDOUT: "tidak ada jawaban sampai batas waktu",
    errno.ECONNREFUSED: "sambungan ditolak",
    errno.ECONNRESET: "sambungan terputus",
}
"""What the operating system says most often; its own words are English."""


UNSEEN_NOT_COUNTED = "Aduan tentang petugas yang tertutup bagi pembuat laporan tidak dihitung."
"""Stands on every report that leaves such cases out, also where there are none: its absence would tell."""


def short_date(day: date) -> str:
    """``20 Nov 2026``."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1]} {day.year}"


def day_month(day: date) -> str:
    """``25 Nov``: a day of these weeks."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1]}"


def long_date(day: date) -> str:
    """``20 November 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date) -> str:
    """``Jumat, 20 November 2026``."""
    return f"{WEEKDAYS[day.weekday()]}, {long_date(day)}"


def period_words(from_on: str, to_on: str) -> str:
    """``1 Des 2026 s.d. 15 Des 2026``; of a role without bounds, nothing."""
    first, last = (short_date(date.fromisoformat(day)) if day else "" for day in (from_on, to_on))
    if first and last:
        return f"{first} s.d. {last}"
    return f"mulai {first}" if first else f"s.d. {last}" if last else ""


def form_date(day: date) -> str:
    """``20-11-2026``, as on forms (DOMAIN C.2)."""
    return day.strftime("%d-%m-%Y")


def clock_time(moment: datetime) -> str:
    """``08.15``: hours and minutes with a dot (DOMAIN F)."""
    return moment.strftime("%H.%M")


def stamp(moment: datetime) -> str:
    """``20 Nov 2026 08.15``, in the zone of ``moment``."""
    return f"{short_date(moment.date())} {clock_time(moment)}"


def short_stamp(moment: datetime) -> str:
    """``21 Nov 08.10``: a moment of these weeks."""
    return f"{day_month(moment.date())} {clock_time(moment)}"


def spelled_number(value: int) -> str:
    """A number in words (terbilang), 0 to 9,999: ``seratus dua puluh tiga``.

    Raises:
        ValueError: outside that range.
    """
    if not 0 <= value <= 9999:
        raise ValueError(value)
    if value < 12:
        return _UNITS[value]
    if value < 20:
        return f"{_UNITS[value - 10]} belas"
    if value < 100:
        return f"{_UNITS[value // 10]} puluh" + _spelled_rest(value % 10)
    if value < 200:
        return "seratus" + _spelled_rest(value - 100)
    if value < 1000:
        return f"{_UNITS[value // 100]} ratus" + _spelled_rest(value % 100)
    if value < 2000:
        return "seribu" + _spelled_rest(value - 1000)
    return f"{spelled_number(value // 1000)} ribu" + _spelled_rest(value % 1000)


def _spelled_rest(value: int) -> str:
    return f" {spelled_number(value)}" if value else ""


def spelled_date(day: date) -> str:
    """``dua November dua ribu dua puluh enam``, as on certificates (DOMAIN D)."""
    return f"{spelled_number(day.day)} {MONTHS[day.month - 1]} {spelled_number(day.year)}"


def duration(minutes: int) -> str:
    """``35 mnt``, ``2 jam 5 mnt``, ``3 hari``: short words for a span of minutes, never negative."""
    minutes = max(0, minutes)
    if minutes < 60:
        return f"{minutes} mnt"
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} jam {rest} mnt" if rest else f"{hours} jam"
    return f"{hours // 24} hari"


def working_span(minutes: int, *, brief: bool = False) -> str:
    """``35 mnt``, ``26 jam 15 mnt``: a span of working time, which no day of 24 hours measures.

    Args:
        brief: for a card: ``2 j 10 mnt``, and from ten hours on ``26 j``.
    """
    hours, rest = divmod(max(0, minutes), 60)
    if not hours:
        return f"{rest} mnt"
    if brief:
        return f"{hours} j {rest} mnt" if rest and hours < 10 else f"{hours} j"
    return f"{hours} jam {rest} mnt" if rest else f"{hours} jam"


def decimal(value: float) -> str:
    """A number as it is written here: ``12``, ``12,5``."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def size_words(size: int) -> str:
    """``1,2 MB``, ``20 MB``, ``340 KB``: how large a file is, or may be."""
    if size >= 1024 * 1024:
        return f"{size / 1024 / 1024:.1f}".removesuffix(".0").replace(".", ",") + " MB"
    return f"{max(1, size // 1024) if size else 0} KB"


def after_corrections(round: int) -> str:
    """``setelah koreksi ke-2``: what a round means to officers; empty for the first.

    The round of a case counts its returns, whichever paper was made in which of them: "putaran 3" would be the first
    print of most papers that come late.
    """
    return f"setelah koreksi ke-{round - 1}" if round > 1 else ""


def mask_number(number: str) -> str:
    """NIK or No. KK in a list: first six and last four digits, which hides birth date and sex (DOMAIN E.5)."""
    if len(number) != 16:
        return "*" * len(number)
    return f"{number[:6]}******{number[-4:]}"


def masked(text: str) -> str:
    """Text in which every number of sixteen digits, a NIK or No. KK, is masked."""
    return _SIXTEEN.sub(lambda found: mask_number(re.sub(r"\D", "", found[0])), text)


def quoted(text: str) -> str:
    """What somebody typed, as a sentence may repeat it: clean, without a NIK, and not at length."""
    words = masked(clean(text))
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE]}…"


def os_words(error: OSError) -> str:
    """What the operating system refused, as the end of a sentence: ``tidak dapat dibaca: hak akses tidak cukup``."""
    if error.errno is None:
        return "kesalahan sistem tanpa nomor"
    return _OS_WORDS.get(error.errno, f"kesalahan sistem nomor {error.errno}")


def mask_phone(phone: str) -> str:
    """``0812****890``: a phone in a list."""
    local = "0" + phone[3:] if phone.startswith("+62") else phone
    return f"{local[:4]}****{local[-3:]}" if len(local) > 8 else "*" * len(local)


def mask_name(name: str) -> str:
    """``SITI A.``: the first name and initials of the others (DOMAIN E.5).

    Of a name of one word only the beginning is left, ``AN***``: in a list nobody is named in full (PRODUCT 5.7).
    """
    words = name.split()
    if len(words) == 1:
        return f"{words[0][: min(2, len(words[0]) // 2)]}***"
    return " ".join([*words[:1], *(f"{word[0]}." for word in words[1:2])])


def short_name(title: str) -> str:
    """An officer's name without degrees."""
    return title.split(",")[0]


def mask_person(text: str, name: str) -> str:
    """What an officer wrote about a case, in a list: the applicant's name and every NIK in it masked."""
    found = re.compile(re.escape(name), re.IGNORECASE)
    return masked(found.sub(lambda _: mask_name(name), text) if name else text)


def clean(text: str, *, lines: bool = False) -> str:
    """Text without control characters, so that what one officer types cannot steer another's terminal or printer.

    Args:
        lines: keep line breaks (thread notes, answers); otherwise they become spaces.
    """
    kept = []
    for char in text.replace("\r\n", "\n").replace("\r", "\n"):
        if char == "\n":
            kept.append("\n" if lines else " ")
        elif char == "\t":
            kept.append(" ")
        elif unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
            kept.append(char)
    whole = "".join(kept)
    # Composed last: what stood between a letter and its accent is gone only now.
    return (whole if whole.isascii() else _composed(whole)).strip()


def seen(text: str, *, lines: bool = False) -> str:
    """Text as it may be painted: each sign that steers a terminal or cannot be seen is shown as one that can.

    For what is in the database whatever way it came there; as long as the text itself, so that places in it stay.

    Args:
        lines: line breaks are line breaks; otherwise they are blanks.
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _stands_for(char, lines) for char in text)


def _stands_for(char: str, lines: bool) -> str:
    if char == "\n":
        return "\n" if lines else " "
    return " " if char == "\t" or unicodedata.category(char) == "Zs" else UNSEEN


def _composed(text: str) -> str:
    kept, marks = [], 0
    for part in _parts("NFD", text):
        marks = marks + 1 if unicodedata.combining(part) else 0
        if marks <= MOST_MARKS:
            kept.append(part)
    return unicodedata.normalize("NFC", "".join(kept))


def _parts(form: Literal["NFD", "NFKD"], text: str) -> Iterator[str]:
    """Letters and accents apart, letter by letter: a whole text would also put endless accents in order."""
    return (part for char in text for part in unicodedata.normalize(form, char))


def search_form(text: str) -> str:
    """The form names are compared in: no accents, one case, single spaces."""
    plain = "".join(part for part in _parts("NFKD", text) if not unicodedata.combining(part))
    return " ".join(plain.casefold().split())
