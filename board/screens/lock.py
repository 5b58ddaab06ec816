"""Layar terkunci: nothing of the office can be read on it, and only the sandi of its officer opens it."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from board import wording
from board.errors import NotAuthorised, SessionOver
from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.new_password import secret_field
from board.services import unlock
from board.services.session import still_here
from board.widgets.texts import PlainText

LOCKED = "{} mengunci layar ini pukul {}. Sandi membukanya persis seperti tadi; yang sudah diketik tetap ada."
NO_PASSWORD = "Sesi ditutup karena lama tanpa tombol dan akun ini tanpa sandi. Masuk lagi; drafnya tersimpan."
WRONG = "Sandi keliru. Periksa Caps Lock, lalu ketik lagi."


class LockScreen(OfficeScreen[bool]):
    """Opens with the sandi of the officer at work; answers whether colleagues changed something meanwhile."""

    TITLE_WORDS = "Layar terkunci"
    TYPING = True
    SEARCHES = False
    AUTO_FOCUS = "#password"
    BINDINGS = [
        bind("f2", "open", "Buka", "Buka layar dengan sandi Anda; Enter juga.", id="lock.open"),
        bind("f10", "end", "Akhiri sesi", "Tutup papan; yang sudah diketik tersimpan sebagai draf.", id="lock.end"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._news = False

    def corner_words(self) -> str:
        return ""

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(can_focus=False):
            since = wording.clock_time(self.board.now())
            yield PlainText(LOCKED.format(wording.short_name(self.actor.title), since), classes="about")
            yield PlainText("Sandi", classes="heading")
            yield secret_field("password")

    async def on_mount(self) -> None:
        with self.refusals_shown():
            try:
                opens = await self.ask(unlock.lock, self.actor.name)
            except NotAuthorised as closed:
                self.board.end_session(SessionOver(closed.sentence))
            else:
                if not opens:
                    self.board.end_session(SessionOver(NO_PASSWORD))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What every screen has is no key of this one."""
        return action in {"open", "end"}

    async def others_changed(self) -> None:
        self._news = True
        with self.refusals_shown():
            try:
                await self.ask(still_here)
            except NotAuthorised as closed:
                self.board.end_session(SessionOver(closed.sentence))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the screen."""
        if self.query_one(Input).value:
            self.act(self._open())
        else:
            self.say("Ketik sandi Anda.")

    async def _open(self) -> None:
        field = self.query_one(Input)
        typed, field.value = field.value, ""
        try:
            fits = await self.ask(unlock.unlock, self.actor.name, typed)
        except NotAuthorised as closed:
            self.board.end_session(SessionOver(closed.sentence))
            return
        if fits:
            self.dismiss(self._news)
        else:
            self.say(WRONG)

    def action_end(self) -> None:
        """End the session."""
        self.board.exit()
