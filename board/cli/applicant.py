"""``board case``: the applicant's side of it: what files are for, phones, reminders, who is waited for."""

from __future__ import annotations

from typing import Any

from board.cli.changed import after
from board.cli.context import Context
from board.cli.parser import Verbs, add_key, add_paging, identifier

COLUMNS = (
    ("number", "Nomor"), ("service", "Layanan"), ("name", "Pemohon"), ("phone", "Telepon"), ("asked_at", "Diminta"),
    ("working_days", "Hari kerja"), ("days", "Hari"), ("times_asked", "Putaran"), ("reminded_at", "Diingatkan"),
    ("news_at", "Kiriman baru"),
)  # fmt: skip
"""What a person sees of the cases that wait for an answer."""


def add(case: Verbs) -> None:
    """Declare the verbs."""
    assign = case.verb("assign", "tetapkan lampiran sebagai syarat", assign_files)
    assign.add_argument("number", metavar="NOMOR")
    assign.add_argument("attachments", nargs="+", type=identifier, metavar="LAMPIRAN", help="id dari case show")
    what = assign.add_mutually_exclusive_group(required=True)
    what.add_argument("--requirement", metavar="SYARAT")
    what.add_argument("--none", action="store_true", help="bukan syarat apa pun")
    add_key(assign)
    photos = case.verb("photos", "cetak foto berkas, semua atau yang disebut", print_photos)
    photos.add_argument("number", metavar="NOMOR")
    photos.add_argument("attachments", nargs="*", type=identifier, metavar="LAMPIRAN", help="id dari case show")
    contact = case.verb("contact", "nomor telepon lain untuk berkas", change_contact)
    contact.add_argument("number", metavar="NOMOR")
    contact.add_argument("what", choices=["add", "end"])
    contact.add_argument("phone", metavar="TELEPON")
    contact.add_argument("--name", default="", metavar="NAMA")
    add_key(contact)
    waiting = case.verb("waiting", "belum ada jawaban pemohon, kiriman baru dahulu lalu yang terlama", list_waiting)
    add_paging(waiting)
    remind = case.verb("remind", "tulis pengingat untuk pemohon", remind_applicant)
    remind.add_argument("number", metavar="NOMOR")
    remind.add_argument("--again", action="store_true", help="walau hari ini sudah, atau ada kiriman baru")
    add_key(remind)


def assign_files(context: Context) -> int:
    """Say what files are for."""
    from board.services.assign_files import assign_files as assign

    arguments = context.arguments
    row = assign(
        context.desk(), arguments.number, context.acting(), arguments.attachments, arguments.requirement,
        key=arguments.key,
    )  # fmt: skip
    return after(context, row.number, "Lampiran ditetapkan.")


def print_photos(context: Context) -> int:
    """Print the photos of a case."""
    from board.services.print_papers import print_photos as print_them

    arguments = context.arguments
    print_them(context.desk(), arguments.number, context.acting(), arguments.attachments or None)
    return after(context, arguments.number, "Foto berkas dicetak.")


def change_contact(context: Context) -> int:
    """Note another phone, or end one."""
    from board.services.name_contact import add_contact, end_contact

    arguments, user = context.arguments, context.acting()
    if arguments.what == "add":
        row = add_contact(context.desk(), arguments.number, user, arguments.phone, arguments.name, key=arguments.key)
        return after(context, row.number, "Kontak tercatat.")
    row = end_contact(context.desk(), arguments.number, user, arguments.phone, key=arguments.key)
    return after(context, row.number, "Kontak diakhiri.")


def list_waiting(context: Context) -> int:
    """List who is waited for."""
    from board.services.waiting import list_waiting as read

    shown = read(context.desk(), limit=context.arguments.limit, after=context.arguments.after)
    context.show_list(shown, COLUMNS, [_flat(row) for row in shown["rows"]])
    return 0


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "name": row["applicant"]["name"]}


def remind_applicant(context: Context) -> int:
    """Write a reminder."""
    from board.services.remind import remind_applicant as remind

    arguments = context.arguments
    remind(context.desk(), arguments.number, context.acting(), again=arguments.again, key=arguments.key)
    return after(context, arguments.number, "Pengingat siap dikirim: board outbox list.")
