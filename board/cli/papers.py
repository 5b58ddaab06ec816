"""``board print`` and ``board outbox``: papers that came out or did not, messages to be sent."""

from __future__ import annotations

from typing import Any

from board.cli.context import Context
from board.cli.output import block, can_print, line, terminal_size
from board.cli.parser import Verbs, add_paging, identifier
from board.services.messages import QUEUED
from board.services.messages import STATE_TITLES as MESSAGE_STATES
from board.services.papers import STATE_TITLES, STATES
from board.wording import after_corrections


def add(verbs: Verbs) -> None:
    """Declare the verbs."""
    printing = verbs.noun("print", "cetakan")
    listed = printing.verb("list", "cetakan, terbaru dahulu", list_papers)
    listed.add_argument("--state", choices=STATES)
    listed.add_argument("--number", metavar="NOMOR")
    add_paging(listed)
    printing.verb("run", "cetak yang tertunda", run_pending)
    confirm = printing.verb("confirm", "kertasnya sudah keluar", confirm_paper)
    confirm.add_argument("id", type=identifier, metavar="ID")
    again = printing.verb("reprint", "cetak ulang, bertanda SALINAN KE-n", reprint_paper)
    again.add_argument("id", type=identifier, metavar="ID")
    again.add_argument("--reason", required=True, metavar="TEKS")

    outbox = verbs.noun("outbox", "pesan untuk pemohon")
    messages = outbox.verb("list", "pesan yang belum dikirim", list_messages)
    messages.add_argument("--all", action="store_true", help="juga yang terkirim dan batal")
    messages.add_argument("--number", metavar="NOMOR")
    add_paging(messages, limit=None)
    shown = outbox.verb("show", "satu pesan dengan tautannya", show_message)
    shown.add_argument("id", type=identifier, metavar="ID")
    shown.add_argument("--qr", action="store_true", help="gambar tautannya sebagai QR untuk dipindai telepon layanan")
    to = outbox.verb("to", "alamatkan pesan ke nomor lain dari berkasnya", address_message)
    to.add_argument("id", type=identifier, metavar="ID")
    to.add_argument("phone", metavar="TELEPON")
    sent = outbox.verb("sent", "catat bahwa pesan sudah dikirim", mark_sent)
    sent.add_argument("id", type=identifier, metavar="ID")
    wrong = outbox.verb("misdirected", "salah kirim: pesan sampai ke telepon lain", message_misdirected)
    wrong.add_argument("id", type=identifier, metavar="ID")
    wrong.add_argument("--reason", required=True, metavar="KODE")
    wrong.add_argument("--note", default="", metavar="TEKS")


def list_papers(context: Context) -> int:
    """List print jobs."""
    from board.services.print_list import page_of_jobs

    arguments = context.arguments
    shown = page_of_jobs(
        context.desk(), state=arguments.state, number=arguments.number, limit=arguments.limit, after=arguments.after
    )
    titles = context.desk().profile.documents
    rows = [
        {**row, "document": titles[row["document"]].title, "state": STATE_TITLES[row["state"]],
         "round": after_corrections(row["round"]) or None}
        for row in shown["rows"]
    ]  # fmt: skip
    columns = [("id", "ID"), ("number", "Berkas"), ("document", "Cetakan"), ("round", "Dibuat"), ("copy", "Salinan"),
               ("state", "Keadaan"), ("path", "Berkas PDF")]  # fmt: skip
    context.show_list(shown, columns, rows)
    return 0


def run_pending(context: Context) -> int:
    """Print what waits."""
    from board.services.facts_of import writer_of
    from board.services.print_pending import print_pending

    if context.user is not None:
        writer_of(context.desk(), context.user)
    run = print_pending(context.desk())
    shown = {"rendered": run.rendered, "submitted": run.submitted, "failed": run.failed, "busy": run.busy}
    words = "Pencetakan sedang dijalankan proses lain." if run.busy else f"{run.rendered} dicetak, {run.failed} gagal."
    context.show(shown, lambda: line(words))
    return 0


def confirm_paper(context: Context) -> int:
    """Record that a paper came out."""
    from board.services.print_papers import confirm_paper as confirm
    from board.services.show_case import print_row

    job = confirm(context.desk(), context.arguments.id, context.acting())
    context.show(print_row(job), lambda: line("Dicatat: kertas sudah keluar."))
    return 0


def reprint_paper(context: Context) -> int:
    """Print a paper again."""
    from board.services.print_papers import find_job, reprint
    from board.services.show_case import print_row

    job = reprint(context.desk(), context.arguments.id, context.acting(), context.arguments.reason)
    context.print_waiting()
    fresh = find_job(context.desk(), job.id)
    context.show(print_row(fresh), lambda: line(f"Dicetak ulang: SALINAN KE-{job.copy}, id {job.id}."))
    return 0


def list_messages(context: Context) -> int:
    """List messages."""
    from board.services import outbox

    arguments = context.arguments
    shown = outbox.page_of_messages(
        context.desk(), state=None if arguments.all else QUEUED, number=arguments.number,
        limit=arguments.limit, after=arguments.after,
    )  # fmt: skip
    rows = [{**row, "state": MESSAGE_STATES[row["state"]]} for row in shown["rows"]]
    columns = [("id", "ID"), ("number", "Berkas"), ("name", "Pemohon"), ("to", "Kepada"), ("kind", "Pesan"),
               ("at", "Ditulis"), ("state", "Keadaan")]  # fmt: skip
    context.show_list(shown, columns, rows)
    return 0


def show_message(context: Context) -> int:
    """Show a message."""
    from board.services import outbox

    row = outbox.show_message(context.desk(), context.arguments.id, context.looking())
    if not context.arguments.qr:
        context.show(row, lambda: _tell(row))
        return 0
    from board.services.chat_code import Room, chat_code

    if context.as_json:
        context.show({**row, "qr": list(chat_code(row["link"], blocks=True).rows)}, lambda: None)
        return 0
    screen = terminal_size()
    code = chat_code(
        row["link"], blocks=can_print("█▀▄"), light_ink=screen is not None, room=screen and Room(*screen)
    )  # fmt: skip
    _tell(row)
    for drawn in code.rows:
        line(drawn)
    if not code.whole:
        more = f" QR dengan teks butuh layar {code.wanted.columns} × {code.wanted.lines} huruf." if code.wanted else ""
        context.note(f"QR ini hanya membuka percakapan; salin teksnya.{more}")
    return 0


def mark_sent(context: Context) -> int:
    """Record that a message was sent."""
    from board.services import outbox

    row = outbox.mark_sent(context.desk(), context.arguments.id, context.acting())
    context.show(row, lambda: line(f"Pesan {row['id']} tercatat terkirim."))
    return 0


def address_message(context: Context) -> int:
    """Send a message to another phone of its case."""
    from board.services import outbox

    row = outbox.address_message(context.desk(), context.arguments.id, context.acting(), context.arguments.phone)
    context.show(row, lambda: line(f"Pesan {row['id']} kini dialamatkan ke {row['to']}."))
    return 0


def message_misdirected(context: Context) -> int:
    """Record that a message came to the wrong telephone; the incident is shown."""
    from board.services.incidents import incident_row
    from board.services.wrong_phone import message_misdirected as record_one

    arguments = context.arguments
    found = record_one(context.desk(), arguments.id, context.acting(), arguments.reason, arguments.note)
    row = incident_row(context.desk(), found)
    told = f"Insiden {row['id']} tercatat; {row['left']} untuk memberi tahu. Betulkan nomor telepon pada berkas."
    context.show(row, lambda: line(told))
    return 0


def _tell(row: dict[str, Any]) -> None:
    line(f"Pesan {row['id']} untuk berkas {row['number']} ({MESSAGE_STATES[row['state']]})")
    line(f"Kepada: {row['to'] or '-'}")
    block(row["text"])
    if row["link"]:
        line(row["link"])
