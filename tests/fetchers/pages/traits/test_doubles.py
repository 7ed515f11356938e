"""Pairs that look alike: a page that is gone, and one that is about something of that name."""

from __future__ import annotations

import pytest

from tests.fetchers.pages.traits.trait_pages import INNOCENT, Answer, traits

FILM = "<p>{} is a thriller of 2012. A woman is convinced that her sister was taken, and nobody believes her.</p>"
SHORT_ZH = "<p>" + "本文讨论交易过程中常见的情况，并给出若干实例。" * 20 + "</p>"


@pytest.mark.parametrize("word", ["Gone", "Missing", "Broken Link", "Dead Link", "Not Found", "Nothing to see here"])
def test_a_word_is_a_title_too(word: str) -> None:
    assert traits(Answer(title=word)) <= INNOCENT
    assert traits(Answer(title=word, body=FILM.format(word))) <= INNOCENT
    assert "title-not-found" in traits(Answer(title=word, body="<p>Go back home.</p>"))


@pytest.mark.parametrize("title", ["404", "404 | Acme", "Error 404 (Not Found)!!1", "HTTP 404", "Erreur 404"])
def test_a_number_is_none(title: str) -> None:
    assert "title-not-found" in traits(Answer(title=title))


@pytest.mark.parametrize(
    "title",
    [
        "404 Not Found - HTTP | MDN",
        "410 Gone - HTTP | MDN Web Docs",
        "HTTP 404 - Wikipedia",
        "Erreur 404 : comment personnaliser la page introuvable",
        "Error 404 - Album review",
        "How to tell whether a domain is for sale",
        "This domain is for sale: confessions of a squatter",
        "Account suspended: what to do next",
        "My domain expired: a story",
        "The mathematics of roulette and poker online",
    ],
)
def test_an_article_is_about_it(title: str) -> None:
    assert traits(Answer(title=title)) <= INNOCENT
    short = "<p>" + "An article of some length, with the details that a reader came for. " * 12 + "</p>"
    if "404" not in title and "410" not in title:
        assert traits(Answer(title=title, body=short)) <= INNOCENT


@pytest.mark.parametrize("title", ["域名出售的法律问题", "域名停放是什么意思？", "域名到期了怎么办"])
def test_a_chinese_article_on_names_is_about_them(title: str) -> None:
    assert traits(Answer(title=title, body=SHORT_ZH)) <= INNOCENT


@pytest.mark.parametrize(
    ("trait", "answer"),
    [
        ("parked", Answer(title="域名出售", body="<p>此域名可售，欢迎联系购买。</p>")),
        ("parked", Answer(title="This domain is for sale", body="<p>Make an offer today.</p>")),
        ("parked", Answer(title="x.com", heading="",
                          body="<script>var a='https://www.parkingcrew.net/x'</script><p>Related Links</p>")),
        ("suspended", Answer(title="Account Suspended", body="<p>Contact your hosting provider.</p>")),
        ("challenge-sucuri", Answer(title="You are being redirected...", heading="",
                                    body="<script>sucuri_cloudproxy_js='';S='cz0i'</script>")),
        ("challenge", Answer(title="Sorry", body="<p>We have detected unusual activity from your network.</p>")),
        ("body-not-found", Answer(title="Acme", heading="", body="<p>Den side, du leder efter, findes ikke.</p>")),
        ("body-not-found", Answer(title="Acme", heading="", body="<p>מצטערים, הדף שחיפשת לא קיים.</p>")),
        ("title-not-found", Answer(title="This content isn't available right now", body="<p>Go to news feed.</p>")),
        ("error-path", Answer(title="Acme", final="https://site.hardweb/?notfound=1")),
        ("title-not-found", Answer(title="404 - File or directory not found.", heading="Server Error",
                                   body="<h2>404 - File or directory not found.</h2>")),
        ("body-not-found", Answer(title="Server Error", heading="",
                                  body="<p>404 - File or directory not found.</p>")),
        ("body-not-found", Answer(title="某站", heading="", body="<p>该用户已注销</p>")),
        ("body-not-found", Answer(title="Acme", heading="", body="<p>This link has expired.</p>")),
    ],
)  # fmt: skip
def test_what_they_are_mistaken_for(trait: str, answer: Answer) -> None:
    assert trait in traits(answer)


def test_what_the_server_does_not_find_is_no_error_of_the_server() -> None:
    iis = Answer(title="404 - File not found", heading="Server Error", body="<h2>404 - File not found</h2>")
    assert "server-error-page" not in traits(iis)
    assert "server-error-page" in traits(Answer(title="Server Error", body="<p>500</p>"))


def test_a_short_note_is_about_it() -> None:
    codes = Answer(title="HTTP status codes", body="<p>200 OK, 404 Not Found, and what else was seen.</p>")
    incident = Answer(title="Incident report: database connection errors", body="<p>On Monday it was down.</p>")
    assert traits(codes) | traits(incident) <= INNOCENT


def test_a_chapter_on_maintenance_is_no_outage() -> None:
    chapter = "<p>Grease the chain, check the brakes, and do so again before winter comes and the roads freeze.</p>"
    assert traits(Answer(title="Maintenance | The Bicycle Book", body=chapter)) <= INNOCENT
    assert "maintenance" in traits(Answer(title="Maintenance", body="<p>Please come back later.</p>"))
    assert "maintenance" in traits(Answer(title="Maintenance", body="<p>Unavailable for scheduled maintenance.</p>"))


@pytest.mark.parametrize("host", ["jordan.com", "seesaw.com", "www.datom.com"])
def test_a_host_is_not_a_parking_lot_for_its_ending(host: str) -> None:
    body = f"<p>Related links</p><p>My trip to the sea.</p><img src='https://{host}/name/a.png'>"
    assert traits(Answer(title="My trip", body=body)) <= INNOCENT


@pytest.mark.parametrize(
    ("title", "heading", "body"),
    [
        ("403", "Pavilion 403", "<p>Ceramics from the coast. Open at weekends.</p>"),
        ("Wartung", "Wartung von Orgeln", "<p>Wir stimmen Pfeifen in ganz Franken.</p>"),
        ("Erreur 404", "Erreur 404, un polar", "<p>Avec Léa Marin. 98 minutes, en salles.</p>"),
        ("Dead letters", "Dead letters in case law", "<p>Half are lost. The page is gone for most.</p>"),
        ("人机验证攻防实战", "人机验证攻防实战", "<p>请完成安全验证，是测试人员最怕的一句。</p>"),
        ("防火墙页面汇总", "防火墙页面汇总", "<p>您的请求带有不合法参数，已被拦截：安全狗。</p>"),
        ("域名市场对比", "域名市场对比", "<p>此域名出售的页面后面是谁？比较三家。</p>"),
        ("Kaputte Seiten", "Kaputte Seiten", "<p>In diesem Artikel: This domain is for sale, und wer.</p>"),
        ("State", "All green", "<p>Scheduled maintenance: none this week.</p>"),
        ("Help", "Help", "<p>x</p><h2>Under maintenance</h2><p>Wait.</p><h2>Slow</h2><p>Wait.</p><h2>Other</h2>"),
        ("FAQ", "FAQ", "<h2>Page not found</h2><p>Rebuild it.</p><h2>Access denied</h2><p>Ask.</p><h2>Slow</h2>"),
    ],
)
def test_a_text_is_about_what_it_speaks_of(title: str, heading: str, body: str) -> None:
    assert traits(Answer(title=title, heading=heading, body=body)) <= INNOCENT


@pytest.mark.parametrize(
    ("title", "heading", "trait"),
    [
        ("403", "403 Forbidden", "access-denied"),
        ("Wartung", "Wartung", "maintenance"),
        ("Erreur 404", "Erreur 404", "title-not-found"),
    ],
)
def test_a_heading_that_says_no_more_is_a_notices(title: str, heading: str, trait: str) -> None:
    assert trait in traits(Answer(title=title, heading=heading, body="<p>Acme</p>"))


@pytest.mark.parametrize("label", ["Tag: deleted", "Category: Not found", "Album: missing"])
def test_what_follows_a_label_is_a_name(label: str) -> None:
    listed = Answer(
        title=label, heading="Four entries", body="<p>Of spring and autumn.</p>", url="https://a.hardweb/x/4"
    )
    assert traits(listed) <= INNOCENT
    assert "title-not-found" in traits(Answer(title="Error: page not found", body="<p>Acme</p>"))


@pytest.mark.parametrize(
    ("trait", "title", "asked_for", "others"),
    [
        ("default-page", "Welcome to nginx!", ["/howto/nginx-day-one", "/nginx/2/"], ["/latest/tea", "/nginx/tea"]),
        (
            "server-error-page",
            "Internal Server Error",
            ["/docs/errors/500", "/ServerErrors"],
            ["/observers", "/server/tea"],
        ),
        ("maintenance", "Under maintenance", ["/wiki/Maintenance", "/x?topic=maintenance"], ["/maintenance/tea"]),
        (
            "title-not-found",
            "Page not found",
            ["/error-404.html", "/pages/notFound"],
            ["/errors/tea", "/not-found/tea-7"],
        ),
    ],
)
def test_an_address_names_a_page_by_its_last_word_and_a_shelf_by_those_before(
    trait: str, title: str, asked_for: list[str], others: list[str]
) -> None:
    for path in asked_for + others:
        found = traits(Answer(title=title, body="<p>Acme.</p>", url=f"https://a.hardweb{path}"))
        assert (trait in found) is (path in others), path


def test_a_page_called_by_its_address_is_what_was_asked_for() -> None:
    named = Answer(title="Page gone", body="<p>A trio.</p>", url="https://a.hardweb/band/page-gone")
    assert "title-not-found" not in traits(named)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Chapters of a long walk.</p>",
        "<p>Turn it on.</p><script src='/app.js'></script>",
        "<p>Draw something.</p><canvas></canvas>",
        "<ul><li><a href=/>Home</a></li></ul>",
    ],
)
def test_what_fits_its_address_or_is_to_be_used_is_not_off_it(body: str) -> None:
    at = "https://a.hardweb/chapters/of" if "Chapters" in body else "https://a.hardweb/quokka/2"
    assert "off-address" not in traits(Answer(title="Night Owl", body=body, url=at))


@pytest.mark.parametrize(
    ("body", "path", "is_off"),
    [
        ("<p>All plans and drawings were wiped in spring.</p>", "plans/bench", True),
        ("<p>All plans and drawings were wiped in spring.</p>", "plans/drawings", False),
        ("<p>All plans and drawings were wiped in spring.</p>", "plans/7", False),
        ("<p>An article cannot be shown.</p>", "article.asp?id=311", True),
        ("<p>An article cannot be shown.</p>", "article.asp", False),
        ("<p>An article numbered 311.</p>", "article.asp?id=311", False),
        ("<p>Здесь больше ничего нет и не будет.</p>", "quokka/2", True),
        ("<p>這裡什麼都沒有了，請改看別的。</p><script src=/a.js></script>", "quokka/2", False),
        ("<p>Alone here.</p><script src=/a.js></script>", "quokka/2", False),
        ("<p>Look at it from above or below.</p><div id=stage></div><script src=/a.js></script>", "quokka/2", False),
        ("<p>Tell us where to write to.</p><input type=email>", "quokka/2", False),
    ],
)
def test_a_short_page_is_off_its_address_where_it_does_not_name_the_item(body: str, path: str, is_off: bool) -> None:
    found = traits(Answer(title="Night Owl", body=body, url=f"https://a.hardweb/{path}"))
    assert ("off-address" in found) is is_off


MENU = "".join(f"<a href='/{name}'>{name}</a>" for name in ("tea", "water", "cups", "help", "about", "join"))


@pytest.mark.parametrize(
    ("body", "is_off"),
    [
        ("<p>The path you took ends in the reeds, so turn round.</p>", True),
        ("<p>The path you took ends in the reeds. <a href='/'>Shore</a> <a href=/de/>Ufer</a></p>", True),
        ("<p>The path you took ends in the reeds.</p><form action=/find><input name=q></form>", True),
        ("<p>Go on with the account of your club. <a href='/door?to=%2Fquokka%2F2'>Go on</a></p>", False),
        ("<p>Where do you live at present? <a href='/set/eu'>Europe</a></p>", False),
        ("<p>The whole of it is told elsewhere. <a href='owl://notes/2'>There</a></p>", False),
        ("<p>Are you old enough for what comes?</p><button>Yes</button>", False),
        ("<p>Say how you liked the last walk.</p><form method=post><input name=q1></form>", False),
        ("<p>Look at it from above or below.</p><ul class=found></ul>", False),
        ("<p>Owls</p>", False),
    ],
)
def test_a_furnished_message_beside_a_script_is_off_its_entry_unless_its_reader_may_go_on(
    body: str, is_off: bool
) -> None:
    page = f"<nav>{MENU}</nav><main><h1>Night Owl</h1>{body}</main><script type=module src=/a.3fdbfb1c.js></script>"
    found = traits(Answer(title="Night Owl", heading="", body=page, url="https://a.hardweb/quokka/2"))
    assert ("off-entry" in found) is is_off
    assert "off-address" not in found


@pytest.mark.parametrize(
    ("field", "is_off"), [("<input type=email>", True), ("<input type=password>", False), ("<textarea>", False)]
)
def test_a_sites_page_may_have_a_newsletter(field: str, is_off: bool) -> None:
    body = "<p>Nobody knows what you came for.</p>" + "<a href=/x>x</a>" * 8 + f"<form>{field}</form>"
    found = traits(Answer(title="Night Owl", body=body, url="https://a.hardweb/quokka/basket"))
    assert ("off-entry" in found) is is_off


@pytest.mark.parametrize(
    ("body", "trait"),
    [
        ("<p>Your access to this service has been limited by its owner.</p>", "access-denied"),
        ("<h1>451: Unavailable due to legal reasons</h1>", "not-in-region"),
        ("<script>document.cookie='k=1;path=/';location.reload()</script>", "challenge"),
    ],
)
def test_walls_in_other_words(body: str, trait: str) -> None:
    assert trait in traits(Answer(title="Acme", body=body, status=200))


@pytest.mark.parametrize(
    ("title", "heading", "body"),
    [
        ("Gelöschte Konten", "Wie man ein Konto zurückholt", "<p>Ihr Konto wurde gelöscht? So geht es.</p>"),
        ("Σύνδεση", "Πώς γράφω μια φόρμα σύνδεσης", "<p>Τρεις ιδέες.</p>"),
        ("Entropy bounds", "Entropy bounds", "<p>Count, then sum.</p><p>User does not exist: great note!</p>"),
        ("某某科技", "网站升级、网站维护", "<p>我们承接网站维护、小程序开发，价格公道。</p>"),
        ("Plotter X2", "Plotter X2", "<p>This product has been discontinued. Drivers are still available here.</p>"),
    ],
)
def test_a_subject_of_its_own_is_no_notice(title: str, heading: str, body: str) -> None:
    assert traits(Answer(title=title, heading=heading, body=body)) <= INNOCENT


def test_a_tutorial_under_its_servers_name_is_no_default_page() -> None:
    words = "<p>If you see this page, the nginx web server is successfully installed: read on.</p>"
    title = "Welcome to nginx! Day one"
    assert traits(Answer(title=title, body=words, url="https://a.hardweb/howto/nginx-day-one")) <= INNOCENT
    assert "default-page" in traits(Answer(title="Welcome to nginx!", body=words, url="https://a.hardweb/lab"))


@pytest.mark.parametrize(
    ("body", "trait"),
    [
        ("<p>This sketch was taken down by its creator.</p>", "body-not-found"),
        ("<h2>404 - Not here.</h2><p>It may have been removed, or is temporarily unavailable.</p>", "off-address"),
        ("<p>Your request for this item was rejected by the gateway.</p>", "access-denied"),
        ("<p>暂无查看该帖的权限</p>", "access-request"),
        ("<form action='https://idp.b.org'><input type=hidden name=SAMLRequest value=x></form>", "login-wall"),
        ("<p>/lost-notes-on-tea is nowhere to be seen.</p>", "off-address"),
    ],
)
def test_notices_in_other_words(body: str, trait: str) -> None:
    found = traits(Answer(title="Acme", heading="", body=body, url="https://a.hardweb/lost-notes-on-tea"))
    assert trait in found
    assert "server-error-page" not in found


@pytest.mark.parametrize(
    ("asked", "final", "is_error"),
    [
        ("room404", "rooms/404", False),
        ("lots/lot-410.html", "auction/lots/410", False),
        ("linie404", "fahrplan/linien/404.html", False),
        ("bus404?day=1", "buslines/404/", False),
        ("room405", "rooms/404", True),
        ("room1404", "rooms/404", True),
        ("http-404-explained", "404.html", True),
        ("room404", "errors/404", True),
        ("room404", "de/404.html", True),
    ],
)
def test_a_number_that_was_asked_for_names_the_item(asked: str, final: str, is_error: bool) -> None:
    site = "https://site.hardweb/"
    found = traits(Answer(title="Acme", url=site + asked, final=site + final))
    assert ("error-path" in found) is is_error


NEWEST = "<h2>Newest</h2>" + "<p>We went to the river and counted herons until the evening came.</p>" * 20


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Nothing Found", "The page you are looking for could not be found. Try a search."),
        ("Nothing Found", "It seems we can't find what you're looking for. Perhaps searching can help."),
        ("Nicht gefunden", "Die Seite wurde leider nicht gefunden."),
        ("Introuvable", "La page que vous cherchez n'existe pas."),
        ("未找到", "您访问的页面不存在。"),
    ],
)
def test_what_a_theme_offers_below_its_message_takes_nothing_back(title: str, line: str) -> None:
    page = Answer(title=f"{title} – Acme", heading=title, body=f"<p>{line}</p>{NEWEST}")
    assert "title-not-found" in traits(page)


@pytest.mark.parametrize(
    ("title", "heading", "line"),
    [
        ("Nothing Found – Acme", "Nothing Found", "A novel in nine parts about a man who digs for a city."),
        ("Gone", "Gone", "The page you look for, " + "she read, and closed the machine, " * 5 + "was not found."),
        ("Nicht gefunden", "Nicht gefunden", "In diesem Artikel: die Seite wurde nicht gefunden."),
        ("Missing | Acme", "The missing river", "The page you are looking for could not be found."),
        ("Introuvable", "Introuvable", "Un film de 1998 sur deux sœurs."),
    ],
)  # fmt: skip
def test_a_word_over_a_text_is_its_title(title: str, heading: str, line: str) -> None:
    assert traits(Answer(title=title, heading=heading, body=f"<p>{line}</p>{NEWEST}")) <= INNOCENT


@pytest.mark.parametrize(
    "heading",
    ["Thread tidak ditemukan", "Recipe not found", "Rezept nicht gefunden", "Recette introuvable"],
)
def test_a_thing_called_absent_asks_for_the_probe(heading: str) -> None:
    page = Answer(title=f"{heading} – Acme", heading=heading, body="<p>Acme.</p>")
    assert not traits(page).isdisjoint({"apology", "title-not-found", "body-not-found"})


def test_a_folder_with_nothing_but_a_panels_own_is_empty() -> None:
    listing = "<pre><a href='../'>Parent</a> <a href='cgi-bin/'>cgi-bin/</a>{}</pre>"
    assert "default-page" in traits(Answer(title="Index of /", body=listing.format("")))
    for more in ("<a href='talk.pdf'>talk.pdf</a>", '<a href="cgi-bin-notes.txt">cgi-bin-notes.txt</a>'):
        assert traits(Answer(title="Index of /", body=listing.format(more))) <= INNOCENT


RELATED = "<h3>You may like</h3><ul>" + "<li><a href=/x>A walk along the river in May</a></li>" * 8 + "</ul>"


@pytest.mark.parametrize(
    "heading",
    [
        "This presentation has been removed",
        "The recipe you are looking for is not available",
        "Die gewünschte Anzeige ist nicht mehr verfügbar",
        "Dieses Angebot wurde gelöscht",
        "Cette pétition a été retirée",
        "Este anuncio ha sido eliminado",
        "Questa ricetta è stata rimossa",
        "Данная схема удалена",
        "Запрошенная схема не найдена",
        "Ten wpis został usunięty",
        "Bu ilan kaldırılmıştır",
        "Resep ini telah dihapus",
        "Công thức này đã bị xóa",
        "该答案已被删除",
        "指定されたデータは存在しません。",
        "해당 작품은 삭제되었습니다",
    ],
)
def test_whatever_is_pointed_at_may_be_gone(heading: str) -> None:
    page = Answer(title=f"{heading} | Acme", heading=heading, body=RELATED)
    assert not traits(page).isdisjoint({"title-not-found", "body-not-found"})
    assert "body-not-found" in traits(Answer(title="Acme", heading="Acme", body=f"<p>{heading}</p>"))


@pytest.mark.parametrize(
    "heading",
    [
        "This world is gone",
        "This method was removed in v3",
        "Why this video was deleted",
        "How this town was removed from the map",
        "In this chapter the wall was removed",
        "Ce film a été tourné à Lyon",
        "Questa casa non è un albergo",
        "如何恢复此文件已被删除的内容",
    ],
)
def test_a_title_that_points_at_something_is_one(heading: str) -> None:
    assert traits(Answer(title=f"{heading} | Acme", heading=heading)) <= INNOCENT
    assert traits(Answer(title=f"{heading} | Acme", heading=heading, body=RELATED)) <= INNOCENT


@pytest.mark.parametrize(
    ("state", "is_absent"),
    [
        ('window.__NUXT__={layout:"default",error:{statusCode:404,message:"gone"},serverRendered:true}', True),
        ('window.__INITIAL_STATE__={"error":{"code":404,"message":"no such list"},"list":null}', True),
        ('{"props":{"pageProps":{"statusCode":404}},"page":"/list/[id]"}', True),
        ('window.__INITIAL_STATE__={"list":{"avatar":{"error":{"code":404}}}}', False),
        ('window.__INITIAL_STATE__={"error":null,"messages":{"404":"not found"}}', False),
        ("window.__NUXT__={error:{statusCode:500}}", False),
    ],
)
def test_the_state_that_a_server_leaves_for_a_script_says_what_it_found(state: str, is_absent: bool) -> None:
    page = Answer(
        title="Acme", heading="", body=f"<div id=app></div><script>{state}</script><script src=/a.js></script>"
    )
    assert ("body-not-found" in traits(page)) is is_absent


@pytest.mark.parametrize("item", ["questions/4410", "p/15021", "p/4045", "wiki/1403-1429"])
def test_a_status_inside_an_items_number_was_not_asked_for(item: str) -> None:
    at = f"https://a.hardweb/{item}"
    assert "title-not-found" in traits(Answer(title="This question was removed", body="<p>Acme.</p>", url=at))
    assert "server-error-page" in traits(Answer(title="500 Internal Server Error", body="<p>Acme.</p>", url=at))
    assert "title-not-found" in traits(
        Answer(
            title="Page not found | Acme",
            body="<p>We went to the river and counted herons until the evening came.</p>" * 10,
            url=at,
        )
    )


@pytest.mark.parametrize(
    "page",
    [
        Answer(title="Acme", body='<script>window.__INITIAL_STATE__={"route":"/t","error":{"code":404}}</script>'),
        Answer(title="Acme", body="<script>window['__APP__'] = {t: null, error: {status: 404}}</script>"),
        Answer(title="Document retiré | Acme", body="<p>Ce plan a été retiré de la base.</p>"),
    ],
)
def test_a_state_and_a_participle_say_that_it_is_gone(page: Answer) -> None:
    assert traits(page) & {"body-not-found", "title-not-found"}


@pytest.mark.parametrize(
    ("body", "is_said"),
    [
        ("<body class='error404 wp-embed-responsive'>", True),
        ("<body class='page-template not-found'>", True),
        ("<body class='post-404-error-handling tag-not-found-pages'>", False),
        ("<body data-x='error404'>", False),
    ],
)
def test_a_template_says_what_its_page_is(body: str, is_said: bool) -> None:
    page = Answer(title="Well, this is awkward", body=f"{body}<p>We went to the river and counted herons.</p>")
    assert ("body-not-found" in traits(page)) is is_said


@pytest.mark.parametrize(
    ("sentence", "is_said"),
    [
        ("阅记已停止运营，客户端与网页版均不再提供服务。", True),
        ("再见。小记现已正式关停，感谢陪伴。", True),
        ("重启已停止服务的进程，再看日志。", False),
        ("如何判断进程是否停止服务", False),
    ],
)
def test_a_service_by_its_own_name_has_ended(sentence: str, is_said: bool) -> None:
    assert ("service-ended" in traits(Answer(title="再见", heading="", body=f"<p>{sentence}</p>"))) is is_said


def test_a_question_to_whoever_finds_nothing_is_no_statement() -> None:
    hint = Answer(title="Zoeken", body="<p>Geen resultaten gevonden? Probeer een oude schrijfwijze.</p>")
    assert "no-results" not in traits(hint)
    assert "no-results" in traits(Answer(title="Zoeken", body="<p>Geen resultaten. Probeer iets anders.</p>"))


def test_a_word_of_the_sites_own_name_does_not_name_a_page() -> None:
    at = "https://thelettercutter.hardweb/guides/v-cut-roman"
    assert "off-entry" in traits(Answer(title="Well, this is awkward – The Letter Cutter", heading="", url=at))
    assert "off-entry" not in traits(Answer(title="Roman capitals – The Letter Cutter", heading="", url=at))
