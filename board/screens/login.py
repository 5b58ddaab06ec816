"""Masuk: name and sandi. A session that SSH has let in for one officer never sees this screen."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.new_password import NewPasswordScreen, secret_field
from board.services.log_in import log_in
from board.widgets.texts import PlainText
from board.workflow.facts import Actor


class LoginScreen(OfficeScreen[None]):
    """Who are you."""

    SEARCHES = False
    AUTO_FOCUS = "#name"
    BINDINGS = [
        bind("tab,down", "next", "Berikut", "Ke medan berikutnya.", id="login.next"),
        bind("f10", "back", "Keluar", "Tutup papan.", id="login.quit"),
    ]

    def title_words(self) -> str:
        return f"Papan · {self.board.profile.short}"

    def corner_words(self) -> str:
        return ""

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(can_focus=False):
            yield PlainText("Nama pengguna", classes="heading")
            yield secret_field("name", shown=True)
            yield PlainText("Sandi", classes="heading")
            yield secret_field("password")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id == "name":
            self.query_one("#password").focus()
        else:
            self.act(self._log_in())

    async def _log_in(self) -> None:
        name, password = self.query_one("#name", Input), self.query_one("#password", Input)
        typed, password.value = password.value, ""
        found = await self.ask(log_in, name.value, typed)
        actor: Actor | None = found.actor
        if found.must_change:
            actor = await self.app.push_screen_wait(NewPasswordScreen(found.actor, typed))
        if actor is None:
            self.say("Anda belum masuk: sandi baru belum ditulis.")
        else:
            await self.board.welcome(actor)

    def action_next(self) -> None:
        """To the next field."""
        self.focus_next()

    def action_back(self) -> None:
        """Leave the board."""
        self.app.exit()
