"""The berkas a complaint is about, in words: where it is, and one line for every step with its clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from board import wording
from board.screens.words import Words
from board.widgets import inks

STEP = 17
"""Width of a step: its number, and a tray of at most fourteen letters."""


def about_words(about: Sequence[dict[str, Any]]) -> Iterator[Words]:
    """The section of a complaint, from ``about`` of its view; nothing where it is about no berkas."""
    if not about:
        return
    yield Words("")
    yield Words("Berkas yang diadukan", ink=inks.BOLD)
    for item in about:
        head = [f"{item['number']} ({item['service']})", f"diterima {_at(item['received_at'])}"]
        head += [f"jatuh tempo {_at(item['due_at'])}"] if item["due_at"] else []
        yield Words(f"  {', '.join(head)}")
        if item["note"]:
            yield Words(f"    {wording.clean(item['note'])}")
        for row in item["timeline"]:
            by = f"{row['by']} ({row['role']})" if row["role"] else row["by"]
            line = f"  {_at(row['at']):<12} {_step(row):<{STEP}} {_clock(row)} · {row['what']}, {by}"
            yield Words(line, hang=15, ink=inks.BOLD if row["over"] else inks.PLAIN)
        now = _clock({name: item[f"place_{name}"] for name in ("standard", "actual", "over")})
        yield Words(
            f"  {'sekarang':<12} {item['place']}, sejak {_at(item['place_since'])}{f', {now}' if now else ''}", 15
        )


def _step(row: dict[str, Any]) -> str:
    return f"{row['step']['no']}. {row['step']['tray']}"


def _clock(row: dict[str, Any]) -> str:
    """``baku 5, nyata 35 mnt (antre 10), LEWAT 30``: standard beside working minutes, and what they were spent on."""
    if row["actual"] is None:
        return ""
    if row.get("waiting"):
        return f"menunggu {row['waiting']} {row['actual']} mnt"
    standard = "" if row["standard"] is None else f"baku {row['standard']}, "
    queued = f" (antre {row['queued']})" if row.get("queued") else ""
    return f"{standard}nyata {row['actual']} mnt{queued}" + (f", LEWAT {row['over']}" if row["over"] else "")


def _at(iso: str) -> str:
    return wording.short_stamp(datetime.fromisoformat(iso))
