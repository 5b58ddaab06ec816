"""``board report``: what the office did, in counts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from board.cli.context import Context
from board.cli.output import line
from board.cli.parser import Verbs, add_paging
from board.wording import UNSEEN_NOT_COUNTED


def add(verbs: Verbs) -> None:
    """Declare the verbs."""
    report = verbs.noun("report", "ringkasan pagi dan laporan bulanan")
    morning = report.verb("morning", "ringkasan pagi: baki, terlambat, belum tercetak, tidak di tempat", show_morning)
    morning.add_argument("--list", dest="key", metavar="KUNCI", help="berkas dari satu baris: late, tray:NAMA, ...")
    add_paging(morning)
    for word, about, run in (
        ("recap", "rekap sebulan: sisa awal, masuk, selesai, batal, sisa akhir", show_recap),
        ("complaints", "laporan hasil pengaduan sebulan per kategori, hanya jumlah", show_complaints),
        ("consultations", "rekap catatan konsultasi sebulan, nama tersamar", show_consultations),
        ("flow", "alur sebulan: waktu kerja dan antre per langkah, pengembalian", show_flow),
        ("sla", "waktu layanan sebulan: tepat dan terlambat, beban petugas, per tanggal", show_sla),
    ):
        verb = report.verb(word, about, run)
        verb.add_argument("--month", required=True, metavar="BULAN", help="2026-11")
        into = verb.add_mutually_exclusive_group()
        into.add_argument("--csv", type=Path, metavar="F", help="tulis ke berkas CSV")
        into.add_argument("--pdf", type=Path, metavar="F", help="cetak ke berkas PDF dengan blok tanda tangan")


def show_morning(context: Context) -> int:
    """Show the summary of the morning, or the cases of one of its lines."""
    from board.services import morning

    desk, arguments = context.desk(), context.arguments
    if arguments.key is not None:
        told = morning.morning_cases(
            desk, context.user, arguments.key, limit=arguments.limit, after=arguments.after
        )  # fmt: skip
        columns = [("number", "Nomor"), ("name", "Pemohon"), ("service", "Layanan"), ("tray", "Baki"), ("why", "Sebab")]
        shown = [{**row, "name": row["applicant"]["name"], "tray": row["step"]["tray"]} for row in told["rows"]]
        context.show_list(told, columns, shown)
        return 0
    told = morning.told_morning(desk, morning.load_morning(desk, context.user))
    context.show(told, lambda: _tell_morning(told))
    return 0


def _tell_morning(told: dict[str, Any]) -> None:
    for section in told["sections"]:
        line(section["title"])
        for item in section["lines"]:
            right = f" ({item['right']})" if item["right"] else ""
            key = f"  [{item['key']}]" if item["key"] else ""
            line(f"  {item['words']}{right}{key}")
    if told["quiet"]:
        line(f"Tidak ada: {', '.join(told['quiet']).lower()}.")


def show_recap(context: Context) -> int:
    """Show a recap, or write it to a file."""
    from board.services import recap

    if _filed(context, "Rekap", recap.write_recap_csv, recap.write_recap_pdf):
        return 0
    told = recap.recap(context.desk(), context.arguments.month)
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


def show_complaints(context: Context) -> int:
    """Show the complaints of a month, or write them to a file."""
    from board.services import complaint_report as report

    if _filed(context, "Laporan hasil pengaduan", report.write_complaint_csv, report.write_complaint_pdf):
        return 0
    told = report.complaint_report(context.desk(), context.arguments.month)
    columns = [("title", "Kategori"), ("opening", "Sisa awal"), ("incoming", "Masuk"), ("done", "Selesai"),
               ("referred", "Diteruskan"), ("void", "Batal"), ("closing", "Sisa akhir"), ("sederhana", "Sederhana"),
               ("kompleks", "Kompleks"), ("answer_average_minutes", "Jawab (mnt kerja)")]  # fmt: skip
    lines = [*told["rows"], {**told["total"], "title": "Jumlah"}]
    context.show_list(told, columns, [{**row, **row["levels"]} for row in lines])
    context.say(f"Laporan hasil pengaduan {told['title']}, data per {told['data_at']}.{_provisional(told)}")
    for limit, number in told["total"]["past"].items():
        item = told["limits"][limit]
        context.say(f"{item['title']} lewat {item['span']} sejak {item['since']}: {number}.")
    if not told["balanced"]:
        context.note("Laporan tidak seimbang; jalankan board verify.")
    return 0


def show_consultations(context: Context) -> int:
    """Show the consultations of a month, or write them to a file."""
    from board.services import consultation_report as report

    actor = context.looking()
    write_csv = partial(report.write_consultation_csv, actor=actor)
    if _filed(context, "Rekap catatan konsultasi", write_csv, report.write_consultation_pdf):
        return 0
    told = report.consultation_report(context.desk(), context.arguments.month, actor)
    columns = [("register", "No. register"), ("registered_on", "Didaftarkan"), ("applicant", "Pemohon"),
               ("state", "Keadaan"), ("letter", "Nomor surat"), ("answered_on", "Dijawab"),
               ("collected_on", "Tanda terima")]  # fmt: skip
    context.show_list(told, columns)
    total = told["total"]
    context.say(f"Rekap catatan konsultasi {told['title']}, data per {told['data_at']}.{_provisional(told)}")
    context.say(
        f"Sisa awal {total['opening']}, didaftarkan {total['registered']}, dijawab {total['answered']}, "
        f"batal {total['void']}, belum dijawab {total['waiting']}."
    )
    return 0


def show_flow(context: Context) -> int:
    """Show the flow of a month, or write it to a file."""
    from board.cli.time_reports import tell_flow
    from board.services import flow_report as report

    if not _filed(context, "Laporan alur", report.write_flow_csv, report.write_flow_pdf):
        _show_times(context, "Laporan alur", report.flow_report, tell_flow)
    return 0


def show_sla(context: Context) -> int:
    """Show the times of a month, or write them to a file."""
    from board.cli.time_reports import tell_sla
    from board.services import sla_report as report

    if not _filed(context, "Laporan waktu layanan", report.write_sla_csv, report.write_sla_pdf):
        _show_times(context, "Laporan waktu layanan", report.sla_report, tell_sla)
    return 0


def _show_times(
    context: Context, title: str, report: Callable[..., dict[str, Any]], tell: Callable[[Context, Any], None]
) -> None:
    """A report about time on the terminal, with what it leaves out and as of when."""
    told = report(context.desk(), context.arguments.month)
    tell(context, told)
    context.say(UNSEEN_NOT_COUNTED)
    context.say(f"{title} {told['title']}, data per {told['data_at']}.{_provisional(told)}")


def _filed(
    context: Context, title: str, write_csv: Callable[..., dict[str, Any]], write_pdf: Callable[..., dict[str, Any]]
) -> bool:
    """Write a report into the file that was asked for, and say so; false where none was."""
    arguments, desk = context.arguments, context.desk()
    path = arguments.csv or arguments.pdf
    if path is None:
        return False
    if arguments.csv:
        told = write_csv(desk, arguments.month, path)
    else:
        told = write_pdf(desk, arguments.month, path, context.looking())
    told["file"] = str(path)
    context.show(told, lambda: line(f"{title} {told['title']} ditulis ke {path}.{_provisional(told)}"))
    return True


def _provisional(told: dict[str, Any]) -> str:
    return "" if told["final"] else " SEMENTARA: bulan ini belum berakhir."
