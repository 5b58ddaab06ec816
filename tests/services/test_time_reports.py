"""Laporan alur and laporan waktu of a month lived through by the clock; every expectation is worked out by hand."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from board.cli.main import main
from board.services import flow_report
from board.services.desk import Desk
from board.wording import UNSEEN_NOT_COUNTED
from tests.clocked import KK, STORY, live, register
from tests.commands import Commands
from tests.complaints import recorded, solved
from tests.offices import Clock
from tests.printing.pdf_text import read
from tests.walker import APPLICANT, Walker
from tests.workflow.given import at

NOVEMBER = ("--month", "2026-11")


@pytest.fixture
def november(board: Commands, clock: Clock, tmp_path: Path) -> list[str]:
    """Five KK baru: left lying, late, withdrawn, the story, and one right through without Ambil; on 1 December."""
    walker = Walker(board, KK, tmp_path)
    begin, onward = walker.route("kirim", "entri"), walker.route("entri", "serah_terima")
    lying = register(board, clock, tmp_path, "2026-11-23 09.00")
    walker.walk(walker.show(lying), begin)
    late = register(board, clock, tmp_path, "2026-11-23 09.05")
    walker.walk(walker.show(late), begin)
    withdrawn = register(board, clock, tmp_path, "2026-11-26 08.00")
    board.ok("case", "cancel", withdrawn, "--kind", "dicabut", "--note", "batal", user="wati")
    story = register(board, clock, tmp_path)
    live(board, clock, tmp_path, story, STORY[:-1])
    quick = register(board, clock, tmp_path, "2026-11-27 15.00")
    walker.walk(walker.show(quick), [*begin, *onward])
    clock.now = at("2026-11-27 15.10")
    walker.walk(walker.show(late), onward)
    live(board, clock, tmp_path, story, STORY[-1:])
    clock.now = at("2026-12-01 08.00")
    return [lying, late, withdrawn, story, quick]


STEPS = {
    # left, measured, unmeasured, median, P90, average, within, its share, waiting: median, P90
    # Moved on at once: three times; the story took 20 minutes after 10.
    "kirim": (4, 1, 3, 20, 20, 20, 0, 0, 0, 10),
    # The story twice, 20 minutes after 20 and 25 after 220; the late one lay from Monday 09.05 to Friday 15.10:
    # 355 + 3 x 450 + 370 minutes.
    "entri": (4, 2, 2, 22.5, 25, 22.5, 0, 0, 120, 2075),
    "koreksi_kasi": (4, 1, 3, 20, 20, 20, 0, 0, 5, 120),
    "koreksi_kabid": (3, 1, 2, 5, 5, 5, 1, 100, 0, 5),
    "sertifikasi": (3, 1, 2, 5, 5, 5, 1, 100, 0, 5),
    "registrasi": (3, 1, 2, 10, 10, 10, 1, 100, 0, 5),
    "kabar": (3, 1, 2, 5, 5, 5, 1, 100, 0, 0),
    "serah_terima": (1, 0, 1, None, None, None, None, None, 235, 235),
}
NUMBERS = ("left", "measured", "unmeasured", "touch_median_minutes", "touch_p90_minutes", "touch_average_minutes",
           "within", "within_percent", "waiting_median_minutes", "waiting_p90_minutes")  # fmt: skip


def test_the_flow_of_a_month_worked_out_by_hand(november: list[str], board: Commands) -> None:
    told = board.ok("report", "flow", *NOVEMBER)
    assert {row["step"]: tuple(row[name] for name in NUMBERS) for row in told["rows"]} == STEPS
    assert {row["service"] for row in told["rows"]} == {"KK Baru"}
    assert told["services"] == [
        {"sop": KK, "service": "KK Baru", "ready": 3, "right_first": 2, "right_first_percent": 67, "returns": 2}
    ]
    assert [(edge["from"], edge["to"], edge["count"]) for edge in told["returns"]] == [
        ("kirim", "pemohon", 1), ("koreksi_kasi", "entri", 1),
    ]  # fmt: skip
    assert told["returns"][1]["reasons"] == [{"reason": "salah_tulis", "title": "Salah tulis", "count": 1}]
    assert told["longest"] == {
        "sop": KK, "service": "KK Baru", "step": "entri", "no": "2", "tray": "Entri SIAK", "left": 4,
        "waiting_median_minutes": 120, "waiting_p90_minutes": 2075,
    }  # fmt: skip


def test_the_times_of_a_month_worked_out_by_hand(november: list[str], board: Commands) -> None:
    told = board.ok("report", "sla", *NOVEMBER)
    (row,) = [row for row in told["rows"] if row["sop"] == KK]
    # In time: the story (Friday 14.05, promised until 16.30) and the quick one; late: promised until Tuesday 16.00.
    # Net 495, 0 and 2075 minutes of work; gross 26 h 15 min, 0, and 4 days 6 h 5 min.
    assert row == {
        "sop": KK, "service": "KK Baru", "ready": 3, "on_time": 2, "late": 1, "no_promise": 0, "late_open": 1,
        "net_median_minutes": 495, "gross_median_minutes": 1575,
    }  # fmt: skip
    assert {name: told["total"][name] for name in ("ready", "on_time", "late", "no_promise", "late_open")} == {
        "ready": 3, "on_time": 2, "late": 1, "no_promise": 0, "late_open": 1,
    }  # fmt: skip
    busy = {day["day"][-2:]: (day["came"], day["ready"]) for day in told["days"] if day["came"] or day["ready"]}
    assert busy == {"23": (2, 0), "26": (2, 0), "27": (1, 3)}
    assert len(told["days"]) == 30
    assert [day["day"] for day in told["days"] if not day["open"]][:2] == ["2026-11-01", "2026-11-07"]


def test_the_load_of_officers_worked_out_by_hand(november: list[str], board: Commands) -> None:
    load = board.ok("report", "sla", *NOVEMBER)["officers"]
    names = ("moves", "cases", "touch_minutes", "returns_made", "returned_to")
    assert {row["login"]: tuple(row[name] for name in names) for row in load} == {
        # Sent to the applicant, taken back from there, four times on from the first step, three times ready.
        "wati": (9, 4, 25, 0, 0),
        "oki": (4, 3, 45, 0, 1),
        # Sent one back; approved three, one of them at the second try. What was undone is no move.
        "rina": (4, 3, 20, 1, 0),
        "bakti": (3, 3, 5, 0, 0),
        "harun": (3, 3, 5, 0, 0),
        # Three into the register, and the one that was collected.
        "serah": (4, 3, 10, 0, 0),
    }


def test_while_witnesses_are_waited_for_nobody_s_load_grows(board: Commands, clock: Clock, tmp_path: Path) -> None:
    births = Walker(board, "waykanan.akta_lahir", tmp_path)
    case = births.walk(births.register(), births.route("kirim", "tanda_tangan_register"))
    assert case["status"] == "menunggu_saksi"
    board.ok("case", "take", case["number"], user="serah")
    clock.forward(minutes=90)
    load = {row["login"]: row["touch_minutes"] for row in board.ok("report", "sla", *NOVEMBER)["officers"]}
    assert load["serah"] == 0


@pytest.mark.parametrize("report", ["flow", "sla"])
def test_what_happens_later_changes_no_month_that_has_ended(
    report: str, november: list[str], board: Commands, tmp_path: Path
) -> None:
    before = board.ok("report", report, *NOVEMBER)
    assert before["final"]
    walker = Walker(board, KK, tmp_path)
    lying, *_, quick = november
    walker.walk(walker.show(quick), walker.forward("serah_terima"))
    walker.walk(walker.show(lying), walker.route("entri", "serah_terima"))
    register_late = walker.register()["number"]
    board.ok("case", "take", register_late, user="wati")
    assert board.ok("report", report, *NOVEMBER) == before
    december = board.ok("report", report, "--month", "2026-12")
    assert not december["final"]
    if report == "sla":
        (row,) = [row for row in december["rows"] if row["sop"] == KK]
        assert (row["ready"], row["late"], row["late_open"]) == (1, 1, 0)
        assert sum(day["came"] for day in december["days"]) == 1
        assert len(december["days"]) == 1, "days that are still to come are not told"
    else:
        assert {row["step"]: row["left"] for row in december["rows"]}["entri"] == 1


def test_a_promise_counts_as_it_stood_at_the_end_of_the_month(
    board: Commands, clock: Clock, home: Path, tmp_path: Path
) -> None:
    """Promised until Monday 30 November; an outage that ends on 1 December moves that by a day."""
    office = home / "office.toml"
    office.write_text(office.read_text() + '\n[outages]\npause_promise = ["siak"]\n')
    number = register(board, clock, tmp_path, "2026-11-27 09.00")
    walker = Walker(board, KK, tmp_path)
    promised = walker.walk(walker.show(number), walker.route("kirim", "entri"))["due_at"]
    clock.now = at("2026-11-30 08.00")
    board.ok("outage", "start", "siak", "--reason", "putus", user="rina")
    clock.now = at("2026-12-01 10.00")
    assert board.ok("report", "sla", *NOVEMBER)["total"]["late_open"] == 1
    board.ok("outage", "end", "siak", user="rina")
    assert walker.show(number)["due_at"] > "2026-12-02" > promised
    assert board.ok("report", "sla", *NOVEMBER)["total"]["late_open"] == 1
    assert board.ok("report", "sla", "--month", "2026-12")["total"]["late_open"] == 0
    # Ready on the second day, within the promise as it is now.
    walker.walk(walker.show(number), walker.route("entri", "serah_terima"))
    december = board.ok("report", "sla", "--month", "2026-12")["total"]
    assert (december["ready"], december["on_time"], december["late"]) == (1, 1, 0)


@pytest.mark.parametrize(("report", "left"), [("flow", []), ("sla", [0])])
def test_a_month_with_nothing(report: str, left: list[int], board: Commands, tmp_path: Path) -> None:
    told = board.ok("report", report, "--month", "2026-10")
    assert sorted({row.get("left", row.get("ready")) for row in told["rows"]}) == left
    assert told["final"]
    paper = tmp_path / "kosong.pdf"
    board.ok("report", report, "--month", "2026-10", "--pdf", paper, user="rina")
    assert read(paper.read_bytes()).says("Mengetahui,")
    assert "month" in str(board.refused("report", report, "--month", "2026-12"))


def test_steps_and_services_no_longer_there_keep_their_order(desk: Desk) -> None:
    shelf = {sop.id: sop for sop in desk.shelf.versions()}
    gone = [f"lama.{letter}" for letter in "hgfedcba"]
    found = {name: flow_report._Service(shelf[KK], ready=1) for name in [*gone, KK]}
    assert flow_report._in_order(desk, found) == [KK, *sorted(gone)]
    service = flow_report._Service(shelf[KK])
    for name in gone:
        service.steps[name].waiting.append(1)
    assert [row["step"] for row in flow_report._rows(service)][-8:] == sorted(gone)


def tables(file: Path) -> dict[str, list[dict[str, str]]]:
    """The tables of a CSV by their titles, and the sentence at its end."""
    found = {}
    for part in file.read_text().replace("\r\n", "\n").rstrip("\n").split("\n\n"):
        title, _, rest = part.partition("\n")
        found[title] = list(csv.DictReader(io.StringIO(rest)))
    return found


def test_the_csv_has_everything_the_paper_has(november: list[str], board: Commands, tmp_path: Path) -> None:
    found = {}
    for report in ("flow", "sla"):
        file = tmp_path / f"{report}.csv"
        board.ok("report", report, *NOVEMBER, "--csv", file)
        found[report] = tables(file)
    flow, sla = found["flow"], found["sla"]
    assert [*flow] == ["Langkah", "Pengembalian", "Siap tanpa pengembalian", UNSEEN_NOT_COUNTED]
    assert [*sla] == ["Layanan", "Beban petugas", "Per tanggal", UNSEEN_NOT_COUNTED]
    entri = next(row for row in flow["Langkah"] if row["Langkah"] == "Entri SIAK")
    assert (entri["Kerja median"], entri["Tunggu P90"], entri["Tanpa Ambil"]) == ("22.5", "2075", "2")
    assert [(row["Ke"], row["Alasan"], row["Kali"]) for row in flow["Pengembalian"]][1:] == [
        ("Entri SIAK", "Salah tulis", "1")
    ]
    assert [tuple(row.values()) for row in flow["Siap tanpa pengembalian"]] == [("KK Baru", "3", "2", "67", "2")]
    assert (sla["Layanan"][-1]["Layanan"], sla["Layanan"][-1]["Terlambat"]) == ("Jumlah", "1")
    wati = next(row for row in sla["Beban petugas"] if row["Petugas"] == "WATI KURNIA")
    assert tuple(wati.values())[1:] == ("9", "4", "25", "0", "0")
    assert [tuple(row.values()) for row in sla["Per tanggal"]][26:28] == [
        ("2026-11-27", "ya", "1", "3"), ("2026-11-28", "tidak", "0", "0"),
    ]  # fmt: skip
    assert APPLICANT["name"] not in str(found)


@pytest.mark.parametrize(
    ("report", "said"),
    [
        ("flow", ("LAPORAN ALUR LAYANAN BULAN NOVEMBER 2026", "Entri SIAK", "22,5", "2075", "melewati waktu standar",
                  "Tunggu terlama: KK Baru langkah 2 Entri SIAK, median 2 jam, P90 34 jam 35 mnt.", "Salah tulis 1",
                  "67%")),
        ("sla", ("LAPORAN WAKTU LAYANAN BULAN NOVEMBER 2026", "8 jam 15 mnt", "tepat waktu", "WATI KURNIA",
                 "Dikembalikan kepadanya", "Per tanggal:")),
    ],
)  # fmt: skip
def test_the_paper_bears_the_numbers_and_who_signs(
    report: str, said: tuple[str, ...], november: list[str], board: Commands, clock: Clock, tmp_path: Path
) -> None:
    file = tmp_path / "laporan.pdf"
    board.ok("report", report, *NOVEMBER, "--pdf", file, user="rina")
    paper = read(file.read_bytes())
    for words in (*said, "Data per 1 Des 2026 08.00 WIB", "Mengetahui,", "RINA MARLINA"):
        assert paper.says(words), (words, paper.text)
    assert "SEMENTARA" not in paper.text
    assert APPLICANT["name"] not in paper.text
    board.ok("report", report, "--month", "2026-12", "--pdf", file, user="rina")
    assert read(file.read_bytes()).says("SEMENTARA")


def test_an_office_names_who_signs_them(november: list[str], board: Commands, home: Path, tmp_path: Path) -> None:
    blocks = "".join(
        f'\n[signatures.{name}]\ntitle = "Kabid Dafduk"\nrole = "kabid"\n' for name in ("laporan_alur", "laporan_waktu")
    )
    office = home / "office.toml"
    office.write_text(office.read_text() + blocks)
    for report in ("flow", "sla"):
        file = tmp_path / f"{report}.pdf"
        board.ok("report", report, *NOVEMBER, "--pdf", file, user="rina")
        assert read(file.read_bytes()).says("Kabid Dafduk")


def test_a_complaint_about_an_officer_is_told_to_nobody_outside(
    board: Commands, clock: Clock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Steps and load would tell how it goes on; any number that counts it beside one that does not, when it ends."""
    number = recorded(board)
    before = {user: board.ok("report", "flow", *NOVEMBER, user=user)["rows"] for user in ("rina", "ade")}
    assert before["rina"] == before["ade"] != []
    board.ok("case", "accused", number, "rina", user="ade")
    assert board.ok("report", "flow", *NOVEMBER, user="rina")["rows"] == []
    assert board.ok("report", "flow", *NOVEMBER, user="ade")["rows"] == before["ade"]
    assert board.ok("report", "flow", *NOVEMBER, user="harun")["services"] == []
    seen = {user: board.ok("report", "sla", *NOVEMBER, user=user) for user in ("rina", "ade")}
    assert seen["rina"]["officers"] == []
    assert {row["login"] for row in seen["ade"]["officers"]} >= {"ade"}
    solved(board, number)
    ended = {user: board.ok("report", "sla", *NOVEMBER, user=user) for user in ("rina", "ade", "harun")}
    assert ended["rina"] == seen["rina"] == ended["harun"], "as if it had never come"
    (row,) = [row for row in ended["ade"]["rows"] if row["sop"] == "waykanan.pengaduan"]
    assert row["ready"] == 1
    assert [sum(day[name] for day in ended["rina"]["days"]) for name in ("came", "ready")] == [0, 0]
    for report in ("flow", "sla"):
        file = tmp_path / f"{report}.pdf"
        board.ok("report", report, *NOVEMBER, "--pdf", file, user="rina")
        assert read(file.read_bytes()).says(UNSEEN_NOT_COUNTED)
        capsys.readouterr()
        main(["--home", str(board.home), "report", report, *NOVEMBER, "--user", "rina"], clock=clock)
        assert UNSEEN_NOT_COUNTED in capsys.readouterr().out
