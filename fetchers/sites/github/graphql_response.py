"""A GraphQL answer taken apart: what is there, what is in doubt, what failed, and what to do about the whole. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, Final

from fetchers.failure import FailureKind
from fetchers.sites.github.api_metadata import Node, RepositoryFacts, account_of, gist_of, repository_of
from fetchers.sites.github.client import GraphqlResponse
from fetchers.sites.github.probes import is_answered
from fetchers.sites.github.query import GraphqlQuery, Group

_TOO_MUCH: Final = frozenset({"RESOURCE_LIMITS_EXCEEDED", "MAX_NODE_LIMIT_EXCEEDED", "EXCESSIVE_PAGINATION"})
_TIMED_OUT: Final = "something went wrong while executing your query"
_UNREADABLE: Final = (KeyError, TypeError, ValueError, AttributeError)
"""What a node of another shape than the schema's raises."""


class Whole(Enum):
    """What became of a question as a whole."""

    ANSWERED = auto()
    TOO_MUCH = auto()
    """Too heavy or too slow: ask for less at once."""
    LIMITED = auto()
    TOKEN_REFUSED = auto()
    UNUSABLE = auto()
    """This server does not take the question (an older schema, a proxy, a token without the right): ask REST."""
    DOWN = auto()


@dataclass(slots=True)
class Sorted:
    """The groups of one question by what was said of each."""

    found: list[tuple[Group, RepositoryFacts, Mapping[str, Any]]] = field(default_factory=list)
    """With what was said of those targets below it that are there, by their keys."""
    doubtful: list[Group] = field(default_factory=list)
    """Null: missing, private, blocked, or a slip of the service."""
    again: list[Group] = field(default_factory=list)
    """Cut off by a limit on resources."""


def judge_whole(response: GraphqlResponse) -> Whole:
    """Say what became of a question as a whole."""
    if response.is_token_refused:
        return Whole.TOKEN_REFUSED
    if response.is_rate_limited:
        return Whole.LIMITED
    if response.status is None:
        timed_out = response.failure is not None and response.failure.kind is FailureKind.TIMEOUT
        return Whole.TOO_MUCH if timed_out else Whole.DOWN
    if response.status >= 500:
        return Whole.TOO_MUCH if response.status in (502, 504) else Whole.DOWN
    if response.status != 200:
        return Whole.UNUSABLE
    return _judge_body(response.body)


def sort_groups(response: GraphqlResponse, question: GraphqlQuery) -> Sorted:
    """Sort the groups of an answered question."""
    result = Sorted()
    data = response.body.get("data") or {}
    cut = {_alias(error) for error in _errors(response.body) if _kind(error) in _TOO_MUCH or _has_timed_out(error)}
    for alias, item in question.groups.items():
        node = data.get(alias)
        facts = _facts(item, node)
        if facts is not None and isinstance(node, Mapping):
            result.found.append((item, facts, _proven(alias, node, question)))
        elif alias in cut:
            result.again.append(item)
        else:
            result.doubtful.append(item)
    return result


def _judge_body(body: Node) -> Whole:
    errors = _errors(body)
    kinds = {_kind(error) for error in errors}
    if "RATE_LIMITED" in kinds or "RATE_LIMIT" in kinds:
        return Whole.LIMITED
    data = body.get("data")
    if isinstance(data, Mapping) and any(value for alias, value in data.items() if alias != "rateLimit"):
        return Whole.ANSWERED
    if kinds & _TOO_MUCH or any(_has_timed_out(error) for error in errors):
        return Whole.TOO_MUCH
    # All null is an answer as well, as long as every error speaks of an item and none of the question.
    return Whole.ANSWERED if isinstance(data, Mapping) and all(map(_alias, errors)) else Whole.UNUSABLE


def _facts(item: Group, node: object) -> RepositoryFacts | None:
    if item.kind == "gist" and isinstance(node, Mapping):
        node = node.get("gist")
    if not isinstance(node, Mapping):
        return None
    read = {"repository": repository_of, "gist": gist_of}.get(item.kind, account_of)
    try:
        return read(node)
    except _UNREADABLE:
        return None


def _proven(root: str, node: Node, question: GraphqlQuery) -> dict[str, Any]:
    proven: dict[str, Any] = {}
    for (above, alias), (target, probe) in question.probes.items():
        if above == root and is_answered(probe, node.get(alias)):
            proven.setdefault(target.key, node.get(alias))
    return proven


def _errors(body: Node) -> list[Mapping[str, Any]]:
    errors = body.get("errors")
    return [error for error in errors if isinstance(error, Mapping)] if isinstance(errors, list) else []


def _kind(error: Mapping[str, Any]) -> str:
    return str(error.get("type") or "")


def _alias(error: Mapping[str, Any]) -> str:
    path = error.get("path")
    return str(path[0]) if isinstance(path, list) and path else ""


def _has_timed_out(error: Mapping[str, Any]) -> bool:
    return str(error.get("message") or "").lower().startswith(_TIMED_OUT)
