"""Terlapor: naming the officer a complaint is about, and taking a wrong name back."""

from __future__ import annotations

from typing import Any

from board.errors import NotFound
from board.screens.case_hand import CaseInHand
from board.screens.choice import ChoiceScreen
from board.screens.form import Form, Group
from board.screens.keeping import Send
from board.services.accuse import Accusal, Officer, accuse, clear_accused, may_be_accused
from board.services.drafts import Way
from board.services.facts_of import find_case
from board.widgets.pick_list import Row
from board.workflow.sop import Field

ABOUT = (
    "Petugas yang diadukan tidak melihat dan tidak menangani aduan ini, apa pun perannya. Aduan yang punya terlapor "
    "hanya tampak bagi peran pengaduan yang lain. Pilih nama yang sudah tercatat untuk mencabutnya."
)


async def name_accused(screen: CaseInHand, number: str) -> str | None:
    """Ask who it is; a sentence on what was done, or None. Raises what the office refuses."""
    user = screen.actor.name
    people = await screen.ask(may_be_accused, number, user)
    rows = [Row(item.login, item.title, "terlapor" if item.named else item.roles) for item in people]
    login = await screen.app.push_screen_wait(ChoiceScreen(f"Terlapor aduan {number}", rows, ABOUT))
    if login is None:
        return None
    return await accuse_one(screen, number, next(item for item in people if item.login == login))


async def accuse_one(screen: CaseInHand, number: str, who: Officer) -> str | None:
    """Name an officer, or take a name back: a note, or why."""
    user, login = screen.actor.name, who.login

    async def save(values: dict[str, Any], send: Send) -> Accusal:
        return await send(clear_accused if who.named else accuse, number, user, login, values["note"])

    title = f"Cabut terlapor: {who.title}" if who.named else f"Terlapor: {who.title}"
    field = Field("note", "Alasan" if who.named else "Catatan", "text", required=who.named, max=200)
    about = "" if who.named else f"{who.title} tidak akan melihat {number} lagi. Catatan boleh kosong."
    way = Way("accused", number, login, {"named": who.named})
    done: Accusal | None = await screen.fill(Form(title, [Group("", [field])], save=save, about=about, way=way))
    if done is None:
        return None
    told = "dicabut sebagai terlapor" if who.named else "dicatat sebagai terlapor"
    return " ".join([f"{who.title} {told} pada {number}.", *done.warnings])


async def still_seen(screen: CaseInHand, number: str) -> bool:
    """Whether the officer at work may still see a case: they may have named themselves."""
    try:
        await screen.ask(find_case, number)
    except NotFound:
        return False
    return True
