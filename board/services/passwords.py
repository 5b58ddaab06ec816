"""Sandi: stored as scrypt with its own salt, never in clear (N = 2^14, about 50 ms on an office machine)."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from board.errors import InputInvalid, Problem
from board.wording import clean

SHORTEST = 8
_N, _R, _P = 2**14, 8, 1


def hash_password(password: str) -> str:
    """``scrypt$N$r$p$salt$hash``, in hex.

    Raises:
        InputInvalid: too short; blanks around it and what cannot be seen do not count.
    """
    if len(clean(password)) < SHORTEST:
        raise InputInvalid(
            [Problem("password", f"Sandi paling pendek {SHORTEST} huruf; spasi di tepinya tidak dihitung.")]
        )
    salt = secrets.token_bytes(16)
    return f"scrypt${_N}${_R}${_P}${salt.hex()}${_scrypt(password, salt, _N, _R, _P).hex()}"


def password_fits(password: str, stored: str) -> bool:
    """Whether a password is the stored one; takes as long when there is none stored."""
    try:
        _, n, r, p, salt, expected = stored.split("$")
        wanted = bytes.fromhex(expected)
        parameters = bytes.fromhex(salt), int(n), int(r), int(p)
    except ValueError:
        _scrypt(password, b"none", _N, _R, _P)
        return False
    return hmac.compare_digest(_scrypt(password, *parameters), wanted)


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, maxmem=64 * 1024 * 1024)
