"""Finding a case by what is at hand: a number, a NIK, a No. KK, a phone, a name (PRODUCT 5.17)."""

from __future__ import annotations

from typing import Any

from board import wording
from board.models.case import Case, Contact
from board.models.damaged import rows_of
from board.services.desk import Desk
from board.services.lists import listed_row
from board.workflow import numbers

MOST = 50


def find(desk: Desk, text: str, limit: int = MOST) -> list[dict[str, Any]]:
    """Cases that fit, exact numbers first; open and closed ones, masked.

    The order of asking is that of cost and certainty: exact number, 16 digits as NIK or No. KK, a number of SIAK, a
    phone, the beginning of a name, any part of a name or number.
    """
    wanted = wording.clean(text)
    if not wanted:
        return []
    found: dict[int, Case] = {}
    for condition in _conditions(wanted):
        rows = Case.select().where((Case.office == desk.office) & condition)
        for row in rows_of(rows.order_by(Case.open.desc(), Case.id.desc()).limit(limit - len(found))):
            found.setdefault(row.id, row)
        if len(found) >= limit:
            break
    now = desk.now()
    return [listed_row(desk, row, now) for row in found.values()]


def _conditions(wanted: str) -> list[Any]:
    upper, name, digits = wanted.upper(), wording.search_form(wanted), numbers.digits(wanted)
    conditions: list[Any] = [Case.number.in_([wanted, upper]), Case.siak_number == upper]
    if digits.isdigit() and len(digits) == 16:
        conditions += [Case.nik == digits, Case.no_kk == digits]
    try:
        phone = numbers.parse_phone(wanted)
        speaks = Contact.select(Contact.case_id).where((Contact.phone == phone) & Contact.ended_at.is_null())
        conditions += [Case.phone == phone, Case.id.in_(speaks)]
    except ValueError:
        pass
    # A range instead of LIKE, so that the index on the name serves it.
    conditions.append((Case.name_search >= name) & (Case.name_search < name + "\U0010ffff"))
    if len(name) >= 3:
        conditions += [Case.name_search.contains(name), Case.number.contains(upper)]
    return conditions
