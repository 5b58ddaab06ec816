"""The command line as others script it: keys and types of the JSON, exit codes, refusals, keys, versions, paging."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from board.cli.main import main
from tests.commands import Answer, Commands
from tests.walker import APPLICANT, Walker

KK, KIA, AKTA, ADUAN = "waykanan.kk_baru", "waykanan.kia_baru", "waykanan.akta_lahir", "waykanan.pengaduan"
NEW: dict[str, Any] = {"applicant": APPLICANT}

# --- shapes: a type, several of them, a dict of keys, a list of one shape, or a predicate -----------------------------


def moment(value: Any) -> bool:
    """ISO 8601 with an offset."""
    return isinstance(value, str) and datetime.fromisoformat(value).utcoffset() is not None


def day(value: Any) -> bool:
    """A calendar day, ``2026-11-23``."""
    return isinstance(value, str) and bool(datetime.strptime(value, "%Y-%m-%d"))


def maybe(shape: Any) -> Callable[[Any], bool]:
    """Null, or of that shape."""
    return lambda value: value is None or not list(misfits(value, shape))


def one_of(*values: Any) -> Callable[[Any], bool]:
    """One of some values."""
    return lambda value: value in values


def misfits(value: Any, shape: Any, where: str = "$") -> Iterator[str]:
    """Every place where a value is not of a shape; keys beyond the contract are welcome."""
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            yield f"{where}: not an object"
            return
        for key, inner in shape.items():
            if key not in value:
                yield f"{where}.{key}: missing"
            else:
                yield from misfits(value[key], inner, f"{where}.{key}")
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield f"{where}: not a list"
            return
        for place, item in enumerate(value):
            yield from misfits(item, shape[0], f"{where}[{place}]")
    elif isinstance(shape, type):
        if not isinstance(value, shape) or (shape is int and isinstance(value, bool)):
            yield f"{where}: {value!r} is no {shape.__name__}"
    elif not shape(value):
        yield f"{where}: {value!r} is not {getattr(shape, '__name__', shape)}"


def fits(value: Any, shape: Any) -> None:
    """The value has at least the contract's keys, with the right types."""
    assert list(misfits(value, shape)) == []


def rows(shape: Any) -> dict[str, Any]:
    """A list as the contract tells it."""
    return {"rows": [shape], "next": maybe(str)}


STATUSES = one_of("berjalan", "menunggu_pemohon", "menunggu_saksi", "siap_diambil", "selesai", "batal")
STEP = {"id": str, "no": str, "title": str}
NOTE = {
    "seq": int, "at": moment, "kind": one_of("pelapor", "internal", "jawaban", "solusi"), "author": str, "role": str,
    "text": str,
}  # fmt: skip
PRINT = {
    "id": int, "document": str, "round": int, "copy": int, "path": maybe(str),
    "state": one_of("queued", "rendered", "submitted", "completed", "failed", "unknown"),
}  # fmt: skip
CASE = {
    "number": str, "id": int, "sop": str, "sop_version": int, "step": STEP, "status": STATUSES,
    "due_at": maybe(moment), "ready_at": maybe(moment), "received_at": moment, "version": int, "holder": maybe(str),
    "channel": one_of("loket", "wa", "daring", "keliling"), "urgent": bool,
    "applicant": {"name": str, "nik": str, "no_kk": str, "phone": str}, "data": dict,
    "requirements": [{"id": str, "title": str, "mandatory": bool, "form": maybe(str), "met": bool}],
    "moves": [{"intent": str, "to": maybe(str), "allowed": bool, "reason": maybe(str)}],
    "events": [
        {
            "seq": int, "at": moment, "intent": str, "from": maybe(str), "to": maybe(str), "actor": str, "role": str,
            "acting_for": maybe(str), "reason": maybe(str), "note": maybe(str), "prev": str, "hash": str,
        }
    ],
    "prints": [PRINT],
    "books": [{"book": str, "year": int, "series": str, "number": int, "text": str, "state": str}],
    "links": list, "attachments": list, "thread": [NOTE],
}  # fmt: skip
MESSAGE = {"id": int, "number": str, "to": str, "text": str, "link": maybe(str), "state": str}
LISTED_MESSAGE = {**MESSAGE, "name": str, "kind": str, "text": maybe(str)}
SOP = {
    "id": str, "version": int, "title": str, "office": str, "promise": maybe(dict), "total_minutes": maybe(int),
    "signing": maybe(str),
    "fields": [
        {"id": str, "title": str, "type": str, "required": bool, "when": maybe(str), "enum": maybe([str])}
    ],
    "requirements": [
        {"id": str, "title": str, "mandatory": bool, "when": maybe(str), "any_of": [str], "forms": [str]}
    ],
    "steps": [
        {
            "id": str, "no": str, "title": str, "roles": [str], "external": bool, "recorded_by": maybe(str),
            "extra": bool, "minutes": maybe(int), "books": [str],
            "moves": [
                {
                    "intent": str, "by": [str], "to": maybe(str), "origin": one_of("eksplisit", "tersirat"),
                    "requires": [str], "prints": [str],
                    "rules": [{"when": maybe(str), "holds": str, "otherwise": str}],
                }
            ],
        }
    ],
}  # fmt: skip


# --- the verbs ----------------------------------------------------------------------------------------------------


def register(board: Commands, sop: str = KK, user: str = "wati", **changes: Any) -> dict[str, Any]:
    """A new case."""
    case: dict[str, Any] = board.ok("case", "new", "--sop", sop, user=user, stdin={**NEW, **changes})
    return case


def photo(folder: Path) -> Path:
    """A small JPEG."""
    path = folder / "kk lama.jpg"
    Image.new("RGB", (16, 16), (200, 10, 10)).save(path)
    return path


def all_shown(board: Commands, tmp_path: Path) -> dict[str, Any]:
    """A case that has something under every key of ``case show``."""
    wrong = register(board, KIA, channel="loket")
    case = board.ok("case", "transfer", wrong["number"], "--sop", KK, "--note", "Salah pilih.", user="wati")
    number = case["number"]
    board.ok("case", "attach", number, str(photo(tmp_path)), "--requirement", "f102", user="wati")
    board.ok("thread", "note", number, "--kind", "internal", "--text", "Foto buram.", user="wati")
    board.ok("case", "move", number, "kembalikan", "--reason", "tidak_terbaca", "--note", "Foto ulang.", user="wati")
    board.ok("case", "move", number, "terima", user="wati")
    shown: dict[str, Any] = board.ok("case", "show", number, user="wati")
    return shown


def test_demo_tells_its_home_and_its_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "contoh"
    for _ in range(2):  # built, then found
        capsys.readouterr()
        assert main(["demo", "--home", str(home), "--cases", "3", "--no-open", "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        fits(told, {"home": str, "users": [{"name": str, "roles": [str]}]})
        assert told["home"] == str(home)
        assert {"rina", "kadis", "auditor"} <= {user["name"] for user in told["users"]}
        assert main(["--home", str(home), "case", "list", "--json", "--limit", "500"]) == 0
        assert json.loads(capsys.readouterr().out)["rows"]


def test_init_makes_an_office_that_opens(board: Commands, tmp_path: Path) -> None:
    board.home = tmp_path / "baru"
    words = ("init", "--office", "landak", "--admin", "sari", "--password-stdin", "--latihan")
    fits(board.ok(*words, stdin="sandi-sari\n"), {"home": str, "office": str, "admin": str})
    assert [row["id"] for row in board.ok("sop", "list")["rows"]] == ["landak.kk_umum", "landak.konsultasi"]
    users = board.ok("user", "list")["rows"]
    assert [(user["name"], user["roles"]) for user in users] == [("sari", ["pengelola"])]


def test_init_has_no_password_of_its_own(board: Commands, tmp_path: Path) -> None:
    board.home = tmp_path / "baru"
    assert board.run("init", "--office", "landak", "--admin", "sari").code == 2
    assert board.run("init", "--office", "landak", "--admin", "sari", "--password-stdin", stdin="\n").code == 1
    assert not board.home.exists()


def test_user_verbs(board: Commands) -> None:
    officer = {"name": str, "title": str, "roles": [str], "active": bool, "absent": maybe(str)}
    added = board.ok("user", "add", "niken", "--name", "NIKEN AYU", "--role", "kasi:capil", "--role", "loket")
    fits(added, officer)
    assert added["roles"] == ["kasi:capil", "loket"]
    fits(board.ok("user", "list"), rows(officer))
    changed = board.ok("user", "role", "niken", "--add", "operator", "--remove", "loket")
    assert changed["roles"] == ["kasi:capil", "operator"]
    fits(board.ok("user", "password", "niken", "--password-stdin", stdin="sandi-baru\n"), {"name": str})
    number = register(board)["number"]
    board.ok("case", "take", number, user="wati")
    gone = board.ok("user", "disable", "wati", user="admin")
    assert (gone["name"], gone["active"], gone["released"]) == ("wati", False, [number])
    assert board.ok("case", "show", number)["holder"] is None
    assert next(row for row in board.ok("user", "list")["rows"] if row["name"] == "wati")["active"] is False


def test_mandate_verbs(board: Commands) -> None:
    mandate = {
        "id": int, "deputy": str, "for": str, "kind": one_of("plh", "plt"), "from": day, "to": day,
        "letter": maybe(str), "letter_pending": bool, "scope": [one_of("paraf", "ttd", "tte")], "active": bool,
    }  # fmt: skip
    words = ("mandate", "add", "dian", "--for", "harun", "--from", "2026-11-23", "--to", "29-11-2026")
    given = board.ok(*words, "--letter", "800/12/2026", "--scope", "ttd,tte", user="admin")
    fits(given, mandate)
    assert (given["deputy"], given["for"], given["to"], given["active"]) == ("dian", "harun", "2026-11-29", True)
    fits(board.ok("mandate", "list"), rows(mandate))
    fits(board.ok("mandate", "end", given["id"]), {"id": int, "active": bool})
    assert [row["active"] for row in board.ok("mandate", "list")["rows"]] == [False]
    assert board.refused("mandate", "end", given["id"])["error"] == "not_found"


def test_absence_verbs(board: Commands) -> None:
    absence = {"name": str, "from": day, "to": day}
    words = ("user", "absent", "rina", "--from", "2026-11-23", "--to", "25-11-2026")
    told = board.ok(*words, "--reason", "cuti", user="admin")
    fits(told, {**absence, "reason": maybe(str)})
    assert (told["to"], told["reason"]) == ("2026-11-25", "cuti")
    fits(board.ok("user", "present", "rina", user="admin"), {**absence, "mandates": [int]})


def test_sop_list_and_show(board: Commands) -> None:
    listed = board.ok("sop", "list")
    fits(listed, rows({"id": str, "version": int, "title": str, "office": str, "steps": int}))
    assert len(listed["rows"]) == 11
    for row in listed["rows"]:
        shown = board.ok("sop", "show", row["id"])
        fits(shown, SOP)
        assert (shown["version"], shown["title"], len(shown["steps"])) == (row["version"], row["title"], row["steps"])
        targets = {move["to"] for step in shown["steps"] for move in step["moves"]}
        assert targets <= {None, "pemohon", *(step["id"] for step in shown["steps"])}
        assert None in targets, "some way ends"


def test_sop_check_and_install(board: Commands, tmp_path: Path) -> None:
    checked = board.ok("sop", "check")
    fits(checked, {"ok": bool, "sops": [{"id": str, "version": int}], "warnings": list})
    old = board.home / "sop" / f"{KK}.1.toml"
    new = tmp_path / f"{KK}.2.toml"
    new.write_text(old.read_text(encoding="utf-8").replace("\nversion = 1\n", "\nversion = 2\n"), encoding="utf-8")
    running = register(board)
    assert board.ok("sop", "check", str(new))["sops"] == [{"id": KK, "version": 2}]
    installed = board.ok("sop", "install", str(new), "--from", "2026-11-24")
    assert installed == {"installed": [{"id": KK, "version": 2}]}
    assert register(board)["sop_version"] == 1, "not before its day"
    board.clock.forward(days=1)
    assert register(board)["sop_version"] == 2
    assert board.ok("case", "show", running["number"])["sop_version"] == 1, "cases finish on what they began with"
    assert {row["version"] for row in board.ok("sop", "list")["rows"] if row["id"] == KK} == {1, 2}


def test_every_fault_of_an_sop_file_is_told_at_once(board: Commands, tmp_path: Path) -> None:
    bad = tmp_path / f"{KK}.2.toml"
    text = (
        (board.home / "sop" / f"{KK}.1.toml").read_text(encoding="utf-8").replace("\nversion = 1\n", "\nversion = 2\n")
    )
    bad.write_text(text.replace('to = "koreksi_kabid"', 'to = "nowhere"').replace('by = ["kadis"]', 'by = ["raja"]'))
    for verb in ("check", "install"):
        answer = board.run("sop", verb, str(bad))
        assert (answer.code, answer.out) == (2, "")
        assert answer.refusal["error"] == "sop_invalid"
        faults = answer.refusal["faults"]
        fits(faults, [{"file": str, "step": maybe(str), "move": maybe(str), "sentence": str}])
        assert {fault["file"] for fault in faults} == {bad.name}
        told = " ".join(fault["sentence"] for fault in faults)
        assert "nowhere" in told and "raja" in told
    assert [row["version"] for row in board.ok("sop", "list")["rows"] if row["id"] == KK] == [1]


def test_case_new_and_show(board: Commands, tmp_path: Path) -> None:
    created = register(board, requirements={"f102": "asli"})
    fits(created, CASE)
    assert (created["status"], created["version"], created["due_at"]) == ("berjalan", 1, None)
    assert created["number"] == "KK-2026-00001"
    shown = all_shown(board, tmp_path)
    fits(shown, CASE)
    for key in ("requirements", "moves", "events", "prints", "books", "links", "attachments", "thread"):
        assert shown[key], f"{key} is covered"
    assert [event["seq"] for event in shown["events"]] == list(range(1, shown["version"] + 1))
    assert [event["prev"] for event in shown["events"][1:]] == [event["hash"] for event in shown["events"][:-1]]


def test_case_list(board: Commands) -> None:
    register(board)
    listed = board.ok("case", "list")
    fits(listed, rows({"number": str, "sop": str, "step": STEP, "status": STATUSES, "due_at": maybe(moment)}))
    shown = json.dumps(listed)
    for secret in (APPLICANT["nik"], APPLICANT["no_kk"], "81200000001", "AMINAH"):
        assert secret not in shown, "the applicant is masked in lists"
    assert listed["rows"][0]["applicant"]["name"] == "SITI A."


def test_case_list_filters(board: Commands) -> None:
    first, second = register(board), register(board, KIA)
    board.ok("case", "cancel", second["number"], "--kind", "dicabut", "--note", "Tidak jadi.", user="wati")

    def numbers(*words: str) -> list[str]:
        return [row["number"] for row in board.ok("case", "list", *words)["rows"]]

    assert numbers() == [first["number"]]
    assert numbers("--status", "batal") == [second["number"]]
    assert numbers("--sop", KK) == numbers("--step", "kirim") == numbers("--role", "pelayanan") == [first["number"]]
    assert numbers("--sop", KIA) == numbers("--late") == numbers("--text", "TIDAK ADA") == []
    assert numbers("--text", "siti") == numbers("--text", "kk-2026") == [first["number"]]
    assert numbers("--text", "%") == numbers("--text", "_") == [], "no wildcards"


def test_case_verbs_answer_with_the_case(board: Commands, tmp_path: Path) -> None:
    number = register(board)["number"]
    file = tmp_path / "data.json"
    file.write_text(json.dumps({"data": {"jenis_permohonan": "pisah_kk"}}))
    answers = [
        board.ok("case", "edit", number, "--file", str(file), user="wati"),
        board.ok("case", "check", number, "f102", "--form", "scan_asli", user="wati"),
        board.ok("case", "attach", number, str(photo(tmp_path)), user="wati"),
        board.ok("case", "take", number, user="wati"),
        board.ok("case", "release", number, user="wati"),
        board.ok("case", "move", number, "kembalikan", "--reason", "syarat_kurang", user="wati"),
        board.ok("case", "undo", number, user="wati"),
        board.ok("case", "cancel", number, "--kind", "dicabut", "--note", "Pindah.", user="wati"),
    ]
    for place, answer in enumerate(answers):
        fits(answer, CASE)
        assert answer["version"] == place + 2
    intents = [event["intent"] for event in answers[-1]["events"]]
    assert intents == ["daftar", "ubah", "periksa", "lampir", "ambil", "lepas", "kembalikan", "urungkan", "batal"]
    assert answers[0]["data"]["jenis_permohonan"] == "pisah_kk"
    assert next(item for item in answers[1]["requirements"] if item["id"] == "f102")["form"] == "scan_asli"
    assert (answers[3]["holder"], answers[4]["holder"]) == ("WATI KURNIA", None)
    assert (answers[5]["status"], answers[6]["status"], answers[7]["status"]) == (
        "menunggu_pemohon",
        "berjalan",
        "batal",
    )
    assert [row["state"] for row in answers[7]["books"]] == ["batal"]


def test_transfer_links_the_cases(board: Commands) -> None:
    old = register(board)
    new = board.ok("case", "transfer", old["number"], "--sop", KIA, user="wati")
    fits(new, CASE)
    assert new["sop"] == KIA
    assert new["received_at"] == old["received_at"]
    assert [link["number"] for link in new["links"]] == [old["number"]]
    before = board.ok("case", "show", old["number"])
    assert (before["status"], [link["number"] for link in before["links"]]) == ("batal", [new["number"]])


def test_thread_verbs(board: Commands) -> None:
    number = register(board, ADUAN, "ade", data={"uraian": "Nama salah tulis."})["number"]
    assert board.ok("thread", "show", number) == []
    for kind in ("pelapor", "internal", "jawaban", "solusi"):
        written = board.ok("thread", "note", number, "--kind", kind, "--text", f"Isi {kind}.", user="ade")
        fits(written, [NOTE])
    shown = board.ok("thread", "show", number)
    assert [(note["seq"], note["kind"]) for note in shown] == [
        (1, "pelapor"), (2, "internal"), (3, "jawaban"), (4, "solusi"),
    ]  # fmt: skip
    assert board.ok("case", "show", number)["thread"] == shown


def test_thread_list(board: Commands) -> None:
    number = register(board, ADUAN, "ade", data={"uraian": "Nama salah tulis."})["number"]
    board.ok("thread", "note", number, "--kind", "pelapor", "--text", "Mohon dibetulkan.", user="ade")
    assert number in json.dumps(board.ok("thread", "list", user="ade"))


def test_book_verbs(board: Commands) -> None:
    first, second = register(board), register(board)
    board.ok("case", "cancel", first["number"], "--kind", "dicabut", "--note", "Tidak jadi.", user="wati")
    listed = board.ok("book", "list")
    counts = {"first": int, "last": int, "count": int, "void": int, "gaps": int}
    fits(listed, rows({"book": str, "year": int, "series": str, **counts}))
    row = next(item for item in listed["rows"] if item["series"] == "KK")
    assert {key: row[key] for key in counts} == {"first": 1, "last": 2, "count": 2, "void": 1, "gaps": 0}
    shown = board.ok("book", "show", "pendaftaran", 2026)
    fits(shown, rows({"number": int, "text": str, "state": str, "at": moment, "by": str}))
    assert [(item["text"], item["state"]) for item in shown["rows"]] == [
        (first["number"], "batal"), (second["number"], "berlaku"),
    ]  # fmt: skip
    assert board.refused("book", "show", "tidak_ada", 2026)["error"] == "not_found"


def test_print_verbs(board: Commands) -> None:
    register(board, channel="loket")
    listed = board.ok("print", "list")
    fits(listed, rows(PRINT))
    (job,) = listed["rows"]
    assert (job["document"], job["state"], job["copy"]) == ("tanda_terima_berkas", "rendered", 1)
    assert (board.home / "spool" / job["path"]).read_bytes().startswith(b"%PDF-")
    fits(board.ok("print", "run"), {"rendered": int, "submitted": int, "failed": int})
    confirmed = board.ok("print", "confirm", job["id"], user="wati")
    fits(confirmed, PRINT)
    assert confirmed["state"] == "completed"
    again = board.ok("print", "reprint", job["id"], "--reason", "Kertas basah", user="wati")
    fits(again, PRINT)
    assert (again["copy"], again["state"], again["document"]) == (2, "rendered", job["document"])
    assert [row["id"] for row in board.ok("print", "list", "--state", "completed")["rows"]] == [job["id"]]


def test_print_list_goes_on_after_its_limit(board: Commands) -> None:
    for _ in range(3):
        register(board, channel="loket")
    seen, after = [], None
    for _ in range(3):
        words = ("--after", after) if after else ()
        page = board.ok("print", "list", "--limit", 1, *words)
        seen += [row["id"] for row in page["rows"]]
        after = page["next"]
    assert sorted(seen) == [1, 2, 3]


def test_outbox_verbs(board: Commands) -> None:
    number = register(board)["number"]
    listed = board.ok("outbox", "list")
    fits(listed, rows(LISTED_MESSAGE))
    (message,) = listed["rows"]
    assert (message["number"], message["name"], message["to"]) == (number, "SITI A.", "0812****001")
    assert (message["text"], message["link"]) == (None, None)
    shown = board.ok("outbox", "show", message["id"])
    fits(shown, MESSAGE)
    assert (shown["number"], shown["name"], shown["to"]) == (number, "SITI AMINAH", "+6281200000001")
    assert shown["link"].startswith("https://wa.me/6281200000001?text=")
    sent = board.ok("outbox", "sent", message["id"], user="wati")
    fits(sent, MESSAGE)
    assert sent["state"] == "sent"
    assert board.ok("outbox", "list")["rows"] == []
    assert [row["state"] for row in board.ok("outbox", "list", "--all")["rows"]] == ["sent"]


def test_care_verbs(board: Commands) -> None:
    register(board)
    checked = {"cases": int, "events": int, "books": int}
    report = board.ok("verify")
    fits(report, {"ok": bool, "checked": checked, "faults": [{"kind": str, "where": str, "sentence": str}]})
    assert (report["ok"], report["checked"]) == (True, {"cases": 1, "events": 1, "books": 1})
    fits(board.ok("migrate"), {"applied": [str]})
    fits(board.run("doctor").json, {"ok": bool, "checks": [{"name": str, "ok": bool, "sentence": str}]})
    keys = board.ok("keys")
    fits(keys, rows({"id": str, "keys": str, "title": str}))
    assert {"b", "t", "k"} <= {key.strip() for row in keys["rows"] for key in row["keys"].split(",")}


# --- what holds for all of them -----------------------------------------------------------------------------------


def plain(words: list[str], board: Commands) -> Answer:
    """A command exactly as typed, without what ``Commands`` adds."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(words, clock=board.clock)
    return Answer(code, out.getvalue(), err.getvalue())


def test_global_options_stand_before_or_after_the_verb(board: Commands) -> None:
    number = register(board)["number"]
    home = ["--home", str(board.home)]
    verb = ["case", "show", number]
    orders = (
        [*home, "--user", "wati", "--json", *verb],
        [*verb, *home, "--user", "wati", "--json"],
        ["--json", *verb, "--user=wati", *home],
        ["--user", "wati", "case", "show", *home, "--json", number],
    )
    answers = [plain(list(words), board) for words in orders]
    assert [answer.code for answer in answers] == [0, 0, 0, 0]
    assert len({answer.out for answer in answers}) == 1
    assert any(move["allowed"] for move in answers[0].json["moves"]), "judged for --user"


def test_global_options_stand_between_noun_and_verb(board: Commands) -> None:
    assert plain(["case", "--home", str(board.home), "--json", "list"], board).code == 0


def test_the_home_of_the_environment(board: Commands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BOARD_HOME", str(board.home))
    assert plain(["sop", "list", "--json"], board).code == 0
    assert plain(["--home", str(tmp_path / "lain"), "sop", "list", "--json"], board).code == 2, "--home wins"


@pytest.mark.parametrize(
    ("words", "limit"), [((), 1), ((), 3), ((), 4), (("--sop", KK), 2), (("--status", "batal"), 2)]
)
def test_after_covers_every_row_once(words: tuple[str, ...], limit: int, board: Commands) -> None:
    for place in range(4):
        register(board)
        gone = register(board, KIA)["number"]
        if place % 2:
            board.clock.forward(minutes=1)
        board.ok("case", "cancel", gone, "--kind", "dicabut", "--note", "Tidak jadi.", user="wati")
    whole = [row["number"] for row in board.ok("case", "list", *words, "--limit", 1000)["rows"]]
    assert len(whole) == 4
    pages, after = [], None
    while True:
        page = board.ok("case", "list", *words, "--limit", limit, *(["--after", after] if after else []))
        pages.append([row["number"] for row in page["rows"]])
        after = page["next"]
        if after is None:
            break
    assert [number for page in pages for number in page] == whole
    assert [len(page) for page in pages[:-1]] == [limit] * (len(pages) - 1)
    assert pages[-1], "no empty last page"


def test_exit_codes(board: Commands, tmp_path: Path) -> None:
    assert board.run("case", "list").code == 0
    assert board.run("case", "show", "KK-2026-99999").code == 1
    assert board.run("case", "show").code == 2
    assert board.run("case", "take", "KK-2026-99999").code == 2, "nobody named to act"
    whole = board.home
    board.home = tmp_path / "kosong"
    assert board.run("case", "list").code == 2
    board.home = whole
    (whole / "board.db").unlink()
    assert board.run("case", "list").code == 3


def test_a_refusal_is_json_on_standard_error_alone(board: Commands) -> None:
    number = register(board)["number"]
    refusals = {
        "not_found": board.run("case", "show", "KK-2026-99999"),
        "input": board.run("case", "new", "--sop", KK, user="wati", stdin={}),
        "role": board.run("case", "move", number, "teruskan", user="rina"),
        "not_authorised": board.run("case", "take", number, user="auditor"),
        "stale": board.run("case", "move", number, "teruskan", "--seen", 7, user="wati"),
        "no_such_move": board.run("case", "move", number, "setujui", user="wati"),
        "usage": board.run("case", "move", number, user="wati"),
        "file": board.run("case", "attach", number, "tidak-ada.jpg", user="wati"),
    }
    for code, answer in refusals.items():
        assert answer.code == (2 if code == "usage" else 1), code
        assert answer.out == "", code
        fits(json.loads(answer.err), {"error": str, "reason": str})
        assert answer.refusal["error"] == code
    assert board.ok("case", "show", number)["version"] == 1


def test_without_json_a_refusal_is_one_sentence(board: Commands) -> None:
    answer = plain(["--home", str(board.home), "case", "show", "KK-2026-99999"], board)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == "Berkas KK-2026-99999 tidak ditemukan.\n"


def test_a_key_registers_once(board: Commands) -> None:
    words = ("case", "new", "--sop", KK, "--key", "wa-0001")
    first = board.ok(*words, user="wati", stdin=NEW)
    again = board.ok(*words, user="wati", stdin=NEW)
    assert (again["number"], again["version"]) == (first["number"], 1)
    other = board.refused(*words, user="wati", stdin={**NEW, "channel": "loket"})
    assert other["error"] == "key_reused"
    assert (
        board.refused("case", "new", "--sop", KIA, "--key", "wa-0001", user="wati", stdin=NEW)["error"] == "key_reused"
    )
    assert [row["number"] for row in board.ok("case", "list")["rows"]] == [first["number"]]
    assert board.ok("case", "new", "--sop", KK, "--key", "wa-0002", user="wati", stdin=NEW)["number"] != first["number"]


def test_a_key_moves_once(board: Commands) -> None:
    number = register(board)["number"]
    words = ("case", "move", number, "kembalikan", "--reason", "syarat_kurang", "--key", "k-1")
    moved = board.ok(*words, user="wati")
    board.ok("case", "move", number, "terima", user="wati")
    again = board.ok(*words, user="wati")
    assert (again["status"], again["version"]) == ("berjalan", moved["version"] + 1), "the case as it is"
    assert board.refused(*words, "--note", "lain", user="wati")["error"] == "key_reused"
    assert board.refused("case", "new", "--sop", KK, "--key", "k-1", user="wati", stdin=NEW)["error"] == "key_reused"
    assert board.ok("case", "show", number)["version"] == moved["version"] + 1


def test_a_refused_command_does_not_use_up_its_key(board: Commands) -> None:
    words = ("case", "new", "--sop", KK, "--key", "k-2")
    assert board.refused(*words, user="wati", stdin={"applicant": {"name": "SITI"}})["error"] == "input"
    assert board.ok(*words, user="wati", stdin=NEW)["number"] == "KK-2026-00001"


@pytest.mark.parametrize("verb", ["move", "edit"])
def test_seen_guards_against_a_faster_colleague(verb: str, board: Commands) -> None:
    number = register(board)["number"]
    board.ok("case", "check", number, "f102", user="wati")
    words: tuple[str, ...] = ("move", number, "kembalikan", "--reason", "salah_tulis")
    if verb == "edit":
        words = ("edit", number, "--file", "-")
    stale = board.refused("case", *words, "--seen", 1, user="wati", stdin={"alamat": "JL. BARU"})
    assert (stale["error"], stale["seen"], stale["current"]) == ("stale", 1, 2)
    assert board.ok("case", "show", number)["version"] == 2
    assert board.ok("case", *words, "--seen", 2, user="wati", stdin={"alamat": "JL. BARU"})["version"] == 3


def test_times_are_iso_with_the_offset_of_the_office(board: Commands, tmp_path: Path) -> None:
    walker = Walker(board, KK, tmp_path)
    case = walker.walk(walker.register(), walker.branches()[0])
    assert case["status"] == "selesai"
    found: dict[str, str] = {}

    def visit(value: Any, key: str) -> None:
        if isinstance(value, dict):
            for name, item in value.items():
                visit(item, name)
        elif isinstance(value, list):
            for item in value:
                visit(item, key)
        elif value is not None and (key == "at" or key.endswith("_at")):
            found[key] = value

    visit({name: value for name, value in case.items() if name != "events"}, "")
    visit([{"at": event["at"]} for event in case["events"]], "")
    assert {"at", "due_at", "ready_at", "received_at"} <= found.keys()
    for key, value in found.items():
        assert moment(value), key
        assert value.endswith("+07:00"), key


def test_moves_are_judged_for_the_user(board: Commands, tmp_path: Path) -> None:
    walker = Walker(board, KK, tmp_path)
    case = walker.walk(walker.register(), walker.route("kirim", "koreksi_kasi"))
    number = case["number"]

    def verdicts(user: str | None) -> dict[str, Any]:
        shown = board.ok("case", "show", number, user=user)
        for move in shown["moves"]:
            assert (move["reason"] is None) == move["allowed"]
        return {move["intent"]: move["allowed"] for move in shown["moves"]}

    assert verdicts("rina") == {"setujui": True, "kembalikan": True}
    for other in (None, "candra", "bakti", "auditor", "admin", "oki"):
        assert verdicts(other) == {"setujui": False, "kembalikan": False}, other
    board.ok("user", "add", "kedua", "--name", "KASI KEDUA", "--role", "kasi:dafduk")
    board.ok("case", "take", number, user="kedua")
    assert verdicts("rina") == {"setujui": False, "kembalikan": False}, "held by a colleague"
    assert verdicts("kedua") == {"setujui": True, "kembalikan": True}
    assert board.refused("case", "move", number, "setujui", user="rina")["error"] == "held"
