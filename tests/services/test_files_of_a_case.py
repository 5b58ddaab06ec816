"""What files hand in: assigned one by one or several at once, told by the history, printed several to a page."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from board.models.case import Attachment
from board.models.paper import PrintJob
from board.services.desk import Desk
from tests.commands import Commands
from tests.walker import APPLICANT

KK = "waykanan.kk_baru"


@pytest.fixture
def number(board: Commands) -> str:
    """A KK by WhatsApp."""
    return str(board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})["number"])


@pytest.fixture
def files(board: Commands, number: str, tmp_path: Path) -> list[int]:
    """Three photos nobody has looked at."""
    for place in range(3):
        photo = tmp_path / f"foto{place}.png"
        Image.effect_noise((8, 8), 50).convert("RGB").save(photo)
        case = board.ok("case", "attach", number, photo, user="wati")
    return [item["id"] for item in case["attachments"]]


def meant(case: dict[str, Any]) -> list[str | None]:
    """What the files of a case are for."""
    return [item["requirement"] for item in case["attachments"]]


def required(case: dict[str, Any]) -> str:
    """A requirement that is not ticked."""
    return next(str(item["id"]) for item in case["requirements"] if not item["form"])


def test_several_files_hand_in_one_paper(board: Commands, number: str, files: list[int]) -> None:
    paper = required(board.ok("case", "show", number))
    case = board.ok("case", "assign", number, files[0], files[2], "--requirement", paper, user="wati")
    assert meant(case) == [paper, None, paper]
    event = case["events"][-1]
    assert event["intent"] == "tetapkan"
    assert [item["requirement"] for item in event["detail"]["files"]] == [[None, paper]] * 2
    assert list(event["detail"]["ticked"]) == [paper]
    assert next(item["form"] for item in case["requirements"] if item["id"] == paper)
    again = board.ok("case", "assign", number, files[0], "--requirement", paper, user="wati")
    assert again["version"] == case["version"], "what is said already is no event"
    other = board.ok("case", "assign", number, files[0], "--none", user="wati")
    assert meant(other) == [None, None, paper]
    assert [item["assigned"] for item in other["attachments"]] == [True, False, True]
    assert board.ok("verify")["faults"] == []


def test_an_assignment_past_the_program_is_found(board: Commands, number: str, files: list[int]) -> None:
    paper = required(board.ok("case", "show", number))
    board.ok("case", "assign", number, files[0], "--requirement", paper, user="wati")
    with sqlite3.connect(board.home / "board.db") as connection:
        connection.execute("UPDATE attachments SET requirement = NULL WHERE id = ?", (files[0],))
    connection.close()
    assert {fault["kind"] for fault in board.run("verify").json["faults"]} == {"attachment"}


def test_files_that_are_not_in_sight_are_refused(
    board: Commands, desk: Desk, number: str, files: list[int], tmp_path: Path
) -> None:
    other = board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})["number"]
    paper = required(board.ok("case", "show", number))
    Attachment.update(hidden_at=1).where(Attachment.id == files[1]).execute()
    before = board.ok("case", "show", number)
    for words in ((other, files[0]), (number, files[1]), (number, files[0], 99999)):
        for verb in (("assign", *words, "--requirement", paper), ("photos", *words)):
            refusal = board.refused("case", *verb, user="wati")
            assert refusal["error"] == "not_found", verb
            assert "Lampiran" in refusal["reason"]
    assert board.ok("case", "show", number) == before
    assert len(before["attachments"]) == 2


def test_only_papers_of_this_case_and_officers_whose_turn_it_is(board: Commands, number: str, files: list[int]) -> None:
    refusal = board.refused("case", "assign", number, files[0], "--requirement", "ngawur", user="wati")
    assert refusal["error"] == "input"
    assert "Yang ada:" in refusal["reason"]
    refusal = board.refused("case", "assign", number, files[0], "--none", user="harun")
    assert refusal["error"] == "role"
    assert board.refused("case", "assign", number, files[0], "--none", user="auditor")["error"] == "not_authorised"
    assert board.run("case", "assign", number, files[0], user="wati").code == 2


def test_photos_are_printed_at_any_step_as_often_as_it_is_asked(board: Commands, number: str, files: list[int]) -> None:
    case = board.ok("case", "photos", number, files[1], user="wati")
    assert [job["document"] for job in case["prints"]] == ["foto_berkas"]
    assert case["prints"][0]["state"] == "rendered"
    case = board.ok("case", "photos", number, user="wati")
    case = board.ok("case", "photos", number, user="wati")
    assert len(case["prints"]) == 3
    board.ok("case", "assign", number, files[1], "--requirement", required(case), user="wati")
    case = board.ok("case", "photos", number, files[1], user="wati")
    assert len(case["prints"]) == 4, "with what it is now below it"
    assert board.ok("verify")["faults"] == []


def test_hidden_files_are_never_printed(board: Commands, desk: Desk, number: str, files: list[int]) -> None:
    Attachment.update(hidden_at=1).where(Attachment.id == files[1]).execute()
    board.ok("case", "photos", number, user="wati")
    job = PrintJob.select().order_by(PrintJob.id.desc()).get()
    assert [item["name"] for item in json.loads(job.snapshot)["attachments"]] == ["foto0.png", "foto2.png"]


def test_a_case_without_files_has_no_photos(board: Commands, number: str) -> None:
    refused = board.refused("case", "photos", number, user="wati")
    assert refused["error"] == "no_files"
    assert "Belum ada lampiran untuk dicetak" in refused["reason"]
