"""Public keys for tests: made of their fields, so that no test needs ssh-keygen."""

from __future__ import annotations

import base64
import hashlib


def field(raw: bytes) -> bytes:
    """A field as keys are made of (RFC 4251, 5)."""
    return len(raw).to_bytes(4, "big") + raw


def number(value: int) -> bytes:
    """A positive number as a field."""
    return field(value.to_bytes(value.bit_length() // 8 + 1, "big"))


def line(kind: str, *fields: bytes, comment: str = "contoh", inside: str | None = None) -> str:
    """A line of a ``.pub`` file.

    Args:
        inside: what the key calls itself, where that differs.
    """
    blob = field((inside or kind).encode()) + b"".join(fields)
    return f"{kind} {base64.b64encode(blob).decode()} {comment}\n"


def ed25519(name: str, *, comment: str = "contoh") -> str:
    """A key of its own for every name."""
    return line("ssh-ed25519", field(hashlib.sha256(name.encode()).digest()), comment=comment)


def rsa(bits: int) -> str:
    """A key of as many bits."""
    return line("ssh-rsa", number(65537), number(2 ** (bits - 1) + 1))


def ecdsa(size: int, *, curve: int | None = None, octets: int | None = None) -> str:
    """A key on a curve; ``curve`` and ``octets`` where it is to be wrong."""
    point = b"\4" + b"\7" * 2 * (octets or (size + 7) // 8)
    return line(f"ecdsa-sha2-nistp{size}", field(f"nistp{curve or size}".encode()), field(point))
