"""Semantic Scholar: its graph API by the hundred, and pages for the rest."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Final

from fetchers.api_answers import absent, data_of, known, present, troubled
from fetchers.context import Context
from fetchers.facts import Metadata, Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.json_values import at, count, date, items, json_of, mapping, text, texts
from fetchers.net import ApiRequest
from fetchers.site import END, ServiceSite

_HOST: Final = r"(?:www\.|pdfs\.)?semanticscholar\.org"
_FIELDS: Final = "title,authors,venue,publicationDate,year,externalIds,paperId,citationCount"


class SemanticScholar(ServiceSite):
    """Papers by their hash or corpus number; authors and topics as pages."""

    name = "semanticscholar"
    title = "Semantic Scholar"
    batch = 100
    hosts = ("semanticscholar.org",)
    forms = (
        UrlPattern(kind="paper", pattern=rf"{_HOST}/paper/(?:[^/?]+/)?(?P<id>[0-9a-f]{{40}})(?:/[^?]*)?(?:\?.*)?",
            key="semanticscholar:{id}",
            example="https://www.semanticscholar.org/paper/Attention-is-All-you-Need/204e3073870fae3d05bcbc2f6a8e263d9b72e776"),
        UrlPattern(kind="paper", pattern=rf"{_HOST}/(?:reader|p)/(?P<id>[0-9a-f]{{40}}){END}",
            key="semanticscholar:{id}",
            example="https://www.semanticscholar.org/reader/204e3073870fae3d05bcbc2f6a8e263d9b72e776"),
        UrlPattern(kind="corpus", pattern=r"api\.semanticscholar\.org/CorpusID:(?P<id>\d+)/?", what="paper",
            key="semanticscholar-corpus:{id}", example="https://api.semanticscholar.org/CorpusID:13756489"),
        UrlPattern(kind="author", pattern=rf"{_HOST}/author/(?:[^/?]+/)?(?P<id>\d+){END}", what="profile",
            key="semanticscholar-author:{id}",
            example="https://www.semanticscholar.org/author/Ada-Lovelace/1234567"),
    )  # fmt: skip
    guide = Guide(
        title="Semantic Scholar",
        brings="title, authors, date, venue, DOI and citations of papers",
        limits="a hundred papers a question; the public pool is often used up, and then the page is looked at",
        refusal="a paper that the API, asked for it alone, does not know is gone; 202 and 405 of a page are refusals",
    )

    async def consult(self, target: Target, context: Context) -> Observation | None:
        """Ask for one paper."""
        name = _name(target)
        if name is None:
            return None
        base = context.access.base(self.name, "https://api.semanticscholar.org")
        reply = await context.net.call(ApiRequest(url=f"{base}/graph/v1/paper/{name}?fields={_FIELDS}"))
        if reply.status == 404:
            return known(target, absent(self.name, "Semantic Scholar knows no such paper"))
        found = _observation(target, data_of(reply)) if reply.ok else None
        return found or troubled(target, reply, self.name, "Semantic Scholar")

    async def observe(self, targets: Sequence[Target], context: Context) -> AsyncIterator[tuple[Target, Observation]]:
        """Ask for all papers together, and singly for what is not among the answers."""
        papers = [target for target in targets if _name(target)]
        answers = await self._asked(papers, context) if len(papers) > 1 else {}
        async for answer in self.each(targets, answers, context):
            yield answer

    async def _asked(self, papers: Sequence[Target], context: Context) -> Mapping[str, Observation]:
        """Return the observations of the papers; a rate limit applies to all of them."""
        base = context.access.base(self.name, "https://api.semanticscholar.org")
        reply = await context.net.call(
            ApiRequest(
                url=f"{base}/graph/v1/paper/batch?fields={_FIELDS}",
                method="POST",
                headers={"Content-Type": "application/json"},
                body=json.dumps({"ids": [_name(paper) for paper in papers]}).encode(),
            )
        )
        if not reply.ok:
            # 400 and 404 speak of the batch ("no valid paper ids given"); anything else holds for every paper.
            whole = troubled(papers[0], reply, self.name, "Semantic Scholar")
            return {} if reply.status in (400, 404) else dict.fromkeys((paper.key for paper in papers), whole)
        rows = items(json_of(reply.body))
        if len(rows) != len(papers):
            return {}
        found = ((paper.key, _observation(paper, mapping(row))) for paper, row in zip(papers, rows, strict=True))
        return {key: observation for key, observation in found if observation is not None}


def _name(target: Target) -> str | None:
    if target.kind == "paper":
        return target.parts["id"]
    return f"CorpusID:{target.parts['id']}" if target.kind == "corpus" else None


def _observation(target: Target, facts: Mapping[str, Any]) -> Observation | None:
    title = text(facts.get("title"))
    if title is None:
        return None
    published = date(facts.get("publicationDate")) or _year(facts.get("year"))
    metadata = Metadata(
        kind="paper",
        title=title,
        authors=texts(facts.get("authors"), "name"),
        published=published,
        date_source="api" if published else None,
        venue=text(facts.get("venue")),
        doi=text(at(facts, "externalIds", "DOI")),
        site="Semantic Scholar",
        citations=count(facts.get("citationCount")),
    )
    return known(target, present("semanticscholar"), metadata)


def _year(value: object) -> str | None:
    """Return a year, where the day is not known."""
    number = count(value)
    return str(number) if number is not None and 1000 <= number <= 9999 else None


SEMANTICSCHOLAR: Final = SemanticScholar()
