"""Docker Hub: its API for repositories of images."""

from __future__ import annotations

from typing import Final

from fetchers.api_answers import absent, data_of, known, present, troubled
from fetchers.codes import Note
from fetchers.context import Context
from fetchers.facts import Metadata, Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.json_values import count, date, flag, text
from fetchers.net import ApiRequest
from fetchers.site import ServiceSite

_NAME: Final = r"(?P<name>[a-z0-9][\w.-]*)"
_TABS: Final = r"(?:/(?:tags|general|builds|dockerfile))?/?(?:\?.*)?"


class DockerHub(ServiceSite):
    """Images by owner and name; official ones belong to ``library``."""

    name = "dockerhub"
    title = "Docker Hub"
    hosts = ("hub.docker.com", "registry.hub.docker.com", "store.docker.com")
    forms = (
        UrlPattern(kind="image", pattern=rf"(?:registry\.)?hub\.docker\.com/r/(?P<owner>[a-z0-9_-]+)/{_NAME}{_TABS}",
            key="docker:{owner}/{name}", example="https://hub.docker.com/r/grafana/grafana/tags"),
        UrlPattern(kind="official", pattern=rf"(?:registry\.)?hub\.docker\.com/_/{_NAME}{_TABS}",
            key="docker:library/{name}", what="image", example="https://hub.docker.com/_/postgres"),
    )  # fmt: skip
    guide = Guide(
        title="Docker Hub",
        brings="description, stars, pulls, dates of registration and of the last push",
        limits="one question an image",
        refusal="404 means that there is no such image, or none that the public may see",
    )

    async def consult(self, target: Target, context: Context) -> Observation | None:
        """Ask the API."""
        owner, name = target.parts.get("owner", "library"), target.parts["name"]
        base = context.access.base(self.name, "https://hub.docker.com")
        reply = await context.net.call(ApiRequest(url=f"{base}/v2/repositories/{owner}/{name}/"))
        if reply.status == 404:
            return known(target, absent(self.name, "Docker Hub shows no such image"))
        facts = data_of(reply)
        if not reply.ok or text(facts.get("name")) is None:
            return troubled(target, reply, self.name, "Docker Hub")
        metadata = Metadata(
            kind="image",
            title=name if target.kind == "official" else f"{owner}/{name}",
            authors=() if target.kind == "official" else (owner,),
            published=date(facts.get("date_registered")),
            updated=date(facts.get("last_updated")),
            date_source="api",
            stars=count(facts.get("star_count")),
            downloads=count(facts.get("pull_count")),
            description=text(facts.get("description")),
            site=self.title,
        )
        return known(
            target, present(self.name), metadata, notes=(Note.PRIVATE.code,) if flag(facts.get("is_private")) else ()
        )


DOCKERHUB: Final = DockerHub()
