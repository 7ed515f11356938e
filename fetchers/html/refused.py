"""Titles that are not a page's title: what stands in for the page when a robot, a stranger or nobody is served."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize

# Each is matched against the whole title, folded: lower case, no punctuation, single spaces.
_BLOCKED: Final = (
    # challenges and refusals
    r"just a moment.*",
    r"(?:one|un) moment please.*|please wait.*|einen moment bitte.*",
    r"attention required.*",
    r"(?:403 )?access (?:to this page )?(?:has been |is |was )?(?:denied|blocked|forbidden|restricted|unauthorized)\b.*",
    r"(?:403 )?(?:error )?forbidden(?: .{0,20})?|403(?: error)?|error 403.*",
    r"checking your browser.*|(?:ddos|bot|browser) (?:protection|verification|check|guard)\b.*",
    r"(?:security|captcha|recaptcha|human|robot|bot) (?:check|challenge|verification|validation)\b.*",
    r"(?:are )?you (?:are )?(?:a )?(?:human|robot)|are you (?:not )?a (?:human|robot).*|verify (?:that )?you are human.*",
    r"(?:please )?(?:verify|verifying|confirm)\b.{0,30}\b(?:human|robot|browser|identity)\b.*|captcha|i am not a robot",
    r"robot or human|pardon our interruption.*|request (?:rejected|blocked|denied).*|blocked|you have been blocked.*",
    r"too many requests.*|429.{0,30}|rate limit(?:ed| exceeded).*|unusual (?:traffic|activity).*|suspicious activity.*",
    r"(?:javascript|cookies?) (?:is|are) (?:disabled|required|not enabled).*|enable (?:javascript|cookies).*",
    r"(?:cloudflare|incapsula|datadome|perimeterx|sucuri website firewall).{0,40}|client challenge|making sure you re not a bot.*",
    r"(?:validate user|bot manager|unsupported browser|update your browser|browser not supported).*",
    # logins
    r"(?:please )?(?:log ?in|sign ?in|log ?on|sign ?on|sign ?up|register)(?: (?:to|or|and|for|with|required|page|now)\b.*)?",
    r"(?:user |member |account |account )?(?:login|logon)(?: (?:page|required|form|or .*|to .*))?|authentication required.*",
    r"(?:create (?:an |your )?account|einloggen|anmelden|anmeldung|connexion|se connecter|iniciar sesi[oó]n|inloggen|accedi|вход)",
    r"welcome back|single sign on.*|session (?:expired|timed out).*|unauthorized|401.{0,30}|members? only",
    # errors
    r"(?:error )?(?:40[04]|410|50[0-4]|52\d)(?: .{0,40})?|(?:http )?(?:status|error)(?: code)? [45]\d\d.*",
    r"(?:(?:the |this )?(?:page|site|file|document|content|article|object|url|website|resource|video) )?(?:you requested )?"
    r"(?:is |was |has been |could |cannot |can )?(?:no longer |not )(?:be )?(?:found|available|exists?)\b.{0,20}",
    r"(?:oops|sorry|whoops|uh oh)\b.{0,40}|something went wrong.*|an? error (?:has )?occurr?ed.*|error(?: page)?|page error",
    r"(?:internal )?server error.*|service (?:temporarily )?unavailable.*|bad (?:gateway|request).*|gateway time ?out.*",
    r"(?:site |website |we are |we re )?(?:currently )?(?:under|down for) (?:maintenance|construction).*|maintenance(?: mode)?|coming soon",
    r"account suspended|(?:this )?(?:account|domain|site|website) (?:has been |is )?(?:suspended|expired|disabled|parked|for sale).*",
    r"seite nicht gefunden.*|page (?:introuvable|non trouv[ée]e).*|p[áa]gina no encontrada.*|страница не найдена.*",
    # Chinese and Japanese
    r".{0,8}(?:安全验证|安全驗證|人机验证|人機驗證|身份验证|访问验证|滑动验证|验证码|安全检查|安全检测|环境异常|浏览器检查).{0,12}",
    r".{0,6}(?:访问|請求|请求|操作|存取).{0,4}(?:被拒绝|被拒絕|受限|禁止|过于频繁|太频繁|异常|被拦截|被阻断|出错).{0,12}|禁止访问|拒绝访问",
    r".{0,8}(?:页面|網頁|网页|頁面|文章|内容|內容|链接|帖子|视频|信息|资源)?(?:不存在|找不到了?|未找到|没有找到|无法找到|走丢了|已删除|已被删除|已失效|无法访问).{0,12}",
    r"(?:用户|用戶|会员|账号|帐号|统一身份)?(?:登录|登錄|登陆|登入|注册|註冊)(?:.{0,6}(?:注册|登录|页面?|中心|查看更多.*))?|请(?:先)?登录.*",
    r"(?:系统)?(?:提示|提示信息|错误提示|出错了?|错误|发生错误|温馨提示|维护中|系统维护|服务器错误)|出错啦.{0,10}",
    r"知乎 ?有问题就会有答案|有问题就会有答案 ?知乎|知乎",
    r"ページが見つかりません.*|お探しのページ.*|ログイン|エラー",
)
_BLANK: Final = (
    r"",
    r"(?:untitled|no title|title|document|new (?:page|document|tab)|untitled (?:document|page)|doc|default|test|blank)(?: ?\d+)?",
    r"(?:无标题|無標題|新建|未命名|默认)(?:文档|文件|页面|网页|页)?(?: ?\d+)?|标题|網頁標題",
    r"(?:loading|redirect(?:ing)?|please stand by|you are being redirected|moved|object moved|30[1278] .*|正在(?:跳转|加载|载入).*|跳转中|加载中)(?: .{0,20})?",
    r"(?:null|undefined|none|nan|n a|object object|true|false|\d{1,2})",
    r"(?:index|homepage|home page|default|main page|react app|vite app|vite react(?: ts)?|next js|nuxt|angular|vue app|create next app|app)",
    r"index of(?: .*)?|welcome to nginx.*|apache2? .{0,20}default page.*|it works|test page.*|iis.{0,10}windows.*|web server.{0,20}default page",
    r"(?:首页|主页|首頁|主頁)",
)
_BLOCKED_RULE = re.compile("|".join(f"(?:{rule})" for rule in _BLOCKED))
_BLANK_RULE = re.compile("|".join(f"(?:{rule})" for rule in _BLANK))
_PUNCTUATION = re.compile(r"[^\w]+|_+")
_HOST = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:/\S*)?/?", re.IGNORECASE)
_LONGEST = 90


def is_blocked(title: str) -> bool:
    """Whether the title says that something else than the page was served: a challenge, a login, an error."""
    return len(title) <= _LONGEST and _BLOCKED_RULE.fullmatch(_folded(title)) is not None


def is_blank(title: str, host: str = "") -> bool:
    """Whether the title says nothing: a template's placeholder, an address, the host's own name."""
    if len(title) > _LONGEST:
        return not title.strip()
    bare = title.strip().lower()
    if host and bare.removeprefix("www.") == host.removeprefix("www."):
        return True
    return bool(_BLANK_RULE.fullmatch(_folded(title)) or (_HOST.fullmatch(bare) and "/" in bare))


def _folded(title: str) -> str:
    return _PUNCTUATION.sub(" ", normalize("NFKC", title).casefold()).strip()
