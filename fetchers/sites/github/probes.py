"""What to ask GraphQL below a repository, to know whether the part that a link means is there. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias
from urllib.parse import unquote

from fetchers.facts import Target

# References that nobody puts slashes behind: the first segment is the whole name.
_PLAIN_REF = re.compile(r"HEAD|main|master|trunk|develop|dev|gh-pages|[0-9a-f]{7,40}|v?\d[\w.-]*")
_SPLITS: Final = 3
"""Branch names have slashes in them: as many splits of ``a/b/c/d`` into reference and path are tried."""

Parts: TypeAlias = Mapping[str, str]

FLAGS: Final = {"issues": "hasIssuesEnabled", "discussions": "hasDiscussionsEnabled"}
"""Sections that a repository may have switched off, and the field that says so."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One field below ``repository``: its arguments as (name, GraphQL type, value), and what is selected of it.

    ``inner`` is the (type, value) of the one variable, written ``$?``, inside the selection.
    """

    field: str
    arguments: tuple[tuple[str, str, str | int], ...] = ()
    selection: str = ""
    inner: tuple[str, str] | None = None


def probes_of(target: Target) -> tuple[Probe, ...]:
    """Return the probes of which any one that answers proves the target; none where only the page can tell."""
    rule = _RULES.get(target.kind)
    return rule(target.kind, target.parts) if rule else ()


def is_proven_by_repository(target: Target) -> bool:
    """Whether a repository that is there proves the target without a question of its own."""
    if target.kind == "section":
        return not probes_of(target)
    return target.kind in ("repository", "api", "editor")


def is_answered(probe: Probe, value: object) -> bool:
    """Whether the answer to a probe says that the thing is there."""
    if probe.field == "release" and isinstance(value, dict) and "releaseAssets" in value:
        return bool((value["releaseAssets"] or {}).get("totalCount"))
    return bool(value)


def _section(_: str, parts: Parts) -> tuple[Probe, ...]:
    if parts["section"] in FLAGS:
        return (Probe(FLAGS[parts["section"]]),)
    if parts["section"] == "releases/latest":
        return (Probe("latestRelease", selection="tagName"),)
    return ()


def _content(kind: str, parts: Parts) -> tuple[Probe, ...]:
    text = unquote(parts["tail"])
    if not text.isprintable():
        return ()
    is_file = kind == "raw" or parts.get("view") not in ("tree", "commits")
    return tuple(_object(expression) for expression in _expressions(text, is_file=is_file))


def _expressions(text: str, *, is_file: bool) -> list[str]:
    """Return git revision expressions for ``ref/path``, the likeliest first; of a file there is always a path."""
    segments = text.split("/")
    # refs/heads/NAME is the long spelling of a branch, and no part of a path.
    start = 3 if segments[0] == "refs" and len(segments) > 2 else 1
    last = start if _PLAIN_REF.fullmatch(segments[0]) else start + _SPLITS - 1
    cuts = range(start, min(last, len(segments) - 1) + 1)
    splits = ["/".join(segments[:cut]) + ":" + "/".join(segments[cut:]) for cut in cuts]
    return splits if is_file else [*splits, text]


def _archive(_: str, parts: Parts) -> tuple[Probe, ...]:
    text = unquote(parts["tail"])
    return (_object(text),) if text.isprintable() else ()


def _commit(_: str, parts: Parts) -> tuple[Probe, ...]:
    return (_object(parts["sha"]),)


def _object(expression: str) -> Probe:
    return Probe("object", (("expression", "String!", expression),), "__typename")


def _numbered(kind: str, parts: Parts) -> tuple[Probe, ...]:
    field, selection = _BY_NUMBER[kind]
    return (Probe(field, (("number", "Int!", int(parts["number"])),), selection),)


def _release(_: str, parts: Parts) -> tuple[Probe, ...]:
    tag, asset = unquote(parts["tag"]), unquote(parts.get("asset", ""))
    if not (tag + asset).isprintable():
        return ()
    arguments = (("tagName", "String!", tag),)
    if not asset:
        return (Probe("release", arguments, "name tagName"),)
    return (Probe("release", arguments, "tagName releaseAssets(first:1,name:$?){totalCount}", ("String!", asset)),)


_BY_NUMBER: Final = {
    "issue": ("issueOrPullRequest", "...on Issue{title}...on PullRequest{title}"),
    "discussion": ("discussion", "title"),
}
_RULES: Final[Mapping[str, Callable[[str, Parts], tuple[Probe, ...]]]] = {
    "content": _content,
    "raw": _content,
    "archive": _archive,
    "codeload": _archive,
    "commit": _commit,
    "issue": _numbered,
    "discussion": _numbered,
    "release": _release,
    "asset": _release,
    "section": _section,
}
