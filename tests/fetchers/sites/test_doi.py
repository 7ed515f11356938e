"""DOIs: every spelling, the registry's word, the agency's description, publishers that refuse robots."""

from __future__ import annotations

import base64
import gzip
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers import registry
from fetchers.addresses.address import parse
from fetchers.facts import Availability, Metadata
from fetchers.sites.doi import DOI
from fetchers.sites.doi.csl import is_published, metadata_of, notes_of, published_forms, stated_date
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import data, page
from tests.fetchers.sites.claims import (
    ODD_BODIES,
    ask,
    asking,
    check_claimed,
    check_not_claimed,
    claim,
    recorded,
    standing,
)

NATURE = "10.1038/s41586-021-03819-2"
URL = f"https://doi.org/{NATURE}"


@pytest.mark.parametrize(
    ("url", "kind", "key"),
    [
        (URL, "doi", f"doi:{NATURE}"),
        ("http://dx.doi.org/10.1038/S41586-021-03819-2", "doi", f"doi:{NATURE}"),
        ("https://www.doi.org/10.1145%2F3292500.3330701", "doi", "doi:10.1145/3292500.3330701"),
        ("https://doi.org/10.1002/(SICI)1097-0258(19980815/30)17:15", "doi",
         "doi:10.1002/(sici)1097-0258(19980815/30)17:15"),
        ("https://doi.org/10.1016/0022-2836(70)90057-(4)/", "doi", "doi:10.1016/0022-2836(70)90057-(4)"),
        ("https://doi.org/10.1145/3292500.3330701.", "doi", "doi:10.1145/3292500.3330701."),
        ("http://doi.acm.org/10.1145/3292500.3330701", "doi", "doi:10.1145/3292500.3330701"),
        ("https://dl.acm.org/doi/10.1145/3292500.3330701", "publisher", "doi:10.1145/3292500.3330701"),
        ("https://dl.acm.org/doi/pdf/10.1145/3292500.3330701?download=true", "publisher",
         "doi:10.1145/3292500.3330701"),
        ("https://onlinelibrary.wiley.com/doi/full/10.1002/adma.202000001", "publisher",
         "doi:10.1002/adma.202000001"),
        ("https://besjournals.onlinelibrary.wiley.com/doi/10.1111/1365-2656.13000", "publisher",
         "doi:10.1111/1365-2656.13000"),
        ("https://www.science.org/doi/10.1126/science.169.3946.635", "publisher", "doi:10.1126/science.169.3946.635"),
        ("https://link.springer.com/article/10.1007/s11263-015-0816-y", "publisher", "doi:10.1007/s11263-015-0816-y"),
        ("https://link.springer.com/content/pdf/10.1007/s11263-015-0816-y.pdf", "publisher",
         "doi:10.1007/s11263-015-0816-y"),
        ("https://www.nature.com/articles/s41586-021-03819-2.pdf", "publisher", f"doi:{NATURE}"),
        ("https://www.nature.com/articles/nature14539", "publisher", "doi:10.1038/nature14539"),
        ("https://www.frontiersin.org/articles/10.3389/fnins.2018.00774/full", "publisher",
         "doi:10.3389/fnins.2018.00774"),
        ("https://www.biorxiv.org/content/10.1101/2021.10.04.463034v2.full.pdf", "publisher",
         "doi:10.1101/2021.10.04.463034"),
        ("https://iopscience.iop.org/article/10.1088/1742-6596/1168/2/022022/pdf", "publisher",
         "doi:10.1088/1742-6596/1168/2/022022"),
        ("https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0123456", "publisher",
         "doi:10.1371/journal.pone.0123456"),
        ("https://zenodo.org/record/3242074", "publisher", "doi:10.5281/zenodo.3242074"),
    ],
)  # fmt: skip
def test_forms(url: str, kind: str, key: str) -> None:
    check_claimed(DOI, url, kind, key)


@pytest.mark.parametrize(
    "url",
    [
        "https://doi.org/",
        "https://doi.org/10.1038",
        "https://doi.org/10.1038/",
        "https://doi.org/11.1038/x",
        "https://doi.org/the-identifier/what-is-a-doi/",
        "https://www.nature.com/articles/",
        "https://www.nature.com/nature/volumes/596",
        "https://example.com/doi/10.1145/3292500.3330701",
        "https://doi.org.example.com/10.1038/x",
        "https://zenodo.org/communities/x",
    ],
)
def test_near_misses(url: str) -> None:
    check_not_claimed(DOI, url)


def test_arxivs_dois_are_arxivs() -> None:
    assert registry.find(parse("https://doi.org/10.48550/arXiv.2106.09685")).fetcher == "arxiv"


def test_the_old_resolver_of_acm_leads_to_the_registry() -> None:
    assert claim(DOI, "http://doi.acm.org/10.1145/1.2").canonical == "https://doi.org/10.1145/1.2"


HANDLE = {"responseCode": 1, "handle": NATURE, "values": [{"index": 1, "type": "URL", "data": {"value": "https://x"}}]}
CSL = {
    "type": "article-journal",
    "title": "Highly accurate protein structure prediction with <i>AlphaFold</i>",
    "author": [{"given": "John", "family": "Jumper"}, {"literal": "DeepMind"}, {"name": "Team"}, {"given": 7}, 7],
    "issued": {"date-parts": [[2021, 7, 15]]},
    "container-title": "Nature",
    "DOI": NATURE,
}


def registry_knows(web: SmallWeb, handle: object = HANDLE, csl: object = CSL) -> None:
    site = web.site("doi.org").answer(f"/api/handles/{NATURE}", data(handle))
    site.redirect(f"/{NATURE}", "https://data.crossref.org/10.1038%2Fs41586-021-03819-2", 302)
    answer = csl if isinstance(csl, ServedResponse) else data(csl)
    web.site("data.crossref.org").answer("/10.1038%2Fs41586-021-03819-2", answer)


async def test_a_doi(web: SmallWeb) -> None:
    registry_knows(web)
    async with asking(web) as context:
        seen = await ask(DOI, URL, context)
    assert standing(seen) == (Availability.PRESENT, "doi-present")
    facts = seen.metadata
    assert facts is not None
    assert facts.title == "Highly accurate protein structure prediction with AlphaFold"
    assert facts.authors == ("John Jumper", "DeepMind", "Team")
    assert (facts.kind, facts.published, facts.venue, facts.doi) == ("paper", "2021-07-15", "Nature", NATURE)
    assert web.asked("data.crossref.org")[0].headers["accept"] == "application/vnd.citationstyles.csl+json"


@pytest.mark.parametrize("status", [404, 200])
async def test_what_the_registry_does_not_know_is_gone(web: SmallWeb, status: int) -> None:
    web.site("doi.org").answer(f"/api/handles/{NATURE}", data({"responseCode": 100}, status=status))
    async with asking(web) as context:
        assert standing(await ask(DOI, URL, context)) == (Availability.ABSENT, "doi-not-found")
    assert len(web.requests) == 1


async def test_a_doi_without_an_address_is_noted(web: SmallWeb) -> None:
    registry_knows(web, {"responseCode": 1, "values": [{"type": "HS_ADMIN"}]})
    async with asking(web) as context:
        assert (await ask(DOI, URL, context)).notes == ("doi-leads-nowhere",)


@pytest.mark.parametrize(
    "csl",
    [
        ServedResponse(status=500),
        ServedResponse(status=404),
        {},
        [],
        {"title": 7},
        page("Landing page"),
        ServedResponse(status=406),
    ],
)
async def test_a_doi_that_nobody_describes_is_there_all_the_same(web: SmallWeb, csl: object) -> None:
    registry_knows(web, csl=csl)
    async with asking(web) as context:
        seen = await ask(DOI, URL, context)
    assert standing(seen) == (Availability.PRESENT, "doi-present")
    assert seen.metadata is None


async def test_no_publisher_is_asked_for_a_description(web: SmallWeb) -> None:
    web.site("doi.org").answer(f"/api/handles/{NATURE}", data(HANDLE))
    web.site("doi.org").redirect(f"/{NATURE}", "https://www.publisher.example/landing", 302)
    web.site("www.publisher.example").answer("/landing", data(CSL))
    async with asking(web) as context:
        assert (await ask(DOI, URL, context)).metadata is None
    assert not web.asked("www.publisher.example")


@pytest.mark.parametrize("body", ODD_BODIES)
async def test_an_odd_answer_is_no_bug(web: SmallWeb, body: str) -> None:
    web.site("doi.org").get(f"/api/handles/{NATURE}", body=body).reset(f"/{NATURE}")
    async with asking(web) as context:
        assert standing(await ask(DOI, URL, context)) == (Availability.DOWN, "doi-odd-answer")


async def test_where_the_registry_fails_the_readers_way_is_tried(web: SmallWeb) -> None:
    web.site("doi.org").get(f"/api/handles/{NATURE}", status=503).page(f"/{NATURE}", "A landing page")
    async with asking(web) as context:
        seen = await ask(DOI, URL, context)
    assert (seen.status, seen.answer) == (200, None)


PUBLISHED = "https://dl.acm.org/doi/10.1145/1.2"


def publisher(web: SmallWeb, answer: ServedResponse, code: int = 1) -> None:
    web.site("dl.acm.org").answer("/doi/10.1145/1.2", answer)
    web.site("doi.org").answer("/api/handles/10.1145/1.2", data({**HANDLE, "responseCode": code}))
    web.site("doi.org").get("/10.1145/1.2", body=json.dumps(CSL), headers={"Content-Type": "application/json"})


@pytest.mark.parametrize("status", [403, 401, 202, 503])
async def test_a_publisher_that_refuses_robots_does_not_unpublish(web: SmallWeb, status: int) -> None:
    publisher(web, page("Just a moment...", "Verify you are human", status=status))
    async with asking(web) as context:
        seen = await ask(DOI, PUBLISHED, context)
    assert standing(seen) == (Availability.PRESENT, "doi-present")
    assert seen.notes == ("publisher-refuses-robots",)
    assert seen.metadata is not None


async def test_a_publishers_own_page_needs_no_registry(web: SmallWeb) -> None:
    publisher(web, page("A paper about papers", head='<meta name="citation_title" content="A paper about papers">'))
    async with asking(web) as context:
        seen = await ask(DOI, PUBLISHED, context)
    assert (seen.status, seen.answer) == (200, None)
    assert seen.metadata is not None
    assert (seen.metadata.title, seen.metadata.kind) == ("A paper about papers", "paper")
    assert not web.asked("doi.org")


@pytest.mark.parametrize(("status", "code"), [(404, 1), (403, 100)])
async def test_a_publishers_404_and_a_guess_that_fails_are_left_as_they_are(
    web: SmallWeb, status: int, code: int
) -> None:
    publisher(web, page("No", status=status), code)
    async with asking(web) as context:
        seen = await ask(DOI, PUBLISHED, context)
    assert (seen.status, seen.answer) == (status, None)


@pytest.mark.parametrize(
    ("value", "stated"),
    [
        ({"date-parts": [[2021, 7, 15]]}, "2021-07-15"),
        ({"date-parts": [["2021", "07", "5"]]}, "2021-07-05"),
        ({"date-parts": [[2016, 6]]}, "2016-06"),
        ({"date-parts": [[2006]]}, "2006"),
        ({"date-parts": [[2006, None, None]]}, "2006"),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": [[0]]}, None),
        ({"date-parts": [[2021, 0]]}, None),
        ({"date-parts": [[2021, 13, 1]]}, None),
        ({"date-parts": [[2021, 2, 30]]}, None),
        ({"date-parts": []}, None),
        ({"raw": "2021"}, None),
        (None, None),
    ],
)
def test_dates_are_as_exact_as_they_are_stated(value: object, stated: str | None) -> None:
    assert stated_date(value) == stated


def described(**facts: object) -> Metadata:
    found = metadata_of({"title": "T", "type": "journal-article", **facts}, NATURE)
    assert found is not None
    return found


def test_the_most_exact_of_the_dates_that_agree() -> None:
    year, month, day = ({"date-parts": [parts]} for parts in ([2016], [2016, 6], [2016, 6, 27]))
    assert described(issued=month, **{"published-online": day}).published == "2016-06-27"
    assert described(issued=day, **{"published-print": year}).published == "2016-06-27"
    # Print came a year later than the web: what was issued first counts.
    assert described(issued=year, **{"published-print": {"date-parts": [[2017, 1, 2]]}}).published == "2016"


@pytest.mark.parametrize(
    ("title", "subtitle", "whole"),
    [
        (["Attention"], ["A survey"], "Attention: A survey"),
        ("Is it all?", ["A survey"], "Is it all? A survey"),
        ("Attention: A Survey", ["A survey"], "Attention: A Survey"),
        ("Attention", [], "Attention"),
        ("Attention", [7], "Attention"),
    ],
)
def test_a_subtitle_belongs_to_the_title(title: object, subtitle: object, whole: str) -> None:
    assert described(title=title, subtitle=subtitle).title == whole


def test_the_venue_is_what_contains_the_paper() -> None:
    assert described(**{"container-title": ["2016 IEEE CVPR"]}, publisher="IEEE").venue == "2016 IEEE CVPR"
    assert described(event={"name": "SIGMOD '16"}, publisher="ACM").venue == "SIGMOD '16"
    assert described(type="posted-content", institution=[{"name": "bioRxiv"}], publisher="CSHL").venue == "bioRxiv"
    assert described(type="book", publisher="Springer").venue == "Springer"


RETRACTION = {"type": "retraction", "DOI": "10.1/notice", "source": "retraction-watch", "label": "Retraction"}


@pytest.mark.parametrize(
    ("facts", "notes"),
    [
        ({"updated-by": [{"type": "correction"}, RETRACTION]}, ("retracted",)),
        ({"updated-by": [{"type": "Withdrawal", "DOI": "10.1/w"}]}, ("withdrawn",)),
        ({"updated-by": [{"type": "expression-of-concern"}]}, ("expression-of-concern",)),
        ({"updated-by": [{"type": "correction"}, {"type": "new_version"}, {"type": "erratum"}]}, ()),
        # The publisher put the notice in the paper's place.
        ({"update-to": [{"type": "retraction", "DOI": NATURE.upper()}]}, ("retracted",)),
        ({"update-to": [{"type": "retraction", "DOI": "10.1/original"}]}, ("retraction-notice",)),
        ({"update-to": [{"type": "correction", "DOI": "10.1/original"}]}, ()),
        ({"title": ["RETRACTED: Of mice"]}, ("retracted",)),
        ({"title": ["RETRACTED ARTICLE: Of mice"], "updated-by": [RETRACTION]}, ("retracted",)),
        ({"title": ["WITHDRAWN: Of mice"]}, ("withdrawn",)),
        ({"title": ["Retracted: why papers are"]}, ()),
        ({"title": ["Retraction notices in scholarly metadata"]}, ()),
        ({"updated-by": "retraction", "update-to": [7, None]}, ()),
    ],
)
def test_what_became_of_a_paper(facts: dict[str, object], notes: tuple[str, ...]) -> None:
    assert notes_of(facts, NATURE) == notes


@pytest.mark.parametrize(
    ("facts", "forms"),
    [
        ({"type": "posted-content", "relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.1/p"}]}}, ("10.1/p",)),
        (
            {"type": "posted-content", "relation": {"is-version-of": [{"id-type": "doi", "id": "10.1/v1"}]}},
            ("10.1/v1",),
        ),
        ({"type": "posted-content", "relation": {"is-preprint-of": [{"id-type": "url", "id": "https://x"}]}}, ()),
        ({"type": "posted-content", "relation": {"has-review": [{"id-type": "doi", "id": "10.1/r"}]}}, ()),
        ({"type": "journal-article", "relation": {"is-version-of": [{"id-type": "doi", "id": "10.1/p"}]}}, ()),
        ({"type": "posted-content", "relation": [7]}, ()),
    ],
)
def test_what_a_preprint_may_have_become(facts: dict[str, object], forms: tuple[str, ...]) -> None:
    assert published_forms(facts) == forms


def test_another_version_of_a_preprint_is_not_its_publication() -> None:
    assert not is_published({"type": "posted-content", "institution": [{"name": "bioRxiv"}]})
    assert not is_published({"type": "journal-article"})
    assert is_published({"type": "journal-article", "container-title": ["eLife"]})


PREPRINT = {
    "type": "posted-content",
    "title": ["A preprint"],
    "institution": [{"name": "bioRxiv"}],
    "relation": {"is-preprint-of": [{"id-type": "doi", "id": "10.7554/eLife.1", "asserted-by": "subject"}]},
}


@pytest.mark.parametrize(
    ("published", "venue", "published_as", "notes"),
    [
        (data({"type": "journal-article", "title": "A paper", "container-title": "eLife"}),
         "eLife", "10.7554/eLife.1", ("published",)),
        (data({"type": "journal-article", "title": "RETRACTED: A paper", "container-title": "eLife"}),
         "eLife", "10.7554/eLife.1", ("published", "retracted")),
        (data({"type": "posted-content", "title": "A preprint, v2"}), "bioRxiv", None, ()),
        (page("Busy", status=503), "bioRxiv", None, ()),
    ],
)  # fmt: skip
async def test_where_a_preprint_was_published(
    web: SmallWeb, published: ServedResponse, venue: str, published_as: str | None, notes: tuple[str, ...]
) -> None:
    registry_knows(web, csl=PREPRINT)
    web.site("doi.org").redirect(
        "/10.7554/eLife.1", "https://api.crossref.org/v1/works/10.7554%2FeLife.1/transform", 302
    )
    web.site("api.crossref.org").answer("/v1/works/10.7554%2FeLife.1/transform", published)
    async with asking(web) as context:
        seen = await ask(DOI, URL, context)
    facts = seen.metadata
    assert facts is not None
    assert (facts.venue, facts.published_as, facts.doi) == (venue, published_as, NATURE)
    assert seen.notes == notes


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=12,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(CSL, JSON)))
def test_any_description_is_taken_apart_without_harm(facts: dict[str, Any]) -> None:
    found = metadata_of(facts, NATURE)
    assert found is None or found.title


def test_a_recorded_description() -> None:
    cassette = recorded("crossref_doi", "test_content_negotiation_citeproc_json.yaml")
    body = re.findall(r"string: !!binary \|\n((?:\s{8,}[\w+/=]+\n)+)", cassette)[-1]
    facts = json.loads(gzip.decompress(base64.b64decode("".join(body.split()))))
    found = metadata_of(facts, "10.1126/science.169.3946.635")
    assert found is not None
    assert (found.venue, found.doi) == ("Science", "10.1126/science.169.3946.635")
    assert found.title
    assert found.authors
