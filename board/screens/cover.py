"""Laid over a screen that shows somebody in full, until a key is pressed; see ``Guard``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.containers import VerticalScroll
from textual.widget import Widget

from board.screens.base import OfficeScreen
from board.services.lists import applicant_numbers
from board.services.sight import list_name
from board.widgets.texts import PlainText

COVERED = "Data pribadi disamarkan karena lama tanpa tombol. Tombol apa saja menampilkannya lagi; itu tercatat."


class CoverScreen(OfficeScreen[None]):
    """Nothing of what lies below can be read."""

    TITLE_WORDS = "Disamarkan"
    SEARCHES = False

    def corner_words(self) -> str:
        return ""

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(can_focus=False):
            yield PlainText(COVERED, classes="about")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Every key means the same here."""
        return False


def covered_name(name: str, secret: bool) -> str:
    """A name as a list shows it; of one that whoever reads does not know, the word that stands for it."""
    unknown = list_name("", True)
    return list_name(name, secret or name == unknown)


def covered_case(case: dict[str, Any]) -> dict[str, Any]:
    """A case without what somebody walking by should not read: whose it is as in a list, and what the office did."""
    applicant = case["applicant"]
    return {
        **case,
        "applicant": {
            "name": covered_name(applicant["name"], case["secret"]),
            **applicant_numbers(applicant, case["secret"]),
        },
        "pickup_code": "*" * len(case["pickup_code"] or ""),
        "data": {},
        "contacts": [],
        "asked": [],
        "corrections": [],
        "accused": [],
        "thread": [],
        "links": [{**link, "note": ""} for link in case["links"]],
        "events": [{**event, "detail": {}, "note": ""} for event in case["events"]],
    }
