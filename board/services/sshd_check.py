"""What sshd itself says: the rules it holds for the service account, and how it answers a stranger."""

from __future__ import annotations

import fnmatch
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from board.services.doctor import Finding
from board.services.ssh_entry import Entry
from board.wording import quoted

ADMIN_PATH = "/usr/sbin:/sbin:/usr/local/sbin:/usr/bin:/bin"
PATIENCE = 30.0
BESIDE = (("forcecommand", "none"), ("chrootdirectory", "none"), ("permituserenvironment", "no"))
"""What must hold besides what ``setup`` writes: a command of sshd's own would take the place of the key's."""


def sshd_findings(entry: Entry, config: Path | None) -> Iterator[Finding]:
    """The rules in force for the account, read from ``sshd -T``.

    Args:
        config: of the sshd that is meant; None: the machine's own.
    """
    sshd = shutil.which("sshd", path=ADMIN_PATH)
    if sshd is None:
        yield Finding("sshd", False, "sshd tidak terpasang; pasang openssh-server.")
        return
    whom = f"user={entry.account},host=localhost,addr=127.0.0.1"
    told = _run([sshd, "-T", *(["-f", str(config)] if config else []), "-C", whom])
    if told.returncode:
        why = (told.stderr.strip().splitlines() or ["tanpa keterangan"])[-1]
        yield Finding("sshd", False, f"sshd -T tidak dapat dijalankan di sini; jalankan sebagai root. ({quoted(why)})")
        return
    held: dict[str, list[str]] = {}
    for line in told.stdout.splitlines():
        keyword, _, value = line.partition(" ")
        held.setdefault(keyword, []).append(value)
    wrong = [
        f"{keyword} {' '.join(held.get(keyword, ['tidak ada']))}, seharusnya {value}"
        for keyword, value in (*entry.rules, *BESIDE)
        if sorted(" ".join(held.get(keyword, [])).split()) != sorted(value.split())
    ]
    for fault in wrong:
        yield Finding(
            "sshd", False,
            f"{fault}. Aturan lain mendahului {entry.drop_in}, atau sshd_config tidak memuat Include.",
        )  # fmt: skip
    yield from _kept_out(entry, held)
    if not wrong:
        yield Finding("sshd", True, f"{len(entry.rules) + len(BESIDE)} aturan untuk {entry.account} berlaku.")


def _kept_out(entry: Entry, held: dict[str, list[str]]) -> Iterator[Finding]:
    allowed = [name.partition("@")[0] for line in held.get("allowusers", []) for name in line.split()]
    if allowed and not any(fnmatch.fnmatchcase(entry.account, name) for name in allowed):
        yield Finding("sshd", False, f"AllowUsers tidak memuat {entry.account}; tambahkan di sshd_config.")


def live_findings(entry: Entry, host: str, port: int) -> Iterator[Finding]:
    """A login with a key that nobody knows: it must be refused, and nothing but keys be offered."""
    if shutil.which("ssh") is None or shutil.which("ssh-keygen") is None:
        yield Finding("live", False, "ssh atau ssh-keygen tidak terpasang; pasang openssh-client.")
        return
    with tempfile.TemporaryDirectory() as folder:
        key = str(Path(folder) / "kunci")
        _run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key])
        tried = _run([
            "ssh", "-F", "none", "-T", "-p", str(port), "-l", entry.account, "-i", key, "-o", "IdentitiesOnly=yes",
            "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
            "-o", "ConnectTimeout=10", "--", host, "true",
        ])  # fmt: skip
    said = (tried.stderr.strip().splitlines() or ["tanpa keterangan"])[-1].strip()
    where = f"{host} port {port}"
    if said.endswith("Permission denied (publickey)."):
        yield Finding("live", True, f"{where}: hanya kunci diterima, dan kunci asing ditolak.")
    elif "Permission denied (" in said:
        yield Finding("live", False, f"{where} menawarkan lebih dari kunci: {quoted(said)}. Muat ulang sshd.")
    elif tried.returncode == 255:
        yield Finding("live", False, f"{where} tidak tersambung: {quoted(said)}")
    else:
        yield Finding("live", False, f"{where} menerima kunci yang tidak dikenal (kode {tried.returncode}).")


def _run(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            list(words), stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False,
            timeout=PATIENCE, env={"PATH": ADMIN_PATH},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as broken:
        return subprocess.CompletedProcess(list(words), 126, "", type(broken).__name__)
