"""PMLR, NeurIPS, CVF, JMLR: PDF and page are one paper."""

from __future__ import annotations

import pytest

from fetchers.sites.proceedings import PROCEEDINGS
from linkcheck.demo import SmallWeb
from linkcheck.demo.responses import meta
from tests.fetchers.sites.claims import ask, asking, check_claimed, check_not_claimed, claim

HASH = "3f5ee243547dee91fbd053c1c4a845aa"
NIPS = f"https://proceedings.neurips.cc/paper/2017/hash/{HASH}-Abstract.html"


@pytest.mark.parametrize(
    ("url", "kind", "key", "page"),
    [
        ("https://proceedings.mlr.press/v97/tan19a.html", "pmlr", "pmlr:v97/tan19a",
         "https://proceedings.mlr.press/v97/tan19a.html"),
        ("http://proceedings.mlr.press/v97/tan19a/tan19a.pdf", "pmlr", "pmlr:v97/tan19a",
         "https://proceedings.mlr.press/v97/tan19a.html"),
        ("http://proceedings.mlr.press/v37/ioffe15.pdf", "pmlr", "pmlr:v37/ioffe15",
         "https://proceedings.mlr.press/v37/ioffe15.html"),
        (NIPS, "neurips", f"neurips:2017/{HASH}", NIPS),
        (f"https://proceedings.neurips.cc/paper/2017/file/{HASH}-Paper.pdf", "neurips", f"neurips:2017/{HASH}", NIPS),
        (f"https://papers.nips.cc/paper_files/paper/2017/file/{HASH}-Paper-Conference.pdf", "neurips",
         f"neurips:2017/{HASH}", f"https://papers.nips.cc/paper_files/paper/2017/hash/{HASH}-Abstract-Conference.html"),
        ("https://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf", "neurips-old",
         "neurips:7181-attention-is-all-you-need", "https://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf"),
        ("https://openaccess.thecvf.com/content/CVPR2023/papers/X_Y_CVPR_2023_paper.pdf", "cvf",
         "cvf:content/CVPR2023/X_Y_CVPR_2023_paper",
         "https://openaccess.thecvf.com/content/CVPR2023/html/X_Y_CVPR_2023_paper.html"),
        ("http://openaccess.thecvf.com/content_cvpr_2018/html/X_CVPR_2018_paper.html", "cvf",
         "cvf:content_cvpr_2018/X_CVPR_2018_paper",
         "https://openaccess.thecvf.com/content_cvpr_2018/html/X_CVPR_2018_paper.html"),
        ("https://www.jmlr.org/papers/volume21/20-074/20-074.pdf", "jmlr", "jmlr:v21/20-074",
         "https://jmlr.org/papers/v21/20-074.html"),
        ("https://jmlr.org/papers/v21/20-074.html", "jmlr", "jmlr:v21/20-074",
         "https://jmlr.org/papers/v21/20-074.html"),
    ],
)  # fmt: skip
def test_forms(url: str, kind: str, key: str, page: str) -> None:
    check_claimed(PROCEEDINGS, url, kind, key)
    assert claim(PROCEEDINGS, url).url == page


@pytest.mark.parametrize(
    "url",
    [
        "https://proceedings.mlr.press/v97/",
        "https://proceedings.mlr.press/v97/tan19a/other.pdf",
        "https://papers.nips.cc/paper/2017",
        "https://neurips.cc/virtual/2023/poster/1",
        "https://openaccess.thecvf.com/CVPR2023?day=all",
        "https://jmlr.org/papers/v21/",
        "https://example.org/v97/tan19a.html",
    ],
)
def test_near_misses(url: str) -> None:
    check_not_claimed(PROCEEDINGS, url)


async def test_a_paper_is_described_by_its_page(web: SmallWeb) -> None:
    head = meta(citation_title="EfficientNet", citation_author="Mingxing Tan", citation_publication_date="2019/05/24")
    web.site("proceedings.mlr.press").page("/v97/tan19a.html", "EfficientNet", head=head)
    async with asking(web) as context:
        seen = await ask(PROCEEDINGS, "http://proceedings.mlr.press/v97/tan19a/tan19a.pdf", context)
    facts = seen.metadata
    assert facts is not None
    assert (facts.kind, facts.title, facts.published, facts.venue) == ("paper", "EfficientNet", "2019-05-24", "PMLR")


@pytest.mark.parametrize(
    ("url", "host", "path", "named", "said", "published"),
    [
        ("https://proceedings.neurips.cc/paper/2017/hash/3f5ee243547dee91fbd053c1c4a845aa-Abstract.html",
         "proceedings.neurips.cc", "/paper/2017/hash/3f5ee243547dee91fbd053c1c4a845aa-Abstract.html",
         {"citation_journal_title": "Advances in Neural Information Processing Systems",
          "citation_publication_date": "2017"}, "Advances in Neural Information Processing Systems", "2017"),
        ("https://openaccess.thecvf.com/content/CVPR2021/papers/A_B_CVPR_2021_paper.pdf", "openaccess.thecvf.com",
         "/content/CVPR2021/html/A_B_CVPR_2021_paper.html",
         {"citation_conference_title": "Proceedings of CVPR", "citation_publication_date": "2021"},
         "Proceedings of CVPR", "2021"),
        ("https://jmlr.org/papers/v21/20-074.html", "jmlr.org", "/papers/v21/20-074.html",
         {"citation_publication_date": "2020/7"}, "JMLR", "2020-07"),
    ],
)  # fmt: skip
async def test_venue_and_date_as_the_page_states_them(
    web: SmallWeb, url: str, host: str, path: str, named: dict[str, str], said: str, published: str
) -> None:
    web.site(host).page(path, "A paper", head=meta(citation_title="A paper", citation_author="Ada One", **named))
    async with asking(web) as context:
        facts = (await ask(PROCEEDINGS, url, context)).metadata
    assert facts is not None
    assert (facts.venue, facts.published) == (said, published)
