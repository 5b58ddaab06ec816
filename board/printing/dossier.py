"""Berkas lengkap: a case as one PDF for whoever looks it over: what is known, what happened, every paper and file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, PageBreak

from board.printing.blocks import FillPage, centred, gap, head_of, heading, text
from board.printing.confidential import without_secrets
from board.printing.fonts import printable
from board.printing.joined import NotJoined, join, page_count, pages_to_join
from board.printing.photos import PDF
from board.printing.pictures import picture_of
from board.printing.sheet import build
from board.printing.tables import grid, pairs, shares

NOTHING = "Tidak ada."
CONFIDENTIAL = (
    "Untuk pemeriksaan di dalam kantor. Memuat data pribadi dan catatan internal; setiap pembukaan dicatat pada "
    "jurnal akses."
)
SECRET = "Tidak ditampilkan: pelapor meminta identitasnya dirahasiakan."
CAPTION_ROOM = 6 * mm


@dataclass
class _Annex:
    """A paper or a file behind the chapters: a sheet of ours, and its own pages where it is a PDF."""

    chapter: str
    title: str
    item: dict[str, Any]
    path: Path | None = None
    """A PDF whose pages follow."""
    pages: int = 0


@dataclass
class _Plan:
    """Where everything stands, once the chapters have been laid out and the pages of all files are counted."""

    starts: list[tuple[str, int]] = field(default_factory=list)
    """Chapters and the page each begins on."""
    total: int = 0
    numbers: list[int] = field(default_factory=list)
    """Number in the whole of every page of ours."""

    def words(self, page: int) -> str:
        """``hlm 3/40``."""
        number = self.numbers[page - 1] if page <= len(self.numbers) else page
        return f"hlm {number}/{self.total}" if self.total else f"hlm {number}"


def dossier(data: dict[str, Any]) -> tuple[bytes, int]:
    """The dossier as PDF, and how many pages it has; equal data and files give equal bytes."""
    clean = without_secrets(data)
    data = clean | {name: _looked_into(clean[name]) for name in ("papers", "attachments")}
    annexes = [*_annexes(data["papers"], "Cetakan"), *_annexes(data["attachments"], "Lampiran")]
    first = _Plan()
    chapters = page_count(build(data, lambda width, size: _chapters(data, first, width, size), counted=first.words))
    plan = _Plan(first.starts, chapters + sum(1 + annex.pages for annex in annexes), list(range(1, chapters + 1)))
    for before in [0, *(annex.pages for annex in annexes)][: len(annexes)]:
        plan.numbers.append(plan.numbers[-1] + 1 + before)
    again = _Plan()
    own = build(
        data,
        lambda width, size: [*_chapters(data, again, width, size, plan), *_sheets(annexes, width, size)],
        counted=plan.words,
    )
    between = {chapters + place: annex.path for place, annex in enumerate(annexes, start=1) if annex.path}
    about = {"/Title": f"{data['title']} {data['number']}", "/Author": printable(data["office"]["agency"])}
    return join(own, between, _outline(plan, annexes, chapters), about), plan.total


def _looked_into(items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Papers and files with the number of pages each PDF brings, or with what keeps it out of the dossier."""
    found = []
    for item in items:
        pages, fault = 0, item["fault"]
        if item["path"] is None:
            fault = fault or SECRET
        elif not fault and item["mime"] == PDF:
            try:
                pages = pages_to_join(item["path"])
            except NotJoined as told:
                fault = str(told)
        found.append({**item, "pages": pages, "fault": fault})
    return found


def _annexes(items: Sequence[dict[str, Any]], chapter: str) -> list[_Annex]:
    """What is drawn behind the chapters; the rest only stands in its list, with the reason."""
    return [
        _Annex(
            chapter, f"{chapter} {place}: {item['name']}", item, item["path"] if item["pages"] else None, item["pages"]
        )
        for place, item in enumerate(items, start=1)
        if not item["fault"]
    ]


def _outline(plan: _Plan, annexes: Sequence[_Annex], chapters: int) -> list[tuple[str, int, bool]]:
    told = [(title, page, False) for title, page in plan.starts]
    seen = ""
    for annex, number in zip(annexes, plan.numbers[chapters:], strict=True):
        if annex.chapter != seen:
            told.append((f"{annex.chapter} (isi)", number, False))
        seen = annex.chapter
        told.append((printable(annex.title), number, True))
    return told


class _Begins(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """Notes the page a chapter begins on."""

    def __init__(self, plan: _Plan, title: str) -> None:
        super().__init__()
        self._plan, self._title = plan, title

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """It takes no room."""
        return 0, 0

    def draw(self) -> None:
        """Note the page."""
        self._plan.starts.append((self._title, self.canv.getPageNumber()))


def _chapters(
    data: dict[str, Any], plan: _Plan, width: float, size: float, known: _Plan | None = None
) -> list[Flowable]:  # fmt: skip
    chapters = [
        ("Data", _known(data, width, size)),
        ("Persyaratan", _table(["No", "Persyaratan", "Bentuk", "Keadaan"], (10, 95, 30, 25),
                               _counted(data["requirements"]), width, size)),
        ("Riwayat", _table(["No", "Waktu", "Kejadian", "Oleh", "Alasan dan rincian", "Sidik"], (8, 20, 34, 36, 50, 24),
                           [[item[name] for name in ("seq", "at", "what", "who", "why", "hash")]
                            for item in data["events"]], width, size * 0.82)),
        ("Buku register", _table(["Buku", "Nomor", "Dicatat", "Oleh", "Keadaan"], (38, 38, 26, 32, 38),
                                 data["books"], width, size * 0.9)),
        ("Berkas terkait", _table(["Berkas", "Hubungan", "Sejak", "Oleh", "Keadaan"], (34, 38, 26, 32, 40),
                                  data["links"], width, size * 0.9)),
        ("Nomor lain yang mewakili pemohon", _table(["Telepon", "Nama", "Sejak", "Oleh", "Keadaan"],
                                                    (34, 38, 26, 32, 40), data["contacts"], width, size * 0.9)),
        ("Insiden data pribadi", _table(["Ditemukan", "Uraian", "Batas 3 x 24 jam", "Keadaan"], (26, 74, 30, 40),
                                        data["incidents"], width, size * 0.9)),
        ("Utas", _said(data, size)),
        ("Pesan untuk pemohon", _table(["Ditulis", "Kepada", "Isi", "Keadaan"], (26, 36, 78, 30), data["messages"],
                                       width, size * 0.9)),
        ("Daftar cetakan", _table(["No", "Cetakan", "Keterangan"], (10, 60, 100), _listed(data["papers"]), width,
                                  size * 0.9)),
        ("Daftar lampiran", _table(["No", "Lampiran", "Keterangan"], (10, 60, 100), _listed(data["attachments"]),
                                   width, size * 0.9)),
    ]  # fmt: skip
    told = _cover(data, [title for title, _ in chapters], known, width, size)
    for title, blocks in chapters:
        head, *rest = head_of(title, size * 1.25)
        told += [head, _Begins(plan, title), *rest, *blocks, gap(4)]
    return told


def _cover(
    data: dict[str, Any], titles: Sequence[str], known: _Plan | None, width: float, size: float
) -> list[Flowable]:  # fmt: skip
    pages = dict(known.starts) if known else {}
    intact = (
        f"Utuh: {len(data['events'])} kejadian, sidik terakhir {data['last_hash']}."
        if not data["faults"]
        else f"TIDAK UTUH: {len(data['faults'])} temuan. {' '.join(data['faults'])}"
    )
    facts = [*data["cover"], ("Jumlah halaman", str(known.total) if known else "-"), ("Rantai riwayat", intact)]
    return [
        heading(data["title"].upper(), size * 1.9),
        centred(data["number"], size * 1.5, bold=True),
        gap(4),
        pairs(facts, width, size),
        gap(5),
        text(CONFIDENTIAL, size * 0.9, italic=True, space=4),
        *head_of("Isi", size),
        pairs([(title, f"hlm {pages[title]}" if title in pages else "-") for title in titles], width, size, 0.6),
        PageBreak(),
    ]


def _known(data: dict[str, Any], width: float, size: float) -> list[Flowable]:
    applicant = data["applicant"]
    told: list[Flowable] = [
        pairs([("Pemohon", applicant["name"]), ("NIK", applicant["nik"]), ("No. KK", applicant["no_kk"]),
               ("Telepon", applicant["phone"]), *data["fields"]], width, size)
    ]  # fmt: skip
    for table in data["people"]:
        told += [gap(2), *head_of(table["title"], size)]
        rows = [
            (str(place), "; ".join(f"{title}: {value}" for title, value in row))
            for place, row in enumerate(table["rows"], start=1)
        ]
        told.append(grid(["No", "Isi"], rows, shares(width, 8, 160), size * 0.9) if rows else text(NOTHING, size))
    return told


def _counted(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[str(place), *row] for place, row in enumerate(rows, start=1)]


def _listed(items: Sequence[dict[str, Any]]) -> list[list[str]]:
    told = []
    for place, item in enumerate(items, start=1):
        facts = [f"{title}: {value}" for title, value in item["facts"] if "SHA" not in title]
        told.append([str(place), item["name"], "\n".join([*facts, item["fault"]]).strip()])
    return told


def _table(
    head: Sequence[str], parts: Sequence[float], rows: Sequence[Sequence[str]], width: float, size: float
) -> list[Flowable]:  # fmt: skip
    return [grid(head, rows, shares(width, *parts), size)] if rows else [text(NOTHING, size)]


def _said(data: dict[str, Any], size: float) -> list[Flowable]:
    told: list[Flowable] = []
    for note in data["thread"]:
        mark = "INTERNAL · " if note["internal"] else ""
        told += [text(f"{mark}{note['head']}", size * 0.9, bold=True, tied=True)]
        told += [text(line, size, space=1) for line in note["text"].split("\n") if line.strip()]
        told.append(gap(2))
    return told or [text(NOTHING, size)]


def _sheets(annexes: Sequence[_Annex], width: float, size: float) -> list[Flowable]:
    told: list[Flowable] = []
    for annex in annexes:
        told += [PageBreak(), text(annex.title, size * 1.3, bold=True, space=3), gap(1)]
        told += [pairs(annex.item["facts"], width, size), gap(3)]
        if annex.path:
            told.append(text(f"{annex.pages} halaman berikut ini berasal dari berkas tersebut.", size))
        else:
            told.append(FillPage(partial(_photo, annex.item["path"], size)))
    return told


def _photo(path: Path, size: float, width: float, height: float) -> Flowable:
    try:
        return picture_of(path, width, height - CAPTION_ROOM)
    except (OSError, ValueError, SyntaxError):
        return text("Foto ini rusak atau tidak dapat dibuka.", size, bold=True)
