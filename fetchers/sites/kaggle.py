"""Kaggle: the public metadata of datasets, which answers without a key; competitions, notebooks and models as pages.

The members of a dataset are those of its own client (Kaggle/kaggle-api, ApiDataset). Several projects of 2026 name
``datasets/view`` as a source that needs no key; where it does want one, the page is looked at.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from fetchers.api_answers import data_of, known, present, troubled
from fetchers.context import Context
from fetchers.facts import Metadata, Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.json_values import at, count, date, items, text
from fetchers.net import ApiRequest
from fetchers.site import END, ServiceSite

_HOST: Final = r"(?:www\.)?kaggle\.com"
_RESERVED: Final = (
    r"(?!(?:about|account|api|benchmarks|c|code|competitions|contact|datasets|discussion|discussions|docs|general|"
    r"getting-started|host|jobs|kernels|learn|me|models|organizations|press|privacy|product|questions|rankings|search|"
    r"settings|static|terms|work|writeups)(?:[/?]|\Z))"
)
_SLUG: Final = r"[\w-]+"
_TABS: Final = (
    r"(?:/(?:data|code|discussion|metadata|suggestions|activity|overview|leaderboard|rules|comments|output))?"
)
_TAIL: Final = re.compile(r"\s*\|\s*Kaggle\s*\Z")


class Kaggle(ServiceSite):
    """Datasets; competitions, notebooks, models and people as pages."""

    name = "kaggle"
    title = "Kaggle"
    hosts = ("kaggle.com",)
    forms = (
        UrlPattern(kind="dataset", pattern=rf"{_HOST}/datasets/(?P<id>{_SLUG}/{_SLUG}){_TABS}{END}",
            key="kaggle-dataset:{id}", example="https://www.kaggle.com/datasets/zynicide/wine-reviews"),
        UrlPattern(kind="competition", pattern=rf"{_HOST}/(?:competitions|c)/(?P<id>{_SLUG}){_TABS}{END}", what="page",
            key="kaggle-competition:{id}", page="https://www.kaggle.com/competitions/{id}",
            example="https://www.kaggle.com/c/titanic/leaderboard"),
        UrlPattern(kind="notebook", pattern=rf"{_HOST}/code/{_SLUG}/{_SLUG}{_TABS}{END}", what="article",
            example="https://www.kaggle.com/code/alexisbcook/titanic-tutorial"),
        UrlPattern(kind="model", pattern=rf"{_HOST}/models/{_SLUG}/{_SLUG}(?:/.*)?",
            example="https://www.kaggle.com/models/google/gemma"),
        UrlPattern(kind="old", pattern=rf"{_HOST}/{_RESERVED}{_SLUG}/{_SLUG}{_TABS}{END}", what="page",
            example="https://www.kaggle.com/zynicide/wine-reviews"),
        UrlPattern(kind="profile", pattern=rf"{_HOST}/{_RESERVED}{_SLUG}{END}", example="https://www.kaggle.com/kaggle"),
    )  # fmt: skip
    guide = Guide(
        title="Kaggle",
        brings="of datasets title, owner, description, licence, votes, downloads and the last change; of the rest "
        "what the page says",
        limits="one question a dataset, without a key",
        refusal="what the API does not show, the page decides",
    )

    async def consult(self, target: Target, context: Context) -> Observation | None:
        """Ask for the public metadata of a dataset."""
        if target.kind != "dataset":
            return None
        base = context.access.base(self.name, "https://www.kaggle.com")
        reply = await context.net.call(ApiRequest(url=f"{base}/api/v1/datasets/view/{target.parts['id']}"))
        if reply.status in (400, 401, 403, 404):
            return None  # Missing, private, or a key is wanted: the page tells them apart.
        facts = data_of(reply)
        title = text(facts.get("title"))
        if not reply.ok or title is None:
            return troubled(target, reply, self.name, self.title)
        owner = text(facts.get("ownerName")) or text(facts.get("creatorName"))
        metadata = Metadata(
            kind="dataset",
            title=title,
            authors=(owner,) if owner else (),
            updated=date(facts.get("lastUpdated")),
            date_source="api",
            stars=count(facts.get("voteCount")),
            downloads=count(facts.get("downloadCount")),
            description=text(facts.get("subtitle")),
            site=self.title,
            license=text(facts.get("licenseName")),
            topics=tuple(name for tag in items(facts.get("tags"))[:10] if (name := text(at(tag, "name")))),
        )
        return known(target, present(self.name), metadata)

    def read(self, target: Target, metadata: Metadata, text: str) -> Metadata:  # noqa: ARG002
        """Drop the site's name behind the title."""
        return replace(metadata, title=_TAIL.sub("", metadata.title or "") or None)


KAGGLE: Final = Kaggle()
