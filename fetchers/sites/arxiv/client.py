"""One question to arXiv's query API through arxiv.py, off the event loop."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from fetchers.failure import Failure, FailureKind
from fetchers.net.pacing.retry_after import retry_after
from fetchers.sites.arxiv.parse import Paper, papers_of

if TYPE_CHECKING:
    import arxiv
    import requests
    from requests.adapters import BaseAdapter

MOST: Final = 100
"""Papers in one question: about 1.3 kB of address, well inside what arXiv's manual allows."""

# The API names the identifier it chokes on: <summary>incorrect id format for X</summary>.
_NAMED = re.compile(r"incorrect id format for ([^<\s]+)")


@dataclass(frozen=True, slots=True)
class Feed:
    """The answer to one query: papers by identifier without version, or why there are none.

    ``status`` is None if there was no HTTP response; ``trouble`` then says why. ``named`` is the identifier that a 400
    complains of.
    """

    papers: dict[str, Paper] = field(default_factory=dict)
    status: int | None = 200
    failure: Failure | None = None
    retry_after: float | None = None
    named: str | None = None
    trouble: str = ""

    @property
    def ok(self) -> bool:
        """Whether arXiv answered the question."""
        return self.status == 200 and not self.trouble


class ArxivClient:
    """arxiv.py's Client over our network layer, in one thread of its own: arXiv asks for a single connection.

    Its own delays and retries are off: waiting is the network layer's, which knows Retry-After and shares its pace
    with the rest of the run.
    """

    def __init__(self, adapter: BaseAdapter, endpoint: str) -> None:
        # Now, before the run's pages come: in a thread beside a busy loop this import takes seconds.
        import arxiv  # noqa: F401, PLC0415

        self._adapter = adapter
        self._endpoint = endpoint
        self._client: arxiv.Client | None = None
        self._last: requests.Response | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="arxiv")

    async def ask(self, ids: Sequence[str]) -> Feed:
        """Ask for at most ``MOST`` + 1 papers at once; never raises for what the web does."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._ask, tuple(ids))

    def _ask(self, ids: tuple[str, ...]) -> Feed:
        # Imported here: arxiv and requests cost start-up time that a list without papers need not pay.
        import arxiv  # noqa: PLC0415
        import requests  # noqa: PLC0415

        client = self._client = self._client or self._make()
        self._last = None
        came: list[arxiv.Result] = []
        try:
            came.extend(client.results(arxiv.Search(id_list=list(ids), max_results=len(ids))))
        except arxiv.HTTPError as error:
            return self._refused(error.status)
        except arxiv.UnexpectedEmptyPageError:
            pass  # A later page was empty: what the first brought stands, the rest is in doubt.
        except requests.RequestException as error:
            return self._unanswered(error)
        except ValueError as error:
            return Feed(trouble=f"a feed that cannot be read: {error}")
        return Feed(papers_of(came))

    def _make(self) -> arxiv.Client:
        import arxiv  # noqa: PLC0415

        # Without a handler the library's warnings would go to the user's terminal by logging's last resort.
        logging.getLogger("arxiv").addHandler(logging.NullHandler())
        client = arxiv.Client(page_size=MOST + 1, delay_seconds=0, num_retries=0)
        client.query_url_format = f"{self._endpoint}?{{}}"
        session = client._session  # noqa: SLF001 - arxiv.py has no other door for an adapter
        session.trust_env = False
        session.mount("https://", self._adapter)
        session.mount("http://", self._adapter)
        session.hooks["response"].append(self._remember)
        return client

    def _remember(self, response: requests.Response, *_: object, **__: object) -> None:
        """Keep the answer: arxiv.HTTPError carries neither its body nor its headers."""
        self._last = response

    def _refused(self, status: int) -> Feed:
        text = self._last.text if self._last is not None else ""
        named = _NAMED.search(text)
        headers = {name.lower(): value for name, value in self._last.headers.items()} if self._last is not None else {}
        return Feed(
            status=status,
            retry_after=retry_after(headers, datetime.now(UTC)),
            named=named[1] if named else None,
            trouble=f"HTTP {status}",
        )

    def _unanswered(self, error: requests.RequestException) -> Feed:
        detail = str(error) or type(error).__name__
        failure = getattr(error, "failure", None)
        host = urlsplit(self._endpoint).hostname or ""
        if not isinstance(failure, Failure):
            failure = Failure(FailureKind.NETWORK_UNREACHABLE, host, detail)
        return Feed(status=None, failure=failure, trouble=detail)
