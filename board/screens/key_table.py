"""The key table of ``board keys`` and the README, read by walking the screens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from textual.binding import Binding

from board.screens.base import OfficeScreen
from board.screens.bindings import key_names

PLACES = (
    ("Papan", "board", "BoardScreen"),
    ("Berkas", "case", "CaseScreen"),
    ("Membersihkan kolom", "clearing", "ClearingScreen"),
    ("Hasil keputusan", "decided", "DecidedScreen"),
    ("Utas", "thread", "ThreadScreen"),
    ("Isian", "form", "FormScreen"),
    ("Sisipkan", "insert", "InsertScreen"),
    ("Berkas baru", "register_screen", "RegisterScreen"),
    ("Baris", "rows", "RowsScreen"),
    ("Persyaratan", "requirements", "RequirementsScreen"),
    ("Lampiran", "attachments", "AttachmentsScreen"),
    ("Cetakan", "papers", "PapersScreen"),
    ("Pesan", "messages", "MessagesScreen"),
    ("Kotak masuk", "inbox", "InboxScreen"),
    ("Belum dijawab", "waiting", "WaitingScreen"),
    ("Ringkasan pagi", "morning", "MorningScreen"),
    ("Isian yang belum disimpan", "drafts", "DraftsScreen"),
    ("Isi sebuah draf", "drafts", "DraftTextScreen"),
    ("Berkas ringkasan", "morning", "MorningCasesScreen"),
    ("Berkas terkait", "links", "LinksScreen"),
    ("Status berkas", "status", "StatusScreen"),
    ("Insiden privasi", "incidents", "IncidentsScreen"),
    ("Cari", "search", "SearchScreen"),
    ("Serah fisik", "custody", "CustodyScreen"),
    ("Cocokkan baki", "custody", "TrayScreen"),
    ("Gangguan", "outages", "OutagesScreen"),
    ("Pilihan", "choice", "ChoiceScreen"),
    ("Ya atau tidak", "choice", "ConfirmScreen"),
    ("Masuk", "login", "LoginScreen"),
    ("Sandi baru", "new_password", "NewPasswordScreen"),
    ("Layar terkunci", "lock", "LockScreen"),
)


TYPING = frozenset({"Isian", "Sisipkan", "Berkas baru", "Cari", "Masuk", "Sandi baru", "Layar terkunci", "Serah fisik"})
"""Places where letters go into a field."""


def key_rows(keymap: Mapping[str, str] | None = None) -> list[dict[str, str]]:
    """Every key that has an id: screen, keys, title, what it is for; inherited keys stand where they first appear.

    Args:
        keymap: an office's own keys, by id.
    """
    own = keymap or {}
    rows, seen = [], set()
    for place, screen in _screens():
        for binding in screen_bindings(screen):
            assert binding.id is not None
            if binding.id not in seen:
                seen.add(binding.id)
                keys = own.get(binding.id, binding.key).split(",")
                rows.append(
                    {
                        "screen": place, "id": binding.id, "keys": key_names(keys),
                        "title": binding.description, "about": binding.tooltip,
                    }
                )  # fmt: skip
    return rows


def bound_keys() -> dict[str, dict[str, list[str]]]:
    """Place → binding id → its keys as they are shipped."""
    return {
        place: {str(binding.id): binding.key.split(",") for binding in screen_bindings(screen)}
        for place, screen in _screens()
    }


def _screens() -> Iterator[tuple[str, type[OfficeScreen[object]]]]:
    for place, module, name in PLACES:
        yield place, getattr(import_module(f"board.screens.{module}"), name)


def screen_bindings(screen: type[OfficeScreen[object]]) -> list[Binding]:
    """The bindings with an id that a screen declares or inherits."""
    found: list[Binding] = []
    inert = set() if screen.may_search() else {"search"}
    # As on the screen: its own keys, the chapters it is composed of in their order, then what every screen has.
    chapters = [owner for owner in reversed(screen.__mro__[1:]) if owner is not OfficeScreen]
    for owner in (screen, *chapters, OfficeScreen):
        nearer = screen.__mro__[: screen.__mro__.index(owner)]
        taken = {key for place in nearer for binding in _declared(place) for key in binding.key.split(",")}
        found += [
            binding
            for binding in _declared(owner)
            if binding.id and binding.action not in inert and not taken.issuperset(binding.key.split(","))
        ]
    return found


def _declared(owner: type) -> list[Binding]:
    return [binding for binding in owner.__dict__.get("BINDINGS", []) if isinstance(binding, Binding)]
