"""One page, looked at as a reader would: two profiles, TLS doubts, hops made by markup, fragments, PDFs."""

from fetchers.page.looking import Refine, look
from fetchers.page.sibling import probe_sibling

__all__ = ["Refine", "look", "probe_sibling"]
