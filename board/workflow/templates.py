"""Texts with variables in braces that an office writes itself: number patterns and messages, tried before they count.

What an office writes here is filled in while a case is being registered or moved: a text that fails then would stop the
service, and two numbers that come out alike would make a case nobody finds. So both are filled in with samples first.
"""

from __future__ import annotations

import re
import string
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import product

from board.wording import clean

MESSAGE_VARIABLES = (
    "nama", "nomor", "layanan", "permohonan", "dokumen", "daftar", "jam", "kantor", "catatan", "kode",
)  # fmt: skip
OUTAGE_MESSAGE, OUTAGE_VARIABLES = "gangguan", ("sistem", "sejak")
"""The sentence that other messages take along while a system is down, and what it may name."""
STATUS_TEXTS = "status_"
"""How the names of the texts begin that answer where a berkas is."""
STATUS_VARIABLES = (
    "nomor", "layanan", "permohonan", "dokumen", "diterima", "sejak", "tempat", "petugas", "diminta", "hari", "janji",
    "jam", "kantor", "pengganti",
)  # fmt: skip
"""What they may name: nobody's name and no number of a person, since they are read aloud on the telephone."""
NUMBER_PARTS: Mapping[str, tuple[object, ...]] = {
    # Codes that end in a figure, or begin as another one does, run into a number that stands right beside them.
    "series": ("KK", "KKU", "KK1", "A"),
    "year": (2026, 2027),
    "number": (1, 9, 10, 11, 9999, 10000),
}
"""The parts of a number and the samples it is tried with."""
LETTER_PARTS = {name: NUMBER_PARTS[name] for name in ("number", "year")}
LONGEST_NUMBER = 64
"""What fits on a card, a label and a barcode."""
_FIGURES = re.compile(r"|d|0?[1-9]d|0?1[0-2]d", re.ASCII)
"""The forms of a whole number that make sense in a register: as it is, or at least so many figures wide."""


def pattern_faults(
    where: str, pattern: str, known: Mapping[str, tuple[object, ...]], apart: Collection[str], *, coded: bool = False
) -> Iterator[str]:
    """What is wrong with a pattern of numbers.

    Args:
        known: the parts it may name, with samples.
        apart: the parts by which two numbers differ; each of them must show in the text.
        coded: whether the text is printed as a barcode, too.
    """
    try:
        parts = list(_parts(pattern))
    except ValueError:
        parts = [(pattern, "", "")]
    used = {name for name, _, _ in parts}
    if not used <= known.keys():
        yield f"{where}: hanya {_in_braces(known)} yang dikenal"
        return
    if missing := [part for part in apart if part not in used]:
        yield f"{where}: {_in_braces(missing)} wajib ada agar nomornya tidak kembar"
        return
    if not all(_plain(*part) for part in parts):
        yield f"{where}: tulis {{series}} tanpa bentuk, angka seperti {{number}} atau {{number:05d}} (lebar sampai 12)"
        return
    yield from _sample_faults(where, pattern, known, apart, coded=coded)


def _plain(name: str, form: str | None, turned: str | None) -> bool:
    return not turned and (not form if name == "series" else bool(_FIGURES.fullmatch(form or "")))


def _sample_faults(
    where: str, pattern: str, known: Mapping[str, tuple[object, ...]], apart: Collection[str], *, coded: bool
) -> Iterator[str]:
    # Parts that need not tell two numbers apart stay at their first sample.
    samples = [known[name] if name in apart else known[name][:1] for name in known]
    made = [pattern.format(**dict(zip(known, values, strict=True))) for values in product(*samples)]
    if any(text != clean(text) or not text.isprintable() for text in made):
        yield f"{where}: tidak boleh diawali atau diakhiri spasi, atau memuat tanda yang tidak tercetak"
    elif coded and not all(text.isascii() for text in made):
        yield f"{where}: hanya huruf, angka, dan tanda yang ada pada papan ketik, agar kode batangnya terbaca"
    elif max(map(len, made)) > LONGEST_NUMBER:
        yield f"{where}: nomornya lebih panjang dari {LONGEST_NUMBER} huruf"
    elif len({text.casefold() for text in made}) != len(made):
        yield f"{where}: dua nomor yang berbeda tertulis sama; pisahkan bagian-bagiannya dengan tanda"


def is_message(name: str) -> bool:
    """Whether a text is a message of its own, which a move may send."""
    return name != OUTAGE_MESSAGE and not name.startswith(STATUS_TEXTS)


def _variables(name: str) -> tuple[str, ...]:
    if name == OUTAGE_MESSAGE:
        return OUTAGE_VARIABLES
    return STATUS_VARIABLES if name.startswith(STATUS_TEXTS) else MESSAGE_VARIABLES


def message_faults(name: str, template: str) -> Iterator[str]:
    """What is wrong with the text of a message."""
    yield from text_faults(f"messages.{name}", template, _variables(name), empty="pesannya kosong")


def text_faults(where: str, template: str, known: Collection[str], *, empty: str) -> Iterator[str]:
    """What is wrong with a text that names variables.

    Args:
        empty: what is said of one without words.
    """
    try:
        parts = list(_parts(template))
    except ValueError:
        yield f"{where}: kurung kurawal tidak berpasangan"
        return
    unknown = sorted({name for name, _, _ in parts}.difference(known))
    for name in unknown:
        yield f"{where}: variabel {{{name}}} tidak dikenal"
    if unknown:
        return
    if any(form or turned for _, form, turned in parts):
        yield f"{where}: tulis variabel tanpa tambahan, seperti {{nama}}"
    elif not clean(template.format(**dict.fromkeys(known, "x"))):
        yield f"{where}: {empty}"


def _parts(template: str) -> Iterator[tuple[str, str | None, str | None]]:
    """What stands in braces: name, form and conversion.

    Raises:
        ValueError: braces that do not match, or stand inside one another.
    """
    for _, name, form, turned in string.Formatter().parse(template):
        if "{" in (form or ""):
            raise ValueError(template)
        if name is not None:
            yield name, form, turned


def _in_braces(names: Iterable[str]) -> str:
    return " ".join(f"{{{name}}}" for name in names)
