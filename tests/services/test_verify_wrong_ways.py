"""``verify`` finds what was done by hand to links, to what was out of sight, and to incidents."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.commands import Commands
from tests.offices import Clock, copy_office
from tests.services.test_misdirected import KIA, KK, register
from tests.services.test_verify import damaged, kinds


@pytest.fixture(scope="module")
def walked(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office in which each of them happened."""
    folder = tmp_path_factory.mktemp("walked")
    board = Commands(copy_office(template, folder / "kantor"), Clock())
    wrong, right = register(board, KK), register(board, KIA)
    Image.new("RGB", (9, 9)).save(folder / "a.png")
    board.ok("case", "attach", wrong, folder / "a.png", user="wati")
    board.ok("thread", "note", wrong, "--kind", "pelapor", "--text", "Halo.", user="wati")
    for what in (("--attachment", 1), ("--note-seq", 1)):
        board.ok("case", "misfile", wrong, *what, "--to", right, "--reason", "salah_kirim", user="wati")
    board.ok("case", "link", wrong, right, "--kind", "ganda", user="wati")
    board.ok("case", "link", wrong, right, "--kind", "terkait", "--note", "Satu rumah.", user="wati")
    board.ok("case", "unlink", wrong, right, "--kind", "ganda", "--reason", "Keliru.", user="wati")
    board.ok("case", "transfer", register(board, KK), "--sop", KIA, user="wati")
    board.ok("incident", "told", 1, "--whom", "subjek", user="bakti")
    board.ok("incident", "close", 2, "--note", "Tidak terbaca.", user="bakti")
    assert board.ok("verify")["ok"]
    return board.home


FOUND: dict[str, tuple[str, str]] = {
    "a file brought back into sight": (
        "misfiled",
        "UPDATE attachments SET hidden_at = NULL, hidden_by = NULL, hidden_reason = NULL, moved_to = NULL WHERE id = 1",
    ),
    "a file put out of sight": ("misfiled", "UPDATE attachments SET hidden_at = 1 WHERE id = 2"),
    "a file that went elsewhere": ("misfiled", "UPDATE attachments SET moved_to = 3 WHERE id = 1"),
    "another reason": ("misfiled", "UPDATE attachments SET hidden_reason = 'x' WHERE id = 1"),
    "somebody else who took it out": ("misfiled", "UPDATE notes SET hidden_by = 'X' WHERE case_id = 1"),
    "a note brought back into sight": (
        "misfiled",
        "UPDATE notes SET hidden_at = NULL, hidden_by = NULL, hidden_reason = NULL, moved_to = NULL WHERE case_id = 1",
    ),
    "a copied note at another time": ("note", "UPDATE notes SET at = at + 60000 WHERE case_id = 2"),
    "a link of another kind": ("link", "UPDATE links SET kind = 'menunggu' WHERE kind = 'terkait'"),
    "a link with other words": ("link", "UPDATE links SET note = '' WHERE kind = 'terkait'"),
    "a link that nobody made": (
        "link",
        "INSERT INTO links (office, case_id, other_id, kind, at, by, note) "
        "VALUES ('contoh', 1, 3, 'terkait', 1, 'x', '')",
    ),
    "a link taken back by hand": ("link", "UPDATE links SET ended_at = 1 WHERE kind = 'terkait'"),
    "a link that holds again": ("link", "UPDATE links SET ended_at = NULL WHERE kind = 'ganda'"),
    "another reason of its end": ("link", "UPDATE links SET end_reason = 'x' WHERE kind = 'ganda'"),
    "a link removed": ("link", "DELETE FROM links WHERE kind = 'ganda'"),
    "a transfer that leads elsewhere": ("link", "UPDATE links SET other_id = 1 WHERE kind = 'salah_layanan'"),
    "a transfer without its link": ("link", "DELETE FROM links WHERE kind = 'salah_layanan'"),
    "a later deadline": ("incident", "UPDATE incidents SET deadline_at = deadline_at + 86400000 WHERE id = 1"),
    "an incident told by hand": ("incident", "UPDATE incidents SET agency_told_at = found_at WHERE id = 1"),
    "a notice taken back": ("incident", "UPDATE incidents SET subject_told_at = NULL WHERE id = 1"),
    "an incident closed by hand": ("incident", "UPDATE incidents SET closed_at = 1 WHERE id = 1"),
    "an incident opened again": ("incident", "UPDATE incidents SET closed_at = NULL WHERE id = 2"),
    "another reason to close": ("incident", "UPDATE incidents SET closed_note = 'x' WHERE id = 2"),
    "an incident removed": ("incident", "DELETE FROM incidents WHERE id = 2"),
    "an incident of nobody's": (
        "incident",
        "INSERT INTO incidents (office, case_id, kind, what, found_at, deadline_at, closed_note, by) "
        "VALUES ('contoh', 1, 'lainnya', 'x', 1, 2, '', 'x')",
    ),
}


@pytest.mark.parametrize("label", FOUND)
def test_damage_is_found(label: str, walked: Path, clock: Clock, tmp_path: Path) -> None:
    kind, statement = FOUND[label]
    report = damaged(Commands(copy_office(walked, tmp_path / "kantor"), clock), [statement])
    assert kind in kinds(report), report["faults"]
