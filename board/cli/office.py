"""``board demo``, ``init``, ``open``: building an office and opening its board."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from board import settings
from board.cli import output
from board.cli.context import Context
from board.cli.parser import Verbs, count, identifier
from board.cli.reading import new_password
from board.errors import HomeUnusable, UsageWrong

DEMO_CASES = 220
DEMO_USER = "rina"
SCREENS = ("utf8-color", "utf8-mono", "ascii-mono")
"""Ids of the profiles a terminal is drawn in (``board.terminal.profiles``)."""
SLOW = 2.0
"""Seconds after which a progress line appears."""


def add(verbs: Verbs) -> None:
    """Declare the verbs."""
    demo = verbs.verb("demo", "bangun kantor contoh dengan data peraga, lalu buka papannya", build_demo)
    demo.add_argument("--cases", type=count, default=DEMO_CASES, metavar="N", help="banyaknya berkas peraga")
    demo.add_argument("--no-open", action="store_true", help="hanya bangun, jangan buka papan")
    init = verbs.verb("init", "buat kantor baru dari profil bawaan", init_office)
    init.add_argument("--office", required=True, metavar="ID", help="landak, pasbar, waykanan, balangan, contoh")
    init.add_argument("--admin", required=True, metavar="NAMA", help="nama pengguna pengelola pertama")
    init.add_argument("--database", metavar="URL", help="sqlite (bawaan)")
    init.add_argument("--latihan", action="store_true", help="kantor latihan: nomor LAT-, cetakan bertanda LATIHAN")
    init.add_argument("--password-stdin", action="store_true", help="baca sandi pengelola dari masukan standar")
    opened = verbs.verb("open", "buka papan untuk seorang petugas (dipanggil sesi SSH)", open_board)
    opened.add_argument("--screen", choices=SCREENS, help="tampilan stasiun ini; bawaan: pilihan petugas, lalu TERM")
    opened.add_argument(
        "--key-id", type=identifier, metavar="ID", help="kunci SSH yang dipakai masuk, dicatat pada jurnal akses"
    )


def build_demo(context: Context) -> int:
    """Build the demonstration, or reuse the one that is there, and open it."""
    from board.services.demo import build_demo as build
    from board.services.people import list_users

    arguments = context.arguments
    arguments.home = getattr(arguments, "home", settings.default_demo_home())
    home = context.home
    if (home / settings.OFFICE_FILE).is_file():
        if context.desk().office != "contoh":
            raise HomeUnusable(f"{home} berisi kantor sungguhan ({context.desk().profile.short}); pilih folder lain.")
        context.say(f"Memakai kantor contoh yang sudah ada di {home}.")
    else:
        build(home, cases=arguments.cases, by=settings.system_actor(), progress=_progress("Membuat berkas contoh"))
    desk = context.desk()
    context.print_waiting()
    users = [{"name": user["name"], "roles": user["roles"]} for user in list_users(desk)]
    context.show({"home": str(home), "users": users}, lambda: _tell_demo(home, users))
    if arguments.no_open:
        return 0
    arguments.user = context.user or DEMO_USER
    return open_board(context)


def _progress(what: str) -> Callable[[int, int], None]:
    started = time.monotonic()

    def tell(done: int, total: int) -> None:
        if time.monotonic() - started > SLOW and (done % 10 == 0 or done == total):
            output.progress(f"{what}: {done}/{total}", last=done == total)

    return tell


def _tell_demo(home: Path, users: list[dict[str, Any]]) -> None:
    output.line(f"Kantor contoh siap di {home}")
    output.line("Petugas (buka dengan: board demo --user NAMA):")
    for user in users:
        output.line(f"  {user['name']:10} {', '.join(user['roles'])}")


def init_office(context: Context) -> int:
    """Create an office."""
    from board.services.init_office import init_office as build

    arguments = context.arguments
    if arguments.database and not arguments.database.startswith("sqlite"):
        raise UsageWrong("Basis data selain SQLite belum didukung pada versi ini; hilangkan --database.")
    admin = arguments.admin.strip().lower()
    desk = build(
        context.home, arguments.office, admin, password=new_password(from_stdin=arguments.password_stdin),
        by=settings.system_actor(), training=arguments.latihan, clock=context.clock,
    )  # fmt: skip
    home = desk.home.absolute()
    shown = {
        "home": str(home),
        "office": desk.office,
        "admin": admin,
        "sops": list(desk.profile.sops),
        "training": desk.profile.training,
    }
    desk.close()
    context.show(shown, lambda: _tell_init(home, arguments.office))
    return 0


def _tell_init(home: Path, office: str) -> None:
    output.line(f"Kantor {office} dibuat di {home}.")
    output.line("Berikutnya: sunting office.toml, lalu tambah petugas dengan")
    output.line(f'  board --home {home} user add NAMA --name "Nama Lengkap" --role kasi:dafduk')


def open_board(context: Context) -> int:
    """Open the board on this terminal."""
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise UsageWrong("Papan butuh terminal. Lewat SSH pakai ssh -t, atau jalankan perintah lain (board --help).")
    settings.prepare_terminal()
    from board.app import run_board

    asked = context.arguments
    return run_board(
        context.home, context.user, key_id=getattr(asked, "key_id", None), screen=getattr(asked, "screen", None)
    )
