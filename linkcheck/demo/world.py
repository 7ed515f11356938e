"""The demo's world: a small web in which every link of list.md has an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

from linkcheck.demo import ordinary_pages
from linkcheck.demo.exchange import ServedResponse
from linkcheck.demo.responses import data, meta, page
from linkcheck.demo.sites import bilibili, zhihu
from linkcheck.demo.sites.arxiv import DemoArxiv, DemoPaper
from linkcheck.demo.sites.github import Account, DemoGitHub, Repo
from linkcheck.demo.sites.huggingface import DemoHuggingFace, HubRepo
from linkcheck.demo.sites.wikipedia import Article, DemoWikipedia
from linkcheck.demo.web import SmallWeb

LIST_NAME: Final = "list.md"
_ZHIHU_PAGES: Final[Mapping[str, Callable[..., ServedResponse]]] = {
    each.__name__: each
    for each in (zhihu.answer, zhihu.article, zhihu.challenge, zhihu.column, zhihu.gone, zhihu.person, zhihu.question)
}


class Samples(msgspec.Struct):
    """What ``samples.json`` says of the links of list.md.

    Papers have their true titles and authors; that one of them is withdrawn holds in the demo alone. All else is
    invented: numbers, who moved, was archived or deleted. Missing on purpose, as deleted: the repository
    ``louis-she/torchscript-demos``, the space ``AILab-CVC/SEED-Bench_Leaderboard``.
    """

    repositories: tuple[Repo, ...]
    accounts: tuple[Account, ...]
    papers: tuple[DemoPaper, ...]
    hub: tuple[HubRepo, ...]
    posts: dict[str, tuple[str, str]]
    articles: tuple[Article, ...]
    videos: dict[str, tuple[str, str, int, int]]
    """By number: the arguments of ``bilibili.video``."""
    zhihu: dict[str, dict[str, list[str | int]]]
    """By host and path: the name of a page of ``zhihu``, and its arguments."""


def samples() -> Samples:
    """Read ``samples.json``."""
    return msgspec.json.decode(Path(__file__).with_name("samples.json").read_bytes(), type=Samples)


def demo_world() -> SmallWeb:
    """Return a web, not yet running, that answers for every link of list.md: each kind of answer at least once."""
    web, known = SmallWeb(), samples()
    DemoGitHub(known.repositories, known.accounts).serve(web)
    DemoArxiv(known.papers).serve(web)
    DemoHuggingFace(known.hub, known.posts, {paper.id: paper.title for paper in known.papers}).serve(web)
    DemoWikipedia("zh", known.articles).serve(web)
    _zhihu(web, known)
    _bilibili(web, known)
    _openreview(web)
    ordinary_pages.serve(web)
    return web


def demo_list() -> str:
    """Return the reading list that the demo checks: the one at the root of a checkout, or the one in the wheel."""
    root = Path(__file__).parents[2] / LIST_NAME
    packed = files("linkcheck.demo") / LIST_NAME
    return (packed if packed.is_file() else root).read_text(encoding="utf-8")


def _zhihu(web: SmallWeb, known: Samples) -> None:
    for host, pages in known.zhihu.items():
        site = web.site(host).otherwise(zhihu.gone)
        for path, (kind, *arguments) in pages.items():
            site.answer(path, _ZHIHU_PAGES[str(kind)](*arguments))
    main = web.site("www.zhihu.com")
    main.handle("/people/liu-dong-13", zhihu.sign_in).handle("/signin", zhihu.sign_in_page)
    main.handle("/api/*", zhihu.api)


def _bilibili(web: SmallWeb, known: Samples) -> None:
    site = web.site("www.bilibili.com").otherwise(lambda _: bilibili.gone())
    for number, facts in known.videos.items():
        answer = bilibili.video(number, *facts)
        site.answer(f"/video/{number}/", answer).answer(f"/video/{number}", answer)


def _openreview(web: SmallWeb) -> None:
    title = "Mamba: Linear-Time Sequence Modeling with Selective State Spaces"
    dates = {"citation_publication_date": "2023/10/13", "citation_online_date": "2024/02/11"}
    head = meta(citation_title=title, og_type="article", og_title=title, **dates)
    authors = meta(citation_author="Albert Gu") + meta(citation_author="Tri Dao")
    web.site("openreview.net").answer("/forum?id=AL1fq05o7H", page(f"{title} | OpenReview", head=head + authors))
    challenge = {"name": "ChallengeRequiredError", "message": "Challenge verification required", "status": 403}
    for host in ("api.openreview.net", "api2.openreview.net"):
        web.site(host).otherwise(lambda _: data(challenge, status=403))
