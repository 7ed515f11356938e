"""The demo's world has an answer for every link of list.md, and at least one of every kind."""

from __future__ import annotations

import asyncio
import re
import socket
from collections import Counter
from pathlib import Path

import aiohttp
import pytest

from linkcheck.demo import SmallWeb, demo_list, demo_world
from tests.web import client_of

ROOT = Path(__file__).parents[3]
LINK = re.compile(r"\]\((https?://[^)]+)\)")

EXPECTED = {
    "https://github.com/facebookresearch/llama": 301,
    "https://github.com/DefTruth/Awesome-LLM-Inference": 301,
    "https://github.com/microsoft/DeepSpeed": 301,
    "https://github.com/louis-she/torchscript-demos": 404,
    "https://huggingface.co/spaces/AILab-CVC/SEED-Bench_Leaderboard": 404,
    "https://huggingface.co/spaces/HuggingFaceH4/open_llm_leaderboard": 307,
    "https://arxiv.org/pdf/2404.18947": 404,
    "https://arxiv.org/pdf/2203.02155.pdf": 301,
    "https://arxiv.org/pdf/1711.00937.pdf": 301,
    "https://arxiv.org/pdf/1906.00446.pdf": 301,
    "https://arxiv.org/pdf/2007.07314.pdf": 301,
    "https://python.langchain.com/docs/use_cases/question_answering/": 308,
    "https://pytorch.org/docs/stable/notes/amp_examples.html": 301,
    "https://pytorch.org/tutorials/advanced/custom_ops_landing_page.html#custom-ops-landing-page": 301,
    "https://docs.nvidia.com/cuda/cuda-c-programming-guide/index.html": 302,
    "http://blog.ezyang.com/2020/09/lets-talk-about-the-pytorch-dispatcher/": 301,
    "https://www.jianshu.com/p/e40059d5c832": 403,
    "https://zhuanlan.zhihu.com/p/695589046": 403,
    "https://zhuanlan.zhihu.com/p/678602674": 404,
    "https://www.zhihu.com/question/636533414/answer/3345355574": 403,
    "https://www.zhihu.com/people/liu-dong-13": 302,
    "https://clang.llvm.org/docs/UsersManual.html": 503,
    "https://spaces.ac.cn/archives/8620": 429,
    "https://raphaelmilliere.com/": aiohttp.ClientConnectorCertificateError,
    "https://openmmlab.com/": aiohttp.ClientConnectorDNSError,
    "https://antkillerfarm.github.io/": aiohttp.ClientConnectorError,
}
"""What the first request for a link meets where it is not a 200."""


async def meet(client: aiohttp.ClientSession, url: str) -> int | type[Exception]:
    try:
        async with client.get(url, allow_redirects=False) as reply:
            await reply.read()
            return reply.status
    except aiohttp.ClientError as error:
        return type(error)


async def test_every_link_of_the_list_is_answered_as_intended() -> None:
    links = LINK.findall(demo_list())
    assert len(links) == 92
    async with demo_world() as web, client_of(web) as client:
        unique = list(dict.fromkeys(links))
        met = dict(zip(unique, await asyncio.gather(*(meet(client, url) for url in unique)), strict=True))
        assert {url: found for url, found in met.items() if found != 200} == EXPECTED
        assert not [request.url for request in web.requests if request.host not in {u.split("/")[2] for u in unique}]


async def test_redirects_lead_somewhere_and_passing_failures_pass() -> None:
    async with demo_world() as web, client_of(web) as client:
        for url, first in EXPECTED.items():
            if first in (301, 302, 307, 308):
                async with client.get(url) as reply:
                    assert reply.status == 200, url
            if first in (429, 503):
                assert [await meet(client, url), await meet(client, url)] == [first, 200]


async def test_two_worlds_do_not_share_their_state() -> None:
    seen = Counter[int | type[Exception]]()
    for _ in range(2):
        async with demo_world() as web, client_of(web) as client:
            seen[await meet(client, "https://clang.llvm.org/docs/UsersManual.html")] += 1
    assert seen == {503: 2}


def test_the_list_is_the_one_at_the_root() -> None:
    assert demo_list() == (ROOT / "list.md").read_text(encoding="utf-8")


async def test_an_empty_web_knows_no_name(web: SmallWeb) -> None:
    with pytest.raises(socket.gaierror):
        web.resolver("github.com")
