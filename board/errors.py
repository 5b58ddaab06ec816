"""Every error the board raises on purpose, and the sentence a person reads.

    BoardError
    ├── Refused                  the world says no: exit code 1
    │   ├── MoveRefused          the engine's answer to a move or another action on a case
    │   ├── StaleCase            a colleague was faster
    │   ├── AnsweredAlready      a colleague answered while somebody was writing
    │   ├── NotFound             no such case, user, paper, book, SOP, message
    │   ├── InputInvalid         a field, a form or a file is not what is expected
    │   ├── KeyReused            an idempotency key came back with other content
    │   ├── NotAuthorised        the acting user may not do this in the office
    │   │   └── SessionOver      who was let in may not stay
    │   ├── LoginSlowed          too many wrong passwords in a row
    │   ├── ClockRefused         the machine's clock cannot be believed
    │   ├── NumberTaken          a number of SIAK stands on another case already
    │   ├── SopRefused           an installation that would change what is installed
    │   └── FileRefused          an attachment that cannot be accepted
    └── Broken                   ours or the administrator's to mend
        ├── UsageWrong           the command line was not understood: exit code 2
        ├── ConfigInvalid        office profile, books, messages: exit code 2
        ├── SopInvalid           faults of SOP files, all at once: exit code 2
        ├── HomeUnusable         the office's folder is missing or not an office: exit code 2
        ├── OutputLost           the answer could not be written: exit code 3
        ├── Unexpected           a fault of the program itself: exit code 3
        ├── DatabaseUnreachable  exit code 3
        │   └── CommitUncertain  the database failed while it was storing
        └── SchemaOutdated       exit code 3

Each builds its own Indonesian sentence and keeps the facts as fields. Whatever a sentence was built from, it carries no
NIK or KK number and nothing that steers a terminal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from board.wording import clean, masked, quoted


class BoardError(Exception):
    """Base of all errors a person may meet. ``code`` is stable and enumerated in the README."""

    code = "error"
    exit_code = 1

    def __init__(self, sentence: str) -> None:
        self.sentence = _harmless(sentence)
        super().__init__(self.sentence)

    def facts(self) -> dict[str, object]:
        """What a program may want to know besides code and sentence (``--json``)."""
        return {}


def _harmless(sentence: str) -> str:
    return masked(clean(sentence, lines=True))


class Refused(BoardError):
    """The world saying no; the officer can act on the sentence."""

    code = "refused"


class MoveRefused(Refused):
    """A move, or another action on a case, that the engine does not allow.

    Args:
        code: one of the refusal codes of ``board.workflow.refusals``.
        sentence: names SOP, step, role, and what is missing.
        fix: the binding id of the action that mends it (``case.fields``), or None.
        missing: ids of the fields, requirements or papers that are missing.
    """

    def __init__(self, code: str, sentence: str, *, fix: str | None = None, missing: Sequence[str] = ()) -> None:
        super().__init__(sentence)
        self.code = code
        self.fix = fix
        self.missing = tuple(missing)

    def facts(self) -> dict[str, object]:
        return {"fix": self.fix, "missing": list(self.missing)}


class StaleCase(Refused):
    """The case changed between looking and deciding; nothing was written."""

    code = "stale"

    def __init__(self, number: str, *, seen: int, current: int, by: str | None = None) -> None:
        who = f" oleh {by}" if by else ""
        super().__init__(f"Berkas {number} sudah diubah{who} sejak Anda melihatnya. Lihat lagi, lalu putuskan.")
        self.number, self.seen, self.current = number, seen, current

    def facts(self) -> dict[str, object]:
        return {"number": self.number, "seen": self.seen, "current": self.current}


class AnsweredAlready(Refused):
    """A colleague wrote an answer since the officer read the thread; nothing was written.

    Args:
        seq: of the newest answer: who has read it sends with this one.
        at: when it was written, in words.
    """

    code = "answered"

    def __init__(self, number: str, *, seq: int, by: str, at: str) -> None:
        super().__init__(
            f"{number} sudah dijawab {by} pada {at}, sejak Anda membaca utasnya. Baca dahulu jawaban itu; "
            "bila tulisan Anda masih perlu, kirim sekali lagi."
        )
        self.number, self.seq, self.by, self.at = number, seq, by, at

    def facts(self) -> dict[str, object]:
        return {"number": self.number, "seq": self.seq, "by": self.by, "at": self.at}


class NotFound(Refused):
    """Something named by the user does not exist in this office."""

    code = "not_found"

    def __init__(self, kind: str, name: str, hint: str = "") -> None:
        super().__init__(f"{kind} {quoted(name)} tidak ditemukan.{' ' + hint if hint else ''}")
        self.kind, self.name = kind, name


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an input: which field, and what is expected there."""

    field: str
    sentence: str


class InputInvalid(Refused):
    """One or more fields are not what is expected; nothing was written."""

    code = "input"

    def __init__(self, problems: Sequence[Problem]) -> None:
        # The name of a field, too, is what somebody sent.
        self.problems = tuple(Problem(quoted(problem.field), _harmless(problem.sentence)) for problem in problems)
        super().__init__(" ".join(problem.sentence for problem in self.problems))

    def facts(self) -> dict[str, object]:
        return {"fields": {problem.field: problem.sentence for problem in self.problems}}


class KeyReused(Refused):
    """The same key must mean the same command (PRODUCT 3, Commands)."""

    code = "key_reused"

    def __init__(self, key: str) -> None:
        super().__init__(
            f"Kunci {quoted(key)} sudah dipakai untuk perintah lain. "
            "Pakai kunci baru, atau ulangi perintah yang sama persis."
        )
        self.key = key


class NotAuthorised(Refused):
    """The acting user may not do this, whatever the case."""

    code = "not_authorised"


class SessionOver(NotAuthorised):
    """Whoever was let in may not stay: the account was closed, its roles are over, or its key was revoked."""

    code = "session_over"


class LoginSlowed(Refused):
    """After wrong passwords in a row the next try has to wait.

    Args:
        seconds: from now.
    """

    code = "login_slowed"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Sandi sudah beberapa kali keliru. Tunggu {seconds} detik, lalu coba lagi.")
        self.seconds = seconds

    def facts(self) -> dict[str, object]:
        return {"seconds": self.seconds}


class ClockRefused(Refused):
    """Writes are refused while the machine's clock is behind the last event or implausibly ahead (PRODUCT 3)."""

    code = "clock"


class NumberTaken(Refused):
    """A number issued by SIAK can stand on one case only."""

    code = "number_taken"

    def __init__(self, title: str, number: str) -> None:
        super().__init__(f"{title} ini sudah tercatat pada berkas {number}. Periksa lagi nomornya di SIAK.")
        self.number = number


class SopRefused(Refused):
    """An installation that would change what is already installed."""

    code = "sop_refused"


class FileRefused(Refused):
    """An attachment of a wrong type or size."""

    code = "file"


class Broken(BoardError):
    """Something that the administrator, or we, must mend."""

    code = "broken"
    exit_code = 2


class UsageWrong(Broken):
    """The command line was not understood."""

    code = "usage"


class ConfigInvalid(Broken):
    """The office profile or one of its tables has faults; all of them are named."""

    code = "config"

    def __init__(self, file: str, faults: Sequence[str]) -> None:
        self.file, self.faults = file, tuple(faults)
        super().__init__(f"{file}: " + "; ".join(self.faults))


@dataclass(frozen=True)
class SopFault:
    """One fault of an SOP file: where it is and what is wrong, in words."""

    file: str
    sentence: str
    step: str | None = None
    move: str | None = None

    def __str__(self) -> str:
        where = [self.file]
        if self.step:
            where.append(f"langkah {self.step}")
        if self.move:
            where.append(f"gerak {self.move}")
        return f"{', '.join(where)}: {self.sentence}"


class SopInvalid(Broken):
    """A faulty SOP is not installed; all faults come at once."""

    code = "sop_invalid"

    def __init__(self, faults: Sequence[SopFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def facts(self) -> dict[str, object]:
        return {
            "faults": [
                {"file": fault.file, "step": fault.step, "move": fault.move, "sentence": fault.sentence}
                for fault in self.faults
            ]
        }


class HomeUnusable(Broken):
    """The folder of the office is missing, not writable, or not an office."""

    code = "home"


class OutputLost(Broken):
    """The answer could not be written (disk full); the command itself was carried out."""

    code = "output"
    exit_code = 3

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Jawaban tidak dapat ditulis: {why}. Perintahnya sudah dijalankan; lihat hasilnya sebelum mengulang."
        )


class Unexpected(Broken):
    """A fault of the program itself; what was being done may be done or not."""

    code = "unexpected"
    exit_code = 3

    def __init__(self, kind: str, log: str | None) -> None:
        where = f" Rinciannya ada di {log} pada folder kantor; sampaikan kepada pengelola." if log else ""
        super().__init__(
            f"Papan berhenti karena kesalahan program ({kind}).{where} Periksa dahulu hasilnya sebelum mengulang."
        )


class DatabaseUnreachable(Broken):
    """The database cannot be opened or written."""

    code = "database"
    exit_code = 3


class CommitUncertain(DatabaseUnreachable):
    """The database failed while a command was being stored; the refusal tells whether it was.

    An error from COMMIT alone means neither: what was written may be found again, or not (STORAGE 3.3).

    Args:
        why: what the engine said, in words.
        stored: found again, not found, or (None) not to be found out now.
    """

    def __init__(self, why: str, *, stored: bool | None = None) -> None:
        told = {
            True: "Perintah ini SUDAH tersimpan, walaupun diska melapor kesalahan saat menyimpannya. Jangan "
            "menjalankannya lagi; lihat berkasnya, dan minta pengelola memeriksa diska.",
            False: f"{why} Perintah ini TIDAK tersimpan.",
            None: f"{why} Belum dapat dipastikan apakah perintah ini tersimpan: lihat hasilnya sebelum mengulang.",
        }
        super().__init__(told[stored])
        self.why, self.stored = why, stored

    def facts(self) -> dict[str, object]:
        return {"stored": self.stored}


class SchemaOutdated(Broken):
    """The database waits for a migration; officers' processes only check (STORAGE 1.2)."""

    code = "schema"
    exit_code = 3
