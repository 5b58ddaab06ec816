"""What the tests of this room are given: the shipped configuration, officers, cases and moments. Values only."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from board import wording
from board.workflow.facts import Actor, CaseFacts, Grant, Mandate
from board.workflow.load import Library, load_sop, read_library
from board.workflow.load_office import load_profile
from board.workflow.office import Profile
from board.workflow.office_files import ANSWER_FOLDER, FILES
from board.workflow.sop import Sop

CONFIG = Path(__file__).parents[2] / "config"
WIB, WITA = wording.ZONES["WIB"], wording.ZONES["WITA"]
OFFICES = ("balangan", "contoh", "landak", "pasbar", "waykanan")
SOP_IDS = (
    "landak.konsultasi", "landak.kk_umum", "pasbar.keliling", "waykanan.kk_baru", "waykanan.skpwni",
    "waykanan.ktp_ganti", "waykanan.kia_baru", "waykanan.akta_lahir", "waykanan.akta_mati", "waykanan.pengaduan",
    "balangan.dikjamila",
)  # fmt: skip

pure = settings(deadline=None, database=None, max_examples=150)
"""Properties without a stop-watch and without a diary on disk."""
brief = settings(pure, max_examples=40)
"""The same for values that take long to make up."""
any_text = st.text(st.characters(exclude_categories=()))
"""Whatever may arrive: NUL, right-to-left marks, private use, lone surrogates."""


def office_folder(folder: Path, office: str = "contoh") -> Path:
    """A folder of an office's configuration, as ``board init`` lays it out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES[1:]:
        shutil.copy(CONFIG / name, folder / name)
    shutil.copy(CONFIG / "offices" / f"{office}.toml", folder / "office.toml")
    shutil.copytree(CONFIG / ANSWER_FOLDER, folder / ANSWER_FOLDER)
    return folder


@cache
def profile(office: str = "contoh") -> Profile:
    """The shipped profile of an office."""
    with TemporaryDirectory() as folder:
        return load_profile(office_folder(Path(folder), office), CONFIG)


@cache
def library() -> Library:
    """The shipped field library."""
    return read_library(CONFIG)


@cache
def sop(sop_id: str) -> Sop:
    """A shipped SOP."""
    return load_sop(CONFIG / "sop" / f"{sop_id}.1.toml", library(), profile().vocabulary)


def step_id(service: Sop, no: str) -> str:
    """The step of a printed number."""
    return next(step.id for step in service.steps if step.no == no)


def at(text: str, zone: Any = WIB) -> datetime:
    """``2026-11-23 09.00`` on the office's clock."""
    return datetime.strptime(text, "%Y-%m-%d %H.%M").replace(tzinfo=zone)


MONDAY = at("2026-11-23 09.00")
"""An ordinary working day."""


def officer(*roles: str, name: str = "rina", acting_for: Mandate | None = None) -> Actor:
    """An officer in some roles (``kasi:dafduk``), in their own right or all by one mandate."""
    grants = []
    for role in roles:
        held, _, bidang = role.partition(":")
        grants.append(Grant(held, bidang or None, acting_for))
    return Actor(name, f"{name.upper()} CONTOH", tuple(grants))


def mandate(*scope: str, kind: str = "plh") -> Mandate:
    """Acting for a head who is away."""
    return Mandate(kind, "HARUN CONTOH", "800/1/2026", frozenset(scope))


def example_data(service: Sop) -> dict[str, Any]:
    """Every field filled with its example; a row for every list."""
    found: dict[str, Any] = {}
    for item in service.fields:
        if item.type == "rows":
            found[item.id] = [{column.id: column.example for column in item.columns if column.example}]
        else:
            found[item.id] = item.example
    return found


def case(service: Sop, no: str = "1", **changes: Any) -> CaseFacts:
    """A case that has just come to a step, nothing known about it, nobody holding it."""
    step = service.step(step_id(service, no))
    plain = CaseFacts(
        number=f"{service.code}-2026-00042",
        step=step.id,
        status=step.status,
        version=1,
        round=1,
        channel=service.channel,
        received_on=MONDAY.date(),
    )
    given = replace(plain, **changes)
    # Papers that are told without what they show were made from the case as it is.
    return replace(given, papers=tuple(replace(paper, shows=paper.shows or given.shown) for paper in given.papers))


def full_case(service: Sop, no: str = "1", **changes: Any) -> CaseFacts:
    """A case with every field filled in, every requirement handed in and a solusi written."""
    complete = {
        "data": example_data(service),
        "requirements": {item.id: item.forms[0] for item in service.requirements},
        "note_kinds": frozenset({"solusi"}),
    }
    return case(service, no, **{**complete, **changes})


def words(texts: Iterable[str]) -> str:
    """Several sentences as one, to look for words in."""
    return "\n".join(texts)
