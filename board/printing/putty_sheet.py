"""Lembar PuTTY: one page by which an officer sets up PuTTY on a Windows machine and comes in (TERMINALS 2, 4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from board.printing.blocks import gap, head_of, heading, text
from board.printing.sheet import build
from board.printing.tables import grid, shares

SMALL = 0.88
DOTS = "." * 60


def putty_sheet(data: dict[str, Any]) -> bytes:
    """The sheet; what is not known yet is left to the pen."""

    def story(width: float, size: float) -> list[Flowable]:
        small = size * SMALL
        return [
            heading(data["title"].upper(), size * 1.3),
            text(
                f"Server: {data['host'] or DOTS} · port: {data['port']} · akun: {data['account']} (sama untuk semua; "
                "kunci Andalah yang menunjukkan siapa Anda)", size * 0.9, bold=True, space=3,
            ),
            *head_of("1. Buat kunci (sekali saja, di komputer Anda sendiri, dengan PuTTYgen)", size),
            *_listed(_KEY, small),
            gap(2),
            *head_of("2. Isi PuTTY", size),
            grid(["Tempat di PuTTY", "Isian", "Nilai"], _settings(data), shares(width, 40, 56, 74), small),
            gap(3),
            *head_of("3. Masuk pertama kali", size),
            *_listed([*_hosts(data["host_keys"]), *_FIRST], small),
            gap(2),
            *head_of("4. Bila ada yang aneh", size),
            grid(["Yang tampak", "Yang dilakukan"], _TROUBLE, shares(width, 55, 115), small),
            gap(3),
            text(
                "Kunci rahasia (.ppk) tidak pernah dikirim, difoto, atau dipinjamkan. Hilang atau komputernya diganti: "
                "lapor pengelola hari itu juga, kuncinya dicabut seketika.", small, bold=True,
            ),
        ]  # fmt: skip

    return build(data, story, kop=False)


def _listed(lines: Sequence[str], size: float) -> list[Flowable]:
    return [text(f"–  {line}", size, indent=6, space=1, leading=1.2) for line in lines]


_KEY = (
    "Pilih EdDSA (Ed25519) lalu Generate. Isi Key comment dengan tempatnya (misalnya: loket 1) dan Key passphrase "
    "dengan sandi yang hanya Anda tahu.",
    "Save private key: simpan sebagai berkas .ppk di folder Anda sendiri. Berkas itu rahasia.",
    "Salin isi kotak teratas (satu baris, ssh-ed25519 AAAA…) ke berkas teks dan serahkan ke pengelola. "
    "Hanya baris itu yang diserahkan; tulis juga sidik jarinya (Key fingerprint).",
)


def _settings(data: dict[str, Any]) -> list[list[str]]:
    return [
        ["Session", "Host Name, Port, Connection type", f"{data['host'] or DOTS[:24]}, {data['port']}, SSH"],
        ["Terminal > Keyboard", "The Backspace key", "Control-? (127)"],
        ["Terminal > Keyboard", "The Home and End keys", "Standard"],
        ["Terminal > Keyboard", "The Function keys and keypad", "ESC[n~"],
        ["Window", "Columns, Rows", "80, 24; boleh lebih besar"],
        ["Window > Appearance", "Font", "Consolas atau Courier New, 12"],
        ["Window > Translation", "Remote character set", "UTF-8"],
        ["Window > Translation", "Line drawing characters", "Use Unicode line drawing code points"],
        ["Connection", "Seconds between keepalives", "0"],
        ["Connection > Data", "Auto-login username", data["account"]],
        ["Connection > Data", "Terminal-type string", "xterm"],
        ["Connection > Data", "Terminal speeds", "38400,38400; jalur lambat (modem, radio): 9600,9600"],
        ["Connection > SSH", "Enable compression", "dicentang"],
        ["Connection > SSH > Auth > Credentials", "Private key file", "berkas .ppk Anda (PuTTY lama: SSH > Auth)"],
        ["Session", "Saved Sessions", f"tulis: {data['saved']}, lalu Save"],
    ]


def _hosts(keys: Sequence[str]) -> list[str]:
    shown = " atau ".join(keys) or DOTS
    return [f"PuTTY menanyakan kunci server. Accept hanya bila sidik jarinya sama dengan: {shown}"]


_FIRST = (
    "Ketik sandi kunci (passphrase) bila ditanya. Papan langsung terbuka; tidak ada sandi server.",
    "Papan menanyakan apakah garis dan huruf tampak benar. Jawab menurut yang tampak; jawabannya diingat.",
)
_TROUBLE = (
    ("Garis atau huruf aneh, kolom miring", "Window > Translation: UTF-8. Masih aneh: jawab “aneh” pada pertanyaan "
     "papan, ia lalu memakai huruf biasa saja."),
    ("Tombol F menulis huruf atau [", "Terminal > Keyboard: ESC[n~. Setiap tombol F juga punya hurufnya; tekan ?"),
    ("Server refused our key; No supported authentication methods", "Kuncinya belum dicatat, atau sudah dicabut. "
     "Tunjukkan sidik jarinya kepada pengelola."),
    ("WARNING – POTENTIAL SECURITY BREACH", "Kunci server berubah. Jangan lanjutkan; tanyakan kepada pengelola."),
    ("Layar berhenti, sambungan putus", "Tutup jendelanya, masuk lagi. Isian yang belum disimpan ditawarkan kembali."),
    ("Lambat sekali", "Pastikan Enable compression dicentang dan Terminal speeds sesuai jalurnya."),
)  # fmt: skip
