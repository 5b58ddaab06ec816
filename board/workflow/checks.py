"""The named checks a move may require (``requires`` in an SOP file). Each answers None or a refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from board.errors import MoveRefused
from board.workflow import refusals
from board.workflow.conditions import holds, parse
from board.workflow.facts import CaseFacts, NoteKind
from board.workflow.sop import PEMOHON, Field, Move, Requirement, Sop, Step

NOT_OUT = frozenset({"queued", "failed", "unknown"})
"""States of a print job in which the paper is not yet in anybody's hand."""


def known(sop: Sop, case: CaseFacts) -> Mapping[str, object]:
    """What conditions may speak of: the fields, the channel, and the delivery where there is only one."""
    implied = {"cara_serah": sop.delivery[0]} if len(sop.delivery) == 1 else {}
    return {**implied, **case.data, "kanal": case.channel}


def applies(sop: Sop, case: CaseFacts, item: Field) -> bool:
    """Whether a field is asked of this case at all."""
    return holds(item.when, known(sop, case), case.received_on)


def applicable(sop: Sop, case: CaseFacts) -> list[Requirement]:
    """The checklist of this case: requirements whose condition holds."""
    facts = known(sop, case)
    return [item for item in sop.requirements if holds(item.when, facts, case.received_on)]


def usual_form(requirement: Requirement, channel: str) -> str:
    """What usually comes in over a channel: photos by WhatsApp, copies at the counter."""
    wanted = "fotokopi" if channel == "loket" else "scan_asli"
    return wanted if wanted in requirement.forms else requirement.forms[0]


def is_met(requirement: Requirement, case: CaseFacts) -> bool:
    """Handed in itself, or one of those that stand in for it."""
    return any(item in case.requirements for item in (requirement.id, *requirement.any_of))


def unmet(sop: Sop, case: CaseFacts) -> list[Requirement]:
    """Mandatory requirements of this case that are missing; alternatives are named once."""
    missing: list[Requirement] = []
    for item in applicable(sop, case):
        named = {requirement.id for requirement in missing}
        if item.mandatory and not is_met(item, case) and not named & set(item.any_of):
            missing.append(item)
    return missing


def askable(sop: Sop, case: CaseFacts) -> list[Requirement]:
    """What an applicant may be asked for, whether it has come already or not."""
    return [item for item in applicable(sop, case) if item.by == PEMOHON]


def missing_from_applicant(sop: Sop, case: CaseFacts) -> list[Requirement]:
    """Of what is missing, what the applicant can bring."""
    return [item for item in unmet(sop, case) if item.by == PEMOHON]


def requirement_words(sop: Sop, requirement: Requirement) -> str:
    """``KK asli atau Surat keterangan kehilangan KK``: a requirement with what may stand in for it."""
    titles = {item.id: item.title for item in sop.requirements}
    return " atau ".join([requirement.title, *(titles[other] for other in requirement.any_of)])


def asked_at_registration(sop: Sop) -> list[Field]:
    """Fields a new case is asked for: those that decide which papers are due, none of them yet a must.

    Where the request itself is told in words (a complaint, a question), its first step is asked with it: the receipt
    repeats them.
    """
    wanted = _deciding(sop.requirements, sop)
    first = [item for item in sop.fields if item.step == sop.first.id]
    told = first if any(item.type == "long" for item in first) else []
    return [item if item in told else replace(item, required=False) for item in sop.fields
            if item.id in wanted or item in told]  # fmt: skip


def undecided(sop: Sop, case: CaseFacts) -> list[Field]:
    """Fields without an answer on which it depends what else an applicant has to bring."""
    wanted = _deciding([item for item in sop.requirements if item.by == PEMOHON], sop)
    return [item for item in sop.fields
            if item.id in wanted and not case.data.get(item.id) and applies(sop, case, item)]  # fmt: skip


def _deciding(requirements: Iterable[Requirement], sop: Sop) -> set[str]:
    """Names in the conditions of requirements, closed under their own conditions."""
    wanted = {clause.name for item in requirements if item.when for clause in parse(item.when)}
    while (
        more := {clause.name for item in sop.fields if item.id in wanted and item.when for clause in parse(item.when)}
        - wanted
    ):
        wanted |= more
    return wanted


def handed_over(sop: Sop, case: CaseFacts) -> bool:
    """Whether somebody takes the document in person, and signs for it: then the SOP asks who."""
    item = sop.field(RECEIVER)
    return item is not None and applies(sop, case, item)


def issued_number(sop: Sop, case: CaseFacts) -> Field | None:
    """The field with the number SIAK gave the document of this case; a service of several kinds has one for each."""
    filled = (item for item in sop.fields if item.siak and case.data.get(item.id))
    return next((item for item in filled if applies(sop, case, item)), None)


def needed_fields(sop: Sop, case: CaseFacts, step: Step) -> list[Field]:
    """Required fields up to and including ``step`` that apply and are empty.

    Earlier steps count too: a field whose condition came true late is still asked for before the berkas goes on.
    A branch that may have been passed by (``optional``) counts only where the case stands in it.
    """
    passed = {item.id for item in sop.steps[: sop.steps.index(step)] if not item.optional}
    return [
        item
        for item in sop.fields
        if item.required
        and (item.step == step.id or item.step in passed)
        and not case.data.get(item.id)
        and applies(sop, case, item)
    ]


def _fields_complete(sop: Sop, step: Step, case: CaseFacts) -> MoveRefused | None:
    missing = needed_fields(sop, case, step)
    if not missing:
        return None
    return refusals.fields_missing(sop, step, [item.title for item in missing], [item.id for item in missing])


def _requirements_complete(sop: Sop, step: Step, case: CaseFacts) -> MoveRefused | None:
    missing = unmet(sop, case)
    if not missing:
        return None
    titles = [requirement_words(sop, item) for item in missing]
    return refusals.requirements_missing(sop, step, titles, [item.id for item in missing])


def _has_solution(sop: Sop, step: Step, case: CaseFacts) -> MoveRefused | None:
    return None if NoteKind.SOLUTION in case.note_kinds else refusals.solution_missing(sop, step)


def _slip_theirs(sop: Sop, step: Step, case: CaseFacts) -> MoveRefused | None:
    """The code of the slip, or the number of the case where its barcode was scanned (PRODUCT 1, DOMAIN D)."""
    item = sop.field(SLIP_CODE)
    if item is None or not applies(sop, case, item):
        return None
    if fits_slip(case, case.data.get(item.id)):
        return None
    return refusals.slip_not_theirs(sop, step, item.id, item.title)


def fits_slip(case: CaseFacts, code: object) -> bool:
    """Whether a code is that of the case's slip: as people read it aloud, in any letters, with blanks or dashes."""
    given, *known = (
        "".join(char for char in str(text or "") if char.isalnum()).upper()
        for text in (code, case.pickup_code, case.number)
    )
    return bool(given) and given in known


def _paper_out(sop: Sop, step: Step, case: CaseFacts, document: str) -> MoveRefused | None:
    of_round = [paper for paper in case.papers if paper.document == document and paper.round == case.round]
    newest = {paper.step: paper.shows for paper in of_round}
    # Of the newest state of its data, any copy that came out is the paper in hand, whatever became of the others.
    out = {paper.step for paper in of_round if paper.shows == newest[paper.step] and paper.state not in NOT_OUT}
    if out == newest.keys():
        return None
    return refusals.paper_not_out(sop, step, [document.replace("_", " ")], [document])


RECEIVER = "penerima_nama"
"""The field with the name of whoever takes the document."""
SLIP_CODE = "kode_ambil"
"""The field with the code of the slip, and the check that compares it."""

REASON = "alasan"
"""Checked against the request, not the case: see ``engine.decide``."""

LACKING = "syarat_kurang"
"""The coded reason that says no more than a list of missing papers does."""

OTHER = "lainnya"
"""The coded reason that says nothing by itself and wants a note in words (PRODUCT 5.10)."""

PAPER_OUT = "kertas_keluar"
"""Names its paper: ``kertas_keluar:konsep_kk``. A paper that was never made (SIAK printed it) holds nothing up."""

CHECKS: dict[str, Callable[[Sop, Step, CaseFacts], MoveRefused | None]] = {
    "isian_lengkap": _fields_complete,
    "syarat_lengkap": _requirements_complete,
    "solusi": _has_solution,
    SLIP_CODE: _slip_theirs,
}
KNOWN_CHECKS = frozenset({*CHECKS, REASON})


def failing(sop: Sop, step: Step, move: Move, case: CaseFacts) -> MoveRefused | None:
    """The first check of a move that fails, then the first of its rules, in the order of the SOP."""
    for entry in move.requires:
        name, _, document = entry.partition(":")
        if name == PAPER_OUT:
            refused = _paper_out(sop, step, case, document)
        elif name in CHECKS:
            refused = CHECKS[name](sop, step, case)
        else:
            continue
        if refused:
            return refused
    facts = known(sop, case)
    for rule in move.rules:
        if holds(rule.when, facts, case.received_on) and not holds(rule.holds, facts, case.received_on):
            return refusals.rule_broken(sop, step, rule.otherwise)
    return None
