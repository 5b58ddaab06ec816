"""Services that live on their thread: the complaint and the consultation (PRODUCT 1)."""

from __future__ import annotations

from board.workflow.sop import Sop, split_book

THREAD_BOOKS = frozenset({"pengaduan", "konsultasi"})
"""Their books: who writes into one of them works on what was said."""


def lives_on_thread(sop: Sop) -> bool:
    """Whether the cases of an SOP are worked on in their thread."""
    return any(split_book(entry)[0] in THREAD_BOOKS for step in sop.steps for entry in step.books)
