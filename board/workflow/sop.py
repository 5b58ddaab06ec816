"""The shape of an SOP: what a file in ``config/sop/`` may say, and nothing else.

Plain frozen dataclasses, so that a stored SOP is read at start without pydantic. ``load`` validates a file against
these same shapes with pydantic and refuses any key they do not know; ``lint`` checks the graph.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Literal

from board.wording import form_date

PEMOHON = "pemohon"
"""Reserved target of a return: the applicant. The case waits there; it is not a step (PRODUCT 3)."""

FORBID = {"extra": "forbid"}


class Intent(StrEnum):
    """What a move means, whatever the SOP calls it (PRODUCT 4)."""

    FORWARD = "teruskan"
    APPROVE = "setujui"
    RETURN = "kembalikan"
    FINISH = "selesai"
    ACCEPT = "terima"
    MEET = "rapat"
    SIMPLE = "sederhana"
    COMPLEX = "kompleks"
    ESCALATE = "eskalasi"


MOVES = frozenset(intent.value for intent in Intent)
"""Intents of the events that are moves; what other events mean stands in ``doings``."""
BIDANG_TITLES = {"dafduk": "Pendaftaran Penduduk", "capil": "Pencatatan Sipil"}
INTENT_TITLES = {
    Intent.FORWARD: "Teruskan",
    Intent.APPROVE: "Setujui",
    Intent.RETURN: "Kembalikan",
    Intent.FINISH: "Selesai",
    Intent.ACCEPT: "Terima kembali",
    Intent.MEET: "Rapat",
    Intent.SIMPLE: "Sederhana",
    Intent.COMPLEX: "Kompleks",
    Intent.ESCALATE: "Eskalasi",
}

DONE_TITLES = {
    **INTENT_TITLES,
    Intent.FORWARD: "Diteruskan",
    Intent.APPROVE: "Disetujui",
    Intent.RETURN: "Dikembalikan",
}
"""What is said of a move that was made."""


class Origin(StrEnum):
    """Whether the seed says a move itself or it was read between the lines."""

    EXPLICIT = "eksplisit"
    IMPLIED = "tersirat"


class Status(StrEnum):
    """Where a case is in its life (PRODUCT 4)."""

    RUNNING = "berjalan"
    AT_APPLICANT = "menunggu_pemohon"
    AT_WITNESSES = "menunggu_saksi"
    READY = "siap_diambil"
    DONE = "selesai"
    VOID = "batal"


STATUS_TITLES = {
    Status.RUNNING: "Berjalan",
    Status.AT_APPLICANT: "Menunggu pemohon",
    Status.AT_WITNESSES: "Menunggu tanda tangan saksi",
    Status.READY: "Siap diambil",
    Status.DONE: "Selesai",
    Status.VOID: "Batal",
}


def status_title(value: str) -> str:
    """A stored state in words; one that no program wrote as it stands."""
    return STATUS_TITLES[Status(value)] if value in set(Status) else value


CLOSED = frozenset({Status.DONE, Status.VOID})
"""States in which nothing more moves."""
CLOCK_STILL = frozenset({Status.AT_APPLICANT, Status.AT_WITNESSES})
"""States in which others have the case, and the clock of its promise stands still."""

FieldType = Literal[
    "text", "long", "name", "nik", "no_kk", "phone", "date", "time", "int", "digits", "enum", "rows",
    "no_akta_lahir", "no_akta_mati", "no_akta", "no_skpwni", "no_resi",
]  # fmt: skip
Form = Literal["asli", "scan_asli", "fotokopi"]
Bidang = Literal["dafduk", "capil"]
Channel = Literal["loket", "wa", "daring", "keliling"]
Signing = Literal["tte", "basah"]
Delivery = Literal["ambil", "pos", "pdf_wa"]

FORM_TITLES: dict[str, str] = {"asli": "asli", "scan_asli": "scan/foto asli", "fotokopi": "fotokopi"}
DELIVERY_TITLES: dict[str, str] = {
    "ambil": "Diambil di kantor", "pos": "Dikirim lewat PT Pos", "pdf_wa": "PDF lewat WhatsApp",
}  # fmt: skip
"""As in the list ``cara_serah``, for services with one way that is not asked for."""
CHANNEL_TITLES: dict[str, str] = {"loket": "Loket", "wa": "WA", "daring": "Daring", "keliling": "Keliling"}


@dataclass(frozen=True)
class Option:
    """One value of a reference list; ``code`` is the official form's code."""

    __pydantic_config__ = FORBID

    value: str
    title: str
    code: int | None = None


@dataclass(frozen=True)
class Field:
    """A field of the service. ``step`` needs it: the way forward out of that step asks for it if ``required``."""

    __pydantic_config__ = FORBID

    id: str
    title: str
    type: FieldType
    step: str = ""
    required: bool = False
    when: str | None = None
    options: tuple[Option, ...] = ()
    columns: tuple[Field, ...] = ()
    max: int | None = None
    """Longest text, most rows, or largest number."""
    min: int | None = None
    """Smallest number, or fewest digits."""
    length: int | None = None
    """Number of digits; fewer are padded with zeros in front (RT 3 is 003)."""
    past: bool = False
    """A date that may not lie ahead."""
    not_before: str | None = None
    """Id of a date field this date may not precede."""
    born: str | None = None
    """On a NIK: id of the field with that person's birth date, beside it in the case or in the row."""
    sex: str | None = None
    """On a NIK: id of the field with that person's sex."""
    bystander: bool = False
    """On a name or NIK: somebody who signs or receives, not whom the case is about; nobody looks for it by them."""
    family: bool = False
    """On rows: the members of one KK, of whom exactly one is its head (DOMAIN C.3)."""
    late: str | None = None
    """On the number of an akta of birth: the condition of a late record, which bears LT and not LU (DOMAIN B.2)."""
    siak: bool = False
    unique: bool = False
    example: str = ""

    def in_words(self, value: str) -> str:
        """A stored value as people write it: titles of options, dates as on forms, times with a dot (DOMAIN F).

        What was stored past the program, and is no date, is shown as it is: a case must open all the same.
        """
        match self.type:
            case "enum":
                return next((option.title for option in self.options if option.value == value), value)
            case "date" if value:
                try:
                    return form_date(date.fromisoformat(value))
                except ValueError:
                    return value
            case "time":
                return value.replace(":", ".")
        return value


@dataclass(frozen=True)
class Requirement:
    """One line of the checklist. ``any_of`` names others of which one is enough instead."""

    __pydantic_config__ = FORBID

    id: str
    title: str
    mandatory: bool
    when: str | None = None
    any_of: tuple[str, ...] = ()
    by: Literal["pemohon", "kantor"] = "pemohon"
    """Who brings it: what the office itself makes is looked for before the move, and never asked of the applicant."""
    forms: tuple[Form, ...] = ("asli", "scan_asli", "fotokopi")


@dataclass(frozen=True)
class Rule:
    """What must be so before a move, beyond what is filled in and handed in (``rekaman_ada = ya``)."""

    __pydantic_config__ = FORBID

    holds: str
    otherwise: str
    """The sentence that refuses: what is not so, and what to do about it."""
    when: str | None = None
    """Condition of the rule itself: the service of several documents has rules of single ones."""


@dataclass(frozen=True)
class Move:
    """One way out of a step. ``to`` is a step id, ``pemohon``, or None at the end."""

    __pydantic_config__ = FORBID

    intent: Intent
    by: tuple[str, ...]
    to: str | None = None
    origin: Origin = Origin.EXPLICIT
    requires: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    """Looked at after the checks, in their order."""
    prints: tuple[str, ...] = ()
    complete: bool = False
    """Declares the berkas complete: the promise starts here."""
    ready: bool = False
    """The document is ready: the promise is met here, not at collection (PRODUCT 3)."""
    issues: bool = False
    """SIAK has issued the document: the office can no longer cancel the case."""
    message: str | None = None
    writes: bool = True
    """The step's books are written on this way (not when a complaint escalates: the step is not done)."""
    consequence: str = ""
    """What choosing this way means, in a sentence, shown where ways are chosen."""
    reasons: tuple[str, ...] = ()
    """Of a return: coded reasons that are offered first, the likeliest in front; "lainnya" always is. Empty: all."""
    answers: bool = False
    """This way conveys the office's answer: how and when is recorded with it."""

    @property
    def name(self) -> str:
        """How faults and events name the move."""
        return f"{self.intent}→{self.to or 'akhir'}"

    @property
    def back(self) -> bool:
        """A return, to a step or to the applicant."""
        return self.intent is Intent.RETURN


@dataclass(frozen=True)
class Step:
    """One row of the SOP's table."""

    __pydantic_config__ = FORBID

    id: str
    no: str
    title: str
    tray: str
    """Short name of the column on the board, at most 14 letters."""
    roles: tuple[str, ...]
    moves: tuple[Move, ...]
    external: bool = False
    recorded_by: str | None = None
    extra: bool = False
    """Added by the office, outside the SOP's minutes (Serah terima)."""
    optional: bool = False
    """A branch that is walked only when needed; not in the total (rapat)."""
    minutes: int | None = None
    at_hand: tuple[str, ...] = ()
    output: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    books: tuple[str, ...] = ()
    """Books written on the way forward, ``agenda:masuk`` where the book has several series."""
    when: dict[str, str] = field(default_factory=dict)
    """Conditions of single books and papers of this step, by id."""
    marks: dict[str, str] = field(default_factory=dict)
    """How sure the reconstruction is: ``pelaku`` P/L/I+/I/I-, or ``tersirat``/``usul``/``tambahan`` of a part."""
    status: Status = Status.RUNNING
    signs: bool = False
    paraf: bool = False
    """Approving here is a paraf on the way to the signature; handing out a blank form is none."""
    note: str = ""

    @property
    def paused(self) -> bool:
        """The clock stands still while witnesses have yet to sign (DOMAIN E.1)."""
        return self.status is Status.AT_WITNESSES

    @property
    def acting(self) -> tuple[str, ...]:
        """Roles that move a case out of this step, in the order of the SOP."""
        return tuple(dict.fromkeys(role for move in self.moves for role in move.by))

    @property
    def documents(self) -> tuple[str, ...]:
        """Papers made on the way forward out of this step."""
        return tuple(dict.fromkeys(paper for move in self.moves if not move.back for paper in move.prints))


@dataclass(frozen=True)
class Promise:
    """What the citizen is told: ``amount`` of ``unit`` from the moment the berkas is complete."""

    __pydantic_config__ = FORBID

    unit: Literal["hari_kerja", "hari_kalender"]
    amount: int
    source: str = ""


Since = Literal["diterima", "lengkap", "diminta", "dijawab"]
Until = Literal["dijawab", "lengkap", "selesai", "ditanggapi"]


@dataclass(frozen=True)
class Deadline:
    """A limit that law sets beside the promise of the service (DOMAIN E.4)."""

    __pydantic_config__ = FORBID

    id: str
    title: str
    amount: int
    unit: Literal["hari_kerja", "hari_kalender"]
    since: Since
    until: Until
    source: str = ""
    """Where it comes from and how sure that is."""
    lapses: bool = False
    """Once it has passed, a case that waits for its applicant may be ended as tidak dilengkapi."""


Elsewhere = Literal["inspektorat", "instansi"]
ELSEWHERE_TITLES: dict[str, str] = {"inspektorat": "Inspektorat", "instansi": "Instansi lain"}


@dataclass(frozen=True)
class RoleTitle:
    """A canonical role and what this SOP calls it."""

    __pydantic_config__ = FORBID

    id: str
    title: str


@dataclass(frozen=True)
class Sop:
    """One service, one version."""

    __pydantic_config__ = FORBID

    id: str
    version: int
    title: str
    short: str
    office: str
    document: str
    code: str
    """Series of the pendaftaran book: the first part of every case number."""
    channel: Channel
    register_by: tuple[str, ...]
    roles: tuple[RoleTitle, ...]
    fields: tuple[Field, ...]
    requirements: tuple[Requirement, ...]
    steps: tuple[Step, ...]
    receipt: str
    """Paper printed when the case is registered at the counter, or on wish."""
    subject: str = ""
    """Id of the field that names whose document it is: the child of a birth, the deceased; empty: the applicant."""
    request: str = ""
    """What messages call what the applicant brings (``aduan``); empty: the permohonan of the service."""
    sop_number: str = ""
    established: str = ""
    bidang: Bidang | None = None
    service_phone: str = ""
    signing: Signing | None = None
    delivery: tuple[Delivery, ...] = ()
    identity: tuple[Literal["nik", "no_kk", "phone"], ...] = ()
    """What must be known of the applicant besides the name."""
    total_minutes: int | None = None
    total_stated: bool = False
    promise: Promise | None = None
    notes: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    reopens: str = ""
    """Id of the step a finished case may be reopened into; empty: none is."""
    refers_to: tuple[Elsewhere, ...] = ()
    """To whom the office may pass on what is not its own to decide, which ends the case here."""
    confidential: bool = False
    """What is said inside is for the roles of this SOP alone: internal notes, the name of whoever asked for secrecy."""

    @cached_property
    def _steps(self) -> dict[str, Step]:
        return {step.id: step for step in self.steps}

    @cached_property
    def _fields(self) -> dict[str, Field]:
        return {field.id: field for field in self.fields}

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {role.id: role.title for role in self.roles}

    @property
    def first(self) -> Step:
        """Where a new case stands."""
        return self.steps[0]

    def step(self, step_id: str) -> Step:
        """The step of that id.

        Raises:
            KeyError: the SOP has no such step.
        """
        return self._steps[step_id]

    def field(self, field_id: str) -> Field | None:
        """The field of that id, if the service has it."""
        return self._fields.get(field_id)

    @property
    def finishing(self) -> tuple[str, ...]:
        """Roles that bring a case to its end."""
        ends = (move for step in self.steps for move in step.moves if move.to is None)
        return tuple(dict.fromkeys(role for move in ends for role in move.by))

    def role_title(self, role: str) -> str:
        """What this SOP calls a canonical role."""
        return self._titles.get(role, role.replace("_", " ").title())

    def role_titles(self, roles: tuple[str, ...]) -> str:
        """Several roles in one phrase: ``Kasi atau Kabid``."""
        return " atau ".join(dict.fromkeys(self.role_title(role) for role in roles))


def split_book(entry: str) -> tuple[str, str | None]:
    """``agenda:masuk`` → (``agenda``, ``masuk``); ``arsip`` → (``arsip``, None)."""
    book, _, series = entry.partition(":")
    return book, series or None
