"""A card as two lines of words: number, name, how often it came back; service, channel, and what time says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from rich.cells import cell_len, set_cell_size
from rich.style import Style

from board import wording
from board.services.lists import Card
from board.widgets import inks
from board.widgets.columns import OPEN
from board.widgets.promise_words import promise_words
from board.workflow.open_time import OpenTime, whole_minutes
from board.workflow.sop import Status

LINES = 2
"""Lines of a card."""
MARK = "*"
"""Before the number of a case that is chosen."""
NUMBER = 18
"""Room that the number of a case wants on the upper line."""


@dataclass(frozen=True)
class Moment:
    """When the board is painted: times on cards are worked out from it, never by a ticking clock."""

    now: datetime
    open_time: OpenTime

    @property
    def zone(self) -> tzinfo | None:
        """The office's zone."""
        return self.now.tzinfo


def card_lines(
    card: Card, width: int, at: Moment, *, cursor: bool, me: str, marked: bool = False
) -> list[list[tuple[str, Style]]]:
    """The two lines of a card, each exactly ``width`` cells.

    Args:
        marked: chosen for one decision on many.
    """
    mark = (">" if cursor else " ") + (MARK if marked else "")
    if width < OPEN:
        return _narrow(card, width, at, mark, cursor=cursor)
    flags = _flags(card, width - NUMBER)
    upper = _line(f"{mark}{'!!' if card.urgent else ''}{card.number}  {card.name}", flags, width, inks.BOLD, inks.FLAG)
    words, ink = time_words(card, at)
    lower = _lower(card, width, at, me, words, ink)
    return _shown(upper, lower, cursor=cursor)


def _lower(card: Card, width: int, at: Moment, me: str, words: str, ink: Style) -> list[tuple[str, Style]]:
    """The lower line: as much of what stands at its left as fits whole, and what time says."""
    # Rather no channel than half of one.
    for parts in _origins(card, at, me):
        room = width - sum(cell_len(text) for text, _ in parts) - cell_len(words)
        if room > 0:
            return [*parts, (" " * room, inks.PLAIN), (words, ink)]
    return _line(f"  {card.short}", words, width, inks.PLAIN, ink)


def _shown(
    upper: list[tuple[str, Style]], lower: list[tuple[str, Style]], *, cursor: bool
) -> list[list[tuple[str, Style]]]:
    if cursor:
        # The words of the number and name alone: a bar over both lines costs a thin line four times as much at every
        # key, and the colours of what time says would stand on a background nobody chose.
        (text, _), *rest = upper
        words = text.rstrip()
        upper = [(words, inks.CURSOR), (text[len(words) :], inks.PLAIN), *rest]
    return [upper, lower]


def _narrow(card: Card, width: int, at: Moment, mark: str, *, cursor: bool) -> list[list[tuple[str, Style]]]:
    """A card beside the column in hand: its number, its name, and one word about time."""
    words, ink = time_words(card, at)
    word = words.removeprefix("!").split(" ")[0] if ink is inks.LATE else words if len(words) <= 8 else ""
    upper = _line(f"{mark}{'!!' if card.urgent else ''}{card.number}", "", width, inks.BOLD, inks.PLAIN)
    room = width - len(word) - 2
    lower = [(set_cell_size(f" {card.name}", room), inks.PLAIN), (f" {word} ", ink)]
    return _shown(upper, lower, cursor=cursor)


def _origins(card: Card, at: Moment, me: str) -> Iterator[list[tuple[str, Style]]]:
    """What stands at the left of the lower line, the fullest first: service, channel, and the clock of the step."""
    begin = f"  {card.short}"
    if card.holder is not None:
        yield from _held(card, card.holder, at, begin, me)
        return
    queue = _queue(card, at)
    for told in (f" · {card.channel} · {queue}", f" · {queue}") if queue else ():
        yield [(begin + told, inks.PLAIN)]
    yield [(f"{begin} · {card.channel}", inks.PLAIN)]


def _held(card: Card, holder: str, at: Moment, begin: str, me: str) -> Iterator[list[tuple[str, Style]]]:
    """Who has it, how long beside the standard minutes (PRODUCT 6.1), and since when."""
    since = datetime.fromtimestamp((card.held_at or card.entered_at) / 1000, at.zone)
    worked = whole_minutes(timedelta(milliseconds=card.earlier_ms) + at.open_time.between(since, at.now))
    clock = f"{worked}/{card.standard} mnt" if card.standard else wording.working_span(worked, brief=True)
    ink = inks.OVER if card.standard and worked > card.standard else inks.PLAIN
    if holder == me:
        yield [(f"{begin} · ", inks.PLAIN), (f"Anda kerjakan {clock}", ink)]
        yield [(f"{begin} · Anda kerjakan", inks.PLAIN)]
        return
    name = (card.holder_title or holder).split(",")[0].split()[0]
    told = f"{begin} · dipegang {name} sejak {_short(since, at)}"
    yield [(f"{told} · ", inks.PLAIN), (clock, ink)]
    yield [(told, inks.PLAIN)]
    yield [(f"{begin} · dipegang {name}", inks.PLAIN)]


def _queue(card: Card, at: Moment) -> str:
    """How long it has waited in its tray for somebody to take it; empty where it waits for nobody here."""
    if card.status is not Status.RUNNING:
        return ""
    since = datetime.fromtimestamp(max(card.entered_at, card.back_at or 0) / 1000, at.zone)
    return f"antre {wording.working_span(whole_minutes(at.open_time.between(since, at.now)), brief=True)}"


def _flags(card: Card, room: int) -> str:
    """What is odd about a case, as much of it as leaves its number whole; the first weighs most."""
    words = []
    if card.sought:
        words.append("fisik dicari")
    if card.limit:
        words.append(f"lewat {card.limit}")
    if card.news:
        words.append("kiriman baru")
    if card.unread:
        words.append(f"utas {card.unread} baru")
    if card.unprinted:
        words.append("kertas?")
    if card.waits:
        words.append("tunggu berkas")
    if card.round > 1:
        words.append(f"kembali {card.round - 1}x")
    while len(" ".join(words)) > room and len(words) > 1:
        words.pop()
    return " ".join(words)


def time_words(card: Card, at: Moment) -> tuple[str, Style]:
    """What time says about a case, in words; where nothing was promised, since when it is in its tray."""
    due, ready = (
        None if stored is None else datetime.fromtimestamp(stored / 1000, at.zone)
        for stored in (card.due_at, card.ready_at)
    )
    told = promise_words(due, at.now, card.status, ready)
    if told is not None:
        return told
    arrived = datetime.fromtimestamp(card.entered_at / 1000, at.zone)
    return f"sejak {_short(arrived, at)}", inks.DIM


def _short(moment: datetime, at: Moment) -> str:
    if moment.date() == at.now.date():
        return wording.clock_time(moment)
    return f"{moment.day} {wording.MONTHS_SHORT[moment.month - 1]}"


def _line(left: str, right: str, width: int, left_ink: Style, right_ink: Style) -> list[tuple[str, Style]]:
    """Left words and right words on one line; the right ones are kept whole where they fit."""
    room = width - (cell_len(right) + 1 if right else 0)
    if room < 8:
        return [(set_cell_size(left, width), left_ink)]
    parts = [(set_cell_size(left, room), left_ink)]
    if right:
        parts += [(" ", inks.PLAIN), (right, right_ink)]
    return parts


def strip_lines(count: int, late: int, waiting: int, width: int) -> list[list[tuple[str, Style]]]:
    """A column as a strip: what lies in it, what is late, what waits elsewhere."""
    lines = [[(set_cell_size(f" {count - waiting} berkas", width), inks.PLAIN)]]
    if late:
        lines.append([(set_cell_size(f" !{late} terlambat"[:width], width), inks.LATE)])
    if waiting:
        lines.append([(set_cell_size(f" {waiting} menunggu", width), inks.WAITING)])
    return lines
