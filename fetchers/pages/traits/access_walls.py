"""Rate limits, login walls, consent walls, and doors that only open somewhere else. Data."""

from __future__ import annotations

import re
from typing import Final

from fetchers.facts import Witness
from fetchers.pages.traits.marker import ARTICLE, Marker
from fetchers.pages.traits.phrases import wording

LOGIN_TITLE: Final = wording("login-title")
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
_LOGIN_ADDRESSES: Final = f"{_LOGIN_HOSTS}|{_LOGIN_PATHS}"
_LOGIN_ADDRESS: Final = re.compile(_LOGIN_ADDRESSES, re.IGNORECASE)


def is_login_address(url: str) -> bool:
    """Whether an address says of itself that a login form is what it leads to."""
    return _LOGIN_ADDRESS.search(url.partition("://")[2]) is not None


MARKERS: Final = (
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
        url=_LOGIN_ADDRESSES,
        html=_ASKS_TO_LOG_IN,
    ),
    Marker(trait="login-wall", source="hosts and paths of login forms", url=_LOGIN_ADDRESSES),
    Marker(
        trait="login-wall",
        source="a login title over a password field",
        title=LOGIN_TITLE,
        html=_ASKS_TO_LOG_IN,
        most_words=200,
    ),
    Marker(trait="login-wall", source="a login title and hardly anything else", title=LOGIN_TITLE, most_words=60),
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
