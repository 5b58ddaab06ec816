"""Faults of a single field: bounds that no value keeps, choices that cannot be chosen, an example that is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from board import wording
from board.workflow.sop import Field
from board.workflow.values import Checked, Checker

LONGEST_DIGITS = 64
LARGEST_INT = 999_999_999
"""What ``values`` takes for a whole number."""
_COUNTED = {"text": "huruf", "name": "huruf", "long": "huruf", "rows": "baris"}


def value_faults(item: Field) -> Iterator[str]:
    """What is wrong with what a field takes, one sentence each."""
    bounds = list(_bound_faults(item))
    choices = list(_choice_faults(item))
    yield from bounds
    yield from choices
    if item.example and not bounds and not choices:
        yield from _example_faults(item)


def _bound_faults(item: Field) -> Iterator[str]:
    if item.type in _COUNTED and item.max is not None and item.max < 1:
        yield f"max paling sedikit 1 {_COUNTED[item.type]}"
    if item.type == "int":
        if item.min is not None and item.max is not None and item.min > item.max:
            yield f"min {item.min} lebih besar dari max {item.max}"
        if not all(0 <= bound <= LARGEST_INT for bound in (item.min, item.max) if bound is not None):
            yield f"min dan max antara 0 dan {LARGEST_INT}"
    if item.type == "digits":
        for key, bound in (("length", item.length), ("min", item.min)):
            if bound is not None and not 1 <= bound <= LONGEST_DIGITS:
                yield f"{key} antara 1 dan {LONGEST_DIGITS} angka"
        if item.length is not None and item.min is not None and item.min > item.length:
            yield f"min {item.min} lebih besar dari length {item.length}"


def _choice_faults(item: Field) -> Iterator[str]:
    if item.type == "enum":
        if not item.options:
            yield "tidak punya pilihan"
        for option in item.options:
            if not wording.clean(option.value) or not wording.clean(option.title):
                yield "ada pilihan tanpa nilai atau tanpa nama"
        for value, count in Counter(option.value.casefold() for option in item.options).items():
            if count > 1:
                yield f'pilihan "{value}" tertulis dua kali'
    if item.type == "rows" and not item.columns:
        yield "daftar baris tanpa kolom"
    if any(column.type == "rows" for column in item.columns):
        yield "kolom tidak boleh berupa daftar baris"


def _example_faults(item: Field) -> Iterator[str]:
    checked = Checked()
    # No day is later than this one: whether an example lies ahead changes from day to day.
    Checker(date.max).field(item, item.example, checked)
    for problem in checked.problems:
        yield f'contoh "{wording.quoted(item.example)}" ditolak isiannya sendiri: {problem.sentence}'
