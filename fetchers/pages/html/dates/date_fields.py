"""The names under which pages state their dates in meta tags and in the state of their scripts. Tables only."""

from __future__ import annotations

import re
from typing import Final

# Google Scholar's tags are checked by publishers; they win over all else.
CITED: Final = ("citationpublicationdate", "citationdate", "citationonlinedate")

# Most exact first: a name that tells publication from anything else before one that does not. Without what parts their
# words, for each is written in every way: ``publish-date``, ``publish_date``, ``article:published:time``. Baidu calls
# the moment of posting ``dateUpdate``.
PUBLISHED: Final = (
    "articlepublishedtime", "articlepublished", "ogarticlepublishedtime", "ogpublishedtime", "ogpubdate", "btpubdate",
    "datepublished", "parselypubdate", "sailthrudate", "pubdate", "publishdate", "publishtime", "published",
    "publisheddate", "publishedtime", "publicationdate", "articledateoriginal", "articlepublishdate",
    "articlecreated", "originalpublicationdate", "displaydate", "releasedate", "ogreleasedate", "videoreleasedate",
    "cxenseparserecspublishtime", "csepublishdate", "dcdateissued", "dctermsissued", "dctermscreated",
    "dcdatecreated", "datecreated", "weiboarticlecreateat", "apubtime", "pubtime", "dateupdate",
)  # fmt: skip
DATED: Final = ("date", "dcdate", "dctermsdate")
"""Names that do not tell which date it is: some pages stamp each change so."""
UPDATED: Final = (
    "articlemodifiedtime", "articlemodified", "ogupdatedtime", "ogmodifiedtime", "datemodified", "dctermsmodified",
    "dcdatemodified", "lastmodified", "lastmod", "revised", "updatedtime", "weiboarticleupdateat",
)  # fmt: skip

# State that a page hands to its own scripts: a day or a Unix time, and right before it the name of what it is. A
# pattern for each first digit: see fetchers.pages.html.years.
VALUES_IN_SCRIPT: Final = (
    re.compile(r"1(?<=[\s:=\"'\\]1)(?:9\d\d(?:-\d\d-|/\d\d/)\d\d|\d{9}(?:\d{3})?)(?!\d)"),
    re.compile(r"20(?<=[\s:=\"'\\]20)\d\d(?:-\d\d-|/\d\d/)\d\d(?!\d)"),
)
NAME_IN_SCRIPT: Final = re.compile(
    r"(?:\b|_)(?:date_?published|publish(?:ed)?_?(?:date|time|on|at)|pub_?(?:date|time)|first[_-]?publi(?:shed(?:_?at|_?date)?|cation)|ct)"
    r"[\"']?\s*[:=]\s*\\?[\"']?\Z",
    re.IGNORECASE,
)
