"""Faults of an SOP that its shape alone does not show: the names, the graph, the minutes, the promise.

Every fault is found in one go and says file, step and move. ``warnings`` are things an office should look at
but may keep (a step that cannot be sent back, an SOP number used twice).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from board.errors import SopFault
from board.workflow.answering import ANSWER_FIELDS
from board.workflow.checks import KNOWN_CHECKS, PAPER_OUT, SLIP_CODE
from board.workflow.lint_fields import Tell, condition_faults, duplicates, field_faults, id_faults, unique_faults
from board.workflow.sop import PEMOHON, Intent, Move, Sop, Status, Step, split_book

LONGEST_TRAY = 14
LONGEST_PROMISE = {"hari_kerja": 365, "hari_kalender": 1000}
"""A mistyped promise must not reach beyond the calendar (``calendar.HORIZON_DAYS``)."""
MARKED_PARTS = frozenset({"pelaku", "pencatat", "maju", "kembali", "output"})
_CODE = re.compile(r"[A-Z][A-Z0-9]*", re.ASCII)
"""A code is the first part of case numbers and the key of their series."""


@dataclass(frozen=True)
class Vocabulary:
    """Names an SOP may use, handed in by the desk: the workflow has never met a printer or a register."""

    roles: frozenset[str]
    outside: frozenset[str]
    """Roles without an account: pemohon, saksi."""
    documents: frozenset[str]
    books: dict[str, frozenset[str]] = field(default_factory=dict)
    """Book id → the series it may be written in."""
    messages: frozenset[str] = frozenset()
    reasons: frozenset[str] = frozenset()
    """Coded reasons of a return."""


def faults(sop: Sop, file: str, vocabulary: Vocabulary) -> list[SopFault]:
    """Everything wrong with one SOP."""
    found: list[SopFault] = []

    def tell(sentence: str, step: Step | None = None, move: Move | None = None) -> None:
        found.append(SopFault(file, sentence, step.no if step else None, move.name if move else None))

    _names(sop, vocabulary, tell)
    field_faults(sop.fields, "isian", tell)
    for item in sop.fields:
        field_faults(item.columns, f'isian "{item.id}": kolom', tell)
    unique_faults(sop, tell)
    condition_faults(sop, tell)
    for step in sop.steps:
        _step(sop, step, vocabulary, tell)
        for move in step.moves:
            _move(sop, step, move, vocabulary, tell)
    _subject(sop, tell)
    _graph(sop, tell)
    _asked_for(sop, tell)
    _minutes(sop, tell)
    _promise(sop, tell)
    _deadlines(sop, tell)
    return found


def warnings(sops: Sequence[tuple[str, Sop]]) -> list[SopFault]:
    """What an office should look at across its SOPs: missing returns, one number on several SOPs."""
    found = []
    by_number: dict[str, list[tuple[str, str]]] = {}
    for file, sop in sops:
        if sop.sop_number.strip(" /"):
            by_number.setdefault("".join(sop.sop_number.split()), []).append((file, sop.id))
        for step in sop.steps:
            decides = any(move.intent is Intent.APPROVE for move in step.moves)
            if decides and not any(move.back for move in step.moves):
                found.append(SopFault(file, "langkah yang menyetujui tidak punya jalan kembali", step.no))
    for number, users in by_number.items():
        if len(users) > 1:
            ids = ", ".join(sop_id for _, sop_id in users)
            found.append(SopFault(users[0][0], f"nomor SOP {number} dipakai {len(users)} SOP: {ids}"))
    return found


def _names(sop: Sop, vocabulary: Vocabulary, tell: Tell) -> None:
    steps = [step.id for step in sop.steps]
    requirements = [item.id for item in sop.requirements]
    lanes = [item.id for item in sop.roles]
    id_faults("id langkah", steps, tell)
    id_faults("persyaratan", requirements, tell)
    for kind, names in (("nomor langkah", [step.no for step in sop.steps]), ("peran", lanes)):
        for name in duplicates(names):
            tell(f'{kind} "{name}" tertulis dua kali')
    if PEMOHON in steps:
        tell(f'"{PEMOHON}" adalah tujuan khusus dan tidak boleh menjadi id langkah')
    if not _CODE.fullmatch(sop.code):
        tell(f'kode nomor "{sop.code}" harus huruf kapital dan angka, diawali huruf')
    for item in sop.fields:
        if item.step not in steps:
            tell(f'isian "{item.id}" menunjuk langkah "{item.step}" yang tidak ada')
    for requirement in sop.requirements:
        for other in requirement.any_of:
            if other not in requirements:
                tell(f'persyaratan "{requirement.id}": any_of menunjuk "{other}" yang tidak ada')
    for role in [*lanes, *sop.register_by]:
        if role not in vocabulary.roles:
            tell(f'peran "{role}" tidak dikenal')
    if sop.receipt not in vocabulary.documents:
        tell(f'cetakan "{sop.receipt}" tidak dikenal')


def _step(sop: Sop, step: Step, vocabulary: Vocabulary, tell: Tell) -> None:
    _actors(sop, step, vocabulary, tell)
    if len(step.tray) > LONGEST_TRAY:
        tell(f'nama kolom "{step.tray}" lebih panjang dari {LONGEST_TRAY} huruf', step)
    if step.minutes is not None and step.minutes < 1:
        tell("menit standar harus lebih dari 0; kosongkan bila SOP tidak menyebutnya", step)
    if step.extra and step.minutes is not None:
        tell("langkah tambahan tidak punya menit standar", step)
    if step.paraf and (step.signs or not any(move.intent is Intent.APPROVE for move in step.moves)):
        tell("paraf hanya untuk langkah yang menyetujui dan bukan tanda tangan", step)
    if step.status in {Status.AT_APPLICANT, Status.DONE, Status.VOID}:
        tell(f'"{step.status}" bukan keadaan sebuah langkah', step)
    for entry in step.books:
        book, series = split_book(entry)
        if book not in vocabulary.books:
            tell(f'buku "{book}" tidak dikenal', step)
        elif series is not None and series not in vocabulary.books[book]:
            tell(f'buku "{book}" tidak punya seri "{series}"', step)
    parts = {split_book(entry)[0] for entry in step.books} | {paper for move in step.moves for paper in move.prints}
    for name in step.when.keys() - parts:
        tell(f'syarat untuk "{name}", tetapi langkah ini tidak mencetak atau mencatatnya', step)
    for name in step.marks.keys() - parts - MARKED_PARTS:
        tell(f'tanda untuk "{name}", tetapi langkah ini tidak memuatnya', step)


def _actors(sop: Sop, step: Step, vocabulary: Vocabulary, tell: Tell) -> None:
    lanes = {item.id for item in sop.roles}
    for role in step.roles:
        if role not in vocabulary.roles:
            tell(f'peran "{role}" tidak dikenal', step)
        elif role not in lanes:
            tell(f'peran "{role}" tidak punya lajur pada SOP ini', step)
    if step.external and not step.recorded_by:
        tell("pelaku luar tanpa recorded_by: siapa yang mencatat?", step)
    if step.recorded_by and step.recorded_by not in vocabulary.roles - vocabulary.outside:
        tell(f'recorded_by "{step.recorded_by}" bukan peran kantor', step)
    elif step.recorded_by and step.recorded_by not in step.acting:
        tell(f'tidak satu pun gerak dilakukan pencatatnya, "{step.recorded_by}"', step)
    if not step.external and not set(step.roles) & set(step.acting):
        tell("tidak satu pun gerak dilakukan peran langkah ini", step)
    for move in step.moves:
        if not move.by:
            tell("tidak ada peran yang boleh melakukannya", step, move)
        for role in move.by:
            if role not in vocabulary.roles:
                tell(f'peran "{role}" tidak dikenal', step, move)
            elif role in vocabulary.outside:
                tell(f'"{role}" tidak punya akun; sebut peran yang mencatatnya', step, move)
            elif role not in lanes:
                tell(f'peran "{role}" tidak punya lajur pada SOP ini', step, move)


def _move(sop: Sop, step: Step, move: Move, vocabulary: Vocabulary, tell: Tell) -> None:
    if move.to not in {None, PEMOHON, *(item.id for item in sop.steps)}:
        tell(f'tujuan "{move.to}" tidak ada', step, move)
    if move.to == step.id:
        tell("bergerak ke dirinya sendiri", step, move)
    if move.intent is Intent.ACCEPT:
        tell("terima tidak ditulis: papan menyediakannya setelah minta dilengkapi", step, move)
    if (move.to is None) != (move.intent is Intent.FINISH):
        tell("hanya selesai yang mengakhiri berkas, dan selesai selalu mengakhirinya", step, move)
    if move.to == PEMOHON and not move.back:
        tell("hanya kembalikan yang menuju pemohon", step, move)
    if move.back and "alasan" not in move.requires:
        tell("pengembalian harus meminta alasan", step, move)
    for check in move.requires:
        name, _, document = check.partition(":")
        if name == PAPER_OUT:
            if document not in vocabulary.documents:
                tell(f'pemeriksaan "{check}": cetakan "{document}" tidak dikenal', step, move)
            elif not any(document in maker.documents for maker in sop.steps):
                tell(f'pemeriksaan "{check}": tidak ada langkah yang mencetaknya', step, move)
        elif check not in KNOWN_CHECKS:
            tell(f'pemeriksaan "{check}" tidak dikenal', step, move)
    for paper in move.prints:
        if paper not in vocabulary.documents:
            tell(f'cetakan "{paper}" tidak dikenal', step, move)
    for code in move.reasons:
        if code not in vocabulary.reasons:
            tell(f'alasan "{code}" tidak dikenal', step, move)
    if move.reasons and not move.back:
        tell("alasan hanya untuk gerak kembali", step, move)
    if move.message and move.message not in vocabulary.messages:
        tell(f'pesan "{move.message}" tidak dikenal', step, move)
    if move.answers:
        for name, kind in ANSWER_FIELDS.items():
            item = sop.field(name)
            if item is None or item.type != kind:
                tell(f'menyampaikan jawaban (answers) tetapi isian "{name}" ({kind}) tidak ada', step, move)
    same = [other for other in step.moves if (other.intent, other.to) == (move.intent, move.to)]
    if same[0] is not move:
        tell("gerak yang sama tertulis dua kali", step, move)


def _subject(sop: Sop, tell: Tell) -> None:
    named = sop.field(sop.subject)
    if sop.subject and (named is None or named.type != "name"):
        tell(f'subject "{sop.subject}" harus isian nama yang ada pada SOP ini')


def _graph(sop: Sop, tell: Tell) -> None:
    reached = _walk(sop, sop.first, lambda move: True)
    ends = {step.id for step in sop.steps if any(move.to is None for move in step.moves)}
    for step in sop.steps:
        if step.id not in reached:
            tell("tidak pernah tercapai dari langkah pertama", step)
        if all(move.back for move in step.moves):
            tell("jalan buntu: tidak ada gerak maju", step)
        if ends and ends.isdisjoint(_walk(sop, step, lambda move: not move.back)):
            tell("jalan buntu: dari sini tidak ada jalan maju sampai selesai", step)
    if not ends:
        tell("tidak ada gerak selesai: berkas tidak pernah berakhir")


def _walk(sop: Sop, start: Step, along: Callable[[Move], bool]) -> set[str]:
    """Ids of the steps that moves of a kind lead to, the first one included."""
    steps = {step.id: step for step in sop.steps}
    reached: set[str] = set()
    waiting = [start.id]
    while waiting:
        name = waiting.pop()
        if name in steps and name not in reached:
            reached.add(name)
            waiting += [move.to for move in steps[name].moves if move.to is not None and along(move)]
    return reached


def _asked_for(sop: Sop, tell: Tell) -> None:
    """What must be filled in or handed in is looked at by some move."""
    steps = {step.id: step for step in sop.steps}
    for item in sop.fields:
        step = steps.get(item.step)
        if item.required and step and not _asks_for_fields(sop, step):
            tell(f'isian wajib "{item.id}" tidak pernah diperiksa: tambahkan isian_lengkap', step)
    checks = {check for step in sop.steps for move in step.moves for check in move.requires}
    if sop.field(SLIP_CODE) and SLIP_CODE not in checks:
        tell(f"kode pada bukti pengambilan tidak pernah dicocokkan: tambahkan {SLIP_CODE}")
    if any(item.mandatory for item in sop.requirements) and "syarat_lengkap" not in checks:
        tell("persyaratan wajib tidak pernah diperiksa: tambahkan syarat_lengkap")


def _asks_for_fields(sop: Sop, step: Step) -> bool:
    later = sop.steps[sop.steps.index(step) :]
    own = [move for move in step.moves if not move.back]
    if any("isian_lengkap" in move.requires for move in own):
        return True
    return not step.optional and any("isian_lengkap" in move.requires for item in later for move in item.moves)


def _minutes(sop: Sop, tell: Tell) -> None:
    stated = [step.minutes for step in sop.steps if step.minutes is not None and not step.extra and not step.optional]
    total = sum(stated) if stated else None
    if total != sop.total_minutes:
        tell(f"jumlah menit langkah {total or 'kosong'}, tertulis {sop.total_minutes or 'kosong'}")


def _promise(sop: Sop, tell: Tell) -> None:
    moves = [move for step in sop.steps for move in step.moves]
    if not any(move.complete for move in moves):
        tell("tidak ada gerak yang menyatakan berkas lengkap (complete)")
    elif _ends_incomplete(sop):
        tell("ada jalan sampai selesai yang tidak pernah menyatakan berkas lengkap (complete)")
    if sop.promise and not 1 <= sop.promise.amount <= LONGEST_PROMISE[sop.promise.unit]:
        longest = LONGEST_PROMISE[sop.promise.unit]
        tell(f"janji layanan antara 1 dan {longest} {sop.promise.unit.replace('_', ' ')}")
    if not any(move.ready or move.to is None for move in moves):
        tell("tidak ada gerak yang menyatakan dokumen jadi (ready)")
    if any(step.signs for step in sop.steps) and sop.signing is None:
        tell("ada langkah tanda tangan tetapi signing tidak disebut")


def _deadlines(sop: Sop, tell: Tell) -> None:
    id_faults("tenggat", [item.id for item in sop.deadlines], tell)
    for item in sop.deadlines:
        if not 1 <= item.amount <= LONGEST_PROMISE[item.unit]:
            unit = item.unit.replace("_", " ")
            tell(f'tenggat "{item.id}" antara 1 dan {LONGEST_PROMISE[item.unit]} {unit}')
    if sop.reopens and sop.reopens not in {step.id for step in sop.steps}:
        tell(f'reopens menunjuk langkah "{sop.reopens}" yang tidak ada')
    for name in duplicates(list(sop.refers_to)):
        tell(f'refers_to menyebut "{name}" dua kali')


def _ends_incomplete(sop: Sop) -> bool:
    """Whether a case can go forward to its end without ever being declared complete."""

    def silent(move: Move) -> bool:
        return not move.back and not move.complete

    reached = _walk(sop, sop.first, silent)
    moves = [move for step in sop.steps if step.id in reached for move in step.moves]
    return any(silent(move) and move.to is None for move in moves)
