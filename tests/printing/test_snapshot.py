"""The snapshots these tests print are those the services make: the same keys, all the way down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from board.models.paper import PrintJob
from board.printing.documents import render
from board.services.desk import Desk
from tests.commands import Commands
from tests.printing import papers
from tests.printing.papers import bare, extreme, snapshot
from tests.printing.pdf_text import read
from tests.walker import Walker

FREE_KEYS = {"data", "titles", "books"}
"""Keyed by field or book: what is in them depends on the SOP."""


def shape(value: Any) -> Any:
    """Keys and kinds of values, without the values."""
    if isinstance(value, dict):
        return {name: "…" if name in FREE_KEYS else shape(item) for name, item in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value[:1]]
    return type(value).__name__


def kinds(wanted: Any, given: Any, where: str = "snapshot") -> list[str]:
    """Where two shapes differ; a missing value (None) and an empty list agree with anything."""
    if isinstance(wanted, dict) and isinstance(given, dict):
        apart = [f"{where}: {name}" for name in wanted.keys() ^ given.keys()]
        return apart + [fault for name in wanted.keys() & given.keys()
                        for fault in kinds(wanted[name], given[name], f"{where}.{name}")]  # fmt: skip
    if isinstance(wanted, list) and isinstance(given, list):
        return kinds(wanted[0], given[0], f"{where}[]") if wanted and given else []
    agree = wanted == given or "NoneType" in (wanted, given)
    return [] if agree else [f"{where}: {wanted} is {given}"]


def stored(document: str) -> dict[str, Any]:
    """The snapshot of the last paper of this kind the services queued."""
    job = PrintJob.select().where(PrintJob.document == document).order_by(PrintJob.id.desc()).first()
    found: dict[str, Any] = json.loads(job.snapshot)
    return found


def walked(board: Commands, sop_id: str, folder: Path) -> dict[str, Any]:
    """A case of an SOP, walked along its longest branch, returned once, with a photo and notes."""
    walker = Walker(board, sop_id, folder)
    case = walker.register()
    photo = folder / "kk.jpg"
    Image.new("RGB", (60, 40), (10, 120, 10)).save(photo)
    user = walker.officer(walker.sop["register_by"])
    board.ok("case", "attach", case["number"], str(photo), user=user)
    for kind in ("internal", "jawaban"):
        board.ok("thread", "note", case["number"], "--kind", kind, "--text", f"RAHASIA-{kind}", user=user)
    return walker.walk(case, max(walker.branches(), key=len))


@pytest.mark.parametrize(
    ("sop_id", "documents"),
    [
        ("landak.kk_umum", ["tanda_bukti_pengambilan", "konsep_kk", "map_ttd", "bukti_penyerahan"]),
        ("landak.konsultasi", ["notulensi_rapat", "surat_jawaban", "tanda_terima_surat_jawaban"]),
        ("waykanan.skpwni", ["tanda_terima_berkas", "draf_skpwni", "lembar_koreksi", "lembar_paraf"]),
        ("waykanan.akta_mati", ["draf_akta_mati", "register_akta"]),
        ("pasbar.keliling", ["foto_berkas", "draf"]),
    ],
)
def test_the_services_snapshot_has_the_same_keys(
    board: Commands, desk: Desk, tmp_path: Path, sop_id: str, documents: list[str]
) -> None:
    case = walked(board, sop_id, tmp_path)
    photo = {"name": "a.jpg", "mime": "image/jpeg", "sha256": "00", "requirement": None, "title": "", "pages": 1}
    for document in documents:
        real = stored(document)
        for factory in (snapshot, bare):
            ours = factory(document, attachments=[photo])
            assert kinds(shape(ours), shape(real)) == [], document
        extras = {"copy", "copy_reason", "copy_at", "copy_by", "copy_acting_for"}
        assert set(extreme(document)) - extras == set(real)
        assert (real["number"], real["document"]) == (case["number"], document)
        assert (real["paper"], real["copies"]) == (papers.DOCUMENTS[document]["paper"], snapshot(document)["copies"])
        paper = read(render(real))
        assert paper.says(case["number"])
        assert not paper.says("RAHASIA-internal")
        assert [note["kind"] for note in real["notes"]] == ["jawaban"], "internal notes are not even in the snapshot"


def test_the_papers_of_a_complaint_tell_its_limits_and_how_the_berkas_went(
    board: Commands, desk: Desk, tmp_path: Path
) -> None:
    service = Walker(board, "waykanan.kk_baru", tmp_path)
    berkas = service.walk(service.register(), service.branches()[0][:2])["number"]
    walker = Walker(board, "waykanan.pengaduan", tmp_path, rahasiakan="ya")
    complaint = walker.register()
    board.ok("case", "about", complaint["number"], berkas, user="ade")
    walker.walk(complaint, [*walker.route("kirim", "lapor"), *walker.route("lapor", "bahas")])
    paper = read(render(stored("laporan_aduan")))
    assert paper.says(f"Perjalanan berkas {berkas} (KK Baru")
    assert paper.says("Baku (menit) Kerja (menit) Di baki (menit)")
    assert paper.says("Tingkat masalah : Kompleks")
    assert paper.says("Tanggapan awal 7 Des 2026 sisa 14 hari")
    assert not paper.says("AMINAH")
    assert read(render(stored("tanda_terima_aduan"))).says("Paling lambat menurut peraturan: tanggapan awal 7 Des 2026")


def test_the_folder_of_an_akta_is_in_the_name_of_the_child(board: Commands, desk: Desk, tmp_path: Path) -> None:
    case = walked(board, "waykanan.akta_lahir", tmp_path)
    child = case["data"]["nama_anak"]
    assert child != case["applicant"]["name"]
    for document in ("map_ttd", "bukti_penyerahan"):
        assert stored(document)["subject"] == child
    passed = [item["step"] for item in stored("map_ttd")["history"] if item["paraf"]]
    assert set(passed) == {"3. Koreksi Kasi", "4. Koreksi Kabid"}


def test_answers_that_no_longer_apply_stay_off_the_paper(board: Commands, desk: Desk, tmp_path: Path) -> None:
    walker = Walker(board, "balangan.dikjamila", tmp_path)
    case = walker.register(data={"jenis_dokumen": "ktp_el"})
    number, user = case["number"], walker.officer(walker.sop["register_by"])
    for data in ({"alasan": "rusak"}, {"jenis_dokumen": "kk", "jenis_permohonan": "perubahan"}):
        board.ok("case", "edit", number, "--file", "-", user=user, stdin={"data": data})
    assert board.ok("case", "show", number)["data"]["alasan"] == "rusak", "what was written stays written"
    document = board.ok("case", "print", number, user=user)["prints"][0]["document"]
    told = {item["id"] for item in stored(document)["fields"]}
    assert "jenis_permohonan" in told
    assert "alasan" not in told


def test_what_goes_by_post_is_not_collected(board: Commands, desk: Desk, tmp_path: Path) -> None:
    walker = Walker(board, "waykanan.ktp_ganti", tmp_path)
    for way, collected in (("ambil", True), ("pos", False)):
        known = walker.values([item for item in walker.sop["fields"] if item["step"] == walker.sop["steps"][0]["id"]])
        case = walker.register(data={**known, "cara_serah": way}, receipt=True)
        job = next(job for job in case["prints"] if job["document"] == "tanda_terima_berkas")
        kept = PrintJob.get_by_id(job["id"])
        assert json.loads(kept.snapshot)["collected"] is collected


def test_a_complaint_is_reported_with_what_happened(board: Commands, desk: Desk, tmp_path: Path) -> None:
    walked(board, "waykanan.pengaduan", tmp_path)
    told = [item["what"] for item in stored("laporan_aduan")["chronology"]]
    assert told[0] == "Diterima lewat WA."
    assert any(line.startswith("Jawaban (") and "RAHASIA-jawaban" in line for line in told)
    assert any(line.startswith("Eskalasi dari Beri solusi (ADE RAHMAWATI)") for line in told)
    assert not any("RAHASIA-internal" in line for line in told), "internal notes never leave the office"
    assert stored("laporan_aduan")["data"]["pokok_laporan"]


def test_a_difference_of_shape_would_be_found() -> None:
    data = snapshot("konsep_kk")
    other = {**data, "office": {**data["office"], "fax": "1"}, "round": "1"}
    assert sorted(kinds(shape(data), shape(other))) == ["snapshot.office: fax", "snapshot.round: int is str"]


def test_a_queue_number_says_how_many_wait_ahead(board: Commands, desk: Desk, tmp_path: Path) -> None:
    walker = Walker(board, "waykanan.akta_lahir", tmp_path)
    for ahead in (0, 1, 2):
        walker.walk(walker.register(), walker.route(walker.sop["steps"][0]["id"], "verifikasi_kasi"))
        assert stored("nomor_antrean")["queue_ahead"] == ahead
