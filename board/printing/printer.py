"""Handing a file to the office's print queue by ``lp``: 10 ms, and no library to compile (STORAGE 8)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from board.settings import bare_environment
from board.wording import os_words

TIMEOUT = 20.0
"""Seconds lp may take; it only hands the file over."""


class PrinterRefused(Exception):
    """The queue did not take the file; the message is for people."""


class PrinterSilent(PrinterRefused):
    """The queue gave no answer in time: whether it took the file is not known."""


def submit(queue: str, path: Path, title: str) -> str:
    """Send a file to a queue; the answer means queued, not printed.

    Args:
        title: shown in the queue, and the key by which a job can be found again.

    Returns:
        The spooler's job id, ``kantor-17``.

    Raises:
        PrinterRefused: no such queue, or no ``lp`` on the machine.
        PrinterSilent: no answer.
    """
    command = ["lp", "-d", queue, "-t", title, "--", str(path)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=TIMEOUT, check=False,
            stdin=subprocess.DEVNULL, env=bare_environment(),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise PrinterSilent(f"Printer {queue} tidak menjawab. Periksa kertas dan sambungan printer.") from None
    except FileNotFoundError:
        raise PrinterRefused("Perintah lp tidak ada di mesin ini; pasang cups-client.") from None
    except OSError as broken:
        raise PrinterRefused(f"Perintah lp tidak dapat dijalankan: {os_words(broken)}.") from None
    if done.returncode:
        detail = done.stderr.strip().splitlines()[-1:] or [""]
        raise PrinterRefused(f"Printer {queue} tidak ditemukan atau menolak. {detail[0]}".strip())
    # lp answers in the machine's language; the id looks the same in all of them.
    found = re.search(r"\S+-\d+", done.stdout)
    return found[0] if found else title
