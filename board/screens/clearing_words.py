"""A case as somebody sees it who decides: everything that matters for it close together, the rest behind Enter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from rich.text import Text

from board import wording
from board.screens.correction_words import correction_words
from board.screens.thread_words import BAR, entry_title
from board.screens.words import Words, wrapped
from board.services.event_words import EVENT_TITLES
from board.services.papers import STATE_TITLES as PAPER_STATES
from board.services.show_case import standing_events
from board.services.thread_notes import INTERNAL
from board.services.work_case import MARKED
from board.widgets import inks
from board.widgets.promise_words import promise_words
from board.workflow.doings import TAKEN_OVER, UNDONE
from board.workflow.office import Profile
from board.workflow.sop import FORM_TITLES, PEMOHON, Intent, Sop, Status

LABEL = 20
CELL = 36
"""Width of a short field: two stand beside one another on the narrowest terminal, five on a wide one."""
NOTES = 3
EVENTS = 5
TOLD = frozenset({UNDONE, TAKEN_OVER, MARKED})
"""Events that move nothing and are told all the same; ticks and papers stand above."""
PERSON = ("nama", "nik", "shdk", "tgl_lahir")
"""What a row about a person shows."""


def clearing_words(case: dict[str, Any], sop: Sop, profile: Profile, now: datetime, width: int) -> Text:
    """The text of a case to decide on, wrapped to a width.

    Args:
        now: what is late is told against it.
    """
    lines = (
        *_head(case, sop, profile, now),
        *_blocked(case),
        *correction_words(case, profile, LABEL),
        *_missing(case),
        *_initials(case, sop),
        *packed(_fields(case, sop), width),
        *_requirements(case),
        *_papers(case, profile),
        *_thread(case, sop),
        *_history(case, sop),
    )
    return wrapped(lines, width)


def _pair(label: str, value: object, ink: Any = inks.PLAIN) -> Words:
    return Words(f"  {label:<{LABEL}} {wording.clean(str(value))}", hang=LABEL + 3, ink=ink)


def _stamp(iso: str) -> str:
    return wording.short_stamp(datetime.fromisoformat(iso))


def _head(case: dict[str, Any], sop: Sop, profile: Profile, now: datetime) -> Iterator[Words]:
    yield Words(f"{case['number']}  {sop.title}", ink=inks.BOLD)
    who = case["applicant"]
    numbers = [f"{title}{who[name]}" for title, name in (("NIK ", "nik"), ("KK ", "no_kk"), ("", "phone")) if who[name]]
    yield Words("  " + " · ".join([wording.clean(who["name"]), *numbers]), hang=2)
    yield _time(case, now)
    if case["urgent"]:
        reason = profile.reasons["mendesak"].get(case["urgent_reason"], case["urgent_reason"])
        yield _pair("Mendesak", reason, inks.BOLD)
    yield from _hand(case)
    if case["physical"]["sought_at"]:
        yield _pair("Fisik", f"DICARI sejak {_stamp(case['physical']['sought_at'])}", inks.BOLD)
    elif case["physical"]["holder"]:
        yield _pair("Fisik", f"pada {case['physical']['holder']} sejak {_stamp(case['physical']['at'])}")


def _time(case: dict[str, Any], now: datetime) -> Words:
    """When it came, until when it is promised and meant, and how often it came back."""
    told, ink = [f"diterima {_stamp(case['received_at'])}"], inks.PLAIN
    due, ready = _moment(case["due_at"]), _moment(case["ready_at"])
    promise = promise_words(due, now, Status(case["status"]), ready)
    if due is not None:
        told.append(f"jatuh tempo {wording.short_stamp(due)}" + (f" ({promise[0]})" if promise else ""))
        ink = inks.LATE if promise and promise[1] is inks.LATE else inks.PLAIN
    target = _moment(case["target_at"])
    # A target of an earlier day is past mending; what counts from then on is the promise.
    if target is not None and ready is None and target.date() >= now.date():
        told.append(f"target {wording.short_stamp(target)}" + (" (lewat)" if target < now else ""))
    if case["round"] > 1:
        told.append(f"kembali {case['round'] - 1}x")
    return Words("  " + " · ".join(told), hang=2, ink=ink)


def _moment(iso: str | None) -> datetime | None:
    return datetime.fromisoformat(iso) if iso else None


def _hand(case: dict[str, Any]) -> Iterator[Words]:
    """Who has it, whether they are there, and how long the step is worked on beside its standard minutes."""
    step, told = case["clock"]["step"], []
    if case["holder"]:
        told.append(f"{case['holder']} sejak {_stamp(case['held_at'])}")
        told += [case["holder_absent"]] if case["holder_absent"] else []
    touched = step["touch_minutes"] if step and case["status"] == Status.RUNNING else None
    if touched or (touched is not None and case["holder"]):
        told.append(f"{touched}/{step['standard_minutes']} mnt" if step["standard_minutes"] else f"{touched} mnt")
    if told:
        over = bool(touched and step["over"])
        yield _pair("Dikerjakan", " · ".join(told), inks.BOLD if over or case["holder_absent"] else inks.PLAIN)


def _blocked(case: dict[str, Any]) -> Iterator[Words]:
    """Why the deciding key would be refused, before it is pressed."""
    ways = [move for move in case["moves"] if move["intent"] != Intent.RETURN]
    if ways and not any(move["allowed"] for move in ways):
        yield _pair("Belum dapat", ways[0]["reason"], inks.BOLD)


def _initials(case: dict[str, Any], sop: Sop) -> Iterator[Words]:
    """Who approved it on its way here, the last time each."""
    steps = {step.id: step for step in sop.steps}
    given = {
        event["from"]: f"{steps[event['from']].tray}: {event['actor'].split(',')[0]} {_stamp(event['at'])}"
        for event in standing_events(case)
        if event["intent"] == Intent.APPROVE and event["from"] in steps
    }
    if given:
        yield _pair("Disetujui", "; ".join(given.values()))


def packed(items: Iterable[str], width: int) -> Iterator[Words]:
    """Short texts beside one another, in columns; a long one takes as many as it needs, at most a line of its own."""
    most = max(1, (width - 2) // CELL)
    line, used = "", 0
    for item in items:
        cells = min(most, -(-(len(item) + 2) // CELL))
        if used + cells > most:
            yield Words(f"  {line.rstrip()}", hang=4)
            line, used = "", 0
        line += item.ljust(cells * CELL)
        used += cells
    if line:
        yield Words(f"  {line.rstrip()}", hang=4)


def _fields(case: dict[str, Any], sop: Sop) -> Iterator[str]:
    for item in sop.fields:
        value = case["data"].get(item.id)
        if not value:
            continue
        if item.type != "rows":
            yield f"{item.title.rstrip('?')}: {wording.clean(item.in_words(value))}"
            continue
        columns = {column.id: column for column in item.columns}
        shown = PERSON if PERSON[0] in columns else tuple(columns)
        for place, row in enumerate(value, start=1):
            words = [columns[name].in_words(row[name]) for name in shown if row.get(name) and name in columns]
            yield f"{item.title} {place}: {wording.clean('  '.join(words))}"


def _missing(case: dict[str, Any]) -> Iterator[Words]:
    missing = [item["title"] for item in case["requirements"] if item["mandatory"] and not item["met"]]
    if missing:
        yield _pair("Syarat KURANG", "; ".join(missing), inks.BOLD)


def _requirements(case: dict[str, Any]) -> Iterator[Words]:
    here = [f"{item['title']} ({FORM_TITLES[item['form']]})" for item in case["requirements"] if item["form"]]
    if here:
        yield _pair("Syarat ada", "; ".join(here))
    if case["attachments"]:
        yield _pair("Lampiran", f"{len(case['attachments'])} berkas (l)")


def _papers(case: dict[str, Any], profile: Profile) -> Iterator[Words]:
    by_state: dict[str, list[str]] = {}
    for job in case["prints"]:
        by_state.setdefault(PAPER_STATES[job["state"]].lower(), []).append(profile.documents[job["document"]].title)
    if by_state:
        yield _pair("Cetakan", "; ".join(f"{', '.join(titles)}: {state}" for state, titles in by_state.items()))


def _thread(case: dict[str, Any], sop: Sop) -> Iterator[Words]:
    for note in case["thread"][-NOTES:]:
        bar = BAR if note["kind"] == INTERNAL else ""
        what = entry_title(note["kind"], note["source"], sop.role_title(PEMOHON))
        yield _pair(f"{bar}{what}", f"{' '.join(note['text'].split())} ({note['author']}, {_stamp(note['at'])})")


def _history(case: dict[str, Any], sop: Sop) -> Iterator[Words]:
    trays = {step.id: step.tray for step in sop.steps}
    walked = [event for event in case["events"] if event["to"] != event["from"] or event["intent"] in TOLD]
    for event in reversed(walked[-EVENTS:]):
        to = f" ke {trays.get(event['to'], 'pemohon')}" if event["to"] and event["to"] != event["from"] else ""
        note = f": {event['note']}" if event["note"] else ""
        acting = f" ({event['acting_for']})" if event["acting_for"] else ""
        title = EVENT_TITLES.get(event["intent"], event["intent"])
        yield Words(f"  {_stamp(event['at']):<{LABEL}} {title}{to} · {event['actor']}{acting}{wording.clean(note)}",
                    hang=LABEL + 3, ink=inks.DIM)  # fmt: skip
