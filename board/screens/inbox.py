"""Kotak masuk: what was uploaded and has no number yet, to become a case, to join one, or to be set aside."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from typing import Any
from uuid import uuid4

from textual.containers import VerticalScroll
from textual.widget import Widget

from board.errors import BoardError, Refused
from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.choice import ChoiceScreen
from board.screens.form import Form, FormScreen, Group
from board.screens.inbox_words import FILE, detail, joining_form, listed, nothing
from board.screens.keeping import Send
from board.screens.register import register, registered_words
from board.services.drafts import Way
from board.services.inbox_list import Arrived, InboxShown, waiting_bundles
from board.services.inbox_restore import restore_bundle
from board.services.inbox_settle import (
    NO_APPLICATION,
    CaseToJoin,
    case_to_join,
    dismiss_bundle,
    join_bundle,
)
from board.widgets.pick_list import PickList, Row
from board.widgets.texts import PlainText
from board.workflow.checks import OTHER
from board.workflow.sop import Field


class InboxScreen(OfficeScreen[None]):
    """The bundles that wait, oldest first, and what is in the one under the cursor."""

    TITLE_WORDS = "Kotak masuk"
    BINDINGS = [
        bind("b,enter", "take", "Jadikan berkas", "Daftarkan kiriman ini sebagai berkas baru.", id="inbox.take"),
        bind("g", "join", "Gabungkan", "Masukkan kiriman ini ke berkas yang sudah ada.", id="inbox.join"),
        bind("x", "set_aside", "Bukan permohonan", "Sisihkan kiriman ini, dengan alasan.", id="inbox.dismiss"),
        bind("u", "restore", "Urungkan", "Kembalikan kiriman yang baru saja Anda sisihkan.", id="inbox.restore"),
        bind("r,f5", "reload", "Segarkan", "Baca ulang folder unggahan.", id="inbox.reload", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._arrived: dict[str, Arrived] = {}
        self._aside: list[int] = []
        """What this officer has set aside here, the last one last."""

    def body(self) -> Iterator[Widget]:
        yield PickList(empty="Kotak masuk kosong.")
        with VerticalScroll(can_focus=False, classes="reading"):
            yield PlainText("", id="text")

    async def on_mount(self) -> None:
        await self._load()

    async def others_changed(self) -> None:
        # Whoever reads the folder beside this session among them, and colleagues who sort.
        await self._load()

    async def catch_up(self) -> None:
        await self._load()

    # --- what is shown -------------------------------------------------------------------------------------------

    async def _load(self, chosen: str | None = None) -> None:
        shown: InboxShown = await self.ask(waiting_bundles, self.actor)
        self._arrived = {str(item.facts.id): item for item in shown.waiting}
        self.query_one(PickList).show([listed(key, item) for key, item in self._arrived.items()], chosen=chosen)
        if not self._arrived:
            self._tell(nothing(shown.folder))

    def on_pick_list_moved(self, message: PickList.Moved) -> None:
        item = self._arrived.get(message.row.key) if message.row else None
        if item:
            self._tell(detail(item))

    def _tell(self, words: str) -> None:
        self.query_one("#text", PlainText).update(words)

    def _chosen(self) -> Arrived | None:
        row = self.query_one(PickList).selected
        item = self._arrived.get(row.key) if row else None
        if item is None:
            self.say("Kotak masuk kosong.")
        return item

    def _sort(self, work: Callable[[Arrived], Coroutine[Any, Any, str]]) -> None:
        """Do something with the bundle under the cursor, tell it, and stand on the next one."""
        item = self._chosen()
        if item:
            self.act(self._sorted(work, item))

    async def _sorted(self, work: Callable[[Arrived], Coroutine[Any, Any, str]], item: Arrived) -> None:
        try:
            told = await work(item)
        except BoardError:
            # Mostly because a colleague was faster.
            await self._load()
            raise
        await self._load()
        self.say(told)

    # --- keys ----------------------------------------------------------------------------------------------------

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.action_take()

    def action_take(self) -> None:
        """Make a case of the bundle."""
        self._sort(self.take)

    async def take(self, item: Arrived) -> str:
        """Make a case of the bundle; the sentence to tell."""
        done = await register(self, bundle=item.facts)
        if done is None:
            return self.board.take_remark()
        return registered_words(done, f"Kiriman {item.facts.id} menjadi berkas {done.case.number}.", key="")

    def action_join(self) -> None:
        """Put the bundle into a case that is there."""
        self._sort(self._join)

    async def _join(self, item: Arrived) -> str:
        case = await self._case_for(item)
        return await self.join_to(item, case) if case else self.board.take_remark()

    async def join_to(self, item: Arrived, case: CaseToJoin) -> str:
        """Put the bundle into a case: what each file is for; the sentence to tell."""
        key, facts = str(uuid4()), item.facts

        async def save(values: dict[str, Any], send: Send) -> bool:
            files = {int(name.removeprefix(FILE)): to for name, to in values.items() if name.startswith(FILE) and to}
            note = str(values.get("note") or "")
            await send(join_bundle, facts.id, case.number, self.actor.name, files, note, key=key)
            return True

        if not await self.app.push_screen_wait(FormScreen(joining_form(facts, case, save))):
            return self.board.take_remark()
        return f"Kiriman {facts.id} digabungkan ke berkas {case.number}."

    async def _case_for(self, item: Arrived) -> CaseToJoin | None:
        """The case to join: one of those that fit, or any other by its number."""
        facts, picked = item.facts, OTHER
        if item.matches:
            rows = [Row(match.number, f"{match.number}  {match.name}  {match.why}") for match in item.matches]
            rows.append(Row(OTHER, "Nomor lain ..."))
            answer = await self.app.push_screen_wait(
                ChoiceScreen(f"Gabungkan kiriman {facts.id} ke berkas mana?", rows)
            )
            if answer is None:
                return None
            picked = answer
        if picked != OTHER:
            return await self.ask(case_to_join, picked, self.actor.name)
        return await self._case_by_words(facts.id)

    async def join_by_words(self, item: Arrived) -> str:
        """Put the bundle into a case that has to be looked for; the sentence to tell."""
        case = await self._case_by_words(item.facts.id)
        return await self.join_to(item, case) if case else self.board.take_remark()

    async def _case_by_words(self, bundle_id: int) -> CaseToJoin | None:
        async def save(values: dict[str, Any], send: Send) -> CaseToJoin:
            return await self.ask(case_to_join, str(values["number"]), self.actor.name)

        field = Field("number", "Nomor, NIK, telepon, nama", "text", required=True)
        group = Group("Ketik yang diketahui, atau pindai nomornya", [field])
        way = Way("join_which", which=str(bundle_id))
        form = Form(f"Gabungkan kiriman {bundle_id}", [group], save=save, way=way)
        found: CaseToJoin | None = await self.app.push_screen_wait(FormScreen(form))
        return found

    def action_set_aside(self) -> None:
        """Set the bundle aside."""
        self._sort(self._set_aside)

    async def _set_aside(self, item: Arrived) -> str:
        facts = item.facts
        reasons = self.board.profile.reasons[NO_APPLICATION]
        rows = [Row(code, title) for code, title in reasons.items()]
        code = await self.app.push_screen_wait(ChoiceScreen(f"Kiriman {facts.id} bukan permohonan: mengapa?", rows))
        if code is None:
            return ""
        if code == OTHER:
            return await self.set_aside_because(item)
        await self.ask(dismiss_bundle, facts.id, self.actor.name, code, "", key=str(uuid4()))
        return self._is_aside(facts.id, code)

    async def set_aside_because(self, item: Arrived) -> str:
        """Set the bundle aside for a reason of its own; the sentence to tell."""
        key, bundle_id = str(uuid4()), item.facts.id

        async def save(values: dict[str, Any], send: Send) -> bool:
            await send(dismiss_bundle, bundle_id, self.actor.name, OTHER, str(values["note"]), key=key)
            return True

        field, way = Field("note", "Alasan", "text", required=True), Way("aside", which=str(bundle_id))
        form = Form(f"Kiriman {bundle_id} bukan permohonan", [Group("", [field])], save=save, way=way)
        if not await self.app.push_screen_wait(FormScreen(form)):
            return self.board.take_remark()
        return self._is_aside(bundle_id, OTHER)

    def _is_aside(self, bundle_id: int, code: str) -> str:
        self._aside.append(bundle_id)
        reasons = self.board.profile.reasons[NO_APPLICATION]
        return f"Kiriman {bundle_id} disisihkan: {reasons[code]}. u: urungkan."

    async def again(self, bundle_id: int, work: Callable[[Arrived], Coroutine[Any, Any, str]]) -> None:
        """Go on with a bundle where it was broken off.

        Raises:
            Refused: somebody has settled it meanwhile.
        """
        item = self._arrived.get(str(bundle_id))
        if item is None:
            raise Refused(f"Kiriman {bundle_id} sudah ditangani.")
        await self._sorted(work, item)

    def action_restore(self) -> None:
        """Take back the last bundle that was set aside here."""
        if self._aside:
            self.act(self._restore(self._aside[-1]))
        else:
            self.say("Belum ada yang Anda sisihkan di sini; yang lama: board inbox list --state bukan.")

    async def _restore(self, bundle_id: int) -> None:
        await self.ask(restore_bundle, bundle_id, self.actor.name)
        self._aside.pop()
        await self._load(chosen=str(bundle_id))
        self.say(f"Kiriman {bundle_id} kembali menunggu di kotak masuk.")

    def action_reload(self) -> None:
        """Have the folder read again."""
        self.board.start_reading_inbox()
        self.say("Folder unggahan dibaca ulang; kiriman baru muncul sendiri.")
