"""An address beside a suspected one that cannot exist: how the server treats it tells a soft 404 (WWW 2004)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from fetchers.addresses.address import Address
from fetchers.context import Context
from fetchers.facts import Observation, Sibling, Target
from fetchers.pages.looking import look_once, profile_of

_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}\Z")
_SPACES = re.compile(r"\s+")


async def probe_sibling(target: Target, observation: Observation, context: Context) -> Sibling:
    """See ``fetchers.pages.probe_sibling``."""
    suspect = target.address
    sibling = beside(suspect)
    nobody = replace(target, key=sibling.wire, address=sibling, fragments=(), validators=None)
    seen = await look_once(nobody, context, profile_of(context, target), verify=observation.tls is None)
    if seen.status is None:
        return Sibling(status=None, final_url=None)
    title, text = (seen.page.title, seen.page.text) if seen.page else ("", "")
    before = observation.page.text if observation.page else ""
    same = _without_address(text, sibling) == _without_address(before, suspect)
    return Sibling(seen.status, seen.final_url, title, same_body=same and bool(text or before))


def beside(address: Address) -> Address:
    """Return the address that cannot exist: always the same for one address, in the same folder, of the same form."""
    name = "x" + hashlib.sha256(address.wire.encode()).hexdigest()[:15]
    folder, slash, last = address.path.rpartition("/")
    if last:
        ending = _SUFFIX.search(last)
        path = f"{folder}{slash}{name}{ending[0] if ending else ''}"
        return replace(address, path=path, query=None, fragment=None)
    if folder:
        return replace(address, path=f"{folder.rpartition('/')[0]}/{name}/", query=None, fragment=None)
    if address.query:
        return replace(address, query=f"{address.query.rpartition('=')[0]}={name}".lstrip("="), fragment=None)
    return replace(address, path=f"/{name}", fragment=None)


def _without_address(text: str, address: Address) -> str:
    """Return a text without the address it may repeat ("/x was not found on this server")."""
    spellings = (address.wire, address.target, address.path, address.path.rstrip("/").rpartition("/")[2])
    for spelling in spellings:
        if len(spelling) > 2:
            text = text.replace(spelling, "")
    return _SPACES.sub(" ", text).strip()
