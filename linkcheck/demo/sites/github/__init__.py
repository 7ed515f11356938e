"""A small GitHub: GraphQL over a set of facts, and the pages that readers see."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast

from linkcheck.demo.exchange import ServedRequest, ServedResponse
from linkcheck.demo.responses import data, redirect
from linkcheck.demo.sites.github import graph, web_pages
from linkcheck.demo.sites.github.entities import Account, RateLimits, Release, Repo, Shelf, Thread
from linkcheck.demo.web import SmallWeb

__all__ = ["Account", "DemoGitHub", "RateLimits", "Release", "Repo", "Shelf", "Thread"]

_HOURLY = 5000


class DemoGitHub:
    """The service. It takes every token, and its allowance never runs out."""

    def __init__(self, repos: Iterable[Repo] = (), accounts: Iterable[Account] = ()) -> None:
        self.shelf = Shelf(repos, accounts)

    def serve(self, web: SmallWeb) -> DemoGitHub:
        """Answer for github.com, its API and its raw files, and return the service."""
        web.site("api.github.com").handle("/graphql", self.graphql, method="POST")
        web.site("github.com").otherwise(lambda request: web_pages.answer(self.shelf, request))
        web.site("www.github.com").otherwise(lambda request: redirect(f"https://github.com{request.target}"))
        web.site("raw.githubusercontent.com").otherwise(lambda request: web_pages.raw(self.shelf, request))
        return self

    def limits(self, *, authenticated: bool) -> RateLimits:  # noqa: ARG002 - a service with limits looks at it
        """Return the rate limit's state."""
        return RateLimits(_HOURLY, _HOURLY, int(time.time()) + 3600)

    def graphql(self, request: ServedRequest) -> ServedResponse:
        """Answer one GraphQL query."""
        if "authorization" not in request.headers:
            return data({"message": "This endpoint requires you to be authenticated."}, status=401)
        return self.limited(data(self.run(cast("Mapping[str, object]", request.json()))), request)

    def run(self, asked: Mapping[str, object]) -> dict[str, object]:
        """Run one query over the facts."""
        variables = cast("Mapping[str, object]", asked.get("variables") or {})
        return graph.answer(self.shelf, self.limits(authenticated=True), str(asked.get("query") or ""), variables)

    def limited(self, response: ServedResponse, request: ServedRequest) -> ServedResponse:
        """Return an answer with the rate limit's headers."""
        limits = self.limits(authenticated="authorization" in request.headers)
        resource = {"X-RateLimit-Resource": "graphql" if request.path == "/graphql" else "core"}
        return replace(response, headers={**dict(response.headers), **limits.headers, **resource})
