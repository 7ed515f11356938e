"""One host of the small web: its paths and what they answer, written down as data."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Self

from linkcheck.demo.exchange import Answer, Handler, Hang, Headers, Raw, Reset, ServedRequest, ServedResponse
from linkcheck.demo.responses import page, redirect


class DemoSite:
    """Routes of one host. A route is a whole target (``/a?b=1``), a path, or a prefix that ends in ``*``.

    The most exact route wins: target, path, longest prefix, ``otherwise``, a 404 page. HEAD is answered as GET is,
    without the body. Every method returns the site, so that routes can be chained.
    """

    def __init__(self, host: str) -> None:
        self.host = host
        self._routes: dict[tuple[str, str], Handler] = {}
        self._otherwise: Handler = _not_found

    def handle(self, route: str, handler: Handler, *, method: str = "GET") -> Self:
        """Answer a route by a function of the request, plain or async."""
        self._routes[method, route] = handler
        return self

    def answer(self, route: str, *answers: Answer, method: str = "GET") -> Self:
        """Answer a route by each of ``answers`` in turn, and by the last one ever after."""
        return self.handle(route, in_turn(answers), method=method)

    def get(
        self,
        route: str,
        *,
        status: int = 200,
        body: bytes | str = "",
        headers: Headers = (),
        delay: float = 0.0,
        drip: float = 0.0,
    ) -> Self:
        """Answer GET with this. A body without a Content-Type is HTML in UTF-8."""
        typed = _with_type(headers) if body else headers
        return self.answer(route, ServedResponse(status=status, body=body, headers=typed, delay=delay, drip=drip))

    def page(self, route: str, title: str, text: str = "", *, head: str = "", status: int = 200) -> Self:
        """Answer with a plausible HTML page of that title."""
        return self.answer(route, page(title, text, head=head, status=status))

    def redirect(self, route: str, to: str, status: int = 301) -> Self:
        """Answer with a redirect."""
        return self.answer(route, redirect(to, status))

    def reset(self, route: str, data: bytes = b"") -> Self:
        """Send ``data``, then a TCP reset."""
        return self.answer(route, Reset(data))

    def hang(self, route: str, data: bytes = b"") -> Self:
        """Send ``data``, then nothing for ever."""
        return self.answer(route, Hang(data))

    def close(self, route: str, data: bytes = b"") -> Self:
        """Send ``data`` verbatim instead of a response, and close."""
        return self.answer(route, Raw(data))

    def otherwise(self, handler: Handler) -> Self:
        """Answer everything that no route matches."""
        self._otherwise = handler
        return self

    async def respond(self, request: ServedRequest) -> Answer:
        """Return the answer for one request."""
        answer = self._find(request)(request)
        return await answer if inspect.isawaitable(answer) else answer

    def _find(self, request: ServedRequest) -> Handler:
        method = "GET" if request.method == "HEAD" else request.method
        for route in (request.target, request.path):
            if (method, route) in self._routes:
                return self._routes[method, route]
        prefixes = [
            route
            for (verb, route) in self._routes
            if verb == method and route.endswith("*") and request.target.startswith(route[:-1])
        ]
        if prefixes:
            return self._routes[method, max(prefixes, key=len)]
        return self._otherwise


def in_turn(answers: Sequence[Answer]) -> Handler:
    """Return a handler that gives each answer once, in order, and the last one ever after."""
    if not answers:
        raise ValueError("a route needs an answer")
    left = list(answers)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def _not_found(_: ServedRequest) -> Answer:
    return page("404 Not Found", "The page you asked for is not on this server.", status=404)


def _with_type(headers: Headers) -> Headers:
    pairs = list(headers.items() if hasattr(headers, "items") else headers)
    if any(name.lower() == "content-type" for name, _ in pairs):
        return pairs
    return [*pairs, ("Content-Type", "text/html; charset=utf-8")]
