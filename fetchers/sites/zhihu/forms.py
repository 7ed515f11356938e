"""Every address of Zhihu that names something, as a table. Pure."""

from __future__ import annotations

from typing import Final

from fetchers.fetcher import UrlPattern
from fetchers.site import END

_WWW = r"(?:(?:www|m)\.)?zhihu\.com"
_API = r"(?:www\.zhihu\.com/api/v4|api\.zhihu\.com)"
_ZHUANLAN = r"zhuanlan\.zhihu\.com"
_ID = r"(?P<id>\d{1,20})"
"""Up to 19 digits today: texts, never numbers."""
_ARTICLE = "https://zhuanlan.zhihu.com/p/{id}"
_ANSWER = "https://www.zhihu.com/answer/{id}"
# First path segments of zhuanlan.zhihu.com that are no column's name.
_NO_COLUMN = r"(?!(?:p|api|write|drafts?|about|search|topics?|apply)(?:[/?]|\Z))"


def _row(kind: str, pattern: str, example: str, *, page: str = "", better: str = "", what: str = "") -> UrlPattern:
    return UrlPattern(
        kind=kind, pattern=pattern, example=example, key=f"zhihu-{kind}:{{id}}", page=page, better=better, what=what
    )


FORMS: Final = (
    _row("article", rf"(?:{_ZHUANLAN}|{_WWW})/p/{_ID}(?:/edit)?{END}", "https://zhuanlan.zhihu.com/p/676109470"),
    # Made for search engines' visitors; the address a reader is shown in the end is the article's.
    _row("article", rf"{_WWW}/tardis/[\w-]+/art/{_ID}{END}",
         "https://www.zhihu.com/tardis/zm/art/647109286?source_id=1003", better=_ARTICLE),
    _row("article", rf"{_API}/articles/{_ID}{END}", "https://api.zhihu.com/articles/676109470",
         page=_ARTICLE, better=_ARTICLE),
    _row("answer", rf"{_WWW}/question/(?P<question>\d{{1,20}})/answers?/{_ID}{END}",
         "https://www.zhihu.com/question/591646269/answer/3539346609"),
    _row("answer", rf"{_WWW}/answer/{_ID}{END}", "https://www.zhihu.com/answer/3539346609"),
    _row("answer", rf"{_WWW}/tardis/[\w-]+/ans/{_ID}{END}", "https://www.zhihu.com/tardis/bd/ans/3539346609",
         better=_ANSWER),
    _row("answer", rf"{_API}/(?:questions/\d+/)?answers/{_ID}{END}", "https://api.zhihu.com/answers/3539346609",
         page=_ANSWER, better=_ANSWER),
    _row("question", rf"{_WWW}/question/{_ID}(?:/(?:log|answers(?:/updated)?|followers))?{END}",
         "https://www.zhihu.com/question/328463675"),
    _row("question", rf"{_WWW}/tardis/[\w-]+/qus/{_ID}{END}", "https://www.zhihu.com/tardis/bd/qus/328463675",
         better="https://www.zhihu.com/question/{id}"),
    _row("question", rf"{_API}/questions/{_ID}{END}", "https://api.zhihu.com/questions/328463675",
         page="https://www.zhihu.com/question/{id}", better="https://www.zhihu.com/question/{id}"),
    _row("people", rf"{_WWW}/(?:people|org)/(?P<id>[^/?]+)(?:/[\w-]+)*{END}",
         "https://www.zhihu.com/people/xu-tao-83-44-34/posts", what="profile"),
    _row("column", rf"{_WWW}/column/(?P<id>[^/?]+){END}", "https://www.zhihu.com/column/c_1389404662173315072"),
    _row("pin", rf"{_WWW}/pin/{_ID}{END}", "https://www.zhihu.com/pin/1700000000000000000", what="post"),
    _row("zvideo", rf"{_WWW}/zvideo/{_ID}{END}", "https://www.zhihu.com/zvideo/1500000000000000000", what="video"),
    _row("topic", rf"{_WWW}/topic/{_ID}(?:/[\w-]+)?{END}", "https://www.zhihu.com/topic/19559450/hot"),
    _row("collection", rf"{_WWW}/collection/{_ID}{END}", "https://www.zhihu.com/collection/100000000"),
    _row("story", rf"daily\.zhihu\.com/story/{_ID}{END}", "https://daily.zhihu.com/story/9700000", what="article"),
    _row("column", rf"{_ZHUANLAN}/{_NO_COLUMN}(?P<id>[\w-]+){END}", "https://zhuanlan.zhihu.com/c_1389404662173315072"),
    # Whatever else there is on Zhihu meets the same wall, and shares the breaker.
    UrlPattern(kind="page", pattern=r"(?!link\.)(?:[a-z0-9-]+\.)*zhihu\.com(?:[/?].*)?", example="https://www.zhihu.com/explore"),
)  # fmt: skip
