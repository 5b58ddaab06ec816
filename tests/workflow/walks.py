"""Ways of cases made up for tests: told by hand line by line, or drawn at random from an SOP."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import strategies as st

from board.workflow.doings import RELEASED, TAKEN, TAKEN_OVER
from board.workflow.sop import PEMOHON, Intent, Sop, Status
from board.workflow.visits import Happened
from tests.workflow.given import at

PEOPLE = ("wati", "oki", "rina")


def told(sop: Sop, lines: Iterable[str]) -> list[Happened]:
    """Events from lines like ``2026-11-26 09.10 wati kembalikan pemohon``; ``ambil`` and ``lepas`` name no step."""
    found: list[Happened] = []
    step, status = sop.first.id, sop.first.status
    for line in lines:
        day, hour, login, intent, *to = line.split()
        moment, before = at(f"{day} {hour}"), step
        target = to[0] if to else None
        if intent == "selesai":
            status = Status.DONE
        elif intent == "batal":
            status = Status.VOID
        elif target == PEMOHON:
            status = Status.AT_APPLICANT
        elif target or intent == "daftar":
            step = target or step
            status = sop.step(step).status
        found.append(Happened(moment, intent, step, status.value, before, target, "salah_tulis", login, login.upper()))
    return found


@st.composite
def walks(draw: st.DrawFn, sop: Sop, most: int = 25) -> list[Happened]:
    """A way that officers could have made of a case, some of it outside the office's hours."""
    now = at("2026-11-23 07.00") + timedelta(minutes=draw(st.integers(0, 600)))
    last = Happened(now, "daftar", sop.first.id, sop.first.status.value, None, sop.first.id, None, "wati", "WATI")
    found, holder = [last], ""
    for _ in range(draw(st.integers(0, most))):
        now += timedelta(minutes=draw(st.integers(0, 120) | st.integers(0, 6000)))
        login = draw(st.sampled_from(PEOPLE))
        event, holder = draw(st.sampled_from(_ways(sop, last, holder, login, now)))
        found.append(event)
        last = event
        if event.status in {Status.DONE, Status.VOID}:
            break
    return found


def _ways(sop: Sop, last: Happened, holder: str, login: str, now: datetime) -> list[tuple[Happened, str]]:
    """What could happen next, and who has the case then."""
    here = replace(last, at=now, from_step=last.step, to_step=last.step, reason=None, login=login, name=login.upper())
    ways = [(replace(here, intent="batal", status=Status.VOID.value), "")]
    if last.status == Status.AT_APPLICANT:
        back = replace(here, intent=Intent.ACCEPT.value, status=sop.step(last.step).status.value)
        return [*ways, (back, "")]
    if holder:
        ways += [(replace(here, intent=RELEASED), ""), (replace(here, intent=TAKEN_OVER), login)]
    else:
        ways += [(replace(here, intent=TAKEN), login)]
    for move in sop.step(last.step).moves:
        step = last.step if move.to in (None, PEMOHON) else str(move.to)
        away = Status.AT_APPLICANT if move.to == PEMOHON else sop.step(step).status
        status = Status.DONE if move.to is None else away
        gone = replace(here, intent=move.intent.value, step=step, status=status.value, to_step=move.to)
        ways += [(gone, "")] * 2
        if not holder:
            ways.append((replace(gone, opened=now - timedelta(minutes=90)), ""))
    return ways
