"""Who puts their initials on a draft, and who laid it before them (DOMAIN A, D)."""

from __future__ import annotations

import pytest

from board.workflow.paraf import initials, submits
from tests.workflow.given import sop, step_id


@pytest.mark.parametrize(
    ("sop_id", "no", "roles"),
    [
        ("landak.kk_umum", "2", "loket kasi kabid"),
        ("pasbar.keliling", "5", "operator kasi"),  # A.3 has no Kabid
        ("waykanan.kk_baru", "2", "operator kasi kabid"),
        ("waykanan.skpwni", "2", "operator kasi kabid"),
        ("balangan.dikjamila", "3", "operator kasi kabid"),
        ("waykanan.akta_lahir", "6", "operator"),
        ("waykanan.ktp_ganti", "2", "operator"),
    ],
)
def test_the_roles_are_those_of_the_sop(sop_id: str, no: str, roles: str) -> None:
    service = sop(sop_id)
    assert " ".join(initials(service, service.step(step_id(service, no)))) == roles


def test_what_goes_to_the_first_who_approves_was_submitted() -> None:
    service = sop("waykanan.skpwni")
    assert submits(service, "ketik", "koreksi_kasi")
    assert not submits(service, "koreksi_kasi", "koreksi_kabid")
    assert not submits(service, "kirim", "ketik")
    assert not submits(service, "ketik", "pemohon")
    assert not submits(service, None, "kirim")
