"""Single requests to GitHub's API through PyGithub, off the event loop, over our network layer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from fetchers.failure import Failure, FailureKind
from fetchers.json_values import json_of, mapping
from fetchers.net.pacing.retry_after import is_spent, retry_after

if TYPE_CHECKING:
    import requests
    from github.Requester import Requester
    from requests.adapters import BaseAdapter

_TIMEOUT: Final = 30
"""Seconds; GraphQL ends a question itself after 10."""
_MOST_HOPS: Final = 5
_LIMIT_WORDS: Final = ("rate limit", "abuse detection", "please wait a few minutes", "retry your request again later")


@dataclass(frozen=True, slots=True)
class GraphqlResponse:
    """One response of the API, or a failure (then ``status`` is None). ``body`` is {} if it is no JSON of ours."""

    status: int | None
    body: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    failure: Failure | None = None

    @property
    def is_rate_limited(self) -> bool:
        """True for a primary or secondary rate limit: 403 or 429, by header or text (GitHub docs, rate limits).

        A request that the network layer no longer sends, because the wait would be too long, is one of these.
        """
        if self.status == 429 or (self.failure is not None and self.failure.kind is FailureKind.OUT_OF_TIME):
            return True
        message = str(self.body.get("message") or "").lower()
        return self.status == 403 and (is_spent(self.headers) or any(words in message for words in _LIMIT_WORDS))

    @property
    def is_token_refused(self) -> bool:
        """Whether it was the token that was refused."""
        return self.status == 401

    @property
    def retry_after(self) -> float | None:
        """Seconds that GitHub asked for."""
        return retry_after(self.headers, datetime.now(UTC))

    @property
    def remaining(self) -> int | None:
        """Requests left in the hour, where it was said."""
        text = self.headers.get("x-ratelimit-remaining", "")
        return int(text) if text.isascii() and text.isdigit() else None


class GraphqlClient:
    """One PyGithub Requester in one thread: it keeps a request's state between calls and is not thread-safe (#1257).

    Its own sleeps and retries are off: without that every GraphQL question would wait a second (it counts as a
    write), and a spent limit would sleep in the thread for up to an hour. Waiting is the network layer's.
    """

    def __init__(self, adapter: BaseAdapter, base_url: str, token: str | None) -> None:
        self._adapter = adapter
        self._base_url = base_url
        self._token = token
        self._requester: Requester | None = None
        self._hops = 0
        self.pending = 0
        """Requests under way or waiting for this connection."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="github")

    async def get(self, path: str) -> GraphqlResponse:
        """GET a path of the REST API; a renamed repository's redirect is followed."""
        return await self._run(lambda requester: requester.requestJson("GET", path))

    async def graphql(self, text: str, variables: Mapping[str, str | int]) -> GraphqlResponse:
        """Ask GraphQL. Not by ``graphql_query``, which throws away a partial answer's good part."""
        question = {"query": text, "variables": dict(variables)}
        return await self._run(lambda requester: requester.requestJson("POST", requester.graphql_url, input=question))

    async def _run(self, ask: Callable[[Requester], tuple[int, dict[str, Any], str]]) -> GraphqlResponse:
        self.pending += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._ask, ask)
        finally:
            self.pending -= 1

    def _ask(self, ask: Callable[[Requester], tuple[int, dict[str, Any], str]]) -> GraphqlResponse:
        import requests  # noqa: PLC0415 - see _make

        requester = self._requester = self._requester or self._make()
        self._hops = 0
        try:
            status, headers, text = ask(requester)
        except requests.RequestException as error:
            failure = getattr(error, "failure", None)
            return GraphqlResponse(
                None, failure=failure or Failure(FailureKind.BAD_HTTP, requester.hostname, str(error))
            )
        except (RuntimeError, ValueError) as error:
            # A redirect to another host or scheme, or a rate-limit header that is no number.
            return GraphqlResponse(None, failure=Failure(FailureKind.BAD_HTTP, requester.hostname, str(error)))
        return GraphqlResponse(status, _object(text), {name.lower(): str(value) for name, value in headers.items()})

    def _make(self) -> Requester:
        # Imported here: PyGithub costs start-up time that a list without GitHub links need not pay.
        from github.Auth import Token  # noqa: PLC0415
        from github.Requester import (  # noqa: PLC0415
            HTTPRequestsConnectionClass,
            HTTPSRequestsConnectionClass,
            Requester,
        )

        lane = self

        class Plain(HTTPRequestsConnectionClass):
            def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - handed through
                super().__init__(*args, **options)
                lane._bridge(self.session)

        class Secure(HTTPSRequestsConnectionClass):
            def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - handed through
                super().__init__(*args, **options)
                lane._bridge(self.session)

        class Bridged(Requester):
            """A class of its own: connection classes are injected into a class, and ours must not reach others."""

        Bridged.injectConnectionClasses(Plain, Secure)
        logging.getLogger("github").addHandler(logging.NullHandler())
        return Bridged(
            auth=Token(self._token) if self._token else None,
            base_url=self._base_url,
            timeout=_TIMEOUT,
            user_agent="linkcheck",  # replaced by the network layer's
            per_page=30,
            verify=True,
            retry=None,
            pool_size=None,
            seconds_between_requests=0,
            seconds_between_writes=0,
        )

    def _bridge(self, session: requests.Session) -> None:
        session.trust_env = False
        session.mount("https://", self._adapter)
        session.mount("http://", self._adapter)
        session.hooks["response"].append(self._count_hop)

    def _count_hop(self, response: requests.Response, *_: object, **__: object) -> None:
        """PyGithub follows 301 for ever."""
        import requests  # noqa: PLC0415 - see _make

        self._hops += 1
        if self._hops > _MOST_HOPS:
            raise requests.TooManyRedirects("a circle of redirects", response=response)


def _object(text: str) -> Mapping[str, Any]:
    """Return an object; of an array, one with its ``items``, as GitHub's own searches have it."""
    found = json_of(text)
    return {"items": found} if isinstance(found, list) else mapping(found)
