"""Lampiran: the files of a case and what each of them hands in; space marks several, Enter says what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from rich.cells import cell_len, set_cell_size
from textual.events import Resize
from textual.widget import Widget

from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.choice import ChoiceScreen
from board.services.assign_files import assign_files
from board.services.file_list import FileList, list_files
from board.services.misdirected import Misplaced
from board.services.print_papers import print_photos
from board.widgets import inks
from board.widgets.lines import Line
from board.widgets.pick_list import PickList, Row
from board.wording import FILE_KINDS, clean, clock_time, mask_phone, size_words, stamp
from board.workflow.sop import Requirement

NONE = ""
"""Choice: the file hands in nothing."""
PDF = "application/pdf"
UNASSIGNED = "belum ditetapkan"
NO_REQUIREMENT_WORDS = "bukan syarat"
NARROWEST = 14
"""Fewest cells of a file's name."""
FIXED = 2 + 7 + 1 + 33 + 3
"""Cells of a line that neither name nor requirement may have: cursor, mark and number, facts, and blanks."""


def _meant(item: Mapping[str, Any]) -> str:
    """What a file is for, in words."""
    return item["title"] or (UNASSIGNED if item["requirement"] is None else NO_REQUIREMENT_WORDS)


def _shortened(name: str, room: int) -> str:
    """A name with its middle left out: what tells the photos of one chat apart stands at the end."""
    if cell_len(name) <= room:
        return name
    front = room // 3
    return f"{name[:front]}…{name[-(room - front - 1) :]}"


class AttachmentsScreen(OfficeScreen[None]):
    """The files of one case that are in sight."""

    BINDINGS = [
        bind("enter", "assign", "Tetapkan", "Tetapkan yang ditandai, atau yang ditunjuk, sebagai syarat.",
             id="file.assign"),
        bind("space", "mark", "Tandai", "Tandai beberapa lampiran untuk satu syarat atau cetakan.", id="file.mark"),
        bind("r", "misdirect", "Salah alamat", "Yang ditunjuk milik berkas lain: keluarkan dari sini, dengan alasan.",
             id="file.misdirect"),
        bind("c", "print", "Cetak foto", "Cetak foto berkas: yang ditandai, atau semua.", id="file.print"),
    ]  # fmt: skip

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self._shown: FileList | None = None
        self._marked: set[str] = set()

    def title_words(self) -> str:
        return f"Lampiran {self._number}"

    def body(self) -> Iterator[Widget]:
        yield PickList(empty="Belum ada lampiran pada berkas ini.")
        yield Line("", id="name")
        yield Line("", id="detail")

    async def on_mount(self) -> None:
        with self.refusals_shown():
            await self._load()

    async def others_changed(self) -> None:
        await self._load()

    async def catch_up(self) -> None:
        await self._load()

    async def _load(self) -> None:
        self._shown = await self.ask(list_files, self._number)
        self._marked &= {str(item["id"]) for item in self._shown.files}
        self._paint()

    def _paint(self) -> None:
        if self._shown is not None:
            longest = max((cell_len(_meant(item)) for item in self._files), default=0)
            room = max(self.size.width - FIXED, 2 * NARROWEST)
            right = min(longest, room - NARROWEST, room * 3 // 5)
            named = max((cell_len(clean(item["name"])) for item in self._files), default=0)
            name = min(named, room - right)
            rows = [self._row(place, item, name, right) for place, item in enumerate(self._files, start=1)]
            self.query_one(PickList).show(rows)

    @property
    def _files(self) -> Sequence[Mapping[str, Any]]:
        return self._shown.files if self._shown else ()

    def _row(self, place: int, item: Mapping[str, Any], name_room: int, right_room: int) -> Row:
        key = str(item["id"])
        mark = "x" if key in self._marked else " "
        pages = f"{item['pages']} hal" if item["mime"] == PDF and item["pages"] else ""
        sender = mask_phone(item["sender"]) if item["sender"] else "loket"
        facts = f"{FILE_KINDS.get(item['mime'], '?'):<4} {pages:>7} {size_words(item['size']):>6}  {sender:<11}"
        name = set_cell_size(_shortened(clean(item["name"]), name_room), name_room)
        meant = _meant(item)
        right = meant if cell_len(meant) <= right_room else f"{set_cell_size(meant, right_room - 1)}…"
        ink = inks.BOLD if item["requirement"] is None else inks.PLAIN
        return Row(key, f"[{mark}] {place:>2} {name} {facts}", right, ink)

    def on_resize(self, event: Resize) -> None:
        self._paint()

    def on_pick_list_moved(self, message: PickList.Moved) -> None:
        item = next((item for item in self._files if message.row and str(item["id"]) == message.row.key), None)
        self.query_one("#name", Line).say(item["name"] if item else "")
        at = stamp(datetime.fromisoformat(item["at"])) if item else ""
        told = f"{_meant(item)} · {at} · {item['by']}" if item else ""
        self.query_one("#detail", Line).say(told)

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.action_assign()

    @property
    def chosen(self) -> list[int]:
        """Ids of the files that are marked, else of the one under the cursor."""
        row = self.query_one(PickList).selected
        marked = [int(item["id"]) for item in self._files if str(item["id"]) in self._marked]
        return marked or ([int(row.key)] if row else [])

    def action_mark(self) -> None:
        """Mark a file, or take its mark away; on to the next one."""
        listed = self.query_one(PickList)
        if listed.selected:
            self._marked ^= {listed.selected.key}
            self._paint()
            listed.action_move(1)

    def action_assign(self) -> None:
        """Say what files are."""
        if self.chosen:
            self.act(self._assign(self.chosen))

    async def _assign(self, files: list[int]) -> None:
        assert self._shown is not None
        rows = [Row(item.id, item.title, self._state(item)) for item in self._shown.requirements]
        rows.append(Row(NONE, NO_REQUIREMENT_WORDS.capitalize()))
        what = f"{len(files)} lampiran" if len(files) > 1 else "Lampiran ini"
        picked = await self.app.push_screen_wait(ChoiceScreen(f"{what} untuk syarat apa?", rows))
        if picked is None:
            return
        await self.ask(assign_files, self._number, self.actor.name, files, picked or None)
        self._marked.clear()
        await self._load()
        title = next((item.title for item in self._shown.requirements if item.id == picked), NO_REQUIREMENT_WORDS)
        self.say(f"{what}: {title}.")
        if len(files) == 1:
            self.query_one(PickList).action_move(1)

    def _state(self, item: Requirement) -> str:
        assert self._shown is not None
        if item.id in self._shown.asked:
            return "diminta"
        return "sudah ada" if item.id in self._shown.ticked else "belum ada" if item.mandatory else "bila ada"

    def action_misdirect(self) -> None:
        """Take a file out that belongs to somebody else."""
        row = self.query_one(PickList).selected
        if row:
            self.act(self._misdirect(int(row.key)))

    async def _misdirect(self, file: int) -> None:
        from board.screens.misdirected import misdirect

        told = await misdirect(self, self._number, Misplaced(file))
        await self._load()
        if told:
            self.board.start_printing()
            self.say(told)

    def action_print(self) -> None:
        """Print the photos."""
        self.act(self._print())

    async def _print(self) -> None:
        marked = self.chosen if self._marked else None
        await self.ask(print_photos, self._number, self.actor.name, marked)
        self.board.start_printing()
        await self._load()
        what = f"{len(marked)} lampiran" if marked else "semua lampiran"
        self.say(f"Foto berkas dicetak: {what}, pukul {clock_time(self.board.now())}.")
