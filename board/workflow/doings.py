"""Intents of events that are no move of an SOP, for rules and services alike."""

from __future__ import annotations

from datetime import timedelta

REGISTERED, EDITED = "daftar", "ubah"
"""A case begins; what is known of it, or of its applicant, is filled in or corrected."""
UNDONE = "urungkan"
"""A move is taken back."""
TAKEN, TAKEN_OVER, RELEASED = "ambil", "ambil_alih", "lepas"
"""An officer's span with a case begins, passes on to another, ends."""
OPENED = "opened_at"
"""In the detail of a move by somebody who took nothing: since when the case lay alone before them."""
OPENED_AT_MOST = timedelta(minutes=30)
"""Working time beyond which a case that lay open tells nothing of the work on it: hardly a decision
needs as much, and whoever does takes the case; a screen left open during a meeting is no work."""
REOPENED, CANCELLED = "buka_kembali", "batal"
"""A closed case is taken up again; a case is ended early."""
ACCUSED, CLEARED = "terlapor", "terlapor_dicabut"
"""A complaint says whom it is about, or says it no more."""
OUTAGE_MOVED, CALENDAR_MOVED = "gangguan", "kalender"
PROMISE_MOVED = (OUTAGE_MOVED, CALENDAR_MOVED)
"""The promise is moved apart from any move: by an outage, or by a calendar that changed; told from where to where."""
