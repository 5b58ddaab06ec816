"""A case in full as text: what it is, what may happen to it, what is known, what has happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from rich.text import Text

from board import wording
from board.screens.about_words import about_words
from board.screens.correction_words import correction_words
from board.screens.thread_words import BAR, entry_title
from board.screens.words import Words, wrapped
from board.services.end_case import ending_words
from board.services.event_words import EVENT_TITLES
from board.services.links import ABOUT, link_words
from board.services.out_of_sight import moved_words
from board.services.papers import STATE_TITLES as PAPER_STATES
from board.services.reopenings import REOPENED
from board.services.show_case import standing_events
from board.services.thread_notes import INTERNAL
from board.widgets import inks
from board.workflow.deadlines import Standing
from board.workflow.office import Profile
from board.workflow.sop import CLOSED, FORM_TITLES, PEMOHON, STATUS_TITLES, Intent, Sop, Status

LABEL = 26
PERSON = ("nama", "nik", "shdk")
"""What a row about a person shows."""


def case_words(case: dict[str, Any], sop: Sop, profile: Profile, width: int) -> Text:
    """The text of the case screen, wrapped to a width with the labels standing clear."""
    lines = (
        *_state(case, sop, profile),
        *about_words(case["about"]),
        *_applicant(case),
        *_times(case),
        *_fields(case, sop),
        *_requirements(case),
        *_papers(case, profile),
        *_books(case, profile),
        *_thread(case, sop),
        *_history(case, sop, profile),
    )
    return wrapped(lines, width)


def _heading(words: str) -> Iterator[Words]:
    yield Words("")
    yield Words(words, ink=inks.BOLD)


def _pair(label: str, value: object) -> Words:
    shown = wording.clean(str(value if value not in (None, "") else "-"))
    return Words(f"  {label:<{LABEL}} {shown}", hang=LABEL + 3)


def _moment(iso: str | None) -> str:
    return wording.stamp(datetime.fromisoformat(iso)) if iso else ""


def _state(case: dict[str, Any], sop: Sop, profile: Profile) -> Iterator[Words]:
    step = sop.step(case["step"]["id"])
    yield Words(f"{case['number']}  {sop.title}", ink=inks.BOLD)
    yield _pair("Langkah", f"{step.no}. {step.title}")
    yield _pair("Milik", sop.role_titles(step.acting))
    status = STATUS_TITLES[Status(case["status"])]
    ended = case["outcome"] if case["outcome"] != Status.DONE else ""
    back = f", kembali {case['round'] - 1}x" if case["corrections"] else ""
    yield _pair("Status", f"{status} ({ended.replace('_', ' ')})" if ended else f"{status}{back}")
    if case["level"]:
        yield _pair("Tingkat", case["level"]["title"])
    yield _pair("Diterima", _moment(case["received_at"]))
    no_due = "belum ada (berkas belum dinyatakan lengkap)" if sop.promise else "layanan ini tanpa janji hari"
    yield _pair("Jatuh tempo", _moment(case["due_at"]) or no_due)
    if case["target_at"] and not case["ready_at"] and case["status"] not in CLOSED:
        yield _pair("Target kantor", _moment(case["target_at"]))
    for item in case["deadlines"]:
        yield Words(
            f"  {item['title']:<{LABEL}} {item['words']}", hang=LABEL + 3,
            ink=inks.BOLD if item["state"] == Standing.PAST else inks.PLAIN,
        )  # fmt: skip
    if case["ready_at"]:
        yield _pair("Siap sejak", _moment(case["ready_at"]))
    if case["paused_at"]:
        yield _pair("Terjeda sejak", _moment(case["paused_at"]))
    if case["holder"]:
        away = f" ({case['holder_absent']})" if case["holder_absent"] else ""
        yield _pair("Dikerjakan", f"{case['holder']} sejak {_moment(case['held_at'])}{away}")
    yield from _paper_folder(case["physical"])
    for item in case["accused"]:
        yield _pair("Terlapor", f"{item['name']} (tidak melihat aduan ini)")
    if case["urgent"]:
        marked = [event for event in case["events"] if event["intent"] == "mendesak"]
        reason = profile.reasons["mendesak"].get(case["urgent_reason"], case["urgent_reason"])
        yield _pair("Mendesak", ". ".join(filter(None, (reason, marked[-1]["note"] if marked else ""))))
    yield from _asked(case)
    if case["round"] > 1 and case["status"] not in CLOSED:
        yield from _last_return(case, profile)
    yield from _clock(case)
    for duty in step.duties:
        yield _pair("Tugas", duty)
    if step.note:
        yield _pair("Catatan SOP", step.note)
    for link in case["links"]:
        if link["kind"] == ABOUT:
            continue
        note = f": {link['note']}" if link["note"] else ""
        yield _pair("Berkas terkait", f"{link_words(link)} ({link['place']}){note}")
    for item in case["moved"]:
        yield _pair("Salah alamat", f"{moved_words(profile, item)}, {_moment(item['at'])}")
    if case["moves"]:
        yield from _heading("Yang dapat dilakukan")
        for move in case["moves"]:
            verdict = "boleh" if move["allowed"] else wording.clean(move["reason"])
            yield Words(f"  {move['title']}: {verdict}", ink=inks.BOLD if move["allowed"] else inks.PLAIN)


def _asked(case: dict[str, Any]) -> Iterator[Words]:
    """What the applicant was asked last and what came of it, while the case is about that."""
    last = case["asked"][-1] if case["asked"] else None
    if last is None or not last["current"]:
        return
    papers = [f"{item['title']} — {'sudah datang' if item['came'] else 'belum'}" for item in last["items"]]
    papers += [f"{last['unassigned']} lampiran baru belum ditetapkan (l)"] if last["unassigned"] else []
    told = wording.clean("; ".join(papers) or last["note"] or "lihat riwayat")
    at = wording.short_stamp(datetime.fromisoformat(last["at"]))
    yield Words(f"  {'Diminta':<{LABEL}} {at} (putaran {last['round']}): {told}", hang=LABEL + 3, ink=inks.BOLD)
    if case["news_at"]:
        yield Words(f"  {'Kiriman baru':<{LABEL}} {_moment(case['news_at'])}", hang=LABEL + 3, ink=inks.BOLD)


def _clock(case: dict[str, Any]) -> Iterator[Words]:
    """How long the step is worked on beside its standard minutes (PRODUCT 6.1)."""
    step = case["clock"]["step"]
    if step and case["status"] == Status.RUNNING:
        yield Words(
            f"  {'Waktu kerja':<{LABEL}} {_worked(step, bool(case['holder']))}", hang=LABEL + 3,
            ink=inks.BOLD if step["over"] else inks.PLAIN,
        )  # fmt: skip


def _times(case: dict[str, Any]) -> Iterator[Words]:
    """The other clocks, below the applicant: who it is for has to be seen first on a small screen."""
    clock = case["clock"]
    step, net, paused = clock["step"], clock["net_minutes"], clock["paused_minutes"]
    waiting = step["waiting_minutes"] if step and case["status"] == Status.RUNNING else 0
    parts = []
    if net is not None:
        calendar = wording.duration(clock["gross_minutes"])
        parts.append(f"{wording.working_span(net)} waktu kerja ({calendar} kalender)")
    parts += [f"terjeda {wording.working_span(paused)}"] if paused else []
    if not parts and not waiting:
        return
    yield from _heading("Waktu")
    if waiting:
        yield _pair("Waktu tunggu", f"{wording.working_span(waiting)} di baki sebelum diambil")
    if parts:
        yield _pair("Lama proses", ", ".join(parts))


def _worked(step: dict[str, Any], held: bool) -> str:
    """``12 menit dari 10 (melewati waktu standar 2 menit)``."""
    standard_minutes, touch_minutes, over = step["standard_minutes"], step["touch_minutes"], step["over"]
    standard = f" (waktu standar {standard_minutes} menit)" if standard_minutes else ""
    if touch_minutes is None:
        return f"tidak terukur, dipindahkan tanpa Ambil{standard}"
    if not touch_minutes and not held:
        return f"belum diambil{standard}"
    if over:
        return f"{touch_minutes} menit dari {standard_minutes} (melewati waktu standar {over} menit)"
    return f"{touch_minutes} menit{standard}"


def _paper_folder(paper: dict[str, Any]) -> Iterator[Words]:
    """Where the paper lies, once anybody has scanned it or looks for it."""
    if paper["sought_at"]:
        last = f"; terakhir pada {paper['holder']}" if paper["holder"] else ""
        yield _pair("Fisik", f"DICARI sejak {_moment(paper['sought_at'])}{last}")
    elif paper["holder"]:
        yield _pair("Fisik", f"pada {paper['holder']} sejak {_moment(paper['at'])}")


def _last_return(case: dict[str, Any], profile: Profile) -> Iterator[Words]:
    """Why it came back: what the one who mends and the one who checks again have to look at."""
    stands = standing_events(case)
    for event in stands:
        if event["intent"] == REOPENED:
            reason = profile.reasons[REOPENED].get(event["reason"], event["reason"])
            told = f"{reason}. {event['note']}" if event["note"] else reason
            yield Words(
                f"  {'Dibuka kembali':<{LABEL}} {wording.clean(told)} ({event['actor']}, {_moment(event['at'])})",
                hang=LABEL + 3, ink=inks.BOLD,
            )  # fmt: skip
    if case["corrections"]:
        yield from correction_words(case, profile, LABEL)
        return
    back = [event for event in case["events"] if event["intent"] == Intent.RETURN.value and event["reason"]]
    times = case["round"] - 1 - sum(event["intent"] == REOPENED for event in stands)
    if back and times:
        last = back[-1]
        reason = profile.reasons["kembalikan"].get(last["reason"], last["reason"])
        told = f"{reason}. {last['note']}" if last["note"] else reason
        yield Words(
            f"  {'Dikembalikan':<{LABEL}} {times}x; terakhir: {wording.clean(told)} ({last['actor']}, "
            f"{_moment(last['at'])})", hang=LABEL + 3, ink=inks.BOLD,
        )  # fmt: skip


def _applicant(case: dict[str, Any]) -> Iterator[Words]:
    applicant = case["applicant"]
    yield from _heading("Pemohon")
    for label, name in (("Nama", "name"), ("NIK", "nik"), ("No. KK", "no_kk"), ("Telepon", "phone")):
        yield _pair(label, applicant[name])
    for contact in case["contacts"]:
        yield _pair("Kontak lain", f"{contact['phone']} {contact['name']}")
    yield _pair("Kode pengambilan", case["pickup_code"])


def _fields(case: dict[str, Any], sop: Sop) -> Iterator[Words]:
    filled = [item for item in sop.fields if case["data"].get(item.id)]
    if not filled:
        return
    yield from _heading("Isian")
    for item in filled:
        value = case["data"][item.id]
        if item.type == "rows":
            columns = {column.id: column for column in item.columns}
            people = PERSON if PERSON[0] in columns else tuple(columns)
            yield _pair(item.title, f"{len(value)} {'orang' if people is PERSON else 'baris'}")
            for row in value:
                shown = [name for name in people if row.get(name) and name in columns]
                yield _pair("", "  ".join(columns[name].in_words(row[name]) for name in shown))
        else:
            yield _pair(item.title, item.in_words(value))


def _requirements(case: dict[str, Any]) -> Iterator[Words]:
    if not case["requirements"]:
        return
    yield from _heading("Persyaratan")
    for item in case["requirements"]:
        mark = "[x]" if item["form"] else "[-]" if item["met"] else "[ ]"
        form = f" ({FORM_TITLES[item['form']]})" if item["form"] else ""
        optional = "" if item["mandatory"] else " (bila ada)"
        yield Words(f"  {mark} {item['title']}{form}{optional}", hang=6)


def _papers(case: dict[str, Any], profile: Profile) -> Iterator[Words]:
    if not case["prints"]:
        return
    yield from _heading("Cetakan")
    for job in case["prints"]:
        copy = f"salinan {job['copy']}" if job["copy"] > 1 else ""
        marks = ", ".join(filter(None, (wording.after_corrections(job["round"]), copy)))
        title = profile.documents[job["document"]].title
        yield _pair(f"{PAPER_STATES[job['state']]}", f"{title} ({marks})" if marks else title)


def _books(case: dict[str, Any], profile: Profile) -> Iterator[Words]:
    yield from _heading("Buku register")
    for row in case["books"]:
        void = "  BATAL" if row["state"] == "batal" else ""
        yield _pair(profile.books[row["book"]].title, f"{row['text']}{void}")


def _thread(case: dict[str, Any], sop: Sop) -> Iterator[Words]:
    if not case["thread"]:
        return
    yield from _heading("Utas")
    for note in case["thread"]:
        bar = BAR if note["kind"] == INTERNAL else ""
        what = entry_title(note["kind"], note["source"], sop.role_title(PEMOHON))
        yield Words(f"  {bar}{what} · {_moment(note['at'])} · {note['author']} ({note['role']})", ink=inks.DIM)
        for line in note["text"].split("\n"):
            yield Words(f"  {bar}  {wording.clean(line)}")


def _history(case: dict[str, Any], sop: Sop, profile: Profile) -> Iterator[Words]:
    yield from _heading("Riwayat")
    reasons = {code: title for kind in profile.reasons.values() for code, title in kind.items()}
    for event in reversed(case["events"]):
        title = EVENT_TITLES.get(event["intent"], event["intent"])
        where = ""
        if event["to"] and event["to"] != event["from"]:
            known = {step.id: step.tray for step in sop.steps}
            where = f" ke {known.get(event['to'], 'pemohon')}"
        acting = f" ({event['acting_for']})" if event["acting_for"] else ""
        yield Words(f"  {event['seq']:>3}  {_moment(event['at'])}  {title}{where} · {event['actor']}{acting}", hang=7)
        ending = ending_words(event["detail"].get("ending") or {})
        reason = reasons.get(event["reason"] or "", event["reason"])
        told = ", ".join(filter(None, (reason, event["note"], ending)))
        if told:
            yield Words(f"       {wording.clean(told)}", hang=7, ink=inks.DIM)
