"""The few styles everything is drawn with: the sixteen colours every terminal has, and attributes that work without.

State is never told by colour alone (PRODUCT 2): each of these stands beside a word.
"""

from __future__ import annotations

from rich.style import Style

PLAIN = Style()
DIM = Style(dim=True)
BOLD = Style(bold=True)
TITLE = Style(reverse=True, bold=True)
CURSOR = Style(reverse=True)
LATE = Style(color="red", bold=True)
TODAY = Style(color="yellow", bold=True)
READY = Style(color="green")
WAITING = Style(color="cyan")
RULE = Style(dim=True)
KEY = Style(bold=True)
