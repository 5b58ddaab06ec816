"""Whether what belongs to a case is what its events tell: files, contacts, messages sent, the case it became."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from board.models.case import Attachment, Case, Contact, Link
from board.models.damaged import rows_of
from board.models.paper import Message
from board.services.asked_rounds import ASSIGNED
from board.services.attachments import ATTACHED
from board.services.contacts import ADDED, ENDED
from board.services.end_case import WRONG_SERVICE
from board.services.links import SAME_APPLICANT
from board.services.messages import ADDRESSED, SENT
from board.services.verify_chain import Fault, Told

File = tuple[str, str, str | None]
"""Name, content, requirement."""
Phone = tuple[str, str, bool]
"""Phone, name, whether it has ended."""


@dataclass
class ToldRows:
    """The rows of one case that its events tell of."""

    files: dict[int, File] = field(default_factory=dict)
    sent: set[int] = field(default_factory=set)
    went_on_as: list[str] = field(default_factory=list)
    contacts: dict[int, Phone] = field(default_factory=dict)
    addressed: dict[int, str] = field(default_factory=dict)
    """Phone of every message."""
    links: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Number and kind of the links to other cases."""


def told_rows(ids: Sequence[int]) -> dict[int, ToldRows]:
    """Those rows of some cases."""
    found: dict[int, ToldRows] = defaultdict(ToldRows)
    for item in rows_of(Attachment.select().where(Attachment.case_id.in_(ids))):
        found[item.case_id].files[item.id] = item.name, item.sha256, item.requirement
    messages = Message.select(Message.id, Message.case_id, Message.phone, Message.state)
    for item in rows_of(messages.where(Message.case_id.in_(ids))):
        found[item.case_id].addressed[item.id] = item.phone
        if item.state == SENT:
            found[item.case_id].sent.add(item.id)
    for item in rows_of(Contact.select().where(Contact.case_id.in_(ids))):
        found[item.case_id].contacts[item.id] = item.phone, item.name, item.ended_at is not None
    onward = Link.select(Link.case_id, Link.other_id).where((Link.kind == WRONG_SERVICE) & Link.case_id.in_(ids))
    for case_id, other_id in onward.tuples():
        found[case_id].went_on_as += [
            row.number for row in rows_of(Case.select(Case.number).where(Case.id == other_id))
        ]
    linked = Link.select(Link.id, Link.case_id, Link.kind, Case.number).join(Case, on=(Case.id == Link.other_id))
    for link_id, case_id, kind, number in linked.where(Link.case_id.in_(ids)).tuples():
        found[case_id].links[link_id] = number, kind
    return found


def told_faults(row: Case, told: Told, rows: ToldRows) -> Iterator[Fault]:
    """What the events of a case tell otherwise than its rows."""
    yield from _file_faults(row, told, rows)
    yield from _link_faults(row, told, rows)
    sent = {said["detail"]["message"] for event, said in told if event.intent == "pesan_terkirim"}
    for message in sorted(sent - rows.sent):
        yield Fault("message", f"{row.number} pesan {message}", "Pesan yang menurut riwayat terkirim tidak demikian.")
    yield from _phone_faults(row, told, rows)
    if (row.outcome == WRONG_SERVICE) != (len(rows.went_on_as) == 1) or not all(
        number in told[-1][1]["note"] for number in rows.went_on_as
    ):
        yield Fault("link", row.number, "Tautan ke berkas pengganti tidak cocok dengan riwayat.")


def _link_faults(row: Case, told: Told, rows: ToldRows) -> Iterator[Fault]:
    """Links that were written at registration; of the same applicant there are no others."""
    registered = told[0][1]["detail"].get("links", [])
    wrote = {item["id"]: (item["number"], item["kind"]) for item in registered}
    same = {name for name, (_, kind) in rows.links.items() if kind == SAME_APPLICANT}
    for name in sorted(wrote.keys() | same):
        if wrote.get(name) != rows.links.get(name):
            number, _ = wrote.get(name) or rows.links[name]
            yield Fault("link", row.number, f"Tautan ke {number} tidak cocok dengan riwayat.")


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
