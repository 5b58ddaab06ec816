"""Sandi baru: whoever comes in with a password that somebody else has set chooses one of their own first."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.services.log_in import change_own_password, choose_own_password
from board.services.passwords import SHORTEST
from board.widgets.texts import PlainText, TextField
from board.workflow.facts import Actor

ABOUT = (
    "Sandi Anda dibuatkan orang lain. Tulis sandi baru yang hanya Anda ketahui: paling pendek {} huruf, berbeda dari "
    "yang sekarang. Bila lupa kelak, pengelola membuatkan yang baru."
)


OF_ONE_S_OWN = (
    "Layar terkunci dibuka dengan sandi, dan Anda masuk dengan kunci: buat sandi sendiri, paling pendek {} huruf. "
    "Berikutnya tombol Kunci langsung mengunci layar. Bila lupa kelak, pengelola membuatkan yang baru."
)


class NewPasswordScreen(OfficeScreen[Actor | None]):
    """A password, typed twice.

    Args:
        actor: who has just given the present password, or came in by a key.
        password: the present one, which must still be right when the new one is stored; None: there is none that the
            officer alone knows, and the key they came in by stands for it.
    """

    TYPING = True
    AUTO_FOCUS = "#new"
    BINDINGS = [
        bind("f2", "save", "Simpan", "Simpan sandi baru; Enter pada ulangannya juga.", id="password.save"),
        bind("tab,down", "next", "Berikut", "Ke medan berikutnya.", id="password.next"),
    ]

    def __init__(self, actor: Actor, password: str | None) -> None:
        super().__init__()
        self._actor, self._password = actor, password

    def title_words(self) -> str:
        return f"Sandi baru · {self._actor.title}"

    def corner_words(self) -> str:
        return ""

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(can_focus=False):
            yield PlainText((OF_ONE_S_OWN if self._password is None else ABOUT).format(SHORTEST))
            yield PlainText("Sandi baru", classes="heading")
            yield secret_field("new")
            yield PlainText("Ulangi sandi baru", classes="heading")
            yield secret_field("again")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input.id == "new":
            self.query_one("#again").focus()
        else:
            self.action_save()

    async def _change(self) -> None:
        new, again = self.query_one("#new", Input), self.query_one("#again", Input)
        first, second, new.value, again.value = new.value, again.value, "", ""
        # What was refused is typed again from the first field on.
        new.focus()
        name = self._actor.name
        if self._password is None:
            self.dismiss(await self.ask(choose_own_password, name, first, second))
        else:
            self.dismiss(await self.ask(change_own_password, name, self._password, first, second))

    def action_save(self) -> None:
        """Store the new password."""
        self.act(self._change())

    def action_next(self) -> None:
        """To the other field."""
        self.focus_next()


def secret_field(name: str, *, shown: bool = False) -> TextField:
    """A field at the door; what is typed into it is not shown."""
    return TextField(password=not shown, id=name, classes="search", max_length=64)
