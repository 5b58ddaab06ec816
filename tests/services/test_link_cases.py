"""Links between cases: made once, told by both, taken back with a reason."""

from __future__ import annotations

import pytest

from tests.commands import Commands
from tests.services.test_misdirected import COMPLAINT, KIA, KK, register
from tests.walker import APPLICANT


@pytest.fixture
def two(board: Commands) -> tuple[str, str]:
    """Two running cases."""
    return register(board, KK), register(board, KIA)


def link(board: Commands, number: str, other: str, kind: str = "ganda") -> None:
    board.ok("case", "link", number, other, "--kind", kind, "--note", "Dikirim dua kali.", user="wati")


def test_a_duplicate_is_linked_and_unlinked(board: Commands, two: tuple[str, str]) -> None:
    first, second = two
    link(board, first, second.lower())
    for number, other, direction in ((first, second, "ke"), (second, first, "dari")):
        case = board.ok("case", "show", number)
        [told] = case["links"]
        assert (told["number"], told["kind"], told["direction"], told["note"], told["by"]) == (
            other, "ganda", direction, "Dikirim dua kali.", "WATI KURNIA",
        )  # fmt: skip
        assert case["events"][-1]["intent"] == "tautkan"
        assert other in case["events"][-1]["note"]
    board.ok("case", "unlink", second, first, "--reason", "Anak yang berbeda.", user="wati")
    for number in two:
        case = board.ok("case", "show", number)
        assert case["links"] == []
        assert case["events"][-1]["intent"] == "lepas_tautan"
        assert "Anak yang berbeda." in case["events"][-1]["note"]
    link(board, first, second)
    assert board.ok("verify")["ok"]


def test_a_key_links_once(board: Commands, two: tuple[str, str]) -> None:
    words = ("case", "link", *two, "--kind", "terkait", "--key", "tautan-1")
    assert [len(board.ok(*words, user="wati")["links"]) for _ in range(2)] == [1, 1]


def test_the_same_link_twice_is_refused_in_either_direction(board: Commands, two: tuple[str, str]) -> None:
    link(board, *two)
    for pair in (two, two[::-1]):
        told = board.refused("case", "link", *pair, "--kind", "ganda", user="wati")
        assert "sudah tertaut" in told["reason"]
    link(board, *two, kind="terkait")


def test_two_cases_do_not_wait_for_one_another(board: Commands, two: tuple[str, str]) -> None:
    link(board, *two, kind="menunggu")
    told = board.refused("case", "link", *two[::-1], "--kind", "menunggu", user="wati")
    assert "saling menunggu" in told["reason"]


def test_nobody_waits_in_a_circle_of_three(board: Commands, two: tuple[str, str]) -> None:
    first, second = two
    third = board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})["number"]
    link(board, first, second, "menunggu")
    link(board, second, third, "menunggu")
    told = board.refused("case", "link", third, first, "--kind", "menunggu", user="wati")
    assert "saling menunggu" in told["reason"]


def test_a_case_is_not_its_own_duplicate(board: Commands, two: tuple[str, str]) -> None:
    told = board.refused("case", "link", two[0], two[0].lower(), "--kind", "ganda", user="wati")
    assert "dirinya sendiri" in told["reason"]


@pytest.mark.parametrize(("ended", "kind", "sentence"), [(1, "menunggu", "tidak ada lagi yang perlu ditunggu"),
                                                         (2, "ganda", "tautkan sebagai terkait")])  # fmt: skip
def test_what_has_ended_is_not_waited_for(
    board: Commands, two: tuple[str, str], ended: int, kind: str, sentence: str
) -> None:
    for number in two[:ended]:
        board.ok("case", "cancel", number, "--kind", "dicabut", "--note", "Tidak jadi.", user="wati")
    assert sentence in board.refused("case", "link", *two, "--kind", kind, user="wati")["reason"]
    link(board, *two, kind="terkait")


def test_a_complaint_is_not_linked_with_a_service(board: Commands, two: tuple[str, str]) -> None:
    complaint = register(board, COMPLAINT)
    told = board.refused("case", "link", two[0], complaint, "--kind", "terkait", user="wati")
    assert "tidak meninggalkan tanda" in told["reason"]


def test_several_links_and_none_named(board: Commands, two: tuple[str, str]) -> None:
    link(board, *two)
    link(board, *two, kind="terkait")
    words = ("case", "unlink", *two, "--reason", "Keliru.")
    assert "pilih salah satu: ganda, terkait" in board.refused(*words, user="wati")["reason"]
    board.ok(*words, "--kind", "ganda", user="wati")
    board.ok(*words, user="wati")
    assert "tidak tertaut" in board.refused(*words, user="wati")["reason"]
    assert board.ok("verify")["ok"]


def test_a_transfer_stays_linked(board: Commands, two: tuple[str, str]) -> None:
    new = board.ok("case", "transfer", two[0], "--sop", "waykanan.ktp_ganti", user="wati")["number"]
    told = board.refused("case", "unlink", two[0], new, "--reason", "Keliru.", user="wati")
    assert "tidak dapat dilepas" in told["reason"]


@pytest.mark.parametrize("words", [("--kind", "saudara"), ("--kind", "ganda", "--note", "x" * 3000)])
def test_wrong_input_names_what_is_expected(board: Commands, two: tuple[str, str], words: tuple[str, ...]) -> None:
    assert board.refused("case", "link", *two, *words, user="wati")["error"] == "input"
    assert board.refused("case", "unlink", *two, "--reason", " ", user="wati")["error"] == "input"


def test_who_has_no_desk_in_the_service_links_nothing(board: Commands, two: tuple[str, str]) -> None:
    assert board.refused("case", "link", *two, "--kind", "ganda", user="tono")["error"] == "role"


def test_an_officer_of_one_service_links_to_another(board: Commands, two: tuple[str, str]) -> None:
    """The event on a case in which the officer has no desk tells no role, and still who it was."""
    own = register(board, KK)
    counter = board.ok("case", "new", "--sop", "landak.kk_umum", user="loket", stdin={"applicant": APPLICANT})
    board.ok("case", "link", own, counter["number"], "--kind", "ganda", user="wati")
    event = board.ok("case", "show", counter["number"])["events"][-1]
    assert (event["actor"], event["role"]) == ("WATI KURNIA", "")
    assert board.ok("verify")["ok"]
