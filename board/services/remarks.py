"""What officers write beside an action: reasons, notes, grounds. One rule for all of them."""

from __future__ import annotations

from board import wording
from board.errors import InputInvalid, Problem

LONGEST = 2000


def remark(text: str, field: str) -> str:
    """A remark without control characters, on one line.

    Args:
        field: as a refusal names it.

    Raises:
        InputInvalid: too long to stand on a paper.
    """
    clean = wording.clean(text)
    if len(clean) > LONGEST:
        raise InputInvalid([Problem(field, f"Paling panjang {LONGEST} huruf, ini {len(clean)}. Ringkas tulisannya.")])
    return clean


def needed_remark(text: str, field: str, demand: str) -> str:
    """A remark that must say something.

    Args:
        demand: the sentence that asks for it.

    Raises:
        InputInvalid: nothing to read in it, or too long.
    """
    clean = remark(text, field)
    if not clean:
        raise InputInvalid([Problem(field, demand)])
    return clean
