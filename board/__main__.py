"""``python -m board`` is the same program as the ``board`` command."""

import sys

from board.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
