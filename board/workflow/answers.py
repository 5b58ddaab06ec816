"""Templates of answers: texts an office writes again and again, one file each below ``jawaban/``. Shapes only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from board.workflow.sop import FORBID

ANSWER_VARIABLES = ("nama", "nomor", "layanan", "permohonan", "kantor", "jam", "tanggal")
"""What stands in braces in a template and is filled in for a case."""
LONGEST_ANSWER, LONGEST_TITLE = 8000, 60
"""Letters of a template: what a note and a line of the list hold."""
WHO = "[siapa]"
"""Stands in an earlier answer, when it is used again, where it named its applicant."""
_BLANK = re.compile(r"\[[^\[\]\n]{1,60}\]")


@dataclass(frozen=True)
class AnswerTemplate:
    """One text, and where it is offered."""

    __pydantic_config__ = FORBID

    title: str
    text: str
    kinds: tuple[Literal["jawaban", "solusi"], ...] = ("jawaban", "solusi")
    sops: tuple[str, ...] = ()
    """SOPs it is meant for; empty: every one."""

    def fits(self, sop: str, kind: str) -> bool:
        """Whether it is offered for a case of an SOP.

        Args:
            kind: of the note that is being written; empty: a field of the case.
        """
        return (not kind or kind in self.kinds) and (not self.sops or sop in self.sops)

    @property
    def blanks(self) -> list[str]:
        """What it leaves to whoever answers: ``[nama instansi]``."""
        return list(dict.fromkeys(_BLANK.findall(self.text)))


def blank_words(text: str, templates: Iterable[AnswerTemplate]) -> str:
    """The sentence that refuses an answer in which a blank of a template was left; empty where there is none."""
    known = {WHO, *(blank for template in templates for blank in template.blanks)}
    left = [blank for blank in dict.fromkeys(_BLANK.findall(text)) if blank in known]
    return f"Isi dahulu yang masih dalam kurung siku: {', '.join(left)}." if left else ""
