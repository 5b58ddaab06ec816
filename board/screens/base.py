"""What every screen has: a title, a status line, its keys, and one way to ask the office and to show a refusal."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

from board.errors import BoardError, MoveRefused, SessionOver, StaleCase
from board.screens.bindings import bind, key_names
from board.services.desk import Desk
from board.services.session import in_session
from board.widgets import inks
from board.widgets.lines import KeyLine, Line, StatusLine
from board.wording import TRAINING
from board.workflow.facts import Actor

if TYPE_CHECKING:
    from board.app import BoardApp

P = ParamSpec("P")
R = TypeVar("R")
Result = TypeVar("Result")


class OfficeScreen(Screen[Result], inherit_bindings=False):
    """The frame of a place. Subclasses give ``TITLE_WORDS`` and ``body``."""

    TITLE_WORDS = "Papan"
    TYPING = False
    """Whether letters go into a field here, so that they are no keys."""
    SEARCHES = True
    """Whether an officer can look for a case from here; never where letters are typed."""
    SCANS = False
    """Whether a number that a scanner sends while no field is in hand means something here."""
    MASKS = False
    """Whether it covers by itself what it shows in full of a person; otherwise another screen is laid over it."""
    AUTO_FOCUS = "*"
    BINDINGS = [
        bind("question_mark,f1", "help", "Bantuan", "Semua tombol layar ini, dapat dicari.", id="help"),
        bind("slash,f7", "search", "Cari",
             "Cari berkas dari layar mana pun: nomor, NIK, No. KK, telepon, nomor SIAK, atau nama.",
             id="board.search", show=False),
        bind("escape", "back", "Kembali", "Kembali ke layar sebelumnya; tidak membuang apa pun.", id="back"),
        bind("f3,ctrl+o", "lock", "Kunci", "Kunci layar; sandi Anda membukanya persis seperti tadi.", id="lock",
             show=False),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._acting = False
        self._sentence = ""
        """What the status line says; also before there is one, and when the screen is being left."""
        self._left = False
        """Whether it was closed."""
        self._late_answers: list[Result | None] = []
        """What it was to close with while another screen lay above it."""

    # --- frame ---------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield Line(self._marked_title(), self.corner_words(), ink=inks.TITLE, id="title")
        yield from self.body()
        yield StatusLine(self._sentence, id="status")
        yield KeyLine(self.key_words())

    def body(self) -> Iterator[Widget]:
        """The widgets between title and status line."""
        yield from ()

    def title_words(self) -> str:
        """The left of the title."""
        return self.TITLE_WORDS

    def _marked_title(self) -> str:
        mark = f"{TRAINING} · " if self.board.profile.training else ""
        return f"{mark}{self.title_words()}"

    def show_title(self) -> None:
        """Write the title anew: its words have changed."""
        self.query_one("#title", Line).say(self._marked_title())

    def corner_words(self) -> str:
        """The right of the title: who is at work."""
        return self.board.who_words

    def key_words(self) -> list[tuple[str, str]]:
        """Keys and titles for the key line, read from the bindings of this screen."""
        shown = [(self._key_shown(keys), binding) for keys, binding in self.own_bindings() if binding.show]
        # What every screen has comes last: the first keys are those of the work at hand.
        shown.sort(key=lambda item: item[1].id in {"help", "back"})
        return [(key, binding.description) for key, binding in shown]

    def _key_shown(self, keys: str) -> str:
        """The first key of an action; where letters are typed, the first that is not one."""
        every = keys.split(", ")
        return next((key for key in every if len(key) > 1), every[0]) if self.TYPING else every[0]

    def own_bindings(self) -> list[tuple[str, Binding]]:
        """The declared bindings of this screen with the keys that trigger them now, in order of declaration."""
        grouped: dict[str, tuple[list[str], Binding]] = {}
        for key, active in self.active_bindings.items():
            binding = active.binding
            if binding.id and active.node is self:
                grouped.setdefault(binding.id, ([], binding))[0].append(key)
        # A key of the frame that a screen gives another use comes first by itself: the letter is what is told.
        return [(key_names(sorted(keys, key=_by_chord)), binding) for keys, binding in grouped.values()]

    @property
    def board(self) -> BoardApp:
        """The application, typed."""
        return cast("BoardApp", self.app)

    @property
    def actor(self) -> Actor:
        """The officer at work."""
        return self.board.actor

    # --- talking to the office -----------------------------------------------------------------------------------

    async def ask(self, service: Callable[Concatenate[Desk, P], R], *arguments: P.args, **options: P.kwargs) -> R:
        """Call a service on the database thread and wait for its answer.

        Raises:
            BoardError: what the service refused; also that the officer may not stay, which ends the session.
        """
        asked = self.board.backroom.submit(in_session, self.board.user, service, *arguments, **options)
        try:
            return await asyncio.wrap_future(asked)
        except SessionOver as refused:
            self.board.end_session(refused)
            raise

    def act(self, work: Coroutine[Any, Any, None]) -> None:
        """Do one thing that writes or asks further; until it is answered, other keys of its kind do nothing."""
        if self._acting:
            work.close()
            return
        self._acting = True
        self.run_worker(self._acted(work), group="act")

    async def _acted(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            with self.refusals_shown():
                try:
                    await work
                except StaleCase:
                    await self.catch_up()
                    raise
        finally:
            self._acting = False

    async def catch_up(self) -> None:
        """Show what a colleague changed, before the officer is told of it."""

    async def others_changed(self) -> None:
        """Another process committed something: read again what is shown of it."""

    @contextmanager
    def refusals_shown(self) -> Iterator[None]:
        """Show what the office refuses in the status line, with the key that mends it."""
        try:
            yield
        except BoardError as refused:
            self.say(refused.sentence + self._hint(refused))

    def _hint(self, refused: BoardError) -> str:
        if not isinstance(refused, MoveRefused) or refused.fix is None:
            return ""
        fix = self.mended_by(refused.fix)
        for keys, binding in self.own_bindings():
            if binding.id == fix:
                return f" Tekan {keys}: {binding.description}."
        return ""

    def mended_by(self, fix: str) -> str:
        """The key of this screen that does what a refusal asks for."""
        return fix

    @property
    def acting(self) -> bool:
        """Whether something that was asked for has not been answered yet."""
        return self._acting

    @property
    def hesitating(self) -> bool:
        """Whether a key waits to see whether it is held down."""
        return False

    def set_aside(self) -> None:
        """Nobody may be here for a while: keep what was typed now, without waiting."""

    def ending(self) -> None:
        """The program ends: hand over what must not be lost to the database thread, which finishes it."""

    # --- what is shown in full -----------------------------------------------------------------------------------

    @property
    def bare(self) -> bool:
        """Whether something of a person stands here in full."""
        return False

    @property
    def looked_at(self) -> tuple[str, str] | None:
        """Whom this screen shows in full, as the access journal tells it: the number and the part that is read."""
        return None

    @property
    def covered(self) -> bool:
        """Whether what was shown in full is masked now."""
        return False

    def cover(self) -> None:
        """Mask what is shown in full; see ``MASKS``."""

    def uncover(self) -> None:
        """Show it in full again."""

    def action_lock(self) -> None:
        """Lock the screen."""
        if self.board.user is not None:
            self.act(self._lock())

    async def _lock(self) -> None:
        from board.services.unlock import can_unlock

        if await self.ask(can_unlock, self.actor.name):
            self.board.guard.lock()
        elif self.board.came_by_key:
            from board.screens.new_password import NewPasswordScreen

            if await self.app.push_screen_wait(NewPasswordScreen(self.actor, None)):
                self.say("Sandi Anda tersimpan. Tombol Kunci kini mengunci layar.")
        else:
            self.say("Layar dibuka dengan sandi, dan akun ini belum punya sandi sendiri. Tutup papan saja.")

    def scanned(self, text: str) -> None:
        """A scanner sent a number while no field was in hand; see ``SCANS``."""

    # --- words ---------------------------------------------------------------------------------------------------

    def say(self, sentence: str) -> None:
        """Tell the officer something; it stays until the next key."""
        self._sentence = sentence
        for line in self.query(StatusLine):
            line.say(sentence)

    def hush(self) -> None:
        """Clear the status line: a key was pressed."""
        OfficeScreen.say(self, "")

    @property
    def said(self) -> str:
        """What the status line says."""
        return self._sentence

    def action_help(self) -> None:
        """Show all keys of this screen."""
        from board.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.title_words(), self.own_bindings()))

    @classmethod
    def may_search(cls) -> bool:
        """Whether the key of the search does anything on this screen."""
        return cls.SEARCHES and not cls.TYPING

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can never be done on this screen is no key of it."""
        return action != "search" or self.may_search()

    def action_search(self) -> None:
        """Look for a case; whoever leaves it is back here."""
        from board.screens.search import SearchScreen

        self.app.push_screen(SearchScreen(), self._show_found)

    def _show_found(self, number: str | None) -> None:
        """Show the only case that a search found."""
        if number:
            from board.screens.case import CaseScreen

            self.app.push_screen(CaseScreen(number), lambda _: self.act(self.others_changed()))
        else:
            self.act(self.others_changed())

    def action_back(self) -> None:
        """Leave this screen, once what was asked for has been answered."""
        if self._acting:
            # Leaving would lose the answer: whether the move was written, or why not.
            self.say("Tunggu sebentar: yang terakhir diminta masih dikerjakan.")
        else:
            self.leave()

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close the screen, once, with its answer; where another one lies above it, as soon as that is gone.

        Textual would close whichever screen is on top: a second Enter, as fast as a held key sends it, closed the
        board below a question that was answered already.
        """
        if self._left:
            return AwaitComplete()
        if not self.is_active:
            self._late_answers.append(result)
            return AwaitComplete()
        self._left = True
        return super().dismiss(result)

    def on_screen_resume(self) -> None:
        if self._late_answers and not self._left:
            self.dismiss(self._late_answers[0])

    def leave(self) -> None:
        """Close the screen."""
        self.dismiss(None)


def _by_chord(key: str) -> bool:
    """Whether a key is one of a row or a chord, which are named behind letters and digits."""
    return key.startswith("ctrl+") or (key[:1] == "f" and key[1:].isdecimal())
