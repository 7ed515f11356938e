"""What pages say, from their markup to the verdict: the classes of marks, with what looks like them and is none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fetchers.addresses.address import parse_or_none
from fetchers.facts import Observation
from fetchers.pages.html import read
from fetchers.pages.traits import find_witnesses
from linkcheck.judge import judge
from linkcheck.model import Link

URL = "https://site.hardweb/article/42"
PROSE = "Plants near water grow faster than others in dry soil, as every gardener of the valley knows. "
APP = "<script src=/static/js/main.8a7b.js></script>"
IMPERVA = '<script src="/_Incapsula_Resource?SWJIYLWA=1"></script>'
KASADA = '<script src="/149e9513-01fa-4fb0-aad4-566afd725d1b/2d206a39/p.js"></script>'
GEETEST = '<script src="https://static.geetest.com/v4/gt4.js"></script>'
PERIMETERX = '<script>window._pxAppId="PXabc"</script>'


def verdict(markup: str, url: str = URL, *, status: int = 200, final: str = "") -> str:
    final = final or url
    headers = {"content-type": "text/html; charset=utf-8"}
    reading = read(markup, url=final)
    found = find_witnesses(
        status=status,
        headers=headers,
        text=markup,
        page=reading.page,
        url=url,
        final_url=final,
        seen=reading.visible,
    )
    observation = Observation(
        url=url,
        observed=datetime(2026, 5, 4, tzinfo=UTC),
        status=status,
        final_url=final,
        headers=headers,
        traits=frozenset(found),
        witnesses=found,
        page=reading.page,
    )
    return judge(Link(url=url, key=url, occurrences=(), address=parse_or_none(url)), observation).verdict.value


def page(title: str, body: str, *, lang: str = "en") -> str:
    return f"<!doctype html><html lang={lang}><head><title>{title}</title></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "markup",
    [
        "File not found.",
        "No input file specified.\n",
        page("Chat", "<div>Invite Invalid</div><p>This invite may be expired.</p><button>Go on</button>"),
        page("Files", "<p>Invalid or Deleted File.</p><p>The key you provided was invalid.</p>"),
        page("Forum", "<div>Message</div><p>Invalid Thread specified. Please notify the administrator.</p>"),
        page("Foo - Wiki", "<h1>Foo</h1><p>There is currently no text in this page. <a>Search</a></p>"),
        page("Acme", "<p>Group not found</p>"),
        page("Acme", "<h2>Room not found</h2><p>Create a new one?</p>"),
        page("Registry", "<h1>Package not found</h1>"),
        page("Foo", "<p>Foo has shut down.</p><p>Thanks to everyone.</p>"),
        page("Acme Careers", "<p>This job is no longer open.</p><a>See all jobs</a>"),
        page("博客", "<p>该博文不存在或已被删除</p>", lang="zh"),
        page("网盘", "<p>啊哦，你来晚了，文件取消分享了，下次要早点哟。</p>", lang="zh"),
        page("招聘网", "<p>该职位已停止招聘</p>", lang="zh"),
        page("Paste", "<p>This paste has expired.</p>"),
        page("Objet non trouvé!", "<h1>Objet non trouvé!</h1><p>L'URL demandée n'a pas pu être trouvée.</p>"),
        page("¡Objeto no localizado!", "<p>No se ha localizado la URL solicitada en este servidor.</p>"),
        page("Object not found!", "<p>要求された URL は本サーバでは見つかりませんでした。</p>"),
        page("Caddy works!", "<h1>Congratulations!</h1><p>Your web server is working. Now make it work for you.</p>"),
        page("Congratulation | OpenLiteSpeed", "<p>You have successfully installed the OpenLiteSpeed Web Server!</p>"),
        page("site.hardweb — Coming Soon", "<h1>Success! Your new web server is ready to use.</h1>"),
        page("site.hardweb", "<p>This domain is pending renewal or has expired. Contact your registrar.</p>"),
        page("site.hardweb", "<p>The domain site.hardweb is up for auction. Place your bid now.</p>"),
        page("site.hardweb", "<div>スポンサーリンク</div><a>転職</a><a>保険</a>", lang="ja"),
        page("site.hardweb", "<div>相关搜索</div><a>贷款</a><a>保险</a>", lang="zh"),
        page("site.hardweb is for sale | Brand", f"<h1>Names</h1><p>{PROSE * 30}</p>"),
        "<script>alert('该记录不存在');history.back();</script>",
        "<script>alert('삭제된 게시글입니다.');history.back();</script>",
        "<script>alert('この記事は削除されました');location.href='/';</script>",
    ],
)
def test_gone(markup: str) -> None:
    assert verdict(markup) == "soft-dead"


@pytest.mark.parametrize(
    "markup",
    [
        page(
            "Error",
            "<h1>An error occurred.</h1><p>Sorry, the page you are looking for is currently unavailable.<br>Please try "
            "again later.</p><p><em>Faithfully yours, nginx.</em></p>",
        ),
        page("Serverfehler!", "<h1>Serverfehler!</h1><p>Die Anfrage kann nicht beantwortet werden.</p>"),
        page("500エラー", "<h1>サーバーエラー</h1><p>申し訳ございません。ページを表示できません。</p>"),
        page("ニュース", "<p>アクセスが集中しており、ページを表示できません</p>"),
        page("提示", "<p>系统繁忙，请稍后再试</p>"),
        page("Shop", "<p>Wir führen gerade Wartungsarbeiten durch.</p>"),
    ],
)
def test_down(markup: str) -> None:
    assert verdict(markup) == "unreachable"


@pytest.mark.parametrize(
    "markup",
    [
        page("提示", "<p>您访问的网站尚未备案，暂时无法访问。</p>", lang="zh"),
        page("", '<iframe src="/_Incapsula_Resource?C=1">Request unsuccessful. Incapsula incident ID: 1</iframe>'),
    ],
)
def test_blocked(markup: str) -> None:
    assert verdict(markup) == "blocked"


@pytest.mark.parametrize(
    "markup",
    [
        page("บล็อก", "<nav>ค้นหา</nav><p>เนื้อหาเก็บถาวร สวนและดอกไม้</p><label>ค้นหา</label>", lang="th"),
        page("标签: 数据库", "<h1>标签: 数据库</h1><ul><li><a>文章的发布和删除</a></ul>", lang="zh"),
        page("标签", "<ul><li>文章的发布和删除</ul>", lang="zh"),
        page("App", f"<div id=root><p>Loading the application, please wait a moment, page not found</p></div>{APP}"),
        page("App", f"<div id=app></div><p>Sorry, this application needs JavaScript to work.</p>{APP}"),
        page(
            "应用",
            f'<div id="app"></div><div style="display:none">您的浏览器版本过低，页面不存在</div>{APP}',
            lang="zh",
        ),
        page("Viewer", f"<div>{'Find Previous Next ' * 20} no file found</div><div id=viewer class=x></div>{APP}"),
        page("A shop", f"<p>{PROSE * 3}</p>{IMPERVA}"),
        page("A shop", f"<p>{PROSE * 3}</p>{PERIMETERX}"),
        page("A shop", f"<div id=root></div>{GEETEST}{APP}"),
        page("A shop", f"<div id=root></div>{IMPERVA}{APP}"),
        page("Account suspended - Help center", f"<h1>Account suspended</h1><p>{PROSE * 4}</p>"),
        page("Too Many Requests | HTTP guide", f"<h1>Too Many Requests</h1><p>{PROSE * 4}</p>"),
        page("验证码 | 术语表", f"<h1>验证码</h1><p>{PROSE * 4}</p>", lang="zh"),
        page("Welcome to Caddy", f"<h1>Welcome to Caddy</h1><p>{PROSE * 18}</p>"),
        page("Alice", "<p>Hi, I am Alice. I study plants.</p>"),
        page("Releases", "<p>Version 2.1 is no longer supported. Download 3.0.</p>"),
        page("Changelog", "<p>The function was removed in 3.12. The module is no longer available.</p>"),
        PROSE * 20,
    ],
)
def test_there(markup: str) -> None:
    assert verdict(markup) == "alive"


@pytest.mark.parametrize("script", [IMPERVA, KASADA, GEETEST, PERIMETERX])
def test_a_missing_page_with_a_vendors_script_is_missing(script: str) -> None:
    assert verdict(page("Oops", f"<h1>Gone fishing</h1>{script}"), status=404) == "dead"


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("Page not found", "/docs/errors/404"),
        ("Maintenance mode", "/manual/maintenance"),
        ("Captcha", "/glossary/captcha"),
        ("Anmelden", "/api/login"),
        ("Account suspended", "/help/account-suspended"),
    ],
)
def test_the_word_that_was_asked_for_accuses_nothing(title: str, path: str) -> None:
    markup = page(title, f"<h1>{title}</h1><p>{PROSE * 2}</p>")
    assert verdict(markup, f"https://site.hardweb{path}") == "alive"


def test_a_path_that_keeps_its_own_name_is_no_wall() -> None:
    markup = page("Install", f"<h1>Install</h1><p>{PROSE * 8}</p>")
    asked, final = "https://x.hardweb/guide/install", "https://y.hardweb/install?redirect=/guide/install"
    assert verdict(markup, asked, final=final) in ("alive", "moved")
