"""Papers of a case: print what the step makes, print again with a reason, say that a paper came out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.widget import Widget

from board.errors import Refused
from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.form import Form, Group, fill
from board.screens.keeping import Send
from board.services.desk import Desk
from board.services.drafts import Way
from board.services.papers import COMPLETED, FAILED, QUEUED, STATE_TITLES, UNKNOWN
from board.services.print_list import list_jobs
from board.services.print_papers import confirm_paper, print_now, printable_papers, reprint
from board.widgets import inks
from board.widgets.lines import Line
from board.widgets.pick_list import PickList, Row
from board.wording import after_corrections
from board.workflow.sop import Field

NEW = "new:"


def papers_of(desk: Desk, number: str) -> tuple[list[str], list[dict[str, Any]]]:
    """What the step can print now, and what was printed."""
    return printable_papers(desk, number), list_jobs(desk, number=number, limit=200)


def _kind(job: dict[str, Any]) -> tuple[str, str, int]:
    """What a later original of the same kind replaces: a draft made again after a correction."""
    return job["document"], job["step"], job["round"]


class PapersScreen(OfficeScreen[None]):
    """The papers of one case."""

    BINDINGS = [
        bind(
            "enter,c",
            "print",
            "Cetak",
            "Cetak yang ditunjuk; yang sudah pernah dicetak: cetak ulang.",
            id="paper.print",
        ),
        bind("y", "confirm", "Kertas keluar", "Catat bahwa kertas ini sudah di tangan.", id="paper.confirm"),
    ]

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self._jobs: dict[str, dict[str, Any]] = {}

    def title_words(self) -> str:
        return f"Cetakan {self._number}"

    def body(self) -> Iterator[Widget]:
        yield PickList(empty="Belum ada cetakan untuk berkas ini.")
        yield Line("", id="detail")

    async def on_mount(self) -> None:
        with self.refusals_shown():
            await self._load()

    async def others_changed(self) -> None:
        # The printing process beside this session among them: it says what became of a paper.
        await self._load()

    async def _load(self, chosen: str | None = None) -> None:
        printable, jobs = await self.ask(papers_of, self._number)
        self._jobs = {str(job["id"]): job for job in jobs}
        rows = [Row(NEW + name, self._title(name), "belum dicetak", inks.BOLD) for name in printable]
        originals = [job for job in jobs if job["copy"] == 1]
        newest = {_kind(job): job["id"] for job in sorted(originals, key=lambda job: int(job["id"]))}
        for job in jobs:
            marks = [told] if (told := after_corrections(job["round"])) else []
            marks += [f"salinan {job['copy']}"] if job["copy"] > 1 else []
            if job["copy"] == 1 and job["id"] < newest[_kind(job)]:
                marks.append("diganti")
            suffix = f" ({', '.join(marks)})" if marks else ""
            ink = inks.LATE if job["state"] in {FAILED, UNKNOWN, QUEUED} else inks.PLAIN
            rows.append(Row(str(job["id"]), f"{self._title(job['document'])}{suffix}", STATE_TITLES[job["state"]], ink))
        self.query_one(PickList).show(rows, chosen=chosen)

    def _title(self, document: str) -> str:
        return self.board.profile.documents[document].title

    def on_pick_list_moved(self, message: PickList.Moved) -> None:
        job = self._jobs.get(message.row.key) if message.row else None
        words = ""
        if job and job["error"]:
            words = f"Gagal: {job['error']}"
        elif job and job["path"]:
            words = f"Berkas PDF: spool/{job['path']}"
        self.query_one("#detail", Line).say(words)

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.action_print()

    def action_print(self) -> None:
        """Print, or print again."""
        row = self.query_one(PickList).selected
        if row:
            self.act(self._print(row.key))

    async def _print(self, key: str) -> None:
        if key.startswith(NEW):
            made = await self.ask(print_now, self._number, self.actor.name, key.removeprefix(NEW))
            self.board.start_printing()
            await self._load(str(made[0].id))
            self.say("Dicetak.")
            return
        await self.reprint(key)

    async def reprint(self, key: str) -> None:
        """Print again: why.

        Raises:
            Refused: there is no such paper any more.
        """
        if key not in self._jobs:
            raise Refused("Cetakan ini tidak ada lagi.")
        copy = self._jobs[key]["copy"] + 1

        async def save(values: dict[str, Any], send: Send) -> str:
            copied = await send(reprint, int(key), self.actor.name, values["reason"])
            return str(copied.id)

        fields = [Field("reason", "Alasan cetak ulang", "text", required=True, max=120)]
        about = f"Cetakan ini ditandai SALINAN KE-{copy}. Tulis alasannya."
        title = f"Cetak ulang {self._title(self._jobs[key]['document'])}"
        way = Way("reprint", self._number, key)
        form = Form(title, [Group("", fields)], about=about, save=save, way=way)
        copied: str | None = await fill(self, form)
        if copied is None:
            return
        self.board.start_printing()
        await self._load(copied)
        self.say(f"Dicetak ulang sebagai SALINAN KE-{copy}.")

    def action_confirm(self) -> None:
        """Record that the paper is in hand."""
        row = self.query_one(PickList).selected
        if row and not row.key.startswith(NEW):
            self.act(self._confirm(int(row.key)))

    async def _confirm(self, job_id: int) -> None:
        job = await self.ask(confirm_paper, job_id, self.actor.name)
        await self._load()
        self.say("Dicatat: kertas sudah keluar." if job.state == COMPLETED else "Belum tercatat.")
