"""What the engine may know: frozen facts, handed in by whoever asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from board.workflow.four_eyes import FourEyes, Hand
from board.workflow.sop import Status
from board.workflow.stored import canonical, digest

LETTER_PENDING = "nomor surat menyusul"
"""What stands for the number of a mandate's letter while it is still to come."""


@dataclass(frozen=True)
class Grant:
    """A role somebody may act in, in one bidang or in all (None), in their own right or by a mandate."""

    role: str
    bidang: str | None = None
    mandate: Mandate | None = None

    def covers(self, role: str, bidang: str | None) -> bool:
        """Whether this grant allows ``role`` for an SOP of ``bidang``."""
        return self.role == role and (self.bidang is None or bidang is None or self.bidang == bidang)

    def signs(self, signature: str | None) -> bool:
        """Whether a signature of that scope (``ttd``, ``tte``; None: none is needed) may be given under this grant."""
        return signature is None or self.mandate is None or signature in self.mandate.scope


@dataclass(frozen=True)
class Mandate:
    """Acting for an absent head, in one's own name (Plh or Plt; DOMAIN A.12)."""

    kind: str
    """``plh`` or ``plt``."""
    principal: str
    letter: str
    scope: frozenset[str] = frozenset({"paraf", "ttd"})
    """``paraf``, ``ttd``, ``tte``: an electronic signature needs an authority of its own (PRODUCT 1)."""

    @property
    def words(self) -> str:
        """As shown on papers and in events: ``Plh. NAMA (surat 800/1)``."""
        letter = f" (surat {self.letter})" if self.letter else f" ({LETTER_PENDING})"
        return f"{self.kind.capitalize()}. {self.principal}{letter}"


@dataclass(frozen=True)
class Actor:
    """The officer who looks or acts."""

    name: str
    """Login name."""
    title: str
    """The name as people know it; frozen into events."""
    grants: tuple[Grant, ...] = ()

    def grant_for(self, roles: tuple[str, ...], bidang: str | None, signature: str | None = None) -> Grant | None:
        """The first grant that covers one of ``roles``; one's own right comes before a mandate.

        Args:
            signature: what will be signed under it: a mandate that reaches so far comes before one that does not.
        """
        fitting = [grant for grant in self.grants for role in roles if grant.covers(role, bidang)]
        return min(fitting, key=lambda grant: (not grant.signs(signature), grant.mandate is not None), default=None)

    def has(self, role: str) -> bool:
        """Whether the officer holds a role at all."""
        return any(grant.role == role for grant in self.grants)


@dataclass(frozen=True)
class Paper:
    """A print job as the engine sees it."""

    document: str
    step: str
    round: int
    state: str
    shows: str = ""
    """``CaseFacts.shown`` when it was made: where the case has another one now, the paper says what is past."""


class NoteKind(StrEnum):
    """What a note of a thread is: said by the applicant, or by the office to itself, in between, or to close it."""

    APPLICANT = "pelapor"
    INTERNAL = "internal"
    ANSWER = "jawaban"
    SOLUTION = "solusi"


@dataclass(frozen=True)
class CaseFacts:
    """A case as it stands, for one decision."""

    number: str
    step: str
    status: Status
    version: int
    round: int
    """1, and one more after every return to an earlier step: papers and correction sheets count by it."""
    channel: str
    received_on: date
    applicant: Mapping[str, str] = field(default_factory=dict)
    """name, nik, no_kk, phone."""
    pickup_code: str = ""
    """Printed on the slip: whoever brings it shows the slip was theirs."""
    data: Mapping[str, object] = field(default_factory=dict)
    requirements: Mapping[str, str] = field(default_factory=dict)
    """Requirement id → form in which it was handed in."""
    holder: str | None = None
    holder_title: str | None = None
    held_at: datetime | None = None
    due_at: datetime | None = None
    ready_at: datetime | None = None
    paused_at: datetime | None = None
    complete: bool = False
    issued: bool = False
    papers: tuple[Paper, ...] = ()
    """In the order they were made."""
    note_kinds: frozenset[str] = frozenset()
    """Kinds of thread notes the case has: ``solusi`` closes a complaint."""
    hands: tuple[Hand, ...] = ()
    """Who did what to it, as far as a second pair of eyes matters; told where it is approved."""
    four_eyes: FourEyes = "wajib"
    """What the office makes of an approval that has only one."""

    @property
    def shown(self) -> str:
        """Digest of what papers say of the case: its applicant and its data."""
        return digest(canonical([dict(self.applicant), dict(self.data)]))


@dataclass(frozen=True)
class MoveRequest:
    """What an officer asks for."""

    intent: str
    to: str | None = None
    """A step id or ``pemohon`` where the intent leads several ways; None lets the SOP decide."""
    reason: str | None = None
    note: str = ""
