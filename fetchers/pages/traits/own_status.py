"""What an answer says for programs: that it is not there, in a field that is made to say so. Data and questions. Pure.

A server without a status for it still tells its crawler, its cache or its own script: by a ``meta`` element, by the
state that it leaves for the page's script, by the fields of an answer that is data. A text that shows such a field has
it escaped, and an application may keep errors of other things in its state: only the outermost fields count.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from fetchers.facts import Witness
from fetchers.pages.traits.absence import speaks_of_loss
from fetchers.pages.traits.evidence import Evidence
from fetchers.pages.traits.marker import SUCCESS, Marker
from fetchers.pages.traits.shape import BRIEF, plain

_DATA_BYTES: Final = 8192
_MOST: Final = 150
"""Words of a message about what is not there."""
_STATUSES: Final = frozenset({"status", "statuscode", "status_code", "errorcode", "error_code"})
_CODES: Final = _STATUSES | {"code", "errcode", "errno"}
_NO_ITEM: Final = frozenset({404, 410, "404", "410"})
_ALL_RIGHT: Final = frozenset({None, 0, 1, 200, "0", "1", "200", "ok", "success"})
_MESSAGES: Final = frozenset({"message", "msg", "error", "detail", "reason", "title", "errmsg", "error_description"})
_CONTENT: Final = frozenset({"data", "result", "item", "items", "content"})
_PROBLEMS: Final = frozenset({"error", "errors", "details", "meta", "links", *_CONTENT})
"""Fields of an error object that may have fields of their own (RFC 9457, JSON:API)."""
_NO_KEY: Final = re.compile(r"\s*(?:<\?xml[^<>]{0,200}>\s*)?<Error>\s*<Code>NoSuch\w{3,20}</Code>")
_PROPERTIES: Final = '"props"'
_STATE: Final = re.compile(r"<script\b[^<>]{0,300}>\s*(\{\s*\"props\"\s*:[^<]{2,65000})</script")
_SERVICE: Final = frozenset({Witness.SERVICE})

MARKERS: Final = (
    Marker(
        trait="body-not-found",
        source="Prerender's meta element, Next.js's for notFound() in a stream, http-equiv before them",
        html=r"<meta\s[^<>]{0,80}?\bprerender-status-code\b[^<>]{0,40}?\b(?:404|410)\b|"
        r"<meta\s[^<>]{0,40}?\b(?:404|410)\b[^<>]{0,40}?\bprerender-status-code\b|"
        r"<meta\s[^<>]{0,40}?\bnext-error\b[^<>]{0,40}?\bnot-found\b|"
        r"<meta\s[^<>]{0,40}?\bhttp-equiv\s*=\s*[\"']?status\b[^<>]{0,40}?\b(?:404|410)\b",
        most_words=BRIEF,
        status=SUCCESS,
        witness=_SERVICE,
    ),
    Marker(
        trait="body-not-found",
        source="Nuxt, Next.js, Remix, any other: the state that the server leaves for the page's script",
        html=r"__NUXT__\s*=\s*\{[^{}]{0,200}\berror\"?\s*:\s*\{[^{}]{0,100}\bstatusCode\"?\s*:\s*404\b|"
        r"\bwindow(?:\.|\[[\"'])\w{1,40}(?:[\"']\])?\s*=\s*\{[^{}]{0,300}\"?\berror\"?\s*:\s*\{[^{}]{0,80}"
        r"\"?\b(?:status|statusCode|code)\"?\s*:\s*\"?(?:404|410)\b|"
        r"\"status\":404,\"statusText\":\"[^\"]{0,40}\",[^{}]{0,60}\"__type\":\"RouteErrorResponse\"",
        most_words=200,
        status=SUCCESS,
        witness=_SERVICE,
    ),
    Marker(
        trait="body-not-found",
        source="WordPress (get_body_class), Drupal, Shopify: the template's own name for its page, on the body",
        html=r"<body\b[^<>]{0,300}?\bclass\s*=\s*[\"']?[^\"'<>]{0,300}?(?<![\w-])(?:error-?404|page-?404|template-404|path-system-404|"
        r"is-404|(?:page-)?not-?found)(?![\w-])",
        status=SUCCESS,
    ),
)


def next_says_absent(evidence: Evidence) -> bool:
    """Whether Next.js was given the page for errors to show, or its properties begin with that status."""
    found = _STATE.search(evidence.html) if _PROPERTIES in evidence.html else None
    state = _object(found[1]) if found else {}
    page, properties = state.get("page"), _of(state.get("props")).get("pageProps")
    if page in ("/404", "/410"):
        return True
    return any(_is_no_item(value) for name, value in _of(properties).items() if name.lower() in _STATUSES)


def data_says_absent(evidence: Evidence) -> bool:
    """An answer for programs, below the root, whose fields say that there is no such item."""
    body = evidence.body
    if len(body) > _DATA_BYTES or not evidence.asked.partition("/")[2]:
        return False
    if evidence.page is None and _NO_KEY.match(body):
        return True
    if body.lstrip()[:1] != "{":  # some servers call their data a page
        return False
    data = _object(body)
    return _says_absent(data) or _says_absent(_of(data.get("error")))


def _says_absent(data: Mapping[str, Any]) -> bool:
    fields = {str(name).lower(): value for name, value in data.items()}
    if any(isinstance(value, list | dict) and value for name, value in fields.items() if name not in _PROBLEMS):
        return False
    if any(_is_no_item(fields.get(name)) for name in _CODES):
        return True
    if not _has_failed(fields):
        return False
    said = (value for name in _MESSAGES if isinstance(value := fields.get(name), str))
    return any(len(text) <= _MOST and speaks_of_loss(plain(text)) for text in said)


def _has_failed(fields: Mapping[str, Any]) -> bool:
    """Whether an answer says that it has nothing: no success, an error, or a code of its own and no content."""
    if fields.get("success", fields.get("ok")) is False or "error" in fields:
        return True
    coded = any(isinstance(fields.get(name), int | str) and fields[name] not in _ALL_RIGHT for name in _CODES)
    return coded and not _CONTENT.isdisjoint(fields) and not any(fields.get(name) for name in _CONTENT)


def _object(text: str) -> Mapping[str, Any]:
    try:
        return _of(json.loads(text))
    except (ValueError, RecursionError):
        return {}


def _of(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_no_item(value: object) -> bool:
    return isinstance(value, int | str) and value in _NO_ITEM


RULES: Final[tuple[tuple[str, Callable[[Evidence], bool], frozenset[Witness]], ...]] = (
    ("body-not-found", next_says_absent, _SERVICE),
    ("body-not-found", data_says_absent, frozenset({Witness.MARKUP, Witness.TEXT})),
)
"""Trait, the question that gives it, and the kind of sign that it is."""
