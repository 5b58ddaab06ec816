"""``board ssh check``: is the way in by SSH as ``setup`` meant it? Each point says what it saw and what to do.

What cannot be looked at (no sshd here, not root) is no point that holds: it is told as such.
"""

from __future__ import annotations

import base64
import os
import pwd
import stat
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from board.errors import DatabaseUnreachable
from board.models.access import SshKey
from board.models.office import User
from board.services.desk import Desk
from board.services.doctor import Finding
from board.services.door import admission
from board.services.ssh_entry import PROGRAMS, SLICE, SSHD, TMPFILES, Entry
from board.services.sshd_check import live_findings, sshd_findings
from board.services.times import utc_now
from board.settings import DATABASE_FILE
from board.wording import os_words, quoted

TITLES = {
    "account": "Akun",
    "password": "Sandi akun",
    "programs": "Program",
    "rules": "Berkas aturan",
    "limits": "Batas sesi",
    "sshd": "Aturan sshd",
    "folder": "Folder kantor",
    "keys": "Jawaban kunci",
    "session": "Sesi",
    "live": "Sambungan",
}
"""Names of the points as people read them."""
ETC = Path("/etc")
PATIENCE = 20.0
"""Seconds after which a program that was asked counts as not answering."""
AGAIN = "jalankan board ssh setup lagi, lalu install.sh"
AS_ROOT = "Tidak dapat diperiksa oleh akun ini; jalankan sebagai root."


@dataclass(frozen=True)
class Place:
    """What is looked at beside the files.

    Args:
        etc: where install.sh has put them.
        sshd_config: the configuration of the sshd that is meant; None: the machine's own.
        host: where a login is tried; empty: nowhere.
    """

    etc: Path = ETC
    sshd_config: Path | None = None
    host: str = ""
    port: int = 22


def check_entry(desk: Desk, entry: Entry, place: Place) -> dict[str, Any]:
    """Every point, in the order in which they depend on one another."""
    findings = [
        *_account(entry),
        *_programs(entry),
        *_rules(entry, place),
        *sshd_findings(entry, place.sshd_config),
        *_folder(desk, entry),
        *_answers(desk, entry),
        *_session(entry),
        *(live_findings(entry, place.host, place.port) if place.host else ()),
    ]
    return {
        "ok": all(finding.ok for finding in findings),
        "checks": [{"name": item.name, "ok": item.ok, "sentence": item.sentence} for item in findings],
    }


def _owner(entry: Entry) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(entry.account)
    except KeyError:
        return None


def _account(entry: Entry) -> Iterator[Finding]:
    found = _owner(entry)
    if found is None:
        yield Finding("account", False, f"Akun {entry.account} belum ada; jalankan install.sh.")
        return
    if found.pw_uid == 0:
        yield Finding("account", False, "Akun layanan tidak boleh root; pakai akun tersendiri.")
    shell = found.pw_shell == str(entry.session)
    yield Finding(
        "account", shell,
        f"{entry.account} (uid {found.pw_uid}), shell-nya program sesi papan." if shell
        else f"Shell-nya {found.pw_shell}; jalankan: usermod --shell {entry.session} {entry.account}",
    )  # fmt: skip
    own = Path(found.pw_dir) / ".ssh" / "authorized_keys"
    if _there(own):
        yield Finding("account", False, f"{own} memuat kunci di luar papan; hapus berkas itu.")
    yield _password(entry)


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        # What even this account cannot look into is no way in of the service account.
        return False


def _password(entry: Entry) -> Finding:
    try:
        lines = Path("/etc/shadow").read_text(encoding="utf-8").splitlines()
    except OSError:
        return Finding("password", False, AS_ROOT)
    stored = next((line.split(":")[1] for line in lines if line.startswith(f"{entry.account}:")), "")
    locked = stored.startswith(("*", "!"))
    return Finding(
        "password", locked,
        "Terkunci: tidak ada sandi yang cocok." if locked
        else f"{entry.account} dapat masuk dengan sandi; jalankan: usermod --password '*' {entry.account}",
    )  # fmt: skip


def _programs(entry: Entry) -> Iterator[Finding]:
    faults = [fault for name in PROGRAMS for fault in _file_faults(entry.prefix / name, entry.texts[name], 0o755)]
    # sshd refuses a program that anybody but root could replace, and says so only in its log.
    for folder in [entry.prefix, *entry.prefix.parents]:
        faults += _mode_faults(folder)
    yield from _told("programs", faults, f"{', '.join(PROGRAMS)} di {entry.prefix} seperti ditulis setup, milik root.")


def _rules(entry: Entry, place: Place) -> Iterator[Finding]:
    rule = place.etc / "ssh" / "sshd_config.d" / entry.drop_in
    yield from _told("rules", _file_faults(rule, entry.texts[SSHD], 0o644), f"{rule} seperti ditulis setup.")
    found = _owner(entry)
    if found is None:
        return
    system = place.etc / "systemd" / "system" / f"user-{found.pw_uid}.slice.d" / "50-board.conf"
    files = ((system, SLICE), (place.etc / "tmpfiles.d" / f"board-{entry.account}.conf", TMPFILES))
    faults = [fault for path, name in files for fault in _file_faults(path, entry.texts[name], 0o644)]
    yield from _told("limits", faults, f"Memori, proses, dan prosesor dibatasi untuk {entry.sessions} sesi.")


def _told(name: str, faults: Sequence[str], well: str) -> Iterator[Finding]:
    if not faults:
        yield Finding(name, True, well)
    for fault in faults:
        yield Finding(name, False, fault)


def _file_faults(path: Path, wanted: str, mode: int) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
        have = stat.S_IMODE(path.stat().st_mode)
    except (OSError, UnicodeDecodeError) as broken:
        why = os_words(broken) if isinstance(broken, OSError) else "bukan teks"
        return [f"{path}: {why}; {AGAIN}."]
    faults = [] if text == wanted else [f"{path} tidak sama dengan yang ditulis setup; {AGAIN}."]
    if have & ~mode or have & mode & 0o444 != mode & 0o444:
        faults.append(f"Hak {path} {have:04o}; jalankan: chmod {mode:o} {path}")
    return faults + _mode_faults(path)


def _mode_faults(path: Path) -> list[str]:
    try:
        told = path.stat()
    except OSError:
        # That it is missing has been told of the files in it.
        return []
    if told.st_uid == 0 and not told.st_mode & 0o022:
        return []
    return [f"{path} bukan milik root atau dapat ditulis orang lain; jalankan: chown root: {path}; chmod go-w {path}"]


def _folder(desk: Desk, entry: Entry) -> Iterator[Finding]:
    found, told = _owner(entry), desk.home.stat()
    if found is None:
        return
    have = stat.S_IMODE(told.st_mode)
    private = told.st_uid == found.pw_uid and have == 0o700
    yield Finding(
        "folder", private,
        f"{desk.home}: 0700 milik {entry.account}." if private
        else f"{desk.home}: {have:04o}, milik uid {told.st_uid}; jalankan: chown -R {entry.account}: "
             f"{quoted(str(desk.home))}; chmod -R go= {quoted(str(desk.home))}",
    )  # fmt: skip
    database = str(desk.home / DATABASE_FILE)
    asked = _as_account(found, ["/usr/bin/test", "-r", database, "-a", "-w", database])
    if asked is None:
        yield Finding("folder", False, AS_ROOT)
    else:
        yield Finding(
            "folder", asked.returncode == 0,
            f"{entry.account} dapat membaca dan menulis basis data." if asked.returncode == 0
            else f"{entry.account} tidak sampai ke {database}; periksa hak setiap folder di atasnya.",
        )  # fmt: skip


def _answers(desk: Desk, entry: Entry) -> Iterator[Finding]:
    """What the installed program tells sshd: the right line for a known key, nothing for any other."""
    found = _owner(entry)
    if found is None or not _there(entry.keys):
        return
    known = _some_key(desk)
    if known is None:
        yield Finding("keys", False, "Belum ada kunci yang berlaku; catat dahulu: board user key add NAMA --file F.pub")
    else:
        offered = (known.kind, known.blob)
        try:
            wanted = admission(desk.home, *offered, entry.session, utc_now())
        except DatabaseUnreachable as broken:
            yield Finding("keys", False, broken.sentence)
            return
        yield _answer(entry, found, offered, f"{wanted}\n", f"Kunci {known.id} dijawab dengan benar")
    stranger = base64.b64encode(b"\0\0\0\x0bssh-ed25519\0\0\0 " + os.urandom(32)).decode()
    yield _answer(entry, found, ("ssh-ed25519", stranger), "", "Kunci yang tidak dikenal tidak dijawab")


def _some_key(desk: Desk) -> SshKey | None:
    there = (SshKey.office == desk.office) & SshKey.revoked_at.is_null() & (User.active == 1)
    row: SshKey | None = (
        SshKey.select().join(User, on=(User.id == SshKey.user_id)).where(there).order_by(SshKey.id.desc()).first()
    )
    return row


def _answer(
    entry: Entry, owner: pwd.struct_passwd, offered: tuple[str, str], wanted: str, well: str
) -> Finding:  # fmt: skip
    began = time.monotonic()
    asked = _as_account(owner, [str(entry.keys), entry.account, *offered])
    if asked is None:
        return Finding("keys", False, AS_ROOT)
    if (asked.returncode, asked.stdout) == (0, wanted):
        return Finding("keys", True, f"{well} ({(time.monotonic() - began) * 1000:.0f} milidetik).")
    why = asked.stderr.strip().splitlines()[-1:] or [f"kode {asked.returncode}"]
    return Finding(
        "keys", False,
        f"{entry.keys} menjawab lain dari seharusnya ({quoted(why[0])}); pastikan {entry.account} dapat menjalankan "
        f"program papan dan membaca foldernya, {AGAIN}.",
    )  # fmt: skip


def _session(entry: Entry) -> Iterator[Finding]:
    """Without a terminal the session program ends at once with one line (TERMINALS R11)."""
    found = _owner(entry)
    if found is None or not _there(entry.session):
        return
    asked = _as_account(found, [str(entry.session), "contoh", "0"])
    if asked is None:
        yield Finding("session", False, AS_ROOT)
        return
    lines = asked.stderr.splitlines()
    well = asked.returncode == 2 and not asked.stdout and len(lines) == 1 and "butuh terminal" in lines[0]
    yield Finding(
        "session", well,
        "Tanpa terminal: satu kalimat, lalu selesai." if well
        else f"{entry.session} tidak menolak sesi tanpa terminal (kode {asked.returncode}); {AGAIN}.",
    )  # fmt: skip


def _as_account(owner: pwd.struct_passwd, words: Sequence[str]) -> subprocess.CompletedProcess[str] | None:
    """Run a program as the service account; None: whoever checks may not."""
    as_whom: Mapping[str, Any] = {}
    if os.geteuid() != owner.pw_uid:
        if os.geteuid() != 0:
            return None
        as_whom = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    run: Callable[..., subprocess.CompletedProcess[str]] = subprocess.run
    try:
        return run(
            list(words), stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False,
            cwd="/", env={"PATH": "/usr/bin:/bin"}, timeout=PATIENCE, **as_whom,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as broken:
        return subprocess.CompletedProcess(list(words), 126, "", type(broken).__name__)
