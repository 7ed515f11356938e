"""The demo's world: a small web in which every link of list.md has an answer."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

from linkcheck.demo.responses import data
from linkcheck.demo.samples import arxiv as papers
from linkcheck.demo.samples import github as code
from linkcheck.demo.samples import ordinary_pages, other_services
from linkcheck.demo.samples import zhihu as articles
from linkcheck.demo.sites import bilibili, zhihu
from linkcheck.demo.sites.arxiv import DemoArxiv
from linkcheck.demo.sites.github import DemoGitHub
from linkcheck.demo.sites.huggingface import DemoHuggingFace
from linkcheck.demo.sites.wikipedia import DemoWikipedia
from linkcheck.demo.web import SmallWeb

LIST_NAME: Final = "list.md"


def demo_world() -> SmallWeb:
    """Return a web, not yet running, that answers for every link of list.md: each kind of answer at least once."""
    web = SmallWeb()
    DemoGitHub(code.REPOS, code.ACCOUNTS).serve(web)
    DemoArxiv(papers.PAPERS).serve(web)
    DemoHuggingFace(other_services.HUB, other_services.POSTS, {paper.id: paper.title for paper in papers.PAPERS}).serve(
        web
    )
    DemoWikipedia("zh", other_services.ARTICLES).serve(web)
    _zhihu(web)
    _bilibili(web)
    _openreview(web)
    ordinary_pages.serve(web)
    return web


def demo_list() -> str:
    """Return the reading list that the demo checks: the one at the root of a checkout, or the one in the wheel."""
    root = Path(__file__).parents[2] / LIST_NAME
    packed = files("linkcheck.demo") / LIST_NAME
    return (packed if packed.is_file() else root).read_text(encoding="utf-8")


def _zhihu(web: SmallWeb) -> None:
    columns = web.site("zhuanlan.zhihu.com").otherwise(zhihu.gone)
    for path, answer in articles.ARTICLES.items():
        columns.answer(path, answer)
    main = web.site("www.zhihu.com").otherwise(zhihu.gone)
    for path, answer in articles.PAGES.items():
        main.answer(path, answer)
    main.handle("/people/liu-dong-13", zhihu.sign_in).handle("/signin", zhihu.sign_in_page)
    main.handle("/api/*", zhihu.api)


def _bilibili(web: SmallWeb) -> None:
    site = web.site("www.bilibili.com").otherwise(lambda _: bilibili.gone())
    for bvid, answer in other_services.VIDEOS.items():
        site.answer(f"/video/{bvid}/", answer).answer(f"/video/{bvid}", answer)


def _openreview(web: SmallWeb) -> None:
    web.site("openreview.net").answer("/forum?id=AL1fq05o7H", other_services.MAMBA_REVIEW)
    challenge = {"name": "ChallengeRequiredError", "message": "Challenge verification required", "status": 403}
    for host in ("api.openreview.net", "api2.openreview.net"):
        web.site(host).otherwise(lambda _: data(challenge, status=403))
