"""A small GitHub: GraphQL over a set of facts, and the pages that readers see."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast

from linkcheck.demo.exchange import ServedRequest, ServedResponse
from linkcheck.demo.graphql import GraphSyntaxError, execute, parse
from linkcheck.demo.responses import data
from linkcheck.demo.sites.github import graph, web_pages
from linkcheck.demo.sites.github.entities import Account, RateLimits, Release, Repo, Shelf, Thread
from linkcheck.demo.web import SmallWeb

__all__ = ["Account", "DemoGitHub", "RateLimits", "Release", "Repo", "Shelf", "Thread"]


class DemoGitHub:
    """The service. Its attributes may be changed while it runs, to make it run dry or refuse a token."""

    def __init__(self, repos: Iterable[Repo] = (), accounts: Iterable[Account] = ()) -> None:
        self.shelf = Shelf(repos, accounts)
        self.allowance = {False: 60, True: 5000}
        """Requests an hour without and with a token."""
        self.used = 0
        self.reset_in = 3600
        self.tokens: set[str] | None = None
        """The tokens that are good; None: all are."""
        self.max_aliases: int | None = None
        """More repositories in one query than this fail the rest of them, as over-heavy queries do."""

    def serve(self, web: SmallWeb) -> DemoGitHub:
        """Answer for github.com, its API and its raw files, and return the service."""
        web.site("api.github.com").handle("/graphql", self.graphql, method="POST")
        web.site("github.com").otherwise(lambda request: web_pages.answer(self.shelf, request))
        web.site("www.github.com").otherwise(
            lambda r: ServedResponse(status=301, headers={"Location": f"https://github.com{r.target}"})
        )
        web.site("raw.githubusercontent.com").otherwise(lambda request: web_pages.raw(self.shelf, request))
        return self

    def limits(self, *, authenticated: bool) -> RateLimits:
        """Return the rate limit's state."""
        limit = self.allowance[authenticated]
        return RateLimits(limit, max(0, limit - self.used), int(time.time()) + self.reset_in)

    def graphql(self, request: ServedRequest) -> ServedResponse:
        """Answer one GraphQL query."""
        if "authorization" not in request.headers:
            return data({"message": "This endpoint requires you to be authenticated."}, status=401)
        refused = self.refusal(request)
        if refused is not None:
            return refused
        self.used += 1
        asked = cast("Mapping[str, object]", request.json())
        return self.limited(data(self._run(asked)), request)

    def _run(self, asked: Mapping[str, object]) -> dict[str, object]:
        try:
            document = parse(str(asked.get("query") or ""))
        except GraphSyntaxError as error:
            return {"errors": [{"message": str(error), "locations": []}]}
        variables = cast("Mapping[str, None]", asked.get("variables") or {})
        operation = cast("str | None", asked.get("operationName"))
        return self._lighten(
            execute(document, graph.query_root(self.shelf, self.limits(authenticated=True)), variables, operation)
        )

    def _lighten(self, answer: dict[str, object]) -> dict[str, object]:
        """Give up on what is beyond ``max_aliases``, with an error for each."""
        found = answer.get("data")
        if self.max_aliases is None or not isinstance(found, dict) or len(found) <= self.max_aliases:
            return answer
        heavy = [key for key in list(found)[self.max_aliases :] if key != "rateLimit"]
        errors = cast("list[object]", answer.get("errors", []))
        message = "Resource limits for this query exceeded."
        errors = [*errors, *({"type": "RESOURCE_LIMITS_EXCEEDED", "path": [k], "message": message} for k in heavy)]
        return {"data": found | dict.fromkeys(heavy), "errors": errors}

    def refusal(self, request: ServedRequest) -> ServedResponse | None:
        """Return what is answered to a bad token or beyond the allowance; None where the request is taken."""
        token = request.headers.get("authorization", "").rpartition(" ")[2]
        if token and self.tokens is not None and token not in self.tokens:
            return self.limited(data({"message": "Bad credentials", "status": "401"}, status=401), request)
        if "user-agent" not in request.headers:
            return data({"message": "Request forbidden by administrative rules."}, status=403)
        if self.limits(authenticated=bool(token)).remaining == 0 and request.path != "/rate_limit":
            return self.limited(self._dry(request), request)
        return None

    def _dry(self, request: ServedRequest) -> ServedResponse:
        if request.path == "/graphql":
            return data({"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded for user ID 1."}]})
        return data({"message": "API rate limit exceeded for 127.0.0.1."}, status=403)

    def limited(self, response: ServedResponse, request: ServedRequest) -> ServedResponse:
        """Return an answer with the rate limit's headers."""
        limits = self.limits(authenticated="authorization" in request.headers)
        resource = {"X-RateLimit-Resource": "graphql" if request.path == "/graphql" else "core"}
        return replace(response, headers={**dict(response.headers), **limits.headers, **resource})
