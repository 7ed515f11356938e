"""One GraphQL question for many repositories, accounts and gists: built here, values passed as variables. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from fetchers.facts import Target
from fetchers.sites.github.probes import Probe, probes_of

_REPOSITORY: Final = (
    "fragment R on Repository{nameWithOwner url description stargazerCount isArchived isDisabled isLocked lockReason"
    " isPrivate isFork isEmpty pushedAt createdAt licenseInfo{spdxId name} primaryLanguage{name}"
    " repositoryTopics(first:20){nodes{topic{name}}} latestRelease{tagName}}"
)
_ACCOUNT: Final = (
    "__typename login url ...on User{name bio createdAt updatedAt}"
    " ...on Organization{name description createdAt updatedAt}"
)
_GIST: Final = "gist(name:${}){{name description url isPublic stargazerCount createdAt updatedAt}}"


@dataclass(frozen=True, slots=True)
class Group:
    """Targets that one root field answers together: those below one repository, or of one account, or one gist."""

    kind: str
    owner: str
    name: str = ""
    targets: tuple[Target, ...] = ()

    @property
    def path(self) -> str:
        """Where REST keeps it."""
        match self.kind:
            case "repository":
                return f"/repos/{self.owner}/{self.name}"
            case "gist":
                return f"/gists/{self.name}"
        return f"/users/{self.owner}"


@dataclass(frozen=True, slots=True)
class GraphqlQuery:
    """A query with its variables, and which alias answers what."""

    text: str
    variables: Mapping[str, str | int]
    groups: Mapping[str, Group]
    """Root alias to group."""
    probes: Mapping[tuple[str, str], tuple[Target, Probe]]
    """(root alias, alias below it) to the target that it proves."""


def group(targets: Iterable[Target]) -> list[Group]:
    """Gather targets by what one root field of GraphQL can answer; one repository is asked for once."""
    found: dict[tuple[str, ...], list[Target]] = {}
    for target in targets:
        parts = target.parts
        owner = parts.get("owner", "")
        if target.kind == "gist":
            found.setdefault(("gist", owner, parts["gist"]), []).append(target)
        elif "name" in parts:
            found.setdefault(("repository", owner.lower(), parts["name"].lower()), []).append(target)
        else:
            found.setdefault(("account", owner.lower()), []).append(target)
    return [_group(kind, rest, same) for (kind, *rest), same in found.items()]


def _group(kind: str, rest: Sequence[str], targets: Sequence[Target]) -> Group:
    parts = targets[0].parts
    name = rest[1] if kind == "gist" else parts.get("name", "")
    return Group(kind, parts.get("owner", ""), name, tuple(targets))


def weight(item: Group) -> int:
    """Return how many aliases a group costs."""
    return 1 + sum(len(probes_of(target)) for target in item.targets)


def build(groups: Sequence[Group]) -> GraphqlQuery:
    """Return the question for these groups (gists need their owner's name)."""
    return _Builder().build(groups)


@dataclass(slots=True)
class _Builder:
    variables: dict[str, str | int] = field(default_factory=dict)
    declared: list[str] = field(default_factory=list)
    groups: dict[str, Group] = field(default_factory=dict)
    probes: dict[tuple[str, str], tuple[Target, Probe]] = field(default_factory=dict)

    def build(self, groups: Sequence[Group]) -> GraphqlQuery:
        fields = [self._root(f"r{index}", item) for index, item in enumerate(groups)]
        fragment = _REPOSITORY if any(item.kind == "repository" for item in groups) else ""
        fields.append("rateLimit{cost remaining resetAt}")
        text = f"query({','.join(self.declared)}){{{' '.join(fields)}}}{fragment}"
        return GraphqlQuery(text, self.variables, self.groups, self.probes)

    def _root(self, alias: str, item: Group) -> str:
        self.groups[alias] = item
        owner = self._variable("String!", item.owner)
        match item.kind:
            case "repository":
                name = self._variable("String!", item.name)
                below = "".join(
                    self._below(alias, f"p{index}", target, probe)
                    for index, (target, probe) in enumerate(
                        (target, probe) for target in item.targets for probe in probes_of(target)
                    )
                )
                return f"{alias}:repository(owner:${owner},name:${name}){{...R{below}}}"
            case "gist":
                gist = _GIST.format(self._variable("String!", item.name))
                return f"{alias}:user(login:${owner}){{{gist}}}"
        return f"{alias}:repositoryOwner(login:${owner}){{{_ACCOUNT}}}"

    def _below(self, root: str, alias: str, target: Target, probe: Probe) -> str:
        self.probes[root, alias] = (target, probe)
        arguments = ",".join(f"{name}:${self._variable(kind, value)}" for name, kind, value in probe.arguments)
        selection = probe.selection
        if probe.inner is not None:
            selection = selection.replace("$?", f"${self._variable(*probe.inner)}")
        return (
            f" {alias}:{probe.field}"
            + (f"({arguments})" if arguments else "")
            + (f"{{{selection}}}" if selection else "")
        )

    def _variable(self, kind: str, value: str | int) -> str:
        name = f"v{len(self.variables)}"
        self.variables[name] = value
        self.declared.append(f"${name}:{kind}")
        return name
