"""Working on the case in hand between two moves: data, checklist, papers, messages, notes, urgency."""

from __future__ import annotations

from typing import Any

from board.screens.bindings import bind
from board.screens.case_hand import CaseInHand
from board.screens.choice import ChoiceScreen
from board.screens.form import Form, Group
from board.screens.keeping import Send
from board.services import work_case
from board.services.asked_rounds import last_request
from board.services.case_desk import lay_out
from board.services.drafts import Way
from board.services.session import still_here
from board.widgets.pick_list import Row
from board.workflow.checks import OTHER
from board.workflow.sop import Field


class CaseFilling(CaseInHand):
    """Keys that fill in, tick, print and write."""

    BINDINGS = [
        bind("e,f4", "fields", "Isi data", "Isi atau betulkan data berkas.", id="case.fields"),
        bind("p,f6", "requirements", "Syarat", "Centang persyaratan yang sudah ada.", id="case.requirements"),
        bind("l", "files", "Lampiran", "Lampiran berkas: tetapkan untuk syarat apa, cetak fotonya.", id="case.files"),
        bind("c,f9", "papers", "Cetak", "Cetakan berkas: cetak, cetak ulang, pastikan kertas keluar.", id="case.print"),
        bind("n", "note", "Utas", "Utas berkas: apa yang dikatakan dan diminta; tulis jawaban atau solusi.",
             id="case.note"),
        bind("w", "messages", "Pesan", "Pesan untuk pemohon dan tautan WhatsApp.", id="case.messages"),
        bind("m", "urgent", "Mendesak", "Tandai mendesak dengan alasan; sekali lagi: hapus tanda.", id="case.urgent"),
        bind("d", "dossier", "Berkas lengkap", "Seluruh berkas sebagai satu PDF: data, riwayat, cetakan, lampiran.",
             id="case.dossier"),
    ]  # fmt: skip

    def action_fields(self) -> None:
        """Fill in the case's data."""
        self._with_case(self._fields)

    async def _fields(self, number: str) -> None:
        desk = await self.ask(lay_out, number, self.actor.name)
        if desk.work_refused:
            raise desk.work_refused
        if await self.fill_in(desk, []):
            await self.changed("Data tersimpan.")

    def action_requirements(self) -> None:
        """Tick the checklist."""
        self._with_case(self.requirements)

    async def requirements(self, number: str) -> None:
        """Tick the checklist of a case."""
        from board.screens.requirements import RequirementsScreen

        desk = await self.ask(lay_out, number, self.actor.name)
        if desk.work_refused:
            raise desk.work_refused
        asked = await self.ask(last_request, number)
        if await self.app.push_screen_wait(RequirementsScreen(desk, asked)):
            await self.changed("Persyaratan tersimpan.")

    def action_files(self) -> None:
        """Files of the case."""
        self._with_case(self._files)

    async def _files(self, number: str) -> None:
        from board.screens.attachments import AttachmentsScreen

        await self.app.push_screen_wait(AttachmentsScreen(number))
        await self.catch_up()

    def action_papers(self) -> None:
        """Papers of the case."""
        self._with_case(self._papers)

    async def _papers(self, number: str) -> None:
        from board.screens.papers import PapersScreen

        await self.app.push_screen_wait(PapersScreen(number))
        await self.catch_up()

    def action_messages(self) -> None:
        """Messages for the applicant."""
        told = self.told_ready()
        if told:
            self.act(self._ready_messages(told))
        else:
            self._with_case(self._messages)

    async def _ready_messages(self, number: str) -> None:
        await self.ask(still_here)
        await self._messages(number)

    async def _messages(self, number: str) -> None:
        from board.screens.messages import MessagesScreen

        await self.app.push_screen_wait(MessagesScreen(number))
        await self.catch_up()

    def action_note(self) -> None:
        """The thread of the case."""
        self._with_case(self._thread)

    async def _thread(self, number: str) -> None:
        from board.screens.thread import ThreadScreen

        await self.app.push_screen_wait(ThreadScreen(number))
        await self.catch_up()

    def action_urgent(self) -> None:
        """Put the case on top, or back."""
        self._with_case(self._urgent)

    async def _urgent(self, number: str) -> None:
        if await self.ask(work_case.is_urgent, number, self.actor.name):
            await self.ask(work_case.mark_urgent, number, self.actor.name, None)
            await self.changed(f"Tanda mendesak berkas {number} dihapus.")
            return
        rows = [Row(code, title) for code, title in self.board.profile.reasons["mendesak"].items()]
        reason = await self.app.push_screen_wait(ChoiceScreen(f"Mengapa {number} mendesak?", rows))
        if reason is None:
            return
        if reason == OTHER:
            await self.urgent_because(number)
            return
        await self.ask(work_case.mark_urgent, number, self.actor.name, reason)
        await self.changed(f"Berkas {number} ditandai mendesak.")

    async def urgent_because(self, number: str) -> None:
        """Put the case on top for a reason of its own."""

        async def save(values: dict[str, Any], send: Send) -> bool:
            await send(work_case.mark_urgent, number, self.actor.name, OTHER, values["note"])
            return True

        fields = [Field("note", "Alasan", "text", required=True, max=120)]
        if await self.fill(Form("Alasan mendesak", [Group("", fields)], way=Way("urgent", number), save=save)):
            await self.changed(f"Berkas {number} ditandai mendesak.")

    def action_dossier(self) -> None:
        """The whole case as one PDF."""
        self._with_case(self._dossier)

    async def _dossier(self, number: str) -> None:
        from board.services.dossier import dossier_file

        path = await self.ask(dossier_file, number)
        self.say("Berkas lengkap sedang disusun…")
        done = await self.board.beside("case", "dossier", number, "--pdf", str(path))
        broken = "" if done["intact"] else " Riwayatnya TIDAK UTUH; beri tahu pengelola (board verify)."
        self.say(f"Berkas lengkap {number}, {done['pages']} halaman: spool/{path.parent.name}/{path.name}.{broken}")
