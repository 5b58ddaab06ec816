"""A bundle becomes a case: everything it tells goes along, in one transaction or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from board.errors import InputInvalid, KeyReused, MoveRefused, Refused
from board.models.case import Attachment, Case, Contact
from board.models.event import Command, Event
from board.models.inbox import Bundle
from board.models.paper import Message
from board.models.register import RegisterRow
from board.models.thread import Note
from board.services import take_bundle as room
from board.services.desk import Desk
from board.services.inbox_settle import join_bundle
from board.services.register_case import NewCase
from board.services.show_case import case_view
from board.services.take_bundle import take_bundle
from board.services.verify import verify
from board.workflow.facts import Actor
from tests.bundle_rows import PHONE, arrive
from tests.commands import Commands
from tests.offices import MONDAY

KK = "waykanan.kk_baru"
SITI = {"name": "siti aminah", "nik": "0000014505900001"}
NEW = NewCase(SITI)
WRITTEN = (Case, Event, RegisterRow, Attachment, Contact, Note, Message, Command)


def rows() -> dict[str, int]:
    """How many rows of each kind there are."""
    return {model.__name__: model.select().count() for model in WRITTEN}


def test_everything_the_bundle_tells_goes_along(desk: Desk) -> None:
    bundle = arrive(desk, text="mohon KK baru\nterima kasih")
    first, second = bundle.files
    done = take_bundle(desk, bundle.id, KK, "wati", NEW, {first.id: "f102"})
    case = case_view(desk, done.case, Actor("wati", "WATI"))
    assert (case["number"], case["channel"], case["applicant"]["phone"]) == ("KK-2026-00001", "wa", PHONE)
    assert case["received_at"] == "2026-11-23T05:12:00+07:00"
    assert [event["intent"] for event in case["events"]] == ["daftar", "lampir", "catatan"]
    assert case["events"][0]["note"] == "Kiriman WhatsApp pukul 05.12"
    assert case["events"][0]["detail"]["bundle"] == bundle.id
    assert [item["form"] for item in case["requirements"] if item["id"] == "f102"] == ["scan_asli"]
    assert [(note["kind"], note["text"]) for note in case["thread"]] == [("pelapor", "mohon KK baru\nterima kasih")]
    files = list(Attachment.select().order_by(Attachment.id))
    assert [(item.name, item.requirement) for item in files] == [("foto1.jpg", "f102"), ("foto2.jpg", None)]
    assert {(item.sender, item.bundle_id, item.sha256) for item in files} == {
        (PHONE, bundle.id, item.sha256) for item in (first, second)
    }
    settled = Bundle.get_by_id(bundle.id)
    assert (settled.state, settled.case_id, settled.settled_by) == ("berkas", done.case.id, "WATI KURNIA")
    assert [(row.book, row.number, row.text) for row in RegisterRow.select()] == [("pendaftaran", 1, case["number"])]
    assert verify(desk)["ok"]


def test_photos_are_numbered_as_people_count(desk: Desk) -> None:
    names = ["IMG_10.jpg", "img_9.jpg", "IMG_2.jpg", "IMG_1.jpg", "7.jpg"]
    assert [item.name for item in arrive(desk, names).files] == [
        "7.jpg", "IMG_1.jpg", "IMG_2.jpg", "img_9.jpg", "IMG_10.jpg",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("phone", "days", "note"),
    [
        (PHONE, 0, "Kiriman WhatsApp pukul 05.12"),
        (PHONE, 2, "Kiriman WhatsApp 21 Nov 2026 05.12"),
        ("", 0, "Kiriman tanpa nomor pukul 05.12"),
        ("", 2, "Kiriman tanpa nomor 21 Nov 2026 05.12"),
    ],
)
def test_why_it_is_recorded_later_than_it_came(phone: str, days: int, note: str, desk: Desk) -> None:
    bundle = arrive(desk, phone=phone, at=MONDAY - timedelta(days=days, hours=3, minutes=48))
    new = NewCase({**SITI, "phone": "081200000001"})
    done = take_bundle(desk, bundle.id, KK, "wati", new)
    assert case_view(desk, done.case, Actor("wati", "WATI"))["events"][0]["note"] == note


def test_taking_and_joining_refuse_the_same_with_the_same_words(desk: Desk) -> None:
    first, bundle = arrive(desk, ["a.jpg"]), arrive(desk)
    number = take_bundle(desk, first.id, KK, "wati", NEW).case.number
    file = bundle.files[0].id
    for serves in ({file: "ijazah"}, {999: "f102"}):
        with pytest.raises(InputInvalid) as taking:
            take_bundle(desk, bundle.id, KK, "wati", NEW, serves)
        with pytest.raises(InputInvalid) as joining:
            join_bundle(desk, bundle.id, number, "wati", serves)
        assert taking.value.problems == joining.value.problems


def test_a_file_serves_several_requirements(desk: Desk) -> None:
    bundle = arrive(desk, ["kk.jpg"])
    take_bundle(desk, bundle.id, KK, "wati", NEW, {bundle.files[0].id: ["f102", "kk_lama"]})
    assert [item.requirement for item in Attachment.select().order_by(Attachment.id)] == ["f102", "kk_lama"]
    assert verify(desk)["ok"]


@pytest.mark.parametrize(("typed", "contacts"), [("", []), ("0812 0000 0001", []), ("081299999999", [PHONE])])
def test_a_phone_that_is_not_the_applicants_becomes_a_contact(typed: str, contacts: list[str], desk: Desk) -> None:
    bundle = arrive(desk)
    done = take_bundle(desk, bundle.id, KK, "wati", NewCase({**SITI, "phone": typed}))
    assert [row.phone for row in Contact.select().where(Contact.case_id == done.case.id)] == contacts
    assert verify(desk)["ok"]


def test_what_the_officer_says_comes_first(desk: Desk) -> None:
    bundle = arrive(desk)
    at = MONDAY - timedelta(days=1)
    told = NewCase(
        SITI, channel="daring", received_at=at, backdated_reason="Lewat portal.", requirements={"f102": "asli"}
    )
    done = take_bundle(desk, bundle.id, KK, "wati", told, {bundle.files[0].id: "f102"})
    case = case_view(desk, done.case, Actor("wati", "WATI"))
    assert (case["channel"], case["received_at"]) == ("daring", "2026-11-22T09:00:00+07:00")
    assert case["events"][0]["note"] == "Lewat portal."
    assert next(item["form"] for item in case["requirements"] if item["id"] == "f102") == "asli"


def test_a_phone_whose_clock_is_ahead_stops_nobody(desk: Desk) -> None:
    bundle = arrive(desk, at=MONDAY + timedelta(hours=1))
    done = take_bundle(desk, bundle.id, KK, "wati", NEW)
    assert done.case.received_at == done.case.recorded_at


def test_the_same_key_takes_once(desk: Desk) -> None:
    bundle = arrive(desk)
    first = take_bundle(desk, bundle.id, KK, "wati", NEW, key="k1")
    before = rows()
    again = take_bundle(desk, bundle.id, KK, "wati", NEW, key="k1")
    assert (again.case.number, again.repeated) == (first.case.number, True)
    assert rows() == before
    with pytest.raises(KeyReused):
        take_bundle(desk, bundle.id, KK, "wati", NEW, {bundle.files[0].id: "f102"}, key="k1")


def test_a_colleague_was_faster(desk: Desk) -> None:
    bundle = arrive(desk)
    take_bundle(desk, bundle.id, KK, "wati", NEW)
    before = rows()
    with pytest.raises(Refused, match=r"sudah menjadi berkas KK-2026-00001 oleh WATI KURNIA pukul 09\.00"):
        take_bundle(desk, bundle.id, KK, "wati", NEW)
    assert rows() == before


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (lambda bundle: {9999: "f102"}, "tidak punya berkas 9999"),
        (lambda bundle: {bundle.files[0].id: "f102"}, "yang dapat dilampirkan"),
        (lambda bundle: {bundle.files[1].id: "ijazah"}, 'Persyaratan "ijazah" tidak dikenal'),
    ],
)
def test_a_file_that_cannot_serve_leaves_nothing(files: Callable[[Any], Any], told: str, desk: Desk) -> None:
    bundle = arrive(desk, ["foto1.jpg", "bom.png"], refused="bom.png terlalu besar.")
    before = rows()
    with pytest.raises(InputInvalid, match=told):
        take_bundle(desk, bundle.id, KK, "wati", NEW, files(bundle))
    assert rows() == before
    assert Bundle.get_by_id(bundle.id).state == "baru"


@pytest.mark.parametrize("step", ["add_files", "add_note", "settle"])
def test_whatever_fails_on_the_way_leaves_nothing(step: str, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = arrive(desk, text="mohon dibantu")
    before = rows()

    def fail(*_: Any, **__: Any) -> None:
        raise Refused("Gagal di tengah jalan.")

    with monkeypatch.context() as patched:
        patched.setattr(room, step, fail)
        with pytest.raises(Refused, match="Gagal"):
            take_bundle(desk, bundle.id, KK, "wati", NewCase({**SITI, "phone": "081299999999"}))
    assert rows() == before
    assert Bundle.get_by_id(bundle.id).state == "baru"
    assert take_bundle(desk, bundle.id, KK, "wati", NEW).case.number == "KK-2026-00001"


def test_who_registers_another_service_takes_none(desk: Desk) -> None:
    bundle = arrive(desk)
    before = rows()
    with pytest.raises(MoveRefused):
        take_bundle(desk, bundle.id, KK, "loket", NEW)
    assert rows() == before


def test_another_phone_of_the_bundle_is_a_contact(desk: Desk, board: Commands) -> None:
    bundle = arrive(desk)
    done = take_bundle(desk, bundle.id, KK, "wati", NewCase({**SITI, "phone": "081299999999"}))
    shown = board.ok("case", "show", done.case.number)
    assert [item["phone"] for item in shown["contacts"]] == [PHONE]
    assert [item["detail"]["phone"] for item in shown["events"] if item["intent"] == "kontak"] == [PHONE]
