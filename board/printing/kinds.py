"""What kind of file somebody sent, by its first bytes, and what to answer where it is none that a case can hold."""

from __future__ import annotations

PDF = "application/pdf"
NOT_TAKEN = "bukan foto JPEG, PNG, atau PDF"
_KINDS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"%PDF-", PDF))
_AS_PHOTO = "minta pemohon mengirimnya sebagai foto JPEG."
_OTHERS: tuple[tuple[int, tuple[bytes, ...], str], ...] = (
    (4, (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypheim", b"ftypheis", b"ftypmif1", b"ftypmsf1", b"ftypavif"),
     f"foto HEIC dari iPhone; {_AS_PHOTO} Di iPhone: Pengaturan > Kamera > Format > Paling Kompatibel."),
    (4, (b"ftyp",), f"video; {_AS_PHOTO}"),
    (0, (b"GIF8",), f"gambar GIF; {_AS_PHOTO}"),
    (8, (b"WEBP",), f"gambar WEBP (stiker); {_AS_PHOTO}"),
    (0, (b"OggS", b"ID3", b"#!AMR"), "rekaman suara; dengarkan di ponsel layanan dan tulis isinya sebagai catatan."),
    (0, (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"),
     "dokumen Word, Excel, atau ZIP; minta pemohon mengirimnya sebagai PDF atau foto JPEG."),
    (0, (b"MZ", b"\x7fELF", b"#!"), "program; jangan dibuka. Minta pemohon mengirim fotonya."),
)  # fmt: skip
"""Offset, first bytes there, what to say: what phones and computers send besides what is taken."""


def kind_of(content: bytes) -> str | None:
    """The type a file's first bytes tell, whatever it is called; None for every type that is not taken."""
    return next((mime for start, mime in _KINDS if content.startswith(start)), None)


def not_taken(content: bytes) -> str:
    """Why a file is not taken and what to ask for instead, as the end of a sentence."""
    if not content:
        return f"{NOT_TAKEN}: kosong (0 byte). Minta pemohon mengirim ulang."
    for offset, starts, words in _OTHERS:
        if content.startswith(starts, offset):
            return f"{NOT_TAKEN}: {words}"
    return f"{NOT_TAKEN}."
