"""The judge: order, doubts, better addresses, notes; and for every rule a case in which it keeps silent."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.addresses.address import parse
from fetchers.codes import Code
from fetchers.facts import Answer, Availability, Metadata, Observation, Redirect, Sibling, Target, Validators
from fetchers.failure import Failure, FailureKind
from fetchers.pages.traits import TRAITS
from linkcheck.judge import RULES, explain, judge
from linkcheck.model import Confidence, Doubt, History, Suggestion, SuggestionKind, Verdict
from tests.linkcheck.judge.scenes import ARTICLE, DAY, DEEP, behind, failed, link, probed, seen, told

HOME = "https://site.hardweb/"
DOCS = Path(__file__).resolve().parents[3] / "docs" / "verdicts.md"


# Doubts.


def test_a_deep_link_sent_home_is_doubted_until_the_probe() -> None:
    first = seen(DEEP, (302, HOME))
    before = judge(link(), first)
    assert (before.verdict, before.confidence, before.doubt) == (Verdict.SOFT_DEAD, Confidence.LOW, Doubt.SIBLING)
    after = judge(link(), probed(first, like_it=True))
    assert (after.verdict, after.confidence, after.doubt) == (Verdict.SOFT_DEAD, Confidence.HIGH, None)
    cleared = judge(link(), probed(first, like_it=False))
    assert (cleared.verdict, cleared.doubt) == (Verdict.ALIVE, None)


def test_a_project_that_moved_to_a_site_of_its_own_has_moved() -> None:
    first = seen("https://host.hardweb/project", (301, "https://project.hardweb.org/"))
    found = judge(link("https://host.hardweb/project"), probed(first, like_it=False))
    assert (found.verdict, found.suggestion) == (
        Verdict.MOVED,
        Suggestion("https://project.hardweb.org/", SuggestionKind.MOVED),
    )


def test_a_probe_without_an_answer_leaves_it_suspected() -> None:
    found = judge(link(), replace(seen(DEEP, (302, HOME)), sibling=Sibling(None, None)))
    assert (found.verdict, found.confidence, found.doubt) == (Verdict.SOFT_DEAD, Confidence.LOW, None)


def test_an_apology_asks_for_the_probe_and_is_alive_until_then() -> None:
    first = seen(title="Oops", body="<p>Hm.</p>")
    before = judge(link(), first)
    assert (before.verdict, before.confidence, before.doubt) == (Verdict.ALIVE, Confidence.LOW, Doubt.SIBLING)
    assert judge(link(), probed(first, like_it=False)).verdict is Verdict.ALIVE
    assert judge(link(), probed(first, like_it=True)).verdict is Verdict.SOFT_DEAD


@pytest.mark.parametrize("heading", ["Thread tidak ditemukan", "Recette introuvable", "Rezept nicht gefunden"])
def test_a_thing_called_absent_is_gone_where_the_server_says_so_of_any_address(heading: str) -> None:
    first = seen(title=f"{heading} – Acme", body=f"<h1>{heading}</h1><p>Acme.</p>")
    assert judge(link(), probed(first, like_it=False)).verdict is Verdict.ALIVE
    assert judge(link(), probed(first, like_it=True)).verdict is Verdict.SOFT_DEAD


NOTHING_FOUND = (
    "<p>It seems we can't find what you're looking for.</p><h2>Newest</h2>"
    + "<p>We went to the river and counted herons until the evening came.</p>" * 40
)


def test_an_absence_over_other_posts_is_one_where_the_server_has_no_status_for_it() -> None:
    first = seen(title="Nothing found – Acme", heading="Nothing found", body=NOTHING_FOUND)
    with_a_page = Sibling(200, DEEP, "Page not found – Acme")
    assert judge(link(), first).doubt is Doubt.SIBLING
    assert judge(link(), replace(first, sibling=with_a_page)).verdict is Verdict.SOFT_DEAD
    for other in (replace(with_a_page, status=404), replace(with_a_page, title="Acme")):
        assert judge(link(), replace(first, sibling=other)).verdict is Verdict.ALIVE


def test_an_apology_at_every_address_is_the_sites() -> None:
    first = seen(title="Oops", body="<p>Hm.</p>")
    everywhere = Sibling(200, DEEP, "Oops", same_body=True, same_front=True)
    assert judge(link(), replace(first, sibling=everywhere)).verdict is Verdict.UNREACHABLE


def test_a_stub_that_sends_its_readers_home_is_no_page_whatever_stands_beside_it() -> None:
    stub = seen(DEEP, (200, HOME))
    assert judge(link(), probed(stub, like_it=False)).verdict is Verdict.SOFT_DEAD
    assert judge(link(), probed(seen(DEEP, (302, HOME)), like_it=False)).verdict is Verdict.ALIVE
    elsewhere = seen(DEEP, (200, "https://site.hardweb/article/43"))
    assert judge(link(), elsewhere).verdict is Verdict.ALIVE


def test_a_page_that_says_nothing_of_what_its_address_names_asks_for_the_probe() -> None:
    first = seen(title="Owl", body="<p>Somebody took the lamp.</p>")
    before = judge(link(), first)
    assert (before.verdict, before.confidence, before.doubt) == (Verdict.ALIVE, Confidence.LOW, Doubt.SIBLING)
    assert judge(link(), probed(first, like_it=False)).verdict is Verdict.ALIVE
    found = judge(link(), probed(first, like_it=True))
    assert (found.verdict, found.confidence) == (Verdict.SOFT_DEAD, Confidence.LOW)
    one_page_site = Sibling(200, DEEP, "Owl", same_body=True, same_front=True)
    assert judge(link(), replace(first, sibling=one_page_site)).verdict is Verdict.ALIVE


MENU = "".join(f"<a href='/{name}/'>{name}</a> " for name in ("boats", "nets", "tides", "about", "news", "shop", "map"))
"""The furniture of a site, of which no wall has as much."""


def test_a_sites_page_that_says_nothing_of_the_entry_asks_for_the_probe() -> None:
    harbour = seen(
        title="Harbour news", body=MENU + "<p>Winter hours begin in November, and so does the season of nets.</p>" * 12
    )
    entry = link("https://site.hardweb/lamps/brass", text="Brass lamps")
    first = judge(entry, harbour)
    assert (first.verdict, first.doubt) == (Verdict.ALIVE, Doubt.SIBLING)
    everywhere = Sibling(200, DEEP, "Harbour news", same_body=True, same_front=True)
    found = judge(entry, replace(harbour, sibling=everywhere))
    assert (found.verdict, found.confidence, found.reason) == (Verdict.SOFT_DEAD, Confidence.LOW, "same-as-unknown")
    assert judge(entry, probed(harbour, like_it=False)).verdict is Verdict.ALIVE
    assert judge(link(entry.url, text="Winter hours"), harbour).doubt is None


@pytest.mark.parametrize(
    "body",
    [
        "<main id=root>" + MENU + "</main><script defer src=/app.js></script>",
        MENU + "<script type=module src=/assets/index.js></script>",
        "<app-root ng-version=17>" + MENU + "</app-root><script src=main.3f2a91bc.js></script>",
        MENU + "<form><input type=password name=p></form>",
        MENU + "<p>Compile Run Share</p><script src=/static/editor.js></script>",
        "<a href=/>Harbour</a><p>Prove that you are no boat.</p>",
    ],
)
def test_a_router_and_a_wall_show_one_page_at_every_address(body: str) -> None:
    entry = link("https://site.hardweb/lamps/brass", text="Brass lamps")
    everywhere = Sibling(200, DEEP, "Harbour news", same_body=True, same_front=True)
    observation = replace(seen(title="Harbour news", body=body), sibling=everywhere)
    assert judge(entry, observation).verdict is Verdict.ALIVE


SPEECH = "<p>Winter hours begin in November, and so does the season of nets and of long evenings.</p>" * 12


@pytest.mark.parametrize(
    ("furniture", "beyond", "is_gone"),
    [
        ("<script type=module src=/assets/index.js></script>", 40, True),
        ("<script type=module src=/assets/index.js></script>", 0, False),
        ("<script src=/js/menu.js></script>", 0, True),
        ("<div id=stage></div><script type=module src=/assets/index.js></script>", 40, False),
        ("<sea-map></sea-map><script defer src=/map.js></script>", 40, False),
        ("<form><input type=password></form>", 40, False),
    ],
)
def test_a_page_with_scripts_is_what_it_shows_where_the_front_page_is_written_otherwise(
    furniture: str, beyond: int, is_gone: bool
) -> None:
    entry = link("https://site.hardweb/lamps/brass", text="Brass lamps")
    everywhere = Sibling(200, DEEP, "Harbour news", same_body=True, same_front=not beyond, beyond_front=beyond)
    found = judge(entry, replace(seen(title="Harbour news", body=MENU + SPEECH + furniture), sibling=everywhere))
    assert found.verdict is (Verdict.SOFT_DEAD if is_gone else Verdict.ALIVE)


def test_a_page_of_labels_with_a_script_is_a_tool_whatever_its_front_page_is() -> None:
    entry = link("https://site.hardweb/board/brass", text="Brass lamps")
    everywhere = Sibling(200, DEEP, "Harbour", same_body=True, beyond_front=40)
    board = seen(title="Harbour", body=MENU + "<p>Draw together</p><script src=/board.js></script>")
    assert judge(entry, replace(board, sibling=everywhere)).verdict is Verdict.ALIVE


@pytest.mark.parametrize(
    ("title", "front", "like_it", "is_gone"),
    [
        ("undefined | Harbour", "Harbour Harbour", True, True),
        ("- Harbour", "Harbour Harbour", True, True),
        ("undefined | Harbour", "undefined | Harbour Harbour", True, False),
        ("undefined | Harbour", "Harbour Harbour", False, False),
        ("Undefined behaviour | Harbour", "Harbour Harbour", True, False),
    ],
)
def test_an_empty_slot_in_a_title_that_any_address_has_is_no_page(
    title: str, front: str, like_it: bool, is_gone: bool
) -> None:
    entry = link("https://site.hardweb/lamps/brass", text="Brass lamps")
    labels = "<p>Published by</p><p>Share</p><script type=module src=/_x/e.3b.js></script>"
    first = seen(entry.url, title=title, heading="", body=MENU + labels)
    sibling = Sibling(200, entry.url, title, same_body=like_it, beyond_front=3, front=front)
    assert judge(entry, replace(first, sibling=sibling)).verdict is (Verdict.SOFT_DEAD if is_gone else Verdict.ALIVE)


def test_an_error_whose_line_tells_of_a_lost_record_is_asked_about() -> None:
    entry = link("https://site.hardweb/lamps/brass", text="Brass lamps")
    error = seen(entry.url, title="Something went wrong", body="<p>Request failed: the record does not exist (E17)</p>")
    first = judge(entry, error)
    assert (first.verdict, first.doubt) == (Verdict.UNREACHABLE, Doubt.SIBLING)
    lost = Sibling(200, entry.url, "Something went wrong", same_body=True, beyond_front=9, front="Harbour Harbour")
    assert judge(entry, replace(error, sibling=lost)).verdict is Verdict.SOFT_DEAD
    assert judge(entry, replace(error, sibling=Sibling(None, None))).verdict is Verdict.UNREACHABLE
    later = seen(
        entry.url, title="Something went wrong", body="<p>The page is unavailable. Please try again later.</p>"
    )
    assert judge(entry, replace(later, sibling=lost)).verdict is Verdict.UNREACHABLE


@pytest.mark.parametrize(
    ("text", "title", "body", "is_gone"),
    [
        ("Brass lamps", "Space ready", "<p>Put your files into /public_html to begin.</p>", True),
        ("Brass lamps", "空间已开通", "<p>请将文件上传到 wwwroot 目录。</p>", True),
        ("Space ready", "Space ready", "<p>Put your files into /public_html to begin.</p>", False),
        ("Brass lamps", "Site lessons", "<p>Put your files into /public_html to begin.</p>", False),
        ("Brass lamps", "Space ready", "<p>Files by FTP: <a href=/lamps/>here</a></p>", False),
    ],
)
def test_the_page_in_the_folder_of_no_site_is_its_hosts(text: str, title: str, body: str, is_gone: bool) -> None:
    entry = link("https://site.hardweb/", text=text)
    verdict = judge(entry, seen(entry.url, title=title, body=body)).verdict
    assert verdict is (Verdict.SOFT_DEAD if is_gone else Verdict.ALIVE)


@pytest.mark.parametrize("script", ["", "<script src=/js/x.js></script>", "<script type=module src=/e.js></script>"])
def test_a_short_page_without_a_script_of_its_own_is_what_it_shows(script: str) -> None:
    entry = link("https://site.hardweb/lamps/brass", text="Brass lamps")
    body = "<p>Hier lag einmal ein Boot, doch seit dem Winter liegt hier weder eines noch ein anderes.</p>"
    first = seen(entry.url, title="Falsch abgebogen", body=f"<a href=/>Harbour</a>{body}{script}")
    verdict = judge(entry, probed(first, like_it=True)).verdict
    assert verdict is (Verdict.ALIVE if script else Verdict.SOFT_DEAD)
    assert judge(entry, probed(first, like_it=False)).verdict is Verdict.ALIVE


@pytest.mark.parametrize(
    ("sibling", "verdict"),
    [
        (Sibling(404, DEEP, "Not found", same_front=True), Verdict.SOFT_DEAD),
        (Sibling(404, DEEP, "Not found", same_front=False), Verdict.ALIVE),
        (Sibling(404, DEEP, "Not found", same_front=None), Verdict.ALIVE),
        (Sibling(200, DEEP, "Another", same_front=True), Verdict.ALIVE),
    ],
)
def test_a_front_page_in_the_place_of_a_page_is_not_that_page(sibling: Sibling, verdict: Verdict) -> None:
    farm = seen("https://schaefer.hardweb/anleitung", title="Broker im Vergleich", body=MENU + SPEECH)
    entry = link("https://schaefer.hardweb/anleitung", text="Schäferwagen bauen")
    found = judge(entry, replace(farm, sibling=sibling))
    assert found.verdict is verdict
    assert judge(link(entry.url, text="Broker"), replace(farm, sibling=sibling)).verdict is Verdict.ALIVE


@pytest.mark.parametrize(
    ("path", "text", "furniture", "is_gone"),
    [
        ("/zh-cn/", "Lanterns", "", False),
        ("/deutsch/", "Lanterns in German", "<a href=/deutsch/>DE</a>", False),
        ("/deutsch/", "Lanterns in German", "", True),
        ("/wiki/", "Lanterns", "", False),
        ("/wiki/brass", "Lanterns", "", True),
        ("/index-de.html", "German", "<a href=index-de.html>Deutsch</a>", False),
        ("/pricing/tiers", "Tiers", "<script type=module src=/assets/index.js></script>", False),
    ],
)
def test_a_front_page_that_its_site_shows_here_as_well_is_in_its_place(
    path: str, text: str, furniture: str, is_gone: bool
) -> None:
    entry = link(f"https://lanterns.hardweb{path}", text=text)
    front = seen(entry.url, title="Lantern hall", body=MENU + SPEECH + furniture)
    told_apart = Sibling(404, entry.url, "Not found", same_front=True)
    assert (judge(entry, replace(front, sibling=told_apart)).verdict is Verdict.SOFT_DEAD) is is_gone
    farm = seen(entry.url, title="Brokers – lanterns.hardweb", body=MENU + SPEECH + "<a href=/deutsch/>DE</a>")
    is_taken_over = path == "/deutsch/"
    assert not is_taken_over or judge(entry, replace(farm, sibling=told_apart)).verdict is Verdict.SOFT_DEAD


@pytest.mark.parametrize("heading", ["Recette introuvable", "曲谱已删除", "Ноты удалены", "악보가 삭제되었습니다"])
def test_a_notice_of_loss_that_is_all_a_page_has_of_its_own_is_believed(heading: str) -> None:
    first = seen(title="Acme", heading=heading, body=MENU)
    assert judge(link(), first).doubt is Doubt.SIBLING
    told_apart = Sibling(404, DEEP, "Not found", own_words=6)
    found = judge(link(), replace(first, sibling=told_apart))
    assert (found.verdict, found.confidence) == (Verdict.SOFT_DEAD, Confidence.LOW)
    for innocent in (replace(told_apart, own_words=number) for number in (200, 0, None)):
        assert judge(link(), replace(first, sibling=innocent)).verdict is Verdict.ALIVE
    assert judge(link(text=heading), replace(first, sibling=told_apart)).verdict is Verdict.ALIVE
    named = replace(seen(title="A fine article", heading=heading, body=MENU), sibling=told_apart)
    assert judge(link(), named).verdict is Verdict.ALIVE
    kind = heading.removesuffix("已删除")
    assert judge(link(text=f"{kind}：月光"), replace(first, sibling=told_apart)).verdict is (
        Verdict.SOFT_DEAD if kind == "曲谱" else Verdict.ALIVE
    )


@pytest.mark.parametrize(
    ("furniture", "is_gone"),
    [
        ("", True),
        ("<script src=/js/menu.js></script>", True),
        ("<script defer src=/app.js></script>", True),
        ("<p v-if=failed>Retry</p><script defer src=/app.js></script>", False),
        ("<p>{{ notes }}</p><script defer src=/app.js></script>", False),
        ("<p>Loading</p><div id=stage></div><script src=/app.js></script>", False),
        ("<sea-map></sea-map><script src=/map.js></script>", False),
        ("<form><input type=password></form>", False),
    ],
)
@pytest.mark.parametrize("notice", ["Recette introuvable", "曲谱已删除", "Ноты удалены", "악보가 삭제되었습니다"])
def test_a_notice_of_loss_that_any_address_gets_is_compared_with_the_front_page(
    notice: str, furniture: str, is_gone: bool
) -> None:
    first = seen(title="Acme", heading="", body=f"{MENU}<p>{notice}</p>{furniture}")
    everywhere = Sibling(200, DEEP, "Acme", same_body=True, own_words=0, beyond_front=4)
    assert (judge(link(), replace(first, sibling=everywhere)).verdict is Verdict.SOFT_DEAD) is is_gone
    shell = replace(everywhere, beyond_front=2)
    is_gone = is_gone and "defer" not in furniture
    assert (judge(link(), replace(first, sibling=shell)).verdict is Verdict.SOFT_DEAD) is is_gone


def test_a_notice_that_any_address_gets_is_about_no_item_whatever_words_of_the_list_it_has() -> None:
    entry = link("https://forum.hardweb/showthread.php?tid=9210", text="Thread")
    box = "<table><tr><td><strong>Harbour</strong><tr><td>The specified thread does not exist.</table>"
    first = seen(entry.url, title="Harbour", body=MENU + box)
    everywhere = Sibling(200, entry.url, "Harbour", same_body=True, beyond_front=6, front="Harbour Harbour")
    assert judge(entry, replace(first, sibling=everywhere)).verdict is Verdict.SOFT_DEAD


def test_a_notice_that_any_address_gets_needs_no_word_of_the_item() -> None:
    entry = link("https://path.hardweb/path/5", text="पाठ ५")
    first = seen(entry.url, title="Harbour", heading="", body=MENU * 20 + "<p>Recette introuvable</p>")
    everywhere = Sibling(200, entry.url, "Harbour", same_body=True, beyond_front=6, front="Harbour")
    assert judge(entry, replace(first, sibling=everywhere)).verdict is Verdict.SOFT_DEAD
    told_apart = Sibling(404, entry.url, "Not found", own_words=6)
    assert judge(entry, replace(first, sibling=told_apart)).verdict is Verdict.ALIVE


@pytest.mark.parametrize(
    ("title", "notice", "text", "is_gone"),
    [
        ("Invalid bug", "Bug #4218 does not exist.", "Bug 4218: the lamp flickers", True),
        ("Lantern brass", "Lantern ‘4218’ was removed.", "Lantern of brass", True),
        ("Lantern brass", "Lantern ‘4219’ was removed.", "Lantern of brass", False),
        ("Bug 4218", "Bug 4218 (closed): the lamp was not found.", "Bug 4218: lamp not found", False),
    ],
)
def test_a_notice_that_calls_what_is_lost_as_the_address_does_is_about_it(
    title: str, notice: str, text: str, is_gone: bool
) -> None:
    entry = link("https://bugs.hardweb/show.cgi?id=4218", text=text)
    first = seen(entry.url, title=title, heading="", body=f"{MENU}<p>{notice}</p>")
    told_apart = Sibling(404, entry.url, "Not found", own_words=9)
    assert (judge(entry, replace(first, sibling=told_apart)).verdict is Verdict.SOFT_DEAD) is is_gone


@pytest.mark.parametrize(
    ("title", "rest", "is_gone"),
    [
        ("Turecké jazykové korpusy", "Přehled sbírek zpráv a knih, každá s licencí a odkazem ke stažení.", False),
        ("Turecké jazykové korpusy", "", True),
        ("Harbour", "Přehled sbírek zpráv a knih, každá s licencí a odkazem ke stažení.", True),
    ],
)
def test_a_page_with_a_name_of_its_own_and_more_to_say_misses_a_part_alone(
    title: str, rest: str, *, is_gone: bool
) -> None:
    """What the list says in another language has no word in common with the page."""
    entry = link(text="Lists of texts for learning")
    first = seen(title=title, heading="", body=f"{MENU}<p>Komentáře nebyly nalezeny.</p><p>{rest}</p>")
    told_apart = Sibling(404, DEEP, "Not found", own_words=14, front="Harbour")
    assert (judge(entry, replace(first, sibling=told_apart)).verdict is Verdict.SOFT_DEAD) is is_gone


@pytest.mark.parametrize(
    ("title", "rest", "is_gone"),
    [
        (
            "Model file missing from release (#14)",
            "The link in the readme leads nowhere since March. Fixed in 1.2: the weights are attached to it again.",
            False,
        ),
        ("Model file missing from release (#14)", "Thank you.", True),
        (
            "Slettede opskrifter og hvordan man finder dem",
            "Åbn papirkurven og vælg den opskrift, som skal tilbage. De gemmes i tredive dage, så er det for sent.",
            False,
        ),
    ],
)
def test_a_name_may_speak_of_a_loss_over_a_text_about_it(title: str, rest: str, *, is_gone: bool) -> None:
    """An issue, a page of help: at an address that no other page has."""
    first = seen(title=title, body=f"{MENU}<p>{rest}</p>")
    told_apart = Sibling(404, DEEP, "Not found", own_words=22, front="Harbour")
    for entry in (link(text="Brass lamps"), link(text="")) if not is_gone else (link(text="Brass lamps"),):
        assert (judge(entry, replace(first, sibling=told_apart)).verdict is Verdict.SOFT_DEAD) is is_gone


def test_a_page_of_a_wiki_about_deleted_pages_is_asked_for_by_its_name() -> None:
    body = "<p>Strona usunięta to strona, którą administrator skasował po dyskusji. Można prosić o jej powrót.</p>"
    asked, other = "https://site.hardweb/wiki/Strona_usunięta", "https://site.hardweb/wiki/Lampy"
    told_apart = Sibling(404, DEEP, "Not found")
    for url, is_gone in ((asked, False), (other, True)):
        page = replace(
            seen(url, title="Strona usunięta - Wiki", heading="Strona usunięta", body=body), sibling=told_apart
        )
        assert (judge(link(url, text=""), page).verdict is Verdict.SOFT_DEAD) is is_gone


def test_what_the_front_page_is_called_too_says_nothing_of_the_item() -> None:
    entry = link(text="Lamps of brass and how to clean them")
    first = seen(title="Lamps", heading="", body=f"{MENU}<p>Thread ini sudah dihapus oleh moderator.</p>")
    told_apart = Sibling(404, DEEP, "Not found", own_words=6, front="Lamps")
    assert judge(entry, first).doubt is Doubt.SIBLING
    assert judge(entry, replace(first, sibling=told_apart)).verdict is Verdict.SOFT_DEAD
    assert judge(entry, replace(first, sibling=replace(told_apart, front="Harbour"))).verdict is Verdict.ALIVE


@pytest.mark.parametrize(
    ("body", "is_gone"),
    [
        ("<p>این وبلاگ حذف شده است.</p>", True),
        ("<p>Это расписание удалено.</p>", True),
        ("<p>این وبلاگ حذف شده است.</p><form><input type=password></form>", False),
        ("<p>این وبلاگ حذف شده است.</p><script type=module src=/app.js></script>", False),
        (f"<p>Nothing was deleted.</p>{SPEECH}", False),
    ],
)
def test_a_notice_of_loss_on_the_front_page_as_well_is_of_the_whole_site(body: str, is_gone: bool) -> None:
    first = seen(title="Blogs", heading="", body=body)
    everywhere = Sibling(200, DEEP, "Blogs", same_body=True, same_front=True, own_words=0, front="Blogs")
    assert (judge(link(), replace(first, sibling=everywhere)).reason == "body-not-found") is is_gone


@pytest.mark.parametrize("end", ["/klubb/hus", "/hus/velkommen-hit.html"])
def test_any_address_sent_to_one_page_that_says_nothing_of_it_is_gone(end: str) -> None:
    entry = link("https://site.hardweb/lamps/brass-cleaning", text="Brass lamps")
    final = f"https://site.hardweb{end}"
    for status, body, is_gone in (
        (301, "<p>Vi har flyttet.</p>", True),
        (302, "<p>Er du over atten?</p>", False),
        (302, MENU + SPEECH, True),
        (301, "<p>All about brass.</p>", False),
        (301, MENU + "<form><input type=password></form>", False),
    ):
        sent = seen(entry.url, (status, final), title="Harbour", body=body)
        everywhere = Sibling(200, final, "Harbour", same_body=True)
        elsewhere = Sibling(404, entry.url, "Not found")
        found = judge(entry, replace(sent, sibling=everywhere))
        assert (found.verdict is Verdict.SOFT_DEAD) is is_gone, (status, body)
        assert judge(entry, replace(sent, sibling=elsewhere)).verdict is not Verdict.SOFT_DEAD


def test_a_page_of_the_sites_menu_that_any_address_is_sent_to_is_no_gate() -> None:
    entry = link("https://site.hardweb/topic/3182/", text="Лужение самовара")
    final = "https://site.hardweb/forums/"
    everywhere = Sibling(200, final, "Форумы", same_body=True)
    for menu, is_gone in (("<a href=/forums/>Форумы</a>", True), ("<a href=/yes>Да</a>", False)):
        sent = seen(entry.url, (302, final), title="Форумы", body=f"{menu}<p>Разделы: ремонт, барахолка.</p>")
        assert (judge(entry, replace(sent, sibling=everywhere)).verdict is Verdict.SOFT_DEAD) is is_gone


def test_the_folder_of_an_item_is_not_the_item() -> None:
    entry = link("https://site.hardweb/products/delta-9ft", text="Delta 9 ft")
    final = "https://site.hardweb/collections/all"
    sent = seen(entry.url, (301, final), title="All products – Acme", body=MENU + SPEECH)
    everywhere = Sibling(200, final, "All products – Acme", same_body=True)
    assert judge(entry, replace(sent, sibling=everywhere)).verdict is Verdict.SOFT_DEAD
    named = seen(entry.url, (301, final), title="Delta and other products – Acme", body=MENU + SPEECH)
    assert judge(entry, replace(named, sibling=everywhere)).verdict is not Verdict.SOFT_DEAD


def test_a_search_form_that_the_list_calls_so_is_no_search_without_results() -> None:
    body = "<form><input name=q></form><p>No results found.</p>"
    form = seen("https://site.hardweb/zoeken", title="Zoeken in kaarten", body=body)
    assert judge(link(form.url, text="Oude kaarten zoeken"), form).verdict is Verdict.ALIVE
    other = seen(form.url, title="Acme", body=body)
    assert judge(link(form.url, text="Brass lamps"), other).reason == "no-results"


@pytest.mark.parametrize("heading", ["Схема не найдена", "Recette introuvable", "Rezept nicht gefunden"])
def test_an_error_that_a_server_painted_into_an_applications_element_is_no_shell(heading: str) -> None:
    body = f"<div id=app><section><h1>{heading}</h1><a href=/>Acme</a></section></div>"
    first = seen(title="Acme", heading="", body=body + "<script type=module src=/assets/i.js></script>")
    assert judge(link(), first).doubt is Doubt.SIBLING
    assert judge(link(), probed(first, like_it=True)).verdict is Verdict.SOFT_DEAD
    assert judge(link(), probed(first, like_it=False)).verdict is Verdict.ALIVE
    splash = seen(title="Acme", heading="", body=body.replace(heading, "Acme") + "<script src=/assets/i.js></script>")
    assert judge(link(), probed(splash, like_it=True)).verdict is Verdict.ALIVE


def test_a_front_door_with_the_reason_in_its_query_is_one_where_any_address_is_sent_there() -> None:
    first = seen(DEEP, (302, f"{HOME}?from=lost"))
    assert (judge(link(), first).verdict, judge(link(), first).doubt) == (Verdict.ALIVE, Doubt.SIBLING)
    there = Sibling(200, f"{HOME}?from=lost", "A fine page", same_body=True)
    assert judge(link(), replace(first, sibling=there)).verdict is Verdict.SOFT_DEAD
    elsewhere = replace(there, final_url=f"{HOME}?p=981")
    assert judge(link(), replace(first, sibling=elsewhere)).verdict is Verdict.ALIVE


def test_a_plain_page_is_never_doubted() -> None:
    for observation in (
        seen(),
        seen(body="<p>An article.</p>"),
        seen(DEEP, (301, "https://new.hardweb/b")),
        seen(status=404, body="<p>Nothing.</p>"),
    ):
        assert judge(link(), observation).doubt is None


def test_a_canonical_home_is_cleared_by_the_probe() -> None:
    first = seen(head=f"<link rel=canonical href='{HOME}'>")
    assert judge(link(), first).doubt is Doubt.SIBLING
    assert judge(link(), probed(first, like_it=False)).verdict is Verdict.ALIVE


# Negative controls.


@pytest.mark.parametrize(
    "url",
    [
        "https://site.hardweb/",
        "https://site.hardweb/index.html",
        "https://site.hardweb/en/",
        "https://site.hardweb/zh-CN/index.php",
        "https://site.hardweb/home",
        "https://site.hardweb/?lang=de",
    ],
)
def test_a_front_door_may_open_on_another(url: str) -> None:
    for target in ("https://site.hardweb/en/", "https://site.hardweb/", "https://site.hardweb/welcome.html"):
        found = judge(link(url), seen(url, (302, target)))
        assert (found.verdict, found.suggestion) == (Verdict.ALIVE, None)


@pytest.mark.parametrize("query", ["q=trees", "q=%e6%a0%91", "q=%E6%A0%91", "q=树", "q=%7Etrees", "q=a|b"])
def test_a_search_at_the_front_door_is_none(query: str) -> None:
    url = f"{HOME}?{query}"
    assert judge(link(url), seen(url, (302, HOME))).reason == "redirect-to-home"


@pytest.mark.parametrize("target", ["/login", "/signin?next=x", "/accounts/login/", "/wp-login.php", "/users/sign_in"])
def test_a_login_form_in_place_of_a_page(target: str) -> None:
    observation = seen(DEEP, (302, HOME.rstrip("/") + target), body="<p>x</p>")
    assert judge(link(), observation).reason == "login-wall"


def test_a_listed_login_page_is_a_page() -> None:
    url = "https://site.hardweb/login"
    observation = seen(url, title="Sign in", body="<form><input type=password></form>")
    assert judge(link(url), observation).verdict is Verdict.ALIVE
    url = "https://accounts.hardweb/docs/intro"
    assert judge(link(url), seen(url)).verdict is Verdict.ALIVE


def test_the_front_door_of_an_application_may_be_its_login() -> None:
    observation = seen(HOME, title="Sign in", body="<form><input type=password></form>")
    assert judge(link(HOME), observation).verdict is Verdict.ALIVE


def test_gambling_is_no_hijack_where_the_list_speaks_of_it() -> None:
    observation = seen(title="Online casino slots, betting and free spins")
    assert judge(link(), observation).reason == "hijacked"
    assert judge(link(text="Mathematics of casino betting"), observation).verdict is Verdict.ALIVE
    url = "https://site.hardweb/casino-mathematics"
    assert judge(link(url), seen(url, title="Online casino slots: betting")).verdict is Verdict.ALIVE


def test_a_title_that_keeps_a_word_has_not_drifted() -> None:
    before = History(title="Rewriting systems over trees")
    assert judge(link(), seen(title="Trees and how to prune them"), before).verdict is Verdict.ALIVE
    drifted = judge(link(), seen(title="Cheap holiday flights tomorrow"), before)
    assert (drifted.verdict, drifted.notes) == (Verdict.ALIVE, ("retitled",)), "a note for a person, no verdict"
    assert judge(link(text="Cheap flights"), seen(title="Cheap holiday flights tomorrow"), before).notes == ()
    assert judge(link(), seen(title="Flights"), before).verdict is Verdict.ALIVE


def test_a_pdf_that_is_a_pdf() -> None:
    url = "https://site.hardweb/paper.pdf"
    observation = seen(url, body=None, content_type="application/pdf")
    assert judge(link(url), observation).verdict is Verdict.ALIVE
    page = seen(url)
    assert judge(link(url), page).reason == "file-became-page"
    assert judge(link(url), probed(page, like_it=False)).verdict is Verdict.ALIVE


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/octocat/notes/blob/main/talks/paper.pdf",
        "https://gitlab.com/group/notes/-/blob/main/paper.pdf",
        "https://codeberg.org/octocat/notes/src/branch/main/paper.pdf",
        "https://github.com/octocat/notes/commits/main/paper.pdf",
    ],
)
def test_a_repository_shows_its_pdfs_in_pages(url: str) -> None:
    assert judge(link(url), seen(url)).verdict is Verdict.ALIVE


def test_an_empty_page_is_believed_the_third_time() -> None:
    observation = seen(body=None, content_length="0", content_type="text/html")
    assert judge(link(), observation).verdict is Verdict.UNREACHABLE
    assert judge(link(), observation, History(failures=2)).verdict is Verdict.SOFT_DEAD


def test_404_pages_are_blocked_only_by_a_wall() -> None:
    assert judge(link(), seen(status=404, title="404", body="<p>x</p>", server="cloudflare")).verdict is Verdict.DEAD
    assert judge(link(), seen(status=404, body="<p>x</p>", cf_mitigated="challenge")).verdict is Verdict.BLOCKED


def test_what_is_behind_a_bad_certificate_is_judged_too() -> None:
    expired = FailureKind.CERTIFICATE_EXPIRED
    assert judge(link(), behind(expired, seen())).verdict is Verdict.INSECURE
    gone = judge(link(), behind(expired, seen(status=404)))
    assert (gone.verdict, gone.notes) == (Verdict.DEAD, ("certificate-expired",))
    parked = seen(title="site.hardweb is for sale", body="<p>Buy this domain</p>")
    assert judge(link(), behind(expired, parked)).verdict is Verdict.SOFT_DEAD
    assert judge(link(), behind(expired, seen(status=503))).verdict is Verdict.UNREACHABLE
    assert judge(link(), failed(expired)).verdict is Verdict.UNREACHABLE


def test_a_service_is_believed_before_its_pages() -> None:
    wall = seen(status=403, cf_mitigated="challenge")
    assert judge(link(), replace(wall, answer=Answer(Availability.PRESENT, Code("there")))).verdict is Verdict.ALIVE
    lost = replace(seen(title="Page not found"), answer=Answer(Availability.PRESENT, Code("there")))
    assert judge(link(), lost).verdict is Verdict.ALIVE
    gone = replace(seen(), page=None, answer=Answer(Availability.ABSENT, Code("nothing"), "no such thing"))
    found = judge(link(), gone)
    assert (found.verdict, found.reason, found.detail) == (Verdict.DEAD, "nothing", "No such thing.")


def test_a_fragment_is_missing_only_where_the_page_is_there() -> None:
    for observation, verdict in (
        (seen(), Verdict.FRAGMENT_MISSING),
        (seen(status=500), Verdict.UNREACHABLE),
        (seen(title="Page not found"), Verdict.SOFT_DEAD),
    ):
        assert judge(link(), replace(observation, fragments={"a": False, "b": True})).verdict is verdict
    assert judge(link(), replace(seen(), fragments={"a": True})).verdict is Verdict.ALIVE


def test_an_unchanged_page_is_alive() -> None:
    asked = Target(fetcher="generic", kind="page", key=DEEP, address=parse(DEEP), validators=Validators(etag='"1"'))
    found = judge(link(target=asked), seen(status=304, body=None))
    assert (found.reason, found.confidence) == ("not-modified", Confidence.HIGH)


# Better addresses.


@pytest.mark.parametrize(
    ("url", "steps", "better"),
    [
        ("http://site.hardweb/a", [(301, "https://site.hardweb/a")], ("https://site.hardweb/a", SuggestionKind.HTTPS)),
        ("http://site.hardweb/a", [(302, "https://site.hardweb/a")], ("https://site.hardweb/a", SuggestionKind.HTTPS)),
        (
            "http://site.hardweb/a",
            [(301, "https://www.site.hardweb/a/")],
            ("https://www.site.hardweb/a/", SuggestionKind.HTTPS),
        ),
        (
            "http://site.hardweb/a#b",
            [(301, "https://site.hardweb/a")],
            ("https://site.hardweb/a#b", SuggestionKind.HTTPS),
        ),
        ("http://site.hardweb/", [(301, "https://site.hardweb/en/")], ("https://site.hardweb/", SuggestionKind.HTTPS)),
        ("http://site.hardweb:80/", [(301, "https://site.hardweb/")], ("https://site.hardweb/", SuggestionKind.HTTPS)),
        ("https://site.hardweb/a", [(301, "https://site.hardweb/a/")], None),
        ("https://site.hardweb/a", [(301, "https://site.hardweb/en/a")], None),
        (
            "https://site.hardweb/a",
            [(301, "https://site.hardweb/b?utm_source=x")],
            ("https://site.hardweb/b", SuggestionKind.MOVED),
        ),
        (
            "https://site.hardweb/a",
            [(308, "https://b.hardweb/c"), (301, "https://b.hardweb/d")],
            ("https://b.hardweb/d", SuggestionKind.MOVED),
        ),
        ("https://site.hardweb/a", [(302, "https://b.hardweb/c"), (301, "https://b.hardweb/d")], None),
        (
            "https://site.hardweb/a",
            [(301, "https://b.hardweb/c"), (302, "https://b.hardweb/d")],
            ("https://b.hardweb/c", SuggestionKind.MOVED),
        ),
        ("https://site.hardweb/a", [(301, "http://site.hardweb/a")], None),
        ("https://site.hardweb/a?utm_source=x", [], ("https://site.hardweb/a", SuggestionKind.TRACKING)),
        ("https://site.hardweb/a?id=1", [], None),
    ],
)
def test_better_addresses(url: str, steps: list[tuple[int, str]], better: tuple[str, SuggestionKind] | None) -> None:
    found = judge(link(url), seen(url, *steps)).suggestion
    assert found == (Suggestion(*better) if better else None)


@pytest.mark.parametrize(
    ("asked", "final", "better"),
    [
        ("/a", "/b;jsessionid=0A1B2C3D4E5F", "https://site.hardweb/b"),
        ("/a", "/b?PHPSESSID=abcdef0123456789&id=3", "https://site.hardweb/b?id=3"),
        ("/a.aspx", "/(S(abcdefghijklmnopqrstuvwx))/b.aspx", "https://site.hardweb/b.aspx"),
        ("/blog/2019/hedgehogs", "/blog/", None),
        ("/blog/2019/hedgehogs.html", "/blog/index.html", None),
        ("/wenzhang/2019/ciwei", "/search?q=ciwei", None),
        ("/blog/2019/hedgehogs", "/", None),
        ("/docs/1.4/", "/docs/", "https://site.hardweb/docs/"),
    ],
)
def test_no_suggestion_leads_into_doubt(asked: str, final: str, better: str | None) -> None:
    url = "https://site.hardweb" + asked
    first = probed(seen(url, (301, "https://site.hardweb" + final)), like_it=False)
    found = judge(link(url), first)
    assert found.verdict.is_found
    assert found.suggestion == (Suggestion(better, SuggestionKind.MOVED) if better else None)


CASINO = "<p>" + "Играйте в слоты и получайте бонусы. " * 30


@pytest.mark.parametrize("asked", ["https://hedgehogs.hardweb/", "https://hedgehogs.hardweb/guide/feeding"])
def test_another_owners_page_that_speaks_of_nothing_asked_for_is_not_suggested(asked: str) -> None:
    moved = seen(asked, (301, "https://vavada.hardweb.org/x"), title="Vavada казино: бонусы и слоты", body=CASINO)
    found = judge(link(asked, text="Hedgehogs and how to feed them"), probed(moved, like_it=False))
    assert found.suggestion is None
    kept = seen(asked, (301, "https://wildlife.hardweb.org/x"), title="Feeding hedgehogs", body=ARTICLE)
    assert judge(link(asked, text="Hedgehogs"), probed(kept, like_it=False)).suggestion is not None


@pytest.mark.parametrize(
    "url",
    [
        "https://matrix.hardweb/#/#room:server.example",
        "https://app.hardweb/#!/settings/profile",
        "https://docs.hardweb/#/guide/start",
    ],
)
def test_a_route_is_no_trip_home_where_nobody_was_redirected(url: str) -> None:
    found = judge(link(url), replace(seen(url), final_url=url.partition("#")[0]))
    assert (found.verdict, found.doubt) == (Verdict.ALIVE, None)
    host = url.split("/")[2]
    moved = replace(seen(url, (301, f"https://www.{host}/")), final_url=f"https://www.{host}/")
    assert judge(link(url), moved).verdict.is_found


@pytest.mark.parametrize(
    ("asked", "final"),
    [
        ("/blog/2019/hedgehogs", "/blog/"),
        ("/news/detail/8812.html", "/news/"),
        ("/blog/2019/hedgehogs", "/search?q=hedgehogs"),
        ("/artikel/igel", "/suche?suchwort=igel"),
    ],
)
def test_a_bounce_is_believed_where_any_unknown_address_makes_it(asked: str, final: str) -> None:
    url, end = "https://site.hardweb" + asked, "https://site.hardweb" + final
    first = seen(url, (302, end))
    assert judge(link(url), first).doubt is Doubt.SIBLING
    assert judge(link(url), replace(first, sibling=Sibling(200, end, "All"))).verdict is Verdict.SOFT_DEAD
    assert judge(link(url), replace(first, sibling=Sibling(404, url, "Not found"))).verdict.is_found


@pytest.mark.parametrize(
    ("asked", "final"),
    [
        ("/docs/1.4/", "/docs/"),
        ("/2019/05/hedgehogs", "/hedgehogs"),
        ("/tag/hedgehogs", "/search?tag=hedgehogs"),
        ("/p/123", "/on-hedgehogs"),
        ("/shop/item/brush", "/age-gate"),
        ("/shop/item/brush", "/select-country"),
        ("/shop/item/brush", "/unsupported-browser.html"),
        ("/shop/item/brush", "/hello"),
        ("/ja/guide", "/guide"),
    ],
)
def test_what_only_looks_like_a_bounce_is_not_even_doubted(asked: str, final: str) -> None:
    url = "https://site.hardweb" + asked
    assert judge(link(url), seen(url, (302, "https://site.hardweb" + final))).doubt is None


def test_a_form_may_know_a_better_address() -> None:
    mirror = Target(
        fetcher="arxiv",
        kind="abs",
        key="k",
        address=parse(DEEP),
        canonical="https://arxiv.org/abs/1",
        notes=(Code("dead-mirror"),),
    )
    found = judge(link(target=mirror), told(Availability.PRESENT, "arxiv-paper"))
    assert found.suggestion == Suggestion("https://arxiv.org/abs/1", SuggestionKind.CANONICAL)
    assert found.notes == ("dead-mirror",)


def test_a_paper_s_file_has_not_moved_because_the_page_that_tells_of_it_has() -> None:
    file, page = "https://site.hardweb/papers/7.pdf", "https://site.hardweb/papers/7.html"
    asked = Target(fetcher="proceedings", kind="pmlr", key="k", address=parse(page))
    found = judge(link(file, target=asked), seen(page, (301, "https://new.hardweb/papers/7.html")))
    assert (found.verdict, found.suggestion) == (Verdict.ALIVE, None)
    gone = judge(link(file, target=asked), seen(page, (301, "https://new.hardweb/papers/7.html"), status=404))
    assert gone.verdict is Verdict.DEAD
    moved = judge(link(page, target=asked), seen(page, (301, "https://new.hardweb/papers/7.html")))
    assert moved.verdict is Verdict.MOVED


@pytest.mark.parametrize("observation", [seen(status=404), seen(status=403), failed(FailureKind.TIMEOUT)])
def test_no_better_address_for_what_is_not_there(observation: Observation) -> None:
    assert judge(link(DEEP + "?utm_source=x"), observation).suggestion is None


# Notes.


@pytest.mark.parametrize(
    ("ours", "theirs", "noted"),
    [("1", "3", True), ("v1", "v2", True), ("2", "2", False), (None, "3", False), ("1", None, False)],
)
def test_a_newer_version_is_noted(ours: str | None, theirs: str | None, noted: bool) -> None:
    parts = {} if ours is None else {"version": ours}
    target = Target(fetcher="arxiv", kind="abs", key="k", address=parse(DEEP), parts=parts)
    observation = replace(told(Availability.PRESENT, "arxiv-paper"), metadata=Metadata(version=theirs))
    assert ("new-version" in judge(link(target=target), observation).notes) is noted


def test_notes_stand_once() -> None:
    observation = replace(told(Availability.PRESENT, "x"), notes=(Code("archived"),), metadata=Metadata(archived=True))
    assert judge(link(), observation).notes == ("archived",)


# The table.


def test_every_link_gets_an_opinion_even_without_an_answer() -> None:
    assert judge(link(), Observation(url=DEEP, observed=DAY)).verdict is Verdict.UNREACHABLE


def test_every_failure_has_a_rule_of_its_own() -> None:
    for kind in FailureKind:
        assert judge(link(), failed(kind)).reason == kind.value or kind is FailureKind.BAD_ADDRESS


def test_explain_ends_at_the_rule_that_spoke() -> None:
    steps = list(explain(link(), seen(status=404)))
    assert [step.held for step in steps].count(True) == 1
    assert steps[-1].held
    assert steps[-1].rule.reason == "http-404"


_STEPS = st.lists(
    st.builds(
        Redirect,
        st.sampled_from([DEEP, HOME, "http://site.hardweb/a", "https://b.hardweb/c", "nonsense"]),
        st.sampled_from([200, 301, 302, 308]),
    ),
    max_size=3,
)


@given(
    status=st.one_of(st.none(), st.integers(100, 999)),
    traits=st.frozensets(st.sampled_from(sorted(TRAITS)), max_size=3),
    kind=st.one_of(st.none(), st.sampled_from(list(FailureKind))),
    standing=st.one_of(st.none(), st.sampled_from(list(Availability))),
    redirects=_STEPS,
    final=st.sampled_from([None, DEEP, HOME, "https://b.hardweb/c", "nonsense"]),
    sibling=st.one_of(st.none(), st.builds(Sibling, st.sampled_from([None, 200, 404]), st.sampled_from([None, HOME]))),
)
def test_any_observation_has_a_sound_judgement(
    status: int | None,
    traits: frozenset[str],
    kind: FailureKind | None,
    standing: Availability | None,
    redirects: list[Redirect],
    final: str | None,
    sibling: Sibling | None,
) -> None:
    observation = Observation(
        url=DEEP,
        observed=DAY,
        status=status,
        final_url=final,
        redirects=tuple(redirects),
        traits=traits,
        failure=Failure(kind) if kind else None,
        answer=Answer(standing, Code("some-code")) if standing else None,
        sibling=sibling,
    )
    found = judge(link(), observation)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found.reason)
    assert found.detail.endswith(".") or found.detail.endswith("…") or "://" in found.detail
    assert found.doubt is None or sibling is None


def test_rules_say_where_they_come_from() -> None:
    for rule in RULES:
        assert rule.source
        assert rule.sentence


@pytest.mark.parametrize(
    ("path", "text", "title", "body", "is_gone"),
    [
        ("vacancies", "Vacancies at the mill", "Vacancies", "No vacancies found. Ask again in spring.", False),
        ("rezepte", "Rezepte mit Rüben", "Rezepte mit Rüben", "Keine Rezepte gefunden.", False),
        ("rezepte/ruebenmus", "Rübenmus", "Rezepte", "Rezept ruebenmus nicht gefunden.", True),
        ("issues/8812", "Lid does not fit", "Issues", "Issue 8812 not found.", True),
        ("8812", "Lid does not fit", "Lid does not fit", "Issue 8812 not found.", True),
    ],
)
def test_a_shelf_that_is_empty_is_there(path: str, text: str, title: str, body: str, is_gone: bool) -> None:
    entry = link(f"https://site.hardweb/{path}", text=text)
    page = seen(entry.url, title=f"{title} – Acme", heading=title, body=f"{MENU}<p>{body}</p>")
    told_apart = Sibling(404, entry.url, "Not found", own_words=8, front="Acme")
    assert (judge(entry, replace(page, sibling=told_apart)).verdict is Verdict.SOFT_DEAD) is is_gone


@pytest.mark.parametrize(
    ("asked", "final", "is_gone"),
    [
        ("/aB3k9.png", "/verwijderd.png", True),
        ("/scans/kettle-2.pdf", "/static/leer.pdf", True),
        ("/u/88123.jpg", "/img/nicht-da.gif", True),
        ("/scans/kettle-2.pdf", "/store/kettle-2.pdf", False),
        ("/scans/kettle.pdf", "/store/copper_kettle_final.pdf", False),
        ("/u/88123.jpg", "/cdn/88123-large.jpg", False),
        ("/get/tool.zip", "/files/brass-lamps.zip", False),
        ("/2.1/tool.zip", "/stable/tool.zip", False),
        ("/u/88123", "/img/nicht-da.gif", False),
        ("/u/88123.jpg", "/bilder", False),
    ],
)
def test_a_file_in_whose_place_any_address_gets_another_is_gone(asked: str, final: str, is_gone: bool) -> None:
    site = "https://site.hardweb"
    entry = link(f"{site}{asked}", text="Brass lamps")
    sent = seen(entry.url, (302, f"{site}{final}"), body=None, content_type="image/png")
    assert (judge(entry, sent).doubt is Doubt.SIBLING) is is_gone
    everywhere = replace(sent, sibling=Sibling(200, f"{site}{final}"))
    found = judge(entry, everywhere)
    assert (found.verdict is Verdict.SOFT_DEAD) is is_gone
    assert found.suggestion is None
    assert judge(entry, replace(sent, sibling=Sibling(404, entry.url))).verdict is Verdict.ALIVE


@pytest.mark.parametrize(
    ("final", "is_gone"),
    [
        ("/removed.png", True),
        ("/img/image-not-found.gif", True),
        ("/no_photo.jpg", True),
        ("/img/lamp-removed-from-tower.png", True),
        ("/cdn/9f3c.png", False),
        ("/img/brass-lamps-removed.png", False),
        ("/lost-and-found", False),
    ],
)
def test_a_picture_that_leads_to_one_named_after_its_absence_is_gone(final: str, is_gone: bool) -> None:
    site = "https://site.hardweb"
    entry = link(f"{site}/aB3k9.png", text="Brass lamps")
    sent = seen(entry.url, (302, f"{site}{final}"), body=None, content_type="image/png")
    for sibling in (None, Sibling(404, entry.url)):
        assert (judge(entry, replace(sent, sibling=sibling)).verdict is Verdict.SOFT_DEAD) is is_gone


@pytest.mark.parametrize(
    ("asked", "final", "title", "is_gone"),
    [
        ("https://lamps.pages.hardweb/", "https://www.pages.hardweb/", "Write and share", True),
        ("https://lamps.pages.hardweb/", "https://pages.hardweb/", "Write and share", True),
        ("https://lamps.pages.hardweb/", "https://www.pages.hardweb/", "The lamps of the town", False),
        ("https://m.pages.hardweb/", "https://www.pages.hardweb/", "Write and share", False),
        ("https://en.pages.hardweb/", "https://www.pages.hardweb/", "Write and share", False),
        ("https://lamps.pages.hardweb/", "https://www.pages.hardweb/en/welcome/to", "Write and share", False),
        ("https://lamps.pages.hardweb/", "https://other.hardweb/", "Write and share", False),
    ],
)
def test_a_tenants_name_that_leads_to_its_hosts_front_page_is_gone(
    asked: str, final: str, title: str, is_gone: bool
) -> None:
    entry = link(asked, text="Brass lamps")
    assert (judge(entry, seen(asked, (302, final), title=title)).verdict is Verdict.SOFT_DEAD) is is_gone


def test_a_page_of_another_site_that_any_address_leads_to_is_not_the_item() -> None:
    asked, end = "https://old.hardweb/sota/brass-lamps", "https://new.hardweb/papers/trending"
    entry, sent = link(asked, text="Brass lamps"), seen(asked, (302, end), title="Trending")
    assert judge(entry, sent).doubt is Doubt.SIBLING
    assert judge(entry, replace(sent, sibling=Sibling(200, end))).verdict is Verdict.SOFT_DEAD
    assert judge(entry, replace(sent, sibling=Sibling(404, asked))).verdict is Verdict.ALIVE
    for title, final in (("All brass", end), ("Trending", "https://new.hardweb/login")):
        other = seen(asked, (302, final), title=title)
        assert not judge(entry, replace(other, sibling=Sibling(200, final))).verdict.is_gone


def test_a_404_with_the_whole_page_is_there_where_others_get_another() -> None:
    whole = seen(status=404, title="On hedgehogs", body=ARTICLE)
    entry = link(text="On hedgehogs")
    first = judge(entry, whole)
    assert (first.verdict, first.doubt) == (Verdict.DEAD, Doubt.SIBLING)
    shown = judge(entry, replace(whole, sibling=Sibling(404, DEEP, "Not found")))
    assert (shown.verdict, shown.confidence) == (Verdict.ALIVE, Confidence.LOW)
    for sibling in (Sibling(404, DEEP, "On hedgehogs"), Sibling(404, DEEP, "x", same_body=True), Sibling(None, None)):
        assert judge(entry, replace(whole, sibling=sibling)).verdict is Verdict.DEAD
    for other in (
        seen(status=404, title="On hedgehogs", body="<p>Short.</p>"),
        seen(status=404, title="On hedgehogs", body=f"<p>This page no longer exists.</p>{ARTICLE}"),
        seen(status=404, title="On herons", body=ARTICLE),
    ):
        assert (judge(entry, other).verdict, judge(entry, other).doubt) == (Verdict.DEAD, None)


PROSE = "The keeper lit it at dusk and put it out at dawn, and wrote down every ship that passed. " * 4


def test_a_page_in_korean_is_called_by_words_of_two_syllables() -> None:
    body = "<p>모집이 마감되었습니다.</p><p>1주 도래매듭, 2주 생쪽매듭, 3주 국화매듭. 준비물과 강의안은 아래.</p>"
    course = seen(title="매듭 강좌 가을", body=body)
    assert judge(link(text="매듭 강좌 가을"), probed(course, like_it=False)).verdict is Verdict.ALIVE


def test_a_word_of_loss_in_an_address_names_no_item() -> None:
    at = "https://site.hardweb/dienste/eingestellt"
    body = f"{MENU}<p>Dieser Dienst wurde eingestellt: 318 Einträge, jeweils mit Datum und Nachfolger.</p>"
    register = seen(at, title="Eingestellte Dienste", body=body)
    entry = link(at, text="Eingestellte Dienste, ein Verzeichnis")
    told_apart = Sibling(404, DEEP, "Not found", own_words=13)
    assert judge(entry, replace(register, sibling=told_apart)).verdict is Verdict.ALIVE


def test_a_site_that_moves_keeps_the_places_of_its_pages() -> None:
    moved = seen(DEEP, (301, "https://new-home.hardweb/article/42"), title="The new place")
    everywhere = Sibling(200, "https://new-home.hardweb/article/42", "The new place", same_body=True)
    assert judge(link(text="moved301"), replace(moved, sibling=everywhere)).verdict is Verdict.MOVED
