"""Login names of officers: what they may look like, wherever one is taken on trust from outside."""

from __future__ import annotations

import re

LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,31}")
EXPECTED = "Nama pengguna: 2-32 huruf kecil, angka, titik, atau strip; diawali huruf."
