"""An address beside a suspected one that cannot exist: how the server treats it tells a soft 404 (WWW 2004)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from fetchers.addresses.address import Address
from fetchers.context import Context
from fetchers.facts import Observation, Page, Sibling, Target
from fetchers.pages.likeness import beside_front, is_alike
from fetchers.pages.page_check import look_once, profile_of

_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}\Z")
_NUMBERED = re.compile(r"(?P<before>[A-Za-z]{0,12}[-_]?)\d{2,19}(?P<after>(?:[-_]\d{1,4}){0,3}(?:\.[A-Za-z]\w{1,4})?)")
"""The last part of a path that is an item's number, after a word for its kind, before those of its pages."""
_PROGRAM = re.compile(r"(?:\.(?:php\d?|aspx?|jsp|cgi|do|pl|cfm|action)|/)\Z", re.IGNORECASE)
_ITEM = re.compile(
    r"(?:\A|&)(?:\w{0,8}id|\w{0,9}(?:no|nr|num|idx|seq|srl)|t|p|topic|thread|article|item|post|page|node|u|f|v)=(?P<value>\d{1,19})(?=&|\Z)"
)
_ABOUT_THE_SITE = frozenset({"trade-topic", "off-entry", "names-loss", "lander"})
"""The traits of a page that may be what its site shows at any address."""
_FIRST_NUMBER = 981_000_000
_NUMBERS = 18_000_000
"""Numbers that hardly any site has come to, and that still fit into 32 bits."""


async def probe_sibling(target: Target, observation: Observation, context: Context) -> Sibling:
    """See ``fetchers.pages.probe_sibling``."""
    suspect = target.address
    address = beside(suspect)
    nobody = replace(target, key=address.wire, address=address, fragments=(), validators=None)
    seen = await look_once(nobody, context, profile_of(context, target), verify=observation.tls is None)
    if seen.status is None:
        return Sibling(status=None, final_url=None)
    title = seen.page.title if seen.page else ""
    same = is_alike(observation.page, seen.page, suspect, address)
    sibling = Sibling(seen.status, seen.final_url, title, same_body=same)
    if (same and not observation.redirects) or not _ABOUT_THE_SITE.isdisjoint(observation.traits):
        return await _beside_the_front(sibling, seen.page, target, observation, context)
    return sibling


async def _beside_the_front(
    sibling: Sibling, unknown: Page | None, target: Target, observation: Observation, context: Context
) -> Sibling:
    """See whether the front page says what a page does, and what it is called: then it is the whole site's."""
    address = replace(target.address, path="/", query=None, fragment=None)
    front = replace(target, key=address.wire, address=address, fragments=(), validators=None)
    seen = await look_once(front, context, profile_of(context, target), verify=observation.tls is None)
    if seen.page is None or observation.page is None:
        return replace(sibling, same_front=None)
    compared = beside_front(observation.page, seen.page, unknown, target.address)
    return replace(
        sibling,
        same_front=not observation.redirects and compared.is_alike,
        beyond_front=compared.beyond_front,
        own_words=compared.own_words,
        front=f"{seen.page.title} {seen.page.heading}".strip(),
    )


def beside(address: Address) -> Address:
    """Return the address that cannot exist: always the same for one address, in the same folder, of the same form.

    What names the item is replaced in kind, a number by a number: a site that routes ``/thread-88123-1-1.html`` to its
    forum has another page for what is no thread's address.
    """
    digest = hashlib.sha256(address.wire.encode()).hexdigest()
    name, number = f"x{digest[:15]}", str(_FIRST_NUMBER + int(digest[:12], 16) % _NUMBERS)
    folder, slash, last = address.path.rpartition("/")
    if address.query and _PROGRAM.search(address.path) and (items := [*_ITEM.finditer(address.query)]):
        start, end = items[-1].span("value")
        return replace(address, query=f"{address.query[:start]}{number}{address.query[end:]}", fragment=None)
    if item := _NUMBERED.fullmatch(last):
        path = f"{folder}{slash}{item['before']}{number}{item['after']}"
        return replace(address, path=path, query=None, fragment=None)
    if last:
        ending = _SUFFIX.search(last)
        path = f"{folder}{slash}{name}{ending[0] if ending else ''}"
        return replace(address, path=path, query=None, fragment=None)
    if folder:
        return replace(address, path=f"{folder.rpartition('/')[0]}/{name}/", query=None, fragment=None)
    if address.query:
        return replace(address, query=f"{address.query.rpartition('=')[0]}={name}".lstrip("="), fragment=None)
    return replace(address, path=f"/{name}", fragment=None)
