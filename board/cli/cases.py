"""``board case``: everything that can be done to a berkas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from board import settings
from board.cli import accused, applicant, wrong_ways
from board.cli.changed import after, numbered
from board.cli.context import Context
from board.cli.output import line
from board.cli.parser import Verbs, add_key, add_paging, count
from board.cli.reading import STANDARD_INPUT, text_of
from board.errors import UsageWrong
from board.workflow.checks import OTHER
from board.workflow.office import Profile
from board.workflow.sop import STATUS_TITLES, Status, status_title

COLUMNS = (
    ("number", "Nomor"), ("service", "Layanan"), ("name", "Pemohon"), ("step", "Langkah"), ("status", "Status"),
    ("due_at", "Jatuh tempo"), ("late", ""), ("holder", "Dipegang"),
)  # fmt: skip
"""What a person sees of a list of cases."""


def add(verbs: Verbs) -> None:
    """Declare the verbs."""
    case = verbs.noun("case", "berkas: daftar, lihat, gerakkan")
    new = case.verb("new", "daftarkan berkas baru", new_case)
    new.add_argument("--sop", required=True, metavar="ID")
    new.add_argument(
        "--file", default=STANDARD_INPUT, metavar="F.json", help="masukan JSON; - untuk masukan standar (bawaan)"
    )
    add_key(new)
    numbered(case.verb("show", "satu berkas lengkap", show_case))
    status = numbered(
        case.verb("status", "di mana berkas ini: kalimat siap dibacakan, tanpa data pribadi", show_status)
    )
    status.add_argument("--send", action="store_true", help="siapkan juga sebagai pesan untuk pemohon")
    add_key(status)
    listed = case.verb("list", "daftar berkas, janji tertua dahulu", list_cases)
    listed.add_argument("--sop", metavar="ID")
    listed.add_argument("--step", metavar="LANGKAH")
    listed.add_argument("--role", metavar="PERAN")
    listed.add_argument("--late", action="store_true", help="hanya yang terlambat")
    listed.add_argument("--text", default="", metavar="TEKS", help="nomor atau nama")
    listed.add_argument("--status", choices=[status.value for status in Status])
    add_paging(listed)
    find = case.verb("find", "cari nomor, NIK, No. KK, telepon, atau nama", find_cases)
    find.add_argument("text", metavar="TEKS")
    edit = numbered(case.verb("edit", "isi atau betulkan data berkas", edit_case))
    edit.add_argument("--file", required=True, metavar="F.json", help='{"data": {...}, "applicant": {...}}')
    edit.add_argument("--seen", type=count, metavar="VERSI")
    add_key(edit)
    check = numbered(case.verb("check", "centang persyaratan", check_requirement))
    check.add_argument("requirement", metavar="SYARAT")
    check.add_argument("--form", default="asli", metavar="asli|scan_asli|fotokopi")
    check.add_argument("--off", action="store_true", help="hapus centang")
    add_key(check)
    attach = numbered(case.verb("attach", "lampirkan foto atau PDF", attach_file))
    attach.add_argument("file", type=Path, metavar="BERKAS")
    attach.add_argument("--requirement", metavar="SYARAT")
    add_key(attach)
    move = numbered(case.verb("move", "gerakkan berkas", move_case))
    move.add_argument("intent", metavar="NIAT", help="teruskan, setujui, kembalikan, selesai, terima, rapat, ...")
    move.add_argument("--to", metavar="LANGKAH")
    move.add_argument("--reason", metavar="KODE")
    move.add_argument("--note", default="", metavar="TEKS")
    move.add_argument("--data", metavar="F.json", help="isian yang dibawa gerak ini")
    move.add_argument(
        "--ask", metavar="SYARAT,...", help="yang diminta dari pemohon; bawaan semua yang kurang, kosong: tidak ada"
    )
    add_key(move)
    move.add_argument("--seen", type=count, metavar="VERSI", help="tolak bila berkas sudah berubah dari versi ini")
    take = numbered(case.verb("take", "ambil berkas", take_case))
    take.add_argument("--over", action="store_true", help="ambil alih dari rekan yang memegangnya; ia diberi tahu")
    take.add_argument("--note", default="", metavar="TEKS", help="untuk rekan itu, dengan --over")
    add_key(take)
    add_key(numbered(case.verb("release", "lepas berkas", release_case)))
    urgent = numbered(case.verb("urgent", "tandai mendesak", mark_urgent))
    urgent.add_argument("--reason", metavar="KODE")
    urgent.add_argument("--note", default="", metavar="TEKS")
    urgent.add_argument("--off", action="store_true", help="hapus tanda")
    add_key(urgent)
    wrong_ways.add(case)
    accused.add(case)
    add_key(numbered(case.verb("undo", "urungkan gerak terakhir Anda", undo_case)))
    dossier = numbered(case.verb("dossier", "berkas lengkap: data, riwayat, cetakan, lampiran", write_dossier))
    dossier.add_argument("--pdf", type=Path, required=True, metavar="F", help="berkas PDF yang ditulis")
    printing = numbered(case.verb("print", "cetak kertas langkah ini sebelum diteruskan", print_papers))
    printing.add_argument("document", nargs="?", metavar="CETAKAN")
    applicant.add(case)


def new_case(context: Context) -> int:
    """Register a case."""
    from board.services.case_input import read_new_case
    from board.services.register_case import register_case

    user = context.acting()
    desk, arguments = context.desk(), context.arguments
    new = read_new_case(desk, text_of(arguments.file, "case new"))
    done = register_case(desk, arguments.sop, user, new, key=arguments.key)
    _tell_warnings(context, done.warnings)
    return after(context, done.case.number, f"Berkas {done.case.number} terdaftar.")


def show_case(context: Context) -> int:
    """Show a case in full."""
    from board.services.show_case import show_case as read

    shown = read(context.desk(), context.arguments.number, context.looking())
    context.show(shown, lambda: _tell(shown, context.desk().profile))
    return 0


def show_status(context: Context) -> int:
    """Say where a case is."""
    from board.services.status_words import case_status

    if context.arguments.send:
        from board.services.send_status import send_status

        send_status(context.desk(), context.arguments.number, context.acting(), key=context.arguments.key)
    shown = case_status(context.desk(), context.arguments.number)
    context.show(shown, lambda: line(shown["text"]))
    return 0


def _tell(case: dict[str, Any], profile: Profile) -> None:
    from board.services.links import link_words
    from board.services.out_of_sight import moved_words

    step = case["step"]
    line(f"{case['number']}  {case['service']}  {STATUS_TITLES[Status(case['status'])]}")
    line(f"Langkah {step['no']}: {step['title']}")
    line(f"Pemohon: {case['applicant']['name']}  NIK {case['applicant']['nik'] or '-'}")
    line(f"Jatuh tempo: {case['due_at'] or '-'}  Dipegang: {case['holder'] or '-'}")
    for contact in case["contacts"]:
        line(f"Kontak lain: {contact['phone']}  {contact['name']}".rstrip())
    for item in case["attachments"]:
        line(f"Lampiran {item['id']}: {item['name']}  {item['requirement'] or '-'}")
    for asked in case["asked"]:
        papers = "; ".join(f"{item['title']} ({'datang' if item['came'] else 'belum'})" for item in asked["items"])
        line(f"Diminta {asked['at']} (putaran {asked['round']}): {papers or asked['note'] or '-'}")
    paper = case["physical"]
    if paper["holder"] or paper["sought_at"]:
        sought = f"  DICARI sejak {paper['sought_at']}" if paper["sought_at"] else ""
        line(f"Fisik: {paper['holder'] or '-'}  sejak {paper['at'] or '-'}{sought}")
    for link in case["links"]:
        line(f"Berkas terkait: {link_words(link)}")
    for item in case["about"]:
        line(f"Berkas yang diadukan: {item['number']} ({item['service']}, {item['place']})")
    for item in case["moved"]:
        line(f"Salah alamat: {moved_words(profile, item)}")
    for item in case["requirements"]:
        mark = "x" if item["met"] else " "
        line(f"  [{mark}] {item['title']}{'' if item['mandatory'] else ' (bila ada)'}")
    for move in case["moves"]:
        verdict = "boleh" if move["allowed"] else f"tidak: {move['reason']}"
        line(f"  {move['intent']} -> {move['to'] or 'selesai'}: {verdict}")
    for event in case["events"]:
        line(f"  {event['seq']:>3} {event['at']} {event['intent']} {event['actor']} {event['note']}")


def list_cases(context: Context) -> int:
    """List cases."""
    from board.services.lists import CaseQuery
    from board.services.lists import list_cases as read

    arguments = context.arguments
    shown = read(
        context.desk(),
        CaseQuery(
            sop=arguments.sop, step=arguments.step, role=arguments.role, late=arguments.late, text=arguments.text,
            status=arguments.status, limit=arguments.limit, after=arguments.after,
        ),
    )  # fmt: skip
    context.show_list(shown, COLUMNS, _flat(shown["rows"]))
    return 0


def find_cases(context: Context) -> int:
    """Find cases by whatever is known of them."""
    from board.services.search import find

    rows = find(context.desk(), context.arguments.text)
    context.show_list({"rows": rows, "next": None}, COLUMNS, _flat(rows))
    return 0


def _flat(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            **row,
            "step": f"{row['step']['no']}. {row['step']['title']}"[:40],
            "name": row["applicant"]["name"],
            "status": status_title(row["status"]),
            "late": "terlambat" if row["late"] else "",
        }
        for row in rows
    ]


def edit_case(context: Context) -> int:
    """Fill in fields."""
    from board.services.work_case import edit_case as edit
    from board.workflow.inputs import parse_json_object

    arguments, user = context.arguments, context.acting()
    plain = parse_json_object(text_of(arguments.file, "case edit"), "case edit")
    known = plain.keys() & {"data", "applicant"}
    data = plain.get("data", {}) if known else plain
    applicant = plain.get("applicant", {})
    if not isinstance(data, dict) or not isinstance(applicant, dict) or (known and plain.keys() - known):
        raise UsageWrong('case edit: tulis {"data": {...}, "applicant": {...}}.')
    done = edit(
        context.desk(), arguments.number, user, data=data, applicant=applicant, seen=arguments.seen, key=arguments.key
    )
    _tell_warnings(context, done.warnings)
    return after(context, done.case.number, "Data tersimpan.")


def check_requirement(context: Context) -> int:
    """Tick a requirement."""
    from board.services.work_case import check_requirement as check

    arguments, user = context.arguments, context.acting()
    form = None if arguments.off else arguments.form
    row = check(context.desk(), arguments.number, user, arguments.requirement, form, key=arguments.key)
    return after(context, row.number, "Persyaratan tersimpan.")


def attach_file(context: Context) -> int:
    """Attach a file."""
    from board.services.attach_file import attach_file as attach

    arguments, user = context.arguments, context.acting()
    attach(context.desk(), arguments.number, user, arguments.file, arguments.requirement, key=arguments.key)
    return after(context, arguments.number, "Lampiran tersimpan.")


def move_case(context: Context) -> int:
    """Move a case."""
    from board.services.move_case import MoveOrder
    from board.services.move_case import move_case as move
    from board.workflow.inputs import parse_json_object

    arguments, user = context.arguments, context.acting()
    data = parse_json_object(text_of(arguments.data, "data"), "data") if arguments.data else {}
    if data.keys() == {"data"} and isinstance(data["data"], dict):
        data = data["data"]
    ask = None if arguments.ask is None else tuple(name for name in arguments.ask.replace(" ", "").split(",") if name)
    order = MoveOrder(
        arguments.intent, arguments.to, arguments.reason, arguments.note, data, arguments.seen, arguments.key, ask
    )
    moved = move(context.desk(), arguments.number, user, order)
    _tell_warnings(context, moved.warnings)
    return after(context, moved.case.number, _moved_words(context, moved.case.number))


def _moved_words(context: Context, number: str) -> str:
    from board.services.facts_of import find_case, sop_of

    row = find_case(context.desk(), number)
    step = sop_of(context.desk(), row).step(row.step)
    status = STATUS_TITLES[Status(row.status)].lower()
    return f"Berkas {number}: {status}" + ("." if not row.open else f", langkah {step.no} {step.tray}.")


def take_case(context: Context) -> int:
    """Take a case."""
    from board.services.take_over import take_over
    from board.services.work_case import take_case as take

    arguments = context.arguments
    if arguments.note and not arguments.over:
        raise UsageWrong("--note menyertai --over.")
    if arguments.over:
        row = take_over(context.desk(), arguments.number, context.acting(), arguments.note, key=arguments.key)
    else:
        row = take(context.desk(), arguments.number, context.acting(), key=arguments.key)
    return after(context, row.number, f"Berkas {row.number} kini Anda kerjakan.")


def release_case(context: Context) -> int:
    """Release a case."""
    from board.services.work_case import release_case as release

    row = release(context.desk(), context.arguments.number, context.acting(), key=context.arguments.key)
    return after(context, row.number, f"Berkas {row.number} dilepas.")


def mark_urgent(context: Context) -> int:
    """Mark a case urgent."""
    from board.services.work_case import mark_urgent as mark

    arguments = context.arguments
    reason = None if arguments.off else arguments.reason or OTHER
    row = mark(context.desk(), arguments.number, context.acting(), reason, arguments.note, key=arguments.key)
    return after(context, row.number, "Tanda mendesak dihapus." if arguments.off else "Berkas ditandai mendesak.")


def undo_case(context: Context) -> int:
    """Undo one's own last move."""
    from board.services.undo_case import undo_case as undo

    row = undo(context.desk(), context.arguments.number, context.acting(), key=context.arguments.key)
    return after(context, row.number, f"Gerak terakhir berkas {row.number} diurungkan.")


def print_papers(context: Context) -> int:
    """Print the papers of the step."""
    from board.services.print_papers import print_now

    print_now(context.desk(), context.arguments.number, context.acting(), context.arguments.document)
    return after(context, context.arguments.number, "Dicetak.")


def write_dossier(context: Context) -> int:
    """Write a case with its whole history into a PDF."""
    from board.services.dossier import write_dossier as write

    arguments = context.arguments
    done = write(context.desk(), arguments.number, arguments.pdf, context.user, settings.system_actor())
    shown = {"number": done.number, "file": str(arguments.pdf), "pages": done.pages, "intact": done.intact}
    context.show(shown, lambda: line(f"Berkas lengkap {done.number}: {done.pages} halaman ditulis ke {arguments.pdf}."))
    if not done.intact:
        context.note("Perhatian. Riwayat berkas ini tidak utuh; jalankan board verify.")
    return 0


def _tell_warnings(context: Context, warnings: Any) -> None:
    for warning in warnings:
        context.note(f"Perhatian. {warning.sentence}")
