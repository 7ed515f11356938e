"""Where Chinese, Japanese, Korean or Thai text begins that follows a bare address with nothing between. Pure."""

from __future__ import annotations

import re
from typing import Final

# Letters of scripts that are written without spaces, or join particles to what they follow (Korean).
_GLUED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035"
    "\u3040-\u30fa\u30fc-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f\U00020000-\U0003ffff"
)
_RUN = re.compile(rf"[{_GLUED}]+")
_HOST = re.compile(r"[^/?#]*")
# Both cases are written out: re.IGNORECASE would fold every letter of these ranges when the patterns are compiled.
_AFTER_NAME = re.compile(rf"(?:\.[A-Za-z0-9-]*[A-Za-z]|:[0-9]+)(?=[{_GLUED}])")
_AFTER_LABEL = re.compile(rf"[A-Za-z0-9-]+(?=[{_GLUED}])")
_GOES_ON = re.compile(r"[/?#%_=&-][^\s]|\.[A-Za-z0-9]")
# Sites whose paths are titles in their reader's own script.
_TITLE = re.compile(
    r"(?:\.wiki(?:pedia|source|quote|media|voyage|books|news)\.org/(?:wiki|zh[a-z-]*)/"
    r"|\.wiktionary\.org/wiki/|//baike\.baidu\.com/item/|//zh\.moegirl\.org\.cn/)[^/?#]*\Z"
)
# Parts of paths behind which a name stands in its own script, whatever the site: wikis, tags, branches, articles.
_NAMED = re.compile(r"/(?:wiki|w|tags?|tree|a)/\Z")
_LONGEST_TITLE: Final = 300
_LONGEST_HOST: Final = 1_000
"""Characters: a name has 253 octets at most (RFC 1035 §2.3.4), and a text without any slash is not read for each."""


def before_glued_text(text: str, start: int, host: int, end: int) -> int:
    """Return where the text begins that is glued to the address from ``start`` to ``end``, else ``end``.

    ``host`` is where its host begins.
    """
    name = _HOST.match(text, host, min(end, host + _LONGEST_HOST))
    path = name.end() if name else host
    cut = host + _host_length(text[host:path])
    if cut < path:
        return cut
    kept = path
    for run in _RUN.finditer(text, path, end):
        if not _belongs(text, start, kept, run, end):
            return run.start()
        kept = run.end()
    return end


def _host_length(host: str) -> int:
    """``zhihu.com后文`` ends at ``com``; ``例子.中国`` and ``www.abc中文.com`` are names as they are."""
    match = _AFTER_NAME.search(host, len("www.") if host[:4].lower() == "www." else 0)
    if match is None and "." not in host:
        match = _AFTER_LABEL.match(host)
    return match.end() if match else len(host)


def _belongs(text: str, start: int, kept: int, run: re.Match[str], end: int) -> bool:
    """Whether a run of such letters is part of the path and not of the sentence; ``kept`` is where the last ended.

    It is: as a value (``?q=中文``) or an anchor (``#安装``, ``#3-安装``); in a segment that has such letters already;
    as the beginning of a segment behind such a one, or when the address goes on (``/路径/页面``, ``/文档.pdf``); and
    where paths are titles.
    """
    at = run.start()
    before = text[at - 1]
    has_some = bool(_RUN.match(text[kept - 1]))
    if before in "=#" or (has_some and text.find("/", kept, at) < 0):
        return True
    head = text[max(start, at - _LONGEST_TITLE) : at]
    if (before in "-_" and "#" in head) or _TITLE.search(head) or _NAMED.search(head):
        return True
    return before == "/" and (has_some or bool(_GOES_ON.match(text, run.end(), end)))
