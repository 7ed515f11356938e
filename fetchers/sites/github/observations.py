"""Observations of GitHub's targets, from what either interface said. Pure but for the clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlsplit

from fetchers.codes import Cause, Code, Note
from fetchers.facts import Answer, Availability, Metadata, Observation, Redirect, Target
from fetchers.sites.github.api_metadata import (
    RepositoryFacts,
    account_of,
    blocked,
    gist_of,
    is_renamed,
    repository_of_rest,
)
from fetchers.sites.github.client import GraphqlResponse
from fetchers.sites.github.query import Group

_ABSENT: Final = {
    "repository": Answer(
        Availability.ABSENT, Cause.REPOSITORY_NOT_FOUND.code, "GitHub knows no such public repository"
    ),
    "account": Answer(Availability.ABSENT, Cause.ACCOUNT_NOT_FOUND.code, "GitHub knows no such user or organization"),
    "gist": Answer(Availability.ABSENT, Cause.GIST_NOT_FOUND.code, "GitHub knows no such public gist"),
}
PATH_NOT_FOUND: Final = Answer(
    Availability.ABSENT, Cause.PATH_NOT_FOUND.code, "the repository is there, this part of it is not"
)

_KINDS: Final = {
    "content": "file",
    "raw": "file",
    "archive": "file",
    "codeload": "file",
    "asset": "file",
    "commit": "commit",
    "issue": "issue",
    "discussion": "discussion",
    "release": "release",
    "page": "page",
}
_WITH_PATH: Final = frozenset({"content", "raw"})


def absent(item: Group) -> Answer:
    """Return the answer for something that was asked for by itself and is not there."""
    return _ABSENT[item.kind]


def read(item: Group, response: GraphqlResponse) -> RepositoryFacts | Answer | None:
    """Read a REST answer about a group: what is there, why it is not, or None where that is not known."""
    if response.status == 200:
        of = {"repository": repository_of_rest, "gist": gist_of}.get(item.kind, account_of)
        try:
            return of(response.body)
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
    if response.status in (403, 451) and (answer := blocked(response.status, response.body)):
        return answer
    if response.status in (404, 410):
        return absent(item)
    return None


def present(target: Target, facts: RepositoryFacts, said: object = None) -> Observation:
    """Return the observation of a target that is there. ``said`` is what GraphQL said of the part below."""
    moved = moved_url(target, facts)
    return Observation(
        url=target.url,
        observed=datetime.now(UTC),
        answer=facts.answer,
        redirects=(Redirect(target.url, 301),) if moved else (),
        final_url=moved,
        notes=notes(target, facts),
        metadata=metadata(target, facts, said if isinstance(said, Mapping) else {}),
    )


def answered(target: Target, answer: Answer, response: GraphqlResponse | None = None) -> Observation:
    """Return the observation of a target that is known by an answer alone."""
    return Observation(
        url=target.url,
        observed=datetime.now(UTC),
        answer=answer,
        failure=response.failure if response else None,
        retry_after=response.retry_after if response else None,
    )


def trouble(response: GraphqlResponse) -> Answer:
    """Say what a failure of the service is."""
    if response.is_rate_limited or _graphql_limit(response):
        return Answer(
            Availability.LIMITED, Cause.RATE_LIMITED.of("github"), "GitHub's hourly or secondary limit is used up"
        )
    if response.status is None:
        detail = response.failure.detail if response.failure else ""
        return Answer(Availability.DOWN, Cause.UNREACHABLE.of("github"), f"GitHub's API does not answer: {detail}")
    return Answer(Availability.DOWN, Cause.UNAVAILABLE.of("github"), f"GitHub's API answered HTTP {response.status}")


def moved_url(target: Target, facts: RepositoryFacts) -> str | None:
    """Return the address under the repository's present name, None where it is the name that was asked for."""
    parts = target.parts
    asked = f"{parts.get('owner')}/{parts.get('name')}"
    if "name" not in parts or not is_renamed(asked, facts):
        return None
    head, _, tail = target.url.partition(f"/{asked}")
    return f"{head}/{facts.full_name}{tail.removeprefix('.git')}"


def is_wiki_bounce(target: Target, seen: Observation) -> bool:
    """Whether GitHub sent the visitor of a wiki page that is not there to the wiki's home, or the repository's."""
    if not target.parts.get("sub", "").startswith("wiki/") or not seen.redirects:
        return False
    path = urlsplit(seen.final_url or "").path.rstrip("/").lower()
    return path.endswith("/wiki") or path.count("/") == 2


def notes(target: Target, facts: RepositoryFacts) -> tuple[Code, ...]:
    """Return the short codes that a report shows."""
    return facts.notes + ((Note.RENAMED.code,) if moved_url(target, facts) else ())


def metadata(target: Target, facts: RepositoryFacts, said: Mapping[str, Any]) -> Metadata:
    """Return the repository's metadata, with the kind and title of the part that is meant."""
    kind = _KINDS.get(target.kind)
    if kind is None:
        return facts.metadata
    title = str(said.get("title") or said.get("name") or said.get("tagName") or "").strip()
    if target.kind in _WITH_PATH:
        title = target.parts["tail"].rpartition("/")[2]
    full = f"{facts.full_name}: {title}" if title else facts.full_name
    return replace(facts.metadata, kind=kind, title=full)


def _graphql_limit(response: GraphqlResponse) -> bool:
    errors = response.body.get("errors")
    return isinstance(errors, list) and any(
        isinstance(error, Mapping) and error.get("type") in ("RATE_LIMITED", "RATE_LIMIT") for error in errors
    )
