"""What an answer says for programs: that it is not there, in fields that are made to say so."""

from __future__ import annotations

import pytest

from fetchers.pages.traits import find_witnesses
from tests.fetchers.pages.traits.trait_pages import Answer, traits


def is_absent(body: str, url: str = "https://api.hardweb/v1/teas/88", status: int = 200) -> bool:
    headers = {"content-type": "application/json"}
    found = find_witnesses(status=status, headers=headers, text=body, page=None, url=url, final_url=url)
    return "body-not-found" in found


@pytest.mark.parametrize(
    "body",
    [
        '{"code": 404, "msg": "", "data": null}',
        '{"statusCode": "410"}',
        '{"error": {"status": 404, "message": "Tea 88"}}',
        '{"success": false, "message": "资源已被删除"}',
        '{"ok": false, "detail": "Tea not found"}',
        '{"error": "No such tea", "message": "Tea not found"}',
        '{"code": 40004, "msg": "该接口已下线", "data": null}',
        '{"errno": "E17", "errmsg": "Tea not found", "result": []}',
        '{"type": "about:blank", "title": "Not Found", "status": 404, "instance": "/v1/teas/88"}',
        "<?xml version='1.0'?><Error><Code>NoSuchKey</Code><Key>teas/88</Key></Error>",
    ],
)
def test_an_answer_for_programs_says_so_in_its_fields(body: str) -> None:
    assert is_absent(body)
    assert not is_absent(body, "https://api.hardweb/")


@pytest.mark.parametrize(
    "body",
    [
        '{"code": 0, "message": "Tea not found is a song"}',
        '{"id": 404, "name": "Oolong"}',
        '{"code": [404], "status": null}',
        '{"error": {"status": 500, "message": "try later"}}',
        '{"success": true, "message": "3 entries were deleted"}',
        '[{"code": 404}]',
        '{"404": "Tea not found", "500": "try later"}',
        '{"status": 404, "name": "Oolong", "leaves": ["green", "black"]}',
        '{"code": 200, "msg": "ok", "data": {"text": "Tea not found"}}',
        '{"code": 40004, "msg": "该接口已下线", "data": {"since": 2020}}',
        '{"code": "A7", "title": "Tea not found"}',
        '{"error": ' * 700 + "{}" + "}" * 700,
        '{"code": 404',
        "{" * 4000,
        "<Error><Code>AccessDenied</Code></Error>",
    ],
)
def test_other_answers_do_not(body: str) -> None:
    assert not is_absent(body)


@pytest.mark.parametrize(
    "head",
    [
        "<meta name='prerender-status-code' content='404'>",
        "<meta content=410 name=prerender-status-code>",
        "<meta name='next-error' content='not-found'>",
        "<meta http-equiv='Status' content='404 Not Found'>",
        '<script id="__NEXT_DATA__">{"props":{"pageProps":{"menu":[{}]}},"page":"/404"}</script>',
        '<script id=__NEXT_DATA__>{"props":{"pageProps":{"a":{},"statusCode":404}},"page":"/_error"}</script>',
    ],
)
def test_a_page_says_so_for_crawlers_and_for_its_own_script(head: str) -> None:
    said = Answer(title="Teas", body=f"{head}<p>Oolong is a tea.</p><script type=module src=/a.js></script>")
    assert "body-not-found" in traits(said)


@pytest.mark.parametrize(
    "head",
    [
        "<meta name='prerender-status-code' content='200'>",
        "<pre>&lt;meta name='prerender-status-code' content='404'&gt;</pre>",
        '<script id=__NEXT_DATA__>{"props":{"pageProps":{"routes":[{"page":"/404"}]}},"page":"/teas"}</script>',
        '<script id=__NEXT_DATA__>{"props":{"pageProps":{"tea":{"status":404}}},"page":"/teas"}</script>',
        '<script id=__NEXT_DATA__>{"props":null,"page":"/teas"</script>',
        '<script>const state = {"props": {}, "page": "/404"}</script>',
    ],
)
def test_what_an_application_keeps_of_others_is_no_status_of_its_own(head: str) -> None:
    assert "body-not-found" not in traits(Answer(title="Teas", body=f"{head}<p>Oolong is a tea.</p>"))
