"""``board report``: what the office did, in counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from board.cli.context import Context
from board.cli.output import line
from board.cli.parser import Verbs


def add(verbs: Verbs) -> None:
    """Declare the verbs."""
    report = verbs.noun("report", "laporan bulanan, hanya jumlah")
    recap = report.verb("recap", "rekap sebulan: sisa awal, masuk, selesai, batal, sisa akhir", show_recap)
    recap.add_argument("--month", required=True, metavar="BULAN", help="2026-11")
    into = recap.add_mutually_exclusive_group()
    into.add_argument("--csv", type=Path, metavar="F", help="tulis ke berkas CSV")
    into.add_argument("--pdf", type=Path, metavar="F", help="cetak ke berkas PDF dengan blok tanda tangan")


def show_recap(context: Context) -> int:
    """Show a recap, or write it to a file."""
    from board.services import recap

    arguments, desk = context.arguments, context.desk()
    path = arguments.csv or arguments.pdf
    if arguments.csv:
        told = recap.write_recap_csv(desk, arguments.month, path)
    elif arguments.pdf:
        told = recap.write_recap_pdf(desk, arguments.month, path, context.looking())
    else:
        told = recap.recap(desk, arguments.month)
    if path:
        told["file"] = str(path)
        context.show(told, lambda: line(f"Rekap {told['title']} ditulis ke {path}.{_provisional(told)}"))
        return 0
    columns = [("service", "Layanan"), ("opening", "Sisa awal"), ("incoming", "Masuk"), ("done", "Selesai"),
               ("void", "Batal"), ("closing", "Sisa akhir"), ("returned", "Ke pemohon"), ("urgent", "Mendesak"),
               ("on_time", "Tepat"), ("late", "Terlambat")]  # fmt: skip
    context.show_list(told, columns, [*told["rows"], {**told["total"], "service": "Jumlah"}])
    context.say(f"Rekap {told['title']}, data per {told['data_at']}.{_provisional(told)}")
    for outage in told["outages"]:
        context.say(f"Gangguan {outage['title']}: {outage['hours']} jam. {outage['reason']}")
    if not told["balanced"]:
        context.note("Rekap tidak seimbang; jalankan board verify.")
    return 0


def _provisional(told: dict[str, Any]) -> str:
    return "" if told["final"] else " SEMENTARA: bulan ini belum berakhir."
