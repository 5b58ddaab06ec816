"""``board thread``: what was said about a case, by whom."""

from __future__ import annotations

from typing import Any

from board.cli.context import Context
from board.cli.output import block, line
from board.cli.parser import Verbs, add_key, add_paging, identifier
from board.services.thread_notes import KINDS
from board.workflow.sop import Status, status_title


def add(verbs: Verbs) -> None:
    """Declare the verbs."""
    thread = verbs.noun("thread", "utas berkas: pelapor, catatan internal, jawaban, solusi")
    listed = thread.verb("list", "aduan, konsultasi, dan berkas lain yang ada catatannya", list_threads)
    listed.add_argument("--sop", metavar="ID")
    listed.add_argument("--kind", choices=list(KINDS), help="jenis catatan terakhir")
    listed.add_argument("--status", choices=[status.value for status in Status])
    add_paging(listed)
    show = thread.verb("show", "utas sebuah berkas", show_thread)
    show.add_argument("number", metavar="NOMOR")
    search = thread.verb("search", "cari jawaban terdahulu dengan kata-katanya", search_answers)
    search.add_argument("words", metavar="KATA", nargs="+")
    search.add_argument("--sop", metavar="ID")
    add_paging(search, limit=20)
    note = thread.verb("note", "tulis catatan", write_note)
    note.add_argument("number", metavar="NOMOR")
    note.add_argument("--kind", required=True, choices=list(KINDS))
    note.add_argument("--text", required=True, metavar="TEKS")
    note.add_argument("--seen", type=identifier, metavar="SEQ", help="catatan terakhir yang sudah Anda baca")
    add_key(note)


def list_threads(context: Context) -> int:
    """List threads."""
    from board.services.thread_list import ThreadQuery
    from board.services.thread_list import list_threads as read

    arguments = context.arguments
    query = ThreadQuery(arguments.sop, arguments.kind, arguments.status, arguments.limit, arguments.after)
    shown = read(context.desk(), query)
    columns = [("number", "Nomor"), ("service", "Layanan"), ("name", "Pemohon"), ("status", "Status"),
               ("count", "Catatan"), ("kind", "Terakhir"), ("at", "Pada"), ("author", "Oleh")]  # fmt: skip
    context.show_list(shown, columns, [_flat(row) for row in shown["rows"]])
    return 0


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    last = row["last"] or {"kind": None, "at": None, "author": None}
    return {
        "number": row["number"],
        "service": row["service"],
        "name": row["applicant"]["name"],
        "status": status_title(row["status"]),
        "count": row["count"],
        "kind": KINDS.get(last["kind"]),
        "at": last["at"],
        "author": last["author"],
    }


def show_thread(context: Context) -> int:
    """Show a thread."""
    from board.services.thread_view import look_at_thread, told_entries

    shown = look_at_thread(context.desk(), context.arguments.number, context.looking())
    rows = told_entries(context.desk(), shown)
    context.show(rows, lambda: _tell(rows, shown.kept_back))
    return 0


def _tell(rows: list[dict[str, Any]], kept_back: int) -> None:
    from board.services.thread_view import SOURCE_TITLES, kept_back_words

    if not rows and not kept_back:
        line("Belum ada catatan pada berkas ini.")
    for row in rows:
        title = SOURCE_TITLES.get(row["source"], KINDS[row["kind"]])
        role = f" ({row['role']})" if row["role"] else ""
        line(f"{row['at']}  {title}  {row['author']}{role}")
        block(row["text"])
    if kept_back:
        line(kept_back_words(kept_back))


def search_answers(context: Context) -> int:
    """Search earlier answers."""
    from board.services.earlier_answers import search_answers as search

    arguments = context.arguments
    words = " ".join(arguments.words)
    shown = search(
        context.desk(), words, context.looking(), sop=arguments.sop, limit=arguments.limit, after=arguments.after
    )
    columns = [("number", "Nomor"), ("at", "Pada"), ("service", "Layanan"), ("letter", "Nomor surat"),
               ("excerpt", "Jawaban")]  # fmt: skip
    context.show_list(shown, columns)
    return 0


def write_note(context: Context) -> int:
    """Write a note; the thread is shown as it is now."""
    from board.services.facts_of import find_case
    from board.services.show_case import thread_view
    from board.services.thread_notes import write_note as write

    arguments = context.arguments
    write(context.desk(), arguments.number, context.acting(), arguments.kind, arguments.text,
          seen=arguments.seen, key=arguments.key)  # fmt: skip
    context.show(
        thread_view(context.desk(), find_case(context.desk(), arguments.number)), lambda: line("Catatan tersimpan.")
    )
    return 0
