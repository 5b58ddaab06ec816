"""A complaint tied to the case it is about, and untied: told by the complaint alone (PRODUCT 1).

The other case gets no event, no version and no row that it or a list would show: whoever handles it, perhaps the very
officer it is about, learns nothing.
"""

from __future__ import annotations

from typing import Any

from board.errors import Refused
from board.models.case import Case, Link
from board.services.desk import Desk
from board.services.facts_of import find_case, sop_of
from board.services.link_cases import LINKED, UNLINKED, Linked
from board.services.links import ABOUT, KIND_TITLES, end_link, link_told, may_complain, write_link
from board.services.record import Happening, record
from board.services.remarks import needed_remark, remark
from board.services.work_case import Work, at_work
from board.workflow import permissions
from board.workflow.facts import Grant


def about_case(
    desk: Desk, number: str, other_number: str, user: str, note: str = "", *, key: str | None = None
) -> Linked:
    """Say which case a complaint is about; it may be about several.

    Raises:
        Refused: not from a complaint to a case that is none, or said before.
        MoveRefused: the officer has no role in the SOP of the complaint.
        NotFound: no such case, for whoever asks.
    """
    note = remark(note, "note")
    with at_work(desk, number, user, ABOUT, key=key, other=other_number.strip().upper(), note=note) as work:
        other = find_case(work.desk, other_number)
        if work.repeated:
            return Linked(work.row, other)
        grant = permissions.may_note(work.sop, work.facts, work.actor)
        if not may_complain(work.sop, sop_of(desk, other)):
            raise Refused(
                f"Yang menunjuk berkas harus aduan, dan yang ditunjuk bukan aduan: {work.row.number} tidak dapat "
                f"menunjuk {other.number}. Berkas layanan ditautkan dengan case link."
            )
        if _link(work.row, other) is not None:
            raise Refused(f"Aduan {work.row.number} sudah menunjuk berkas {other.number}.")
        link = write_link(desk, work.row, other, ABOUT, actor=work.actor, grant=grant, now=work.now, note=note)
        _tell(work, grant, LINKED, other, note, {"links": [link_told(link, other)]})
        return Linked(work.row, other)


def not_about(desk: Desk, number: str, other_number: str, user: str, reason: str, *, key: str | None = None) -> Linked:
    """Take back which case a complaint is about.

    Raises:
        InputInvalid: no reason.
        Refused: the complaint is not about that case.
        MoveRefused, NotFound: see ``about_case``.
    """
    reason = needed_remark(reason, "reason", "Tulis alasan melepas; riwayat aduan mencatatnya.")
    with at_work(
        desk, number, user, f"bukan_{ABOUT}", key=key, other=other_number.strip().upper(), reason=reason
    ) as work:
        other = find_case(work.desk, other_number)
        if work.repeated:
            return Linked(work.row, other)
        grant = permissions.may_note(work.sop, work.facts, work.actor)
        link = _link(work.row, other)
        if link is None:
            raise Refused(f"{work.row.number} tidak menunjuk berkas {other.number}.")
        end_link(link, actor=work.actor, now=work.now, reason=reason)
        told = {"id": link.id, "kind": ABOUT, "other": other.number, "reason": reason}
        _tell(work, grant, UNLINKED, other, reason, {"unlinked": told})
        return Linked(work.row, other)


def _link(row: Case, other: Case) -> Link | None:
    ours = (Link.case_id == row.id) & (Link.other_id == other.id) & (Link.kind == ABOUT)
    found: Link | None = Link.get_or_none(ours & Link.ended_at.is_null())
    return found


def _tell(work: Work, grant: Grant, intent: str, other: Case, words: str, detail: dict[str, Any]) -> None:
    note = f"{KIND_TITLES[ABOUT]} {other.number}. {words}".strip()
    happening = Happening(intent, from_step=work.row.step, to_step=work.row.step, note=note, detail=detail)
    record(work.desk, work.row, happening, actor=work.actor, grant=grant, now=work.now)
