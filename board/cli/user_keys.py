"""``board user key``: with which SSH keys an officer comes in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from board.cli.context import Context
from board.cli.output import line
from board.cli.parser import Verbs, identifier
from board.cli.reading import text_of
from board.wording import form_date


def add(user: Verbs) -> None:
    """Declare the verbs below ``user``."""
    key = user.noun("key", "kunci SSH: dengan kunci mana petugas masuk")
    new_key = key.verb("add", "tambah kunci publik seorang petugas", add_key)
    new_key.add_argument("name", metavar="NAMA")
    new_key.add_argument("--file", required=True, metavar="F.pub", help="berkas kunci publik; - untuk masukan standar")
    new_key.add_argument("--comment", default="", metavar="TEKS", help="di mana dipakai: loket 1, laptop kasi")
    keys = key.verb("list", "semua kunci, atau kunci seorang petugas", list_keys)
    keys.add_argument("name", nargs="?", metavar="NAMA")
    revoked = key.verb("revoke", "cabut kunci; sesi yang memakainya berakhir", revoke_key)
    revoked.add_argument("id", type=identifier, metavar="ID")
    revoked.add_argument("--reason", default="", metavar="TEKS", help="hilang, rusak, pindah tugas")


def add_key(context: Context) -> int:
    """Let an officer come in with a key."""
    from board.services import ssh_keys

    arguments = context.arguments
    by = context.administrator()
    row = ssh_keys.add_key(
        context.desk(), arguments.name, text_of(arguments.file, "file"), by=by, comment=arguments.comment
    )
    shown = ssh_keys.key_row(context.desk(), row)
    context.show(shown, lambda: _tell_key(shown))
    return 0


def _tell_key(row: dict[str, Any]) -> None:
    where = f" ({row['comment']})" if row["comment"] else ""
    line(f"Kunci {row['id']}{where} untuk {row['user']} tercatat: {row['kind']} {row['fingerprint']}")
    line("Cocokkan sidik jari itu dengan yang tampak di komputer petugas (ssh-keygen -lf, PuTTYgen).")


def list_keys(context: Context) -> int:
    """List keys."""
    from board.services import ssh_keys

    rows = ssh_keys.list_keys(context.desk(), context.arguments.name)
    shown = [
        {
            **row, "at": form_date(datetime.fromisoformat(row["at"]).date()),
            "state": "dicabut" if row["revoked_at"] else "berlaku" if row["active"] else "akun nonaktif",
        }
        for row in rows
    ]  # fmt: skip
    columns = [("id", "ID"), ("user", "Pengguna"), ("comment", "Di mana"), ("kind", "Jenis"),
               ("fingerprint", "Sidik jari"), ("at", "Sejak"), ("state", "Keadaan")]  # fmt: skip
    context.show_list({"rows": rows, "next": None}, columns, shown)
    return 0


def revoke_key(context: Context) -> int:
    """Close a key."""
    from board.services import ssh_keys

    arguments = context.arguments
    by = context.administrator()
    row = ssh_keys.revoke_key(context.desk(), arguments.id, by=by, reason=arguments.reason)
    shown = ssh_keys.key_row(context.desk(), row)
    context.show(
        shown, lambda: line(f"Kunci {row.id} milik {shown['user']} dicabut; sesi yang memakainya segera berakhir.")
    )
    return 0
