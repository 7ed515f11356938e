"""Domains taken over: found by the trade and by what they have no word of; pages about a trade are left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fetchers.facts import Sibling
from linkcheck.judge import judge
from linkcheck.model import Doubt, Judgement, Verdict
from tests.linkcheck.judge.scenes import link, seen

TEXT = "<p>" + "Plants near water grow faster than others in dry soil, as every gardener knows. " * 12 + "</p>"
URL = "https://www.hedgelib.example/docs/install"


def judged(
    title: str, text: str, section: tuple[str, ...] = (), url: str = URL, sibling: Sibling | None = None
) -> Judgement:
    found = link(url, text=text)
    places = tuple(replace(place, section=section) for place in found.occurrences)
    page = replace(seen(url, title=title, body=TEXT), sibling=sibling)
    return judge(replace(found, occurrences=places), page)


@pytest.mark.parametrize(
    "title",
    [
        "开云体育(中国)官方网站",
        "澳门新葡京娱乐场官网",
        "bet365中文官网",
        "Xoilac TV - Trực tiếp bóng đá",
        "Nhà cái uy tín số 1",
        "สล็อตเว็บตรง ไม่ผ่านเอเย่นต์",
        "주소모음 - 모든 링크",
        "먹튀검증 토토사이트",
        "Situs Toto Terpercaya 4D",
        "Agen judi bola resmi",
        "Vavada казино - зеркало",
        "Займы онлайн на карту",
        "Deneme bonusu veren siteler",
        "Best Essay Writing Service",
        "Buy Instagram Followers",
        "Online Casino Bonus",
        "Migliori casinò non AAMS",
        "オンラインカジノ比較",
    ],
)
def test_a_taken_over_domain_is_found(title: str) -> None:
    judgement = judged(title, "Hedgehog library", ("Tools",))
    assert (judgement.verdict, judgement.reason) == (Verdict.SOFT_DEAD, "hijacked")


@pytest.mark.parametrize(
    ("title", "text", "section"),
    [
        ("Optimal betting and the Kelly criterion", "Kelly criterion", ("Statistics",)),
        ("How casinos beat you: probability explained", "A great read", ("Mathematics",)),
        ("Pluribus: superhuman AI for poker online", "A poker bot", ("AI",)),
        ("彩票数据分析", "预测项目", ("数据集",)),
        ("Online Casino Bonus", "Casino directory", ("Gambling",)),
        ("开云体育官方网站", "体育博彩网站", ("博彩",)),
        ("Hedgelib: free spins and jackpots", "Hedgelib", ("Games",)),
        ("Escort tests for C", "Escort", ("Testing",)),
        ("A football analytics handbook", "Football", ("Sports",)),
    ],
)
def test_a_page_about_a_trade_is_left_alone(title: str, text: str, section: tuple[str, ...]) -> None:
    assert judged(title, text, section).verdict is Verdict.ALIVE


def test_the_last_known_title_and_the_domain_count() -> None:
    url = "https://casino-guide.example/docs/install"
    assert judged("Online Casino Bonus", "Hedgehog library", (), url).verdict is Verdict.ALIVE


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Слоты во Vue 3", "Named content in components"),
        ("Вулкан Килауэа: наблюдения", "Lava on an island"),
        ("Лазерная рулетка своими руками", "A range finder"),
        ("도서관 대출 안내", "Borrowing books"),
        ("슬롯 컴포넌트", "Named content in components"),
        ("スロットの使い方", "Named content in components"),
        ("カジノ法案の審議について", "国会の記録"),
        ("ブックメーカーおすすめ10選", "植物図鑑の作り方"),
        ("카지노의 역사", "건축 이야기"),
    ],
)
def test_a_word_with_two_meanings_means_the_trade_where_the_front_page_does(title: str, text: str) -> None:
    first = judged(title, text)
    assert (first.verdict, first.doubt) == (Verdict.ALIVE, Doubt.SIBLING)
    elsewhere = Sibling(404, URL, "Not found", front="Acme – notes on everything")
    assert judged(title, text, sibling=elsewhere).verdict is Verdict.ALIVE
    for front in ("Vavada казино", "온라인 카지노 추천", "オンラインカジノ比較"):
        assert judged(title, text, sibling=replace(elsewhere, front=front)).reason == "hijacked"
    everywhere = Sibling(200, URL, title, same_body=True)
    assert judged(title, text, sibling=everywhere).reason == "hijacked"


@pytest.mark.parametrize(
    "title",
    [
        "APIスロットリング入門",
        "エロージョン試験",
        "이웃집 토토로",
        "마이크로소프트 오피스",
        "오피니언 | 신문",
        "사설: 기후 위기",
        "精品视频公开课",
        "数据的有利来源",
    ],
)
def test_a_word_inside_another_is_no_trade(title: str) -> None:
    assert judged(title, "Hedgehog library").reason != "weak-mark"


@pytest.mark.parametrize(
    ("text", "is_taken"),
    [
        ("Hedgehog library", True),
        ("Ein Igel", True),
        ("Chance in old prints", False),
        ("Probability for readers", False),
    ],
)
def test_a_page_full_of_a_trade_is_the_entrys_where_its_title_says_so(text: str, is_taken: bool) -> None:
    found = judged("Hedgelib: chance for readers of casino, free spins and jackpots", text)
    assert (found.reason == "hijacked") is is_taken


ESSAYS = "<p>" + "Buy essay online, homework help, coursework help, dissertation writing at any hour. " * 5 + "</p>"
OTHER = "<p>" + "Herring is salted in barrels, and the barrels are rolled down to the quay at dawn. " * 5 + "</p>"
APP = "<script defer src=/assets/app.4f2a91bc.js></script>"


@pytest.mark.parametrize(
    ("title", "body", "same_front", "is_gone"),
    [
        ("Heringe", ESSAYS, True, True),
        ("Heringe", OTHER + APP, True, False),
        ("Heringe", ESSAYS + APP, True, True),
        ("Heringe", ESSAYS + APP, False, False),
        ("Lib for herrings", OTHER, True, False),
        ("Heringe", ESSAYS + "<p>How to install it.</p>", True, False),
        ("Heringe", ESSAYS + "<p><input type=password></p>", True, False),
        ("Heringe", ESSAYS + "<div id=stage></div>" + APP, True, False),
        ("Heringe", "<p>We are open again.</p>", True, False),
    ],
)
def test_one_text_at_every_address_without_a_word_of_the_list_or_the_domain_is_not_the_site_that_was(
    title: str, body: str, same_front: bool | None, is_gone: bool
) -> None:
    everywhere = Sibling(200, URL, title, same_body=True, same_front=same_front)
    page = seen(URL, title=title, body=body)
    found = judge(link(URL, text="Hedge library"), replace(page, sibling=everywhere))
    assert (found.verdict is Verdict.SOFT_DEAD) is is_gone
