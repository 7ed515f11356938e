"""Error messages of sites that answer 200. Data.

Sources: EDGI web-monitoring; content systems' own pages.
"""

from __future__ import annotations

from typing import Final

from fetchers.pages.traits.marker import ARTICLE, OWN_FORM, SUCCESS, Marker

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
    r"(?:scheduled |planned |site )maintenance|maintenance (?:mode|in progress|break|en cours)|(?:we'll|"
    r"we will) be (?:right )?back(?: soon| shortly)?|be right back|"
    r"(?:the )?(?:site|website|service|page|system)(?: is)? (?:temporarily|currently) (?:unavailable|down|"
    r"offline|closed).{0,20}|temporarily (?:unavailable|down|offline)|service (?:temporarily )?unavailable|"
    r"(?:网站|系统|服务器?|站点|網站|系統)(?:正在|升级)?(?:维护|維護|升级)(?!、|服务|外包|方案|公司|费)(?:中|当中)?.{0,8}|"
    r"系统维护|"
    r"维护中|メンテナンス(?:中|のお知らせ|作業中)?.{0,8}|"
    r"ただいまメンテナンス中(?:です)?|(?:시스템 |사이트 |서버 )?점검 ?중.{0,8}|"
    r"wartungsarbeiten|wartungsmodus|wartung|(?:die )?(?:seite|website) (?:ist|wird) (?:derzeit|gerade|"
    r"momentan)?.{0,10}(?:gewartet|in wartung|nicht erreichbar)|(?:site |"
    r"en )(?:en )?(?:cours de )?maintenance(?: en cours)?|(?:sitio |en )?(?:en )?mantenimiento|"
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
    r"(?:внутренняя )?ошибка сервера|sunucu hatası|server-?fehler|interner fehler|erreur interne|fehler 50[0-9]|"
    r"(?:内部)?サーバー?(?:内部)?(?:・)?エラー|(?:내부 )?서버 ?(?:내부 )?(?:오류|에러)|"
    r"(?:内部)?服务器(?:内部)?(?:错误|异常|出错)|"
    r"(?:系统|程序|服务)(?:异常|出错|错误|繁忙)(?:了)?|erro interno|error interno|errore interno|błąd serwera|"
    r"wewnętrzny błąd serwera|lỗi máy chủ(?: nội bộ)?|kesalahan server(?: internal)?|interne serverfout|serverfel|"
    r"we're sorry, but something went wrong(?: \(500\))?|something went wrong|service error|unexpected error|"
    r"(?:申し訳(?:ありません|ございません)[、,。]?)?(?:システム|内部)エラー(?:が発生しました)?|"
    r"oops! an error occurred"
)

MARKERS: Final = (
    Marker(
        trait="database-error",
        source="WordPress, phpBB and others",
        title=rf"(?:{_ILL})",
        unless_title=ARTICLE,
        most_words=150,
    ),
    Marker(trait="database-error", source="WordPress and others", visible=_ILL, unless_title=ARTICLE, most_words=50),
    Marker(trait="maintenance", source="EDGI web-monitoring", title=_MAINTENANCE, unless_title=ARTICLE, most_words=150),
    Marker(trait="maintenance", source="one word, and next to nothing else", title=r"maintenance", most_words=15),
    Marker(
        trait="maintenance",
        source="a short page that says so",
        visible=r"(?:under|undergoing|performing|scheduled|planned|routine|emergency|"
        r"essential) (?:\w+ )?maintenance(?! (?:plan|schedule|of)\b|\s*:)|"
        r"down for maintenance|"
        r"(?<!、)(?:正在|系统|网站|服务器)(?:进行)?(?:系统)?(?:维护|升级)(?!、|服务|外包|方案|公司|费)|"
        r"メンテナンス(?:中|"
        r"を行|実施)|점검 ?(?:중|작업)|wartungsarbeiten|"
        r"en (?:cours de )?maintenance|(?:en|por) mantenimiento|em manutenção|in manutenzione|in onderhoud|"
        r"prace (?:techniczne|konserwacyjne)|"
        r"технические работы|bakım (?:çalışması|nedeniyle|modu)|تحت الصيانة|đang bảo trì",
        unless_title=ARTICLE,
        most_words=45,
        status=SUCCESS,
    ),
    Marker(
        trait="server-error-page",
        source="EDGI web-monitoring: the title says 5xx",
        title=_SERVER_ERROR,
        without=r">\s*(?:error )?404\b",  # IIS heads its page for 404 so
        most_words=200,
        status=SUCCESS,
    ),
    Marker(
        trait="server-error-page",
        source="servers that are busy or broken ask to come back: nginx's 50x page, portals",
        visible=r"(?:try|come back|check back|reload|retry|refresh|return)(?: the page| this page| again|"
        r" back)* (?:again |"
        r"back )?(?:in (?:a (?:few|little|short)|some|\d+|a moment)|later|soon|shortly|at a later time)|"
        r"currently unavailable|"
        r"temporarily (?:unavailable|down|out of service|overloaded)|(?:too busy|overloaded|heavy (?:load|traffic))|"
        r"アクセスが(?:大変)?集中|(?:しばらく|少し)(?:時間を?(?:おいて|置いて)|たって|"
        r"して)(?:から)?(?:、)?(?:再度|もう一度|お試し|アクセス)|"
        r"混み合って|内部(?:サーバー?)?エラー|稍后(?:再试|重试|访问|再来)|稍後再試|(?<!、)(?:服务器|系统|网站)(?:繁忙|"
        r"忙|压力过大|维护(?!、|服务|外包|方案|公司|费)|开小差)|请求量过大|"
        r"(?:잠시|나중에) ?(?:후|뒤)?(?:에)? ?다시 ?(?:시도|접속|이용)|접속자가 ?많|später (?:noch einmal|"
        r"erneut|wieder)|"
        r"(?:interner|technischer) (?:server)?fehler|überlastet|réessayer? (?:plus tard|ultérieurement|dans)|"
        r"(?:int[eé]nte?lo|vuelva a intentarlo|inténtalo|intente)[\w ]{0,20} (?:más tarde|nuevamente|de nuevo)|"
        r"tente (?:novamente|mais tarde)|riprova(?:re)? (?:più tardi|tra)|попробуйте (?:позже|ещё раз|еще раз|"
        r"зайти позже)|"
        r"повторите попытку|(?:daha )?sonra tekrar|thử lại sau|coba lagi nanti|probeer het later|"
        r"spróbuj ponownie później",
        without=rf"{OWN_FORM}|>\s*(?:error )?404\b",
        most_words=60,
        status=SUCCESS,
    ),
    Marker(
        trait="server-error-page",
        source="EDGI web-monitoring: Salesforce",
        html=r"id=[\"']?apex-debug-id|level=error",
        title=r"error",
        status=SUCCESS,
    ),
)
