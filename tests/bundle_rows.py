"""Bundles of the kotak masuk as rows, for tests of what becomes of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta

from board.models.inbox import Bundle, BundleFile
from board.services.attachments import stored_name
from board.services.bundles import NEW, BundleFacts, bundle_facts
from board.services.desk import Desk
from board.services.storage import keep_file
from board.services.times import millis
from tests.offices import MONDAY

PHONE = "+6281200000001"
JPEG = "image/jpeg"


def arrive(
    desk: Desk,
    names: Sequence[str] = ("foto1.jpg", "foto2.jpg"),
    *,
    phone: str = PHONE,
    nik: str = "",
    text: str = "",
    at: datetime = MONDAY - timedelta(hours=3, minutes=48),
    refused: str = "",
) -> BundleFacts:
    """A bundle that was read from the upload folder; a ``refused`` sentence is that of its last file."""
    with desk.store.writing():
        row = Bundle.create(
            office=desk.office, source=f"kiriman-{names}-{at}", phone=phone, nik=nik, text=text, arrived_at=millis(at),
            at=millis(at), state=NEW,
        )  # fmt: skip
        for name in names:
            content = f"isi {name}".encode()
            sha256 = hashlib.sha256(content).hexdigest()
            keep_file(desk.attachments / stored_name(sha256, JPEG), content)
            wrong = refused if name == names[-1] else ""
            BundleFile.create(
                office=desk.office, bundle_id=row.id, source=name, name=name, mime="" if wrong else JPEG,
                size=len(content), pages=1, sha256="" if wrong else sha256, refused=wrong, at=millis(at),
            )  # fmt: skip
        return bundle_facts(desk, row)
