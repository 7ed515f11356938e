"""Answers that sites share are what clients take them for."""

from __future__ import annotations

import io
import json

import pypdf
import pytest

from linkcheck.demo import DemoSite, ServedRequest, ServedResponse, data, meta, page, pdf, redirect


def test_pdf_can_be_read_and_states_its_title() -> None:
    answer = pdf("如何写论文 (1)", "A. Author")
    assert isinstance(answer.body, bytes)
    reader = pypdf.PdfReader(io.BytesIO(answer.body), strict=True)
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author, len(reader.pages)) == ("如何写论文 (1)", "A. Author", 1)


def test_pages_escape_their_texts() -> None:
    markup = str(page("a < b", "x & y", head=meta(og_title='"q"', citation_author="Ré")).body)
    assert "<title>a &lt; b</title>" in markup
    assert "<p>x &amp; y</p>" in markup
    assert '<meta property="og:title" content="&quot;q&quot;"><meta name="citation_author" content="Ré">' in markup


def test_data_and_redirects_say_what_they_are() -> None:
    assert json.loads(str(data({"a": "卷"}).body)) == {"a": "卷"}
    answer = redirect("/b", 307)
    assert (answer.status, dict(answer.headers)["Location"]) == (307, "/b")


@pytest.mark.parametrize(
    ("target", "segments", "query"),
    [
        ("/", (), {}),
        ("/a//b%2Fc/%E5%8D%B7?x=1&x=2&y=", ("a", "b/c", "卷"), {"x": "1", "y": ""}),
    ],
)
def test_requests_take_their_target_apart(target: str, segments: tuple[str, ...], query: dict[str, str]) -> None:
    request = ServedRequest(method="GET", scheme="https", host="h.test", target=target)
    assert (request.segments, request.query) == (segments, query)
    assert request.url == f"https://h.test{target}"


async def test_a_site_answers_in_turn_and_only_the_methods_it_was_given() -> None:
    site = DemoSite("h.test").answer("/a", ServedResponse(status=500), ServedResponse(status=204), method="PUT")
    put = ServedRequest(method="PUT", scheme="https", host="h.test", target="/a")
    get = ServedRequest(method="GET", scheme="https", host="h.test", target="/a")
    statuses = [
        answer.status
        for answer in [await site.respond(r) for r in (put, get, put, put)]
        if isinstance(answer, ServedResponse)
    ]
    assert statuses == [500, 404, 204, 204]
    with pytest.raises(ValueError, match="needs an answer"):
        site.answer("/b")
