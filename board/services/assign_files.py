"""Which requirement a file of a case belongs to: said once for several files, ticking what they hand in."""

from __future__ import annotations

import json
from collections.abc import Sequence

from board.errors import InputInvalid, NotFound, Problem
from board.models.case import Attachment, Case
from board.services.asked_rounds import ASSIGNED
from board.services.attachments import NO_REQUIREMENT, files_of
from board.services.desk import Desk
from board.services.record import Happening, record
from board.services.work_case import Work, at_work
from board.wording import quoted
from board.workflow import permissions
from board.workflow.checks import applicable, usual_form
from board.workflow.sop import Requirement


def assign_files(
    desk: Desk, number: str, user: str, files: Sequence[int], requirement: str | None, *, key: str | None = None
) -> Case:
    """Say what some files of a case are: papers of one of its requirements, or (None) of none.

    The requirement is ticked in its usual form where it was not yet. What the files were before stands in the event.

    Raises:
        NotFound: one of the files is not in sight in this case; none is assigned then.
        InputInvalid: the case has no such requirement, or no file is named.
        MoveRefused: it is not the officer's turn.
    """
    wanted = list(dict.fromkeys(files))
    if not wanted:
        raise InputInvalid([Problem("attachment", "Sebut lampiran yang ditetapkan.")])
    with at_work(desk, number, user, ASSIGNED, key=key, files=wanted, requirement=requirement) as work:
        if work.repeated:
            return work.row
        grant = permissions.may_work(work.sop, work.facts, work.actor)
        rows = files_in_sight(work.row, wanted)
        item = _requirement(work, requirement) if requirement is not None else None
        new = item.id if item else NO_REQUIREMENT
        changed = [row for row in rows if row.requirement != new]
        ticked = {}
        if item and item.id not in work.facts.requirements:
            ticked[item.id] = usual_form(item, work.facts.channel)
        if not changed and not ticked:
            return work.row
        told = [{"attachment": row.id, "requirement": [row.requirement, new]} for row in changed]
        Attachment.update(requirement=new).where(Attachment.id.in_([row.id for row in changed])).execute()
        changes = {}
        if ticked:
            changes["requirements"] = json.dumps({**work.facts.requirements, **ticked}, sort_keys=True)
        happening = Happening(
            ASSIGNED, from_step=work.row.step, to_step=work.row.step, detail={"files": told, "ticked": ticked}
        )
        record(desk, work.row, happening, actor=work.actor, grant=grant, now=work.now, changes=changes)
        return work.row


def files_in_sight(row: Case, wanted: Sequence[int]) -> list[Attachment]:
    """Files of a case by their ids.

    Raises:
        NotFound: one of them is hidden, another case's, or none at all.
    """
    mine = {item.id: item for item in files_of(row.id)}
    for name in wanted:
        if name not in mine:
            raise NotFound("Lampiran", str(name), f"Lihat board case show {row.number}.")
    return [mine[name] for name in wanted]


def _requirement(work: Work, wanted: str) -> Requirement:
    known = {item.id: item for item in applicable(work.sop, work.facts)}
    if wanted not in known:
        told = f'Persyaratan "{quoted(wanted)}" tidak dikenal pada berkas ini. Yang ada: {", ".join(known)}.'
        raise InputInvalid([Problem("requirement", told)])
    return known[wanted]
