"""Laporan Hasil Pengaduan: the complaints of a month per category, in counts alone (DOMAIN D).

No name, number or word of any complaint is in it, and nobody's sight changes it: these are the office's numbers. As in
the recap a complaint counts in the month it was recorded in, and again in the month it was taken up again, so that
every line balances: sisa awal + masuk = selesai + batal + sisa akhir, and sederhana + kompleks + belum dinilai = sisa
awal + masuk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from board.errors import NotFound
from board.services.complaint_stays import CATEGORY, Stay, office_limits, stays_in
from board.services.csv_text import csv_text
from board.services.desk import Desk
from board.services.end_case import KINDS
from board.services.months import begun_month
from board.services.refer_case import REFERRED
from board.services.report_paper import report_head, report_snapshot
from board.services.storage import keep_file, must_be_writable
from board.services.times import millis, moment
from board.workflow.facts import Actor
from board.workflow.level import LEVEL_TITLES
from board.workflow.office import Signature
from board.workflow.sop import Deadline, Sop

DOCUMENT = "laporan_pengaduan"
BOOK = "pengaduan"
"""The services that write this book are the complaints."""
MAKER = Signature("Pejabat Pengelola Pengaduan", "pengelola_aduan")
"""Who signs for it, unless the office names somebody else."""
UNRATED = "belum"
LEVELS = {**LEVEL_TITLES, UNRATED: "Belum dinilai"}
NO_CATEGORY = "Belum dikategorikan"
COUNTED = ("opening", "incoming", "reopened", "done", "referred", "void", "closing")
HEAD = {
    "category": "Kategori", "opening": "Sisa awal", "incoming": "Masuk", "reopened": "Dibuka kembali (dari yang masuk)",
    "done": "Selesai", "referred": "Diteruskan (dari yang selesai)", "void": "Batal",
    **{f"void_{kind}": title for kind, title in KINDS.items()},
    "closing": "Sisa akhir", "balanced": "Seimbang", **{f"level_{level}": title for level, title in LEVELS.items()},
    "answer_average_minutes": "Lama jawab rata-rata (menit kerja)",
    "answer_longest_minutes": "Lama jawab terlama (menit kerja)",
}  # fmt: skip


def complaint_report(desk: Desk, month: str) -> dict[str, Any]:
    """The complaints of a month, as the data are now; of the running month it is provisional (``final`` false).

    Raises:
        InputInvalid: not a month, or one that has not begun.
        NotFound: the office takes no complaints.
    """
    begin, end = begun_month(desk, month)
    sops = desk.shelf.writing(BOOK)
    if not sops:
        raise NotFound("SOP", "pengaduan", "Kantor ini tidak memasang SOP yang menulis Buku Register Pengaduan.")
    with desk.store.reading():
        stays = stays_in(desk, sops, begin, end)
    span = _Span(desk, millis(begin))
    titles = _titles(sops, stays.found)
    limits = {item.id: _limit(item) for sop in sops for item in office_limits(sop)}
    rows = [
        {
            "category": category or None,
            "title": title,
            **span.counts([stay for stay in stays.found if stay.category == category], limits),
        }
        for category, title in titles.items()
    ]
    total = span.counts(stays.found, limits)
    return {
        **report_head(desk, begin, end),
        "balanced": stays.agree and all(row["balanced"] for row in (*rows, total)),
        "rows": rows,
        "total": total,
        "limits": limits,
        "next": None,
    }


def _titles(sops: Sequence[Sop], found: Iterable[Stay]) -> dict[str, str]:
    """Every category with its title, those of the newest version last changed; what has none comes last."""
    fields = [field for sop in sops if (field := sop.field(CATEGORY)) is not None]
    known = {option.value: option.title for field in fields for option in field.options}
    odd = {stay.category: stay.category for stay in found if stay.category and stay.category not in known}
    return {**known, **odd, "": NO_CATEGORY}


def _limit(item: Deadline) -> dict[str, str]:
    """A limit of law in words: ``Tanggapan awal``, ``14 hari sejak diterima``."""
    unit = "hari kerja" if item.unit == "hari_kerja" else "hari"
    return {"title": item.title, "span": f"{item.amount} {unit}", "since": item.since}


class _Span:
    """Counts the stays of a month that begins at a moment."""

    def __init__(self, desk: Desk, begin: int) -> None:
        self._calendar, self._zone = desk.profile.calendar, desk.zone
        self._begin = begin

    def counts(self, stays: Sequence[Stay], limits: Iterable[str]) -> dict[str, Any]:
        """One line of the report."""
        ended = [stay for stay in stays if stay.ended is not None]
        void = Counter(stay.outcome for stay in ended if stay.outcome in KINDS)
        done = [stay for stay in ended if stay.outcome not in KINDS]
        came = [stay for stay in stays if stay.began >= self._begin]
        levels = Counter(stay.level or UNRATED for stay in stays)
        took = [self._minutes(stay) for stay in done]
        row = {
            "opening": len(stays) - len(came),
            "incoming": len(came),
            "reopened": sum(stay.again for stay in came),
            "done": len(done),
            "referred": sum(stay.outcome == REFERRED for stay in done),
            "void": void.total(),
            "void_by": {kind: void[kind] for kind in KINDS},
            "closing": len(stays) - len(ended),
            "levels": {level: levels[level] for level in LEVELS},
            "answer_average_minutes": round(sum(took) / len(took)) if took else None,
            "answer_longest_minutes": max(took, default=None),
            "past": {limit: sum(limit in stay.past for stay in stays) for limit in limits},
        }
        return {**row, "balanced": balances(row)}

    def _minutes(self, stay: Stay) -> int:
        """Open time from when the pelapor began to wait until the answer."""
        begin, end = (moment(at, self._zone) for at in (stay.since, stay.answered or stay.since))
        return int(self._calendar.working_time(begin, end).total_seconds() // 60)


def balances(row: Mapping[str, Any]) -> bool:
    """Whether what came is what went and what is left, and every complaint has one level or none."""
    handled = row["opening"] + row["incoming"]
    return bool(
        handled == row["done"] + row["void"] + row["closing"] == sum(row["levels"].values())
        and sum(row["void_by"].values()) == row["void"]
    )


def write_complaint_csv(desk: Desk, month: str, path: Path) -> dict[str, Any]:
    """Write the categories of a month, and their sum, as CSV.

    Raises:
        InputInvalid, NotFound: see ``complaint_report``.
        UsageWrong, HomeUnusable: the file cannot be written; what stood in it is left as it was.
    """
    must_be_writable(path)
    told = complaint_report(desk, month)
    lines = [*told["rows"], {**told["total"], "title": "Jumlah"}]
    head = {
        **HEAD,
        **{f"past_{limit}": f"{item['title']} lewat {item['span']}" for limit, item in told["limits"].items()},
    }
    keep_file(path, csv_text(list(head.values()), [_cells(line, head) for line in lines]).encode())
    return told


def _cells(row: Mapping[str, Any], head: Iterable[str]) -> list[Any]:
    flat = {
        **row,
        "category": row["title"],
        "balanced": "ya" if row["balanced"] else "tidak",
        **{f"void_{kind}": number for kind, number in row["void_by"].items()},
        **{f"level_{level}": number for level, number in row["levels"].items()},
        **{f"past_{limit}": number for limit, number in row["past"].items()},
    }
    return [flat[name] for name in head]


def write_complaint_pdf(desk: Desk, month: str, path: Path, actor: Actor) -> dict[str, Any]:
    """Print the complaints of a month to a PDF, with room for the signatures.

    Raises:
        InputInvalid, NotFound: see ``complaint_report``.
        UsageWrong, HomeUnusable: the file cannot be written; what stood in it is left as it was.
    """
    # reportlab costs more than the whole board to import, and most processes never print.
    from board.printing.complaint_report import complaint_report_paper

    must_be_writable(path)
    told = complaint_report(desk, month)
    heading = f"Laporan hasil pengaduan bulan {told['title']}"
    words = {"kinds": KINDS, "levels": LEVELS}
    data = report_snapshot(desk, told, actor, DOCUMENT, "Laporan hasil pengaduan", heading, MAKER) | words
    keep_file(path, complaint_report_paper(data))
    return told
