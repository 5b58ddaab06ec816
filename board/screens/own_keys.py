"""``keys.toml`` of an office: another key for an action, by the id of its binding."""

from __future__ import annotations

from pathlib import Path

from board.screens.bindings import NAMES, with_capital
from board.wording import quoted
from board.workflow.config_files import Unreadable, read_toml

KEYS_FILE = "keys.toml"
_WRITTEN = {written.lower(): key for key, written in NAMES.items()}
_FREE = frozenset({"slash", "question_mark", "asterisk", "plus", *(f"f{number}" for number in range(1, 11))})
"""Besides letters and digits, what an office may give away: keys that every terminal sends (TERMINALS 2).

Enter, Esc, Tab, the blank and the arrows stay where they are: people find their way by them.
"""


def own_keymap(home: Path) -> tuple[dict[str, str], list[str]]:
    """Binding id → keys, and what is wrong with the file in words; a faulty entry leaves its action where it was."""
    path = home / KEYS_FILE
    if not path.exists():
        return {}, []
    try:
        entries = read_toml(path)
    except Unreadable as told:
        return {}, [f"{KEYS_FILE} tidak dipakai: {told}."]
    # The table of all ids walks every screen; only offices that have such a file pay for it.
    from board.screens.key_table import TYPING, bound_keys, key_rows

    known = {row["id"]: row["screen"] for row in key_rows()}
    defaults = {name: set(keys) for place in bound_keys().values() for name, keys in place.items()}
    wanted: dict[str, list[str]] = {}
    faults = []
    for name, written in entries.items():
        if name not in known or not isinstance(written, str):
            hint = ' tulis seperti "case.forward" = "g";' if isinstance(written, dict) else ""
            faults.append(f'{KEYS_FILE}: "{quoted(name)}" tidak dikenal;{hint} id-nya ada di board keys --json.')
            continue
        keys = [_key(part) for part in written.split(",")]
        wrong = [key for key in keys if not _may_have(key, defaults[name], typing=known[name] in TYPING)]
        if wrong:
            faults.append(f'{KEYS_FILE}: "{name}" = "{quoted(written)}": {_why(known[name] in TYPING)}')
        else:
            wanted[name] = [part for key in keys for part in with_capital(key)]
    faults += _doubles(wanted, bound_keys())
    return {name: ",".join(keys) for name, keys in wanted.items()}, faults


def _key(written: str) -> str:
    """A key as Textual calls it, from what stands on the keyboard: ``/``, ``F5``, ``T``."""
    plain = written.strip().lower()
    return _WRITTEN.get(plain, plain)


def _may_have(key: str, defaults: set[str], *, typing: bool) -> bool:
    if key in defaults:
        return True
    letter = len(key) == 1 and key.isascii() and key.isalnum()
    # In a form a letter belongs to the field.
    return (key in _FREE and (key.startswith("f") or not typing)) or (letter and not typing)


def _why(typing: bool) -> str:
    if typing:
        return "pada layar isian hanya F1 sampai F10 yang dapat dipilih."
    return "pilih satu huruf, angka, / ? * +, atau F1 sampai F10; Enter, Esc, Tab, spasi, dan panah tetap."


def _doubles(wanted: dict[str, list[str]], places: dict[str, dict[str, list[str]]]) -> list[str]:
    """Take out of ``wanted`` what would give one key two actions on a screen, and tell it."""
    faults = []
    # Leaving an action where it was may bring back a key that another entry has taken meanwhile.
    while clash := _first_clash(wanted, places):
        name, other, key, place = clash
        faults.append(f'{KEYS_FILE}: "{name}" = "{key}" sudah dipakai {other} pada layar {place}; tidak dipakai.')
        del wanted[name]
    return faults


def _first_clash(
    wanted: dict[str, list[str]], places: dict[str, dict[str, list[str]]]
) -> tuple[str, str, str, str] | None:
    for place, bound in places.items():
        taken: dict[str, str] = {}
        # What the office changed comes last, so that it is told as the one too many.
        for name in sorted(bound, key=lambda name: name in wanted):
            for key in wanted.get(name, bound[name]):
                other = taken.setdefault(key, name)
                if other != name:
                    return name, other, key, place
    return None
