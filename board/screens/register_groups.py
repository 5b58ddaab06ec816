"""What Berkas baru asks: fields of the applicant, of the service that is chosen, and of how it came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from board.screens.form import Group
from board.services.bundles import BY_PHONE, BundleFacts, BundleFileFacts
from board.services.drafts import Way
from board.services.links import may_complain
from board.services.register_case import CHANNELS, KnownApplicant, NewCase, may_stand_beside
from board.services.take_bundle import arrival_reason
from board.wording import clean, clock_time, mask_name, stamp
from board.workflow.checks import asked_at_registration, usual_form
from board.workflow.moments import form_stamp
from board.workflow.sop import CHANNEL_TITLES, FORM_TITLES, Field, Option, Sop

APPLICANT = ("name", "nik", "no_kk", "phone")
SERVICE, CHANNEL, RECEIVED, REASON, WAITS = "layanan", "kanal", "received_at", "received_reason", "waits_for"
LATE, KNOWN = "dicatat_belakangan", "sedang_diproses"
"""Facts the conditions of this form speak of: it came in long ago; somebody in it is being served already."""
TICK, SENT = "syarat:", "kiriman:"
"""Before the id of a requirement; before the id of a file that a bundle brought for it."""
CHECKLIST_LABEL = 54
TITLE = 40
"""Longest title of a service that stands beside the officer's name at 80 columns."""
ANYBODY = (
    "Nama dan telepon di bawah ini milik pemohonnya: bila pelapornya orang lain, ganti. "
    "Berkas itu sendiri tidak mencatat apa pun."
)
"""A complaint about a case may be anybody's."""
MANY_WORDS = 300
"""So much of a sender's words stands above the form; all of them go into the thread."""


REGISTER = Way("new")


@dataclass(frozen=True)
class Beginning:
    """What a registration begins with."""

    title: str = "Berkas baru"
    way: Way = REGISTER
    values: Mapping[str, str] = field(default_factory=dict)
    received_at: datetime | None = None
    about: str = ""
    bundle: BundleFacts | None = None
    again: KnownApplicant | None = None
    """The applicant of another case, who wants one more service."""

    def is_about(self, sop: Sop | None) -> bool:
        """Whether a case of this service would be a complaint about the other case, by whomever."""
        return sop is not None and self.again is not None and may_complain(sop, self.again.sop)

    @property
    def files(self) -> Sequence[BundleFileFacts]:
        """What the applicant sent, to be laid to requirements."""
        return self.bundle.kept if self.bundle else ()


def beginning(
    bundle: BundleFacts | None, again: KnownApplicant | None, now: datetime, services: Sequence[Sop]
) -> Beginning:
    """What is known before anything is typed: from a bundle, from another case of the applicant, or nothing.

    Args:
        services: what the officer registers; a complaint about the other case begins otherwise than one more service.
    """
    if bundle is not None:
        received = min(bundle.arrived_at, now)
        values = {
            "phone": bundle.phone, "nik": bundle.nik, CHANNEL: BY_PHONE if bundle.phone else "",
            RECEIVED: form_stamp(received), REASON: arrival_reason(bundle, received, now),
        }  # fmt: skip
        title = f"Kiriman {clock_time(bundle.arrived_at)}"
        way = Way("new", which=f"bundle:{bundle.id}", facts={"bundle": bundle.id})
        return Beginning(title, way, values, received, _about(bundle), bundle)
    if again is not None:
        complaints = [may_complain(sop, again.sop) for sop in services]
        if all(complaints):
            values = {"name": again.name, "phone": again.phone}
            about = f"Aduan tentang berkas {again.number} ({again.sop.short}). {ANYBODY}"
            way = Way("new", again.number, "about")
            return Beginning("Aduan tentang berkas", way, values, None, about, again=again)
        values = {
            "name": again.name, "nik": again.nik, "no_kk": again.no_kk, "phone": again.phone, CHANNEL: again.channel,
            RECEIVED: form_stamp(again.received_at), REASON: f"Bersama {again.number}",
        }  # fmt: skip
        about = f"Layanan lagi untuk {mask_name(again.name)}, pemohon {again.number}."
        if any(complaints):
            about += f" Bila layanannya aduan, itu aduan tentang berkas {again.number}. {ANYBODY}"
        way = Way("new", again.number, "again")
        return Beginning("Layanan lagi", way, values, again.received_at, about, again=again)
    return Beginning()


def _about(bundle: BundleFacts) -> str:
    files = "  ".join(f"{place} {clean(item.name)}{_pages(item)}" for place, item in enumerate(bundle.kept, start=1))
    words = clean(bundle.text)
    shown = f'\n"{words[:MANY_WORDS]}{"…" if len(words) > MANY_WORDS else ""}"' if words else ""
    refused = len(bundle.files) - len(bundle.kept)
    without = f"  ({refused} berkas ditolak, tidak ikut)" if refused else ""
    return f"Diterima {stamp(bundle.arrived_at)}: {files or 'tanpa foto'}{without}{shown}"


def _pages(item: BundleFileFacts) -> str:
    return f" ({item.pages} hal.)" if item.pages > 1 else ""


def sent_words(services: Sequence[Sop], begin: Beginning) -> dict[str, str]:
    """A request that is told in words begins with those that came with the bundle."""
    words = begin.bundle.text if begin.bundle else ""
    return {item.id: words for sop in services for item in asked_at_registration(sop) if words and item.type == "long"}


def service_title(sop: Sop) -> str:
    """What a service is called where its whole title would not fit."""
    return sop.title if len(sop.title) <= TITLE else sop.short


def groups_before(services: Sequence[Sop], begin: Beginning) -> list[Group]:
    """Service and applicant."""
    options = tuple(Option(sop.id, service_title(sop)) for sop in services)
    which = [Field(SERVICE, "Layanan", "enum", required=True, options=options)] if len(services) > 1 else []
    who = [
        Field("name", "Nama pemohon", "name", required=True),
        Field("nik", "NIK", "nik"),
        Field("no_kk", "No. KK", "no_kk"),
    ]
    return [Group("", which), Group("Pemohon", [*who, *([] if begin.bundle else [_PHONE])], "applicant.")]


def groups_after(begin: Beginning) -> list[Group]:
    """How it came in: mostly right as it stands, so it comes last."""
    channels = tuple(Option(channel, CHANNEL_TITLES[channel]) for channel in CHANNELS)
    how = [
        Field(CHANNEL, "Kanal", "enum", required=True, options=channels),
        Field(RECEIVED, "Diterima (kosong: sekarang)", "text", max=40),
        Field(REASON, "Alasan dicatat belakangan", "text", required=True, max=200, when=LATE),
        Field(WAITS, "Menunggu berkas", "enum", when=KNOWN),
    ]
    if begin.bundle:
        return [Group("Kiriman", [_PHONE], "applicant."), Group("", how)]
    return [Group("Cara masuk", how)]


_PHONE = Field("phone", "Telepon/WhatsApp", "phone")


def groups_of(sop: Sop, channel: str, files: Sequence[BundleFileFacts]) -> list[Group]:
    """What a service asks: fields that decide which papers are due, and the papers."""
    asked = asked_at_registration(sop)
    sent = [Option(f"{SENT}{item.id}", f"{_kind(item)} {place}") for place, item in enumerate(files, start=1)]
    ticks = [
        Field(
            TICK + item.id, item.title, "enum", when=item.when,
            # What was sent comes first, then the usual form: one key press chooses it.
            options=(*sent, *(
                Option(form, FORM_TITLES[form].capitalize())
                for form in sorted(item.forms, key=lambda form: form != usual_form(item, channel))
            )),
        )
        for item in sop.requirements
    ]  # fmt: skip
    found = [Group(f"Isian {sop.short}", asked)] if asked else []
    if ticks:
        title = f"Persyaratan yang sudah ada{_several(len(sent))}"
        found.append(Group(title, ticks, "requirements.", CHECKLIST_LABEL, together=SENT if sent else ""))
    return found


def _several(sent: int) -> str:
    """How a paper gets more than one photo; no digit is left for the tenth."""
    if not sent:
        return ""
    return f" (angka lagi: tambah;{' 10 dst.: panah;' if sent > 9 else ''} Del: hapus)"


def _kind(item: BundleFileFacts) -> str:
    return "PDF" if item.mime == "application/pdf" else "Foto"


def as_new_case(
    values: Mapping[str, Any], sop: Sop, begin: Beginning, received: datetime | None
) -> tuple[NewCase, dict[int, list[str]]]:
    """What the form asks the office to register, and which files of the bundle serve which requirements."""
    asked = {item.id for item in asked_at_registration(sop)}
    chosen = {name.removeprefix(TICK): value for name, value in values.items() if name.startswith(TICK) and value}
    files: dict[int, list[str]] = {}
    for requirement, value in chosen.items():
        for one in value.split():
            if one.startswith(SENT):
                files.setdefault(int(one.removeprefix(SENT)), []).append(requirement)
    beside = begin.again if begin.again and may_stand_beside(sop, begin.again.sop) else None
    new = NewCase(
        applicant={name: str(values.get(name) or "") for name in APPLICANT},
        channel=values[CHANNEL],
        received_at=received,
        backdated_reason=values.get(REASON, ""),
        data={name: value for name, value in values.items() if name in asked and value},
        requirements={name: value for name, value in chosen.items() if not value.startswith(SENT)},
        waits_for=values.get(WAITS, ""),
        same_applicant=beside.number if beside else "",
        about=begin.again.number if begin.is_about(sop) and begin.again else "",
    )
    return new, files
