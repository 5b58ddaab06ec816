"""Fixtures: an office, its desk, its command line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from board.services.desk import Desk, open_desk
from tests.commands import Commands
from tests.offices import Clock, build_template, copy_office

os.environ["TEXTUAL_ANIMATIONS"] = "none"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office every test office is copied from."""
    home = tmp_path_factory.mktemp("template") / "kantor"
    build_template(home)
    return home


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration office, with a case at every step; to be copied, as it is built slowly."""
    from tests.screens.openers import build_lived

    home = tmp_path_factory.mktemp("lived") / "kantor"
    build_lived(home)
    return home


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    """An office of the test's own."""
    return copy_office(template, tmp_path / "kantor")


@pytest.fixture
def clock() -> Clock:
    """Monday morning, until the test moves it."""
    return Clock()


@pytest.fixture
def desk(home: Path, clock: Clock) -> Iterator[Desk]:
    """The office, opened."""
    opened = open_desk(home, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def board(home: Path, clock: Clock) -> Commands:
    """The command line of the office."""
    return Commands(home, clock)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--update-snapshots``: write the screens as they are now."""
    parser.addoption("--update-snapshots", action="store_true", help="write screen snapshots anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest test first: begun last, it would be waited for alone."""
    items.sort(key=lambda item: "longest" not in item.keywords)


@pytest.fixture
def update_snapshots(request: pytest.FixtureRequest) -> bool:
    """Whether snapshots are written instead of compared."""
    return bool(request.config.getoption("--update-snapshots"))
