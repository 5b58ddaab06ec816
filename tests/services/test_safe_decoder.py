"""Decoding in a process of its own: what breaks the reader is refused, and the next file is read by another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from board.printing.unreadable import Unreadable
from board.services import safe_decoder as reading
from board.services.safe_decoder import SafeDecoder, safe_decoder
from tests.uploads import bomb, pdf, photo

DIES = "import os, sys; sys.stdin.buffer.read(8); os.abort()"
SLEEPS = "import time; time.sleep(60)"
HALF = "import struct, sys; sys.stdin.buffer.read(8); sys.stdout.buffer.write(struct.pack('>Q', 500) + b'{'); "


def reader(code: str) -> subprocess.Popen[bytes]:
    """A process that is no good reader."""
    return subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


@pytest.mark.parametrize("code", [DIES, HALF])
def test_a_file_that_kills_its_reader_is_refused_and_the_next_is_read(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = reading._started
    readers = iter([reader(code)])
    monkeypatch.setattr(reading, "_started", lambda: next(readers, None) or started())
    with safe_decoder() as decoder:
        with pytest.raises(Unreadable, match="merusak pembaca"):
            decoder.decode(photo())
        assert decoder.decode(photo()).mime == "image/jpeg"


def test_a_reader_that_never_answers_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_started", lambda: reader(SLEEPS))
    monkeypatch.setattr(reading, "PATIENCE", 0.05)
    with safe_decoder() as decoder, pytest.raises(Unreadable, match="merusak pembaca"):
        decoder.decode(photo())


def test_one_process_reads_many_and_is_gone_afterwards() -> None:
    decoder = SafeDecoder()
    told = [decoder.decode(content) for content in (photo(), photo(kind="PNG"), pdf(2))]
    assert [(item.mime, item.pages) for item in told] == [("image/jpeg", 1), ("image/png", 1), ("application/pdf", 2)]
    process = decoder._process
    assert process is not None
    decoder.close()
    decoder.close()
    assert process.returncode is not None


def test_a_refusal_costs_no_process() -> None:
    with safe_decoder() as decoder:
        for content in (b"", b"GIF89a", bomb(9000, 9000), photo()[:200]):
            with pytest.raises(Unreadable):
                decoder.decode(content)
        before = decoder._process
        decoder.decode(photo())
        assert decoder._process is before


def test_what_was_uploaded_is_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text(f"open({str(tmp_path / 'jalan')!r}, 'w')")
    (tmp_path / "board").mkdir()
    (tmp_path / "board" / "__init__.py").write_text((tmp_path / "json.py").read_text())
    monkeypatch.chdir(tmp_path)
    with safe_decoder() as decoder:
        assert decoder.decode(photo()).mime == "image/jpeg"
    assert not (tmp_path / "jalan").exists()


def test_the_reader_may_neither_write_nor_grow() -> None:
    code = (
        "import resource, board.printing.decoder as d; d._limit(); "
        "print(resource.getrlimit(resource.RLIMIT_AS)[0] == d.MEMORY, resource.getrlimit(resource.RLIMIT_FSIZE)[0])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "0"]
