"""Through a real sshd: who comes in, as whom, and that the account can do nothing else (TERMINALS R11-R13)."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from benchmarks.terminal import Watched
from tests.e2e.server import PATH, Server, at_the_board, tool, until

SECRET = b"halo dari dalam\n"


def access_log(server: Server) -> list[dict[str, Any]]:
    """Who came in, as it was chained."""
    with closing(sqlite3.connect(server.home / "board.db")) as connection:
        rows = connection.execute("SELECT text FROM journal WHERE chain = 'akses' ORDER BY seq").fetchall()
    return [told for (text,) in rows if (told := json.loads(text))["what"] == "masuk"]


def leave(seen: Watched) -> None:
    """Close the board as an officer does."""
    seen.press(b"q")
    seen.until("Keluar dari aplikasi?")
    assert seen.press_and_wait_for_end(b"y") == 0


def environment_of(pid: int) -> dict[str, str]:
    """What a process was started with."""
    words = Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0")[:-1]
    return dict(word.split("=", 1) for word in words)


@pytest.mark.parametrize("client", ["ssh", "plink"])
def test_a_key_says_who_comes_in(client: str, server: Server) -> None:
    tool(client)
    seen = server.login("rina", client=client)
    at_the_board(seen, "RINA MARLINA")
    seen.settle()
    (key,) = server.board.ok("user", "key", "list", "rina")["rows"]
    told = access_log(server)[-1]
    assert told["detail"] == {"login": "rina", "key": key["id"], "fingerprint": key["fingerprint"]}
    assert key["fingerprint"] in server.log(), "sshd calls it the same"
    leave(seen)
    server.gone()


def test_two_officers_at_once_and_one_whose_key_is_revoked(server: Server) -> None:
    tool("plink")
    doomed = server.give_key("wati")
    wati, loket = server.login("wati"), server.login("loket", client="plink")
    at_the_board(wati, "WATI KURNIA")
    at_the_board(loket, "LINDA PERMATA")
    wati.settle()
    loket.settle()
    server.board.ok("user", "key", "revoke", doomed, "--reason", "hilang")
    assert wati.exit_code() == 1, "idle, and nobody pressed a key"
    assert b"sudah dicabut. Hubungi pengelola." in wati.raw.rpartition(b"\x1b[?1049l")[2]
    refused = server.run([*server.ssh("wati", "-tt"), server.where])
    assert refused.returncode == 255
    assert b"Permission denied (publickey)." in refused.stderr
    loket.press(b"b")
    loket.until("Nama pemohon")
    loket.press(b"\x1b")
    loket.until("[1 Meja saya]")
    leave(loket)


def test_a_closed_account_ends_its_session_and_its_keys(server: Server) -> None:
    server.give_key("serah")
    seen = server.login("serah")
    at_the_board(seen, "SERUNI HANDAYANI")
    seen.settle()
    assert server.board.ok("user", "disable", "serah")["keys"] == 1
    assert seen.exit_code() == 1
    refused = server.run([*server.ssh("serah", "-tt"), server.where])
    assert b"Permission denied (publickey)." in refused.stderr


def test_a_key_nobody_knows_is_refused(server: Server) -> None:
    server.new_key("asing")
    refused = server.run([*server.ssh("asing", "-tt"), server.where])
    assert refused.returncode == 255
    assert refused.stderr.strip().endswith(b"Permission denied (publickey)."), "and nothing but keys is offered"
    assert not server.sessions()


def test_a_password_is_never_asked_for(server: Server) -> None:
    tried = server.run(
        [*server.ssh("rina", "-o", "PreferredAuthentications=password,keyboard-interactive"), server.where]
    )
    assert b"Permission denied (publickey)." in tried.stderr


REFUSED = b"Papan butuh terminal dan tidak menjalankan perintah lain. Masuk dengan ssh tanpa perintah.\n"


@pytest.mark.parametrize(
    ("client", "options", "words"),
    [
        ("ssh", (), ("cat /etc/passwd",)),
        ("ssh", ("-T",), ()),
        ("ssh", ("-T",), ("sh", "-c", "'touch /tmp/masuk; sleep 600'")),
        ("plink", (), ("id",)),
        ("plink", ("-T",), ()),
    ],
)
def test_without_a_terminal_one_line_and_out(
    client: str, options: tuple[str, ...], words: tuple[str, ...], server: Server
) -> None:
    """R11: no escape byte, no process left, an exit code that says it failed."""
    tool(client)
    start = server.ssh("rina", *options) if client == "ssh" else server.plink("rina", *options)
    done = server.run([*start, server.where, *words])
    own = (b"Warning: Permanently", b"Using username")
    told = b"".join(line for line in done.stderr.splitlines(keepends=True) if not line.startswith(own))
    assert (done.returncode, done.stdout, told.replace(b"\r\n", b"\n")) == (2, b"", REFUSED)
    assert not server.sessions()


@pytest.mark.parametrize(("subsystem", "code"), [("sftp", 2), ("netconf", 255)])
def test_no_subsystem_answers(subsystem: str, code: int, server: Server) -> None:
    done = server.run([*server.ssh("rina", "-s"), server.where, subsystem])
    assert (done.returncode, done.stdout) == (code, b"")
    assert not server.sessions()


def test_a_command_with_a_terminal_is_not_run_either(server: Server) -> None:
    seen = Watched([*server.ssh("rina", "-tt"), server.where, "bash -i"], columns=80, rows=24, term="xterm")
    server.opened.append(seen)
    assert seen.exit_code() == 2
    assert REFUSED.strip() in seen.raw
    assert b"\x1b" not in seen.raw


@pytest.mark.parametrize("program", [("sftp",), ("scp", "-O"), ("scp", "-s")])
@pytest.mark.parametrize("way", ["from", "to"])
def test_no_file_goes_either_way(program: tuple[str, ...], way: str, server: Server, tmp_path: Path) -> None:
    inside, outside = server.home / "office.toml", tmp_path / "di-sini"
    target = f"{server.where}:{inside}" if way == "from" else f"{server.where}:{tmp_path / 'di-sana'}"
    outside.write_bytes(SECRET) if way == "to" else None
    name, *options = program
    start = server.ssh("rina", *options, program=name)
    if name == "sftp":
        command = f"get '{inside}' '{outside}'" if way == "from" else f"put '{outside}' '{tmp_path / 'di-sana'}'"
        done = server.run([*start, "-b", "-", server.where], stdin=None, input=f"{command}\n".encode())
    else:
        done = server.run([*start, target, str(outside)] if way == "from" else [*start, str(outside), target])
    assert done.returncode != 0
    assert not (tmp_path / "di-sana").exists()
    assert outside.exists() == (way == "to")
    assert not server.sessions()


@pytest.fixture
def inner() -> Iterator[int]:
    """The port of a service on the server that nobody outside is to reach."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0)
        yield listening.getsockname()[1]
        with pytest.raises(BlockingIOError):
            listening.accept()


@contextmanager
def running(words: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A client that stays connected."""
    process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stderr is not None
        process.stderr.close()


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def test_no_port_is_forwarded_inwards(server: Server, inner: int) -> None:
    port = free_port()
    with running([*server.ssh("rina", "-N", "-L", f"127.0.0.1:{port}:127.0.0.1:{inner}"), server.where]) as client:

        def answered() -> Any:
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=5) as through:
                    return through.recv(1)
            except ConnectionRefusedError:
                return False

        assert until(answered, "a connection to the forwarded port") == b""
        assert client.stderr is not None
        assert until(lambda: b"administratively prohibited" in client.stderr.readline() or False, "the refusal")


def test_no_port_is_forwarded_outwards(server: Server, inner: int) -> None:
    port = free_port()
    tried = server.run(
        [*server.ssh("rina", "-N", "-o", "ExitOnForwardFailure=yes", "-R", f"{port}:127.0.0.1:{inner}"), server.where]
    )
    assert tried.returncode == 255
    assert b"remote port forwarding failed" in tried.stderr
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)


def test_the_account_is_no_way_through_to_other_machines(server: Server, inner: int) -> None:
    tried = server.run([*server.ssh("rina", "-W", f"127.0.0.1:{inner}"), server.where])
    assert tried.returncode == 255
    assert b"administratively prohibited" in tried.stderr


def test_no_socket_is_forwarded(server: Server, tmp_path: Path) -> None:
    there = server.root / "soket"
    tried = server.run(
        [*server.ssh("rina", "-N", "-o", "ExitOnForwardFailure=yes", "-R", f"{there}:{tmp_path / 'x'}"), server.where]
    )
    assert tried.returncode == 255
    assert not there.exists()


def unix_sockets() -> set[str]:
    """Names of all sockets somebody listens on."""
    lines = Path("/proc/net/unix").read_text().splitlines()[1:]
    return {words[7] for line in lines if len(words := line.split()) > 7}


def test_no_agent_is_forwarded(server: Server, tmp_path: Path) -> None:
    own = tmp_path / "agen"
    with running([tool("ssh-agent"), "-D", "-a", str(own)]):
        until(own.exists, "the agent")
        subprocess.run(
            ["ssh-add", "-q", str(server.keys / "rina")], env={"PATH": PATH, "SSH_AUTH_SOCK": str(own)}, check=True
        )
        before = unix_sockets()
        seen = server.login("rina", "-A", "-o", f"IdentityAgent={own}", "-o", f"ForwardAgent={own}")
        at_the_board(seen, "RINA MARLINA")
        seen.settle()
        assert not {name for name in unix_sockets() - before if "agent" in name}
        assert "SSH_AUTH_SOCK" not in environment_of(server.session_of("rina"))
        leave(seen)


def test_no_display_is_forwarded(server: Server) -> None:
    seen = Watched(
        ["env", "DISPLAY=127.0.0.1:77", *server.ssh("rina", "-tt", "-X"), server.where],
        columns=80,
        rows=24,
        term="xterm",
    )
    server.opened.append(seen)
    at_the_board(seen, "RINA MARLINA")
    seen.settle()
    assert b"X11 forwarding request failed" in seen.raw
    assert "DISPLAY" not in environment_of(server.session_of("rina"))
    leave(seen)


EVIL = "LC_EVIL=1 PYTHONPATH=/tmp TEXTUAL_DRIVER=os:system LD_PRELOAD=/x.so BOARD_HOME=/tmp COLORTERM=truecolor IFS=x"


@pytest.mark.parametrize(
    ("sent", "term", "arrives"),
    [
        ("", "vt220", ("vt220", "")),
        ("LANG=id_ID.UTF-8", "xterm", ("xterm", "C.UTF-8")),
        ("LANG=id_ID.utf8 LC_ALL=", "xterm", ("xterm", "C.UTF-8")),
        ("LANG=en_US.ISO-8859-1", "xterm", ("xterm", "C")),
        ("LANG=id_ID.UTF-8 LC_ALL=C", "xterm", ("xterm", "C")),
        ("LC_ALL=$(touch${IFS}/tmp/x).UTF-8", "xterm", ("xterm", "C.UTF-8")),
        ("", "../../etc/x;id", ("dumb", "")),
        ("", "x" * 41, ("dumb", "")),
    ],
)
def test_of_the_clients_environment_two_checked_words_arrive(
    sent: str, term: str, arrives: tuple[str, str], server: Server
) -> None:
    options = ["env", "-u", "LANG", f"TERM={term}", *server.ssh("rina", "-tt", "-o", f"SetEnv={EVIL} {sent}")]
    seen = Watched([*options, server.where], columns=80, rows=24, term="xterm")
    server.opened.append(seen)
    at_the_board(seen, "RINA MARLINA")
    inside = environment_of(server.session_of("rina"))
    assert inside.pop("SSH_CONNECTION").startswith("127.0.0.1 ")
    language = arrives[1]
    assert inside == {
        "TERM": arrives[0],
        "LANG": language,
        "LC_ALL": language,
        "PATH": "/usr/bin:/bin",
        "HOME": "/nonexistent",
    }
    seen.end()
    server.gone()


def test_a_client_that_is_killed_leaves_no_process(server: Server) -> None:
    seen = server.login("loket")
    at_the_board(seen, "LINDA PERMATA")
    seen.settle()
    assert len(server.sessions()) == 1
    seen.told_to_end(signal.SIGKILL)
    server.gone()


def test_one_officer_is_in_four_times_at_most(server: Server) -> None:
    server.give_key("verif")
    inside = [server.login("verif") for _ in range(4)]
    for seen in inside:
        at_the_board(seen, "VERA NURDIANA")
    fifth = server.login("verif")
    assert fifth.exit_code() == 1
    assert b"Anda sudah masuk 4 kali" in fifth.raw
    inside[0].settle()
    leave(inside[0])
    again = server.login("verif")
    at_the_board(again, "VERA NURDIANA")
    for seen in (*inside, again):
        seen.end()
    server.gone()


def test_nobody_comes_in_while_the_database_is_away_and_everybody_afterwards(server: Server) -> None:
    database = server.home / "board.db"
    database.rename(server.home / "pergi")
    try:
        refused = server.run([*server.ssh("rina", "-tt"), server.where])
        assert b"Permission denied (publickey)." in refused.stderr
    finally:
        (server.home / "pergi").rename(database)
    seen = server.login("rina")
    at_the_board(seen, "RINA MARLINA")
    leave(seen)


def test_check_finds_the_set_up_as_it_was_written(server: Server) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can ask sshd what it holds: not checked")
    options = ("--account", server.account, "--prefix", str(server.prefix), "--etc", str(server.root / "etc"),
               "--sshd-config", str(server.config), "--host", "127.0.0.1", "--port", str(server.port))  # fmt: skip
    answer = server.board.run("ssh", "check", *options)
    wrong = {point["name"] for point in answer.json["checks"] if not point["ok"]}
    assert (answer.code, wrong) == (1, {"account"}), "root itself is no service account"
    seen = {point["name"] for point in answer.json["checks"] if point["ok"]}
    assert seen >= {"programs", "rules", "limits", "sshd", "folder", "keys", "session", "live"}
