"""Laporan Hasil Pengaduan: the complaints of a month per category, in counts alone (DOMAIN D).

No name, number or word of any complaint is in it, and nobody's sight changes it: these are the office's numbers. As in
the recap a complaint counts in the month it was recorded in, and again in the month it was taken up again, so that
every line balances: sisa awal + masuk = selesai + batal + sisa akhir, and sederhana + kompleks + belum dinilai = sisa
awal + masuk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from board.errors import NotFound
from board.services.complaint_stays import CATEGORY, PASSED_ON, Stay, stays_in
from board.services.csv_text import csv_text
from board.services.desk import Desk
from board.services.end_case import KINDS
from board.services.months import begun_month
from board.services.report_paper import report_head, report_snapshot
from board.services.storage import keep_file, must_be_writable
from board.services.times import millis, moment
from board.workflow.facts import Actor
from board.workflow.level import LEVEL_TITLES
from board.workflow.office import Signature
from board.workflow.sop import Sop

DOCUMENT = "laporan_pengaduan"
BOOK = "pengaduan"
"""The services that write this book are the complaints."""
MAKER = Signature("Pejabat Pengelola Pengaduan", "pengelola_aduan")
"""Who signs for it, unless the office names somebody else."""
REPLY, SETTLEMENT = "tanggapan_awal", "penyelesaian"
LIMITS = {REPLY: ("Tanggapan awal lewat 14 hari", 14), SETTLEMENT: ("Penyelesaian lewat 60 hari", 60)}
"""Days of the calendar: until the pelapor hears from the office, and until a complete complaint is settled (E.4)."""
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
    **{f"past_{name}": title for name, (title, _) in LIMITS.items()},
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
    span = _Span(desk, millis(begin), millis(end), millis(min(end, desk.now())))
    titles = _titles(sops, stays.found)
    rows = [
        {
            "category": category or None,
            "title": title,
            **span.counts(stay for stay in stays.found if stay.category == category),
        }
        for category, title in titles.items()
    ]
    total = span.counts(stays.found)
    return {
        **report_head(desk, begin, end),
        "balanced": stays.agree and all(row["balanced"] for row in (*rows, total)),
        "rows": rows,
        "total": total,
        "next": None,
    }


def _titles(sops: Sequence[Sop], found: Iterable[Stay]) -> dict[str, str]:
    """Every category with its title, those of the newest version last changed; what has none comes last."""
    fields = [field for sop in sops if (field := sop.field(CATEGORY)) is not None]
    known = {option.value: option.title for field in fields for option in field.options}
    odd = {stay.category: stay.category for stay in found if stay.category and stay.category not in known}
    return {**known, **odd, "": NO_CATEGORY}


class _Span:
    """Counts the stays of a month.

    Args:
        seen: the moment the report looks from: the end of the month, or now.
    """

    def __init__(self, desk: Desk, begin: int, end: int, seen: int) -> None:
        self._calendar, self._zone = desk.profile.calendar, desk.zone
        self._begin, self._end, self._seen = begin, end, seen

    def counts(self, some: Iterable[Stay]) -> dict[str, Any]:
        """One line of the report."""
        stays = list(some)
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
            "referred": sum(stay.outcome == PASSED_ON for stay in done),
            "void": void.total(),
            "void_by": {kind: void[kind] for kind in KINDS},
            "closing": len(stays) - len(ended),
            "levels": {level: levels[level] for level in LEVELS},
            "answer_average_minutes": round(sum(took) / len(took)) if took else None,
            "answer_longest_minutes": max(took, default=None),
            "past": {
                REPLY: sum(self._is_past(REPLY, stay.since, stay.replied) for stay in stays),
                SETTLEMENT: sum(self._is_past(SETTLEMENT, stay.complete, stay.ended) for stay in stays),
            },
        }
        return {**row, "balanced": balances(row)}

    def _minutes(self, stay: Stay) -> int:
        """Open time from when the pelapor began to wait until the answer."""
        begin, end = self._moment(stay.since), self._moment(stay.answered or stay.since)
        return int(self._calendar.working_time(begin, end).total_seconds() // 60)

    def _is_past(self, limit: str, since: int | None, met: int | None) -> bool:
        if since is None:
            return False
        last = self._moment(since).date() + timedelta(days=LIMITS[limit][1])
        return self._moment(self._seen if met is None else met).date() > last

    def _moment(self, stored: int) -> datetime:
        return moment(stored, self._zone)


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
    keep_file(path, csv_text(list(HEAD.values()), [_cells(line) for line in lines]).encode())
    return told


def _cells(row: Mapping[str, Any]) -> list[Any]:
    flat = {
        **row,
        "category": row["title"],
        "balanced": "ya" if row["balanced"] else "tidak",
        **{f"void_{kind}": number for kind, number in row["void_by"].items()},
        **{f"level_{level}": number for level, number in row["levels"].items()},
        **{f"past_{limit}": number for limit, number in row["past"].items()},
    }
    return [flat[name] for name in HEAD]


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
    words = {"kinds": KINDS, "levels": LEVELS, "limits": {name: title for name, (title, _) in LIMITS.items()}}
    data = report_snapshot(desk, told, actor, DOCUMENT, "Laporan hasil pengaduan", heading, MAKER) | words
    keep_file(path, complaint_report_paper(data))
    return told
