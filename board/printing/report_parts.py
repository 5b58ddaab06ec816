"""What all monthly reports have in common: which month, as of when, and two to sign (DOMAIN D)."""

from __future__ import annotations

from typing import Any

from reportlab.lib.enums import TA_CENTER
from reportlab.platypus import Flowable

from board.printing.blocks import centred, gap, heading, text
from board.printing.particulars import dated
from board.printing.signing import room, signature, signed


def report_heading(data: dict[str, Any], size: float) -> list[Flowable]:
    """The month, and when it was counted; of a running month it says that it is provisional."""
    said = f"Data per {data['printed_at']} {data['office']['zone']}"
    return [
        heading(data["heading"].upper(), size * 1.6),
        centred(said if data["final"] else f"SEMENTARA: bulan ini belum berakhir. {said}", size),
        gap(3),
    ]


def report_signers(data: dict[str, Any], width: float, size: float) -> Flowable:
    """Mengetahui at the left; at the right who answers for it, or else whoever made it."""
    each = width / 2 - 8
    if data["maker"]:
        made, below = signature(data["maker"], size, each)
    else:
        made, below = room("Yang membuat,", data["by"], data["acting_for"] or "", size, each)
    left = signature(data["signature"], size, each, head="Mengetahui,")
    return signed([left, ([text(dated(data), size, align=TA_CENTER), *made], below)], width, size)
