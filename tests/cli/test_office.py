"""Where an office is: folders that cannot be looked into, the account that acts, what init and demo tell."""

from __future__ import annotations

import os
import pwd

import pytest

from board import settings
from board.errors import HomeUnusable


def test_nobody_chooses_the_name_in_the_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "kadis")
    monkeypatch.setenv("USER", "kadis")
    assert settings.system_actor() == f"os:{pwd.getpwuid(os.getuid()).pw_name}"


def test_an_account_without_a_name_and_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "BOARD_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 54321)
    assert settings.system_actor() == "os:54321"
    with pytest.raises(HomeUnusable, match="--home"):
        settings.default_home()
