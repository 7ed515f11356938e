"""Titles and sentences that say that something is not there, and their innocent neighbours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.pages.traits.absence import Grade, grade, says_absent, title_grade
from fetchers.pages.traits.shape import count_words, length, plain, segments
from tests.fetchers.pages.traits.trait_pages import Answer, traits

STRONG = """
The page that you requested does not exist
404 Not Found
Page not found | Site
Page Not Found - My Site
Oops! That page can't be found.
Sorry, this page isn't available.
404: This page could not be found
Houston, we have a problem: page not found
页面不存在
404 - 页面不存在
文章已被删除
该内容已被发布者删除
很抱歉，您访问的页面不存在
您访问的页面找不到了-某某网
抱歉，您要查看的文章已被作者删除
找不到頁面
找不到您要的頁面
Seite nicht gefunden
Die angeforderte Seite wurde nicht gefunden
Seite nicht gefunden – Beispiel GmbH
ページが見つかりません
お探しのページは見つかりませんでした。
404エラー | ページが存在しません
페이지를 찾을 수 없습니다
요청하신 페이지를 찾을 수 없습니다.
존재하지 않는 페이지입니다
삭제된 게시물입니다
Page introuvable
Erreur 404 - Page non trouvée
Cette page n'existe pas
Cette page n’existe plus
La page que vous recherchez n'existe plus
Página no encontrada
Lo sentimos, la página que buscas no existe
Error 404: página no encontrada
No se encontró la página
No se ha encontrado la página
Página não encontrada
Ops! Página não encontrada
Conteúdo removido
Pagina non trovata
La pagina che stai cercando non esiste
Pagina niet gevonden
Deze pagina bestaat niet (meer)
Nie znaleziono strony
Strona nie została znaleziona
Strona nie istnieje
Страница не найдена
Ошибка 404: страница не найдена
Такой страницы не существует
Запрашиваемая страница не найдена
К сожалению, страница не найдена
Сторінку не знайдено
Sayfa bulunamadı
Aradığınız sayfa bulunamadı
الصفحة غير موجودة
عذرًا، لم يتم العثور على الصفحة
صفحه مورد نظر یافت نشد
הדף לא נמצא
Không tìm thấy trang
Trang không tồn tại
Halaman tidak ditemukan
ไม่พบหน้าที่คุณต้องการ
ไม่พบหน้านี้
Stránka nenalezena
Stránka nebyla nalezena
Stránka sa nenašla
Sidan kunde inte hittas
Sidan finns inte
Siden ble ikke funnet
Siden finnes ikke
Siden findes ikke
Sivua ei löydy
Az oldal nem található
Pagina nu a fost găsită
Η σελίδα δεν βρέθηκε
Stranica nije pronađena
Страницата не е намерена
Страница није пронађена
Pàgina no trobada
Puslapis nerastas
Lehte ei leitud
पृष्ठ नहीं मिला
Project not found
Video unavailable
This content is no longer available
This post has been removed
This page doesn't exist
This page does not exist.
The page you are looking for does not exist
We can't find that page
We can’t find the page you’re looking for
File or directory not found
File not found · GitHub Pages
We couldn't find the page you were looking for
Sorry, we couldn't find that page
Article not found
Repository not found
User not found
The article you requested has been deleted
Beitrag wurde gelöscht
Der Artikel ist nicht mehr verfügbar
Diese Seite existiert nicht
Diese Seite existiert leider nicht mehr
Cet article a été supprimé
Este artículo ha sido eliminado
Esta publicación ya no está disponible
この記事は削除されました
ページが削除されました
お探しの記事は存在しないか、削除されました
このページは存在しません
Материал удалён
Статья удалена
Эта страница удалена или не существует
게시글이 삭제되었습니다
이 페이지는 존재하지 않습니다
视频已下架
帖子不存在或已被删除
您访问的内容不存在或已被删除
你访问的页面不见了
哎呀，页面走丢了
此页面已失效
该网页无法找到
未找到页面
該頁面不存在
抱歉，此內容已不存在
文章不存在
404,您访问的页面已经不存在!
该微信公众号文章已被删除
Oops, nothing here: 404 page not found
Error: page not found
HTTP 404 Not Found
404 - File or directory not found.
404 | This page could not be found.
The requested URL was not found on this server.
The requested page could not be found
Sorry, the page you requested was not found
This question was removed
Page Not Found (404)
Not Found (404)
The page cannot be found
The page you were looking for doesn't exist (404)
We're sorry, the page you requested cannot be found.
Whoops, that page is gone.
That page doesn't exist!
This URL does not exist
The story you are looking for has been removed
Nous n'avons pas trouvé cette page
Nous sommes désolés, cette page n'est plus disponible
La page demandée n'a pas été trouvée
Page inexistante
Contenu indisponible
Désolé, cette page est introuvable
Oups ! Cette page n’existe pas.
Wir konnten die Seite nicht finden
Diese Seite konnte nicht gefunden werden
Die Seite ist leider nicht verfügbar
Hoppla! Die gesuchte Seite gibt es nicht.
Fehler 404 – Seite nicht gefunden
Inhalt nicht verfügbar
Dieser Inhalt ist leider nicht mehr verfügbar
La página solicitada no existe
Página no disponible
¡Ups! No encontramos esa página
Página eliminada
A página que você procura não existe
Desculpe, página não encontrada
Esta página não está disponível
Página inexistente
Ops, questa pagina non esiste
Contenuto non disponibile
Impossibile trovare la pagina
Pagina inesistente
Helaas, deze pagina bestaat niet
De pagina die u zoekt is niet gevonden
Pagina bestaat niet meer
Nie ma takiej strony
Strona nie znaleziona
Ups! Tej strony nie ma
Wybrana strona nie istnieje
Нет такой страницы
Страница удалена
Страница не существует
Упс! Такой страницы нет
Материал не найден
Запрошенная страница не существует
Sayfa mevcut değil
Üzgünüz, bu sayfa bulunamadı
Böyle bir sayfa yok
الصفحة المطلوبة غير موجودة
لم نتمكن من العثور على الصفحة
عفواً، الصفحة التي تبحث عنها غير موجودة
Trang bạn tìm kiếm không tồn tại
Rất tiếc, trang này không tồn tại
Bài viết không tồn tại hoặc đã bị xóa
Halaman yang Anda cari tidak ditemukan
Maaf, halaman tidak tersedia
ไม่พบหน้าเว็บ
ขออภัย ไม่พบหน้าที่คุณค้นหา
Den här sidan finns inte
Sidan hittades inte
Sidan du letar efter finns inte
Beklager, siden finnes ikke
Siden blev ikke fundet
Sivua ei löytynyt
Etsimääsi sivua ei löytynyt
Tuto stránku jsme nenašli
Stránka, kterou hledáte, neexistuje
A keresett oldal nem található
Ne pare rău, pagina nu există
Pagina căutată nu există
Η σελίδα που ζητήσατε δεν βρέθηκε
דף לא נמצא
העמוד המבוקש לא נמצא
صفحه یافت نشد
पेज नहीं मिला
পৃষ্ঠাটি খুঁজে পাওয়া যায়নি
网页走丢了
抱歉，您访问的内容已下线
对不起，您要找的页面已经不存在了
您请求的页面未找到
内容已删除
该文章已下架
你要找的页面去火星了
页面没有找到
您查看的帖子不存在
很抱歉,您要訪問的頁面不存在
文章不存在或已刪除
此帳號不存在
ページは存在しません
該当するページがありません
指定されたページは存在しないか、移動した可能性があります
記事が見つかりません
お探しのページは削除されたか、URLが変更されています
この動画は削除されました
ご指定のページは見つかりません
페이지가 존재하지 않습니다
찾으시는 페이지가 없습니다
원하시는 페이지를 찾을 수가 없습니다
존재하지 않거나 삭제된 게시글입니다
삭제되었거나 존재하지 않는 페이지입니다
Обявата е изтекла
Тази тема вече не съществува
Oglas je istekao
Страница није пронађена | Сајт
Stran ni na voljo
Lapa nav atrasta
Síðan fannst ekki
Faqja nuk u gjet
Старонка не знойдзена
გვერდი ვერ მოიძებნა
Էջը չի գտնվել
Səhifə tapılmadı
Бет табылмады
Sahifa topilmadi
Хуудас олдсонгүй
صفحہ نہیں ملا
பக்கம் காணப்படவில்லை
ಪುಟ ಕಂಡುಬಂದಿಲ್ಲ
စာမျက်နှာ မတွေ့ပါ
ទំព័ររកមិនឃើញ
ገጹ አልተገኘም
Halaman tidak dijumpai
Ukurasa haupatikani
Bladsy nie gevind nie
Wybrany wątek nie istnieje.
Tjenesten er lagt ned
הקורס אינו זמין
Produsul nu mai este disponibil
Tämä ilmoitus on poistettu
""".strip().splitlines()

WEAK = """
查無此頁
404
Error 404
Fehler 404
Not Found
Gone
404 | Band
未找到
HTTP 404
404 error
404 Page
""".strip().splitlines()

INNOCENT = """
The page that vanished
Episode 41: The page that vanished
La page qui a disparu
La página que no existe
La pagina che non esiste
What is a 404 error?
Error 404: a love story
How to design a great 404 page not found experience
How to fix "page not found" in WordPress
Page not found: how we built our error page
网页404错误是什么意思
如何设计404页面
为什么页面不存在会影响SEO
404エラーとは？原因と対処法
Content marketing does not exist
How to delete a page
Lost in translation
The missing manual
Missing persons of the 1980s
Files that have been deleted: how to recover them
Was bedeutet Fehler 404?
Was tun, wenn die Seite nicht gefunden wurde?
Que faire en cas d'erreur 404 ?
Qué es el error 404 y cómo solucionarlo
Ошибка 404: что это и как исправить
10 creative 404 pages
Attention is all you need
Users not available for interviews: a study
The article that never existed
A page from history
Site reliability engineering
No such thing as a free lunch
Finding Nemo
删除链表的节点
论文不存在的真相
不存在的骑士
New posts
Home
Peugeot 404
Peugeot 404 - Wikipedia
Room 404
Cannot find module 'x' · Issue #12
Module not found: Can't resolve 'fs'
BUG: file not found when opening
FileNotFoundError: how to solve
Ressource humaine
There are no files
Deleted scenes
The Lost World
Gone Girl
Gone with the Wind
Files are missing after update
网站建设中的页面设计
Das Ende der Seite
Comment supprimer une page
Seite nicht gefunden: So gestalten Sie Ihre 404-Seite
ページが見つかりませんエラーの直し方
Gestaltung von 404-Seiten
Page 404 of the report
The page-turner you are looking for
Looking for a page?
Content is king
Kein Artikel ohne Quelle
Страница истории
没有找到工作的第一年
找不到工作怎么办
文章推荐
链接
The page we wrote about love
When pages disappear
Wie man verlorene Dateien findet
Comment retrouver un fichier supprimé
Cómo recuperar archivos eliminados
Как восстановить удалённые файлы
消失的网页：互联网档案的故事
已删除文件如何恢复
削除されたファイルを復元する方法
삭제된 파일 복구 방법
Seiten, die es nicht gibt
La página en blanco
A página que ninguém leu
Finding pages that do not exist with crawlers
How Google handles pages that no longer exist
Not available in stores
Documents not found in the archive: a case study
Project Gutenberg
No page left behind
The lost article: finding a missing gene
Video killed the radio star
Artikel 5 des Grundgesetzes
Kein Inhalt, viel Form
Nichts gefunden, alles gesucht
Gone in 60 seconds
HTTP status codes: 404, 410 and friends
Error pages in Django
The 404 Media podcast
404 Media
Missing Link
找不到北
我们为什么找不到外星人
Deleting posts on Facebook
Страници за градината
Kako pronaći stranicu koja nije indeksirana
Zašto stranica nije dostupna: vodič za administratore
Miks lehte ei leitud: juhend
როგორ მოიძებნა დაკარგული გვერდი
Niyə səhifə tapılmadı: proqramçı üçün izah
صفحہ اول
பக்கம் பக்கமாக தமிழ்
Halaman utama
Ukurasa wa mwanzo
""".strip().splitlines()


@pytest.mark.parametrize("title", STRONG)
def test_a_title_that_says_nothing_else(title: str) -> None:
    assert title_grade(plain(title)) is Grade.STRONG


@pytest.mark.parametrize("title", WEAK)
def test_a_bare_number_is_a_hint(title: str) -> None:
    assert title_grade(plain(title)) is Grade.WEAK


@pytest.mark.parametrize("title", INNOCENT)
def test_a_title_with_more_to_say_is_an_articles(title: str) -> None:
    assert title_grade(plain(title)) <= Grade.ABOUT


@pytest.mark.parametrize(
    "site", [" | Example Corp", " - My Site", " – Beispiel GmbH", " · GitHub", "｜某某网", " » Blog"]
)
@pytest.mark.parametrize("title", ["Page not found", "页面不存在", "Seite nicht gefunden", "ページが見つかりません"])
def test_a_site_name_behind_it_makes_no_difference(title: str, site: str) -> None:
    assert title_grade(plain(title + site)) is Grade.STRONG


@pytest.mark.parametrize(
    "text",
    [
        "We searched high and low. The page you requested could not be found on this server, alas.",
        "抱歉，您访问的页面不存在，可能已被删除。",
        "お探しのページは見つかりませんでした。",
        "La page demandée est introuvable.",
        "404 Not Found nginx/1.24",
    ],
)
def test_running_text_that_says_so(text: str) -> None:
    assert says_absent(plain(text))


@pytest.mark.parametrize(
    "text",
    [
        "If the page is not found, the server sends a 404.",
        "The compiler reported “file not found”.",
        "The hero section has introductory content that should not be removed.",
        "Files are deleted after thirty days.",
        "如果页面不存在，服务器会返回状态码。",
        "Wenn die Seite nicht gefunden wird, antwortet der Server so.",
        "We found the page and liked it.",
    ],
)
def test_running_text_that_speaks_of_it(text: str) -> None:
    assert not says_absent(plain(text))


def test_plain_makes_spellings_alike() -> None:
    assert plain("  Ｐａｇｅ\u3000doesn’t \n exist ") == "page doesn't exist"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Page not found | Site", ("Page not found", "Site")),
        ("A - B – C", ("A", "B", "C")),
        ("页面不存在-某某网", ("页面不存在", "某某网")),
        ("soft-404 pages", ("soft-404 pages",)),
        ("Ratio 3:2", ("Ratio 3:2",)),
    ],
)
def test_segments(title: str, expected: tuple[str, ...]) -> None:
    assert segments(title) == expected


def test_chinese_pages_may_have_twice_the_units() -> None:
    assert count_words("two words") == 2
    assert count_words("两个汉字") == 4
    assert length(150, "中文页面") == 75
    assert length(150, "a page in English") == 150


@given(st.text(max_size=200))
def test_any_text_has_a_grade(text: str) -> None:
    assert grade(plain(text)) in Grade
    assert title_grade(plain(text)) in Grade


_CLOSED = [
    (
        "Which phone for a trip to the mountains?",
        "This topic is closed.",
        "Take one with buttons. Mine fell twice and lives.",
    ),
    (
        "Welches Zelt für den Herbst",
        "Dieses Thema ist geschlossen.",
        "Ich nehme ein leichtes mit zwei Stangen, es hält Wind.",
    ),
    ("Quelle tente pour l'automne", "Ce sujet est fermé.", "Je prends une tente légère, elle tient bien au vent."),
    ("Jaki namiot na jesień", "Temat został zamknięty.", "Wziąłem lekki, na dwa pręty, i dobrze trzyma wiatr."),
    ("Какую палатку взять осенью", "Тема закрыта.", "Я взял лёгкую, на двух дугах, ветер она держит хорошо."),
    ("Sonbahar için hangi çadır", "Bu konu kapatılmıştır.", "Hafif olanı aldım, iki çubuklu, rüzgara iyi dayanıyor."),
    ("Vilket tält för hösten", "Tråden är stängd.", "Jag tog ett lätt med två bågar, det håller för vinden."),
    ("Ποια σκηνή για το φθινόπωρο", "Το θέμα έχει κλείσει.", "Πήρα μια ελαφριά με δύο ράβδους και αντέχει στον αέρα."),
    ("Melyik sátor őszre", "A téma lezárva.", "Egy könnyűt vettem két rúddal, jól bírja a szelet."),
    ("أي خيمة للخريف", "تم إغلاق هذا الموضوع.", "اشتريت خيمة خفيفة بعمودين وهي تتحمل الريح جيدا."),
    ("کدام چادر برای پاییز", "این تاپیک بسته شده است.", "من یک چادر سبک با دو میله خریدم و باد را خوب نگه می‌دارد."),
    ("Nên mua lều nào cho mùa thu", "Chủ đề này đã bị khóa.", "Mình mua lều nhẹ hai thanh, chịu gió rất tốt."),
    ("Tenda mana untuk musim gugur", "Topik ini telah ditutup.", "Saya membeli yang ringan dengan dua tiang dan kuat."),
    ("秋天带哪种帐篷", "本主题已关闭。", "我买了一顶很轻的双杆帐篷，在山上刮大风的时候也一点都不晃。"),
    (
        "秋のテント選び",
        "このトピックは終了しました。",
        "軽い二本ポールのものを買いましたが、山の強い風にも負けません。",
    ),
]


@pytest.mark.parametrize(("title", "notice", "post"), _CLOSED)
def test_a_topic_that_is_closed_is_there(title: str, notice: str, post: str) -> None:
    page = Answer(title=title, body=f"<p>{notice}</p><p>{post}</p>")
    assert not traits(page) & {"body-not-found", "names-loss"}


def test_sentences_around_a_notice_of_closing_stay_apart() -> None:
    said = "<p>本页面已关闭。我们还会看一看页面。别处不存在这样的风景，走上山顶的人都这么说。</p>"
    assert "body-not-found" not in traits(Answer(title="山友", heading="", body=said))


@pytest.mark.parametrize(
    "notice", ["This topic was closed and removed.", "Bu konu kapatılmıştır.", "Temat został zamknięty."]
)
def test_a_notice_of_closing_is_one_where_nothing_stands_beside_it(notice: str) -> None:
    assert "body-not-found" in traits(Answer(title="Forum", heading="", body=f"<p>{notice}</p>"))
