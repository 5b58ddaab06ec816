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
            told = " · ".join(filter(None, (_clock(row), f"{row['what']}, {by}")))
            line = f"  {_at(row['at']):<12} {_step(row):<{STEP}} {told}"
            yield Words(line, hang=15, ink=inks.BOLD if row["clock"] and row["clock"]["over"] else inks.PLAIN)
        now = _worked(item["place_clock"]) if item["place_clock"] else ""
        yield Words(
            f"  {'sekarang':<12} {item['place']}, sejak {_at(item['place_since'])}{f', {now}' if now else ''}", 15
        )


def _step(row: dict[str, Any]) -> str:
    return f"{row['step']['no']}. {row['step']['tray']}"


def _clock(row: dict[str, Any]) -> str:
    """Who it waited for outside, and the clock of the step it left; nothing where it stayed and waited for nobody."""
    waited = f"menunggu {row['waiting']} {row['paused_minutes']} mnt" if row["waiting"] else ""
    worked = _worked(row["clock"], row["rested_minutes"]) if row["clock"] else ""
    return ", ".join(filter(None, (waited, worked)))


def _worked(clock: dict[str, Any], rested: int = 0) -> str:
    """``baku 5, kerja 28 mnt (antre 10, kembali di baki 1), LEWAT 23``: what lies in a tray is beyond no standard."""
    standard, touch, waiting = (clock[f"{name}_minutes"] for name in ("standard", "touch", "waiting"))
    lay = ", ".join(f"{name} {span}" for name, span in (("antre", waiting), ("kembali di baki", rested)) if span)
    return (
        ("" if standard is None else f"baku {standard}, ")
        + ("kerja tidak terukur" if touch is None else f"kerja {touch} mnt")
        + (f" ({lay})" if lay else "")
        + (f", LEWAT {clock['over']}" if clock["over"] else "")
    )


def _at(iso: str) -> str:
    return wording.short_stamp(datetime.fromisoformat(iso))
