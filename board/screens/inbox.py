"""Kotak masuk: what was uploaded and has no number yet, to become a case, to join one, or to be set aside."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from typing import Any
from uuid import uuid4

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from board import wording
from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.choice import ChoiceScreen
from board.screens.form import Form, FormScreen, Group
from board.screens.register import register
from board.services.bundles import BundleFacts
from board.services.inbox_list import Arrived, InboxShown, waiting_bundles
from board.services.inbox_settle import (
    NO_APPLICATION,
    CaseToJoin,
    case_to_join,
    dismiss_bundle,
    join_bundle,
)
from board.widgets import inks
from board.widgets.pick_list import PickList, Row
from board.workflow.checks import OTHER
from board.workflow.sop import Field, Option

FILE = "file:"
FILE_LABEL = 34
MIME_WORDS = {"image/jpeg": "foto JPEG", "image/png": "gambar PNG", "application/pdf": "PDF", "text/plain": "teks"}


class InboxScreen(OfficeScreen[None]):
    """The bundles that wait, oldest first, and what is in the one under the cursor."""

    TITLE_WORDS = "Kotak masuk"
    BINDINGS = [
        bind("b,enter", "take", "Jadikan berkas", "Daftarkan kiriman ini sebagai berkas baru.", id="inbox.take"),
        bind("g", "join", "Gabungkan", "Masukkan kiriman ini ke berkas yang sudah ada.", id="inbox.join"),
        bind("x", "set_aside", "Bukan permohonan", "Sisihkan kiriman ini, dengan alasan.", id="inbox.dismiss"),
        bind("r,f5", "reload", "Segarkan", "Baca ulang folder unggahan.", id="inbox.reload"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._arrived: dict[str, Arrived] = {}

    def body(self) -> Iterator[Widget]:
        yield PickList(empty="Kotak masuk kosong.")
        with VerticalScroll(can_focus=False, classes="reading"):
            yield Static("", markup=False, id="text")

    async def on_mount(self) -> None:
        await self._load()

    async def others_changed(self) -> None:
        # Whoever reads the folder beside this session among them, and colleagues who sort.
        await self._load()

    async def catch_up(self) -> None:
        await self._load()

    # --- what is shown -------------------------------------------------------------------------------------------

    async def _load(self) -> None:
        shown: InboxShown = await self.ask(waiting_bundles)
        self._arrived = {str(item.facts.id): item for item in shown.waiting}
        self.query_one(PickList).show([_row(key, item) for key, item in self._arrived.items()])
        if not self._arrived:
            self._tell(_nothing(shown.folder))

    def on_pick_list_moved(self, message: PickList.Moved) -> None:
        item = self._arrived.get(message.row.key) if message.row else None
        if item:
            self._tell(_detail(item))

    def _tell(self, words: str) -> None:
        self.query_one("#text", Static).update(words)

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
        told = ""
        try:
            told = await work(item)
        finally:
            # Refused, too: mostly because a colleague was faster.
            await self._load()
            self.say(told)

    # --- keys ----------------------------------------------------------------------------------------------------

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.action_take()

    def action_take(self) -> None:
        """Make a case of the bundle."""
        self._sort(self._take)

    async def _take(self, item: Arrived) -> str:
        done = await register(self, bundle=item.facts)
        if done is None:
            return self.board.take_remark()
        if done.prints:
            self.board.start_printing()
        extra = " Tanda terima dicetak." if done.prints else ""
        extra += " Pesan untuk pemohon siap (w)." if done.message else ""
        return f"Kiriman {item.facts.id} menjadi berkas {done.case.number}.{extra}"

    def action_join(self) -> None:
        """Put the bundle into a case that is there."""
        self._sort(self._join)

    async def _join(self, item: Arrived) -> str:
        case = await self._case_for(item)
        if case is None:
            return ""
        key, facts = str(uuid4()), item.facts

        async def save(values: dict[str, Any]) -> bool:
            files = {int(name.removeprefix(FILE)): to for name, to in values.items() if name.startswith(FILE) and to}
            note = str(values.get("note") or "")
            await self.ask(join_bundle, facts.id, case.number, self.actor.name, files, note, key=key)
            return True

        if not await self.app.push_screen_wait(FormScreen(_joining_form(facts, case, save))):
            return ""
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

        async def save(values: dict[str, Any]) -> CaseToJoin:
            return await self.ask(case_to_join, str(values["number"]), self.actor.name)

        field = Field("number", "Nomor berkas", "text", required=True)
        form = Form(f"Gabungkan kiriman {facts.id}", [Group("Ketik atau pindai nomornya", [field])], save=save)
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
        key = str(uuid4())

        async def save(values: dict[str, Any]) -> bool:
            await self.ask(dismiss_bundle, facts.id, self.actor.name, code, str(values.get("note") or ""), key=key)
            return True

        if code == OTHER:
            field = Field("note", "Alasan", "text", required=True)
            form = Form(f"Kiriman {facts.id} bukan permohonan", [Group("", [field])], save=save)
            if not await self.app.push_screen_wait(FormScreen(form)):
                return ""
        else:
            await save({})
        return f"Kiriman {facts.id} disisihkan: {reasons[code]}."

    def action_reload(self) -> None:
        """Have the folder read again."""
        self.board.start_reading_inbox()
        self.say("Folder unggahan dibaca ulang; kiriman baru muncul sendiri.")


def _joining_form(facts: BundleFacts, case: CaseToJoin, save: Any) -> Form:
    """What each file is for, before the bundle joins a case."""
    options = tuple(Option(name, title) for name, title in case.requirements)
    fields = [
        Field(f"{FILE}{item.id}", f"{place}. {item.name}"[:FILE_LABEL], "enum", options=options)
        for place, item in enumerate(facts.kept, start=1)
    ]
    # One file for the one paper that is missing: most likely that is what it is.
    sure = len(fields) == 1 and len(case.lacks) == 1
    values = {fields[0].id: case.lacks[0]} if sure else {}
    groups = (
        [Group("Berkas kiriman ini untuk persyaratan apa?", fields, label=FILE_LABEL)] if options and fields else []
    )
    groups.append(Group("Bila perlu", [Field("note", "Catatan", "text")]))
    return Form(f"Gabungkan ke {case.number}", groups, values=values, save=save, about=case.about)


def _row(key: str, item: Arrived) -> Row:
    facts = item.facts
    at = facts.arrived_at
    phone = wording.mask_phone(facts.phone) or "tanpa nomor"
    refused = len(facts.turned_away)
    counted = f"{len(facts.kept)} berkas" + (f", {refused} ditolak" if refused else "")
    words = " ".join(wording.masked(wording.clean(facts.text)).split())
    text = f"{at.day:02d}/{at.month:02d} {wording.clock_time(at)}  {phone:<12} {counted:<9}  {words}"
    ink = inks.DIM if not facts.kept and not facts.text else inks.PLAIN
    return Row(key, text, item.matches[0].number if item.matches else "", ink)


def _detail(item: Arrived) -> str:
    """The bundle under the cursor, in lines."""
    facts = item.facts
    size, pages = sum(file.size for file in facts.kept), sum(file.pages for file in facts.kept)
    lines = [
        f"Kiriman {facts.id} · {wording.mask_phone(facts.phone) or 'tanpa nomor telepon'} · "
        f"{wording.stamp(facts.arrived_at)} · {pages} halaman, {wording.size_words(size)}"
    ]
    if facts.nik:
        lines.append(f"NIK pada nama berkas: {wording.mask_number(facts.nik)}")
    lines += [f"Mungkin untuk {match.number} {match.name} ({match.service}): {match.why}" for match in item.matches]
    if facts.text:
        lines += ["", *wording.masked(wording.clean(facts.text, lines=True)).split("\n")]
    lines.append("")
    for file in facts.files:
        name = wording.masked(wording.clean(file.name))
        kind = MIME_WORDS.get(file.mime, file.mime)
        told = file.refused or f"{kind}, {wording.size_words(file.size)}, {file.pages} halaman"
        lines.append(f"{'  ' if not file.refused or file.mime else '! '}{name}: {told}")
    return "\n".join(lines)


def _nothing(folder: str) -> str:
    return (
        f"Belum ada kiriman yang menunggu.\n\nFolder unggahan: {folder}\n"
        "Taruh foto dan PDF di sana, satu folder per pengirim, dinamai telepon dan waktunya, misalnya "
        "081234567890_20261121-0712. Kiriman muncul di sini sendiri."
    )
