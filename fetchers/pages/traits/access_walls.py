"""Rate limits, login walls, consent walls, and doors that only open somewhere else. Data."""

from __future__ import annotations

import re
from typing import Final

from fetchers.facts import Witness
from fetchers.pages.traits.marker import ARTICLE, SUCCESS, Marker
from fetchers.pages.traits.phrases import wording

LOGIN_TITLE: Final = wording("login-title")
_LOGIN_SENTENCE: Final = (
    r"(?:you (?:must|need to|have to) (?:be logged in|log ?in|sign ?in)|please (?:log ?in|sign ?in)|(?:log|"
    r"sign) in to (?:continue|see|view|read|access)|login required|"
    r"请先?登录|请您登录|登录后(?:可|才|即可|查看|继续)|需要登录|ログインしてください|ログインが必要|"
    r"로그인이 필요|로그인(?:해| 후)|bitte (?:melden sie sich an|"
    r"loggen sie sich ein|anmelden)|veuillez vous (?:connecter|identifier)|"
    r"connectez-vous pour|(?:debes|debe|por favor,?) (?:iniciar|inicia|inicie) sesión|inicia sesión para|"
    r"(?:faça|fazer) login para|accedi per|log in om|zaloguj się, aby|войдите, чтобы|необходимо (?:войти|"
    r"авториз)|giriş yap(?:ın|malısınız)|"
    r"vui lòng đăng nhập|silakan (?:masuk|login))"
)
_ASKS_TO_LOG_IN: Final = r"<input[^>]+type\s*=\s*[\"']?password"

_LOGIN_HOSTS: Final = (
    r"^(?:accounts?|login|signin|auth|sso|passport|idp|cas|signon|identity|openid|oauth2?|secure-login|"
    r"logon|adfs|weblogin|shibboleth)\d?\.[\w.-]+/"
)
_LOGIN_PATHS: Final = (
    r"^[^/?]+(?:/[^?#]*)?/(?:log[-_]?in|sign[-_]?in|sign[-_]?on|log[-_]?on|wp-login|signup|sign_up|"
    r"users/sign_in|user/login|account/login|accounts/login|auth/login|authwall|"
    r"session/new|sso|cas/login|oauth2?/authorize|saml2?|checkpoint|uas/login|connexion|anmelden|acceso|"
    r"iniciar-sesion|accedi|inloggen|logowanie|giris|dang-nhap|denglu|passport)"
    r"(?:\.(?:html?|php|aspx?|jsp|do|action))?(?:[/?#]|$)"
)
_LOGIN_QUERY: Final = r"[?&](?:login_?required|require_?login|need_?login)(?:=|&|$)"

_LOGIN_ADDRESS: Final = re.compile(f"{_LOGIN_HOSTS}|{_LOGIN_PATHS}|{_LOGIN_QUERY}", re.IGNORECASE)


def is_login_address(url: str) -> bool:
    """Whether an address says of itself that a login form is what it leads to."""
    return _LOGIN_ADDRESS.search(url.partition("://")[2]) is not None


MARKERS: Final = (
    Marker(
        trait="rate-limit-page",
        source="Cloudflare 1015 and the wordings of proxies",
        title=r"(?:error |http )?429(?:[ :-]+too many requests)?|too many requests|rate limit(?:ed| exceeded|"
        r" reached)?|(?:download |request )?limit (?:exceeded|reached)|slow down|"
        r"(?:请求|访问|操作)(?:过于|太)频繁.{0,10}|リクエストが多すぎます|요청이 너무 많습니다|"
        r"zu viele anfragen|trop de requêtes|"
        r"demasiadas (?:solicitudes|peticiones)|muitas (?:solicitações|requisições)|troppe richieste|"
        r"te veel verzoeken|zbyt wiele (?:żądań|zapytań)|слишком много запросов|çok fazla istek|"
        r"quá nhiều yêu cầu|terlalu banyak permintaan",
        most_words=150,
        status=SUCCESS,
    ),
    Marker(
        trait="consent-wall",
        source="consent services of Google, Yahoo and publishers",
        url=r"^consent\.[\w.-]+/|^(?:cookie-?consent|privacy-?(?:gate|center|mgmt))\.[\w.-]+/|^myprivacy\.[\w.-]+/|"
        r"^guce\.[\w.-]+/|/(?:cookie[-_]?(?:wall|consent|absent|check|required)|privacy[-_]?gate|"
        r"consent[-_]?(?:wall|page|gate)|collectconsent)\b",
    ),
    Marker(
        trait="consent-wall",
        source="consent services by their own addresses",
        url=r"^consent\.(?:google|youtube|yahoo)\.[\w.]+/|^guce\.[\w-]+\.com/|^myprivacy\.dpgmedia\.\w+/",
        witness=frozenset({Witness.SERVICE}),
    ),
    Marker(
        trait="consent-wall",
        source="titles of gates (citation-bot)",
        title=r"dpg media privacy gate|cookie ?absent|privacy settings|cookies? (?:settings|disabled|consent|wall|"
        r"required)|before you continue.*|bevor sie (?:zu|fort).*|avant d'(?:accéder|continuer).*|"
        r"antes de (?:continuar|ir).*|prima di continuare.*|voordat je (?:verdergaat|naar).*|"
        r"cookie-?einstellungen|datenschutzeinstellungen|gestion des cookies",
        most_words=200,
    ),
    Marker(trait="login-wall", source="hosts that only log in", url=_LOGIN_HOSTS),
    Marker(
        trait="login-wall",
        source="the login of a service that many sites use",
        url=r"^(?:accounts\.google\.com|login\.(?:live|microsoftonline|yahoo)\.com|(?:www\.)?facebook\.com/login|"
        r"appleid\.apple\.com|open\.weixin\.qq\.com/connect|passport\.(?:weibo|csdn|baidu|bilibili)\.\w+|"
        r"sso\.\w+\.edu|idp\.[\w-]+\.(?:edu|ac\.\w\w))",
        witness=frozenset({Witness.SERVICE}),
    ),
    Marker(
        trait="login-wall",
        source="a login form at the address of one, whatever stands beside it",
        url=f"{_LOGIN_HOSTS}|{_LOGIN_PATHS}|{_LOGIN_QUERY}",
        html=_ASKS_TO_LOG_IN,
    ),
    Marker(trait="login-wall", source="paths of login forms", url=_LOGIN_PATHS),
    Marker(trait="login-wall", source="queries of login forms", url=_LOGIN_QUERY),
    Marker(
        trait="login-wall",
        source="a login title over a password field",
        title=LOGIN_TITLE,
        html=_ASKS_TO_LOG_IN,
        most_words=200,
    ),
    Marker(trait="login-wall", source="a login title and hardly anything else", title=LOGIN_TITLE, most_words=60),
    Marker(
        trait="login-wall",
        source="a password field and a sentence that asks for it",
        visible=_LOGIN_SENTENCE,
        html=_ASKS_TO_LOG_IN,
        most_words=60,
    ),
    Marker(
        trait="access-request",
        source="Google Drive and Docs, SharePoint, Notion, private sites",
        title=r"(?:you need (?:access|permission)|request access|access (?:required|request)|permission required|"
        r"private (?:site|page|blog|wiki|video|repository|profile|account)|this (?:site|page|blog|video|account|"
        r"profile) is private|google drive: sign-in)"
        r"|(?:需要|申请)(?:访问)?权限.{0,10}|(?:没有|无)(?:访问)?权限.{0,10}|アクセス権(?:限)?が必要です|"
        r"액세스 권한.{0,12}|"
        r"zugriff(?:sberechtigung)? (?:erforderlich|anfordern)|(?:vous avez besoin d'une )?autorisation.{0,20}|"
        r"necesitas (?:acceso|permiso).{0,12}|"
        r"требуется (?:доступ|разрешение)|нет доступа",
        most_words=200,
    ),
    Marker(
        trait="login-wall",
        source="SAML 2.0 bindings §3.5: a form that posts itself to the house that logs people in",
        html=r"<input\b[^<>]{0,200}\bname\s*=\s*[\"']?SAMLRequest\b",
        most_words=40,
        witness=frozenset({Witness.SERVICE}),
    ),
    Marker(
        trait="access-request",
        source="forums' pages for readers of lower rank (Discuz)",
        visible=r"(?:阅读|访问|浏览|查看|閱讀|瀏覽)权?權?限(?:高于|高於|不足|不够)|"
        r"(?:没有|沒有|暂无|無)(?:阅读|访问|浏览|查看|閱讀|瀏覽).{0,8}的?(?:权限|權限)|"
        r"(?:没有|沒有|暂无|無)(?:权限|權限)(?:阅读|访问|浏览|查看|閱讀|瀏覽)",
        unless_title=ARTICLE,
        most_words=60,
        status=SUCCESS,
    ),
    Marker(
        trait="access-request",
        source="subscriber gates",
        title=r"subscribe to (?:read|continue).*|subscribers? only|this (?:content|article) is for (?:subscribers|"
        r"members).*|preview unavailable|register to (?:view|read).*",
        most_words=120,
    ),
    Marker(
        trait="not-in-region",
        source="geographic blocks",
        visible=r"(?:not|isn't|is not|un)\s?available (?:in|for|from) your (?:country|region|location|area)|(?:您|"
        r"你)所在的?(?:国家|地区|區域|地區).{0,12}(?:不可用|不支持|无法)|"
        r"お住まいの(?:国|地域)では.{0,10}(?:利用|視聴|表示)|in ihrem land nicht verfügbar|"
        r"pas disponible dans votre (?:pays|"
        r"région)|no (?:está )?disponible en (?:tu|su) (?:país|región)|"
        r"não (?:está )?disponível (?:no seu|em seu|na sua) (?:país|região)|non disponibile nel tuo paese|"
        r"недоступ\w+ в вашей стране|unavailable (?:due to|for) legal reasons|"
        r"(?:access|visit)[\w ]{0,40} from (?:a country|an area|a region) (?:belonging to|within|in|outside)",
        unless_title=ARTICLE,
        most_words=120,
    ),
)
