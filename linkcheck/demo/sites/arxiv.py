"""A small arXiv: the query API's Atom feeds, and the pages of papers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from linkcheck.demo.exchange import ServedRequest, ServedResponse
from linkcheck.demo.responses import meta, page, pdf, redirect
from linkcheck.demo.web import SmallWeb

_ATOM: Final = "application/atom+xml; charset=utf-8"
_NOW: Final = "2026-11-23T00:00:00Z"
# The API looks for an id anywhere in what it is given: "arXiv:2106.09685" passes this test, and matches no paper.
_ACCEPTED: Final = re.compile(r"\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-zA-Z-]{2,})?/\d{7}")
_ID: Final = re.compile(r"(?P<paper>\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v(?P<version>[1-9]\d*))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPaper:
    """A paper. ``versions`` are the dates of v1, v2, …; ``comment`` says so where the last one withdraws it."""

    id: str
    title: str
    authors: tuple[str, ...]
    versions: tuple[str, ...]
    category: str = "cs.LG"
    comment: str | None = None
    doi: str | None = None
    journal: str | None = None

    @property
    def is_withdrawn(self) -> bool:
        """Whether its last version is a withdrawal."""
        return "withdrawn" in (self.comment or "").lower()


class DemoArxiv:
    """The service. ``failures`` are answered before anything else, one a request: 429, 503, an empty feed."""

    def __init__(self, papers: Iterable[DemoPaper]) -> None:
        self.papers: Mapping[str, DemoPaper] = {paper.id: paper for paper in papers}
        self.failures: list[ServedResponse] = []

    def serve(self, web: SmallWeb) -> DemoArxiv:
        """Answer for export.arxiv.org and arxiv.org, and return the service."""
        api = web.site("export.arxiv.org").handle("/api/query", self.query)
        api.handle("/api/query", self.query, method="POST").otherwise(self.paper_page)
        web.site("arxiv.org").otherwise(self.paper_page)
        web.site("www.arxiv.org").otherwise(lambda request: redirect(f"https://arxiv.org{request.target}"))
        return self

    def query(self, request: ServedRequest) -> ServedResponse:
        """Answer one question to the API."""
        if self.failures:
            return self.failures.pop(0)
        asked = request.query
        ids = [given for given in asked.get("id_list", "").split(",") if given]
        malformed = next((given for given in ids if not _ACCEPTED.search(given)), None)
        if malformed is not None:
            return ServedResponse(status=400, body=_error(malformed), headers={"Content-Type": _ATOM})
        start, limit = int(asked.get("start", "0")), int(asked.get("max_results", "10"))
        found = self._find(ids)
        body = _feed(found, start, limit, ids)
        return ServedResponse(body=body, headers={"Content-Type": _ATOM})

    def paper_page(self, request: ServedRequest) -> ServedResponse:
        """Answer one address of arxiv.org."""
        view, _, rest = request.path.strip("/").partition("/")
        if view == "pdf" and rest.endswith(".pdf"):
            return redirect(f"/pdf/{rest.removesuffix('.pdf')}")
        found = self._find([rest])
        if view not in ("abs", "pdf", "html") or not found:
            return page("Not found | arXiv e-print repository", f"Article {rest} does not exist.", status=404)
        paper, version = found[0]
        if view == "abs":
            return _abstract(paper, version)
        if paper.is_withdrawn and version == len(paper.versions):
            return page(f"{rest} was withdrawn", "This version has been withdrawn and is not available.", status=404)
        return page(paper.title) if view == "html" else pdf(paper.title, ", ".join(paper.authors))

    def _find(self, ids: Sequence[str]) -> list[tuple[DemoPaper, int]]:
        """Return each paper and version that matches, once, in an order of the service's own."""
        found: set[tuple[str, int]] = set()
        for given in ids:
            match = _ID.fullmatch(given)
            paper = self.papers.get(match["paper"]) if match else None
            if match and paper:
                version = int(match["version"] or len(paper.versions))
                if version <= len(paper.versions):
                    found.add((paper.id, version))
        return [(self.papers[paper], version) for paper, version in sorted(found, reverse=True)]


def _abstract(paper: DemoPaper, version: int) -> ServedResponse:
    head = meta(
        citation_title=paper.title,
        citation_date=paper.versions[0][:10].replace("-", "/"),
        citation_online_date=paper.versions[version - 1][:10].replace("-", "/"),
        citation_arxiv_id=paper.id,
        citation_pdf_url=f"https://arxiv.org/pdf/{paper.id}",
    )
    head += "".join(meta(citation_author=author) for author in paper.authors)
    title = f"[{paper.id}{f'v{version}' if version < len(paper.versions) else ''}] {paper.title}"
    return page(title, paper.comment or "", head=head)


def _feed(found: Sequence[tuple[DemoPaper, int]], start: int, limit: int, ids: Sequence[str]) -> str:
    entries = "".join(_entry(paper, version) for paper, version in found[start : start + limit])
    counts = {"itemsPerPage": limit, "totalResults": len(found), "startIndex": start}
    numbers = "".join(f"<opensearch:{name}>{value}</opensearch:{name}>" for name, value in counts.items())
    title = f"arXiv Query: search_query=&id_list={','.join(ids)}&start={start}&max_results={limit}"
    return _wrap("https://arxiv.org/api/sample", title, numbers + entries)


def _error(given: str) -> str:
    place = f"https://arxiv.org/api/errors#incorrect_id_format_for_{given}"
    entry = (
        f"<entry><id>{escape(place)}</id><title>Error</title><updated>{_NOW}</updated>"
        f"<summary>incorrect id format for {escape(given)}</summary><author><name>arXiv api core</name></author>"
        "</entry>"
    )
    numbers = "<opensearch:itemsPerPage>1</opensearch:itemsPerPage><opensearch:totalResults>1</opensearch:totalResults>"
    return _wrap("https://arxiv.org/", "arXiv Search Results", numbers + entry)


def _wrap(identity: str, title: str, inside: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom"'
        ' xmlns="http://www.w3.org/2005/Atom">'
        f"<id>{escape(identity)}</id><title>{escape(title)}</title><updated>{_NOW}</updated>{inside}</feed>\n"
    )


def _entry(paper: DemoPaper, version: int) -> str:
    name = f"{paper.id}v{version}"
    optional = {"comment": paper.comment, "journal_ref": paper.journal, "doi": paper.doi}
    return (
        f"<entry><id>http://arxiv.org/abs/{name}</id><title>{escape(paper.title)}</title>"
        f"<updated>{paper.versions[version - 1]}</updated><published>{paper.versions[0]}</published>"
        f'<link href="https://arxiv.org/abs/{name}" rel="alternate" type="text/html"/>'
        f'<link href="https://arxiv.org/pdf/{name}" rel="related" type="application/pdf" title="pdf"/>'
        "<summary>A sample; the paper's own abstract is on arXiv.</summary>"
        + "".join(f"<author><name>{escape(author)}</name></author>" for author in paper.authors)
        + f'<category term="{paper.category}" scheme="http://arxiv.org/schemas/atom"/>'
        f'<arxiv:primary_category term="{paper.category}"/>'
        + "".join(f"<arxiv:{tag}>{escape(text)}</arxiv:{tag}>" for tag, text in optional.items() if text)
        + "</entry>"
    )


EMPTY_FEED: Final = ServedResponse(body=_feed((), 0, 10, ()), headers={"Content-Type": _ATOM})
"""What the API gives now and then for no reason: 200 and no entry."""
RATE_EXCEEDED: Final = ServedResponse(status=429, body="Rate exceeded.", headers={"Content-Type": "text/plain"})
