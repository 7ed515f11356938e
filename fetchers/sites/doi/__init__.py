"""DOIs: resolved by their registry, described by the agency that registered them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import quote, unquote

from fetchers.addresses.address import Address, AddressError, join, parse
from fetchers.addresses.hosts import is_below
from fetchers.api_answers import absent, data_of, known, present, troubled
from fetchers.codes import Code, Note
from fetchers.context import Context
from fetchers.facts import Availability, Metadata, Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.json_values import at, items, text
from fetchers.net import ApiRequest, Profile
from fetchers.site import ANY, ServiceSite
from fetchers.sites.doi.csl import MEDIA_TYPE, container_of, is_published, metadata_of, notes_of, published_forms

_DOI: Final = r"(?P<doi>10\.\d{4,9}(?:/|%2[Ff])[^?]+?)"
_ATYPON: Final = (
    "dl.acm.org", "onlinelibrary.wiley.com", "tandfonline.com", "journals.sagepub.com", "pubs.acs.org", "science.org",
    "science.sciencemag.org", "pnas.org", "royalsocietypublishing.org", "annualreviews.org", "journals.asm.org",
    "worldscientific.com", "pubsonline.informs.org", "epubs.siam.org", "ascelibrary.org", "liebertpub.com",
    "emerald.com", "ahajournals.org", "ascopubs.org", "pubs.aip.org",
)  # fmt: skip
"""Publishers on one platform, whose addresses are ``/doi/VIEW/DOI``."""
_ATYPON_HOST: Final = rf"(?:[\w-]+\.)?(?:{'|'.join(map(re.escape, _ATYPON))})"
_VIEW: Final = r"(?:abs|full|fullHtml|pdf|epdf|pdfdirect|epub|book|proceedings|full/html)"
_NATURE: Final = r"(?P<nature>s\d{5}-\d{3}-\d{4,5}-\w|nature\d{5}|srep\d{5}|ncomms\d{4,5}|sdata\d+)"
_PUBLISHERS: Final = (
    (rf"{_ATYPON_HOST}/doi/(?:{_VIEW}/)?{_DOI}/?", "https://dl.acm.org/doi/abs/10.1145/3292500.3330701"),
    (rf"link\.springer\.com/(?:article|chapter|book|referenceworkentry)/{_DOI}(?:\.pdf)?/?",
     "https://link.springer.com/article/10.1007/s11263-015-0816-y"),
    (rf"link\.springer\.com/content/pdf/{_DOI}(?:\.pdf)?",
     "https://link.springer.com/content/pdf/10.1007/s11263-015-0816-y.pdf"),
    (rf"(?:www\.)?nature\.com/articles/{_NATURE}(?:\.pdf)?/?", "https://www.nature.com/articles/s41586-021-03819-2"),
    (rf"(?:www\.)?frontiersin\.org/(?:journals/[\w-]+/)?articles/{_DOI}(?:/(?:full|abstract|pdf))?/?",
     "https://www.frontiersin.org/articles/10.3389/fnins.2018.00774/full"),
    (r"(?:www\.)?(?:bio|med)rxiv\.org/content/(?P<rxiv>10\.\d{4,9}/[\d.]+?)(?:v\d+)?(?:\.[a-z][\w.-]*)?/?",
     "https://www.biorxiv.org/content/10.1101/2021.10.04.463034v2"),
    (rf"iopscience\.iop\.org/article/{_DOI}(?:/(?:meta|pdf))?/?",
     "https://iopscience.iop.org/article/10.1088/1742-6596/1168/2/022022"),
    (rf"journals\.aps\.org/\w+/(?:abstract|pdf)/{_DOI}/?",
     "https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.116.061102"),
    (r"(?:www\.)?zenodo\.org/(?:record|records)/(?P<zenodo>\d+)/?", "https://zenodo.org/records/3242074"),
    (rf"(?:www\.)?zenodo\.org/(?:doi|badge/DOI)/{_DOI}(?:\.svg)?/?", "https://zenodo.org/doi/10.5281/zenodo.3242074"),
)  # fmt: skip
"""(pattern of host and path, example): publishers whose addresses tell the DOI of what they publish."""
_PLOS: Final = r"journals\.plos\.org/\w+/article(?:/\w+)?\?(?:.*&)?id=(?P<plos>10\.\d{4,9}/[^&]+)(?:&.*)?"

MADE: Final = {"nature": "10.1038/{}", "zenodo": "10.5281/zenodo.{}", "plos": "{}", "rxiv": "{}"}
"""How a DOI is made of a part that is not one."""
HOSTS: Final = (
    "doi.org", "doi.acm.org", "link.springer.com", "nature.com", "frontiersin.org", "biorxiv.org", "medrxiv.org",
    "iopscience.iop.org", "journals.aps.org", "zenodo.org", "journals.plos.org", *_ATYPON,
)  # fmt: skip


def _publisher(pattern: str, example: str) -> UrlPattern:
    return UrlPattern(kind="publisher", pattern=pattern, key="doi:{doi}", what="paper", example=example)


FORMS: Final = (
    UrlPattern(kind="doi", pattern=rf"(?:(?:dx|www)\.)?doi\.org/{_DOI}/?{ANY}", key="doi:{doi}", what="paper",
         example="https://doi.org/10.1038/s41586-021-03819-2"),
    UrlPattern(kind="doi", pattern=rf"doi\.acm\.org/{_DOI}/?{ANY}", key="doi:{doi}", what="paper",
         better="https://doi.org/{doi}", example="http://doi.acm.org/10.1145/3292500.3330701"),
    *(_publisher(pattern + ANY, example) for pattern, example in _PUBLISHERS),
    _publisher(_PLOS, "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0123456"),
)  # fmt: skip


_VIEWS: Final = re.compile(r"/(?:abstract|full|pdf|meta|summary)\Z")
"""What publishers put behind a DOI; a DOI itself may end in anything, a bracket or a full stop."""
_MOST_HOPS: Final = 3
_AGENCIES: Final = (
    "crossref.org", "datacite.org", "crosscite.org", "doi.org", "japanlinkcenter.org", "medra.org", "istic.ac.cn",
    "airiti.com", "kisti.re.kr", "publications.europa.eu",
)  # fmt: skip
"""https://www.doi.org/the-community/existing-registration-agencies/"""


class Doi(ServiceSite):
    """doi.org, and publishers' addresses that tell a DOI."""

    name = "doi"
    hosts = HOSTS
    forms = FORMS
    guide = Guide(
        title="DOI",
        brings="title, authors, date and venue from the registration agency (Crossref, DataCite, …) by content "
        "negotiation; whether it was retracted, and where a preprint was published; publishers' pages that tell a DOI "
        "are one with it",
        limits="the registry first, then the agency: two or three small requests a DOI, two more for a preprint that "
        "was published",
        refusal="a publisher that refuses robots says nothing about a paper whose DOI resolves; gone is a DOI that "
        "the registry does not know (404, response code 100)",
    )

    def target(self, address: Address, form: UrlPattern, parts: Mapping[str, str]) -> Target | None:
        """Make the target. DOIs are case-insensitive (DOI Handbook §3.4)."""
        written = parts.get("doi") or next(form.format(parts[name]) for name, form in MADE.items() if name in parts)
        doi = unquote(written if form.kind == "doi" else _VIEWS.sub("", written)).strip()
        if not doi.partition("/")[2] or not doi.isprintable():
            return None
        target = super().target(address, form, {"doi": doi})
        return replace(target, key=f"doi:{doi.lower()}") if target else None

    async def consult(self, target: Target, context: Context) -> Observation | None:
        """Ask the registry; for a publisher's address only where its own page refuses robots."""
        if target.kind == "publisher":
            return await self._at_publisher(target, context)
        return await self._registered(target, context)

    async def _at_publisher(self, target: Target, context: Context) -> Observation:
        seen = await self.look(target, context)
        if seen.status in (404, 410) or (seen.status == 200 and seen.metadata and not _is_refused(seen)):
            return seen
        registered = await self._registered(target, context)
        if registered.answer is None or registered.answer.standing is not Availability.PRESENT:
            return seen
        # Who refuses robots, or is slow today, does not unpublish what the registry has on record.
        return replace(registered, notes=(*registered.notes, Note.PUBLISHER_REFUSES.code))

    async def _registered(self, target: Target, context: Context) -> Observation:
        doi = target.parts["doi"]
        base = context.access.doi.rstrip("/")
        reply = await context.net.call(ApiRequest(url=f"{base}/api/handles/{quote(doi, safe='/()')}"))
        code = data_of(reply).get("responseCode")
        if code == 100 and reply.status in (200, 404):
            return known(target, absent(self.name, "The registry knows no such DOI"))
        if not reply.ok or code not in (1, 200):
            return troubled(target, reply, self.name, "The DOI registry")
        nowhere = () if _leads_somewhere(data_of(reply)) else (Note.DOI_LEADS_NOWHERE.code,)
        facts = await self._described(doi, base, context)
        metadata, notes = await self._with_published_form(metadata_of(facts, doi), facts, base, context)
        return known(target, present(self.name), metadata, notes=(*nowhere, *notes_of(facts, doi), *notes))

    async def _with_published_form(
        self, metadata: Metadata | None, facts: Mapping[str, Any], base: str, context: Context
    ) -> tuple[Metadata | None, tuple[Code, ...]]:
        """Of a preprint that its server says was published, ask where: one or two questions more, for these alone."""
        for doi in published_forms(facts) if metadata is not None else ():
            form = await self._described(doi, base, context)
            if metadata is not None and is_published(form):
                metadata = replace(metadata, venue=container_of(form), published_as=doi)
                return metadata, (Note.PUBLISHED.code, *notes_of(form, doi))
        return metadata, ()

    async def _described(self, doi: str, base: str, context: Context) -> Mapping[str, Any]:
        """Ask the agency what the DOI names; that it does not say is no fault of the link."""
        url = f"{base}/{quote(doi, safe='/()')}"
        for _ in range(_MOST_HOPS):
            reply = await context.net.call(ApiRequest(url=url, headers={"Accept": MEDIA_TYPE}, profile=Profile.API))
            if reply.ok:
                return data_of(reply)
            if not 300 <= (reply.status or 0) < 400:
                break
            url = _next_hop(reply.url, reply.headers.get("location", ""), base)
            if not url:
                break
        return {}


def _next_hop(url: str, location: str, base: str) -> str:
    """Return where the registry sends us if it is to an agency: the publisher's page is not asked on this way."""
    try:
        place = join(parse(url), location) if location else None
        own = parse(base).host
    except AddressError:
        return ""
    return place.wire if place and (place.host == own or is_below(place.host, _AGENCIES)) else ""


def _leads_somewhere(handle: Mapping[str, object]) -> bool:
    values = items(handle.get("values"))
    return any(text(at(value, "type")) in ("URL", "10320/loc", "HS_ADMIN_URL") for value in values)


def _is_refused(seen: Observation) -> bool:
    return any(trait.startswith(("challenge", "login", "blocked")) for trait in seen.traits)


DOI: Final = Doi()
