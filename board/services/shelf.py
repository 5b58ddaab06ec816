"""The SOPs an office has installed, read from their stored text when first asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from board.errors import NotFound
from board.models.damaged import rows_of
from board.models.office import SopVersion
from board.wording import short_date
from board.workflow.sop import Sop, split_book
from board.workflow.stored import read_sop


class Shelf:
    """Installed versions of one office. Read once; ``refresh`` after an installation."""

    def __init__(self, office: str) -> None:
        self._office = office
        self._read: dict[tuple[str, int], Sop] = {}
        self._texts: dict[tuple[str, int], tuple[str, str]] = {}
        self.refresh()

    def refresh(self) -> None:
        """Read what is installed; definitions already parsed are kept, they never change."""
        rows = (
            SopVersion.select(SopVersion.sop, SopVersion.version, SopVersion.starts_on, SopVersion.definition)
            .where(SopVersion.office == self._office)
            .order_by(SopVersion.sop, SopVersion.version)
            .tuples()
        )
        self._texts = {(sop, version): (starts_on, text) for sop, version, starts_on, text in rows_of(rows)}

    def get(self, sop_id: str, version: int) -> Sop:
        """An installed version.

        Raises:
            NotFound: it is not installed.
        """
        key = (sop_id, version)
        if key not in self._read:
            if key not in self._texts:
                raise NotFound("SOP", f"{sop_id} versi {version}", "Lihat board sop list.")
            self._read[key] = read_sop(self._texts[key][1])
        return self._read[key]

    def versions_of(self, sop_id: str) -> list[Sop]:
        """Every installed version of an SOP.

        Raises:
            NotFound: none is installed.
        """
        found = [self.get(*key) for key in self._texts if key[0] == sop_id]
        if not found:
            raise self._unknown(sop_id)
        return found

    def current(self, sop_id: str, on: date) -> Sop:
        """The version on which a case begins on a day: the newest that has started.

        Raises:
            NotFound: none is installed, or none has started yet.
        """
        starts = {version: starts_on for (name, version), (starts_on, _) in self._texts.items() if name == sop_id}
        started = [version for version, starts_on in starts.items() if starts_on <= on.isoformat()]
        if starts and not started:
            first = short_date(date.fromisoformat(min(starts.values())))
            raise NotFound("SOP", sop_id, f"Sudah terpasang, tetapi baru berlaku mulai {first}.")
        if not started:
            raise self._unknown(sop_id)
        return self.get(sop_id, max(started))

    def _unknown(self, sop_id: str) -> NotFound:
        known = ", ".join(dict.fromkeys(name for name, _ in self._texts))
        return NotFound("SOP", sop_id, f"Yang terpasang: {known}." if known else "Belum ada SOP terpasang.")

    def in_use(self, on: date) -> list[Sop]:
        """The current version of every SOP that has started."""
        names = dict.fromkeys(name for (name, _), (starts_on, _) in self._texts.items() if starts_on <= on.isoformat())
        return [self.current(name, on) for name in names]

    def versions(self) -> Iterator[Sop]:
        """Every installed version, cases may still run on old ones."""
        return (self.get(*key) for key in self._texts)

    def writing(self, book: str) -> list[Sop]:
        """Every installed version of the services that write a register book."""
        return [
            sop
            for sop in self.versions()
            if any(split_book(entry)[0] == book for step in sop.steps for entry in step.books)
        ]

    def starts(self, sop_id: str, version: int) -> str:
        """The ISO day from which a version takes new cases."""
        return self._texts[(sop_id, version)][0]
