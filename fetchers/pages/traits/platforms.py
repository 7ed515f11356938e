"""What platforms and services say in their own words, where grammar does not reach them. Data.

A sentence is bound to its platform by a mark in its markup; then it is the service's own word. Sources:
the platforms' own pages; awesome-list issues where such links were reported.
"""

from __future__ import annotations

from typing import Final

from fetchers.facts import Witness
from fetchers.pages.traits.marker import ARTICLE, SUCCESS, Marker
from fetchers.pages.traits.phrases import wording

_SERVICE: Final = frozenset({Witness.SERVICE})

_ENDED: Final = wording("service-ended")

MARKERS: Final = (
    Marker(
        trait="body-not-found",
        source="vBulletin, phpBB, XenForo, Discuz!, SMF: messages for threads that are not there",
        visible=r"(?:no|invalid) (?:thread|post|user|forum|attachment) specified|the requested (?:topic|forum|"
        r"post|user|"
        r"thread|page|member|attachment) (?:does not exist|could not be found)|"
        r"the topic or board you are looking for appears to be|指定的(?:主题|帖子|版块|空间|用户)不存在|"
        r"抱歉，(?:指定的|您访问的|该)?[^。]{0,12}(?:不存在|已被删除|没有找到|正在被审核)",
        most_words=160,
        status=SUCCESS,
        html=r"vbulletin|phpbb|xenforo|discuz|simple ?machines|vb_|mybb|invision|ips4|fluxbb|punbb",
        witness=_SERVICE,
    ),
    Marker(
        trait="body-not-found",
        source="PHP-FPM and nginx: the script that was asked for is not there",
        visible=r"^(?:no input file specified|file not found|primary script unknown|404 page not found|not found|"
        r"cannot get /\S{0,200}|the page cannot be found|404)[.!]?$",
        without=r"<(?:img|svg|canvas|video|audio|iframe|object|embed)\b",  # a server sends no pictures along
        most_words=14,
        status=SUCCESS,
        witness=_SERVICE,
    ),
    Marker(
        trait="service-ended",
        source="farewells of services, in the title",
        title=rf".{{0,40}}(?:{_ENDED}).{{0,30}}",
        unless_title=ARTICLE,
        most_words=200,
        status=SUCCESS,
    ),
    Marker(
        trait="service-ended",
        source="farewells of services",
        visible=rf"^.{{0,160}}?(?:{_ENDED})",
        unless_title=ARTICLE,
        most_words=90,
        status=SUCCESS,
    ),
)
