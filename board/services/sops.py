"""SOPs: checking files, installing versions, showing what is installed (PRODUCT 3, SOPs are installed)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from board.errors import SopFault, SopInvalid, SopRefused
from board.models.office import SopVersion
from board.services.desk import Desk
from board.services.record import OFFICE_LOG, believable_now, journal
from board.services.times import millis
from board.workflow.config_files import Unreadable, files_in, read_bytes
from board.workflow.sop import Field, Move, Sop, Step, split_book
from board.workflow.stored import digest, dump_sop

SOP_FOLDER = "sop"
INSTALLED = "sop_install"
"""Lines of the office's journal that tell of an installation; ``verify`` holds the installed text against them."""


def sop_files(desk: Desk) -> list[Path]:
    """The SOP files in the office's folder.

    Raises:
        SopInvalid: the folder is missing or cannot be opened.
    """
    try:
        return files_in(desk.home / SOP_FOLDER, ".toml")
    except Unreadable as told:
        raise SopInvalid([SopFault(SOP_FOLDER, str(told))]) from None


def check_sops(desk: Desk, paths: Sequence[Path]) -> tuple[list[Sop], list[SopFault]]:
    """SOPs of files, and what an office should look at without being stopped by it.

    Raises:
        SopInvalid: any fault; all faults of all files come at once.
    """
    # pydantic and the loader are only needed where files are read.
    from board.workflow import lint
    from board.workflow.load import load_sops, read_library

    sops = load_sops(paths, read_library(desk.home), desk.profile.vocabulary)
    named = [(path.name, sop) for path, sop in zip(paths, sops, strict=True)]
    return sops, lint.warnings(named)


def install_sops(desk: Desk, paths: Sequence[Path], actor: str, starts_on: date | None = None) -> list[Sop]:
    """Store versions of SOPs; running cases stay on the version they began with.

    Args:
        starts_on: the day from which new cases begin on it; today by default.

    Raises:
        SopInvalid: nothing is installed when any file has a fault.
        SopRefused: that version is installed with other content, or its number series belongs to another SOP.
    """
    sops, _ = check_sops(desk, paths)
    with desk.store.writing():
        now = believable_now(desk)
        day = starts_on or now.date()
        for path, sop in zip(paths, sops, strict=True):
            _install(desk, path, sop, actor, day)
    desk.shelf.refresh()
    return sops


def _install(desk: Desk, path: Path, sop: Sop, actor: str, day: date) -> None:
    text = dump_sop(sop)
    fingerprint = digest(text)
    existing = SopVersion.get_or_none(
        (SopVersion.office == desk.office) & (SopVersion.sop == sop.id) & (SopVersion.version == sop.version)
    )
    if existing is not None:
        if existing.digest != fingerprint:
            raise SopRefused(
                f"SOP {sop.id} versi {sop.version} sudah terpasang dengan isi lain. "
                f"Naikkan versinya: {sop.id}.{sop.version + 1}.toml dengan version = {sop.version + 1}."
            )
        return
    for other in desk.shelf.versions():
        if other.code == sop.code and other.id != sop.id:
            raise SopRefused(f'Kode nomor "{sop.code}" sudah dipakai SOP {other.id}; pakai kode lain.')
    SopVersion.create(
        office=desk.office, sop=sop.id, version=sop.version, digest=fingerprint, source_digest=file_digest(path),
        starts_on=day.isoformat(), definition=text, at=millis(desk.now()), by=actor,
    )  # fmt: skip
    journal(
        desk, OFFICE_LOG, actor, INSTALLED, f"{sop.id}.{sop.version}",
        {"digest": fingerprint, "starts_on": day.isoformat()},
    )  # fmt: skip


def file_digest(path: Path) -> str:
    """Digest of a file's bytes.

    Raises:
        SopInvalid: it cannot be read.
    """
    try:
        return hashlib.sha256(read_bytes(path)).hexdigest()
    except Unreadable as told:
        raise SopInvalid([SopFault(path.name, str(told))]) from None


def changed_files(desk: Desk) -> list[str]:
    """SOP files that differ from what is installed, or are not installed: reported, never silently used."""
    installed = {
        f"{sop}.{version}.toml": source
        for sop, version, source in SopVersion.select(SopVersion.sop, SopVersion.version, SopVersion.source_digest)
        .where(SopVersion.office == desk.office)
        .tuples()
    }
    try:
        files = sop_files(desk)
    except SopInvalid as told:
        return [told.sentence]
    return [words for path in files if (words := _change(path, installed.get(path.name)))]


def _change(path: Path, installed: str | None) -> str | None:
    if installed is None:
        return f"{path.name}: belum dipasang (board sop install {path.name})"
    try:
        same = file_digest(path) == installed
    except SopInvalid as told:
        return f"{told.sentence}; yang terpasang tetap berlaku"
    return None if same else f"{path.name}: berbeda dari yang terpasang; yang terpasang tetap berlaku"


def list_sops(desk: Desk) -> list[dict[str, Any]]:
    """Installed versions, each with the day it starts."""
    return [
        {
            "id": sop.id, "version": sop.version, "title": sop.title, "short": sop.short, "office": sop.office,
            "steps": len(sop.steps), "starts_on": desk.shelf.starts(sop.id, sop.version),
        }
        for sop in desk.shelf.versions()
    ]  # fmt: skip


def show_sop(sop: Sop) -> dict[str, Any]:
    """An SOP as the contract tells it."""
    return {
        "id": sop.id,
        "version": sop.version,
        "title": sop.title,
        "short": sop.short,
        "office": sop.office,
        "bidang": sop.bidang,
        "channel": sop.channel,
        "code": sop.code,
        "register_by": list(sop.register_by),
        "identity": ["name", *sop.identity],
        "delivery": list(sop.delivery),
        "receipt": sop.receipt,
        "promise": {"unit": sop.promise.unit, "amount": sop.promise.amount} if sop.promise else None,
        "total_minutes": sop.total_minutes,
        "total_stated": sop.total_stated,
        "signing": sop.signing,
        "roles": [{"id": role.id, "title": role.title} for role in sop.roles],
        "fields": [_field(item) for item in sop.fields],
        "requirements": [
            {
                "id": item.id, "title": item.title, "mandatory": item.mandatory, "when": item.when,
                "any_of": list(item.any_of), "by": item.by, "forms": list(item.forms),
            }
            for item in sop.requirements
        ],
        "steps": [_step(step) for step in sop.steps],
        "deadlines": [asdict(item) for item in sop.deadlines],
        "reopens": sop.reopens or None,
        "refers_to": list(sop.refers_to),
        "notes": list(sop.notes),
    }  # fmt: skip


def _field(item: Field) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": item.id,
        "title": item.title,
        "type": item.type,
        "required": item.required,
        "step": item.step or None,
        "when": item.when,
        "enum": [option.value for option in item.options] or None,
        "enum_titles": {option.value: option.title for option in item.options} or None,
        "siak": item.siak,
        "example": item.example or None,
    }
    if item.columns:
        shown["columns"] = [_field(column) for column in item.columns]
    return shown


def _step(step: Step) -> dict[str, Any]:
    return {
        "id": step.id,
        "no": step.no,
        "title": step.title,
        "tray": step.tray,
        "roles": list(step.roles),
        "external": step.external,
        "recorded_by": step.recorded_by,
        "extra": step.extra,
        "optional": step.optional,
        "minutes": step.minutes,
        "status": step.status.value,
        "signs": step.signs,
        "at_hand": list(step.at_hand),
        "output": list(step.output),
        "duties": list(step.duties),
        "books": [split_book(entry)[0] for entry in step.books],
        "series": {book: series for book, series in map(split_book, step.books) if series},
        "when": dict(step.when),
        "marks": dict(step.marks),
        "note": step.note,
        "moves": [_move(move) for move in step.moves],
    }


def _move(move: Move) -> dict[str, Any]:
    return {
        "intent": move.intent.value,
        "by": list(move.by),
        "to": move.to,
        "origin": move.origin.value,
        "requires": list(move.requires),
        "rules": [{"when": rule.when, "holds": rule.holds, "otherwise": rule.otherwise} for rule in move.rules],
        "prints": list(move.prints),
        "complete": move.complete,
        "ready": move.ready,
        "issues": move.issues,
        "message": move.message,
        "consequence": move.consequence or None,
        "answers": move.answers,
        "reasons": list(move.reasons),
    }
