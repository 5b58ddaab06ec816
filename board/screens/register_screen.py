"""The form of a new case: service, applicant, ticks; everything else is asked at the step that needs it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.events import DescendantFocus
from textual.widget import Widget

from board.screens.bindings import bind
from board.screens.form import Form, FormScreen, Group
from board.screens.keeping import Send
from board.screens.register_groups import (
    APPLICANT,
    CHANNEL,
    KNOWN,
    LATE,
    REASON,
    RECEIVED,
    SERVICE,
    WAITS,
    Beginning,
    as_new_case,
    groups_after,
    groups_before,
    groups_of,
    sent_words,
    service_title,
)
from board.services.bundles import BY_PHONE
from board.services.in_flight import BY_NUMBER, InFlight, flight_words, in_flight
from board.services.register_case import (
    RECORDING_TIME,
    Registered,
    register_case,
)
from board.services.take_bundle import take_bundle
from board.widgets.fields import ChoiceEditor, FieldChanged, FieldRow
from board.widgets.texts import PlainText
from board.wording import mask_name
from board.workflow.moments import form_stamp, parse_stamp
from board.workflow.sop import Field, Option, Sop

IN_LIST, A_LINE = 19, 4
"""Width of a service in the list of their digits, and how many stand on a line of 80 columns."""


class RegisterScreen(FormScreen):
    """The form of a new case. Another service asks other fields; what was typed stays.

    Args:
        services: what the officer registers.
        chosen: id of the service it begins with, if any.
    """

    BINDINGS = [
        bind("f4", "waits", "Menunggu", "Ke isian Menunggu berkas, bila pemohon sedang diproses.", id="register.waits"),
        # With priority, as Enter: the name may follow the digit however fast.
        *(Binding(str(digit), f"service({digit})", show=False, priority=True) for digit in range(1, 10)),
    ]

    def __init__(self, services: Sequence[Sop], begin: Beginning, chosen: str | None) -> None:
        self._services = {sop.id: sop for sop in services}
        self._begin = begin
        self._built = self._services.get(chosen or "") or (services[0] if len(services) == 1 else None)
        self._before, self._after = groups_before(services, begin), groups_after(begin)
        channel = begin.values.get(CHANNEL) or (self._built.channel if self._built else "")
        values = {
            **begin.values,
            **sent_words(services, begin),
            CHANNEL: channel,
            SERVICE: self._built.id if self._built else "",
        }
        super().__init__(
            Form(begin.title, self._before, values=values, way=begin.way, save=self._register,
                 look_up=self._find_in_flight, about=begin.about)
        )  # fmt: skip
        self._aside: dict[str, Any] = {}
        """What was filled in for services that are not chosen now."""
        self._found: dict[str, list[InFlight]] = {}
        self._looked: dict[str, str] = {}
        """NIK and No. KK as they were looked up."""
        self._changing = asyncio.Lock()
        # The key is made with the form: pressing save twice after a broken line registers once.
        self._key = str(uuid4())
        if self._built and (len(services) == 1 or not (begin.again or begin.bundle)):
            # The service is known: begin with the name. Set before the first key can arrive. Bundles are mixed: each
            # begins with its service, so that the same digit is never a service in one and a letter in the next.
            self.AUTO_FOCUS = ".-name Input"  # type: ignore[misc]  # Textual reads it from the instance too

    def title_words(self) -> str:
        return f"{self._begin.title} · {service_title(self._built)}" if self._built else self._begin.title

    def body(self) -> Iterator[Widget]:
        values = self.form.values
        with VerticalScroll(can_focus=False):
            if self.form.about:
                yield PlainText(self.form.about, classes="about")
            which, *who = self._before
            yield from self.group_rows(which, values)
            yield PlainText(self._numbered(), id="services")
            for group in who:
                yield from self.group_rows(group, values)
            with Vertical(id="service"):
                for group in self._groups_of_service():
                    yield from self.group_rows(group, values)
            for group in self._after:
                yield from self.group_rows(group, values)

    def _numbered(self) -> str:
        """Which key jumps to which service; shown while it is chosen."""
        names = [f"{place} {sop.short}".ljust(IN_LIST) for place, sop in enumerate(self._services.values(), start=1)]
        return "\n".join("".join(names[at : at + A_LINE]).rstrip() for at in range(0, len(names), A_LINE))

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        choosing = self._row_in_hand()
        self.query_one("#services").display = choosing is not None and choosing.field.id == SERVICE

    # --- the service ---------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Digits choose a service while it is asked for, and are digits everywhere else."""
        if action == "service":
            row = self._row_in_hand()
            return row is not None and row.field.id == SERVICE
        return super().check_action(action, parameters)

    def action_service(self, digit: int) -> None:
        """Choose a service by its digit, and go on to the applicant."""
        editor = self.row(SERVICE).editor
        assert isinstance(editor, ChoiceEditor)
        if editor.choose_number(digit):
            self.focus_next()

    @property
    def groups(self) -> Sequence[Group]:
        return [*self._before, *self._groups_of_service(), *self._after]

    def _groups_of_service(self) -> list[Group]:
        if self._built is None:
            return []
        return groups_of(self._built, self._begin.values.get(CHANNEL) or self._built.channel, self._begin.files)

    @property
    def _chosen(self) -> Sop | None:
        rows = [row for row in self.rows if row.field.id == SERVICE]
        return self._services.get(rows[0].value) if rows else self._built

    async def on_field_changed(self, message: FieldChanged) -> None:
        # The form's own handler comes after this one.
        if message.row.field.id == SERVICE:
            await self._change_service()
        elif message.row.field.id == RECEIVED:
            self._show_fitting()

    async def _change_service(self) -> None:
        """Ask what the chosen service asks; what was filled in is put aside, and comes back where it fits."""
        async with self._changing:
            chosen = self._chosen
            if chosen is self._built:
                return
            before, self._built = self._built, chosen
            box = self.query_one("#service", Vertical)
            self._aside.update({row.field.id: row.value for row in box.query(FieldRow) if row.value})
            known = {**self.form.values, **self._fitting()}
            rows = [widget for group in self._groups_of_service() for widget in self.group_rows(group, known)]
            with self.app.batch_update():
                await box.remove_children()
                await box.mount_all(rows)
            for row in box.query(FieldRow):
                self._aside.pop(row.field.id, None)
                empty = [] if row.field.type == "rows" else ""
                self._begun.setdefault(row.field.id, self.form.values.get(row.field.id, empty))
            self._follow_channel(before)
            self._follow_other(before)
            self._show_fitting()
            self.show_title()

    def _fitting(self) -> dict[str, Any]:
        """What was put aside, where the service that is chosen now takes it."""
        asked = {item.id: item for group in self._groups_of_service() for item in group.fields}
        return {
            name: value
            for name, value in self._aside.items()
            if name in asked and (asked[name].type != "enum" or _offered(asked[name], value))
        }

    def _follow_channel(self, before: Sop | None) -> None:
        """Another service usually comes in another way, unless somebody said how this one did."""
        channel = self.row(CHANNEL)
        if self._built and not self._begin.values.get(CHANNEL) and channel.value in {"", before and before.channel}:
            channel.put(self._built.channel)

    def _follow_other(self, before: Sop | None) -> None:
        """A complaint about the other case comes in now, and may be anybody's; a service beside it came in with it."""
        is_about = self._begin.is_about(self._built)
        if is_about == self._begin.is_about(before):
            return
        for name in (RECEIVED, REASON, *BY_NUMBER):
            begun = self._begin.values.get(name, "")
            shown, wanted = (begun, "") if is_about else ("", begun)
            if self.row(name).value == shown:
                self.row(name).put(wanted)

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        if self._built and len(self._built.delivery) == 1:
            facts.setdefault("cara_serah", self._built.delivery[0])
        return {**facts, LATE: "ya" if self._is_late() else "", KNOWN: "ya" if self._others() else ""}

    def _show_fitting(self) -> None:
        super()._show_fitting()
        needed = {"name", *(self._built.identity if self._built else ())}
        if self.row(CHANNEL).value == BY_PHONE:
            needed.add("phone")
        for name in APPLICANT:
            self.row(name).demand(name in needed)

    # --- when it came in -----------------------------------------------------------------------------------------

    def _received(self) -> datetime | None:
        """The moment that is typed; None: now, or nothing that is a moment."""
        text = self.row(RECEIVED).value
        if text == self.form.values.get(RECEIVED):
            # Typed by nobody: as it was to the second.
            return self._begin.received_at
        try:
            return parse_stamp(text, self.board.now()) if text.strip() else None
        except ValueError:
            return None

    def _is_late(self) -> bool:
        received = self._received()
        return received is not None and self.board.now() - received > RECORDING_TIME

    def _check_row(self, row: FieldRow, *, typing: bool) -> bool:
        fine = super()._check_row(row, typing=typing)
        if row.field.id != RECEIVED or not row.value.strip():
            return fine
        try:
            parse_stamp(row.value, self.board.now())
        except ValueError as wrong:
            if not typing:
                row.complain(str(wrong).capitalize())
            return False
        return fine

    def _look_at(self, row: FieldRow) -> None:
        if row.field.id == RECEIVED and (received := self._received()):
            # An hour alone means another day tomorrow: a draft keeps the whole of it.
            row.put(form_stamp(received))
        if row.field.id in BY_NUMBER and not row.value:
            self._found.pop(row.field.id, None)
            self._looked.pop(row.field.id, None)
            self._offer()
        super()._look_at(row)

    # --- who is being served already -----------------------------------------------------------------------------

    async def _find_in_flight(self, item: Field, value: str) -> str:
        if item.id not in BY_NUMBER:
            return ""
        found = await self.ask(in_flight, item.id, value)
        self._found[item.id], self._looked[item.id] = found, value
        self._offer()
        # A No. KK that leads to the same berkas as the NIK says nothing new.
        told = self._found.get("nik", []) if item.id == "no_kk" else []
        words = flight_words(BY_NUMBER[item.id], [other for other in found if other not in told])
        return f"{words} F4 bila yang baru ini menunggunya." if words else ""

    def _others(self) -> list[InFlight]:
        return list(dict.fromkeys(item for found in self._found.values() for item in found))

    def _offer(self) -> None:
        self.row(WAITS).offer([Option(item.number, f"{item.number} ({item.service})") for item in self._others()])
        self._show_fitting()

    def action_waits(self) -> None:
        """To the case this one waits for."""
        row = self.row(WAITS)
        if row.display:
            row.editor.focus()
        else:
            self.say("Belum ada berkas lain yang sedang diproses dengan NIK atau No. KK ini.")

    async def _newly_found(self) -> bool:
        """Look up what nobody has left yet: who is in flight is shown before the form is finished."""
        rows = [self.row(name) for name in BY_NUMBER]
        unseen = [row for row in rows if row.value and row.value != self._looked.get(row.field.id)]
        for row in unseen:
            await self._look_up(row)
        return any(self._found.get(row.field.id) for row in unseen)

    # --- drafts and saving ---------------------------------------------------------------------------------------

    async def resume(self, values: Mapping[str, Any]) -> None:
        self._aside, self._found, self._looked = dict(values), {}, {}
        self._offer()
        if values.get(SERVICE) in self._services and len(self._services) > 1:
            self.row(SERVICE).put(values[SERVICE])
        await self._change_service()
        shown = {row.field.id for row in self.rows}
        self._aside = {name: value for name, value in self._aside.items() if name not in shown and value}
        await super().resume({name: value for name, value in values.items() if name not in {SERVICE, WAITS}})
        await self._newly_found()
        if values.get(WAITS) in {item.number for item in self._others()}:
            self.row(WAITS).put(values[WAITS])

    async def begin_anew(self) -> None:
        # Nothing of the service that was filled in may be put aside, or it would come back with it.
        for row in self.query_one("#service", Vertical).query(FieldRow):
            row.put(self._begun[row.field.id])
        if len(self._services) > 1:
            self.row(SERVICE).put(self._begun[SERVICE])
        await super().begin_anew()

    def draft_title(self) -> str:
        service = f" · {self._built.short}" if self._built else ""
        name = self.row("name").value.strip().upper()
        return f"{self._begin.title}{service}" + (f" ({mask_name(name)})" if name else "")

    def typed(self) -> dict[str, Any]:
        typed = super().typed()
        if typed.keys() <= {SERVICE, CHANNEL}:
            return {}
        return {**self._aside, **typed, SERVICE: self._built.id if self._built else ""}

    async def _save(self) -> None:
        await self._arrived()
        await self._change_service()
        self._show_fitting()
        if await self._newly_found():
            self.say("Pemohon ini sedang diproses, lihat di atas. F2 sekali lagi untuk tetap mendaftarkan.")
            return
        await super()._save()

    async def _register(self, values: dict[str, Any], send: Send) -> Registered:
        sop = self._built
        assert sop is not None
        new, files = as_new_case(values, sop, self._begin, self._received())
        user, bundle = self.actor.name, self._begin.bundle
        if bundle is None:
            return await send(register_case, sop.id, user, new, key=self._key)
        return await send(take_bundle, bundle.id, sop.id, user, new, files, key=self._key)


def _offered(item: Field, value: str) -> bool:
    """Whether a choice, or each of several, is one a field offers."""
    return {*value.split()} <= {option.value for option in item.options}
