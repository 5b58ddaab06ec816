"""How a key is declared: once, on the screen that owns it, with an id that keymaps and help know it by.

Letters work with Caps Lock on; every F-key has a letter beside it; only keys that arrive from every terminal are used
(TERMINALS 2).
"""

from __future__ import annotations

from textual.binding import Binding

NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Spasi",
    "slash": "/",
    "question_mark": "?",
    "asterisk": "*",
    "plus": "+",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "delete": "Del",
}
"""Keys as they are written on the keyboard."""


def bind(
    keys: str, action: str, title: str, about: str = "", *, id: str, show: bool = True, priority: bool = False
) -> Binding:
    """A key, or several divided by commas, for one action.

    Args:
        title: at most two words, for the key line.
        about: a sentence for the help screen.
        id: ``case.forward``: unique, known to keymaps, help and refusals.
        show: whether it stands in the key line.
    """
    every = [part for key in keys.split(",") for part in (with_capital(key))]
    return Binding(",".join(every), action, title, show=show, tooltip=about, id=id, priority=priority)


def with_capital(key: str) -> list[str]:
    """A letter with its capital, so that Caps Lock does no harm; other keys alone."""
    return [key, key.upper()] if len(key) == 1 and key.isalpha() else [key]


def key_name(key: str) -> str:
    """A key as people call it: ``t``, ``F5``, ``Enter``."""
    if key in NAMES:
        return NAMES[key]
    return key.upper() if key.startswith("f") and key[1:].isdigit() else key


def key_names(keys: list[str]) -> str:
    """Several keys of one action, capitals of letters left out."""
    shown = [key for key in keys if not (len(key) == 1 and key.isupper())]
    return ", ".join(key_name(key) for key in dict.fromkeys(shown))
