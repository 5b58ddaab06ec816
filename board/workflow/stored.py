"""An SOP as text and back: the canonical JSON that is stored, hashed, and read again without validation.

Only text that passed ``load`` is ever stored, so reading it back trusts the shape; that is what keeps pydantic out
of the way to the first screen (PERFORMANCE, Imports).
"""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Callable
from dataclasses import asdict, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from board.workflow.sop import Sop


def canonical(value: Any) -> str:
    """The one JSON text of a value: sorted keys, no spaces, no ASCII escapes."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(text: str) -> str:
    """SHA-256 of a text, in hex; of any text, even one that cannot be stored."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def dump_sop(sop: Sop) -> str:
    """The canonical text of an SOP."""
    return canonical(sop)


def read_sop(text: str) -> Sop:
    """An SOP from its stored text."""
    sop: Sop = build(Sop, json.loads(text))
    return sop


def build(shape: Any, plain: dict[str, Any]) -> Any:
    """A dataclass of ``shape`` from plain JSON values that were validated when they were stored."""
    values = {}
    for name, convert in _plan(shape):
        if name in plain:
            values[name] = convert(plain[name]) if convert else plain[name]
    return shape(**values)


@cache
def _plan(shape: Any) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    hints = get_type_hints(shape)
    return tuple((item.name, _converter(hints[item.name])) for item in fields(shape))


def _converter(hint: Any) -> Callable[[Any], Any] | None:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        convert = _converter(next(argument for argument in arguments if argument is not type(None)))
        return None if convert is None else lambda value: None if value is None else convert(value)
    if origin is tuple:
        each = _converter(arguments[0])
        return tuple if each is None else lambda values: tuple(each(value) for value in values)
    if origin is dict:
        entry = _converter(arguments[1])
        return None if entry is None else lambda values: {key: entry(value) for key, value in values.items()}
    if is_dataclass(hint):
        return lambda value: build(hint, value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return None
