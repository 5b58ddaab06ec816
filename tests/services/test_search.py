"""Looking for a case: what is typed is recognised by its shape, spellings are forgiven, and nothing secret is found."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from board.errors import NotFound
from board.models.case import Case
from board.services.desk import Desk, open_desk
from board.services.search import find, search, the_one
from tests.commands import Commands
from tests.offices import Clock, copy_office
from tests.walker import Walker

KK, LAHIR, ADUAN = "waykanan.kk_baru", "waykanan.akta_lahir", "waykanan.pengaduan"
SITI = {"name": "SITI AMINAH", "nik": "0000014505900001", "no_kk": "0000010101150001", "phone": "081234567890"}
MEMBER = "0000014505150777"


def register(board: Commands, sop: str = KK, data: dict[str, Any] | None = None, **applicant: str) -> str:
    """The number of a new case."""
    user = "ade" if sop == ADUAN else "wati"
    numbers = {} if sop == ADUAN else {"nik": "0000014505900099", "no_kk": "0000010101150099"}
    new = {"applicant": {**numbers, **applicant}, "data": data or {}, "channel": "loket"}
    return str(board.ok("case", "new", "--sop", sop, user=user, stdin=new)["number"])


@pytest.fixture(scope="module")
def known(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Commands, dict[str, str]]:
    """An office with people whose names are written in every way, and the numbers of their cases."""
    folder = tmp_path_factory.mktemp("cari")
    board = Commands(copy_office(template, folder / "kantor"), Clock())
    names = {"siti": SITI}
    for serial, name in enumerate(
        ("MUHAMMAD YUSUF", "ACHMAD FAUZI", "DJOKO SOESILO", "SUHARTO", "DEWI RATNA SARI", "NUR'AINI"), start=2
    ):
        nik = f"00000145059000{serial:02d}"
        names[name] = {
            "name": name,
            "nik": nik,
            "no_kk": f"00000101011500{serial:02d}",
            "phone": f"08120000{serial:04d}",
        }
    numbers = {name: register(board, **applicant) for name, applicant in names.items()}
    walker = Walker(board, LAHIR, folder)
    birth = walker.register(applicant={**names["SUHARTO"]})
    data = {"nik_ibu": MEMBER, "nama_ibu": "KARTINI LESTARI"}
    board.ok("case", "edit", birth["number"], "--file", "-", user="wati", stdin={"data": data})
    numbers["birth"] = birth["number"]
    return board, numbers


@pytest.fixture
def office(known: tuple[Commands, dict[str, str]]) -> Iterator[Desk]:
    """That office, opened."""
    desk = open_desk(known[0].home, clock=Clock())
    yield desk
    desk.close()


def found(office: Desk, text: str) -> list[tuple[str, str]]:
    """Number of each case, and by what it was found."""
    return [(row["number"], row["found_by"]) for row in search(office, text).rows]


@pytest.mark.parametrize(
    ("typed", "found_by"),
    [
        ("{number}", "nomor"), ("{lower}", "nomor"), ("kk-1", "nomor"), ("KK 1", "nomor"), ("kk1", "nomor"),
        ("0000014505900001", "nik"), ("0000.0145.0590.0001", "nik"), ("0000 0145 0590 0001", "nik"),
        ("0000010101150001", "no_kk"), ("081234567890", "telepon"), ("+62 812-3456-7890", "telepon"),
        ("62812 3456 7890", "telepon"), ("81234567890", "telepon"), ("siti am", "nama"), ("AMINAH", "nama"),
        ("3456 7890", "sebagian"), ("7890", "sebagian"), ("0812345678", "sebagian"), ("4505900001", "sebagian"),
    ],
)  # fmt: skip
def test_a_case_is_found_by_whatever_is_at_hand(
    office: Desk, known: tuple[Commands, dict[str, str]], typed: str, found_by: str
) -> None:
    number = known[1]["siti"]
    assert found(office, typed.format(number=number, lower=number.lower())) == [(number, found_by)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("SITTI AMINAH", "siti"), ("SITI AMNIAH", "siti"), ("aminah siti", "siti"), ("Hj. Siti Aminahh", "siti"),
        ("MOHAMAD JUSUF", "MUHAMMAD YUSUF"), ("MUH. YUSUF", "MUHAMMAD YUSUF"), ("moch yusup", "MUHAMMAD YUSUF"),
        ("AHMAD FAUZI", "ACHMAD FAUZI"), ("AKHMAD PAUZI", "ACHMAD FAUZI"), ("JOKO SUSILO", "DJOKO SOESILO"),
        ("susilo joko", "DJOKO SOESILO"), ("SOEHARTO", "SUHARTO"), ("suhrato", "SUHARTO"),
        ("ratna dewi", "DEWI RATNA SARI"), ("nuraini", "NUR'AINI"), ("noer aini", None), ("BAMBANG", None),
        ("siti rahmah", None), ("si", None),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_spelled(
    office: Desk, known: tuple[Commands, dict[str, str]], typed: str, name: str | None
) -> None:
    hits = found(office, typed)
    if name is None:
        assert [hit for hit in hits if hit[1] == "mirip"] == []
        return
    assert (known[1][name], "mirip") in hits
    assert {number for number, _ in hits} <= {known[1][name], known[1]["birth"]}


def test_whoever_has_the_name_as_typed_comes_before_who_may_be_meant(board: Commands, home: Path) -> None:
    exact, alike = register(board, name="YUSUF ALI"), register(board, name="JUSUF ALI")
    desk = open_desk(home, clock=Clock())
    assert found(desk, "yusuf") == [(exact, "nama"), (alike, "mirip")]
    assert found(desk, "yusuf ali") == [(exact, "nama")], "a whole name that is there is the one that is meant"
    for place in range(3):
        register(board, name=f"YUSUF {'ABC'[place]}")
    assert {by for _, by in found(desk, "yusuf")} == {"nama"}, "enough was found"
    desk.close()


@pytest.mark.parametrize("typed", ["-", "...", "+", "()", "\u0301", "'", "0", "12", "%", "_", "%%%%", "____"])
def test_what_says_nothing_finds_nothing(office: Desk, typed: str) -> None:
    assert [hit for hit in found(office, typed) if hit[1] != "nomor"] == []
    assert len(found(office, typed)) < 8


def test_digits_are_the_last_ones_of_a_number(office: Desk, known: tuple[Commands, dict[str, str]]) -> None:
    numbers = known[1]
    for typed in ("2", "02", "00002"):
        assert (numbers["MUHAMMAD YUSUF"], "nomor") in found(office, typed)
        assert numbers["siti"] not in [number for number, by in found(office, typed) if by == "nomor"]
    assert [number for number, by in found(office, "0000") if by == "nomor"] == []
    assert len(found(office, "KK-2026-0000")) == 7, "with its letters, any part of it"


def test_part_of_a_number_is_never_used_unseen(office: Desk, known: tuple[Commands, dict[str, str]]) -> None:
    number = known[1]["MUHAMMAD YUSUF"]
    whole = [number, number.lower(), f" {number} ", "kk-2", "KK 2"]
    parts = ["2", "00002", "2026-00002", number[1:], number[:-1]]
    for typed in whole:
        assert [row["number"] for row in find(office, typed)] == [number]
        assert the_one(office, typed).number == number
    for typed in parts:
        assert (number, "nomor") in found(office, typed), "a search shows it"
        assert find(office, typed) == []
        with pytest.raises(NotFound):
            the_one(office, typed)


def test_a_family_member_leads_to_the_case(office: Desk, known: tuple[Commands, dict[str, str]]) -> None:
    for typed, found_by in (
        (MEMBER, "anggota"),
        ("kartini", "anggota"),
        ("0777", "sebagian"),
        ("kartinni lestari", "mirip"),
    ):
        (row,) = search(office, typed).rows
        assert (row["number"], row["found_by"], row["member"]) == (known[1]["birth"], found_by, "KARTINI L.")
    assert MEMBER not in json.dumps(search(office, MEMBER).rows)
    assert find(office, MEMBER) == [], "whose case it is, is for a person to say"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("KK-2026-00042", "nomor"), ("kk-8", "nomor"), ("LAT-KK-2026-00001", "nomor"), ("42", "nomor"),
        ("0000014505900001", "nik"), ("0812 3456 7890", "telepon"), ("+6281234567890", "telepon"),
        ("(0721) 261234", "telepon"), ("1808-LT-20112026-0001", "siak"), ("1808.lt.20112026.0001", "siak"),
        ("SKPWNI/1808/20112026/0001", "siak"), ("skpwni / 1808 / 20112026 / 0001", "siak"),
        ("0001", "sebagian"), ("15900001", "sebagian"), ("05900001", "telepon"), ("00000145059000011", "sebagian"),
        ("", "nama"), ("siti", "nama"), ("siti aminah 2", "nama"), ("نور", "nama"),
    ],
)  # fmt: skip
def test_what_is_typed_is_recognised_by_its_shape(office: Desk, typed: str, kind: str) -> None:
    assert search(office, typed).reading.kind == kind


def test_a_number_of_siak_is_found_as_people_write_it(board: Commands, home: Path, tmp_path: Path) -> None:
    walker = Walker(board, LAHIR, tmp_path)
    case = walker.register()
    while "no_akta_lahir" not in case["data"]:
        case = walker.move(case, walker.forward(case["step"]["id"])[0])
    number = str(case["data"]["no_akta_lahir"])
    for typed in (number, number.lower(), number.replace("-", "."), f" {number} "):
        shown = board.ok("search", typed)
        assert [row["number"] for row in shown["rows"]] == [case["number"]]
        assert shown["read_as"] == "siak"


def test_the_command_line_tells_rows_as_a_list_does(known: tuple[Commands, dict[str, str]]) -> None:
    board, numbers = known
    shown = board.ok("search", "soeharto")
    assert shown["next"] is None
    listed = {row["number"]: row for row in board.ok("case", "list")["rows"]}
    for row in shown["rows"]:
        assert {**listed[row["number"]], "found_by": "mirip", "member": None} == row
    assert {row["number"] for row in shown["rows"]} == {numbers["SUHARTO"], numbers["birth"]}
    assert SITI["nik"] not in board.run("search", SITI["nik"]).out, "lists mask numbers"
    assert board.ok("search", " ")["rows"] == []


def test_what_a_search_forgives_is_the_offices_own(board: Commands, home: Path) -> None:
    number = register(board, name="WAYAN SUDARMA")
    assert board.ok("search", "putu sudarma")["rows"] == []
    (home / "ejaan.toml").write_text('kata = [["wayan", "putu"]]\n')
    assert [row["number"] for row in board.ok("search", "putu sudarma")["rows"]] == [number]
    (home / "ejaan.toml").write_text("kata = 3\n")
    assert "ejaan.toml: tulis kata = " in board.run("search", "putu sudarma").refusal["reason"]
    assert [row["number"] for row in board.ok("search", "wayan")["rows"]] == [number]


# --- secrecy ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def complained(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Commands, str, str]:
    """A secret pelapor, and a complaint about Rina."""
    board = Commands(copy_office(template, tmp_path_factory.mktemp("rahasia") / "kantor"), Clock())
    who = {"name": "ZAENUDDIN QORIBULLAH", "phone": "081200000077"}
    secret = register(board, ADUAN, {"uraian": "x", "rahasiakan": "ya"}, **who)
    about = register(board, ADUAN, {"uraian": "x"}, name="BAMBANG HERMANTO", phone="081200000078")
    board.ok("case", "accused", about, "rina", user="ade")
    return board, secret, about


SECRET_WAYS = ("ZAENUDDIN", "zainudin", "qoribullah zaenuddin", "QORIBULAH", "081200000077", "0077", "00000077")
ABOUT_WAYS = ("BAMBANG", "bambang hermento", "hermanto bambang", "081200000078", "0078")


@pytest.mark.parametrize("user", ["loket", "rina", "bakti", "auditor", "admin", None])
def test_no_way_of_searching_finds_who_complained_in_confidence(
    complained: tuple[Commands, str, str], user: str | None
) -> None:
    board, secret, _ = complained
    for typed in SECRET_WAYS:
        assert board.ok("search", typed, user=user)["rows"] == [], typed
    (row,) = board.ok("search", secret, user=user)["rows"]
    assert row["applicant"]["name"] == "dirahasiakan"


@pytest.mark.parametrize("user", ["loket", "rina", "bakti", "auditor", "admin"])
def test_no_way_of_searching_finds_a_complaint_about_an_officer(
    complained: tuple[Commands, str, str], user: str
) -> None:
    board, _, about = complained
    for typed in (*ABOUT_WAYS, about, about.lower(), "adu-2"):
        assert about not in board.run("search", typed, user=user).out, typed


def test_the_roles_of_the_complaint_find_both_in_every_way(complained: tuple[Commands, str, str]) -> None:
    board, secret, about = complained
    for ways, number in ((SECRET_WAYS, secret), (ABOUT_WAYS, about)):
        for typed in ways:
            assert number in [row["number"] for row in board.ok("search", typed, user="ade")["rows"]], typed


# --- how long it takes ------------------------------------------------------------------------------------------------


def test_whoever_is_found_at_once_never_waits_for_the_library_of_distances(
    known: tuple[Commands, dict[str, str]],
) -> None:
    board, _ = known
    code = "import sys; from board.cli.main import main; main({words!r}); print('rapidfuzz' in sys.modules)"
    for text, loaded in (("siti aminah", "False"), ("sitti aminah", "True")):
        words = ["--home", str(board.home), "--json", "search", text]
        assert told_by(code.format(words=words)).endswith(loaded)


def told_by(code: str) -> str:
    """The last word a fresh interpreter prints."""
    import subprocess

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_name_alike_is_found_among_twenty_thousand(board: Commands, home: Path) -> None:
    register(board, name="SITI AMINAH")
    desk = open_desk(home, clock=Clock())
    syllables = "BASUTIRAMINODAKOWIYANASIKAYOPU"
    word = "||".join(f"substr('{syllables}', (i / {15**place}) % 15 * 2 + 1, 2)" for place in range(4))
    made = {"id": "i", "number": "'X-' || i", "name": word, "name_search": f"lower({word})"}
    columns = list(Case._meta.columns)
    chosen = ", ".join(made.get(column, column) for column in columns)
    with sqlite3.connect(home / "board.db") as many:
        many.execute(
            "WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i <= 20000) "
            f"INSERT INTO cases ({', '.join(columns)}) SELECT {chosen} FROM cases, n WHERE cases.id = 1"
        )
    found = search(desk, "sitti aminnah").rows
    named = Case.select().count()
    desk.close()
    assert named == 20_001
    assert [hit["found_by"] for hit in found] == ["mirip"]
