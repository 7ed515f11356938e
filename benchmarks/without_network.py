"""linkcheck's command line with an answer to each link at hand: everything of a run but asking and reading pages.

Takes the arguments of ``linkcheck``. Lists are read, planned, dealt into jobs, each begun when its turn comes and
answered with a page of one title, judged, stored and reported: a million links so in the time of a few ten thousand.
"""

from __future__ import annotations

from datetime import UTC, datetime

from fetchers.facts import Metadata, Observation, Page, Target
from linkcheck.__main__ import main
from linkcheck.engine import asking
from linkcheck.engine.jobs import Job


async def _observe(self: asking._JobRunner, job: Job) -> None:
    for query in job.asks:
        await self._answer(query, _seen(query.target))


def _seen(target: Target) -> Observation:
    title = f"The page {target.address.target} of {target.address.host}"
    page = Page(title=title, heading=title, language="en", words=200)
    facts = Metadata(kind="page", title=title, language="en")
    now = datetime.now(UTC)
    return Observation(url=target.url, observed=now, status=200, final_url=target.url, page=page, metadata=facts)


if __name__ == "__main__":
    asking._JobRunner._observe = _observe  # type: ignore[method-assign]  # noqa: SLF001
    main()
