"""The form of an answer that leaves the office: the solusi, how it reached the applicant and when, asked once more."""

from __future__ import annotations

from textwrap import shorten
from typing import Any
from uuid import uuid4

from board.errors import InputInvalid, Problem
from board.screens.case_moving import CaseMoving
from board.screens.choice import ConfirmScreen
from board.screens.form import Form, Group
from board.screens.insert import InsertFor
from board.screens.keeping import Send
from board.services.case_desk import CaseDesk, close_and_tell
from board.services.close_thread import solution_of
from board.services.drafts import Way
from board.services.move_case import Moved, MoveOrder
from board.services.thread_notes import LONGEST
from board.workflow.answering import ANSWER_FIELDS, conveyed
from board.workflow.engine import Choice
from board.workflow.facts import NoteKind
from board.workflow.sop import Field

SHOWN = 240
"""Letters of an answer that fit above its form."""


async def convey(screen: CaseMoving, desk: CaseDesk, choice: Choice) -> None:
    """Ask for what a move needs that conveys an answer, and make it."""
    closes = NoteKind.SOLUTION in choice.move.requires
    written = await screen.ask(solution_of, desk.number) if closes else str(desk.facts.data.get("jawaban") or "")
    solution = Field("solution", "Solusi", "long", required=closes and not written, max=LONGEST)
    told = [item for name in ANSWER_FIELDS if (item := desk.sop.field(name)) is not None]
    begin = conveyed(desk.sop, desk.facts.channel, desk.facts.data, screen.board.now())
    key = str(uuid4())

    async def save(values: dict[str, Any], send: Send) -> tuple[Moved, str]:
        answer = values.pop("solution", "") or ""
        # Left as the form began, it is the moment of the move and not that of the form.
        begun = all(values[item.id] in (begin[item.id], item.in_words(begin[item.id])) for item in told)
        data = {} if begun else dict(values)
        order = MoveOrder(choice.move.intent, choice.move.to, data=data, seen=desk.version, key=key)
        way = next((item.in_words(values[item.id]) for item in told if item.type == "enum" and values[item.id]), "-")
        about = f"Sampai kepada pemohon lewat {way} dan tidak dapat diubah lagi:\n\n{_beginning(answer or written)}"
        if not await screen.app.push_screen_wait(ConfirmScreen(f"Sampaikan jawaban {desk.number}?", about)):
            raise InputInvalid([Problem("", "Belum disampaikan; isian masih di sini.")])
        return await send(close_and_tell, desk.number, screen.actor.name, order, answer)

    form = Form(
        f"{'Selesaikan aduan' if closes else 'Sampaikan jawaban'} {desk.number}",
        [Group("", [*([solution] if closes else []), *told])],
        values=begin, way=Way("close", desk.number, facts={"to": choice.move.to}), save=save,
        inserts=InsertFor(desk.number, NoteKind.SOLUTION),
        about=_about(written, closes=closes),
    )  # fmt: skip
    done: tuple[Moved, str] | None = await screen.fill(form)
    if done is not None:
        await screen.moved(*done)


def _about(written: str, *, closes: bool) -> str:
    if not written:
        return "Solusi sampai kepada pelapor. Jangan menulis nama petugas atau orang lain di dalamnya."
    title = "Solusi pada utas" if closes else "Jawaban"
    again = "\nTulis di bawah hanya bila ada solusi yang baru." if closes else ""
    return f"{title}: {_beginning(written)}{again}"


def _beginning(words: str) -> str:
    return shorten(words, SHOWN, placeholder=" …")
