"""A line that breaks, stands still or goes silent with a form open loses nothing and leaves nothing (R9, R10)."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.slow_link import SlowLink
from benchmarks.terminal import Watched
from board.services.desk import open_desk
from board.services.drafts import load_draft
from tests.e2e.server import Server, at_the_board, ssh_server, until
from tests.offices import copy_office

NAME = "SITI AMINAH"
ALIVE = (2, 2)
"""Seconds between two questions of sshd whether the client is still there, and how many may go unanswered."""


@pytest.fixture(scope="module")
def server(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An sshd that notices soon that a client is gone."""
    home = copy_office(template, tmp_path_factory.mktemp("broken") / "kantor")
    with ssh_server(home, alive=ALIVE) as started:
        for user in ("loket", "rina"):
            started.give_key(user)
        yield started


def kept(server: Server) -> bool:
    """Whether the draft is in the database."""
    desk = open_desk(server.home)
    try:
        draft = load_draft(desk, "loket", "new")
    finally:
        desk.close()
    return draft is not None and draft.get("name") == NAME


def types(server: Server) -> Watched:
    """An officer in a form, with a name typed."""
    seen = server.login("loket")
    at_the_board(seen, "LINDA PERMATA")
    seen.press(b"b")
    seen.until("Nama pemohon")
    seen.press(b"\x1bOF")
    seen.press(NAME.encode())
    seen.until(NAME)
    until(lambda: kept(server), "the draft")
    return seen


def goes_on(server: Server) -> None:
    """The next login tells of it, goes on where it was, and throws it away for the next test."""
    seen = server.login("loket")
    at_the_board(seen, "LINDA PERMATA")
    assert "Terputus" in "\n".join(seen.screen.display), seen.screen.display
    seen.press(b"z")
    seen.until("Isian yang belum disimpan")
    seen.press(b"\r")
    seen.until(NAME)
    seen.press(b" BINTI")
    seen.until("BINTI")
    seen.press(b"\x1b[19~")
    seen.until("Kosongkan isian ini?")
    seen.press(b"y")
    seen.press(b"\x1b")
    seen.until("[1 Meja")
    seen.press(b"q")
    seen.until("Keluar dari aplikasi?")
    assert seen.press_and_wait_for_end(b"y") == 0
    server.gone()


def works(server: Server) -> None:
    """A colleague goes on working meanwhile, reads and writes."""
    number = server.board.ok("case", "list", "--limit", "1")
    assert "rows" in number
    seen = server.login("rina")
    at_the_board(seen, "RINA MARLINA")
    seen.press(b"q")
    seen.until("Keluar dari aplikasi?")
    assert seen.press_and_wait_for_end(b"y") == 0


def test_a_client_that_is_killed(server: Server) -> None:
    seen = types(server)
    seen.told_to_end(signal.SIGKILL)
    server.gone()
    goes_on(server)


def test_a_client_that_stands_still_is_given_up(server: Server) -> None:
    seen = types(server)
    seen.signal(signal.SIGSTOP)
    works(server)
    server.gone()
    assert kept(server)
    seen.signal(signal.SIGCONT)
    seen.exit_code()
    goes_on(server)


def test_a_client_that_stood_still_for_a_moment_sees_all_of_it(server: Server) -> None:
    seen = types(server)
    seen.signal(signal.SIGSTOP)
    seen.send(b"\t")
    seen.signal(signal.SIGCONT)
    seen.press(b"0000")
    seen.until("0000")
    lines = seen.screen.display
    assert any("Nama pemohon" in line and NAME in line for line in lines), lines
    seen.told_to_end(signal.SIGKILL)
    server.gone()
    goes_on(server)


def test_a_link_that_goes_silent(server: Server) -> None:
    direct, link = server.port, SlowLink(server.port)
    server.port = link.port
    try:
        seen = types(server)
        link.go_silent()
        server.port = direct
        works(server)
        server.gone()
        assert kept(server)
        goes_on(server)
        seen.end()
    finally:
        server.port = direct
        link.close()


def test_a_thin_line_of_9600_bits(server: Server) -> None:
    """Usable means: what was pressed is shown, and what was painted in between is not waited for."""
    direct, link = server.port, SlowLink(server.port, bits=9600, delay=0.150)
    server.port = link.port
    try:
        seen = server.login("loket")
        at_the_board(seen, "LINDA PERMATA")
        before = seen.bytes
        seen.press(b"b", 10.0)
        seen.until("Nama pemohon")
        seen.quiet(1.0)
        assert seen.bytes - before <= 4096
        seen.send(NAME.encode())
        seen.until(NAME)
        seen.told_to_end(signal.SIGKILL)
        server.port = direct
        server.gone()
    finally:
        server.port = direct
        link.close()
