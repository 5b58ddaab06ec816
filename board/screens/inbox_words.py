"""Words of the kotak masuk: a bundle as a line, as what stands below the list, and as the form that joins it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from board import wording
from board.screens.form import Form, Group
from board.screens.keeping import Send
from board.services.bundles import BundleFacts
from board.services.drafts import Way
from board.services.inbox_list import Arrived
from board.services.inbox_settle import CaseToJoin
from board.widgets import inks
from board.widgets.pick_list import Row
from board.workflow.sop import Field, Option

FILE = "file:"
FILE_LABEL = 34


def joining_form(facts: BundleFacts, case: CaseToJoin, save: Callable[[dict[str, Any], Send], Awaitable[bool]]) -> Form:
    """What each file is for, before the bundle joins a case."""
    options = tuple(Option(name, title) for name, title in case.requirements)
    fields = [
        Field(f"{FILE}{item.id}", f"{place}. {item.name}"[:FILE_LABEL], "enum", options=options)
        for place, item in enumerate(facts.kept, start=1)
    ]
    # One file for the one paper that is missing: most likely that is what it is.
    sure = len(fields) == 1 and len(case.lacks) == 1
    values = {fields[0].id: case.lacks[0]} if sure else {}
    groups = (
        [Group("Berkas kiriman ini untuk persyaratan apa?", fields, label=FILE_LABEL)] if options and fields else []
    )
    groups.append(Group("Bila perlu", [Field("note", "Catatan", "text")]))
    return Form(f"Gabungkan ke {case.number}", groups, values=values, save=save, about=case.about,
                way=Way("join", case.number, str(facts.id)))  # fmt: skip


def listed(key: str, item: Arrived) -> Row:
    """The line of a bundle: when, who (masked), how much, what they wrote, and the case that fits best."""
    facts = item.facts
    at = facts.arrived_at
    phone = wording.mask_phone(facts.phone) or "tanpa nomor"
    refused = len(facts.files) - len(facts.kept)
    counted = f"{len(facts.kept)} berkas" + (f", {refused} ditolak" if refused else "")
    words = " ".join(wording.masked(wording.clean(facts.text)).split())
    text = f"{at.day:02d}/{at.month:02d} {wording.clock_time(at)}  {phone:<12} {counted:<9}  {words}"
    ink = inks.DIM if not facts.kept and not facts.text else inks.PLAIN
    return Row(key, text, item.matches[0].number if item.matches else "", ink)


def detail(item: Arrived) -> str:
    """The bundle under the cursor, in lines."""
    facts = item.facts
    size, pages = sum(file.size for file in facts.kept), sum(file.pages for file in facts.kept)
    lines = [
        f"Kiriman {facts.id} · {wording.mask_phone(facts.phone) or 'tanpa nomor telepon'} · "
        f"{wording.stamp(facts.arrived_at)} · {pages} halaman, {wording.size_words(size)}"
    ]
    if facts.nik:
        lines.append(f"NIK pada nama berkas: {wording.mask_number(facts.nik)}")
    lines += [f"Mungkin untuk {match.number} {match.name} ({match.service}): {match.why}" for match in item.matches]
    lines.append("")
    for file in facts.files:
        name = wording.masked(wording.clean(file.name))
        kind = wording.FILE_KINDS.get(file.mime, file.mime)
        told = file.refused or f"{kind}, {wording.size_words(file.size)}, {file.pages} halaman"
        lines.append(f"{'! ' if file.refused else '  '}{name}: {told}")
    if facts.text:
        # Last, because it may be long: the files and why one was refused stay in sight.
        lines += ["", *wording.masked(wording.clean(facts.text, lines=True)).split("\n")]
    return "\n".join(lines)


def nothing(folder: str) -> str:
    """What to do where nothing waits."""
    return (
        f"Belum ada kiriman yang menunggu.\n\nFolder unggahan: {folder}\n"
        "Taruh foto dan PDF di sana, satu folder per pengirim, dinamai telepon dan waktunya, misalnya "
        "081234567890_20261121-0712. Kiriman muncul di sini sendiri."
    )
