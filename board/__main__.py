"""``python -m board`` is the same program as the ``board`` command; sshd's question takes a shorter way through it."""

import sys

if __name__ == "__main__":
    if sys.argv[1:4] == ["ssh", "keys", "--home"]:
        from board.cli import door

        sys.exit(door.main(sys.argv[3:]))
    from board.cli.main import main

    sys.exit(main())
