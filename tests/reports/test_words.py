"""Both languages say the same things, every phrase is used, and none is missing."""

from __future__ import annotations

import ast
import re
import string
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import reports
from fetchers.addresses.address import parse
from fetchers.codes import AddressFault, Cause, Note, Worded
from fetchers.facts import Target
from fetchers.failure import FailureKind
from linkcheck.config import KnownVerdict, Settings
from linkcheck.document import read_document
from linkcheck.engine.judging import conclude_without_asking
from linkcheck.model import Past, Record, SuggestionKind, Verdict
from linkcheck.model.reasons import Reason
from linkcheck.plan import make_plan
from reports.words import phrases, words
from tests.reports.builder import NOW, ListBuilder

URL = "https://site.hardweb/article/42"
FOLDER = Path(reports.__file__).parent


def fields(template: str | list[str]) -> set[str | None]:
    """Return the names a phrase fills in; of two forms those of the one for many."""
    text = template if isinstance(template, str) else template[1]
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("phrase", phrases())
def test_both_languages_have_the_phrase_and_fill_in_the_same_values(phrase: str) -> None:
    assert phrases()[phrase].keys() == {"en", "zh"}
    assert fields(phrases()[phrase]["en"]) == fields(phrases()[phrase]["zh"])


@pytest.mark.parametrize("phrase", phrases())
def test_chinese_is_chinese_and_english_is_english(phrase: str) -> None:
    both = "".join(phrases()[phrase]["en"])
    assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", both)
    own = re.sub(r"\{\w+\}|GitHub|arXiv|PDF|JSON|DOI|HTTP|https?|linkcheck", "", "".join(phrases()[phrase]["zh"]))
    assert not re.search(r"[A-Za-z]{2,}", own)


def test_every_phrase_is_used_somewhere() -> None:
    literals: set[str] = set()
    for path in (*FOLDER.rglob("*.py"), *(FOLDER.parent / "linkcheck" / "cli").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                literals.add(node.value)
    for path in FOLDER.rglob("*.html"):
        literals.update(re.findall(r"say\(\"([a-z-]+)\"", path.read_text(encoding="utf-8")))
    made = (
        "verdict-",
        "mend-",
        "meaning-",
        "note-",
        "why-",
        "section-",
        "column-",
        "line-",
        "change-",
        "chart-",
        "sort-",
    )
    unused = [p for p in phrases() if p not in literals and not p.startswith(made)]
    assert unused == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_verdict_and_every_suggestion_has_its_words(lang: str) -> None:
    say = words("zh" if lang == "zh" else "en")
    for verdict in Verdict:
        assert say.verdict(verdict)
        assert say(f"meaning-{verdict}")
    for why in SuggestionKind:
        assert say(f"why-{why}")


def test_a_reason_that_only_another_version_knows_is_told_by_its_verdict() -> None:
    record = ListBuilder().link("a", "https://a.example/", Verdict.DEAD, reason="brand-new").run().records[0]
    assert words("zh").reason(record) == "已经不在了"
    assert words("en").short_reason(record) == "gone"


def record_with(code: str, **facts: str) -> Record:
    """Return the record of a link with a reason, as a run makes it."""
    return (
        ListBuilder()
        .link("a", "https://a.example/x", Verdict.DEAD)
        .known("https://a.example/x", verdict=Verdict.DEAD, reason=code, **facts)
        .run()
        .records[0]
    )


@pytest.mark.parametrize("reason", [*Reason, *Cause, *AddressFault, *FailureKind], ids=repr)
def test_no_report_prints_a_code(reason: Worded) -> None:
    record = record_with(reason.value.format(status=418, code="some-code"), detail="")
    for said in (words("zh").reason(record), words("en").reason(record), words("en").short_reason(record)):
        assert said
        assert "{" not in said
    assert re.search(r"[一-鿿]", words("zh").reason(record))
    assert not re.search(r"[a-z]+-[a-z]+", words("zh").reason(record))


@pytest.mark.parametrize("reason", [*Reason, *Cause, *AddressFault, *FailureKind, *Note], ids=repr)
def test_the_catalogue_is_in_both_languages(reason: Worded) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", reason.value) or "{" in reason.value
    if reason is not Reason.SERVICE:
        assert re.search(r"[一-鿿]", reason.chinese)
        assert not re.search(r"[　-鿿]", reason.english)


def test_a_member_without_its_words_cannot_be_made() -> None:
    with pytest.raises(TypeError):

        class Half(Worded):
            TEAPOT = "http-418", "is a teapot"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_person_s_own_words_are_kept(lang: str) -> None:
    known = KnownVerdict(url=URL, verdict="dead", reason="作者已删除 draft", date=date(2026, 5, 4))
    settings = Settings(known=(known,))
    link, judgement = make_plan([read_document(f"[x]({URL})", "list.md")], settings).decided[0]
    record, _ = conclude_without_asking(link, judgement, Past(), NOW)
    said = words("zh" if lang == "zh" else "en").reason(record)
    assert "作者已删除 draft" in said
    assert "2026-05-04" in said


def test_chinese_names_the_part_that_is_missing() -> None:
    url = "https://a.example/x#install"
    record = record_with("fragment-missing")
    target = Target(fetcher="generic", kind="page", key=url, address=parse(url), fragments=("install",))
    record = replace(record, link=replace(record.link, target=target))
    assert words("zh").reason(record) == "页面仍在，但没有 #install 这个锚点"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_notes_have_words_or_are_told_elsewhere(lang: str) -> None:
    say = words("zh" if lang == "zh" else "en")
    assert say.note("yanked") == {"en": "yanked", "zh": "已撤下"}[lang]
    assert say.note("closed")
    assert say.note("dead-mirror") == ""


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("arxiv-rate-limited", "请求过于频繁，被限速"),
        ("challenge-cloudflare", "要求人机验证"),
        ("nxdomain", "域名不存在"),
        ("zhihu-40362", "知乎不对程序开放"),
    ],
)
def test_a_part_of_a_reason_speaks_for_it(reason: str, said: str) -> None:
    record = ListBuilder().link("a", "https://a.example/", Verdict.BLOCKED, reason=reason).run().records[0]
    assert words("zh").reason(record) == said


def test_a_status_is_named_in_both_languages() -> None:
    record = ListBuilder().link("a", "https://a.example/", Verdict.DEAD, reason="http-499", detail="").run().records[0]
    assert words("zh").reason(record) == "服务器返回 499"
    assert words("en").reason(record) == "the site answers 499"
