"""The case in hand: what every key that acts on a case needs, on the board and on the case's own screen alike."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from board.screens.base import OfficeScreen
from board.screens.form import Form, Group, fill
from board.screens.insert import InsertFor
from board.screens.keeping import Send
from board.services import work_case
from board.services.access import FIELDS, record_look
from board.services.case_desk import CaseDesk, lay_out
from board.services.drafts import Way
from board.services.in_flight import flight_words, in_flight
from board.services.lists import Spot
from board.services.session import still_here
from board.workflow.checks import known
from board.workflow.sop import Field


@dataclass(frozen=True)
class InHand:
    """A case as it stands on the screen."""

    number: str
    version: int


class CaseInHand(OfficeScreen[Any], inherit_bindings=True):
    """A screen with a case ``in_hand``; ``changed`` is called after each action that did something."""

    def __init__(self) -> None:
        super().__init__()
        self._ready: str | None = None
        self._ready_before: str | None = None

    def ready_for(self, number: str | None) -> None:
        """A message of this case was just said to be ready: the next key may open it, wherever the cursor is now."""
        self._ready = number

    def told_ready(self) -> str | None:
        """Number of the case whose message the sentence before this key spoke of."""
        return self._ready_before

    def hush(self) -> None:
        super().hush()
        # What was said stays until the next key, and so does what it means by ``w``.
        self._ready, self._ready_before = None, self._ready

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

    async def lost_sight(self, sentence: str) -> None:
        """The case in hand is closed to the officer from now on."""
        await self.changed(sentence)

    async def catch_up(self) -> None:
        await self.changed("")

    def _pressed(self, key: str, do: Callable[[], None]) -> None:
        """Do what a key says once it is known not to be held down: the case it was meant for must still be in hand."""
        meant = self.in_hand()

        def alone() -> None:
            # Another screen may have come, or another case, while the key was in doubt.
            if self.is_active and self.in_hand() == meant:
                do()

        self.board.repeats.press(key, self.board.pressed_at, alone)

    @property
    def hesitating(self) -> bool:
        return self.board.repeats.waiting

    def _with_case(self, work: Callable[[str], Coroutine[Any, Any, None]]) -> None:
        self._with_hand(lambda case: self._admitted(case.number, work))

    def _with_hand(self, work: Callable[[InHand], Coroutine[Any, Any, None]]) -> None:
        case = self.in_hand()
        if case is None:
            self.say("Belum ada berkas yang dipilih.")
        else:
            self.act(work(case))

    async def _admitted(self, number: str, work: Callable[[str], Coroutine[Any, Any, None]]) -> None:
        # A screen that opens for somebody whose account was closed meanwhile would have nowhere to say so.
        await self.ask(still_here)
        await work(number)

    def _decide(self, work: Callable[[CaseDesk], Coroutine[Any, Any, None]]) -> None:
        """Decide on the case as it is painted: one that a colleague changed meanwhile is not the one decided on."""

        async def seen(case: InHand) -> None:
            await work(await self.ask(lay_out, case.number, self.actor.name, case.version))

        self._with_hand(seen)

    async def fill(self, form: Form) -> Any:
        """Show a form; None when it was left, with a word about what became of what was typed."""
        return await fill(self, form)

    async def fill_in(self, desk: CaseDesk, wanted: list[str]) -> bool:
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

        async def save(filled: dict[str, Any], send: Send) -> bool:
            brought = {name: value for name, value in filled.items() if (value or None) != (values.get(name) or None)}
            if brought:
                await send(work_case.edit_case, desk.number, self.actor.name, data=brought, seen=desk.version)
            return True

        async def look_up(item: Field, value: str) -> str:
            if item.type != "nik" or item.bystander:
                return ""
            return flight_words("NIK ini", await self.ask(in_flight, "nik", value, desk.number))

        form = Form(
            f"{desk.number} · {desk.sop.short}", groups, values=values, known=known(desk.sop, desk.facts),
            subject=desk.number, way=Way("fields", desk.number, facts={"wanted": wanted}), save=save, look_up=look_up,
            partial=not wanted,
            inserts=InsertFor(desk.number),
        )  # fmt: skip
        await self.ask(record_look, desk.number, self.actor, FIELDS)
        return bool(await self.fill(form))
