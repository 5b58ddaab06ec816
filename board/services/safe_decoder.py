"""Reading photos and PDFs from outside without trusting them: in a process of its own, under limits.

A file that kills its reader (a picture that unfolds, a fault of the decoder) is refused, and the next one is read by a
new process. Nothing here imports a decoder, so a session may use it, too.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import BinaryIO, cast

from board.printing.decoder import LENGTH, SECONDS, read_part
from board.printing.unreadable import Unreadable
from board.settings import bare_environment

PATIENCE = 3.0 * SECONDS
"""Seconds after which a process that neither answers nor ends is ended."""
BROKE = "merusak pembaca foto; tidak disimpan. Minta pemohon mengirim ulang sebagai foto JPEG biasa."


@dataclass(frozen=True)
class Decoded:
    """A file as it is kept."""

    content: bytes
    mime: str
    pages: int


class SafeDecoder:
    """A reader of files; its process is started with the first one."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def decode(self, content: bytes) -> Decoded:
        """A file as it is kept: without EXIF, its type and its pages told.

        Raises:
            Unreadable: it is not taken, or broke its reader.
        """
        process = self._process = self._process or _started()
        # What neither answers nor dies by its own limits is ended from here.
        clock = threading.Timer(PATIENCE, process.kill)
        clock.start()
        try:
            answer = _asked(process, content)
        finally:
            clock.cancel()
        if answer is None:
            self.close()
            raise Unreadable(BROKE)
        told, cleaned = answer
        if "refused" in told:
            raise Unreadable(str(told["refused"]))
        return Decoded(cleaned, str(told["mime"]), cast(int, told["pages"]))

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process is None:
            return
        process, self._process = self._process, None
        process.kill()
        for pipe in (process.stdin, process.stdout):
            # What could not be handed over any more is not missed.
            with suppress(OSError):
                cast(BinaryIO, pipe).close()
        process.wait()


@contextmanager
def safe_decoder() -> Iterator[SafeDecoder]:
    """A reader of files for a while."""
    decoder = SafeDecoder()
    try:
        yield decoder
    finally:
        decoder.close()


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        # -P: whoever works in the upload folder must not run what was uploaded there as a module.
        [sys.executable, "-P", "-m", "board.printing.decoder"],
        env=bare_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # What a decoder says of a damaged file is for nobody, and may repeat what stands in it.
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _asked(process: subprocess.Popen[bytes], content: bytes) -> tuple[dict[str, object], bytes] | None:
    source, answer = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)
    try:
        source.write(LENGTH.pack(len(content)) + content)
        source.flush()
    except OSError:
        return None
    told, cleaned = read_part(answer), read_part(answer)
    if told is None or cleaned is None:
        return None
    facts: dict[str, object] = json.loads(told)
    return facts, cleaned
