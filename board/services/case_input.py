"""The JSON of ``case new`` → what ``register_case`` takes."""

from __future__ import annotations

from board.services.desk import Desk
from board.services.register_case import NewCase
from board.workflow.inputs import parse_json_object, parse_moment, parse_new_case


def read_new_case(desk: Desk, text: str) -> NewCase:
    """A new case from its JSON text.

    Raises:
        InputInvalid: not JSON, or not of the expected shape; nothing was written.
    """
    plain = parse_new_case(parse_json_object(text, "case new"))
    received = parse_moment(plain.received_at, desk.zone, "received_at") if plain.received_at else None
    return NewCase(
        applicant=plain.applicant,
        channel=plain.channel,
        received_at=received,
        backdated_reason=plain.received_reason,
        data=plain.data,
        requirements=plain.requirements,
        receipt=plain.receipt,
        waits_for=plain.waits_for,
        same_applicant=plain.same_applicant,
        about=plain.about,
    )
