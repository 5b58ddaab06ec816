"""What a person is told when the board refuses: whatever went into it, no NIK and nothing that steers a terminal."""

from __future__ import annotations

import json

import pytest

from board.errors import (
    BoardError,
    ConfigInvalid,
    InputInvalid,
    KeyReused,
    MoveRefused,
    NotFound,
    Problem,
    SopFault,
    SopInvalid,
)

NIK = "1808012905120001"
STEERING = f"{NIK}\x1b[2J\u202e"


@pytest.mark.parametrize(
    "error",
    [
        BoardError(f"Nomor {STEERING} keliru."),
        MoveRefused("role", f"Langkah {STEERING}."),
        NotFound("Berkas", STEERING),
        InputInvalid([Problem(STEERING, f"Medan {STEERING} tidak dikenal.")]),
        KeyReused(STEERING),
        ConfigInvalid("office.toml", [f"{STEERING} tidak dikenal"]),
        SopInvalid([SopFault("x.toml", f"{STEERING} tidak ada")]),
    ],
    ids=lambda error: type(error).__name__,
)
def test_no_sentence_carries_a_nik_or_steers_a_terminal(error: BoardError) -> None:
    told = json.dumps([error.sentence, str(error)], ensure_ascii=False)
    assert NIK not in told
    assert "180801******0001" in told
    assert "\x1b" not in error.sentence
    assert "\u202e" not in error.sentence


def test_the_facts_of_a_wrong_input_are_as_harmless_as_its_sentence() -> None:
    refused = InputInvalid([Problem(STEERING, f"Medan {STEERING} tidak dikenal.")])
    assert refused.facts() == {"fields": {"180801******0001[2J": "Medan 180801******0001[2J tidak dikenal."}}


def test_faults_stay_on_lines_of_their_own() -> None:
    faults = [SopFault("a.toml", "satu"), SopFault("b.toml", "dua", "2", "teruskan→periksa")]
    assert SopInvalid(faults).sentence == "a.toml: satu\nb.toml, langkah 2, gerak teruskan→periksa: dua"


def test_what_was_looked_for_is_not_repeated_at_length() -> None:
    assert len(NotFound("Berkas", "x" * 100_000, "Periksa nomornya.").sentence) < 120
