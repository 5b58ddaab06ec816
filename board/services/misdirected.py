"""Salah alamat: a file, or what an applicant wrote, that lies in a case it does not belong to.

In one transaction it goes out of sight there, comes to the right case, and the privacy incident is recorded with its
deadline. Nothing is deleted: the row stays, told by the events of both cases.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from board.errors import InputInvalid, NotFound, Problem, Refused
from board.models.case import Attachment, Case
from board.models.incident import Incident
from board.models.thread import Note
from board.services.access import record_look
from board.services.asked_rounds import news_left
from board.services.attachments import add_files, as_news, files_of, taken_along
from board.services.contacts import contacts_of
from board.services.desk import Desk
from board.services.facts_of import find_case, sop_of
from board.services.incidents import FILE, INCIDENT_HOURS, NOTE, open_incident
from board.services.link_cases import is_complaint
from board.services.links import replaced_by
from board.services.move_case import coded_reason
from board.services.note_copies import copy_note
from board.services.out_of_sight import MISDIRECTED, papers_showing
from board.services.record import Happening, record
from board.services.strangers import grant_in, part_from
from board.services.thread_notes import APPLICANTS, came_from, note_digest, notes_of
from board.services.times import millis
from board.services.work_case import Work, at_work
from board.wording import mask_phone
from board.workflow import permissions
from board.workflow.checks import OTHER
from board.workflow.facts import Actor, Grant
from board.workflow.sop import Status

ON_PAPER, AT_HAND = frozenset({"asli", "fotokopi"}), frozenset({"loket", "keliling"})


@dataclass(frozen=True)
class Misplaced:
    """What lies in the wrong case: a file by its id, or a note by its place in the thread."""

    attachment: int | None = None
    note: int | None = None


@dataclass(frozen=True)
class Misfiled:
    """What became of it."""

    case: Case
    other: Case | None = None
    incident: Incident | None = None
    unticked: str | None = None
    """Requirement that nothing serves any more."""
    papers: tuple[str, ...] = ()
    """Papers that came out with it and have to be taken back."""
    stranger: str | None = None
    """Phone that speaks for the applicant no longer: nothing else on the case came from it."""


def misfile(
    desk: Desk, number: str, user: str, what: Misplaced, to: str | None, reason: str | None, note: str = "",
    *, key: str | None = None,
) -> Misfiled:  # fmt: skip
    """Take a file or a note of the applicant out of a case it does not belong to.

    Args:
        to: number of the case it belongs to; None: nobody knows yet, it only goes out of sight.
        reason: coded; words that are no code count as another reason.

    Raises:
        InputInvalid: no reason, or not exactly one thing named.
        NotFound: the case has no such file or note in sight, or there is no case of the other number.
        Refused: a case with itself, a complaint, or a case that is BATAL.
        MoveRefused: the officer has no role in the SOP.
    """
    if (what.attachment is None) == (what.note is None):
        raise InputInvalid([Problem("attachment", "Sebut satu saja: lampiran atau catatan.")])
    asked: dict[str, Any] = {"attachment": what.attachment, "note_seq": what.note, "to": (to or "").strip().upper()}
    with at_work(desk, number, user, MISDIRECTED, key=key, **asked, reason=reason, note=note) as work:
        if work.repeated:
            return Misfiled(work.row)
        grant = permissions.may_note(work.sop, work.facts, work.actor)
        code, told = coded_reason(desk, MISDIRECTED, reason, note)
        if code is None:
            codes = ", ".join(desk.profile.reasons[MISDIRECTED])
            raise InputInvalid([Problem("reason", f"Sebut alasan salah alamat: {codes}.")])
        other = _right_case(desk, work, to) if to is not None else None
        if what.attachment is not None:
            return _move_file(work, grant, _file_in(work.row, what.attachment), other, code, told)
        return _move_note(work, grant, _note_in(work.row, what.note or 0), other, code, told)


def misfiled_words(desk: Desk, done: Misfiled) -> str:
    """What became of it, in sentences for the officer: what is left to do stands last."""
    if done.incident is None:
        return "Sudah dikerjakan."
    words = f"Dikeluarkan dari berkas {done.case.number}"
    words += f" dan dipindahkan ke {done.other.number}." if done.other else "; pemiliknya belum diketahui."
    words += f" Insiden privasi {done.incident.id} tercatat, sisa {INCIDENT_HOURS} jam."
    if done.unticked:
        title = next(item.title for item in sop_of(desk, done.case).requirements if item.id == done.unticked)
        words += f" Centang {title} dihapus: minta lagi."
    if done.stranger:
        words += f" Nomor {mask_phone(done.stranger)} tidak lagi menjadi kontak berkas {done.case.number}."
    if done.other and done.other.status == Status.DONE:
        words += f" Berkas {done.other.number} sudah selesai: periksa apakah masih ada yang harus dikerjakan."
    if done.papers:
        titles = ", ".join(desk.profile.documents[name].title for name in done.papers)
        words += f" Tarik dan musnahkan cetakan yang memuatnya: {titles}."
    return words


def misplaced_choices(desk: Desk, number: str, actor: Actor) -> list[dict[str, Any]]:
    """What of a case may turn out to belong elsewhere: its files, and what the applicant wrote.

    Looking is written to the access journal: names of files and messages are told in full.

    Raises:
        NotFound: no such case.
    """
    row = find_case(desk, number)
    record_look(desk, row.number, actor, "salah_alamat")
    titles = {item.id: item.title for item in sop_of(desk, row).requirements}
    files = [
        {
            "attachment": item.id,
            "note": None,
            "title": titles.get(item.requirement or "", "lampiran"),
            "text": item.name,
        }
        for item in files_of(row.id)
    ]
    return files + [
        {"attachment": None, "note": item.seq, "title": "pesan pelapor", "text": item.text}
        for item in notes_of(row.id)
        if item.kind == APPLICANTS
    ]


def _right_case(desk: Desk, work: Work, to: str) -> Case:
    other = find_case(desk, to)
    if other.id == work.row.id:
        raise Refused(f"Berkas {other.number} adalah berkas ini sendiri; sebut nomor berkas yang benar.")
    if is_complaint(work.sop) or is_complaint(sop_of(desk, other)):
        raise Refused(
            "Aduan tidak meninggalkan tanda pada berkas layanan: sembunyikan dahulu tanpa tujuan (pemilik belum "
            "diketahui), lalu lampirkan lagi pada berkas yang benar."
        )
    if onward := replaced_by(other):
        raise Refused(f"Berkas {other.number} sudah dialihkan; pakai nomor penggantinya, {onward}.")
    if other.status == Status.VOID:
        # A finished case still belongs to its applicant; nobody looks into one that is BATAL.
        raise Refused(
            f"Berkas {other.number} sudah BATAL; isinya tidak diurus lagi. Sebut berkas pemiliknya yang lain, atau "
            "keluarkan tanpa tujuan (pemilik belum diketahui)."
        )
    return other


def _file_in(row: Case, attachment_id: int) -> Attachment:
    found = next((item for item in files_of(row.id) if item.id == attachment_id), None)
    if found is None:
        raise NotFound("Lampiran", str(attachment_id), f"Lihat lampiran berkas {row.number}.")
    return found


def _note_in(row: Case, seq: int) -> Note:
    found = next((item for item in notes_of(row.id) if item.seq == seq), None)
    if found is None:
        raise NotFound("Catatan", str(seq), f"Lihat utas berkas {row.number}.")
    if found.kind != APPLICANTS:
        raise Refused("Hanya pesan pelapor yang dapat salah alamat; catatan kantor tetap pada berkasnya.")
    return found


def _move_file(work: Work, grant: Grant, item: Attachment, other: Case | None, code: str, told: str) -> Misfiled:
    desk, row = work.desk, work.row
    _hide(Attachment, Attachment.id == item.id, work, other, code)
    unticked = _unticked(work, item.requirement)
    papers = sorted({job.document for job in papers_showing(row.id, [item.sha256])})
    title = next((known.title for known in work.sop.requirements if known.id == item.requirement), None)
    what = f"1 lampiran ({title or 'belum ditetapkan untuk syarat apa'})"
    incident = _incident(work, FILE, what, other, code, told)
    detail = {
        "attachment": item.id, "sha256": item.sha256, "to": other.number if other else None,
        "unticked": unticked, "incident": incident.id, "papers": papers,
    }  # fmt: skip
    _tell(work, grant, code, told, detail, unticked)
    stranger = part_from(work, grant, item.sender, other)
    if other is not None:
        target = sop_of(desk, other)
        note, there = f"Salah alamat: dari {row.number}", grant_in(work, other)
        add_files(desk, other, [taken_along(item, target)], actor=work.actor, grant=there, now=work.now, note=note)
    return Misfiled(row, other, incident, unticked, tuple(papers), stranger)


def _move_note(work: Work, grant: Grant, item: Note, other: Case | None, code: str, told: str) -> Misfiled:
    desk, row = work.desk, work.row
    _hide(Note, Note.id == item.id, work, other, code)
    incident = _incident(work, NOTE, "1 pesan pelapor", other, code, told)
    detail = {
        "note": item.seq, "digest": note_digest(item), "to": other.number if other else None, "incident": incident.id,
    }  # fmt: skip
    _tell(work, grant, code, told, detail, None)
    known = [contact.phone for contact in contacts_of(row.id)]
    sender = next((phone for phone in known if item.text.startswith(came_from(phone))), "")
    stranger = part_from(work, grant, sender, other)
    if other is not None:
        copy_note(
            desk, item, other, source=row, actor=work.actor, grant=grant_in(work, other), now=work.now,
            changes=as_news(other, work.now),
        )  # fmt: skip
    return Misfiled(row, other, incident, stranger=stranger)


def _hide(model: type[Attachment] | type[Note], which: Any, work: Work, other: Case | None, code: str) -> None:
    hidden = {
        "hidden_at": millis(work.now), "hidden_by": work.actor.title, "hidden_reason": code,
        "moved_to": other.id if other else None,
    }  # fmt: skip
    model.update(hidden).where(which).execute()


def _unticked(work: Work, requirement: str | None) -> str | None:
    """The requirement whose tick rested on the file that is gone: no other file serves it, and no paper at hand."""
    form = work.facts.requirements.get(requirement or "")
    if form is None or not work.row.open or (form in ON_PAPER and work.row.channel in AT_HAND):
        return None
    still = any(item.requirement == requirement for item in files_of(work.row.id))
    return None if still else requirement


def _tell(
    work: Work, grant: Grant, code: str, told: str, detail: dict[str, Any], unticked: str | None
) -> None:  # fmt: skip
    changes: dict[str, Any] = {}
    if unticked is not None:
        left = {name: form for name, form in work.facts.requirements.items() if name != unticked}
        changes["requirements"] = json.dumps(left, sort_keys=True)
    if work.row.news_at is not None and not news_left(work.row):
        # What counted as an answer came from somebody else: the case waits for its applicant again.
        changes["news_at"] = None
    happening = Happening(
        MISDIRECTED, from_step=work.row.step, to_step=work.row.step, reason=code, note=told, detail=detail
    )
    record(work.desk, work.row, happening, actor=work.actor, grant=grant, now=work.now, changes=changes)


def _incident(work: Work, kind: str, what: str, other: Case | None, code: str, told: str) -> Incident:
    sentence = f"{what} tersimpan pada berkas orang lain."
    return open_incident(
        work.desk, work.row, kind, sentence + cause_words(work.desk, code), other=other, actor=work.actor, now=work.now
    )


def cause_words(desk: Desk, code: str) -> str:
    """How it came about, for whoever reads of the incident: the coded reason; what officers add may name people."""
    return "" if code == OTHER else f" Sebab: {desk.profile.reasons[MISDIRECTED].get(code, code).lower()}."
