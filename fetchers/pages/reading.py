"""From an answer to an observation: decode, read, name the traits. Pure; the only place where a page's body is used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from fetchers.facts import Metadata, Observation, Redirect, Target, Validators, Witness
from fetchers.net import PageResponse, Response
from fetchers.pages.fragments import judge_fragments
from fetchers.pages.html import Reading, decode, read
from fetchers.pages.interpretation import Interpretation
from fetchers.pages.media import is_page, is_pdf, is_text, kind_of
from fetchers.pages.pdf import read_pdf
from fetchers.pages.traits import find_witnesses

_KEPT_HEADERS: Final = frozenset({
    "cf-mitigated", "content-disposition", "content-length", "content-type", "location", "refresh", "retry-after",
    "server", "server-timing", "www-authenticate", "x-amzn-waf-action", "x-cache", "x-robots-tag",
})  # fmt: skip
"""What rules and people look at later; the rest is noise, or a stranger's token."""
_LONGEST_HEADER: Final = 300
_SHELL_WORDS: Final = 20
"""With fewer, the page is built by its script, and its parts are unknown."""


def interpret(
    visit: PageResponse, before: tuple[Redirect, ...], target: Target, fragment: str | None
) -> Interpretation:
    """Make an observation of a visit; ``before`` are the hops that led to it.

    ``fragment`` is what the way there put in the place of the fragments asked for, None where it put nothing.
    """
    reply = visit.reply
    words = decode(reply.body, reply.headers.get("content-type", "")) if is_text(reply) else ""
    text = words if is_page(reply) else ""
    reading = read(text, url=reply.url, complete=reply.complete) if text else None
    page = reading.page if reading else None
    traits = _traits(reply, words, reading, target, visit.final_url)
    observation = Observation(
        url=target.url,
        observed=datetime.now(UTC),
        status=reply.status,
        final_url=visit.final_url,
        redirects=before + visit.redirects,
        failure=reply.failure,
        headers={k: v[:_LONGEST_HEADER] for k, v in reply.headers.items() if k in _KEPT_HEADERS},
        traits=frozenset(traits),
        witnesses=traits,
        page=page,
        metadata=_metadata(reply, reading),
        fragments=_fragments(reply, reading, target.fragments, fragment, text),
        validators=_validators(reply, target),
        retry_after=reply.retry_after,
        received=visit.received,
    )
    return Interpretation(observation, text, visit.profile)


def _traits(
    reply: Response, text: str, reading: Reading | None, target: Target, final_url: str
) -> Mapping[str, frozenset[Witness]]:
    is_unchanged = reply.status == 304 and target.validators is not None
    if reply.status is None or is_unchanged:
        return {}
    headers = {**reply.headers, "set-cookie": ", ".join(reply.cookies)}
    return find_witnesses(
        status=reply.status,
        headers=headers,
        text=text,
        page=reading.page if reading else None,
        url=target.url,
        final_url=final_url,
        seen=reading.visible if reading else None,
    )


def _metadata(reply: Response, reading: Reading | None) -> Metadata | None:
    """Return the kind of content at the address; an error page does not tell."""
    if not reply.ok:
        return None
    if is_pdf(reply):
        return read_pdf(reply.body, url=reply.url, complete=reply.complete)
    return reading.metadata if reading else Metadata(kind=kind_of(reply))


def _fragments(
    reply: Response, reading: Reading | None, asked: tuple[str, ...], instead: str | None, text: str
) -> Mapping[str, bool]:
    if reading is None or not reply.ok or not asked:
        return {}
    complete = reply.complete and reading.page.words >= _SHELL_WORDS
    wanted = asked if instead is None else (instead,)
    host = urlsplit(reply.url).hostname or ""
    known = judge_fragments(wanted, reading.anchors, complete=complete, host=host, text=text)
    if instead is None:
        return known
    return dict.fromkeys(asked, known[instead]) if instead in known else {}


def _validators(reply: Response, target: Target) -> Validators | None:
    if reply.status == 304:
        return target.validators
    etag, modified = reply.headers.get("etag"), reply.headers.get("last-modified")
    return Validators(etag, modified) if reply.status == 200 and (etag or modified) else None
