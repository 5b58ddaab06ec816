"""Berkas baru: service, applicant, what was handed in; everything else is asked at the step that needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from board.screens.form import Form, FormScreen, Group
from board.services.register_case import CHANNELS, NewCase, Registered, in_flight, register_case
from board.workflow.checks import usual_form
from board.workflow.sop import CHANNEL_TITLES, FORM_TITLES, Field, Option, Sop

if TYPE_CHECKING:
    from board.screens.board import BoardScreen

APPLICANT = ("name", "nik", "no_kk", "phone")
TICK = "syarat:"
CHECKLIST_LABEL = 54
TITLE = 40
"""Longest title of a service that stands beside the officer's name at 80 columns."""


def registration_form(sop: Sop, save: Any, look_up: Any) -> Form:
    """The form of a service."""
    applicant = [
        Field("name", "Nama pemohon", "name", required=True),
        Field("nik", "NIK", "nik", required="nik" in sop.identity),
        Field("no_kk", "No. KK", "no_kk", required="no_kk" in sop.identity),
        Field("phone", "Telepon/WhatsApp", "phone", required="phone" in sop.identity or sop.channel == "wa"),
        Field("channel", "Kanal", "enum", required=True, options=tuple(Option(c, CHANNEL_TITLES[c]) for c in CHANNELS)),
    ]
    first = [field for field in sop.fields if field.step == sop.first.id]
    ticks = [
        Field(
            TICK + item.id, item.title, "enum", when=item.when,
            # The usual form is the first that a key press chooses.
            options=tuple(
                Option(form, FORM_TITLES[form].capitalize())
                for form in sorted(item.forms, key=lambda form: form != usual_form(item, sop.channel))
            ),
        )
        for item in sop.requirements
    ]  # fmt: skip
    groups = [Group("Pemohon", applicant, "applicant.")]
    if first:
        groups.append(Group(f"Isian {sop.short}", first))
    if ticks:
        groups.append(Group("Persyaratan yang sudah ada", ticks, "requirements.", label=CHECKLIST_LABEL))
    title = sop.title if len(sop.title) <= TITLE else sop.short
    return Form(
        f"Berkas baru · {title}", groups, values={"channel": sop.channel}, known={"kanal": sop.channel},
        draft=f"new:{sop.id}", save=save, look_up=look_up,
    )  # fmt: skip


async def register(screen: BoardScreen, sop: Sop) -> Registered | None:
    """Let an officer register a case; None when the form is left."""
    # The key is made with the form: pressing save twice after a broken line registers once.
    key = str(uuid4())
    field_ids = {field.id for field in sop.fields if field.step == sop.first.id}

    async def save(values: dict[str, Any]) -> Registered:
        new = NewCase(
            applicant={name: str(values.get(name) or "") for name in APPLICANT},
            channel=values["channel"],
            data={name: value for name, value in values.items() if name in field_ids and value},
            requirements={
                name.removeprefix(TICK): form for name, form in values.items() if name.startswith(TICK) and form
            },
        )
        return await screen.ask(register_case, sop.id, screen.actor.name, new, key=key)

    async def look_up(field: Field, value: str) -> str:
        if field.type not in {"nik", "no_kk"}:
            return ""
        numbers = await screen.ask(in_flight, field.type, value)
        return f"{field.title} ini sedang diproses: {', '.join(numbers)}." if numbers else ""

    answer: Registered | None = await screen.app.push_screen_wait(FormScreen(registration_form(sop, save, look_up)))
    return answer
