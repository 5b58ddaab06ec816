"""A real sshd on loopback, set up by what ``board ssh setup`` writes, and officers who come in by ssh and plink.

The service account is whoever runs the tests. As root the files are installed by ``install.sh`` itself, into a folder
of our own; for anybody else sshd is told to start the program for keys by /bin/sh, because it takes only root's.
"""

from __future__ import annotations

import grp
import os
import pty
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from benchmarks.terminal import Watched
from tests.commands import Commands
from tests.offices import Clock

PACKAGES = {
    "sshd": "openssh-server", "ssh": "openssh-client", "ssh-keygen": "openssh-client", "sftp": "openssh-client",
    "scp": "openssh-client", "ssh-agent": "openssh-client", "plink": "putty-tools", "puttygen": "putty-tools",
}  # fmt: skip
PATH = "/usr/sbin:/sbin:/usr/local/sbin:/usr/local/bin:/usr/bin:/bin"
PATIENCE = 30.0
PERMISSIVE = """
Port {port}
ListenAddress 127.0.0.1
HostKey {root}/host
PidFile {root}/pid
UsePAM no
StrictModes no
PermitRootLogin yes
PasswordAuthentication yes
AllowTcpForwarding yes
AllowAgentForwarding yes
AllowStreamLocalForwarding yes
X11Forwarding yes
PermitTunnel yes
GatewayPorts yes
AcceptEnv *
Subsystem sftp internal-sftp
Include {root}/etc/ssh/sshd_config.d/*.conf
"""
"""A machine that allows its own accounts everything: what is refused is refused by our rules."""


def tool(name: str) -> str:
    """The path of a program; skips the test, with the package to install, where it is not there."""
    found = shutil.which(name, path=PATH)
    if found is None:
        pytest.skip(f"{name} is not on this machine (apt install {PACKAGES[name]}): not checked")
    return found


def until(done: Callable[[], object], what: str, patience: float = PATIENCE) -> Any:
    """Wait for something to be; what it was."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if (found := done()) is not False:
            return found
        time.sleep(0.02)
    raise TimeoutError(f"{what} did not happen within {patience} s")


def at_the_board(seen: Watched, name: str) -> None:
    """Wait until an officer is at the board; who has not been at such a terminal yet is asked how it draws."""
    seen.until(name)
    seen.settle()
    if "aneh?" in seen.screen.display[0]:
        seen.press(b"\r")
    seen.until("[1 Meja")
    seen.settle()


@dataclass
class Server:
    """One sshd in front of one office."""

    root: Path
    port: int
    home: Path
    board: Commands
    config: Path
    keys: Path
    """Where the private keys of officers lie."""
    host_key: str
    """Fingerprint of the server."""
    opened: list[Watched] = field(default_factory=list)

    @property
    def account(self) -> str:
        """The account all officers share."""
        return pwd.getpwuid(os.getuid()).pw_name

    @property
    def prefix(self) -> Path:
        """Where the programs are installed."""
        return self.root / "lib"

    def give_key(self, user: str, name: str = "") -> int:
        """A key for an officer, made by ssh-keygen and told to the board; its id."""
        file = self.new_key(name or user)
        key: dict[str, Any] = self.board.ok("user", "key", "add", user, "--file", f"{file}.pub", "--comment", name)
        key_id: int = key["id"]
        return key_id

    def new_key(self, name: str) -> Path:
        """A key that nobody knows of yet."""
        file = self.keys / name
        subprocess.run([tool("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(file)], check=True)
        return file

    def ssh(self, key: str, *options: str, program: str = "ssh") -> list[str]:
        """Words of ssh, scp or sftp up to the host."""
        port = "-p" if program == "ssh" else "-P"
        return [
            tool(program), "-F", "none", port, str(self.port), "-i", str(self.keys / key),
            "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "LogLevel=INFO",
            "-o", "StrictHostKeyChecking=no", "-o", f"UserKnownHostsFile={self.root / 'known'}", *options,
        ]  # fmt: skip

    def plink(self, key: str, *options: str) -> list[str]:
        """Words of plink up to the host."""
        ppk = self.keys / f"{key}.ppk"
        if not ppk.exists():
            subprocess.run([tool("puttygen"), str(self.keys / key), "-O", "private", "-o", str(ppk)], check=True)
        return [
            tool("plink"), "-ssh", "-batch", "-noagent", "-P", str(self.port), "-i", str(ppk),
            "-hostkey", self.host_key, *options,
        ]  # fmt: skip

    @property
    def where(self) -> str:
        """Account and host."""
        return f"{self.account}@127.0.0.1"

    def login(
        self, key: str, *options: str, client: str = "ssh", columns: int = 80, rows: int = 24, term: str = "xterm"
    ) -> Watched:
        """Come in by a key, on a terminal that is watched."""
        words = [*self.ssh(key, "-tt", *options)] if client == "ssh" else [*self.plink(key, "-t", *options)]
        seen = Watched([*words, self.where], columns=columns, rows=rows, term=term)
        self.opened.append(seen)
        return seen

    def run(self, words: list[str], **how: Any) -> subprocess.CompletedProcess[bytes]:
        """Run a client without a terminal."""
        plain = {"stdin": subprocess.DEVNULL, "timeout": PATIENCE, "env": {"PATH": PATH, "TERM": "xterm"}}
        return subprocess.run(words, capture_output=True, check=False, **{**plain, **how})

    def sessions(self) -> list[int]:
        """Processes that have the board of this office open."""
        return [pid for pid, words in _processes() if str(self.home) in words and "open" in words]

    def session_of(self, user: str) -> int:
        """The process that has the board open for an officer."""
        mine = [pid for pid, words in _processes() if words[-4:-2] == ["--user", user] and str(self.home) in words]
        (found,) = mine
        return found

    def gone(self) -> None:
        """Wait until no session is open any more."""
        until(lambda: not self.sessions(), "the end of all sessions")

    def log(self) -> str:
        """What sshd has written down."""
        return (self.root / "log").read_text(errors="replace")


def _processes() -> Iterator[tuple[int, list[str]]]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")[:-1]
        except OSError:
            continue
        yield int(folder.name), words


@contextmanager
def ssh_server(home: Path, *, alive: tuple[int, int] | None = None) -> Iterator[Server]:
    """An sshd in front of an office, for as long as it is needed; skips aloud where that cannot be.

    Args:
        alive: ClientAliveInterval and ClientAliveCountMax instead of those that setup writes.
    """
    sshd = tool("sshd")
    above_all = os.geteuid() == 0
    if not above_all and not _terminals_can_be_given():
        pytest.skip(
            "pseudo-terminals are not of the group tty here, and an sshd that is not root's cannot make them so"
        )
    # sshd takes programs only from folders that are root's all the way up: never from below /tmp.
    root = Path(tempfile.mkdtemp(prefix="board-e2e-", dir="/run" if above_all else None))
    try:
        root.chmod(0o755)
        if above_all:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        server = _installed(root, home, above_all=above_all, alive=alive)
        process = _started(sshd, server)
        try:
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)
            for seen in server.opened:
                seen.end()
            server.gone()
    finally:
        shutil.rmtree(root)


def _terminals_can_be_given() -> bool:
    """Whether sshd, which gives each terminal to the group tty, finds it there already (devpts gid=5)."""
    ours, theirs = pty.openpty()
    try:
        return os.fstat(theirs).st_gid == grp.getgrnam("tty").gr_gid
    finally:
        os.close(ours)
        os.close(theirs)


def _installed(root: Path, home: Path, *, above_all: bool, alive: tuple[int, int] | None) -> Server:
    board = Commands(home, Clock())
    account = pwd.getpwuid(os.getuid()).pw_name
    out, prefix, etc = root / "out", root / "lib", root / "etc"
    board.ok("ssh", "setup", "--account", account, "--prefix", str(prefix), "--out", str(out))
    rules = etc / "ssh" / "sshd_config.d" / f"50-board-{account}.conf"
    if above_all:
        environment = {"PATH": PATH, "ETC": str(etc)}
        subprocess.run(["sh", str(out / "install.sh")], check=True, env=environment, capture_output=True)
    else:
        prefix.mkdir()
        rules.parent.mkdir(parents=True)
        for name in ("session", "keys"):
            shutil.copy(out / name, prefix / name)
        text = (out / "sshd.conf").read_text()
        rules.write_text(text.replace(f"AuthorizedKeysCommand {prefix}", f"AuthorizedKeysCommand /bin/sh {prefix}"))
    if alive is not None:
        text = rules.read_text().replace("ClientAliveInterval 20", f"ClientAliveInterval {alive[0]}")
        rules.write_text(text.replace("ClientAliveCountMax 3", f"ClientAliveCountMax {alive[1]}"))
    subprocess.run([tool("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(root / "host")], check=True)
    listed = subprocess.run([tool("ssh-keygen"), "-lf", str(root / "host.pub")], check=True, capture_output=True)
    keys = root / "keys"
    keys.mkdir(mode=0o700)
    return Server(root, 0, home, board, root / "sshd_config", keys, listed.stdout.split()[1].decode())


def _started(sshd: str, server: Server) -> subprocess.Popen[bytes]:
    for _ in range(5):
        with socket.create_server(("127.0.0.1", 0)) as free:
            server.port = free.getsockname()[1]
        server.config.write_text(PERMISSIVE.format(port=server.port, root=server.root))
        with (server.root / "log").open("wb") as log:
            process = subprocess.Popen([sshd, "-D", "-e", "-f", str(server.config)], stderr=log)
        until(lambda: process.poll() is not None or "Server listening" in server.log(), "the start of sshd")  # noqa: B023
        if process.poll() is None:
            return process
    raise AssertionError(f"sshd does not start: {server.log()}")
