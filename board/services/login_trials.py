"""Wrong passwords in a row, and how long the next one has to wait; the same for names that nobody has.

A try is counted before the password is looked at and forgotten when it was right: however many processes ask at once,
none of them gets a guess for nothing.
"""

from __future__ import annotations

import math

from board.errors import LoginSlowed
from board.models.access import LoginTrial
from board.services.desk import Desk
from board.services.record import TOLERATED_SKEW_MS
from board.services.times import millis
from board.workflow.logins import LOGIN

FREE = 3
"""Wrong passwords in a row that make nobody wait."""
LONGEST_WAIT = 300
"""Seconds; an officer whom somebody shuts out in this way is never out for longer."""
FORGOTTEN_AFTER = 86_400_000
"""Milliseconds after which a name begins anew: names that nobody has must not fill the table either."""
NO_NAME = "?"
"""Stands for whatever cannot be a login name: it may be a NIK or a password in the wrong field."""


def typed_name(name: str) -> str:
    """A name as it was typed at the door, in the form in which it is counted and written down."""
    plain = name.strip().lower()
    return plain if LOGIN.fullmatch(plain) else NO_NAME


def seconds_after(failed: int) -> int:
    """How long the next try waits after so many wrong ones: 2, 4, 8 … seconds from the third on."""
    return 0 if failed < FREE else min(LONGEST_WAIT, 2 ** min(failed - FREE + 1, 16))


def begin_try(desk: Desk, name: str) -> None:
    """Count a try as wrong until ``forget_tries`` says otherwise.

    Args:
        name: see ``typed_name``.

    Raises:
        LoginSlowed: it comes too early; such a try counts for nothing.
    """
    with desk.store.writing():
        # Read behind the gate: of two processes the later one never has the earlier moment.
        now = millis(desk.now())
        LoginTrial.delete().where(
            (LoginTrial.office == desk.office) & (LoginTrial.last_at < now - FORGOTTEN_AFTER)
        ).execute()
        row = LoginTrial.get_or_none((LoginTrial.office == desk.office) & (LoginTrial.name == name))
        failed, last_at = (row.failed, row.last_at) if row else (0, now)
        # A clock that was set back must not keep anybody out until it has caught up.
        turned_back = last_at > now + TOLERATED_SKEW_MS
        left = 0 if turned_back else last_at + 1000 * seconds_after(failed) - now
        if left <= 0:
            _write(desk, name, failed + 1, now)
    if left > 0:
        raise LoginSlowed(math.ceil(left / 1000))


def forget_tries(desk: Desk, name: str) -> None:
    """The password was right, or is a new one; inside the caller's transaction."""
    LoginTrial.delete().where((LoginTrial.office == desk.office) & (LoginTrial.name == name)).execute()


def _write(desk: Desk, name: str, failed: int, now: int) -> None:
    LoginTrial.insert(office=desk.office, name=name, failed=failed, last_at=now).on_conflict(
        conflict_target=[LoginTrial.office, LoginTrial.name], preserve=[LoginTrial.failed, LoginTrial.last_at]
    ).execute()
