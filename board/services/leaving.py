"""An officer leaves: the account is closed, and what they had in hand goes back to their colleagues."""

from __future__ import annotations

from board.models.case import OPEN, Case
from board.models.office import User
from board.services.desk import Desk
from board.services.facts_of import find_user
from board.services.record import OFFICE_LOG, Happening, believable_now, journal, record
from board.services.roles import current_roles, keep_an_administrator
from board.workflow.facts import Actor
from board.workflow.office import ADMIN


def disable_user(desk: Desk, name: str, *, by: str) -> list[str]:
    """Close an account; cases the officer holds go back into their trays. Returns their numbers.

    Raises:
        NotFound: no such officer.
        Refused: nobody would be left to administer.
    """
    with desk.store.writing():
        user = find_user(desk, name)
        now = believable_now(desk)
        if ADMIN in {role for role, _ in current_roles(user)}:
            keep_an_administrator(desk, user)
        User.update(active=0).where(User.id == user.id).execute()
        held = list(Case.select().where(Case.office == desk.office, Case.holder == name, OPEN))
        for row in held:
            record(
                desk, row,
                Happening(
                    "lepas", from_step=row.step, to_step=row.step, note=f"Akun {name} dinonaktifkan",
                    detail={"holder": row.holder_title},
                ),
                actor=Actor(by, by), grant=None, now=now,
                changes={"holder": None, "holder_title": None, "held_at": None},
            )  # fmt: skip
        journal(desk, OFFICE_LOG, by, "user_disable", name, {"released": [row.number for row in held]})
    return [row.number for row in held]
