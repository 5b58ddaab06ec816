"""Handing a file to the office's print queue by ``lp``: 10 ms, and no library to compile (STORAGE 8)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

TIMEOUT = 20


class PrinterRefused(Exception):
    """The queue did not take the file; the message is for people."""


def submit(queue: str, path: Path, title: str) -> str:
    """Send a file to a queue; the answer means queued, not printed.

    Args:
        title: shown in the queue, and the key by which a job can be found again.

    Returns:
        The spooler's job id, ``kantor-17``.

    Raises:
        PrinterRefused: no such queue, no ``lp`` on the machine, or no answer.
    """
    command = ["lp", "-d", queue, "-t", title, "--", str(path)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=TIMEOUT, check=False, stdin=subprocess.DEVNULL
        )
    except FileNotFoundError:
        raise PrinterRefused("Perintah lp tidak ada di mesin ini; pasang cups-client.") from None
    except subprocess.TimeoutExpired:
        raise PrinterRefused(f"Printer {queue} tidak menjawab. Periksa kertas dan sambungan printer.") from None
    if done.returncode:
        detail = done.stderr.strip().splitlines()[-1:] or [""]
        raise PrinterRefused(f"Printer {queue} tidak ditemukan atau menolak. {detail[0]}".strip())
    found = re.search(r"request id is (\S+)", done.stdout)
    return found[1] if found else title
