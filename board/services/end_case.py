"""Ends that are not the SOP's own: withdrawn by the applicant, cancelled by the office.

Nothing is deleted: the number stays with BATAL, reason, who and when (PRODUCT 3, Ends). ``transfer_case`` is the third.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from board.errors import InputInvalid, Problem
from board.models.case import WRONG_SERVICE, Case
from board.models.office import User
from board.models.paper import Message, PrintJob
from board.services.contacts import addressee
from board.services.deadlines_of import must_have_lapsed
from board.services.desk import Desk
from board.services.facts_of import facts_of, find_case, sop_of
from board.services.messages import QUEUED, VOID, write_message
from board.services.papers import queue_papers
from board.services.record import Happening, change_case, write_event
from board.services.registers import as_told, void_rows
from board.services.remarks import needed_remark, remark
from board.services.times import millis
from board.services.work_case import Work, at_work
from board.wording import quoted
from board.workflow import permissions
from board.workflow.doings import CANCELLED
from board.workflow.facts import Actor, CaseFacts, Grant
from board.workflow.sop import Sop, Status

WITHDRAWN, LAPSED, BY_OFFICE = "dicabut", "tidak_dilengkapi", "kantor"
KINDS = {
    WITHDRAWN: "Dicabut pemohon", LAPSED: "Tidak dilengkapi pemohon", BY_OFFICE: "Dibatalkan kantor",
    WRONG_SERVICE: "Salah layanan",
}  # fmt: skip
ASKED_FOR = (WITHDRAWN, LAPSED, BY_OFFICE)
"""Kinds an officer may ask for; the other one comes of a transfer."""
STATEMENTS = {"tertulis": "pernyataan tertulis", "wa": "pesan WhatsApp", "lisan": "lisan di loket"}
"""How the applicant said so."""
ALL, NONE = "semua", "tidak_ada"
ORIGINAL = "asli"
REPORT = "berita_acara_pembatalan"


@dataclass(frozen=True)
class Ended:
    """A case that ended early."""

    case: Case
    prints: tuple[PrintJob, ...] = ()
    message: Message | None = None


@dataclass(frozen=True)
class HandedBack:
    """What is known, when a case ends, of the applicant's statement and of the originals; nothing of it need be."""

    statement: str | None = None
    """One of ``STATEMENTS``."""
    returned: Sequence[str] | None = None
    """Requirements whose originals went back; ``semua`` or ``tidak_ada`` alone; None: not known, left to the pen."""
    to: str = ""
    """Who took them."""

    def plain(self) -> dict[str, Any]:
        """As a command tells it."""
        returned = None if self.returned is None else list(self.returned)
        return {"statement": self.statement, "returned": returned, "to": self.to}


def cancel_case(
    desk: Desk, number: str, user: str, kind: str, note: str, *, back: HandedBack | None = None, key: str | None = None
) -> Ended:
    """End a case early: ``dicabut`` (the applicant withdraws), ``tidak_dilengkapi`` (the applicant was asked and
    let the time of the law pass) or ``kantor`` (the office cancels).

    Raises:
        InputInvalid: unknown kind, no grounds given, or originals that were never handed in.
        MoveRefused: the officer may not, SIAK has issued the document, or the applicant still has time.
    """
    if kind not in ASKED_FOR:
        known = ", ".join(ASKED_FOR)
        raise InputInvalid([Problem("kind", f'Jenis pembatalan "{quoted(kind)}" tidak dikenal; pilih {known}.')])
    note = needed_remark(note, "note", "Tulis alasan pembatalan; nomor tetap tercatat sebagai BATAL.")
    told_back: dict[str, Any] = {"back": back.plain()} if back and back != HandedBack() else {}
    with at_work(desk, number, user, CANCELLED, key=key, kind=kind, note=note, **told_back) as work:
        if work.repeated:
            return Ended(work.row)
        grant = may_end(work.desk, number, kind, work.actor)
        ending = _ending(work, kind, back or HandedBack())
        end(work, grant, kind, note, {"ending": ending})
        prints = queue_report(work, grant, kind, note, ending)
        message = None
        if addressee(work.row):
            message = write_message(desk, work.row, work.sop, "batal", actor=work.actor, now=work.now, note=note)
        return Ended(work.row, tuple(prints), message)


def may_end(desk: Desk, number: str, kind: str, actor: Actor) -> Grant:
    """The right to end a case early, for a form to ask before it is filled in.

    Raises:
        MoveRefused: see ``cancel_case``.
        NotFound: no such case.
    """
    row = find_case(desk, number)
    sop, facts = sop_of(desk, row), facts_of(desk, row)
    if kind == BY_OFFICE:
        return permissions.may_cancel(sop, facts, actor, desk.profile.rules)
    grant = permissions.may_withdraw(sop, facts, actor)
    if kind == LAPSED:
        must_have_lapsed(desk, row, sop, facts)
    return grant


def end(
    work: Work, grant: Grant, kind: str, note: str, told: Mapping[str, Any], more: Mapping[str, Any] | None = None
) -> None:
    """Make a case BATAL with its register rows, inside the caller's transaction; messages not sent yet are void.

    Args:
        told: what else the event tells.
        more: columns that change beside those every end changes.
    """
    changes = {
        "status": Status.VOID.value,
        "open": 0,
        "holder": None,
        "holder_title": None,
        "held_at": None,
        "paused_at": None,
        "news_at": None,
        "closed_at": millis(work.now),
        "outcome": kind,
        **(more or {}),
    }
    change_case(work.row, changes)
    grounds = f"{KINDS[kind]}: {note}"
    void = void_rows(work.desk, work.row, grounds, work.actor, work.now)
    detail = {"void": [as_told(item) for item in void], "void_reason": grounds, **told}
    happening = Happening(CANCELLED, from_step=work.row.step, reason=kind, note=note, detail=detail)
    write_event(work.desk, work.row, happening, actor=work.actor, grant=grant, now=work.now)
    Message.update(state=VOID).where((Message.case_id == work.row.id) & (Message.state == QUEUED)).execute()


def queue_report(work: Work, grant: Grant, kind: str, note: str, ending: Mapping[str, Any]) -> list[PrintJob]:
    """Queue the berita acara of a case that was just ended."""
    nip = User.select(User.nip).where((User.office == work.desk.office) & (User.name == work.actor.name)).scalar()
    told = {**ending, "kind": kind, "originals": list(originals(work.sop, work.facts).values()), "nip": nip or ""}
    return queue_papers(
        work.desk, work.row, work.sop, [REPORT], step=work.row.step, round=work.facts.round, actor=work.actor,
        grant=grant, now=work.now, note=note, more={"ending": told},
    )  # fmt: skip


def originals(sop: Sop, facts: CaseFacts) -> dict[str, str]:
    """Requirements that were handed in as originals, with their titles: what can go back to the applicant."""
    return {item.id: item.title for item in sop.requirements if facts.requirements.get(item.id) == ORIGINAL}


def ending_words(ending: Mapping[str, Any]) -> str:
    """What an event tells of statement and originals, in words; empty where nothing was known."""
    words = [f"dinyatakan lewat {STATEMENTS[ending['statement']]}"] if ending.get("statement") in STATEMENTS else []
    returned = ending.get("returned")
    if returned is not None:
        words.append(f"asli dikembalikan: {'; '.join(returned) or 'tidak ada'}")
    if ending.get("returned_to"):
        words.append(f"diterima {ending['returned_to']}")
    return ", ".join(words)


def _ending(work: Work, kind: str, back: HandedBack) -> dict[str, Any]:
    """Statement and originals as event and paper tell them, checked."""
    problems = []
    if back.statement and back.statement not in STATEMENTS:
        known = ", ".join(STATEMENTS)
        problems.append(
            Problem("statement", f'Pernyataan "{quoted(back.statement)}" tidak dikenal; pilih salah satu: {known}.')
        )
    elif back.statement and kind != WITHDRAWN:
        problems.append(Problem("statement", "Pernyataan pemohon hanya untuk berkas yang dicabut pemohon."))
    held = originals(work.sop, work.facts)
    wanted = list(dict.fromkeys(back.returned or ()))
    if wanted == [ALL]:
        wanted = list(held)
    elif wanted == [NONE]:
        wanted = []
    for name in wanted:
        if name not in held:
            known = ", ".join(held) or "tidak ada"
            problems.append(
                Problem(
                    "returned", f'Asli "{quoted(name)}" tidak tercatat diterima. Yang tercatat sebagai asli: {known}.'
                )
            )
    if problems:
        raise InputInvalid(problems)
    returned = None if back.returned is None else [held[name] for name in wanted]
    return {"statement": back.statement, "returned": returned, "returned_to": remark(back.to, "returned_to")}
