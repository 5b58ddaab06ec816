"""Real processes at one office: one of two movers wins, and numbers come without gap or double however many ask."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import pytest

from board.errors import BoardError
from board.models.register import RegisterRow
from board.services.books import list_books
from board.services.desk import Desk, open_desk
from board.services.move_case import MoveOrder, move_case
from board.services.people import add_user
from board.services.print_pending import print_pending
from board.services.register_case import NewCase, register_case
from board.services.verify import verify
from board.services.work_case import edit_case, take_case
from tests.commands import Commands
from tests.offices import Clock
from tests.walker import APPLICANT, Walker

KK, KIA = "waykanan.kk_baru", "waykanan.kia_baru"
PATIENCE = 60
CONTEXT = multiprocessing.get_context("fork")
"""Forked before this process opens the office, so that each child opens it for itself."""
Act = Callable[[Desk, int], Any]
"""What a process does in one round; what it returns is reported."""


def _child(home: Path, act: Act, rounds: int, barrier: Barrier, pipe: Any) -> None:
    desk = open_desk(home, clock=Clock())
    told: list[Any] = []
    for place in range(rounds):
        barrier.wait(PATIENCE)
        try:
            told.append(act(desk, place))
        except BoardError as refused:
            told.append(refused.code)
    desk.close()
    pipe.send(told)
    pipe.close()


def side_by_side(home: Path, acts: Sequence[Act], rounds: int = 1) -> list[list[Any]]:
    """Run every act in a process of its own, round by round at the same instant; what each reported."""
    barrier = CONTEXT.Barrier(len(acts))
    running = []
    for act in acts:
        ours, theirs = CONTEXT.Pipe(duplex=False)
        process = CONTEXT.Process(target=_child, args=(home, act, rounds, barrier, theirs))
        process.start()
        theirs.close()
        running.append((process, ours))
    told = []
    for process, pipe in running:
        assert pipe.poll(PATIENCE), "a process neither won nor was told"
        told.append(pipe.recv())
        process.join(PATIENCE)
        assert process.exitcode == 0
    return told


def at_koreksi_kasi(board: Commands, folder: Path) -> dict[str, Any]:
    """A case that waits for the kasi."""
    walker = Walker(board, KK, folder)
    case = walker.walk(walker.register(), walker.route("kirim", "koreksi_kasi"))
    assert case["step"]["id"] == "koreksi_kasi"
    return case


def moving(number: str, user: str, intent: str, seen: int | None = None) -> Act:
    """A move; with ``seen`` it names the version before the first round, one more for each round since."""

    def act(desk: Desk, place: int) -> str:
        order = MoveOrder(intent, note="Coba." if intent == "kembalikan" else "", seen=seen and seen + place)
        move_case(desk, number, user, order)
        return "moved"

    return act


def test_of_two_movers_exactly_one_wins_every_time(board: Commands, home: Path, tmp_path: Path) -> None:
    case = at_koreksi_kasi(board, tmp_path)
    number, version = case["number"], case["version"]

    def to_and_fro(desk: Desk, place: int) -> str:
        user, intent = ("rina", "setujui") if place % 2 == 0 else ("bakti", "kembalikan")
        return str(moving(number, user, intent, version)(desk, place))

    rounds = 30
    told = side_by_side(home, [to_and_fro, to_and_fro], rounds)
    for place in range(rounds):
        assert sorted(one[place] for one in told) == ["moved", "stale"], place
    after = board.ok("case", "show", number)
    assert after["version"] == version + rounds
    moved = [event["intent"] for event in after["events"][version:]]
    assert moved == ["setujui", "kembalikan"] * (rounds // 2)
    assert after["step"]["id"] == "koreksi_kasi"
    assert {"moved"} < {outcome for one in told for outcome in one}
    assert board.ok("verify")["ok"]


def test_without_a_version_the_slower_one_is_told_why(board: Commands, home: Path, tmp_path: Path) -> None:
    number = at_koreksi_kasi(board, tmp_path)["number"]
    told = side_by_side(home, [moving(number, "rina", "setujui"), moving(number, "rina", "setujui")])
    outcomes = sorted(one[0] for one in told)
    assert outcomes[0] == "moved" or outcomes[1] == "moved"
    assert set(outcomes) - {"moved"} <= {"role", "no_such_move", "held", "stale"}
    assert len(set(outcomes)) == 2, "not both"
    assert board.ok("case", "show", number)["step"]["id"] == "koreksi_kabid"


def test_of_two_who_take_one_holds(board: Commands, home: Path, tmp_path: Path) -> None:
    number = at_koreksi_kasi(board, tmp_path)["number"]
    board.ok("user", "add", "kedua", "--name", "KASI KEDUA", "--role", "kasi:dafduk")

    def taking(user: str) -> Act:
        return lambda desk, place: take_case(desk, number, user).holder

    told = side_by_side(home, [taking("rina"), taking("kedua")])
    outcomes = {one[0] for one in told}
    holder = (outcomes - {"held"}).pop()
    assert outcomes == {holder, "held"}
    titles = {"rina": "RINA MARLINA, S.Sos.", "kedua": "KASI KEDUA"}
    assert board.ok("case", "show", number)["holder"] == titles[holder]


def test_a_move_and_an_edit_do_not_lose_each_other(board: Commands, home: Path, tmp_path: Path) -> None:
    case = board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})
    number = case["number"]

    def editing(field: str) -> Act:
        return lambda desk, place: edit_case(desk, number, "wati", data={field: f"{place + 1:03d}"}).case.version

    rounds = 10
    told = side_by_side(home, [editing("rt"), editing("rw")], rounds)
    assert sorted(version for one in told for version in one) == list(range(2, 2 + 2 * rounds)), "no version twice"
    assert board.ok("case", "show", number)["data"] == {"rt": "010", "rw": "010"}
    assert board.ok("verify")["ok"]


def registering(sop: str, name: str) -> Act:
    """Register one case a round."""
    new = NewCase({**APPLICANT, "name": name})
    return lambda desk, place: register_case(desk, sop, "wati", new).case.number


def test_many_register_at_once_without_gap_or_double(home: Path, desk: Desk) -> None:
    desk.close()
    rounds, names = 8, ("SATU", "DUA", "TIGA", "EMPAT", "LIMA")
    sops = (KK, KK, KK, KIA, KIA)
    told = side_by_side(home, [registering(sop, name) for sop, name in zip(sops, names, strict=True)], rounds)
    desk.store.connect()
    numbers = [number for one in told for number in one]
    wanted = [f"KK-2026-{place:05d}" for place in range(1, 3 * rounds + 1)]
    wanted += [f"KIA-2026-{place:05d}" for place in range(1, 2 * rounds + 1)]
    assert sorted(numbers) == sorted(wanted)
    assert [book["gaps"] for book in list_books(desk)] == [0, 0]
    rows = RegisterRow.select(RegisterRow.series, RegisterRow.number).order_by(RegisterRow.series, RegisterRow.number)
    counted = [(series, place) for series, most in (("KIA", 16), ("KK", 24)) for place in range(1, most + 1)]
    assert list(rows.tuples()) == counted
    report = verify(desk)
    assert report["ok"], report["faults"]
    assert report["checked"] == {"cases": 40, "events": 40, "books": 40}


def test_each_waits_its_turn_fairly(home: Path) -> None:
    """Nobody starves: every process of a crowd gets all its numbers, none before the others had a chance."""
    told = side_by_side(home, [registering(KK, name) for name in ("A", "B", "C", "D", "E", "F")], 5)
    assert [len(one) for one in told] == [5] * 6
    for place in range(5):
        served = sorted(int(one[place][-5:]) for one in told)
        assert served == list(range(6 * place + 1, 6 * place + 7))


def test_one_key_from_many_processes_is_one_case(home: Path, desk: Desk) -> None:
    desk.close()
    new = NewCase(APPLICANT)

    def again(desk: Desk, place: int) -> tuple[str, bool]:
        done = register_case(desk, KK, "wati", new, key=f"k-{place}")
        return done.case.number, done.repeated

    rounds = 5
    told = side_by_side(home, [again] * 4, rounds)
    for place in range(rounds):
        assert {one[place][0] for one in told} == {f"KK-2026-{place + 1:05d}"}
        assert sorted(one[place][1] for one in told) == [False, True, True, True], "registered by one of them"
    desk.store.connect()
    assert verify(desk)["checked"] == {"cases": rounds, "events": rounds, "books": rounds}


def test_one_key_moves_once(board: Commands, home: Path, tmp_path: Path) -> None:
    case = at_koreksi_kasi(board, tmp_path)
    number = case["number"]

    def again(desk: Desk, place: int) -> bool:
        return move_case(desk, number, "rina", MoveOrder("setujui", key="k-1")).decision is not None

    told = side_by_side(home, [again] * 3)
    assert sorted(one[0] for one in told) == [False, False, True]
    assert board.ok("case", "show", number)["version"] == case["version"] + 1


def test_the_journal_of_looks_stays_one_chain(board: Commands, home: Path) -> None:
    number = board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})["number"]

    def looking(desk: Desk, place: int) -> int:
        from board.services.facts_of import actor_of
        from board.services.show_case import show_case

        return int(show_case(desk, number, actor_of(desk, "rina"))["version"])

    assert side_by_side(home, [looking] * 4, 5) == [[1] * 5] * 4
    report = board.ok("verify")
    assert report["ok"], report["faults"]


def test_of_two_administrators_one_adds_the_officer(home: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The colleague commits between our look for the name and our transaction; one process is enough to show it."""
    from board.services import people

    def meanwhile(*_: Any) -> str:
        monkeypatch.setattr(people, "hash_password", lambda password: "x")
        add_user(desk, "niken", "NIKEN AYU", ["loket"], by="colleague", password="sandi-niken")
        return "x"

    monkeypatch.setattr(people, "hash_password", meanwhile)
    with pytest.raises(BoardError) as refused:
        add_user(desk, "niken", "NIKEN SARI", ["kasi"], by="test", password="sandi-lain")
    assert refused.value.code == "input"


def test_of_two_who_print_one_does(home: Path, desk: Desk) -> None:
    for _ in range(6):
        register_case(desk, KK, "wati", NewCase(APPLICANT, channel="loket"))
    desk.close()

    def printing(desk: Desk, place: int) -> int:
        return print_pending(desk).rendered

    told = side_by_side(home, [printing] * 3)
    assert sum(one[0] for one in told) == 6, "every paper once"
    assert len(list((home / "spool").rglob("*.pdf"))) == 6
