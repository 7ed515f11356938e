"""arXiv: a hundred papers in one question to its query API."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from fetchers.addresses.address import Address, identity
from fetchers.codes import Note
from fetchers.facts import Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.site import Site
from fetchers.sites.arxiv.ids import ArxivId, parse_id

if TYPE_CHECKING:
    from fetchers.context import Context

BAD_ID: Final = "bad-id"
"""The kind of a target whose address is of a paper's form, with an identifier that arXiv cannot have given."""

_LIVE = r"(?:(?:www|export|browse|beta)\.)?arxiv\.org"
# The mirrors were shut down on 2024-09-15 (info.arxiv.org); a few names still resolve, none is to be relied on.
_MIRROR = r"(?:(?:xxx|cn|de|es|in|fr|jp|kr|uk|au|br|il|ru|tw|za|aps|lanl|de3|itp)\.arxiv\.org|(?:xxx|arxiv)\.lanl\.gov)"
_VIEW = r"/(?:abs|pdf|html|format|ps|dvi|src|e-print|tb|trackback|refs|cits)/"
_QUERY = r"(?:\?.*)?"
_ID = r"(?P<id>[^?]+?)"
_NEW_ID = r"(?P<id>(?:arxiv:)?[^/?]+)"


def _form(kind: str, pattern: str, example: str) -> UrlPattern:
    """Paths and identifiers are the same in either case, as arXiv itself takes them."""
    return UrlPattern(kind, f"(?i){pattern}", example)


FORMS: Final = (
    _form("ancillary", rf"{_LIVE}/src/(?P<id>[^?]+)/anc/?{_QUERY}", "https://arxiv.org/src/2106.09685/anc"),
    _form("paper", rf"{_LIVE}{_VIEW}{_ID}/?{_QUERY}", "https://arxiv.org/abs/2106.09685v2"),
    _form("mirror", rf"{_MIRROR}{_VIEW}{_ID}/?{_QUERY}", "http://xxx.lanl.gov/abs/hep-th/9711200"),
    _form("ftp", rf"(?:{_LIVE}|{_MIRROR})/ftp/(?:arxiv|[a-z-]+)/papers/\d{{4}}/{_ID}{_QUERY}",
         "https://arxiv.org/ftp/arxiv/papers/1106/1106.0001.pdf"),
    _form("doi", rf"(?:dx\.|www\.)?doi\.org/10\.48550/arxiv\.{_ID}/?{_QUERY}",
         "https://doi.org/10.48550/arXiv.2106.09685"),
    _form("alphaxiv", rf"(?:www\.)?alphaxiv\.org/(?:abs|pdf|overview)/{_ID}/?{_QUERY}",
         "https://www.alphaxiv.org/abs/2106.09685"),
    _form("ar5iv", rf"ar5iv(?:\.labs\.arxiv)?\.org/(?:abs|html|pdf)/{_ID}/?{_QUERY}",
         "https://ar5iv.labs.arxiv.org/html/2106.09685"),
    _form("huggingface-papers", rf"(?:www\.)?huggingface\.co/papers/{_NEW_ID}/?{_QUERY}",
         "https://huggingface.co/papers/2106.09685"),
    _form("arxiv-vanity", rf"(?:www\.)?arxiv-vanity\.com/papers/{_ID}/?{_QUERY}",
         "https://www.arxiv-vanity.com/papers/2106.09685/"),
    _form("scirate", rf"(?:www\.)?scirate\.com/arxiv/{_ID}/?{_QUERY}", "https://scirate.com/arxiv/2106.09685"),
    _form("papers-cool", rf"(?:www\.)?papers\.cool/arxiv/{_ID}/?{_QUERY}", "https://papers.cool/arxiv/2106.09685"),
    _form("semantic-scholar", rf"(?:www\.)?semanticscholar\.org/arxiv/{_ID}/?{_QUERY}",
         "https://www.semanticscholar.org/arxiv/2106.09685"),
    _form("semantic-scholar-api",
         rf"api\.semanticscholar\.org/(?:graph/v1/paper/)?(?P<id>arxiv:[^?]+?)/?{_QUERY}",
         "https://api.semanticscholar.org/arXiv:2106.09685"),
)  # fmt: skip
"""URL forms in the order in which they are tried. Of old identifiers the path has one segment more."""
HOSTS: Final = (
    "arxiv.org", "xxx.lanl.gov", "arxiv.lanl.gov", "doi.org", "alphaxiv.org", "ar5iv.org", "huggingface.co",
    "arxiv-vanity.com", "scirate.com", "papers.cool", "semanticscholar.org",
)  # fmt: skip

_OWN_HOST: Final = frozenset({"paper", "mirror", "ancillary", "ftp"})
_DEAD: Final = frozenset({"mirror", "ftp"})
_FAITHFUL: Final = frozenset({"paper", "ancillary", "doi"})
"""Forms that need no suggestion: arXiv's own, and the DOI that is registered for the paper."""


def target_of(address: Address, kind: str, written: str) -> Target | None:
    """Return the target of an address of a form, of the identifier as it is written there; None for another page."""
    found = parse_id(written)
    if found is not None:
        return _target(address, kind, found)
    if _has_paper_in_front(written):
        return None  # /html/ID/x1.png: the paper proves nothing of it, only the page itself does.
    # A wrapper's address may mean something else entirely; arXiv's own forms mean a paper or nothing.
    if kind not in _OWN_HOST | {"doi"}:
        return None
    return Target(fetcher="arxiv", kind=BAD_ID, key=identity(address), address=address.stripped())


def abs_url(paper: ArxivId) -> str:
    """Return the address of a paper's abstract page."""
    return f"https://arxiv.org/abs/{paper}"


def _has_paper_in_front(text: str) -> bool:
    segments = text.split("/")
    return any(parse_id("/".join(segments[:count])) for count in (1, 2) if count < len(segments))


def _target(address: Address, kind: str, found: ArxivId) -> Target:
    parts: Mapping[str, str] = {"id": found.paper}
    if found.version:
        parts = {**parts, "version": f"v{found.version}"}
    return Target(
        fetcher="arxiv",
        kind=kind,
        key=f"arxiv:{found.paper}",
        address=address.stripped(),
        parts=parts,
        canonical=None if kind in _FAITHFUL else abs_url(found),
        notes=(Note.DEAD_MIRROR.code,) if kind in _DEAD else (),
    )


_BATCH: Final = 10_000
"""Targets of one call: usually a whole run's, so that every query is full (``fetchers.sites.arxiv.search``)."""


class ArxivFetcher(Site):
    """arXiv papers, in batches, from the query API."""

    name = "arxiv"
    batch = _BATCH
    hosts = HOSTS
    forms = FORMS
    guide = Guide(
        title="arXiv",
        brings="title, authors, dates of the first and the latest version, categories, the address of the code; of a"
        " published paper DOI and venue, by journal reference or the authors' comment; withdrawn papers are noted, dead"
        " mirrors and readers built on arXiv lead back to the abstract page",
        limits="one connection, one question in 3 seconds, 100 papers a question; what a batch leaves out is asked for"
        " again before it is believed",
        refusal="429 and 503 mean come back later; 403 means that robots are denied from here: the run stops asking",
    )

    def target(self, address: Address, form: UrlPattern, parts: Mapping[str, str]) -> Target | None:
        """Return the paper an address means, in any of the forms."""
        return target_of(address, form.kind, parts["id"])

    def observe(self, targets: Sequence[Target], context: Context) -> AsyncIterator[tuple[Target, Observation]]:
        """Ask for papers by the hundred; identifiers that arXiv cannot have given are answered without asking."""
        from fetchers.sites.arxiv.batch_query import ask  # noqa: PLC0415 - start-up time

        return ask(targets, context)


ARXIV: Final = ArxivFetcher()
