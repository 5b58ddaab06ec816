"""Papers of a meeting: notulensi, and the daftar hadir that goes with it (DOMAIN D)."""

from __future__ import annotations

import re
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from board.printing.blocks import centred, gap, head_of, heading, text, written
from board.printing.particulars import day, signs
from board.printing.sheet import build
from board.printing.signing import DOTS, signers
from board.printing.tables import grid, grid_with, pairs, shares
from board.wording import short_date, weekday_date

ATTENDANCE_ROWS, FOLLOW_UP_ROWS, PEN_LINES = 15, 3, 3
SHORT_DOTS = "............"
_DEGREE = re.compile(r"[A-Z]{2}|[A-Z][A-Za-z]*\.[A-Za-z.]*")
"""A part of a name behind a comma: ``S.Sos.``, ``M.Si``, ``SH``; what else stands there is a jabatan."""


def minutes(data: dict[str, Any]) -> bytes:
    """Notulensi rapat: when, where, who led, who came, what was said, decided and is to be done; what nobody filled in
    is for the pen."""
    answers = data["data"]

    def story(width: float, size: float) -> list[Flowable]:
        leader = answers.get("rapat_pimpinan") or ""
        columns = shares(width, 10, 80, 45, 30)
        end = [
            gap(2),
            text("Lampiran: daftar hadir.", size),
            gap(4),
            signers([signs("Notulis", data), ("Pimpinan rapat", leader)], width, size),
        ]
        return [
            heading(data["title"].upper(), size * 1.4),
            gap(2),
            pairs(
                [
                    ("Hari/tanggal", _held_on(data) or DOTS), ("Pukul", _hours(data)),
                    ("Tempat", answers.get("rapat_tempat") or DOTS), ("Pimpinan", leader or DOTS),
                    ("Agenda", answers.get("rapat_agenda") or _matter(data)),
                ],
                width, size,
            ),
            gap(3),
            *written("Peserta", answers.get("rapat_peserta"), size, PEN_LINES),
            *written("Jalannya rapat", answers.get("notulen"), size, 2 * PEN_LINES),
            *written("Keputusan", answers.get("rapat_keputusan"), size, PEN_LINES),
            *head_of("Tindak lanjut", size),
            *grid_with(end, ["No", "Tindak lanjut", "Penanggung jawab", "Paling lambat"], _to_do(answers), columns,
                       size * 0.9, least_height=8 * mm),
        ]  # fmt: skip

    return build(data, story)


def attendance(data: dict[str, Any]) -> bytes:
    """Daftar hadir: who is known to come, with their jabatan, and room for the others."""
    named = [_name_and_post(line) for line in str(data["data"].get("rapat_peserta") or "").split("\n") if line.strip()]

    def story(width: float, size: float) -> list[Flowable]:
        rows = [[str(place), name, post, ""] for place, (name, post) in enumerate(named, start=1)]
        rows += [[str(place), "", "", ""] for place in range(len(rows) + 1, ATTENDANCE_ROWS + 1)]
        where = data["data"].get("rapat_tempat")
        return [
            heading(data["title"].upper(), size * 1.4),
            centred(data["data"].get("rapat_agenda") or _matter(data), size),
            centred(f"{_held_on(data) or f'Hari/tanggal: {DOTS}'}, pukul {_hours(data)}", size),
            *([centred(f"Tempat: {where}", size)] if where else []),
            gap(3),
            grid(["No", "Nama", "Jabatan", "Tanda tangan"], rows, shares(width, 10, 62, 43, 50), size,
                 least_height=11 * mm),
        ]  # fmt: skip

    return build(data, story)


def _matter(data: dict[str, Any]) -> str:
    return f"Pembahasan {data['service_short']} {data['number']}"


def _held_on(data: dict[str, Any]) -> str:
    held = day(data["data"].get("rapat_tanggal"))
    return weekday_date(held) if held else ""


def _hours(data: dict[str, Any]) -> str:
    begin, end = (str(data["data"].get(name) or "").replace(":", ".") for name in ("rapat_mulai", "rapat_selesai"))
    return f"{begin or SHORT_DOTS} s.d. {end or SHORT_DOTS} {data['office']['zone']}"


def _to_do(answers: dict[str, Any]) -> list[list[object]]:
    """What is to be done, by whom, until when; empty rows for the pen after it."""
    known: list[list[object]] = [
        [
            str(place),
            item.get("apa") or "",
            item.get("siapa") or "",
            short_date(due) if (due := day(item.get("kapan"))) else "",
        ]
        for place, item in enumerate(answers.get("rapat_tindak_lanjut") or (), start=1)
    ]
    return known + [[str(place), "", "", ""] for place in range(len(known) + 1, FOLLOW_UP_ROWS + 1)]


def _name_and_post(line: str) -> tuple[str, str]:
    """A participant as written, ``RINA MARLINA, S.Sos., Kasi Dafduk``, as name and jabatan."""
    first, *rest = [part.strip() for part in line.split(",")]
    degrees = []
    while rest and _DEGREE.fullmatch(rest[0]):
        degrees.append(rest.pop(0))
    return ", ".join([first, *degrees]), ", ".join(part for part in rest if part)
