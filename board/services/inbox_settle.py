"""What becomes of a bundle that is no new case: it joins one that is there, or it is no application."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from board import wording
from board.errors import InputInvalid, Problem, Refused
from board.models.inbox import Bundle
from board.services.attachments import NewFile, add_files, as_news
from board.services.bundles import (
    BY_PHONE,
    DISMISSED,
    JOINED,
    NEW,
    BundleFacts,
    bundle_facts,
    check_served,
    find_bundle,
    settle,
    settled_already,
    sorter_of,
)
from board.services.commands import once
from board.services.contacts import note_contact, speaks_for
from board.services.desk import Desk
from board.services.facts_of import facts_of, sop_of, writer_of
from board.services.move_case import coded_reason
from board.services.record import believable_now
from board.services.remarks import remark
from board.services.search import the_one
from board.services.sight import list_name
from board.services.thread_notes import APPLICANTS, LONGEST, add_note, came_from
from board.services.work_case import Work, at_work
from board.workflow import permissions
from board.workflow.checks import applicable, missing_from_applicant, usual_form
from board.workflow.facts import Grant
from board.workflow.sop import status_title

NO_APPLICATION = "bukan_permohonan"
"""The kind of reasons a bundle is dismissed with."""


@dataclass(frozen=True)
class CaseToJoin:
    """A case as whoever joins a bundle to it has to see it."""

    number: str
    about: str
    """Whose it is and what it waits for; the name masked."""
    requirements: tuple[tuple[str, str], ...]
    """Id and title of what this case asks for; what is missing comes first."""
    lacks: tuple[str, ...]


def case_to_join(desk: Desk, number: str, user: str) -> CaseToJoin:
    """A case that an officer may join a bundle to.

    Args:
        number: or whatever else is at hand; see ``search.the_one``.

    Raises:
        NotFound, NotAuthorised: no such case or officer.
        MoveRefused: closed, or not the officer's service.
    """
    with desk.store.reading():
        row, actor = the_one(desk, number), writer_of(desk, user)
        sop, facts = sop_of(desk, row), facts_of(desk, row)
    permissions.may_receive(sop, facts, actor)
    asked, lacks = applicable(sop, facts), missing_from_applicant(sop, facts)
    ordered = [*lacks, *(item for item in asked if item not in lacks)]
    missing = f" Belum ada: {', '.join(item.title for item in lacks)}." if lacks else ""
    return CaseToJoin(
        row.number,
        f"{row.number} · {list_name(row.name, row.secret)} · {sop.short} · {status_title(row.status)}.{missing}",
        tuple((item.id, item.title) for item in ordered),
        tuple(item.id for item in lacks),
    )


def join_bundle(
    desk: Desk, bundle_id: int, number: str, user: str, files: Mapping[int, str] | None = None, note: str = "", *,
    key: str | None = None,
) -> Bundle:  # fmt: skip
    """Put what a bundle brought into an open case: its files, its sender as a contact, its words into the thread.

    Args:
        files: id of a file → the requirement it is for.

    Raises:
        NotFound: no such bundle or case.
        InputInvalid: a file or a requirement that is not there, or the note is too long.
        MoveRefused: the case is closed, or its service is not the officer's.
        Refused: the bundle was settled before, or has nothing that can be kept.
    """
    assigned, told = dict(files or {}), remark(note, "note")
    asked = {str(name): requirement for name, requirement in assigned.items()}
    with at_work(desk, number, user, "gabung", key=key, bundle=bundle_id, files=asked, note=told) as work:
        row = find_bundle(desk, bundle_id)
        if work.repeated:
            return row
        if row.state != NEW:
            raise settled_already(desk, row)
        grant = permissions.may_receive(work.sop, work.facts, work.actor)
        facts = bundle_facts(desk, row)
        check_served(work.sop, facts, {name: [of] for name, of in assigned.items()})
        if not facts.kept and not facts.text:
            raise Refused(f"Kiriman {row.id} tidak berisi berkas yang dapat disimpan; tandai bukan permohonan.")
        _bring(work, row, facts, assigned, grant, told)
        settle(desk, row, JOINED, actor=work.actor, now=work.now, case=work.row, note=told)
    return find_bundle(desk, bundle_id)


def _bring(work: Work, row: Bundle, facts: BundleFacts, assigned: Mapping[int, str], grant: Grant, note: str) -> None:
    desk, case = work.desk, work.row
    brought = [
        NewFile(item.name, item.mime, item.size, item.pages, item.sha256, assigned.get(item.id), row.phone, row.id)
        for item in facts.kept
    ]
    if brought:
        served = {item.id: item for item in work.sop.requirements if item.id in assigned.values()}
        ticked = {
            name: usual_form(item, BY_PHONE) for name, item in served.items() if name not in work.facts.requirements
        }
        add_files(desk, case, brought, actor=work.actor, grant=grant, now=work.now, note=note, ticked=ticked)
    if row.phone and not speaks_for(case, row.phone):
        note_contact(desk, case, row.phone, actor=work.actor, grant=grant, now=work.now)
    if facts.text:
        words = f"{came_from(row.phone)}{wording.stamp(facts.arrived_at)}:\n{facts.text}"
        # Words alone are news, too.
        add_note(
            desk, case, work.sop, APPLICANTS, words[:LONGEST], actor=work.actor, grant=grant, now=work.now,
            changes=as_news(case, work.now),
        )  # fmt: skip


def dismiss_bundle(
    desk: Desk, bundle_id: int, user: str, reason: str, note: str = "", *, key: str | None = None
) -> Bundle:
    """Say that a bundle is no application, and why. Its files are kept; nothing is told to the sender.

    Raises:
        NotFound, NotAuthorised: no such bundle, or the officer does not sort the kotak masuk.
        InputInvalid: no reason, or one that needs a note.
        Refused: the bundle was settled before.
    """
    content = {"do": "bukan_permohonan", "bundle": bundle_id, "user": user, "reason": reason, "note": note}
    with once(desk, key, content) as command:
        row = find_bundle(desk, bundle_id)
        if command.repeated:
            return row
        now = believable_now(desk)
        actor = sorter_of(desk, user)
        code, told = coded_reason(desk, NO_APPLICATION, reason, note)
        if code is None:
            codes = ", ".join(desk.profile.reasons[NO_APPLICATION])
            raise InputInvalid([Problem("reason", f"Sebut alasannya: {codes}.")])
        settle(desk, row, DISMISSED, actor=actor, now=now, reason=code, note=told)
    return find_bundle(desk, bundle_id)
