"""The few styles everything is drawn with: the sixteen colours every terminal has, and attributes that work without.

State is never told by colour alone (PRODUCT 2): each of these stands beside a word.
"""

from __future__ import annotations

from rich.style import Style

PLAIN = Style()
DIM = Style(dim=True)
BOLD = Style(bold=True)
# Never bold in reverse: PuTTY draws bold as a brighter colour, which leaves grey on grey.
TITLE = Style(reverse=True)
CURSOR = Style(reverse=True)
# Colours that can be read on black and on white alike: no yellow, no cyan, no blue.
LATE = Style(color="red", bold=True)
TODAY = Style(color="magenta", bold=True)
# Yellow letters vanish on white; black on yellow is the one yellow that every background leaves alone (DOMAIN E.2).
OVER = Style(color="black", bgcolor="yellow")
READY = Style(color="green")
WAITING = Style()
FLAG = Style(bold=True)
RULE = Style(dim=True)
KEY = Style(bold=True)
