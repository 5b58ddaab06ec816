"""The eleven SOP files of the house against the tables of the reconstruction (``domain_tables``)."""

from __future__ import annotations

import hashlib
import re

import pytest

from board.workflow.load import load_sops
from board.workflow.sop import PEMOHON, Move, Origin, Sop, Status, Step, split_book
from board.workflow.stored import dump_sop
from tests.workflow.domain_tables import HEADS, TABLES, Row
from tests.workflow.given import CONFIG, OFFICES, SOP_IDS, library, profile, sop, step_id

OUTSIDE = {"pemohon", "saksi"}
MARK = {"*": "tersirat", "~": "usul", "^": "tambahan"}
ROWS = [pytest.param(sop_id, row, id=f"{sop_id}-{row.no}") for sop_id, rows in TABLES.items() for row in rows]


def names(entries: str) -> set[str]:
    return {entry.rstrip("*~^") for entry in entries.split()}


def marks(*entries: str) -> dict[str, str]:
    return {entry[:-1]: MARK[entry[-1]] for text in entries for entry in text.split() if entry[-1] in MARK}


def star(move: Move) -> str:
    return "*" if move.origin is Origin.IMPLIED else ""


def ways_on(service: Sop, step: Step) -> str:
    found = []
    for move in step.moves:
        if not move.back:
            target = f" {service.step(move.to).no}" if move.to else ""
            found.append(f"{move.intent}{target}{star(move)}")
    return ", ".join(found)


def ways_back(service: Sop, step: Step) -> str:
    found = []
    for move in step.moves:
        if move.back and move.to:
            target = PEMOHON if move.to == PEMOHON else service.step(move.to).no
            found.append(f"{target}{star(move)}")
    return " ".join(found)


def papers_back(step: Step) -> set[str]:
    return {paper for move in step.moves if move.back for paper in move.prints}


def step_of(sop_id: str, row: Row) -> tuple[Sop, Step]:
    service = sop(sop_id)
    return service, service.step(step_id(service, row.no))


# --- all of them ----------------------------------------------------------------------------------------------------


def test_there_are_exactly_these_eleven() -> None:
    files = {path.name for path in (CONFIG / "sop").iterdir()}
    assert files == {f"{sop_id}.1.toml" for sop_id in SOP_IDS}
    assert set(TABLES) == set(HEADS) == set(SOP_IDS)


@pytest.mark.parametrize("office", OFFICES)
def test_every_office_loads_the_services_it_names(office: str) -> None:
    named = profile(office)
    paths = [CONFIG / "sop" / f"{sop_id}.1.toml" for sop_id in named.sops]
    loaded = load_sops(paths, library(), named.vocabulary)
    assert [service.id for service in loaded] == list(named.sops)
    assert office == "contoh" or all(service.office == office for service in loaded)


def test_every_service_belongs_to_one_office_and_to_the_demonstration() -> None:
    real = [sop_id for office in OFFICES if office != "contoh" for sop_id in profile(office).sops]
    assert sorted(real) == sorted(SOP_IDS)
    assert sorted(profile("contoh").sops) == sorted(SOP_IDS)


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_officers_read_of_the_sop_and_never_of_its_seed(sop_id: str) -> None:
    assert "seed" not in dump_sop(sop(sop_id)).lower()


SUBJECTS = {
    "landak.kk_umum": "kepala_keluarga", "waykanan.kk_baru": "kepala_keluarga", "waykanan.kia_baru": "nama_anak",
    "waykanan.akta_lahir": "nama_anak", "waykanan.akta_mati": "nama_almarhum", "balangan.dikjamila": "nama_subjek",
    "pasbar.keliling": "nama_subjek",
}  # fmt: skip
"""Whose document it is, where that is not the applicant."""
INITIALS = {
    "landak.kk_umum": "3 4", "pasbar.keliling": "6", "waykanan.kk_baru": "3 4", "waykanan.skpwni": "3 4",
    "waykanan.akta_lahir": "3 4", "waykanan.akta_mati": "3 4", "balangan.dikjamila": "4 5",
}  # fmt: skip
"""Steps whose approval is a paraf; step 5 of the akta hands out the blank form (DOMAIN A.8, A.9)."""


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_whose_document_it_is_and_who_puts_a_paraf(sop_id: str) -> None:
    service = sop(sop_id)
    assert service.subject == SUBJECTS.get(sop_id, "")
    assert " ".join(step.no for step in service.steps if step.paraf) == INITIALS.get(sop_id, "")


# --- row by row -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_the_rows_are_those_of_the_table_in_its_order(sop_id: str) -> None:
    assert [step.no for step in sop(sop_id).steps] == [row.no for row in TABLES[sop_id]]


@pytest.mark.parametrize(("sop_id", "row"), ROWS)
def test_who_does_it_and_how_long_it_takes(sop_id: str, row: Row) -> None:
    _, step = step_of(sop_id, row)
    assert " ".join(step.roles) == row.roles
    assert step.marks["pelaku"] == row.sure
    assert step.minutes == row.minutes
    assert step.external == (set(step.roles) <= OUTSIDE)
    if row.recorded_by:
        assert step.recorded_by == row.recorded_by
    if step.external:
        assert step.recorded_by in step.acting


@pytest.mark.parametrize(("sop_id", "row"), ROWS)
def test_where_it_goes(sop_id: str, row: Row) -> None:
    service, step = step_of(sop_id, row)
    assert ways_on(service, step) == row.ahead


@pytest.mark.parametrize(("sop_id", "row"), ROWS)
def test_where_it_is_sent_back_to(sop_id: str, row: Row) -> None:
    service, step = step_of(sop_id, row)
    assert ways_back(service, step) == row.back


@pytest.mark.parametrize(("sop_id", "row"), ROWS)
def test_papers_and_books_of_the_table_are_there_and_marked_as_it_marks_them(sop_id: str, row: Row) -> None:
    _, step = step_of(sop_id, row)
    assert names(row.papers) <= set(step.documents)
    assert names(row.sheets) <= papers_back(step)
    assert names(row.books) <= {split_book(entry)[0] for entry in step.books}
    assert marks(row.papers, row.sheets, row.books).items() <= step.marks.items()


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_what_the_table_does_not_name_is_marked_as_ours(sop_id: str) -> None:
    service = sop(sop_id)
    unmarked = []
    for row in TABLES[sop_id]:
        step = service.step(step_id(service, row.no))
        made = {split_book(entry)[0] for entry in step.books} | set(step.documents)
        ours = (made - names(row.papers) - names(row.books)) | (papers_back(step) - names(row.sheets))
        unmarked += [f"{row.no} {name}" for name in sorted(ours) if name not in step.marks]
    assert sorted(set(unmarked) - {"2 antrean"}) == []  # the queue number is its own book (PRODUCT 4)


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_a_step_whose_way_back_is_implied_says_so(sop_id: str) -> None:
    for step in sop(sop_id).steps:
        origins = {move.origin for move in step.moves if move.back}
        assert ("kembali" in step.marks) == (origins == {Origin.IMPLIED}), step.no


# --- the head of each -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_head(sop_id: str) -> None:
    service, head = sop(sop_id), HEADS[sop_id]
    assert service.sop_number == head.number
    assert service.established == head.established
    assert service.channel == head.channel
    assert service.bidang == head.bidang
    assert service.service_phone == head.phone
    assert ", ".join(role.title for role in service.roles) == head.roles
    assert (service.total_minutes, service.total_stated) == (head.total, head.stated)
    promise = service.promise
    assert ((promise.unit, promise.amount) if promise else None) == head.promise


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_the_head_of_office_signs_where_the_table_says(sop_id: str) -> None:
    service, head = sop(sop_id), HEADS[sop_id]
    signing = [step.no for step in service.steps if step.signs]
    assert signing == ([head.signed_at] if head.signed_at else [])
    for no in signing:
        assert service.step(step_id(service, no)).roles == ("kadis",)
        assert service.signing == head.signing


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_the_berkas_is_declared_complete_where_it_is_checked(sop_id: str) -> None:
    moves = {
        (step.no, move.intent): move.requires for step in sop(sop_id).steps for move in step.moves if move.complete
    }
    assert {no for no, _ in moves} == {HEADS[sop_id].complete_at}
    assert all("syarat_lengkap" in requires for requires in moves.values())
    checking = {step.no for step in sop(sop_id).steps for move in step.moves if "syarat_lengkap" in move.requires}
    assert checking == {HEADS[sop_id].complete_at}


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_minutes_of_every_way_through(sop_id: str) -> None:
    service = sop(sop_id)

    def walks(step: Step) -> list[int]:
        here = step.minutes or 0
        onward = [move for move in step.moves if not move.back]
        return [here + rest for move in onward for rest in (walks(service.step(move.to)) if move.to else [0])]

    assert sorted(walks(service.first)) == list(HEADS[sop_id].walks)


# --- what single SOPs are read to say -------------------------------------------------------------------------------


def test_the_meeting_is_a_branch_outside_the_total() -> None:
    service = sop("landak.konsultasi")
    meeting = service.step(step_id(service, "3b"))
    assert meeting.optional
    assert [step.no for step in service.steps if step.optional] == ["3b"]
    assert all(not step.optional for sop_id in SOP_IDS if sop_id != service.id for step in sop(sop_id).steps)


def test_serah_terima_is_extra_where_the_seed_has_no_such_step() -> None:
    extras = {sop_id: [step.no for step in sop(sop_id).steps if step.extra] for sop_id in SOP_IDS}
    ending = {"waykanan.kk_baru", "waykanan.skpwni", "waykanan.akta_lahir", "waykanan.akta_mati"}
    assert {sop_id for sop_id, found in extras.items() if found == ["+"]} == ending
    assert all(not found for sop_id, found in extras.items() if sop_id not in ending)
    for sop_id in ending:
        last = sop(sop_id).steps[-1]
        assert (last.title, last.tray, last.no) == ("Serah terima", "Serah terima", "+")


@pytest.mark.parametrize(("no", "series"), [("2", {"masuk"}), ("3", {"masuk"}), ("4", {"keluar"}), ("5", {"keluar"})])
def test_letters_that_come_and_go_have_series_of_their_own(no: str, series: set[str]) -> None:
    service = sop("landak.konsultasi")
    entries = dict(split_book(entry) for entry in service.step(step_id(service, no)).books)
    assert {entries["agenda"]} == series


def test_the_clock_stands_still_while_witnesses_have_yet_to_sign() -> None:
    waiting = {(sop_id, step.no) for sop_id in SOP_IDS for step in sop(sop_id).steps if step.paused}
    assert waiting == {("waykanan.akta_lahir", "7"), ("waykanan.akta_mati", "7")}


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_a_case_can_be_collected_only_at_the_end(sop_id: str) -> None:
    """The document is declared ready on the way into the first step where it waits for its owner, or at the end."""
    service = sop(sop_id)
    for step in service.steps:
        for move in step.moves:
            target = service.step(move.to) if move.to not in {None, PEMOHON} else None
            enters = target is not None and target.status is Status.READY and step.status is not Status.READY
            if enters and not move.back:
                assert move.ready, (step.no, move.name)
    assert any(move.ready for step in service.steps for move in step.moves)


def test_escalation_writes_no_books() -> None:
    quiet = [
        (step.no, move.intent) for step in sop("waykanan.pengaduan").steps for move in step.moves if not move.writes
    ]
    assert quiet == [("3", "eskalasi")]
    others = [
        move
        for sop_id in SOP_IDS
        if sop_id != "waykanan.pengaduan"
        for step in sop(sop_id).steps
        for move in step.moves
    ]
    assert all(move.writes for move in others)


def test_a_complaint_closes_only_with_a_solusi() -> None:
    closing = [move for step in sop("waykanan.pengaduan").steps for move in step.moves if move.to is None]
    assert [move.requires for move in closing] == [("solusi",), ("solusi",)]


def test_unwritten_work_is_a_duty_of_its_step() -> None:
    """Printing the KTP-el (DOMAIN A.13, 7) and the three jobs of KK Umum step 2 (A.2 d)."""
    card, counter = sop("waykanan.ktp_ganti"), sop("landak.kk_umum")
    assert "Mencetak KTP-el" in card.step(step_id(card, "2")).duties
    assert len(counter.step(step_id(counter, "2")).duties) == 3


def test_who_prints_for_the_motor_keliling_is_a_field() -> None:
    field = sop("pasbar.keliling").field("dicetak_oleh")
    assert field
    assert field.required
    assert {option.value for option in field.options} == {"pemohon", "petugas_nagari", "petugas_khusus"}


@pytest.mark.parametrize(
    ("sop_id", "kinds"),
    [
        ("pasbar.keliling", 4),
        ("balangan.dikjamila", 9),
    ],
)
def test_kinds_of_documents_of_the_collective_services(sop_id: str, kinds: int) -> None:
    field = sop(sop_id).field("jenis_dokumen")
    assert field
    assert len(field.options) == kinds


@pytest.mark.parametrize("sop_id", ["waykanan.ktp_ganti", "waykanan.kia_baru"])
def test_a_card_goes_by_post_or_is_collected(sop_id: str) -> None:
    assert set(sop(sop_id).delivery) == {"pos", "ambil"}


@pytest.mark.parametrize(
    ("sop_id", "no"), [("waykanan.kk_baru", "+"), ("waykanan.skpwni", "+"), ("balangan.dikjamila", "8")]
)
def test_what_went_as_a_pdf_is_signed_for_by_nobody(sop_id: str, no: str) -> None:
    """A bukti penyerahan bears the signature of whoever takes the document (DOMAIN D)."""
    service = sop(sop_id)
    assert "pdf_wa" in service.delivery
    assert service.step(step_id(service, no)).when == {"bukti_penyerahan": "cara_serah = ambil"}


def test_the_message_that_it_is_done_is_for_pelayanan_first() -> None:
    """DOMAIN A.13, 12: penyerahan may."""
    for sop_id in ("waykanan.kk_baru", "waykanan.skpwni", "waykanan.akta_lahir", "waykanan.akta_mati"):
        told = next(step for step in sop(sop_id).steps if step.id == "kabar")
        assert told.moves[0].by == ("pelayanan", "penyerahan")
        assert told.moves[0].message == "selesai"


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_lanes_are_the_roles_that_act(sop_id: str) -> None:
    service = sop(sop_id)
    lanes = {role.id for role in service.roles}
    acting = {role for step in service.steps for role in (*step.roles, *step.acting)}
    assert acting - lanes == set()
    assert lanes - acting - {PEMOHON} == set()
    assert set(service.register_by) <= lanes - OUTSIDE


# --- what must not be there -----------------------------------------------------------------------------------------

REAL_PEOPLE = {
    "0e6674ae7422139ce214f3edbbdb70b13a7ec127ce901769d8f04ddf5c658a50",
    "8db9565394de663209d7665b66fef38ea5e012c5b4b58f9b1c1e30e4fb2893b1",
}
"""SHA-256 of the names of officials that stood in the sources: known here without being repeated."""


SERVICE_NUMBER = re.compile(r"\b\d{8} ?\d{6} ?\d ?\d{3}\b|\bNIP\b")


def named(text: str) -> bool:
    """Whether an official of the sources, or anybody's service number, stands in a text."""
    words = set(re.findall(r"[A-Z]{3,}", text.upper()))
    known = {hashlib.sha256(word.encode()).hexdigest() for word in words} & REAL_PEOPLE
    return bool(known or SERVICE_NUMBER.search(text))


def test_no_real_official_stands_in_the_configuration() -> None:
    files = [path for path in CONFIG.rglob("*") if path.is_file()]
    assert len(files) > 20
    assert [path.name for path in files if named(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("text", ["19800101 200501 1 001", "198001012005011001", "NIP. 1"])
def test_a_service_number_would_be_noticed(text: str) -> None:
    assert named(f"Kepala Dinas, {text}")
