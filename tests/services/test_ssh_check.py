"""``board ssh check``: what is not as it was meant is named; what cannot be looked at does not pass."""

from __future__ import annotations

import os
import pwd
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from board.services import sshd_check
from board.services.doctor import Finding
from board.services.ssh_check import TITLES
from board.services.ssh_entry import Entry
from board.services.sshd_check import live_findings, sshd_findings
from tests.commands import Commands

ACCOUNT = pwd.getpwuid(os.getuid()).pw_name


def test_nothing_installed_is_told_point_by_point(board: Commands, tmp_path: Path) -> None:
    words = ("--account", "tak-ada-akun", "--prefix", str(tmp_path / "lib"), "--etc", str(tmp_path))
    answer = board.run("ssh", "check", *words)
    told = answer.json
    assert (answer.code, told["ok"]) == (1, False)
    wrong = {point["name"] for point in told["checks"] if not point["ok"]}
    assert wrong >= {"account", "programs", "rules", "sshd"}
    assert {point["name"] for point in told["checks"]} <= TITLES.keys()
    for point in told["checks"]:
        assert point["sentence"].strip()
    account = next(point for point in told["checks"] if point["name"] == "account")
    assert account["sentence"] == "Akun tak-ada-akun belum ada; jalankan install.sh."


def test_a_folder_others_can_enter_is_told(board: Commands) -> None:
    board.home.chmod(0o750)
    told = board.run("ssh", "check", "--account", ACCOUNT).json
    folder = [point["sentence"] for point in told["checks"] if point["name"] == "folder" and not point["ok"]]
    assert len(folder) == 1
    assert "0750" in folder[0] and f"chown -R {ACCOUNT}:" in folder[0]


@pytest.fixture
def says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., list[Finding]]]:
    """Put a program in the place of sshd (or ssh) that prints some lines; the findings it leads to."""

    def put(program: str, lines: list[str], *, code: int = 0, to: str = "stdout") -> None:
        file = tmp_path / program
        redirect = " >&2" if to == "stderr" else ""
        file.write_text(f"#!/bin/sh\ncat <<'END'{redirect}\n" + "\n".join(lines) + f"\nEND\nexit {code}\n")
        file.chmod(0o755)
        monkeypatch.setattr(sshd_check, "ADMIN_PATH", f"{tmp_path}:/usr/bin:/bin")
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    def findings(lines: list[str], *, code: int = 0, to: str = "stdout") -> list[Finding]:
        put("sshd", lines, code=code, to=to)
        return list(sshd_findings(Entry(tmp_path), None))

    findings.put = put  # type: ignore[attr-defined]
    yield findings


def held(entry: Entry, **other: str) -> list[str]:
    """What an sshd prints that holds every rule, but for some."""
    rules = {**dict(entry.rules), **dict(sshd_check.BESIDE), **other}
    languages = [f"acceptenv {name}" for name in rules.pop("acceptenv").split()]
    return ["port 22", *languages, *(f"{keyword} {value}" for keyword, value in rules.items())]


def test_an_sshd_that_holds_every_rule_is_well(says: Callable[..., list[Finding]], tmp_path: Path) -> None:
    (only,) = says(held(Entry(tmp_path)))
    assert only.ok, only.sentence


@pytest.mark.parametrize(
    ("keyword", "value"),
    [("passwordauthentication", "yes"), ("authorizedkeysfile", ".ssh/authorized_keys"), ("forcecommand", "/bin/sh"),
     ("disableforwarding", "no"), ("permittty", "no"), ("acceptenv", "LANG LC_ALL LC_CTYPE LC_EVIL"),
     ("authorizedkeyscommanduser", "nobody"), ("permituserenvironment", "yes"), ("clientaliveinterval", "0"),
     ("authenticationmethods", "any"), ("allowusers", "root admin@10.0.0.1")],
)  # fmt: skip
def test_a_rule_that_does_not_hold_is_named(
    keyword: str, value: str, says: Callable[..., list[Finding]], tmp_path: Path
) -> None:
    wrong = [finding for finding in says(held(Entry(tmp_path), **{keyword: value})) if not finding.ok]
    assert len(wrong) == 1
    assert keyword in wrong[0].sentence.lower()


def test_an_account_that_is_allowed_by_a_pattern_is_in(says: Callable[..., list[Finding]], tmp_path: Path) -> None:
    assert all(finding.ok for finding in says(held(Entry(tmp_path), allowusers="root pap*@10.0.0.0/8")))


def test_an_sshd_that_cannot_be_asked_does_not_pass(says: Callable[..., list[Finding]]) -> None:
    (only,) = says(["sshd: no hostkeys available -- exiting."], code=1, to="stderr")
    assert not only.ok
    assert "no hostkeys available" in only.sentence and "sebagai root" in only.sentence


@pytest.mark.parametrize(
    ("said", "code", "ok", "words"),
    [
        ("papan@h: Permission denied (publickey).", 255, True, "hanya kunci diterima"),
        ("papan@h: Permission denied (publickey,password).", 255, False, "lebih dari kunci"),
        ("ssh: connect to host h port 22: Connection refused", 255, False, "tidak tersambung"),
        ("Papan butuh terminal", 2, False, "menerima kunci yang tidak dikenal"),
    ],
)
def test_a_stranger_is_tried(
    said: str, code: int, ok: bool, words: str, says: Callable[..., list[Finding]], tmp_path: Path
) -> None:
    says.put("ssh", [said], code=code, to="stderr")  # type: ignore[attr-defined]
    says.put("ssh-keygen", [])  # type: ignore[attr-defined]
    (only,) = live_findings(Entry(tmp_path), "h", 22)
    assert (only.ok, words in only.sentence) == (ok, True), only.sentence
