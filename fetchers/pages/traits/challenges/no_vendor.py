"""Marks of walls that are no vendor's own: addresses, titles, sentences in many languages. Data."""

from __future__ import annotations

from typing import Final

from fetchers.pages.traits.marker import ARTICLE, OWN_FORM, REFUSALS, SUCCESS, Marker
from fetchers.pages.traits.phrases import wording

_WIDGET: Final = (
    r"g-recaptcha|recaptcha/(?:api|enterprise)|h-captcha|hcaptcha\.com|cf-turnstile|turnstile/v0|"
    r"friendly-?captcha|altcha|geetest|captcha"
)

_SINKS: Final = (
    r"^unblock\.[\w.-]+/|^geo\.captcha-delivery\.com/|"
    r"/errors/validatecaptcha|"
    r"/_incapsula_resource|/distil_r_captcha|/(?:re)?captcha(?:\.(?:html?|php|aspx?))?(?:[/?#]|$)|"
    r"/cdn-cgi/challenge-platform|"
    r"/(?:bot|robot|human)[-_]?(?:check|challenge|verification|detected|test)\b|"
    r"/are[-_]?you[-_]?(?:a[-_]?)?(?:human|robot)|"
    r"/\.well-known/sgcaptcha|/challenge(?:\.html?)?(?:\?|$)|/verify[-_]?human|/human[-_]?verif\w*|"
    r"/antibot\b|/anti[-_]?(?:spider|crawl\w*|bot)\b|"
    r"/(?:blocked|access[-_]?denied|forbidden)(?:\.(?:html?|php|aspx?))?(?:[?#]|$)|"
    r"/sec(?:urity)?[-_]?(?:check|verif\w+)\b"
)

_TITLES: Final = wording("challenge-title")

_SENTENCES: Final = wording("challenge-sentence")

MARKERS: Final = (
    Marker(trait="challenge", source="known sinks of walls", url=_SINKS, status=REFUSALS | {200, 202}),
    Marker(
        trait="challenge",
        source="hosts named for their walls; a contest's has no captcha",
        url=r"^(?:challenges?|captcha)\.[\w.-]+/",
        html=_WIDGET,
        without=OWN_FORM,
        status=REFUSALS | {200, 202},
    ),
    Marker(
        trait="challenge",
        source="titles of interstitials (citation-bot, Zotero)",
        title=_TITLES,
        unless_title=ARTICLE,
        most_words=150,
        without=OWN_FORM,
        status=REFUSALS | {200, 202, 500, 502},
    ),
    Marker(
        trait="challenge",
        source="a captcha and a sentence asking to solve it are all there is; contact forms have fields of their own",
        visible=_SENTENCES,
        html=_WIDGET,
        unless_title=ARTICLE,
        most_words=90,
        without=OWN_FORM,
    ),
    Marker(
        trait="challenge",
        source="unusual traffic, and nothing else on the page",
        visible=r"(?:detected|noticed|seen|received) (?:some )?unusual (?:traffic|activity)|unusual traffic from",
        unless_title=ARTICLE,
        most_words=60,
        without=OWN_FORM,
    ),
    Marker(
        trait="challenge",
        source="a refusal that asks to prove one's humanity",
        visible=_SENTENCES,
        status=REFUSALS,
        most_words=200,
    ),
    Marker(
        trait="access-denied",
        source="EDGI web-monitoring: the title says 403",
        title=r"(?:error |http )?403(?:[ :-]+(?:error|forbidden|access denied))?|forbidden|access (?:denied|"
        r"forbidden|"
        r"blocked|restricted|is denied)|permission denied|request denied|"
        r"(?:访问|请求)(?:被|已被)(?:拒绝|禁止|拦截)|禁止访问|拒绝访问|(?:访问|存取)(?:受限|受到限制)|"
        r"無權訪問|アクセス(?:が)?(?:拒否|"
        r"禁止)(?:されました)?|접근(?:이)? ?(?:거부|금지|"
        r"제한).{0,6}|zugriff verweigert|accès (?:refusé|interdit)|"
        r"acceso (?:denegado|prohibido|restringido)|acesso (?:negado|proibido|restrito)|accesso (?:negato|"
        r"vietato)|toegang geweigerd|odmowa dostępu|доступ (?:запрещ[её]н|ограничен|закрыт)|erişim (?:engellendi|"
        r"reddedildi)|"
        r"(?:تم )?رفض الوصول|truy cập bị từ chối|akses ditolak|åtkomst nekad|přístup odepřen",
        most_words=150,
        status=frozenset({200, 202, 203}),
    ),
    Marker(
        trait="access-denied",
        source="Wordfence and others: what was done to the reader's access, in a sentence",
        visible=r"(?:your |the )?access (?:to (?:this|the|our) (?:site|website|page|service|server|resource) )?"
        r"(?:has been|was|is) (?:temporarily |permanently |currently )?(?:limited|blocked|denied|restricted|refused)\b|"
        r"your request (?:\w+ ){0,6}?(?:has been|was|is) (?:blocked|rejected|denied|refused|intercepted)\b",
        unless_title=ARTICLE,
        without=OWN_FORM,
        most_words=60,
        status=SUCCESS,
    ),
    Marker(
        trait="challenge",
        source="Knownsec and home-made checks: a script sets a cookie and loads the page again, and that is all",
        html=r"document\.cookie\s*=[^<]{0,600}\blocation\b\s*(?:=|\.\s*(?:reload|replace|href|assign))",
        most_words=8,
        status=REFUSALS | {200, 202, 512, 521},
    ),
)
