"""A new case: its number from the register, its first event, its receipt (PRODUCT 1, Operator; PRODUCT 3, Numbers)."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, get_args

from board import wording
from board.errors import InputInvalid, Problem, Refused
from board.models.case import Case
from board.models.paper import Message, PrintJob
from board.printing.confidential import is_secret
from board.services.access import record_look
from board.services.case_people import index_people
from board.services.commands import once
from board.services.contacts import addressee
from board.services.desk import Desk
from board.services.facts_of import actor_of, find_case, sop_of, writer_of
from board.services.in_flight import applicant_warnings, goes_by_number, people_warnings
from board.services.known_names import unknown_requirement
from board.services.links import ABOUT, SAME_APPLICANT, WAITS_FOR, link_told, may_complain, write_link
from board.services.lists import Spot, spot_of
from board.services.messages import write_message
from board.services.move_case import column_role, merged_data, siak_number
from board.services.papers import queue_papers
from board.services.record import Happening, believable_now, write_event
from board.services.registers import as_told, insert_row, series_of, take_number
from board.services.remarks import remark
from board.services.sight import knows_pelapor
from board.services.times import millis, moment, sort_key
from board.workflow import refusals
from board.workflow.doings import REGISTERED
from board.workflow.facts import Actor
from board.workflow.office import REGISTRATION
from board.workflow.sop import Channel, Sop

CHANNELS: tuple[str, ...] = get_args(Channel)
_CODE_LETTERS = "ABCDEFGHJKLMNPQRTUVWXY346789"
"""Letters and digits of the pickup code that are not mistaken for one another."""
RECORDING_TIME = timedelta(minutes=15)
"""A berkas that came in no longer ago than this is still being registered; anything earlier is backdated."""
LONGEST_BACK = timedelta(days=366)
"""How far back a received time may lie: promises and books go by the year, so what is older is a mistyped year."""


@dataclass(frozen=True)
class NewCase:
    """What is known when a case is registered; every other field is asked at the step that needs it."""

    applicant: Mapping[str, Any]
    channel: str | None = None
    """Defaults to the channel of the SOP."""
    received_at: datetime | None = None
    """When the berkas came in, if not now; more than ``RECORDING_TIME`` ago needs a reason (PRODUCT 1)."""
    backdated_reason: str = ""
    """Why it is only registered now (night message, power cut); the note of the registration event."""
    data: Mapping[str, Any] = field(default_factory=dict)
    requirements: Mapping[str, str] = field(default_factory=dict)
    receipt: bool | None = None
    """Print the receipt; None: yes, but for WhatsApp cases (PRODUCT 1)."""
    waits_for: str = ""
    """Number of an open case that this one waits for."""
    same_applicant: str = ""
    """Number of a case of the same applicant that this one is registered beside."""
    about: str = ""
    """Number of the case that a complaint is about."""
    replaces: str = ""
    """Number of the case that goes on as this one: the transfer writes the message that tells of both."""


@dataclass(frozen=True)
class Registered:
    """A case that has its number."""

    case: Case
    prints: tuple[PrintJob, ...] = ()
    message: Message | None = None
    warnings: tuple[Problem, ...] = ()
    repeated: bool = False
    """The command's key had been carried out before."""

    @property
    def spot(self) -> Spot:
        """Where on the board the case stands."""
        return spot_of(self.case)


def register_case(desk: Desk, sop_id: str, user: str, new: NewCase, *, key: str | None = None) -> Registered:
    """Register a case of an SOP.

    Raises:
        InputInvalid: a field is not what is expected; all of them are named.
        MoveRefused: the officer's role does not register this service.
        NotFound, NotAuthorised, KeyReused, ClockRefused: see ``board.errors``.
    """
    content = {"do": "new", "sop": sop_id, "user": user, "new": plain(new)}
    with once(desk, key, content) as command:
        if command.done is not None:
            return Registered(command.done, repeated=True)
        now = believable_now(desk)
        actor = writer_of(desk, user)
        sop = desk.shelf.current(sop_id, now.date())
        registered = with_those_in_flight(desk, sop, open_case(desk, sop, actor, new, now))
        command.case = registered.case
    return registered


def with_those_in_flight(desk: Desk, sop: Sop, registered: Registered) -> Registered:
    """A new case, also warned of everybody in it whom another open case is about already."""
    row = registered.case
    applicant = {"nik": row.nik, "no_kk": row.no_kk}
    found = applicant_warnings(desk, applicant, row.number)
    found += people_warnings(desk, sop, json.loads(row.data), row.number)
    return replace(registered, warnings=(*registered.warnings, *found))


def open_case(
    desk: Desk, sop: Sop, actor: Actor, new: NewCase, now: datetime, told: Mapping[str, Any] | None = None
) -> Registered:
    """Write a new case inside the caller's transaction.

    Args:
        told: what its first event tells besides.
    """
    grant = actor.grant_for(sop.register_by, sop.bidang)
    if grant is None:
        raise refusals.registration_not_yours(sop)
    problems: list[Problem] = []
    applicant, warnings = check_applicant(desk, sop, new, problems)
    channel = new.channel or sop.channel
    if channel not in CHANNELS:
        problems.append(
            Problem("channel", f'Kanal "{wording.quoted(channel)}" tidak dikenal; pilih {", ".join(CHANNELS)}.')
        )
    received, late_reason = _received(new, now, problems)
    requirements = check_requirements(sop, new.requirements, problems)
    checked = desk.checker().data(sop, new.data)
    problems += checked.problems
    others = _others(desk.seen_by(actor), sop, new, problems)
    if problems:
        raise InputInvalid(problems)
    data, odd = merged_data(desk, sop, {}, new.data, received.date())
    warnings += odd
    series = series_of(desk, REGISTRATION, None, sop, now)
    year, number, text = take_number(desk, REGISTRATION, series, now)
    present = millis(now)
    row = Case(
        office=desk.office, number=text, sop=sop.id, sop_version=sop.version,
        step=sop.first.id, role=column_role(sop.first, sop.first.status), status=sop.first.status.value, open=1,
        due=sort_key(due_at=None, received_at=millis(received), urgent=False, paused=False, ready=False),
        version=1, round=1, channel=channel, urgent="",
        name=applicant["name"], name_search=wording.search_form(applicant["name"]),
        nik=applicant.get("nik", ""), no_kk=applicant.get("no_kk", ""), phone=applicant.get("phone", ""),
        data=json.dumps(data, ensure_ascii=False, sort_keys=True),
        requirements=json.dumps(requirements, sort_keys=True), pickup_code=pickup_code(),
        received_at=millis(received), recorded_at=present, entered_at=present, secret=int(is_secret(data)),
    )  # fmt: skip
    row.siak_number = siak_number(desk, row, sop, data)
    row.save(force_insert=True)
    index_people(desk, row, sop, data)
    registration = insert_row(
        desk, row.id, REGISTRATION, year, series, number, text,
        step=sop.first.id, subject=f"{sop.short}: {text}", actor=actor, now=now,
    )  # fmt: skip
    links = [
        (write_link(desk, row, other, kind, actor=actor, grant=grant, now=now), other) for kind, other in others.items()
    ]
    happening = Happening(
        REGISTERED,
        to_step=sop.first.id,
        note=late_reason,
        detail={
            "channel": channel,
            "received_at": received.isoformat(),
            "requirements": requirements,
            "books": [as_told(registration)],
            **({"links": [link_told(link, other) for link, other in links]} if links else {}),
            **(told or {}),
        },
    )
    write_event(desk, row, happening, actor=actor, grant=grant, now=now)
    wanted = channel != "wa" if new.receipt is None else new.receipt
    prints = queue_papers(
        desk, row, sop, [sop.receipt] if wanted else [],
        step=sop.first.id, round=1, actor=actor, grant=grant, now=now,
    )  # fmt: skip
    message = None
    if addressee(row) and not new.replaces:
        message = write_message(desk, row, sop, "diterima", actor=actor, now=now)
    return Registered(row, tuple(prints), message, tuple(warnings))


def check_applicant(
    desk: Desk, sop: Sop, new: NewCase, problems: list[Problem]
) -> tuple[dict[str, str], list[Problem]]:
    """The applicant's name and numbers, clean; what is wrong goes to ``problems``, what looks odd comes back."""
    by_phone = (new.channel or sop.channel) == "wa"
    checked = desk.checker().applicant(new.applicant, ["name", *sop.identity, *(["phone"] if by_phone else [])])
    problems += checked.problems
    return checked.values, checked.warnings


def check_requirements(sop: Sop, ticks: Mapping[str, str], problems: list[Problem]) -> dict[str, str]:
    """Requirement → form, for those handed in; unknown ids and forms go to ``problems``."""
    known = {item.id: item for item in sop.requirements}
    clean: dict[str, str] = {}
    for name, form in ticks.items():
        if name not in known:
            problems.append(Problem(f"requirements.{name}", unknown_requirement(name, known)))
        elif form not in known[name].forms:
            allowed = ", ".join(known[name].forms)
            problems.append(
                Problem(
                    f"requirements.{name}",
                    f'{known[name].title}: bentuk "{wording.quoted(form)}" tidak diterima; pilih {allowed}.',
                )
            )
        else:
            clean[name] = form
    return clean


def _others(desk: Desk, sop: Sop, new: NewCase, problems: list[Problem]) -> dict[str, Case]:
    """Kind of link → the case it leads to."""
    named = {
        WAITS_FOR: ("waits_for", new.waits_for),
        SAME_APPLICANT: ("same_applicant", new.same_applicant),
        ABOUT: ("about", new.about),
    }
    others = {}
    for kind, (name, number) in named.items():
        if not number:
            continue
        other = others[kind] = find_case(desk, number)
        if kind == ABOUT:
            if not may_complain(sop, sop_of(desk, other)):
                told = "Hanya aduan yang menunjuk berkas yang diadukan, dan hanya berkas yang bukan aduan."
                problems.append(Problem(name, told))
        elif not may_stand_beside(sop, sop_of(desk, other)):
            told = "Pengaduan dan konsultasi tidak ditautkan pada berkas layanan saat didaftarkan."
            problems.append(Problem(name, told))
        elif kind == WAITS_FOR and not other.open:
            told = f"Berkas {other.number} sudah selesai atau batal; tidak ada yang ditunggu."
            problems.append(Problem(name, told))
    return others


def may_stand_beside(sop: Sop, other: Sop) -> bool:
    """Whether cases of two services may show each other from the first day: that somebody complained shows nowhere."""
    return goes_by_number(sop) and goes_by_number(other)


def _received(new: NewCase, now: datetime, problems: list[Problem]) -> tuple[datetime, str]:
    """When the berkas came in, and why that is told so late."""
    reason = remark(new.backdated_reason, "received_reason")
    if new.received_at is None:
        return now, reason
    received = new.received_at.astimezone(now.tzinfo)
    if received > now:
        problems.append(Problem("received_at", "Waktu diterima tidak boleh melewati saat ini."))
    # A case that goes on under another number keeps its received time, however long it has taken.
    if now - received > LONGEST_BACK and not new.replaces:
        problems.append(
            Problem(
                "received_at",
                f"Waktu diterima {wording.stamp(received)} lebih dari {LONGEST_BACK.days} hari yang lalu; periksa "
                "tahunnya. Bila memang selama itu, pakai waktu sekarang dan tulis waktu aslinya pada catatan.",
            )
        )
    if now - received > RECORDING_TIME and not reason:
        problems.append(
            Problem(
                "received_reason",
                f"Berkas diterima {wording.stamp(received)}, jauh sebelum dicatat. "
                "Tulis alasannya, misalnya pesan malam hari atau listrik padam.",
            )
        )
    return received, reason


def pickup_code() -> str:
    """A short code for the receipt; whoever brings it shows the slip was theirs."""
    return "".join(secrets.choice(_CODE_LETTERS) for _ in range(6))


def plain(new: NewCase) -> dict[str, Any]:
    """What a command was asked to register, for its key."""
    return {
        "applicant": dict(new.applicant),
        "channel": new.channel,
        "received_at": new.received_at.isoformat() if new.received_at else None,
        "reason": new.backdated_reason,
        "data": dict(new.data),
        "requirements": dict(new.requirements),
        "receipt": new.receipt,
        "waits_for": new.waits_for,
        "same_applicant": new.same_applicant,
        "replaces": new.replaces,
        # Commands stored before complaints could name a case keep the content they had.
        **({"about": new.about} if new.about else {}),
    }


def services_of(desk: Desk, user: str) -> list[tuple[str, str]]:
    """Id and title of the services an officer may register; see ``own_services``."""
    return [(sop.id, sop.title) for sop in own_services(desk, user)]


def own_services(desk: Desk, user: str) -> list[Sop]:
    """The services an officer may register.

    Raises:
        NotFound, NotAuthorised: see ``facts_of.actor_of``.
    """
    actor = actor_of(desk, user)
    return [sop for sop in desk.shelf.in_use(desk.today()) if actor.grant_for(sop.register_by, sop.bidang)]


@dataclass(frozen=True)
class KnownApplicant:
    """Whose case it is, in full, to register another service for them (layanan lagi)."""

    number: str
    name: str
    nik: str
    no_kk: str
    phone: str
    channel: str
    received_at: datetime
    sop: Sop


def known_applicant(desk: Desk, number: str, user: str) -> KnownApplicant:
    """The applicant of a case; the look is recorded.

    Raises:
        NotFound, NotAuthorised: no such case; the officer only reads.
        Refused: the name was given in confidence, and not to this officer.
    """
    actor = writer_of(desk, user)
    row = find_case(desk, number)
    if not knows_pelapor(desk.seen_by(actor), row, sop_of(desk, row)):
        raise Refused(f"Identitas pelapor aduan {row.number} dirahasiakan; layanan lain didaftarkan dengan b.")
    record_look(desk, row.number, actor, "pemohon")
    received = moment(row.received_at, desk.zone)
    return KnownApplicant(row.number, row.name, row.nik, row.no_kk, row.phone, row.channel, received, sop_of(desk, row))
