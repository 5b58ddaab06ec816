"""Finding a case by what is at hand: a number, a NIK, a No. KK, a phone, a name (PRODUCT 5.17)."""

from __future__ import annotations

import re
from typing import Any

from board import wording
from board.errors import NotFound, Refused
from board.models.case import Case, Contact
from board.models.damaged import rows_of
from board.models.register import RegisterRow
from board.services.desk import Desk
from board.services.facts_of import find_case
from board.services.lists import listed_row
from board.services.sight import in_sight, searchable
from board.workflow import numbers
from board.workflow.office import REGISTRATION
from board.workflow.sop import CLOSED

MOST = 50
MANY = 5
"""Cases told where one was meant."""
_SHORT = re.compile(r"([A-Za-z]{2,5})[ -]?(\d{1,6})", re.ASCII)


def find(desk: Desk, text: str, limit: int = MOST) -> list[dict[str, Any]]:
    """Cases that fit, exact numbers first; open and closed ones, masked.

    The order of asking is that of cost and certainty: exact number, 16 digits as NIK or No. KK, a number of SIAK, a
    phone, the beginning of a name, any part of a name or number.
    """
    wanted = wording.clean(text)
    if not wanted:
        return []
    found: dict[int, Case] = {}
    for condition in _conditions(desk, wanted):
        rows = Case.select().where((Case.office == desk.office) & condition, *in_sight(desk))
        for row in rows_of(rows.order_by(Case.open.desc(), Case.id.desc()).limit(limit - len(found))):
            found.setdefault(row.id, row)
        if len(found) >= limit:
            break
    now = desk.now()
    return [listed_row(desk, row, now) for row in found.values()]


def the_one(desk: Desk, text: str) -> Case:
    """The case somebody means who types what is at hand, where only one open case fits.

    Raises:
        NotFound: none fits.
        Refused: several do.
    """
    rows = find(desk, text, MANY)
    exact = [row for row in rows if row["number"].casefold() == text.strip().casefold()]
    fitting = exact or [row for row in rows if row["status"] not in CLOSED] or rows
    if not fitting:
        raise NotFound("Berkas", text.strip(), "Ketik nomor, NIK, telepon, atau nama pemohonnya.")
    if len(fitting) > 1:
        told = "; ".join(f"{row['number']} {row['applicant']['name']}" for row in fitting[: MANY - 1])
        raise Refused(f"Beberapa berkas cocok: {told}{'; …' if len(fitting) == MANY else ''}. Ketik nomornya.")
    return find_case(desk, fitting[0]["number"])


def _short_number(desk: Desk, wanted: str) -> list[Any]:
    """``kk-8``: the newest case of a series with that number, as people say it."""
    said = _SHORT.fullmatch(wanted)
    if said is None:
        return []
    year = desk.today().year
    row = (
        (RegisterRow.office == desk.office) & (RegisterRow.book == REGISTRATION)
        & RegisterRow.year.in_([year, year - 1]) & (RegisterRow.series == said[1].upper())
        & (RegisterRow.number == int(said[2]))
    )  # fmt: skip
    newest = RegisterRow.select(RegisterRow.case_id).where(row).order_by(RegisterRow.year.desc()).limit(1)
    return [Case.id.in_(newest)]


def _conditions(desk: Desk, wanted: str) -> list[Any]:
    upper, name, digits = wanted.upper(), wording.search_form(wanted), numbers.digits(wanted)
    conditions: list[Any] = [Case.number.in_([wanted, upper]), Case.siak_number == upper]
    conditions += _short_number(desk, wanted)
    person = searchable(desk)
    if digits.isdigit() and len(digits) == 16:
        conditions += [(Case.nik == digits) & person, (Case.no_kk == digits) & person]
    try:
        phone = numbers.parse_phone(wanted)
        speaks = Contact.select(Contact.case_id).where((Contact.phone == phone) & Contact.ended_at.is_null())
        conditions += [(Case.phone == phone) & person, Case.id.in_(speaks) & person]
    except ValueError:
        pass
    # A range instead of LIKE, so that the index on the name serves it.
    conditions.append((Case.name_search >= name) & (Case.name_search < name + "\U0010ffff") & person)
    if len(name) >= 3:
        conditions += [Case.name_search.contains(name) & person, Case.number.contains(upper)]
    return conditions
