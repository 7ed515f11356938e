"""What forges have in common: an API that tells a repository in one JSON object, and says where one has moved to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from fetchers.addresses.address import Address
from fetchers.api_answers import absent, data_of, known, present, troubled
from fetchers.codes import Note
from fetchers.context import Context
from fetchers.facts import Metadata, Observation, Redirect, Target
from fetchers.fetcher import UrlPattern
from fetchers.json_values import date, flag, text
from fetchers.net import ApiRequest, Response
from fetchers.site import ServiceSite


class Forge(ServiceSite):
    """Repositories by the API, one whatever their case; their parts and people as pages."""

    repository: str = "repository"
    """The kind of the form that means a repository."""
    path: str = "{owner}/{name}"
    """A repository's path, of the groups of that form; the last of them may end in ``.git``."""
    api: str
    """Where the API has it: of ``host`` and ``path``."""
    moved: re.Pattern[str] = re.compile(r"(?!)")
    """Paths on the same host at which the API says that a renamed one is."""
    full_name: str = "full_name"
    """The member that tells the path by which it goes now."""
    doubted: tuple[int, ...] = ()
    """Statuses that the API gives to what is missing, private or a group alike: there the page decides."""

    def describe(self, facts: Mapping[str, Any], host: str) -> Metadata:
        """Return what is known of a repository besides name, dates of creation and description. Pure."""
        raise NotImplementedError

    def api_path(self, path: str) -> str:
        """Return where the API has a repository."""
        return self.api.format(path=path)

    def target(self, address: Address, form: UrlPattern, parts: Mapping[str, str]) -> Target | None:
        """Make the target; repositories are one whatever their case."""
        if form.kind != self.repository:
            return super().target(address, form, parts)
        last = list(parts)[-1]
        parts = {**parts, last: parts[last].removesuffix(".git")}
        target = super().target(address, form, parts)
        path = self.path.format_map(parts).lower()
        return replace(target, key=f"{self.name}:{parts['host']}/{path}") if target else None

    async def consult(self, target: Target, context: Context) -> Observation | None:
        """Ask the API, once more where it sends us to the name that a repository has now."""
        if target.kind != self.repository:
            return None
        host, asked = target.parts["host"], self.path.format_map(target.parts)
        base = context.access.base(f"{self.name}-{host}", f"https://{host}")
        reply = await context.net.call(ApiRequest(url=f"{base}{self.api_path(asked)}"))
        place = self._place(reply)
        if place:
            reply = await context.net.call(ApiRequest(url=f"{base}{place}"))
        if reply.status in self.doubted:
            return await self._at_its_page(target, context)
        if reply.status == 404:
            return known(target, absent(self.name, f"{host} shows no such repository"))
        facts = data_of(reply)
        full = text(facts.get(self.full_name))
        if not reply.ok or full is None:
            return troubled(target, reply, self.name, self.title or host)
        notes = (Note.ARCHIVED.code,) * flag(facts.get("archived"))
        seen = known(target, present(self.name), self._metadata(facts, host, full), notes=notes)
        if full.lower() == asked.lower():
            return seen
        return replace(
            seen,
            redirects=(Redirect(target.url, 301),),
            final_url=f"https://{host}/{full}",
            notes=(*notes, Note.RENAMED.code),
        )

    def _metadata(self, facts: Mapping[str, Any], host: str, full: str) -> Metadata:
        archived = facts.get("archived")
        return replace(
            self.describe(facts, host),
            kind="repository",
            title=full,
            published=date(facts.get("created_at")),
            date_source="api",
            description=text(facts.get("description")),
            archived=archived if isinstance(archived, bool) else None,
        )

    async def _at_its_page(self, target: Target, context: Context) -> Observation:
        seen = await self.look(target, context)
        if seen.answer is None and seen.status == 404:
            return replace(seen, answer=absent(self.name, f"{self.title} has no such repository, group or person"))
        return seen

    def _place(self, reply: Response) -> str | None:
        if reply.status not in (301, 302, 307, 308):
            return None
        path = urlsplit(reply.headers.get("location", "")).path
        return path if self.moved.fullmatch(path) else None
