"""``board user`` and ``board mandate``: officers, their roles, and who stands in for whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from board.cli import user_keys
from board.cli.context import Context
from board.cli.output import line
from board.cli.parser import Parser, Verbs, day, identifier
from board.cli.reading import new_password
from board.errors import UsageWrong
from board.wording import form_date, period_words
from board.workflow.facts import LETTER_PENDING

if TYPE_CHECKING:
    from board.services.absences import Returned
    from board.services.leaving import Left


def add(verbs: Verbs) -> None:
    """Declare the verbs."""
    user = verbs.noun("user", "petugas dan perannya")
    new = user.verb("add", "tambah petugas", add_user)
    new.add_argument("name", metavar="NAMA", help="nama pengguna: huruf kecil")
    new.add_argument("--name", dest="title", required=True, metavar="NAMA_LENGKAP")
    new.add_argument("--role", action="append", required=True, metavar="PERAN[:BIDANG]")
    new.add_argument("--nip", default="", metavar="NIP")
    new.add_argument("--pangkat", default="", metavar="PANGKAT", help="pangkat dan golongan pada blok tanda tangan")
    _period(new)
    new.add_argument("--password-stdin", action="store_true", help="baca sandi dari masukan standar")
    user.verb("list", "semua petugas", list_users)
    role = user.verb("role", "beri atau cabut peran", change_roles)
    role.add_argument("name", metavar="NAMA")
    role.add_argument("--add", action="append", default=[], metavar="PERAN[:BIDANG]")
    role.add_argument("--remove", action="append", default=[], metavar="PERAN[:BIDANG]")
    _period(role)
    password = user.verb("password", "ganti sandi petugas", set_password)
    password.add_argument("name", metavar="NAMA")
    password.add_argument("--password-stdin", action="store_true")
    disable = user.verb("disable", "nonaktifkan petugas; berkas yang dipegangnya dilepas", disable_user)
    disable.add_argument("name", metavar="NAMA")
    enable = user.verb("enable", "aktifkan kembali petugas yang pernah dinonaktifkan", enable_user)
    enable.add_argument("name", metavar="NAMA")

    absent = user.verb("absent", "petugas tidak di tempat dari hari ke hari; rekan melihatnya", mark_absent)
    absent.add_argument("name", metavar="NAMA")
    absent.add_argument("--from", dest="from_on", type=day, required=True, metavar="TANGGAL")
    absent.add_argument("--to", dest="to_on", type=day, required=True, metavar="TANGGAL", help="hari ini juga")
    absent.add_argument("--reason", default="", metavar="TEKS", help="cuti, dinas luar, diklat")
    present = user.verb("present", "petugas kembali: akhiri yang tercatat tidak di tempat", mark_present)
    present.add_argument("name", metavar="NAMA")

    user_keys.add(user)

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
    letter = mandate.verb("letter", "catat nomor surat yang menyusul", add_letter)
    letter.add_argument("id", type=identifier, metavar="ID")
    letter.add_argument("letter", metavar="NOMOR")
    ended = mandate.verb("end", "akhiri mandat sekarang", end_mandate)
    ended.add_argument("id", type=identifier, metavar="ID")


def _period(parser: Parser) -> None:
    parser.add_argument("--from", dest="first", type=day, metavar="TANGGAL", help="peran berlaku mulai hari ini")
    parser.add_argument("--until", dest="last", type=day, metavar="TANGGAL", help="peran berlaku sampai hari ini juga")


def add_user(context: Context) -> int:
    """Add an officer."""
    from board.services import people

    arguments = context.arguments
    by = context.administrator()
    password = new_password(from_stdin=True) if arguments.password_stdin else None
    people.add_user(
        context.desk(), arguments.name, arguments.title, arguments.role,
        by=by, password=password, nip=arguments.nip, pangkat=arguments.pangkat, first=arguments.first,
        last=arguments.last,
    )  # fmt: skip
    row = next(item for item in people.list_users(context.desk()) if item["name"] == arguments.name)
    context.show(row, lambda: _tell_added(row, with_password=password is not None))
    return 0


def _tell_added(row: dict[str, Any], *, with_password: bool) -> None:
    name = row["name"]
    line(f"Petugas {name} ditambahkan. {_role_words(row)}")
    if with_password:
        line("Sampaikan sandinya; saat pertama masuk papan meminta sandi baru.")
    else:
        line(f"Belum bersandi. Beri sandi: board user password {name}, atau catat kunci SSH-nya:")
        line(f"  board user key add {name} --file F.pub")


def _role_words(row: dict[str, Any]) -> str:
    bound = {item["role"]: period_words(item["from"] or "", item["until"] or "") for item in row["periods"]}
    now = [role for role in row["roles"] if role not in bound]
    return f"Peran: {', '.join([*now, *(f'{role} ({days})' for role, days in bound.items())]) or 'tidak ada'}."


def list_users(context: Context) -> int:
    """List officers."""
    from board.services import people

    rows = people.list_users(context.desk())
    shown = [
        {
            **row, "roles": ", ".join(row["roles"]), "active": "ya" if row["active"] else "tidak",
            "absent": row["absent"] or "",
            "periods": ", ".join(
                f"{item['role']} {period_words(item['from'] or '', item['until'] or '')}" for item in row["periods"]
            ),
        }
        for row in rows
    ]  # fmt: skip
    columns = [("name", "Pengguna"), ("title", "Nama"), ("roles", "Peran"), ("periods", "Masa berlaku"),
               ("active", "Aktif"), ("absent", "Tidak di tempat")]  # fmt: skip
    context.show_list({"rows": rows, "next": None}, columns, shown)
    return 0


def change_roles(context: Context) -> int:
    """Give and take roles."""
    from board.services import people, roles

    arguments = context.arguments
    if not arguments.add and not arguments.remove:
        raise UsageWrong("Sebut --add atau --remove.")
    if (arguments.first or arguments.last) and not arguments.add:
        raise UsageWrong("--from dan --until menyertai peran yang diberi; sebut --add.")
    by = context.administrator()
    roles.change_roles(
        context.desk(), arguments.name, add=arguments.add, remove=arguments.remove, by=by, first=arguments.first,
        last=arguments.last,
    )  # fmt: skip
    row = next(item for item in people.list_users(context.desk()) if item["name"] == arguments.name)
    context.show(row, lambda: line(f"{arguments.name}: {_role_words(row)}"))
    return 0


def set_password(context: Context) -> int:
    """Change a password."""
    from board.services import people

    by = context.administrator()
    password = new_password(from_stdin=context.arguments.password_stdin)
    name = context.arguments.name
    own = context.user == name
    people.set_password(context.desk(), name, password, by=by, own=own)
    after = "" if own else " Saat masuk berikutnya papan meminta sandi baru."
    context.show({"name": name}, lambda: line(f"Sandi {name} diganti.{after}"))
    return 0


def disable_user(context: Context) -> int:
    """Close an account."""
    from board.services import leaving

    name = context.arguments.name
    left = leaving.disable_user(context.desk(), name, by=context.administrator())
    shown = {
        "name": name, "active": False, "released": left.released, "folders": left.folders, "drafts": left.drafts,
        "mandates_ended": left.mandates, "absent_in": left.absent_in, "keys": left.keys,
    }  # fmt: skip
    context.show(shown, lambda: _tell_left(name, left))
    return 0


def _tell_left(name: str, left: Left) -> None:
    line(f"Petugas {name} dinonaktifkan; {len(left.released)} berkas dilepas.")
    if left.keys:
        line(f"{left.keys} kunci SSH-nya tidak berlaku lagi, dan sesi yang terbuka dengannya berakhir.")
    if left.folders:
        line(f"Map fisik masih padanya, minta diserahkan: {', '.join(left.folders)}.")
    if left.drafts:
        line(f"{left.drafts} isian yang belum tersimpan tetap ada dan ditawarkan lagi bila ia kembali.")
    if left.mandates:
        line(f"Mandat yang dijalankannya diakhiri: {', '.join(map(str, left.mandates))}.")
    if left.absent_in:
        line(f"Masih diwakili menurut mandat {', '.join(map(str, left.absent_in))}; jabatan kosong diisi Plt.")


def enable_user(context: Context) -> int:
    """Open an account again."""
    from board.services import leaving, people, ssh_keys

    name = context.arguments.name
    leaving.enable_user(context.desk(), name, by=context.administrator())
    row = next(item for item in people.list_users(context.desk()) if item["name"] == name)
    keys = ssh_keys.keys_in_force(context.desk(), name)

    def tell() -> None:
        line(f"Petugas {name} aktif kembali. {_role_words(row)}")
        if keys:
            line(f"{keys} kunci SSH-nya berlaku lagi; cabut yang tidak dipakai: board user key list {name}")

    context.show({**row, "keys": keys}, tell)
    return 0


def mark_absent(context: Context) -> int:
    """Record an absence."""
    from board.services import absences

    arguments = context.arguments
    row = absences.add_absence(
        context.desk(), arguments.name, from_on=arguments.from_on, to_on=arguments.to_on, reason=arguments.reason,
        by=context.administrator(),
    )  # fmt: skip
    shown = {"name": arguments.name, "from": row.from_on, "to": row.to_on, "reason": row.reason or None}
    days = period_words(row.from_on, row.to_on)
    context.show(
        shown,
        lambda: line(f"{arguments.name} tercatat tidak di tempat {days}. Tunjuk wakilnya dengan: board mandate add"),
    )
    return 0


def mark_present(context: Context) -> int:
    """End an absence."""
    from board.services import absences

    name = context.arguments.name
    back = absences.end_absence(context.desk(), name, by=context.administrator())
    shown = {"name": name, "from": back.absence.from_on, "to": back.absence.to_on, "mandates": back.mandates}
    context.show(shown, lambda: _tell_back(name, back))
    return 0


def _tell_back(name: str, back: Returned) -> None:
    line(f"Catatan tidak di tempat {name} ({period_words(back.absence.from_on, back.absence.to_on)}) diakhiri.")
    for mandate in back.mandates:
        line(f"Mandat {mandate} masih mewakilinya; akhiri dengan: board mandate end {mandate}")


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
        shown,
        lambda: line(
            f"Mandat {row.id}: {arguments.deputy} menjadi {row.kind.capitalize()}. {arguments.principal}, "
            f"{period_words(row.from_on, row.to_on)}, lingkup {row.scope.replace(',', ', ')}; "
            f"{'surat ' + row.letter if row.letter else LETTER_PENDING}."
        ),
    )
    return 0


def list_mandates(context: Context) -> int:
    """List mandates."""
    from board.services import mandates

    rows = mandates.list_mandates(context.desk())
    shown = [
        {
            **row, "letter": LETTER_PENDING if row["letter_pending"] else row["letter"],
            "from": form_date(date.fromisoformat(row["from"])), "to": form_date(date.fromisoformat(row["to"])),
            "active": "ya" if row["active"] else "berakhir" if row["ended_at"] else "tidak",
        }
        for row in rows
    ]  # fmt: skip
    columns = [("id", "ID"), ("deputy", "Yang mewakili"), ("kind", "Jenis"), ("for", "Yang diwakili"),
               ("from", "Dari"), ("to", "Sampai"), ("letter", "Surat"), ("active", "Berlaku")]  # fmt: skip
    context.show_list({"rows": rows, "next": None}, columns, shown)
    return 0


def add_letter(context: Context) -> int:
    """Add the number of a letter."""
    from board.services import mandates

    desk, by = context.desk(), context.administrator()
    row = mandates.add_letter(desk, context.arguments.id, context.arguments.letter, by=by)
    shown = next(item for item in mandates.list_mandates(desk) if item["id"] == row.id)
    context.show(shown, lambda: line(f"Mandat {row.id}: nomor surat {row.letter} tercatat."))
    return 0


def end_mandate(context: Context) -> int:
    """End a mandate."""
    from board.services import mandates

    row = mandates.end_mandate(context.desk(), context.arguments.id, by=context.administrator())
    context.show({"id": row.id, "active": False}, lambda: line(f"Mandat {row.id} diakhiri."))
    return 0
