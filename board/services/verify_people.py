"""Whether accounts, roles, mandates and absences are what the office's journal tells, told again from its beginning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from board.models.damaged import rows_of
from board.models.event import JournalEntry
from board.models.office import Absence, MandateRow, RoleGrant, User
from board.services import absences, mandates
from board.services.desk import Desk
from board.services.record import OFFICE_LOG
from board.services.verify_chain import Fault, told_in

Role = tuple[str, str]
Days = tuple[str, str]
"""First and last day of a role; empty for no bound."""
Facts = tuple[Any, ...]
"""A mandate or an absence as the journal tells it."""


@dataclass
class _Account:
    active: bool = True
    roles: dict[Role, Days] = field(default_factory=dict)


@dataclass
class _Journalled:
    """What the journal tells, line by line."""

    accounts: dict[str, _Account] = field(default_factory=dict)
    mandates: list[Facts] = field(default_factory=list)
    """In the order they were given, which is that of their ids."""
    letters: dict[int, str] = field(default_factory=dict)
    """Numbers of letters that came later, by the id of the mandate."""
    ended: set[int] = field(default_factory=set)
    absences: list[Facts] = field(default_factory=list)
    returned: set[int] = field(default_factory=set)
    """Ids of the absences that were ended early."""


def people_faults(desk: Desk) -> Iterator[Fault]:
    """Officers, mandates and absences that the journal tells otherwise. Names, NIPs and passwords it does not tell."""
    told = _told(desk)
    users = {row.id: row for row in rows_of(User.select())}
    yield from _account_faults(users, told.accounts)
    names = {user_id: row.name for user_id, row in users.items()}
    yield from _mandate_faults(names, told)
    yield from _absence_faults(names, told)


def _account_faults(users: dict[int, User], accounts: dict[str, _Account]) -> Iterator[Fault]:
    held: dict[int, dict[Role, Days]] = {}
    for grant in rows_of(RoleGrant.select().where(RoleGrant.ended_at.is_null())):
        held.setdefault(grant.user_id, {})[grant.role, grant.bidang] = grant.from_on, grant.to_on
    for row in users.values():
        account = accounts.pop(row.name, None)
        if account is None:
            yield Fault("user", row.name, "Akun tidak dicatat jurnal kantor.")
        elif account.active != bool(row.active):
            yield Fault("user", row.name, "Akun aktif atau tidak, menurut jurnal sebaliknya.")
        elif account.roles != held.pop(row.id, {}):
            yield Fault("role", row.name, "Peran akun tidak sama dengan yang dicatat jurnal.")
        held.pop(row.id, None)
    for name in accounts:
        yield Fault("user", name, "Akun yang dicatat jurnal hilang.")
    for user_id in held:
        yield Fault("role", f"akun ke-{user_id}", "Ada peran tanpa akun.")


def _mandate_faults(names: dict[int, str], told: _Journalled) -> Iterator[Fault]:
    rows = list(rows_of(MandateRow.select().order_by(MandateRow.id)))
    stored = [
        (names.get(row.deputy_id), names.get(row.principal_id), row.kind, row.from_on, row.to_on, row.scope)
        for row in rows
    ]
    if stored != [facts[:-1] for facts in told.mandates]:
        yield Fault("mandate", "mandat", "Daftar mandat tidak sama dengan yang dicatat jurnal.")
    for row, facts in zip(rows, told.mandates, strict=False):
        if row.letter != told.letters.get(row.id, facts[-1]):
            yield Fault("mandate", f"mandat {row.id}", "Nomor suratnya tidak sama dengan yang dicatat jurnal.")
    for row in rows:
        if (row.ended_at is not None) != (row.id in told.ended):
            yield Fault("mandate", f"mandat {row.id}", "Berakhir atau tidak, menurut jurnal sebaliknya.")


def _absence_faults(names: dict[int, str], told: _Journalled) -> Iterator[Fault]:
    rows = list(rows_of(Absence.select().order_by(Absence.id)))
    if [(names.get(row.user_id), row.from_on, row.to_on, row.reason) for row in rows] != told.absences:
        yield Fault("absence", "tidak di tempat", "Daftar yang tidak di tempat tidak sama dengan yang dicatat jurnal.")
    for row in rows:
        if (row.ended_at is not None) != (row.id in told.returned):
            yield Fault("absence", f"tidak di tempat {row.id}", "Berakhir atau tidak, menurut jurnal sebaliknya.")


def _told(desk: Desk) -> _Journalled:
    told = _Journalled()
    lines = JournalEntry.select().where((JournalEntry.office == desk.office) & (JournalEntry.chain == OFFICE_LOG))
    for line in rows_of(lines.order_by(JournalEntry.seq)):
        detail = told_in(line).get("detail") or {}
        account = told.accounts.get(line.subject)
        match line.what:
            case "user_add":
                told.accounts[line.subject] = _Account(roles=dict.fromkeys(_roles(detail["roles"]), _days(detail)))
            case "user_role" if account:
                given, taken = _roles(detail["add"]), _roles(detail["remove"])
                # As ``change_roles`` does it: what was held and is taken does not come back by being given.
                before = account.roles
                account.roles = {role: days for role, days in before.items() if role not in taken}
                account.roles |= dict.fromkeys(given - (before.keys() & taken), _days(detail))
            case "user_disable" if account:
                account.active = False
            case "user_enable" if account:
                account.active = True
            case "mandate_add":
                named = (detail[name] for name in ("for", "kind", "from", "to", "scope", "letter"))
                told.mandates.append((line.subject, *named))
            case "mandate_end":
                told.ended.add(int(line.subject))
            case mandates.LETTERED:
                told.letters[int(line.subject)] = detail["letter"]
            case absences.ABSENT:
                told.absences.append((line.subject, detail["from"], detail["to"], detail["reason"]))
            case absences.PRESENT:
                told.returned.add(detail["absence"])
    return told


def _days(detail: dict[str, Any]) -> Days:
    return detail.get("from", ""), detail.get("until", "")


def _roles(texts: list[str]) -> set[Role]:
    parted = (text.partition(":") for text in texts)
    return {(role, bidang) for role, _, bidang in parted}
