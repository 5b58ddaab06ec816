"""Whether each case is what its history says: chain, state, register rows, thread."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from board.errors import DatabaseUnreachable
from board.models.case import Case, CasePerson
from board.models.damaged import LOST, rows_of
from board.models.event import Event
from board.models.register import RegisterRow
from board.models.thread import Note
from board.printing.confidential import is_secret
from board.services.case_people import people_in
from board.services.desk import Desk
from board.services.facts_of import bare_facts, sop_of
from board.services.record import NO_HASH, parse_told, state_of
from board.services.registers import as_told
from board.services.thread_notes import note_digest
from board.services.verify_chain import Fault, Told, linked, same_second, surviving
from board.services.verify_told import ToldRows, told_faults, told_rows
from board.workflow.sop import CLOSED

BATCH = 500
"""Cases read at a time: an archive of any size passes through the same memory."""


def case_faults(desk: Desk) -> Iterator[Fault]:
    """Faults of all cases, and of what belongs to no case any more."""
    last = 0
    while rows := list(rows_of(Case.select().where(Case.id > last).order_by(Case.id).limit(BATCH))):
        yield from faults_of(desk, rows)
        last = rows[-1].id
    for kind, what, model in (
        ("case_missing", "riwayat", Event), ("register_case", "baris register", RegisterRow), ("note", "catatan", Note),
    ):  # fmt: skip
        orphans = model.select(model.case_id).where(model.case_id.not_in(Case.select(Case.id))).distinct()
        for (case_id,) in orphans.tuples():
            yield Fault(kind, f"berkas ke-{case_id}", f"Ada {what} tanpa berkas: berkasnya hilang.")


def faults_of(desk: Desk, rows: Sequence[Case]) -> Iterator[Fault]:
    """Faults of some cases."""
    ids = [row.id for row in rows]
    events = _by_case(Event.select().where(Event.case_id.in_(ids)).order_by(Event.seq))
    registers = _by_case(RegisterRow.select().where(RegisterRow.case_id.in_(ids)).order_by(RegisterRow.number))
    notes = _by_case(Note.select().where(Note.case_id.in_(ids)).order_by(Note.seq))
    people = _by_case(CasePerson.select().where(CasePerson.case_id.in_(ids)))
    told = told_rows(ids)
    for row in rows:
        yield from surviving(row.number, _people(desk, row, people.get(row.id, [])))
        own = events.get(row.id, []), registers.get(row.id, []), notes.get(row.id, []), told[row.id]
        yield from surviving(row.number, _case(row, *own))


def _people(desk: Desk, row: Case, stored: list[CasePerson]) -> Iterator[Fault]:
    with suppress(DatabaseUnreachable):
        named = people_in(sop_of(desk, row), bare_facts(desk, row).data)
        if sorted(named) != sorted((item.nik, item.name_search) for item in stored):
            yield Fault("people", row.number, "Daftar orang pada berkas tidak sama dengan isiannya.")


def _by_case(query: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows_of(query):
        found.setdefault(row.case_id, []).append(row)
    return found


def _case(
    row: Case, events: list[Event], registers: list[RegisterRow], notes: list[Note], rows: ToldRows
) -> Iterator[Fault]:
    if not events:
        yield Fault("history", row.number, "Berkas tanpa riwayat: kejadian pendaftarannya hilang.")
    if any(LOST in value for value in row.__data__.values() if isinstance(value, str)):
        yield Fault("unreadable", row.number, "Sebagian isi berkas rusak dan tidak terbaca.")
    if len(events) != row.version:
        yield Fault(
            "version", row.number, f"Versi berkas {row.version} tetapi kejadiannya {len(events)}: ada yang hilang."
        )
    with suppress(DatabaseUnreachable, ValueError, AttributeError):
        if bool(row.secret) != is_secret(json.loads(row.data)):
            yield Fault("secret", row.number, "Tanda pelapor dirahasiakan tidak sama dengan isian aduan.")
    if (row.status in CLOSED) == bool(row.open):
        yield Fault("open", row.number, "Tanda terbuka berkas tidak cocok dengan keadaannya.")
    told: Told = []
    yield from _chain(row, events, told)
    # What a broken chain tells proves nothing more.
    if told and len(told) == len(events):
        yield from _state(row, told[-1][1]["state"])
        yield from _registers(row, told, registers)
        yield from _thread(row, told, notes)
        yield from told_faults(row, told, rows)


def _chain(row: Case, events: list[Event], told: Told) -> Iterator[Fault]:
    """Faults of the chain up to the first break; what the sound links tell is added to ``told``."""
    prev = NO_HASH
    for place, event in enumerate(events, start=1):
        where = f"{row.number} kejadian {event.seq}"
        if event.seq != place:
            yield Fault("event_gap", where, f"Urutan kejadian meloncat: seharusnya {place}.")
            return
        said = parse_told(event.text)
        if not linked(event, prev) or said is None:
            yield Fault("chain", where, "Rantai kejadian terputus: isi atau urutannya pernah diubah.")
            return
        if not _columns_agree(row, event, said):
            yield Fault("event_columns", where, "Kolom kejadian tidak sama dengan teks yang dirantai.")
        told.append((event, said))
        prev = event.hash


def _columns_agree(row: Case, event: Event, said: dict[str, Any]) -> bool:
    told = [said[name] for name in ("number", "seq", "seq", "intent", "from", "to", "actor", "role", "reason")]
    columns = [
        row.number, event.seq, event.version, event.intent, event.from_step, event.to_step, event.actor, event.role,
        event.reason,
    ]  # fmt: skip
    return told == columns and same_second(event.at, said["at"])


def _state(row: Case, told: dict[str, str]) -> Iterator[Fault]:
    now = state_of(row)
    if now["status"] != told.get("status"):
        yield Fault("status", row.number, f"Keadaan berkas {row.status}, menurut riwayat {told.get('status')}.")
    if (now["step"], now["role"]) != (told.get("step"), told.get("role")):
        yield Fault("place", row.number, f"Berkas berada di langkah {row.step}, menurut riwayat {told.get('step')}.")
    if now["content"] != told.get("content"):
        yield Fault("content", row.number, "Isi berkas tidak sama dengan yang dicatat riwayat.")


def _registers(row: Case, told: Told, registers: list[RegisterRow]) -> Iterator[Fault]:
    written = {_key(item): (event, item) for event, said in told for item in said["detail"].get("books", [])}
    void = {_key(item): (event, said) for event, said in told for item in said["detail"].get("void", [])}
    for item in registers:
        where, claim = f"{row.number} buku {item.book} nomor {item.text}", as_told(item)
        event, wrote = written.pop(_key(claim), (None, None))
        if event is None or claim != wrote or (item.at, item.by) != (event.at, event.actor):
            yield Fault("register_row", where, "Baris register tidak sama dengan kejadian yang menulisnya.")
        event, said = void.get(_key(claim), (None, None))
        by_history = ("batal", said["detail"]["void_reason"], event.actor, event.at) if event and said else None
        stored = (item.state, item.void_reason, item.void_by, item.void_at)
        if stored != (by_history or ("berlaku", None, None, None)):
            yield Fault("register_state", where, "Tanda BATAL baris register tidak cocok dengan riwayat berkas.")
    for _, item in written.values():
        yield Fault("register_row", f"{row.number} buku {item['book']}", f"Baris register {item['text']} hilang.")


def _key(item: dict[str, Any]) -> tuple[Any, ...]:
    return item["book"], item["year"], item["series"], item["number"]


def _thread(row: Case, told: Told, notes: list[Note]) -> Iterator[Fault]:
    wrote = {
        # A note that came from another case keeps the time it had there.
        said["detail"]["note"]: (said["detail"]["digest"], said["detail"].get("at", event.at))
        for event, said in told
        if event.intent == "catatan"
    }
    for note in notes:
        if wrote.pop(note.seq, None) != (note_digest(note), note.at):
            yield Fault("note", f"{row.number} catatan {note.seq}", "Catatan tidak sama dengan yang dicatat riwayat.")
    for seq in wrote:
        yield Fault("note", f"{row.number} catatan {seq}", "Catatan hilang dari utas.")
