"""Whether accounts, roles and mandates are what the office's journal tells: told again from its first line on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from board.models.damaged import rows_of
from board.models.event import JournalEntry
from board.models.office import MandateRow, RoleGrant, User
from board.services.desk import Desk
from board.services.record import OFFICE_LOG
from board.services.verify_chain import Fault, told_in

Role = tuple[str, str]
Days = tuple[str, str]
"""First and last day of a role; empty for no bound."""
MandateFacts = tuple[Any, ...]


@dataclass
class _Account:
    active: bool = True
    roles: dict[Role, Days] = field(default_factory=dict)


def people_faults(desk: Desk) -> Iterator[Fault]:
    """Officers and mandates that the journal tells otherwise. Names, NIPs and passwords it does not tell."""
    accounts, mandates, ended = _told(desk)
    users = {row.id: row for row in rows_of(User.select())}
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
    names = {user_id: row.name for user_id, row in users.items()}
    rows = list(rows_of(MandateRow.select().order_by(MandateRow.id)))
    stored = [
        (names.get(row.deputy_id), names.get(row.principal_id), row.kind, row.from_on, row.to_on, row.letter, row.scope)
        for row in rows
    ]
    if stored != mandates:
        yield Fault("mandate", "mandat", "Daftar mandat tidak sama dengan yang dicatat jurnal.")
    for row in rows:
        if (row.ended_at is not None) != (row.id in ended):
            yield Fault("mandate", f"mandat {row.id}", "Berakhir atau tidak, menurut jurnal sebaliknya.")


def _told(desk: Desk) -> tuple[dict[str, _Account], list[MandateFacts], set[int]]:
    accounts: dict[str, _Account] = {}
    mandates: list[MandateFacts] = []
    ended: set[int] = set()
    lines = JournalEntry.select().where((JournalEntry.office == desk.office) & (JournalEntry.chain == OFFICE_LOG))
    for line in rows_of(lines.order_by(JournalEntry.seq)):
        detail = told_in(line).get("detail") or {}
        account = accounts.get(line.subject)
        match line.what:
            case "user_add":
                accounts[line.subject] = _Account(roles=dict.fromkeys(_roles(detail["roles"]), _days(detail)))
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
                told = (detail[name] for name in ("for", "kind", "from", "to", "letter", "scope"))
                mandates.append((line.subject, *told))
            case "mandate_end":
                ended.add(int(line.subject))
    return accounts, mandates, ended


def _days(detail: dict[str, Any]) -> Days:
    return detail.get("from", ""), detail.get("until", "")


def _roles(texts: list[str]) -> set[Role]:
    parted = (text.partition(":") for text in texts)
    return {(role, bidang) for role, _, bidang in parted}
