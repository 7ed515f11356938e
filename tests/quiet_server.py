"""A threaded server of the standard library whose clients may go away without a word in the tests' output."""

from __future__ import annotations

import sys
from http.server import ThreadingHTTPServer
from typing import Any


class QuietServer(ThreadingHTTPServer):
    """A server that reports its own faults, and not that a client has closed the connection: many tests have it so."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print the exception that ended a request, unless the client ended it."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)
