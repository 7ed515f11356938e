"""GitLab, on gitlab.com and on the large public instances: API v4 for projects, pages for the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote, urlsplit

from fetchers.addresses.address import Address
from fetchers.api_answers import absent, data_of, known, present, troubled
from fetchers.context import Context
from fetchers.facts import Answer, Availability, Metadata, Observation, Redirect, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.json_values import at, count, date, flag, text, texts
from fetchers.net import ApiRequest, Response
from fetchers.reasons import Cause, Note
from fetchers.site import END, PageMarker, ServiceSite

INSTANCES: Final = (
    "gitlab.com", "framagit.org", "salsa.debian.org", "invent.kde.org", "0xacab.org", "code.videolan.org",
    "gitlab.gnome.org", "gitlab.freedesktop.org", "gitlab.kitware.com", "gitlab.inria.fr", "gitlab.xfce.org",
    "gitlab.torproject.org",
)  # fmt: skip
_HOST: Final = rf"(?P<host>{'|'.join(map(re.escape, INSTANCES))})"
_PART: Final = r"[A-Za-z0-9_](?:[\w.-]*[\w-])?"
# First path segments that are no group's name.
_RESERVED: Final = (
    r"(?!(?:admin|api|dashboard|explore|groups|help|users|projects|search|snippets|-|assets|uploads|public|oauth|"
    r"robots\.txt|unsubscribes|jwt|profile|abuse_reports)(?:[/?]|\Z))"
)
_OLD_TABS: Final = (
    r"(?:tree|blob|raw|commits?|issues|merge_requests|tags|wikis|releases|graphs|blame|archive|pipelines)"
)
_GATED: Final = Answer(
    Availability.RESTRICTED, Cause.SIGN_IN.of("gitlab"), "GitLab wants a login for it: private, or gone"
)


class GitLab(ServiceSite):
    """Projects; groups, people and the parts of projects as pages."""

    name = "gitlab"
    title = "GitLab"
    hosts = INSTANCES
    forms = (
        UrlPattern(kind="part", pattern=rf"{_HOST}/{_RESERVED}(?P<path>{_PART}(?:/{_PART})+?)/(?:-|{_OLD_TABS})/.+",
            what="file", example="https://gitlab.com/gitlab-org/gitlab/-/blob/master/README.md"),
        UrlPattern(kind="project", pattern=rf"{_HOST}/{_RESERVED}(?P<path>{_PART}(?:/{_PART})+?)(?:/-)?{END}",
            what="repository", example="https://gitlab.com/gitlab-org/gitlab"),
        UrlPattern(kind="group", pattern=rf"{_HOST}/(?:groups/)?{_RESERVED}(?P<path>{_PART}){END}", what="organization",
            example="https://gitlab.com/gitlab-org"),
    )  # fmt: skip
    signs = (
        PageMarker(
            standing=Availability.RESTRICTED,
            cause=Cause.SIGN_IN,
            detail=_GATED.detail,
            place=r"/users/sign_in\b",
        ),
    )
    guide = Guide(
        title="GitLab",
        brings="description, stars, topics, dates of creation and of the last activity, whether it was renamed; on "
        "gitlab.com and " + str(len(INSTANCES) - 1) + " other public instances",
        limits="one question a project, without a token",
        refusal="404 of the API means missing or private: then the page decides, and a login means blocked",
    )

    def target(self, address: Address, form: UrlPattern, parts: Mapping[str, str]) -> Target | None:
        """Make the target; projects are one whatever their case."""
        if form.kind != "project":
            return super().target(address, form, parts)
        path = parts["path"].removesuffix(".git")
        target = super().target(address, form, {**parts, "path": path})
        return replace(target, key=f"gitlab:{parts['host']}/{path.lower()}") if target else None

    async def consult(self, target: Target, context: Context) -> Observation | None:
        """Ask the API."""
        if target.kind != "project":
            return None
        host, path = target.parts["host"], target.parts["path"]
        base = context.access.base(f"{self.name}-{host}", f"https://{host}")
        reply = await context.net.call(ApiRequest(url=f"{base}/api/v4/projects/{quote(path, safe='')}?license=true"))
        place = _moved(reply)
        if place:
            reply = await context.net.call(ApiRequest(url=f"{base}{place}"))
        if reply.status in (401, 403, 404):
            return await self._doubted(target, context)
        facts = data_of(reply)
        full = text(facts.get("path_with_namespace"))
        if not reply.ok or full is None:
            return troubled(target, reply, self.name, "GitLab")
        notes = (Note.ARCHIVED.code,) if flag(facts.get("archived")) else ()
        seen = known(target, present(self.name), _metadata(facts), notes=notes)
        if full.lower() == path.lower():
            return seen
        now = f"https://{host}/{full}"
        return replace(seen, redirects=(Redirect(target.url, 301),), final_url=now, notes=(*notes, Note.RENAMED.code))

    async def _doubted(self, target: Target, context: Context) -> Observation:
        """The API says 404 of what is missing, private, or a group: the page tells them apart."""
        seen = await self.look(target, context)
        if seen.answer is None and seen.status == 404:
            return replace(seen, answer=absent(self.name, "GitLab has no such project, group or person"))
        return seen


def _moved(reply: Response) -> str | None:
    """Return where a project that was renamed is to be asked for: ``/api/v4/projects/ID``, on the same host."""
    if reply.status not in (301, 302, 307, 308):
        return None
    path = urlsplit(reply.headers.get("location", "")).path
    return path if re.fullmatch(r"/api/v4/projects/[\w.%-]+", path) else None


def _metadata(facts: Mapping[str, Any]) -> Metadata:
    archived = facts.get("archived")
    return Metadata(
        kind="repository",
        title=text(facts.get("path_with_namespace")),
        published=date(facts.get("created_at")),
        updated=date(facts.get("last_activity_at")),
        date_source="api",
        stars=count(facts.get("star_count")),
        description=text(facts.get("description")),
        site="GitLab",
        license=text(at(facts, "license", "key")),
        archived=archived if isinstance(archived, bool) else None,
        topics=texts(facts.get("topics")),
    )


GITLAB: Final = GitLab()
