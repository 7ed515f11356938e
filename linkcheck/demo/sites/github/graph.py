"""GitHub's GraphQL objects for the facts: the fields that clients ask for, by their published names. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from linkcheck.demo.graphql import GraphError, Node
from linkcheck.demo.sites.github.entities import Account, RateLimits, Release, Repo, Shelf, Thread, hash_of, number_of

_OWNER_KINDS: Final = frozenset({"RepositoryOwner", "Actor", "Node", "ProfileOwner", "UniformResourceLocatable"})
_OBJECT_KINDS: Final = frozenset({"GitObject", "Node"})
_THREAD_KINDS: Final = frozenset({"IssueOrPullRequest", "Node", "Closable", "Comment", "UniformResourceLocatable"})


def query_root(shelf: Shelf, limits: RateLimits) -> Node:
    """Return the root of every query."""

    def repository(owner: str, name: str, followRenames: bool = True) -> Node:  # noqa: FBT001, FBT002, N803 - theirs
        repo = shelf.find(f"{owner}/{name}", follow=followRenames)
        if repo is None or repo.blocked or repo.private:
            raise GraphError("NOT_FOUND", f"Could not resolve to a Repository with the name '{owner}/{name}'.")
        return repository_node(shelf, repo)

    def owner_of(login: str, kind: str | None = None) -> Node | None:
        account = shelf.account(login)
        if account is not None and kind in (None, account.kind):
            return account_node(account)
        if kind is None:
            return None
        article = "an" if kind == "Organization" else "a"
        raise GraphError("NOT_FOUND", f"Could not resolve to {article} {kind} with the login of '{login}'.")

    return Node(
        "Query",
        {
            "repository": repository,
            "repositoryOwner": owner_of,
            "user": lambda login: owner_of(login, "User"),
            "organization": lambda login: owner_of(login, "Organization"),
            "viewer": Node("User", {"login": "sample-reader"}),
            "rateLimit": lambda dryRun=False: Node("RateLimit", limits.graph),  # noqa: ARG005, N803 - their name
        },
    )


def repository_node(shelf: Shelf, repo: Repo) -> Node:
    """Return a Repository."""
    account = shelf.account(repo.owner) or Account(login=repo.owner)
    fields = {
        "owner": account_node(account),
        "parent": Node("Repository", {"nameWithOwner": repo.fork_of}) if repo.fork_of else None,
        "licenseInfo": _license(repo.license),
        "primaryLanguage": Node("Language", {"name": repo.language, "color": None}) if repo.language else None,
        "repositoryTopics": lambda **_: _connection([_topic(name) for name in repo.topics]),
        "defaultBranchRef": Node("Ref", {"name": repo.branch, "target": _commit(repo)}),
        "stargazers": lambda **_: _connection([], repo.stars),
        "watchers": lambda **_: _connection([], repo.stars // 50),
        "forks": lambda **_: _connection([], repo.forks),
    }
    also = frozenset({"Node", "Starrable", "UniformResourceLocatable", "RepositoryInfo"})
    return Node("Repository", _plain(repo) | fields | _things(repo), also)


def _plain(repo: Repo) -> dict[str, object]:
    return {
        "id": f"R_{repo.id:x}",
        "databaseId": repo.id,
        "name": repo.short_name,
        "nameWithOwner": repo.name,
        "url": repo.url,
        "resourcePath": f"/{repo.name}",
        "description": repo.description,
        "homepageUrl": repo.homepage,
        "stargazerCount": repo.stars,
        "forkCount": repo.forks,
        "isArchived": repo.archived is not None,
        "archivedAt": repo.archived,
        "isDisabled": False,
        "isLocked": False,
        "lockReason": None,
        "isPrivate": repo.private,
        "visibility": "PRIVATE" if repo.private else "PUBLIC",
        "isFork": repo.fork_of is not None,
        "isEmpty": False,
        "isMirror": False,
        "mirrorUrl": None,
        "isTemplate": False,
        "diskUsage": 1024,
        "hasIssuesEnabled": True,
        "hasWikiEnabled": bool(repo.wiki),
        "hasDiscussionsEnabled": any(t.kind == "Discussion" for t in repo.threads),
        "pushedAt": repo.pushed,
        "updatedAt": repo.pushed,
        "createdAt": repo.created,
    }


def _things(repo: Repo) -> dict[str, object]:
    """Return what a repository holds, found by number, tag or expression."""
    releases = [_release(repo, repo.release)] if repo.release else []

    def one(number: int, kinds: tuple[str, ...], words: str) -> Node:
        thread = repo.thread(number)
        if thread is None or thread.kind not in kinds:
            raise GraphError("NOT_FOUND", f"Could not resolve to {words} with the number of {number}.")
        return _thread(repo, thread)

    def of_kind(kind: str) -> Node:
        return _connection([_thread(repo, thread) for thread in repo.threads if thread.kind == kind])

    return {
        "issue": lambda number: one(number, ("Issue",), "an Issue"),
        "pullRequest": lambda number: one(number, ("PullRequest",), "a PullRequest"),
        "issueOrPullRequest": lambda number: one(number, ("Issue", "PullRequest"), "an issue or pull request"),
        "discussion": lambda number: one(number, ("Discussion",), "a Discussion"),
        "issues": lambda **_: of_kind("Issue"),
        "pullRequests": lambda **_: of_kind("PullRequest"),
        "discussions": lambda **_: of_kind("Discussion"),
        "release": lambda tagName: next((r for r in releases if r.fields["tagName"] == tagName), None),  # noqa: N803
        "releases": lambda **_: _connection(releases),
        "latestRelease": releases[0] if releases else None,
        "object": lambda expression=None, oid=None: _object(repo, expression or oid or ""),
        "ref": lambda qualifiedName: _ref(repo, qualifiedName),  # noqa: N803 - the schema's name
    }


def account_node(account: Account) -> Node:
    """Return a User or an Organization."""
    fields: dict[str, object] = {
        "id": f"U_{number_of(account.login):x}",
        "databaseId": number_of(account.login),
        "login": account.login,
        "name": account.name,
        "url": account.url,
        "resourcePath": f"/{account.login}",
        "avatarUrl": lambda **_: f"https://avatars.githubusercontent.com/u/{number_of(account.login)}",
        "websiteUrl": None,
        "location": None,
        "email": "",
        "createdAt": account.created,
        "updatedAt": account.updated,
        "repositories": lambda **_: _connection([], account.repositories),
    }
    if account.kind == "User":
        fields |= {"bio": account.bio, "followers": lambda **_: _connection([], account.followers), "company": None}
    else:
        fields |= {"description": account.bio, "isVerified": False, "membersWithRole": lambda **_: _connection([], 3)}
    return Node(account.kind, fields, _OWNER_KINDS)


def _connection(nodes: Iterable[Node], total: int | None = None) -> Node:
    found = list(nodes)
    page = Node("PageInfo", {"hasNextPage": False, "endCursor": None, "hasPreviousPage": False, "startCursor": None})
    fields = {"totalCount": len(found) if total is None else total, "nodes": found, "pageInfo": page}
    return Node("Connection", fields)


def _license(spdx: str | None) -> Node | None:
    if spdx is None:
        return None
    name = "Other" if spdx == "NOASSERTION" else f"{spdx} License"
    key = "other" if spdx == "NOASSERTION" else spdx.lower()
    return Node("License", {"spdxId": spdx, "key": key, "name": name, "nickname": None, "url": None})


def _topic(name: str) -> Node:
    return Node("RepositoryTopic", {"topic": Node("Topic", {"name": name}), "url": f"https://github.com/topics/{name}"})


def _release(repo: Repo, release: Release) -> Node:
    fields = {
        "tagName": release.tag,
        "name": release.name or release.tag,
        "publishedAt": release.published,
        "createdAt": release.published,
        "updatedAt": release.published,
        "url": f"{repo.url}/releases/tag/{release.tag}",
        "description": "A sample release.",
        "isPrerelease": False,
        "isDraft": False,
        "isLatest": True,
    }
    return Node("Release", fields)


def _thread(repo: Repo, thread: Thread) -> Node:
    section = {"Issue": "issues", "PullRequest": "pull", "Discussion": "discussions"}[thread.kind]
    fields = {
        "number": thread.number,
        "title": thread.title,
        "url": f"{repo.url}/{section}/{thread.number}",
        "createdAt": thread.created,
        "updatedAt": thread.updated,
        "closed": thread.closed,
        "closedAt": thread.updated if thread.closed else None,
        "author": Node("User", {"login": "sample-author"}, _OWNER_KINDS),
        "comments": lambda **_: _connection([], 0),
        "locked": False,
    }
    if thread.kind == "Discussion":
        return Node("Discussion", fields, frozenset({"Node", "Closable", "Comment"}))
    fields["state"] = "CLOSED" if thread.closed else "OPEN"
    if thread.kind == "PullRequest":
        fields |= {"merged": False, "mergedAt": None, "isDraft": False}
    else:
        fields["stateReason"] = "COMPLETED" if thread.closed else None
    return Node(thread.kind, fields, _THREAD_KINDS)


def _commit(repo: Repo) -> Node:
    oid = hash_of(repo.name)
    fields = {
        "oid": oid,
        "abbreviatedOid": oid[:7],
        "committedDate": repo.pushed,
        "authoredDate": repo.pushed,
        "messageHeadline": "A sample commit",
        "url": f"{repo.url}/commit/{oid}",
    }
    return Node("Commit", fields, _OBJECT_KINDS)


def _ref(repo: Repo, name: str) -> Node | None:
    short = name.removeprefix("refs/heads/").removeprefix("refs/tags/")
    return Node("Ref", {"name": short, "target": _commit(repo)}) if short in repo.refs else None


def _object(repo: Repo, expression: str) -> Node | None:
    """Return what git calls by this name: a commit, or behind a colon a file or a folder of one; None for nothing."""
    ref, colon, path = expression.partition(":")
    if ref not in (*repo.refs, hash_of(repo.name)):
        return None
    if not colon:
        return _commit(repo)
    path = path.strip("/")
    text = repo.tree.get(path)
    oid = hash_of(f"{repo.name}:{path}")
    if text is not None:
        blob = {"oid": oid, "byteSize": len(text.encode()), "isBinary": False, "isTruncated": False, "text": text}
        return Node("Blob", blob, _OBJECT_KINDS)
    if not path or any(name.startswith(f"{path}/") for name in repo.tree):
        return Node("Tree", {"oid": oid, "entries": []}, _OBJECT_KINDS)
    return None
