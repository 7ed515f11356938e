"""What a page says of itself: text, title, dates, anchors. The only place where HTML is parsed. Pure."""

from fetchers.html.charset import decode
from fetchers.html.reader import Reading, read
from fetchers.html.settled import enough

__all__ = ["Reading", "decode", "enough", "read"]
