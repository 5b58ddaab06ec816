"""The house as it is told: purity of rooms, generated tables, nothing of a machine in the tree."""

from __future__ import annotations

import argparse
import itertools
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
GLOBAL = {"--home", "--user", "--json", "--help", "-h"}
HEAVY = ("textual", "peewee", "pydantic", "reportlab", "PIL", "pypdf", "apsw", "rich")


def modules_after(statement: str) -> set[str]:
    """Top-level packages a fresh Python has imported after a statement."""
    code = f"{statement}; import sys; print(' '.join({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import board.workflow.engine, board.workflow.stored, board.workflow.permissions", HEAVY),
        ("import board.workflow.load, board.workflow.load_office", ("textual", "peewee", "reportlab", "apsw")),
        ("import board.printing.documents", ("textual", "peewee", "pydantic", "apsw")),
        ("import board.services.move_case, board.services.lists", ("textual", "reportlab", "pydantic", "rich")),
        ("import board.cli.door", ("textual", "peewee", "playhouse", "pydantic", "reportlab", "dateutil", "rapidfuzz")),
        ("import board.cli.main", ("textual", "reportlab", "pydantic", "PIL")),
        ("import board.app, board.screens.board", ("reportlab", "pydantic", "PIL", "dateutil")),
    ],
)
def test_a_room_brings_in_only_what_is_its_own(statement: str, absent: tuple[str, ...]) -> None:
    assert not modules_after(statement) & set(absent)


NAMED_IN = {
    "peewee": {"models", "services"}, "apsw": {"models"}, "playhouse": {"models"}, "sqlite3": {"models"},
    "pydantic": {"workflow"}, "dateutil": {"workflow"}, "reportlab": {"printing"}, "PIL": {"printing"},
    "pypdf": {"printing"},
    "textual": {"app", "screens", "widgets", "terminal"}, "rich": {"app", "screens", "widgets", "terminal"},
}  # fmt: skip
"""Package → the rooms that may name it (ARCHITECTURE, The rooms)."""


@pytest.mark.parametrize("package", NAMED_IN)
def test_a_contract_keeps_a_package_out_of_every_other_room(package: str) -> None:
    """``make check`` proves the contracts; this proves that none of them forgets a room."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    rooms = {
        path.stem for path in (ROOT / "board").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    kept_out = {
        room.removeprefix("board.")
        for contract in contracts
        if package in contract.get("forbidden_modules", ())
        for room in contract["source_modules"]
    }
    assert kept_out == rooms - NAMED_IN[package] - {"__init__", "__main__"}


def test_importing_the_models_opens_nothing(tmp_path: Path) -> None:
    code = "import board.models.schema, os; print(sorted(os.listdir('.')))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_the_tables_of_the_readme_are_those_of_the_program() -> None:
    done = subprocess.run(
        [sys.executable, "docs/readme_tables.py", "--check"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout


def commands(parser: argparse.ArgumentParser, *words: str) -> Iterator[tuple[str, set[str]]]:
    """Every command of the parser, noun and verb, with its options but for the global ones."""
    nouns = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for action in nouns:
        for word, below in action.choices.items():
            yield from commands(below, *words, word)
    if not nouns:
        yield " ".join(words), {name for action in parser._actions for name in action.option_strings} - GLOBAL


def test_the_command_table_of_the_readme_is_that_of_the_parser() -> None:
    from board.cli.main import build_parser

    readme = (ROOT / "README.md").read_text()
    rows = readme.partition("| Command | Does |\n|---|---|\n")[2].partition("\n\n")[0].splitlines()
    told = {}
    for usage in (span for row in rows for span in re.findall("`(.+?)`", row.split(" | ")[0])):
        command = " ".join(itertools.takewhile(lambda word: word.isalpha() and word.islower(), usage.split()))
        assert command not in told, command
        told[command] = set(re.findall(r"--[a-z-]+", usage))
    assert told == dict(commands(build_parser([])))


def test_the_readme_names_no_option_that_is_not_there() -> None:
    from board.cli.main import build_parser

    known = GLOBAL.union(*(options for _, options in commands(build_parser([]))))
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", (ROOT / "README.md").read_text()))
    assert named <= known, named - known


def test_binding_ids_are_unique_and_every_key_has_a_sentence() -> None:
    from board.screens.key_table import key_rows

    rows = key_rows()
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids))
    assert all(row["about"].endswith(".") and row["title"] for row in rows)


def test_only_safe_keys_are_bound() -> None:
    """Keys that every terminal sends (TERMINALS 2); Ctrl letters only as duplicates."""
    from board.screens.key_table import key_rows

    plain = {
        "Enter",
        "Esc",
        "Spasi",
        "/",
        "?",
        "+",
        "*",
        "↑",
        "↓",
        "←",
        "→",
        "PgUp",
        "PgDn",
        "Home",
        "End",
        "Tab",
        "Shift+Tab",
        "Del",
    }
    for row in key_rows():
        keys = row["keys"].split(", ")
        safe = [key for key in keys if key in plain or (len(key) == 1 and key.isalnum()) or key in FUNCTION_KEYS]
        rest = set(keys) - set(safe)
        assert safe, row
        assert all(key.startswith("ctrl+") and key[-1] in "noprtuwxygl" for key in rest), row


FUNCTION_KEYS = {f"F{number}" for number in range(1, 11)}


def test_the_shipped_configuration_names_no_folder_of_a_machine() -> None:
    for path in (ROOT / "config").rglob("*.toml"):
        text = path.read_text()
        assert "/home/" not in text, path.name
        assert "/root" not in text, path.name
