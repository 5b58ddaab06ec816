"""Offices with very many cases, for measuring only: rows are multiplied, not lived through."""

from __future__ import annotations

from pathlib import Path

from board.models.case import Case
from board.services.demo import build_demo
from board.services.desk import open_desk

BATCH = 400


def crowded_office(home: Path, cases: int) -> Path:
    """The demonstration office, its open cases copied until there are ``cases`` of them."""
    if (home / "office.toml").is_file():
        return home
    build_demo(home, cases=120, by="benchmark", progress=lambda done, total: None)
    desk = open_desk(home)
    patterns = list(Case.select().where(Case.open == 1).dicts())
    columns = [name for name in patterns[0] if name != "id"]
    missing = max(0, cases - len(patterns))
    with desk.store.writing():
        for start in range(0, missing, BATCH):
            rows = []
            for place in range(start, min(missing, start + BATCH)):
                row = {name: patterns[place % len(patterns)][name] for name in columns}
                row["number"] = f"{row['number']}-{place}"
                row["due"] += place
                rows.append(row)
            Case.insert_many(rows).execute()
    desk.close()
    return home
