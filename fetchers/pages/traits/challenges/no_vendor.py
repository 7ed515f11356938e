"""Marks of walls that are no vendor's own: addresses, titles, sentences in many languages. Data."""

from __future__ import annotations

from typing import Final

from fetchers.pages.traits.marker import ARTICLE, OWN_FORM, REFUSALS, SUCCESS, Marker

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

_TITLES: Final = (
    r"(?:please )?(?:complete |pass )?(?:the |a )?(?:security|captcha|human|robot|bot|browser|anti-?bot|"
    r"ddos)[- ](?:check|challenge|verification|test)(?: required| page)?|"
    r"just a moment(?:, please)?|one moment,? please|please wait|un momento(?:, por favor)?|"
    r"einen moment(?:, bitte| bitte)?|nur einen moment|un instant|"
    r"un attimo|een moment geduld|poczekaj chwilę|um momento|请稍候|请稍等|請稍候|"
    r"しばらくお待ちください|잠시만 기다리(?:세요|십시오)|"
    r"bir dakika lütfen|один момент|подождите|"
    r"checking your browser.*|verifying (?:your browser|(?:that )?you are human).*|"
    r"(?:are )?you (?:not )?(?:a )?(?:human|robot).{0,6}|robot or human|"
    r"(?:are you|sind sie|êtes-vous|¿?eres|sei|você é|ben je|czy jesteś) .{0,6}(?:a )?(?:robots?|bot|roboter|"
    r"humano?s?|mensch|umano|humain).{0,30}|i(?:'m| am) not a robot|"
    r"making sure you'?re not a bot|(?:please )?(?:verify|confirm|prove)(?: that)? you(?:'re|"
    r" are) (?:a )?(?:human|person|not a (?:ro)?bot).*|"
    r"verification(?: required)?|weryfikacja|(?:please )?enable javascript(?: and cookies)?(?: to continue)?|"
    r"browser check|одну минуту.{0,12}|verify(?:ing)? you|validate user|client challenge|bot manager.*|captcha|"
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
    r"needs to review the security of your connection|enable (?:js|"
    r"javascript) and (?:cookies to continue|disable any ad ?blocker)|"
    r"checking (?:if the site connection is secure|your browser)|"
    r"unusual (?:traffic|activity)|automated (?:requests|access|queries) from|"
    r"(?:you are|you're|are you) (?:not )?a robot|"
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
