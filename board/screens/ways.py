"""How every form that was broken off is opened again, by the kind of its way (``Form.way``).

Each opener asks the office the same questions as the key that opened the form first, and lets it refuse: a case may
have gone on meanwhile. None of them decides anything by itself; what was typed waits in the form for its officer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any

from board.errors import BoardError, Refused
from board.screens import closing, outcomes, wrong_ways
from board.screens.base import OfficeScreen
from board.screens.custody import CustodyScreen
from board.screens.inbox import InboxScreen
from board.screens.incidents import IncidentsScreen
from board.screens.links import LinksScreen
from board.screens.messages import MessagesScreen
from board.screens.outages import OutagesScreen
from board.screens.papers import PapersScreen
from board.screens.thread import ThreadScreen
from board.services import work_case
from board.services.case_desk import CaseDesk, lay_out
from board.services.drafts import Kept, Way
from board.services.inbox_list import Arrived
from board.services.inbox_settle import case_to_join
from board.services.misdirected import Misplaced
from board.services.tray import Pick
from board.workflow.engine import Choice
from board.workflow.refusals import closed, no_way
from board.workflow.sop import CLOSED

if TYPE_CHECKING:
    from board.screens.board import BoardScreen


async def go_on(screen: BoardScreen, kept: Kept) -> None:
    """Open a form where it was broken off, and do with its answer what the key does that opened it first.

    Raises:
        BoardError: it cannot be opened any more, and why.
    """
    opener = WAYS.get(kept.way.kind) if kept.way else None
    if kept.way is None or opener is None:
        raise Refused("Isian ini disimpan versi lama; buka formulirnya dengan tombolnya, isinya ikut terbuka.")
    screen.board.going_on = kept
    try:
        await opener(screen, kept.way)
        if screen.board.going_on is not None:
            raise Refused(screen.board.take_remark() or "Formulir isian ini tidak ada lagi.")
    finally:
        screen.board.going_on = None


async def _above(screen: BoardScreen, place: OfficeScreen[Any], begin: Callable[[], Awaitable[None]]) -> None:
    """Open a form from the screen it was opened from; whoever leaves that screen is back on the board."""
    closed_again: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    refused: list[BoardError] = []

    async def first() -> None:
        try:
            await begin()
        except BoardError as no:
            refused.append(no)
            place.dismiss(None)

    await screen.app.push_screen(place, lambda _: closed_again.set_result(None))
    place.act(first())
    await closed_again
    if refused:
        raise refused[0]


async def _choice(screen: BoardScreen, way: Way, *, back: bool) -> tuple[CaseDesk, Choice]:
    """The move a form was opened for, as the case stands now.

    Raises:
        MoveRefused: there is no such move any more, or not for this officer.
    """
    desk = await screen.ask(lay_out, way.case, screen.actor.name)
    if desk.facts.status in CLOSED:
        raise closed(desk.sop, desk.facts)
    ways = desk.back if back else [choice for choice in desk.forward if choice.move.answers]
    same = [choice for choice in ways if choice.move.to == way.facts["to"]]
    for choice in same:
        if choice.grant is not None:
            return desk, choice
    raise (same[0].refused if same else None) or no_way(desk.sop, desk.step, desk.number, back)


# --- on the case ---------------------------------------------------------------------------------------------------


async def _register(screen: BoardScreen, way: Way) -> None:
    if "bundle" in way.facts:
        inbox = InboxScreen()
        await _above(screen, inbox, lambda: inbox.again(int(way.facts["bundle"]), inbox.take))
    elif way.case:
        await screen.register_again(way.case)
    else:
        await screen.register()


async def _fields(screen: BoardScreen, way: Way) -> None:
    desk = await screen.ask(lay_out, way.case, screen.actor.name)
    if desk.work_refused:
        raise desk.work_refused
    if await screen.fill_in(desk, list(way.facts["wanted"])):
        await screen.changed("Data tersimpan.")


async def _return(screen: BoardScreen, way: Way) -> None:
    await screen.return_by(*await _choice(screen, way, back=True))


async def _close(screen: BoardScreen, way: Way) -> None:
    desk, choice = await _choice(screen, way, back=False)
    if choice.refused and choice.refused.code != "solution":
        raise choice.refused
    await closing.convey(screen, desk, choice)


async def _urgent(screen: BoardScreen, way: Way) -> None:
    if await screen.ask(work_case.is_urgent, way.case, screen.actor.name):
        raise Refused(f"Berkas {way.case} sudah ditandai mendesak.")
    await screen.urgent_because(way.case)


async def _misfile(screen: BoardScreen, way: Way) -> None:
    await screen.misdirect(way.case, Misplaced(**way.facts))


async def _accused(screen: BoardScreen, way: Way) -> None:
    await screen.accuse_again(way.case, way.which, named=way.facts["named"])


async def _return_many(screen: BoardScreen, way: Way) -> None:
    await screen.return_many([Pick(**pick) for pick in way.facts["picks"]])


# --- on a screen above the board -------------------------------------------------------------------------------------


async def _note(screen: BoardScreen, way: Way) -> None:
    thread = ThreadScreen(way.case)
    await _above(screen, thread, lambda: thread.write_again(way.which))


def _linked(begin: Callable[[LinksScreen, Way], Coroutine[Any, Any, None]]) -> Opener:
    async def opener(screen: BoardScreen, way: Way) -> None:
        links = LinksScreen(way.case)
        await _above(screen, links, lambda: begin(links, way))

    return opener


def _message(begin: Callable[[MessagesScreen, Way], Coroutine[Any, Any, None]]) -> Opener:
    async def opener(screen: BoardScreen, way: Way) -> None:
        messages = MessagesScreen(way.case)
        await _above(screen, messages, lambda: begin(messages, way))

    return opener


def _incident(begin: Callable[[IncidentsScreen, Way], Coroutine[Any, Any, None]]) -> Opener:
    async def opener(screen: BoardScreen, way: Way) -> None:
        incidents = IncidentsScreen()
        await _above(screen, incidents, lambda: begin(incidents, way))

    return opener


def _outage(begin: Callable[[OutagesScreen, Way], Coroutine[Any, Any, None]]) -> Opener:
    async def opener(screen: BoardScreen, way: Way) -> None:
        outages = OutagesScreen()
        await _above(screen, outages, lambda: begin(outages, way))

    return opener


def _bundle(work: Callable[[InboxScreen, Way, Arrived], Coroutine[Any, Any, str]]) -> Opener:
    async def opener(screen: BoardScreen, way: Way) -> None:
        inbox = InboxScreen()
        await _above(screen, inbox, lambda: inbox.again(int(way.which), lambda item: work(inbox, way, item)))

    return opener


async def _join(inbox: InboxScreen, way: Way, item: Arrived) -> str:
    return await inbox.join_to(item, await inbox.ask(case_to_join, way.case, inbox.actor.name))


async def _reprint(screen: BoardScreen, way: Way) -> None:
    papers = PapersScreen(way.case)
    await _above(screen, papers, lambda: papers.reprint(way.which))


async def _seek(screen: BoardScreen, way: Way) -> None:
    custody = CustodyScreen()
    await _above(screen, custody, lambda: custody.seek_again(way.facts["numbers"]))


Opener = Callable[["BoardScreen", Way], Awaitable[None]]
WAYS: dict[str, Opener] = {
    "new": _register,
    "fields": _fields,
    "ticks": lambda screen, way: screen.requirements(way.case),
    "return": _return,
    "return_many": _return_many,
    "close": _close,
    "urgent": _urgent,
    "cancel": lambda screen, way: wrong_ways.end_early(screen, way.case, way.which),
    "transfer": lambda screen, way: wrong_ways.transfer_to(screen, way.case, way.facts["sop"]),
    "duplicate": lambda screen, way: wrong_ways.link_duplicate(screen, way.case),
    "refer": lambda screen, way: outcomes.refer(screen, way.case),
    "reopen": lambda screen, way: outcomes.reopen(screen, way.case),
    "misfile": _misfile,
    "accused": _accused,
    "note": _note,
    "link": _linked(lambda links, way: links.link_as(way.facts["kind"])),
    "about": _linked(lambda links, _: links.point()),
    "unlink": _linked(lambda links, way: links.unlink_known(way.which)),
    "wrong_phone": _message(lambda messages, way: messages.misdirected_because(int(way.which))),
    "contact": _message(lambda messages, way: messages.to_new_phone(way.facts["message"])),
    "reprint": _reprint,
    "incident": _incident(lambda incidents, _: incidents.add()),
    "incident_end": _incident(lambda incidents, way: incidents.close_one(int(way.which))),
    "outage": _outage(lambda outages, way: outages.start(way.which)),
    "outage_end": _outage(lambda outages, way: outages.end(way.which)),
    "sheets": _outage(lambda outages, way: outages.sheets_of(way.which)),
    "seek": _seek,
    "join": _bundle(_join),
    "join_which": _bundle(lambda inbox, _, item: inbox.join_by_words(item)),
    "aside": _bundle(lambda inbox, _, item: inbox.set_aside_because(item)),
}
"""Every kind of way that a form or a checklist names."""
