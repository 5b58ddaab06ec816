"""Templates of answers: texts an office writes again and again, one file each below ``jawaban/``. Shapes only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from board.workflow.sop import FORBID

ANSWER_VARIABLES = ("nama", "nomor", "layanan", "permohonan", "kantor", "jam", "tanggal")
"""What stands in braces in a template and is filled in for a case."""


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
