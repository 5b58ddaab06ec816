"""Whether the office's own records hold: journals, number series, commands, installed SOPs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peewee import fn

from board.models import schema
from board.models.case import Case
from board.models.damaged import rows_of
from board.models.event import NO_CASE, Command, JournalEntry
from board.models.guards import guard_faults
from board.models.office import SopVersion
from board.models.register import Counter, RegisterRow
from board.services.desk import Desk
from board.services.record import NO_HASH, OFFICE_LOG
from board.services.sops import INSTALLED
from board.services.verify_chain import Fault, linked, same_second, surviving, told_in
from board.services.verify_inbox import inbox_faults
from board.services.verify_incidents import incident_faults
from board.services.verify_outages import outage_faults
from board.services.verify_people import people_faults
from board.workflow.office import REGISTRATION
from board.workflow.stored import digest


def office_faults(desk: Desk) -> Iterator[Fault]:
    """Faults of everything that is not one case's own."""
    checks = {
        "skema": _guards, "kantor": _offices, "jurnal": _journals, "nomor": _series, "pendaftaran": _registrations,
        "perintah": _commands, "SOP": _sops, "petugas": people_faults, "kiriman": inbox_faults,
        "gangguan": outage_faults, "insiden": incident_faults,
    }  # fmt: skip
    for name, check in checks.items():
        yield from surviving(name, check(desk))


def _guards(desk: Desk) -> Iterator[Fault]:
    for name in guard_faults(desk.store):
        yield Fault("schema", name, "Penjaga basis data hilang atau berbeda: riwayat dapat diubah tanpa ketahuan.")


def _offices(desk: Desk) -> Iterator[Fault]:
    """A database holds one office: rows of another one are rows that nobody sees."""
    for model in schema.ROWS:
        strange = model.select().where(model.office != desk.office).count()
        if strange:
            yield Fault("office", model._meta.table_name, f"{strange} baris tercatat pada kantor lain.")


def _journals(desk: Desk) -> Iterator[Fault]:
    prev: dict[str, tuple[int, str]] = {}
    rows = JournalEntry.select().where(JournalEntry.office == desk.office)
    for entry in rows_of(rows.order_by(JournalEntry.chain, JournalEntry.seq)):
        seq, last = prev.get(entry.chain, (0, NO_HASH))
        where = f"jurnal {entry.chain} baris {entry.seq}"
        if entry.seq != seq + 1:
            yield Fault("journal_gap", where, f"Urutan jurnal meloncat: seharusnya {seq + 1}.")
        elif not linked(entry, last):
            yield Fault("journal_chain", where, "Rantai jurnal terputus: isi atau urutannya pernah diubah.")
        elif not _columns_agree(entry, told_in(entry)):
            yield Fault("journal_columns", where, "Kolom jurnal tidak sama dengan teks yang dirantai.")
        prev[entry.chain] = entry.seq, entry.hash


def _columns_agree(entry: JournalEntry, told: dict[str, Any]) -> bool:
    columns = (entry.seq, entry.actor, entry.what, entry.subject)
    return columns == tuple(map(told.get, ("seq", "actor", "what", "subject"))) and same_second(
        entry.at, told.get("at")
    )


def _series(desk: Desk) -> Iterator[Fault]:
    counters = {(row.book, row.year, row.series): row.last for row in rows_of(Counter.select())}
    groups = (
        RegisterRow.select(
            RegisterRow.book, RegisterRow.year, RegisterRow.series,
            fn.MIN(RegisterRow.number), fn.MAX(RegisterRow.number), fn.COUNT(RegisterRow.number),
        )
        .where(RegisterRow.office == desk.office)
        .group_by(RegisterRow.book, RegisterRow.year, RegisterRow.series)
        .tuples()
    )  # fmt: skip
    seen = set()
    for book, year, series, first, last, count in rows_of(groups):
        key = book, year, series
        seen.add(key)
        where = f"{book} {year} {series}".strip()
        if first != 1 or last - first + 1 != count:
            yield Fault("register_gap", where, f"Nomor bercelah: {first}–{last} tetapi {count} baris.")
        if counters.get(key) != last:
            yield Fault("counter", where, f"Penghitung {counters.get(key)}, nomor terakhir {last}.")
    for key in counters.keys() - seen:
        yield Fault("counter", " ".join(map(str, key)), "Penghitung tanpa satu pun baris register.")


def _registrations(desk: Desk) -> Iterator[Fault]:
    unnumbered = Case.select(Case.number).where(
        (Case.office == desk.office)
        & Case.id.not_in(RegisterRow.select(RegisterRow.case_id).where(RegisterRow.book == REGISTRATION))
    )
    for (number,) in rows_of(unnumbered.tuples()):
        yield Fault("registration", number, "Berkas tanpa baris pada buku pendaftaran.")


def _commands(desk: Desk) -> Iterator[Fault]:
    lost = Command.select(Command.key).where(
        (Command.office == desk.office) & (Command.case_id != NO_CASE) & Command.case_id.not_in(Case.select(Case.id))
    )
    for (key,) in rows_of(lost.tuples()):
        yield Fault("command", key, "Perintah tercatat tetapi berkasnya tidak ada.")


def _sops(desk: Desk) -> Iterator[Fault]:
    lines = JournalEntry.select().where(
        (JournalEntry.office == desk.office) & (JournalEntry.chain == OFFICE_LOG) & (JournalEntry.what == INSTALLED)
    )
    recorded = {line.subject: told_in(line).get("detail") for line in rows_of(lines)}
    for row in rows_of(SopVersion.select().where(SopVersion.office == desk.office)):
        where = f"{row.sop} versi {row.version}"
        installed = recorded.pop(f"{row.sop}.{row.version}", None)
        if digest(row.definition) != row.digest:
            yield Fault("sop", where, "Isi SOP yang terpasang pernah diubah.")
        elif installed != {"digest": row.digest, "starts_on": row.starts_on}:
            yield Fault("sop", where, "SOP tidak sama dengan yang dicatat jurnal saat dipasang.")
    for subject in recorded:
        yield Fault("sop", subject, "SOP yang pernah dipasang hilang.")
