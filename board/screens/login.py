"""Masuk: name and sandi. A session that SSH has let in for one officer never sees this screen."""

from __future__ import annotations

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Input, Static

from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.services.log_in import log_in


class LoginScreen(OfficeScreen[None]):
    """Who are you."""

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
        yield Static("Nama pengguna", markup=False, classes="heading")
        yield _field("name")
        yield Static("Sandi", markup=False, classes="heading")
        yield _field("password", secret=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id == "name":
            self.query_one("#password").focus()
        else:
            self.act(self._log_in())

    async def _log_in(self) -> None:
        name, password = self.query_one("#name", Input), self.query_one("#password", Input)
        typed, password.value = password.value, ""
        actor = await self.ask(log_in, name.value, typed)
        await self.board.welcome(actor)

    def action_next(self) -> None:
        """To the next field."""
        self.focus_next()

    def action_back(self) -> None:
        """Leave the board."""
        self.app.exit()


def _field(name: str, *, secret: bool = False) -> Input:
    field = Input(password=secret, compact=True, id=name, classes="search", max_length=64)
    field.cursor_blink = False
    return field
