"""The forms of what goes wrong with a berkas: withdrawn, cancelled, the wrong service, a duplicate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from board.screens.case_hand import CaseInHand
from board.screens.choice import ChoiceScreen
from board.screens.form import Form, Group
from board.screens.keeping import Send
from board.screens.pointing import OTHER_CASE, other_case, whose
from board.services.case_desk import lay_out
from board.services.drafts import Way
from board.services.end_case import (
    KINDS,
    NONE,
    STATEMENTS,
    WITHDRAWN,
    Ended,
    HandedBack,
    cancel_case,
    may_end,
    originals,
)
from board.services.link_cases import link_cases
from board.services.links import DUPLICATE
from board.services.messages import ready_words
from board.services.register_case import services_of
from board.services.transfer_case import Transferred, transfer_case, transfer_plan
from board.widgets.pick_list import Row
from board.workflow.permissions import may_transfer
from board.workflow.sop import Field, Option

BACK = "kembali:"
"""Before the id of an original in the form of an end."""
LONG_LABEL = 44


async def end_early(screen: CaseInHand, number: str, kind: str) -> None:
    """Withdrawn by the applicant, or cancelled by the office: why, and what went back to whom."""
    case = await screen.ask(lay_out, number, screen.actor.name)
    await screen.ask(may_end, number, kind, case.actor)
    held = originals(case.sop, case.facts)
    fields = [Field("note", "Alasan", "long", required=True, max=1000)]
    if kind == WITHDRAWN:
        fields.append(Field("statement", "Pernyataan pemohon", "enum", options=_options(STATEMENTS)))
    groups = [Group("", fields)]
    if held:
        answers = _options({"ya": "dikembalikan", "tidak": "tidak dikembalikan"})
        back = [Field(f"{BACK}{name}", title, "enum", options=answers) for name, title in held.items()]
        groups.append(Group("Dokumen asli (kosong: diisi dengan pena)", back, label=LONG_LABEL))
        groups.append(Group("", [Field("returned_to", "Diterima kembali oleh", "text", max=80)]))

    async def save(values: dict[str, Any], send: Send) -> Ended:
        return await send(cancel_case, number, screen.actor.name, kind, values["note"], back=_handed_back(values))

    form = Form(
        f"{KINDS[kind]}: {number}", groups, way=Way("cancel", number, kind), save=save,
        about=f"Batalkan berkas {number}? Nomor tetap tercatat sebagai BATAL. Berita acara dicetak.",
    )  # fmt: skip
    ended: Ended | None = await screen.fill(form)
    if ended is None:
        return
    screen.board.start_printing()
    told = ready_words(ended.message)
    await screen.changed(f"Berkas {number} dibatalkan; nomornya tetap tercatat BATAL.{told}")
    screen.ready_for(number if ended.message else None)


async def to_right_service(screen: CaseInHand, number: str) -> None:
    """Salah layanan: which one is right, what goes along, what stays."""
    case = await screen.ask(lay_out, number, screen.actor.name)
    may_transfer(case.sop, case.facts, case.actor)
    services = await screen.ask(services_of, screen.actor.name)
    rows = [Row(sop_id, title) for sop_id, title in services if sop_id != case.sop.id]
    if not rows:
        screen.say("Peran Anda tidak mendaftarkan layanan lain; minta rekan yang mendaftarkan layanan itu.")
        return
    sop_id = await screen.app.push_screen_wait(ChoiceScreen("Layanan yang benar", rows))
    if sop_id is not None:
        await transfer_to(screen, number, sop_id)


async def transfer_to(screen: CaseInHand, number: str, sop_id: str) -> None:
    """To a service that is known to be right: what goes along, and a note."""
    plan = await screen.ask(transfer_plan, number, screen.actor.name, sop_id)
    about = (
        f"Berkas {number} menjadi BATAL dan berlanjut dengan nomor baru pada {plan.service}. Tidak dapat "
        f"diurungkan.\n\nIkut: {'; '.join(plan.along)}.\n"
        f"Tinggal pada nomor lama: {'; '.join(plan.left) or 'tidak ada'}."
    )

    async def save(values: dict[str, Any], send: Send) -> Transferred:
        return await send(transfer_case, number, screen.actor.name, sop_id, values["note"] or "")

    form = Form(
        f"Salah layanan: {number}", [Group("", [Field("note", "Catatan", "text", max=200)])],
        save=save, about=about, way=Way("transfer", number, facts={"sop": sop_id}),
    )  # fmt: skip
    done: Transferred | None = await screen.fill(form)
    if done is None:
        return
    screen.board.start_printing()
    told = ready_words(done.new.message)
    words = f"Berkas {number} dialihkan; nomor baru {done.new.case.number}.{told}"
    await screen.changed(words, spot=done.new.spot, seek=True)
    screen.ready_for(done.new.case.number if done.new.message else None)


async def link_duplicate(screen: CaseInHand, number: str) -> None:
    """Berkas ganda: which one is the same."""
    fields = [
        other_case("Nomor berkas"),
        Field("note", "Keterangan", "text", max=200),
    ]

    async def save(values: dict[str, Any], send: Send) -> str:
        done = await send(link_cases, number, values[OTHER_CASE], screen.actor.name, DUPLICATE, values["note"] or "")
        return str(done.other.number)

    form = Form(
        f"Berkas ganda: {number}", [Group("", fields)], save=save, way=Way("duplicate", number), look_up=whose(screen),
        about=f"Berkas mana yang sama dengan {number}? Ketik atau pindai nomornya.",
    )  # fmt: skip
    other: str | None = await screen.fill(form)
    if other is not None:
        await screen.changed(
            f"Berkas {number} tertaut sebagai ganda dari {other} (h). Bila tidak dilanjutkan: x, lalu batalkan."
        )


def _options(titles: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(value, title) for value, title in titles.items())


def _handed_back(values: Mapping[str, Any]) -> HandedBack:
    """What the form says of statement and originals; nothing answered is nothing known."""
    answers = {name.removeprefix(BACK): said for name, said in values.items() if name.startswith(BACK) and said}
    given = [name for name, said in answers.items() if said == "ya"]
    returned = (given or [NONE]) if answers else None
    return HandedBack(values.get("statement") or None, returned, values.get("returned_to") or "")
