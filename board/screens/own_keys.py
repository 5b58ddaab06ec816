"""``keys.toml`` of an office: another key for an action, by the id of its binding."""

from __future__ import annotations

import tomllib
from pathlib import Path

from board.screens.bindings import with_capital

KEYS_FILE = "keys.toml"


def own_keymap(home: Path) -> tuple[dict[str, str], list[str]]:
    """Binding id → keys, and what is wrong with the file in words; a faulty entry leaves its action where it was."""
    path = home / KEYS_FILE
    if not path.is_file():
        return {}, []
    # The table of all ids walks every screen; only offices that have such a file pay for it.
    from board.screens.key_table import key_rows

    try:
        plain = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as broken:
        return {}, [f"{KEYS_FILE} tidak dapat dibaca dan tidak dipakai: {broken}"]
    known = {row["id"] for row in key_rows()}
    keymap, faults = {}, []
    for name, key in plain.items():
        if name not in known or not isinstance(key, str) or not key:
            faults.append(f'{KEYS_FILE}: "{name}" tidak dikenal atau tombolnya kosong; lihat board keys.')
        else:
            keymap[name] = ",".join(part for item in key.split(",") for part in with_capital(item.strip()))
    return keymap, faults
