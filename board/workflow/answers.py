"""Templates of answers: texts an office writes again and again, one file each below ``jawaban/``. Shapes only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from board.workflow.sop import FORBID

ANSWER_VARIABLES = ("nama", "nomor", "layanan", "permohonan", "kantor", "jam", "tanggal")
"""What stands in braces in a template and is filled in for a case."""
_BLANK = re.compile(r"\[[a-z][a-z ,/-]{1,58}[a-z]\]")


def left_blank(text: str) -> list[str]:
    """What a template left to whoever answers and nobody has filled in: ``[nama instansi]``."""
    return list(dict.fromkeys(_BLANK.findall(text)))


def blank_words(text: str) -> str:
    """The sentence that refuses an answer with blanks; empty where it has none."""
    blanks = left_blank(text)
    return f"Isi dahulu yang masih dalam kurung siku: {', '.join(blanks)}." if blanks else ""


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
