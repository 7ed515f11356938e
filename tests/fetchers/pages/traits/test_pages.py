"""Every rule on a page: what must set it off, in many words and languages, and what must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.facts import Page
from fetchers.pages.traits import TRAITS, find_witnesses
from tests.fetchers.pages.traits.trait_pages import ARTICLE, INNOCENT, Answer, traits

FOUND: dict[str, list[Answer]] = {
    "parked": [
        Answer(
            title="site.hardweb",
            body="<p>This domain name is for sale!</p><p>" + "Secure payment and fast transfer. " * 20 + "</p>",
        ),
        Answer(title="x.com is for sale", body="<p>Buy this domain. The domain may be for sale by its owner!</p>"),
        Answer(title="x.com", body="<p>This domain is for sale! Contact us for a price.</p>"),
        Answer(
            title="premium-name.com",
            body="<p>The domain premium-name.com is available for purchase. Make an offer.</p>",
        ),
        Answer(title="x.com - HugeDomains", body="<p>x.com is for sale. Price $2,995</p>"),
        Answer(title="该域名正在出售", body="<p>此域名可转让，有意者请联系。</p>"),
        Answer(title="域名出售 - x.com", body="<p>您正在访问的域名可以出售！联系邮箱 a@b.c</p>"),
        Answer(title="x.com", body="<p>您所访问的域名 x.com 正在出售中</p>"),
        Answer(title="x.com", body="<p>本域名出售，欢迎洽谈</p>"),
        Answer(title="このドメインは販売中です", body="<p>お問い合わせください</p>"),
        Answer(title="x.jp", body="<p>ドメイン x.jp は現在販売中です。購入をご希望の方はこちら</p>"),
        Answer(title="x.de", body="<p>Diese Domain steht zum Verkauf. Jetzt Angebot anfordern.</p>"),
        Answer(title="x.de steht zum Verkauf", body="<p>Die Domain x.de können Sie kaufen</p>"),
        Answer(title="Domain zu verkaufen", body="<p>Kontakt</p>"),
        Answer(title="x.fr", body="<p>Ce nom de domaine est à vendre. Faites une offre.</p>"),
        Answer(title="Ce domaine est à vendre", body="<p>contact</p>"),
        Answer(title="x.es", body="<p>Este dominio está en venta</p>"),
        Answer(title="Dominio en venta", body="<p>Haga su oferta</p>"),
        Answer(title="x.ru", body="<p>Домен продаётся. Домен x.ru продается, цена</p>"),
        Answer(title="Домен x.ru продается", body="<p>Купить домен</p>"),
        Answer(title="x.br", body="<p>Este domínio está à venda!</p>"),
        Answer(title="x.it", body="<p>Questo dominio è in vendita</p>"),
        Answer(title="x.nl", body="<p>Deze domeinnaam is te koop</p>"),
        Answer(title="x.pl", body="<p>Ta domena jest na sprzedaż</p>"),
        Answer(title="x.kr", body="<p>이 도메인은 판매 중입니다</p>"),
        Answer(title="x.tr", body="<p>Bu alan adı satılıktır</p>"),
        Answer(title="x.ar", body="<p>هذا النطاق معروض للبيع</p>"),
        Answer(title="x.vn", body="<p>Tên miền này đang được rao bán</p>"),
        Answer(
            title="x.com",
            body="<p>Related Searches: insurance, loans. This domain is parked free, courtesy of GoDaddy</p>",
        ),
        Answer(
            title="x.com",
            body="<p>Sponsored listings</p><script src='https://d38psrni17bvxu.cloudfront.net/x.js'></script>",
        ),
        Answer(body="<script>window.onload=function(){window.location.href='/lander'}</script>", heading=""),
        Answer(title="x.com", body="<p>words</p>", final="https://www.hugedomains.com/domain_profile.cfm?d=x"),
        Answer(title="x.com", body="<p>words</p>", final="http://ww1.site.hardweb/"),
        Answer(title="x", body="<p>w</p>", final="https://dan.com/buy-domain/x"),
        Answer(title="Domain parked", body="<p>This domain has been parked by its registrar.</p>"),
        Answer(
            title="Parked domain name on Hostinger DNS system", body="<p>Happy to see your domain with Hostinger!</p>"
        ),
        Answer(
            title="x.com",
            body="<p>The owner of this domain has not yet uploaded a website. Interested in this domain?</p>",
        ),
        Answer(title="Site parked", body="<p>This web page is parked FREE</p>"),
    ],
    "trade-topic": [
        Answer(title="开云体育(中国)官方网站"),
        Answer(title="Xoilac TV - Trực tiếp bóng đá"),
        Answer(title="สล็อตเว็บตรง"),
        Answer(title="주소모음"),
        Answer(title="Situs Toto 4D"),
        Answer(title="Vavada казино"),
        Answer(title="Deneme bonusu veren siteler"),
        Answer(title="Best essay writing service"),
        Answer(title="Buy Instagram followers"),
        Answer(title="Migliori casinò non AAMS"),
    ],
    "service-ended": [
        Answer(title="サービス終了のお知らせ", body="<p>当サービスは2023年3月31日をもちまして終了いたしました。</p>"),
        Answer(title="안내", body="<p>서비스가 종료되었습니다. 그동안 이용해 주셔서 감사합니다.</p>"),
        Answer(title="Foo", body="<p>Foo shut down on May 3, 2021 and all data has been deleted.</p>"),
        Answer(title="Foo", body="<p>Foo has shut down. Thank you for ten great years.</p>"),
        Answer(title="关站公告", body="<p>本站已于2022年正式停止服务，感谢大家多年的支持。</p>"),
        Answer(title="Ende", body="<p>Der Dienst wurde zum 31.12.2020 eingestellt.</p>"),
        Answer(title="x", body="<p>Le service a définitivement fermé ses portes.</p>"),
        Answer(title="x", body="<p>El servicio ha sido cerrado.</p>"),
        Answer(title="x", body="<p>O serviço foi encerrado em 2020.</p>"),
        Answer(title="x", body="<p>Сервис прекратил работу 1 июня.</p>"),
    ],
    "domain-lapsed": [
        Answer(
            title="site.hardweb", body="<p>This domain was recently registered at a registrar. Check back later!</p>"
        ),
        Answer(title="site.hardweb", body="<p>このドメインは、お名前で取得されています。</p>"),
        Answer(title="Domain expired", body="<p>This domain has expired. If you are the owner, renew now.</p>"),
        Answer(title="x.com", body="<p>This domain name expired on 2024-01-01 and is pending renewal or deletion.</p>"),
        Answer(title="x", body="<p>域名已过期，请尽快续费</p>"),
        Answer(title="您的域名已过期", body="<p>请续费</p>"),
        Answer(title="x", body="<p>ドメインの有効期限が切れています</p>"),
        Answer(title="x", body="<p>Die Domain x.de ist abgelaufen.</p>"),
        Answer(title="x", body="<p>Ce nom de domaine a expiré.</p>"),
        Answer(title="x", body="<p>El dominio ha caducado</p>"),
        Answer(title="x", body="<p>Срок регистрации домена истёк</p>"),
    ],
    "suspended": [
        Answer(title="Site suspendu", body="<p>x</p>"),
        Answer(
            title="Account Suspended",
            body="<p>This account has been suspended. Contact your hosting provider for more information.</p>",
        ),
        Answer(title="Website suspended", body="<p>Contact billing</p>"),
        Answer(title="x", body="<p>This Account Has Been Suspended</p>"),
        Answer(title="Account disabled by server administrator", body="<p>x</p>"),
        Answer(title="x", body="<p>您的网站已被暂停服务，请联系管理员</p>"),
        Answer(title="网站已关闭", body="<p>该网站已被关闭</p>"),
        Answer(title="该网站暂停访问", body="<p>x</p>"),
        Answer(title="x", body="<p>このアカウントは停止されています</p>"),
        Answer(title="x", body="<p>이 계정은 정지되었습니다</p>"),
        Answer(title="Dieses Konto wurde gesperrt", body="<p>Bitte wenden Sie sich an Ihren Anbieter</p>"),
        Answer(title="Ce compte a été suspendu", body="<p>Contactez votre hébergeur</p>"),
        Answer(title="Cuenta suspendida", body="<p>x</p>"),
        Answer(title="x", body="<p>Esta cuenta ha sido suspendida. Contacte con su proveedor.</p>"),
        Answer(title="Conta suspensa", body="<p>x</p>"),
        Answer(title="Аккаунт заблокирован", body="<p>x</p>"),
        Answer(title="Сайт заблокирован", body="<p>Работа сайта приостановлена</p>"),
        Answer(
            title="Bandwidth Limit Exceeded", body="<p>The server is temporarily unable to service your request</p>"
        ),
        Answer(title="Sito sospeso", body="<p>Questo sito è stato sospeso</p>"),
        Answer(title="Konto zawieszone", body="<p>x</p>"),
        Answer(title="Bu hesap askıya alınmıştır", body="<p>x</p>"),
        Answer(title="x", body="<p>x</p>", final="http://site.hardweb/cgi-sys/suspendedpage.cgi"),
    ],
    "default-page": [
        Answer(
            title="Welcome to nginx!",
            body="<p>If you see this page, the nginx web server is successfully installed and working. Further "
            "configuration is required.</p>",
        ),
        Answer(title="Apache2 Ubuntu Default Page: It works", body="<p>This is the default welcome page</p>"),
        Answer(title="It works!", body="<p>x</p>"),
        Answer(title="IIS Windows Server", body="<p></p>"),
        Answer(title="Index of /", body="<table></table>"),
        Answer(title="Welcome to CentOS", body="<p>x</p>"),
        Answer(title="Test Page for the Apache HTTP Server", body="<p>x</p>"),
        Answer(title="Web Server's Default Page", body="<p>Plesk</p>"),
        Answer(title="Default Web Site Page", body="<p>x</p>"),
        Answer(title="Welcome to OpenResty!", body="<p>x</p>"),
        Answer(title="恭喜，站点创建成功！", body="<p>这是默认index.html，本页面由系统自动生成</p>"),
        Answer(title="没有找到站点", body="<p>您的请求在Web服务器中没有找到对应的站点！</p>"),
        Answer(title="Apache2 Debian Default Page: It works", body="<p>x</p>"),
        Answer(title="Coming Soon", body="<p>x</p>"),
        Answer(title="Site en construction", body="<p>x</p>"),
        Answer(title="Welcome to Caddy", body="<p>x</p>"),
        Answer(title="Congratulations! Your site is live", body="<p>x</p>"),
    ],
    "maintenance": [
        Answer(
            title="Example Corp", body="<p>We are performing scheduled maintenance. Thank you for your patience.</p>"
        ),
        Answer(title="某某网", body="<p>网站正在维护，请稍后再来。</p>"),
        Answer(title="Beispiel", body="<p>Wegen Wartungsarbeiten sind wir bald wieder da.</p>"),
        Answer(title="Site under maintenance", body="<p>We'll be back soon</p>"),
        Answer(title="Maintenance", body="<p>x</p>"),
        Answer(title="We'll be right back", body="<p>x</p>"),
        Answer(title="网站维护中", body="<p>x</p>"),
        Answer(title="系统维护中，请稍后访问", body="<p>x</p>"),
        Answer(title="ただいまメンテナンス中です", body="<p>x</p>"),
        Answer(title="メンテナンス中", body="<p>x</p>"),
        Answer(title="시스템 점검 중", body="<p>x</p>"),
        Answer(title="Wartungsarbeiten", body="<p>x</p>"),
        Answer(title="Wartungsmodus", body="<p>x</p>"),
        Answer(title="Site en maintenance", body="<p>x</p>"),
        Answer(title="Sitio en mantenimiento", body="<p>x</p>"),
        Answer(title="Site em manutenção", body="<p>x</p>"),
        Answer(title="Сайт на техническом обслуживании", body="<p>x</p>"),
        Answer(title="Технические работы", body="<p>x</p>"),
        Answer(title="Sito in manutenzione", body="<p>x</p>"),
        Answer(title="Down for maintenance", body="<p>x</p>"),
        Answer(title="Scheduled maintenance", body="<p>x</p>"),
        Answer(title="Temporarily unavailable", body="<p>x</p>"),
        Answer(title="We are currently down for maintenance", body="<p>x</p>"),
        Answer(title="Under Maintenance | Site", body="<p>x</p>"),
        Answer(title="Site Maintenance", body="<p>x</p>"),
        Answer(title="Diese Seite wird gerade gewartet", body="<p>x</p>"),
        Answer(title="Bakım çalışması", body="<p>x</p>"),
        Answer(title="Na stronie trwają prace konserwacyjne", body="<p>x</p>"),
    ],
    "database-error": [
        Answer(title="Error establishing a database connection", body="<p>x</p>"),
        Answer(title="x", body="<h1>Error establishing a database connection</h1>", heading=""),
        Answer(title="Database Error", body="<p>x</p>"),
        Answer(title="建立数据库连接时出错", body="<p>x</p>"),
        Answer(title="数据库连接错误", body="<p>x</p>"),
        Answer(title="データベース接続確立エラー", body="<p>x</p>"),
        Answer(title="Fehler beim Aufbau einer Datenbankverbindung", body="<p>x</p>"),
        Answer(title="Erreur lors de la connexion à la base de données", body="<p>x</p>"),
        Answer(title="Ошибка установки соединения с базой данных", body="<p>x</p>"),
        Answer(title="x", body="<p>Could not connect to the database server</p>"),
        Answer(title="Error al establecer una conexión con la base de datos", body="<p>x</p>"),
        Answer(title="Connection to database failed", body="<p>x</p>"),
    ],
    "login-wall": [
        Answer(title="Sign in", body="<form><input type=password></form>", final="https://login.hardweb/login?next=x"),
        Answer(title="Login • Instagram", body="<form><input type=password></form>"),
        Answer(title="登录", body="<form><input type='password'></form>"),
        Answer(title="用户登录 - 某站", body="<p>请登录</p>"),
        Answer(title="ログイン", body="<form><input type=password></form>"),
        Answer(title="로그인", body="<form><input type=password></form>"),
        Answer(title="Anmelden", body="<form><input type=password></form>"),
        Answer(title="Connexion", body="<form><input type=password></form>"),
        Answer(title="Se connecter", body="<form><input type=password></form>"),
        Answer(title="Iniciar sesión", body="<form><input type=password></form>"),
        Answer(title="Entrar", body="<form><input type=password></form>"),
        Answer(title="Вход", body="<form><input type=password></form>"),
        Answer(title="Accedi", body="<form><input type=password></form>"),
        Answer(title="Log in to continue", body="<form><input type=password></form>"),
        Answer(title="Please log in", body="<p>You must be logged in to view this page.</p>"),
        Answer(title="Inloggen", body="<form><input type=password></form>"),
        Answer(title="Zaloguj się", body="<form><input type=password></form>"),
        Answer(title="Giriş yap", body="<form><input type=password></form>"),
        Answer(title="Đăng nhập", body="<form><input type=password></form>"),
        Answer(title="تسجيل الدخول", body="<form><input type=password></form>"),
        Answer(title="Welcome", body="<p>Please sign in to continue</p><form><input type=password></form>"),
        Answer(title="会员登录", body="<p>登录后查看</p><form><input type=password></form>"),
        Answer(title="Sign in to your account", body="<form><input type=password></form>"),
        Answer(title="Вход в систему", body="<form><input type=password></form>"),
        Answer(title="Log In | Forum", body="<form><input type=password></form>"),
    ],
    "consent-wall": [
        Answer(
            title="Before you continue to YouTube", body="<p>x</p>", final="https://consent.youtube.com/m?continue=x"
        ),
        Answer(title="Before you continue", body="<p>We use cookies</p>"),
        Answer(title="x", body="<p>x</p>", final="https://x.hardweb/cookie-consent?return=/a"),
        Answer(title="Bevor Sie fortfahren", body="<p>Wir verwenden Cookies</p>"),
    ],
}

ORDINARY: list[Answer] = [
    Answer(title="How to design a great 404 page not found experience"),
    Answer(title="Error 404: a love story"),
    Answer(title="A fine page"),
    Answer(
        title="Docs",
        body="<h2 id='install'>Install</h2><a name='old'></a><h2 id='中文'>x</h2><p>words</p>",
    ),
    Answer(
        title="Contact",
        body="<p>Send us a message.</p><form><input name=name><input type=email "
        "name=email><textarea></textarea><div class='g-recaptcha'></div></form>",
    ),
    Answer(
        title="Contact us",
        body="<form><input type=email><textarea></textarea><div class='cf-turnstile'></div><p>Please verify "
        "that you are human before sending.</p></form>",
    ),
    Answer(title="What is domain parking?"),
    Answer(title="How to buy a domain that is for sale"),
    Answer(title="Domain parking: this domain is for sale pages explained"),
    Answer(title="Welcome to nginx! How to replace the default page"),
    Answer(title="Account suspended: what to do when Twitter bans you"),
    Answer(title="How CAPTCHA works: are you a robot?"),
    Answer(title="Just a moment in time"),
    Answer(title="The login page: best practices"),
    Answer(title="A fine page", headers={"x-cdn": "Incapsula", "set-cookie": "visid_incap_1=x"}),
    Answer(title="A fine page", headers={"set-cookie": "datadome=x; _abck=y; cf_clearance=z", "server": "cloudflare"}),
    Answer(
        title="A fine page",
        body=ARTICLE + "<script>(function(){window['__CF$cv$params']={};var "
        "a='/cdn-cgi/challenge-platform/scripts/jsd/main.js'})()</script>",
        headers={"server": "cloudflare"},
    ),
    Answer(
        title="A fine page",
        body=ARTICLE + "<script src='https://js.datadome.co/tags.js'></script><script>window._pxAppId='PX1'</script>",
    ),
    Answer(
        title="Index of /pub",
        body="<a href='../'>..</a><a href='file1.tar.gz'>file1.tar.gz</a><a href='file2.zip'>file2</a>",
    ),
    Answer(title="Database errors in PostgreSQL"),
    Answer(title="Scheduled maintenance of railways"),
    Answer(title="Maintenance of bicycles"),
    Answer(title="网页404错误是什么意思"),
    Answer(title="如何处理域名过期"),
    Answer(title="什么是人机验证"),
    Answer(title="登录系统的设计与实现"),
    Answer(title="环境异常检测方法综述"),
    Answer(title="Was bedeutet Fehler 404?"),
    Answer(title="404エラーとは？"),
    Answer(title="Qué es una cuenta suspendida"),
    Answer(title="Casino mathematics: why the house wins"),
    Answer(title="The Gone-Away World"),
    Answer(title="Not Found: a novel"),
    Answer(title="Sign in with Apple: a guide"),
    Answer(title="OAuth login flow explained"),
    Answer(title="Short note", body="<p>The file was not found by the compiler, so I filed a bug.</p>"),
    Answer(title="Tiny", body="<p>x</p>"),
    Answer(title="Caf", body="x"),
    Answer(
        title="words",
        body="words of a page ",
    ),
    Answer(
        title="Issue 12: Page not found when opening settings",
        body="<p>Steps to reproduce: open settings. Expected: settings page. Actual: page not found.</p>",
    ),
    Answer(
        title="404 Not Found - HTTP | MDN",
        body=ARTICLE,
        url="https://developer.mozilla.org/en-US/docs/Web/HTTP/Status/404",
    ),
    Answer(title="Changelog", body="<p>The function was removed in 3.12. The module is no longer available.</p>"),
    Answer(title="Coming soon: the new iPhone"),
    Answer(title="We moved to a new office", body="<p>Our team has moved to Berlin. Read more about it.</p>"),
    Answer(title="Domain for sale: a marketplace for names"),
    Answer(
        title="Marketplace",
        body="<p>example domain for sale listing, buy domains here today example domain for sale listing, buy "
        "domains here today example domain for sale listing, buy domains here today example domain for "
        "sale listing, buy domains here today example domain for sale listing, buy domains here today "
        "example domain for sale listing, buy domains here today example domain for sale listing, buy "
        "domains here today example domain for sale listing, buy domains here today example domain for "
        "sale listing, buy domains here today example domain for sale listing, buy domains here today "
        "example domain for sale listing, buy domains here today example domain for sale listing, buy "
        "domains here today example domain for sale listing, buy domains here today example domain for "
        "sale listing, buy domains here today example domain for sale listing, buy domains here today "
        "example domain for sale listing, buy domains here today example domain for sale listing, buy "
        "domains here today example domain for sale listing, buy domains here today example domain for "
        "sale listing, buy domains here today example domain for sale listing, buy domains here today "
        "example domain for sale listing, buy domains here today example domain for sale listing, buy "
        "domains here today example domain for sale listing, buy domains here today example domain for "
        "sale listing, buy domains here today example domain for sale listing, buy domains here today "
        "example domain for sale listing, buy domains here today example domain for sale listing, buy "
        "domains here today example domain for sale listing, buy domains here today example domain for "
        "sale listing, buy domains here today example domain for sale listing, buy domains here today "
        "example domain for sale listing, buy domains here today example domain for sale listing, buy "
        "domains here today example domain for sale listing, buy domains here today example domain for "
        "sale listing, buy domains here today example domain for sale listing, buy domains here today "
        "example domain for sale listing, buy domains here today example domain for sale listing, buy "
        "domains here today example domain for sale listing, buy domains here today example domain for "
        "sale listing, buy domains here today example domain for sale listing, buy domains here today </p>",
    ),
    Answer(title="Rate limiting", body="<p>This page explains rate limits and why you get 429 too many requests.</p>"),
    Answer(title="Error handling in Go"),
    Answer(title="Privacy settings in Android explained"),
    Answer(title="Accessibility", body="<p>hello</p>"),
    Answer(
        title="Maintenance",
        body="<p>Bicycle maintenance made simple for everyone who rides. Bicycle maintenance made simple for "
        "everyone who rides. Bicycle maintenance made simple for everyone who rides. Bicycle maintenance "
        "made simple for everyone who rides. Bicycle maintenance made simple for everyone who rides. "
        "Bicycle maintenance made simple for everyone who rides. Bicycle maintenance made simple for "
        "everyone who rides. Bicycle maintenance made simple for everyone who rides. Bicycle maintenance "
        "made simple for everyone who rides. Bicycle maintenance made simple for everyone who rides. "
        "Bicycle maintenance made simple for everyone who rides. Bicycle maintenance made simple for "
        "everyone who rides. Bicycle maintenance made simple for everyone who rides. Bicycle maintenance "
        "made simple for everyone who rides. Bicycle maintenance made simple for everyone who rides. "
        "Bicycle maintenance made simple for everyone who rides. Bicycle maintenance made simple for "
        "everyone who rides. Bicycle maintenance made simple for everyone who rides. Bicycle maintenance "
        "made simple for everyone who rides. Bicycle maintenance made simple for everyone who rides. "
        "Bicycle maintenance made simple for everyone who rides. Bicycle maintenance made simple for "
        "everyone who rides. Bicycle maintenance made simple for everyone who rides. Bicycle maintenance "
        "made simple for everyone who rides. Bicycle maintenance made simple for everyone who rides. "
        "Bicycle maintenance made simple for everyone who rides. Bicycle maintenance made simple for "
        "everyone who rides. Bicycle maintenance made simple for everyone who rides. Bicycle maintenance "
        "made simple for everyone who rides. Bicycle maintenance made simple for everyone who rides. "
        "Bicycle maintenance made simple for everyone who rides. Bicycle maintenance made simple for "
        "everyone who rides. Bicycle maintenance made simple for everyone who rides. Bicycle maintenance "
        "made simple for everyone who rides. Bicycle maintenance made simple for everyone who rides. "
        "Bicycle maintenance made simple for everyone who rides. Bicycle maintenance made simple for "
        "everyone who rides. Bicycle maintenance made simple for everyone who rides. Bicycle maintenance "
        "made simple for everyone who rides. Bicycle maintenance made simple for everyone who rides. "
        "Bicycle maintenance made simple for everyone who rides. Bicycle maintenance made simple for "
        "everyone who rides. Bicycle maintenance made simple for everyone who rides. Bicycle maintenance "
        "made simple for everyone who rides. Bicycle maintenance made simple for everyone who rides. "
        "Bicycle maintenance made simple for everyone who rides. Bicycle maintenance made simple for "
        "everyone who rides. Bicycle maintenance made simple for everyone who rides. Bicycle maintenance "
        "made simple for everyone who rides. Bicycle maintenance made simple for everyone who rides. "
        "Bicycle maintenance made simple for everyone who rides. Bicycle maintenance made simple for "
        "everyone who rides. Bicycle maintenance made simple for everyone who rides. Bicycle maintenance "
        "made simple for everyone who rides. Bicycle maintenance made simple for everyone who rides. "
        "Bicycle maintenance made simple for everyone who rides. Bicycle maintenance made simple for "
        "everyone who rides. Bicycle maintenance made simple for everyone who rides. Bicycle maintenance "
        "made simple for everyone who rides. Bicycle maintenance made simple for everyone who rides. </p>",
    ),
    Answer(
        title="Login",
        body="<p>This chapter of the manual describes the login procedure in detail. This chapter of the manual "
        "describes the login procedure in detail. This chapter of the manual describes the login procedure "
        "in detail. This chapter of the manual describes the login procedure in detail. This chapter of "
        "the manual describes the login procedure in detail. This chapter of the manual describes the "
        "login procedure in detail. This chapter of the manual describes the login procedure in detail. "
        "This chapter of the manual describes the login procedure in detail. This chapter of the manual "
        "describes the login procedure in detail. This chapter of the manual describes the login procedure "
        "in detail. This chapter of the manual describes the login procedure in detail. This chapter of "
        "the manual describes the login procedure in detail. This chapter of the manual describes the "
        "login procedure in detail. This chapter of the manual describes the login procedure in detail. "
        "This chapter of the manual describes the login procedure in detail. This chapter of the manual "
        "describes the login procedure in detail. This chapter of the manual describes the login procedure "
        "in detail. This chapter of the manual describes the login procedure in detail. This chapter of "
        "the manual describes the login procedure in detail. This chapter of the manual describes the "
        "login procedure in detail. This chapter of the manual describes the login procedure in detail. "
        "This chapter of the manual describes the login procedure in detail. This chapter of the manual "
        "describes the login procedure in detail. This chapter of the manual describes the login procedure "
        "in detail. This chapter of the manual describes the login procedure in detail. This chapter of "
        "the manual describes the login procedure in detail. This chapter of the manual describes the "
        "login procedure in detail. This chapter of the manual describes the login procedure in detail. "
        "This chapter of the manual describes the login procedure in detail. This chapter of the manual "
        "describes the login procedure in detail. This chapter of the manual describes the login procedure "
        "in detail. This chapter of the manual describes the login procedure in detail. This chapter of "
        "the manual describes the login procedure in detail. This chapter of the manual describes the "
        "login procedure in detail. This chapter of the manual describes the login procedure in detail. "
        "This chapter of the manual describes the login procedure in detail. This chapter of the manual "
        "describes the login procedure in detail. This chapter of the manual describes the login procedure "
        "in detail. This chapter of the manual describes the login procedure in detail. This chapter of "
        "the manual describes the login procedure in detail. This chapter of the manual describes the "
        "login procedure in detail. This chapter of the manual describes the login procedure in detail. "
        "This chapter of the manual describes the login procedure in detail. This chapter of the manual "
        "describes the login procedure in detail. This chapter of the manual describes the login procedure "
        "in detail. This chapter of the manual describes the login procedure in detail. This chapter of "
        "the manual describes the login procedure in detail. This chapter of the manual describes the "
        "login procedure in detail. This chapter of the manual describes the login procedure in detail. "
        "This chapter of the manual describes the login procedure in detail. This chapter of the manual "
        "describes the login procedure in detail. This chapter of the manual describes the login procedure "
        "in detail. This chapter of the manual describes the login procedure in detail. This chapter of "
        "the manual describes the login procedure in detail. This chapter of the manual describes the "
        "login procedure in detail. This chapter of the manual describes the login procedure in detail. "
        "This chapter of the manual describes the login procedure in detail. This chapter of the manual "
        "describes the login procedure in detail. This chapter of the manual describes the login procedure "
        "in detail. This chapter of the manual describes the login procedure in detail. </p>",
    ),
    Answer(
        title="Our shop",
        body="<p>0 items in cart. Removed items are kept. Browse products below: hats, shoes, coats, and more "
        "fine things.</p>",
    ),
]

MORE_FOUND: dict[str, list[Answer]] = {
    "error-path": [
        Answer(title="Home", final="https://site.hardweb/404"),
        Answer(title="Home", final="https://site.hardweb/404.html"),
        Answer(title="Home", final="https://site.hardweb/en/404/"),
        Answer(title="Home", final="https://site.hardweb/errors/404.php"),
        Answer(title="Home", final="https://site.hardweb/notfound"),
        Answer(title="Home", final="https://site.hardweb/page-not-found/"),
        Answer(title="Home", final="https://site.hardweb/error?code=404"),
        Answer(title="Home", final="https://site.hardweb/error.aspx?aspxerrorpath=/article/42"),
        Answer(title="Home", final="https://site.hardweb/?error=not_found"),
    ],
    "unclaimed-host": [
        Answer(title="Site not found · GitHub Pages", body="<p>There isn't a GitHub Pages site here.</p>", status=404),
        Answer(title="Fastly error", body="Fastly error: unknown domain: site.hardweb.", status=500),
        Answer(
            title="Heroku", body="<iframe src='//www.herokucdn.com/error-pages/no-such-app.html'></iframe>", status=404
        ),
        Answer(title="404", body="<pre>NoSuchBucket The specified bucket does not exist</pre>", status=404),
    ],
    "server-error-page": [
        Answer(title="500 Internal Server Error", body="<p>nginx</p>"),
        Answer(title="502 Bad Gateway", body="<p>nginx</p>"),
        Answer(title="服务器错误", body="<p>请稍后再试</p>"),
        Answer(title="Server Error in '/' Application.", body="<p>Runtime Error</p>"),
    ],
    "rate-limit-page": [
        Answer(title="Too Many Requests", body="<p>Slow down.</p>"),
        Answer(title="访问过于频繁", body="<p>请稍后再试</p>"),
        Answer(title="Zu viele Anfragen", body="<p>Bitte warten</p>"),
    ],
    "access-request": [
        Answer(title="You need access", body="<p>Ask for access, or switch to an account with access.</p>"),
        Answer(title="Private site", body="<p>x</p>"),
        Answer(title="没有访问权限", body="<p>请联系管理员</p>"),
    ],
    "not-in-region": [
        Answer(title="Video", body="<p>The uploader has made this video not available in your country.</p>"),
        Answer(title="视频", body="<p>您所在的地区暂不支持播放，无法观看。</p>"),
    ],
    "access-denied": [
        Answer(title="403 Forbidden", body="<p>nginx</p>"),
        Answer(title="Zugriff verweigert", body="<p>Sie dürfen das nicht.</p>"),
        Answer(title="禁止访问", body="<p>x</p>"),
    ],
    "title-not-found": [
        Answer(title="404 Not Found", body="<p>The page you requested could not be found.</p>"),
        Answer(title="Page not found | Example Corp"),
        Answer(title="Seite nicht gefunden"),
        Answer(title="页面不存在 - 某某网"),
        Answer(title="404", body="<p>Sorry</p>"),
        Answer(title="Error 404"),
        Answer(title="Page not found", body="<p>" + "Menu and footer of a large site. " * 90 + "</p>"),
        Answer(title="404 | Example Corp", heading="Oops!", body="<p>We can't find that page.</p>"),
    ],
    "body-not-found": [
        Answer(title="微信公众平台", body="<p>该内容已被发布者删除</p>"),
        Answer(title="Forum", body="<p>This post has been removed by its author.</p>"),
        Answer(title="Blog", body="<p>Dieser Beitrag wurde gelöscht.</p>"),
        Answer(title="ブログ", body="<p>この記事は削除されました。</p>"),
        Answer(title="Форум", body="<p>Эта страница была удалена.</p>"),
        Answer(title="Drive", body="<p>Sorry, the file you have requested has been deleted.</p>"),
        Answer(title="Example Corp", heading="Project not found", body="<p>Home</p>"),
        Answer(title="Example Corp", body="<p>We can't find the page you're looking for.</p>"),
        Answer(title="Example Corp", heading="404", body="<p>Go home</p>"),
        Answer(
            title="Example Corp",
            heading="Hmm",
            body="<p>The page you are looking for may have been moved.</p>" * 0
            + "<p>We couldn't find the page you were looking for.</p>",
        ),
        Answer(title="Example Corp", heading="", body="<p>404 Not Found</p>"),
        Answer(title="某某网", heading="", body="<p>抱歉，您访问的页面不存在，3秒后返回首页</p>"),
        Answer(title="サンプル", heading="", body="<p>お探しのページは見つかりませんでした。URLをご確認ください。</p>"),
        Answer(title="예시", heading="", body="<p>요청하신 페이지를 찾을 수 없습니다. 주소를 확인해 주세요.</p>"),
        Answer(
            title="Beispiel",
            heading="",
            body="<p>Leider existiert die Seite, die Sie suchen, nicht mehr.</p><p>Die Seite wurde nicht gefunden.</p>",
        ),
        Answer(title="Exemple", heading="", body="<p>Cette page est introuvable. Retour à l'accueil.</p>"),
        Answer(title="Ejemplo", heading="", body="<p>No hemos podido encontrar la página que buscas.</p>"),
        Answer(title="Пример", heading="", body="<p>Запрашиваемая страница не найдена. Вернитесь на главную.</p>"),
    ],
    "vague-error": [
        Answer(title="Something went wrong", body="<p>Please try again later.</p>"),
        Answer(title="Shop | Oops, something went wrong!", body="<p>Please try again later.</p>"),
        Answer(title="系统繁忙", body="<p>请稍后再试</p>"),
        Answer(title="Ein Fehler ist aufgetreten", body="<p>Bitte versuchen Sie es später.</p>"),
    ],
    "apology": [
        Answer(title="Oops", body="<p>Nothing to see.</p>"),
        Answer(title="哎呀", body="<p>好像出了点问题</p>"),
        Answer(title="Hoppla", body="<p>Da ist etwas schiefgelaufen</p>"),
    ],
    "names-loss": [
        Answer(title="Acme", heading="Recette introuvable", body="<p>Acme.</p>"),
        Answer(title="Acme", heading="", body="<p>Это расписание удалено.</p>"),
    ],
    "off-address": [
        Answer(title="Night Owl", body="<p>You have wandered off the map.</p>", url="https://a.hardweb/notes/lstm"),
        Answer(title="", body="<p>你似乎来到了没有知识存在的荒原</p>", url="https://a.hardweb/p/88123"),
        Answer(title="Info", body="<p>Η συζήτηση έληξε.</p>", url="https://a.hardweb/viewtopic.php?t=88"),
    ],
    "off-entry": [
        Answer(title="Night Owl", url="https://a.hardweb/notes/lstm"),
        Answer(title="Night Owl", body="<p>Hoo.</p>" + "<a href=/x>x</a>" * 8, url="https://a.hardweb/p/88123"),
    ],
    "script-routed": [
        Answer(title="Night Owl", url="https://a.hardweb/notes/lstm", head="<script defer src=/a.js></script>"),
        Answer(title="Night Owl", url="https://a.hardweb/notes/lstm", head="<script>fetch('/x')</script>"),
    ],
    "names-itself": [
        Answer(title="Night Owl", url="https://a.hardweb/deutsch/", head="<a href='/deutsch'>Deutsch</a>"),
        Answer(title="Night Owl", url="https://a.hardweb/deutsch/", head="<a href='../deutsch/#top'>Deutsch</a>"),
    ],
    "lander": [
        Answer(
            title="a.hardweb",
            heading="",
            url="https://a.hardweb/",
            body="<a href='//go.test/?sid=8831&kw=flights-1'>x</a>" * 4,
        ),
        Answer(
            title="", heading="", url="https://a.hardweb/", body="<iframe src='//park.test/p?d=a.hardweb'></iframe>"
        ),
        Answer(title="www.a.hardweb", url="https://a.hardweb/x", body="<p>2.995 €</p><form><input></form>"),
        Answer(
            title="a.hardweb", heading="Domena a.hardweb je na prodaju", url="https://a.hardweb/x", body="<p>Da</p>"
        ),
    ],
    "strange-text": [
        Answer(title="Vuorovesi", heading="", url="https://a.hardweb/lamps", body=f"<p>{'We row at dawn. ' * 12}</p>"),
        Answer(title="Tea | Help", heading="", url="https://a.hardweb/lamps", body=f"<p>{'We row. ' * 24}</p>"),
    ],
    "empty-folder": [
        Answer(title="Index of /pub/tea", url="https://a.hardweb/pub/tea/", body="<a href=/pub/>Parent Directory</a>"),
        Answer(title="Listing: /pub/茶/", url="https://a.hardweb/pub/%E8%8C%B6/", body="<a href='../'>..</a>"),
    ],
    "empty-slot": [
        Answer(title="undefined | Acme", heading="", body="<p>Share</p>"),
        Answer(title="- Acme", heading="", body="<p>Share</p>"),
        Answer(title="Acme |", heading="", body="<p>Share</p>"),
        Answer(title="[object Object] – Acme", heading="", body="<p>Share</p>"),
    ],
    "says-more": [
        Answer(title="Soup", body="<p>The video was removed by its author. Peel and boil the roots for an hour.</p>"),
    ],
    "web-root": [
        Answer(title="Ready", body="<p>Put your files into public_html.</p>", url="https://a.hardweb/"),
        Answer(title="준비 완료", body="<p>FTP로 파일을 올려 주세요.</p>", url="https://a.hardweb/"),
    ],
    "item-lost": [
        Answer(title="Acme", heading="", body="<p>Issue 4218 was not found.</p>", url="https://a.hardweb/?i=4218"),
        Answer(
            title="Lists", heading="", body="<p>No such list <em>brass</em></p>", url="https://a.hardweb/list/brass"
        ),
        Answer(
            title="Package brass",
            heading="",
            body="<p>‘brass’ was removed.</p>",
            url="https://a.hardweb/brass/index.html",
        ),
    ],
    "unfinished": [
        Answer(title="Acme", heading="Recette introuvable", body="<form><input type=password></form>"),
        Answer(title="Acme", heading="Recette introuvable", body="<x-map></x-map><script src=/a.js></script>"),
    ],
    "no-results": [
        Answer(title="Search", body="<p>0 results for blue widget</p>"),
        Answer(title="搜索", body="<p>没有找到相关结果</p>"),
        Answer(title="Suche", body="<p>Keine Treffer</p>"),
    ],
    "app-shell": [Answer(title="App", heading="", body="<div id=root></div><script src=/app.js></script>")],
    "moved-stub": [
        Answer(title="Old home", body="<p>This page has moved to <a href='https://new.hardweb/'>new.hardweb</a>.</p>"),
        Answer(title="旧站", body="<p>本站已搬迁到新地址</p>"),
    ],
    "says-archived": [Answer(title="Tool", body="<p>This project is no longer maintained.</p>" + ARTICLE)],
}

STILL_ORDINARY: list[Answer] = [
    Answer(title="Index of /pub/tea", url="https://a.hardweb/pub/tea/", body="<a href=tea.csv>tea.csv</a>"),
    Answer(title="a.hardweb", url="https://a.hardweb/", body="<a href='https://forge.test/me'>Forge</a>" * 4),
    Answer(title="No results: why null findings matter", body="<p>A short note on the thing in the title.</p>"),
    Answer(title="Something went wrong in 1929: a history of the crash"),
    Answer(title="Domains", body="<p>A domain is registered with a registrar for a year.</p>"),
    Answer(title="Example", body="<p>For example, if a page is missing, say so.</p>"),
    Answer(title="Error 404 - Album review"),
    Answer(title="Page not found - how we fixed our broken links"),
    Answer(title="A page", final="https://site.hardweb/article/42?next=/article/42"),
    Answer(title="A page", final="https://site.hardweb/article/42?next=2"),
    Answer(title="", body="<img src=a.png>"),
    Answer(title="Garden", body="<p>The maintenance plan of the garden is on the wall.</p>"),
    Answer(title="Status 404", url="https://site.hardweb/docs/status-codes/404"),
    Answer(title="Item 404", url="https://site.hardweb/item?id=404", final="https://site.hardweb/item?id=404"),
    Answer(title="404", heading="Route 404", url="https://site.hardweb/404", body=ARTICLE),
    Answer(title="Errors", final="https://site.hardweb/docs/errors/overview"),
    Answer(title="Search", body="<p>120 results for blue widget</p>"),
    Answer(title="検索", body="<p>20 件見つかりました</p>"),
    Answer(title="Search", body="<p>0 results for x</p>", url="https://site.hardweb/search?q=x"),
    Answer(title="Guide", body="<p>If the page is not found, the server sends 404.</p>"),
    Answer(title="指南", body="<p>如果页面不存在，服务器会返回状态码。</p>"),
    Answer(title="Notes", body="<p>The error says “page not found”, which is wrong.</p>"),
    Answer(title="Manual", body="<p>Files are deleted after a week. Users not found are created.</p>"),
    Answer(title="The domain of a function", body="<p>A domain is a set. Its range is another.</p>"),
    Answer(title="Bookshop", body="<p>This book is for sale in our shop, and the map is on sale too.</p>"),
    Answer(title="Suspended animation", body="<p>The bridge has been suspended over the river.</p>"),
    Answer(title="Members", body="<p>Sign in at the desk to continue. Lunch is at noon.</p>"),
    Answer(title="Casino Royale (novel)"),
    Answer(title="Gambling in Macau: a history"),
    Answer(title="Cookie settings in Firefox: how to change them"),
    Answer(title="Undefined behaviour | Acme", body="<p>What the standard leaves open.</p>"),
    Answer(title="undefined | Acme", body="<p>A value of its own type.</p>", url="https://a.hardweb/js/undefined"),
    Answer(title="Ready", body="<p>Files by FTP: <a href=/tea/>tea</a></p>", url="https://a.hardweb/"),
    Answer(title="A region", body="<p>The service is available in your country.</p>"),
]


def _cases(table: dict[str, list[Answer]]) -> list[object]:
    return [
        pytest.param(trait, answer, id=f"{trait}-{number}")
        for trait, answers in table.items()
        for number, answer in enumerate(answers)
    ]


@pytest.mark.parametrize(("trait", "answer"), _cases(FOUND | MORE_FOUND))
def test_found(trait: str, answer: Answer) -> None:
    assert trait in traits(answer)


@pytest.mark.parametrize("number", range(len(ORDINARY + STILL_ORDINARY)))
def test_ordinary_pages_are_not_accused(number: int) -> None:
    answer = (ORDINARY + STILL_ORDINARY)[number]
    assert traits(answer) <= INNOCENT, answer.title


def test_every_trait_has_a_fixture_that_sets_it_off() -> None:
    elsewhere = {trait for trait in TRAITS if trait.startswith("challenge")} | {"refused-at-edge", "empty-body"}
    assert TRAITS - elsewhere == set(FOUND) | set(MORE_FOUND)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"content-length": "0", "content-type": "text/html"}, True),
        ({"content-length": "0"}, True),
        ({"content-type": "text/html"}, False),
        ({"content-length": "0", "content-type": "application/pdf"}, False),
        ({"content-length": "0", "content-type": "text/plain"}, False),
        ({}, False),
    ],
)
def test_an_empty_page(headers: dict[str, str], expected: bool) -> None:
    url = "https://site.hardweb/a"
    found = find_witnesses(status=200, headers=headers, text="", page=None, url=url, final_url=url)
    assert ("empty-body" in found) is expected


@given(st.text(max_size=300), st.text(max_size=80), st.sampled_from([None, 200, 202, 403, 404, 503]))
def test_no_text_is_too_odd(body: str, title: str, status: int | None) -> None:
    page = Page(title=title, heading=title[::-1], text=body, words=len(body.split()))
    url = "https://site.hardweb/a"
    found = find_witnesses(status=status, headers={}, text=body, page=page, url=url, final_url=url)
    assert found.keys() <= TRAITS


def test_a_404_is_judged_by_its_status_not_by_its_words() -> None:
    assert not traits(Answer(title="Page not found", body="<p>Sorry</p>", status=404))
