"""What an officer was writing, kept until it is saved or thrown away on purpose (PRODUCT 5.6)."""

from __future__ import annotations

import json
from typing import Any

from board.models.thread import Draft
from board.services.desk import Desk
from board.services.times import millis


def save_draft(desk: Desk, user: str, form: str, values: dict[str, Any]) -> None:
    """Keep the values of a form as they were left."""
    with desk.store.writing():
        Draft.insert(
            office=desk.office,
            user=user,
            form=form,
            body=json.dumps(values, ensure_ascii=False),
            at=millis(desk.now()),
        ).on_conflict(conflict_target=[Draft.office, Draft.user, Draft.form], preserve=[Draft.body, Draft.at]).execute()


def load_draft(desk: Desk, user: str, form: str) -> dict[str, Any] | None:
    """The values of a form as they were left, or None."""
    row = Draft.get_or_none((Draft.office == desk.office) & (Draft.user == user) & (Draft.form == form))
    if row is None:
        return None
    values: dict[str, Any] = json.loads(row.body)
    return values


def drop_draft(desk: Desk, user: str, form: str) -> None:
    """Forget a draft: its form was saved."""
    with desk.store.writing():
        Draft.delete().where((Draft.office == desk.office) & (Draft.user == user) & (Draft.form == form)).execute()
