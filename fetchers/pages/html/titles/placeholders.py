"""Titles of stand-in pages, such as access walls, logins and empty templates, which are not the page's title.

Every rule is matched against the whole of a folded title (lower case, no punctuation, single spaces), or of its first
segment where a site's name follows. An article *about* a challenge or a login has more to say, and passes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from unicodedata import normalize

# One rule a line.
_CHALLENGES: Final = r"""
just a moment(?: please)?
(?:one|un) moment please|please wait(?: while .*| for verification)?|einen moment bitte
attention required(?: cloudflare)?
(?:403 )?access (?:to this (?:page|site) )?(?:has been |is |was )?(?:temporarily )?(?:denied|blocked|restricted)
(?:403 |error 403 |http 403 )?forbidden|(?:http )?(?:status |error )?403|403 error
checking your browser(?: before accessing.*)?|browser (?:check|verification)|ddos (?:protection|guard)(?: by.*)?
(?:security|captcha|human|robot|bot) (?:check|challenge|verification)(?: required)?
are you (?:not )?(?:a )?(?:human|robot)(?: or a robot)?|robot or human|human or robot|i am not a robot
(?:please )?(?:verify|verifying|confirm)(?: that)? you are (?:a )?(?:human|not a (?:ro)?bot)
(?:please )?verify your (?:identity|browser)|making sure you re not a bot|client challenge|bot manager challenge
pardon our interruption|(?:the )?requests? (?:rejected|blocked|denied)|(?:sorry )?you have been blocked
(?:429 )?too many requests|rate limit(?:ed| exceeded)|unusual (?:traffic|activity)(?: detected)?
(?:please )?enable (?:javascript|cookies)(?: .{0,30})?|(?:javascript|cookies?) (?:is|are) (?:disabled|required)
validate user|unsupported browser|(?:please )?update your browser|browser not supported
.{0,6}(?:安全验证|安全驗證|人机验证|人機驗證|访问验证|滑动验证|身份验证|安全检查|环境异常|浏览器检查)(?:页面?|中心?|码)?
.{0,4}(?:访问|請求|请求|操作|存取)(?:被|已被)?(?:拒绝|拒絕|受限|禁止|过于频繁|太频繁|异常|拦截|阻断)
(?:禁止|拒绝|限制)访问
"""
_LOGINS: Final = r"""
(?:please )?(?:log ?in|sign ?in|log ?on|sign ?on|sign ?up|login)(?: (?:to|or) .{1,40}| required| page| form| now)?
(?:user|member|account) (?:login|sign in|log in)|authentication required|(?:401 )?unauthorized|single sign on
create (?:an |your )?account|session (?:has )?(?:expired|timed out)|members? only
einloggen|anmelden|anmeldung|connexion|se connecter|iniciar sesi[oó]n|inloggen|accedi|вход|ログイン
(?:用户|用戶|会员|账号|帐号|统一身份)?(?:登录|登錄|登陆|登入|注册|註冊)(?:页面?|中心| 注册| 登录)?
请先?登录.{0,12}|登录查看更多.{0,12}|登录后.{0,12}
"""
_ERRORS: Final = r"""
(?:http )?(?:error )?(?:404|410|40[05]|50[0-4])(?: error| page)?
(?:http )?(?:error )?(?:404 (?:error )?(?:page |file )?not found|404 .{0,10}页面.{0,12}|410 gone|400 bad request)
(?:http )?(?:error )?50[0-4] (?:internal server error|service (?:temporarily )?unavailable)
(?:http )?(?:error )?50[0-4] (?:bad gateway|gateway time ?out)
(?:404 )?(?:sorry )?(?:th(?:e|is|at) )?(?:requested )?THING (?:you requested )?(?:(?:is|was|has been|could|can) )?NOT
(?:404 )?not found|(?:th(?:e|is|at) )?THING (?:does not|doesn t) exist
(?:oops|whoops|uh oh)(?: .{0,40})?|(?:sorry )?something went wrong|an? error (?:has )?occurr?ed|page error
(?:internal )?server error|service (?:temporarily )?unavailable|bad (?:gateway|request)|gateway time ?out
(?:site |website |we are |we re )?(?:currently )?(?:under|down for) (?:maintenance|construction)
maintenance mode|account suspended
this (?:account|domain|site) (?:has been |is )?(?:suspended|expired|disabled|for sale)
seite nicht gefunden|page (?:introuvable|non trouv[ée]e)|p[áa]gina no encontrada|страница не найдена
(?:您.{1,8})?(?:页面|網頁|网页|頁面|文章|内容|內容|链接|帖子|视频|资源|网站).{0,4}GONE.{0,6}
(?:出错|错误|系统|温馨)提示|提示信息|出错啦?了?|发生错误|服务器错误|(?:系统|网站)?维护中|系统维护|页面出错了?
ページが見つかりません(?:でした)?|お探しのページ.*
"""
# Words that are an article's title as soon as a site's name follows.
_WHOLE: Final = r"""
captcha|recaptcha|blocked|error|error page|maintenance|coming soon|register|welcome back|错误|提示|エラー
cloudflare|incapsula|datadome|perimeterx|sucuri website firewall
知乎(?: 有问题 ?就会有答案)?|有问题 ?就会有答案(?: 知乎)?
"""
_BLANKS: Final = r"""
(?:untitled|no title|page title|title|document|new (?:page|document|tab)|default|test|blank)(?: ?\d+)?
untitled (?:document|page)(?: ?\d+)?
(?:无标题|無標題|新建|未命名|默认)(?:文档|文件|页面|网页|页)?(?: ?\d+)?|标题|網頁標題
loading(?: please wait)?|(?:you are being )?redirect(?:ing|ed)(?: to .*| please wait)?|object moved|document moved
(?:30[1278] )?moved (?:permanently|temporarily)|30[1278] found|正在(?:跳转|加载|载入)(?:中)?|跳转中|加载中
null|undefined|none|nan|n a|object object|true|false|\d{1,2}
index|home|homepage|home page|main page|首页|主页|首頁|主頁
react app|vite app|vite react(?: ts)?|vue app|create next app|app
welcome to nginx|apache2? .{0,20}default page(?: it works)?|it works|iis windows(?: server)?
"""
_SHORTHANDS: Final = {
    "THING": r"(?:page|site|file|document|content|article|object|url|website|resource|video|post|question|user)",
    "NOT": r"(?:no longer |not |cannot )(?:be )?(?:found|available|exists?)",
    "GONE": r"(?:不存在|找不到了?|未找到|没有找到|无法找到|走丢了|(?:已|已被|被)删除|已失效|无法访问)",
}


def _rule(*tables: str) -> re.Pattern[str]:
    rules = "|".join(f"(?:{line})" for table in tables for line in table.strip().splitlines())
    for name, pattern in _SHORTHANDS.items():
        rules = rules.replace(name, pattern)
    return re.compile(rules)


_REFUSED = _rule(_CHALLENGES, _LOGINS, _ERRORS)
_REFUSED_WHOLE = _rule(_WHOLE)
_BLANK = _rule(_BLANKS)
_PUNCTUATION = re.compile(r"[\W_]+")
_LOWER_WORDS: Final = bytes(code if chr(code).isalnum() else 32 for code in range(128)).lower() + bytes(128)
_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?/\S*", re.IGNORECASE)
_LONGEST = 90


@lru_cache(maxsize=64)
def is_refused(title: str, *, whole: bool = True) -> bool:
    """Whether a title says that something else than the page was served: a challenge, a login, an error.

    ``whole`` is False for a segment of a title.
    """
    if len(title) > _LONGEST:
        return False
    folded = _folded(title)
    return bool(_REFUSED.fullmatch(folded) or (whole and _REFUSED_WHOLE.fullmatch(folded)))


@lru_cache(maxsize=64)
def is_blank(title: str, host: str = "") -> bool:
    """Return True for a title without information: a template's placeholder, an address, the host's name."""
    if len(title) > _LONGEST:
        return not title.strip()
    bare = title.strip().lower()
    if host and bare.removeprefix("www.") == host.removeprefix("www."):
        return True
    folded = _folded(title)
    return not folded or bool(_BLANK.fullmatch(folded) or _ADDRESS.fullmatch(bare))


@lru_cache(maxsize=64)
def _folded(title: str) -> str:
    """Return letters and digits in lower case with single spaces; a page's titles are asked for several times."""
    if title.isascii():
        return b" ".join(title.encode().translate(_LOWER_WORDS).split()).decode()
    return _PUNCTUATION.sub(" ", normalize("NFKC", title).casefold()).strip()
