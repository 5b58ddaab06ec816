"""What happens when nobody presses a key: personal data is covered, then the screen locked, then the session ended.

Each of them waits until what was asked for has been answered, so that no screen comes up over a lock.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from textual.events import Key, Paste

from board.errors import NotAuthorised, SessionOver
from board.screens.base import OfficeScreen
from board.screens.cover import COVERED, CoverScreen
from board.services.access import record_look
from board.terminal.idle import Idle, Later

if TYPE_CHECKING:
    from board.app import BoardApp

AGAIN = 0.1
"""Seconds until a screen is looked at again that was busy when it should have been covered."""
ENDED = "Sesi ditutup karena lama terkunci. Masuk lagi; yang sudah diketik tersimpan sebagai draf."


class Guard:
    """Watches one session.

    Args:
        later: schedules a call; tests hand in their own.
        now: a clock that is never set; tests hand in their own.
    """

    def __init__(self, board: BoardApp, later: Later, now: Callable[[], float] = monotonic) -> None:
        rules = board.profile.session
        self._board = board
        self._masking = Idle(rules.mask_seconds, lambda: self._soon(self._mask), later, now)
        self._locking = Idle(rules.lock_minutes * 60, self.lock, later, now)
        self._ending = Idle(rules.end_minutes * 60, lambda: board.end_session(SessionOver(ENDED)), later, now)
        self._locked = False
        self._busy = 0
        """Covers and locks that wait until the screen is at rest."""
        self._woken: list[Key | Paste] | None = None
        """Keys pressed while a covered screen is being uncovered; None: none is."""

    def begin(self) -> None:
        """An officer is at work from now on."""
        self._locking.begin()

    def end(self) -> None:
        """The session is over."""
        for idle in (self._masking, self._locking, self._ending):
            idle.end()

    # --- keys ----------------------------------------------------------------------------------------------------

    def key(self, event: Key | Paste) -> bool:
        """Take note of a key; whether it did nothing but uncover the screen."""
        for idle in (self._masking, self._locking, self._ending):
            idle.key()
        if self._board.user is None:
            return False
        self._masking.begin()
        if self._woken is not None:
            self._woken.append(event)
            return True
        screen = self._board.screen
        if isinstance(screen, CoverScreen):
            self._woken = [event]
            screen.act(self._uncover(screen))
            return True
        if isinstance(screen, OfficeScreen) and screen.covered and not _leaves(event):
            screen.act(self._show_again(screen))
            return True
        return False

    async def _show_again(self, screen: OfficeScreen[object]) -> None:
        await self._look(screen)
        screen.uncover()
        screen.hush()

    async def _look(self, screen: OfficeScreen[object]) -> None:
        """Write down who is looked at again."""
        if screen.looked_at is not None:
            number, part = screen.looked_at
            await screen.ask(record_look, number, screen.actor, part)

    async def _uncover(self, cover: CoverScreen) -> None:
        try:
            for screen in self._open_screens():
                await self._look(screen)
        except NotAuthorised as closed:
            self._board.end_session(SessionOver(closed.sentence))
            return
        finally:
            woken, self._woken = self._woken or [], None
        cover.dismiss(None)
        below = self._board.screen
        if isinstance(below, OfficeScreen) and below.TYPING:
            # Whoever types looks at paper: the first letter counts.
            for event in woken:
                self._board.post_message(_again(event))

    # --- covering ------------------------------------------------------------------------------------------------

    @property
    def waiting(self) -> bool:
        """Whether a screen is to be covered or locked as soon as nothing is under way on it."""
        return self._busy > 0

    def _soon(self, do: Callable[[], None]) -> None:
        """Do something to the screen once nothing is under way on it."""
        self._busy += 1
        self._board.call_next(self._when_at_rest, do)

    def _when_at_rest(self, do: Callable[[], None]) -> None:
        if not self._board.screen_stack:
            # The session has ended meanwhile.
            return
        if self._board.at_rest:
            self._busy -= 1
            do()
        else:
            self._board.set_timer(AGAIN, lambda: self._when_at_rest(do))

    def _open_screens(self) -> list[OfficeScreen[object]]:
        """Screens that show somebody in full and have no cover of their own."""
        stack = [screen for screen in self._board.screen_stack if isinstance(screen, OfficeScreen)]
        return [screen for screen in stack if screen.bare and not screen.MASKS]

    def _mask(self) -> None:
        if self._locked:
            return
        for screen in self._board.screen_stack:
            if isinstance(screen, OfficeScreen) and screen.bare and screen.MASKS:
                screen.cover()
                if screen.is_active:
                    screen.say(COVERED)
        if self._open_screens() and not isinstance(self._board.screen, CoverScreen):
            self._board.push_screen(CoverScreen())

    # --- locking -------------------------------------------------------------------------------------------------

    def lock(self) -> None:
        """Lock the screen."""
        self._soon(self._lock)

    def _lock(self) -> None:
        if self._locked or self._board.user is None:
            return
        from board.screens.lock import LockScreen

        self._locked = True
        self._locking.end()
        self._masking.end()
        for screen in self._board.screen_stack:
            if isinstance(screen, OfficeScreen):
                screen.set_aside()
        self._board.push_screen(LockScreen(), self._unlocked)
        self._ending.begin()

    def _unlocked(self, news: bool | None) -> None:
        self._locked = False
        self._ending.end()
        self._locking.begin()
        self._masking.begin()
        screen = self._board.screen
        if news and isinstance(screen, OfficeScreen):
            screen.act(screen.others_changed())


def _leaves(event: Key | Paste) -> bool:
    """Whether a key only leaves the screen, which needs no look at it."""
    return isinstance(event, Key) and event.key == "escape"


def _again(event: Key | Paste) -> Key | Paste:
    """The same press, as one that has just come."""
    return Key(event.key, event.character) if isinstance(event, Key) else Paste(event.text)
