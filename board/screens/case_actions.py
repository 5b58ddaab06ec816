"""What can be done to the case in hand, on the board and on its own screen alike. Keys follow intents, not steps."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.choice import ChoiceScreen, ConfirmScreen
from board.screens.form import Form, FormScreen, Group
from board.services import undo_case, work_case
from board.services.case_desk import CaseDesk, lay_out, move_and_tell
from board.services.end_case import Ended, cancel_case, transfer_case
from board.services.lists import Spot, spot_of
from board.services.move_case import Moved, MoveOrder
from board.services.register_case import services_of
from board.services.thread_notes import KINDS, write_note
from board.widgets.pick_list import Row
from board.wording import mask_name
from board.workflow.checks import OTHER, known, missing_from_applicant
from board.workflow.engine import Choice
from board.workflow.refusals import closed, no_way
from board.workflow.sop import CLOSED, PEMOHON, Field, Intent, Option


@dataclass(frozen=True)
class InHand:
    """A case as it stands on the screen."""

    number: str
    version: int


class CaseActions(OfficeScreen[Any], inherit_bindings=True):
    """Actions on the case ``in_hand``; ``changed`` is called after each that did something."""

    BINDINGS = [
        bind("t", "forward", "Teruskan", "Teruskan, setujui, atau selesaikan; bila bercabang, pilih.",
             id="case.forward"),
        bind("k", "return", "Kembalikan", "Kembalikan ke langkah sebelumnya atau minta pemohon melengkapi.",
             id="case.return"),
        bind("a", "take", "Ambil", "Ambil berkas; sekali lagi: lepas.", id="case.release"),
        bind("e,f4", "fields", "Isi data", "Isi atau betulkan data berkas.", id="case.fields"),
        bind("p,f6", "requirements", "Syarat", "Centang persyaratan yang sudah ada.", id="case.requirements"),
        bind("c,f9", "papers", "Cetak", "Cetakan berkas: cetak, cetak ulang, pastikan kertas keluar.", id="case.print"),
        bind("n", "note", "Catatan", "Tulis catatan atau solusi pada utas berkas.", id="case.note"),
        bind("w", "messages", "Pesan", "Pesan untuk pemohon dan tautan WhatsApp.", id="case.messages"),
        bind("m", "urgent", "Mendesak", "Tandai mendesak dengan alasan; sekali lagi: hapus tanda.", id="case.urgent"),
        bind("u", "undo", "Urungkan", "Urungkan gerak terakhir Anda selama belum dilanjutkan orang lain.",
             id="case.undo"),
        bind("x", "cancel", "Batalkan", "Dicabut pemohon, dibatalkan kantor, atau salah layanan.", id="case.cancel"),
    ]  # fmt: skip

    def in_hand(self) -> InHand | None:
        """The case the keys act on, as it stands on the screen."""
        raise NotImplementedError

    def moved_last(self) -> str | None:
        """Number of the case whose last move ``u`` takes back."""
        raise NotImplementedError

    async def changed(self, sentence: str, *, spot: Spot | None = None, seek: bool = False) -> None:
        """Something was done: show it, and what the office looks like now.

        Args:
            spot: where the case stands now.
            seek: put the cursor there, wherever it is.
        """
        raise NotImplementedError

    async def catch_up(self) -> None:
        await self.changed("")

    def _with_case(self, work: Callable[[str], Coroutine[Any, Any, None]]) -> None:
        self._with_hand(lambda case: work(case.number))

    def _with_hand(self, work: Callable[[InHand], Coroutine[Any, Any, None]]) -> None:
        case = self.in_hand()
        if case is None:
            self.say("Belum ada berkas yang dipilih.")
        else:
            self.act(work(case))

    def _decide(self, work: Callable[[CaseDesk], Coroutine[Any, Any, None]]) -> None:
        """Decide on the case as it is painted: one that a colleague changed meanwhile is not the one decided on."""

        async def seen(case: InHand) -> None:
            await work(await self.ask(lay_out, case.number, self.actor.name, case.version))

        self._with_hand(seen)

    # --- moving --------------------------------------------------------------------------------------------------

    def action_forward(self) -> None:
        """Move the case on."""
        self._decide(self._forward)

    async def _forward(self, desk: CaseDesk) -> None:
        choice = await self._choose(desk, back=False)
        if choice is None:
            return
        while choice.refused and choice.refused.code == "fields" and choice.grant is not None:
            # The key that mends it is this one: ask for what is missing, and for what the answers call for, then go on.
            if not await self._fill_in(desk, list(choice.refused.missing)):
                return
            await self.catch_up()
            desk = await self.ask(lay_out, desk.number, self.actor.name)
            choice = next(item for item in desk.choices if item.move == choice.move)
        if choice.refused:
            raise choice.refused
        if desk.step.signs and choice.move.intent is Intent.APPROVE:
            done = "TTE" if desk.sop.signing == "tte" else "ditandatangani"
            if not await self.app.push_screen_wait(
                ConfirmScreen(
                    f"Catat {desk.number} sudah {done}?", "Papan mencatat yang terjadi di luar; ini bukan tanda tangan."
                )
            ):
                return
        order = MoveOrder(choice.move.intent, choice.move.to, seen=desk.version, key=str(uuid4()))
        await self._moved(*await self.ask(move_and_tell, desk.number, self.actor.name, order))

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
        picked = await self.app.push_screen_wait(ChoiceScreen(question, rows))
        return None if picked is None else mine[int(picked)]

    async def _moved(self, moved: Moved, sentence: str) -> None:
        self.board.last_moved = moved.case.number
        if moved.prints:
            self.board.start_printing()
        await self.changed(sentence, spot=moved.spot)

    async def _fill(self, form: Form) -> Any:
        """Show a form; None when it was left, with a word about what became of what was typed."""
        answer = await self.app.push_screen_wait(FormScreen(form))
        if answer is None:
            self.say(self.board.take_remark())
        return answer

    def action_return(self) -> None:
        """Send the case back."""
        self._decide(self._return)

    async def _return(self, desk: CaseDesk) -> None:
        choice = await self._choose(desk, back=True)
        if choice is None:
            return
        if choice.refused:
            raise choice.refused
        reasons = self.board.profile.reasons["kembalikan"]
        options = tuple(Option(code, title) for code, title in reasons.items())
        to_applicant = choice.move.to == PEMOHON
        missing = [item.title for item in missing_from_applicant(desk.sop, desk.facts)] if to_applicant else []
        fields = [
            Field("reason", "Alasan", "enum", required=True, options=options),
            Field("note", "Catatan", "long", max=1000),
        ]
        about = f"{desk.number} · {desk.sop.short} · {mask_name(desk.facts.applicant['name'])}"
        about += f"\n\nBelum ada: {'; '.join(missing)}" if missing else ""
        first = {"reason": "syarat_kurang" if missing else ""}
        key = str(uuid4())

        async def save(values: dict[str, Any]) -> tuple[Moved, str]:
            move, why = choice.move, (values["reason"], values["note"])
            order = MoveOrder(move.intent, move.to, *why, seen=desk.version, key=key)
            return await self.ask(move_and_tell, desk.number, self.actor.name, order)

        form = Form(
            choice.title, [Group("", fields)], values=first, draft=f"return:{desk.number}", save=save, about=about
        )
        answer = await self._fill(form)
        if answer is not None:
            await self._moved(*answer)

    def action_undo(self) -> None:
        """Take back one's own last move."""
        number = self.moved_last()
        if number is None:
            self.say("Belum ada gerak yang dapat diurungkan.")
        else:
            self.act(self._undo(number))

    async def _undo(self, number: str) -> None:
        # Once asked, whatever the answer: the next press means the case in hand.
        self.board.last_moved = None
        row = await self.ask(undo_case.undo_case, number, self.actor.name)
        await self.changed(f"Gerak terakhir berkas {row.number} diurungkan.", spot=spot_of(row), seek=True)

    # --- working -------------------------------------------------------------------------------------------------

    def action_take(self) -> None:
        """Take the case, or put it back."""
        self._with_case(self._take)

    async def _take(self, number: str) -> None:
        desk = await self.ask(lay_out, number, self.actor.name)
        if desk.facts.holder == self.actor.name:
            await self.ask(work_case.release_case, number, self.actor.name)
            await self.changed(f"Berkas {number} dilepas.")
        else:
            await self.ask(work_case.take_case, number, self.actor.name)
            await self.changed(f"Berkas {number} kini Anda kerjakan.")

    def action_fields(self) -> None:
        """Fill in the case's data."""
        self._with_case(self._fields)

    async def _fields(self, number: str) -> None:
        desk = await self.ask(lay_out, number, self.actor.name)
        if desk.work_refused:
            raise desk.work_refused
        if await self._fill_in(desk, []):
            await self.changed("Data tersimpan.")

    async def _fill_in(self, desk: CaseDesk, wanted: list[str]) -> bool:
        """Ask for fields: those wanted first, then the step's, then all others."""
        step_fields = [item for item in desk.sop.fields if item.step == desk.step.id]
        # What the answers may call for comes along; the form shows it once they do.
        empty = [item for item in step_fields if not desk.facts.data.get(item.id)]
        called = {item.id for item in empty if item.required}
        first = [item for item in desk.sop.fields if wanted and item.id in {*wanted, *called}]
        now = first or step_fields
        rest = [item for item in desk.sop.fields if item not in now]
        groups = [Group(f"Langkah {desk.step.no} {desk.step.tray}", now)] if now else []
        if not wanted:
            groups.append(Group("Isian lain", rest) if now else Group("Isian", rest))
        elif optional := [item for item in empty if item not in now]:
            groups.append(Group("Bila ada", optional))

        values = dict(desk.facts.data)

        async def save(filled: dict[str, Any]) -> bool:
            brought = {name: value for name, value in filled.items() if (value or None) != (values.get(name) or None)}
            if brought:
                await self.ask(work_case.edit_case, desk.number, self.actor.name, data=brought, seen=desk.version)
            return True

        form = Form(
            f"{desk.number} · {desk.sop.short}", groups, values=values, known=known(desk.sop, desk.facts),
            draft=f"fields:{desk.number}", save=save, partial=not wanted,
        )  # fmt: skip
        return bool(await self._fill(form))

    def action_requirements(self) -> None:
        """Tick the checklist."""
        self._with_case(self._requirements)

    async def _requirements(self, number: str) -> None:
        from board.screens.requirements import RequirementsScreen

        desk = await self.ask(lay_out, number, self.actor.name)
        if desk.work_refused:
            raise desk.work_refused
        if await self.app.push_screen_wait(RequirementsScreen(desk)):
            await self.changed("Persyaratan tersimpan.")

    def action_papers(self) -> None:
        """Papers of the case."""
        self._with_case(self._papers)

    async def _papers(self, number: str) -> None:
        from board.screens.papers import PapersScreen

        await self.app.push_screen_wait(PapersScreen(number))
        await self.catch_up()

    def action_messages(self) -> None:
        """Messages for the applicant."""
        self._with_case(self._messages)

    async def _messages(self, number: str) -> None:
        from board.screens.messages import MessagesScreen

        await self.app.push_screen_wait(MessagesScreen(number))
        await self.catch_up()

    def action_note(self) -> None:
        """Write into the thread."""
        self._with_case(self._note)

    async def _note(self, number: str) -> None:
        options = tuple(Option(kind, title) for kind, title in KINDS.items())
        fields = [
            Field("kind", "Jenis", "enum", required=True, options=options),
            Field("text", "Isi", "long", required=True, max=8000),
        ]

        async def save(values: dict[str, Any]) -> bool:
            await self.ask(write_note, number, self.actor.name, values["kind"], values["text"])
            return True

        form = Form(
            f"Catatan {number}", [Group("", fields)], values={"kind": "internal"}, draft=f"note:{number}", save=save,
            about="Catatan internal tidak pernah keluar kantor. Jawaban dan solusi dapat sampai ke pemohon.",
        )  # fmt: skip
        if await self._fill(form):
            await self.changed("Catatan tersimpan.")

    def action_urgent(self) -> None:
        """Put the case on top, or back."""
        self._with_case(self._urgent)

    async def _urgent(self, number: str) -> None:
        if await self.ask(work_case.is_urgent, number):
            await self.ask(work_case.mark_urgent, number, self.actor.name, None)
            await self.changed(f"Tanda mendesak berkas {number} dihapus.")
            return
        rows = [Row(code, title) for code, title in self.board.profile.reasons["mendesak"].items()]
        reason = await self.app.push_screen_wait(ChoiceScreen(f"Mengapa {number} mendesak?", rows))
        if reason is None:
            return
        note = ""
        if reason == OTHER:
            fields = [Field("note", "Alasan", "text", required=True, max=120)]
            answer = await self._fill(Form("Alasan mendesak", [Group("", fields)]))
            if answer is None:
                return
            note = answer["note"]
        await self.ask(work_case.mark_urgent, number, self.actor.name, reason, note)
        await self.changed(f"Berkas {number} ditandai mendesak.")

    # --- ending --------------------------------------------------------------------------------------------------

    def action_cancel(self) -> None:
        """End the case early."""
        self._with_case(self._cancel)

    async def _cancel(self, number: str) -> None:
        rows = [
            Row("dicabut", "Dicabut pemohon"),
            Row("kantor", "Dibatalkan kantor"),
            Row("layanan", "Salah layanan: pindahkan ke layanan lain"),
        ]
        kind = await self.app.push_screen_wait(ChoiceScreen(f"Akhiri berkas {number}?", rows))
        if kind is None:
            return
        if kind == "layanan":
            await self._transfer(number)
            return
        fields = [Field("note", "Alasan", "long", required=True, max=1000)]

        async def save(values: dict[str, Any]) -> Ended:
            return await self.ask(cancel_case, number, self.actor.name, kind, values["note"])

        form = Form(
            f"Alasan pembatalan {number}", [Group("", fields)], draft=f"cancel:{kind}:{number}", save=save,
            about=f"Batalkan berkas {number}? Nomor tetap tercatat sebagai BATAL.",
        )  # fmt: skip
        ended: Ended | None = await self._fill(form)
        if ended is None:
            return
        self.board.start_printing()
        told = " Pesan untuk pemohon siap (w)." if ended.message else ""
        await self.changed(f"Berkas {number} dibatalkan; nomornya tetap tercatat BATAL.{told}")

    async def _transfer(self, number: str) -> None:
        own = (await self.ask(lay_out, number, self.actor.name)).sop.id
        services = await self.ask(services_of, self.actor.name)
        rows = [Row(sop_id, title) for sop_id, title in services if sop_id != own]
        if not rows:
            self.say("Peran Anda tidak mendaftarkan layanan lain; minta rekan yang mendaftarkan layanan itu.")
            return
        sop_id = await self.app.push_screen_wait(ChoiceScreen("Layanan yang benar", rows))
        if sop_id is None:
            return
        done = await self.ask(transfer_case, number, self.actor.name, sop_id)
        self.board.start_printing()
        await self.changed(f"Berkas {number} dialihkan; nomor baru {done.new.case.number}.")
