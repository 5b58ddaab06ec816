"""A pelapor who asked for secrecy: no word of the name in what they wrote, and no gap in what the office writes."""

from __future__ import annotations

from typing import Any

from board.printing.confidential import HIDDEN, without_secrets


def snapshot(name: str, **more: Any) -> dict[str, Any]:
    applicant = {"name": name, "nik": "0000014505900001", "no_kk": "", "phone": ""}
    return {"applicant": applicant, "data": {"rahasiakan": "ya"}, "attachments": [], **more}


def test_every_word_of_the_name_is_left_out_of_their_own_words() -> None:
    told = {"thread": [{"head": "HARI, S.E.", "text": "Saya hari santoso; Pak Hari, bukan Harini."}]}
    [note] = without_secrets(snapshot("HARI SANTOSO", **told))["thread"]
    assert note["text"] == f"Saya {HIDDEN}; Pak {HIDDEN}, bukan Harini."
    assert note["head"] == "HARI, S.E.", "an officer of the same name"


def test_what_the_office_writes_keeps_its_words() -> None:
    clean = without_secrets(snapshot("HARI SANTOSO", promise="14 hari kerja", subject="Hari Santoso"))
    assert (clean["promise"], clean["subject"]) == ("14 hari kerja", HIDDEN)


def test_short_words_are_no_names() -> None:
    clean = without_secrets(snapshot("A. DI SUMARNI", notes=[{"kind": "pelapor", "text": "di rumah a, Sumarni"}]))
    assert clean["notes"][0]["text"] == f"di rumah a, {HIDDEN}"


def test_officers_at_a_meeting_keep_a_name_they_share_with_the_pelapor() -> None:
    answers = {"rahasiakan": "ya", "rapat_peserta": "Hari Wibowo, Kasi", "notulen": "Pak Hari keberatan."}
    clean = without_secrets({**snapshot("HARI SANTOSO"), "data": answers})["data"]
    assert (clean["rapat_peserta"], clean["notulen"]) == ("Hari Wibowo, Kasi", f"Pak {HIDDEN} keberatan.")
