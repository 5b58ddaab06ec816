"""``board incident``: privacy incidents with the deadline of the law."""

from __future__ import annotations

from typing import Any

from board.cli.context import Context
from board.cli.output import line
from board.cli.parser import Verbs, add_paging, identifier
from board.services.incidents import KIND_TITLES, WHOM


def add(verbs: Verbs) -> None:
    """Declare the verbs."""
    incident = verbs.noun("incident", "insiden privasi: tenggat, pemberitahuan, penutupan")
    listed = incident.verb("list", "insiden yang belum selesai, tenggat terdekat dahulu", list_incidents)
    listed.add_argument("--all", action="store_true", help="juga yang sudah ditutup")
    add_paging(listed)
    add_one = incident.verb("add", "catat insiden pada sebuah berkas", add_incident)
    add_one.add_argument("number", metavar="NOMOR")
    add_one.add_argument("--what", required=True, metavar="TEKS", help="apa yang terjadi, tanpa nama dan NIK")
    told = incident.verb("told", "catat bahwa sudah diberitahukan tertulis", told_incident)
    told.add_argument("id", type=identifier, metavar="ID")
    told.add_argument("--whom", required=True, choices=list(WHOM))
    told.add_argument("--at", metavar="WAKTU", help="kapan, seperti 2026-11-23T10:00; bawaan sekarang")
    letter = incident.verb("letter", "cetak surat pemberitahuan", print_letter)
    letter.add_argument("id", type=identifier, metavar="ID")
    letter.add_argument("--whom", required=True, choices=list(WHOM))
    close = incident.verb("close", "tutup insiden", close_incident)
    close.add_argument("id", type=identifier, metavar="ID")
    close.add_argument("--note", default="", metavar="TEKS", help="wajib bila belum semua diberi tahu: mengapa tidak")


def list_incidents(context: Context) -> int:
    """List incidents."""
    from board.services.incidents import list_incidents as read

    arguments = context.arguments
    shown = read(context.desk(), every=arguments.all, limit=arguments.limit, after=arguments.after)
    columns = [("id", "ID"), ("case", "Berkas"), ("other", "Milik"), ("kind", "Jenis"), ("left", "Tenggat"),
               ("subject", "Pemilik"), ("agency", "Lembaga")]  # fmt: skip
    context.show_list(shown, columns, [_flat(row) for row in shown["rows"]])
    return 0


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    done = {True: "sudah", False: "belum"}
    return {
        **row, "kind": KIND_TITLES.get(row["kind"], row["kind"]), "left": row["left"] or "ditutup",
        "subject": done[row["subject_told_at"] is not None], "agency": done[row["agency_told_at"] is not None],
    }  # fmt: skip


def add_incident(context: Context) -> int:
    """Record an incident."""
    from board.services.incidents import add_incident as record_one

    arguments = context.arguments
    row = record_one(context.desk(), arguments.number, context.acting(), arguments.what)
    context.show(row, lambda: line(f"Insiden {row['id']} tercatat; {row['left']} untuk memberi tahu."))
    return 0


def told_incident(context: Context) -> int:
    """Record a notice."""
    from board.services.incidents import tell_incident
    from board.workflow.inputs import parse_moment

    arguments, desk = context.arguments, context.desk()
    at = parse_moment(arguments.at, desk.zone, "at") if arguments.at else None
    row = tell_incident(desk, arguments.id, context.acting(), arguments.whom, at)
    context.show(row, lambda: line(f"Insiden {row['id']}: {WHOM[arguments.whom]} tercatat sudah diberi tahu."))
    return 0


def print_letter(context: Context) -> int:
    """Print the written notice."""
    from board.services.incidents import print_letter as queue
    from board.services.print_papers import find_job
    from board.services.show_case import print_row

    arguments = context.arguments
    job = queue(context.desk(), arguments.id, context.acting(), arguments.whom)
    context.print_waiting()
    context.show(print_row(find_job(context.desk(), job.id)), lambda: line(f"Surat dicetak, id {job.id}."))
    return 0


def close_incident(context: Context) -> int:
    """Close an incident."""
    from board.services.incidents import close_incident as close

    arguments = context.arguments
    row = close(context.desk(), arguments.id, context.acting(), arguments.note)
    context.show(row, lambda: line(f"Insiden {row['id']} ditutup."))
    return 0
