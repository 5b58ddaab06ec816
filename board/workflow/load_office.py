"""Office configuration → Profile: ``office.toml`` with the shared tables beside it, checked as one.

A table in ``office.toml`` (``[books.agenda]``) changes single keys of the shared one, so that a file copied at
``board init`` can stay as it was shipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from board import wording
from board.errors import ConfigInvalid
from board.workflow.answers import ANSWER_VARIABLES, LONGEST_ANSWER, LONGEST_TITLE, AnswerTemplate
from board.workflow.checks import OTHER
from board.workflow.config_files import Unreadable, read_toml
from board.workflow.invalid import in_words
from board.workflow.load_calendar import calendar_faults, holidays_of, seasons_of
from board.workflow.office import EVERY_SOP, REGISTRATION, REPORTS, Profile, maker_of
from board.workflow.office_files import ANSWER_FOLDER, SHARED, answer_files
from board.workflow.session import session_faults
from board.workflow.sitting import sitting_faults
from board.workflow.templates import LETTER_PARTS, NUMBER_PARTS, message_faults, pattern_faults, text_faults

NEEDED_BOOKS = (REGISTRATION, "agenda")
"""What the program itself writes, whatever the SOPs of the office name."""
GROWING = ("documents", "messages", "reasons")
"""Tables that gain entries with new versions of the program."""
MOST_COPIES = 9
"""More are a mistake that empties the paper tray."""
MOST_SESSIONS = 50
MOST_QUIET = 600
MOST_FILES = 500
MOST_CLOCK_JUMP = 366
"""An office that was closed for a year confirms its clock; none at all would refuse every command."""


def load_profile(home: Path, shipped: Path) -> Profile:
    """The profile of the office in ``home``.

    Args:
        shipped: the configuration that came with the program: papers, messages and kinds of reasons that the office's
            own copies are too old to know are taken from there.

    Raises:
        ConfigInvalid: the first file that has faults, with all of them.
    """
    plain = _toml(home / "office.toml")
    plain.pop("database", None)
    for name in SHARED:
        own = _toml(home / f"{name}.toml")
        newer = _toml(shipped / f"{name}.toml") if name in GROWING else {}
        plain[name] = _merged({**newer, **own}, plain.get(name, {}))
    plain["holidays"] = holidays_of(home, plain.get("holidays", []))
    plain["seasons"] = seasons_of(home, shipped, plain.get("seasons", []))
    if "answers" in plain:
        raise ConfigInvalid("office.toml", [f"answers: templat jawaban ditulis di folder {ANSWER_FOLDER}/"])
    answers = list(_answers(home, shipped))
    plain["answers"] = {path.stem: template for path, template in answers}
    try:
        profile = TypeAdapter(Profile).validate_python(plain)
    except ValidationError as invalid:
        raise ConfigInvalid("office.toml", [in_words(error) for error in invalid.errors()]) from None
    faults = list(_faults(profile))
    if faults:
        raise ConfigInvalid("office.toml", faults)
    known = {*profile.sops, *_sops_beside(home), *_sops_beside(shipped)}
    for path, _ in answers:
        told = list(_answer_faults(profile.answers[path.stem], known))
        if told:
            raise ConfigInvalid(f"{ANSWER_FOLDER}/{path.name}", told)
    return profile


def _answers(home: Path, shipped: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The templates of answers: the office's own, or those that came with the program where it has no folder."""
    try:
        own = answer_files(home)
    except Unreadable as told:
        raise ConfigInvalid(ANSWER_FOLDER, [str(told)]) from None
    for path in answer_files(shipped) or () if own is None else own:
        where = f"{ANSWER_FOLDER}/{path.name}"
        try:
            plain = read_toml(path)
            TypeAdapter(AnswerTemplate).validate_python(plain)
        except Unreadable as told:
            raise ConfigInvalid(where, [str(told)]) from None
        except ValidationError as invalid:
            raise ConfigInvalid(where, [in_words(error) for error in invalid.errors()]) from None
        yield path, plain


def _sops_beside(folder: Path) -> Iterator[str]:
    """Ids of the SOPs whose files lie in a folder of configuration: an office may run them later."""
    return (path.name.rsplit(".", 2)[0] for path in (folder / "sop").glob("*.toml"))


def _answer_faults(template: AnswerTemplate, sops: set[str]) -> Iterator[str]:
    if not 0 < len(wording.clean(template.title)) <= LONGEST_TITLE:
        yield f"title: 1 sampai {LONGEST_TITLE} huruf"
    if len(template.text) > LONGEST_ANSWER:
        yield f"text: paling panjang {LONGEST_ANSWER} huruf, sama dengan catatan"
    if not template.kinds:
        yield "kinds: sebut jawaban, solusi, atau keduanya"
    for name in template.sops:
        if name not in sops:
            yield f'sops: SOP "{wording.quoted(name)}" tidak dikenal'
    yield from text_faults("text", template.text, ANSWER_VARIABLES, empty="teksnya kosong")


def _toml(path: Path) -> dict[str, Any]:
    try:
        return read_toml(path)
    except Unreadable as told:
        raise ConfigInvalid(path.name, [str(told)]) from None


def _merged(shared: dict[str, Any], own: Any) -> Any:
    """The shared table with single keys of the office's own; what is no table is left for the shape to refuse."""
    if not isinstance(own, dict):
        return own
    merged = dict(shared)
    for key, value in own.items():
        both_tables = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = {**merged[key], **value} if both_tables else value
    return merged


def _faults(profile: Profile) -> Iterator[str]:
    yield from _heading_faults(profile)
    yield from calendar_faults(profile)
    yield from _missing_entries(profile)
    yield from _number_faults(profile)
    for name, text in profile.messages.items():
        yield from message_faults(name, text)
    for name in profile.reasons:
        if OTHER not in profile.reasons.get(name, {}):
            yield f'reasons.{name}: alasan "{OTHER}" wajib ada'
    for role in (
        *profile.cancel_roles,
        *profile.urgent_roles,
        *profile.dossier_roles,
        *profile.incident_roles,
        *(item.role for item in (profile.signature, *profile.signatures.values())),
    ):
        if role not in profile.roles:
            yield f'peran "{role}" tidak dikenal'
    for name in profile.four_eyes:
        if name not in {*profile.sops, EVERY_SOP}:
            yield f'four_eyes: SOP "{wording.quoted(name)}" tidak ada pada kantor ini; tulis id SOP atau {EVERY_SOP}'
    yield from _paper_faults(profile)
    yield from _morning_faults(profile)
    yield from sitting_faults(profile.sitting, frozenset(profile.roles))
    if not 0 <= profile.sessions.per_officer <= MOST_SESSIONS:
        yield f"sessions.per_officer: 0 sampai {MOST_SESSIONS}; 0 tanpa batas"
    yield from session_faults(profile.session)
    if not re.fullmatch(r"\d{4}", profile.region, re.ASCII):
        yield "region: kode wilayah 4 angka Kemendagri"
    if not 1 <= profile.max_clock_jump_days <= MOST_CLOCK_JUMP:
        yield f"max_clock_jump_days: 1 sampai {MOST_CLOCK_JUMP} hari"


def _morning_faults(profile: Profile) -> Iterator[str]:
    if not profile.inbox.folder.strip() or ".." in Path(profile.inbox.folder).parts:
        yield "inbox.folder: nama folder di dalam folder kantor, atau jalur lengkap, tanpa .."
    if not 1 <= profile.inbox.quiet_seconds <= MOST_QUIET:
        yield f"inbox.quiet_seconds: 1 sampai {MOST_QUIET} detik"
    if not 1 <= profile.inbox.most_files <= MOST_FILES:
        yield f"inbox.most_files: 1 sampai {MOST_FILES} berkas"
    for name in profile.outages.pause_promise:
        if name not in profile.outages.systems:
            yield f'outages.pause_promise: sistem "{name}" tidak dikenal ({", ".join(profile.outages.systems)})'


def _missing_entries(profile: Profile) -> Iterator[str]:
    for name in NEEDED_BOOKS:
        if name not in profile.books:
            yield f"books: {name} wajib ada"


def _number_faults(profile: Profile) -> Iterator[str]:
    for name, book in profile.books.items():
        # The number of a case is its name in the whole office: apart from all SOPs, years and days.
        case_number = name == REGISTRATION
        apart = tuple(NUMBER_PARTS) if case_number else ("number",)
        yield from pattern_faults(f"books.{name}.pattern", book.pattern, NUMBER_PARTS, apart, coded=case_number)
    if REGISTRATION in profile.books and profile.books[REGISTRATION].reset != "tahun":
        yield f'books.{REGISTRATION}.reset: harus "tahun"'
    yield from pattern_faults("letter_pattern", profile.letter_pattern, LETTER_PARTS, ("number",))


def _heading_faults(profile: Profile) -> Iterator[str]:
    head = profile.letterhead
    for where, text in (
        ("short", profile.short), ("place", profile.place),
        ("letterhead.government", head.government), ("letterhead.agency", head.agency),
    ):  # fmt: skip
        if not wording.clean(text):
            yield f"{where}: tidak boleh kosong"


def _paper_faults(profile: Profile) -> Iterator[str]:
    for name, document in profile.documents.items():
        if not 1 <= document.copies <= MOST_COPIES:
            yield f"documents.{name}.copies: 1 sampai {MOST_COPIES}"
    reports = {*REPORTS, *map(maker_of, REPORTS)}
    signed = [name for name in profile.signatures if name not in reports]
    for table, names in (("signatures", signed), ("printing.queues", profile.printing.queues)):
        for name in names:
            if name not in profile.documents:
                yield f'{table}: cetakan "{name}" tidak dikenal'
