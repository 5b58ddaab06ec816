"""Which public keys are taken, and what is said of every other thing people hand in as one."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from board.workflow.public_key import KINDS, fingerprint, parse_public_key
from tests.public_keys import ecdsa, ed25519, field, line, number, rsa

SK = "sk-ssh-ed25519@openssh.com"
GOOD = ed25519("rina")
BLOB = GOOD.split()[1]


@pytest.mark.parametrize(
    "text",
    [GOOD, GOOD.rstrip("\n"), GOOD.replace("\n", "\r\n"), line(SK, field(b"7" * 32), field(b"ssh:")), ecdsa(256),
     ecdsa(384), ecdsa(521), rsa(3072), rsa(4096)],
)  # fmt: skip
def test_known_kinds_are_taken(text: str) -> None:
    key = parse_public_key(text)
    assert (key.kind, key.blob, key.comment) == (*text.split()[:2], "contoh")


def test_a_comment_may_have_blanks_or_be_missing() -> None:
    assert parse_public_key(ed25519("a", comment="loket 1, kiri")).comment == "loket 1, kiri"
    assert parse_public_key(f"ssh-ed25519 {BLOB}").comment == ""


PPK = "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n"
BARE = BLOB.rstrip("=")
WRONG = {
    "a private key": ("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n", "Itu kunci rahasia"),
    "a private key of PuTTY": (PPK, "Itu kunci rahasia"),
    "an export of PuTTYgen": ("---- BEGIN SSH2 PUBLIC KEY ----\n", "PuTTYgen"),
    "nothing": ("", "tepat satu baris"),
    "an empty line": ("\n", "tepat satu baris"),
    "two keys": (GOOD + ed25519("b"), "tepat satu baris"),
    "a line behind it": (GOOD + "\n", "tepat satu baris"),
    "another line end": (GOOD.rstrip() + "\rssh-rsa", "tepat satu baris"),
    "a zero": (GOOD.rstrip() + "\0", "tepat satu baris"),
    "options": (f'command="sh" {GOOD}', "diawali pilihan"),
    "an option without a value": (f"no-pty {GOOD}", "diawali pilihan"),
    "an option in place of the kind": (f"ssh-ed25519,no-pty {BLOB}", "Jenis yang diterima"),
    "something else": ("halo dunia", "Jenis yang diterima"),
    "DSA": ("ssh-dss AAAA x", "tidak dipakai di sini"),
    "a certificate": (f"ssh-ed25519-cert-v01@openssh.com {BLOB}", "tidak dipakai di sini"),
    "no key": ("ssh-ed25519", "rusak"),
    "letters that are no base64": (f"ssh-ed25519 {BLOB[:-1]}!", "rusak"),
    "a blob cut off": (f"ssh-ed25519 {BLOB[:40]}", "rusak"),
    "a blob without padding": (f"ssh-rsa {base64.b64encode(field(b'ssh-rsa')).decode().rstrip('=')}", "rusak"),
    "bits beyond the end": (f"ssh-ed25519 {base64.b64encode(base64.b64decode(BLOB) + b'x').decode()}", "rusak"),
    "another kind inside": (line("ssh-ed25519", field(b"7" * 32), inside="ssh-rsa"), "isinya jenis lain"),
    "a short ed25519": (line("ssh-ed25519", field(b"7" * 31)), "rusak"),
    "a security key of no site": (line(SK, field(b"7" * 32), field(b"web:")), "rusak"),
    "another curve inside": (ecdsa(256, curve=384), "rusak"),
    "a point of another curve": (ecdsa(256, octets=48), "rusak"),
    "a short RSA key": (rsa(3071), "3071 bit; paling sedikit 3072"),
    "an RSA key that takes minutes": (rsa(16385), "16385 bit"),
    "an even exponent": (line("ssh-rsa", number(65536), number(2**3071 + 1)), "rusak"),
    "a negative modulus": (line("ssh-rsa", number(65537), field(b"\x80" * 384)), "rusak"),
    "a number that is longer than it need be": (line("ssh-rsa", field(b"\0\0\1\0\1"), number(2**3071 + 1)), "rusak"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_such_key_is_told(name: str) -> None:
    text, words = WRONG[name]
    with pytest.raises(ValueError, match=re.escape(words)) as refused:
        parse_public_key(text)
    assert BARE not in str(refused.value), "the key itself is not repeated"


def test_the_same_key_written_otherwise_is_refused() -> None:
    """Base64 leaves bits of the last letter unused: another letter there would be the same key with another name."""
    kind, text, _ = ecdsa(256).split()
    at = len(text.rstrip("=")) - 1
    assert at < len(text) - 1
    other = text[:at] + chr(ord(text[at]) + 1) + text[at + 1 :]
    assert base64.b64decode(other, validate=True) == base64.b64decode(text)
    with pytest.raises(ValueError, match="rusak"):
        parse_public_key(f"{kind} {other}")


NEARLY = some.builds(lambda kind, rest: f"{kind} {rest}", some.sampled_from([*KINDS]), some.text())


@given(some.text(max_size=300) | NEARLY)
def test_whatever_is_handed_in_is_answered(text: str) -> None:
    try:
        key = parse_public_key(text)
    except ValueError as told:
        assert str(told).strip()
    else:
        assert key.kind in KINDS


@given(some.binary(max_size=80))
def test_no_blob_upsets_the_reader(raw: bytes) -> None:
    for kind in KINDS:
        blob = base64.b64encode(field(kind.encode()) + raw).decode()
        try:
            parse_public_key(f"{kind} {blob}")
        except ValueError as told:
            assert str(told).strip()


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
@pytest.mark.parametrize("words", [("ed25519", "256"), ("ecdsa", "256"), ("ecdsa", "521"), ("rsa", "3072")])
def test_ssh_keygen_makes_such_keys_and_calls_them_the_same(words: tuple[str, str], tmp_path: Path) -> None:
    kind, bits = words
    file = tmp_path / "kunci"
    subprocess.run(["ssh-keygen", "-q", "-t", kind, "-b", bits, "-N", "", "-f", str(file)], check=True)
    text = file.with_suffix(".pub").read_text()
    told = subprocess.run(["ssh-keygen", "-lf", f"{file}.pub"], check=True, capture_output=True, text=True).stdout
    assert parse_public_key(text).fingerprint == fingerprint(text.split()[1]) == told.split()[1]
