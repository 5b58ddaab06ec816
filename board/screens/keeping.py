"""A screen that keeps what is typed into it: a second after a key, when the program ends, and when it is left."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from textual.timer import Timer

from board.screens.base import OfficeScreen
from board.services.desk import Desk
from board.services.drafts import Kept, Left, OpenDraft, Way

KEEP_AFTER = 1.0
"""Seconds until what was typed is kept as a draft, so that a line that drops costs no more (TERMINALS R9)."""
BESIDE = "Isian yang sama juga ditulis di sesi Anda yang lain. Keduanya disimpan sendiri-sendiri (papan: daftar draf)."
ELSEWHERE = "Isian ini masih terbuka di sesi Anda yang lain; yang di sini isian baru. Yang lama: papan, daftar draf."
P = ParamSpec("P")
R = TypeVar("R")
Result = TypeVar("Result")


class Send(Protocol):
    """Saves by a service; the draft of the form goes in the same transaction."""

    def __call__(
        self, service: Callable[Concatenate[Desk, P], R], *arguments: P.args, **options: P.kwargs
    ) -> Awaitable[R]:
        """Call the service and wait for its answer."""


class Keeping(OfficeScreen[Result]):
    """What is typed here is kept until it is saved, or thrown away on purpose.

    Args:
        way: how the screen is opened again; None: it is kept with the form it belongs to.
    """

    def __init__(self, way: Way | None) -> None:
        super().__init__()
        self.way = way
        self._draft: OpenDraft | None = None
        self._keeping: Timer | None = None

    def left(self) -> Left:
        """The screen as it stands now."""
        raise NotImplementedError

    async def take_up(self, resume: Callable[[Kept], Awaitable[None]]) -> dict[str, Any]:
        """Put back what was kept of this screen, and keep it from now on.

        Returns:
            where the hand was, if it was broken off or is gone on with from the list; empty: it begins as always.
        """
        if self.way is None:
            return {}
        chosen = self.board.going_on
        named = chosen.name if chosen and chosen.way and chosen.way.name == self.way.name else ""
        if named:
            self.board.going_on = None
        draft = OpenDraft(self.actor.name, self.way, named)
        kept = await self.ask(draft.load)
        if kept is not None and kept.open_elsewhere and not named:
            draft.stand_apart()
            self.say(ELSEWHERE)
            kept = None
        if kept is not None:
            await resume(kept)
        # Not before: while half of it is put back, what stands here is not what was typed.
        self._draft = draft
        return kept.hand if kept is not None and (named or kept.cut) else {}

    async def send(self, service: Callable[Concatenate[Desk, P], R], *arguments: P.args, **options: P.kwargs) -> R:
        """Save by a service; see ``Send``."""
        if self._draft is None:
            return await self.ask(service, *arguments, **options)
        return await self.ask(self._draft.settle, service, *arguments, **options)

    def keep_soon(self) -> None:
        """Keep what was typed within a second, whether or not typing goes on."""
        if self._draft is not None and self._keeping is None:
            self._keeping = self.set_timer(KEEP_AFTER, self._keep_now)

    def keep_never(self) -> None:
        """What stands here is being saved, or was kept already."""
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None

    def _keep_now(self) -> None:
        self._keeping = None
        self.run_worker(self._kept(), group="keep")

    async def _kept(self) -> None:
        with self.refusals_shown():
            await self.keep()

    async def keep(self, *, cut: bool = True, over: bool = False) -> None:
        """Keep what was typed; see ``OpenDraft.keep``.

        Raises:
            BoardError: it could not be kept.
        """
        self.keep_never()
        if self._draft is not None and await self._kept_by(self._draft, cut=cut, over=over):
            self.say(BESIDE)

    async def keep_and_close(self) -> None:
        """Keep what was typed as its officer leaves it; again, where a key changed it while it was being stored.

        Raises:
            BoardError: it could not be kept.
        """
        before = None
        while (now := self.left().values) != before:
            await self.keep(cut=False, over=True)
            before = now

    async def _kept_by(self, draft: OpenDraft, *, cut: bool, over: bool) -> bool:
        # Not as ``ask``: also an account that was closed meanwhile keeps what its officer wrote.
        return await asyncio.wrap_future(self.board.backroom.submit(draft.keep, self.left(), cut=cut, over=over))

    def set_aside(self) -> None:
        self.keep_never()
        self._keep_now()

    def ending(self) -> None:
        """The program ends: keep what was typed, without waiting; the database thread finishes it."""
        self.keep_never()
        if self._draft is not None:
            self.board.backroom.submit(self._draft.keep, self.left(), over=True)

    async def dismiss_saved(self, answer: Result) -> None:
        """Close the screen: what it held is saved."""
        if self._draft is not None and not self._draft.settled:
            await self.ask(self._draft.drop)
            self._draft.settled = True
        self.dismiss(answer)
