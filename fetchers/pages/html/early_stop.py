"""How much of a page has to come before the rest can tell nothing new. Cheap: asked again and again of a download."""

from __future__ import annotations

import re
from typing import Final

# What is stated for machines before the page begins. Each is looked for by its first letters, at the speed of memchr;
# in one pattern they take thirty times as long.
_DATES: Final = (re.compile(rb"citation_(?:publication_|online_)?date"), re.compile(rb"article:published_time"))
_AUTHORS: Final = (
    re.compile(rb"citation_author"),
    *(re.compile(vendor + rb"[:.-]author") for vendor in (b"article", b"parsely", b"sailthru")),
    re.compile(rb"name=[\"']?(?:author|byl)\b"),
)
# Structured data states both, and mostly ends the page: where one of these announces it, all of the page is read.
_ANNOUNCED: Final = (b"ld+json", b"itemprop=", b"article:", b'og:type" content="article')
_JSON_LD: Final = re.compile(rb"ld\+json[^<>]{0,200}>")
_STATED: Final = re.compile(rb"\"(?:datepublished|datecreated|uploaddate|pubdate)\"")
_BY: Final = b'"author"'
# Text after the heading: it tells a page from an empty shell, and a date line would have stood in it.
_AFTER_HEADING = 8 * 1024
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
    if _JSON_LD.search(folded) and _STATED.search(folded) and _BY in folded:
        return True
    if len(body) >= _PLENTY and not any(mark in folded for mark in _ANNOUNCED):
        return True
    return any(each.search(folded) for each in _DATES) and any(each.search(folded) for each in _AUTHORS)
