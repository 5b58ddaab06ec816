"""The desk: one office opened for work. Made once at start, handed to whoever needs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, tzinfo
from pathlib import Path

from board.errors import ConfigInvalid, HomeUnusable
from board.models import schema
from board.models.damaged import rows_of
from board.models.database import Store
from board.models.office import ProfileRow
from board.models.register import RegisterRow
from board.services.shelf import Shelf
from board.services.times import millis, utc_now
from board.settings import DATABASE_FILE, OFFICE_FILE, config_folder
from board.workflow.facts import Actor
from board.workflow.office import Profile
from board.workflow.office_files import source_digest
from board.workflow.stored import build
from board.workflow.values import Checker


@dataclass
class Desk:
    """Everything a service needs: the office's rules, its rows, its folder and the time."""

    home: Path
    profile: Profile
    store: Store
    shelf: Shelf
    clock: Callable[[], datetime] = utc_now
    notices: list[str] = field(default_factory=list)
    """Sentences for whoever opens the board: a faulty edit of the profile, SOP files changed since installed."""
    viewer: Actor | None = None
    """Who asks: what is read for them leaves out what is not theirs to see (``sight``). None: the office itself."""

    key_id: int | None = None
    """The SSH key by which the session came in: whatever is written in it names the key. None: at the machine."""

    def seen_by(self, viewer: Actor) -> Desk:
        """The same desk, asked by an officer."""
        return replace(self, viewer=viewer)

    @property
    def office(self) -> str:
        """Id of the office, the first column of every index."""
        return self.profile.id

    @property
    def zone(self) -> tzinfo:
        """The office's time zone."""
        return self.profile.tz

    def now(self) -> datetime:
        """The present moment in the office's zone."""
        return self.clock().astimezone(self.zone)

    def today(self) -> date:
        """The office's calendar day."""
        return self.now().date()

    def checker(self, today: date | None = None) -> Checker:
        """A checker of typed values for this office."""
        return Checker(today or self.today(), self.profile.regions)

    @property
    def spool(self) -> Path:
        """Where rendered papers are kept."""
        return self.home / "spool"

    @property
    def attachments(self) -> Path:
        """Where files handed in are kept, by content."""
        return self.home / "lampiran"

    def close(self) -> None:
        """Close the connection."""
        self.store.close()


def must_hold_office(home: Path) -> None:
    """Refuse a folder without an office.

    Raises:
        HomeUnusable: there is none.
    """
    if not (home / OFFICE_FILE).is_file():
        raise HomeUnusable(
            f"Tidak ada kantor di {home}. Buat dengan: board init --home DIR --office ID --admin NAMA, "
            "atau sebut foldernya dengan --home."
        )


def open_desk(home: Path, *, clock: Callable[[], datetime] = utc_now) -> Desk:
    """Open the office in a folder.

    Raises:
        HomeUnusable: there is no office in the folder.
        DatabaseUnreachable, SchemaOutdated: see ``board.errors``.
        ConfigInvalid: the profile is faulty and no sound one was ever stored.
    """
    must_hold_office(home)
    store = Store(home / DATABASE_FILE)
    schema.bind(store)
    schema.check(store)
    notices: list[str] = []
    profile = _profile(home, store, clock, notices)
    return Desk(home, profile, store, Shelf(profile.id), clock, notices)


def _profile(home: Path, store: Store, clock: Callable[[], datetime], notices: list[str]) -> Profile:
    """The stored profile, brought up to date when its files changed and are sound."""
    row: ProfileRow | None = next(rows_of(ProfileRow.select().limit(1)), None)
    stored = _readable(row)
    if row is not None and stored is not None and row.source_digest == source_digest(home):
        return stored
    try:
        return store_profile(home, store, clock())
    except ConfigInvalid as invalid:
        if stored is None:
            raise
        notices.append(f"Konfigurasi kantor bermasalah dan belum dipakai; yang lama tetap berlaku. {invalid.sentence}")
        return stored


def _readable(row: ProfileRow | None) -> Profile | None:
    """The profile of a row; None where there is none, or it was damaged: its files are there to be read again."""
    try:
        stored: Profile | None = build(Profile, json.loads(row.definition)) if row else None
    except (ValueError, TypeError, AttributeError):
        return None
    return stored


def _refuse_mixing(profile: Profile) -> None:
    """Numbers of a training office and real ones never stand in one book."""
    stored = _readable(next(rows_of(ProfileRow.select().limit(1)), None))
    if stored is not None and stored.training != profile.training and RegisterRow.select().exists():
        was, now = ("latihan", "sungguhan") if stored.training else ("sungguhan", "latihan")
        raise ConfigInvalid(
            OFFICE_FILE,
            [f"training: kantor {was} yang sudah bernomor tidak dapat menjadi kantor {now}; buat dengan board init"],
        )


def store_profile(home: Path, store: Store, now: datetime) -> Profile:
    """Validate the profile's files and store it as the one in use.

    Raises:
        ConfigInvalid: the files have faults, describe another office than the database holds, lack what an
            installed SOP needs, or would mix training with real numbers; nothing is stored.
    """
    # pydantic is only needed when a file changed, not on the way to the first screen.
    from board.workflow import lint
    from board.workflow.load_office import load_profile

    profile = load_profile(home, config_folder())
    _refuse_mixing(profile)
    other = ProfileRow.select(ProfileRow.office).where(ProfileRow.office != profile.id).first()
    if other is not None:
        raise ConfigInvalid(OFFICE_FILE, [f'id kantor "{profile.id}" berbeda dari basis data ("{other.office}")'])
    # Cases finish on the version they began with, so every installed one must find its books, papers and roles.
    faults = [
        str(fault)
        for sop in Shelf(profile.id).versions()
        for fault in lint.faults(sop, f"SOP {sop.id} versi {sop.version}", profile.vocabulary)
    ]
    if faults:
        raise ConfigInvalid("Kantor", faults)
    with store.writing():
        ProfileRow.insert(
            office=profile.id,
            source_digest=source_digest(home),
            # Not canonical: the order in which an office lists its reasons and books is the order it wants to see.
            definition=json.dumps(asdict(profile), ensure_ascii=False),
            at=millis(now),
        ).on_conflict(
            conflict_target=[ProfileRow.office],
            preserve=[ProfileRow.source_digest, ProfileRow.definition, ProfileRow.at],
        ).execute()
    return profile
