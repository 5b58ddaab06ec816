"""Walks a case through an SOP by the command line, as officers would, knowing nothing but ``sop show``."""

from __future__ import annotations

import json
from collections import deque
from datetime import date
from pathlib import Path
from typing import Any

from board.workflow.conditions import holds
from tests.commands import Commands
from tests.offices import OFFICERS, officer_for

APPLICANT = {
    "name": "SITI AMINAH",
    "nik": "0000014505900001",
    "no_kk": "0000010101150001",
    "phone": "081200000001",
}


class Walker:
    """One SOP, one office.

    Args:
        folder: where input files of moves are written.
        needed_only: leave every field empty that may be.
        answers: what is given for some fields instead of their examples.
    """

    def __init__(
        self, board: Commands, sop_id: str, folder: Path, *, needed_only: bool = False, **answers: str
    ) -> None:
        self.board, self.folder, self.needed_only, self.answers = board, folder, needed_only, answers
        self.sop = board.ok("sop", "show", sop_id)
        self.steps = {step["id"]: step for step in self.sop["steps"]}
        self.serial = 0

    # --- what the SOP asks for -----------------------------------------------------------------------------------

    def values(self, fields: list[dict[str, Any]]) -> dict[str, Any]:
        """Examples for some fields; numbers of SIAK are never given twice."""
        found: dict[str, Any] = {}
        for field in fields:
            if self.needed_only and not field["required"] and field["id"] not in self.answers:
                continue
            if field["id"] in self.answers:
                found[field["id"]] = self.answers[field["id"]]
            elif field["type"] == "rows":
                found[field["id"]] = [{item["id"]: item["example"] for item in field["columns"] if item["example"]}]
            elif field["siak"]:
                self.serial += 1
                found[field["id"]] = field["example"][:-4] + f"{self.serial:04d}"
            elif field["example"]:
                found[field["id"]] = field["example"]
        return found

    def officer(self, roles: list[str]) -> str:
        """Who acts in one of these roles for this SOP."""
        return officer_for(roles, self.sop["bidang"])

    def stranger(self, roles: list[str]) -> str:
        """Somebody who acts in none of these roles."""
        for name, (_, held) in OFFICERS.items():
            if not {role.split(":")[0] for role in held} & {*roles, "auditor"}:
                return name
        raise LookupError(roles)

    # --- walking -------------------------------------------------------------------------------------------------

    def register(self, **changes: Any) -> dict[str, Any]:
        """A new case with what is known at the beginning."""
        first = self.sop["steps"][0]["id"]
        new = {
            "applicant": APPLICANT,
            "data": self.values([item for item in self.sop["fields"] if item["step"] == first]),
            **changes,
        }
        user = self.officer(self.sop["register_by"])
        case: dict[str, Any] = self.board.ok("case", "new", "--sop", self.sop["id"], user=user, stdin=new)
        return case

    def show(self, number: str, user: str | None = None) -> dict[str, Any]:
        """The case as it is now."""
        case: dict[str, Any] = self.board.ok("case", "show", number, user=user)
        return case

    def prepare(self, case: dict[str, Any], move: dict[str, Any]) -> None:
        """Do what the move requires: tick the checklist, write the solusi."""
        user = self.officer(move["by"])
        if "syarat_lengkap" in move["requires"]:
            # What is filled in decides which papers are wanted, so the fields come first.
            brought = self.brought(case)
            if brought:
                case = self.board.ok("case", "edit", case["number"], "--file", "-", user=user, stdin=brought)
            for item in case["requirements"]:
                if not item["form"]:
                    form = item["forms"][0]
                    self.board.ok("case", "check", case["number"], item["id"], "--form", form, user=user)
        if "solusi" in move["requires"]:
            self.board.ok("thread", "note", case["number"], "--kind", "solusi", "--text", "Data diperbaiki.", user=user)

    def known(self, case: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
        """What conditions may speak of, if the case held this data."""
        only = {"cara_serah": self.sop["delivery"][0]} if len(self.sop["delivery"]) == 1 else {}
        return {**only, **data, "kanal": case["channel"]}

    def holds(self, condition: str | None, case: dict[str, Any], data: dict[str, Any] | None = None) -> bool:
        """Whether a condition of the SOP holds for a case, judged by its words alone."""
        received = date.fromisoformat(case["received_at"][:10])
        return holds(condition, self.known(case, case["data"] if data is None else data), received)

    def brought(self, case: dict[str, Any]) -> dict[str, Any]:
        """The fields of the case's step that apply and are still empty, as a form asks for them from its top."""
        data, found = dict(case["data"]), {}
        for item in self.sop["fields"]:
            if item["step"] == case["step"]["id"] and not data.get(item["id"]) and self.holds(item["when"], case, data):
                given = {"kode_ambil": case["pickup_code"]} if item["id"] == "kode_ambil" else self.values([item])
                found.update(given)
                data.update(given)
        return found

    def move(self, case: dict[str, Any], move: dict[str, Any]) -> dict[str, Any]:
        """Make a move, bringing along the fields of the step."""
        self.prepare(case, move)
        words = ["case", "move", case["number"], move["intent"]]
        if move["to"]:
            words += ["--to", move["to"]]
        if move["intent"] == "kembalikan":
            words += ["--reason", "salah_tulis", "--note", "Periksa lagi."]
        else:
            brought = self.brought(self.show(case["number"]))
            file = self.folder / "data.json"
            file.write_text(json.dumps(brought))
            words += ["--data", str(file)]
        moved: dict[str, Any] = self.board.ok(*words, user=self.officer(move["by"]))
        return moved

    def forward(self, step_id: str) -> list[dict[str, Any]]:
        """The ways on from a step."""
        return [move for move in self.steps[step_id]["moves"] if move["intent"] != "kembalikan"]

    def route(self, start: str, goal: str) -> list[dict[str, Any]]:
        """The shortest way forward from one step to another."""
        waiting = deque([(start, [])])
        seen = {start}
        while waiting:
            step_id, path = waiting.popleft()
            if step_id == goal:
                return path
            for move in self.forward(step_id):
                if move["to"] and move["to"] not in seen:
                    seen.add(move["to"])
                    waiting.append((move["to"], [*path, move]))
        raise LookupError(f"{start} → {goal}")

    def walk(self, case: dict[str, Any], path: list[dict[str, Any]]) -> dict[str, Any]:
        """Make several moves."""
        for move in path:
            case = self.move(case, move)
        return case

    def branches(self) -> list[list[dict[str, Any]]]:
        """Every way from the first step to an end."""
        found, waiting = [], [(self.sop["steps"][0]["id"], [])]
        while waiting:
            step_id, path = waiting.pop()
            for move in self.forward(step_id):
                onward = [*path, {**move, "from": step_id}]
                if move["to"] is None:
                    found.append(onward)
                else:
                    waiting.append((move["to"], onward))
        return found
