"""Whether accounts, roles, mandates, absences and keys are what the office's journal tells, from its beginning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from board.models.access import SshKey
from board.models.damaged import rows_of
from board.models.event import JournalEntry
from board.models.office import Absence, MandateRow, RoleGrant, User
from board.services import absences, mandates, ssh_keys
from board.services.desk import Desk
from board.services.record import OFFICE_LOG
from board.services.verify_chain import Fault, told_in
from board.workflow.public_key import fingerprint

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
    keys: dict[int, Facts] = field(default_factory=dict)
    revoked: set[int] = field(default_factory=set)
    """Ids of the SSH keys that were closed."""


def people_faults(desk: Desk) -> Iterator[Fault]:
    """Officers and what belongs to them, where the journal tells otherwise; it tells no names, NIPs and passwords."""
    told = _told(desk)
    users = {row.id: row for row in rows_of(User.select())}
    yield from _account_faults(users, told.accounts)
    names = {user_id: row.name for user_id, row in users.items()}
    yield from _mandate_faults(names, told)
    yield from _absence_faults(names, told)
    yield from _key_faults(names, told)


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


def _key_faults(names: dict[int, str], told: _Journalled) -> Iterator[Fault]:
    for row in rows_of(SshKey.select().order_by(SshKey.id)):
        where = f"kunci {row.id}"
        facts = told.keys.pop(row.id, None)
        if facts is None:
            yield Fault("ssh_key", where, "Kunci SSH tidak dicatat jurnal kantor: ditambahkan di luar program.")
        elif facts != (names.get(row.user_id), row.kind, row.fingerprint, row.comment):
            yield Fault("ssh_key", where, "Pemilik atau sidik jarinya tidak sama dengan yang dicatat jurnal.")
        elif not _is_of(row):
            yield Fault("ssh_key", where, "Isi kunci tidak sama dengan sidik jarinya.")
        elif (row.revoked_at is not None) != (row.id in told.revoked):
            yield Fault("ssh_key", where, "Dicabut atau tidak, menurut jurnal sebaliknya.")
    for key_id in told.keys:
        yield Fault("ssh_key", f"kunci {key_id}", "Kunci SSH yang dicatat jurnal hilang.")


def _is_of(row: SshKey) -> bool:
    try:
        return fingerprint(row.blob) == str(row.fingerprint)
    except ValueError:
        return False


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
            case ssh_keys.ADDED:
                named = (detail[name] for name in ("kind", "fingerprint", "comment"))
                told.keys[detail["key"]] = (line.subject, *named)
            case ssh_keys.REVOKED:
                told.revoked.add(detail["key"])
            case absences.PRESENT:
                told.returned.add(detail["absence"])
    return told


def _days(detail: dict[str, Any]) -> Days:
    return detail.get("from", ""), detail.get("until", "")


def _roles(texts: list[str]) -> set[Role]:
    parted = (text.partition(":") for text in texts)
    return {(role, bidang) for role, _, bidang in parted}
