"""``board user`` and ``board mandate``: officers, their roles, and who stands in for whom."""

from __future__ import annotations

from board.cli.context import Context
from board.cli.output import line
from board.cli.parser import Verbs, day, identifier
from board.cli.reading import new_password
from board.errors import UsageWrong


def add(verbs: Verbs) -> None:
    """Declare the verbs."""
    user = verbs.noun("user", "petugas dan perannya")
    new = user.verb("add", "tambah petugas", add_user)
    new.add_argument("name", metavar="NAMA", help="nama pengguna: huruf kecil")
    new.add_argument("--name", dest="title", required=True, metavar="NAMA_LENGKAP")
    new.add_argument("--role", action="append", required=True, metavar="PERAN[:BIDANG]")
    new.add_argument("--nip", default="", metavar="NIP")
    new.add_argument("--pangkat", default="", metavar="PANGKAT", help="pangkat dan golongan pada blok tanda tangan")
    new.add_argument("--password-stdin", action="store_true", help="baca sandi dari masukan standar")
    user.verb("list", "semua petugas", list_users)
    role = user.verb("role", "beri atau cabut peran", change_roles)
    role.add_argument("name", metavar="NAMA")
    role.add_argument("--add", action="append", default=[], metavar="PERAN[:BIDANG]")
    role.add_argument("--remove", action="append", default=[], metavar="PERAN[:BIDANG]")
    password = user.verb("password", "ganti sandi petugas", set_password)
    password.add_argument("name", metavar="NAMA")
    password.add_argument("--password-stdin", action="store_true")
    disable = user.verb("disable", "nonaktifkan petugas; berkas yang dipegangnya dilepas", disable_user)
    disable.add_argument("name", metavar="NAMA")

    mandate = verbs.noun("mandate", "Plh/Plt: siapa mewakili siapa, dari kapan sampai kapan")
    given = mandate.verb("add", "beri mandat", add_mandate)
    given.add_argument("deputy", metavar="NAMA", help="yang mewakili")
    given.add_argument("--for", dest="principal", required=True, metavar="NAMA", help="yang diwakili")
    given.add_argument("--kind", default="plh", choices=["plh", "plt"])
    given.add_argument("--from", dest="from_on", type=day, required=True, metavar="TANGGAL")
    given.add_argument("--to", dest="to_on", type=day, required=True, metavar="TANGGAL")
    given.add_argument("--letter", default="", metavar="NOMOR", help="nomor surat; boleh menyusul")
    given.add_argument("--scope", action="append", metavar="paraf|ttd|tte", help="bawaan: paraf dan ttd")
    mandate.verb("list", "semua mandat", list_mandates)
    ended = mandate.verb("end", "akhiri mandat sekarang", end_mandate)
    ended.add_argument("id", type=identifier, metavar="ID")


def add_user(context: Context) -> int:
    """Add an officer."""
    from board.services import people

    arguments = context.arguments
    by = context.administrator()
    password = new_password(from_stdin=True) if arguments.password_stdin else None
    people.add_user(
        context.desk(), arguments.name, arguments.title, arguments.role,
        by=by, password=password, nip=arguments.nip, pangkat=arguments.pangkat,
    )  # fmt: skip
    row = next(item for item in people.list_users(context.desk()) if item["name"] == arguments.name)
    context.show(row, lambda: line(f"Petugas {arguments.name} ditambahkan."))
    return 0


def list_users(context: Context) -> int:
    """List officers."""
    from board.services import people

    rows = people.list_users(context.desk())
    shown = [{**row, "roles": ", ".join(row["roles"]), "active": "ya" if row["active"] else "tidak"} for row in rows]
    columns = [("name", "Pengguna"), ("title", "Nama"), ("roles", "Peran"), ("active", "Aktif")]
    context.show_list({"rows": rows, "next": None}, columns, shown)
    return 0


def change_roles(context: Context) -> int:
    """Give and take roles."""
    from board.services import people, roles

    arguments = context.arguments
    if not arguments.add and not arguments.remove:
        raise UsageWrong("Sebut --add atau --remove.")
    by = context.administrator()
    roles.change_roles(context.desk(), arguments.name, add=arguments.add, remove=arguments.remove, by=by)
    row = next(item for item in people.list_users(context.desk()) if item["name"] == arguments.name)
    context.show(row, lambda: line(f"Peran {arguments.name}: {', '.join(row['roles']) or 'tidak ada'}."))
    return 0


def set_password(context: Context) -> int:
    """Change a password."""
    from board.services import people

    by = context.administrator()
    password = new_password(from_stdin=context.arguments.password_stdin)
    people.set_password(context.desk(), context.arguments.name, password, by=by)
    context.show({"name": context.arguments.name}, lambda: line(f"Sandi {context.arguments.name} diganti."))
    return 0


def disable_user(context: Context) -> int:
    """Close an account."""
    from board.services import leaving

    released = leaving.disable_user(context.desk(), context.arguments.name, by=context.administrator())
    shown = {"name": context.arguments.name, "active": False, "released": released}
    context.show(
        shown, lambda: line(f"Petugas {context.arguments.name} dinonaktifkan; {len(released)} berkas dilepas.")
    )
    return 0


def add_mandate(context: Context) -> int:
    """Give a mandate."""
    from board.services import mandates

    arguments = context.arguments
    scope = [part for item in arguments.scope or mandates.DEFAULT_SCOPE for part in item.split(",")]
    row = mandates.add_mandate(
        context.desk(), arguments.deputy, arguments.principal, kind=arguments.kind, from_on=arguments.from_on,
        to_on=arguments.to_on, letter=arguments.letter, scope=scope, by=context.administrator(),
    )  # fmt: skip
    shown = next(item for item in mandates.list_mandates(context.desk()) if item["id"] == row.id)
    context.show(
        shown, lambda: line(f"Mandat {row.id}: {arguments.deputy} {row.kind.capitalize()}. {arguments.principal}.")
    )
    return 0


def list_mandates(context: Context) -> int:
    """List mandates."""
    from board.services import mandates

    rows = mandates.list_mandates(context.desk())
    columns = [("id", "ID"), ("deputy", "Yang mewakili"), ("kind", "Jenis"), ("for", "Yang diwakili"),
               ("from", "Dari"), ("to", "Sampai"), ("letter", "Surat"), ("active", "Berlaku")]  # fmt: skip
    context.show_list({"rows": rows, "next": None}, columns)
    return 0


def end_mandate(context: Context) -> int:
    """End a mandate."""
    from board.services import mandates

    row = mandates.end_mandate(context.desk(), context.arguments.id, by=context.administrator())
    context.show({"id": row.id, "active": False}, lambda: line(f"Mandat {row.id} diakhiri."))
    return 0
