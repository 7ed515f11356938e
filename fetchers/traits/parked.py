"""What stands where a site was: parking lots, hosts' default pages, suspended accounts; and sites that are ill. Data.

Sources: Vissers et al., "Parking Sensors" (NDSS 2015); the landers of the big parking services; control panels' and
servers' own default pages.
"""

from __future__ import annotations

from typing import Final

from fetchers.traits.marker import SUCCESS, Marker

_LOTS: Final = (
    r"sedoparking\.com|parkingcrew\.(?:net|com)|bodiscdn\.com|\bbodis\.com|parklogic\.com|park\.above\.com|"
    r"cashparking\.com|skenzo\.com|dan\.com/|afternic\.com|hugedomains\.com|"
    r"domainmarket\.com|undeveloped\.com|uniregistry\.com|smartname\.com|domainsponsor\.com|trafficz\.com|"
    r"voodoo\.com/|namefind\.com|img1\.wsimg\.com/parking-lander|"
    r"porkbun-media\.s3|parked-content\.godaddy|efty\.com|buydomains\.com|brandbucket\.com|squadhelp\.com|"
    r"atom\.com/name|saw\.com/|giantpanda\.com|domainnamesales\.com|searchvity\.com|"
    r"d38psrni17bvxu\.cloudfront\.net|parking\.(?:reg|nic)\.ru|parkweb\.|ztomy\.com|domeneshop\.no/parked|"
    r"sedo\.com/search/details|dynadot\.com/(?:market|domain)"
)
_FOR_SALE: Final = (
    r"(?<![\w./@-])(?:[\w-]+\.)+[a-z]{2,18} (?:(?:is|steht|ist|wird|est|está|esta|è|jest|staat|är|er|"
    r"je) )?(?:\w+ )?(?:for sale|zum verkauf|"
    r"zu verkaufen|käuflich|à vendre|en vente|en venta|a la venta|à venda|in vendita|te koop|"
    r"na sprzedaż|na prodej|na predaj|"
    r"продаётся|продается|продаж|satılık\w*|للبيع|till salu|til salgs?|đang bán|dijual|eladó|"
    r"de vânzare|myytävänä|πωλείται)|"
    r"(?:域名|網域|网址|網址|ドメイン|도메인)[^。！？!?]{0,45}?(?:正在|现|目前|可以?|已|は|が|を|현재|"
    r"은|는|이)? ?(?:出售|转让|轉讓|待售|販売中|売却|売り出し|お売り|판매|매매|매각)|"
    r"(?:this |the |premium |great )?(?:domain|website|web ?site|url|web ?address|domain name|"
    r"[\w-]+(?:\.[\w-]+)+)(?: name)?(?: \S{3,60})? (?:is|may be|might be|could be|are) (?:\w+ )?(?:for sale|"
    r"available (?:for (?:sale|purchase)|to (?:buy|purchase))|parked|on sale)\b(?! on )|"
    r"(?:buy|purchase|acquire|own|get|lease|rent|make an offer (?:on|for)|inquire about|bid on) (?:this|"
    r"the) (?:domain|website)(?: name)?|domain (?:name )?for sale|domain (?:is )?parked|parked (?:free|"
    r"domain|at|by|page)|"
    r"(?:interested in|want to buy|would you like to buy) (?:this|the) domain|the owner of this domain|"
    r"website is for sale|"
    r"(?:本|该|此|这个|當前|当前)?(?:域名|網域|网址|網址|网站|域名\S{3,40}) ?(?:正在|现|目前)?(?:出售|"
    r"转让|轉讓|待售|可以?出售|可转让|可购买|招商|"
    r"停放)(?:中)?|(?:购买|購買|收购|求购)(?:本|该|此|这个)?域名|域名(?:出售|转让|停靠|停放|买卖)|"
    r"(?:この|当)?ドメイン(?:名)?(?:\S{3,40})?(?:は|を)?(?:現在)?(?:、)?(?:販売|売却|売り出し|購入|"
    r"お売り)|(?:이 |본 )?도메인(?:은|이|"
    r"을)? ?\S{0,40} ?(?:판매|구매|매매|매각|구입)|"
    r"(?:diese |die )?domain(?: \S{3,60})?(?: name)? (?:steht|ist|wird|könnte)(?: \w+)? (?:zum verkauf|"
    r"zu verkaufen|käuflich|verkauft|geparkt)|domain (?:kaufen|zu verkaufen)|"
    r"(?:ce |le )?(?:nom de )?domaine(?: \S{3,60})? (?:est|peut être|serait)(?: \w+)? (?:à vendre|en vente|"
    r"parqué|disponible à la vente)|acheter ce (?:nom de )?domaine|domaine à vendre|"
    r"(?:este |el )?(?:nombre de )?dominio(?: \S{3,60})? (?:está|puede estar)(?: \w+)? (?:en venta|"
    r"a la venta|aparcado|disponible para (?:su )?compra)|(?:comprar|compre|compra) este dominio|"
    r"dominio en venta|"
    r"(?:este |o )?domínio(?: \S{3,60})? (?:está|pode estar)(?: \w+)? (?:à venda|disponível para (?:compra|"
    r"venda)|estacionado)|(?:comprar|compre) este domínio|domínio à venda|"
    r"(?:questo |il )?dominio(?: \S{3,60})? (?:è|potrebbe essere)(?: \w+)? (?:in vendita|parcheggiato)|"
    r"acquista questo dominio|dominio in vendita|"
    r"(?:dit |deze )?domein(?:naam)?(?: \S{3,60})? (?:is|staat)(?: \w+)? (?:te koop|geparkeerd)|"
    r"domein(?:naam)? te koop|koop (?:dit|deze) domein(?:naam)?|(?:ta |ta )?domena(?: \S{3,60})? (?:jest|"
    r"może być)(?: \w+)? (?:na sprzedaż|zaparkowana|do kupienia)|domena na sprzedaż|"
    r"домен(?:ное имя)?(?: \S{3,60})? (?:прода[её]тся|выставлен на продажу|припаркован|можно купить)|"
    r"(?:купить|купите) (?:этот )?домен|продажа домена|домен прода[её]тся|(?:bu )?(?:alan adı|"
    r"domain)(?: \S{3,60})? (?:satılık\w*|satılıktır)|satılık (?:alan adı|domain)|"
    r"(?:هذا )?(?:النطاق|الدومين|نطاق)(?: \S{3,60})? (?:معروض )?للبيع|"
    r"tên miền (?:này )?(?:\S{3,60} )?(?:đang )?(?:được )?(?:rao )?bán|domain ini (?:\S{3,60} )?dijual|"
    r"domänen (?:\S{3,60} )?är till salu|domenet (?:\S{3,60} )?er til salgs|"
    r"domænet (?:\S{3,60} )?er til salg|doména (?:\S{3,60} )?(?:je )?na (?:prodej|predaj)"
)
_LAPSED: Final = (
    r"(?:this |the |your )?(?:domain|website|site|registration)(?: name)?(?: \S{3,60})? (?:has |is |"
    r"was )?(?:recently )?(?:expired|lapsed|pending (?:renewal|deletion))\b|(?:renew|restore) (?:this |your |"
    r"the )?domain|expired domain|domain (?:name )?expired|"
    r"(?:域名|網域|网站|空间)(?:\S{3,40})?(?:已|已经|已經)(?:过期|過期|到期)|(?:域名|空间)(?:过期|"
    r"到期)|ドメイン(?:\S{3,40})?(?:の有効期限|"
    r"は?期限切れ|は?有効期限が?切れ)|도메인(?:이|의)? ?(?:만료|기간이 만료)|"
    r"domain(?: \S{3,60})? (?:ist )?abgelaufen|"
    r"(?:nom de )?domaine(?: \S{3,60})? (?:a |est )?expiré|dominio(?: \S{3,60})? (?:ha |è )?(?:expirado|"
    r"caducado|scaduto)|"
    r"domínio(?: \S{3,60})? (?:expirou|expirado)|domeinnaam(?: \S{3,60})? (?:is )?verlopen|"
    r"domena(?: \S{3,60})? wygasła|(?:срок (?:регистрации|действия) домена|"
    r"регистрация домена)(?: \S{3,60})? (?:ист[её]к|закончил\w*|просрочен)|alan adının süresi dol|"
    r"tên miền (?:này )?đã hết hạn"
)
_SUSPENDED: Final = (
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
    r"under construction|ページを準備中.{0,6}|(?:웹 ?)?사이트 ?준비 ?중.{0,6}"
)
_ILL: Final = (
    r"(?:connection to (?:the )?database|database connection) (?:failed|error|refused|lost)|(?:error|"
    r"erro|errore|erreur|fehler|ошибка)[\w ]{0,30} "
    r"(?:conexión|conexão|connessione|connexion|verbindung|соединения|"
    r"подключения)[\w ]{0,16} (?:base de datos|banco de dados|base de dados|database|"
    r"base de données|datenbank|базой данных|базе данных)|błąd (?:połączenia z )?baz[ąy] danych|"
    r"veritabanı (?:bağlantı )?hatası|lỗi kết nối cơ sở dữ liệu|"
    r"fout bij het maken van een databaseverbinding|"
    r"error establishing a (?:database|redis) connection|database (?:connection )?error|(?:could not|cannot|"
    r"can't|unable to) connect to (?:the |mysql |our )?(?:database|db).{0,30}|"
    r"数据库(?:连接)?(?:错误|失败|出错)|建立数据库连接时出错|データベース接続(?:確立)?エラー|"
    r"데이터베이스 연결.{0,8}오류|"
    r"fehler beim aufbau einer datenbankverbindung|datenbankfehler|"
    r"erreur (?:lors de la|de) connexion à la base de données|error (?:al establecer la |de )conexión (?:con|"
    r"a) la base de datos|erro ao estabelecer (?:uma )?conexão com o banco de dados|"
    r"errore nello stabilire una connessione al database|ошибка (?:установки соединения с базой данных|"
    r"базы данных|подключения к базе данных)"
)
_MAINTENANCE: Final = (
    r"(?:[\w'-]+ ){0,4}(?:under|down for|undergoing|offline for) (?:\w+ )?(?:maintenance|"
    r"upgrades?)(?: \w+){0,3}|(?:[\w-]+ ){0,4}(?:gewartet|in wartung|wartungsarbeiten)|"
    r"(?:[\w-]+ ){0,4}(?:en|em|in) (?:maintenance|mantenimiento|manutenção|manutenzione|onderhoud)|"
    r"(?:[\w-]+ ){0,4}(?:prace|prac) (?:techniczne|konserwacyjne|serwisowe)|"
    r"(?:[\w-]+ ){0,4}(?:техническ\w+|профилактическ\w+) (?:работы|работ|обслуживани\w+)|"
    r"(?:site |website |we(?:'re| are) |server |system |page )?(?:is )?(?:currently |temporarily )?(?:under|"
    r"down for|undergoing|in) (?:scheduled |planned |routine )?(?:maintenance|upgrade)(?: mode)?.{0,20}|"
    r"(?:scheduled |planned |site )?maintenance(?: mode| in progress| break)?|(?:we'll|"
    r"we will) be (?:right )?back(?: soon| shortly)?|be right back|"
    r"(?:the )?(?:site|website|service|page|system)(?: is)? (?:temporarily|currently) (?:unavailable|down|"
    r"offline|closed).{0,20}|temporarily (?:unavailable|down|offline)|service (?:temporarily )?unavailable|"
    r"(?:网站|系统|服务器?|站点|網站|系統)(?:正在|升级)?(?:维护|維護|升级)(?:中|当中)?.{0,8}|系统维护|"
    r"维护中|メンテナンス(?:中|のお知らせ|作業中)?.{0,8}|"
    r"ただいまメンテナンス中(?:です)?|(?:시스템 |사이트 |서버 )?점검 ?중.{0,8}|"
    r"wartungsarbeiten|wartungsmodus|wartung|(?:die )?(?:seite|website) (?:ist|wird) (?:derzeit|gerade|"
    r"momentan)?.{0,10}(?:gewartet|in wartung|nicht erreichbar)|(?:site |"
    r"en )?(?:en )?(?:cours de )?maintenance(?: en cours)?|(?:sitio |en )?(?:en )?mantenimiento|"
    r"sitio en mantenimiento|"
    r"(?:site |em )?(?:em )?manutenção|site em manutenção|(?:sito )?in manutenzione|manutenzione|"
    r"(?:in )?onderhoud|website in onderhoud|przerwa techniczna|prace (?:techniczne|konserwacyjne)|"
    r"(?:на сайте )?(?:ведутся|проводятся|идут) (?:технические|профилактические) работы|технические работы|"
    r"сайт на (?:обслуживании|реконструкции)|техническое обслуживание|"
    r"bakım(?:da| modu| çalışması|dayız)?|site bakımda|(?:الموقع )?(?:تحت|قيد) الصيانة|(?:صيانة)|"
    r"(?:đang )?bảo trì(?: hệ thống)?|(?:sedang )?(?:dalam )?(?:pemeliharaan|perbaikan)|underhåll|"
    r"vedlikehold|vedligeholdelse|huoltokatko|údržba|karbantartás"
)
_SERVER_ERROR: Final = (
    r"(?:error |http |http error )?(?:500|502|503|504)(?:[ :-]+(?:error|internal server error|bad gateway|"
    r"service (?:temporarily )?unavailable|gateway time-?out))?|internal server error|bad gateway|"
    r"gateway time-?out|server error(?: in .{1,40} application)?|runtime error|"
    r"application error|fatal error|(?:an )?unhandled exception.{0,30}|whitelabel error page|服务器(?:内部)?错误|"
    r"伺服器錯誤|サーバーエラー|서버 오류|interner serverfehler|erreur (?:interne )?(?:du )?serveur|"
    r"error (?:interno )?del servidor|erro (?:interno )?do servidor|errore (?:interno )?del server|"
    r"(?:внутренняя )?ошибка сервера|sunucu hatası"
)

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
        url=rf"^(?:[\w-]+\.)*(?:{_LOTS})|^ww(?:1|\d{{2}}|2[5-9])\.[\w.-]+/|^expireddomains\.com|^(?:www\.)?(?:sedo|"
        rf"dan|afternic|hugedomains|undeveloped|domainmarket)\.com/",
    ),
    Marker(
        trait="parked",
        source="landers that only a script draws (GoDaddy, ParkLogic, Bodis)",
        html=r"location(?:\.href)?\s*=\s*[\"']/lander|window\.park\b|window\._?parking|data-adblockkey|"
        r"/parking-lander/|parking_?page|/px\.js\?ch=",
        most_words=60,
    ),
    Marker(trait="parked", source="GoDaddy", url=r"^[^/]+/lander(?:[/?#]|$)"),
    Marker(
        trait="parked",
        source="for sale, in the title",
        title=rf"(?:{_FOR_SALE}).{{0,40}}",
        most_words=350,
        status=SUCCESS,
    ),
    Marker(trait="parked", source="for sale, on a short page", visible=_FOR_SALE, most_words=70, status=SUCCESS),
    Marker(
        trait="domain-lapsed",
        source="registrars' pages, in the title",
        title=rf".{{0,20}}(?:{_LAPSED}).{{0,40}}",
        most_words=300,
        status=SUCCESS,
    ),
    Marker(trait="domain-lapsed", source="registrars' pages", visible=_LAPSED, most_words=80, status=SUCCESS),
    Marker(
        trait="suspended",
        source="cPanel and others",
        url=r"/cgi-sys/(?:suspended|defaultwebpage)|/suspended(?:page)?(?:\.html?|\.cgi|/|$)",
    ),
    Marker(
        trait="suspended",
        source="hosts' pages, in the title",
        title=rf"(?:{_SUSPENDED}).{{0,30}}",
        most_words=200,
        status=SUCCESS,
    ),
    Marker(trait="suspended", source="hosts' pages", visible=_SUSPENDED, most_words=60, status=SUCCESS),
    Marker(
        trait="default-page",
        source="servers' and panels' default pages",
        title=_DEFAULT,
        most_words=420,
        status=SUCCESS,
    ),
    Marker(
        trait="default-page",
        source="an open directory with nothing in it",
        title=r"index of /.{0,100}",
        without=r"<a\s[^>]*href=[\"']?(?!\?|/|\.\./?[\"'])[^\"'>]+",
        most_words=25,
        status=SUCCESS,
    ),
    Marker(trait="database-error", source="WordPress, phpBB and others", title=rf"(?:{_ILL})", most_words=150),
    Marker(trait="database-error", source="WordPress and others", visible=_ILL, most_words=50),
    Marker(trait="maintenance", source="EDGI web-monitoring", title=_MAINTENANCE, most_words=150),
    Marker(
        trait="server-error-page",
        source="EDGI web-monitoring: the title says 5xx",
        title=_SERVER_ERROR,
        most_words=200,
        status=SUCCESS,
    ),
    Marker(
        trait="server-error-page",
        source="EDGI web-monitoring: Salesforce",
        html=r"id=[\"']?apex-debug-id|level=error",
        title=r"error",
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
    Marker(trait="unclaimed-host", source="Heroku", html=r"herokucdn\.com/error-pages/no-such-app", most_words=60),
)
