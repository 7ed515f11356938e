"""Domains for sale, sold or run out, and what is shown in the place of a site. Data.

Sources: Vissers et al., "Parking Sensors" (NDSS 2015); the landers of the big parking services; registrars' pages.
"""

from __future__ import annotations

from typing import Final

from fetchers.facts import Witness
from fetchers.pages.traits.marker import ARTICLE, SUCCESS, Marker
from fetchers.pages.traits.phrases import wording

_LOTS: Final = (
    r"sedoparking\.com|parkingcrew\.(?:net|com)|bodiscdn\.com|\bbodis\.com|parklogic\.com|park\.above\.com|"
    r"cashparking\.com|skenzo\.com|(?<![\w-])dan\.com/|afternic\.com|hugedomains\.com|"
    r"domainmarket\.com|undeveloped\.com|uniregistry\.com|smartname\.com|domainsponsor\.com|trafficz\.com|"
    r"voodoo\.com/|namefind\.com|img1\.wsimg\.com/parking-lander|"
    r"porkbun-media\.s3|parked-content\.godaddy|efty\.com|buydomains\.com|brandbucket\.com|squadhelp\.com|"
    r"(?<![\w-])atom\.com/name|(?<![\w-])saw\.com/|giantpanda\.com|domainnamesales\.com|searchvity\.com|"
    r"d38psrni17bvxu\.cloudfront\.net|parking\.(?:reg|nic)\.ru|parkweb\.|ztomy\.com|domeneshop\.no/parked|"
    r"sedo\.com/search/details|dynadot\.com/(?:market|domain)"
)
_FOR_SALE: Final = wording("for-sale")
# A registrar's page in the place of a site that was never put up, or is no longer.
_HELD: Final = wording("held-by-a-registrar")
_LAPSED: Final = wording("lapsed")

MARKERS: Final = (
    Marker(
        trait="parked",
        source="parking services' landers: their scripts and frames on a short page",
        html=rf"(?:src|href|action)\s*=\s*[\"']?(?:https?:)?//[^\"'\s>]*(?:{_LOTS})",
        visible=rf"{_FOR_SALE}|related (?:searches|links)|sponsored listings|parked|{_LAPSED}",
        most_words=250,
        status=SUCCESS | {403, 410},
    ),
    Marker(
        trait="parked",
        source="parking services' own addresses",
        url=rf"^(?:[\w-]+\.)*(?:{_LOTS})|^expireddomains\.com|^(?:www\.)?(?:sedo|"
        rf"dan|afternic|hugedomains|undeveloped|domainmarket)\.com/",
        witness=frozenset({Witness.SERVICE}),
    ),
    Marker(trait="parked", source="hosts that parking services add to a name", url=r"^ww(?:1|\d{2})\.[\w.-]+/"),
    Marker(
        trait="parked",
        source="landers that only a script draws (GoDaddy, ParkLogic, Bodis)",
        html=r"location(?:\.href)?\s*=\s*[\"']/lander|window\.park\b|window\._?parking|data-adblockkey|"
        r"/parking-lander/|parking_?page|/px\.js\?ch=",
        most_words=60,
    ),
    Marker(
        trait="parked",
        source="parking services named in a script, on a page with next to nothing else",
        html=rf"<script[^>]*>[^<]*//[^<\"'\s]*(?:{_LOTS})",
        visible=r"related (?:searches|links)|sponsored|domain",
        most_words=40,
        status=SUCCESS,
    ),
    Marker(trait="parked", source="GoDaddy", url=r"^[^/]+/lander(?:[/?#]|$)"),
    Marker(
        trait="parked",
        source="for sale, in the title",
        title=rf"(?:{_FOR_SALE}).{{0,40}}",
        unless_title=ARTICLE,
        most_words=350,
        status=SUCCESS,
    ),
    Marker(
        trait="parked",
        source="lists of advertisements and nothing else, in the words of parking services",
        visible=r"sponsored (?:listings|links|results)|related (?:searches|links)\b.{0,200}(?:privacy policy|domain)|"
        r"スポンサー(?:リンク|リスティング|検索)|関連(?:する)?(?:検索|リンク|キーワード)|赞助(?:商)?(?:链接|"
        r"搜索|结果)|贊助(?:商)?連結|"
        r"相关(?:搜索|链接)|相關(?:搜尋|連結)|gesponserte (?:links|anzeigen)|liens sponsorisés|enlaces patrocinados|"
        r"links patrocinados|link sponsorizzati|спонсорские ссылки|스폰서 ?링크",
        most_words=60,
        without=r"<article\b|<main\b|<h1\b",
        status=SUCCESS,
    ),
    Marker(
        trait="parked",
        source="for sale, on a short page",
        visible=_FOR_SALE,
        unless_title=ARTICLE,
        most_words=70,
        status=SUCCESS,
    ),
    Marker(
        trait="domain-lapsed",
        source="registrars' pages, in the title",
        title=rf".{{0,20}}(?:{_LAPSED}).{{0,40}}",
        unless_title=ARTICLE,
        most_words=300,
        status=SUCCESS,
    ),
    Marker(
        trait="parked",
        source="for sale, in the first words of a page",
        visible=rf"^.{{0,120}}?(?:{_FOR_SALE})",
        unless_title=ARTICLE,
        most_words=200,
        status=SUCCESS,
    ),
    Marker(
        trait="domain-lapsed",
        source="registrars' pages for names in nobody's use",
        visible=_HELD,
        most_words=90,
        status=SUCCESS,
    ),
    Marker(trait="domain-lapsed", source="registrars' pages", visible=_LAPSED, most_words=80, status=SUCCESS),
)
