"""What a berkas came back for and what was mended since, for whoever mends and whoever checks again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from board import wording
from board.screens.words import Words
from board.widgets import inks
from board.workflow.office import Profile


def correction_words(case: dict[str, Any], profile: Profile, label: int) -> Iterator[Words]:
    """A line for each return that is not settled, and one for each thing that was done about it.

    Args:
        label: cells of the words at the left.
    """
    for item in case["corrections"]:
        reason = profile.reasons["kembalikan"].get(item["reason"], item["reason"])
        told = ". ".join(filter(None, (reason, item["note"])))
        at = wording.short_stamp(datetime.fromisoformat(item["at"]))
        yield Words(
            f"  {'Perlu diperbaiki':<{label}} {wording.clean(told)} ({item['actor']}, {at})",
            hang=label + 3, ink=inks.BOLD,
        )  # fmt: skip
        for mended in item["mended"]:
            yield Words(f"  {'Sudah diperbaiki':<{label}} {wording.clean(mended)}", hang=label + 3)
