"""Walls against robots: each vendor by its own mark, and strangers by what they ask for."""

from __future__ import annotations

import pytest

from fetchers.pages.traits import challenges
from tests.fetchers.pages.traits.trait_pages import ARTICLE, Answer, traits

SINKS = (
    "sec.douban.com/c?r=https%3A%2F%2Fx&a=1", "wappass.baidu.com/static/captcha/tuxing.html?x",
    "www.zhihu.com/account/unhuman?type=x", "passport.weibo.com/visitor/visitor?entry=miniblog",
    "ya.hardweb/showcaptcha?x", "validate.perfdrive.com/abc", "login.taobao.com/punish?x5secdata=a",
)  # fmt: skip

MET: list[Answer] = [
    Answer(
        title="Just a moment...",
        body="<script src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1'></script>",
        status=403,
        headers={"cf-mitigated": "challenge", "server": "cloudflare"},
    ),
    Answer(
        title="Access blocked",
        body="<script src='https://ct.captcha-delivery.com/c.js'></script>",
        status=403,
        headers={"x-datadome": "protected"},
    ),
    Answer(
        title="Security check",
        body="<div class='g-recaptcha'></div><p>Please complete the security check to access the site. Verify "
        "you are human</p>",
    ),
    Answer(
        title="Bitte bestätigen",
        body="<div class='h-captcha'></div><p>Bitte bestätigen Sie, dass Sie kein Roboter sind.</p>",
    ),
    Answer(title="安全验证", body="<p>请完成安全验证</p>"),
    Answer(title="访问验证", body="<div id=captcha></div><p>请拖动滑块完成验证</p>"),
    Answer(title="百度安全验证", body="<p>x</p>"),
    Answer(title="验证", body="<div class=geetest></div><p>请完成下方验证</p>"),
    Answer(title="Sicherheitsprüfung", body="<p>Bitte lösen Sie das Captcha</p>"),
    Answer(
        title="Vérification de sécurité", body="<div class='g-recaptcha'></div><p>Prouvez que vous êtes un humain</p>"
    ),
    Answer(title="Verificación de seguridad", body="<p>Confirma que eres humano</p>"),
    Answer(title="Проверка безопасности", body="<p>Подтвердите, что вы не робот</p>"),
    Answer(title="Вы не робот?", body="<p>x</p>"),
    Answer(title="セキュリティチェック", body="<p>ロボットではないことを確認してください</p>"),
    Answer(title="보안 확인", body="<p>로봇이 아님을 확인</p>"),
    Answer(title="Making sure you're not a bot!", body="<div id='anubis_challenge'></div>"),
    Answer(title="Un momento...", body="<div class='cf-turnstile'></div><p>Verifique que usted es un ser humano</p>"),
    Answer(title="Are you a robot?", body="<p>x</p>"),
    Answer(title="Robot Check", body="<p>Type the characters you see in this image</p>"),
    Answer(title="Human Verification", body="<script src='https://x.awswaf.com/captcha.js'></script>"),
    Answer(title="Please verify you are a human", body="<div id=px-captcha></div>", status=403),
    Answer(title="Access to this page has been denied", body="<p>Press & Hold</p>", status=403),
    Answer(title="x", body="<iframe src='/_Incapsula_Resource?x'></iframe>", heading=""),
    Answer(title="Sucuri WebSite Firewall - Access Denied", body="<p>x</p>", status=403),
    Answer(title="x", body="<p>x</p>", headers={"x-vercel-mitigated": "challenge"}),
    Answer(title="x", body="<script>window.POW_CHALLENGE_DATA={}</script>"),
    Answer(status=202, headers={"x-amzn-waf-action": "challenge"}),
    Answer(title="Human Verification", status=405, headers={"x-amzn-waf-action": "captcha"}),
    Answer(
        title="Access Denied",
        body="<p>You don't have permission to access this. Reference #18.abc</p>",
        status=403,
        headers={"server": "AkamaiGHost"},
    ),
    Answer(title="Blocked", body="<p>You've been blocked by network security.</p>", status=403),
    *(Answer(body="<p>x</p>", final=f"https://{sink}") for sink in SINKS),
    Answer(title="x", body="<p>环境异常 当前环境异常，完成验证后即可继续访问。</p>"),
    Answer(title="x", body="<p>x</p>", final="https://www.google.com/sorry/index?continue=x"),
    Answer(title="验证码", body="<p>请输入验证码继续访问</p>"),
    Answer(title="Checking your browser before accessing", body="<p>x</p>", status=503),
    Answer(title="DDoS-Guard", body="<p>x</p>", status=403),
    Answer(title="One moment, please...", body="<p>Please wait while your request is being verified...</p>"),
    Answer(title="Weryfikacja", body="<div class='g-recaptcha'></div><p>Potwierdź, że nie jesteś robotem</p>"),
    Answer(title="Controllo di sicurezza", body="<div class='h-captcha'></div><p>Dimostra di non essere un robot</p>"),
    Answer(title="Doğrulama", body="<div class='cf-turnstile'></div><p>Lütfen robot olmadığınızı doğrulayın</p>"),
    Answer(title="请稍候…", body="<script>window._cf_chl_opt={}</script>", status=503),
    Answer(title="We need to make sure you are human", body="<div class=captcha></div><p>Please solve the puzzle</p>"),
    Answer(title="Verify", body="<div class='g-recaptcha'></div><p>Confirm that you are not a robot to proceed</p>"),
    Answer(title="验证您是真人", body="<div class='cf-turnstile'></div><p>验证您是真人，这可能需要几秒钟时间。</p>"),
]

VENDOR_MARKS: dict[str, Answer] = {
    "challenge-cloudflare": Answer(title="x", body="<p>x</p>", status=403, headers={"cf-mitigated": "challenge"}),
    "challenge-aws-waf": Answer(body="<script>window.gokuProps={}</script>", status=202),
    "challenge-akamai": Answer(title="Access Denied", body="<p>x</p>", status=403, headers={"server": "AkamaiGHost"}),
    "refused-at-edge": Answer(
        title="Denied", body="<p>x</p>", status=403, headers={"server-timing": "cdn-cache; desc=HIT, edge; dur=1, ak_p"}
    ),
    "challenge-datadome": Answer(title="x", body="<p>x</p>", status=403, headers={"x-datadome": "protected"}),
    "challenge-perimeterx": Answer(body="<script>window._pxAppId='PX'</script>", status=403),
    "challenge-imperva": Answer(body="<iframe src='/_Incapsula_Resource?SWUDNSAI=9'></iframe>"),
    "challenge-sucuri": Answer(title="Sucuri WebSite Firewall - Access Denied", body="<p>x</p>", status=403),
    "challenge-anubis": Answer(title="x", body="<script id='anubis_challenge' type='application/json'></script>"),
    "challenge-vercel": Answer(body="<p>x</p>", headers={"x-vercel-mitigated": "deny"}, status=403),
    "challenge-kasada": Answer(title="x", body="<p>x</p>", status=429, headers={"x-kpsdk-ct": "1"}),
    "challenge-f5": Answer(
        title="Request Rejected", body="<p>The requested URL was rejected. Please consult with your administrator.</p>"
    ),
    "challenge-proof-of-work": Answer(body="<script>window.POW_CHALLENGE_DATA={}</script>"),
    "challenge-siteground": Answer(body="<script>location='/.well-known/sgcaptcha/?r=%2F'</script>", status=202),
    "challenge-ddos-guard": Answer(title="DDoS-Guard", body="<p>x</p>", status=403),
    "challenge-wordfence": Answer(
        title="503", body="<p>Your access to this site has been limited by the owner</p>", status=503
    ),
    "challenge-fastly": Answer(
        title="Client Challenge", body="<script src='/_fs-ch-1T1wmsGaOgGaSxcX/script.js'></script>"
    ),
    "challenge-aliyun": Answer(body="<script>var arg1='';document.cookie='acw_sc__v2='</script>"),
    "challenge-tencent": Answer(body="<script src='https://turing.captcha.qcloud.com/TCaptcha.js'></script>"),
    "challenge-firewall": Answer(title="网站防火墙", body="<p>您的请求带有不合法参数，已被网站管理员设置拦截！</p>"),
    "challenge-weibo": Answer(title="Sina Visitor System", body="<p>x</p>"),
    "challenge-wechat": Answer(title="x", body="<p>当前环境异常，完成验证后即可继续访问。</p>"),
    "challenge-reddit": Answer(title="Blocked", body="<p>You've been blocked by network security.</p>", status=403),
    "challenge": Answer(title="x", body="<div class='h-captcha'></div><p>Please prove you are human.</p>"),
    "access-denied": Answer(title="Access denied", body="<p>x</p>"),
}

ORDINARY: dict[str, Answer] = {
    "a contact form with a captcha": Answer(
        title="Contact",
        body="<form><input type=email><textarea></textarea><div class='g-recaptcha'></div><p>Verify you are "
        "human</p></form>",
    ),
    "Cloudflare's script on an ordinary page": Answer(
        title="A page",
        body=ARTICLE + "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>",
        headers={"server": "cloudflare", "cf-ray": "1-FRA"},
    ),
    "a short page behind Cloudflare": Answer(title="A page", body="<p>Hello</p>", headers={"server": "cloudflare"}),
    "a 404 behind Cloudflare": Answer(title="404", status=404, headers={"server": "cloudflare", "cf-ray": "1-FRA"}),
    "a 404 of CloudFront": Answer(title="404", status=404, headers={"x-cache": "Error from cloudfront"}),
    "a real 404 of Akamai": Answer(title="404", status=404, headers={"server": "AkamaiGHost"}),
    "a 502 of a load balancer": Answer(title="502", body="x", status=502, headers={"server": "awselb/2.0"}),
    "Imperva's head on an ordinary page": Answer(
        title="A page", headers={"x-cdn": "Incapsula", "set-cookie": "visid_incap_1=a"}
    ),
    "cookies of walls on an ordinary page": Answer(
        title="A page", headers={"set-cookie": "datadome=a; _abck=b; _px3=c; cf_clearance=d"}
    ),
    "vendors' scripts on an ordinary page": Answer(
        title="A page",
        body=ARTICLE
        + "<script>window._pxAppId='PX1';TCaptcha({})</script>"
        + "<script src='https://ct.captcha-delivery.com/c.js'></script>",
    ),
    "Akamai asked its origin": Answer(
        title="Forbidden", body="x", status=403, headers={"server-timing": "cdn-cache; desc=MISS, origin; dur=93, ak_p"}
    ),
    "an article about captchas": Answer(title="How captchas ask: are you a robot?"),
    "an article about Anubis": Answer(title="Making sure you're not a bot: how Anubis works"),
    "a review of a firewall": Answer(title="Sucuri and Cloudflare compared: sorry, you have been blocked"),
    "verification of programs": Answer(title="Formal verification | Wikipedia"),
    "人机交互": Answer(title="人机交互与安全验证研究进展"),
    "a page of ours on rate limits": Answer(title="Unusual traffic patterns in Berlin"),
}


@pytest.mark.parametrize("number", range(len(MET)))
def test_a_wall_is_met(number: int) -> None:
    answer = MET[number]
    assert any(trait.startswith("challenge") for trait in traits(answer))


@pytest.mark.parametrize("trait", VENDOR_MARKS)
def test_a_vendor_is_known_by_its_mark(trait: str) -> None:
    assert trait in traits(VENDOR_MARKS[trait])


def test_every_vendor_has_a_fixture() -> None:
    assert set(VENDOR_MARKS) == {marker.trait for marker in challenges.MARKERS}


@pytest.mark.parametrize("name", ORDINARY)
def test_no_wall_where_there_is_none(name: str) -> None:
    walls = {marker.trait for marker in challenges.MARKERS}
    assert not traits(ORDINARY[name]) & walls
