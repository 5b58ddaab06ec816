"""Faults of what an SOP asks for: its ids, its fields and their columns, and the conditions that speak of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from board.workflow.conditions import Clause, parse
from board.workflow.lint_values import value_faults
from board.workflow.sop import CHANNEL_TITLES, Field, Option, Sop, Step
from board.workflow.values import RELATION

Tell = Callable[..., None]
"""Takes the sentence, and the step and move it is about."""
_TYPE_WORDS = {"date": "tanggal", "enum": "pilihan"}
_ID = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


def duplicates(names: Iterable[str]) -> list[str]:
    """Names that stand more than once."""
    return sorted(name for name, count in Counter(names).items() if count > 1)


def id_faults(kind: str, names: Sequence[str], tell: Tell) -> None:
    """Ids that stand twice, or that no condition, command or column of a table could name."""
    for name in duplicates(names):
        tell(f'{kind} "{name}" tertulis dua kali')
    for name in names:
        if not _ID.fullmatch(name):
            tell(f'{kind} "{name}" harus huruf kecil, angka, dan garis bawah, diawali huruf')


def field_faults(items: Sequence[Field], kind: str, tell: Tell) -> None:
    """The fields of a service, or the columns of one of them."""
    id_faults(kind, [item.id for item in items], tell)
    types = {item.id: item.type for item in items}
    for item in items:
        if item.family and RELATION not in {column.id for column in item.columns}:
            tell(f'{kind} "{item.id}": family hanya untuk daftar dengan kolom {RELATION}')
        for fault in value_faults(item):
            tell(f'{kind} "{item.id}": {fault}')
        if item.not_before == item.id:
            tell(f'{kind} "{item.id}": not_before menunjuk dirinya sendiri')
        for key, other, wanted in (
            ("not_before", item.not_before, "date"), ("born", item.born, "date"), ("sex", item.sex, "enum"),
        ):  # fmt: skip
            if other and other not in types:
                tell(f'{kind} "{item.id}": {key} menunjuk "{other}" yang tidak ada')
            elif other and types[other] != wanted:
                tell(f'{kind} "{item.id}": {key} menunjuk "{other}" yang bukan isian {_TYPE_WORDS[wanted]}')


def unique_faults(sop: Sop, tell: Tell) -> None:
    """Numbers that the board would not hold apart: a case bears one number of SIAK, and that one alone is compared."""
    issued = [item for item in sop.fields if item.siak]
    for item in sop.fields:
        if item.unique and not item.siak:
            tell(f'isian "{item.id}": unique hanya untuk nomor dari SIAK (siak = true)')
        for other in issued:
            if item.unique and item in issued and other is not item and not _exclude_each_other(item, other):
                tell(f'isian "{item.id}": unique, padahal "{other.id}" juga nomor dari SIAK pada berkas yang sama')
    for item in (column for field in sop.fields for column in field.columns):
        if item.unique or item.siak:
            tell(f'kolom "{item.id}": siak dan unique hanya untuk isian, bukan kolom')


def _exclude_each_other(one: Field, other: Field) -> bool:
    """Whether no case has both fields: their conditions want different values of one field."""
    try:
        clauses = [parse(item.when) if item.when else () for item in (one, other)]
    except ValueError:
        # Told where conditions are read.
        return True
    wanted = [{(clause.name, clause.function): set(clause.values) for clause in each if clause.operator == "="}
              for each in clauses]  # fmt: skip
    return any(wanted[0][key].isdisjoint(wanted[1][key]) for key in wanted[0].keys() & wanted[1].keys())


def condition_faults(sop: Sop, tell: Tell) -> None:
    """Conditions that cannot be read, or speak of what the service does not have."""
    known = _condition_fields(sop)

    def examine(text: str | None, what: str, step: Step | None = None) -> None:
        if text is None:
            return
        try:
            clauses = parse(text)
        except ValueError as refused:
            tell(f'{what}: syarat "{text}" tidak dapat dibaca pada "{refused}"', step)
            return
        for clause in clauses:
            for fault in _clause_faults(clause, known.get(clause.name)):
                tell(f"{what}: {fault}", step)

    for item in sop.fields:
        examine(item.when, f'isian "{item.id}"')
        examine(item.late, f'isian "{item.id}"')
    for requirement in sop.requirements:
        examine(requirement.when, f'persyaratan "{requirement.id}"')
    for step in sop.steps:
        for part, text in step.when.items():
            examine(text, f'"{part}"', step)
        for move in step.moves:
            for rule in move.rules:
                examine(rule.when, f"aturan gerak {move.name}", step)
                examine(rule.holds, f"aturan gerak {move.name}", step)


def _condition_fields(sop: Sop) -> dict[str, Field]:
    """What conditions may speak of: see ``checks.known``."""
    channels = tuple(Option(value, title) for value, title in CHANNEL_TITLES.items())
    ways = tuple(Option(value, value) for value in sop.delivery)
    implied = (Field("kanal", "Kanal", "enum", options=channels), Field("cara_serah", "", "enum", options=ways))
    return {item.id: item for item in (*implied, *sop.fields)}


def _clause_faults(clause: Clause, item: Field | None) -> Iterator[str]:
    if item is None:
        yield f'syarat menyebut isian "{clause.name}" yang tidak ada'
    elif clause.function:
        if item.type != "date":
            yield f'{clause.function} hanya untuk isian tanggal, bukan "{clause.name}"'
    elif clause.operator in {"=", "!="}:
        if item.type == "enum":
            values = {option.value for option in item.options}
            yield from (f'"{value}" bukan pilihan isian "{item.id}"' for value in clause.values if value not in values)
    elif clause.operator and item.type != "int":
        yield f'"{clause.operator}" hanya untuk isian angka, bukan "{clause.name}"'
