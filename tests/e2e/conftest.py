"""An office behind a real sshd."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.server import Server, ssh_server
from tests.offices import copy_office


@pytest.fixture(scope="module")
def server(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One sshd for a module; officers ``loket`` and ``rina`` have a key of their own."""
    home = copy_office(template, tmp_path_factory.mktemp("e2e") / "kantor satu")
    with ssh_server(home) as started:
        for user in ("loket", "rina"):
            started.give_key(user)
        yield started
