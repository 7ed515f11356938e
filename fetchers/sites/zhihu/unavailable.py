"""What Zhihu means by an answer that is no page: refusals, and what is really gone. Pure.

Only 404, error 4041 and the pages that say so mean gone; every 403 means that robots are not wanted.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from fetchers.codes import Cause
from fetchers.facts import Answer, Availability, Observation
from fetchers.json_values import at, count, json_of

_CHALLENGE = re.compile(r"""id=["']?zh-zse-ck\b|static\.zhihu\.com/zse-ck/""")
_VERIFICATION = re.compile(r"安全验证|系统监测到您的网络环境存在异常|您当前请求存在异常")
_CODES: Final = {
    4041: Answer(Availability.ABSENT, Cause.NOT_FOUND.of("zhihu"), "Zhihu knows no such thing (error 4041)"),
    10003: Answer(Availability.REFUSED, Cause.ZHIHU.about(10003), "Zhihu refuses unsigned requests (error 10003)"),
    40352: Answer(Availability.REFUSED, Cause.ZHIHU.about(40352), "Zhihu asks whether we are human (error 40352)"),
    40353: Answer(Availability.REFUSED, Cause.ZHIHU.about(40353), "Zhihu wants a login (error 40353)"),
    40362: Answer(
        Availability.REFUSED, Cause.ZHIHU.about(40362), "Zhihu restricts requests from here for now (error 40362)"
    ),
}
_GONE = re.compile(r"没有知识存在的荒原")
_DELETED = re.compile(
    r"(?:该|此)?(?:回答|文章|问题|想法|视频|内容|专栏)已被(?:作者|管理员)?(?:删除|关闭|移除)|内容已(?:被)?删除|该用户已(?:被)?(?:停用|注销)"
)
NOT_FOUND: Final = Answer(Availability.ABSENT, Cause.NOT_FOUND.of("zhihu"), "Zhihu has no such page")
DELETED: Final = Answer(Availability.ABSENT, Cause.DELETED.of("zhihu"), "Zhihu says that this was deleted")
CHALLENGE: Final = Answer(
    Availability.REFUSED, Cause.CHALLENGE.of("zhihu"), "Zhihu answers robots with a script challenge"
)
VERIFICATION: Final = Answer(Availability.REFUSED, Cause.VERIFICATION.of("zhihu"), "Zhihu asks whether we are human")
REFUSED: Final = Answer(Availability.REFUSED, Cause.REFUSED.of("zhihu"), "Zhihu refuses robots")
LIMITED: Final = Answer(Availability.LIMITED, Cause.RATE_LIMITED.of("zhihu"), "Zhihu asks for patience (HTTP 429)")
DOWN: Final = Answer(Availability.DOWN, Cause.UNAVAILABLE.of("zhihu"), "Zhihu itself failed")
SIGN_IN: Final = Answer(Availability.REFUSED, Cause.SIGN_IN.of("zhihu"), "Zhihu wants a login")
_WALLS: Final = ((re.compile(r"/account/unhuman\b"), VERIFICATION), (re.compile(r"/(?:signin|signup)\b"), SIGN_IN))


def answer_of(observation: Observation, body: bytes, *, has_state: bool) -> Answer | None:
    """Return what Zhihu says, None where it serves a page (or none at all came).

    ``has_state``: the page carries the item that was asked for; then no sentence in it is Zhihu's own.
    """
    status = observation.status
    if status is None:
        return None
    answer = _by_place(observation) or _by_code(body)
    if answer is not None:
        return answer
    if status == 200:
        return None if has_state else _by_words(observation, body)
    return _by_status(status, body)


def _by_place(observation: Observation) -> Answer | None:
    path = urlsplit(observation.final_url or "").path
    return next((answer for pattern, answer in _WALLS if pattern.match(path)), None)


def _by_code(body: bytes) -> Answer | None:
    if not body.lstrip().startswith(b"{"):
        return None
    value = json_of(body)
    error = at(value, "error")
    code = count(at(error, "code"))
    if code is None:
        # What an unsigned search is answered with.
        return REFUSED if value == {"HitLabels": None} else None
    detail = f"Zhihu answers with error {code}"
    return _CODES.get(code) or Answer(Availability.REFUSED, Cause.ZHIHU.about(code), detail)


def _by_status(status: int, body: bytes) -> Answer | None:
    if status in (404, 410):
        return NOT_FOUND
    if status in (400, 401, 403, 405, 412):
        return CHALLENGE if _CHALLENGE.search(body.decode("utf-8", "replace")) else REFUSED
    if status == 429:
        return LIMITED
    return DOWN if status >= 500 else None


def _by_words(observation: Observation, body: bytes) -> Answer | None:
    if _CHALLENGE.search(body.decode("utf-8", "replace")):
        return CHALLENGE
    page = observation.page
    if page is None:
        return None
    said = f"{page.title}\n{page.heading}\n{page.text}"
    if _GONE.search(said):
        return NOT_FOUND
    if _VERIFICATION.search(said):
        return VERIFICATION
    return DELETED if _DELETED.search(said) else None
