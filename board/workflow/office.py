"""The profile of an office: letterhead, zone, hours, books, papers, messages. Shapes only; ``load_office`` reads them.

No names of people and no passwords: those live in the database (PRODUCT 4, users).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, tzinfo
from functools import cached_property
from typing import Literal

from board import wording
from board.workflow.answers import AnswerTemplate
from board.workflow.calendar import Season, Span, WorkingCalendar, parse_clock, parse_span
from board.workflow.checks import OTHER
from board.workflow.engine import Rules
from board.workflow.four_eyes import FourEyes
from board.workflow.lint import Vocabulary
from board.workflow.session import SessionRules
from board.workflow.sitting import Sitting
from board.workflow.sop import FORBID
from board.workflow.templates import is_message

WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
ADMIN, AUDITOR = "pengelola", "auditor"
DESKLESS = frozenset({ADMIN, AUDITOR})
"""Roles that act in no SOP: one administers, one reads (PRODUCT 4). No mandate hands them over."""
REGISTRATION = "pendaftaran"
"""The book every case is written into first: its number is the case's own (PRODUCT 3, Numbers)."""
EVERY_SOP = "semua"
"""Instead of the id of an SOP in ``Profile.four_eyes``."""
REPORTS = ("rekap_bulanan", "laporan_pengaduan", "rekap_konsultasi", "laporan_alur", "laporan_waktu")
"""Monthly reports: no papers of a case, but an office may name who signs them."""


def maker_of(report: str) -> str:
    """Id of the second signature block of a report, at the right: who made it."""
    return f"pembuat_{report}"


@dataclass(frozen=True)
class Book:
    """A register book. ``series`` is ``sop`` when each SOP has its own."""

    __pydantic_config__ = FORBID

    title: str
    pattern: str
    series: str
    reset: Literal["tahun", "hari"]
    void: bool
    all_series: tuple[str, ...] = ()

    def text(self, series: str, year: int, number: int) -> str:
        """The number as the office writes it."""
        return self.pattern.format(series=series, year=year, number=number)


@dataclass(frozen=True)
class Document:
    """A paper: its title, its size, whether it is a draft, and when it is made again."""

    __pydantic_config__ = FORBID

    title: str
    paper: Literal["A4", "A4-lanskap", "F4", "A5", "struk"]
    each_round: bool = False
    draft: bool = False
    copies: int = 1
    photos_per_page: Literal[1, 2, 4, 6] = 4
    """Most photos of a berkas on one page."""
    nature: str = "Biasa"
    """Of a letter, what stands behind Sifat."""
    subject: str = ""
    """Of a letter, what stands behind Hal unless the case says otherwise; empty: that it answers the request."""
    copy_to: tuple[str, ...] = ()
    """Of a letter, its tembusan, beside whoever it is signed for."""


@dataclass(frozen=True)
class OfficeRole:
    """A canonical role. ``desk`` orders the columns of Papan kantor; ``outside`` has no account."""

    __pydantic_config__ = FORBID

    title: str
    desk: int = 0
    outside: bool = False


@dataclass(frozen=True)
class Letterhead:
    """The kop: lines above the name of the dinas, the name, and the small lines below it (DOMAIN D)."""

    __pydantic_config__ = FORBID

    government: str
    agency: str
    lines: tuple[str, ...] = ()
    logo: str = ""
    """The lambang at the left: a PNG or JPEG inside the office's folder, named from there; empty for none."""


@dataclass(frozen=True)
class Signature:
    """Who stands in the signature block of a paper. ``role`` finds the officer; ``on_behalf`` is printed as a.n."""

    __pydantic_config__ = FORBID

    title: str
    role: str
    on_behalf: str | None = None


@dataclass(frozen=True)
class Printing:
    """Where papers go. Without a queue they stay in the spool and the officer prints them there."""

    __pydantic_config__ = FORBID

    queue: str = ""
    queues: dict[str, str] = field(default_factory=dict)
    """Queue of single papers, by document id."""


@dataclass(frozen=True)
class Inbox:
    """Kotak masuk: where uploads arrive, and what is too much."""

    __pydantic_config__ = FORBID

    folder: str = "inbox"
    """Inside the office's folder, or an absolute path (a network folder)."""
    quiet_seconds: int = 5
    """A file that was written to so recently is still being uploaded."""
    most_files: int = 60
    """Files of one bundle; what comes beyond is refused with a sentence."""


@dataclass(frozen=True)
class Outages:
    """Gangguan: the systems an office depends on, and which of them pause the promise while they are down."""

    __pydantic_config__ = FORBID

    systems: dict[str, str] = field(
        default_factory=lambda: {"siak": "SIAK", "bsre": "BSrE (TTE)", "listrik": "Listrik atau jaringan"}
    )
    pause_promise: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sessions:
    """How often one officer may be in at the same time over SSH; the table ``[sessions]`` (TERMINALS 5)."""

    __pydantic_config__ = FORBID

    per_officer: int = 4
    """Two desks, and two lines that dropped and have not been noticed yet. 0: as often as they like."""


Hours = dict[str, tuple[str, ...]]
"""Open spans by weekday, ``["07.30-12.00", "13.00-16.00"]``; a missing weekday is closed."""


@dataclass(frozen=True)
class Holiday:
    """A closed day."""

    __pydantic_config__ = FORBID

    day: str
    name: str
    joint_leave: bool = False


@dataclass(frozen=True)
class SeasonHours:
    """A range of days, both included, in which the office keeps other hours: Ramadan (DOMAIN E.3)."""

    __pydantic_config__ = FORBID

    name: str
    first_day: str
    last_day: str
    hours: Hours


@dataclass(frozen=True)
class DutyDay:
    """Piket: a day of cuti bersama on which the office is open although it keeps the others (DOMAIN E.7)."""

    __pydantic_config__ = FORBID

    day: str
    hours: tuple[str, ...] = ()
    """Open spans of that day; empty: those it would have if it were no cuti bersama."""


@dataclass(frozen=True)
class Profile:
    """Everything configured about one office."""

    __pydantic_config__ = FORBID

    id: str
    short: str
    """As in the title of the board: ``Disdukcapil Way Kanan``."""
    letterhead: Letterhead
    place: str
    """Where letters are dated."""
    region: str
    """Four digits of the Ministry of Home Affairs."""
    zone: Literal["WIB", "WITA", "WIT"]
    service_hours: str
    sops: tuple[str, ...]
    hours: Hours
    books: dict[str, Book]
    documents: dict[str, Document]
    roles: dict[str, OfficeRole]
    messages: dict[str, str]
    reasons: dict[str, dict[str, str]]
    signature: Signature
    answers: dict[str, AnswerTemplate] = field(default_factory=dict)
    """Templates of answers, by the name of their file."""
    province: str = ""
    regency: str = ""
    phone: str = ""
    extra_regions: tuple[str, ...] = ()
    """Region codes that are no reason to warn, beyond the national list (training data)."""
    cancel_roles: tuple[str, ...] = ("kabid", "kadis")
    urgent_roles: tuple[str, ...] = ()
    """Who may mark a case urgent; empty: whoever registers the service or has the case in their tray."""
    four_eyes: dict[str, FourEyes] = field(default_factory=dict)
    """What becomes of an approval by whoever entered the case or approved it in another role: by SOP id, and under
    ``EVERY_SOP`` for all others; ``wajib`` where nothing is said."""
    dossier_roles: tuple[str, ...] = ("kabid", "kadis", ADMIN, AUDITOR)
    """Who may have a case as a dossier, besides the roles of its SOP."""
    incident_roles: tuple[str, ...] = ("kabid", "kadis", ADMIN)
    """Who answers for privacy incidents: tells the subject and the agency, and closes them."""
    letter_pattern: str = "400.12/{number:04d}/DISDUKCAPIL/{year}"
    """Number of outgoing letters, from the agenda (DOMAIN B.2)."""
    signatures: dict[str, Signature] = field(default_factory=dict)
    """Signature blocks of single papers, by document id."""
    printing: Printing = field(default_factory=Printing)
    inbox: Inbox = field(default_factory=Inbox)
    outages: Outages = field(default_factory=Outages)
    sitting: Sitting = field(default_factory=Sitting)
    sessions: Sessions = field(default_factory=Sessions)
    session: SessionRules = field(default_factory=SessionRules)
    holidays: tuple[Holiday, ...] = ()
    open_on_joint_leave: bool = False
    """Whether every cuti bersama is an ordinary day here; a national holiday never is."""
    duty_days: tuple[DutyDay, ...] = ()
    seasons: tuple[SeasonHours, ...] = ()
    target_before: str = "12.00"
    """A berkas that is complete before this hour should be done the same day, where one working day is promised (DOMAIN
    E.1); empty: the office sets itself no such target."""
    max_clock_jump_days: int = 60
    """How far the machine's clock may run ahead of the last event before writes are refused (PRODUCT 3)."""
    training: bool = False
    """A latihan office: numbers begin with LAT-, papers say LATIHAN."""

    @cached_property
    def calendar(self) -> WorkingCalendar:
        """The working calendar of the office."""
        on_duty = {item.day for item in self.duty_days}
        closed = {
            date.fromisoformat(holiday.day): holiday.name
            for holiday in self.holidays
            if not (holiday.joint_leave and (self.open_on_joint_leave or holiday.day in on_duty))
        }
        seasons = (
            Season(item.name, date.fromisoformat(item.first_day), date.fromisoformat(item.last_day), _week(item.hours))
            for item in self.seasons
        )
        duty = {date.fromisoformat(item.day): _spans(item.hours) for item in self.duty_days}
        return WorkingCalendar(_week(self.hours), closed, tuple(seasons), duty)

    @cached_property
    def target_clock(self) -> time | None:
        """``target_before`` as a time of day; None where there is no target."""
        return parse_clock(self.target_before) if self.target_before.strip() else None

    @cached_property
    def rules(self) -> Rules:
        """What the engine needs to know."""
        again = frozenset(name for name, document in self.documents.items() if document.each_round)
        return Rules(self.calendar, again, self.cancel_roles)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The names an SOP of this office may use."""
        return Vocabulary(
            roles=frozenset(self.roles),
            outside=frozenset(name for name, role in self.roles.items() if role.outside),
            documents=frozenset(self.documents),
            books={name: frozenset(book.all_series or (book.series,)) for name, book in self.books.items()},
            messages=frozenset(name for name in self.messages if is_message(name)),
            reasons=frozenset(self.reasons["kembalikan"]),
        )

    @property
    def regions(self) -> frozenset[str]:
        """Region codes accepted beyond the national list."""
        return frozenset(self.extra_regions)

    @property
    def tz(self) -> tzinfo:
        """The office's time zone."""
        return wording.ZONES[self.zone]

    def four_eyes_on(self, sop_id: str) -> FourEyes:
        """What the office makes of an approval that has only one pair of eyes."""
        return self.four_eyes.get(sop_id, self.four_eyes.get(EVERY_SOP, "wajib"))

    def return_reasons(self, first: tuple[str, ...]) -> dict[str, str]:
        """Coded reasons of a return with their titles, as an officer is offered them: those of the step in front.

        Args:
            first: ``Move.reasons``; empty where the SOP says nothing.
        """
        every = self.reasons["kembalikan"]
        named = [code for code in first if code in every]
        return {code: every[code] for code in ([*named, OTHER] if named else every)}

    def signature_of(self, document: str) -> Signature:
        """The signature block of a paper."""
        return self.signatures.get(document, self.signature)

    def message_for(self, message: str, *ways: str | None) -> str:
        """The text of a message: the variant of the first way (delivery, channel) that has one, else the plain one."""
        variants = (f"{message}_{way}" for way in ways)
        return next((self.messages[name] for name in variants if name in self.messages), self.messages[message])


def _week(hours: Hours) -> dict[int, tuple[Span, ...]]:
    return {WEEKDAYS.index(name): _spans(spans) for name, spans in hours.items()}


def _spans(texts: tuple[str, ...]) -> tuple[Span, ...]:
    return tuple(parse_span(text) for text in texts)
