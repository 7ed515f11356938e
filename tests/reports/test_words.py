"""Both languages say the same things, every phrase is used, and none is missing."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

import fetchers
import reports
from fetchers.failure import FailureKind
from linkcheck.judge.rules import RULES
from linkcheck.model import SuggestionKind, Verdict
from reports.words import chinese, chinese_reasons, english, english_reasons, words
from tests.reports.builder import ListBuilder

FOLDER = Path(reports.__file__).parent


def fields(template: str | tuple[str, str]) -> set[str | None]:
    """Return the names a phrase fills in; of two forms those of the one for many."""
    text = template if isinstance(template, str) else template[1]
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_phrases() -> None:
    assert chinese.PHRASES.keys() == english.PHRASES.keys()
    assert chinese_reasons.REASONS.keys() == english_reasons.REASONS.keys()


@pytest.mark.parametrize("phrase", english.PHRASES)
def test_both_languages_fill_in_the_same_values(phrase: str) -> None:
    assert fields(chinese.PHRASES[phrase]) == fields(english.PHRASES[phrase])


@pytest.mark.parametrize("phrase", english.PHRASES)
def test_chinese_is_chinese_and_english_is_english(phrase: str) -> None:
    both = "".join(english.PHRASES[phrase])
    assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", both)
    own = re.sub(r"\{\w+\}|GitHub|JSON|DOI|HTTP|https?|linkcheck", "", "".join(chinese.PHRASES[phrase]))
    assert not re.search(r"[A-Za-z]{2,}", own)


@pytest.mark.parametrize("reason", english_reasons.REASONS)
def test_reasons_are_codes_and_their_words_are_of_one_language(reason: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", reason)
    assert re.search(r"[\u4e00-\u9fff]", chinese_reasons.REASONS[reason])
    assert english_reasons.REASONS[reason].isascii()


def test_every_phrase_is_used_somewhere() -> None:
    literals: set[str] = set()
    for path in (*FOLDER.rglob("*.py"), *(FOLDER.parent / "linkcheck" / "cli").glob("*.py")):
        if path.parent.name != "words" or path.name == "__init__.py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    literals.add(node.value)
    for path in FOLDER.rglob("*.html"):
        literals.update(re.findall(r"say\(\"([a-z-]+)\"", path.read_text(encoding="utf-8")))
    made = ("verdict-", "meaning-", "note-", "why-", "section-", "column-", "line-", "change-", "chart-", "sort-")
    unused = [p for p in english.PHRASES if p not in literals and not p.startswith(made)]
    assert unused == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_verdict_and_every_suggestion_has_its_words(lang: str) -> None:
    say = words("zh" if lang == "zh" else "en")
    for verdict in Verdict:
        assert say.verdict(verdict)
        assert say(f"meaning-{verdict}")
    for why in SuggestionKind:
        assert say(f"why-{why}")


@pytest.mark.parametrize("kind", FailureKind)
def test_every_failure_of_the_network_has_its_words(kind: FailureKind) -> None:
    assert kind.value in chinese_reasons.REASONS


def test_a_reason_unknown_to_the_table_is_still_told() -> None:
    record = ListBuilder().link("a", "https://a.example/", Verdict.DEAD, reason="brand-new").run().records[0]
    assert words("zh").reason(record) == "已经不在了（brand-new）"
    assert words("en").short_reason(record) == "gone (brand-new)"


@pytest.mark.parametrize("reason", sorted({rule.reason for rule in RULES if "{" not in rule.reason}))
def test_every_reason_of_the_judge_has_its_words(reason: str) -> None:
    record = ListBuilder().link("a", "https://a.example/", Verdict.BLOCKED, reason=reason).run().records[0]
    assert reason not in words("zh").reason(record)
    assert f"({reason})" not in words("en").short_reason(record)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("arxiv-rate-limited", "请求过于频繁，被限速"),
        ("challenge-cloudflare", "要求人机验证"),
        ("nxdomain", "域名不存在"),
    ],
)
def test_a_part_of_a_reason_speaks_for_it(reason: str, said: str) -> None:
    record = ListBuilder().link("a", "https://a.example/", Verdict.BLOCKED, reason=reason).run().records[0]
    assert words("zh").reason(record) == said


def test_a_status_is_named_in_both_languages() -> None:
    record = ListBuilder().link("a", "https://a.example/", Verdict.DEAD, reason="http-499", detail="").run().records[0]
    assert words("zh").reason(record) == "服务器应答 499"
    assert words("en").reason(record) == "the server answers 499"


@pytest.mark.parametrize(
    ("months", "en", "zh"), [(24, "2 y", "2 年"), (27, "2 y 3 m", "2 年 3 个月"), (3, "3 m", "3 个月")]
)
def test_spans(months: int, en: str, zh: str) -> None:
    assert words("en").span(months) == en
    assert words("zh").span(months).strip() == zh


def test_one_is_singular() -> None:
    assert words("en")("links", n=1) == "1 link"
    assert words("en")("links", n=0) == "0 links"


def answer_codes() -> list[tuple[str, str]]:
    """Return (file, code) of every answer that the fetchers can give, as their sources spell them.

    A code whose beginning is the site's name (``f"{site}-refused"``) stands as its ending.
    """
    found = set()
    for path in sorted(Path(fetchers.__file__).parent.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            code = _code_of(call)
            if code:
                found.add((path.stem, code))
    return sorted(found)


def _code_of(call: ast.Call) -> str | None:
    """Return the code of an ``Answer(Availability.X, code, …)`` or ``PageMarker(standing=…, code=code, …)`` call."""
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    if "standing" in named and "code" in named:
        return _literal(named["code"])
    standing = next(
        (i for i, value in enumerate(call.args[:-1]) if ast.unparse(value).startswith("Availability.")), None
    )
    return None if standing is None else _literal(call.args[standing + 1])


def _literal(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[-1], ast.Constant):
        return str(node.values[-1].value).lstrip("-")
    return None


def test_the_answers_of_the_fetchers_are_found() -> None:
    codes = {code for _, code in answer_codes()}
    assert {"zhihu-deleted", "arxiv-unknown-id", "repository-not-found", "refused"} <= codes
    assert len(codes) > 40


@pytest.mark.parametrize("code", sorted({code for _, code in answer_codes()}))
def test_every_answer_of_the_fetchers_has_its_words(code: str) -> None:
    record = ListBuilder().link("a", "https://a.example/", Verdict.BLOCKED, reason=code).run().records[0]
    assert code not in words("zh").reason(record)
    assert f"({code})" not in words("en").short_reason(record)
