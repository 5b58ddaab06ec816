"""The QR on the terminal that opens a chat on the service phone: no programming interface, no cost (PRODUCT 6.6)."""

from __future__ import annotations

from dataclasses import dataclass

from board.errors import Refused


@dataclass(frozen=True)
class Room:
    """What a screen can show."""

    columns: int
    lines: int


@dataclass(frozen=True)
class ChatCode:
    """A QR code made of characters."""

    rows: tuple[str, ...]
    whole: bool = True
    """Whether the text of the message is in it, or it only opens the chat."""
    wanted: Room | None = None
    """What the code of the whole link would need; None where no code is large enough."""


def chat_code(link: str | None, *, blocks: bool, light_ink: bool = False, room: Room | None = None) -> ChatCode:
    """The code of a message's link; where its text does not fit, that of the chat alone.

    A code that is wrapped or scrolled cannot be read by any phone.

    Args:
        blocks, light_ink: see ``codes.character_qr``.
        room: the terminal; None where nothing limits it.

    Raises:
        Refused: the applicant has no phone number, so there is no link.
    """
    # Only this option draws; a session must not wait for reportlab.
    from board.printing.codes import LARGEST_CODE, character_qr

    if link is None:
        raise Refused("Nomor telepon pemohon belum diisi, jadi tidak ada tautan WhatsApp. Isi dahulu: board case edit.")
    wanted = None
    if len(link) <= LARGEST_CODE:
        drawn = character_qr(link, blocks=blocks, light_ink=light_ink)
        # One line stays for the prompt.
        wanted = Room(len(drawn[0]), len(drawn) + 1)
        if room is None or (wanted.columns <= room.columns and wanted.lines <= room.lines):
            return ChatCode(tuple(drawn))
    chat = link.partition("?")[0]
    return ChatCode(tuple(character_qr(chat, blocks=blocks, light_ink=light_ink)), whole=False, wanted=wanted)
