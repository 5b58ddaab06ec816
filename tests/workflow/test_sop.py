"""The small answers the shapes of an SOP give about themselves."""

from __future__ import annotations

import pytest

from board.workflow.sop import INTENT_TITLES, STATUS_TITLES, Field, Intent, Move, Option, Status, split_book
from tests.workflow.given import sop, step_id

KELILING, PENGADUAN, KK_UMUM = sop("pasbar.keliling"), sop("waykanan.pengaduan"), sop("landak.kk_umum")


@pytest.mark.parametrize(
    ("entry", "parts"),
    [("arsip", ("arsip", None)), ("agenda:masuk", ("agenda", "masuk")), ("agenda:", ("agenda", None))],
)
def test_a_book_and_its_series(entry: str, parts: tuple[str, str | None]) -> None:
    assert split_book(entry) == parts


def test_a_role_is_called_what_the_sop_calls_it() -> None:
    assert KELILING.role_title("kasi") == "Kasi Teknis"
    assert KELILING.role_title("penerima_aduan") == "Penerima Aduan", "a role without a lane"
    assert PENGADUAN.role_titles(("penerima_aduan", "tim_aduan")) == "Petugas Penerima Aduan atau Tim Penjawab Aduan"
    assert PENGADUAN.role_titles(("tim_aduan", "tim_aduan")) == "Tim Penjawab Aduan"


def test_an_options_title() -> None:
    field = Field("jk", "Jenis kelamin", "enum", options=(Option("L", "Laki-laki"),))
    assert field.in_words("L") == "Laki-laki"
    assert field.in_words("X") == "X"


def test_steps_and_fields_by_id() -> None:
    assert KK_UMUM.step("periksa").no == "2"
    assert KK_UMUM.first.id == "ajukan"
    assert KK_UMUM.field("tidak_ada") is None
    with pytest.raises(KeyError):
        KK_UMUM.step("tidak_ada")


def test_who_acts_and_what_is_printed_on_the_way_forward() -> None:
    checking = KK_UMUM.step("koreksi_kasi")
    assert checking.acting == ("kasi",)
    assert checking.documents == (), "a correction sheet is printed on the way back"
    assert KELILING.step("kunjungan").acting == ("petugas_khusus", "pelayanan")
    branching = PENGADUAN.step(step_id(PENGADUAN, "2"))
    assert branching.documents == ("tanda_terima_aduan",), "named once, whichever branch is taken"


def test_a_moves_name() -> None:
    assert Move(Intent.APPROVE, ("kasi",), "cetak").name == "setujui→cetak"
    assert Move(Intent.FINISH, ("loket",)).name == "selesai→akhir"
    assert [intent for intent in Intent if Move(intent, ("x",), "y").back] == [Intent.RETURN]


def test_intents_and_states_are_the_contract() -> None:
    assert {intent.value for intent in Intent} == {
        "teruskan", "setujui", "kembalikan", "selesai", "terima", "rapat", "sederhana", "kompleks", "eskalasi",
    }  # fmt: skip
    assert {status.value for status in Status} == {
        "berjalan", "menunggu_pemohon", "menunggu_saksi", "siap_diambil", "selesai", "batal",
    }  # fmt: skip
    assert set(INTENT_TITLES) == set(Intent)
    assert set(STATUS_TITLES) == set(Status)


def test_values_in_the_words_of_the_office() -> None:
    assert Field("lahir", "Lahir", "date").in_words("2012-05-29") == "29-05-2012"
    assert Field("jam", "Jam", "time").in_words("08:15") == "08.15"
    assert Field("nama", "Nama", "text").in_words("A:B 2012-05-29") == "A:B 2012-05-29"
