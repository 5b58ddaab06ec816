"""Whether what belongs to a case is what its events tell: files handed in, messages sent, the case it became."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from board.models.case import Attachment, Case, Link
from board.models.damaged import rows_of
from board.models.paper import Message
from board.services.end_case import WRONG_SERVICE
from board.services.messages import SENT
from board.services.verify_chain import Fault, Told

File = tuple[str, str, str | None]
"""Name, content, requirement."""


@dataclass
class ToldRows:
    """The rows of one case that its events tell of."""

    files: Counter[File] = field(default_factory=Counter)
    inherited: set[tuple[str, str]] = field(default_factory=set)
    """Name and content of the files of the case this one came from; no event tells of the copies."""
    sent: set[int] = field(default_factory=set)
    went_on_as: list[str] = field(default_factory=list)


def told_rows(ids: Sequence[int]) -> dict[int, ToldRows]:
    """Those rows of some cases."""
    found: dict[int, ToldRows] = defaultdict(ToldRows)
    for item in rows_of(Attachment.select().where(Attachment.case_id.in_(ids))):
        found[item.case_id].files[item.name, item.sha256, item.requirement] += 1
    for item in rows_of(Message.select().where(Message.case_id.in_(ids) & (Message.state == SENT))):
        found[item.case_id].sent.add(item.id)
    onward = Link.select(Link.case_id, Link.other_id).where(Link.kind == WRONG_SERVICE)
    for case_id, other_id in onward.where(Link.case_id.in_(ids)).tuples():
        found[case_id].went_on_as += [
            row.number for row in rows_of(Case.select(Case.number).where(Case.id == other_id))
        ]
    for case_id, other_id in onward.where(Link.other_id.in_(ids)).tuples():
        for item in rows_of(Attachment.select().where(Attachment.case_id == case_id)):
            found[other_id].inherited.add((item.name, item.sha256))
    return found


def told_faults(row: Case, told: Told, rows: ToldRows) -> Iterator[Fault]:
    """What the events of a case tell otherwise than its rows."""
    handed_in: Counter[File] = Counter(
        (said["detail"]["name"], said["detail"]["sha256"], said["detail"]["requirement"])
        for event, said in told
        if event.intent == "lampir"
    )
    for name, _, _ in (handed_in - rows.files).elements():
        yield Fault("attachment", f"{row.number} lampiran {name}", "Lampiran yang dicatat riwayat hilang atau diganti.")
    for name, content, requirement in (rows.files - handed_in).elements():
        if requirement is not None or (name, content) not in rows.inherited:
            yield Fault("attachment", f"{row.number} lampiran {name}", "Lampiran tidak dicatat riwayat.")
    sent = {said["detail"]["message"] for event, said in told if event.intent == "pesan_terkirim"}
    for message in sorted(sent - rows.sent):
        yield Fault("message", f"{row.number} pesan {message}", "Pesan yang menurut riwayat terkirim tidak demikian.")
    if (row.outcome == WRONG_SERVICE) != (len(rows.went_on_as) == 1) or not all(
        number in told[-1][1]["note"] for number in rows.went_on_as
    ):
        yield Fault("link", row.number, "Tautan ke berkas pengganti tidak cocok dengan riwayat.")
