"""Offices for tests: built once per run, copied for each test, on a clock that the test holds still."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from board.services.init_office import init_office
from board.services.people import add_user

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday 23 November 2026, 09.00 WIB: an ordinary working day."""

OFFICERS = {
    "loket": ("LINDA PERMATA", ["loket"]),
    "motor": ("MARWAN TANJUNG", ["petugas_khusus"]),
    "wati": ("WATI KURNIA", ["pelayanan"]),
    "verif": ("VERA NURDIANA", ["verifikator"]),
    "oki": ("OKI FERDINAN", ["operator"]),
    "serah": ("SERUNI HANDAYANI", ["penyerahan"]),
    "rina": ("RINA MARLINA, S.Sos.", ["kasi:dafduk"]),
    "candra": ("CANDRA WIJAYA, S.H.", ["kasi:capil"]),
    "bakti": ("BAKTI NUGRAHA, S.IP.", ["kabid:dafduk"]),
    "dian": ("DIAN PUSPITA, M.Si.", ["kabid:capil"]),
    "harun": ("Dr. HARUN SETIAWAN, M.Si.", ["kadis"]),
    "tono": ("TONO SUBEKTI", ["tim_konsultasi"]),
    "ade": ("ADE RAHMAWATI", ["penerima_aduan"]),
    "putu": ("PUTU ARIMBAWA, S.H.", ["pengelola_aduan"]),
    "timo": ("TIMOTIUS SARAGI", ["tim_aduan"]),
    "auditor": ("AUDITOR CONTOH", ["auditor"]),
}


@dataclass
class Clock:
    """A clock that only a test moves."""

    now: datetime = field(default=MONDAY)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        """Let time pass: ``minutes=5``, ``days=1``."""
        self.now += timedelta(**span)


def build_template(home: Path) -> None:
    """Office ``contoh`` with an officer for every role, SOPs in force since January."""
    january = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
    desk = init_office(home, "contoh", "admin", password="sandi-admin", by="test", clock=lambda: january)
    with desk.store.writing():
        for name, (title, roles) in OFFICERS.items():
            add_user(desk, name, title, roles, by="test")
    desk.close()


def copy_office(template: Path, home: Path, *, again: bool = False) -> Path:
    """An office of a test's own.

    Args:
        again: in the place of the one that is there.
    """
    if again:
        shutil.rmtree(home)
    shutil.copytree(template, home)
    return home


def officer_for(roles: list[str], bidang: str | None) -> str:
    """The officer of the test office who may act in one of these roles for an SOP of a bidang."""
    for role in roles:
        for name, (_, held) in OFFICERS.items():
            if role in held or f"{role}:{bidang or 'dafduk'}" in held:
                return name
    raise LookupError(roles)


def four_eyes(home: Path, mode: str, sop: str = "semua") -> None:
    """Let an office make of an approval with one pair of eyes what it wants: wajib, tandai, bebas."""
    with (home / "office.toml").open("a") as file:
        file.write(f'\n[four_eyes]\n"{sop}" = "{mode}"\n')
