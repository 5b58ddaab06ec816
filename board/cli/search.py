"""``board search``: cases by whatever is at hand."""

from __future__ import annotations

from typing import Any

from board.cli.context import Context
from board.cli.parser import Verbs
from board.workflow.read_as import TITLES
from board.workflow.sop import status_title

COLUMNS = [("number", "Nomor"), ("name", "Pemohon"), ("service", "Layanan"), ("step", "Langkah"), ("status", "Status"),
           ("found", "Ditemukan lewat")]  # fmt: skip


def add(verbs: Verbs) -> None:
    """Declare the verb."""
    search = verbs.verb("search", "cari nomor, NIK, No. KK, telepon, nomor SIAK, atau nama", search_cases)
    search.add_argument("text", metavar="TEKS")


def search_cases(context: Context) -> int:
    """Find cases by whatever is known of them."""
    from board.services.search import found_words, search

    found = search(context.desk(), context.arguments.text)
    shown = {"rows": found.rows, "next": None, "read_as": found.reading.kind}
    told = [{**row, **_flat(row), "found": found_words(row)} for row in found.rows]
    context.show_list(shown, COLUMNS, told)
    context.say(f"Dibaca sebagai {TITLES[found.reading.kind]}.")
    return 0


def _flat(row: dict[str, Any]) -> dict[str, str]:
    return {
        "name": row["applicant"]["name"],
        "step": f"{row['step']['no']}. {row['step']['tray']}",
        "status": status_title(row["status"]),
    }
