"""``board thread``: the messages of a case."""

from __future__ import annotations

from board.cli.context import Context
from board.cli.output import block, line
from board.cli.parser import Verbs


def add(verbs: Verbs) -> None:
    """Declare the verbs."""
    thread = verbs.noun("thread", "utas berkas: pelapor, catatan internal, jawaban, solusi")
    show = thread.verb("show", "utas sebuah berkas", show_thread)
    show.add_argument("number", metavar="NOMOR")
    note = thread.verb("note", "tulis catatan", write_note)
    note.add_argument("number", metavar="NOMOR")
    note.add_argument("--kind", required=True, choices=["pelapor", "internal", "jawaban", "solusi"])
    note.add_argument("--text", required=True, metavar="TEKS")


def show_thread(context: Context) -> int:
    """Show a thread."""
    from board.services.facts_of import find_case
    from board.services.show_case import thread_view

    desk = context.desk()
    rows = thread_view(desk, find_case(desk, context.arguments.number))

    def tell() -> None:
        for row in rows:
            line(f"{row['at']}  {row['kind']}  {row['author']} ({row['role']})")
            block(row["text"])

    context.show(rows, tell)
    return 0


def write_note(context: Context) -> int:
    """Write a note."""
    from board.services.thread_notes import write_note as write

    arguments = context.arguments
    write(context.desk(), arguments.number, context.acting(), arguments.kind, arguments.text)
    context.say("Catatan tersimpan.")
    return show_thread(context) if context.as_json else 0
