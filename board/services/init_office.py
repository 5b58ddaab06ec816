"""``board init``: a real office from a shipped profile, whole or not at all."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from board.errors import ConfigInvalid, InputInvalid, Problem
from board.models import schema
from board.models.database import Store
from board.services.desk import Desk, open_desk, store_profile
from board.services.inbox_folder import make_inbox
from board.services.people import add_user
from board.services.record import OFFICE_LOG, journal
from board.services.sops import SOP_FOLDER, install_sops, sop_files
from board.services.storage import PRIVATE_FILE, built_whole, private_folder
from board.services.times import utc_now
from board.settings import DATABASE_FILE, OFFICE_FILE, config_folder
from board.workflow.config_files import Unreadable, read_text
from board.workflow.office import ADMIN
from board.workflow.office_files import ANSWER_FOLDER, FILES, answer_files

SHARED_FILES = (*(name for name in FILES if name != OFFICE_FILE), "fields.toml", "lists.toml")


def known_offices() -> list[str]:
    """Ids of the shipped office profiles."""
    return sorted(path.stem for path in (config_folder() / "offices").glob("*.toml"))


def init_office(
    home: Path,
    office: str,
    admin: str,
    *,
    password: str,
    by: str,
    training: bool = False,
    sops_from: date | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> Desk:
    """Build an office in a folder, whole or not at all, and open it.

    Args:
        password: of the administrator.
        sops_from: the day from which the SOPs take cases; today by default.

    Raises:
        InputInvalid: no such profile, or the administrator's name or password is not as expected.
        HomeUnusable: see ``built_whole``.
    """
    if office not in known_offices():
        raise InputInvalid(
            [Problem("office", f'Profil kantor "{office}" tidak ada; pilih {", ".join(known_offices())}.')]
        )
    with built_whole(home, OFFICE_FILE) as site:
        fill_folder(site, office, training=training)
        build_database(site, admin, password=password, by=by, sops_from=sops_from, clock=clock)
    return open_desk(home, clock=clock)


def fill_folder(home: Path, office: str, *, training: bool = False) -> None:
    """The configuration of an office: its profile, the shared files, the SOPs it runs."""
    source = config_folder()
    profile = _shipped(source / "offices" / f"{office}.toml")
    if training:
        # Top-level keys of TOML stand before the first table.
        profile = re.sub(r"(?m)^short = ", "training = true\nshort = ", profile, count=1)
    _write(home / OFFICE_FILE, profile)
    for name in SHARED_FILES:
        _write(home / name, _shipped(source / name))
    private_folder(home / ANSWER_FOLDER)
    for path in answer_files(source) or ():
        _write(home / ANSWER_FOLDER / path.name, _shipped(path))
    private_folder(home / SOP_FOLDER)
    wanted = _sops_of(profile)
    for path in sorted((source / SOP_FOLDER).glob("*.toml")):
        if path.name.rsplit(".", 2)[0] in wanted:
            _write(home / SOP_FOLDER / path.name, _shipped(path))


def _shipped(path: Path) -> str:
    try:
        return read_text(path)
    except Unreadable as told:
        raise ConfigInvalid(path.name, [str(told), "pasang ulang program papan"]) from None


def _sops_of(profile: str) -> list[str]:
    found: list[str] = tomllib.loads(profile)["sops"]
    return found


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(PRIVATE_FILE)


def build_database(
    home: Path,
    admin: str,
    *,
    password: str | None,
    by: str,
    sops_from: date | None,
    clock: Callable[[], datetime],
) -> None:
    """The database of an office whose configuration is in place: profile, SOPs, administrator.

    Args:
        password: of the administrator; None leaves the account without one (demonstration only).
    """
    store = Store(home / DATABASE_FILE, create=True)
    try:
        (home / DATABASE_FILE).chmod(PRIVATE_FILE)
        schema.bind(store)
        schema.migrate(store)
        store_profile(home, store, clock())
    finally:
        store.close()
    desk = open_desk(home, clock=clock)
    try:
        with desk.store.writing():
            journal(desk, OFFICE_LOG, by, "init", desk.office, {"training": desk.profile.training})
        make_inbox(desk)
        install_sops(desk, sop_files(desk), by, sops_from)
        add_user(desk, admin, admin.title(), [ADMIN], by=by, password=password, own=True)
    finally:
        desk.close()
