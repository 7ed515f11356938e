"""The names under which pages state their dates in meta tags and in the state of their scripts. Tables only."""

from __future__ import annotations

import re
from typing import Final

# Google Scholar's tags are checked by publishers; they win over all else.
CITED: Final = ("citation_publication_date", "citation_date", "citation_online_date")

# Most exact first: a name that tells publication from anything else before one that does not.
PUBLISHED: Final = (
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "bt:pubdate",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publish_time",
    "published",
    "published_date",
    "published-date",
    "published_time",
    "publication_date",
    "publicationdate",
    "article_date_original",
    "article-publish-date",
    "article.published",
    "article:created",
    "originalpublicationdate",
    "displaydate",
    "release_date",
    "og:release_date",
    "video:release_date",
    "cxenseparse:recs:publishtime",
    "cse.publishdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dc:date",
    "datecreated",
    "weibo:article:create_at",
    "apub:time",
    "pubtime",
    "date",
    "dateupdate",  # Baidu's articles: the moment of posting
)
UPDATED: Final = (
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "lastmodified",
    "revised",
    "updated_time",
    "weibo:article:update_at",
)

# State that a page hands to its own scripts: a day or a Unix time, and right before it the name of what it is. A
# pattern for each first digit: see fetchers.pages.html.years.
VALUES_IN_SCRIPT: Final = (
    re.compile(r"1(?<=[\s:=\"'\\]1)(?:9\d\d(?:-\d\d-|/\d\d/)\d\d|\d{9}(?:\d{3})?)\b"),
    re.compile(r"20(?<=[\s:=\"'\\]20)\d\d(?:-\d\d-|/\d\d/)\d\d\b"),
)
NAME_IN_SCRIPT: Final = re.compile(
    r"(?:\b|_)(?:date_?published|publish(?:ed)?_?(?:date|time|on|at)|pub_?(?:date|time)|first_?published(?:_?at|_?date)?|ct)"
    r"[\"']?\s*[:=]\s*\\?[\"']?\Z",
    re.IGNORECASE,
)
