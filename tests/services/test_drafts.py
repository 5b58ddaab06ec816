"""Drafts of forms: gone in the transaction that saves, kept beside those of other sessions, never lost silently."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from peewee import OperationalError

from board.errors import CommitUncertain, Refused
from board.models.case import Case
from board.models.thread import Draft
from board.services.desk import Desk
from board.services.draft_list import broken_off, count_drafts, list_drafts, throw_away
from board.services.drafts import Kept, Left, OpenDraft, Way, find_draft, load_draft, program_of
from board.services.register_case import NewCase, register_case
from board.services.thread_notes import note_way
from tests.offices import Clock

NEW = Way("new")
KK = "waykanan.kk_baru"
SITI = NewCase({"name": "SITI AMINAH", "nik": "0000014505900001", "phone": "081200000001"})


def left(text: str, at: int = 0) -> Left:
    """A form with one field."""
    return Left({"name": text} if text else {}, "Berkas baru", {"field": "name", "cursor": at})


def kept(desk: Desk) -> dict[str, str]:
    """What is kept of whom, by the name of the draft."""
    return {row.form: json.loads(row.body)["name"] for row in Draft.select().order_by(Draft.form)}


def refuse(desk: Desk) -> None:
    """A service that writes, and then refuses."""
    register_case(desk, KK, "wati", SITI)
    raise Refused("Tidak jadi.")


# --- saved, or kept ------------------------------------------------------------------------------------------------


def test_what_is_saved_is_kept_no_more_whatever_still_asks_for_it(desk: Desk) -> None:
    form = OpenDraft("wati", NEW)
    form.keep(desk, left("SITI"))
    assert form.settle(desk, register_case, KK, "wati", SITI).case.number
    form.keep(desk, left("SITI", 3), over=True)
    assert kept(desk) == {}


def test_what_is_refused_is_kept_and_not_saved(desk: Desk) -> None:
    form = OpenDraft("wati", NEW)
    form.keep(desk, left("SITI"))
    with pytest.raises(Refused):
        form.settle(desk, refuse)
    assert kept(desk) == {"new": "SITI"} and not Case.select().exists()
    form.keep(desk, left("SITI A"))
    form.settle(desk, register_case, KK, "wati", SITI)
    assert kept(desk) == {} and Case.select().count() == 1


DIES = """
import os, sys
from datetime import datetime
from pathlib import Path
from board.services.desk import open_desk
from board.services.drafts import OpenDraft, Way
from board.services.register_case import NewCase, register_case

home, now, applicant, dies_at = sys.argv[1], datetime.fromisoformat(sys.argv[2]), eval(sys.argv[3]), int(sys.argv[4])
desk = open_desk(Path(home), clock=lambda: now)
form = OpenDraft("wati", Way("new"))
form.load(desk)
steps = 0

def trace(*_):
    global steps
    steps += 1
    if steps == dies_at:
        os._exit(9)
    return True

desk.store.database.connection().setexectrace(trace)
form.settle(desk, register_case, "waykanan.kk_baru", "wati", NewCase(applicant))
"""


def test_killed_while_saving_either_the_case_or_the_draft_is_there(desk: Desk) -> None:
    OpenDraft("wati", NEW).keep(desk, left("SITI"), over=True)
    saved = []
    while not any(saved):
        words = [str(desk.home), desk.now().isoformat(), repr(dict(SITI.applicant)), str(1 + 4 * len(saved))]
        done = subprocess.run([sys.executable, "-c", DIES, *words], capture_output=True, text=True, check=False)
        assert done.returncode in {0, 9}, done.stderr
        saved.append(Case.select().exists())
        assert saved[-1] != (kept(desk) == {"new": "SITI"})
    assert len(saved) > 3, "it was killed at several moments of the save"


def test_a_commit_that_fails_tells_by_the_draft_whether_it_was_stored(desk: Desk) -> None:
    form = OpenDraft("wati", NEW)
    form.keep(desk, left("SITI"))
    with (
        patch.object(desk.store, "writing", side_effect=CommitUncertain("Diska rusak.")),
        pytest.raises(CommitUncertain) as broken,
    ):
        form.settle(desk, register_case, KK, "wati", SITI)
    assert broken.value.stored is False
    Draft.delete().execute()
    with (
        patch.object(desk.store, "writing", side_effect=CommitUncertain("Diska rusak.")),
        pytest.raises(CommitUncertain) as broken,
    ):
        form.settle(desk, register_case, KK, "wati", SITI)
    assert broken.value.stored is True
    with (
        patch.object(desk.store, "writing", side_effect=CommitUncertain("Diska rusak.")),
        patch.object(Draft, "get_or_none", side_effect=OperationalError("disk I/O error")),
        pytest.raises(CommitUncertain) as broken,
    ):
        form.settle(desk, register_case, KK, "wati", SITI)
    assert broken.value.stored is None


def test_a_form_that_is_emptied_leaves_no_draft(desk: Desk) -> None:
    form = OpenDraft("wati", NEW)
    form.keep(desk, left("SITI"))
    form.keep(desk, left(""))
    assert kept(desk) == {}


def test_nothing_is_written_while_nothing_changes(desk: Desk) -> None:
    form = OpenDraft("wati", NEW)
    form.keep(desk, left("SITI"))
    with patch.object(OpenDraft, "_write") as write:
        form.keep(desk, left("SITI"))
        assert not write.called
        form.keep(desk, left("SITI", 2))
        assert write.called, "the cursor has moved"


# --- two sessions ----------------------------------------------------------------------------------------------------


def test_two_sessions_that_write_the_same_form_keep_both(desk: Desk) -> None:
    here, there = OpenDraft("wati", NEW), OpenDraft("wati", NEW)
    assert not here.keep(desk, left("SITI"))
    assert there.keep(desk, left("BUDI")), "told that there is another one"
    assert not there.keep(desk, left("BUDI S"))
    assert sorted(kept(desk).values()) == ["BUDI S", "SITI"]
    there.settle(desk, register_case, KK, "wati", SITI)
    assert kept(desk) == {"new": "SITI"}


def test_who_goes_on_elsewhere_takes_over_and_the_older_one_stands_apart(desk: Desk) -> None:
    old = OpenDraft("wati", NEW)
    old.keep(desk, left("SITI"))
    new = OpenDraft("wati", NEW)
    new.load(desk)
    new.keep(desk, left("SITI AMINAH"))
    assert not old.keep(desk, left("SITI"), over=True), "nothing was typed there since"
    assert kept(desk) == {"new": "SITI AMINAH"}
    assert old.keep(desk, left("SITI LAIN"))
    assert sorted(kept(desk).values()) == ["SITI AMINAH", "SITI LAIN"]
    old.drop(desk)
    assert kept(desk) == {"new": "SITI AMINAH"}


def test_a_program_that_still_runs_is_told_from_one_that_was_killed(desk: Desk) -> None:
    OpenDraft("wati", NEW).keep(desk, left("SITI"))
    found = find_draft(desk, "wati", "new")
    assert found is not None and not found.open_elsewhere, "our own form is not elsewhere"
    other = subprocess.Popen(["sleep", "60"])
    try:
        there = replace(found, session=f"{program_of(other.pid)}.abc")
        assert there.open_elsewhere
        begun_earlier = replace(found, session=f"{other.pid}.1.another-start-of-the-machine.abc")
        assert not begun_earlier.open_elsewhere, "the number is somebody else's now"
        assert replace(found, session=f"{program_of(1)}.abc").open_elsewhere
    finally:
        other.kill()
        other.wait()
    assert not there.open_elsewhere
    assert not replace(found, session="").open_elsewhere
    assert not replace(found, session="?").open_elsewhere


class Sitting:
    """One form that lies open, and the text whose place it takes when it is kept."""

    def __init__(self, desk: Desk) -> None:
        self.form, self.text = OpenDraft("wati", NEW), ""
        found = self.form.load(desk)
        self.base = found.values["name"] if found else ""
        self.text = self.base


STEPS = st.lists(
    st.tuples(st.sampled_from(["type", "keep", "leave", "drop", "kill", "save", "refused"]), st.integers(0, 1)),
    max_size=25,
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
@example([("type", 0), ("keep", 0), ("type", 0), ("type", 1), ("keep", 0), ("keep", 1)])
def test_whatever_two_sessions_do_nothing_that_was_kept_is_lost(desk: Desk, steps: list[tuple[str, int]]) -> None:
    Draft.delete().execute()
    sittings: list[Sitting | None] = [None, None]
    must: set[str] = set()

    def keep(sitting: Sitting, **how: bool) -> None:
        sitting.form.keep(desk, left(sitting.text), **how)
        if sitting.text and sitting.text != sitting.base:
            must.discard(sitting.base)
            must.add(sitting.text)
            sitting.base = sitting.text

    for number, (what, which) in enumerate(steps):
        sitting = sittings[which] = sittings[which] or Sitting(desk)
        if what == "type":
            sitting.text = f"teks {number}"
        elif what == "keep":
            keep(sitting)
        elif what in {"leave", "drop"}:
            keep(sitting, cut=what == "drop", over=True)
            sittings[which] = None
        elif what == "kill":
            sittings[which] = None
        else:
            keep(sitting)
            if what == "refused":
                with pytest.raises(Refused):
                    sitting.form.settle(desk, _refuse)
            else:
                sitting.form.settle(desk, lambda _: None)
                must.discard(sitting.base)
                sittings[which] = None
        assert must <= set(kept(desk).values())


def _refuse(desk: Desk) -> None:
    raise Refused("Tidak.")


# --- read and listed -------------------------------------------------------------------------------------------------


def test_a_draft_is_read_as_it_was_left(desk: Desk) -> None:
    way = Way("return", "KK-2026-00042", facts={"to": "periksa"})
    hand = {"field": "anggota", "rows": {"row": 1, "form": {"field": "nama", "cursor": 4}}}
    told = [["Catatan", "alamat keliru"]]
    form = OpenDraft("rina", way)
    form.keep(desk, Left({"note": "alamat keliru"}, "Kembalikan", hand, told), cut=False, over=True)
    found = find_draft(desk, "rina", "return:KK-2026-00042")
    at = int(desk.now().timestamp() * 1000)
    assert found == Kept(
        "return:KK-2026-00042", {"note": "alamat keliru"}, "Kembalikan", way, hand, told, at, False, ""
    )
    assert load_draft(desk, "rina", "return:KK-2026-00042") == {"note": "alamat keliru"}
    assert load_draft(desk, "wati", "return:KK-2026-00042") is None


@pytest.fixture
def number(desk: Desk) -> Iterator[str]:
    yield register_case(desk, KK, "wati", SITI).case.number


def test_a_list_names_the_berkas_and_nobody_in_full(desk: Desk, number: str, clock: Clock) -> None:
    OpenDraft("wati", note_way(number, "internal")).keep(desk, Left({"text": "x"}, "Catatan 0000014505900001"))
    clock.forward(minutes=1)
    OpenDraft("wati", Way("urgent", number)).keep(desk, Left({"note": "x"}, f"Mendesak {number}"), cut=False, over=True)
    OpenDraft("rina", NEW).keep(desk, left("RINA"))
    first, second = list_drafts(desk, "wati", 9)
    assert (first.title, first.cut) == (f"Mendesak {number} · SITI A.", False)
    assert (second.title, second.cut) == (f"Catatan 000001******0001 · {number} · SITI A.", True)
    assert [shown.name for shown in broken_off(desk, "wati")] == [second.name]
    assert count_drafts(desk, "wati") == 2
    assert [shown.name for shown in list_drafts(desk, "wati", 1)] == [first.name]


def test_only_what_was_shown_is_thrown_away(desk: Desk, clock: Clock) -> None:
    form = OpenDraft("wati", NEW)
    form.keep(desk, left("SITI"))
    (shown,) = list_drafts(desk, "wati", 9)
    clock.forward(seconds=5)
    form.keep(desk, left("SITI AMINAH"))
    with pytest.raises(Refused, match="baru saja berubah di sesi lain"):
        throw_away(desk, "wati", shown.name, shown.stamp)
    (shown,) = list_drafts(desk, "wati", 9)
    throw_away(desk, "wati", shown.name, shown.stamp)
    assert kept(desk) == {}


def test_a_damaged_draft_keeps_no_form_from_opening(desk: Desk) -> None:
    Draft.insert(
        office=desk.office, user="wati", form="new", body='{"name": "SI', at=1, title="", way="", place="", cut=0
    ).execute()
    form = OpenDraft("wati", NEW)
    assert form.load(desk) is None
    assert form.keep(desk, left("SITI")), "and what cannot be read is not written over"
    assert Draft.select().count() == 2
