"""What can be put into an answer while it is written: the office's templates, and what it has answered before."""

from __future__ import annotations

from dataclasses import dataclass

from board import wording
from board.printing.confidential import HIDDEN
from board.services.desk import Desk
from board.services.earlier_answers import earlier_answers, excerpt
from board.services.facts_of import find_case, sop_of
from board.services.sight import knows_pelapor
from board.services.times import moment

MOST_EARLIER = 30


@dataclass(frozen=True)
class Insert:
    """One text that can be put in."""

    key: str
    title: str
    right: str
    text: str


def inserts_for(desk: Desk, number: str, kind: str, words: str) -> list[Insert]:
    """Fitting templates with their variables filled in, then earlier answers of the service with their citation.

    Args:
        kind: of the note that is written; empty: a field of the case.
        words: only what says all of them.

    Raises:
        NotFound: no such case.
    """
    row = find_case(desk, number)
    sop = sop_of(desk, row)
    profile = desk.profile
    known = {
        "nama": row.name if knows_pelapor(desk, row, sop) else HIDDEN,
        "nomor": row.number,
        "layanan": sop.short,
        "permohonan": sop.request or f"permohonan {sop.short}",
        "kantor": profile.short,
        "jam": profile.service_hours,
        "tanggal": wording.long_date(desk.today()),
    }
    wanted = wording.search_form(words).split()
    found = []
    for name, template in profile.answers.items():
        told = wording.search_form(f"{template.title} {template.text}")
        if template.fits(sop.id, kind) and all(word in told for word in wanted):
            text = wording.clean(template.text.format(**known), lines=True)
            found.append(Insert(f"templat:{name}", template.title, "templat", text))
    earlier = earlier_answers(desk, words, sop=None if wanted else sop.id, limit=MOST_EARLIER)
    found += [
        Insert(
            "terdahulu:" + ".".join(map(str, item.place)),
            f"{item.number} {excerpt(item.text, words)}",
            wording.short_date(moment(item.place[0], desk.zone).date()),
            f"{item.text.rstrip()} {item.citation}",
        )
        for item in earlier
        if item.number != row.number
    ]
    return found
