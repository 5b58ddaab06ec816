"""The board painted by Textual's own driver: what it would cost without the board's (for measuring only)."""

import sys

from board import settings

settings.prepare_terminal()

from textual.drivers.linux_driver import LinuxDriver  # noqa: E402

import board.app  # noqa: E402
from board.cli.main import main  # noqa: E402

# Whatever is not painted by the board's driver is painted as Textual paints.
board.app.ThinDriver = LinuxDriver  # type: ignore[misc, assignment]
sys.exit(main())
