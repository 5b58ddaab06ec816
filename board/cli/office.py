"""``board demo``, ``init``, ``open``: building an office and opening its board."""

from __future__ import annotations

import getpass
import sys
import time
from collections.abc import Callable
from pathlib import Path

from board import settings
from board.cli.context import Context
from board.cli.parser import Verbs, count
from board.errors import HomeUnusable, InputInvalid, Problem, UsageWrong

DEMO_CASES = 220
DEMO_USER = "rina"
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
    opened.add_argument("--key-id", metavar="ID", help="kunci SSH yang dipakai masuk, dicatat pada jurnal akses")


def build_demo(context: Context) -> int:
    """Build the demonstration, or reuse the one that is there, and open it."""
    from board.services.demo import build_demo as build
    from board.services.people import list_users

    home: Path = getattr(context.arguments, "home", None) or settings.default_demo_home()
    if (home / settings.OFFICE_FILE).is_file():
        context.arguments.home = home
        desk = context.desk()
        if desk.office != "contoh":
            raise HomeUnusable(f"{home} berisi kantor sungguhan ({desk.profile.short}); pilih folder lain.")
        users = [{"name": user["name"], "roles": user["roles"]} for user in list_users(desk)]
        context.say(f"Memakai kantor contoh yang sudah ada di {home}.")
    else:
        built = build(
            home, cases=context.arguments.cases, by=settings.system_actor(), progress=_progress("Membuat berkas contoh")
        )
        users = built.users
        context.arguments.home = home
    context.print_waiting()
    shown = {"home": str(home), "users": users}
    context.show(shown, lambda: _tell_demo(home, users))
    if context.arguments.no_open:
        return 0
    context.arguments.user = context.user or DEMO_USER
    return open_board(context)


def _progress(what: str) -> Callable[[int, int], None]:
    started = time.monotonic()

    def tell(done: int, total: int) -> None:
        if time.monotonic() - started > SLOW and (done % 10 == 0 or done == total):
            end = "\n" if done == total else ""
            print(f"\r{what}: {done}/{total}", end=end, file=sys.stderr, flush=True)

    return tell


def _tell_demo(home: Path, users: list[dict[str, object]]) -> None:
    print(f"Kantor contoh siap di {home}")
    print("Petugas (buka dengan: board demo --user NAMA):")
    for user in users:
        roles = user["roles"]
        assert isinstance(roles, list)
        print(f"  {user['name']!s:10} {', '.join(roles)}")


def init_office(context: Context) -> int:
    """Create an office."""
    from board.services.init_office import init_office as build

    arguments = context.arguments
    if arguments.database and not arguments.database.startswith("sqlite"):
        raise UsageWrong("Basis data selain SQLite belum didukung pada versi ini; hilangkan --database.")
    password = _new_password(arguments.password_stdin)
    desk = build(
        context.home, arguments.office, arguments.admin.strip().lower(), password=password,
        by=settings.system_actor(), training=arguments.latihan,
    )  # fmt: skip
    shown = {
        "home": str(context.home),
        "office": desk.office,
        "admin": arguments.admin.strip().lower(),
        "sops": list(desk.profile.sops),
        "training": desk.profile.training,
    }
    desk.close()
    context.show(
        shown,
        lambda: print(
            f"Kantor {shown['office']} dibuat di {context.home}.\n"
            f"Berikutnya: sunting office.toml, lalu tambah petugas dengan\n"
            f'  board --home {context.home} user add NAMA --name "Nama Lengkap" --role kasi:dafduk'
        ),
    )
    return 0


def _new_password(from_stdin: bool) -> str:
    if from_stdin:
        password = sys.stdin.readline().rstrip("\n")
        if not password:
            raise InputInvalid([Problem("password", "Sandi pengelola kosong; tulis sandi pada masukan standar.")])
        return password
    if not sys.stdin.isatty():
        raise UsageWrong("Sandi tidak dapat ditanyakan di sini; pakai --password-stdin.")
    password = getpass.getpass("Sandi pengelola: ")
    if password != getpass.getpass("Ulangi sandi: "):
        raise InputInvalid([Problem("password", "Kedua sandi tidak sama.")])
    return password


def open_board(context: Context) -> int:
    """Open the board on this terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageWrong("Papan butuh terminal. Lewat SSH pakai ssh -t, atau jalankan perintah lain (board --help).")
    settings.prepare_terminal()
    from board.app import run_board

    return run_board(context.home, context.user, key_id=getattr(context.arguments, "key_id", None))
