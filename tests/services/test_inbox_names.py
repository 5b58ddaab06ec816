"""What names of uploads say, however phones and people write them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.services.inbox_names import read_name

PHONE, AT = "+6281234567890", datetime(2026, 11, 21, 7, 12)


@pytest.mark.parametrize(
    ("name", "phone", "at"),
    [
        ("081234567890_20261121-0712", PHONE, AT),
        ("+6281234567890_20261121-0712_1.jpg", PHONE, AT),
        ("6281234567890 2026-11-21 07.12.jpg", PHONE, AT),
        ("+62 812-3456-7890 2026-11-21 07.12 KK.jpg", PHONE, AT),
        ("0812 3456 7890_20261121_071233.png", PHONE, AT.replace(second=33)),
        ("20261121_071200 081234567890.pdf", PHONE, AT),
        ("Chat WhatsApp dengan +62 812-3456-7890", PHONE, None),
        ("081234567890-12.jpg", PHONE, None),
        ("WhatsApp Image 2026-11-21 at 07.12.00 (1).jpeg", "", AT),
        ("WhatsApp Image 2026-11-21 at 7.12.00.jpeg", "", AT),
        ("IMG-20261121-WA0003.jpg", "", None),
        ("08123456789020261121.jpg", "", None),
        ("20261399-9999.jpg", "", None),
        ("foto.jpg", "", None),
        ("", "", None),
    ],
)
def test_phone_and_time(name: str, phone: str, at: datetime | None) -> None:
    told = read_name(name)
    assert (told.phone, told.at) == (phone, at)


def test_a_nik_is_a_hint_and_no_phone() -> None:
    told = read_name("6281234567890123 akta 081234567890.jpg")
    assert (told.nik, told.phone) == ("6281234567890123", PHONE)
    assert read_name("62812345678901234.jpg").nik == ""


def test_what_gathers_into_one_bundle() -> None:
    def key(name: str) -> str:
        return read_name(name).key

    assert key("081234567890_20261121-0712_1.jpg") == key("+62 812-3456-7890 2026-11-21 07.12.44.png")
    assert key("081234567890_20261121-0712_1.jpg") != key("081234567891_20261121-0712_1.jpg")
    assert key("081234567890_20261121-0712_1.jpg") != key("081234567890_20261121-0713_1.jpg")
    assert key("WhatsApp Image 2026-11-21 at 07.12.33 (1).jpeg") == key("WhatsApp Image 2026-11-21 at 07.12.33.jpeg")
    # Whoever sent them is not known: strangers' papers must not come together.
    assert key("IMG-20261121-WA0003.jpg") != key("IMG-20261121-WA0004.jpg")
    assert key("scan_1.jpg") != key("scan_2.jpg")


@given(st.text(max_size=60))
def test_any_name_is_read(name: str) -> None:
    told = read_name(name)
    assert told.phone == "" or told.phone.startswith("+62")
