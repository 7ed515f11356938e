"""ACL Anthology: one paper whatever its address."""

from __future__ import annotations

import pytest

from fetchers.sites.aclanthology import ACLANTHOLOGY
from linkcheck.demo import SmallWeb
from linkcheck.demo.responses import meta
from tests.fetchers.sites.claims import ask, asking, check_claimed, check_not_claimed, claim

PAGE = "https://aclanthology.org/2020.acl-main.447/"


@pytest.mark.parametrize(
    ("url", "key", "canonical"),
    [
        (PAGE, "acl:2020.acl-main.447", None),
        ("https://aclanthology.org/2020.acl-main.447.pdf", "acl:2020.acl-main.447", None),
        ("https://aclanthology.org/2020.acl-main.447v2.pdf", "acl:2020.acl-main.447", None),
        ("https://www.aclweb.org/anthology/2020.acl-main.447/", "acl:2020.acl-main.447", PAGE),
        ("http://aclweb.org/anthology/P17-1001", "acl:P17-1001", "https://aclanthology.org/P17-1001/"),
        ("https://www.aclweb.org/anthology/P/P17/P17-1001.pdf", "acl:P17-1001", "https://aclanthology.org/P17-1001/"),
        ("https://aclanthology.org/P17-1001", "acl:P17-1001", None),
    ],
)
def test_forms(url: str, key: str, canonical: str | None) -> None:
    check_claimed(ACLANTHOLOGY, url, "paper", key)
    assert claim(ACLANTHOLOGY, url).canonical == canonical
    assert claim(ACLANTHOLOGY, url).url == f"https://aclanthology.org/{key.removeprefix('acl:')}/"


@pytest.mark.parametrize(
    "url",
    ["https://aclanthology.org/", "https://aclanthology.org/P17", "https://aclanthology.org/faq/",
     "https://www.aclweb.org/portal/", "https://example.org/P17-1001"],
)  # fmt: skip
def test_near_misses(url: str) -> None:
    check_not_claimed(ACLANTHOLOGY, url)


async def test_a_paper_is_described_by_its_page(web: SmallWeb) -> None:
    head = meta(citation_title="S2ORC", citation_author="Kyle Lo", citation_publication_date="2020/07/05")
    web.site("aclanthology.org").page("/2020.acl-main.447/", "S2ORC - ACL Anthology", head=head)
    async with asking(web) as context:
        seen = await ask(ACLANTHOLOGY, "https://aclanthology.org/2020.acl-main.447.pdf", context)
    facts = seen.metadata
    assert facts is not None
    assert (facts.kind, facts.title, facts.authors, facts.published) == ("paper", "S2ORC", ("Kyle Lo",), "2020-07-05")
