"""How and when the office's answer reached the applicant: recorded by the moves that convey it (``Move.answers``)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from board import wording
from board.errors import Problem
from board.workflow.calendar import parse_clock
from board.workflow.sop import Sop

BY, ON, AT = "jawaban_lewat", "jawaban_tanggal", "jawaban_pukul"
ANSWER_FIELDS = {BY: "enum", ON: "date", AT: "time"}
"""Fields that hold it, and their types."""
USUAL = {"wa": "wa", "loket": "tatap_muka", "daring": "surel", "keliling": "tatap_muka"}
"""By which way an answer usually goes to somebody who came by a channel."""


def conveyed(sop: Sop, channel: str, data: Mapping[str, Any], now: datetime) -> dict[str, str]:
    """What is recorded of an answer where the officer told nothing else: the way the case came, and now."""
    item = sop.field(BY)
    known = [option.value for option in item.options] if item else []
    usual = USUAL.get(channel, "")
    by = usual if usual in known or not known else known[0]
    today = now.date().isoformat()
    on = data.get(ON) or today
    # Of an answer of an earlier day only the officer knows the hour.
    at = data.get(AT) or (f"{now:%H:%M}" if on == today else "")
    return {BY: data.get(BY) or by, ON: on, AT: at}


def impossible(data: Mapping[str, Any], received: datetime, now: datetime) -> list[Problem]:
    """What is wrong with the moment of an answer: still to come, or before the case was received."""
    if not data.get(ON):
        return []
    on, clock = date.fromisoformat(data[ON]), parse_clock(data[AT]) if data.get(AT) else None
    field = AT if received.date() <= on <= now.date() else ON
    if datetime.combine(on, clock or time.min, now.tzinfo) > now:
        return [Problem(field, f"Jawaban tidak boleh melewati sekarang ({wording.stamp(now)}).")]
    # Answers are told to the minute.
    if datetime.combine(on, clock or time.max, now.tzinfo) < received.replace(second=0, microsecond=0):
        return [Problem(field, f"Jawaban tidak boleh sebelum diterima ({wording.stamp(received)}).")]
    return []
