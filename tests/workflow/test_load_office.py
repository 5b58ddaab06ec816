"""``office.toml`` and the shared tables beside it: read as one, refused with every fault."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from board.errors import ConfigInvalid
from board.workflow.load_office import load_profile
from board.workflow.office import Profile
from board.workflow.office_files import FILES, source_digest
from tests.workflow.given import CONFIG, OFFICES, office_folder, profile

Change = tuple[str, str, str]
"""File, passage, what stands there instead; an empty passage puts it in front."""


OFFICE, SEASONS = "office.toml", "musim.toml"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The demonstration office's folder."""
    return office_folder(tmp_path / "kantor")


def change(home: Path, file: str, old: str, new: str) -> None:
    path = home / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(new + text if not old else text.replace(old, new, 1), encoding="utf-8")


def faults(home: Path) -> tuple[str, ...]:
    with pytest.raises(ConfigInvalid) as refused:
        load_profile(home, CONFIG)
    return refused.value.faults


def test_what_an_older_office_lacks_is_taken_from_the_program(home: Path) -> None:
    change(home, "documents.toml", "berita_acara_pembatalan =", "# berita_acara_pembatalan =")
    change(home, "messages.toml", "batal =", "# batal =")
    change(home, "reasons.toml", 'sekolah = "Pendaftaran sekolah"\n', "")
    read = load_profile(home, CONFIG)
    assert "berita_acara_pembatalan" in read.documents
    assert "batal" in read.messages
    assert "sekolah" not in read.reasons["mendesak"], "what an office took out of a table of its own stays out"


# --- what is read ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("office", OFFICES)
def test_every_shipped_office_loads(office: str) -> None:
    named = profile(office)
    assert named.id == office
    assert named.short.startswith("Disdukcapil ")
    assert len(named.holidays) == 108
    assert not named.training


@pytest.mark.parametrize(
    ("office", "region"),
    [("landak", "6108"), ("pasbar", "1312"), ("waykanan", "1808"), ("balangan", "6311"), ("contoh", "0000")],
)
def test_region_codes_are_those_of_the_ministry(office: str, region: str) -> None:
    assert profile(office).region == region


def test_an_office_changes_single_keys_of_a_shared_table(home: Path) -> None:
    with (home / "office.toml").open("a", encoding="utf-8") as file:
        file.write('\n[books.agenda]\ntitle = "Buku Agenda Surat"\n[books.tamu]\n')
        file.write('title = "Buku Tamu"\npattern = "T/{number}"\nseries = ""\nreset = "hari"\nvoid = false\n')
        file.write('[messages]\nbatal = "Yth. {nama}, dibatalkan."\n[documents.konsep_kk]\npaper = "F4"\n')
    changed, shipped = load_profile(home, CONFIG), profile()
    assert changed.books["agenda"].title == "Buku Agenda Surat"
    assert changed.books["agenda"].pattern == shipped.books["agenda"].pattern
    assert changed.books["tamu"].text("", 2026, 7) == "T/7"
    assert changed.books["pengaduan"] == shipped.books["pengaduan"]
    assert changed.messages["batal"] == "Yth. {nama}, dibatalkan."
    assert changed.messages["kurang"] == shipped.messages["kurang"]
    assert (changed.documents["konsep_kk"].paper, changed.documents["konsep_kk"].draft) == ("F4", True)


def test_an_office_adds_holidays_of_its_own(home: Path) -> None:
    with (home / "office.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[holidays]]\nday = "2026-11-25"\nname = "Pilkada"\n')
    added = load_profile(home, CONFIG)
    assert len(added.holidays) == 109
    assert not added.calendar.is_open_on(date(2026, 11, 25))
    assert profile().calendar.is_open_on(date(2026, 11, 25))


def own(home: Path, text: str) -> Profile:
    """The profile of an office that adds tables to the end of its file."""
    with (home / "office.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{text}")
    return load_profile(home, CONFIG)


def test_an_office_made_before_there_were_seasons_keeps_those_of_the_program(home: Path) -> None:
    (home / "musim.toml").unlink()
    assert load_profile(home, CONFIG).seasons == profile().seasons
    (home / "musim.toml").write_text("# none here\n")
    assert load_profile(home, CONFIG).seasons == (), "what an office took out of its own file stays out"


def test_a_season_of_the_office_replaces_the_shared_one_of_its_name(home: Path) -> None:
    text = '[[seasons]]\nname = "Ramadan 1447 H"\nfirst_day = "2026-02-18"\nlast_day = "2026-03-19"\n'
    changed = own(home, f'{text}[seasons.hours]\nsenin = ["09.00-13.00"]\n').calendar
    assert changed.spans_on(date(2026, 2, 23)) == ((time(9), time(13)),)
    assert not changed.is_open_on(date(2026, 2, 24))
    assert changed.is_open_on(date(2026, 3, 20)) is False, "cuti bersama as before"
    assert changed.season_on(date(2027, 2, 8)) == profile().calendar.season_on(date(2027, 2, 8))


def test_piket_opens_one_day_of_cuti_bersama_and_no_other(home: Path) -> None:
    text = '[[duty_days]]\nday = "2026-12-24"\n[[duty_days]]\nday = "2026-03-20"\nhours = ["08.00-11.00"]\n'
    calendar = own(home, text).calendar
    assert calendar.spans_on(date(2026, 12, 24)) == profile().calendar.spans_on(date(2026, 12, 23)), "ordinary hours"
    assert calendar.spans_on(date(2026, 3, 20)) == ((time(8), time(11)),)
    for closed in ("2026-12-25", "2026-03-18", "2026-03-23", "2026-05-28"):
        assert not calendar.is_open_on(date.fromisoformat(closed))


def test_an_office_open_on_cuti_bersama_stays_closed_on_national_holidays(home: Path) -> None:
    change(home, OFFICE, "", "open_on_joint_leave = true\n")
    calendar = load_profile(home, CONFIG).calendar
    assert calendar.is_open_on(date(2026, 12, 24))
    assert not calendar.is_open_on(date(2026, 12, 25))
    assert not calendar.is_open_on(date(2026, 6, 1))


@pytest.mark.parametrize("office", OFFICES)
def test_the_examples_in_a_shipped_profile_are_sound(office: str, tmp_path: Path) -> None:
    """What stands there as a comment is what an office will take the comment sign from."""
    home = office_folder(tmp_path / office, office)
    lines = (home / OFFICE).read_text(encoding="utf-8").splitlines()
    begin = lines.index("# [[holidays]]")
    examples = [line.removeprefix("# ") for line in lines[begin:] if line.startswith("# ")]
    read = own(home, "\n".join(line for line in examples if line.startswith(("[[", "day", "name", "hours"))))
    assert {item.name for item in read.holidays} - {item.name for item in profile(office).holidays}
    assert read.duty_days
    assert all(read.calendar.is_open_on(date.fromisoformat(item.day)) for item in read.duty_days)


def test_the_database_of_an_office_is_no_part_of_its_profile(home: Path) -> None:
    with (home / "office.toml").open("a", encoding="utf-8") as file:
        file.write('\n[database]\nurl = "postgresql://kantor"\n')
    assert load_profile(home, CONFIG) == profile()


# --- what is refused ------------------------------------------------------------------------------------------------

BOOKS, MESSAGES, ROLES, REASONS = "books.toml", "messages.toml", "roles.toml", "reasons.toml"
MONDAY = 'senin = ["07.30-12.00", "13.00-16.00"]'
WEEK = [f'{day} = ["07.30-12.00", "13.00-16.00"]\n' for day in ("senin", "selasa", "rabu", "kamis")]
HOURS = 'tulis seperti ["07.30-12.00", "13.00-16.00"]'

FAULTS: dict[str, tuple[list[Change], list[str]]] = {
    "key missing": ([(OFFICE, 'place = "Kota Contoh"\n', "")], ["place: wajib ada"]),
    "key unknown": ([(OFFICE, "", 'warna = "biru"\n')], ["warna: tidak dikenal"]),
    "wrong kind": ([(OFFICE, 'place = "Kota Contoh"', "place = 7")], ["place: harus berupa teks"]),
    "no such zone": (
        [(OFFICE, 'zone = "WIB"', 'zone = "WIBB"')],
        ["zone: harus salah satu dari 'WIB', 'WITA' atau 'WIT'"],
    ),
    "no such paper": (
        [("documents.toml", 'paper = "struk"', 'paper = "A6"')],
        ["documents.nomor_antrean.paper: harus salah satu dari 'A4', 'A4-lanskap', 'F4', 'A5' atau 'struk'"],
    ),
    "no such weekday": (
        [(OFFICE, MONDAY, MONDAY.replace("senin", "senen"))],
        ['hours: hari "senen" tidak dikenal (senin, selasa, rabu, kamis, jumat, sabtu, minggu)'],
    ),
    "hours that are none": ([(OFFICE, MONDAY, 'senin = ["pagi"]')], [f"hours.senin: {HOURS}"]),
    "hours backwards": ([(OFFICE, MONDAY, 'senin = ["16.00-07.30"]')], [f"hours.senin: {HOURS}"]),
    "hours that overlap": (
        [(OFFICE, MONDAY, 'senin = ["07.30-12.00", "11.00-16.00"]')],
        ["hours.senin: jam bertumpuk atau tidak berurutan"],
    ),
    "hours out of order": (
        [(OFFICE, MONDAY, 'senin = ["13.00-16.00", "07.30-12.00"]')],
        ["hours.senin: jam bertumpuk atau tidak berurutan"],
    ),
    "never open": (
        [*((OFFICE, day, "") for day in WEEK), (OFFICE, 'jumat = ["07.30-11.30", "13.00-16.30"]', "jumat = []")],
        ["hours: tidak ada satu pun hari kerja"],
    ),
    "a holiday on no day": (
        [(OFFICE, "cancel_roles", 'holidays = [{ day = "besok", name = "Libur" }]\ncancel_roles')],
        ['holidays: "besok" bukan tanggal (2026-01-01)'],
    ),
    "a holiday without a name": (
        [(OFFICE, "cancel_roles", 'holidays = [{ day = "2026-11-25", name = " " }]\ncancel_roles')],
        ["holidays 2026-11-25: name tidak boleh kosong"],
    ),
    "a season on no day": (
        [(SEASONS, "2026-02-19", "2026-02-30")],
        ['seasons "Ramadan 1447 H": first_day dan last_day ditulis sebagai tanggal (2026-02-19)'],
    ),
    "a season backwards": (
        [(SEASONS, "2026-02-19", "2026-04-19")],
        ['seasons "Ramadan 1447 H": first_day 2026-04-19 sesudah last_day 2026-03-20; tukar keduanya'],
    ),
    "seasons that overlap": (
        [(SEASONS, "2027-02-08", "2026-03-20")],
        ['seasons: "Ramadan 1447 H" dan "Ramadan 1448 H" bertumpuk; satu hari hanya punya satu jam kerja'],
    ),
    "a season without a name": (
        [(SEASONS, '"Ramadan 1447 H"', '" "')],
        ["seasons: name tidak boleh kosong"],
    ),
    "a season with hours that are none": (
        [(SEASONS, 'senin = ["08.00-12.00", "12.30-15.00"]', 'senin = ["08.00"]')],
        [f'seasons "Ramadan 1447 H": hours.senin: {HOURS}'],
    ),
    "piket on a national holiday": (
        [(OFFICE, "cancel_roles", 'duty_days = [{ day = "2026-12-25" }]\ncancel_roles')],
        ["duty_days 2026-12-25: bukan cuti bersama; piket hanya membuka cuti bersama, bukan hari libur"],
    ),
    "piket on an ordinary day": (
        [(OFFICE, "cancel_roles", 'duty_days = [{ day = "2026-11-25" }]\ncancel_roles')],
        ["duty_days 2026-11-25: bukan cuti bersama; piket hanya membuka cuti bersama, bukan hari libur"],
    ),
    "piket on a day of no hours": (
        [
            ("hari_libur.csv", "2026-12-24,Kamis,Cuti bersama", "2026-12-26,Sabtu,Cuti bersama"),
            (OFFICE, "cancel_roles", 'duty_days = [{ day = "2026-12-26" }]\ncancel_roles'),
        ],
        ['duty_days 2026-12-26: Sabtu tidak punya jam kerja; tulis hours = ["08.00-12.00"]'],
    ),
    "piket twice on a day": (
        [(OFFICE, "cancel_roles", 'duty_days = [{ day = "2026-12-24" }, { day = "2026-12-24" }]\ncancel_roles')],
        ["duty_days 2026-12-24: disebut dua kali"],
    ),
    "piket on no day": (
        [(OFFICE, "cancel_roles", 'duty_days = [{ day = "natal" }]\ncancel_roles')],
        ['duty_days: "natal" bukan tanggal (2026-12-24)'],
    ),
    "piket with hours that are none": (
        [(OFFICE, "cancel_roles", 'duty_days = [{ day = "2026-12-24", hours = ["pagi"] }]\ncancel_roles')],
        [f"duty_days 2026-12-24: hours: {HOURS}"],
    ),
    "a target that is no hour": (
        [(OFFICE, "cancel_roles", 'target_before = "siang"\ncancel_roles')],
        ['target_before: tulis jam seperti "12.00", atau kosongkan bila tanpa target'],
    ),
    "an unknown part of a number": (
        [(BOOKS, "KONS/{year}/{number:04d}", "KONS/{tahun}/{number:04d}")],
        ["books.konsultasi.pattern: hanya {series} {year} {number} yang dikenal"],
    ),
    "a number without its number": (
        [(BOOKS, "KONS/{year}/{number:04d}", "KONS/{year}")],
        ["books.konsultasi.pattern: {number} wajib ada agar nomornya tidak kembar"],
    ),
    "an unknown part of a letter's number": (
        [(OFFICE, "", 'letter_pattern = "400/{nomor}"\n')],
        ["letter_pattern: hanya {number} {year} yang dikenal"],
    ),
    "an unknown variable in a message": (
        [(MESSAGES, 'kurang = "Yth. {nama}', 'kurang = "Yth. {nik}')],
        ["messages.kurang: variabel {nik} tidak dikenal"],
    ),
    "a variable without a name": (
        [(MESSAGES, 'kurang = "Yth. {nama}', 'kurang = "Yth. {}')],
        ["messages.kurang: variabel {} tidak dikenal"],
    ),
    "half a variable": (
        [(MESSAGES, 'kurang = "Yth. {nama}', 'kurang = "Yth. {nama')],
        ["messages.kurang: kurung kurawal tidak berpasangan"],
    ),
    "no registration book": (
        [(BOOKS, "[pendaftaran]", "[daftar]")],
        ["books: pendaftaran wajib ada"],
    ),
    "no agenda": ([(BOOKS, "[agenda]", "[surat]")], ["books: agenda wajib ada"]),
    "an upload folder outside": (
        [(OFFICE, "cancel_roles", 'inbox = { folder = "../x" }\ncancel_roles')],
        ["inbox.folder: nama folder di dalam folder kantor, atau jalur lengkap, tanpa .."],
    ),
    "a bundle without end": (
        [(OFFICE, "cancel_roles", "inbox = { most_files = 0, quiet_seconds = 601 }\ncancel_roles")],
        ["inbox.quiet_seconds: 1 sampai 600 detik", "inbox.most_files: 1 sampai 500 berkas"],
    ),
    "a pause for nothing known": (
        [(OFFICE, "cancel_roles", 'outages = { pause_promise = ["internet"] }\ncancel_roles')],
        ['outages.pause_promise: sistem "internet" tidak dikenal (siak, bsre, listrik)'],
    ),
    "what is too long": (
        [
            (
                OFFICE,
                "cancel_roles",
                "session = { mask_seconds = -1, lock_minutes = 721, end_minutes = 721 }\n"
                'sitting = { tray_days = 91, tray_times = -1, collect_days = 91, whole_office = ["x"] }\ncancel_roles',
            )
        ],
        [
            "sitting.tray_days: 0 sampai 90; 0 mematikan",
            "sitting.tray_times: 0 sampai 10000; 0 mematikan",
            "sitting.collect_days: 0 sampai 90; 0 mematikan",
            'sitting.whole_office: peran "x" tidak dikenal',
            "session.mask_seconds: 0 sampai 3600; 0 mematikan",
            "session.lock_minutes: 0 sampai 720; 0 mematikan",
            "session.end_minutes: 0 sampai 720; 0 mematikan",
        ],
    ),
    "more sessions than a machine holds": (
        [(OFFICE, "cancel_roles", "sessions = { per_officer = 51 }\ncancel_roles")],
        ["sessions.per_officer: 0 sampai 50; 0 tanpa batas"],
    ),
    "urgent for nobody known": (
        [(OFFICE, "cancel_roles", 'urgent_roles = ["kabag"]\ncancel_roles')],
        ['peran "kabag" tidak dikenal'],
    ),
    "incidents for nobody known": (
        [(OFFICE, "cancel_roles", 'incident_roles = ["kabag"]\ncancel_roles')],
        ['peran "kabag" tidak dikenal'],
    ),
    "a return without another reason": (
        [(REASONS, 'lainnya = "Lainnya"', 'lain = "Lainnya"')],
        ['reasons.kembalikan: alasan "lainnya" wajib ada'],
    ),
    "cancelled by nobody known": (
        [(OFFICE, '["kabid", "kadis"]', '["kabag", "kadis"]')],
        ['peran "kabag" tidak dikenal'],
    ),
    "signed by nobody known": ([(OFFICE, 'role = "kadis"', 'role = "bupati"')], ['peran "bupati" tidak dikenal']),
    "a region that is none": (
        [(OFFICE, 'region = "0000"', 'region = "18.08"')],
        ["region: kode wilayah 4 angka Kemendagri"],
    ),
}


@pytest.mark.parametrize("what", FAULTS)
def test_each_fault_is_told_alone(what: str, home: Path) -> None:
    changes, expected = FAULTS[what]
    for file, old, new in changes:
        change(home, file, old, new)
    assert list(faults(home)) == expected


def closed_from(home: Path, first: date, days: int) -> None:
    """Write days without work into the office's own profile."""
    rows = (f'[[holidays]]\nday = "{first + timedelta(days=place)}"\nname = "Libur"\n' for place in range(days))
    with (home / OFFICE).open("a", encoding="utf-8") as file:
        file.write("\n" + "".join(rows))


@pytest.mark.parametrize(("days", "sound"), [(360, True), (380, False), (3700, False)])
def test_a_calendar_on_which_nobody_works_for_a_year_is_refused(days: int, sound: bool, home: Path) -> None:
    closed_from(home, date(2028, 1, 3), days)
    if sound:
        assert not load_profile(home, CONFIG).calendar.is_open_on(date(2028, 6, 6))
        return
    assert list(faults(home)) == [
        "kalender: sejak 2028-01-03 setahun tanpa satu pun hari kerja, janji layanan tidak dapat dihitung; "
        "periksa holidays, seasons dan hours"
    ]


def test_the_last_day_there_is_may_be_a_holiday(home: Path) -> None:
    closed_from(home, date(9999, 12, 31), 1)
    assert load_profile(home, CONFIG).calendar.holidays[date(9999, 12, 31)] == "Libur"


def test_several_faults_come_at_once(home: Path) -> None:
    for what in ("hours backwards", "an unknown variable in a message", "a region that is none"):
        for file, old, new in FAULTS[what][0]:
            change(home, file, old, new)
    assert faults(home) == (
        f"hours.senin: {HOURS}",
        "messages.kurang: variabel {nik} tidak dikenal",
        "region: kode wilayah 4 angka Kemendagri",
    )


@pytest.mark.parametrize("name", [name for name in FILES if name != SEASONS])
def test_a_file_that_is_not_there(name: str, home: Path) -> None:
    (home / name).unlink()
    with pytest.raises(ConfigInvalid) as refused:
        load_profile(home, CONFIG)
    assert refused.value.sentence == f"{name}: berkas tidak ada: {home / name}"
    assert refused.value.exit_code == 2


def test_a_folder_is_no_file(home: Path) -> None:
    (home / "roles.toml").unlink()
    (home / "roles.toml").mkdir()
    with pytest.raises(ConfigInvalid) as refused:
        load_profile(home, CONFIG)
    assert refused.value.sentence == "roles.toml: tidak dapat dibaca: itu folder, bukan berkas"


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".toml")])
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"x = ", "bukan TOML yang sah: periksa akhir berkas"),
        (b"x = 1\nx = 2\n", "bukan TOML yang sah: periksa baris 2, kolom 6"),
        (b"\xff", "bukan teks UTF-8 (byte ke-1)"),
    ],
)
def test_what_is_no_toml(name: str, content: bytes, sentence: str, home: Path) -> None:
    (home / name).write_bytes(content)
    with pytest.raises(ConfigInvalid) as refused:
        load_profile(home, CONFIG)
    assert refused.value.sentence == f"{name}: {sentence}"


@pytest.mark.parametrize("row", ["besok,Senin,Libur nasional,X", "2026-13-01,Senin,Libur nasional,X", ",,,", "libur"])
def test_a_holiday_line_that_is_none(row: str, home: Path) -> None:
    with (home / "hari_libur.csv").open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")
    with pytest.raises(ConfigInvalid) as refused:
        load_profile(home, CONFIG)
    assert refused.value.file == "hari_libur.csv"
    assert refused.value.faults == ("baris 110: tulis tanggal (2026-01-01), hari, jenis, nama",)


def test_holidays_without_their_heading(home: Path) -> None:
    change(home, "hari_libur.csv", "tanggal,hari,jenis,nama\n", "")
    assert faults(home) == ("baris 2: tulis tanggal (2026-01-01), hari, jenis, nama",)


def holiday(line: bytes) -> Callable[[Path], None]:
    def append(home: Path) -> None:
        with (home / "hari_libur.csv").open("ab") as file:
            file.write(line)

    return append


def front(text: str) -> Callable[[Path], None]:
    return lambda home: change(home, OFFICE, "", text)


def pattern(text: str) -> Callable[[Path], None]:
    return lambda home: change(home, BOOKS, "KONS/{year}/{number:04d}", text)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(holiday(b"2026-12-01\n"), id="a holiday line that is too short"),
        pytest.param(holiday(b"2026-12-01,Selasa,Libur,\xe9\n"), id="holidays that are not UTF-8"),
        pytest.param(front("books = 3\n"), id="books that are no table"),
        pytest.param(front("reasons = 3\n"), id="reasons that are no table"),
        pytest.param(front("holidays = 3\n"), id="holidays that are no list"),
        pytest.param(pattern("KONS/{year.x}/{number}"), id="an attribute in a number"),
        pytest.param(pattern("KONS/{year[0]}/{number}"), id="an index in a number"),
        pytest.param(pattern("KONS/{year}/{number:{series}}"), id="a part inside a part"),
        pytest.param(pattern("KONS/{year}/{number:hitung}"), id="a form that is none"),
        pytest.param(front('letter_pattern = "400/{year.x}"\n'), id="an attribute in a letter's number"),
    ],
)
def test_odd_files_are_faults_too(spoil: Callable[[Path], None], home: Path) -> None:
    spoil(home)
    assert faults(home)


CASES = "{series}-{year}-{number:05d}"


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (BOOKS, "KONS/{year}/{number:04d}", "KONS/{{number}}",
         "books.konsultasi.pattern: {number} wajib ada agar nomornya tidak kembar"),
        (BOOKS, CASES, "{year}-{number:05d}",
         "books.pendaftaran.pattern: {series} wajib ada agar nomornya tidak kembar"),
        (BOOKS, CASES, "{number:05d}",
         "books.pendaftaran.pattern: {series} {year} wajib ada agar nomornya tidak kembar"),
        (BOOKS, 'reset = "tahun"', 'reset = "hari"', 'books.pendaftaran.reset: harus "tahun"'),
        (OFFICE, "", 'letter_pattern = "400/{year}"\n',
         "letter_pattern: {number} wajib ada agar nomornya tidak kembar"),
        ("documents.toml", "copies = 2", "copies = 0", "documents.tanda_terima_berkas.copies: 1 sampai 9"),
        (OFFICE, "[signatures.surat_jawaban]", "[signatures.surat_jawabn]",
         'signatures: cetakan "surat_jawabn" tidak dikenal'),
        (OFFICE, "[hours]", '[printing.queues]\nkonsep = "loket1"\n\n[hours]',
         'printing.queues: cetakan "konsep" tidak dikenal'),
    ],
)  # fmt: skip
def test_a_profile_that_cannot_work(file: str, old: str, new: str, fault: str, home: Path) -> None:
    change(home, file, old, new)
    assert faults(home) == (fault,)


FORMS = "tulis {series} tanpa bentuk, angka seperti {number} atau {number:05d} (lebar sampai 12)"
OUTSIDE = "tidak boleh diawali atau diakhiri spasi, atau memuat tanda yang tidak tercetak"
ALIKE = "dua nomor yang berbeda tertulis sama; pisahkan bagian-bagiannya dengan tanda"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{series}-{year}-{number:.0e}", FORMS),
        ("{series}-{year}-{number:c}", FORMS),
        ("{series}-{year}-{number!r}", FORMS),
        ("{series:.1}-{year}-{number}", FORMS),
        ("{series}-{year}-{number:>9999999999}", FORMS),
        ("{series}-{year}-{number:99d}", FORMS),
        ("{series}-{year}-{number:03x}", FORMS),
        (" {series}-{year}-{number:04d}", OUTSIDE),
        ("{series}-{year}-{number:04d}\\t", OUTSIDE),
        ("\\u001b[31m{series}-{year}-{number}", OUTSIDE),
        ("{series}\\u200b-{year}-{number}", OUTSIDE),
        ("{year}-{series}{number}", ALIKE),
        ("{number}-{year}-{series}" + "x" * 60, "nomornya lebih panjang dari 64 huruf"),
        ("{series}–{year}–{number}",
         "hanya huruf, angka, dan tanda yang ada pada papan ketik, agar kode batangnya terbaca"),
    ],
)  # fmt: skip
def test_case_numbers_that_nobody_could_find_again(text: str, fault: str, home: Path) -> None:
    change(home, BOOKS, CASES, text)
    assert faults(home) == (f"books.pendaftaran.pattern: {fault}",)


def test_every_pattern_is_tried_like_that_of_the_cases(home: Path) -> None:
    change(home, BOOKS, "KONS/{year}/{number:04d}", " KONS/{year}/{number:.0e}")
    change(home, OFFICE, "", 'letter_pattern = "400\\u0007/{number}"\n')
    assert faults(home) == (f"books.konsultasi.pattern: {FORMS}", f"letter_pattern: {OUTSIDE}")


@pytest.mark.parametrize(
    "text", ["{series}/Dukcapil/{year}/{number:04d}", "{number:5d}.{series}.{year}", "{series}-{year}-{number:d}"]
)
def test_case_numbers_an_office_may_like(text: str, home: Path) -> None:
    change(home, BOOKS, CASES, text.replace("{number:5d}", "{number:05d}"))
    load_profile(home, CONFIG)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Yth. {nama:d} {nomor}", "tulis variabel tanpa tambahan, seperti {nama}"),
        ("Yth. {nama!x} {nomor}", "tulis variabel tanpa tambahan, seperti {nama}"),
        ("Yth. {nama:>99999999999}", "tulis variabel tanpa tambahan, seperti {nama}"),
        ("", "pesannya kosong"),
        (" \\u200b ", "pesannya kosong"),
    ],
)
def test_a_message_that_would_stop_the_service(text: str, fault: str, home: Path) -> None:
    with (home / "office.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[messages]\nditerima = "{text}"\n')
    assert faults(home) == (f"messages.diterima: {fault}",)


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("documents.toml", "copies = 2", "copies = 3000", "documents.tanda_terima_berkas.copies: 1 sampai 9"),
        (OFFICE, "", "max_clock_jump_days = -5\n", "max_clock_jump_days: 1 sampai 366 hari"),
        (OFFICE, "", "max_clock_jump_days = 36500\n", "max_clock_jump_days: 1 sampai 366 hari"),
        (OFFICE, 'agency = "', 'agency = "\\u200b"\n# "', "letterhead.agency: tidak boleh kosong"),
        (OFFICE, 'government = "', 'government = " "\n# "', "letterhead.government: tidak boleh kosong"),
    ],
)
def test_values_no_office_can_mean(file: str, old: str, new: str, fault: str, home: Path) -> None:
    change(home, file, old, new)
    assert faults(home) == (fault,)


def test_holidays_saved_with_a_byte_order_mark_are_read(home: Path) -> None:
    """As spreadsheets on the administrator's machine save them."""
    change(home, "hari_libur.csv", "", "\ufeff")
    assert load_profile(home, CONFIG) == profile()


# --- templates of answers -------------------------------------------------------------------------------------------

ANSWER = 'title = "Terima kasih"\nkinds = ["jawaban"]\ntext = "Terima kasih, {nama}."\n'


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (ANSWER.replace("{nama}", "{nik}"), "text: variabel {nik} tidak dikenal"),
        (ANSWER.replace("{nama}", "{nama"), "text: kurung kurawal tidak berpasangan"),
        (ANSWER.replace("Terima kasih, {nama}.", " "), "text: teksnya kosong"),
        (ANSWER.replace('["jawaban"]', '["internal"]'), "kinds.0: harus salah satu dari 'jawaban' atau 'solusi'"),
        (ANSWER.replace('["jawaban"]', "[]"), "kinds: sebut jawaban, solusi, atau keduanya"),
        (f'sops = ["contoh.tiada"]\n{ANSWER}', 'sops: SOP "contoh.tiada" tidak dikenal'),
        (f"warna = 1\n{ANSWER}", "warna: tidak dikenal"),
        ("title = ", "bukan TOML yang sah: periksa akhir berkas"),
    ],
)
def test_a_faulty_template_is_told_with_its_file(text: str, fault: str, home: Path) -> None:
    (home / "jawaban" / "baru.toml").write_text(text)
    with pytest.raises(ConfigInvalid) as refused:
        load_profile(home, CONFIG)
    assert (refused.value.file, refused.value.faults) == ("jawaban/baru.toml", (fault,))


def test_an_office_has_its_own_templates_or_those_of_the_program(home: Path) -> None:
    shipped = load_profile(home, CONFIG).answers
    assert len(shipped) == 12
    found = {source_digest(home)}
    (home / "jawaban" / "baru.toml").write_text(f'sops = ["landak.konsultasi"]\n{ANSWER}')
    found.add(source_digest(home))
    own = load_profile(home, CONFIG).answers["baru"]
    assert own.fits("landak.konsultasi", "jawaban") and own.fits("landak.konsultasi", "")
    assert not own.fits("landak.konsultasi", "solusi") and not own.fits("waykanan.pengaduan", "jawaban")
    shutil.rmtree(home / "jawaban")
    found.add(source_digest(home))
    assert load_profile(home, CONFIG).answers == shipped
    (home / "jawaban").mkdir()
    found.add(source_digest(home))
    assert load_profile(home, CONFIG).answers == {}
    assert len(found) == 4


def test_templates_stand_in_files_of_their_own(home: Path) -> None:
    change(home, OFFICE, "[hours]", "[answers.x]\ntitle = 'X'\n[hours]")
    assert faults(home) == ("answers: templat jawaban ditulis di folder jawaban/",)


# --- noticing an edit -----------------------------------------------------------------------------------------------


def test_the_digest_notices_every_edit_of_every_file(home: Path) -> None:
    found = {source_digest(home)}
    assert source_digest(home) in found
    for name in FILES:
        path = home / name
        path.write_bytes(path.read_bytes() + b"\n")
        found.add(source_digest(home))
    for name in FILES:
        (home / name).unlink()
        found.add(source_digest(home))
    assert len(found) == 2 * len(FILES) + 1


def test_the_digest_of_equal_files_is_equal(tmp_path: Path) -> None:
    assert source_digest(office_folder(tmp_path / "a")) == source_digest(office_folder(tmp_path / "b"))
    assert len(source_digest(tmp_path / "nowhere")) == 64
