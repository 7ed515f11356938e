"""The names under which pages state their dates in meta tags, and the words around dates in their text. Tables only."""

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

# Parts of a page that carry other pages' dates.
ELSEWHERE: Final = re.compile(
    r"comment|related|sidebar|recommend|footer|copyright|respond|repl(?:y|ies)|widget|aside|popular|recent|trending|"
    r"calendar|event|archive|breadcrumb|menu|\bnav\b|latest|teaser|readnext|newsletter|signature",
    re.IGNORECASE,
)
UPDATE_BEFORE: Final = re.compile(
    r"(?:updated?|modified|modification|revised|edited|reviewed|aktualisiert|mise? à jour|actualizado|aggiornato|"
    r"更新|修改|编辑于|編集)[^\d]{0,25}\Z",
    re.IGNORECASE,
)
# Words that make the day after them the page's own, wherever they stand.
PUBLISHED_AS: Final = re.compile(
    r"(?:发布时间|發布時間|发表时间|發表時間|发布日期|發布日期|发布于|發佈於|发表于|發表於|创建时间|日期|时间|時間|公開日|掲載日|投稿日|登録日|作成日|"
    r"\bdatum|\bdate|\bfecha|"
    r"published(?:\s+on)?|posted(?:\s+on)?|date\s+published|publication\s+date|veröffentlicht(?:\s+am)?|"
    r"publié(?:e)?(?:\s+le)?|publicado(?:\s+el|\s+em)?|pubblicato(?:\s+il)?|опубликовано)\s*[:：]?\s*"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?\Z",
    re.IGNORECASE,
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
