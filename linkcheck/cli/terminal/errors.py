"""What stops a run and can be mended by its user: one clear line on stderr, and the exit code."""

from __future__ import annotations

from typing import Final

from linkcheck.cli.terminal.language import told
from linkcheck.cli.terminal.streams import tell

EXIT_ACT: Final = 1
EXIT_USAGE: Final = 2
EXIT_CANNOT_RUN: Final = 3
EXIT_INTERRUPTED: Final = 130


class UserError(Exception):
    """An error that ends the run. The message says where, what, and what to do."""

    def __init__(self, message: str, code: int = EXIT_USAGE) -> None:
        super().__init__(message)
        self.code = code


def say(message: str) -> None:
    """Print one line for the person at the terminal or the reader of a log."""
    tell(f"linkcheck: {told(' '.join(message.split()))}")
