"""What GitHub's pages show: a repository without the API, and headings where a parser does not see them. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final
from urllib.parse import unquote

from fetchers.codes import Note
from fetchers.facts import Metadata, Observation
from fetchers.site import declared

_HEADLINE: Final = re.compile(r"(?:GitHub - )?(?P<full>[\w-]{1,39}/[\w.-]{1,100})(?::\s*(?P<about>.*))?", re.DOTALL)
_BOILERPLATE: Final = re.compile(
    r" ?\.? ?Contribute to \S{1,140} development by creating an account on GitHub\.\Z| - [\w-]{1,39}/[\w.-]{1,100}\Z"
)
_STARS: Final = (
    re.compile(r'id="repo-stars-counter-star"[^<>]{0,500}?title="(?P<count>[\d,]+)"'),
    re.compile(r'aria-label="(?P<count>[\d,]+) users? starred this repository"'),
    re.compile(r'"stargazerCount":(?P<count>\d+)'),
)
_ARCHIVED: Final = re.compile(r"This repository (?:was|has been) archived by the owner", re.IGNORECASE)


def front(observation: Observation, text: str) -> Observation:
    """Add what a repository's front page states: name, description, stars, whether it is archived."""
    observation = headings(observation, text)
    headline = _HEADLINE.fullmatch(declared(text, "og:title"))
    if observation.status != 200 or headline is None:
        return observation
    is_archived = bool(_ARCHIVED.search(text))
    about = _BOILERPLATE.sub("", declared(text, "og:description")) or headline["about"] or ""
    facts = replace(
        observation.metadata or Metadata(),
        kind="repository",
        title=headline["full"],
        description=" ".join(about.split()) or None,
        stars=_stars(text),
        archived=is_archived,
        site="GitHub",
    )
    notes = observation.notes + ((Note.ARCHIVED.code,) if is_archived else ())
    return replace(observation, metadata=facts, notes=notes)


def headings(observation: Observation, text: str) -> Observation:
    """Find headings that are only in the page's JSON, or differ in case: GitHub scrolls to them as well."""
    missing = [name for name, is_there in observation.fragments.items() if not is_there]
    if not missing:
        return observation
    low = text.lower()
    found = {name: True for name in missing if f"user-content-{unquote(name).lower()}" in low}
    return replace(observation, fragments={**observation.fragments, **found})


def _stars(text: str) -> int | None:
    for pattern in _STARS:
        if match := pattern.search(text):
            return int(match["count"].replace(",", ""))
    return None
