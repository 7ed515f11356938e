"""Error messages of sites that answer 200. Data.

Sources: EDGI web-monitoring; content systems' own pages.
"""

from __future__ import annotations

from typing import Final

from fetchers.pages.traits.marker import ARTICLE, OWN_FORM, SUCCESS, Marker
from fetchers.pages.traits.phrases import wording

_ILL: Final = wording("out-of-order")
_MAINTENANCE: Final = wording("maintenance")
_SERVER_ERROR: Final = wording("server-error")

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
        without=r">\s*(?:error )?404\b|\bhttp 404\b",  # IIS and ASP.NET head their page for 404 so
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
        r"spróbuj ponownie później|yritä (?:uudelleen )?(?:myöhemmin|hetken)|"
        r"försök igen (?:senare|om)|prøv igj?en senere|"
        r"zkuste (?:to )?(?:později|znovu)|skúste (?:to )?(?:neskôr|znova)|próbáld?ja meg (?:újra )?később|"
        r"încerc\w+ (?:din nou )?mai târziu|δοκιμάστε (?:ξανά )?αργότερα|спробуйте (?:пізніше|ще раз)|"
        r"حاول .{0,20}لاحق|बाद में .{0,12}प्रयास|ลองใหม่.{0,12}ภายหลัง",
        without=rf"{OWN_FORM}|>\s*(?:error )?404\b",
        most_words=60,
        status=SUCCESS,
    ),
    Marker(
        trait="server-error-page",
        source="PHP with display_errors: its own markup, in every language",
        html=r"<b>(?:(?:recoverable )?fatal|parse) error</b>:[^<]{1,1500}(?:<[^<>]{1,60}>[^<]{0,600}){0,6}?"
        r" on line <b>\d+</b>",
        most_words=150,
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
