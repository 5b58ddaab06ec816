"""``board inbox``: the kotak masuk, what was uploaded and has no number yet."""

from __future__ import annotations

import argparse
import re
from typing import Any

from board import settings
from board.cli.context import Context
from board.cli.output import block, line
from board.cli.parser import Parser, Verbs, add_key, add_paging, identifier
from board.cli.reading import STANDARD_INPUT, text_of
from board.errors import UsageWrong
from board.services.bundles import NEW, STATE_TITLES, sorter_of
from board.wording import FILE_KINDS, size_words
from board.workflow.office import ADMIN

ANY = "semua"
COLUMNS = (
    ("id", "Id"), ("at", "Masuk"), ("phone", "Telepon"), ("files", "Berkas"), ("pages", "Hlm"), ("refused", "Ditolak"),
    ("state", "Keadaan"), ("case", "Nomor"), ("match", "Mungkin untuk"), ("text", "Pesan"),
)  # fmt: skip
"""What a person sees of a list of bundles."""


def add(verbs: Verbs) -> None:
    """Declare the verbs."""
    inbox = verbs.noun("inbox", "kotak masuk: kiriman yang belum bernomor")
    scan = inbox.verb("scan", "baca folder unggahan", scan_folder)
    scan.add_argument("--wait", action="store_true", help="tunggu sampai tidak ada lagi yang sedang diunggah")
    listed = inbox.verb("list", "daftar kiriman, tertua dahulu", list_bundles)
    listed.add_argument("--state", choices=[*STATE_TITLES, ANY], default=NEW, help="bawaan baru")
    add_paging(listed)
    _bundle(inbox.verb("show", "satu kiriman lengkap", show_bundle))
    take = _bundle(inbox.verb("take", "jadikan kiriman berkas baru", take_bundle))
    take.add_argument("--sop", required=True, metavar="ID")
    take.add_argument(
        "--file", default=STANDARD_INPUT, metavar="F.json", help="masukan JSON seperti case new; - masukan standar"
    )
    _assigning(take)
    add_key(take)
    join = _bundle(inbox.verb("join", "gabungkan kiriman ke berkas yang ada", join_bundle))
    join.add_argument("number", metavar="NOMOR")
    _assigning(join)
    join.add_argument("--note", default="", metavar="TEKS")
    add_key(join)
    dismiss = _bundle(inbox.verb("dismiss", "tandai bukan permohonan", dismiss_bundle))
    dismiss.add_argument("--reason", required=True, metavar="KODE")
    dismiss.add_argument("--note", default="", metavar="TEKS")
    add_key(dismiss)
    add_key(_bundle(inbox.verb("restore", "kembalikan kiriman yang keliru disisihkan", restore_bundle)))


def _bundle(parser: Parser) -> Parser:
    parser.add_argument("id", type=identifier, metavar="ID")
    return parser


def _assigning(parser: Parser) -> None:
    parser.add_argument(
        "--requirement", action="append", type=_assigned, default=[], metavar="BERKAS=SYARAT",
        help="id berkas kiriman dan persyaratannya; boleh diulang",
    )  # fmt: skip


def _assigned(text: str) -> tuple[int, str]:
    """``12=kk_lama``: a file of the bundle and what it is for."""
    found = re.fullmatch(r"([0-9]{1,15})=(\S+)", text)
    if not found:
        raise argparse.ArgumentTypeError("tulis seperti 12=kk_lama (id berkas kiriman = persyaratan).")
    return int(found[1]), found[2]


def scan_folder(context: Context) -> int:
    """Read the upload folder."""
    from board.services.inbox_scan import scan_inbox

    desk = context.desk()
    if context.user is not None:
        # Named, somebody does it; without a name it is the system's work: a board beside it, or cron.
        sorter_of(desk, context.user, also=frozenset({ADMIN}))
    done = scan_inbox(desk, wait=context.arguments.wait)
    shown = {
        "bundles": done.bundles, "files": done.files, "refused": done.refused, "waiting": done.waiting,
        "left": done.left, "busy": done.busy,
    }  # fmt: skip
    if done.busy:
        words = "Folder kotak masuk sedang dibaca proses lain."
    else:
        words = f"{done.bundles} kiriman baru, {done.files} berkas, {done.refused} ditolak."
        words += f" {done.waiting} kiriman masih diunggah; ulangi sebentar lagi." if done.waiting else ""
        words += " Masih ada lagi; ulangi perintahnya." if done.left else ""
    context.show(shown, lambda: line(words))
    return 0


def list_bundles(context: Context) -> int:
    """List bundles."""
    from board.services.inbox_list import list_bundles as read

    arguments = context.arguments
    shown = read(context.desk(), arguments.state, limit=arguments.limit, after=arguments.after, actor=context.looking())
    context.show_list(shown, COLUMNS, [_flat(row) for row in shown["rows"]])
    return 0


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    best = row["matches"][0] if row["matches"] else None
    return {
        **row,
        "at": row["arrived_at"][:16].replace("T", " "),
        "state": STATE_TITLES[row["state"]],
        "match": f"{best['number']} ({best['why']})" if best else None,
        "text": row["text"][:40],
    }


def show_bundle(context: Context) -> int:
    """Show a bundle in full."""
    from board.services.inbox_list import show_bundle as read

    shown = read(context.desk(), context.arguments.id, context.user, settings.system_actor())
    context.show(shown, lambda: _tell(shown))
    return 0


def _tell(bundle: dict[str, Any]) -> None:
    line(f"Kiriman {bundle['id']}  {STATE_TITLES[bundle['state']]}  {bundle['case'] or ''}".rstrip())
    line(f"Masuk {bundle['arrived_at']}  Telepon {bundle['phone'] or '-'}  NIK pada nama {bundle['nik'] or '-'}")
    for item in bundle["files"]:
        told = (
            item["refused"]
            or f"{FILE_KINDS.get(item['mime'], item['mime'])}, {size_words(item['size'])}, {item['pages']} halaman"
        )
        line(f"  {item['id']:>5}  {item['name']}: {told}")
    for match in bundle["matches"]:
        line(f"  mungkin untuk {match['number']}: {match['why']}")
    if bundle["text"]:
        line("Pesan pengirim:")
        block(bundle["text"])


def take_bundle(context: Context) -> int:
    """Make a case of a bundle; the new case is shown."""
    from board.services.case_input import read_new_case
    from board.services.facts_of import find_case
    from board.services.show_case import case_view
    from board.services.take_bundle import take_bundle as take

    arguments, user = context.arguments, context.acting()
    desk = context.desk()
    new = read_new_case(desk, text_of(arguments.file, "inbox take"))
    done = take(desk, arguments.id, arguments.sop, user, new, _files(arguments.requirement), key=arguments.key)
    for warning in done.warnings:
        context.note(f"Perhatian. {warning.sentence}")
    context.print_waiting()
    shown = case_view(desk, find_case(desk, done.case.number), context.looking()) if context.as_json else None
    context.show(shown, lambda: line(f"Kiriman {arguments.id} menjadi berkas {done.case.number}."))
    return 0


def _files(assigned: list[tuple[int, str]]) -> dict[int, str]:
    files = dict(assigned)
    if len(files) < len(assigned):
        raise UsageWrong("--requirement: satu berkas kiriman hanya untuk satu persyaratan.")
    return files


def join_bundle(context: Context) -> int:
    """Put a bundle into a case; the bundle is shown as it is now."""
    from board.services.inbox_list import bundle_view
    from board.services.inbox_settle import join_bundle as join

    arguments, user = context.arguments, context.acting()
    desk = context.desk()
    row = join(
        desk, arguments.id, arguments.number, user, _files(arguments.requirement), arguments.note, key=arguments.key
    )
    shown = bundle_view(desk, row)
    context.show(shown, lambda: line(f"Kiriman {row.id} digabungkan ke berkas {shown['case']}."))
    return 0


def dismiss_bundle(context: Context) -> int:
    """Mark a bundle as no application."""
    from board.services.inbox_list import bundle_view
    from board.services.inbox_settle import dismiss_bundle as dismiss

    arguments = context.arguments
    desk = context.desk()
    row = dismiss(desk, arguments.id, context.acting(), arguments.reason, arguments.note, key=arguments.key)
    context.show(bundle_view(desk, row), lambda: line(f"Kiriman {row.id} ditandai bukan permohonan."))
    return 0


def restore_bundle(context: Context) -> int:
    """Let a bundle that was set aside wait again."""
    from board.services.inbox_list import bundle_view
    from board.services.inbox_restore import restore_bundle as restore

    arguments = context.arguments
    desk = context.desk()
    row = restore(desk, arguments.id, context.acting(), key=arguments.key)
    context.show(bundle_view(desk, row), lambda: line(f"Kiriman {row.id} kembali menunggu di kotak masuk."))
    return 0
