"""Walls against robots, and refusals that are not about the page: by vendor. Data.

Head first, body second; a mark in the body counts on short pages only, for ordinary pages carry the same vendors'
scripts and cookies. Sources: the vendors' manuals where they tell, EDGI web-monitoring (``estimate_snapshot_quality``),
is-antibot, linkinator #709, sphinx #14255, citation-bot's and Zotero's lists of titles.
"""

from __future__ import annotations

from typing import Final

from fetchers.traits.marker import REFUSALS, Marker

_GONE: Final = frozenset({404, 410})
_FORBIDDEN: Final = frozenset({403})
_WIDGET: Final = (
    r"g-recaptcha|recaptcha/(?:api|enterprise)|h-captcha|hcaptcha\.com|cf-turnstile|turnstile/v0|"
    r"friendly-?captcha|altcha|geetest|captcha"
)
_OWN_FORM: Final = (
    r"<textarea|<input[^>]+type=[\"']?(?:email|tel|password|search|date|number)|"
    r"<input[^>]+name=[\"']?(?:name|e-?mail|subject|q|message)\b|<article\b"
)

VENDORS: Final = (
    Marker(
        trait="challenge-cloudflare",
        source="Cloudflare docs, cf-mitigated",
        headers=(("cf-mitigated", r"challenge|block"),),
    ),
    Marker(
        trait="challenge-cloudflare",
        source="Cloudflare challenge page, 2021 to 2026; /cdn-cgi/challenge-platform/scripts/jsd is on ordinary pages",
        html=r"_cf_chl_opt|challenge-platform/h/\w+/orchestrate|cf-browser-verification|cf_chl_prog|"
        r"jschl[-_](?:answer|vc)|cf-challenge-running|id=[\"']?challenge-(?:form|running|error-text)",
        most_words=150,
    ),
    Marker(
        trait="challenge-cloudflare",
        source="Cloudflare error pages 1005 to 1020; 1015 is a rate limit, 1016 a DNS fault of the origin",
        visible=r"error(?: code)?:? ?(?:1005|1006|1007|1008|1009|1010|1012|1020|1106)\b",
        html=r"cloudflare|cf-error|cf-wrapper",
        status=REFUSALS,
        most_words=400,
    ),
    Marker(
        trait="challenge-cloudflare",
        source="Cloudflare block page",
        title=r"attention required.*|sorry, you have been blocked|access denied.*cloudflare.*|"
        r"please wait.* cloudflare",
        html=r"cloudflare",
        most_words=300,
    ),
    Marker(
        trait="challenge-aws-waf",
        source="AWS WAF developer guide: 202 and 405",
        headers=(("x-amzn-waf-action", r"challenge|captcha"),),
    ),
    Marker(
        trait="challenge-aws-waf",
        source="AWS WAF interstitial",
        html=r"awsWafCookieDomainList|gokuProps|token\.awswaf\.com|captcha\.awswaf\.com",
        most_words=60,
    ),
    Marker(
        trait="challenge-aws-elb",
        source="EDGI web-monitoring",
        headers=(("server", r"^awselb/"),),
        status=_FORBIDDEN,
        most_words=40,
    ),
    Marker(
        trait="challenge-cloudfront",
        source="EDGI web-monitoring; CloudFront never says 404 of its own accord",
        headers=(("x-cache", r"^error from cloudfront"),),
        status=_FORBIDDEN,
    ),
    Marker(
        trait="challenge-cloudfront",
        source="CloudFront error page",
        visible=r"the request could not be satisfied",
        html=r"cloudfront",
        status=_FORBIDDEN,
        most_words=150,
    ),
    Marker(
        trait="challenge-akamai",
        source="Akamai deny page",
        visible=r"access denied.{0,200}(?:reference|référence|referenz) ?#",
        status=REFUSALS,
        most_words=90,
    ),
    Marker(
        trait="challenge-akamai",
        source="Akamai edge host",
        headers=(("server", r"^akamai"),),
        status=frozenset({403, 429}),
        most_words=60,
    ),
    Marker(
        trait="challenge-akamai",
        source="Akamai Bot Manager interstitial",
        html=r"_sec/cp_challenge|sec-if-cpt-container|bm-verify|errors\.edgesuite\.net",
        most_words=60,
    ),
    Marker(
        trait="refused-at-edge",
        source="EDGI web-monitoring: Akamai answered without asking the origin",
        headers=(("server-timing", r"ak_p"), ("server-timing", r"^(?!.*origin; ?dur=[1-9])")),
        status=REFUSALS,
        most_words=60,
    ),
    Marker(trait="challenge-datadome", source="DataDome docs", headers=(("x-datadome", r"."),), status=REFUSALS),
    Marker(trait="challenge-datadome", source="DataDome docs", headers=(("x-dd-b", r"."),), status=REFUSALS),
    Marker(
        trait="challenge-datadome",
        source="DataDome interstitial; the cookie and js.datadome.co are on ordinary pages",
        html=r"captcha-delivery\.com",
        most_words=60,
    ),
    Marker(trait="challenge-datadome", source="DataDome", headers=(("set-cookie", r"\bdatadome="),), status=_FORBIDDEN),
    Marker(
        trait="challenge-perimeterx",
        source="HUMAN (PerimeterX) block page",
        html=r"_pxAppId|px-captcha|captcha\.px-(?:cdn|cloud)\.net|window\._px",
        most_words=90,
        status=REFUSALS | {200},
    ),
    Marker(
        trait="challenge-perimeterx",
        source="HUMAN",
        headers=(("set-cookie", r"\b_px(?:3|hd|vid)="),),
        status=_FORBIDDEN,
    ),
    Marker(
        trait="challenge-imperva",
        source="Imperva (Incapsula); x-cdn and visid_incap_ are on ordinary pages",
        html=r"_Incapsula_Resource|incapsula incident id",
        most_words=50,
    ),
    Marker(trait="challenge-imperva", source="Distil / Imperva", title=r"pardon our interruption", most_words=250),
    Marker(
        trait="challenge-sucuri",
        source="Sucuri firewall",
        title=r"sucuri website firewall.*|access denied.*sucuri.*",
        most_words=200,
    ),
    Marker(trait="challenge-sucuri", source="Sucuri firewall", headers=(("x-sucuri-block", r"."),)),
    Marker(
        trait="challenge-sucuri",
        source="Sucuri firewall",
        html=r"sucuri_cloudproxy_js|sucuri website firewall|cdn\.sucuri\.net",
        visible=r"access denied|blocked|redirected",
        most_words=120,
    ),
    Marker(
        trait="challenge-anubis",
        source="Anubis (TecharoHQ), sphinx #14255",
        html=r"id=[\"']?anubis_(?:challenge|version|base_prefix)|/\.within\.website/x/cmd/anubis",
        most_words=250,
    ),
    Marker(trait="challenge-vercel", source="Vercel docs", headers=(("x-vercel-mitigated", r"."),)),
    Marker(trait="challenge-vercel", source="Vercel checkpoint", title=r"vercel security checkpoint", most_words=150),
    Marker(trait="challenge-kasada", source="Kasada", headers=(("x-kpsdk-ct", r"."),), status=REFUSALS),
    Marker(
        trait="challenge-kasada", source="Kasada", html=r"KPSDK|/149e9513-01fa-4fb0-aad4-566afd725d1b/", most_words=30
    ),
    Marker(
        trait="challenge-f5",
        source="F5 / Shape",
        visible=r"the requested url was rejected\. please consult|your support id is",
        most_words=90,
    ),
    Marker(trait="challenge-f5", source="F5 Bot Defense", html=r"/TSPD/|bobcmn\b", most_words=30),
    Marker(trait="challenge-reblaze", source="Reblaze", html=r"\brbzns\b|window\.rbz|rbzid=", most_words=40),
    Marker(
        trait="challenge-proof-of-work",
        source="Varnish and other proofs of work",
        html=r"POW_CHALLENGE_DATA|pow[-_]challenge|proof[-_ ]of[-_ ]work|go-away-challenge|"
        r"/\.well-known/\.git\.gammaspectra",
        most_words=120,
        without=_OWN_FORM,
    ),
    Marker(trait="challenge-haproxy", source="HAProxy", title=r"haproxy challenge", most_words=150),
    Marker(
        trait="challenge-radware", source="Radware", title=r"radware (?:bot manager captcha|block page)|shieldsquare.*"
    ),
    Marker(trait="challenge-radware", source="Radware sink", url=r"^validate\.perfdrive\.com/"),
    Marker(
        trait="challenge-siteground",
        source="SiteGround",
        html=r"/\.well-known/(?:sg)?captcha|sgcaptcha",
        most_words=60,
    ),
    Marker(trait="challenge-ddos-guard", source="DDoS-Guard", title=r"ddos-?guard", most_words=120),
    Marker(
        trait="challenge-imunify",
        source="Imunify360",
        visible=r"imunify360|one moment, please.{0,80}(?:being verified|verif)",
        most_words=80,
    ),
    Marker(
        trait="challenge-wordfence",
        source="Wordfence",
        visible=r"generated by wordfence|your access to this site has been (?:temporarily )?limited",
        status=REFUSALS,
        most_words=250,
    ),
    Marker(
        trait="challenge-testcookie",
        source="testcookie-nginx",
        html=r"slowAES\.decrypt|toNumbers\([\"'][0-9a-f]{32}",
        most_words=40,
    ),
    Marker(trait="challenge-fastly", source="Fastly Client Challenge", html=r"/_fs-ch-", most_words=120),
    Marker(
        trait="challenge-geetest",
        source="GeeTest",
        html=r"initGeetest|gt_captcha|static\.geetest\.com",
        most_words=50,
        without=_OWN_FORM,
    ),
    Marker(
        trait="challenge-aliyun",
        source="Alibaba Cloud WAF: punish pages, acw_sc__v2",
        html=r"x5secdata|_____tmd_____|acw_sc__v2|aliyun_waf|aliyunwaf|AliyunCaptcha",
        most_words=60,
    ),
    Marker(trait="challenge-aliyun", source="Alibaba Cloud WAF", url=r"punish\?.*x5secdata|/_____tmd_____/"),
    Marker(
        trait="challenge-aliyun",
        source="Alibaba Cloud WAF block page",
        html=r"errors\.aliyun\.com",
        status=REFUSALS,
        most_words=120,
    ),
    Marker(
        trait="challenge-tencent",
        source="Tencent Cloud captcha, EdgeOne",
        html=r"TCaptcha|turing\.captcha|TencentCaptcha|EO_Bot_Ssid|__tst_status",
        most_words=50,
        without=_OWN_FORM,
    ),
    Marker(trait="challenge-baidu", source="Baidu", url=r"^wappass\.baidu\.com/static/captcha|^wappass\.baidu\.com/"),
    Marker(
        trait="challenge-firewall",
        source="Chinese site firewalls: Safedog, Yunsuo, BT panel, Knownsec, 360",
        title=r"(?:网站防火墙|网站防火牆|安全狗|云锁|宝塔.*防火墙|创宇盾|百度云加速.*|360网站卫士|访问被拦截|"
        r"请求被拦截|拦截提示|nginx防火墙)[\w ]*",
        most_words=150,
    ),
    Marker(
        trait="challenge-firewall",
        source="Chinese site firewalls",
        visible=r"(?:您的)?(?:请求|访问)(?:带有不合法的?参数|可能存在威胁|已?被.{0,12}(?:拦截|阻断))",
        status=REFUSALS | {200},
        most_words=100,
    ),
    Marker(
        trait="challenge-zhihu",
        source="Zhihu, 2025 to 2026",
        html=r"zh-zse-ck|zse-ck/v\d",
        most_words=60,
    ),
    Marker(trait="challenge-zhihu", source="Zhihu", url=r"^(?:www\.|zhuanlan\.)?zhihu\.com/account/unhuman"),
    Marker(
        trait="challenge-weibo",
        source="Sina Visitor System",
        title=r"sina visitor system|新浪访客系统",
    ),
    Marker(trait="challenge-weibo", source="Weibo", url=r"^passport\.weibo\.(?:com|cn)/visitor"),
    Marker(
        trait="challenge-wechat",
        source="WeChat official accounts",
        visible=r"(?:当前)?环境异常|操作频繁|请在微信客户端打开",
        most_words=90,
    ),
    Marker(trait="challenge-wechat", source="WeChat", url=r"^mp\.weixin\.qq\.com/mp/wappoc_appmsgcaptcha"),
    Marker(
        trait="challenge-bilibili",
        source="Bilibili risk control: -412, -352",
        html=r"request was banned|错误号[:： ]*412|[\"']code[\"']\s*:\s*-(?:412|352)\b",
        most_words=120,
    ),
    Marker(
        trait="challenge-reddit",
        source="reddit, 2024 on",
        visible=r"blocked by network security|whoa there, pardner",
        most_words=200,
    ),
    Marker(
        trait="challenge-google", source="Google", url=r"(?:^|\.)google\.[a-z.]+/sorry/|^ipv[46]\.google\.com/sorry"
    ),
    Marker(
        trait="challenge-google",
        source="Google",
        visible=r"our systems have detected unusual traffic from your computer network",
        most_words=200,
    ),
    Marker(trait="challenge-yandex", source="Yandex SmartCaptcha", url=r"/showcaptcha(?:fast)?\b"),
    Marker(
        trait="challenge-amazon",
        source="Amazon",
        visible=r"(?:type|enter) the characters you see (?:in this image|below)|"
        r"to discuss automated access to amazon data",
        most_words=150,
    ),
)
"""One vendor's marks."""

_SINKS: Final = (
    r"^unblock\.[\w.-]+/|^geo\.captcha-delivery\.com/|^challenges?\.[\w.-]+/|^captcha\.[\w.-]+/|"
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
_TITLES: Final = (
    r"(?:please )?(?:complete |pass )?(?:the |a )?(?:security|captcha|human|robot|bot|browser|anti-?bot|"
    r"ddos)[- ](?:check|challenge|verification|test)(?: required| page)?|"
    r"just a moment(?:, please)?|one moment,? please|please wait|un momento(?:, por favor)?|"
    r"einen moment(?:, bitte| bitte)?|nur einen moment|un instant|"
    r"un attimo|een moment geduld|poczekaj chwilę|um momento|请稍候|请稍等|請稍候|"
    r"しばらくお待ちください|잠시만 기다리(?:세요|십시오)|"
    r"bir dakika lütfen|один момент|подождите|"
    r"checking your browser.*|verifying (?:your browser|you are human).*|"
    r"(?:are )?you (?:not )?(?:a )?(?:human|robot).{0,6}|robot or human|"
    r"(?:are you|sind sie|êtes-vous|¿?eres|sei|você é|ben je|czy jesteś) .{0,6}(?:a )?(?:robots?|bot|roboter|"
    r"humano?s?|mensch|umano|humain).{0,30}|i(?:'m| am) not a robot|"
    r"making sure you'?re not a bot|(?:please )?(?:verify|confirm|prove)(?: that)? you(?:'re|"
    r" are) (?:a )?(?:human|person|not a (?:ro)?bot).*|"
    r"verification(?: required)?|verify(?:ing)? you|validate user|client challenge|bot manager.*|captcha|"
    r"recaptcha|unusual (?:traffic|activity)(?: detected)?|"
    r"access to this (?:page|site) has been denied.*|request (?:rejected|blocked)|"
    r"(?:sorry, )?you have been blocked.*|you(?:'ve| have) been blocked.*|"
    r".{0,8}(?:安全验证|安全驗證|人机验证|人機驗證|访问验证|滑动验证|滑塊驗證|身份核实|安全检查|"
    r"安全检测|环境异常|浏览器检查|验证码|请完成验证|请进行验证|验证您是真人|真人验证).{0,8}|"
    r"セキュリティ(?:チェック|確認|検証)|ロボットではありませんか|ロボットでは(?:ない|"
    r"ありません).{0,12}|(?:人間|ボット)(?:かどうか|であること)?の?確認.{0,8}|アクセスの?確認|画像認証|"
    r"보안 ?(?:확인|인증|검사|문자).{0,10}|자동 ?(?:입력|등록) ?방지.{0,10}|로봇이 ?아닙니다|사람인지 확인.{0,12}|"
    r"sicherheits(?:überprüfung|prüfung|check|abfrage)|(?:menschliche )?überprüfung|ich bin kein roboter|"
    r"bestätigen sie,? dass sie (?:ein mensch|kein roboter) sind|"
    r"(?:vérification|contrôle) (?:de sécurité|du navigateur|humaine)|je ne suis pas un robot|vérifi(?:ez|"
    r"ons) que vous êtes .{0,12}|"
    r"(?:verificación|comprobación|control) (?:de seguridad|humana|del navegador)|no soy un robot|"
    r"verifi(?:que|ca) que (?:eres|es|usted es) .{0,14}|"
    r"verificação (?:de segurança|humana)|não sou um robô|(?:confirme|verifique) que (?:você )?(?:é|não é) .{0,14}|"
    r"(?:controllo|verifica) (?:di sicurezza|umana)|non sono un robot|beveiligingscontrole|ik ben geen robot|"
    r"(?:kontrola|weryfikacja) bezpieczeństwa|nie jestem robotem|"
    r"проверка (?:безопасности|браузера|на робота|, что вы не робот).{0,20}|(?:вы не робот|я не робот|"
    r"вы робот|подтвердите, что .{3,60})|ой|"
    r"güvenlik (?:kontrolü|doğrulaması)|robot olmadığınızı .{0,16}|التحقق (?:الأمني|من .{0,20})|"
    r"أنا لست روبوت|xác minh (?:bảo mật|bạn là .{0,12})|kiểm tra bảo mật|"
    r"verifikasi keamanan|pemeriksaan keamanan|saya bukan robot|säkerhetskontroll|sikkerhetskontroll|"
    r"turvatarkistus|bezpečnostní kontrola|biztonsági ellenőrzés"
)
_SENTENCES: Final = (
    r"(?:verify|verifying|confirm|prove|check(?:ing)?|make sure|making sure|ensure)(?: that| if)? you(?:'re|"
    r" are)? (?:a |an |really |actually )?(?:human|real person|person|not a (?:ro)?bot)|"
    r"complete (?:the|this|a) (?:security check|captcha|challenge|verification)|solve (?:the|"
    r"this) (?:captcha|puzzle)|(?:security|captcha) (?:check|verification) (?:is )?required|"
    r"needs to review the security of your connection|enable javascript and cookies to continue|"
    r"checking (?:if the site connection is secure|your browser)|"
    r"unusual traffic|automated (?:requests|access|queries) from|(?:you are|you're|are you) (?:not )?a robot|"
    r"not a (?:ro)?bot|slide to verify|drag the slider|press (?:&|and) hold|"
    r"完成(?:安全|人机|下方|以下|滑动|拼图)?.{0,6}验证|进行(?:安全|人机|身份)?验证|人机验证|安全验证|"
    r"拖动.{0,8}滑块|滑动.{0,8}(?:验证|完成)|"
    r"(?:请)?输入(?:图中|下方|图片)?.{0,6}验证码|证明.{0,6}(?:不是机器人|真人)|访问(?:行为)?异常|"
    r"确认您(?:是真人|不是机器人)|驗證您(?:是真人|不是機器人)|ロボットではない(?:こと)?|人間であること|"
    r"自動(?:化された)?アクセス|로봇이 ?아님|사람(?:임|인지)을? 확인|"
    r"kein roboter|(?:ein )?mensch sind|pas un robot|êtes (?:un )?humain|no (?:es|eres|soy) un robot|(?:eres|"
    r"es) (?:un )?humano|não (?:é|sou) um robô|é (?:um )?humano|non (?:sei|sono) un robot|geen robot|"
    r"nie jesteś robotem|не робот|что вы человек|robot olmad|لست روبوت|không phải (?:là )?(?:người máy|"
    r"robot)|bukan robot"
)

GENERIC: Final = (
    Marker(trait="challenge", source="known sinks of walls", url=_SINKS, status=REFUSALS | {200, 202}),
    Marker(
        trait="challenge",
        source="titles of interstitials (citation-bot, Zotero)",
        title=_TITLES,
        most_words=150,
        without=_OWN_FORM,
        status=REFUSALS | {200, 202, 500, 502},
    ),
    Marker(
        trait="challenge",
        source="a captcha and a sentence asking to solve it are all there is; contact forms have fields of their own",
        visible=_SENTENCES,
        html=_WIDGET,
        most_words=90,
        without=_OWN_FORM,
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
        r"(?:访问|请求)(?:被|已被)(?:拒绝|禁止|拦截)|禁止访问|拒绝访问|無權訪問|アクセス(?:が)?(?:拒否|"
        r"禁止)(?:されました)?|접근(?:이)? ?(?:거부|금지|"
        r"제한).{0,6}|zugriff verweigert|accès (?:refusé|interdit)|"
        r"acceso (?:denegado|prohibido|restringido)|acesso (?:negado|proibido|restrito)|accesso (?:negato|"
        r"vietato)|toegang geweigerd|odmowa dostępu|доступ (?:запрещ[её]н|ограничен|закрыт)|erişim (?:engellendi|"
        r"reddedildi)|"
        r"(?:تم )?رفض الوصول|truy cập bị từ chối|akses ditolak|åtkomst nekad|přístup odepřen",
        most_words=150,
        status=frozenset({200, 202, 203}),
    ),
)
"""Marks that are no vendor's own."""

MARKERS: Final = VENDORS + GENERIC
