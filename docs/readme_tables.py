"""Writes the generated tables of the README from the running program, or (``--check``) tells that they are stale.

python docs/readme_tables.py [--check]
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from board import errors, settings  # noqa: E402 - the checkout is put on the path first

settings.prepare_terminal()

from board.screens.key_table import key_rows  # noqa: E402 - reads settings when imported

README = ROOT / "README.md"


def key_table() -> str:
    """Every key of every screen."""
    lines = ["| Layar | Tombol | Tindakan | Keterangan |", "|---|---|---|---|"]
    for row in key_rows():
        lines.append(f"| {row['screen']} | `{row['keys']}` | {row['title']} | {row['about']} |")
    return "\n".join(lines)


def code_table() -> str:
    """Every error code with its exit code and what it means."""
    lines = ["| Code | Exit | Meaning |", "|---|---|---|"]
    lines += [f"| `{code}` | {exit_code} | {about} |" for code, exit_code, about in sorted(error_codes())]
    return "\n".join(lines)


def error_codes() -> list[tuple[str, int, str]]:
    """Codes of the error classes, and of the refusals the rules and services name."""
    found = {
        (item.code, item.exit_code, _first_line(item.__doc__))
        for item in vars(errors).values()
        if isinstance(item, type) and issubclass(item, errors.BoardError) and item.code != "error"
        if item not in {errors.Broken, errors.MoveRefused}
    }
    for function in ast.walk(ast.parse((ROOT / "board" / "workflow" / "refusals.py").read_text())):
        if isinstance(function, ast.FunctionDef):
            about = _first_line(ast.get_docstring(function))
            found |= {(code, 1, about) for node in ast.walk(function) if (code := _refusal_code(node))}
    by_code: dict[str, tuple[int, list[str]]] = {}
    for code, exit_code, about in sorted(found):
        by_code.setdefault(code, (exit_code, []))[1].append(about)
    return [(code, exit_code, " ".join(abouts)) for code, (exit_code, abouts) in by_code.items()]


def _refusal_code(node: ast.AST) -> str | None:
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "MoveRefused" and node.args:
        first = node.args[0]
        return str(first.value) if isinstance(first, ast.Constant) else None
    return None


def _first_line(text: str | None) -> str:
    """The sentence alone; the source of its rule, in brackets, is for who reads the code."""
    return re.sub(r" \([A-Z]{4,} [^)]*\)", "", (text or "").strip().split("\n")[0])


def written(text: str) -> str:
    """The README with its tables as they are now."""
    for name, table in (("keys", key_table()), ("codes", code_table())):
        begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        before, _, rest = text.partition(begin)
        _, _, after = rest.partition(end)
        text = f"{before}{begin}\n{table}\n{end}{after}"
    return text


def main() -> int:
    """Write or check."""
    have = README.read_text(encoding="utf-8")
    want = written(have)
    if "--check" in sys.argv:
        if have != want:
            print("README tables are stale: run make docs")
        return int(have != want)
    README.write_text(want, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
