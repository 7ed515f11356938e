"""ACL Anthology: the page of a paper, with its citation tags; PDFs and the old addresses lead to it."""

from __future__ import annotations

from typing import Final

from fetchers.fetcher import Guide, UrlPattern
from fetchers.site import END, Site

_HOST: Final = r"(?:www\.)?aclanthology\.(?:org|info)"
_OLD: Final = r"(?:(?:www\.)?aclweb\.org/anthology(?:-new)?|aclanthology\.coli\.uni-saarland\.de)"
# P17-1001, and from 2020 on 2020.acl-main.447 (https://aclanthology.org/info/ids/).
_ID: Final = r"(?P<id>[A-Z]\d{2}-\d{4}|\d{4}\.[a-z0-9]+-[a-z0-9]+\.\d+)"
_FILE: Final = r"(?:v\d+)?(?:\.pdf|\.bib|\.xml)?"
_PAGE: Final = "https://aclanthology.org/{id}/"


class AclAnthology(Site):
    """Papers by their identifier; volumes and events as pages."""

    name = "aclanthology"
    title = "ACL Anthology"
    hosts = ("aclanthology.org", "aclanthology.info", "aclweb.org", "aclanthology.coli.uni-saarland.de")
    forms = (
        UrlPattern(kind="paper", pattern=rf"{_HOST}/(?:papers/)?{_ID}{_FILE}{END}", key="acl:{id}", page=_PAGE,
            example="https://aclanthology.org/2020.acl-main.447.pdf"),
        UrlPattern(kind="paper", pattern=rf"{_OLD}/(?:papers/)?(?:[A-Z]/[A-Z]\d{{2}}/)?{_ID}{_FILE}{END}",
            key="acl:{id}",
            page=_PAGE, better=_PAGE, example="https://www.aclweb.org/anthology/P17-1001.pdf"),
        UrlPattern(kind="volume", pattern=rf"{_HOST}/(?:volumes|events|venues|people)/[^?]+(?:\?.*)?", what="page",
            example="https://aclanthology.org/events/acl-2020/"),
    )  # fmt: skip
    guide = Guide(
        title="ACL Anthology",
        brings="title, authors, year, venue and DOI, from the citation tags of the paper's page",
        limits="one page a paper; PDF and page are one, the old addresses on aclweb.org lead to it",
        refusal="as for any other page",
    )


ACLANTHOLOGY: Final = AclAnthology()
