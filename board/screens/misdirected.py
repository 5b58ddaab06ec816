"""Salah alamat by keyboard: what it is, whose it is, why."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from board.screens.base import OfficeScreen
from board.screens.choice import ChoiceScreen
from board.screens.form import Form, Group, fill
from board.screens.keeping import Send
from board.screens.pointing import OTHER_CASE, other_case, whose
from board.services.drafts import Way
from board.services.misdirected import Misplaced, misfile, misfiled_words, misplaced_choices
from board.services.out_of_sight import MISDIRECTED
from board.widgets.pick_list import Row
from board.workflow.sop import Field, Option


async def misdirect(screen: OfficeScreen[Any], number: str, what: Misplaced | None = None) -> str | None:
    """Ask what lies in the wrong case, and take it out.

    Args:
        what: the file or note, where it is known already.

    Returns:
        what became of it, in sentences; None where the officer left.
    """
    choices = {str(place): item for place, item in enumerate(await screen.ask(misplaced_choices, number, screen.actor))}
    if what is not None:
        picked = next((name for name, item in choices.items() if _place(item) == what), None)
    elif not choices:
        screen.say("Berkas ini tidak punya lampiran atau pesan pelapor.")
        return None
    else:
        rows = [Row(name, f"{item['title']}: {item['text']}") for name, item in choices.items()]
        picked = await screen.app.push_screen_wait(ChoiceScreen("Apa yang salah alamat?", rows))
    if picked is None:
        return None
    item = choices[picked]
    return await _ask_where(screen, number, _place(item), item)


def _place(item: dict[str, Any]) -> Misplaced:
    return Misplaced(item["attachment"], item["note"])


async def _ask_where(screen: OfficeScreen[Any], number: str, what: Misplaced, item: dict[str, Any]) -> str | None:
    reasons = screen.board.profile.reasons[MISDIRECTED]
    fields = [
        other_case("Milik berkas nomor", required=False),
        Field("reason", "Alasan", "enum", required=True, options=tuple(Option(*pair) for pair in reasons.items())),
        Field("note", "Keterangan", "text", max=200),
    ]

    async def save(values: dict[str, Any], send: Send) -> str:
        done = await send(
            misfile, number, screen.actor.name, what, values[OTHER_CASE] or None, values["reason"], values["note"] or ""
        )
        return await screen.ask(misfiled_words, done)

    about = (
        f"{item['title']}: {item['text'][:200]}\n\nKeluar dari berkas {number}, masuk ke berkas pemiliknya (ketik atau "
        "pindai nomornya; kosong bila belum diketahui), dan tercatat sebagai insiden privasi."
    )
    form = Form(
        f"Salah alamat di {number}",
        [Group("", fields)],
        save=save,
        about=about,
        way=Way("misfile", number, f"{what.attachment or ''}-{what.note or ''}", asdict(what)),
        look_up=whose(screen),
    )
    answer: str | None = await fill(screen, form)
    return answer
