"""The lambang of the letterhead: a picture inside the office's folder (DOMAIN D)."""

from __future__ import annotations

from pathlib import Path

from board.services.desk import Desk
from board.wording import size_words

LARGEST = 5 * 1024 * 1024


def logo_path(desk: Desk) -> Path | None:
    """The file of the lambang, where the office names one that lies inside its folder."""
    name = desk.profile.letterhead.logo
    if not name:
        return None
    path = (desk.home / name).resolve()
    return path if path.is_relative_to(desk.home.resolve()) else None


def logo_fault(desk: Desk) -> str:
    """What is wrong with the lambang, empty where nothing is: papers are printed without it then."""
    # Pillow is only needed where pictures are looked at.
    from board.printing.images import cleaned_file
    from board.printing.kinds import kind_of
    from board.printing.unreadable import Unreadable

    name, path = desk.profile.letterhead.logo, logo_path(desk)
    if not name:
        return ""
    if path is None:
        return f"Lambang {name} berada di luar folder kantor; simpan di dalamnya lalu betulkan letterhead.logo."
    missing = f"Lambang {name} tidak ada atau tidak dapat dibaca; kop dicetak tanpa lambang."
    try:
        if not path.is_file():
            return missing
        if path.stat().st_size > LARGEST:
            return f"Lambang {name} lebih dari {size_words(LARGEST)}; pakai gambar yang lebih kecil."
        content = path.read_bytes()
    except OSError:
        return missing
    if kind_of(content) not in {"image/png", "image/jpeg"}:
        return f"Lambang {name} bukan gambar PNG atau JPEG; kop dicetak tanpa lambang."
    try:
        cleaned_file(content)
    except Unreadable:
        return f"Lambang {name} rusak; kop dicetak tanpa lambang."
    return ""
