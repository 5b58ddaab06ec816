"""Reports about time as a person reads them: bars of plain signs, each explained in words, on any terminal."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.cli.bars import WIDTH, bar, sign_worth
from board.cli.main import main
from board.services.spread import average, middle, ninth
from tests.clocked import STORY, live, register
from tests.commands import Commands
from tests.offices import Clock
from tests.workflow.given import at, pure

NUMBERS = st.lists(st.integers(0, 100_000), min_size=1, max_size=4)


def read_by_a_person(board: Commands, report: str, encoding: str, month: str = "2026-11") -> str:
    """What a terminal of that encoding is sent."""
    raw = io.BytesIO()
    with redirect_stdout(io.TextIOWrapper(raw, encoding=encoding)) as out:
        words = ["--home", str(board.home), "report", report, "--month", month]
        assert main(words, clock=board.clock) == 0
        out.flush()
        return raw.getvalue().decode(encoding)


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_the_flow_in_words_and_plain_signs(encoding: str, board: Commands, clock: Clock, tmp_path: Path) -> None:
    number = register(board, clock, tmp_path)
    live(board, clock, tmp_path, number, STORY)
    clock.now = at("2026-12-01 08.00")
    text = read_by_a_person(board, "flow", encoding)
    lines = [" ".join(line.split()) for line in text.splitlines()]
    for line in (
        "KK Baru 2 Entri SIAK 10 2 2 22,5 25 22,5 0% 120 220",
        "Median per langkah: = dikerjakan, ! melewati waktu standar, . antre; satu tanda 10 menit kerja.",
        "KK Baru 2 Entri SIAK =!............ 22,5 + 120, lewat 12,5",
        "KK Baru + Serah terima ........................ tak terukur + 235",
        "KK Baru: Koreksi Kasi ke Entri SIAK 1x (Salah tulis 1)",
        "KK Baru: 0 dari 1 siap tanpa pengembalian (0%)",
        "Antre terlama: KK Baru 2 Entri SIAK, median 2 jam, P90 3 jam 40 mnt.",
    ):
        assert line in lines, text
    assert text.isascii()
    assert "SEMENTARA" not in text


def test_the_times_in_words_and_plain_signs(board: Commands, clock: Clock, tmp_path: Path) -> None:
    number = register(board, clock, tmp_path)
    live(board, clock, tmp_path, number, STORY[:-1])
    text = read_by_a_person(board, "sla", "ascii")
    lines = [" ".join(line.split()) for line in text.splitlines()]
    for line in (
        "KK Baru 1 1 0 0 8 jam 15 mnt 1 hari 0",
        "Berkas: = tepat waktu, ! terlambat, - tanpa janji, ? lewat dan belum siap; satu tanda 1 berkas.",
        "KK Baru = 1 tepat, 0 terlambat, 0 tanpa janji, 0 lewat dan belum siap",
        "OKI FERDINAN == 2 langkah, 1 berkas, dikerjakan 45 mnt, mengembalikan 0, dikembalikan kepadanya 1",
        "27 = 0 masuk, 1 siap",
    ):
        assert line in lines, text
    assert text.isascii()
    assert "SEMENTARA" in text


@pytest.mark.parametrize(("report", "said"), [("flow", "Tidak ada data."), ("sla", "Jumlah")])
def test_a_month_with_nothing_reads_well(report: str, said: str, board: Commands) -> None:
    text = read_by_a_person(board, report, "ascii", "2026-10")
    assert said in text
    assert "antre" not in text.casefold()


@pure
@given(NUMBERS, st.integers(0, 100_000))
def test_a_bar_is_never_much_longer_than_its_room_and_hides_nothing(values: list[int], longer: int) -> None:
    worth = sign_worth(max(sum(values), longer))
    drawn = bar(zip(values, "=!.-", strict=False), worth)
    assert len(drawn) <= WIDTH + len(values)
    assert [match[0][0] for match in re.finditer(r"(.)\1*", drawn)] == [
        sign for value, sign in zip(values, "=!.-", strict=False) if value
    ]


@pure
@given(st.lists(st.integers(0, 10_000), min_size=1))
def test_nine_of_ten_do_not_exceed_the_ninth(values: list[int]) -> None:
    found = ninth(values)
    assert found in values
    below = sum(value <= found for value in values)
    assert 10 * below >= 9 * len(values)
    assert 10 * sum(value < found for value in values) < 9 * len(values)
    middling, mean = middle(values), average(values)
    assert middling is not None and mean is not None
    assert min(values) <= middling <= max(values)
    assert min(values) - 0.1 <= mean <= max(values) + 0.1
    assert (ninth([]), middle([]), average([])) == (None, None, None)
