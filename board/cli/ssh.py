"""``board ssh``: the way in by SSH, written to be reviewed, verified, and asked by sshd itself."""

from __future__ import annotations

from pathlib import Path

from board.cli import door
from board.cli.context import Context
from board.cli.output import line, plain
from board.cli.parser import Parser, Verbs, count
from board.services.ssh_entry import ACCOUNT, PREFIX, SESSIONS, Entry


def add(verbs: Verbs) -> None:
    """Declare the verbs."""
    ssh = verbs.noun("ssh", "jalan masuk lewat SSH")
    setup = ssh.verb("setup", "tulis berkas-berkas jalan masuk SSH untuk ditinjau dan dipasang", write_setup)
    _entry(setup)
    setup.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder untuk berkas-berkasnya")
    setup.add_argument("--host", default="", metavar="HOST", help="nama server pada lembar PuTTY")
    setup.add_argument("--port", type=count, default=22, metavar="N", help="port pada lembar PuTTY; bawaan 22")
    check = ssh.verb("check", "periksa jalan masuk SSH yang terpasang", check_entry)
    _entry(check)
    check.add_argument("--host", default="", metavar="HOST", help="coba juga sambungan ke sini dengan kunci asing")
    check.add_argument("--port", type=count, default=22, metavar="N", help="port sambungan itu; bawaan 22")
    check.add_argument("--etc", type=Path, default=Path("/etc"), metavar="DIR", help="tempat aturan dipasang")
    check.add_argument("--sshd-config", type=Path, metavar="F", help="sshd_config yang dimaksud; bawaan milik mesin")
    door.declare(ssh.verb("keys", "jawab sshd: kunci siapa ini (AuthorizedKeysCommand)", answer_sshd))


def _entry(parser: Parser) -> None:
    parser.add_argument("--account", default=ACCOUNT, metavar="AKUN", help=f"akun layanan; bawaan {ACCOUNT}")
    parser.add_argument("--prefix", type=Path, default=PREFIX, metavar="DIR", help=f"folder program; bawaan {PREFIX}")
    parser.add_argument(
        "--sessions", type=count, default=SESSIONS, metavar="N", help=f"banyaknya sesi bersamaan; bawaan {SESSIONS}"
    )


def _entry_of(context: Context) -> Entry:
    arguments = context.arguments
    return Entry(context.home.absolute(), arguments.account, arguments.prefix, arguments.sessions)


def write_setup(context: Context) -> int:
    """Write what an administrator reviews and installs."""
    from board.services import ssh_setup

    context.administrator()
    arguments, entry = context.arguments, _entry_of(context)
    paths = ssh_setup.write_setup(context.desk(), entry, arguments.out, host=arguments.host, port=arguments.port)
    shown = {"account": entry.account, "prefix": str(entry.prefix), "files": [str(path) for path in paths]}

    def tell() -> None:
        for path in paths:
            line(str(path))
        line(f"Belum ada yang terpasang. Baca {arguments.out / 'BACA-DULU.txt'}, lalu sebagai root:")
        line(f"  sh {arguments.out / 'install.sh'}")

    context.show(shown, tell)
    return 0


def check_entry(context: Context) -> int:
    """Verify the live set-up."""
    from board.services.ssh_check import TITLES, Place
    from board.services.ssh_check import check_entry as check

    context.administrator()
    arguments = context.arguments
    place = Place(arguments.etc, arguments.sshd_config, arguments.host, arguments.port)
    shown = check(context.desk(), _entry_of(context), place)

    def tell() -> None:
        for point in shown["checks"]:
            line(f"{'baik ' if point['ok'] else 'PERLU'}  {TITLES[point['name']]:16}  {point['sentence']}")

    context.show(shown, tell)
    return 0 if shown["ok"] else 1


def answer_sshd(context: Context) -> int:
    """Answer as sshd is answered; the program that sshd calls takes a shorter way (``door.main``)."""
    told = door.answer(context.home, context.arguments, context.clock())
    plain(f"{told}\n" if told else "")
    return 0
