"""Room to sign: who, in which role, by which mandate; and the small table of paraf (DOMAIN D)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, Table

from board.printing.blocks import balanced, centred
from board.printing.tables import grid, shares, table_style

DOTS = "." * 30
Column = tuple[list[Flowable], list[Flowable]]
"""A room to sign: what stands above it, and the name below it."""


def room(title: str, name: str, below: str, size: float, width: float) -> Column:
    """A room to sign for one person: title above, the name (or dots for the pen) in brackets, a mandate below."""
    lines: list[Flowable] = [balanced(f"( {name or DOTS} )", size, width)]
    if below:
        lines.append(balanced(below, size * 0.85, width))
    return [balanced(title, size, width)], lines


def signature(block: dict[str, Any], size: float, width: float, *, head: str = "", rank: bool = True) -> Column:
    """A signature block: place and date, a.n. where it is due, the title, name, rank and NIP (8-6-1-3 digits).

    Args:
        rank: letters show it, the national forms of KK and akta do not (DOMAIN D).
    """
    above: list[Flowable] = [balanced(line, size, width) for line in head.split("\n") if line]
    if block.get("on_behalf"):
        above.append(balanced(f"a.n. {block['on_behalf']}", size, width))
    above.append(balanced(f"{block['title']},", size, width))
    below: list[Flowable] = [balanced(block.get("name") or DOTS, size, width, bold=True)]
    if rank and block.get("pangkat"):
        below.append(balanced(block["pangkat"], size, width))
    if block.get("nip"):
        nip = block["nip"]
        below.append(centred(f"NIP {nip[:8]} {nip[8:14]} {nip[14:15]} {nip[15:]}", size))
    return above, below


def signed(columns: Sequence[Column | None], width: float, size: float) -> Table:
    """Rooms to sign beside one another, titles and names each on one height; ``None`` leaves a room empty."""
    above = [column[0] if column else "" for column in columns]
    below = [column[1] if column else "" for column in columns]
    each = width / len(columns)
    table = Table([above, [""] * len(columns), below], colWidths=[each] * len(columns),
                  rowHeights=[None, size * 4.4, None], hAlign="LEFT")  # fmt: skip
    table.setStyle(
        table_style(("VALIGN", (0, 0), (-1, 0), "BOTTOM"), ("VALIGN", (0, 2), (-1, 2), "TOP"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2),
                    ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
                    ("NOSPLIT", (0, 0), (-1, -1)))
    )  # fmt: skip
    return table


def signers(people: Sequence[tuple[str, str] | tuple[str, str, str]], width: float, size: float) -> Table:
    """Rooms to sign for several people: title, name, and what stands below the name (a mandate)."""
    each = width / len(people) - 8
    rooms = [room(title, name, below[0] if below else "", size, each) for title, name, *below in people]
    return signed(rooms, width, size)


def paraf_box(roles: Sequence[str], width: float, size: float) -> Table:
    """Paraf hierarki: a small table left of the signature, filled in by pen (DOMAIN D)."""
    rows = [[role, "", ""] for role in roles]
    return grid(["", "Paraf", "Tgl."], rows, shares(width, 9, 8, 7), size, least_height=size * 2.1)
