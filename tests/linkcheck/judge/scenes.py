"""Links, observations and histories made by hand, for tests of the judge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from fetchers.addresses.address import AddressError, parse
from fetchers.codes import Code
from fetchers.facts import Answer, Availability, Metadata, Observation, Redirect, Sibling, Target
from fetchers.failure import Failure, FailureKind
from fetchers.pages.html import read
from fetchers.pages.html.visible import Visible
from fetchers.pages.traits import find_witnesses
from linkcheck.judge.run_rules import RedirectEnds, converged
from linkcheck.model import History, Link, Occurrence, OccurrenceKind, Record

DEEP = "https://site.hardweb/article/42"
DAY = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
ARTICLE = "<p>" + "An article of some length about the subject, with the details a reader came for. " * 30 + "</p>"


def link(url: str = DEEP, *, text: str = "A fine article", target: Target | None = None) -> Link:
    place = Occurrence(url=url, file="list.md", line=1, column=1, start=0, end=1, text=text, kind=OccurrenceKind.INLINE)
    try:
        address = parse(url)
    except AddressError:
        address = None
    return Link(url=url, key=url, occurrences=(place,), target=target, address=address)


def hops(url: str, *steps: tuple[int, str]) -> tuple[tuple[Redirect, ...], str]:
    """Return redirects and last address of a chain: from ``url`` by each status to each address."""
    redirects = []
    for status, to in steps:
        redirects.append(Redirect(url, status))
        url = to
    return tuple(redirects), url


def seen(
    url: str = DEEP,
    *steps: tuple[int, str],
    status: int | None = 200,
    title: str = "A fine page",
    heading: str | None = None,
    body: str | None = ARTICLE,
    head: str = "",
    **headers: str,
) -> Observation:
    """Return what a look at a page brings: traits and page are read from its markup, as in a run.

    ``body`` None is an answer that is no page; underscores in names of headers stand for hyphens.
    """
    redirects, final = hops(url, *steps)
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    observation = Observation(
        url=url, observed=DAY, status=status, final_url=final, redirects=redirects, headers=fields
    )
    if body is None:
        return _with_traits(observation, "")
    fields.setdefault("content-type", "text/html; charset=utf-8")
    top = title if heading is None else heading
    html = (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title>{head}</head>"
        f"<body>{f'<h1>{top}</h1>' if top else ''}{body}</body></html>"
    )
    reading = read(html, url=final, complete=True)
    metadata = Metadata(title=title) if status == 200 else None
    return _with_traits(replace(observation, page=reading.page, metadata=metadata), html, reading.visible)


def _with_traits(observation: Observation, html: str, visible: Visible | None = None) -> Observation:
    found = find_witnesses(
        status=observation.status,
        headers=observation.headers,
        text=html,
        page=observation.page,
        seen=visible,
        url=observation.url,
        final_url=observation.final_url or observation.url,
    )
    return replace(observation, traits=frozenset(found), witnesses=found)


def failed(kind: FailureKind, url: str = DEEP, *steps: tuple[int, str]) -> Observation:
    redirects, final = hops(url, *steps)
    failure = Failure(kind, final.split("/")[2] if "//" in final else "")
    return Observation(url=url, observed=DAY, redirects=redirects, final_url=final, failure=failure)


def behind(kind: FailureKind, observation: Observation) -> Observation:
    """The same observation, come by only on an unverified second look."""
    return replace(observation, tls=Failure(kind, "site.hardweb"))


def told(standing: Availability, code: str, url: str = DEEP, *steps: tuple[int, str], detail: str = "") -> Observation:
    redirects, final = hops(url, *steps)
    final_url = final if steps else None
    return Observation(
        url=url, observed=DAY, redirects=redirects, final_url=final_url, answer=Answer(standing, Code(code), detail)
    )


def probed(observation: Observation, *, like_it: bool) -> Observation:
    """The same observation after the probe: the server treats what cannot exist alike, or answers 404."""
    if like_it:
        title = observation.page.title if observation.page else ""
        return replace(observation, sibling=Sibling(200, observation.final_url, title, same_body=True))
    return replace(observation, sibling=Sibling(404, "https://site.hardweb/article/x", "Not found"))


def beside_each_other(found: Iterable[tuple[Record, Observation]]) -> list[Record]:
    """The records that look different beside the others, as they then look."""
    ends, records = RedirectEnds(), {}
    for record, observation in found:
        ends.add(record, observation)
        records[record.link.url] = record
    return [converged(records[identity], end) for end in ends.shared() for identity in end.links]


def days_later(days: float) -> datetime:
    return DAY + timedelta(days=days)


EMPTY = History()
