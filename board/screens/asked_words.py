"""What was asked of an applicant and what came of it, in words, as the checklist and the case screen tell it."""

from __future__ import annotations

from datetime import datetime, tzinfo

from board.services.asked_rounds import AskedItem
from board.wording import short_stamp


def came_words(item: AskedItem, zone: tzinfo | None) -> str:
    """``datang 21 Nov 09.10 (2 berkas)`` or ``belum datang``."""
    if item.came_at is None:
        return "belum datang, diminta ulang" if item.again else "belum datang"
    files = f" ({item.files} lampiran)" if item.files else ""
    return f"datang {short_stamp(datetime.fromtimestamp(item.came_at / 1000, zone))}{files}"
