"""Facts beside entries: found again, replaced, and taken out without a trace."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.addresses.address import parse
from fetchers.facts import Metadata, Target
from linkcheck.document import read_editable
from linkcheck.editing import apply_edits
from linkcheck.editing.marks import DEFAULT_TEMPLATE, FIELDS, Template, TemplateError, mark_edits, strip_marks
from linkcheck.model import Record, Verdict
from linkcheck.model.counts import rounded
from tests.linkcheck.editing.records import record, records_of, repository
from tests.linkcheck.editing.test_surgery import DATA, PARTS, examples

ALL = Template.parse(DEFAULT_TEMPLATE)
REPO = "https://github.com/a/b"


def enriched(text: str, *records: object, template: Template = ALL) -> str:
    known = records_of(text, *records)  # type: ignore[arg-type]
    return apply_edits(read_editable(text), mark_edits(read_editable(text), known, template)).text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"- [b]({REPO}), 以及《c》  \n", f"- [b]({REPO}) `★ 23k · ↻ 2024-05`, 以及《c》  \n"),
        (f"- [b]({REPO}) - does c.  \n", f"- [b]({REPO}) - does c. `★ 23k · ↻ 2024-05`  \n"),
        (f"- [b]({REPO}), [d](https://d.dev)\n", f"- [b]({REPO}) `★ 23k · ↻ 2024-05`, [d](https://d.dev)\n"),
        (f"| a |\n|---|\n| [b]({REPO}) x |\n", f"| a |\n|---|\n| [b]({REPO}) `★ 23k · ↻ 2024-05` x |\n"),
        (f"- [b]({REPO})\r\n  - c\r\n", f"- [b]({REPO}) `★ 23k · ↻ 2024-05`\r\n  - c\r\n"),
        (f"# [b]({REPO})\n", f"# [b]({REPO})\n"),
        (f"[b][r] text.\n\n[r]: {REPO}\n", f"[b][r] `★ 23k · ↻ 2024-05` text.\n\n[r]: {REPO}\n"),
        (f"<p><a href='{REPO}'>b</a></p>\n", f"<p><a href='{REPO}'>b</a></p>\n"),
        (f"[![i](https://i.dev/i.png)]({REPO})\n", f"[![i](https://i.dev/i.png)]({REPO})\n"),
    ],
)
def test_where_a_mark_stands(before: str, after: str) -> None:
    assert enriched(before, repository(REPO, 23_049, "2024-05-06T00:00:00Z")) == after
    assert strip_marks(read_editable(after)) == before
    assert enriched(after, repository(REPO, 23_049, "2024-05-06T00:00:00Z")) == after


def test_a_count_is_written_anew_only_when_it_has_changed_by_a_tenth() -> None:
    text = enriched(f"- [b]({REPO})\n", repository(REPO, 1000))
    assert "`★ 1k`" in text
    assert enriched(text, repository(REPO, 1090)) == text
    assert "`★ 1.1k`" in enriched(text, repository(REPO, 1110))


def test_a_part_of_a_repository_has_the_stars_and_the_push_of_the_whole() -> None:
    url = f"{REPO}/blob/main/x.md"
    facts = Metadata(kind="file", stars=1000, published="2016-01-01", updated="2026-02-03")
    place = record(url, metadata=facts)
    target = Target(fetcher="github", kind="file", key="github:a/b/blob/main/x.md", address=parse(url))
    assert enriched(f"- [x]({url})\n", replace(place, link=replace(place.link, target=target))) == (
        f"- [x]({url}) `★ 1k · ↻ active`\n"
    )


@pytest.mark.parametrize("kind", ["organization", "profile"])
def test_the_day_on_which_somebody_signed_up_is_no_date_of_a_work(kind: str) -> None:
    text = "- [a](https://github.com/a)\n"
    assert enriched(text, record("https://github.com/a", metadata=Metadata(kind=kind, published="2018-01-01"))) == text


def test_what_is_not_known_this_time_stays() -> None:
    text = enriched(f"- [b]({REPO})\n", repository(REPO, 1000))
    assert enriched(text, record(REPO, Verdict.UNREACHABLE)) == text
    assert enriched(text, record(REPO, Verdict.DEAD)) == f"- [b]({REPO})\n"


def test_a_code_span_of_the_authors_own_stays() -> None:
    text = f"- press `★ 5k` in [b]({REPO}) now\n"
    assert strip_marks(read_editable(text)) == text
    assert strip_marks(read_editable(enriched(text, repository(REPO, 1000)))) == text


@pytest.mark.parametrize(("number", "text"), [(7, "7"), (99, "100"), (123, "120"), (1_249, "1.2k"), (23_000, "23k"),
                                              (549_969, "550k"), (999_999, "1M"), (1_149_000, "1.1M")])  # fmt: skip
def test_counts_are_rounded_to_nearest(number: int, text: str) -> None:
    assert rounded(number) == text


@pytest.mark.parametrize("text", ["", "{stars} {updated}", "{nonsense}", "stars", "{stars} · <b>"])
def test_a_template_is_fields_and_nothing_else(text: str) -> None:
    with pytest.raises(TemplateError, match="stars"):
        Template.parse(text)


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared lists are not here")
def test_marks_in_real_lists_come_and_go_without_a_trace() -> None:
    for text in examples():
        known = {url: repository(url, 12_345, "2024-05-05", venue="V | `x`") for url in records_of(text)}
        edits = mark_edits(read_editable(text), known, ALL)
        edited = apply_edits(read_editable(text), edits)
        assert len(edited.refused) <= 1  # a backtick of the text beside it: CommonMark's example 346
        assert strip_marks(read_editable(edited.text)) == text
        assert len(mark_edits(read_editable(edited.text), known, ALL)) == len(edited.refused)


@given(PARTS, st.integers(0, 10**7))
def test_marks_in_any_text_come_and_go_without_a_trace(parts: list[str], stars: int) -> None:
    text = "".join(parts)
    known = {url: repository(url, stars, "2024-05-05") for url in records_of(text)}
    edited = apply_edits(read_editable(text), mark_edits(read_editable(text), known, ALL)).text
    assert strip_marks(read_editable(edited)) == strip_marks(read_editable(text))


@pytest.mark.skipif(shutil.which("prettier") is None, reason="prettier is not installed")
def test_prettier_keeps_every_mark(tmp_path: Path) -> None:
    text = enriched(f"- [b]({REPO})\n- [c](https://c.dev)\n", repository(REPO, 1000))
    file = tmp_path / "list.md"
    file.write_text(text, encoding="utf-8")
    subprocess.run(["prettier", "--write", str(file)], check=True, capture_output=True)
    assert file.read_text(encoding="utf-8") == text


PAPER = "https://arxiv.org/abs/2106.09685"


def paper(**facts: object) -> Record:
    return record(PAPER, metadata=Metadata(kind="paper", title="LoRA", **facts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "mark"),
    [
        ({"citations": 12_345, "code": "https://github.com/microsoft/LoRA"}, " `❝ 12k · ⌨ microsoft/LoRA`"),
        ({"citations": 0}, " `❝ 0`"),
        ({"code": "https://github.com/a/b`c"}, ""),
        ({"code": "https://github.com/a/" + "b" * 90}, ""),
        ({}, ""),
    ],
)
def test_citations_and_code_of_a_paper(facts: dict[str, object], mark: str) -> None:
    text = f"- [LoRA]({PAPER})\n"
    template = Template.parse("{citations} · {code}")
    written = enriched(text, paper(**facts), template=template)
    assert written == f"- [LoRA]({PAPER}){mark}\n"
    assert strip_marks(read_editable(written)) == text
    assert enriched(written, paper(**facts), template=template) == written


def test_a_mark_of_every_field_is_found_again() -> None:
    facts = Metadata(
        kind="paper", title="LoRA", stars=5, plays=7, updated="2024-05-05", published="2021-06-17", venue="ICLR 2022",
        archived=True, citations=12_345, code="https://github.com/microsoft/LoRA",
    )  # fmt: skip
    template = Template.parse(" · ".join(f"{{{name}}}" for name in FIELDS))
    text = f"- [LoRA]({PAPER})\n"
    assert strip_marks(read_editable(enriched(text, record(PAPER, metadata=facts), template=template))) == text
