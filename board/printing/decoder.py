"""The process that decodes what came from outside: ``python -m board.printing.decoder``.

One file after another comes in on standard input and goes out on standard output, so that it needs no path, no
database and no right to write. Its limits make a file that unfolds, or that breaks the decoder, the end of this process
and of nothing else; ``services/safe_decoder.py`` starts another one for the next file.
"""

from __future__ import annotations

import json
import resource
import struct
import sys
from typing import BinaryIO

from board.printing.unreadable import Unreadable

MEMORY = 1536 * 1024 * 1024
"""An image of the most pixels that are taken, three times over."""
SECONDS = 40
"""Of the processor, for one file."""
LENGTH = struct.Struct(">Q")
TOO_MUCH = "gambar terlalu besar; kirim foto biasa."
FAILED = "tidak dapat dibaca; minta pemohon mengirim ulang sebagai foto JPEG."


def main() -> None:
    """Decode until nobody sends any more: length and bytes in; length and JSON, length and bytes out."""
    _limit()
    source, answer = sys.stdin.buffer, sys.stdout.buffer
    while head := source.read(LENGTH.size):
        told, cleaned = _decoded(source.read(LENGTH.unpack(head)[0]))
        for part in (json.dumps(told).encode(), cleaned):
            answer.write(LENGTH.pack(len(part)) + part)
        answer.flush()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _decoded(content: bytes) -> tuple[dict[str, object], bytes]:
    # Pillow is imported under the limits, too.
    from board.printing.images import cleaned_file

    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used) + SECONDS, hard))
    try:
        cleaned, mime, pages = cleaned_file(content)
    except Unreadable as refused:
        return {"refused": str(refused)}, b""
    except MemoryError:
        return {"refused": TOO_MUCH}, b""
    except Exception:
        # A decoder of damaged files raises whatever it stumbles over; the next file must still be read.
        return {"refused": FAILED}, b""
    return {"mime": mime, "pages": pages}, cleaned


def read_part(source: BinaryIO) -> bytes | None:
    """One part of an answer; None where the process ended before it was whole."""
    head = source.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    size = LENGTH.unpack(head)[0]
    part = source.read(size)
    return part if len(part) == size else None


if __name__ == "__main__":
    main()
