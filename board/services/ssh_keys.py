"""Keys of officers: who comes in with which one, since when, and until when (TERMINALS 5, R13).

All officers share one account of the operating system; which key somebody has decides who they are. A key is never
deleted and never given to anybody else afterwards: the access log names it.
"""

from __future__ import annotations

from typing import Any

from board.errors import InputInvalid, NotFound, Problem, Refused
from board.models.access import SshKey
from board.models.office import User
from board.services.desk import Desk
from board.services.facts_of import find_user
from board.services.record import OFFICE_LOG, believable_now, journal
from board.services.times import iso, millis, moment
from board.wording import clean, stamp
from board.workflow.public_key import PublicKey, parse_public_key

ADDED, REVOKED = "key_add", "key_revoke"
"""What the office's journal calls it."""
LONGEST_COMMENT = 60
LONGEST_REASON = 200


def add_key(desk: Desk, name: str, text: str, *, by: str, comment: str = "") -> SshKey:
    """Let an officer come in with a key.

    Args:
        text: of the file that was handed in.
        comment: where the key is used; what stands on the line of the key by default.

    Raises:
        NotFound, InputInvalid: no such officer; the key is none that is taken here, or the comment too long.
        Refused: the account is closed, or the key is or was somebody's already.
    """
    try:
        key = parse_public_key(text)
    except ValueError as refused:
        raise InputInvalid([Problem("file", str(refused))]) from None
    where = clean(comment)
    if len(where) > LONGEST_COMMENT:
        raise InputInvalid([Problem("comment", f"Keterangan kunci paling panjang {LONGEST_COMMENT} huruf.")])
    where = where or clean(key.comment)[:LONGEST_COMMENT]
    with desk.store.writing():
        user = find_user(desk, name)
        now = believable_now(desk)
        if not user.active:
            raise Refused(f"Akun {name} sudah dinonaktifkan; aktifkan dahulu: board user enable {name}")
        _refuse_known(desk, key)
        row: SshKey = SshKey.create(
            office=desk.office, user_id=user.id, kind=key.kind, blob=key.blob, fingerprint=key.fingerprint,
            comment=where, at=millis(now), by=by,
        )  # fmt: skip
        told = {"key": row.id, "kind": key.kind, "fingerprint": key.fingerprint, "comment": where}
        journal(desk, OFFICE_LOG, by, ADDED, name, told)
    return row


def _refuse_known(desk: Desk, key: PublicKey) -> None:
    same = (SshKey.office == desk.office) & (SshKey.fingerprint == key.fingerprint)
    known = SshKey.get_or_none(same)
    if known is None:
        return
    owner = User.get_by_id(known.user_id)
    since = "" if known.revoked_at is None else f", dicabut {stamp(moment(known.revoked_at, desk.zone))}"
    raise Refused(
        f"Kunci {key.fingerprint} sudah tercatat sebagai kunci {known.id} milik {owner.title} ({owner.name}){since}. "
        "Setiap kunci hanya untuk satu orang dan dipakai sekali; buat pasangan kunci baru."
    )


def revoke_key(desk: Desk, key_id: int, *, by: str, reason: str = "") -> SshKey:
    """Close a key: nobody comes in with it any more, and who is in by it is out at the next look.

    Raises:
        NotFound, InputInvalid: no such key, or the reason is too long.
        Refused: it was revoked before.
    """
    told = clean(reason)
    if len(told) > LONGEST_REASON:
        raise InputInvalid([Problem("reason", f"Alasan paling panjang {LONGEST_REASON} huruf.")])
    with desk.store.writing():
        row = find_key(desk, key_id)
        now = believable_now(desk)
        if row.revoked_at is not None:
            raise Refused(f"Kunci {key_id} sudah dicabut {stamp(moment(row.revoked_at, desk.zone))}.")
        row.revoked_at = millis(now)
        SshKey.update(revoked_at=row.revoked_at).where(SshKey.id == key_id).execute()
        detail = {"key": key_id, "fingerprint": row.fingerprint, "reason": told}
        journal(desk, OFFICE_LOG, by, REVOKED, User.get_by_id(row.user_id).name, detail)
    return row


def find_key(desk: Desk, key_id: int) -> SshKey:
    """The key of an id.

    Raises:
        NotFound: the office has no such key.
    """
    row: SshKey | None = SshKey.get_or_none((SshKey.office == desk.office) & (SshKey.id == key_id))
    if row is None:
        raise NotFound("Kunci SSH", str(key_id), "Lihat board user key list.")
    return row


def keys_in_force(desk: Desk, name: str) -> int:
    """How many keys an officer has that were not revoked."""
    user = find_user(desk, name)
    keys = SshKey.select().where((SshKey.user_id == user.id) & SshKey.revoked_at.is_null())
    return int(keys.count())


def list_keys(desk: Desk, name: str | None = None) -> list[dict[str, Any]]:
    """All keys, those that were revoked too, or those of one officer.

    Raises:
        NotFound: no such officer.
    """
    users = {row.id: row for row in User.select().where(User.office == desk.office)}
    rows = SshKey.select().where(SshKey.office == desk.office)
    if name is not None:
        rows = rows.where(SshKey.user_id == find_user(desk, name).id)
    return [_listed(desk, row, users[row.user_id]) for row in rows.order_by(SshKey.id)]


def key_row(desk: Desk, row: SshKey) -> dict[str, Any]:
    """One key as the lists tell it."""
    return _listed(desk, row, User.get_by_id(row.user_id))


def _listed(desk: Desk, row: SshKey, user: User) -> dict[str, Any]:
    return {
        "id": row.id,
        "user": user.name,
        "kind": row.kind,
        "fingerprint": row.fingerprint,
        "comment": row.comment,
        "at": iso(row.at, desk.zone),
        "by": row.by,
        "revoked_at": iso(row.revoked_at, desk.zone),
        "active": row.revoked_at is None and bool(user.active),
    }
