"""Pages that a host shows in place of a site: suspended accounts, default pages, unclaimed names. Data.

Sources: control panels' and servers' own pages; the error pages of hosting services.
"""

from __future__ import annotations

from typing import Final

from fetchers.facts import Witness
from fetchers.pages.traits.marker import ARTICLE, SUCCESS, Marker
from fetchers.pages.traits.phrases import wording

_SUSPENDED: Final = wording("suspended")
_DEFAULT: Final = wording("default-page")

MARKERS: Final = (
    Marker(
        trait="suspended",
        source="cPanel and others",
        url=r"/cgi-sys/(?:suspended|defaultwebpage)|/suspended(?:page)?(?:\.html?|\.cgi|/|$)",
    ),
    Marker(
        trait="suspended",
        source="hosts' pages, in the title",
        title=rf"(?:{_SUSPENDED}).{{0,30}}",
        unless_title=ARTICLE,
        most_words=200,
        status=SUCCESS,
    ),
    Marker(
        trait="suspended",
        source="hosts' pages",
        visible=_SUSPENDED,
        unless_title=ARTICLE,
        most_words=60,
        status=SUCCESS,
    ),
    Marker(
        trait="default-page", source="servers' and panels' default pages", title=_DEFAULT, most_words=45, status=SUCCESS
    ),
    Marker(
        trait="default-page",
        source="servers' and panels' own sentences on the page that stands where a site will be",
        visible=r"^.{0,220}?(?:if you (?:can )?see this page,? (?:the |your )?(?:nginx|openresty|tengine|caddy|"
        r"apache|angie|web"
        r"|lighttpd|server|it means)|used to test the (?:correct|proper) operation of the|"
        r"(?:you've|you have) successfully installed (?:tomcat|xampp|the openlitespeed|openlitespeed|lighttpd|"
        r"glassfish|"
        r"jetty|mamp|wampserver)|your web server is working\b|success! your new web server is ready|"
        r"this is the default (?:index |web |welcome |server |vhost )?(?:page|site) (?:of|for|on|used|provided)|"
        r"this is a default (?:index )?page|the web server software is running but no content has been added|"
        r"web site you are (?:trying|looking)[\w ]{0,40} (?:is not|isn't) (?:configured|available at this time)|"
        r"website for [\w .-]{3,60} is not available at this time|your (?:wildfly|web app) (?:instance )?is running|"
        r"is running and waiting for your content|you are all set to go|you are now running bitnami|"
        r"web station has been enabled|powered by (?:vesta|hestia|ispconfig|virtualmin|plesk|cyberpanel)\W*$|"
        r"if you are the (?:owner|administrator) of this (?:web ?site|domain)[\w ,]{0,30}(?:please )?(?:contact|"
        r"log ?in|"
        r"upload)|本页面由系统自动生成|恭喜,? ?站点创建成功|您的请求在web服务器中没有找到对应的站点|"
        r"このページは.{0,20}(?:初期|デフォルト|自動生成)|初期ドメイン|無効なurlです|이 페이지는 .{0,20}기본 페이지|"
        r"dies ist die standard(?:seite|-?webseite)|page par défaut (?:de|du)|página (?:por defecto|"
        r"predeterminada|padrão) "
        r"(?:de|do)|pagina predefinita|страница по умолчанию|стандартная страница)",
        unless_title=ARTICLE,
        most_words=420,
        status=SUCCESS,
        witness=frozenset({Witness.SERVICE}),
    ),
    Marker(
        trait="not-in-region",
        source="Chinese hosts' page for names without an ICP filing: readers may see it again after the filing",
        visible=r"(?:尚未|还未|没有|未)(?:进行|完成|办理|取得|经过)?(?:icp)?(?:网站)?备案|未備案|"
        r"备案(?:信息)?(?:未|不)|"
        r"(?:工信部|管局).{0,40}备案",
        most_words=120,
        status=SUCCESS | frozenset({403}),
    ),
    Marker(
        trait="default-page",
        source="an open directory with nothing in it but the folder that control panels put there",
        title=r"index of /",
        without=r"<a\s[^>]*href=[\"']?(?!\?|/|\.\./?[\"']|cgi-bin/?[\"'\s>])[^\"'>]+",
        most_words=25,
        status=SUCCESS,
    ),
    Marker(
        trait="suspended",
        source="hosts' pages, in their first words",
        visible=rf"^.{{0,80}}?(?:{_SUSPENDED})",
        unless_title=ARTICLE,
        most_words=130,
        status=SUCCESS,
    ),
    Marker(
        trait="unclaimed-host",
        source="Fastly, Heroku, GitHub Pages, S3, Azure, Netlify, Shopify: the name is pointed here, nobody claims it",
        visible=r"fastly error: unknown domain|no such app\b|there isn't a github pages site here|nosuchbucket|"
        r"the specified bucket does not exist|404 web site not found|"
        r"not found - request id: [0-9a-z]{8,}|sorry, this shop is currently unavailable|"
        r"project not found.{0,20}(?:surge|bitbucket)|there's nothing here, yet|"
        r"the deployment could not be found on vercel|deployment_not_found|unknown site\b",
        most_words=150,
        status=frozenset(range(200, 600)),
    ),
    Marker(
        trait="unclaimed-host",
        source="Squarespace answers 402 for a site that is no longer paid for",
        title=r"website expired",
        status=frozenset({402}),
        most_words=60,
    ),
    Marker(trait="unclaimed-host", source="Heroku", html=r"herokucdn\.com/error-pages/no-such-app", most_words=60),
)
