"""Names the office does not have: refused, for an empty list would say that nothing of the kind waits."""

from __future__ import annotations

from collections.abc import Iterable

from board.errors import NotFound
from board.services.desk import Desk
from board.wording import quoted


def must_be_known(desk: Desk, *, sop: str | None = None, step: str | None = None, role: str | None = None) -> None:
    """Refuse what the office does not have.

    Args:
        step: a step of ``sop``, or of any SOP where none is named.

    Raises:
        NotFound: the first name that is unknown; the sentence says which there are.
    """
    sops = desk.shelf.versions() if sop is None else desk.shelf.versions_of(sop)
    if step is not None:
        steps = dict.fromkeys(item.id for service in sops for item in service.steps)
        if step not in steps:
            raise NotFound("Langkah", step, f"Yang ada: {', '.join(steps)}.")
    if role is not None and role not in desk.profile.roles:
        raise NotFound("Peran", role, f"Yang ada: {', '.join(desk.profile.roles)}.")


def unknown_requirement(name: str, known: Iterable[str]) -> str:
    """The sentence for a requirement the service does not ask for."""
    return f'Persyaratan "{quoted(name)}" tidak dikenal. Yang ada: {", ".join(known)}.'
