"""Faults of an SOP that its shape alone does not show: the graph, the names, the minutes.

Every fault is found in one go and says file, step and move. ``warnings`` are things an office should look at
but may keep (a step that cannot be sent back, an SOP number used twice).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from board.errors import SopFault
from board.workflow.checks import KNOWN_CHECKS, PAPER_OUT
from board.workflow.conditions import parse
from board.workflow.sop import PEMOHON, Intent, Move, Sop, Status, Step, split_book

LONGEST_TRAY = 14
MARKED_PARTS = frozenset({"pelaku", "pencatat", "maju", "kembali", "output"})
RESERVED_CONDITION_NAMES = frozenset({"kanal", "cara_serah"})


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


def faults(sop: Sop, file: str, vocabulary: Vocabulary) -> list[SopFault]:
    """Everything wrong with one SOP."""
    found: list[SopFault] = []

    def tell(sentence: str, step: Step | None = None, move: Move | None = None) -> None:
        found.append(SopFault(file, sentence, step.no if step else None, move.name if move else None))

    _names(sop, vocabulary, tell)
    _conditions(sop, tell)
    for step in sop.steps:
        _step(sop, step, vocabulary, tell)
        for move in step.moves:
            _move(sop, step, move, vocabulary, tell)
    _graph(sop, tell)
    _minutes(sop, tell)
    _promise(sop, tell)
    return found


def warnings(sops: Sequence[tuple[str, Sop]]) -> list[SopFault]:
    """What an office should look at across its SOPs: missing returns, one number on several SOPs."""
    found = []
    by_number: dict[str, list[str]] = {}
    for file, sop in sops:
        if sop.sop_number.strip(" /"):
            by_number.setdefault("".join(sop.sop_number.split()), []).append(sop.id)
        for step in sop.steps:
            decides = any(move.intent is Intent.APPROVE for move in step.moves)
            if decides and not any(move.back for move in step.moves):
                found.append(SopFault(file, "langkah yang menyetujui tidak punya jalan kembali", step.no))
    for number, ids in by_number.items():
        if len(ids) > 1:
            found.append(SopFault(ids[0], f"nomor SOP {number} dipakai {len(ids)} SOP: {', '.join(ids)}"))
    return found


Tell = Callable[..., None]


def _duplicates(names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return sorted({name for name in names if name in seen or seen.add(name)})  # type: ignore[func-returns-value]


def _names(sop: Sop, vocabulary: Vocabulary, tell: Tell) -> None:
    kinds: tuple[tuple[str, list[str]], ...] = (
        ("id langkah", [step.id for step in sop.steps]),
        ("nomor langkah", [step.no for step in sop.steps]),
        ("isian", [item.id for item in sop.fields]),
        ("persyaratan", [item.id for item in sop.requirements]),
        ("peran", [item.id for item in sop.roles]),
    )
    for kind, names in kinds:
        for name in _duplicates(names):
            tell(f'{kind} "{name}" tertulis dua kali')
    steps = {step.id for step in sop.steps}
    if PEMOHON in steps:
        tell(f'"{PEMOHON}" adalah tujuan khusus dan tidak boleh menjadi id langkah')
    for item in sop.fields:
        if item.step not in steps:
            tell(f'isian "{item.id}" menunjuk langkah "{item.step}" yang tidak ada')
        if item.type == "enum" and not item.options:
            tell(f'isian pilihan "{item.id}" tidak punya pilihan')
        if item.not_before and sop.field(item.not_before) is None:
            tell(f'isian "{item.id}": not_before menunjuk "{item.not_before}" yang tidak ada')
    requirements = {item.id for item in sop.requirements}
    for requirement in sop.requirements:
        for other in requirement.any_of:
            if other not in requirements:
                tell(f'persyaratan "{requirement.id}": any_of menunjuk "{other}" yang tidak ada')
    for role in [*(item.id for item in sop.roles), *sop.register_by]:
        if role not in vocabulary.roles:
            tell(f'peran "{role}" tidak dikenal')
    if sop.receipt not in vocabulary.documents:
        tell(f'cetakan "{sop.receipt}" tidak dikenal')


def _conditions(sop: Sop, tell: Tell) -> None:
    known = {item.id for item in sop.fields} | RESERVED_CONDITION_NAMES

    def examine(text: str | None, what: str, step: Step | None = None) -> None:
        if text is None:
            return
        try:
            clauses = parse(text)
        except ValueError as refused:
            tell(f'{what}: syarat "{text}" tidak dapat dibaca pada "{refused}"', step)
            return
        for clause in clauses:
            if clause.name not in known:
                tell(f'{what}: syarat menyebut isian "{clause.name}" yang tidak ada', step)
                continue
            item = sop.field(clause.name)
            if item and item.type == "enum" and clause.operator in {"=", "!="}:
                values = {option.value for option in item.options}
                for value in clause.values:
                    if value not in values:
                        tell(f'{what}: "{value}" bukan pilihan isian "{clause.name}"', step)

    for item in sop.fields:
        examine(item.when, f'isian "{item.id}"')
    for requirement in sop.requirements:
        examine(requirement.when, f'persyaratan "{requirement.id}"')
    for step in sop.steps:
        for part, text in step.when.items():
            examine(text, f'"{part}"', step)


def _step(sop: Sop, step: Step, vocabulary: Vocabulary, tell: Tell) -> None:
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
    if len(step.tray) > LONGEST_TRAY:
        tell(f'nama kolom "{step.tray}" lebih panjang dari {LONGEST_TRAY} huruf', step)
    if step.minutes is not None and step.minutes < 1:
        tell("menit standar harus lebih dari 0; kosongkan bila SOP tidak menyebutnya", step)
    if step.extra and step.minutes is not None:
        tell("langkah tambahan tidak punya menit standar", step)
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


def _move(sop: Sop, step: Step, move: Move, vocabulary: Vocabulary, tell: Tell) -> None:
    if not move.by:
        tell("tidak ada peran yang boleh melakukannya", step, move)
    for role in move.by:
        if role not in vocabulary.roles:
            tell(f'peran "{role}" tidak dikenal', step, move)
        elif role in vocabulary.outside:
            tell(f'"{role}" tidak punya akun; sebut peran yang mencatatnya', step, move)
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
        elif check not in KNOWN_CHECKS:
            tell(f'pemeriksaan "{check}" tidak dikenal', step, move)
    for paper in move.prints:
        if paper not in vocabulary.documents:
            tell(f'cetakan "{paper}" tidak dikenal', step, move)
    if move.message and move.message not in vocabulary.messages:
        tell(f'pesan "{move.message}" tidak dikenal', step, move)
    same = [other for other in step.moves if (other.intent, other.to) == (move.intent, move.to)]
    if same[0] is not move:
        tell("gerak yang sama tertulis dua kali", step, move)


def _graph(sop: Sop, tell: Tell) -> None:
    steps = {step.id: step for step in sop.steps}
    reached = _reach([sop.first.id], lambda name: _targets(steps[name]), steps)
    for step in sop.steps:
        if step.id not in reached:
            tell("tidak pernah tercapai dari langkah pertama", step)
        if not any(not move.back for move in step.moves):
            tell("jalan buntu: tidak ada gerak maju", step)
    ends = [step.id for step in sop.steps if any(move.to is None for move in step.moves)]
    if not ends:
        tell("tidak ada gerak selesai: berkas tidak pernah berakhir")
    sources: dict[str, list[str]] = {name: [] for name in steps}
    for step in sop.steps:
        for target in _forward_targets(step):
            if target in sources:
                sources[target].append(step.id)
    finishing = _reach(ends, lambda name: sources[name], steps)
    for step in sop.steps:
        if ends and step.id not in finishing:
            tell("jalan buntu: dari sini tidak ada jalan maju sampai selesai", step)
    for item in sop.fields:
        step_of = steps.get(item.step)
        if item.required and step_of and not _asks_for_fields(sop, step_of):
            tell(f'isian wajib "{item.id}" tidak pernah diperiksa: tambahkan isian_lengkap', step_of)


def _asks_for_fields(sop: Sop, step: Step) -> bool:
    later = sop.steps[sop.steps.index(step) :]
    own = [move for move in step.moves if not move.back]
    if any("isian_lengkap" in move.requires for move in own):
        return True
    return not step.optional and any("isian_lengkap" in move.requires for item in later for move in item.moves)


def _targets(step: Step) -> Iterator[str]:
    return (move.to for move in step.moves if move.to not in {None, PEMOHON})


def _forward_targets(step: Step) -> Iterator[str]:
    return (move.to for move in step.moves if not move.back and move.to is not None)


def _reach(start: Iterable[str], neighbours: Callable[[str], Iterable[str]], known: dict[str, Step]) -> set[str]:
    reached: set[str] = set()
    waiting = list(start)
    while waiting:
        name = waiting.pop()
        if name in reached or name not in known:
            continue
        reached.add(name)
        waiting.extend(neighbours(name))
    return reached


def _minutes(sop: Sop, tell: Tell) -> None:
    stated = [step.minutes for step in sop.steps if step.minutes is not None and not step.extra and not step.optional]
    total = sum(stated) if stated else None
    if total != sop.total_minutes:
        tell(f"jumlah menit langkah {total}, tertulis {sop.total_minutes}")


def _promise(sop: Sop, tell: Tell) -> None:
    moves = [move for step in sop.steps for move in step.moves]
    if not any(move.complete for move in moves):
        tell("tidak ada gerak yang menyatakan berkas lengkap (complete)")
    if sop.promise and sop.promise.amount < 1:
        tell("janji layanan harus paling sedikit 1 hari")
    if not any(move.ready or move.to is None for move in moves):
        tell("tidak ada gerak yang menyatakan dokumen jadi (ready)")
    if any(step.signs for step in sop.steps) and sop.signing is None:
        tell("ada langkah tanda tangan tetapi signing tidak disebut")
