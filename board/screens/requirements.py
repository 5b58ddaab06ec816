"""The checklist of a case: space ticks, a letter says in which form a paper was handed in.

While a case is about what the applicant was asked for, the checklist shows just that, with what came since; ``*`` shows
all of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from textual.widget import Widget

from board.errors import Refused
from board.screens.asked_words import came_words
from board.screens.bindings import bind
from board.screens.keeping import Keeping
from board.services.asked_rounds import AskedItem, AskedRound
from board.services.case_desk import CaseDesk
from board.services.drafts import Kept, Left, Way
from board.services.work_case import check_all
from board.widgets import inks
from board.widgets.lines import Line
from board.widgets.pick_list import PickList, Row
from board.workflow.checks import applicable, usual_form
from board.workflow.sop import FORM_TITLES, Requirement


class RequirementsScreen(Keeping[bool]):
    """Tick what is there; answers True when something was saved."""

    BINDINGS = [
        bind(
            "space",
            "tick",
            "Centang",
            "Centang dalam bentuk yang biasa, atau hapus centang.",
            id="req.toggle",
        ),
        bind("a", "form('asli')", "Asli", "Diterima sebagai dokumen asli.", id="req.asli"),
        bind("s", "form('scan_asli')", "Scan asli", "Diterima sebagai scan atau foto dokumen asli.", id="req.scan"),
        bind("f", "form('fotokopi')", "Fotokopi", "Diterima sebagai fotokopi.", id="req.copy"),
        bind("enter,f2", "save", "Simpan", "Simpan centang. Esc juga menyimpan.", id="req.save"),
        bind("asterisk", "all", "Semua", "Semua persyaratan, atau hanya yang diminta dari pemohon.", id="req.all"),
    ]

    def __init__(self, desk: CaseDesk, asked: AskedRound | None = None) -> None:
        super().__init__(Way("ticks", desk.number))
        self._desk = desk
        self._round = asked
        self._items = {item.id: item for item in applicable(desk.sop, desk.facts)}
        self._before = {name: desk.facts.requirements.get(name) for name in self._items}
        self._forms = dict(self._before)
        self._asked: dict[str, AskedItem] = {}
        if asked:
            self._asked = {item.requirement: item for item in asked.items if item.requirement in self._items}
        self._all = not self._asked
        self._refused = False

    def title_words(self) -> str:
        return f"Persyaratan {self._desk.number} · {self._desk.sop.short}"

    def body(self) -> Iterator[Widget]:
        if self._asked:
            yield Line(self._heading(), ink=inks.BOLD, id="asked")
        yield PickList(self._listed(), empty="Layanan ini tidak punya persyaratan.")
        if self._round and self._round.loose:
            yield Line(f"{self._round.loose} lampiran baru belum ditetapkan untuk syarat apa pun (layar Lampiran).")

    async def on_mount(self) -> None:
        hand = await self.take_up(self._put_back)
        self._all = self._all or bool(hand.get("all"))
        self._show()
        self.query_one(PickList).show(self._listed(), chosen=hand.get("row"))

    async def _put_back(self, kept: Kept) -> None:
        self._forms.update({name: form for name, form in kept.values.items() if name in self._items})
        self.say("Centang yang belum disimpan dipulihkan.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a request there is nothing to fold."""
        return bool(self._asked) if action == "all" else super().check_action(action, parameters)

    def _heading(self) -> str:
        if self._all:
            return f"Semua persyaratan ({len(self._items)})  * hanya yang diminta ({len(self._asked)})"
        return f"Yang diminta ({len(self._asked)})  * semua ({len(self._items)})"

    def _listed(self) -> list[Row]:
        return [self._listed_one(item) for item in self._items.values() if self._all or item.id in self._asked]

    def _listed_one(self, item: Requirement) -> Row:
        form = self._forms[item.id]
        instead = any(self._forms.get(other) for other in item.any_of)
        mark = "[x]" if form else "[-]" if instead else "[ ]"
        missing = item.mandatory and not form and not instead
        right = FORM_TITLES.get(form or "", "") or ("atau yang lain" if instead else "wajib" if missing else "bila ada")
        asked = self._asked.get(item.id)
        if asked and not form:
            right = came_words(asked, self.board.now().tzinfo)
        return Row(item.id, f"{mark} {item.title}", right, inks.BOLD if missing else inks.PLAIN)

    def action_all(self) -> None:
        """Show all, or just what was asked for."""
        self._all = not self._all
        self._show()

    def action_tick(self) -> None:
        """Tick or untick."""
        item = self._chosen()
        if item:
            self._forms[item.id] = None if self._forms[item.id] else usual_form(item, self._desk.facts.channel)
            self._show()
            self.keep_soon()

    def action_form(self, form: str) -> None:
        """Tick in a given form."""
        item = self._chosen()
        if item is None:
            return
        if form not in item.forms:
            accepted = ", ".join(FORM_TITLES[name] for name in item.forms)
            self.say(f"{item.title}: {FORM_TITLES[form]} tidak diterima; yang diterima {accepted}.")
            return
        self._forms[item.id] = form
        self._show()
        self.keep_soon()

    def _chosen(self) -> Requirement | None:
        row = self.query_one(PickList).selected
        return self._items[row.key] if row else None

    def _show(self) -> None:
        if self._asked:
            self.query_one("#asked", Line).say(self._heading())
        self.query_one(PickList).show(self._listed())

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.action_save()

    def action_save(self) -> None:
        """Save the ticks."""
        self.act(self._save())

    async def _save(self) -> None:
        changed = self._changed()
        if changed:
            await self.keep()
            await self.send(check_all, self._desk.number, self.actor.name, changed)
        await self.dismiss_saved(bool(changed))

    def _changed(self) -> dict[str, str | None]:
        return {name: form for name, form in self._forms.items() if form != self._before[name]}

    def left(self) -> Left:
        changed = self._changed()
        words = [(self._items[name].title, FORM_TITLES.get(form or "", "-")) for name, form in changed.items()]
        row = self.query_one(PickList).selected
        hand = {"row": row.key if row else "", "all": self._all}
        return Left(changed, f"Persyaratan {self._desk.number}", hand, words)

    def leave(self) -> None:
        """Leave; ticks are saved, because Esc never discards. Where they are refused, a second Esc keeps them as a
        draft.
        """
        if self._refused:
            self.act(self._keep_and_leave())
        else:
            self.act(self._save_and_leave())

    async def _save_and_leave(self) -> None:
        try:
            await self._save()
        except Refused as refused:
            self._refused = True
            self.say(f"{refused.sentence} Esc sekali lagi: keluar, centang tinggal sebagai draf.")

    async def _keep_and_leave(self) -> None:
        await self.keep_and_close()
        self.dismiss(False)
