"""What the board screen reads: counts of a view and the pages on screen, in one visit to the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from peewee import Expression

from board.services import lists
from board.services.bundles import waiting_count
from board.services.desk import Desk
from board.services.draft_list import count_drafts
from board.services.facts_of import actor_of
from board.services.lists import BoardView, Card, Column, Filter, Key
from board.services.notices import Told, unseen
from board.services.outage_rows import outage_notice
from board.workflow.open_time import OpenTime
from board.workflow.sop import Sop

MY_DESK, SOP, OFFICE = "meja", "sop", "kantor"
FIRST_PAGE = 40
BEYOND: Key = (2**62, 0)
"""Behind every case: a page that starts here is the last one."""


@dataclass(frozen=True)
class Wanted:
    """What of a column is to be read: from its top, from the case that stands first on screen, or its last page."""

    column: str
    start: Key | None = None
    keep: int | None = None
    limit: int = FIRST_PAGE


@dataclass(frozen=True)
class Page:
    """Cards of a column, and whether the first is its top and the last its end."""

    cards: list[Card]
    top: bool
    end: bool


@dataclass(frozen=True)
class Loaded:
    """A view, and the pages that were wanted of it."""

    view: BoardView
    now: datetime
    wanted: tuple[Wanted, ...]
    pages: dict[str, Page]
    open_time: OpenTime
    """By which the times on cards are worked out when they are painted."""
    waiting: int = 0
    """Bundles in the kotak masuk that nobody has sorted yet."""
    outage: str = ""
    """What is down now, in words."""
    drafts: int = 0
    """Forms the officer has not saved."""
    told: tuple[Told, ...] = ()
    """What the officer is to be told: a colleague took over what was theirs."""


def load_view(
    desk: Desk,
    user: str,
    view: str,
    sop_id: str | None,
    narrowed: Filter,
    choose: Callable[[BoardView], Sequence[Wanted]],
) -> Loaded:
    """Counts of a view and the pages on screen, in one state of the database.

    Args:
        choose: says, once the columns are known, which pages are drawn.
    """
    actor = actor_of(desk, user)
    with desk.store.reading():
        if view == SOP and sop_id:
            shown = lists.sop_board(desk, actor, desk.shelf.current(sop_id, desk.today()), narrowed)
        elif view == OFFICE:
            shown = lists.office_board(desk, actor, narrowed)
        else:
            shown = lists.my_desk(desk, actor, narrowed)
        columns = {column.key: column for column in shown.columns}
        wanted = tuple(want for want in choose(shown) if want.column in columns)
        conditions = lists.shown_to(desk, actor, narrowed, desk.now())
        bare = {want.column: _page(desk, columns[want.column], want, conditions) for want in wanted}
        marks = lists.marks_of(desk, actor, [card for page in bare.values() for card in page.cards])
        pages = {key: replace(page, cards=lists.marked(page.cards, marks)) for key, page in bare.items()}
        waiting, outage, told = waiting_count(desk), outage_notice(desk), tuple(unseen(desk, user))
        drafts = count_drafts(desk, user)
    return Loaded(shown, desk.now(), wanted, pages, OpenTime(desk.profile.calendar), waiting, outage, drafts, told)


def _page(desk: Desk, column: Column, want: Wanted, conditions: Sequence[Expression]) -> Page:
    """A page of bare cards."""
    if want.start is None:
        cards = lists.bare_cards(desk, column, conditions, limit=want.limit)
        return Page(cards, top=True, end=len(cards) < want.limit)
    # From just before the first case on screen, so that this case comes along if it is still there.
    after = want.start[0], want.start[1] - 1
    cards = lists.bare_cards(desk, column, conditions, after=after, limit=want.limit)
    if len(cards) == want.limit:
        return Page(cards, top=False, end=False)
    last = cards[-1].key if cards else BEYOND
    before = last[0], last[1] + 1
    cards = lists.bare_cards(desk, column, conditions, before=before, limit=want.limit)
    return Page(cards, top=len(cards) < want.limit, end=True)


def read_page(desk: Desk, user: str, column: Column, want: Wanted, narrowed: Filter) -> Page:
    """What is held of one column, read again or for the first time."""
    with desk.store.reading():
        actor = actor_of(desk, user)
        page = _page(desk, column, want, lists.shown_to(desk, actor, narrowed, desk.now()))
        return replace(page, cards=lists.marked(page.cards, lists.marks_of(desk, actor, page.cards)))


def more_cards(
    desk: Desk, user: str, column: Column, after: Key | None, before: Key | None, narrowed: Filter
) -> list[Card]:
    """A further page of a column."""
    return lists.cards(desk, actor_of(desk, user), column, after=after, before=before, narrowed=narrowed)


def sops_in_use(desk: Desk) -> list[Sop]:
    """The services of the office."""
    return desk.shelf.in_use(desk.today())
