"""What an answer is by its structure: errors for programs, in fields that are made for them."""

from __future__ import annotations

import pytest

from fetchers.pages.traits import find_witnesses


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
        '{"code": 404',
        "{" * 4000,
        "<Error><Code>AccessDenied</Code></Error>",
    ],
)
def test_other_answers_do_not(body: str) -> None:
    assert not is_absent(body)
