"""A complaint gets its solusi and ends: the note, how the answer went out, the move and its message, all or nothing."""

from __future__ import annotations

from board import wording
from board.errors import InputInvalid, Problem
from board.services.desk import Desk
from board.services.facts_of import find_case
from board.services.move_case import Moved, MoveOrder, carry_out
from board.services.reopenings import last_solution
from board.services.thread_notes import LONGEST, add_note
from board.services.work_case import at_work
from board.workflow import permissions
from board.workflow.answers import blank_words
from board.workflow.facts import NoteKind


def close_thread(desk: Desk, number: str, user: str, order: MoveOrder, solution: str = "") -> Moved:
    """Make the move that conveys the office's answer, and write the solusi it gives.

    Args:
        solution: empty where the thread has one already, or the move needs none.

    Raises:
        InputInvalid: the solusi is too long or has a blank of its template, or what the move brings is not acceptable.
        MoveRefused, StaleCase, NotFound: see ``move_case``.
    """
    text = wording.clean(solution, lines=True)
    if blank := blank_words(text, desk.profile.answers.values()):
        raise InputInvalid([Problem("solution", blank)])
    if len(text) > LONGEST:
        raise InputInvalid([Problem("solution", f"Solusi paling panjang {LONGEST} huruf, ini {len(text)}.")])
    with at_work(
        desk, number, user, "selesaikan", key=order.key, seen=order.seen, intent=order.intent, to=order.to,
        note=order.note, data=dict(order.data), solution=text,
    ) as work:  # fmt: skip
        if work.repeated:
            return Moved(work.row, None)
        if text:
            grant = permissions.may_note(work.sop, work.facts, work.actor)
            kind = NoteKind.SOLUTION.value
            add_note(work.desk, work.row, work.sop, kind, text, actor=work.actor, grant=grant, now=work.now)
        return carry_out(work.desk, work.row, work.actor, order, work.now)


def solution_of(desk: Desk, number: str) -> str:
    """The solusi that a case has now; see ``reopenings.last_solution``.

    Raises:
        NotFound: no such case.
    """
    return last_solution(find_case(desk, number))
