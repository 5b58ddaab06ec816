"""No NIK, No. KK or phone in what is told or logged, whatever was typed where (DOMAIN E.5)."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from board.cli import care
from board.cli.main import main
from board.errors import DatabaseUnreachable
from board.models.case import Case
from board.models.database import engine_errors
from board.services.crash_log import LOG_FILE, write_crash
from board.services.desk import Desk
from tests.commands import Commands
from tests.walker import APPLICANT

NIK, KK_NUMBER = APPLICANT["nik"], APPLICANT["no_kk"]
WRITTEN = [
    NIK, KK_NUMBER, f"{NIK[:6]}.{NIK[6:12]}.{NIK[12:]}", f"{NIK[:4]} {NIK[4:8]} {NIK[8:12]} {NIK[12:]}",
    "-".join((NIK[:6], NIK[6:12], NIK[12:])), f"x{NIK}y", f"{NIK}1", f"'{NIK}'", f"--{NIK}", f"--sop={NIK}", f"@{NIK}",
]  # fmt: skip
"""A number as people type it."""
PLACES = [
    "case", "show", "list", "move", "new", "edit", "check", "take", "find", "search", "thread", "note", "book", "print",
    "inbox", "join", "outbox", "user", "add", "mandate", "link", "physical", "incident", "sop", "report", "verify",
    "--user", "--sop", "--limit", "--after", "--month", "--key", "--seen", "--reason", "--csv", "--file", "--home", "-",
    "KK-2026-00001", "teruskan", "1", "", "rina",
]  # fmt: skip
QUIET = settings(
    max_examples=150, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


def tells(text: str) -> bool:
    """Whether a number can be read in a text, however it is grouped."""
    plain = re.sub(r"(?<=\d)[ .\-](?=\d)", "", text)
    return NIK in plain or KK_NUMBER in plain


@QUIET
@given(
    words=st.lists(st.sampled_from(PLACES) | st.sampled_from(WRITTEN), min_size=1, max_size=6), as_json=st.booleans()
)
def test_no_refusal_repeats_a_number(words: list[str], as_json: bool, board: Commands, tmp_path: Path) -> None:
    if "--home" in words:
        # An office of that name is not there, and none is made beside this one.
        words = ["case", "list", "--home", *(word for word in words if word != "--home")]
    out, err = io.StringIO(), io.StringIO()
    asked = ["--home", str(board.home), "--user", "rina", *(["--json"] if as_json else []), *words]
    with patch("sys.stdin", io.TextIOWrapper(io.BytesIO(b""))), redirect_stdout(out), redirect_stderr(err):
        code = main(asked, clock=board.clock)
    assert not tells(err.getvalue()), err.getvalue()
    assert code == 0 or not tells(out.getvalue()), out.getvalue()
    log = board.home / LOG_FILE
    assert not log.exists() or not tells(log.read_text())


FAULTS = [
    KeyError(NIK), ValueError(f"invalid literal for int(): 'SITI AMINAH {NIK}'"), RuntimeError(WRITTEN[3]),
    LookupError("+6281200000001"), TypeError('"SITI AMINAH"'), OSError(2, "x", f"/tmp/{NIK}.pdf"),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=repr)
def test_the_log_of_faults_holds_nobody(fault: Exception, board: Commands) -> None:
    with patch.object(care, "examine", side_effect=fault):
        answer = board.run("doctor")
    assert answer.code == 3
    log = (board.home / LOG_FILE).read_text()
    assert type(fault).__name__ in log and "board/cli/main.py" in log
    for text in (answer.err, log):
        assert not tells(text) and "AMINAH" not in text and "81200000001" not in text, text


def test_the_log_still_says_what_of_ours_was_missing(board: Commands) -> None:
    try:
        {}["step_id"]
    except KeyError as bug:
        write_crash(board.home, bug)
    assert "KeyError: 'step_id'" in (board.home / LOG_FILE).read_text()


def test_what_the_database_says_repeats_no_value(desk: Desk) -> None:
    """Constraint, type, syntax: the engine's own words stay inside, and ours carry none of what was to be stored."""
    for query in (
        lambda: Case.insert(number=NIK, nik=NIK).execute(),
        lambda: desk.store.database.execute_sql("INSERT INTO cases (open) VALUES (?)", (NIK,)),
        lambda: desk.store.database.execute_sql(f"SELECT {NIK}x FROM nothing_like_it WHERE nik = '{NIK}'"),
    ):
        with pytest.raises(DatabaseUnreachable) as told, engine_errors():
            query()
        assert not tells(told.value.sentence)
        write_crash(desk.home, told.value)
    assert not tells((desk.home / LOG_FILE).read_text())
