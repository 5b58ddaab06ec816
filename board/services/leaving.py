"""An officer leaves, or returns: the account is closed, and what they had in hand goes back to their colleagues."""

from __future__ import annotations

from dataclasses import dataclass

from board.errors import Refused
from board.models.case import OPEN, Case
from board.models.office import MandateRow, User
from board.models.thread import Draft
from board.services.custody import papers_with
from board.services.desk import Desk
from board.services.facts_of import find_user
from board.services.record import OFFICE_LOG, Happening, believable_now, journal, record
from board.services.roles import held_roles, keep_an_administrator
from board.services.sight import closed_cases
from board.services.ssh_keys import keys_in_force
from board.services.times import millis
from board.workflow.doings import RELEASED
from board.workflow.facts import Actor
from board.workflow.office import ADMIN


@dataclass(frozen=True)
class Left:
    """What somebody who left had in hand."""

    released: list[str]
    """Numbers of the cases they held, which are in their trays again."""
    folders: list[str]
    """Numbers of the cases whose paper folder is on their desk: somebody has to fetch it."""
    drafts: int
    """Forms they had begun; kept, and offered again if they return."""
    mandates: list[int]
    """Mandates by which they stood in for somebody; ended."""
    absent_in: list[int]
    """Mandates by which somebody stands in for them; they go on."""
    keys: int
    """SSH keys that were in force; none of them lets anybody in while the account is closed."""


def disable_user(desk: Desk, name: str, *, by: str) -> Left:
    """Close an account; cases the officer holds go back into their trays.

    Raises:
        NotFound: no such officer.
        Refused: nobody would be left to administer.
    """
    with desk.store.writing():
        user = find_user(desk, name)
        now = believable_now(desk)
        if ADMIN in {role for role, _ in held_roles(user)}:
            keep_an_administrator(desk, user)
        User.update(active=0).where(User.id == user.id).execute()
        held = list(Case.select().where(Case.office == desk.office, Case.holder == name, OPEN))
        for row in held:
            record(
                desk, row,
                Happening(
                    RELEASED, from_step=row.step, to_step=row.step, note=f"Akun {name} dinonaktifkan",
                    detail={"holder": row.holder_title},
                ),
                actor=Actor(by, by), grant=None, now=now,
                changes={"holder": None, "holder_title": None, "held_at": None},
            )  # fmt: skip
        journal(desk, OFFICE_LOG, by, "user_disable", name, {"released": [row.number for row in held]})
        closed = closed_cases(desk)
        acting = _running_mandates(desk, MandateRow.deputy_id, user)
        for mandate_id in acting:
            MandateRow.update(ended_at=millis(now)).where(MandateRow.id == mandate_id).execute()
            journal(desk, OFFICE_LOG, by, "mandate_end", str(mandate_id), {"left": name})
        drafts = Draft.select().where(Draft.office == desk.office, Draft.user == name)
        return Left(
            released=[row.number for row in held if row.id not in closed],
            folders=papers_with(desk, name),
            drafts=drafts.count(),
            mandates=acting,
            absent_in=_running_mandates(desk, MandateRow.principal_id, user),
            keys=keys_in_force(desk, name),
        )


def _running_mandates(desk: Desk, side: object, user: User) -> list[int]:
    """Mandates of an officer that hold or will hold."""
    theirs = (MandateRow.office == desk.office) & (side == user.id)
    running = theirs & MandateRow.ended_at.is_null() & (MandateRow.to_on >= desk.today().isoformat())
    return [row.id for row in MandateRow.select(MandateRow.id).where(running).order_by(MandateRow.id)]


def enable_user(desk: Desk, name: str, *, by: str) -> None:
    """Open the account of an officer who returned, with the roles they left with.

    A password they left is one that may be known by now: the next login asks for a new one.

    Raises:
        NotFound: no such officer.
        Refused: the account is open.
    """
    with desk.store.writing():
        user = find_user(desk, name)
        believable_now(desk)
        if user.active:
            raise Refused(f"Akun {name} sudah aktif.")
        User.update(active=1, must_change=int(bool(user.password))).where(User.id == user.id).execute()
        journal(desk, OFFICE_LOG, by, "user_enable", name, {})
