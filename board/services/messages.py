"""Texts for the applicant: written in the move's transaction, sent by an officer from the service phone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from board.errors import InputInvalid, Problem
from board.models.case import Case
from board.models.paper import Message
from board.services.contacts import addressee
from board.services.desk import Desk
from board.services.facts_of import bare_facts
from board.services.outage_rows import outage_sentence
from board.services.reopenings import last_solution
from board.services.times import millis
from board.wording import TRAINING
from board.workflow.answers import blank_words
from board.workflow.checks import known, missing_from_applicant, requirement_words
from board.workflow.facts import Actor
from board.workflow.sop import Sop

ANSWER = "jawaban"
"""The one message whose text is what the office answers."""
REQUEST = "kurang"
"""The message that asks the applicant for what is missing."""
REMINDER = "pengingat"
"""The message to an applicant who has not answered."""
STATUS = "status"
"""The message that answers where a berkas is."""
ADDRESSED = "pesan_dialamatkan"
"""Intent of the event that sends a message to another phone of the case."""
MESSAGE_SENT = "pesan_terkirim"
"""Intent of the event that tells that a message went out."""
CLOSING = "{kantor}"
"""Who writes: the end of a message, before which an outage is told."""
QUEUED, SENT, VOID = "queued", "sent", "void"
STATE_TITLES = {QUEUED: "siap dikirim", SENT: "terkirim", VOID: "batal"}


def ready_words(message: Message | None, key: str = "w") -> str:
    """The end of a sentence that tells of a verb: what has yet to be sent, and where.

    Args:
        key: that leads there from where the sentence stands; empty where none does.
    """
    where = f" ({key})" if key else ""
    return f" Pesan untuk pemohon siap{where}." if message else ""


def write_message(
    desk: Desk, row: Case, sop: Sop, kind: str, *, actor: Actor, now: datetime, note: str = "",
    asked: Sequence[str] | None = None, answer: str | None = None,
) -> Message:  # fmt: skip
    """Write a message to the applicant, ready to be sent.

    Args:
        note: what the officer adds: the reason of a return, the grounds of a cancellation.
        asked: what is asked for, in words; None: everything the applicant has yet to bring.
        answer: what the office answers; None: its last word, see ``_answer``.

    Raises:
        InputInvalid: an answer with a blank of its template.
    """
    said = (_answer(row) if answer is None else answer) if kind == ANSWER else note
    if kind == ANSWER and (blank := blank_words(said, desk.profile.answers.values())):
        raise InputInvalid([Problem("jawaban", blank)])
    delivery = known(sop, bare_facts(desk, row)).get("cara_serah")
    template = desk.profile.message_for(kind, str(delivery) if delivery else None, row.channel).rstrip()
    text = with_outages(desk, template, kind, now).format(
        nama=row.name,
        nomor=row.number,
        layanan=sop.short,
        permohonan=sop.request or f"permohonan {sop.short}",
        dokumen=sop.document,
        daftar=_list(_missing(desk, row, sop) if asked is None else asked, note),
        jam=desk.profile.service_hours,
        kantor=desk.profile.short,
        catatan=_sentence(said),
        kode=row.pickup_code,
    )
    return queue_message(desk, row, kind, text, actor=actor, now=now)


def with_outages(desk: Desk, template: str, kind: str, now: datetime) -> str:
    """The template of a message with what is down now, where a message of its kind tells that."""
    told = outage_sentence(desk, kind, now).replace("{", "{{").replace("}", "}}")
    if not told:
        return template
    body = template.removesuffix(CLOSING)
    return f"{body} {told} {template[len(body) :]}"


def queue_message(desk: Desk, row: Case, kind: str, text: str, *, actor: Actor, now: datetime) -> Message:
    """Put a text for the applicant where it waits to be sent."""
    # Nobody may take what a trainee sends by mistake for a word of the office.
    mark = f"[{TRAINING}] " if desk.profile.training else ""
    message: Message = Message.create(
        office=desk.office,
        case_id=row.id,
        kind=kind,
        phone=addressee(row),
        text=mark + " ".join(text.split()),
        state=QUEUED,
        at=millis(now),
        by=actor.title,
    )
    return message


def _sentence(words: str) -> str:
    """What an officer wrote, with the full stop they left out: the text of the message goes on behind it."""
    told = words.strip()
    ends = told.rstrip("\"')]”’»").endswith((".", "!", "?", "…"))
    return told if ends or not told else f"{told}."


def _missing(desk: Desk, row: Case, sop: Sop) -> list[str]:
    return [requirement_words(sop, item) for item in missing_from_applicant(sop, bare_facts(desk, row))]


def _list(asked: Sequence[str], note: str) -> str:
    """What is asked for as one sentence, and what the officer adds as its own."""
    listed = _sentence("; ".join(asked) or ("" if note.strip() else "kelengkapan yang kami sebutkan"))
    return f"{listed} {_sentence(note)}".strip()


def void_requests(row: Case) -> None:
    """What the applicant was asked is settled: a request or reminder that was never sent is not sent any more."""
    asking = (Message.case_id == row.id) & Message.kind.in_((REQUEST, REMINDER)) & (Message.state == QUEUED)
    Message.update(state=VOID).where(asking).execute()


def _answer(row: Case) -> str:
    """What the office answers: the written answer of a consultation, else the last solusi of the thread."""
    written = json.loads(row.data).get("jawaban")
    if written:
        return str(written)
    return last_solution(row)


def whatsapp_link(phone: str, text: str) -> str | None:
    """A link that opens the chat with the text filled in; None without a phone number."""
    return f"https://wa.me/{phone.lstrip('+')}?text={quote(text)}" if phone else None
