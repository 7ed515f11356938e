"""GitHub's GraphQL over the facts: graphql-core reads and runs a query, by the part of the schema that is asked for.

graphql-core is loaded with the first query: 0.1 s that a list without GitHub need not wait for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from linkcheck.demo.sites.github.entities import Account, RateLimits, Release, Repo, Shelf, hash_of

if TYPE_CHECKING:
    from graphql import GraphQLError, GraphQLSchema

Node: TypeAlias = dict[str, Any]
"""An object: its fields, each a value or a function of the field's arguments."""


class NotFoundError(Exception):
    """One field cannot be resolved: null in the data, an entry among the errors."""


def answer(shelf: Shelf, limits: RateLimits, query: str, variables: Mapping[str, Any]) -> dict[str, object]:
    """Return the answer to one query: ``data``, and ``errors`` where there are any, as GitHub writes them."""
    from graphql import GraphQLSyntaxError, execute_sync, parse, specified_rules, validate  # noqa: PLC0415
    from graphql.validation import OverlappingFieldsCanBeMergedRule  # noqa: PLC0415

    try:
        document = parse(query)
    except GraphQLSyntaxError as error:
        return {"errors": [{"message": str(error), "locations": []}]}
    # Every pair of aliases would be compared, and a question has hundreds.
    rules = [rule for rule in specified_rules if rule is not OverlappingFieldsCanBeMergedRule]
    if wrong := validate(schema(), document, rules):
        return {"errors": [dict(error.formatted) for error in wrong]}
    result = execute_sync(schema(), document, _root(shelf, limits), variable_values=dict(variables))
    return {"data": result.data} | ({"errors": [_error(each) for each in result.errors]} if result.errors else {})


@cache
def schema() -> GraphQLSchema:
    """Return what may be asked."""
    from graphql import build_schema  # noqa: PLC0415

    return build_schema(Path(__file__).with_name("schema.graphql").read_text("utf-8"))


def _error(error: GraphQLError) -> dict[str, object]:
    kind = {"type": "NOT_FOUND"} if isinstance(error.original_error, NotFoundError) else {}
    return {**kind, **error.formatted}


def _root(shelf: Shelf, limits: RateLimits) -> Node:
    def repository(_: object, owner: str, name: str) -> Node:
        repo = shelf.find(f"{owner}/{name}")
        if repo is None or repo.blocked or repo.private:
            raise NotFoundError(f"Could not resolve to a Repository with the name '{owner}/{name}'.")
        return _repository(repo)

    def user(_: object, login: str) -> Node:
        account = shelf.account(login)
        if account is None or account.kind != "User":
            raise NotFoundError(f"Could not resolve to a User with the login of '{login}'.")
        return _account(account)

    return {
        "repository": repository,
        "repositoryOwner": lambda _, login: _account(account) if (account := shelf.account(login)) else None,
        "user": user,
        "viewer": {"login": "sample-reader"},
        "rateLimit": limits.graph,
    }


def _repository(repo: Repo) -> Node:
    release = _release(repo.release) if repo.release else None
    return {
        "nameWithOwner": repo.name,
        "url": repo.url,
        "description": repo.description,
        "stargazerCount": repo.stars,
        "isArchived": repo.archived is not None,
        "isDisabled": False,
        "isLocked": False,
        "isPrivate": repo.private,
        "isFork": repo.fork_of is not None,
        "isEmpty": False,
        "hasIssuesEnabled": True,
        "hasDiscussionsEnabled": any(thread.kind == "Discussion" for thread in repo.threads),
        "pushedAt": repo.pushed,
        "createdAt": repo.created,
        "licenseInfo": _license(repo.license),
        "primaryLanguage": {"name": repo.language} if repo.language else None,
        "repositoryTopics": {"nodes": [{"topic": {"name": name}} for name in repo.topics]},
        "latestRelease": release,
        "issueOrPullRequest": _numbered(repo, ("Issue", "PullRequest"), "an issue or pull request"),
        "discussion": _numbered(repo, ("Discussion",), "a Discussion"),
        "release": lambda _, tagName: release if release and release["tagName"] == tagName else None,  # noqa: N803
        "object": lambda _, expression: _object(repo, expression),
    }


def _account(account: Account) -> Node:
    return {
        "__typename": account.kind,
        "login": account.login,
        "name": account.name,
        "url": account.url,
        "bio": account.bio,
        "description": account.bio,
        "createdAt": account.created,
        "updatedAt": account.updated,
    }


def _license(spdx: str | None) -> Node | None:
    return {"spdxId": spdx, "name": "Other" if spdx == "NOASSERTION" else f"{spdx} License"} if spdx else None


def _release(release: Release) -> Node:
    return {"tagName": release.tag, "name": release.name or release.tag, "releaseAssets": {"totalCount": 0}}


def _numbered(repo: Repo, kinds: tuple[str, ...], words: str) -> Callable[..., Node]:
    def find(_: object, number: int) -> Node:
        thread = repo.thread(number)
        if thread is None or thread.kind not in kinds:
            raise NotFoundError(f"Could not resolve to {words} with the number of {number}.")
        state = "CLOSED" if thread.closed else "OPEN"
        return {"__typename": thread.kind, "title": thread.title, "state": state}

    return find


def _object(repo: Repo, expression: str) -> Node | None:
    """Return what git calls by this name: a commit, or behind a colon a file or a folder of one; None for nothing."""
    ref, colon, path = expression.partition(":")
    if ref not in (*repo.refs, hash_of(repo.name)):
        return None
    path = path.strip("/")
    if not colon:
        kind = "Commit"
    elif path in repo.tree:
        kind = "Blob"
    elif not path or any(name.startswith(f"{path}/") for name in repo.tree):
        kind = "Tree"
    else:
        return None
    return {"__typename": kind, "oid": hash_of(f"{repo.name}{colon}{path}")}
