"""``board verify``: recompute what must be true of the office's records and name every fault.

Chains (case events, journals), gapless registers, counters, versions, the state of a case against its last event, and
the digests of installed SOPs. It only reads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from peewee import fn

from board.models.case import Case
from board.models.event import Command, Event, JournalEntry
from board.models.office import SopVersion
from board.models.register import Counter, RegisterRow
from board.services.desk import Desk
from board.services.record import NO_HASH, link
from board.services.registers import REGISTRATION
from board.workflow.stored import digest

BATCH = 500


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it must be."""

    kind: str
    where: str
    sentence: str


def verify(desk: Desk) -> dict[str, Any]:
    """Check everything; see the module for what."""
    with desk.store.reading():
        faults = [*_cases(desk), *_journals(desk), *_registers(desk), *_commands(desk), *_sops(desk)]
        checked = {
            "cases": Case.select().where(Case.office == desk.office).count(),
            "events": Event.select().where(Event.office == desk.office).count(),
            "books": RegisterRow.select().where(RegisterRow.office == desk.office).count(),
        }
    return {
        "ok": not faults,
        "checked": checked,
        "faults": [{"kind": fault.kind, "where": fault.where, "sentence": fault.sentence} for fault in faults],
    }


def _cases(desk: Desk) -> Iterator[Fault]:
    last = 0
    while True:
        rows = list(Case.select().where((Case.office == desk.office) & (Case.id > last)).order_by(Case.id).limit(BATCH))
        if not rows:
            break
        ids = [row.id for row in rows]
        events: dict[int, list[Event]] = {row_id: [] for row_id in ids}
        for event in Event.select().where(Event.case_id.in_(ids)).order_by(Event.case_id, Event.seq):
            events[event.case_id].append(event)
        for row in rows:
            yield from _chain(row, events[row.id])
            yield from _state(row, events[row.id])
        last = ids[-1]
    orphans = Event.select(Event.case_id).where(Event.case_id.not_in(Case.select(Case.id))).distinct()
    for (case_id,) in orphans.tuples():
        yield Fault("case_missing", f"kasus {case_id}", "Ada riwayat tanpa berkas: berkasnya hilang.")


def _chain(row: Case, events: list[Event]) -> Iterator[Fault]:
    prev = NO_HASH
    for place, event in enumerate(events, start=1):
        where = f"{row.number} kejadian {event.seq}"
        if event.seq != place:
            yield Fault("event_gap", where, f"Urutan kejadian meloncat: seharusnya {place}.")
            return
        if event.prev != prev or event.hash != link(event.prev, event.text):
            yield Fault("chain", where, "Rantai kejadian terputus: isi atau urutannya pernah diubah.")
            return
        told = json.loads(event.text)
        stored = (told["seq"], told["intent"], told["from"], told["to"], told["actor"], told["role"], told["number"])
        columns = (event.seq, event.intent, event.from_step, event.to_step, event.actor, event.role, row.number)
        if stored != columns:
            yield Fault("event_columns", where, "Kolom kejadian tidak sama dengan teks yang dirantai.")
        prev = event.hash


def _state(row: Case, events: list[Event]) -> Iterator[Fault]:
    if len(events) != row.version:
        yield Fault(
            "version", row.number, f"Versi berkas {row.version} tetapi kejadiannya {len(events)}: ada yang hilang."
        )
        return
    moved = [told for told in (json.loads(event.text) for event in events) if "status" in told["detail"]]
    status = moved[-1]["detail"]["status"] if moved else None
    if status is not None and status != row.status:
        yield Fault("status", row.number, f"Keadaan berkas {row.status}, menurut riwayat {status}.")
    if (row.status in {"selesai", "batal"}) == bool(row.open):
        yield Fault("open", row.number, "Tanda terbuka berkas tidak cocok dengan keadaannya.")


def _journals(desk: Desk) -> Iterator[Fault]:
    prev: dict[str, tuple[int, str]] = {}
    rows = JournalEntry.select().where(JournalEntry.office == desk.office)
    for entry in rows.order_by(JournalEntry.chain, JournalEntry.seq).iterator():
        seq, last = prev.get(entry.chain, (0, NO_HASH))
        where = f"jurnal {entry.chain} baris {entry.seq}"
        if entry.seq != seq + 1:
            yield Fault("journal_gap", where, f"Urutan jurnal meloncat: seharusnya {seq + 1}.")
        elif entry.prev != last or entry.hash != link(entry.prev, entry.text):
            yield Fault("journal_chain", where, "Rantai jurnal terputus: isi atau urutannya pernah diubah.")
        prev[entry.chain] = entry.seq, entry.hash


def _registers(desk: Desk) -> Iterator[Fault]:
    counters = {
        (row.book, row.year, row.series): row.last for row in Counter.select().where(Counter.office == desk.office)
    }
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
    for book, year, series, first, last, count in groups:
        key = book, year, series
        seen.add(key)
        where = f"{book} {year} {series}".strip()
        if first != 1 or last - first + 1 != count:
            yield Fault("register_gap", where, f"Nomor bercelah: {first}–{last} tetapi {count} baris.")
        if counters.get(key) != last:
            yield Fault("counter", where, f"Penghitung {counters.get(key)}, nomor terakhir {last}.")
    for key in counters.keys() - seen:
        yield Fault("counter", " ".join(map(str, key)), "Penghitung tanpa satu pun baris register.")
    unnumbered = Case.select(Case.number).where(
        (Case.office == desk.office)
        & Case.id.not_in(RegisterRow.select(RegisterRow.case_id).where(RegisterRow.book == REGISTRATION))
    )
    for (number,) in unnumbered.tuples():
        yield Fault("registration", number, "Berkas tanpa baris pada buku pendaftaran.")


def _commands(desk: Desk) -> Iterator[Fault]:
    lost = Command.select(Command.key).where(
        (Command.office == desk.office) & Command.case_id.not_in(Case.select(Case.id))
    )
    for (key,) in lost.tuples():
        yield Fault("command", key, "Perintah tercatat tetapi berkasnya tidak ada.")


def _sops(desk: Desk) -> Iterator[Fault]:
    for row in SopVersion.select().where(SopVersion.office == desk.office):
        if digest(row.definition) != row.digest:
            yield Fault("sop", f"{row.sop} versi {row.version}", "Isi SOP yang terpasang pernah diubah.")
