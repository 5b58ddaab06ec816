"""Whether what belongs to a case is what its events tell: files, what was hidden, phones, messages, links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from board.models.accused import Accused
from board.models.case import WRONG_SERVICE, Attachment, Case, Contact, Link
from board.models.damaged import rows_of
from board.models.paper import Message
from board.models.thread import Note
from board.services.asked_rounds import ASSIGNED
from board.services.attachments import ATTACHED
from board.services.contacts import ADDED, ENDED
from board.services.facts_of import number_of
from board.services.link_cases import UNLINKED
from board.services.messages import ADDRESSED, SENT
from board.services.out_of_sight import MISDIRECTED
from board.services.verify_chain import Fault, Told
from board.workflow.doings import ACCUSED, CANCELLED, CLEARED

File = tuple[str, str, str | None]
"""Name, content, requirement."""
Phone = tuple[str, str, bool]
"""Phone, name, whether it has ended."""
Hidden = tuple[str | None, str | None, str | None, int | None]
"""Why something is out of sight, who took it out, where it went, and when."""
LinkFacts = tuple[str, str | None, str]
"""Kind, number of the other case, note."""
Ended = tuple[str | None, str | None, int | None]
"""Why a link was taken back, by whom, and when."""

AccusedFacts = tuple[str, str, str | None, str | None]
"""Login and name of a terlapor, why that was taken back, and by whom."""


@dataclass
class ToldRows:
    """The rows of one case that its events tell of."""

    files: dict[int, File] = field(default_factory=dict)
    hidden: dict[tuple[str, int], Hidden] = field(default_factory=dict)
    sent: set[int] = field(default_factory=set)
    links: dict[int, LinkFacts] = field(default_factory=dict)
    ended: dict[int, Ended] = field(default_factory=dict)
    went_on_as: list[str] = field(default_factory=list)
    contacts: dict[int, Phone] = field(default_factory=dict)
    addressed: dict[int, str] = field(default_factory=dict)
    """Phone of every message."""
    accused: dict[int, AccusedFacts] = field(default_factory=dict)


def told_rows(ids: Sequence[int]) -> dict[int, ToldRows]:
    """Those rows of some cases."""
    found: dict[int, ToldRows] = defaultdict(ToldRows)
    for item in rows_of(Attachment.select().where(Attachment.case_id.in_(ids))):
        found[item.case_id].files[item.id] = item.name, item.sha256, item.requirement
        _note_hidden(found[item.case_id], ("attachment", item.id), item)
    moved = Note.hidden_at.is_null(False) | Note.moved_to.is_null(False)
    for item in rows_of(Note.select().where(Note.case_id.in_(ids) & moved)):
        _note_hidden(found[item.case_id], ("note", item.seq), item)
    messages = Message.select(Message.id, Message.case_id, Message.phone, Message.state)
    for item in rows_of(messages.where(Message.case_id.in_(ids))):
        found[item.case_id].addressed[item.id] = item.phone
        if item.state == SENT:
            found[item.case_id].sent.add(item.id)
    for item in rows_of(Contact.select().where(Contact.case_id.in_(ids))):
        found[item.case_id].contacts[item.id] = item.phone, item.name, item.ended_at is not None
    for item in rows_of(Accused.select().where(Accused.case_id.in_(ids))):
        found[item.case_id].accused[item.id] = item.login, item.title, item.end_reason, item.ended_by
    for link in rows_of(Link.select().where(Link.case_id.in_(ids))):
        rows, other = found[link.case_id], number_of(link.other_id)
        rows.links[link.id] = link.kind, other, link.note
        if link.ended_at is not None:
            rows.ended[link.id] = link.end_reason, link.ended_by, link.ended_at
        if link.kind == WRONG_SERVICE and other is not None:
            rows.went_on_as.append(other)
    return found


def _note_hidden(rows: ToldRows, key: tuple[str, int], item: Attachment | Note) -> None:
    if item.hidden_at is not None or item.moved_to is not None:
        rows.hidden[key] = item.hidden_reason, item.hidden_by, number_of(item.moved_to), item.hidden_at


def told_faults(row: Case, told: Told, rows: ToldRows) -> Iterator[Fault]:
    """What the events of a case tell otherwise than its rows."""
    yield from _file_faults(row, told, rows)
    yield from _hidden_faults(row, told, rows)
    sent = {said["detail"]["message"] for event, said in told if event.intent == "pesan_terkirim"}
    for message in sorted(sent - rows.sent):
        yield Fault("message", f"{row.number} pesan {message}", "Pesan yang menurut riwayat terkirim tidak demikian.")
    yield from _phone_faults(row, told, rows)
    ended = next((said["note"] for event, said in reversed(told) if event.intent == CANCELLED), "")
    if (row.outcome == WRONG_SERVICE) != (len(rows.went_on_as) == 1) or not all(
        number in ended for number in rows.went_on_as
    ):
        yield Fault("link", row.number, "Tautan ke berkas pengganti tidak cocok dengan riwayat.")
    yield from _link_faults(row, told, rows)
    yield from _accused_faults(row, told, rows)


def _accused_faults(row: Case, told: Told, rows: ToldRows) -> Iterator[Fault]:
    accused: dict[int, AccusedFacts] = {}
    for event, said in told:
        detail = said["detail"]
        if event.intent == ACCUSED:
            item = detail["accused"]
            accused[item["id"]] = item["login"], item["title"], None, None
        elif event.intent == CLEARED and detail["cleared"]["id"] in accused:
            accused[detail["cleared"]["id"]] = (
                *accused[detail["cleared"]["id"]][:2], detail["cleared"]["reason"], event.actor,
            )  # fmt: skip
    for item in sorted(accused.keys() | rows.accused.keys()):
        if accused.get(item) != rows.accused.get(item):
            yield Fault("accused", f"{row.number} terlapor {item}", "Terlapor tidak sama dengan yang dicatat riwayat.")


def _phone_faults(row: Case, told: Told, rows: ToldRows) -> Iterator[Fault]:
    contacts: dict[int, Phone] = {}
    addressed: dict[int, str] = {}
    for event, said in told:
        detail = said["detail"]
        if event.intent == ADDED:
            contacts[detail["contact"]] = detail["phone"], detail["name"], False
        elif event.intent == ENDED and detail["contact"] in contacts:
            contacts[detail["contact"]] = *contacts[detail["contact"]][:2], True
        elif event.intent == ADDRESSED:
            addressed[detail["message"]] = detail["phone"][1]
    for contact in sorted(contacts.keys() | rows.contacts.keys()):
        if rows.contacts.get(contact) != contacts.get(contact):
            yield Fault("contact", f"{row.number} kontak {contact}", "Kontak tidak sama dengan yang dicatat riwayat.")
    for message, phone in addressed.items():
        if rows.addressed.get(message) != phone:
            yield Fault(
                "message", f"{row.number} pesan {message}", "Tujuan pesan tidak sama dengan yang dicatat riwayat."
            )


def _file_faults(row: Case, told: Told, rows: ToldRows) -> Iterator[Fault]:
    handed_in: dict[int, File] = {}
    for event, said in told:
        if event.intent == ATTACHED:
            for item in said["detail"]["files"]:
                handed_in[item["id"]] = item["name"], item["sha256"], item["requirement"]
        elif event.intent == ASSIGNED:
            for item in said["detail"]["files"]:
                if item["attachment"] in handed_in:
                    handed_in[item["attachment"]] = *handed_in[item["attachment"]][:2], item["requirement"][1]
    for name, _, _ in (handed_in[item] for item in handed_in if rows.files.get(item) != handed_in[item]):
        yield Fault("attachment", f"{row.number} lampiran {name}", "Lampiran yang dicatat riwayat hilang atau diganti.")
    for name, _, _ in (rows.files[item] for item in rows.files.keys() - handed_in.keys()):
        yield Fault("attachment", f"{row.number} lampiran {name}", "Lampiran tidak dicatat riwayat.")


def _hidden_faults(row: Case, told: Told, rows: ToldRows) -> Iterator[Fault]:
    moved: dict[tuple[str, int], Hidden] = {}
    for event, said in told:
        if event.intent == MISDIRECTED:
            detail = said["detail"]
            kind = "attachment" if "attachment" in detail else "note"
            moved[kind, detail[kind]] = event.reason, event.actor, detail["to"], event.at
    for kind, name in sorted(moved.keys() | rows.hidden.keys()):
        if moved.get((kind, name)) != rows.hidden.get((kind, name)):
            what = "lampiran" if kind == "attachment" else "catatan"
            yield Fault(
                "misfiled", f"{row.number} {what} {name}", "Salah alamat atau tidak, menurut riwayat sebaliknya."
            )


def _link_faults(row: Case, told: Told, rows: ToldRows) -> Iterator[Fault]:
    made: dict[int, LinkFacts] = {}
    ended: dict[int, Ended] = {}
    for event, said in told:
        detail: dict[str, Any] = said["detail"]
        for item in detail.get("links", ()):
            made[item["id"]] = item["kind"], item["number"], item.get("note", "")
        if event.intent == UNLINKED and detail["unlinked"]["id"] in rows.links:
            ended[detail["unlinked"]["id"]] = detail["unlinked"]["reason"], event.actor, event.at
    for name in sorted(made.keys() | rows.links.keys()):
        # Transfers of the first version told the other number only, which the note of the last event holds.
        wanted = made.get(name)
        by_transfer = wanted is None and name in rows.links and rows.links[name][0] == WRONG_SERVICE
        if not by_transfer and rows.links.get(name) != wanted:
            yield Fault("link", f"{row.number} tautan {name}", "Tautan tidak sama dengan yang dicatat riwayat.")
        elif rows.ended.get(name) != ended.get(name):
            yield Fault("link", f"{row.number} tautan {name}", "Tautan lepas atau tidak, menurut riwayat sebaliknya.")
