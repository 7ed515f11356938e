"""What a page of Zhihu says of its subject: from the state it is served with, else from its title. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from fetchers.facts import Metadata
from fetchers.json_values import at, count, json_of, mapping, moment, plain, text

_STATE = re.compile(r"""id=["']?js-initialData["']?""")
_END_OF_TAG = re.compile(r"[^<>]{0,40}>")
"""Looked for behind the first such id alone: a page that repeats it would hold the loop."""
_SUFFIX = re.compile(r"\s*[-–—|]\s*知乎(?:专栏|用户)?\s*\Z")
_UNREAD = re.compile(r"\A\((?:\d+\+?\s*(?:封私信|条消息|条未读消息)[\s/]*)+\)\s*")
"""A reader who is logged in finds the number of unread messages in the title."""
_NO_TITLES: Final = frozenset({"", "知乎", "知乎专栏", "安全验证", "404"})
_SLOGAN = re.compile(r"\A知乎\s*[-，,]")


@dataclass(frozen=True, slots=True)
class _Kind:
    """Where an entity of one kind keeps its facts: alternatives in order, each a path."""

    table: str
    title: tuple[tuple[str, ...], ...] = (("title",),)
    created: tuple[str, ...] = ("created", "createdTime", "created_time")
    updated: tuple[str, ...] = ("updated", "updatedTime", "updated_time")
    votes: tuple[tuple[str, ...], ...] = (("voteupCount",), ("voteup_count",))
    description: tuple[str, ...] = ("excerpt",)


_KINDS: Final = {
    "article": _Kind("articles"),
    "answer": _Kind("answers", title=(("question", "title"),)),
    # Followers and answers of a question, votes of a person's answers: none of them are votes for this.
    "question": _Kind("questions", votes=(), description=("excerpt", "detail")),
    "people": _Kind("users", title=(("name",),), votes=(), description=("headline", "description")),
    "column": _Kind("columns", votes=(), description=("intro", "description")),
    "pin": _Kind(
        "pins",
        title=(("excerptTitle",), ("excerpt_title",)),
        votes=(("reaction", "statistics", "upVoteCount"), ("likeCount",), ("reactionCount",)),
    ),
    "zvideo": _Kind("zvideos", created=("publishedAt", "published_at", "createdAt")),
    "topic": _Kind("topics", title=(("name",),), votes=(), description=("excerpt", "introduction")),
    "collection": _Kind("favlists", votes=(), description=("description",)),
}


def entity_of(page: str, kind: str, item: str) -> Mapping[str, Any]:
    """Return the item as the page's state has it, nothing where there is no state or another item in it."""
    rows = _KINDS.get(kind)
    match = _STATE.search(page)
    start = match and _END_OF_TAG.match(page, match.end())
    if rows is None or start is None:
        return {}
    state = page[start.end() :].partition("</script>")[0]
    entities = at(json_of(state), "initialState", "entities")
    found = mapping(at(entities, rows.table, item))
    if kind == "answer" and found:
        # The answer may carry its question's number alone.
        asked = at(entities, "questions", str(at(found, "question", "id")))
        return {**found, "question": {**mapping(asked), **mapping(at(found, "question"))}}
    return found


def metadata_of(entity: Mapping[str, Any], kind: str, what: str) -> Metadata:
    """Return the facts in an item's embedded state."""
    rows = _KINDS[kind]
    author = text(at(entity, "author", "name"))
    created = _first_moment(entity, rows.created)
    updated = _first_moment(entity, rows.updated)
    return Metadata(
        kind=what,
        title=next((found for path in rows.title if (found := plain(at(entity, *path)))), None),
        authors=(author,) if author else (),
        published=created,
        updated=updated,
        date_source="api" if created or updated else None,
        stars=next((votes for path in rows.votes if (votes := count(at(entity, *path))) is not None), None),
        description=next((found for name in rows.description if (found := plain(entity.get(name)))), None),
        site="知乎",
        language="zh",
    )


def title_of(whole: str | None) -> str | None:
    """Return a page's title without what Zhihu puts around it, None where that is all there was."""
    title = _SUFFIX.sub("", _UNREAD.sub("", whole or "")).strip()
    return None if title in _NO_TITLES or _SLOGAN.match(title) else title


def _first_moment(entity: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    return next((found for name in names if (found := moment(entity.get(name)))), None)
