"""What GitHub says of a repository, an account or a gist, of either interface, as our nouns. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from fetchers.codes import Cause, Code, Note
from fetchers.facts import Answer, Availability, Metadata

Node: TypeAlias = Mapping[str, Any]
"""A JSON object of GitHub's."""

_NO_LICENSE: Final = frozenset({"NOASSERTION", "NONE", "OTHER", ""})


@dataclass(frozen=True, slots=True)
class RepositoryFacts:
    """An existing item: GitHub's name for it, its address and its metadata."""

    full_name: str
    url: str
    metadata: Metadata
    answer: Answer
    notes: tuple[Code, ...] = ()


def repository_of(node: Node) -> RepositoryFacts:
    """Read a repository as GraphQL gives it."""
    topics = (node.get("repositoryTopics") or {}).get("nodes") or []
    return _repository(
        full_name=str(node["nameWithOwner"]),
        url=str(node["url"]),
        flags={
            Note.ARCHIVED: node.get("isArchived"),
            Note.DISABLED: node.get("isDisabled"),
            Note.LOCKED: node.get("isLocked"),
            Note.FORK: node.get("isFork"),
            Note.EMPTY: node.get("isEmpty"),
        },
        hidden=bool(node.get("isPrivate")),
        metadata=Metadata(
            stars=_count(node.get("stargazerCount")),
            updated=_text(node.get("pushedAt")),
            published=_text(node.get("createdAt")),
            version=_text((node.get("latestRelease") or {}).get("tagName")),
            license=_license(node.get("licenseInfo"), "spdxId"),
            language=_text((node.get("primaryLanguage") or {}).get("name")),
            topics=tuple(str(item["topic"]["name"]) for item in topics if item),
            description=_text(node.get("description")),
        ),
    )


def repository_of_rest(data: Node) -> RepositoryFacts:
    """Read a repository as REST gives it: the latest release is not in it."""
    return _repository(
        full_name=str(data["full_name"]),
        url=str(data["html_url"]),
        flags={
            Note.ARCHIVED: data.get("archived"),
            Note.DISABLED: data.get("disabled"),
            Note.FORK: data.get("fork"),
            Note.EMPTY: data.get("size") == 0,
        },
        hidden=bool(data.get("private")),
        metadata=Metadata(
            stars=_count(data.get("stargazers_count")),
            updated=_text(data.get("pushed_at")),
            published=_text(data.get("created_at")),
            license=_license(data.get("license"), "spdx_id"),
            language=_text(data.get("language")),
            topics=tuple(map(str, data.get("topics") or ())),
            description=_text(data.get("description")),
        ),
    )


def account_of(node: Node) -> RepositoryFacts:
    """Read a user or an organization, of either interface."""
    is_organization = (node.get("__typename") or node.get("type")) == "Organization"
    login = str(node["login"])
    metadata = Metadata(
        kind="organization" if is_organization else "profile",
        title=_text(node.get("name")) or login,
        description=_text(node.get("description") or node.get("bio")),
        published=_text(node.get("createdAt") or node.get("created_at")),
        updated=_text(node.get("updatedAt") or node.get("updated_at")),
        date_source="api",
        site="GitHub",
    )
    url = str(node.get("html_url") or node["url"])
    return RepositoryFacts(login, url, metadata, Answer(Availability.PRESENT, Cause.ACCOUNT.of("github")))


def gist_of(node: Node) -> RepositoryFacts:
    """Read a gist, of either interface."""
    files = node.get("files")
    name = next(iter(files), "") if isinstance(files, Mapping) else ""
    description = _text(node.get("description"))
    metadata = Metadata(
        kind="file",
        title=description or _text(name) or _text(node.get("name")),
        description=description,
        stars=_count(node.get("stargazerCount")),
        published=_text(node.get("createdAt") or node.get("created_at")),
        updated=_text(node.get("updatedAt") or node.get("updated_at")),
        date_source="api",
        site="GitHub",
    )
    return RepositoryFacts(
        "", str(node.get("html_url") or node["url"]), metadata, Answer(Availability.PRESENT, Cause.GIST.of("github"))
    )


_BLOCKS: Final = {"dmca": Cause.DMCA, "tos": Cause.TERMS_OF_SERVICE}


def blocked(status: int, body: Node) -> Answer | None:
    """Return the reason of a repository that GitHub itself has blocked (451 or 403 with ``block``), else None."""
    block = body.get("block")
    if not isinstance(block, Mapping):
        return Answer(Availability.RESTRICTED, Cause.DMCA.code, "blocked for legal reasons") if status == 451 else None
    reason = str(block.get("reason") or ("dmca" if status == 451 else "unavailable"))
    code = _BLOCKS.get(reason, Cause.REPOSITORY_BLOCKED).code
    notice = f": {block['html_url']}" if block.get("html_url") else ""
    return Answer(Availability.RESTRICTED, code, f"GitHub has blocked access ({reason}){notice}")


def is_renamed(asked: str, facts: RepositoryFacts) -> bool:
    """Whether GitHub knows the repository under another name than the one asked for; case makes none."""
    return bool(facts.full_name) and asked.lower() != facts.full_name.lower()


def _repository(
    *, full_name: str, url: str, flags: Mapping[Note, object], hidden: bool, metadata: Metadata
) -> RepositoryFacts:
    notes = tuple(note.code for note, is_set in flags.items() if is_set)
    answer = Answer(Availability.PRESENT, Cause.REPOSITORY.of("github"))
    if flags.get(Note.DISABLED):
        answer = Answer(Availability.RESTRICTED, Cause.REPOSITORY_DISABLED.code, "GitHub has disabled the repository")
    elif hidden:
        answer = Answer(
            Availability.HIDDEN, Cause.PRIVATE_REPOSITORY.code, "private: your token sees it, your readers do not"
        )
    whole = replace(
        metadata,
        kind="repository",
        title=full_name,
        archived=bool(flags.get(Note.ARCHIVED)),
        date_source="api",
        site="GitHub",
    )
    return RepositoryFacts(full_name, url, whole, answer, notes)


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _license(value: object, key: str) -> str | None:
    if not isinstance(value, Mapping):
        return None
    identifier = _text(value.get(key)) or ""
    return identifier if identifier.upper() not in _NO_LICENSE else None
