"""crates.io: crates, what is missing, odd answers."""

from __future__ import annotations

import pytest

from fetchers.facts import Availability
from fetchers.json_values import MOST_VALUES
from fetchers.net import MOST_OF_AN_ANSWER
from fetchers.sites.crates import CRATES
from linkcheck.demo import Raw, SmallWeb
from linkcheck.demo.responses import data
from tests.fetchers.sites.claims import ODD_BODIES, ask, asking, check_claimed, check_not_claimed, standing

SERDE = "https://crates.io/crates/serde"
API = "/api/v1/crates/serde"


@pytest.mark.parametrize("url", [SERDE, f"{SERDE}/", f"{SERDE}/1.0.200", "https://www.crates.io/crates/serde?x=1"])
def test_forms(url: str) -> None:
    check_claimed(CRATES, url, "crate", "crate:serde")


@pytest.mark.parametrize(
    "url",
    ["https://crates.io/", "https://crates.io/crates", "https://crates.io/crates/1up", "https://crates.io/users/x",
     "https://docs.rs/serde", "https://crates.io/crates/serde/owners/x"],
)  # fmt: skip
def test_near_misses(url: str) -> None:
    check_not_claimed(CRATES, url)


async def test_a_crate(web: SmallWeb) -> None:
    crate = {
        "name": "serde",
        "description": "A serialization framework",
        "max_stable_version": "1.0.210",
        "created_at": "2014-12-05T20:20:39.487502Z",
        "updated_at": "2026-09-06T18:08:14.196489Z",
        "downloads": 400000000,
    }
    whole = {"crate": crate, "versions": [{"license": "MIT OR Apache-2.0"}], "keywords": [{"keyword": "no_std"}, 7]}
    web.site("crates.io").answer(API, data(whole))
    async with asking(web) as context:
        seen = await ask(CRATES, SERDE, context)
    facts = seen.metadata
    assert facts is not None
    assert standing(seen) == (Availability.PRESENT, "crates-present")
    assert (facts.kind, facts.title, facts.version, facts.license) == (
        "package",
        "serde",
        "1.0.210",
        "MIT OR Apache-2.0",
    )
    assert (facts.published, facts.updated) == ("2014-12-05T20:20:39Z", "2026-09-06T18:08:14Z")
    assert (facts.downloads, facts.topics, seen.notes) == (400000000, ("no_std",), ())
    assert "linkcheck" in web.requests[0].headers["user-agent"]


async def test_what_is_missing_is_gone(web: SmallWeb) -> None:
    web.site("crates.io").answer(API, data({"errors": [{"detail": "crate `serde` does not exist"}]}, status=404))
    async with asking(web) as context:
        assert standing(await ask(CRATES, SERDE, context)) == (Availability.ABSENT, "crates-not-found")


@pytest.mark.parametrize(
    "body",
    ['{"crate": {"name": "serde", "description": "' + "x" * MOST_OF_AN_ANSWER + '"}}', "[" + "1," * MOST_VALUES + "1]"],
    ids=["long", "many values"],
)
async def test_an_answer_that_is_too_large_says_so(web: SmallWeb, body: str) -> None:
    web.site("crates.io").get(API, body=body).reset("/crates/serde")
    async with asking(web) as context:
        seen = await ask(CRATES, SERDE, context)
    assert standing(seen) == (Availability.DOWN, "crates-too-costly")
    assert seen.notes == ("unread-too-costly",)


async def test_half_an_answer_is_not_called_too_large(web: SmallWeb) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n"
    web.site("crates.io").handle(API, lambda _: Raw(head + b'{"crate": {')).reset("/crates/serde")
    async with asking(web) as context:
        seen = await ask(CRATES, SERDE, context)
    assert seen.notes == ()


@pytest.mark.parametrize("body", [*ODD_BODIES, '{"crate": []}', '{"crate": {"name": 7}}'])
async def test_an_odd_answer_is_no_bug(web: SmallWeb, body: str) -> None:
    web.site("crates.io").get(API, body=body).reset("/crates/serde")
    async with asking(web) as context:
        assert standing(await ask(CRATES, SERDE, context)) == (Availability.DOWN, "crates-odd-answer")
