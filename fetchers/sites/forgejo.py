"""Forgejo and Gitea: Codeberg and other public instances, by the API that both speak."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlsplit

from fetchers.addresses.address import Address
from fetchers.api_answers import absent, data_of, known, present, troubled
from fetchers.context import Context
from fetchers.facts import Metadata, Observation, Redirect, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.json_values import at, count, date, flag, items, text, texts
from fetchers.net import ApiRequest, Response
from fetchers.reasons import Note
from fetchers.site import END, ServiceSite

INSTANCES: Final = ("codeberg.org", "gitea.com", "git.disroot.org")
_HOST: Final = rf"(?P<host>{'|'.join(map(re.escape, INSTANCES))})"
# First path segments that are no owner's name.
_RESERVED: Final = (
    r"(?!(?:admin|api|assets|attachments|avatars|explore|issues|login|notifications|org|pulls|repo|user|users|swagger|"
    r"milestones|devtest|ghost|captcha|-)(?:[/?]|\Z))"
)
_OWNER: Final = r"(?P<owner>[\w.-]{1,40})"
_NAME: Final = r"(?P<name>[\w.-]{1,100})"
_REPOSITORY: Final = re.compile(r"/api/v1/(?:repos/[\w.-]+/[\w.-]+|repositories/\d+)")


class Forgejo(ServiceSite):
    """Repositories; their parts and people as pages."""

    name = "forgejo"
    title = "Forgejo"
    hosts = INSTANCES
    forms = (
        UrlPattern(kind="repository", pattern=rf"{_HOST}/{_RESERVED}{_OWNER}/{_NAME}{END}",
            example="https://codeberg.org/forgejo/forgejo"),
        UrlPattern(kind="part", pattern=rf"{_HOST}/{_RESERVED}{_OWNER}/{_NAME}/.+", what="file",
            example="https://codeberg.org/forgejo/forgejo/src/branch/forgejo/README.md"),
        UrlPattern(kind="people", pattern=rf"{_HOST}/{_RESERVED}{_OWNER}{END}", what="profile",
            example="https://codeberg.org/forgejo"),
    )  # fmt: skip
    guide = Guide(
        title="Codeberg and other Forgejo or Gitea instances",
        brings="description, stars, topics, dates of creation and of the last change, whether it is archived or was "
        "renamed; on " + ", ".join(INSTANCES),
        limits="one question a repository, without a token",
        refusal="404 means that there is no such repository, or none that the public may see",
    )

    def target(self, address: Address, form: UrlPattern, parts: Mapping[str, str]) -> Target | None:
        """Make the target; repositories are one whatever their case."""
        if form.kind != "repository":
            return super().target(address, form, parts)
        named = {**parts, "name": parts["name"].removesuffix(".git")}
        target = super().target(address, form, named)
        key = "forgejo:{host}/{owner}/{name}".format_map(named).lower()
        return replace(target, key=key) if target else None

    async def consult(self, target: Target, context: Context) -> Observation | None:
        """Ask the API."""
        if target.kind != "repository":
            return None
        host, asked = target.parts["host"], "{owner}/{name}".format_map(target.parts)
        base = context.access.base(f"{self.name}-{host}", f"https://{host}")
        reply = await context.net.call(ApiRequest(url=f"{base}/api/v1/repos/{asked}"))
        place = _moved(reply)
        if place:
            reply = await context.net.call(ApiRequest(url=f"{base}{place}"))
        if reply.status == 404:
            return known(target, absent(self.name, f"{host} shows no such repository"))
        facts = data_of(reply)
        full = text(facts.get("full_name"))
        if not reply.ok or full is None:
            return troubled(target, reply, self.name, host)
        notes = (Note.ARCHIVED.code,) * flag(facts.get("archived"))
        seen = known(target, present(self.name), _metadata(facts, host), notes=notes)
        if full.lower() == asked.lower():
            return seen
        return replace(
            seen,
            redirects=(Redirect(target.url, 301),),
            final_url=f"https://{host}/{full}",
            notes=(*notes, Note.RENAMED.code),
        )


def _moved(reply: Response) -> str | None:
    """Return where a repository that was renamed is to be asked for, on the same host."""
    if reply.status not in (301, 302, 307, 308):
        return None
    path = urlsplit(reply.headers.get("location", "")).path
    return path if _REPOSITORY.fullmatch(path) else None


def _metadata(facts: Mapping[str, Any], host: str) -> Metadata:
    archived = facts.get("archived")
    return Metadata(
        kind="repository",
        title=text(facts.get("full_name")),
        published=date(facts.get("created_at")),
        updated=date(facts.get("updated_at")),
        date_source="api",
        stars=count(facts.get("stars_count")),
        description=text(facts.get("description")),
        site=host,
        license=text(at(items(facts.get("licenses")), 0)),
        archived=archived if isinstance(archived, bool) else None,
        topics=texts(facts.get("topics")),
    )


FORGEJO: Final = Forgejo()
