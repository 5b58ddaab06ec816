"""Serah fisik: number after number as folders pass from tray to tray, and the folders that are not where they ought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from textual.widget import Widget

from board.errors import BoardError
from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.form import Form, Group, fill
from board.screens.keeping import Send
from board.services.custody import (
    MOST_IN_TRAY,
    PaperQuery,
    list_papers,
    paper_found,
    paper_words,
    scan_paper,
    seek_all,
)
from board.services.drafts import Way
from board.services.session import in_session
from board.widgets import inks
from board.widgets.pick_list import PickList, Row
from board.widgets.scan_field import ScanField
from board.wording import clean, clock_time
from board.workflow.sop import Field


class Seeking(OfficeScreen[None]):
    """A screen from which folders can be marked as looked for."""

    async def seek(self, numbers: Sequence[str]) -> str | None:
        """Ask for a note and mark folders; the sentence to tell, None when the officer went back."""
        what = numbers[0] if len(numbers) == 1 else f"{len(numbers)} berkas"
        fields = [Field("note", "Catatan (terakhir terlihat di mana)", "text", max=200)]

        async def save(values: dict[str, Any], send: Send) -> str:
            done, refused = await send(seek_all, numbers, self.actor.name, values["note"] or "")
            told = [f"{', '.join(done)} ditandai fisik dicari."] if done else []
            return " ".join([*told, *refused])

        one = numbers[0] if len(numbers) == 1 else ""
        form = Form(
            f"Cari fisik {what}", [Group("", fields)], save=save, about="Tandai bahwa map kertasnya sedang dicari.",
            way=Way("seek", one, "" if one else "banyak", {"numbers": list(numbers)}),
        )  # fmt: skip
        told: str | None = await fill(self, form)
        return told


class CustodyScreen(Seeking):
    """Scan what is handed over; each answer is a line, and the field takes the next number at once."""

    AUTO_FOCUS = "ScanField"
    TYPING = True
    BINDINGS = [
        bind("tab,down", "list", "Ke daftar", "Ke baris-baris di atas; Tab lagi kembali ke isian.", id="custody.list"),
        bind("f8,d", "seek", "Dicari", "Tandai map pada baris yang ditunjuk (bawaan: terakhir) sedang dicari.",
             id="custody.seek"),
        bind("f7,t", "found", "Ketemu", "Catat bahwa map pada baris yang ditunjuk (bawaan: terakhir) sudah ditemukan.",
             id="custody.found"),
        bind("f9,c", "tray", "Cocokkan baki", "Berkas di baki Anda yang mapnya pada orang lain atau belum dicatat.",
             id="custody.tray"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[str] = []
        self._answers: list[Row] = []
        self._numbers: dict[str, str] = {}

    def title_words(self) -> str:
        return "Serah fisik"

    def body(self) -> Iterator[Widget]:
        yield PickList(empty="Pindai kode batang map, atau ketik nomornya lalu Enter.")
        yield ScanField("Nomor berkas, lalu Enter")

    def on_scan_field_scanned(self, message: ScanField.Scanned) -> None:
        # A scanner is faster than the office answers: numbers wait in line, none is lost.
        self._waiting.append(message.text)
        self.act(self._work_off())

    async def _work_off(self) -> None:
        while self._waiting:
            # It leaves the line once it is answered: a database that fails meanwhile loses no scan.
            try:
                number, sentence = await self.ask(scan_paper, self._waiting[0], self.actor.name)
            except BoardError as broken:
                if len(self._waiting) == 1:
                    raise
                # A case that cannot be read must not keep those behind it waiting.
                number, sentence = self._waiting[0], f"{self._waiting[0]}: {broken.sentence}"
            del self._waiting[0]
            self._answer(number, sentence)

    def ending(self) -> None:
        """What was scanned is recorded, whoever is there to read the answer."""
        # The first may have been recorded already; a folder that is on the desk stays there, and nothing is written.
        for text in self._waiting:
            self.board.backroom.submit(in_session, self.board.user, scan_paper, text, self.actor.name)

    def _answer(self, number: str, sentence: str) -> None:
        key = str(len(self._answers))
        self._numbers[key] = number
        self._answers.append(Row(key, clean(sentence), clock_time(self.board.now())))
        self.query_one(PickList).show(self._answers, chosen=key)

    def action_list(self) -> None:
        """To the answers, and back to the field."""
        listed, field = self.query_one(PickList), self.query_one(ScanField)
        (listed if field.has_focus and listed.rows else field).focus()

    def action_seek(self) -> None:
        """Look for the folder of the line under the cursor."""
        row = self.query_one(PickList).selected
        if row:
            self.act(self._seek(self._numbers[row.key]))
        else:
            self.say("Belum ada nomor yang dipindai.")

    def action_found(self) -> None:
        """The folder of the line under the cursor has turned up."""
        row = self.query_one(PickList).selected
        if row:
            self.act(self._found(self._numbers[row.key]))
        else:
            self.say("Belum ada nomor yang dipindai.")

    async def _found(self, number: str) -> None:
        found = await self.ask(paper_found, number, self.actor.name)
        self._answer(found.number, f"Fisik berkas {found.number} ditemukan.")
        self.query_one(ScanField).focus()

    async def _seek(self, number: str) -> None:
        told = await self.seek([number])
        self.query_one(ScanField).focus()
        if told:
            self._answer(number, told)
        await self._work_off()

    async def seek_again(self, numbers: Sequence[str]) -> None:
        """Go on with looking for folders."""
        told = await self.seek(numbers)
        self.query_one(ScanField).focus()
        if told:
            self._answer(numbers[0], told)

    def action_tray(self) -> None:
        """Compare the trays with the folders at hand."""
        self.act(self._tray())

    async def _tray(self) -> None:
        await self.app.push_screen_wait(TrayScreen())
        self.query_one(ScanField).focus()
        await self._work_off()


class TrayScreen(Seeking):
    """Cases in the officer's trays whose folder is not with the officer: tick some, mark them as looked for."""

    BINDINGS = [
        bind("space", "tick", "Pilih", "Pilih baris ini; sekali lagi: tidak.", id="tray.tick"),
        bind("d,enter", "seek", "Dicari", "Tandai yang dipilih (bawaan: baris ini) sedang dicari.", id="tray.seek"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._ticked: set[str] = set()
        self._rows: list[Row] = []

    def title_words(self) -> str:
        return "Cocokkan baki"

    def body(self) -> Iterator[Widget]:
        yield PickList(empty="Semua map berkas di baki Anda ada pada Anda.")

    async def on_mount(self) -> None:
        await self._load()

    async def others_changed(self) -> None:
        await self._load()

    async def _load(self) -> None:
        found = await self.ask(list_papers, PaperQuery(tray_of=self.actor.name), limit=MOST_IN_TRAY)
        self._rows = []
        for row in found["rows"]:
            words = f"{row['number']:<15} {row['name']:<11} {row['step']['tray']}"
            sought = row["sought_at"] is not None
            right = f"{paper_words(row)}{', dicari' if sought else ''}"
            self._rows.append(Row(row["number"], words, right, inks.BOLD if sought else inks.PLAIN))
        self._show()
        if found["next"]:
            self.say(f"Baru {MOST_IN_TRAY} berkas pertama yang ditampilkan.")

    def _show(self) -> None:
        self._ticked &= {row.key for row in self._rows}
        shown = [
            Row(row.key, f"[{'x' if row.key in self._ticked else ' '}] {row.text}", row.right, row.ink)
            for row in self._rows
        ]
        self.query_one(PickList).show(shown)

    def action_tick(self) -> None:
        """Choose the row, or not."""
        row = self.query_one(PickList).selected
        if row:
            self._ticked ^= {row.key}
            self._show()

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.action_seek()

    def action_seek(self) -> None:
        """Look for the folders that were chosen."""
        row = self.query_one(PickList).selected
        chosen = [item.key for item in self._rows if item.key in self._ticked] or ([row.key] if row else [])
        if chosen:
            self.act(self._seek(chosen))

    async def _seek(self, numbers: Sequence[str]) -> None:
        told = await self.seek(numbers)
        if told:
            self._ticked.clear()
            await self._load()
            self.say(told)
