"""Addresses that tell a DOI: the registry's own, and those of publishers. Pure."""

from __future__ import annotations

import re
from typing import Final

from fetchers.fetcher import UrlPattern
from fetchers.site import ANY

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
