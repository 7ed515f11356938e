"""One weak mark convicts nobody; a strong one does, and so do two of different sources."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from fetchers.facts import Observation, Sibling, Witness
from linkcheck.judge import judge
from linkcheck.judge.rules import RULES
from linkcheck.judge.witnesses import ACCUSING, STRONG, is_proof
from linkcheck.model import Confidence, Doubt, Verdict
from tests.linkcheck.judge.scenes import ARTICLE, DEEP, link, seen

HOME = "https://site.hardweb/"
ALIKE = {frozenset({Witness.TITLE, Witness.TEXT}), frozenset({Witness.SCRIPT, Witness.MARKUP})}


def marked(url: str, trait: str, *kinds: Witness, status: int = 200, **fields: object) -> Observation:
    observation = replace(seen(url, status=status, body=ARTICLE), traits=frozenset({trait}))
    return replace(observation, witnesses={trait: frozenset(kinds)}, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", Witness)
def test_one_witness_is_proof_only_where_it_is_strong(kind: Witness) -> None:
    assert is_proof([kind]) is (kind in STRONG)


@pytest.mark.parametrize("pair", [*combinations(sorted(frozenset(Witness) - STRONG), 2)])
def test_two_are_proof_where_neither_copies_the_other(pair: tuple[Witness, Witness]) -> None:
    assert is_proof(pair) is (frozenset(pair) not in ALIKE)


@pytest.mark.parametrize("kind", sorted(frozenset(Witness) - STRONG))
@pytest.mark.parametrize("trait", ["parked", "default-page", "title-not-found", "suspended", "error-path"])
def test_a_weak_mark_is_asked_about_and_believed_only_with_the_sibling(trait: str, kind: Witness) -> None:
    observation = marked(DEEP, trait, kind)
    first = judge(link(), observation)
    assert (first.confidence, first.doubt) == (Confidence.LOW, Doubt.SIBLING)
    alike = replace(observation, sibling=Sibling(200, DEEP, "A fine page", same_body=True))
    assert judge(link(), alike).verdict is Verdict.SOFT_DEAD
    other = replace(observation, sibling=Sibling(404, DEEP, "Not found"))
    cleared = judge(link(), other)
    assert (cleared.verdict, cleared.reason, cleared.confidence) == (Verdict.ALIVE, "weak-mark", Confidence.LOW)
    unanswered = judge(link(), replace(observation, sibling=Sibling(None, None)))
    assert unanswered.verdict is Verdict.ALIVE


@pytest.mark.parametrize("trait", sorted(ACCUSING - {"trade-topic"}))
def test_a_front_door_is_never_convicted_by_one_weak_mark(trait: str) -> None:
    found = judge(link(HOME), marked(HOME, trait, Witness.TITLE))
    assert (found.verdict, found.doubt) == (Verdict.ALIVE, None)
    elsewhere = link(HOME, text="Brass lamps")
    assert judge(elsewhere, marked(HOME, trait, Witness.TITLE, Witness.LENGTH)).verdict is Verdict.SOFT_DEAD


@pytest.mark.parametrize("trait", sorted(ACCUSING - {"trade-topic"}))
def test_the_words_of_a_shell_accuse_nobody(trait: str) -> None:
    kinds = frozenset({Witness.TITLE, Witness.TEXT, Witness.LENGTH})
    observation = replace(
        seen(DEEP, body="<div id=app></div>"),
        traits=frozenset({trait, "app-shell"}),
        witnesses={trait: kinds, "app-shell": frozenset({Witness.MARKUP, Witness.LENGTH})},
    )
    for sibling in (None, Sibling(200, DEEP, "A fine page", same_body=True)):
        found = judge(link(), replace(observation, sibling=sibling))
        assert (found.verdict, found.confidence) == (Verdict.ALIVE, Confidence.LOW)


@pytest.mark.parametrize("status", [404, 410])
@pytest.mark.parametrize("trait", ["login-wall", "challenge", "consent-wall"])
def test_no_address_makes_a_wall_of_what_is_not_there(trait: str, status: int) -> None:
    kinds = (Witness.ADDRESS, Witness.LENGTH, Witness.STATUS)
    assert judge(link(), marked(DEEP, trait, *kinds, status=status)).verdict is Verdict.DEAD
    walled = judge(link(), marked(DEEP, trait, Witness.TITLE, Witness.MARKUP, status=status))
    assert walled.verdict is Verdict.BLOCKED


def test_a_trait_without_witnesses_is_the_sites_own_word() -> None:
    assert judge(link(), replace(seen(), traits=frozenset({"parked"}))).verdict is Verdict.SOFT_DEAD


def test_whatever_convicts_by_traits_is_known_to_accuse() -> None:
    convicting = [rule for rule in RULES if rule.verdict is Verdict.SOFT_DEAD]
    named = frozenset[str]().union(*(rule.where.traits | rule.where.hints | rule.where.signs for rule in convicting))
    asked_about = {"apology", "names-loss", "off-address", "off-entry", "strange-text", "empty-slot"}
    assert named - asked_about - {"empty-body", "lander", "empty-folder", "web-root"} == ACCUSING


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("Sites suspendus, l'annuaire", "Sites suspendus", "Ce site a été suspendu : 214 fiches."),
        ("已关停服务名录", "已关停服务名录", "本服务已关停：一百二十条，附日期。"),
        ("Dominios caducados del mes", "Dominios caducados", "El dominio ha caducado: cuarenta fichas."),
        ("Закрытые проекты", "Закрытые проекты", "Проект закрыт: сорок записей с датами."),
        (
            "Mailing lists: 550 no such list",
            "550 no such list",
            "The page does not exist. " + "Ask whoever keeps it. " * 9,
        ),
        ("Odpowiedź 452", "Odpowiedź 452", "Strona nie istnieje. " + "Tak mówi serwer, kiedy nie ma miejsca. " * 7),
    ],
)
def test_a_page_that_the_list_calls_so_is_about_it(text: str, title: str, body: str) -> None:
    page = seen(title=title, body=f"<p>{body}</p>")
    assert judge(link(text="Brass lamps"), page).confidence is Confidence.HIGH
    first = judge(link(text=text), page)
    assert (first.confidence, first.doubt) == (Confidence.LOW, Doubt.SIBLING)
    told_apart = replace(page, sibling=Sibling(404, DEEP, "Not found"))
    assert judge(link(text=text), told_apart).verdict is Verdict.ALIVE
    everywhere = replace(page, sibling=Sibling(200, DEEP, title, same_body=True))
    assert judge(link(text=text), everywhere).verdict is Verdict.SOFT_DEAD


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Kettle scorer", "This app has been discontinued."),
        ("Plum jam", "This recipe was removed by its author."),
        ("Pflaumenmus", "Dieses Rezept wurde gelöscht."),
        ("李子果酱", "该食谱已被作者删除。"),
    ],
)
def test_a_notice_may_stand_under_the_name_of_what_is_gone(name: str, body: str) -> None:
    assert judge(link(text=name), seen(title=name, body=f"<p>{body}</p>")).verdict is Verdict.SOFT_DEAD


LIVING = (
    (
        "Scheda relè 8 canali",
        "Prodotto non più disponibile.",
        "Otto canali, 5 V, optoisolata. Schema elettrico in fondo.",
    ),
    ("Capteur SCD", "Ce produit n'est plus disponible.", "Mesure de 400 à 5000 ppm, sortie I2C, fiche à télécharger."),
    (
        "On a rate",
        "This paper has been withdrawn by its author.",
        "Abstract: we claim a rate of 1/t under mild conditions.",
    ),
    ("激光雷达 A1", "该页面已被删除。", "测距范围十二米，每秒采样八千次，附数据手册与驱动。"),
)


@pytest.mark.parametrize(("title", "notice", "rest"), LIVING)
def test_a_short_page_with_more_to_say_under_its_own_name_is_asked_about(title: str, notice: str, rest: str) -> None:
    """Whatever the list calls it: that a page is short is no witness where it says more than a notice."""
    page = seen(title=title, body=f"<p>{notice}</p><p>{rest}</p>")
    for entry in (link(text="Brass lamps"), link(text="")):
        first = judge(entry, page)
        assert (first.confidence, first.doubt) == (Confidence.LOW, Doubt.SIBLING)
        told_apart = replace(page, sibling=Sibling(404, DEEP, "Not found", own_words=40))
        assert judge(entry, told_apart).verdict is Verdict.ALIVE
        everywhere = replace(page, sibling=Sibling(200, DEEP, title, same_body=True))
        assert judge(entry, everywhere).verdict is Verdict.SOFT_DEAD


def test_an_error_s_number_is_no_name_of_a_page_s_own() -> None:
    page = seen(title="知和 - 404", body="<p>页面不存在。</p><p>你似乎来到了没有知识存在的荒原</p>")
    assert judge(link(text="有哪些公开课"), page).confidence is Confidence.HIGH


@pytest.mark.parametrize("title", ["Site", "site.hardweb", ""])
def test_whose_the_site_is_is_no_name_of_a_page_s_own(title: str) -> None:
    page = seen(
        title=title, heading=title, body="<p>该内容已被作者删除。</p><p>如果您有任何疑问，请随时联系我们的客服。</p>"
    )
    assert judge(link(text="一种新的训练方法"), page).confidence is Confidence.HIGH


@pytest.mark.parametrize(("title", "notice"), [case[:2] for case in LIVING])
@pytest.mark.parametrize(
    "around", ["<p>{}</p>", "<p>Welcome to the best of all harbours</p>{}<p>© 2021 Harbour Ltd</p>"]
)
def test_what_a_template_says_above_a_name_or_of_its_owner_is_no_more(title: str, notice: str, around: str) -> None:
    page = seen(title=title, heading="", body=around.format(f"<h2>{title}</h2><p>{notice}</p>"))
    assert judge(link(text="Brass lamps"), page).verdict is Verdict.SOFT_DEAD
    assert judge(link(text="Brass lamps"), page).confidence is Confidence.HIGH


@pytest.mark.parametrize(
    "quote",
    ["«Ce site a été suspendu»", "“Ce site a été suspendu”", '"Ce site a été suspendu"', "「Ce site a été suspendu」"],
)
def test_a_message_between_quotation_marks_is_mentioned(quote: str) -> None:
    said = seen(title="Petit lexique", body=f"<p>{quote} : voici ce que cela veut dire.</p>")
    assert judge(link(), said).verdict is Verdict.ALIVE
    assert judge(link(), seen(title="Petit lexique", body="<p>Ce site a été suspendu</p>")).verdict is Verdict.SOFT_DEAD
