"""``python -m linkcheck`` and the ``linkcheck`` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; a reader's closed pipe and an interrupt end it without a traceback."""
    from linkcheck.cli import run  # noqa: PLC0415  --version must not wait for what it does not need

    sys.exit(run())


if __name__ == "__main__":
    main()
