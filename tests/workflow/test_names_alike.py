"""Names that may be meant by one that is spelled otherwise."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from board import wording
from board.workflow.config_files import Unreadable, read_toml
from board.workflow.names_alike import alike, build_spelling
from tests.workflow.given import CONFIG, any_text, pure

SPELLING = build_spelling(read_toml(CONFIG / "ejaan.toml"))
letters = st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=9)
people = st.lists(letters, min_size=1, max_size=4, unique=True).map(" ".join)


def meant(wanted: str, *names: str) -> list[str]:
    return alike(wording.search_form(wanted), [wording.search_form(name) for name in names], SPELLING)


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("SITTI", "SITI"), ("MOHAMAD", "MUHAMMAD"), ("MUH.", "MOHAMMAD"), ("MOCH ALI", "MUHAMAD ALI"),
        ("ACHMAD", "AHMAD"), ("YUSUF", "JUSUF"), ("YUSUP", "YUSUF"), ("PATIMAH", "FATIMAH"),
        ("DJOKO", "JOKO"), ("SOEHARTO", "SUHARTO"), ("TJIPTO", "CIPTO"),
        ("CHAIRUL", "KHAIRUL"), ("SYAMSUL", "SAMSUL"), ("ZAENAL", "ZAINAL"), ("NURAINI", "NUR'AINI"),
        ("AMINAH SITI", "SITI AMINAH"), ("Hj. SITI AMINAH", "SITI AMINAH"), ("SITI AMNIAH", "SITI AMINAH"),
        ("SITI AMIN", "SITI AMINAH"), ("AMINAH", "SITI AMINAH BINTI UMAR"), ("ABD RAHMAN", "ABDUL RACHMAN"),
    ],
)  # fmt: skip
def test_two_spellings_of_a_name(wanted: str, name: str) -> None:
    assert meant(wanted, name, "BAMBANG HERMANTO") == [wording.search_form(name)]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("SITI AMINAH", "SITI RAHMAH"), ("SITI AMINAH", "SITI"), ("SUHARTO", "SUHARDI"), ("ANI", "ADI"),
        ("SITI AMNIAH RATNU", "SITI AMINAH RATNA"), ("Hj.", "SITI AMINAH"), ("'-.", "SITI"), ("", "SITI"),
    ],
)  # fmt: skip
def test_two_people(wanted: str, name: str) -> None:
    assert meant(wanted, name) == []


def test_the_nearest_comes_first_and_each_once() -> None:
    names = ("YUSUFI ALI", "YUSUT ALI", "JUSUP ALI", "YUSUF ALI", "YUSUF ALI")
    assert meant("yusuf ali", *names) == ["jusup ali", "yusuf ali", "yusufi ali", "yusut ali"]


@pure
@given(people, st.randoms(use_true_random=False))
def test_every_name_is_like_itself_in_any_order_of_words(name: str, chance: Any) -> None:
    words = name.split()
    chance.shuffle(words)
    heard = SPELLING.sounds(name)
    assert alike(" ".join(words), [name, "xyzzyx"], SPELLING)[:1] == ([name] if heard else [])


@pure
@given(letters, st.integers(0, 9))
def test_one_letter_is_forgiven_and_no_more(name: str, place: int) -> None:
    typed = f"{name[:place]}u{name[place:]}"
    before, after = SPELLING.sound(name), SPELLING.sound(typed)
    assume(min(len(before), len(after)) >= 4)
    assert alike(typed, [name], SPELLING) == ([name] if near(before, after) else [])


def near(one: str, other: str) -> bool:
    """Whether one letter makes the difference, or what was typed only begins the word, by plain counting."""
    if one.startswith(other) or one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        differ = [place for place in range(len(short)) if short[place] != long[place]]
        swapped = len(differ) == 2 and differ[1] == differ[0] + 1 and short[differ[0]] == long[differ[1]]
        return len(differ) == 1 or (swapped and short[differ[1]] == long[differ[0]])
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


@pure
@given(any_text, st.lists(any_text, max_size=4))
def test_whatever_is_typed_is_answered(wanted: str, names: list[str]) -> None:
    forms = [wording.search_form(name) for name in names]
    assert set(alike(wording.search_form(wanted), forms, SPELLING)) <= set(forms)


@pytest.mark.parametrize(
    "plain",
    [
        {"kata": 3}, {"kata": [["siti", 1]]}, {"kata": [[]]}, {"kata": ["siti"]}, {"gelar": ["Hj."]}, {"gelar": "hj"},
        {"bunyi": [["oe"]]}, {"bunyi": [["oe", "u", "o"]]}, {"bunyi": "oe"}, {"ejaan": []},
    ],
)  # fmt: skip
def test_a_table_of_another_shape_is_refused(plain: dict[str, Any]) -> None:
    with pytest.raises(Unreadable, match="tulis kata = "):
        build_spelling(plain)
