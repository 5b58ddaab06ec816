"""What the clock says of the visits of a case: one way worked out by hand, and any way at all (DOMAIN E.1, E.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from board.workflow.open_time import OpenTime, whole_minutes
from board.workflow.sop import PEMOHON, Intent, Sop, Status
from board.workflow.visits import Happened, Walk, walk
from tests.workflow.given import at, profile, pure, sop
from tests.workflow.walks import PEOPLE, told, walks

KK, AKTA = sop("waykanan.kk_baru"), sop("waykanan.akta_lahir")
CALENDAR = profile().calendar
CLOCK = OpenTime(CALENDAR)

# Monday to Thursday 07.30-12.00 and 13.00-16.00, Friday 07.30-11.30 and 13.00-16.30. 27 November is a Friday.
STORY = (
    "2026-11-26 09.00 wati daftar",
    "2026-11-26 09.10 wati ambil",
    "2026-11-26 09.20 wati kembalikan pemohon",
    "2026-11-26 11.30 wati terima kirim",
    "2026-11-26 11.40 wati ambil",
    "2026-11-26 11.50 wati teruskan entri",
    "2026-11-26 13.10 oki ambil",
    "2026-11-26 13.20 oki lepas",
    "2026-11-26 13.40 budi ambil",
    "2026-11-26 13.50 budi teruskan koreksi_kasi",
    "2026-11-26 15.50 rina ambil",
    "2026-11-27 07.40 rina kembalikan entri",
    "2026-11-27 11.20 budi ambil",
    "2026-11-27 11.25 oki ambil_alih",
    "2026-11-27 13.15 oki teruskan koreksi_kasi",
    "2026-11-27 13.25 rina setujui koreksi_kabid",
    "2026-11-27 13.30 bakti ambil",
    "2026-11-27 13.35 bakti setujui sertifikasi",
    "2026-11-27 13.40 harun ambil",
    "2026-11-27 13.45 harun setujui registrasi",
    "2026-11-27 13.50 oki ambil",
    "2026-11-27 14.00 oki teruskan kabar",
    "2026-11-27 14.00 wati ambil",
    "2026-11-27 14.05 wati teruskan serah_terima",
    "2026-11-30 09.00 wati selesai",
)
BY_HAND = [
    # step, touch, waiting, paused, rested
    ("kirim", 20, 10, 130, 10),
    ("entri", 20, 20, 0, 20),  # the lunch break lies in the waiting
    ("koreksi_kasi", 20, 120, 0, 0),  # ten minutes before closing time, ten the next morning
    ("entri", 25, 220, 0, 0),  # over the longer break of a Friday
    ("koreksi_kasi", None, 10, 0, 0),  # approved without Ambil
    ("koreksi_kabid", 5, 5, 0, 0),
    ("sertifikasi", 5, 5, 0, 0),
    ("registrasi", 10, 5, 0, 0),
    ("kabar", 5, 0, 0, 0),
    ("serah_terima", None, 235, 0, 0),  # 14.05-16.30 and 07.30-09.00
]


def minutes(span: timedelta | None) -> int | None:
    return None if span is None else whole_minutes(span)


def test_a_case_that_lay_alone_before_who_decided_was_in_their_hands() -> None:
    events = told(KK, STORY)
    place = next(place for place, event in enumerate(events) if event.intent == "setujui")
    for opened, touch, waiting in (
        ("2026-11-27 13.20", 5, 5),
        ("2026-11-27 11.00", 10, 0),  # the screen stood open since before the case came
    ):
        seen = [*events[:place], replace(events[place], opened=at(opened)), *events[place + 1 :]]
        visit = walk(KK, seen, at("2026-12-01 08.00")).visits[4]
        assert (visit.step, visit.measured) == ("koreksi_kasi", True)
        assert (minutes(visit.touch(CLOCK)), minutes(visit.waiting(CLOCK))) == (touch, waiting)
        assert [hold.login for hold in visit.held] == ["rina"]


def test_a_way_worked_out_by_hand() -> None:
    way = walk(KK, told(KK, STORY), at("2026-12-01 08.00"))
    found = [
        (visit.step, *(minutes(part(CLOCK)) for part in (visit.touch, visit.waiting, visit.paused, visit.rested)))
        for visit in way.visits
    ]
    assert found == BY_HAND
    # Complete on Thursday 11.50, ready on Friday 14.05: 10 + 180 minutes, then 240 + 65.
    assert (way.complete_at, way.ready_at) == (at("2026-11-26 11.50"), at("2026-11-27 14.05"))
    assert (minutes(way.net(CLOCK)), minutes(way.gross()), minutes(way.paused(CLOCK))) == (495, 26 * 60 + 15, 130)
    assert [(item.from_step, item.to, item.by, item.returned_to) for item in way.returns] == [
        ("kirim", PEMOHON, "wati", ""), ("koreksi_kasi", "entri", "rina", "budi"),
    ]  # fmt: skip
    assert (way.rounds, way.right_first) == (2, False)
    again = way.visits[3]
    spans = [(hold.login, whole_minutes(CLOCK.between(hold.begin, hold.end))) for hold in again.held]
    assert spans == [("budi", 5), ("oki", 20)], "a takeover ends one span and begins the other"
    assert again.left is not None
    assert (again.left.login, again.left.intent, again.left.at) == ("oki", "teruskan", at("2026-11-27 13.15"))


def test_waiting_for_witnesses_is_nobody_s_time() -> None:
    lines = (
        "2026-11-23 08.00 wati daftar",
        "2026-11-23 08.00 wati teruskan periksa",
        "2026-11-23 08.00 verif teruskan verifikasi_kasi",
        "2026-11-23 08.10 candra setujui verifikasi_kabid",
        "2026-11-23 08.20 dian setujui blangko",
        "2026-11-23 08.30 candra setujui entri",
        "2026-11-23 08.40 oki teruskan tanda_tangan_register",
        "2026-11-24 09.40 wati teruskan ke_kadis",
        "2026-11-24 10.00 wati ambil",
    )
    way = walk(AKTA, told(AKTA, lines), at("2026-11-24 10.30"))
    away = way.visits[-2]
    # Monday 08.40-12.00 and 13.00-16.00, Tuesday 07.30-09.40.
    assert (minutes(away.paused(CLOCK)), minutes(away.waiting(CLOCK)), away.touch(CLOCK)) == (510, 0, None)
    # Complete at 08.00: forty minutes before the register went out, and fifty after it came back.
    assert (minutes(way.net(CLOCK)), minutes(way.gross())) == (90, 26 * 60 + 30)
    here = way.visits[-1]
    assert (here.left, minutes(here.touch(CLOCK)), minutes(here.waiting(CLOCK))) == (None, 30, 20)


def test_what_an_officer_holds_while_witnesses_are_waited_for_is_not_their_time() -> None:
    lines = (
        "2026-11-23 08.00 wati daftar",
        "2026-11-23 08.00 wati teruskan periksa",
        "2026-11-23 08.00 verif teruskan verifikasi_kasi",
        "2026-11-23 08.10 candra setujui verifikasi_kabid",
        "2026-11-23 08.20 dian setujui blangko",
        "2026-11-23 08.30 candra ambil",
        "2026-11-23 08.35 wati ambil_alih",
        "2026-11-23 08.38 candra ambil_alih",
        "2026-11-23 08.40 candra setujui entri",
        "2026-11-23 08.40 oki teruskan tanda_tangan_register",
        "2026-11-23 09.00 wati ambil",
        "2026-11-24 09.40 wati teruskan ke_kadis",
    )
    visits = {visit.step: visit for visit in walk(AKTA, told(AKTA, lines), at("2026-11-24 10.30")).visits}
    month = (at("2026-11-01 00.00"), at("2026-12-01 00.00"))
    assert minutes(visits["tanda_tangan_register"].held_by("wati", month, CLOCK)) == 0
    blangko = visits["blangko"]
    assert [minutes(blangko.held_by(who, month, CLOCK)) for who in ("candra", "wati", "oki")] == [7, 3, 0]
    part = (at("2026-11-23 08.32"), at("2026-11-23 08.39"))
    assert [minutes(blangko.held_by(who, part, CLOCK)) for who in ("candra", "wati")] == [4, 3]
    assert minutes(blangko.held_by("candra", (month[0], blangko.arrived), CLOCK)) == 0


def test_the_clock_begins_with_a_complete_berkas_and_stands_while_it_is_ready() -> None:
    lines = ("2026-11-23 08.00 wati daftar", "2026-11-23 09.00 wati ambil")
    assert walk(KK, told(KK, lines), at("2026-11-23 10.00")).net(CLOCK) is None
    done = [line for line in STORY if "selesai" not in line]
    for late in ("2026-11-27 15.00", "2026-12-11 15.00"):
        assert minutes(walk(KK, told(KK, done), at(late)).net(CLOCK)) == 495


def test_a_document_that_goes_back_is_not_ready_any_more() -> None:
    service = sop("landak.kk_umum")
    ready = next(move for step in service.steps for move in step.moves if move.ready)
    begun = Happened(at("2026-11-23 08.00"), "daftar", service.first.id, service.first.status.value)
    from_step = next(step.id for step in service.steps if ready in step.moves)
    there = Happened(
        at("2026-11-23 09.00"), ready.intent.value, str(ready.to), service.step(str(ready.to)).status.value,
        from_step, ready.to,
    )  # fmt: skip
    back = Happened(at("2026-11-23 10.00"), "kembalikan", from_step, Status.RUNNING.value, ready.to, from_step)
    assert walk(service, [begun, there], at("2026-11-23 11.00")).ready_at == there.at
    assert walk(service, [begun, there, back], at("2026-11-23 11.00")).ready_at is None


def test_a_case_taken_up_again_begins_anew() -> None:
    lines = (*STORY, "2026-12-02 08.00 wati buka_kembali entri", "2026-12-02 08.10 oki ambil")
    way = walk(KK, told(KK, lines), at("2026-12-02 08.30"))
    assert (way.closed, way.ready_at, way.complete_at) == (None, None, at("2026-12-02 08.00"))
    assert (way.reopened, way.rounds, way.right_first) == (1, 3, False)
    assert (minutes(way.visits[-1].waiting(CLOCK)), minutes(way.visits[-1].touch(CLOCK))) == (10, 20)


def test_whoever_may_not_have_it_any_longer_lets_go() -> None:
    lines = ("2026-11-23 08.00 wati daftar", "2026-11-23 08.10 wati ambil")
    events = told(KK, lines)
    about = Happened(at("2026-11-23 08.30"), "terlapor", "kirim", "berjalan", "kirim", "kirim", lets_go="wati")
    other = Happened(at("2026-11-23 08.20"), "terlapor", "kirim", "berjalan", "kirim", "kirim", lets_go="oki")
    visit = walk(KK, [*events, other, about], at("2026-11-23 09.00")).visits[0]
    assert [(hold.begin, hold.end) for hold in visit.held] == [(at("2026-11-23 08.10"), at("2026-11-23 08.30"))]


@pure
@given(
    st.tuples(st.just(KK), walks(KK)) | st.tuples(st.just(AKTA), walks(AKTA)),
    st.integers(0, 3000),
)
def test_every_minute_of_a_visit_is_counted_once(drawn: tuple[Sop, list[Happened]], later: int) -> None:
    service, events = drawn
    until = events[-1].at + timedelta(minutes=later)
    way = walk(service, events, until)
    for visit in way.visits:
        parts = visit.held_time(CLOCK), visit.waiting(CLOCK), visit.paused(CLOCK), visit.rested(CLOCK)
        assert all(part >= timedelta() for part in parts)
        assert sum(parts, timedelta()) == CALENDAR.working_time(visit.arrived, visit.until)
        assert (visit.touch(CLOCK) is None) == (not visit.measured)
        each = (visit.held_by(login, (visit.arrived, visit.until), CLOCK) for login in {*PEOPLE})
        assert sum(each, timedelta()) == visit.held_time(CLOCK)
        for first, second in zip(visit.held, visit.held[1:], strict=False):
            assert first.begin <= first.end <= second.begin


@pure
@given(walks(KK), st.integers(0, 3000))
def test_visits_follow_one_another_without_gap(events: list[Happened], later: int) -> None:
    until = events[-1].at + timedelta(minutes=later)
    way = walk(KK, events, until)
    assert way.visits[0].arrived == events[0].at
    for before, after in zip(way.visits, way.visits[1:], strict=False):
        assert before.until == after.arrived
        assert before.left is not None
        assert before.left.at == before.until
    assert way.visits[-1].until == (way.closed.at if way.closed else until)
    steps = [event.step for event in events]
    assert [visit.step for visit in way.visits] == [
        step for place, step in enumerate(steps) if place == 0 or step != steps[place - 1]
    ]


@pure
@given(walks(KK), st.integers(0, 3000))
def test_the_clocks_of_a_case_keep_their_order(events: list[Happened], later: int) -> None:
    until = events[-1].at + timedelta(minutes=later)
    way = walk(KK, events, until)
    net, gross = way.net(CLOCK), way.gross()
    assert (net is None) == (gross is None) == (way.complete_at is None)
    if net is not None and gross is not None:
        assert timedelta() <= net <= gross
    assert way.paused(CLOCK) <= CALENDAR.working_time(events[0].at, way.visits[-1].until)
    sent = [event for event in events if event.intent == Intent.RETURN]
    assert len(way.returns) == len(sent)
    assert way.rounds == 1 + sum(event.to_step != PEMOHON for event in sent)


@pure
@given(walks(KK))
def test_looking_later_changes_nothing_that_ended(events: list[Happened]) -> None:
    def ended(way: Walk) -> list[object]:
        return [visit for visit in way.visits if visit.left]

    early, late = (walk(KK, events, events[-1].at + timedelta(days=days)) for days in (0, 9))
    assert ended(early) == ended(late)


@pure
@given(st.integers(0, 60 * 24 * 400), st.integers(0, 60 * 24 * 40), st.integers(-60 * 24 * 40, 60 * 24 * 40))
def test_open_time_is_what_the_calendar_says(begin: int, length: int, earlier: int) -> None:
    clock = OpenTime(CALENDAR)
    start = at("2026-01-01 00.00") + timedelta(minutes=begin)
    for moment in (start, start + timedelta(minutes=earlier)):
        end = moment + timedelta(minutes=length, seconds=length % 60)
        assert clock.between(moment, end) == CALENDAR.working_time(moment, end)
        assert clock.between(end, moment) == timedelta()
