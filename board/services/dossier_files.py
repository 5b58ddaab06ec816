"""The papers and files of a case as its dossier names them, each with what keeps it from being drawn."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from board import wording
from board.models.case import Attachment, Case
from board.models.paper import PrintJob
from board.printing.confidential import HIDDEN, is_secret
from board.services.attachments import MIME_ENDINGS, stored_name
from board.services.desk import Desk
from board.services.facts_of import number_of
from board.services.out_of_sight import contents_gone, papers_showing, reason_words
from board.services.papers import STATE_TITLES as PAPER_STATES
from board.services.times import moment
from board.workflow.sop import Sop

GONE = "Berkas ini tidak ada lagi pada folder kantor."
OTHER = "Isi berkas ini berbeda dari yang dicatat saat disimpan; tidak ditampilkan."
NOT_MADE = "Tidak ada PDF-nya pada kantor ini."
BEFORE_SECRECY = "Tidak disertakan: dibuat sebelum pelapor meminta dirahasiakan."
MOVED_ON_IT = "Tidak disertakan: memuat lampiran yang dipindahkan (salah alamat)."


def stamp_of(desk: Desk, stored: int | None) -> str:
    """A stored moment in words; empty for none."""
    return wording.stamp(moment(stored, desk.zone)) if stored is not None else ""


def other_case(case_id: int) -> str:
    """The number of another case, or words for one that is not there."""
    return number_of(case_id) or "berkas lain"


def gone_to(desk: Desk, at: int, by: str | None, reason: str | None, case_id: int | None) -> str:
    """What is said of a file or note that lay in the wrong case, instead of what it is."""
    to = f"ke berkas {other_case(case_id)} " if case_id is not None else ""
    why = reason_words(desk.profile, reason)
    return f"Dipindahkan {to}{stamp_of(desk, at)}, {by or '-'} (salah alamat). {why}".strip()


def papers_told(desk: Desk, row: Case, sop: Sop) -> list[dict[str, Any]]:
    """Every paper of the case, in the order they were made; one with a file on it that was moved out is only named."""
    trays = {step.id: f"{step.no}. {step.tray}" for step in sop.steps}
    documents = desk.profile.documents
    showing = {job.id for job in papers_showing(row.id, contents_gone(row.id))}
    found = []
    for job in PrintJob.select().where(PrintJob.case_id == row.id).order_by(PrintJob.id):
        title = documents[job.document].title if job.document in documents else job.document
        marks = [wording.after_corrections(job.round), f"salinan ke-{job.copy}" if job.copy > 1 else ""]
        path = _inside(desk.spool, job.path) if job.path else None
        found.append(
            {
                "name": title,
                "mime": "application/pdf",
                "facts": [
                    ("Dibuat", f"{stamp_of(desk, job.at)}, {job.by}"), ("Langkah", trays.get(job.step, job.step)),
                    ("Putaran dan salinan", ", ".join(filter(None, marks)) or "asli"),
                    ("Keadaan kertas", PAPER_STATES.get(job.state, job.state)),
                    *([("Alasan cetak ulang", job.reason)] if job.reason else []),
                    ("Sidik isi (SHA-256)", job.sha256 or "-"),
                ],
                "path": path,
                "fault": NOT_MADE if not job.path
                else BEFORE_SECRECY if row.secret and not is_secret(json.loads(job.snapshot)["data"])
                else MOVED_ON_IT if job.id in showing
                else _fault(path, job.sha256),
            }
        )  # fmt: skip
    return found


def attachments_told(desk: Desk, row: Case, sop: Sop, *, secret: bool) -> list[dict[str, Any]]:
    """Every file handed in; one that was moved to another case is named without its name.

    Args:
        secret: the pelapor asked for secrecy: no phone is told.
    """
    titles = {item.id: item.title for item in sop.requirements}
    found = []
    for item in Attachment.select().where(Attachment.case_id == row.id).order_by(Attachment.id):
        hidden = item.hidden_at is not None
        path = None
        if not hidden and item.mime in MIME_ENDINGS:
            path = _inside(desk.attachments, stored_name(item.sha256, item.mime))
        sender = wording.mask_phone(item.sender) if item.sender else "loket"
        came = f"{stamp_of(desk, item.at)}, {item.by}"
        found.append(
            {
                "name": "dipindahkan" if hidden else item.name,
                "facts": [
                    ("Persyaratan", titles.get(item.requirement or "", item.requirement or "lampiran lain")),
                    ("Masuk", came if secret else f"{came} (dari {sender})"),
                    ("Sidik isi (SHA-256)", item.sha256),
                ],
                "mime": item.mime,
                "path": path,
                "fault": gone_to(desk, item.hidden_at, item.hidden_by, item.hidden_reason, item.moved_to) if hidden
                else _fault(path, item.sha256),
            }
        )  # fmt: skip
    return found


def file_names(desk: Desk, row: Case, *, secret: bool) -> dict[int, str]:
    """What the history calls each file; where it lay there by mistake, or tells who complains, not by its name.

    Args:
        secret: the pelapor asked for secrecy: the name of a photo may say whose identity card it shows.
    """
    return {
        item.id: gone_to(desk, item.hidden_at, item.hidden_by, item.hidden_reason, item.moved_to)
        if item.hidden_at is not None
        else HIDDEN if secret
        else item.name
        for item in Attachment.select().where(Attachment.case_id == row.id)
    }  # fmt: skip


def _inside(folder: Path, name: str) -> Path | None:
    """A file below a folder; None where its stored name leads out of it."""
    path = (folder / name).resolve()
    return path if path.is_relative_to(folder.resolve()) else None


def _fault(path: Path | None, sha256: str | None) -> str:
    """What keeps a file out of the dossier; empty where it is the one that was kept."""
    if path is None or not path.is_file():
        return GONE
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
    except OSError:
        return GONE
    return "" if sha256 in (None, digest.hexdigest()) else OTHER
