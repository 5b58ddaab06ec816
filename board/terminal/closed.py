"""Every way out of the board that Textual brings along, closed: files, programs, the terminal's clipboard and bell.

The board runs on the server for somebody who has no account there. A screenshot, a URL that is opened or a process that
is suspended would happen on that server (TERMINALS 5, R12).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.app import App

OWN_ACTIONS = frozenset({"nothing", "draw_again"})
"""What the app itself does when a key asks for it; everything else is an action of a screen."""


class Closed(App[None], inherit_bindings=False):
    """An app that writes nowhere and starts nothing, whatever asks it to."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    COMMANDS = set()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No key, link or keymap reaches what Textual's app can do besides."""
        return action in OWN_ACTIONS

    def save_screenshot(self, *arguments: Any, **options: Any) -> str:
        """Write nothing."""
        return ""

    def deliver_screenshot(self, *arguments: Any, **options: Any) -> str | None:
        """Write nothing."""
        return None

    def deliver_text(self, *arguments: Any, **options: Any) -> str | None:
        """Write nothing."""
        return None

    def deliver_binary(self, *arguments: Any, **options: Any) -> str | None:
        """Write nothing."""
        return None

    def open_url(self, *arguments: Any, **options: Any) -> None:
        """Start no browser."""

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Go on; a session has no shell that could bring it back."""
        yield

    def action_suspend_process(self) -> None:
        """Go on; see ``suspend``."""

    def copy_to_clipboard(self, text: str) -> None:
        """Send nothing to the clipboard of whoever sits there (OSC 52)."""

    def bell(self) -> None:
        """Ring nobody."""
