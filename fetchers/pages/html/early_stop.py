"""How much of a page has to come before the rest can tell nothing new. Cheap: asked again and again of a download."""

from __future__ import annotations

import re
from typing import Final

# What is stated for machines before the page begins. Each is looked for by its first letters, at the speed of memchr;
# in one pattern they take thirty times as long.
_SCHOLARS: Final = (re.compile(rb"citation_(?:publication_|online_)?date"), re.compile(rb"citation_author"))
"""Tags of papers. Nothing outranks them."""
_TAGS: Final = (
    (_SCHOLARS[0], re.compile(rb"article:published_time")),
    (
        _SCHOLARS[1],
        *(re.compile(vendor + rb"[:.-]author") for vendor in (b"article", b"parsely", b"sailthru")),
        re.compile(rb"name=[\"']?(?:author|byl)\b"),
    ),
)
"""Tags of a date, and of an author."""
# Structured data states both, outranks tags, and mostly ends the page: where one of these announces it, it is awaited.
_ANNOUNCED: Final = (b"article:", b'og:type" content="article')
_MICRODATA: Final = b"itemprop="
_MICRODATA_STATED: Final = (
    re.compile(rb"itemprop=[\"']?date(?:published|created)\b"),
    re.compile(rb"itemprop=[\"']?author\b"),
)
_JSON_LD: Final = b"ld+json"
_JSON_LD_DATES: Final = (b'"datepublished"', b'"datecreated"', b'"uploaddate"', b'"pubdate"')
_JSON_LD_AUTHOR: Final = b'"author"'
# Text after the heading: it tells a page from an empty shell, and a date line would have stood in it.
_AFTER_HEADING = 8 * 1024
# Where tags state both, and nothing in all of this overrules them, nothing will.
_PLENTY_AFTER_TAGS = 96 * 1024
# Where nothing is announced in all of this, date and author have come, or will not.
_PLENTY = 112 * 1024
_TAIL = 64


def enough(body: bytes) -> bool:
    """Whether a download may stop: the page is over, or its names, date, authors and beginning have all come."""
    if b"</html" in body[-_TAIL:].lower():
        return True
    if len(body) < _AFTER_HEADING:
        return False
    folded = body.lower()
    body_start = max(folded.find(b"</head"), folded.find(b"<body"))
    heading = folded.find(b"<h1", body_start)
    heading_end = folded.find(b"</h1", heading)
    if min(body_start, heading, heading_end) < 0 or len(body) - heading_end < _AFTER_HEADING:
        return False
    if _is_structured(folded) or all(each.search(folded) for each in _SCHOLARS):
        return True
    # Asked again every 16 kB: of a long page, only its head is searched again.
    end = len(body) if len(body) < _PLENTY else heading
    if len(body) >= _PLENTY_AFTER_TAGS and all(any(each.search(folded, 0, end) for each in kind) for kind in _TAGS):
        return True
    return len(body) >= _PLENTY and not _is_announced(folded, heading)


def _is_structured(folded: bytes) -> bool:
    """Whether structured data that states date and author has come."""
    data = folded.find(_JSON_LD)
    if data >= 0 and folded.find(_JSON_LD_AUTHOR, data) >= 0 and any(folded.find(n, data) >= 0 for n in _JSON_LD_DATES):
        return True
    return all(each.search(folded) for each in _MICRODATA_STATED)


def _is_announced(folded: bytes, heading: int) -> bool:
    """Whether structured data may be still to come."""
    return _JSON_LD in folded or any(folded.find(mark, 0, heading) >= 0 for mark in _ANNOUNCED) or _MICRODATA in folded
