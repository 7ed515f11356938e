"""Hugging Face, Wikipedia, Bilibili and OpenReview facts of list.md. Numbers are invented and round."""

from __future__ import annotations

from typing import Final

from linkcheck.demo.exchange import Answer
from linkcheck.demo.responses import meta, page
from linkcheck.demo.sites import bilibili
from linkcheck.demo.sites.huggingface import HubRepo
from linkcheck.demo.sites.wikipedia import Article

HUB: Final = (
    HubRepo(
        id="microsoft/phi-2", likes=3400, downloads=900000, created="2023-12-13T21:00:00.000Z",
        modified="2026-04-29T16:00:00.000Z", tags=("license:mit",),
    ),
    HubRepo(
        id="mistralai/Mixtral-8x7B-Instruct-v0.1", likes=4600, downloads=500000, gated="auto",
        created="2023-12-10T18:00:00.000Z", modified="2026-07-24T16:00:00.000Z", tags=("license:apache-2.0",),
    ),
    HubRepo(
        id="open-llm-leaderboard/open_llm_leaderboard", kind="spaces", likes=13000,
        former=("HuggingFaceH4/open_llm_leaderboard",), created="2023-04-17T11:00:00.000Z",
        modified="2026-03-20T12:00:00.000Z",
    ),
)  # fmt: skip
"""``AILab-CVC/SEED-Bench_Leaderboard`` is missing on purpose: the demo's deleted space."""

POSTS: Final = {"/blog/zh/rlhf": ("ChatGPT 背后的“功臣”——RLHF 技术详解", "2022-12-09T00:00:00Z")}

ARTICLES: Final = (
    Article(title="互信息", description="信息论中衡量两个随机变量相互依赖程度的量"),
    Article(title="卷积", description="由两个函数生成第三个函数的数学运算", redirects=("摺積",)),
)

VIDEOS: Final[dict[str, Answer]] = {
    bvid: bilibili.video(bvid, title, "示例投稿人", views, published)
    for bvid, title, views, published in (
        ("BV1qT411g7n9", "CMU 15-418 并行计算机架构与编程（示例标题）", 60000, 1676000000),
        ("BV1PT4y1M7gM", "CMU 18-447 计算机体系结构导论（示例标题）", 30000, 1646000000),
        ("BV1Vf4y1i7YG", "Computer Architecture, ETH Zürich（示例标题）", 50000, 1607000000),
    )
}

MAMBA_REVIEW: Final = page(
    "Mamba: Linear-Time Sequence Modeling with Selective State Spaces | OpenReview",
    head=meta(
        citation_title="Mamba: Linear-Time Sequence Modeling with Selective State Spaces",
        citation_publication_date="2023/10/13",
        citation_online_date="2024/02/11",
        og_type="article",
        og_title="Mamba: Linear-Time Sequence Modeling with Selective State Spaces",
    )
    + meta(citation_author="Albert Gu")
    + meta(citation_author="Tri Dao"),
)
