"""Moving the case in hand: on, back, taken, put back. Keys follow intents, not steps."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from board.screens.bindings import bind
from board.screens.case_hand import CaseInHand
from board.screens.choice import ChoiceScreen, ConfirmScreen
from board.screens.form import Form, Group
from board.screens.keeping import Send
from board.services import work_case
from board.services.case_desk import CaseDesk, lay_out, move_and_tell
from board.services.drafts import Way
from board.services.move_case import Moved, MoveOrder
from board.services.sight import list_name
from board.services.take_over import take_over
from board.widgets.pick_list import Row
from board.wording import short_stamp
from board.workflow.checks import LACKING, askable, is_met, missing_from_applicant, undecided
from board.workflow.engine import Choice
from board.workflow.permissions import working_roles
from board.workflow.refusals import closed, no_way
from board.workflow.sop import CLOSED, PEMOHON, Field, Intent, Option

ASK = "ask."
"""Before the id of a requirement, in the form that asks for it; as refusals name it."""
ASKED = "ya"
ASK_LABEL = 54
"""Requirements have long titles."""


def _ask_fields(desk: CaseDesk) -> list[Field]:
    """One line for every paper the applicant may be asked for; what has come can be asked for again."""
    return [
        Field(
            ASK + item.id, item.title, "enum",
            options=(Option(ASKED, "diminta ulang" if is_met(item, desk.facts) else "diminta"),),
        )
        for item in askable(desk.sop, desk.facts)
    ]  # fmt: skip


class CaseMoving(CaseInHand):
    """Keys that move the case or say who works on it."""

    opened_at: datetime | None = None
    """Since when the case in hand lies alone before the officer; None where it is one of many."""
    ASKS_SIGNED = True
    """Whether a signature given outside is asked about before it is recorded."""

    BINDINGS = [
        bind("t", "forward", "Teruskan", "Teruskan, setujui, atau selesaikan; bila bercabang, pilih.",
             id="case.forward"),
        bind("k", "return", "Kembalikan", "Kembalikan ke langkah sebelumnya atau minta pemohon melengkapi.",
             id="case.return"),
        bind("a", "take", "Ambil", "Ambil, atau lepas; dari rekan: ambil alih.", id="case.release"),
    ]  # fmt: skip

    def action_forward(self) -> None:
        """Move the case on."""
        self._pressed("t", lambda: self._decide(self._forward))

    async def _forward(self, desk: CaseDesk) -> None:
        choice = await self._choose(desk, back=False)
        if choice is None:
            return
        while choice.refused and choice.refused.code == "fields" and choice.grant is not None:
            # The key that mends it is this one: ask for what is missing, and for what the answers call for, then go on.
            if not await self.fill_in(desk, list(choice.refused.missing)):
                return
            await self.catch_up()
            desk = await self.ask(lay_out, desk.number, self.actor.name)
            choice = next(item for item in desk.choices if item.move == choice.move)
        if choice.move.answers and (choice.refused is None or choice.refused.code == "solution"):
            from board.screens.closing import convey

            await convey(self, desk, choice)
            return
        if choice.refused:
            raise choice.refused
        if self.ASKS_SIGNED and desk.step.signs and choice.move.intent is Intent.APPROVE:
            signed = "TTE" if desk.sop.signing == "tte" else "ditandatangani"
            if not await self.app.push_screen_wait(
                ConfirmScreen(
                    f"Catat {desk.number} sudah {signed}?",
                    "Papan mencatat yang terjadi di luar; ini bukan tanda tangan.",
                )
            ):
                return
        order = MoveOrder(
            choice.move.intent, choice.move.to, seen=desk.version, key=str(uuid4()), opened_at=self.opened_at
        )
        await self.moved(*await self.ask(move_and_tell, desk.number, self.actor.name, order))

    async def _choose(self, desk: CaseDesk, *, back: bool) -> Choice | None:
        """The one way there is, or the one the officer picks; a refusal if there is none."""
        choices = desk.back if back else desk.forward
        question = f"{'Kembalikan' if back else 'Teruskan'} {desk.number} ke mana?"
        if desk.facts.status in CLOSED:
            raise closed(desk.sop, desk.facts)
        if not choices:
            raise no_way(desk.sop, desk.step, desk.number, back)
        mine = [choice for choice in choices if choice.grant is not None]
        if len(mine) <= 1:
            return (mine or choices)[0]
        rows = [Row(str(place), choice.title) for place, choice in enumerate(mine)]
        told = [f"{choice.title}: {choice.move.consequence}." for choice in mine if choice.move.consequence]
        picked = await self.app.push_screen_wait(ChoiceScreen(question, rows, "\n".join(told)))
        return None if picked is None else mine[int(picked)]

    async def moved(self, moved: Moved, sentence: str) -> None:
        """Show where the case went."""
        self.board.last_moved = moved.case.number
        if moved.prints:
            self.board.start_printing()
        await self.changed(sentence, spot=moved.spot)
        self.ready_for(moved.case.number if moved.message else None)

    def action_return(self) -> None:
        """Send the case back."""
        self._decide(self._return)

    async def _return(self, desk: CaseDesk) -> None:
        choice = await self._choose(desk, back=True)
        if choice is not None:
            await self.return_by(desk, choice)

    async def return_by(self, desk: CaseDesk, choice: Choice) -> None:
        """Send the case back one way: for which reason, and what is asked of the applicant."""
        if choice.refused:
            raise choice.refused
        reasons = self.board.profile.return_reasons(choice.move.reasons)
        options = tuple(Option(code, title) for code, title in reasons.items())
        to_applicant = choice.move.to == PEMOHON
        missing = [ASK + item.id for item in missing_from_applicant(desk.sop, desk.facts)] if to_applicant else []
        fields = [
            Field("reason", "Alasan", "enum", required=True, options=options),
            Field("note", "Catatan", "long", max=1000),
        ]
        groups = [Group("", fields)]
        if to_applicant and (papers := _ask_fields(desk)):
            groups.append(Group("Yang diminta dari pemohon", papers, label=ASK_LABEL))
        about = f"{desk.number} · {desk.sop.short} · {list_name(desk.facts.applicant['name'], desk.secret)}"
        if to_applicant and (open_ := [item.title for item in undecided(desk.sop, desk.facts)]):
            about += f"\n\nJawab dahulu: {'; '.join(open_)} — kelengkapan lain bergantung padanya (e)."
        first = {"reason": LACKING if missing else "", **dict.fromkeys(missing, ASKED)}
        key = str(uuid4())

        async def save(values: dict[str, Any], send: Send) -> tuple[Moved, str]:
            move, why = choice.move, (values["reason"], values["note"])
            asked = tuple(name.removeprefix(ASK) for name, value in values.items() if name.startswith(ASK) and value)
            order = MoveOrder(
                move.intent,
                move.to,
                *why,
                seen=desk.version,
                key=key,
                ask=asked if to_applicant else None,
                opened_at=self.opened_at,
            )
            return await send(move_and_tell, desk.number, self.actor.name, order)

        way = Way("return", desk.number, facts={"to": choice.move.to})
        form = Form(choice.title, groups, values=first, way=way, save=save, about=about)
        answer = await self.fill(form)
        if answer is not None:
            await self.moved(*answer)

    def action_take(self) -> None:
        """Take the case, or put it back."""
        self._pressed("a", lambda: self._with_case(self._take))

    async def _take(self, number: str) -> None:
        desk = await self.ask(lay_out, number, self.actor.name)
        if desk.facts.holder == self.actor.name:
            await self.ask(work_case.release_case, number, self.actor.name)
            await self.changed(f"Berkas {number} dilepas.")
        elif desk.facts.holder and self._may_take_over(desk):
            await self._take_over(desk)
        else:
            await self.ask(work_case.take_case, number, self.actor.name)
            await self.changed(f"Berkas {number} kini Anda kerjakan.")

    @staticmethod
    def _may_take_over(desk: CaseDesk) -> bool:
        """Whose turn it is not is told so, instead of being asked in vain."""
        return desk.actor.grant_for(working_roles(desk.sop, desk.facts), desk.sop.bidang) is not None

    async def _take_over(self, desk: CaseDesk) -> None:
        """Go on with what a colleague holds, once the officer has said so."""
        held = desk.facts
        since = f" sejak {short_stamp(held.held_at)}" if held.held_at else ""
        about = f"Dipegang {held.holder_title}{since}. Ia diberi tahu; yang sedang ditulisnya tetap draf miliknya."
        if await self.app.push_screen_wait(ConfirmScreen(f"Ambil alih {desk.number}?", about)):
            await self.ask(take_over, desk.number, self.actor.name, seen=desk.version)
            await self.changed(f"Berkas {desk.number} Anda ambil alih dari {held.holder_title}.")
