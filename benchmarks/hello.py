"""Textual's hello world: the floor the board is measured against."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("Halo dunia")


if __name__ == "__main__":
    Hello().run()
