"""Berkas baru: at the counter, from a bundle of the kotak masuk, or once more for the same applicant."""

from __future__ import annotations

from typing import Any

from board.screens.base import OfficeScreen
from board.screens.register_groups import beginning
from board.screens.register_screen import RegisterScreen
from board.services.bundles import BundleFacts
from board.services.messages import ready_words
from board.services.register_case import KnownApplicant, Registered, own_services


async def register(
    screen: OfficeScreen[Any], *, bundle: BundleFacts | None = None, again: KnownApplicant | None = None
) -> Registered | None:
    """Let an officer register a case, and have its receipt printed; None when the form is left.

    Args:
        bundle: what a phone sent, to become the case.
        again: the applicant of another case, who wants one more service.
    """
    services = await screen.ask(own_services, screen.actor.name)
    if not services:
        screen.board.remark = "Peran Anda tidak mendaftarkan berkas baru pada SOP mana pun."
        return None
    chosen = None if again else screen.board.last_service
    form = RegisterScreen(services, beginning(bundle, again, screen.board.now(), services), chosen)
    done: Registered | None = await screen.app.push_screen_wait(form)
    if done is not None:
        screen.board.last_service = done.case.sop
        if done.prints:
            screen.board.start_printing()
    return done


def registered_words(done: Registered, words: str = "", key: str = "w") -> str:
    """The sentence after a registration, and what comes next.

    Args:
        words: the sentence, where the screen has one of its own.
        key: that leads to the message from there; empty for none.
    """
    words = words or f"Berkas {done.case.number} terdaftar."
    words += " Tanda terima dicetak." if done.prints else ""
    return words + ready_words(done.message, key)
