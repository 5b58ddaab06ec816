"""What Ringkasan pagi tells besides the trays: papers, messages, threads, folders, colleagues, outages, kotak masuk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peewee import fn

from board.models.case import Case
from board.models.inbox import Bundle
from board.models.office import MandateRow, User
from board.models.paper import Message, PrintJob
from board.services import morning_cases as cases
from board.services.absences import away_today
from board.services.bundles import NEW, may_sort
from board.services.custody import paper_words
from board.services.morning_cases import Scope
from board.services.morning_lines import INBOX, OUTAGES, Line, Section
from board.services.outage_rows import open_outages, since_words, system_title
from board.services.papers import FAILED, UNKNOWN
from board.services.thread_reads import unread_notes
from board.services.times import iso, moment
from board.wording import day_month, short_name
from board.workflow.facts import LETTER_PENDING

MOST_NAMED = 3
"""Cases that a sentence below the list names."""


def sections(scope: Scope) -> Iterator[Section]:
    """Every section, those with nothing to tell too."""
    yield Section("papers", "Belum tercetak", tuple(_papers(scope)))
    yield Section("messages", "Belum terkirim", tuple(_messages(scope)))
    yield Section("threads", "Utas", tuple(_threads(scope)))
    yield Section("sought", "Fisik dicari", tuple(_sought(scope)))
    yield Section("inbox", "Kotak masuk", tuple(_inbox(scope)))
    yield Section("absent", "Tidak di tempat", tuple(_absent(scope)))
    yield Section("letters", "Surat mandat", tuple(_letters(scope)))
    yield Section("outages", "Gangguan", tuple(_outages(scope)))


def _papers(scope: Scope) -> Iterator[Line]:
    counts = fn.COUNT(PrintJob.id), fn.COUNT(PrintJob.case_id.distinct())
    for state in cases.NOT_PRINTED:
        papers, berkas = cases.paper_jobs(scope, state).select(*counts).tuples().first()
        if papers:
            yield Line(
                f"{papers} cetakan {cases.paper_state(state)}", f"{berkas} berkas", f"{cases.PAPER}:{state}", berkas,
                alert=state in {FAILED, UNKNOWN}, facts={"state": state, "papers": papers},
            )  # fmt: skip


def _messages(scope: Scope) -> Iterator[Line]:
    counted = Message.select(fn.COUNT(Message.id), fn.COUNT(Message.case_id.distinct()), fn.MIN(Message.at))
    joined = counted.join(Case, on=(Case.id == Message.case_id))
    for answers, key, title in ((True, cases.ANSWERS, "jawaban"), (False, cases.MESSAGE, "pesan")):
        texts, berkas, first = joined.where(*cases.message_condition(scope, answers=answers)).tuples().first()
        if texts:
            yield Line(
                f"{texts} {title}, {berkas} berkas", f"sejak {_when(scope, first)}", key, berkas,
                alert=answers, facts={"messages": texts, "oldest_at": iso(first, scope.desk.zone)},
            )  # fmt: skip


def _threads(scope: Scope) -> Iterator[Line]:
    if scope.actor is None:
        return
    notes = unread_notes(scope.desk, scope.actor, scope.services)
    counted = dict(notes.where(*scope.cases, *cases.thread_condition(scope)).tuples())
    if counted:
        total = sum(counted.values())
        yield Line(f"{len(counted)} berkas dengan catatan baru", f"{total} belum dibaca", cases.UNREAD, len(counted),
                   facts={"notes": total})  # fmt: skip


def _sought(scope: Scope) -> Iterator[Line]:
    found = cases.chosen(scope, cases.SOUGHT)
    told = Case.select(Case.number, Case.physical_title, Case.sought_at).where(*scope.cases, *found.where)
    rows = list(told.order_by(found.order, Case.id).tuples())
    if rows:
        named = [f"{number} ({paper_words({'holder': title})})" for number, title, _ in rows[:MOST_NAMED]]
        more = f" dan {len(rows) - MOST_NAMED} lagi" if len(rows) > MOST_NAMED else ""
        yield Line(
            f"{len(rows)} berkas", f"paling lama {scope.overdue(rows[0][2])}", cases.SOUGHT, len(rows), alert=True,
            detail=f"Terakhir: {', '.join(named)}{more}",
            facts={"rows": [{"number": number, "holder": title, "since": iso(at, scope.desk.zone)}
                            for number, title, at in rows]},
        )  # fmt: skip


def _inbox(scope: Scope) -> Iterator[Line]:
    sorts = scope.actor is not None and may_sort(scope.desk, scope.actor)
    if not sorts and not scope.whole:
        return
    waiting = (Bundle.office == scope.desk.office) & (Bundle.state == NEW)
    count, first = Bundle.select(fn.COUNT(Bundle.id), fn.MIN(Bundle.arrived_at)).where(waiting).tuples().first()
    if count:
        yield Line(
            f"{count} kiriman belum bernomor", f"tertua {_when(scope, first)}", INBOX if sorts else "", count,
            detail="" if sorts else "Kotak masuk dibuka petugas yang mendaftarkan berkas.",
            facts={"oldest_at": iso(first, scope.desk.zone)},
        )  # fmt: skip


def _absent(scope: Scope) -> Iterator[Line]:
    away, today = away_today(scope.desk), scope.desk.today()
    condition = cases.held_condition(scope, [item.login for item in away])
    counted = Case.select(Case.holder, fn.COUNT(Case.id)).where(*scope.cases, *condition).group_by(Case.holder)
    held = dict(counted.tuples()) if away else {}
    for item in away:
        count = held.get(item.login, 0)
        yield Line(
            f"{short_name(item.title)}: {item.words(today, titled=True)}", f"memegang {count} berkas" if count else "",
            f"{cases.HELD}:{item.login}" if count else "", count, alert=bool(count),
            facts={"login": item.login, "title": item.title, "reason": item.reason or None,
                   "until": item.until.isoformat(), "deputies": list(item.deputies)},
        )  # fmt: skip


def _letters(scope: Scope) -> Iterator[Line]:
    """Mandates whose letter has no number yet: told to heads and administrators, and to the two it is about."""
    deputy, principal = User.alias(), User.alias()
    waiting = (MandateRow.office == scope.desk.office) & (MandateRow.letter == "") & MandateRow.ended_at.is_null()
    told = (MandateRow.id, MandateRow.kind, MandateRow.from_on, MandateRow.to_on, deputy.title, principal.title)
    query = (
        MandateRow.select(*told, deputy.name, principal.name)
        .join(deputy, on=(deputy.id == MandateRow.deputy_id))
        .switch(MandateRow)
        .join(principal, on=(principal.id == MandateRow.principal_id))
        .where(waiting)
        .order_by(MandateRow.from_on, MandateRow.id)
    )
    for number, kind, first, last, acting, absent, *logins in query.tuples():
        if not scope.whole and (scope.actor is None or scope.actor.name not in logins):
            continue
        days = f"{day_month(date.fromisoformat(first))} s.d. {day_month(date.fromisoformat(last))}"
        words = f"{short_name(acting)} {kind.capitalize()}. {short_name(absent)}, {days}"
        yield Line(
            words, "nomor menyusul", count=1,
            detail=f"Mandat {number}: {LETTER_PENDING}. Pengelola mencatatnya: board mandate letter {number} NOMOR",
            facts={"mandate": number, "deputy": logins[0], "for": logins[1], "from": first, "to": last},
        )  # fmt: skip


def _outages(scope: Scope) -> Iterator[Line]:
    zone = scope.desk.zone
    for row in open_outages(scope.desk):
        title = system_title(scope.desk, row.system)
        yield Line(f"{title}: {row.reason}", f"sejak {_when(scope, row.started_at)}", OUTAGES, 1, alert=True,
                   facts={"system": row.system, "since": iso(row.started_at, zone)})  # fmt: skip


def _when(scope: Scope, stored: int) -> str:
    return since_words(moment(stored, scope.desk.zone), scope.desk.now())
