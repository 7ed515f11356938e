"""Pages that a host shows in place of a site: suspended accounts, default pages, unclaimed names. Data.

Sources: control panels' and servers' own pages; the error pages of hosting services.
"""

from __future__ import annotations

from typing import Final

from fetchers.facts import Witness
from fetchers.pages.traits.marker import ARTICLE, SUCCESS, Marker

_SUSPENDED: Final = (
    r"site (?:internet |web )?(?:suspendu|désactivé|fermé|bloqué)|sitio (?:web )?(?:suspendido|"
    r"desactivado|bloqueado)|"
    r"sito (?:web )?(?:sospeso|disattivato)|(?:website|webseite|seite|konto) (?:gesperrt|deaktiviert)|"
    r"сайт (?:временно )?(?:отключ[её]н|заблокирован|приостановлен)|strona (?:zawieszona|zablokowana)|"
    r"(?:this |your |the )?(?:account|website|site|web ?site|hosting account|domain|page|store|shop|"
    r"blog)(?: \S{3,60})? (?:has been |is |was )?(?:temporarily |currently |permanently )?(?:suspended|"
    r"disabled|deactivated|terminated)|account suspended|suspended (?:page|domain|site|account)|"
    r"bandwidth (?:limit )?exceeded|"
    r"(?:该|此|本|您的)?(?:网站|站点|账户|账号|帐号|空间|主机|網站|帳戶|帳號|域名)(?:\S{0,20})?(?:已|"
    r"已经|已經|暂时)?(?:被)?(?:暂停|停用|停止|关闭|封停|"
    r"冻结|暫停|關閉)(?:服务|访问|使用|解析|運作)?|流量(?:已)?(?:超限|用完|耗尽)|(?:この|当|"
    r"お使いの)?(?:アカウント|サイト|ウェブサイト)(?:は|"
    r"が)(?:\S{0,12})?(?:停止|凍結|一時停止|利用停止)(?:され|中|して)|"
    r"(?:이 |해당 )?(?:계정|사이트|웹사이트|홈페이지)(?:이|가|은|는) ?\S{0,8} ?(?:정지|중지|차단|"
    r"이용 ?중지)|(?:dieser |dieses |diese |"
    r"ihr |das |der )?(?:account|konto|benutzerkonto|website|webseite|webpräsenz|seite) (?:wurde|"
    r"ist)(?: \w+)? (?:gesperrt|deaktiviert|suspendiert|abgeschaltet)|konto gesperrt|"
    r"(?:ce |votre |le )?(?:compte|site)(?: web| internet)? (?:a été|est)(?: \w+)? (?:suspendu|désactivé|"
    r"fermé)|compte suspendu|(?:esta |la |su |este |el )?(?:cuenta|sitio|página)(?: web)? (?:ha sido|está|"
    r"fue)(?: \w+)? (?:suspendid[ao]|desactivad[ao]|deshabilitad[ao])|cuenta suspendida|sitio suspendido|"
    r"(?:esta |a |sua |este |o )?(?:conta|site|página) (?:foi|está)(?: \w+)? (?:suspens[ao]|desativad[ao])|"
    r"conta suspensa|site suspenso|(?:questo |il |l')?(?:account|sito|profilo) (?:è stato|"
    r"è)(?: \w+)? (?:sospeso|disattivato)|account sospeso|(?:dit |deze |de )?(?:account|website|site) (?:is|"
    r"werd)(?: \w+)? (?:opgeschort|geblokkeerd|uitgeschakeld|gedeactiveerd)|"
    r"(?:to |ta )?(?:konto|strona|witryna) (?:został[ao]|jest)(?: \w+)? (?:zawieszon[ae]|zablokowan[ae]|"
    r"wyłączon[ae])|konto zawieszone|(?:этот |ваш )?(?:аккаунт|сайт|"
    r"хостинг)(?:-аккаунт)? (?:временно )?(?:заблокирован|приостановлен|отключ[её]н)|"
    r"работа сайта приостановлена|(?:bu )?(?:hesap|site) (?:askıya alın\w*|durdurul\w*)|(?:تم )?(?:تعليق|"
    r"إيقاف) (?:هذا )?(?:الحساب|الموقع)|(?:tài khoản|trang web)(?: này)? (?:đã )?bị (?:tạm ngưng|đình chỉ|"
    r"khóa)|akun (?:ini )?(?:telah )?ditangguhkan"
)
_DEFAULT: Final = (
    r"welcome to (?:nginx|openresty|tengine|caddy|centos|your (?:new )?(?:website|web ?site|server))(?:!|"
    r"\b).{0,20}|it works|apache2? (?:\S+ )?default page.{0,20}|apache.{0,20} test page.{0,30}|"
    r"(?:http server )?test page(?: for the .{3,60})?|"
    r"iis ?(?:\d+(?:\.\d+)?)?|iis windows(?: server)?|internet information services|"
    r"microsoft internet information services.*|web server's default page|default (?:web ?site|"
    r"parallels plesk|plesk|server|vhost|host) page.{0,30}|default page|"
    r"domain default page|plesk.{0,20}default.{0,10}|cpanel.{0,20}|(?:site|website|"
    r"web site) (?:not (?:published|configured|installed|found)|is not published)|"
    r"congratulations!? your (?:site|website) is (?:up|working|live).*|your (?:website|"
    r"web ?site) is (?:ready|working|up).{0,20}|"
    r"future home of something quite cool.{0,20}|welcome to (?:xampp|wampserver|lampp|laragon).{0,20}|"
    r"apache tomcat(?:/[\d.]+)?|glassfish server.*|welcome to jboss.*|placeholder page|hello world|没有找到站点|"
    r"站点创建成功|恭喜,? ?站点创建成功.{0,10}|"
    r"网站(?:正在建设中|建设中|建設中)|site en construction|webseite im aufbau|sitio en construcción|"
    r"sito in (?:costruzione|allestimento)|сайт (?:находится )?в разработке|(?:website |site )?coming soon|"
    r"caddy works!?|congratulations?(?: \| openlitespeed)?|success! your new web server is ready(?: to use)?|"
    r"under construction|ページを準備中.{0,6}|(?:웹 ?)?사이트 ?준비 ?중.{0,6}"
)

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
        trait="default-page",
        source="servers' and panels' default pages",
        title=_DEFAULT,
        most_words=45,
        status=SUCCESS,
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
        title=r"index of /.{0,100}",
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
