"""Facts about arXiv's papers from other services: code (Hugging Face) and citations (Semantic Scholar).

Asked only where the user wants it: a list of papers leads to neither of them. A service that refuses is not asked again
in the run, and says nothing against a paper.

Hugging Face has a page of a paper where somebody has made one; its ``githubRepo`` is the code (/api/papers/ID, as
huggingface_hub's PaperInfo lists it). Semantic Scholar answers 500 papers at once, in the order asked for, null for
those that it does not know (api.semanticscholar.org/api-docs, ``POST /paper/batch``).
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from fetchers.api_answers import data_of
from fetchers.context import Context
from fetchers.facts import Observation, Target
from fetchers.json_values import at, count, items, json_of
from fetchers.net import ApiRequest, Response

CODE: Final = "code"
CITATIONS: Final = "citations"
MOST: Final = 500
"""Papers in one question to Semantic Scholar."""
_AT_ONCE: Final = 3
_RESERVE: Final = 100
"""Questions that are left of Hugging Face's window, for links to Hugging Face itself."""
_LEFT: Final = re.compile(r'"api"\s*;\s*r=(\d{1,6})')
_REPOSITORY: Final = re.compile(r"https?://(?:www\.)?github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?")
_NEW_ID: Final = re.compile(r"\d{4}\.\d{4,5}")
"""Hugging Face has no pages of papers with the identifiers of before 2007."""


@dataclass(slots=True)
class Companions:
    """One run's questions to them. ``wanted``: what is still asked for."""

    wanted: set[str] = field(default_factory=set)

    async def complete(
        self, seen: Iterable[tuple[Target, Observation]], context: Context
    ) -> list[tuple[Target, Observation]]:
        """Return the observations with facts from other services; at most ``MOST`` papers."""
        pairs = list(seen)
        papers = {target.parts["id"]: found for target, found in pairs if found.metadata is not None}
        cited, code = await asyncio.gather(
            self._citations(list(papers), context),
            self._code([paper for paper, found in papers.items() if not has_code(found)], context),
        )
        return [(target, _with(found, cited, code, target.parts.get("id", ""))) for target, found in pairs]

    async def _citations(self, papers: Sequence[str], context: Context) -> dict[str, int]:
        if CITATIONS not in self.wanted or not papers:
            return {}
        base = context.access.base("semanticscholar", "https://api.semanticscholar.org")
        reply = await context.net.call(
            ApiRequest(
                url=f"{base}/graph/v1/paper/batch?fields=citationCount",
                method="POST",
                headers={"Content-Type": "application/json"},
                body=json.dumps({"ids": [f"ARXIV:{paper}" for paper in papers]}).encode(),
            )
        )
        rows = items(json_of(reply.body)) if reply.ok and reply.complete else ()
        if len(rows) == len(papers):
            counts = ((paper, count(at(row, "citationCount"))) for paper, row in zip(papers, rows, strict=True))
            return {paper: number for paper, number in counts if number is not None}
        if reply.status not in (400, 404):  # these speak of the batch: none of the papers is known
            self._stop(CITATIONS, "Semantic Scholar", reply, context)
        return {}

    async def _code(self, papers: Sequence[str], context: Context) -> dict[str, str]:
        found: dict[str, str] = {}
        queue = [paper for paper in papers if _NEW_ID.fullmatch(paper)]
        while queue and CODE in self.wanted:
            batch, queue = queue[:_AT_ONCE], queue[_AT_ONCE:]
            addresses = await asyncio.gather(*(self._repository(paper, context) for paper in batch))
            found |= {paper: each for paper, each in zip(batch, addresses, strict=True) if each is not None}
        return found

    async def _repository(self, paper: str, context: Context) -> str | None:
        base = context.access.huggingface.rstrip("/")
        reply = await context.net.call(ApiRequest(url=f"{base}/api/papers/{paper}", retry=False))
        left = _LEFT.search(reply.headers.get("ratelimit", ""))
        if (not reply.ok and reply.status != 404) or (left and int(left[1]) < _RESERVE):
            self._stop(CODE, "Hugging Face", reply, context)
        match = _REPOSITORY.fullmatch(str(data_of(reply).get("githubRepo"))) if reply.ok else None
        return f"https://github.com/{match[1]}" if match else None

    def _stop(self, what: str, title: str, reply: Response, context: Context) -> None:
        self.wanted.discard(what)
        said = f"HTTP {reply.status}" if reply.status else "no answer"
        context.warn(f"{title} was asked for the {what} of papers no further ({said}); ask again later.")


def has_code(found: Observation) -> bool:
    """Tell whether the authors themselves have said where the code is."""
    return found.metadata is not None and found.metadata.code is not None


def _with(found: Observation, cited: dict[str, int], code: dict[str, str], paper: str) -> Observation:
    facts = found.metadata
    if facts is None or (paper not in cited and paper not in code):
        return found
    return replace(found, metadata=replace(facts, citations=cited.get(paper), code=facts.code or code.get(paper)))
