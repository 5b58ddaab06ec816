"""``board sop``: what is installed, whether files are sound, installing them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from board.cli.context import Context
from board.cli.output import line
from board.cli.parser import Verbs, count, day
from board.cli.reading import refuse_irregular
from board.errors import UsageWrong
from board.wording import quoted, size_words

LARGEST = 1024 * 1024
"""Far above the largest SOP, far below what fills the memory."""


def add(verbs: Verbs) -> None:
    """Declare the verbs."""
    sop = verbs.noun("sop", "SOP yang dijalankan kantor")
    sop.verb("list", "SOP terpasang", list_sops)
    show = sop.verb("show", "satu SOP lengkap", show_sop)
    show.add_argument("id", metavar="ID")
    show.add_argument("--version", type=count, metavar="N", help="versi; bawaan yang berlaku hari ini")
    check = sop.verb("check", "periksa berkas SOP; semua kesalahan sekaligus", check_sops)
    check.add_argument("files", nargs="*", type=Path, metavar="BERKAS")
    install = sop.verb("install", "pasang versi SOP", install_sops)
    install.add_argument("files", nargs="+", type=Path, metavar="BERKAS")
    install.add_argument("--from", dest="starts_on", type=day, metavar="TANGGAL", help="mulai berlaku; bawaan hari ini")
    intake = sop.verb("intake", "lembar penerimaan manual untuk saat gangguan, tanpa nomor", print_intake)
    intake.add_argument("id", metavar="ID")
    intake.add_argument("--copies", type=count, default=1, metavar="N", help="jumlah lembar; bawaan 1")
    intake.add_argument("--pdf", type=Path, metavar="F", help="ke berkas PDF; bawaan ke printer kantor atau spool")


def list_sops(context: Context) -> int:
    """List installed versions."""
    from board.services import sops

    rows = sops.list_sops(context.desk())
    columns = [("id", "SOP"), ("version", "Versi"), ("steps", "Langkah"), ("starts_on", "Mulai"), ("title", "Nama")]
    context.show_list({"rows": rows, "next": None}, columns)
    return 0


def show_sop(context: Context) -> int:
    """Show one SOP."""
    from board.services import sops

    desk, arguments = context.desk(), context.arguments
    if arguments.version is None:
        sop = desk.shelf.current(arguments.id, desk.today())
    else:
        sop = desk.shelf.get(arguments.id, arguments.version)
    shown = {**sops.show_sop(sop), "reasons": desk.profile.reasons["kembalikan"]}
    context.show(shown, lambda: _tell(shown))
    return 0


def _tell(sop: dict[str, Any]) -> None:
    line(f"{sop['title']} ({sop['id']} versi {sop['version']})")
    total = f"{sop['total_minutes']} menit" if sop["total_minutes"] else "tidak disebut"
    promise = (
        f"{sop['promise']['amount']} {sop['promise']['unit'].replace('_', ' ')}" if sop["promise"] else "tidak ada"
    )
    line(f"Jumlah waktu {total}; janji {promise}; tanda tangan {sop['signing'] or '-'}")
    for step in sop["steps"]:
        minutes = f"{step['minutes']} mnt" if step["minutes"] else "-"
        line()
        line(f"{step['no']:>3}  {step['title']}  [{', '.join(step['roles'])}] {minutes}")
        for move in step["moves"]:
            prints = f"  cetak {', '.join(move['prints'])}" if move["prints"] else ""
            who = f"({', '.join(move['by'])}, {move['origin']})"
            line(f"     {move['intent']} -> {move['to'] or 'selesai'} {who}{prints}")
            if move["consequence"]:
                line(f"       {move['consequence']}")
    if sop["deadlines"]:
        line()
    for item in sop["deadlines"]:
        line(f"Tenggat {item['title']}: {item['amount']} {item['unit'].replace('_', ' ')} ({item['source']})")


def _refuse_no_sops(files: Sequence[Path]) -> None:
    for path in files:
        refuse_irregular(path)
        if path.is_file() and path.stat().st_size > LARGEST:
            raise UsageWrong(f"{quoted(str(path))} lebih dari {size_words(LARGEST)}; itu bukan berkas SOP.")


def check_sops(context: Context) -> int:
    """Check SOP files; without names those of the office's folder."""
    from board.services import sops

    _refuse_no_sops(context.arguments.files)
    files = context.arguments.files or sops.sop_files(context.desk())
    found, warnings = sops.check_sops(context.desk(), files)
    shown = {
        "ok": True,
        "sops": [{"id": sop.id, "version": sop.version} for sop in found],
        "warnings": [
            {"file": item.file, "step": item.step, "move": item.move, "sentence": item.sentence} for item in warnings
        ],
    }

    def tell() -> None:
        for item in warnings:
            line(f"Perhatian. {item}")
        line(f"{len(found)} SOP baik.")

    context.show(shown, tell)
    return 0


def install_sops(context: Context) -> int:
    """Install SOP files."""
    from board.services import sops

    by = context.administrator()
    _refuse_no_sops(context.arguments.files)
    installed = sops.install_sops(context.desk(), context.arguments.files, by, context.arguments.starts_on)
    shown = {"installed": [{"id": sop.id, "version": sop.version} for sop in installed]}
    context.show(shown, lambda: line(f"{len(installed)} SOP terpasang."))
    return 0


def print_intake(context: Context) -> int:
    """Print blank intake sheets."""
    from board.services.intake import print_intake as make

    arguments = context.arguments
    done = make(context.desk(), arguments.id, arguments.copies, arguments.pdf)
    sent = f" dan dikirim ke printer ({done['job']})" if done["job"] else ""
    context.show(done, lambda: line(f"{done['copies']} lembar dibuat{sent}: {done['file']}"))
    return 0
