"""``board verify``, ``doctor``, ``migrate``, ``keys``: keeping the office sound."""

from __future__ import annotations

from typing import Any

from board import settings
from board.cli.context import Context
from board.cli.output import line
from board.cli.parser import Verbs


def add(verbs: Verbs) -> None:
    """Declare the verbs."""
    verbs.verb("verify", "periksa rantai riwayat, celah nomor, dan versi", verify)
    doctor = verbs.verb("doctor", "periksa kesehatan kantor", examine)
    doctor.add_argument("--accept-clock", action="store_true", help="pastikan jam mesin benar meski jauh di depan")
    verbs.verb("migrate", "perbarui skema basis data", migrate)
    verbs.verb("keys", "tabel tombol papan", show_keys)


def verify(context: Context) -> int:
    """Verify the office's records."""
    from board.services.verify import verify as check

    shown = check(context.desk())

    def tell() -> None:
        for fault in shown["faults"]:
            line(f"{fault['kind']}: {fault['where']}: {fault['sentence']}")
        checked = shown["checked"]
        verdict = "Utuh." if shown["ok"] else f"{len(shown['faults'])} kesalahan."
        line(f"{checked['cases']} berkas, {checked['events']} kejadian, {checked['books']} baris register. {verdict}")

    context.show(shown, tell)
    return 0 if shown["ok"] else 1


def examine(context: Context) -> int:
    """Examine the office."""
    from board.services.doctor import TITLES, accept_clock, doctor

    if context.arguments.accept_clock:
        accept_clock(context.desk(), context.administrator())
    shown = doctor(context.desk())

    def tell() -> None:
        for check in shown["checks"]:
            line(f"{'baik ' if check['ok'] else 'PERLU'}  {TITLES[check['name']]:16}  {check['sentence']}")

    context.show(shown, tell)
    return 0 if shown["ok"] else 1


def migrate(context: Context) -> int:
    """Bring the database up to this program's version."""
    from board.services.migrate_office import migrate_office

    names = migrate_office(context.home)
    shown: dict[str, Any] = {"applied": names}
    context.show(shown, lambda: line(f"Diterapkan: {', '.join(names)}." if names else "Sudah mutakhir."))
    return 0


def show_keys(context: Context) -> int:
    """The key table, generated from the bindings of the screens; with the office's own keys where it has some."""
    settings.prepare_terminal()
    from board.screens.key_table import key_rows
    from board.screens.own_keys import own_keymap

    keymap, faults = own_keymap(context.home)
    for fault in faults:
        context.note(fault)
    rows = key_rows(keymap)
    columns = [("screen", "Layar"), ("keys", "Tombol"), ("title", "Tindakan"), ("about", "Keterangan")]
    context.show_list({"rows": rows, "next": None}, columns)
    return 0
