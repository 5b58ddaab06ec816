"""What pydantic says about a wrong input, in Indonesian. One place for SOP files, office profiles and new cases."""

from __future__ import annotations

from typing import Any

from board.wording import quoted

_WORDS = {
    "missing": "wajib ada",
    "unexpected_keyword_argument": "tidak dikenal",
    "extra_forbidden": "tidak dikenal",
    "string_type": "harus berupa teks",
    "int_type": "harus berupa angka bulat",
    "int_parsing": "harus berupa angka bulat",
    "int_from_float": "harus berupa angka bulat",
    "bool_type": "harus true atau false",
    "bool_parsing": "harus true atau false",
    "tuple_type": "harus berupa daftar",
    "list_type": "harus berupa daftar",
    "dict_type": "harus berupa tabel",
    "mapping_type": "harus berupa tabel",
    "model_type": "harus berupa tabel",
    "dataclass_type": "harus berupa tabel",
    "string_too_long": "terlalu panjang",
    "string_too_short": "tidak boleh kosong",
}


def in_words(error: Any) -> str:
    """One pydantic error as ``steps.2.moves.0.by: wajib ada``."""
    place = ".".join(quoted(str(part)) for part in error["loc"]) or "isi"
    kind = error["type"]
    if kind in {"literal_error", "enum"}:
        return f"{place}: harus salah satu dari {error['ctx']['expected'].replace(' or ', ' atau ')}"
    return f"{place}: {_WORDS.get(kind, 'tidak sah')}"
