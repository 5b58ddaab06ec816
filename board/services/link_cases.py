"""Cases linked and unlinked by an officer: duplicates, one that waits for another, what belongs together.

A wrong link can be undone (PRODUCT 5.14): it ends with a reason, and both cases tell of both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from board.errors import InputInvalid, Problem, Refused
from board.models.case import WRONG_SERVICE, Case, Link
from board.services.desk import Desk
from board.services.facts_of import find_case, sop_of
from board.services.links import (
    ABOUT,
    DUPLICATE,
    KIND_TITLES,
    RELATED,
    WAITED_FOR,
    WAITS_FOR,
    end_link,
    link_told,
    links_of,
    write_link,
)
from board.services.record import Happening, record
from board.services.remarks import needed_remark, remark
from board.services.sight import knows_inside
from board.services.work_case import Work, at_work
from board.wording import quoted
from board.workflow import permissions
from board.workflow.sop import Sop, split_book

LINKED, UNLINKED = "tautkan", "lepas_tautan"
"""Intents of the events on both cases."""
KINDS = (DUPLICATE, WAITS_FOR, RELATED)
"""Kinds an officer gives; the others are written by registration and transfer."""
COMPLAINTS = "pengaduan"


@dataclass(frozen=True)
class Linked:
    """Two cases and what became of the link between them."""

    case: Case
    other: Case


def link_cases(
    desk: Desk, number: str, other_number: str, user: str, kind: str, note: str = "", *, key: str | None = None
) -> Linked:
    """Link a case to another: it is a duplicate of it (``ganda``), waits for it (``menunggu``), or belongs to it.

    Raises:
        InputInvalid: unknown kind, or a note too long.
        Refused: a case with itself, linked so before, or a link that says nothing any more because a case has ended.
        MoveRefused: the officer has no role in the case's SOP.
    """
    if kind not in KINDS:
        raise InputInvalid([Problem("kind", f'Jenis tautan "{quoted(kind)}" tidak dikenal; pilih {", ".join(KINDS)}.')])
    note = remark(note, "note")
    with at_work(desk, number, user, LINKED, key=key, other=other_number.strip().upper(), kind=kind, note=note) as work:
        other = find_case(desk, other_number)
        if work.repeated:
            return Linked(work.row, other)
        grant = permissions.may_note(work.sop, work.facts, work.actor)
        _must_be_linkable(desk, work, other, kind)
        link = write_link(desk, work.row, other, kind, actor=work.actor, grant=grant, now=work.now, note=note)
        title, turned = KIND_TITLES[kind], WAITED_FOR if kind == WAITS_FOR else KIND_TITLES[kind]
        onward = {"links": [link_told(link, other)]}
        _tell(work, work.row, Happening(LINKED, note=_words(f"{title} {other.number}", note), detail=onward))
        back = {"linked_from": {"id": link.id, "kind": kind, "case": work.row.number}}
        _tell(work, other, Happening(LINKED, note=_words(f"{turned} {work.row.number}", note), detail=back))
        return Linked(work.row, other)


def unlink_cases(
    desk: Desk, number: str, other_number: str, user: str, reason: str, kind: str | None = None,
    *, key: str | None = None,
) -> Linked:  # fmt: skip
    """Take a link between two cases back, whichever of them it leads from.

    Args:
        kind: which of several links; None where there is one.

    Raises:
        InputInvalid: no reason, or several links and none named.
        Refused: they are not linked, or by a transfer, which stays.
    """
    reason = needed_remark(reason, "reason", "Tulis alasan melepas tautan; riwayat kedua berkas mencatatnya.")
    asked: dict[str, Any] = {"other": other_number.strip().upper(), "reason": reason, "kind": kind}
    with at_work(desk, number, user, UNLINKED, key=key, **asked) as work:
        other = find_case(desk, other_number)
        if work.repeated:
            return Linked(work.row, other)
        permissions.may_note(work.sop, work.facts, work.actor)
        link = _the_link(work.row, other, kind)
        end_link(link, actor=work.actor, now=work.now, reason=reason)
        title = KIND_TITLES.get(link.kind, link.kind)
        for row, beside in ((work.row, other), (other, work.row)):
            detail = {"unlinked": {"id": link.id, "kind": link.kind, "other": beside.number, "reason": reason}}
            _tell(work, row, Happening(UNLINKED, note=_words(f"{title} {beside.number}", reason), detail=detail))
        return Linked(work.row, other)


def wait_goes_on(work: Work, link: Link, other: Case) -> None:
    """Let a case that waits for ``work.row`` wait for the case it goes on as, inside the caller's transaction.

    The link ends and another one takes its place; all three cases tell of it.
    """
    desk, row = work.desk, work.row
    waiting: Case = Case.get_by_id(link.case_id)
    reason = f"Berkas {row.number} dialihkan ke {other.number}"
    end_link(link, actor=work.actor, now=work.now, reason=reason)
    for case, beside, title in ((waiting, row, KIND_TITLES[WAITS_FOR]), (row, waiting, WAITED_FOR)):
        detail = {"unlinked": {"id": link.id, "kind": link.kind, "other": beside.number, "reason": reason}}
        _tell(work, case, Happening(UNLINKED, note=_words(f"{title} {beside.number}", f"{reason}."), detail=detail))
    grant = work.actor.grant_for(tuple(item.id for item in work.sop.roles), work.sop.bidang)
    new = write_link(desk, waiting, other, WAITS_FOR, actor=work.actor, grant=grant, now=work.now, note=link.note)
    onward = {"links": [link_told(new, other)]}
    note = _words(f"{KIND_TITLES[WAITS_FOR]} {other.number}", link.note)
    _tell(work, waiting, Happening(LINKED, note=note, detail=onward))
    back = {"linked_from": {"id": new.id, "kind": WAITS_FOR, "case": waiting.number}}
    note = _words(f"{WAITED_FOR} {waiting.number}", link.note)
    _tell(work, other, Happening(LINKED, note=note, detail=back))


def links_shown(desk: Desk, number: str) -> list[dict[str, Any]]:
    """The links of a case, ended ones too, those that hold first.

    Raises:
        NotFound: no such case.
    """
    row = find_case(desk, number)
    found = links_of(desk, row, ended=True) if knows_inside(desk, sop_of(desk, row)) else []
    return sorted(found, key=lambda link: (link["ended_at"] is not None, link["id"]))


def _must_be_linkable(desk: Desk, work: Work, other: Case, kind: str) -> None:
    row = work.row
    if other.id == row.id:
        raise Refused(f"Berkas {row.number} tidak ditautkan dengan dirinya sendiri; sebut nomor berkas yang lain.")
    if is_complaint(work.sop) or is_complaint(sop_of(desk, other)):
        raise Refused(
            "Aduan tidak ditautkan demikian: aduan tidak meninggalkan tanda pada berkas yang diadukan. "
            "Dari aduan itu sendiri: tombol h, atau board case about NOMOR_ADUAN NOMOR_BERKAS."
        )
    if kind == WAITS_FOR:
        for ended in (case for case in (row, other) if not case.open):
            raise Refused(f"Berkas {ended.number} sudah berakhir; tidak ada lagi yang perlu ditunggu.")
        if row.id in _waited_for(other):
            raise Refused(
                f"Berkas {other.number} sendiri, langsung atau lewat berkas lain, menunggu berkas {row.number}; "
                "berkas-berkas itu tidak dapat saling menunggu."
            )
    if kind == DUPLICATE and not row.open and not other.open:
        raise Refused(f"Berkas {row.number} dan {other.number} sudah berakhir; tautkan sebagai terkait.")
    for link in _between(row, other):
        if link.kind == kind:
            raise Refused(f"Berkas {other.number} sudah tertaut demikian ({KIND_TITLES[kind]}).")


def _waited_for(row: Case) -> set[int]:
    """Every case that this one waits for, however far down the line."""
    found: set[int] = set()
    left = [row.id]
    while left:
        onward = (Link.case_id.in_(left)) & (Link.kind == WAITS_FOR) & Link.ended_at.is_null()
        left = [other for (other,) in Link.select(Link.other_id).where(onward).tuples() if other not in found]
        found.update(left)
    return found


def is_complaint(sop: Sop) -> bool:
    """Whether a service keeps the book of complaints, which leaves no mark on the case it is about (PRODUCT 1)."""
    return sop.confidential or any(split_book(entry)[0] == COMPLAINTS for step in sop.steps for entry in step.books)


def _between(row: Case, other: Case) -> list[Link]:
    there = (Link.case_id == row.id) & (Link.other_id == other.id)
    back = (Link.case_id == other.id) & (Link.other_id == row.id)
    # Whoever has a desk in the service must not learn by trying that somebody complained.
    plain = (Link.kind != ABOUT) & Link.ended_at.is_null()
    return list(Link.select().where((there | back) & plain).order_by(Link.id))


def _the_link(row: Case, other: Case, kind: str | None) -> Link:
    links = [link for link in _between(row, other) if kind in (None, link.kind)]
    if not links:
        raise Refused(f"Berkas {row.number} dan {other.number} tidak tertaut.")
    if len(links) > 1:
        kinds = ", ".join(link.kind for link in links)
        raise InputInvalid([Problem("kind", f"Ada beberapa tautan antara kedua berkas; pilih salah satu: {kinds}.")])
    if links[0].kind == WRONG_SERVICE:
        raise Refused("Tautan pengalihan layanan tidak dapat dilepas: nomor lama tetap menunjuk penggantinya.")
    return links[0]


def _words(told: str, note: str) -> str:
    return f"{told}. {note}" if note else f"{told}."


def _tell(work: Work, row: Case, happening: Happening) -> None:
    """One event on one of the two cases; on the one whose SOP the officer has no desk in, without a role."""
    sop = sop_of(work.desk, row)
    grant = work.actor.grant_for(tuple(item.id for item in sop.roles), sop.bidang)
    happening = replace(happening, from_step=row.step, to_step=row.step)
    record(work.desk, row, happening, actor=work.actor, grant=grant, now=work.now)
