"""A small Zhihu: pages with their state as JSON, the challenge that robots get, and the page for what is gone.

The wording of the challenge and of the page for missing things is our own, around the marks that tell them apart.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from linkcheck.demo.exchange import ServedRequest, ServedResponse
from linkcheck.demo.responses import data, html, page, redirect

_STATE: Final = '<script id="js-initialData" type="text/json">{}</script>'


def article(number: str, title: str, author: str, votes: int, created: int) -> ServedResponse:
    """Return an article of a column."""
    facts = {
        "id": number,
        "title": title,
        "type": "article",
        "url": f"https://zhuanlan.zhihu.com/p/{number}",
        "created": created,
        "updated": created + 86400,
        "voteupCount": votes,
        "commentCount": votes // 10,
        "excerpt": "示例摘要。",
        "author": _author(author),
        "topics": [],
    }
    return _served(f"{title} - 知乎", {"articles": {number: facts}}, "column")


def answer(question: str, number: str, title: str, author: str, votes: int, created: int) -> ServedResponse:
    """Return an answer to a question."""
    facts = {
        "id": number,
        "type": "answer",
        "question": {"id": question, "title": title, "type": "question"},
        "createdTime": created,
        "updatedTime": created + 86400,
        "voteupCount": votes,
        "commentCount": votes // 10,
        "excerpt": "示例摘要。",
        "author": _author(author),
    }
    entities = {"answers": {number: facts}, "questions": {question: _question(question, title, created, 12)}}
    return _served(f"{title} - {author}的回答 - 知乎", entities, "main")


def question(number: str, title: str, answers: int, created: int) -> ServedResponse:
    """Return a question."""
    return _served(f"{title} - 知乎", {"questions": {number: _question(number, title, created, answers)}}, "main")


def person(token: str, name: str, followers: int) -> ServedResponse:
    """Return a member's page."""
    facts = {**_author(name), "urlToken": token, "followerCount": followers, "answerCount": 10, "articlesCount": 5}
    return _served(f"{name} - 知乎", {"users": {token: facts}}, "main")


def column(slug: str, title: str, author: str, created: int) -> ServedResponse:
    """Return a column's front page."""
    facts = {
        "id": slug,
        "title": title,
        "type": "column",
        "created": created,
        "updated": created + 86400,
        "articlesCount": 8,
        "itemsCount": 8,
        "author": _author(author),
    }
    return _served(f"{title} - 知乎", {"columns": {slug: facts}}, "column")


def challenge(_: ServedRequest | None = None) -> ServedResponse:
    """Return the script challenge that a robot gets: 403."""
    markup = (
        '<!doctype html><html lang="zh"><head><meta charset="utf-8"><meta id="zh-zse-ck" content="sample">'
        "<title>知乎（示例验证页）</title></head><body><div>请稍候，正在检查浏览器。</div>"
        '<script src="https://static.zhihu.com/zse-ck/v4/sample.js"></script></body></html>'
    )
    return html(markup, status=403, headers={"server": "BLB"})


def gone(_: ServedRequest | None = None) -> ServedResponse:
    """Return the page for what does not exist: 404."""
    return page("404 - 知乎", "你似乎来到了没有知识存在的荒原。\n这是示例页面。", status=404, language="zh")


def sign_in(request: ServedRequest) -> ServedResponse:
    """Return the redirect of a page that wants a login."""
    return redirect(f"https://www.zhihu.com/signin?next={request.path}", 302)


def sign_in_page(_: ServedRequest) -> ServedResponse:
    """Return the page where one logs in."""
    return page("登录 - 知乎", "请登录后继续。", head='<meta name="robots" content="noindex">', language="zh")


def api(_: ServedRequest) -> ServedResponse:
    """Return what the API says to a client that does not sign its requests."""
    return data({"error": {"code": 10003, "message": "请求参数异常（示例）", "name": "Error"}}, status=403)


def _question(number: str, title: str, created: int, answers: int) -> dict[str, object]:
    return {
        "id": number,
        "title": title,
        "type": "question",
        "created": created,
        "updatedTime": created + 86400,
        "answerCount": answers,
        "followerCount": answers * 20,
        "author": _author("匿名用户"),
    }


def _author(name: str) -> dict[str, object]:
    return {"name": name, "urlToken": "sample", "headline": "示例", "type": "people"}


def _served(title: str, entities: Mapping[str, object], app: str) -> ServedResponse:
    empty: dict[str, object] = {kind: {} for kind in ("users", "questions", "answers", "articles", "columns")}
    state = {"initialState": {"entities": empty | dict(entities)}, "subAppName": app}
    script = _STATE.format(json.dumps(state, ensure_ascii=False).replace("/", r"\u002F"))
    return page(title, "这是示例页面的正文。" * 20, head=script, language="zh")
