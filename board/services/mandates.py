"""Plh and Plt: who stands in for an absent head, from one day to another (PRODUCT 4, mandate)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from board import wording
from board.errors import InputInvalid, NotFound, Problem, Refused
from board.models.office import MandateRow, User
from board.services.desk import Desk
from board.services.facts_of import find_user
from board.services.record import OFFICE_LOG, believable_now, journal
from board.services.roles import held_roles
from board.services.times import iso, millis
from board.workflow.office import DESKLESS

SCOPES = ("paraf", "ttd", "tte")
DEFAULT_SCOPE = ("paraf", "ttd")
PLH, PLT = KINDS = ("plh", "plt")
LETTERED = "mandate_letter"
"""Line of the office's journal: the number of a letter that came later."""
LONGEST_LETTER = 80
LONGEST_MANDATE = 366
"""Days of one mandate: an absence of more than a year is a new letter."""


def add_mandate(
    desk: Desk,
    deputy: str,
    principal: str,
    *,
    kind: str,
    from_on: date,
    to_on: date,
    letter: str,
    scope: Sequence[str],
    by: str,
) -> MandateRow:
    """Let an officer act for an absent head from one day to another, both included.

    Raises:
        NotFound, InputInvalid: unknown officers, kind or scope, the days do not fit, or nobody could act by it.
    """
    problems = []
    if kind not in KINDS:
        problems.append(Problem("kind", f'Jenis mandat "{wording.quoted(kind)}" tidak dikenal; pilih plh atau plt.'))
    if to_on < from_on:
        problems.append(Problem("to", "Tanggal akhir mandat tidak boleh sebelum tanggal mulai."))
    elif to_on < desk.today():
        problems.append(Problem("to", "Tanggal akhir mandat sudah lewat; mandat tidak berlaku surut."))
    elif (to_on - from_on).days >= LONGEST_MANDATE:
        problems.append(Problem("to", f"Mandat paling lama {LONGEST_MANDATE} hari; buat mandat baru sesudahnya."))
    if deputy == principal:
        problems.append(Problem("for", "Pejabat tidak dapat mewakili dirinya sendiri."))
    unknown = [item for item in scope if item not in SCOPES]
    if unknown or not scope:
        problems.append(Problem("scope", f"Lingkup mandat: pilih dari {', '.join(SCOPES)}."))
    if problems:
        raise InputInvalid(problems)
    with desk.store.writing():
        now = believable_now(desk)
        acting, absent = find_user(desk, deputy), find_user(desk, principal)
        _refuse_idle_mandate(desk, acting, absent, kind, from_on.isoformat(), to_on.isoformat())
        row: MandateRow = MandateRow.create(
            office=desk.office, deputy_id=acting.id, principal_id=absent.id, kind=kind,
            from_on=from_on.isoformat(), to_on=to_on.isoformat(), letter=wording.clean(letter),
            scope=",".join(item for item in SCOPES if item in scope), at=millis(now), by=by,
        )  # fmt: skip
        journal(
            desk, OFFICE_LOG, by, "mandate_add", deputy,
            {"for": principal, "kind": kind, "from": row.from_on, "to": row.to_on, "letter": row.letter,
             "scope": row.scope},
        )  # fmt: skip
    return row


def _refuse_idle_mandate(desk: Desk, deputy: User, principal: User, kind: str, from_on: str, to_on: str) -> None:
    """A mandate nobody could act by, or one that stands already."""
    if not deputy.active:
        raise InputInvalid([Problem("deputy", f"Akun {deputy.name} sudah dinonaktifkan dan tidak dapat mewakili.")])
    if not principal.active and kind != PLT:
        # The head has left: whoever fills the empty chair is Plt., who is away for a while is represented by a Plh.
        told = f"Akun {principal.name} sudah dinonaktifkan; jabatan yang kosong diisi Plt. (--kind plt)."
        raise InputInvalid([Problem("for", told)])
    if all(role in DESKLESS for role, _ in held_roles(principal)):
        told = f"{principal.title} tidak punya peran pada SOP; pengelola dan auditor tidak dapat diwakili."
        raise InputInvalid([Problem("for", told)])
    same = MandateRow.get_or_none(
        (MandateRow.deputy_id == deputy.id) & (MandateRow.principal_id == principal.id) & MandateRow.ended_at.is_null()
        & (MandateRow.from_on <= to_on) & (MandateRow.to_on >= from_on)
    )  # fmt: skip
    if same is not None:
        told = f"Mandat {same.id} sudah berlaku {same.from_on} sampai {same.to_on}; akhiri dahulu: board mandate end."
        raise InputInvalid([Problem("from", told)])


def end_mandate(desk: Desk, mandate_id: int, *, by: str) -> MandateRow:
    """End a mandate now.

    Raises:
        NotFound: no such mandate, or it has ended.
    """
    with desk.store.writing():
        now = believable_now(desk)
        row = MandateRow.get_or_none(
            (MandateRow.office == desk.office) & (MandateRow.id == mandate_id) & MandateRow.ended_at.is_null()
        )
        if row is None:
            raise NotFound("Mandat", str(mandate_id), "Lihat board mandate list.")
        MandateRow.update(ended_at=millis(now)).where(MandateRow.id == mandate_id).execute()
        journal(desk, OFFICE_LOG, by, "mandate_end", str(mandate_id), {})
        found: MandateRow = row
    return found


def add_letter(desk: Desk, mandate_id: int, letter: str, *, by: str) -> MandateRow:
    """Write down the number of a letter that was still to come; also after the mandate has ended.

    Events and papers made before keep what was true then: that the number was to follow.

    Raises:
        NotFound: no such mandate.
        InputInvalid: no number, or one too long for a signature block.
        Refused: it has a number.
    """
    told = wording.clean(letter)
    if not 0 < len(told) <= LONGEST_LETTER:
        raise InputInvalid([Problem("letter", f"Tulis nomor surat, paling panjang {LONGEST_LETTER} huruf.")])
    with desk.store.writing():
        believable_now(desk)
        row = MandateRow.get_or_none((MandateRow.office == desk.office) & (MandateRow.id == mandate_id))
        if row is None:
            raise NotFound("Mandat", str(mandate_id), "Lihat board mandate list.")
        if row.letter:
            raise Refused(
                f"Mandat {mandate_id} sudah bernomor surat {row.letter}. Bila keliru, akhiri dan buat mandat baru."
            )
        MandateRow.update(letter=told).where(MandateRow.id == mandate_id).execute()
        journal(desk, OFFICE_LOG, by, LETTERED, str(mandate_id), {"letter": told})
    found: MandateRow = MandateRow.get_by_id(mandate_id)
    return found


def list_mandates(desk: Desk) -> list[dict[str, Any]]:
    """All mandates, those that ended too."""
    names = {user.id: user.name for user in User.select().where(User.office == desk.office)}
    today = desk.today().isoformat()
    return [
        {
            "id": row.id,
            "deputy": names[row.deputy_id],
            "for": names[row.principal_id],
            "kind": row.kind,
            "from": row.from_on,
            "to": row.to_on,
            "letter": row.letter or None,
            "letter_pending": not row.letter,
            "scope": row.scope.split(","),
            "active": row.ended_at is None and row.from_on <= today <= row.to_on,
            "ended_at": iso(row.ended_at, desk.zone),
        }
        for row in MandateRow.select().where(MandateRow.office == desk.office).order_by(MandateRow.id)
    ]
