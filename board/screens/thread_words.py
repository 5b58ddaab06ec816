"""A thread as text: who said what and when, and (without colours) what of it never leaves the office."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rich.style import Style
from rich.text import Text

from board import wording
from board.services.thread_notes import APPLICANTS, INTERNAL
from board.services.thread_view import ASKED, CAME, MESSAGE, OUTWARD, WAITS, Entry, ThreadShown, kept_back_words
from board.widgets import inks
from board.workflow.sop import status_title

BAR = "| "
"""Before every line that never leaves the office: seen without colours, and on every terminal."""
INSIDE = "INTERNAL · tidak keluar kantor"
UNREAD = "belum dibaca"


@dataclass(frozen=True)
class ThreadText:
    """The text of a thread, and the line its unread part begins on."""

    text: Text
    unread: int | None


def thread_text(shown: ThreadShown, read: int, width: int) -> ThreadText:
    """The entries of a thread, wrapped to a width.

    Args:
        read: number of the last note that was read when the thread was opened.
    """
    text, lines, unread = Text(), 0, None

    def put(words: str, ink: Style) -> None:
        nonlocal lines
        text.append(words, ink)
        text.append("\n")
        lines += 1

    for entry in shown.entries:
        if unread is None and entry.is_unread(read):
            unread = lines
            put(f"──── {UNREAD} ".ljust(width, "─"), inks.BOLD)
        for words, ink in _entry(entry, shown.applicant_role, width):
            put(words, ink)
        put("", inks.PLAIN)
    if shown.kept_back:
        put(kept_back_words(shown.kept_back), inks.DIM)
    elif not shown.entries:
        put("Belum ada catatan pada berkas ini.", inks.DIM)
    return ThreadText(text, unread)


def entry_title(kind: str, source: str, applicant: str) -> str:
    """What an entry is, in words that stand out.

    Args:
        applicant: what the SOP calls whoever applies.
    """
    told = {ASKED: f"DIMINTA dari {applicant.lower()}", CAME: f"KIRIMAN {applicant.lower()}", MESSAGE: "PESAN terkirim",
            WAITS: "PESAN belum dikirim (w)"}  # fmt: skip
    kinds = {INTERNAL: INSIDE, APPLICANTS: applicant.upper(), OUTWARD: f"JAWABAN → {applicant.lower()}"}
    return told.get(source) or kinds.get(kind, kind.upper())


def entry_head(entry: Entry, applicant: str) -> str:
    """What an entry is, when it was said, and by whom in which role."""
    role = f" ({entry.role})" if entry.role else ""
    return f"{entry_title(entry.kind, entry.source, applicant)} · {wording.stamp(entry.at)} · {entry.author}{role}"


def _entry(entry: Entry, applicant: str, width: int) -> Iterator[tuple[str, Style]]:
    head = entry_head(entry, applicant)
    bar = BAR if entry.kind == INTERNAL else ""
    own = entry.seq is not None
    for part in textwrap.wrap(head, width - len(bar), subsequent_indent="  "):
        yield bar + part, inks.BOLD if own else inks.DIM
    for line in entry.text.split("\n"):
        # What is no note hangs below its dash.
        hang = "  " if own else "    "
        for part in textwrap.wrap(wording.clean(line), width - len(bar) - 2, subsequent_indent=hang[2:]) or [""]:
            yield f"{bar}  {part}", inks.PLAIN


def head_lines(shown: ThreadShown, case: dict[str, Any]) -> list[tuple[str, str]]:
    """What stands above the thread whatever is read of it: left and right words of each line."""
    due = f"tempo {wording.short_stamp(shown.due_at)}" if shown.due_at else ""
    phone = f" · {shown.phone}" if shown.phone else " · tanpa telepon"
    secret = " (nama dirahasiakan)" if shown.secret else ""
    unsent = f"{shown.unsent} pesan belum dikirim (w)" if shown.unsent else ""
    writing = "; ".join(f"{item.name.split(',')[0]} sedang menulis ({item.kind})" for item in shown.writing)
    lines = [
        (f"{shown.step} · {status_title(shown.status)}", due),
        (f"{shown.applicant_role}: {shown.applicant}{secret}{phone}", writing or unsent),
    ]
    beside = " · ".join(_beside(case))
    return [*lines, *([(beside, "")] if beside else [])]


def _beside(case: dict[str, Any]) -> Iterator[str]:
    """Of a complaint: its level, the limit of law that comes or has passed first, the berkas it is about."""
    if case["about"]:
        yield f"tentang {', '.join(item['number'] for item in case['about'])}"
    if case["level"]:
        yield f"Tingkat {case['level']['title']}"
    standing = [item for item in case["deadlines"] if not item["met_at"]]
    if standing:
        first = min(standing, key=lambda item: item["due_at"])
        yield f"{first['title']} {first['words']}"
