"""Bad input, everywhere it can come in: refused in Indonesian with exit code 1 or 2, and nothing is written.

The office of this module is shared: a refusal that writes nothing leaves it as it was, which every test compares.
"""

from __future__ import annotations

import io
import json
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from board.cli.main import main
from tests.commands import Answer, Commands
from tests.offices import Clock, copy_office
from tests.walker import APPLICANT

KK, AKTA, KIA = "waykanan.kk_baru", "waykanan.akta_lahir", "waykanan.kia_baru"
NIK = APPLICANT["nik"]
ENGLISH = re.compile(
    r"Traceback|Error\b|error:|invalid|expected|required|unrecognized|argument\b|ignored|must be|should be|not a valid|"
    r"No such file|Is a directory|Not a directory|Permission denied|File name too long|Input should|Extra inputs|"
    r"NoneType|usage:|out of range|constraint|codec|null byte",
    re.IGNORECASE,
)
"""Words of Python, argparse, pydantic, SQLite and the operating system that no officer should meet."""


def sound(value: Any, label: str) -> Any:
    """A case, and what makes it one."""
    return pytest.param(value, id=label)


# --- the office, and what must not change in it ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def shared(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One office for the whole module."""
    return copy_office(template, tmp_path_factory.mktemp("bad") / "kantor")


@pytest.fixture
def board(shared: Path, clock: Clock) -> Commands:
    """Its command line, with two cases in it."""
    commands = Commands(shared, clock)
    if not commands.ok("case", "list")["rows"]:
        commands.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT, "channel": "loket"})
        commands.ok("case", "new", "--sop", KIA, "--key", "k-1", user="wati", stdin={"applicant": APPLICANT})
    return commands


def everything(home: Path) -> dict[str, list[Any]]:
    """All rows of all tables."""
    connection = sqlite3.connect(f"file:{home / 'board.db'}?mode=ro", uri=True)
    try:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2, 3").fetchall() for name in tables}
    finally:
        connection.close()


def assert_told(answer: Answer) -> None:
    """A refusal as a person may meet it."""
    assert answer.code in {1, 2}, (answer.code, answer.out[:200], answer.err[:200])
    assert answer.out == ""
    reason = answer.refusal["reason"]
    assert reason.strip()
    assert not ENGLISH.search(reason), reason[:300]
    assert not re.search(r"\b\d{16}\b", answer.err), "no NIK in what is told"


def refused(board: Commands, *words: str | int, user: str | None = "wati", stdin: Any = None) -> dict[str, Any]:
    """Run a command that must be refused, writing nothing; the refusal."""
    before = everything(board.home)
    answer = board.run(*words, user=user, stdin=stdin)
    assert_told(answer)
    assert everything(board.home) == before, "a refusal writes nothing"
    return answer.refusal


# --- case new: every field wrong in every way -----------------------------------------------------------------------


def applicant(**changes: Any) -> dict[str, Any]:
    """A new case whose applicant is wrong."""
    return {"applicant": {**APPLICANT, **changes}}


def data(**changes: Any) -> dict[str, Any]:
    """A new case with a wrong field."""
    return {"applicant": APPLICANT, "data": changes}


def whole(**changes: Any) -> dict[str, Any]:
    """A new case with a wrong key."""
    return {"applicant": APPLICANT, **changes}


MISSING = {name: value for name, value in APPLICANT.items() if name != "nik"}
WRONG_APPLICANT = {
    "nik of 15": ("nik", applicant(nik=NIK[:15])),
    "nik of 17": ("nik", applicant(nik=NIK + "1")),
    "nik with a letter": ("nik", applicant(nik="O" + NIK[1:])),
    "nik in arabic digits": ("nik", applicant(nik="٠" * 16)),
    "nik empty": ("nik", applicant(nik="")),
    "nik blank": ("nik", applicant(nik="   ")),
    "nik null": ("nik", applicant(nik=None)),
    "nik absent": ("nik", {"applicant": MISSING}),
    "nik negative": ("nik", applicant(nik=-1)),
    "nik with NUL": ("nik", applicant(nik=NIK[:15] + "\0")),
    "nik by shell": ("nik", applicant(nik="$(echo 1)")),
    "kk of 15": ("no_kk", applicant(no_kk=APPLICANT["no_kk"][:15])),
    "kk of letters": ("no_kk", applicant(no_kk="KARTU KELUARGA")),
    "name empty": ("name", applicant(name="")),
    "name blank": ("name", applicant(name=" \t\n")),
    "name null": ("name", applicant(name=None)),
    "name of digits": ("name", applicant(name="51T1")),
    "name by sql": ("name", applicant(name="'; DROP TABLE cases; --")),
    "name by shell": ("name", applicant(name="$(reboot)")),
    "name of dots": ("name", applicant(name="...")),
    "name too long": ("name", applicant(name="A" * 61)),
    "name of 100,000": ("name", applicant(name="AB " * 33_333)),
    "phone of letters": ("phone", applicant(phone="kosong")),
    "phone too short": ("phone", applicant(phone="0812")),
    "phone empty by wa": ("phone", applicant(phone="")),
    "unknown field": ("umur", applicant(umur="30")),
}


@pytest.mark.parametrize("label", WRONG_APPLICANT)
def test_wrong_applicant(label: str, board: Commands) -> None:
    field, new = WRONG_APPLICANT[label]
    refusal = refused(board, "case", "new", "--sop", KK, stdin=new)
    assert refusal["error"] == "input"
    assert f"applicant.{field}" in refusal["fields"]


WRONG_SHAPE: dict[str, tuple[str, dict[str, Any]]] = {
    "no applicant": ("applicant", {}),
    "applicant a list": ("applicant", {"applicant": []}),
    "applicant a text": ("applicant", {"applicant": "SITI"}),
    "applicant null": ("applicant", {"applicant": None}),
    "name an object": ("applicant.name", applicant(name={"first": "SITI"})),
    "nik a list": ("applicant.nik", applicant(nik=[1])),
    "channel a number": ("channel", whole(channel=1)),
    "channel unknown": ("channel", whole(channel="pos")),
    "channel by sql": ("channel", whole(channel="wa' OR 1=1 --")),
    "data a list": ("data", whole(data=[])),
    "data null": ("data", whole(data=None)),
    "data a text": ("data", whole(data="alamat")),
    "requirements a list": ("requirements", whole(requirements=["f102"])),
    "requirement null": ("requirements", whole(requirements={"f102": None})),
    "requirement true": ("requirements", whole(requirements={"f102": True})),
    "requirement unknown": ("requirements.tidak_ada", whole(requirements={"tidak_ada": "asli"})),
    "requirement in a wrong form": ("requirements.f102", whole(requirements={"f102": "fotokopi"})),
    "requirement of another sop": ("requirements.f201", whole(requirements={"f201": "asli"})),
    "received in the future": ("received_at", whole(received_at="2026-11-23T09:01:00+07:00")),
    "received long ago, and why not told": ("received_reason", whole(received_at="2026-11-02T09:00:00+07:00")),
    "received in words": ("received_at", whole(received_at="kemarin")),
    "received a number": ("received_at", whole(received_at=1_700_000_000)),
    "received on 30 february": ("received_at", whole(received_at="2026-02-30")),
    "received in year 0": ("received_at", whole(received_at="0000-01-01")),
    "received an empty list": ("received_at", whole(received_at=[])),
    "reason a list": ("received_reason", whole(received_reason=["listrik"])),
    "receipt a word": ("receipt", whole(receipt="mungkin")),
    "unknown key": ("catatan", whole(catatan="x")),
    "number chosen": ("number", whole(number="KK-2026-00099")),
    "status chosen": ("status", whole(status="selesai")),
    "prototype": ("__class__", whole(__class__="x")),
}


@pytest.mark.parametrize("label", WRONG_SHAPE)
def test_wrong_shape(label: str, board: Commands) -> None:
    field, new = WRONG_SHAPE[label]
    refusal = refused(board, "case", "new", "--sop", KK, stdin=new)
    assert refusal["error"] == "input"
    assert field in refusal["fields"]


WRONG_DATA: dict[str, tuple[str, str, Any]] = {
    "unknown": (KK, "warna", "biru"),
    "of another sop": (KK, "tgl_lahir_anak", "2026-11-02"),
    "empty name": (KK, "", "x"),
    "enum": (KK, "jenis_permohonan", "semua"),
    "enum a list": (KK, "jenis_permohonan", ["pisah_kk"]),
    "enum an object": (KK, "jenis_permohonan", {"value": "pisah_kk"}),
    "enum true": (KK, "jenis_permohonan", True),
    "enum a float": (KK, "jenis_permohonan", 1.5),
    "text too long": (KK, "alamat", "J" * 101),
    "text of 1 MB": (KK, "alamat", "J" * 1_000_000),
    "digits of letters": (KK, "rt", "tiga"),
    "digits too many": (KK, "rt", "0003"),
    "digits too few": (KK, "kode_pos", "123"),
    "digits with a sign": (KK, "rt", "+3"),
    "siak kk of 15": (KK, "no_kk_terbit", NIK[:15]),
    "rows an object": (KK, "anggota", {"nama": "SITI"}),
    "rows a text": (KK, "anggota", "SITI"),
    "rows of numbers": (KK, "anggota", [1, 2]),
    "rows of lists": (KK, "anggota", [["SITI"]]),
    "rows too many": (KK, "anggota", [{"nama": "SITI", "shdk": "anak"}] * 21),
    "row without a name": (KK, "anggota", [{"shdk": "anak"}]),
    "row with an unknown column": (KK, "anggota", [{"nama": "SITI", "shdk": "anak", "gaji": "1"}]),
    "row with a wrong nik": (KK, "anggota", [{"nama": "SITI", "shdk": "anak", "nik": "12"}]),
    "row born tomorrow": (KK, "anggota", [{"nama": "SITI", "shdk": "anak", "tgl_lahir": "2026-11-24"}]),
    "row in a row": (KK, "anggota", [{"nama": "SITI", "shdk": [{"nama": "SITI"}]}]),
    "two heads of family": (KK, "anggota", [{"nama": "SITI", "shdk": "kepala_keluarga"}] * 2),
    "future date": (AKTA, "tgl_lahir_anak", "2026-11-24"),
    "impossible date": (AKTA, "tgl_lahir_anak", "29-02-2025"),
    "american date": (AKTA, "tgl_lahir_anak", "11/23/2026"),
    "date in words": (AKTA, "tgl_lahir_anak", "kemarin"),
    "date a number": (AKTA, "tgl_lahir_anak", 20261102),
    "year 0": (AKTA, "tgl_lahir_anak", "0000-01-01"),
    "year 99999": (AKTA, "tgl_lahir_anak", "99999-01-01"),
    "hour 24": (AKTA, "jam_lahir", "24:00"),
    "minute 60": (AKTA, "jam_lahir", "08.60"),
    "hour in words": (AKTA, "jam_lahir", "pagi"),
    "int 0": (AKTA, "anak_ke", 0),
    "int 21": (AKTA, "anak_ke", "21"),
    "int negative": (AKTA, "anak_ke", -1),
    "int huge": (AKTA, "anak_ke", 10**40),
    "int a fraction": (AKTA, "anak_ke", "1,5"),
    "int hexadecimal": (AKTA, "anak_ke", "0x1"),
    "name of digits": (AKTA, "nama_anak", "R2D2"),
    "nik of the child": (AKTA, "nik_anak", "123"),
    "akta number": (AKTA, "no_akta_lahir", "1808/LU/1"),
    "akta of death": (AKTA, "no_akta_lahir", "0000-KM-23112026-0001"),
}


@pytest.mark.parametrize("label", WRONG_DATA)
def test_wrong_field(label: str, board: Commands) -> None:
    sop, field, value = WRONG_DATA[label]
    refusal = refused(board, "case", "new", "--sop", sop, stdin=data(**{field: value}))
    assert refusal["error"] == "input"
    assert field in refusal["fields"]
    assert len(refusal["reason"]) < 2000, "the wrong value is not repeated at length"


@pytest.mark.parametrize("label", ["enum", "rows of numbers", "digits of letters", "unknown", "text too long"])
def test_wrong_field_of_an_edit_and_of_a_move(label: str, board: Commands, tmp_path: Path) -> None:
    _, field, value = WRONG_DATA[label]
    file = tmp_path / "isian.json"
    file.write_text(json.dumps({field: value}))
    edit = refused(board, "case", "edit", "KK-2026-00001", "--file", str(file))
    move = refused(board, "case", "move", "KK-2026-00001", "teruskan", "--data", str(file))
    assert edit["fields"].keys() == move["fields"].keys() == {field}


def test_all_wrong_fields_are_named_at_once(board: Commands) -> None:
    new = {**applicant(nik="1", phone="x"), "channel": "pos", "data": {"alamat": "J" * 101, "rt": "x", "warna": 1}}
    refusal = refused(board, "case", "new", "--sop", KK, stdin=new)
    assert refusal["fields"].keys() == {"applicant.nik", "applicant.phone", "channel", "alamat", "rt", "warna"}


def test_one_wrong_field_writes_none_of_the_others(board: Commands) -> None:
    refused(board, "case", "edit", "KK-2026-00001", "--file", "-", stdin={"alamat": "JL. BARU", "rt": "x"})


UNSEEN = "\u200b"
ODD_INPUT = [
    sound(applicant(name="\u202e\u200b" + "51T1"), "a hidden direction mark in front of digits"),
    sound(applicant(name=UNSEEN), "a name of nothing visible"),
    sound(applicant(nik=UNSEEN), "a nik of nothing visible"),
    sound(whole(received_at="0001-01-01T00:00:00+14:00"), "a moment before year 1"),
    sound(whole(received_at="9999-12-31T23:59:59-14:00"), "a moment after year 9999"),
    sound(whole(received_reason="\ud800"), "half a character in the reason"),
    sound(data(**{NIK: "x"}), "a nik for a field name"),
    sound(data(**{"x" * 100_000: "x"}), "a field name of 100,000"),
    sound(applicant(nik=1e15), "a nik that is a float"),
    sound(data(rt=-3), "a negative rt"),
    sound(applicant(phone="08١٢٣٤٥٦٧٨٩"), "a phone in arabic digits"),
    sound({**applicant(name=["SITI"]), "x": 1}, "wrong kinds in english"),
]


@pytest.mark.parametrize("new", ODD_INPUT)
def test_odd_input(new: dict[str, Any], board: Commands) -> None:
    refusal = refused(board, "case", "new", "--sop", KK, stdin=new)
    assert len(refusal["reason"]) < 2000
    assert not re.search(r"\.(str|int)\b", refusal["reason"])


ODD_EDIT = [
    sound({"applicant": {"name": None}}, "no name"),
    sound({"applicant": {"name": ["SITI"]}}, "a list"),
    sound({"applicant": {"nik": {"a": 1}}}, "an object"),
    sound({"applicant": []}, "no applicant but a list"),
    sound({"data": []}, "no data but a list"),
    sound({"data": {}, "status": "selesai"}, "a status"),
    sound({"applicant": {"name": UNSEEN}}, "a name of nothing visible"),
    sound({"applicant": {"name": True}}, "a name that is true"),
    sound({"applicant": {"name": float("inf")}}, "a name that is infinite"),
    sound({"applicant": {"nik": 1e14}}, "a nik that is a float"),
]


@pytest.mark.parametrize("change", ODD_EDIT)
def test_odd_edit(change: dict[str, Any], home: Path, clock: Clock) -> None:
    own = Commands(home, clock)  # an office of its own: what is wrongly stored must not reach other tests
    number = own.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})["number"]
    refused(own, "case", "edit", number, "--file", "-", stdin=change)


# --- not JSON at all --------------------------------------------------------------------------------------------------

NOT_JSON = [
    sound(b"", "nothing"),
    sound(b" \n", "blank"),
    sound(b"{", "half"),
    sound(b"{'applicant': {}}", "python"),
    sound(b'{"applicant": {}} {}', "two"),
    sound(b'{"applicant": {},}', "a comma too many"),
    sound(b'{"applicant": NaN}', "not a number"),
    sound(b'{"applicant": {"nik": Infinity}}', "infinity"),
    sound(b"[]", "a list"),
    sound(b"null", "null"),
    sound(b"12", "a number"),
    sound(b'"applicant"', "a text"),
    sound(b"applicant: SITI", "yaml"),
    sound(b'{"applicant":\x00}', "nul"),
    sound(b'{"applicant": {"name": "\x01"}}', "a raw control character"),
    sound(b"\xff\xfe{}", "utf-16 mark"),
    sound('{"applicant": {}}'.encode("utf-16"), "utf-16"),
    sound(b'{"applicant": {"name": "\xc3\x28"}}', "invalid utf-8"),
    sound(b'{"applicant": {"name": "\xed\xa0\x80"}}', "a surrogate in utf-8"),
    sound(b"[" * 100_000, "deep"),
    sound(b'{"a":' * 100_000, "deep objects"),
    sound(b'{"applicant": {"name": "' + b"A" * (5 * 1024 * 1024) + b'"}}', "over 5 MB"),
    sound(b'{"applicant": {"nik": ' + b"1" * 5000 + b"}}", "a number of 5,000 digits"),
]


@pytest.mark.parametrize("raw", NOT_JSON)
@pytest.mark.parametrize("verb", ["new", "edit", "move"])
def test_not_json(verb: str, raw: bytes, board: Commands, tmp_path: Path) -> None:
    file = tmp_path / "masukan.json"
    file.write_bytes(raw)
    words = {
        "new": ("case", "new", "--sop", KK, "--file"),
        "edit": ("case", "edit", "KK-2026-00001", "--file"),
        "move": ("case", "move", "KK-2026-00001", "teruskan", "--data"),
    }[verb]
    assert refused(board, *words, str(file))["error"] in {"input", "usage"}


FILES: list[Any] = [
    sound("/dev/zero", "endless"),
    sound("/dev/null", "empty device"),
    sound("/tidak/ada.json", "absent"),
    sound("/", "a directory"),
    sound("/etc/passwd/x", "below a file"),
    sound("a" * 300, "too long a name"),
]


@pytest.mark.parametrize("path", FILES)
def test_files_that_are_none(path: str, board: Commands) -> None:
    refused(board, "case", "new", "--sop", KK, "--file", path)


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/tidak/ada.jpg", "/", "/etc/passwd", "", "-"])
def test_attachments_that_are_none(path: str, board: Commands) -> None:
    assert refused(board, "case", "attach", "KK-2026-00001", path)["error"] in {"file", "usage"}


# --- words of the command line ----------------------------------------------------------------------------------------

CASE = "KK-2026-00001"
WORDS: list[Any] = [
    sound(("case", "show", "KK-2026-00099"), "a number of nothing"),
    sound(("case", "show", ""), "an empty number"),
    sound(("case", "show", "' OR 1=1 --"), "sql"),
    sound(("case", "show", "../../etc/passwd"), "a path"),
    sound(("case", "show", "%"), "a wildcard"),
    sound(("case", "check", CASE, "tidak_ada"), "an unknown requirement"),
    sound(("case", "check", CASE, "f102", "--form", "cap"), "an unknown form"),
    sound(("case", "check", CASE, "foto"), "a requirement of another service"),
    sound(("case", "move", CASE, "terbang"), "an unknown intent"),
    sound(("case", "move", CASE, "TERUSKAN "), "an intent badly written"),
    sound(("case", "move", CASE, "teruskan", "--to", "serah_terima"), "a step too far"),
    sound(("case", "move", CASE, "kembalikan"), "a return without a reason"),
    sound(("case", "move", CASE, "kembalikan", "--note", " \t"), "a return with a blank reason"),
    sound(("case", "move", CASE, "teruskan", "--seen", "satu"), "a version in words"),
    sound(("case", "move", CASE, "teruskan", "--seen", "-1"), "a negative version"),
    sound(("case", "move", CASE, "teruskan", "--seen", "9" * 30), "a huge version"),
    sound(("case", "move", CASE, "teruskan", "--key", "k-1"), "a key of another command"),
    sound(("case", "new", "--sop", "tidak.ada"), "an unknown sop"),
    sound(("case", "new", "--sop", KK, "--sop"), "an option without its value"),
    sound(("case", "transfer", CASE, "--sop", KK), "the same service"),
    sound(("case", "transfer", CASE, "--sop", ""), "an empty service"),
    sound(("case", "cancel", CASE, "--kind", "bosan", "--note", "x"), "an unknown kind"),
    sound(("case", "cancel", CASE, "--kind", "dicabut", "--note", " "), "blank grounds"),
    sound(("case", "release", CASE), "a release of what nobody holds"),
    sound(("case", "undo", CASE), "an undo of the registration"),
    sound(("case", "list", "--after", "x"), "a place of nothing"),
    sound(("case", "list", "--after", "1.2.3"), "a place of three parts"),
    sound(("case", "list", "--limit", "0"), "a limit of none"),
    sound(("case", "list", "--limit", "-5"), "a negative limit"),
    sound(("case", "list", "--limit", "9" * 30), "a huge limit"),
    sound(("case", "list", "--status", "entah"), "an unknown status"),
    sound(("case", "list", "berlebih"), "a word too many"),
    sound(("case",), "a noun alone"),
    sound(("case", "hapus", CASE), "an unknown verb"),
    sound(("hapus",), "an unknown noun"),
    sound(("--hapus",), "an unknown option"),
    sound(("case", "list", "--lim", "5"), "an option cut short"),
    sound(("thread", "note", CASE, "--kind", "internal", "--text", " "), "a blank note"),
    sound(("thread", "note", CASE, "--kind", "gosip", "--text", "x"), "an unknown kind of note"),
    sound(("thread", "note", CASE, "--kind", "internal", "--text", "x" * 8001), "a note too long"),
    sound(("book", "show", "pendaftaran", "tahun"), "a year in words"),
    sound(("book", "show", "../board.db", "2026"), "a book by path"),
    sound(("print", "confirm", "-1"), "a negative paper"),
    sound(("print", "confirm", "0"), "paper 0"),
    sound(("print", "confirm", "999"), "a paper of nothing"),
    sound(("print", "confirm", "9" * 20), "a huge paper"),
    sound(("print", "reprint", "1", "--reason", " "), "a blank reason"),
    sound(("outbox", "show", "999"), "a message of nothing"),
    sound(("outbox", "sent", "satu"), "a message in words"),
    sound(("sop", "show", "tidak.ada"), "an unknown sop to show"),
    sound(("sop", "show", KK, "--version", "2"), "a version not installed"),
    sound(("sop", "show", KK, "--version", "-1"), "a negative version of an sop"),
    sound(("sop", "check", "/tidak/ada.toml"), "an sop file of nothing"),
    sound(("case", "show", NIK), "a nik for a number"),
    sound(("case", "take", NIK), "a nik to take"),
    sound(("case", "list", "--after", "9" * 20 + ".1"), "a huge place"),
    sound(("case", "list", "--json=ya"), "a value for a flag"),
    sound(("case", "show", "\udcff"), "a byte that is no text"),
    sound(("case", "list", "--text", "\udcff"), "a byte to search for"),
    sound(("case", "cancel", CASE, "--kind", "dicabut", "--note", "\udcff"), "a byte in a note"),
    sound(("sop", "check", "/"), "a directory for an sop"),
    sound(("--home", "a" * 300, "case", "list"), "a folder name too long"),
    sound(("case", "cancel", CASE, "--kind", "dicabut", "--note", UNSEEN), "invisible grounds"),
    sound(("case", "move", CASE, "kembalikan", "--note", UNSEEN), "invisible reason"),
    sound(("case", "new", "--sop", KK, "--key", ""), "an empty key"),
]


@pytest.mark.parametrize("words", WORDS)
def test_wrong_words(words: tuple[str, ...], home: Path, board: Commands, clock: Clock) -> None:
    own = board
    if any(UNSEEN in word or word in {"", "\udcff"} for word in words):
        own = Commands(home, clock)  # what is wrongly stored must not reach other tests
        own.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})
    refused(own, *words, stdin={"applicant": APPLICANT})


@pytest.mark.parametrize("user", ["", " ", "siapa", "WATI", "wati'--", "wati\n", "admin:", "x" * 300])
def test_nobody_of_that_name(user: str, board: Commands) -> None:
    before = everything(board.home)
    answer = board.run("case", "take", CASE, "--user", user)
    assert_told(answer)
    assert everything(board.home) == before


WRONG_USERS = [
    ("add", "Besar", "--name", "X", "--role", "kasi"),
    ("add", "x", "--name", "X", "--role", "kasi"),
    ("add", "dua kata", "--name", "X", "--role", "kasi"),
    ("add", "../etc", "--name", "X", "--role", "kasi"),
    ("add", "rina", "--name", "X", "--role", "kasi"),
    ("add", "niken", "--name", " ", "--role", "kasi"),
    ("add", "niken", "--name", UNSEEN, "--role", "kasi"),
    ("add", "niken", "--name", "N" * 81, "--role", "kasi"),
    ("add", "niken", "--name", "NIKEN", "--role", "raja"),
    ("add", "niken", "--name", "NIKEN", "--role", "pemohon"),
    ("add", "niken", "--name", "NIKEN", "--role", "kasi:umum"),
    ("add", "niken", "--name", "NIKEN", "--role", ""),
    ("add", "niken", "--name", "NIKEN"),
    ("add", "niken", "--name", "NIKEN", "--role", "kasi", "--nip", "123"),
    ("add", "niken", "--name", "NIKEN", "--role", "kasi", "--password-stdin"),
    ("role", "rina"),
    ("role", "rina", "--add", "raja"),
    ("role", "siapa", "--add", "kasi"),
    ("password", "rina", "--password-stdin"),
    ("disable", "siapa"),
]


@pytest.mark.parametrize("words", WRONG_USERS, ids=" ".join)
def test_wrong_officers(words: tuple[str, ...], board: Commands) -> None:
    refused(board, "user", *words, user="admin", stdin="pendek\n")


WRONG_MANDATES = [
    ("rina", "--for", "bakti", "--from", "2026-11-24", "--to", "2026-11-23"),
    ("rina", "--for", "rina", "--from", "2026-11-23", "--to", "2026-11-24"),
    ("rina", "--for", "siapa", "--from", "2026-11-23", "--to", "2026-11-24"),
    ("siapa", "--for", "rina", "--from", "2026-11-23", "--to", "2026-11-24"),
    ("rina", "--for", "bakti", "--from", "besok", "--to", "2026-11-24"),
    ("rina", "--for", "bakti", "--from", "2026-02-30", "--to", "2026-11-24"),
    ("rina", "--for", "bakti", "--from", "2026-11-23", "--to", "2026-11-24", "--kind", "raja"),
    ("rina", "--for", "bakti", "--from", "2026-11-23", "--to", "2026-11-24", "--scope", "semua"),
    ("rina", "--for", "bakti", "--from", "2026-11-23", "--to", "2026-11-24", "--scope", ""),
    ("rina", "--for", "bakti", "--from", "2026-11-23"),
]


@pytest.mark.parametrize("words", WRONG_MANDATES, ids=" ".join)
def test_wrong_mandates(words: tuple[str, ...], board: Commands) -> None:
    refused(board, "mandate", "add", *words, user="admin")


def test_metacharacters_are_text_where_text_is_free(home: Path, clock: Clock) -> None:
    own = Commands(home, clock)
    address = "JL. '; DROP TABLE cases; -- $(reboot) `id` | & > /etc/x \\ \" {nama} %s"
    new = {"applicant": APPLICANT, "channel": "loket", "data": {"alamat": address}}
    case = own.ok("case", "new", "--sop", KK, user="wati", stdin=new)
    assert case["data"]["alamat"] == address
    text = "{nama.__class__} %(x)s [bold]tebal[/bold]"
    own.ok("thread", "note", case["number"], "--kind", "jawaban", "--text", text, user="wati")
    assert own.ok("thread", "show", case["number"])[0]["text"] == text
    own.ok("case", "move", case["number"], "kembalikan", "--reason", "lainnya", "--note", text, user="wati")
    assert text in own.ok("outbox", "show", own.ok("outbox", "list")["rows"][-1]["id"])["text"]
    assert own.ok("verify")["ok"]


# --- stored control characters never reach a terminal -----------------------------------------------------------------

NASTY = "a\x1b[2Jb\x9b31mc\u202ed\u2066e\x07f\x00g\u200bh\x7fi"
ARGUMENT = NASTY.replace("\0", "")
"""The system never hands a NUL to a program."""
Entrance = Callable[[Commands, str, Path], object]


def attach(board: Commands, number: str, folder: Path) -> object:
    """A photo with a nasty name."""
    path = folder / (ARGUMENT.replace("/", "") + ".jpg")
    Image.new("RGB", (9, 9)).save(path, "JPEG")
    return board.ok("case", "attach", number, str(path), user="wati")


def by(*words: str, as_user: str = "wati") -> Entrance:
    """An entrance through the words of a command; ``#`` is the number of the case."""
    return lambda board, number, folder: board.ok(*(number if word == "#" else word for word in words), user=as_user)


def new_with(**changes: Any) -> Entrance:
    """An entrance through the JSON of a new case."""
    return lambda board, number, folder: board.ok(
        "case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT, **changes}
    )


ABSENCE = ("user", "absent", "rina", "--from", "2026-11-23", "--to", "2026-11-24")
MANDATE = ("mandate", "add", "rina", "--for", "bakti", "--from", "2026-11-23", "--to", "2026-11-24")
ENTRANCES: list[Any] = [
    sound(new_with(applicant={**APPLICANT, "name": "SITI\u202e AMI\u200bNAH"}), "name"),
    sound(new_with(data={"alamat": NASTY}), "field"),
    sound(by("case", "move", "#", "kembalikan", "--note", ARGUMENT), "note of a return"),
    sound(by("case", "move", "#", "kembalikan", "--reason", ARGUMENT), "reason of a return"),
    sound(by("thread", "note", "#", "--kind", "jawaban", "--text", ARGUMENT), "thread"),
    sound(attach, "file name"),
    sound(by("user", "add", "niken", "--name", ARGUMENT, "--role", "kasi", as_user="admin"), "title"),
    sound(by(*MANDATE, "--letter", ARGUMENT, as_user="admin"), "letter of a mandate"),
    sound(by(*ABSENCE, "--reason", ARGUMENT, as_user="admin"), "reason of an absence"),
    sound(new_with(received_reason=NASTY), "reason of a late entry"),
    sound(by("case", "cancel", "#", "--kind", "dicabut", "--note", ARGUMENT), "grounds of a cancellation"),
    sound(by("case", "transfer", "#", "--sop", KIA, "--note", ARGUMENT), "note of a transfer"),
    sound(by("case", "urgent", "#", "--reason", "sakit", "--note", ARGUMENT), "note of an urgent mark"),
    sound(by("case", "urgent", "#", "--reason", ARGUMENT), "reason of an urgent mark"),
    sound(by("print", "reprint", "1", "--reason", ARGUMENT), "reason of a reprint"),
]


def steering(text: str) -> set[str]:
    """Characters that steer a terminal or turn text around."""
    return {char for char in text if char not in "\n" and unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_stored_control_characters_never_reach_stdout(
    entrance: Entrance, home: Path, clock: Clock, tmp_path: Path
) -> None:
    own = Commands(home, clock)
    new = {"applicant": APPLICANT, "channel": "loket"}
    number = own.ok("case", "new", "--sop", KK, user="wati", stdin=new)["number"]
    entrance(own, number, tmp_path)
    states = ("berjalan", "batal", "menunggu_pemohon")
    numbers = [row["number"] for state in states for row in own.ok("case", "list", "--status", state)["rows"]]
    shows = [
        *(("case", "show", item) for item in numbers), *(("thread", "show", item) for item in numbers),
        ("case", "list"), ("case", "list", "--status", "batal"), ("book", "show", "pendaftaran", "2026"),
        ("print", "list"), ("outbox", "list", "--all"), ("user", "list"), ("mandate", "list"), ("report", "morning"),
    ]  # fmt: skip
    for words in shows:
        assert steering(own.run(*words).out) == set(), words
        assert steering(human(own, *words)) == set(), words


def human(board: Commands, *words: str) -> str:
    """What a person sees on standard output."""
    out = io.StringIO()
    with redirect_stdout(out):
        assert main(["--home", str(board.home), *words], clock=board.clock) == 0
    return out.getvalue()


# --- fuzz -------------------------------------------------------------------------------------------------------------

QUIET = settings(
    max_examples=120, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(["", " ", "1", "KK", NIK, "asli", "wa", "2026-11-02", "ya", "null", "' OR 1", "\x1b[0m"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-(10**25), 10**25), st.floats(), TEXTS)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=6
)
FIELDS = st.sampled_from(
    ["jenis_permohonan", "alamat", "rt", "kode_pos", "anggota", "no_kk_terbit", "cara_serah", "kepala_keluarga", "lain"]
)
NEW_CASES = st.one_of(
    ANYTHING,
    st.fixed_dictionaries(
        {"applicant": st.dictionaries(st.sampled_from([*APPLICANT, "lain"]), ANYTHING, max_size=5)},
        optional={
            "channel": ANYTHING, "received_at": ANYTHING, "data": st.dictionaries(FIELDS, ANYTHING, max_size=3),
            "requirements": st.dictionaries(st.sampled_from(["f102", "kk_lama", "x"]), ANYTHING, max_size=2),
            "receipt": ANYTHING, "x": ANYTHING,
        },
    ),
    st.fixed_dictionaries({"applicant": st.just(APPLICANT), "data": st.dictionaries(FIELDS, ANYTHING, min_size=1)}),
)  # fmt: skip


@QUIET
@given(new=NEW_CASES)
def test_any_json_is_registered_or_refused(new: Any, board: Commands) -> None:
    before = everything(board.home)
    answer = board.run("case", "new", "--sop", KK, user="wati", stdin=new)
    if answer.code == 0:
        case = answer.json
        assert case["applicant"]["name"]
        assert re.fullmatch(r"\d{16}", case["applicant"]["nik"], re.ASCII)
        assert steering(json.dumps(case, ensure_ascii=False)) == set()
        return
    assert answer.code == 1
    assert answer.out == ""
    assert answer.refusal["error"] == "input"
    assert answer.refusal["fields"]
    assert everything(board.home) == before


VOCABULARY = [
    *re.split(
        r"\s+",
        "case new show list edit check attach move take release cancel transfer undo find urgent user add "
        "role password disable mandate end sop install thread note book print run confirm reprint outbox sent "
        "misfile link unlink incident told letter close misdirected ganda lembaga --attachment --note-seq --to "
        "--unknown --whom --what --at --statement --returned --returned-to "
        "keys demo init --home --user --sop --file --key --limit --after --late --text --status --role --step "
        "--kind --note --reason --seen --data --to --form --off --from --for --letter --scope --name --nip "
        "--all --state --number --version --office --admin -- - --= -1 0 1 wati rina auditor f102 teruskan "
        "kirim kembalikan dicabut batal KK-2026-00001 KIA-2026-00001 /dev/null /tidak/ada $(id) %n {} []",
    ),
    KK, KIA, "", " ", "'", '"', ";", "é", "ß", "🙂", "\t", "\n",
]  # fmt: skip


@QUIET
@given(words=st.lists(st.sampled_from(VOCABULARY) | st.text("abc-=./~*?", max_size=4), min_size=1, max_size=7))
def test_any_words_are_obeyed_or_refused(words: list[str], board: Commands, tmp_path: Path) -> None:
    if words[0] in {"demo", "init"} or {"--version", "--home"} & set(words):
        words = ["case", *words]  # no new offices beside this one
    before = everything(board.home)
    answer = board.run(*words, user="rina", stdin="")
    if answer.code in {1, 2} and answer.err:
        assert answer.out == ""
        assert "Traceback" not in answer.err
        assert answer.refusal["error"]
        assert not ENGLISH.search(answer.refusal["reason"].replace("--required", "")), answer.refusal["reason"]
        assert everything(board.home) == before
    else:
        assert answer.code in {0, 1}, answer.err
        assert answer.out
        json.loads(answer.out)


@pytest.fixture(scope="module", autouse=True)
def still_sound(shared: Path) -> Iterator[None]:
    """After all of it the office is whole."""
    yield
    from board.services.desk import open_desk
    from board.services.verify import verify

    desk = open_desk(shared, clock=Clock())
    try:
        report = verify(desk)
    finally:
        desk.close()
    assert report["ok"], report["faults"]
