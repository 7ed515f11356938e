"""How much of a page has to come before the rest can tell nothing new. Cheap: asked again and again of a download."""

from __future__ import annotations

import re

_HEAD_END = re.compile(rb"</head\s*>|<body\b", re.IGNORECASE)
_HEADING = re.compile(rb"<h1\b.*?</h1\s*>", re.IGNORECASE | re.DOTALL)
_PUBLISHED = re.compile(
    rb"citation_(?:publication_|online_)?date|article:published_time|datePublished|itemprop=[\"']?datePublished"
    rb"|<time\b[^>]{0,200}?\bdatetime\s*=|(?:19|20)\d\d\s*(?:-|/|\.|\xe5\xb9\xb4|\xc4\xea)\s*[01]?\d\s*(?:-|/|\.|\xe6\x9c\x88|\xd4\xc2)\s*[0-3]?\d",
    re.IGNORECASE,
)
# Text after the heading that tells a page from an empty shell, and where a date line would have been.
_AFTER_HEADING = 12 * 1024
# Without a date to be found in all of this, one further on would be somebody else's.
_PLENTY = 256 * 1024
_TAIL = 64


def enough(body: bytes) -> bool:
    """Whether a download may stop: the page is over, or its names, date and beginning have all come."""
    if re.search(rb"</html\s*>\s*\Z", body[-_TAIL:], re.IGNORECASE):
        return True
    head = _HEAD_END.search(body)
    if head is None:
        return False
    heading = _HEADING.search(body, head.end())
    if heading is None or len(body) - heading.end() < _AFTER_HEADING:
        return False
    return len(body) >= _PLENTY or _PUBLISHED.search(body) is not None
