"""A public key as an officer hands it in: one line as OpenSSH writes it, and nothing else (TERMINALS 5, R13).

What is kept ends up in a line that sshd obeys, so nothing of what was handed in is taken as it is: the key is decoded
and must be, byte by byte, a key of the kind it says.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass

SHORTEST_RSA, LONGEST_RSA = 3072, 16384
"""Bits; below, a key can be broken within the years a register is kept."""
_ONE_LINE = "Berkas kunci harus berisi tepat satu baris, seperti: ssh-ed25519 AAAA… nama"
SECRET = (
    "Itu kunci rahasia. Jangan dikirim ke siapa pun: anggap kunci ini bocor, hapus salinannya, buat pasangan kunci "
    "baru, dan serahkan hanya kunci publiknya (satu baris: ssh-ed25519 AAAA… nama)."
)
_RFC4716 = (
    "Itu bentuk simpanan PuTTYgen. Buka kuncinya di PuTTYgen dan salin kotak teratas, satu baris "
    "ssh-ed25519 AAAA… nama; atau ubah dengan: ssh-keygen -i -f BERKAS"
)
_DAMAGED = "Isi kunci rusak atau terpotong; salin ulang seluruh barisnya."


@dataclass(frozen=True)
class PublicKey:
    """A key that was found sound."""

    kind: str
    """Algorithm as OpenSSH writes it: ``ssh-ed25519``."""
    blob: str
    """In base64, as it stands in ``authorized_keys``."""
    comment: str
    """What stood behind it on the line."""

    @property
    def fingerprint(self) -> str:
        """``SHA256:…``, as sshd logs it."""
        return fingerprint(self.blob)


def fingerprint(blob: str) -> str:
    """The fingerprint of a key in base64.

    Raises:
        ValueError: that is no base64.
    """
    digest = hashlib.sha256(base64.b64decode(blob, validate=True)).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def parse_public_key(text: str) -> PublicKey:
    """The key of a file.

    Raises:
        ValueError: with the sentence to show.
    """
    if "PRIVATE KEY" in text or "PuTTY-User-Key-File" in text:
        raise ValueError(SECRET)
    if "BEGIN SSH2 PUBLIC KEY" in text:
        raise ValueError(_RFC4716)
    # Not splitlines(), which also parts at signs that sshd takes for letters.
    line = text.removesuffix("\n").removesuffix("\r")
    if not line.strip() or "\n" in line or "\r" in line or "\0" in line:
        raise ValueError(_ONE_LINE)
    kind, _, rest = line.strip(" \t").partition(" ")
    if kind not in KINDS:
        raise ValueError(_unknown(kind, rest))
    blob, _, comment = rest.strip(" \t").partition(" ")
    try:
        raw = base64.b64decode(blob, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError(_DAMAGED) from None
    # What another writer of base64 could have written otherwise would be the same key under two names.
    if base64.b64encode(raw).decode() != blob:
        raise ValueError(_DAMAGED)
    reader = _Reader(raw)
    if reader.string() != kind.encode():
        raise ValueError(f"Kunci ini menyebut dirinya {kind}, isinya jenis lain; salin ulang seluruh barisnya.")
    KINDS[kind](reader)
    if reader.rest:
        raise ValueError(_DAMAGED)
    return PublicKey(kind, blob, comment.strip())


def _unknown(kind: str, rest: str) -> str:
    if kind == "ssh-dss" or kind.endswith("-cert-v01@openssh.com"):
        return f"Jenis kunci {kind} tidak dipakai di sini; buat yang baru: ssh-keygen -t ed25519"
    if any(re.search(rf"(^|\s){re.escape(known)}\s", rest) for known in KINDS):
        return "Baris kunci tidak boleh diawali pilihan (command=, from=, …); serahkan kuncinya saja."
    return f"{_ONE_LINE}. Jenis yang diterima: {', '.join(KINDS)}."


class _Reader:
    """Fields of a key in the order they stand (RFC 4251, 5)."""

    def __init__(self, raw: bytes) -> None:
        self.rest = raw

    def string(self) -> bytes:
        """The next field.

        Raises:
            ValueError: there is none, or it is cut off.
        """
        length = int.from_bytes(self.rest[:4], "big")
        if len(self.rest) < 4 + length or len(self.rest) < 4:
            raise ValueError(_DAMAGED)
        field, self.rest = self.rest[4 : 4 + length], self.rest[4 + length :]
        return field

    def number(self) -> int:
        """The next field as a positive number, written as short as it can be.

        Raises:
            ValueError: it is none.
        """
        field = self.string()
        if not field or field[0] & 0x80 or (field[0] == 0 and (len(field) == 1 or not field[1] & 0x80)):
            raise ValueError(_DAMAGED)
        return int.from_bytes(field, "big")


def _ed25519(reader: _Reader) -> None:
    if len(reader.string()) != 32:
        raise ValueError(_DAMAGED)


def _sk_ed25519(reader: _Reader) -> None:
    _ed25519(reader)
    if not reader.string().startswith(b"ssh:"):
        raise ValueError(_DAMAGED)


def _ecdsa(curve: bytes, octets: int) -> Callable[[_Reader], None]:
    def check(reader: _Reader) -> None:
        named, point = reader.string(), reader.string()
        if named != curve or len(point) != 1 + 2 * octets or point[0] != 4:
            raise ValueError(_DAMAGED)

    return check


def _rsa(reader: _Reader) -> None:
    exponent, modulus = reader.number(), reader.number()
    if not SHORTEST_RSA <= modulus.bit_length() <= LONGEST_RSA:
        raise ValueError(
            f"Kunci RSA ini {modulus.bit_length()} bit; paling sedikit {SHORTEST_RSA} bit. "
            "Lebih baik buat yang baru: ssh-keygen -t ed25519"
        )
    if exponent < 3 or not exponent & 1:
        raise ValueError(_DAMAGED)


KINDS: dict[str, Callable[[_Reader], None]] = {
    "ssh-ed25519": _ed25519,
    "sk-ssh-ed25519@openssh.com": _sk_ed25519,
    "ecdsa-sha2-nistp256": _ecdsa(b"nistp256", 32),
    "ecdsa-sha2-nistp384": _ecdsa(b"nistp384", 48),
    "ecdsa-sha2-nistp521": _ecdsa(b"nistp521", 66),
    "ssh-rsa": _rsa,
}
"""Kinds of keys that are taken → what must follow the name inside them."""
