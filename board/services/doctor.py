"""``board doctor``: is this office fit for the day? Each check says what it saw and what to do."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from board.errors import ClockRefused, DatabaseUnreachable
from board.models import schema
from board.models.case import Case
from board.models.damaged import LOST, rows_of
from board.models.guards import guard_faults
from board.models.office import User
from board.models.paper import PrintJob
from board.services.calendar_change import overtaken
from board.services.damage import stored_errors
from board.services.desk import Desk
from board.services.inbox_folder import inbox_fault, inbox_path
from board.services.logo import logo_fault
from board.services.papers import FAILED, QUEUED, UNKNOWN
from board.services.record import OFFICE_LOG, believable_now, confirm_clock, journal
from board.services.sops import changed_files
from board.wording import quoted, size_words

MOST_NAMED = 3
"""Files named by a check; of a folder that was copied carelessly they are all of them."""
NEEDED_SPACE = 200 * 1024 * 1024
TITLES = {
    "sqlite": "Mesin basis data",
    "durability": "Ketahanan tulis",
    "database": "Basis data",
    "schema": "Skema",
    "guards": "Penjaga riwayat",
    "rows": "Isi berkas",
    "permissions": "Hak akses",
    "filesystem": "Sistem berkas",
    "space": "Ruang simpan",
    "clock": "Jam mesin",
    "profile": "Profil kantor",
    "logo": "Lambang",
    "inbox": "Kotak masuk",
    "sops": "Berkas SOP",
    "holidays": "Hari libur",
    "promises": "Janji layanan",
    "passwords": "Sandi",
    "printing": "Cetakan",
    "printer": "Printer",
}
"""Names of the checks as people read them."""
NETWORK_FILESYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p"})


@dataclass(frozen=True)
class Finding:
    """One check: what it is about, whether it is well, and a sentence."""

    name: str
    ok: bool
    sentence: str


def doctor(desk: Desk) -> dict[str, Any]:
    """Every check of the office. A check that the database keeps from being made is itself a finding."""
    findings: list[Finding] = []
    for name, check in _CHECKS.items():
        try:
            with stored_errors():
                findings += check(desk)
        except DatabaseUnreachable as broken:
            findings.append(Finding(name, False, broken.sentence))
    return {
        "ok": all(finding.ok for finding in findings),
        "checks": [{"name": item.name, "ok": item.ok, "sentence": item.sentence} for item in findings],
    }


def accept_clock(desk: Desk, by: str) -> None:
    """Confirm that the machine's clock is right although it is far ahead of the last event, or behind it."""
    with desk.store.writing():
        confirm_clock(desk)
        journal(desk, OFFICE_LOG, by, "clock_accepted", desk.office, {})


def _engine(desk: Desk) -> Iterator[Finding]:
    facts = desk.store.engine_facts()
    yield Finding("sqlite", bool(facts["sqlite_safe"]), f"SQLite {facts['sqlite']}; gerbang tulis aktif.")
    durable = facts["synchronous"] == 2 and facts["journal_mode"] == "wal" and facts["foreign_keys"] == 1
    yield Finding(
        "durability", durable,
        f"journal_mode={facts['journal_mode']}, synchronous={facts['synchronous']} (2 = FULL).",
    )  # fmt: skip


def _database(desk: Desk) -> Iterator[Finding]:
    broken = desk.store.quick_check()
    yield Finding(
        "database", not broken,
        "Basis data utuh." if not broken
        else f"Basis data rusak di {len(broken)} tempat. Simpan salinan foldernya dan pulihkan dari cadangan.",
    )  # fmt: skip


def _schema(desk: Desk) -> Iterator[Finding]:
    have, want = schema.applied(desk.store), schema.wanted()
    yield Finding("schema", have == want, f"Skema {have[-1] if have else 'kosong'} dari {want[-1]}.")
    loose = guard_faults(desk.store)
    yield Finding(
        "guards", not loose,
        "Penjaga riwayat terpasang." if not loose
        else f"Penjaga basis data hilang atau berbeda: {', '.join(loose)}. Pulihkan dari cadangan.",
    )  # fmt: skip


def _rows(desk: Desk) -> Iterator[Finding]:
    cases = Case.select(Case.number, Case.name, Case.data, Case.requirements).tuples()
    damaged = sum(not _whole(*row) for row in rows_of(cases))
    yield Finding(
        "rows", not damaged,
        "Semua berkas terbaca." if not damaged else f"{damaged} berkas rusak. Cari dengan board verify, lalu pulihkan.",
    )  # fmt: skip


def _whole(number: str, name: str, data: str, requirements: str) -> bool:
    try:
        tables = [json.loads(text) for text in (data, requirements)]
    except ValueError:
        return False
    return all(isinstance(table, dict) for table in tables) and LOST not in number + name + data + requirements


def _files(desk: Desk) -> Iterator[Finding]:
    loose = list(_open_to_others(desk))
    named = ", ".join(quoted(str(path.relative_to(desk.home.parent))) for path in loose[:MOST_NAMED])
    more = f" dan {len(loose) - MOST_NAMED} lagi" if len(loose) > MOST_NAMED else ""
    yield Finding(
        "permissions", not loose,
        "Folder kantor tertutup bagi pengguna lain." if not loose
        else f"Terbuka bagi pengguna lain: {named}{more}. Jalankan: chmod -R go= {desk.home}",
    )  # fmt: skip
    kind = _filesystem(desk.home)
    yield Finding(
        "filesystem", kind not in NETWORK_FILESYSTEMS,
        f"Sistem berkas {kind}." if kind not in NETWORK_FILESYSTEMS
        else f"Folder kantor berada di {kind}; SQLite butuh diska setempat.",
    )  # fmt: skip


def _open_to_others(desk: Desk) -> Iterator[Path]:
    """What other accounts of the machine could read or enter; uploads are put there by another one."""
    uploads = inbox_path(desk)
    for path in (desk.home, *sorted(desk.home.rglob("*"))):
        try:
            mode = path.lstat().st_mode
        except OSError:
            # Gone since the folder was read: the log of the database, a file half written.
            continue
        if uploads not in (path, *path.parents) and not stat.S_ISLNK(mode) and mode & 0o077:
            yield path


def _filesystem(path: Path) -> str:
    """Type of the file system a path lies on, from the longest mount point that holds it."""
    best, kind = "", "tidak dikenal"
    try:
        with open("/proc/mounts", encoding="utf-8") as mounts:
            for line in mounts:
                _, point, found, *_ = line.split()
                inside = os.path.commonpath([point, str(path.resolve())]) == point
                if inside and len(point) >= len(best):
                    best, kind = point, found
    except OSError:
        pass
    return kind


def _space(desk: Desk) -> Iterator[Finding]:
    free = shutil.disk_usage(desk.home).free
    yield Finding(
        "space", free >= NEEDED_SPACE,
        f"Ruang kosong {size_words(free)}." if free >= NEEDED_SPACE
        else f"Ruang penyimpanan hampir penuh: {size_words(free)}. Kosongkan diska.",
    )  # fmt: skip


def _clock(desk: Desk) -> Iterator[Finding]:
    try:
        believable_now(desk)
    except ClockRefused as refused:
        yield Finding("clock", False, refused.sentence)
    else:
        yield Finding("clock", True, "Jam mesin cocok dengan kejadian terakhir.")


def _configuration(desk: Desk) -> Iterator[Finding]:
    fault = logo_fault(desk)
    yield Finding("logo", not fault, fault or "Lambang kop dapat dicetak, atau tidak dipakai.")
    yield Finding("profile", not desk.notices, desk.notices[0] if desk.notices else "Profil kantor berlaku.")
    closed = inbox_fault(desk)
    yield Finding("inbox", not closed, closed or "Folder kotak masuk dapat dibaca dan dikosongkan.")
    changed = changed_files(desk)
    yield Finding("sops", not changed, "; ".join(changed) if changed else "Berkas SOP sama dengan yang terpasang.")
    years = {holiday.day[:4] for holiday in desk.profile.holidays}
    this_year = str(desk.today().year)
    yield Finding(
        "holidays", this_year in years,
        f"Hari libur {this_year} ada." if this_year in years
        else f"Hari libur {this_year} belum ada di hari_libur.csv: janji layanan bisa keliru.",
    )  # fmt: skip


def _promises(desk: Desk) -> Iterator[Finding]:
    late = sum(1 for _ in overtaken(desk))
    yield Finding(
        "promises", not late,
        "Semua janji cocok dengan kalender kantor." if not late
        else f"Janji {late} berkas diberikan sebelum kalender berubah. Pengelola menjalankan: board calendar apply",
    )  # fmt: skip


def _people(desk: Desk) -> Iterator[Finding]:
    without = User.select().where((User.office == desk.office) & (User.active == 1) & (User.password == "")).count()
    yield Finding(
        "passwords", True,
        "Semua akun punya sandi." if not without else f"{without} akun tanpa sandi: hanya masuk lewat kunci SSH.",
    )  # fmt: skip


def _printing(desk: Desk) -> Iterator[Finding]:
    jobs = PrintJob.select().where(PrintJob.office == desk.office)
    waiting = jobs.where(PrintJob.state.in_([QUEUED, UNKNOWN])).count()
    failed = jobs.where(PrintJob.state == FAILED).count()
    yield Finding(
        "printing", not failed,
        f"{waiting} cetakan menunggu, {failed} gagal." if waiting or failed else "Tidak ada cetakan yang tertunda.",
    )  # fmt: skip
    queue = desk.profile.printing.queue
    there = not queue or shutil.which("lp") is not None
    yield Finding(
        "printer", there,
        f"Printer {queue}." if queue and there
        else "Tanpa printer: cetakan disimpan di spool." if there
        else "Perintah lp tidak ada; pasang cups-client.",
    )  # fmt: skip


_CHECKS: dict[str, Callable[[Desk], Iterator[Finding]]] = {
    "sqlite": _engine,
    "database": _database,
    "schema": _schema,
    "rows": _rows,
    "permissions": _files,
    "space": _space,
    "clock": _clock,
    "profile": _configuration,
    "promises": _promises,
    "passwords": _people,
    "printing": _printing,
}
"""Every check, by the name under which it is reported when it cannot be made."""
