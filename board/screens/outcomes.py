"""What else may become of a complaint: given up for want of an answer, passed on, taken up again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from board.errors import InputInvalid, Problem
from board.screens.case_hand import CaseInHand
from board.screens.choice import ConfirmScreen
from board.screens.form import Form, Group
from board.screens.keeping import Send
from board.services.case_desk import CaseDesk, lay_out
from board.services.drafts import Way
from board.services.end_case import LAPSED, Ended
from board.services.lists import spot_of
from board.services.messages import ready_words
from board.services.refer_case import PASSED_ON, may_refer, refer_case
from board.services.reopen_case import may_reopen, reopen_case
from board.services.reopenings import REOPENED
from board.widgets.pick_list import Row
from board.workflow.sop import CLOSED, ELSEWHERE_TITLES, Field, Option, Status


def outcome_rows(desk: CaseDesk) -> Iterator[Row]:
    """Those that fit a case as it stands; none for most services."""
    if desk.facts.status is Status.AT_APPLICANT and any(item.lapses for item in desk.sop.deadlines):
        yield Row(LAPSED, "Tidak dilengkapi: pemohon tidak menjawab sampai tenggatnya")
    if desk.sop.refers_to and desk.facts.status not in CLOSED:
        yield Row(PASSED_ON, "Diteruskan kepada yang berwenang: inspektorat, instansi lain")
    if desk.sop.reopens and desk.facts.status is Status.DONE:
        yield Row(REOPENED, "Buka kembali: belum tuntas, ada keterangan baru")


async def refer(screen: CaseInHand, number: str) -> None:
    """Pass a complaint on: to whom, why, with which letter."""
    case = await screen.ask(lay_out, number, screen.actor.name)
    await screen.ask(may_refer, number, case.actor)
    options = tuple(Option(to, ELSEWHERE_TITLES[to]) for to in case.sop.refers_to)
    fields = [
        Field("to", "Diteruskan kepada", "enum", required=True, options=options),
        Field("agency", "Nama instansi", "text", max=120, required=True, when="to = instansi"),
        Field("letter", "Nomor surat pengantar", "text", max=80),
        Field("note", "Mengapa", "long", required=True, max=1000),
    ]

    async def save(values: dict[str, Any], send: Send) -> Ended:
        agency = values.get("agency") or ""
        where = agency or ELSEWHERE_TITLES[values["to"]]
        about = f"Pelapor diberi tahu bahwa aduannya diteruskan kepada {where} dan mengapa. Aduan selesai di sini."
        if not await screen.app.push_screen_wait(ConfirmScreen(f"Teruskan {number} kepada {where}?", about)):
            raise InputInvalid([Problem("", "Belum diteruskan; isian masih di sini.")])
        return await send(
            refer_case, number, screen.actor.name, values["to"], agency, values["note"],
            letter=values["letter"] or "", seen=case.version,
        )  # fmt: skip

    form = Form(
        f"Teruskan aduan {number}", [Group("", fields)], way=Way("refer", number), save=save,
        about="Yang ditulis di sini sampai kepada pelapor sebagai solusi. Nomor register tetap berlaku.",
    )  # fmt: skip
    await _tell(screen, number, await screen.fill(form), "selesai: diteruskan kepada yang berwenang")


async def reopen(screen: CaseInHand, number: str) -> None:
    """Take a finished complaint up again: why."""
    case = await screen.ask(lay_out, number, screen.actor.name)
    await screen.ask(may_reopen, number, case.actor)
    reasons = tuple(Option(code, title) for code, title in screen.board.profile.reasons[REOPENED].items())
    fields = [
        Field("reason", "Alasan", "enum", required=True, options=reasons),
        Field("note", "Catatan (tidak keluar kantor)", "long", max=1000),
    ]

    async def save(values: dict[str, Any], send: Send) -> Ended:
        about = "Pesan bahwa aduannya dibuka kembali disiapkan untuk pelapor."
        if not await screen.app.push_screen_wait(ConfirmScreen(f"Buka kembali {number}?", about)):
            raise InputInvalid([Problem("", "Belum dibuka; isian masih di sini.")])
        return await send(reopen_case, number, screen.actor.name, values["reason"], values["note"] or "")

    step = case.sop.step(case.sop.reopens)
    form = Form(
        f"Buka kembali {number}", [Group("", fields)], way=Way("reopen", number), save=save,
        about=f"Aduan berjalan lagi dari {step.no}. {step.tray} dengan nomor yang sama; janji dihitung dari sekarang "
        "dan solusi baru wajib ditulis. Pelapor diberi tahu.",
    )  # fmt: skip
    await _tell(screen, number, await screen.fill(form), f"dibuka kembali di {step.tray}")


async def _tell(screen: CaseInHand, number: str, ended: Ended | None, what: str) -> None:
    if ended is None:
        return
    screen.board.last_moved = number
    await screen.changed(f"Berkas {number} {what}.{ready_words(ended.message)}", spot=spot_of(ended.case))
    screen.ready_for(number if ended.message else None)
