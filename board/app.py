"""The application: theme, first screen, the one database thread, and the paper that is printed beside it."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from textual.actions import ActionParseResult
from textual.binding import Binding
from textual.dom import DOMNode
from textual.events import Event, Key, Paste
from textual.scrollbar import ScrollBar
from textual.widgets import Input, TextArea
from textual.worker import WorkerFailed

from board import settings, wording
from board.errors import NotAuthorised, Refused, SessionOver
from board.screens.base import OfficeScreen
from board.screens.guard import Guard
from board.screens.own_keys import own_keymap
from board.services.absences import absence_notice
from board.services.backroom import Backroom
from board.services.board_reads import MY_DESK, OFFICE, Loaded, load_view
from board.services.calendar_view import today_words
from board.services.desk import Desk, open_desk
from board.services.drafts import Kept
from board.services.inbox_watch import LOCK, InboxWatch
from board.services.lists import Filter
from board.services.session import enter, in_session, still_here
from board.services.session_places import Place, take_place
from board.services.sops import changed_files
from board.services.terminal_choices import choose_profile, chosen_profile
from board.services.times import utc_now
from board.terminal.closed import Closed
from board.terminal.driver import ThinApp, ThinDriver
from board.terminal.keygate import KeyGate
from board.terminal.profiles import PROFILES, UTF8_COLOR, fitting
from board.terminal.profiles import Profile as TerminalProfile
from board.terminal.repeats import RepeatGate
from board.widgets.board_view import first_pages
from board.widgets.fields import ChoiceEditor
from board.widgets.scroll_bar import PlainScrollBar
from board.workflow.facts import Actor
from board.workflow.office import ADMIN, AUDITOR, Profile

Beside = Callable[[list[str]], Awaitable[dict[str, Any]]]
"""Words of a command line → its JSON; raises what the command refused."""
LOCAL_POLL, REMOTE_POLL = 0.25, 5.0
"""Seconds between two looks for others' changes: half a second at hand, five over SSH (PRODUCT 2, TERMINALS R7)."""
LOCAL_ESCAPE, REMOTE_ESCAPE = 0.2, 0.4
"""Seconds an Escape waits for the rest of a sequence: on a far line its parts may come apart (TERMINALS R5)."""


def office_facts(desk: Desk) -> tuple[Profile, list[str]]:
    """The profile, and what whoever opens the board should know."""
    absent = absence_notice(desk)
    notices = [*today_words(desk), *([absent] if absent else []), *desk.notices]
    changed = changed_files(desk)
    if changed:
        notices.append(f"{len(changed)} berkas SOP berbeda dari yang terpasang; lihat board doctor.")
    return desk.profile, notices


BURST = "Ketikan beruntun di luar medan diabaikan."


def later(seconds: float, then: Callable[[], None]) -> asyncio.TimerHandle:
    """Call something in a moment; the handle takes it back."""
    return asyncio.get_running_loop().call_later(seconds, then)


def only_office(actor: Actor) -> bool:
    """Whether an officer has no desk of their own: administrators and auditors begin with the whole office."""
    return all(grant.role in {ADMIN, AUDITOR} for grant in actor.grants)


class BoardApp(Closed, ThinApp[None], inherit_bindings=False):
    """The board on one terminal.

    Args:
        home: the office's folder.
        user: the officer, when the session says who it is; otherwise the login screen asks.
        key_id: the SSH key by which the session was opened for the officer.
        printer: starts printing what is queued; tests hand in their own.
        reader: starts reading the upload folder; tests hand in their own.
        beside: runs a command in a process of its own and answers its JSON; tests hand in their own.
        screen: id of the profile this station is drawn in, whoever sits at it; None: as its officer chose.
    """

    TITLE = "Papan"
    CSS_PATH = "theme.tcss"
    BINDINGS = [
        # Old habits that must lose nothing: XON, break, suspend (TERMINALS R5).
        Binding("ctrl+q,ctrl+c,ctrl+z,ctrl+s", "nothing", show=False, priority=True),
        # What a bad line has painted over is sent again.
        Binding("ctrl+l", "draw_again", show=False, priority=True),
    ]

    def __init__(
        self,
        home: Path,
        user: str | None,
        *,
        key_id: int | None = None,
        printer: Callable[[], None] | None = None,
        beside: Beside | None = None,
        clock: Callable[[], datetime] = utc_now,
        poll: float | None = None,
        reader: Callable[[], None] | None = None,
        screen: str | None = None,
    ) -> None:
        super().__init__(ansi_color=True, driver_class=ThinDriver)
        self.theme = "ansi-dark"
        ScrollBar.renderer = PlainScrollBar
        self._home = home
        self.came_by_key = key_id is not None
        """Whether a key of the officer's opened the session, which then needs no password at the door."""
        self._clock = clock
        self.start_printing = printer or self._print_beside
        self.start_reading_inbox = reader or self._read_inbox_beside
        self._run_beside = beside or self._run_command
        self._reading: subprocess.Popen[bytes] | None = None
        self._watch: InboxWatch | None = None
        self.remark = ""
        """A sentence one screen leaves for the next."""
        self.last_moved: str | None = None
        self.last_service: str | None = None
        """Id of the service that was registered last in this session."""
        self.going_on: Kept | None = None
        """The draft whose form is being opened again."""
        interval = poll or (REMOTE_POLL if settings.is_remote() else LOCAL_POLL)
        self._terminal = settings.terminal()
        self._station = screen
        self.drawn_as = fitting(self._terminal.name, self._terminal.locale, no_colour=self._terminal.no_colour)
        self._never_asked = False
        """Whether nobody has said yet how this terminal shows lines and colours."""
        self.escape_patience = REMOTE_ESCAPE if settings.is_remote() else LOCAL_ESCAPE
        self.ended_by: SessionOver | None = None
        """Why whoever was let in had to leave; told once the terminal is as it was."""
        self.backroom = Backroom(
            lambda: replace(open_desk(home, clock=clock), key_id=key_id), on_change=self._others_changed, poll=interval
        )
        self.backroom.opened()
        self.profile, self.notices = self.backroom.submit(office_facts).result()
        self._kept_all = False
        self._actor: Actor | None = None
        self._place: Place | None = None
        self._gate: KeyGate[Key] = KeyGate(self._deliver, self._burst, later, self._burst_over)
        self.repeats = RepeatGate(later)
        """Which presses of deciding keys count; of the session and not of a screen, for a held key outlives screens."""
        self.guard = Guard(self, later)
        """Covers, locks and ends a session in front of which nobody sits."""
        self.pressed_at = 0.0
        """When the last key was pressed, by the monotonic clock: one that was on its way is not meant for what came."""
        self.first_view: Future[Loaded] | None = None
        """The first view, read while the screen is still being set up."""
        if user is not None:
            self._place = self.backroom.submit(take_place, user).result()
            self._actor = self.backroom.submit(enter, user).result()
            self.drawn_as = self._profile_of(self.backroom.submit(chosen_profile, user, self._terminal.name).result())
            self.first_view = self._read_ahead(self._actor)

    def _profile_of(self, chosen: str | None) -> TerminalProfile:
        """How to draw, by what the station says, else by what the officer chose (None: nothing yet)."""
        self._never_asked = chosen is None and self._station is None and settings.is_remote()
        return PROFILES.get(self._station or chosen or "", self.drawn_as)

    def _read_ahead(self, actor: Actor) -> Future[Loaded]:
        width = shutil.get_terminal_size().columns
        view = OFFICE if only_office(actor) else MY_DESK
        return self.backroom.submit(
            load_view, actor.name, view, None, Filter(), lambda shown: first_pages(shown, width)
        )

    # --- who and when --------------------------------------------------------------------------------------------

    @property
    def actor(self) -> Actor:
        """The officer at work.

        Raises:
            NotAuthorised: nobody has logged in yet.
        """
        if self._actor is None:
            raise NotAuthorised("Masuk dahulu.")
        return self._actor

    @property
    def user(self) -> str | None:
        """Login name of the officer at work; None while nobody has come in."""
        return self._actor.name if self._actor else None

    @property
    def who_words(self) -> str:
        """``RINA MARLINA · Kasi Dafduk``: the officer as the title line shows them."""
        if self._actor is None:
            return ""
        titles = []
        for grant in self._actor.grants:
            role = self.profile.roles[grant.role].title
            bidang = f" {grant.bidang.capitalize()}" if grant.bidang else ""
            acting = f"{grant.mandate.kind.capitalize()}. " if grant.mandate else ""
            titles.append(f"{acting}{role}{bidang}")
        return f"{self._actor.title.split(',')[0]} · {', '.join(dict.fromkeys(titles)) or 'tanpa peran'}"

    def now(self) -> datetime:
        """The present moment in the office's zone."""
        return self._clock().astimezone(self.profile.tz)

    @property
    def today(self) -> date:
        """The office's calendar day."""
        return self.now().date()

    @property
    def day_words(self) -> str:
        """``Sen 23 Nov``."""
        day = self.today
        return f"{wording.WEEKDAYS_SHORT[day.weekday()]} {day.day} {wording.MONTHS_SHORT[day.month - 1]}"

    # --- screens -------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        keymap, faults = own_keymap(self._home)
        self.set_keymap(keymap)
        self.notices += faults
        self._loop_at_work = asyncio.get_running_loop()
        for ending in (signal.SIGTERM, signal.SIGHUP):
            self._loop_at_work.add_signal_handler(ending, self.exit)
        if self._actor is None:
            from board.screens.login import LoginScreen

            self.push_screen(LoginScreen())
        else:
            self._show_board()

    async def welcome(self, actor: Actor) -> None:
        """Somebody has logged in."""
        self._actor = actor
        asked = self.backroom.submit(chosen_profile, actor.name, self._terminal.name)
        self.draw_as(self._profile_of(await asyncio.wrap_future(asked)))
        self.pop_screen()
        self._show_board()

    def line_lost(self) -> None:
        """The terminal is gone, which may be noticed before the signal says so."""
        self.exit()

    def end_session(self, refused: SessionOver) -> None:
        """The officer may not stay: what was typed is kept, and the reason told once the terminal is as it was."""
        self.ended_by = refused
        self.exit()

    def exit(self, *arguments: Any, **options: Any) -> None:
        """End the session, whichever way it was asked for; what is open and not saved is kept (TERMINALS R9)."""
        self._keep_all()
        super().exit(*arguments, **options)

    def _keep_all(self) -> None:
        # Once: a second signal finds everything handed over already.
        kept, self._kept_all = self._kept_all, True
        for screen in () if kept else self.screen_stack:
            if isinstance(screen, OfficeScreen):
                screen.ending()

    def _show_board(self) -> None:
        from board.screens.board import BoardScreen

        assert self._actor is not None
        self.guard.begin()
        self.push_screen(BoardScreen(start_with_office=only_office(self._actor)))
        if self._never_asked:
            self.check_terminal()

    def check_terminal(self) -> None:
        """Ask how this terminal shows lines and colours, and draw accordingly from now on."""
        from board.screens.terminal_check import TerminalScreen

        before = self.drawn_as
        # Only what is sent in full shows what the terminal makes of it.
        self.draw_as(UTF8_COLOR)
        self.push_screen(TerminalScreen(), lambda chosen: self._draw_as_chosen(chosen, before))

    def _draw_as_chosen(self, chosen: str | None, before: TerminalProfile) -> None:
        if chosen is not None:
            self.backroom.submit(choose_profile, self.actor.name, self._terminal.name, chosen)
        self.draw_as(PROFILES.get(chosen or "", before))

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key | Paste) and not event.is_forwarded and self.guard.key(event):
            return
        if isinstance(event, Paste) and not event.is_forwarded and not self._fits_here(event):
            return
        if isinstance(event, Key) and not event.is_forwarded:
            self.pressed_at = event.time
            typing = isinstance(self.focused, Input | TextArea | ChoiceEditor)
            if not typing and self._gate.take(event, printable=event.is_printable):
                return
            self._hush()
        await super().on_event(event)

    def _fits_here(self, pasted: Paste) -> bool:
        """Whether a pasted text goes into a field; its lines become one where the field has one, and submit nothing."""
        if not isinstance(self.focused, Input | TextArea):
            self._burst()
            return False
        pasted.text = wording.clean(pasted.text, lines=isinstance(self.focused, TextArea))
        self._hush()
        return True

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key means; on a screen that is only being set up it means nothing yet and waits its turn."""
        if isinstance(default_namespace, OfficeScreen) and not default_namespace.children:
            return False
        return await super().run_action(action, default_namespace, namespaces)

    def _deliver(self, event: Key) -> None:
        """A letter that stood alone goes its way."""
        self.pressed_at = event.time
        self._hush()
        self.call_next(super().on_event, event)

    def _burst(self) -> None:
        """A burst outside a field was dropped."""
        if isinstance(self.screen, OfficeScreen) and not self.screen.SCANS:
            self.screen.say(BURST)

    def _burst_over(self, keys: list[Key]) -> None:
        """A number that was scanned means a case, where a screen looks for one."""
        typed = "".join(key.character or "" for key in keys if key.is_printable).strip()
        if isinstance(self.screen, OfficeScreen) and self.screen.SCANS:
            if typed and keys[-1].key == "enter":
                self.screen.scanned(typed)
            else:
                self.screen.say(BURST)

    def _hush(self) -> None:
        """What was said stays until the next key, and no longer."""
        if isinstance(self.screen, OfficeScreen):
            self.screen.hush()

    @property
    def settled(self) -> bool:
        """Whether nothing is under way or about to be; tests wait for it."""
        return self.at_rest and not self.guard.waiting

    @property
    def at_rest(self) -> bool:
        """Whether no key is held and nothing is being done."""
        acting = isinstance(self.screen, OfficeScreen) and (self.screen.acting or self.screen.hesitating)
        return not self._gate.waiting and not acting and self.backroom.idle

    def take_remark(self) -> str:
        """The sentence another screen left, once."""
        remark, self.remark = self.remark, ""
        return remark

    def action_draw_again(self) -> None:
        """Send the whole screen once more."""
        self.draw_again()

    def action_nothing(self) -> None:
        """A key that must do no harm."""

    # --- others and paper ----------------------------------------------------------------------------------------

    def _others_changed(self) -> None:
        """Called on the database thread: somebody else committed."""
        if self.is_running:
            asyncio.run_coroutine_threadsafe(self._refresh_top(), self._loop_at_work)

    async def _refresh_top(self) -> None:
        try:
            # What somebody else committed may be that this account is closed, or the key it came in with.
            await asyncio.wrap_future(self.backroom.submit(in_session, self.user, still_here))
        except SessionOver as refused:
            self.end_session(refused)
            return
        if isinstance(self.screen, OfficeScreen):
            await self.screen.others_changed()

    def _print_beside(self) -> None:
        """Print in a process of its own: reportlab would cost this session more memory than the whole board."""
        self._start_beside("print", "run")

    def _read_inbox_beside(self) -> None:
        """Read the upload folder in a process of its own: what comes from outside is decoded there, under limits."""
        self._reading = self._start_beside("inbox", "scan", "--wait")

    def _start_beside(self, *command: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "board", "--home", str(self._home), *command],
            env=settings.bare_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        # Somebody has to take note of its end, or it stays in the process table for as long as the session lasts.
        threading.Thread(target=process.wait, daemon=True).start()
        return process

    def watch_inbox(self) -> None:
        """Look at the upload folder from now on: an officer who sorts is at work here."""
        if self._watch is None:
            folder = self._home / self.profile.inbox.folder
            self._watch = InboxWatch(folder, self._home / LOCK, lambda: self.start_reading_inbox())
            self._watch.begin()

    async def beside(self, *words: str) -> dict[str, Any]:
        """Have something drawn or decoded for the officer at work, in a process of its own; its JSON.

        Raises:
            Refused: what that process refused, in its sentence.
        """
        return await self._run_beside(["--home", str(self._home), "--user", self.actor.name, "--json", *words])

    async def _run_command(self, words: list[str]) -> dict[str, Any]:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "board", *words, env=settings.bare_environment(),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        out, told = await process.communicate()
        try:
            if process.returncode:
                raise Refused(json.loads(told.splitlines()[-1])["reason"])
            done: dict[str, Any] = json.loads(out)
        except (ValueError, LookupError):
            raise Refused("Proses di samping papan berhenti sebelum selesai. Ulangi.") from None
        return done

    def on_unmount(self) -> None:
        self.guard.end()
        if self._watch is not None:
            self._watch.end()
        self.backroom.stop()
        if self._place is not None:
            self._place.leave()

    def _handle_exception(self, error: Exception) -> None:
        """End the session on whatever no screen foresaw; ``run_board`` raises it once the terminal is restored.

        Textual itself would print the traceback with the values of variables: names and NIKs among them.
        """
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
            # Even a screen that is broken must not keep the first error from being told.
            with suppress(Exception):
                self._keep_all()
        self._close_messages_no_wait()


def run_board(home: Path, user: str | None, *, key_id: int | None = None, screen: str | None = None) -> int:
    """Open the board on this terminal; returns the exit code.

    Args:
        screen: how this station is drawn, whoever sits at it.

    Raises:
        SessionOver: the officer had to leave.
        Exception: whatever ended the session before the officer did.
    """
    app = BoardApp(home, user, key_id=key_id, screen=screen)
    app.run(mouse=False)
    if app._exception is not None:
        raise app._exception.error if isinstance(app._exception, WorkerFailed) else app._exception
    if app.ended_by is not None:
        raise app.ended_by
    return app.return_code or 0
