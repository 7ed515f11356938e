"""The small arXiv, Hugging Face and Wikipedia answer in the shapes of the real ones."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from linkcheck.demo import ServedResponse, SmallWeb
from linkcheck.demo.sites import arxiv, bilibili, zhihu
from linkcheck.demo.sites.arxiv import DemoArxiv, DemoPaper
from linkcheck.demo.sites.huggingface import DemoHuggingFace, HubRepo
from linkcheck.demo.sites.wikipedia import Article, DemoWikipedia
from tests.web import client_of

ATOM = {
    "a": "http://www.w3.org/2005/Atom",
    "o": "http://a9.com/-/spec/opensearch/1.1/",
    "x": "http://arxiv.org/schemas/atom",
}


def dates(*years: int) -> tuple[str, ...]:
    return tuple(f"{year}-06-01T00:00:00Z" for year in years)


PAPERS = (
    DemoPaper(id="2106.00001", title="On <this> & that", authors=("A. One", "B. Two"), versions=dates(2021, 2022)),
    DemoPaper(id="hep-th/9711200", title="Old style", authors=("C. Three",), versions=dates(1997), journal="J. 1"),
    DemoPaper(id="2201.00009", title="Regretted", authors=("D.",), versions=dates(2022, 2023),
              comment="Withdrawn by us"),
)  # fmt: skip


async def feed(web: SmallWeb, query: str, *, post: bool = False) -> tuple[int, ET.Element]:
    url = "https://export.arxiv.org/api/query"
    form = dict(pair.split("=") for pair in query.split("&"))
    async with client_of(web) as client:
        request = client.post(url, data=form) if post else client.get(f"{url}?{query}")
        async with request as reply:
            assert reply.content_type == "application/atom+xml"
            return reply.status, ET.fromstring(await reply.text())


def ids(root: ET.Element) -> set[str]:
    return {
        str(e.findtext("a:id", namespaces=ATOM)).removeprefix("http://arxiv.org/abs/")
        for e in root.iterfind("a:entry", ATOM)
    }


@pytest.mark.parametrize("post", [False, True])
async def test_arxiv_finds_what_matches_and_drops_the_rest(web: SmallWeb, post: bool) -> None:
    DemoArxiv(PAPERS).serve(web)
    asked = "2106.00001v1,hep-th/9711200,2106.00001v3,9999.99999,arXiv:2201.00009,2201.00009"
    status, root = await feed(web, f"id_list={asked}&max_results=10", post=post)
    assert status == 200
    assert ids(root) == {"2106.00001v1", "hep-th/9711200v1", "2201.00009v2"}
    assert root.findtext("o:totalResults", namespaces=ATOM) == "3"
    entry = next(e for e in root.iterfind("a:entry", ATOM) if "2106" in str(e.findtext("a:id", namespaces=ATOM)))
    assert entry.findtext("a:title", namespaces=ATOM) == "On <this> & that"
    assert entry.findtext("a:updated", namespaces=ATOM) == "2021-06-01T00:00:00Z"
    assert [a.text for a in entry.iterfind("a:author/a:name", ATOM)] == ["A. One", "B. Two"]


async def test_arxiv_pages_and_defaults_to_ten(web: SmallWeb) -> None:
    many = [
        DemoPaper(id=f"2106.{n:05}", title=str(n), authors=("A",), versions=("2021-06-01T00:00:00Z",))
        for n in range(12)
    ]
    DemoArxiv(many).serve(web)
    listed = ",".join(paper.id for paper in many)
    _, first = await feed(web, f"id_list={listed}")
    _, second = await feed(web, f"id_list={listed}&start=10&max_results=5")
    assert (len(ids(first)), len(ids(second)), ids(first) & ids(second)) == (10, 2, set())


async def test_arxiv_fails_a_batch_for_one_malformed_id(web: SmallWeb) -> None:
    DemoArxiv(PAPERS).serve(web)
    status, root = await feed(web, "id_list=2106.00001,abc")
    assert status == 400
    assert root.findtext("a:entry/a:summary", namespaces=ATOM) == "incorrect id format for abc"


async def test_arxiv_fails_first_where_told_to(web: SmallWeb) -> None:
    DemoArxiv(PAPERS).serve(web).failures += [arxiv.EMPTY_FEED, arxiv.RATE_EXCEEDED]
    assert ids((await feed(web, "id_list=2106.00001"))[1]) == set()
    async with client_of(web) as client, client.get("https://export.arxiv.org/api/query?id_list=2106.00001") as reply:
        assert (reply.status, await reply.text()) == (429, "Rate exceeded.")
    assert ids((await feed(web, "id_list=2106.00001"))[1]) == {"2106.00001v2"}


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/abs/2106.00001", 200, "<title>[2106.00001] On"), ("/abs/2106.00001v1", 200, "<title>[2106.00001v1] On"),
        ("/abs/2106.00001v3", 404, "does not exist"), ("/abs/nonsense", 404, "does not exist"),
        ("/pdf/2106.00001", 200, "%PDF-1.4"), ("/pdf/2106.00001.pdf", 301, "/pdf/2106.00001"),
        ("/abs/hep-th/9711200", 200, "Old style"), ("/html/2106.00001", 200, "On"),
        ("/pdf/2201.00009", 404, "withdrawn"), ("/pdf/2201.00009v1", 200, "%PDF-1.4"), ("/list/cs.LG", 404, "exist"),
    ],
)  # fmt: skip
async def test_arxiv_pages(web: SmallWeb, path: str, status: int, words: str) -> None:
    DemoArxiv(PAPERS).serve(web)
    url = f"https://arxiv.org{path}"
    async with client_of(web) as client, client.get(url, allow_redirects=False) as reply:
        assert reply.status == status
        assert words in (await reply.read()).decode("utf-8", "replace")


HUB = (
    HubRepo(id="Owner/Model", likes=7, former=("old/model",), gated="manual"),
    HubRepo(id="owner/space", kind="spaces"),
    HubRepo(id="owner/hidden", private=True),
)


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/models/Owner/Model", 200, '"likes": 7'), ("/api/models/owner/model", 307, "/api/models/Owner/Model"),
        ("/api/models/old/model", 307, "/api/models/Owner/Model"), ("/api/spaces/owner/space", 200, "owner/space"),
        ("/api/datasets/owner/space", 401, "Invalid username"), ("/api/models/owner/hidden", 401, "Invalid username"),
        ("/api/users/nobody/overview", 404, "error"), ("/api/papers/2106.00001", 200, "On this"),
        ("/Owner/Model", 200, "Owner/Model · Hugging Face"), ("/old/model", 307, "https://huggingface.co/Owner/Model"),
        ("/spaces/owner/space", 200, "owner/space"), ("/spaces/no/where", 404, "404"), ("/", 404, "404"),
        ("/blog/zh/post", 200, "A post"), ("/blog/none", 404, "404"),
    ],
)  # fmt: skip
async def test_hugging_face(web: SmallWeb, path: str, status: int, words: str) -> None:
    DemoHuggingFace(HUB, {"/blog/zh/post": ("A post", "2024-01-01")}, {"2106.00001": "On this"}).serve(web)
    async with client_of(web) as client, client.get(f"https://huggingface.co{path}", allow_redirects=False) as reply:
        assert reply.status == status
        assert words in reply.headers.get("Location", "") + await reply.text()
        if path.startswith("/api/"):
            assert "ratelimit" in reply.headers


@pytest.fixture
def wikipedia(web: SmallWeb) -> DemoWikipedia:
    return DemoWikipedia(
        "en", (Article(title="Mutual information", description="a quantity", redirects=("MI",)),)
    ).serve(web)


async def wiki(web: SmallWeb, target: str) -> tuple[int, Any]:
    async with (
        client_of(web) as client,
        client.get(f"https://en.wikipedia.org{target}", allow_redirects=False) as reply,
    ):
        return reply.status, await reply.json() if "json" in reply.content_type else await reply.text()


@pytest.mark.usefixtures("wikipedia")
async def test_wikipedia_action_api(web: SmallWeb) -> None:
    titles = "titles=mutual_information|MI|Nothing&redirects=1"
    _, new = await wiki(web, f"/w/api.php?action=query&format=json&formatversion=2&{titles}")
    assert [(p["title"], "missing" in p) for p in new["query"]["pages"]] == [
        ("Mutual information", False),
        ("Nothing", True),
    ]
    assert new["query"]["normalized"] == [{"from": "mutual_information", "to": "Mutual information"}]
    assert new["query"]["redirects"] == [{"from": "MI", "to": "Mutual information"}]
    _, old = await wiki(web, f"/w/api.php?action=query&format=json&{titles}")
    assert old["query"]["pages"]["-2"] == {"ns": 0, "title": "Nothing", "missing": ""}
    _, unfollowed = await wiki(web, "/w/api.php?action=query&format=json&formatversion=2&titles=MI")
    assert unfollowed["query"]["pages"][0]["missing"] is True


@pytest.mark.usefixtures("wikipedia")
@pytest.mark.parametrize(
    ("target", "status", "words"),
    [
        ("/wiki/Mutual_information", 200, "Mutual information - Wikipedia"), ("/wiki/Nothing", 404, "of this name"),
        ("/zh-hans/Mutual_information", 200, "Mutual"), ("/elsewhere/Mutual_information", 404, "of this name"),
        ("/wiki/MI", 200, "Mutual information"),
    ],
)  # fmt: skip
async def test_wikipedia_pages(web: SmallWeb, target: str, status: int, words: str) -> None:
    found, body = await wiki(web, target)
    assert found == status
    assert words in str(body)


@pytest.mark.parametrize(
    ("answer", "kind", "key"),
    [
        (zhihu.article("1", "A/B", "x", 5, 10), "articles", "1"),
        (zhihu.answer("1", "2", "A", "x", 5, 10), "answers", "2"),
        (zhihu.question("1", "A", 5, 10), "questions", "1"),
        (zhihu.person("me", "x", 5), "users", "me"),
        (zhihu.column("c_1", "A", "x", 10), "columns", "c_1"),
    ],
)
def test_zhihu_states_its_entities(answer: ServedResponse, kind: str, key: str) -> None:
    text = str(answer.body)
    script = text.partition('<script id="js-initialData" type="text/json">')[2].partition("</script>")[0]
    assert "/" not in script
    assert key in json.loads(script)["initialState"]["entities"][kind]


def test_zhihu_refusals_and_bilibili_states() -> None:
    assert (zhihu.challenge().status, zhihu.gone().status) == (403, 404)
    assert "zh-zse-ck" in str(zhihu.challenge().body)
    assert "荒原" in str(zhihu.gone().body)
    assert '"pubdate": 7' in str(bilibili.video("BV1", "t", "o", 1, 7).body)
    assert bilibili.gone().status == 200
