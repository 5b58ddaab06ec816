"""A bundle of the kotak masuk becomes a case: number, files, words and sender in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from board.services.attachments import NewFile, add_files
from board.services.bundles import (
    BECAME,
    BY_PHONE,
    NEW,
    BundleFacts,
    bundle_facts,
    check_served,
    find_bundle,
    settle,
    settled_already,
)
from board.services.commands import once
from board.services.contacts import note_contact
from board.services.desk import Desk
from board.services.facts_of import writer_of
from board.services.record import believable_now
from board.services.register_case import NewCase, Registered, open_case, plain, with_those_in_flight
from board.services.thread_notes import APPLICANTS, add_note
from board.wording import clock_time, stamp
from board.workflow.checks import usual_form
from board.workflow.sop import Sop

Served = Mapping[int, str | Sequence[str]]
"""Id of a bundle's file → the requirement it serves, or several."""


def take_bundle(
    desk: Desk,
    bundle_id: int,
    sop_id: str,
    user: str,
    new: NewCase,
    files: Served | None = None,
    *,
    key: str | None = None,
) -> Registered:
    """Register a case from a bundle. What the bundle tells need not be told again: phone, time, channel.

    All its files go to the case; those that serve a requirement also tick it.

    Args:
        files: which of them serve which requirements.

    Raises:
        InputInvalid: a field, file or requirement is not what is expected; nothing is written.
        MoveRefused: the officer's role does not register this service.
        Refused: a colleague settled the bundle already.
        NotFound, NotAuthorised, KeyReused, ClockRefused: see ``board.errors``.
    """
    serves = {file_id: [of] if isinstance(of, str) else [*of] for file_id, of in (files or {}).items()}
    content = {
        "do": "take", "bundle": bundle_id, "sop": sop_id, "user": user, "new": plain(new),
        "files": {str(file_id): of for file_id, of in serves.items()},
    }  # fmt: skip
    with once(desk, key, content) as command:
        if command.done is not None:
            return Registered(command.done, repeated=True)
        now = believable_now(desk)
        actor = writer_of(desk, user)
        bundle = find_bundle(desk, bundle_id)
        if bundle.state != NEW:
            raise settled_already(desk, bundle)
        facts = bundle_facts(desk, bundle)
        sop = desk.shelf.current(sop_id, now.date())
        whole = ticked(sop, as_sent(facts, new, now), serves)
        check_served(sop, facts, serves)
        phones = [facts.phone] if facts.phone and not _same_phone(desk, facts.phone, whole) else []
        registered = open_case(desk, sop, actor, whole, now, {"bundle": facts.id})
        row = command.case = registered.case
        # The role open_case let them register in.
        grant = actor.grant_for(sop.register_by, sop.bidang)
        assert grant is not None
        for phone in phones:
            note_contact(desk, row, phone, actor=actor, grant=grant, now=now)
        kept = _as_files(facts, serves)
        if kept:
            add_files(desk, row, kept, actor=actor, grant=grant, now=now)
        if facts.text:
            add_note(desk, row, sop, APPLICANTS, facts.text, actor=actor, grant=grant, now=now)
        settle(desk, bundle, BECAME, actor=actor, now=now, case=row)
        return with_those_in_flight(desk, sop, registered)


def arrival_reason(facts: BundleFacts, arrived: datetime, now: datetime) -> str:
    """Why a bundle is recorded later than it came: the kotak masuk is the proof."""
    what = "Kiriman WhatsApp" if facts.phone else "Kiriman tanpa nomor"
    return f"{what} pukul {clock_time(arrived)}" if arrived.date() == now.date() else f"{what} {stamp(arrived)}"


def as_sent(facts: BundleFacts, new: NewCase, now: datetime) -> NewCase:
    """A new case with what its bundle tells, where the officer did not."""
    applicant = {**new.applicant, "phone": new.applicant.get("phone") or facts.phone}
    channel = new.channel or (BY_PHONE if facts.phone else None)
    # The clock of a phone may be ahead of ours.
    received = new.received_at or min(facts.arrived_at, now)
    reason = new.backdated_reason or arrival_reason(facts, received, now)
    return replace(new, applicant=applicant, channel=channel, received_at=received, backdated_reason=reason)


def ticked(sop: Sop, new: NewCase, serves: Mapping[int, Sequence[str]]) -> NewCase:
    """A new case in which whatever a file serves is handed in, in the usual form unless another one is told."""
    named = {name for of in serves.values() for name in of}
    usual = {item.id: usual_form(item, new.channel or sop.channel) for item in sop.requirements if item.id in named}
    return replace(new, requirements={**usual, **new.requirements})


def _same_phone(desk: Desk, phone: str, new: NewCase) -> bool:
    values = desk.checker().applicant({"phone": new.applicant.get("phone")}).values
    return values.get("phone") == phone


def _as_files(facts: BundleFacts, serves: Mapping[int, Sequence[str]]) -> list[NewFile]:
    """The files as the case keeps them; the same content for the same requirement once."""
    found: dict[tuple[str, str | None], NewFile] = {}
    for item in facts.kept:
        none: list[str | None] = [None]
        for name in serves.get(item.id) or none:
            one = NewFile(item.name, item.mime, item.size, item.pages, item.sha256, name, facts.phone, facts.id)
            found.setdefault((item.sha256, name), one)
    return list(found.values())
