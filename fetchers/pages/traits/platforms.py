"""What platforms and services say in their own words, where grammar does not reach them. Data.

A sentence is bound to its platform by the host or by a mark in its markup; then it is the service's own word. Sources:
the platforms' own pages; awesome-list issues where such links were reported.
"""

from __future__ import annotations

from typing import Final

from fetchers.facts import Witness
from fetchers.pages.traits.marker import ARTICLE, SUCCESS, Marker
from fetchers.pages.traits.phrases import wording

_SERVICE: Final = frozenset({Witness.SERVICE})


def _own_word(source: str, host: str, says: str, *, most_words: int = 250) -> Marker:
    """What a platform says, on its own host, of an item that is gone."""
    return Marker(
        trait="body-not-found",
        source=source,
        host=rf"^(?:[\w-]+\.)*(?:{host})(?::\d+)?/",
        visible=says,
        most_words=most_words,
        status=SUCCESS,
        witness=_SERVICE,
    )


_ENDED: Final = wording("service-ended")

MARKERS: Final = (
    _own_word(
        "Discord", r"discord\.(?:gg|com)", r"invite invalid|invalid invite|invitation invalide|einladung ungültig"
    ),
    _own_word(
        "MediaFire", r"mediafire\.com", r"invalid or deleted file|file (?:has been )?removed|dmca|set to private"
    ),
    _own_word(
        "MEGA",
        r"mega(?:\.co)?\.(?:nz|io)",
        r"no longer (?:available|accessible)|unavailable|"
        r"has been removed",
    ),
    _own_word("Dropbox", r"dropbox\.com", r"link (?:has )?expired|was deleted|no longer available|item was deleted"),
    _own_word(
        "Google Drive", r"(?:drive|docs)\.google\.com", r"in the (?:owner's )?trash|file you have requested does not "
    ),
    _own_word(
        "Pastebin and its like",
        r"pastebin\.com|ghostbin\.\w+|hastebin\.com|dpaste\.\w+|paste\.\w+\.\w+",
        r"(?:paste|page) (?:has |was |is )?(?:expired|removed|no longer available|deleted)|not found",
    ),
    _own_word(
        "Baidu Netdisk",
        r"pan\.baidu\.com|yun\.baidu\.com",
        r"分享的文件已经?被(?:取消|删除)|链接不存在|分享已(?:过期|取消|失效)|啊哦|取消分享",
    ),
    _own_word(
        "Quark, Aliyun, Lanzou, 115, Weiyun",
        r"pan\.quark\.cn|a(?:li)?yundrive\.com|alipan\.com|lanzou\w?\.com|"
        r"115\.com|weiyun\.com|ctfile\.com",
        r"已(?:被)?(?:取消|删除|失效|过期|违规)|不存在|取消分享",
    ),
    _own_word(
        "Sina Weibo and blog",
        r"(?:weibo|sina)\.(?:com(?:\.cn)?|cn)",
        r"不存在或已被删除|此微博已被|"
        r"已被(?:作者)?删除",
    ),
    _own_word(
        "CSDN, cnblogs, Jianshu, Juejin, SegmentFault",
        r"csdn\.net|cnblogs\.com|jianshu\.com|juejin\.cn|"
        r"segmentfault\.com",
        r"不存在|已被(?:作者)?(?:删除|锁定)|已下架|找不到了",
    ),
    _own_word("Bilibili", r"bilibili\.com|b23\.tv", r"视频去哪了呢|视频(?:不见了|已失效)|稿件不可见|啊叻"),
    _own_word(
        "Lagou, BOSS, Zhaopin, 51job",
        r"lagou\.com|zhipin\.com|zhaopin\.com|51job\.com|liepin\.com",
        r"已(?:停止招聘|关闭|下线|过期|结束)|停止招聘",
    ),
    _own_word(
        "LinkedIn, Indeed, Greenhouse, Lever, Workable",
        r"linkedin\.com|indeed\.\w+|greenhouse\.io|lever\.co|"
        r"workable\.com|ashbyhq\.com|smartrecruiters\.com|myworkdayjobs\.com",
        r"no longer (?:open|available|accepting|active)|has (?:expired|been filled)|couldn't find (?:anything|that)|"
        r"job (?:posting )?(?:is )?(?:closed|not found)|not currently open",
    ),
    _own_word(
        "app stores",
        r"(?:apps|itunes)\.apple\.com|play\.google\.com|addons\.mozilla\.org|"
        r"chromewebstore\.google\.com|chrome\.google\.com|marketplace\.visualstudio\.com|apps\.microsoft\.com",
        r"(?:requested url|item|page|app|add-on|extension)[\w ,]{0,30} (?:was |is |can't be |could not be |not )"
        r"(?:not )?(?:found|available)|currently unavailable|not available in|has been disabled|"
        r"此项内容(?:不可用|未找到)|no longer available",
    ),
    _own_word(
        "Telegram, WhatsApp, Slack, Zoom, Teams",
        r"t\.me|chat\.whatsapp\.com|(?:join\.)?slack\.com|zoom\.us|"
        r"zoom\.com|teams\.microsoft\.com|meet\.google\.com|gitter\.im|matrix\.to|element\.io",
        r"(?:link|invite|invitation|meeting|group)[\w '’]{0,30} (?:no longer (?:active|valid)|expired|invalid|"
        r"revoked|"
        r"was reset|not valid|reset|ended)|invalid (?:meeting id|invite|link)|couldn't find|"
        r"this (?:channel|group) can't be displayed",
    ),
    _own_word(
        "YouTube, Vimeo, Dailymotion",
        r"youtube\.com|youtu\.be|vimeo\.com|dailymotion\.com",
        r"video (?:is )?(?:unavailable|private|not available)|isn't available|has been removed|was deleted|"
        r"sorry, we couldn't find",
    ),
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
        source="MediaWiki, DokuWiki, MoinMoin, TWiki: a page nobody has written",
        visible=r"there is currently no text in this page|this topic does not exist yet|this page does not exist yet|"
        r"(?:本|此|该)(?:页|頁)面(?:目前|当前)没有(?:任何)?内容|本頁面目前沒有內容|"
        r"このページには現在記事がありません|"
        r"현재 이 문서는 존재하지 않습니다|diese seite enthält momentan noch keinen text|"
        r"(?:cette page ne contient pas|il n'y a)(?: pour l'instant)?(?: actuellement)? aucun texte|"
        r"en este momento no hay texto en esta página|atualmente não existe texto nesta página|"
        r"в настоящее время на этой странице нет текста|questa pagina al momento è vuota|no such topic",
        most_words=250,
        status=SUCCESS,
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
        trait="body-not-found",
        source="Apache's own words for 404, in the languages of HTTP_NOT_FOUND.html.var",
        visible=r"requested url (?:\S{1,200} )?was not found on this server|"
        r"angeforderte url konnte auf dem server nicht "
        r"gefunden|url demandée n'a pas pu être trouvée|url requise n'a pu être trouvée|"
        r"localizad[oa] la url solicitad|"
        r"url solicitada no (?:se|ha)|url richiesto non esiste|本サーバでは見つかりません|서버에서 찾을 수 없습니다|"
        r"gevraagde url kan niet gevonden|znaleziono żądanego url|url (?:requisitada|solicitada|pedida) não foi "
        r"encontrad|efterfrågade adressen hittades inte|istenen url bu sunucuda|(?:požadovan\w+|"
        r"žádan\w+) (?:url|objekt)"
        r"[\w ]{0,12} (?:nebyl|nenalezen)|forespurgte url|url-ul cerut nu|forespurte url|"
        r"запрошенн\w+ url[\w ]{0,20} не "
        r"найден|(?:未找到|找不到|没有找到)[^。]{0,8}(?:请求|請求)的 ?url|(?:请求|"
        r"請求)的 ?url[^。]{0,20}(?:未找到|没有找到|找不到)",
        most_words=90,
        status=SUCCESS,
        witness=_SERVICE,
    ),
    Marker(
        trait="body-not-found",
        source="file hosts and share links, in sentences that nothing else has",
        visible=r"(?:文件|分享|链接)[^。]{0,8}(?:被?取消(?:了)?(?:分享)?|取消分享)了?|你来晚了|"
        r"invalid or deleted file|"
        r"the file you are trying to (?:download|view|access) is no longer|(?:file|folder|"
        r"share)[\w ]{0,20} (?:link )?has been "
        r"(?:removed|deleted)|the key you provided for file access was invalid|not a valid (?:invite|meeting|paste)",
        most_words=60,
        status=SUCCESS,
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
