"""The number of another case as a field: typed or scanned, and told whose it is before anything is done with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from board.screens.base import OfficeScreen
from board.services.pointing import who_is
from board.workflow.sop import Field

OTHER_CASE = "other"
"""Id of the field."""


def other_case(title: str, *, required: bool = True) -> Field:
    """The field."""
    return Field(OTHER_CASE, title, "text", required=required, max=64)


def whose(screen: OfficeScreen[Any]) -> Callable[[Field, str], Awaitable[str]]:
    """What a form asks when the field is done."""

    async def look_up(field: Field, typed: str) -> str:
        return await screen.ask(who_is, typed) if field.id == OTHER_CASE else ""

    return look_up
