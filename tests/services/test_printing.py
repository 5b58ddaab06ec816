"""From the queued job to the paper in somebody's hand: rendering, the printer's answers, copies, confirmation."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from board import wording
from board.errors import InputInvalid, MoveRefused
from board.models.event import Event
from board.models.paper import PrintJob
from board.printing import documents, printer
from board.services import print_pending as printing
from board.services.desk import Desk, open_desk
from board.services.print_papers import confirm_paper, find_job, reprint
from board.services.print_pending import PrintRun, print_pending
from board.services.register_case import NewCase, register_case
from tests.offices import Clock
from tests.printing.fake_lp import ACCEPTS, HANGS, UNKNOWN_QUEUE, fake_lp
from tests.printing.pdf_text import read
from tests.walker import APPLICANT

KK = "waykanan.kk_baru"


def registered(desk: Desk, count: int) -> list[PrintJob]:
    """So many cases at the counter, each with its receipt queued."""
    for _ in range(count):
        register_case(desk, KK, "wati", NewCase(APPLICANT, channel="loket"))
    return jobs()


def jobs() -> list[PrintJob]:
    """All print jobs as they are now."""
    return list(PrintJob.select().order_by(PrintJob.id))


def states() -> list[str]:
    """Their states."""
    return [job.state for job in jobs()]


@contextmanager
def office(home: Path, clock: Clock, *, queue: str = "", also: str = "") -> Iterator[Desk]:
    """The office with a print queue."""
    with (home / "office.toml").open("a", encoding="utf-8") as profile:
        profile.write(f'\n[printing]\nqueue = "{queue}"\n{also}\n')
    desk = open_desk(home, clock=clock)
    yield desk
    desk.close()


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts a fake ``lp`` in front of the real one; returns where it writes what it was told."""
    return lambda script: fake_lp(tmp_path / "bin", monkeypatch, script)


# --- rendering -------------------------------------------------------------------------------------------------------


def test_what_waits_is_rendered_into_the_private_spool(desk: Desk) -> None:
    registered(desk, 3)
    assert states() == ["queued"] * 3
    assert print_pending(desk) == PrintRun(rendered=3)
    for job in jobs():
        path = desk.spool / job.path
        assert job.state == "rendered"
        assert hashlib.sha256(path.read_bytes()).hexdigest() == job.sha256
        assert read(path.read_bytes()).says("TANDA TERIMA BERKAS")
        assert path.stat().st_mode & 0o077 == 0
        assert path.parent.stat().st_mode & 0o077 == 0
    assert print_pending(desk) == PrintRun(), "nothing is printed twice"


def test_one_broken_paper_does_not_keep_the_others_from_being_printed(desk: Desk) -> None:
    broken = registered(desk, 3)[1]
    PrintJob.update(snapshot="{}").where(PrintJob.id == broken.id).execute()
    assert print_pending(desk) == PrintRun(rendered=2, failed=1)
    assert states() == ["rendered", "failed", "rendered"]
    told = find_job(desk, broken.id)
    assert told.path is None
    assert told.error
    assert print_pending(desk) == PrintRun(), "a broken paper is not tried again and again"


def test_the_error_of_a_broken_paper_names_nobody(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def builder(data: dict[str, Any]) -> bytes:
        raise ValueError(f"cell containing '{data['applicant']['nik']}' too large")

    monkeypatch.setitem(documents.BUILDERS, "tanda_terima_berkas", builder)
    registered(desk, 1)
    print_pending(desk)
    assert APPLICANT["nik"] not in jobs()[0].error


def test_jobs_queued_before_a_crash_are_printed_by_the_next_run(home: Path, clock: Clock, desk: Desk) -> None:
    registered(desk, 2)
    desk.close()
    again = open_desk(home, clock=clock)
    assert print_pending(again) == PrintRun(rendered=2)
    again.close()


def test_a_crash_while_a_paper_is_rendered_loses_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    registered(desk, 2)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(printing, "_set", _interrupt)
        print_pending(desk)
    assert states() == ["queued", "queued"]
    assert print_pending(desk) == PrintRun(rendered=2)
    assert len(list(desk.spool.rglob("*.pdf"))) == 2
    assert [path.name for path in desk.spool.rglob(".tulis-*")] == []


def _interrupt(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt


def test_a_second_process_finds_the_printer_busy(home: Path, clock: Clock) -> None:
    told = []

    def send(queue: str, path: Path, title: str) -> str:
        command = [sys.executable, "-m", "board", "--home", str(home), "--json", "print", "run"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
        told.append(json.loads(done.stdout))
        return "kantor-1"

    with office(home, clock, queue="kantor") as desk:
        registered(desk, 2)
        assert print_pending(desk, send=send) == PrintRun(rendered=2, submitted=2)
        assert told == [{"rendered": 0, "submitted": 0, "failed": 0, "busy": True}] * 2
        assert states() == ["submitted", "submitted"]


# --- the printer -----------------------------------------------------------------------------------------------------


def test_a_queue_that_accepts_a_paper(home: Path, clock: Clock, lp: Callable[[str], Path]) -> None:
    told = lp(ACCEPTS)
    with office(home, clock, queue="kantor") as desk:
        (job,) = registered(desk, 1)
        assert print_pending(desk) == PrintRun(rendered=1, submitted=1)
        job = find_job(desk, job.id)
        assert (job.state, job.queue_job, job.error) == ("submitted", "kantor-17", None)
        assert told.read_text().split() == [
            "-d",
            "kantor",
            "-t",
            f"board-contoh-{job.id}",
            "--",
            str(desk.spool / job.path),
        ]


def test_single_papers_may_have_a_queue_of_their_own(home: Path, clock: Clock, lp: Callable[[str], Path]) -> None:
    told = lp(ACCEPTS)
    with office(home, clock, also='queues = { tanda_terima_berkas = "loket2" }') as desk:
        registered(desk, 1)
        assert print_pending(desk) == PrintRun(rendered=1, submitted=1)
        assert "-d loket2" in told.read_text()


@pytest.mark.parametrize(
    ("script", "words"),
    [(UNKNOWN_QUEUE, "Printer kantor tidak ditemukan atau menolak. lp: The printer or class does not exist."),
     (HANGS, "Printer kantor tidak menjawab")],
)  # fmt: skip
def test_a_printer_that_fails_undoes_nothing(
    home: Path, clock: Clock, lp: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, script: str, words: str
) -> None:
    lp(script)
    monkeypatch.setattr(printer, "TIMEOUT", 0.2)
    with office(home, clock, queue="kantor") as desk:
        registered(desk, 2)
        assert print_pending(desk) == PrintRun(rendered=2, failed=2), "the second paper is tried all the same"
        for job in jobs():
            assert words in job.error
            assert (desk.spool / job.path).is_file(), "the paper is there, to be printed by hand"


def test_an_unknown_queue_is_a_failure(home: Path, clock: Clock, lp: Callable[[str], Path]) -> None:
    lp(UNKNOWN_QUEUE)
    with office(home, clock, queue="kantor") as desk:
        registered(desk, 1)
        print_pending(desk)
        assert states() == ["failed"]


def test_a_queue_that_hangs_leaves_the_paper_uncertain(
    home: Path, clock: Clock, lp: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    lp(HANGS)
    monkeypatch.setattr(printer, "TIMEOUT", 0.2)
    with office(home, clock, queue="kantor") as desk:
        registered(desk, 1)
        print_pending(desk)
        assert states() == ["unknown"]


def test_a_crash_after_lp_leaves_the_paper_uncertain_and_the_next_one_is_printed(home: Path, clock: Clock) -> None:
    with office(home, clock, queue="kantor") as desk:
        registered(desk, 2)
        with pytest.raises(KeyboardInterrupt):
            print_pending(desk, send=_interrupt)  # type: ignore[arg-type]
        assert states() == ["unknown", "queued"], "nobody knows whether the first came out"
        assert print_pending(desk, send=lambda queue, path, title: "kantor-2") == PrintRun(rendered=1, submitted=1)
        assert states() == ["unknown", "submitted"]


def test_a_paper_rendered_before_a_crash_is_sent_by_the_next_run(
    home: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office(home, clock, queue="kantor") as desk:
        registered(desk, 1)
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(printing, "_send", _interrupt)
            print_pending(desk)
        assert states() == ["rendered"]
        print_pending(desk, send=lambda queue, path, title: "kantor-2")
        assert states() == ["submitted"]


# --- copies and confirmation -----------------------------------------------------------------------------------------


def test_a_reprint_is_a_marked_copy_with_its_reason_in_the_history(desk: Desk) -> None:
    (first,) = registered(desk, 1)
    print_pending(desk)
    for place, reason in enumerate(("Kertas basah", "Hilang di loket"), start=2):
        copy = reprint(desk, first.id, "wati", f"  {reason} ")
        assert (copy.copy, copy.state, copy.reason) == (place, "queued", reason)
        print_pending(desk)
        paper = read((desk.spool / find_job(desk, copy.id).path).read_bytes())
        assert all(f"SALINAN KE-{place}" in page for page in paper.pages)
        assert paper.says(f"dicetak ulang {wording.stamp(desk.now())} WIB · WATI KURNIA · alasan: {reason}")
        told = Event.select().where(Event.case_id == first.case_id).order_by(Event.seq.desc()).first()
        detail = json.loads(told.text)
        assert (told.intent, detail["note"]) == ("cetak_ulang", reason)
        assert detail["detail"] == {"document": "tanda_terima_berkas", "copy": place}
    assert "SALINAN" not in read((desk.spool / find_job(desk, first.id).path).read_bytes()).text


def test_a_reprint_without_a_reason_is_refused(desk: Desk) -> None:
    (job,) = registered(desk, 1)
    with pytest.raises(InputInvalid, match="alasan"):
        reprint(desk, job.id, "wati", " \n ")
    with pytest.raises(MoveRefused):
        reprint(desk, job.id, "tono", "Kertas basah")
    assert len(jobs()) == 1


@pytest.mark.parametrize("state", ["queued", "rendered", "submitted", "failed", "unknown"])
def test_the_word_that_a_paper_came_out_is_kept_once(desk: Desk, state: str) -> None:
    (job,) = registered(desk, 1)
    PrintJob.update(state=state).execute()
    for _ in range(2):
        assert confirm_paper(desk, job.id, "wati").state == "completed"
    told = Event.select().where((Event.case_id == job.case_id) & (Event.intent == "kertas_keluar"))
    assert told.count() == 1
    assert print_pending(desk) == PrintRun(), "what is in hand is not printed"
