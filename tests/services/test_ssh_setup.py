"""What ``board ssh setup`` writes: programs that hold whatever paths are called, and do nothing else."""

from __future__ import annotations

import os
import pwd
import subprocess
from pathlib import Path

import pytest

from board.errors import InputInvalid
from board.services.ssh_entry import FILES, Entry
from board.services.ssh_setup import SHEET, host_fingerprints
from tests.commands import Commands
from tests.offices import Clock
from tests.printing import pdf_text
from tests.public_keys import ed25519

ACCOUNT = pwd.getpwuid(os.getuid()).pw_name
PREFIX = "/usr/local/lib/board"
ALLOWED = {"PATH": "/usr/bin:/bin"}


@pytest.fixture
def hard(home: Path, tmp_path: Path, clock: Clock) -> Commands:
    """An office in a folder whose name means something to every shell."""
    moved = tmp_path / "kan tor's $(touch DISINI) `id` %u #;&"
    home.rename(moved)
    return Commands(moved, clock)


def written(board: Commands, out: Path, *words: str) -> dict[str, str]:
    """Run the set-up; the files it wrote."""
    told = board.ok("ssh", "setup", "--account", ACCOUNT, "--out", str(out), *words)
    assert sorted(told["files"]) == sorted(str(out / name) for name in (*FILES, SHEET))
    return {name: (out / name).read_text() for name in FILES}


def test_everything_is_filled_in_and_private(board: Commands, tmp_path: Path) -> None:
    out = tmp_path / "papan-ssh"
    files = written(board, out)
    for name, text in files.items():
        assert "@@" not in text and "@ACCOUNT@" not in text and "@PREFIX@" not in text, name
        assert (out / name).stat().st_mode & 0o077 == 0, name
    assert out.stat().st_mode & 0o777 == 0o700
    assert f"Match User {ACCOUNT}\n" in files["sshd.conf"]
    assert files["sshd.conf"].endswith("Match all\n"), "what follows it in sshd_config is for everybody again"
    assert f"ssh {ACCOUNT}@SERVER\n" in files["BACA-DULU.txt"]
    assert written(board, out) == files, "again: the same"


def test_what_is_for_the_whole_machine_is_only_advice(board: Commands, tmp_path: Path) -> None:
    files = written(board, tmp_path / "out")
    assert all(line.startswith("#") or not line for line in files["sshd-umum.conf"].splitlines())
    assert "sshd-umum" not in files["install.sh"]
    own = [line.split()[0] for line in files["sshd.conf"].splitlines() if line and not line.startswith((" ", "#"))]
    assert own == ["Match", "Match"], "nothing stands outside the block of the account"


def test_limits_follow_the_number_of_sessions(board: Commands, tmp_path: Path) -> None:
    few = written(board, tmp_path / "a", "--sessions", "10")["slice.conf"]
    assert "MemoryMax=640M\nTasksMax=224\n" in few
    assert "--sessions 10" in written(board, tmp_path / "b", "--sessions", "10")["install.sh"]


@pytest.mark.parametrize(
    "wrong",
    [("--account", "a b"), ("--account", "root;id"), ("--account", "*"), ("--prefix", "lib"), ("--prefix", "/a b"),
     ("--prefix", "/$(id)"), ("--host", "a b"), ("--host", "a\x1bb")],
)  # fmt: skip
def test_values_that_would_mean_something_else_are_refused(
    wrong: tuple[str, str], board: Commands, tmp_path: Path
) -> None:
    assert board.refused("ssh", "setup", "--out", str(tmp_path / "out"), *wrong)["error"] == "input"
    assert not (tmp_path / "out").exists()


def test_a_home_that_no_file_could_name_is_refused() -> None:
    for home in ('/a"b', "/a\\b", "/a\nb"):
        with pytest.raises(InputInvalid):
            Entry(Path(home))


def test_the_programs_are_sound_shell(hard: Commands, tmp_path: Path) -> None:
    out = tmp_path / "out"
    written(hard, out)
    for name in ("session", "keys", "install.sh"):
        done = subprocess.run(["sh", "-n", str(out / name)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), name


def test_the_program_for_keys_answers_wherever_the_office_lies(hard: Commands, tmp_path: Path) -> None:
    out = tmp_path / "out"
    written(hard, out)
    hard.ok("user", "key", "add", "rina", "--file", "-", stdin=ed25519("rina"))
    kind, blob, _ = ed25519("rina").split()
    done = subprocess.run(
        ["sh", str(out / "keys"), ACCOUNT, kind, blob], capture_output=True, text=True, check=False, cwd=tmp_path,
        env={**ALLOWED, "PYTHONPATH": str(tmp_path), "BOARD_HOME": "/nowhere", "ENV": "/nowhere"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f'restrict,pty,command="{PREFIX}/session rina 1" {kind} {blob}\n'
    assert not list(tmp_path.rglob("DISINI"))
    few = subprocess.run(["sh", str(out / "keys"), ACCOUNT, kind], capture_output=True, check=False, env=ALLOWED)
    assert (few.returncode, few.stdout) == (2, b"")


ONLY = "Akun ini hanya untuk papan."
NO_TERMINAL = "Papan butuh terminal dan tidak menjalankan perintah lain. Masuk dengan ssh tanpa perintah."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), ONLY),
        (("rina",), ONLY),
        (("rina", "1", "2"), ONLY),
        (("Rina", "1"), ONLY),
        (("../rina", "1"), ONLY),
        (("rina;id", "1"), ONLY),
        (("rina\nid", "1"), ONLY),
        (("--home", "1"), ONLY),
        (("rina", "1x"), ONLY),
        (("rina", "-1"), ONLY),
        (("rina", ""), ONLY),
        (("-c",), ONLY),
        (("-c", ""), ONLY),
        (("-c", "id"), ONLY),
        (("-c", "rina 1"), ONLY),
        (("-c", "/bin/sh rina 1"), ONLY),
        (("-c", f"{PREFIX}/session rina"), ONLY),
        (("-c", f"{PREFIX}/session rina 1 2"), ONLY),
        (("-c", f"{PREFIX}/session rina 1; id"), ONLY),
        (("-c", f"{PREFIX}/session * 1"), ONLY),
        (("-c", f"{PREFIX}/session rina $(id)"), ONLY),
        (("-l",), ONLY),
        (("rina", "1"), NO_TERMINAL),
        (("-c", f"{PREFIX}/session rina 1"), NO_TERMINAL),
    ],
)
def test_the_session_program_takes_a_login_and_a_key_and_nothing_else(
    words: tuple[str, ...], said: str, board: Commands, tmp_path: Path
) -> None:
    """Also as the shell of the account, which sshd calls with ``-c``."""
    out = tmp_path / "out"
    written(board, out)
    done = subprocess.run(
        ["sh", str(out / "session"), *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        env=ALLOWED,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{said}\n")


def test_the_sheet_tells_an_officer_what_to_set(board: Commands, tmp_path: Path) -> None:
    out = tmp_path / "out"
    written(board, out, "--host", "papan.contoh.go.id", "--port", "2222")
    sheet = pdf_text.read((out / SHEET).read_bytes())
    assert len(sheet.pages) == 1
    for told in (
        "papan.contoh.go.id, 2222, SSH", ACCOUNT, "UTF-8", "ESC[n~", "Enable compression", "xterm", "9600,9600",
        "PuTTYgen", "Garis atau huruf aneh", "Control-? (127)", "Papan Disdukcapil Contoh",
    ):  # fmt: skip
        assert sheet.says(told), told


def test_fingerprints_of_the_machine_are_those_of_its_files(tmp_path: Path) -> None:
    file = tmp_path / "host.pub"
    file.write_text(ed25519("host"))
    (only,) = host_fingerprints([tmp_path / "missing", file, file])
    assert only.startswith("SHA256:")
    file.write_text("rubbish")
    assert host_fingerprints([file]) == []
