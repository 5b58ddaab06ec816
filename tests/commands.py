"""The command line as tests use it: words in, exit code and JSON out."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from board.cli.main import main
from board.errors import Refused
from tests.offices import Clock

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Answer:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)

    @property
    def refusal(self) -> dict[str, Any]:
        """The refusal on standard error."""
        told: dict[str, Any] = json.loads(self.err.strip().splitlines()[-1])
        return told


@dataclass
class Commands:
    """One office's command line."""

    home: Path
    clock: Clock
    capsys: Any = None

    def run(self, *words: str | int, user: str | None = None, stdin: Any = None) -> Answer:
        """Run a command; ``stdin`` is handed over as JSON unless it is text."""
        arguments = ["--home", str(self.home), "--json", *map(str, words)]
        if user:
            arguments += ["--user", user]
        text = stdin if isinstance(stdin, str) else json.dumps(stdin) if stdin is not None else ""
        stdin_text = io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogateescape")))
        out, err = io.StringIO(), io.StringIO()
        with patch.object(sys, "stdin", stdin_text), redirect_stdout(out), redirect_stderr(err):
            code = main(arguments, clock=self.clock)
        return Answer(code, out.getvalue(), err.getvalue())

    def apart(self, *words: str | int, user: str | None = None) -> Any:
        """Run a command in a process of its own, as a colleague would; its JSON.

        While a board is open in this process, its rows are bound to its connection.

        Raises:
            Refused: as the command refused.
        """
        arguments = ["--home", str(self.home), "--json", *map(str, words), *(["--user", user] if user else [])]
        code = (
            "import sys; from datetime import datetime; from board.cli.main import main; "
            f"sys.exit(main({arguments!r}, clock=lambda: datetime.fromisoformat({self.clock.now.isoformat()!r})))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
        if done.returncode == 1:
            raise Refused(json.loads(done.stderr.splitlines()[-1])["reason"])
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def ok(self, *words: str | int, user: str | None = None, stdin: Any = None) -> Any:
        """Run a command that must succeed; its JSON."""
        answer = self.run(*words, user=user, stdin=stdin)
        assert answer.code == 0, answer.err
        return answer.json

    def refused(self, *words: str | int, user: str | None = None, stdin: Any = None) -> dict[str, Any]:
        """Run a command that must be refused with exit code 1; the refusal."""
        answer = self.run(*words, user=user, stdin=stdin)
        assert answer.code == 1, (answer.code, answer.out, answer.err)
        assert answer.out == "", "a refusal prints nothing on standard output"
        return answer.refusal
