"""The page written back: what a maintainer reads, in which order, and that equal facts give equal bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest

from fetchers.codes import Code
from linkcheck.document import read_document
from linkcheck.model import Link, Occurrence, Record, RecordList, Run, Suggestion, SuggestionKind, Verdict
from reports.enriched import ENRICHED, MARK, SIZE_LIMIT
from reports.interface import Options
from tests.reports import samples
from tests.reports.builder import NOW, ListBuilder, run_of
from tests.reports.markdown import events


def render(run: Run, lang: Literal["en", "zh"] = "en", link_base: str = "") -> str:
    return ENRICHED.render(run, Options(lang=lang, link_base=link_base))


def headings(page: str) -> list[str]:
    return [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]


def test_equal_verdicts_give_an_equal_first_line() -> None:
    run = samples.everything()
    first = render(run).splitlines()[0]
    assert first.startswith(MARK)
    assert render(samples.at(run, run.finished + timedelta(days=70))).splitlines()[0] == first
    assert render(samples.all_well()).splitlines()[0] != first


def section(page: str, heading: str) -> str:
    """The lines below one of the page's own headings; the list is the last, with headings of its own."""
    rest = page.partition(f"\n## {heading}\n")[2]
    return rest if heading == "The list" else rest.partition("\n## ")[0]


def test_sections_come_in_the_order_of_urgency() -> None:
    assert headings(render(samples.everything())) == [
        "Needs attention",
        "Moved",
        "Insecure",
        "Better addresses",
        "Archived or quiet repositories",
        "Papers retracted, withdrawn, published since, or with a newer version",
        "Duplicates",
        "Link texts that say nothing",
        "Could not be checked",
        "Entries without a link",
        "The list",
        "待学习列表",
    ]


def test_empty_sections_are_left_out() -> None:
    page = render(samples.all_well())
    assert headings(page) == ["The list"]
    assert "All 2 links are fine." in page
    assert "mermaid" not in page


def test_a_list_without_links_says_so() -> None:
    page = render(samples.nothing())
    assert "There are no links." in page
    assert "Only words" in section(page, "The list")


def test_the_first_line_is_the_verdict() -> None:
    line = render(samples.everything()).splitlines()[3]
    assert line == (
        "**4 of 15 links need attention**. 8 are there, 1 of them moved, 2 could not be checked, 1 was skipped."
    )


def test_a_problem_says_where_what_since_when_and_what_instead() -> None:
    page = section(render(samples.everything(), link_base="../"), "Needs attention")
    row = next(line for line in page.splitlines() if "项目集合" in line)
    assert row == (
        "| [5](../list.md?plain=1#L5) | [项目集合](https://github.com/example/gone)<br>github.com/example/gone "
        "| **dead**: GitHub knows no such repository<br>since 2026-01-03 · last alive 2025-11-02 "
        "| [archived copy](https://web.archive.org/web/2024/https://github.com/example/gone) |"
    )


def test_what_is_gone_is_told_as_what_it_was() -> None:
    b = ListBuilder()
    facts = {"title": "On *Attention*", "authors": ("Ann A.", "Ben B."), "published": "2017-06-12"}
    b.link("here", "https://gone.dev/x", Verdict.DEAD, reason="http-404", detail="Gone.", metadata=facts)
    row = next(line for line in section(render(b.run()), "Needs attention").splitlines() if "gone.dev" in line)
    assert r"<br>was “On \*Attention\*” · Ann A., Ben B. · 2017-06" in row


def test_a_first_failure_is_called_unconfirmed() -> None:
    page = section(render(samples.everything()), "Needs attention")
    assert "**probably soft-dead**" in page
    assert "not confirmed yet" in next(line for line in page.splitlines() if "soft-dead" in line)


def test_quiet_is_never_called_dead() -> None:
    page = section(render(samples.everything()), "Archived or quiet repositories")
    assert "last push 2023-12" in page
    assert "| dead" not in page
    archived, quiet = (line for line in page.splitlines() if "github.com" in line)
    assert "archived" in archived
    assert "example/old" in quiet


def test_one_month_short_of_two_years_is_not_quiet() -> None:
    b = ListBuilder()
    b.link("a", "https://github.com/a/a", metadata=samples.repository("a/a", updated="2024-06-01T00:00:00Z"))
    assert headings(render(b.run())) == ["The list"]


def test_a_paper_linked_without_version_is_not_outdated() -> None:
    b = ListBuilder()
    paper = {"kind": "paper", "title": "T", "version": "v4"}
    b.link("a", "https://arxiv.org/abs/1", parts={}, metadata=paper)
    b.link("b", "https://arxiv.org/abs/2v4", parts={"version": "v4"}, metadata=paper)
    assert headings(render(b.run())) == ["The list"]


def test_two_parts_of_a_page_are_no_duplicates() -> None:
    b = ListBuilder()
    b.link("a", "https://example.org/x#a", key="https://example.org/x")
    b.link("b", "https://example.org/x#b", key="https://example.org/x")
    assert headings(render(b.run())) == ["The list"]


def test_one_address_twice_is_a_duplicate() -> None:
    b = ListBuilder().link("a", "https://example.org/x").link("b", "https://example.org/x")
    assert "[1](list.md?plain=1#L1), [2](list.md?plain=1#L2)" in section(render(b.run()), "Duplicates")


def test_open_links_are_told_by_host_and_claim_nothing() -> None:
    b = ListBuilder()
    for number in range(3):
        b.link(f"q{number}", f"https://www.zhihu.com/question/{number}", Verdict.BLOCKED, reason="login-wall")
    page = render(b.run())
    assert "Nothing to act on." in page
    rows = [line for line in section(page, "Could not be checked").splitlines() if "zhihu.com" in line]
    assert len(rows) == 1
    assert rows[0].startswith("| zhihu.com | 3 | blocked")


def test_nothing_is_new_on_the_first_run() -> None:
    b = ListBuilder().link("a", "https://example.org/a")
    assert "New since" not in render(b.run())


def test_the_list_keeps_order_nesting_and_entries_without_links() -> None:
    page = section(render(samples.everything()), "The list")
    lines = [re.sub(r"\]\(.*", "", line) for line in page.strip().splitlines() if line]
    assert lines[:5] == ["## 待学习列表", "- MLLM", "  - [LLaVa", "  - [CogVLM", "  - RLHF, [项目集合"]
    assert lines[-2:] == ["- Books", "  - 现代操作系统"]


def test_each_link_of_an_entry_has_its_own_remark() -> None:
    page = section(render(samples.everything()), "The list")
    line = next(line for line in page.splitlines() if "RLHF" in line)
    assert line == (
        "  - RLHF, [项目集合](https://github.com/example/gone) (❌ dead), "
        "[博客](https://blog.example.org/rlhf) (❌ soft-dead)"
    )


def rewritten(text: str, *records: Record, link_base: str = "") -> str:
    """The list's part of the page, for a list of this text."""
    document = read_document(text, "docs/list.md").keeping(text)
    known = {record.link.url: record for record in (fine(place) for place in document.occurrences)}
    known |= {record.link.url: record for record in records}
    run = replace(samples.nothing(), documents=(document,), records=RecordList(known.values()))
    return section(render(run, link_base=link_base), "The list").removeprefix("\n").rstrip("\n")


def fine(place: Occurrence) -> Record:
    link = Link(url=place.url, key=place.url, occurrences=(place,))
    return Record(link=link, verdict=Verdict.ALIVE, reason=Code("http-200"), detail="", checked=NOW)


def dead(url: str) -> Record:
    place = read_document(f"<{url}>", "").occurrences[0]
    return replace(fine(place), verdict=Verdict.DEAD, reason=Code("http-404"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# A\n\n## B\n\n###### C", "## A\n\n### B\n\n###### C"),
        ("A\n===\n\nB\n---\n\ntext", "A\n---\n\n### B\n\ntext"),
        ("<h1 align=center>A</h1>\n\n<h3>B</h3>", "<h2 align=center>A</h2>\n\n<h4>B</h4>"),
        ("| a | b |\n|:--|--:|\n| [c](https://c.dev) | ![d](https://d.dev/d.png) |",) * 2,
        ("1. **[a](https://a.dev)**\n   > quote\n\n```sh\n# [x](y)\n```",) * 2,
        ("---\ntitle: x\n---\n# A", "## A"),
        ("[a](b.md#c) ![i](./img/i.png) [r](/r/) [t](#t)", "[a](docs/b.md#c) ![i](docs/img/i.png) [r](r/) [t](#t)"),
    ],
)
def test_the_list_is_written_back_as_its_author_wrote_it(before: str, after: str) -> None:
    assert rewritten(before) == after


def test_pictures_come_from_where_they_can_be_shown() -> None:
    base = "https://github.com/o/r/blob/0123/"
    assert rewritten("![i](i.png) [a](b.md)", link_base=base) == (
        "![i](https://github.com/o/r/raw/0123/docs/i.png) [a](https://github.com/o/r/blob/0123/docs/b.md)"
    )


def test_an_anchor_that_the_page_has_taken_gets_its_number() -> None:
    text = "- [Needs attention](#needs-attention) [gone](https://gone.dev)\n\n## Needs attention"
    assert "(#needs-attention-1)" in rewritten(text, dead("https://gone.dev"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- [a](https://gone.dev), 以及《b》", "- [a](https://gone.dev) (❌ dead), 以及《b》"),
        ("- [a](https://gone.dev) - a description", "- [a](https://gone.dev) (❌ dead) - a description"),
        ("| [a](https://gone.dev) | b |\n|---|---|", "| [a](https://gone.dev) (❌ dead) | b |\n|---|---|"),
        ("[a][r], b\n\n[r]: https://gone.dev", "[a][r] (❌ dead), b\n\n[r]: https://gone.dev"),
        ("![a](https://gone.dev)", "![a](https://gone.dev) (❌ dead)"),
        ("[![a](https://x.dev/x.svg)](https://gone.dev)", "[![a](https://x.dev/x.svg)](https://gone.dev) (❌ dead)"),
    ],
)
def test_a_mark_stands_behind_its_link(before: str, after: str) -> None:
    assert rewritten(before, dead("https://gone.dev")) == after


def test_references_of_several_lists_do_not_meet() -> None:
    one, two = ("[x][r] [r]\n\n[r]: https://one.dev", "[x][r]\n\n[r]: https://two.dev")
    documents = tuple(read_document(t, n).keeping(t) for t, n in ((one, "a.md"), (two, "b.md")))
    places = [place for document in documents for place in document.occurrences]
    run = replace(samples.nothing(), documents=documents, records=RecordList({p.url: fine(p) for p in places}.values()))
    links, _, _ = events(section(render(run), "The list"))
    assert [link for link in links if link.startswith("http")] == ["https://one.dev"] * 2 + ["https://two.dev"]


def test_remarks_are_compact_and_rounded() -> None:
    page = section(render(samples.everything()), "The list")
    assert "[LLaVa](https://github.com/example/LLaVA) — example · ★ 23k · active · Visual instruction" in page
    assert (
        "— v2 is out · “CogVLM: Visual Expert for Language Models” · "
        "Ann Author, Ben Writer, Cy Third et al. · 2023-11 · v2 2024-02"
    ) in page
    assert "“A lecture” · ~2022" in page
    assert "“某位知乎用户” · ♥ 330 · as of 2025-12" in page


def test_a_file_of_a_repository_has_the_stars_and_the_push_of_its_repository() -> None:
    b = ListBuilder()
    about = {"kind": "file", "title": "o/r: a.md", "stars": 95_000, "published": "2016-08-01", "updated": "2026-03-01"}
    b.link("Guide", "https://github.com/o/r/blob/main/a.md", fetcher="github", metadata=about)
    assert "blob/main/a.md) — o · ★ 90k · active\n" in render(b.run())


def test_a_model_named_by_its_owner_is_not_named_twice() -> None:
    b = ListBuilder()
    about = {"kind": "model", "title": "microsoft/phi-2", "authors": ("microsoft",), "stars": 3_400}
    b.link("phi-2", "https://huggingface.co/microsoft/phi-2", metadata=about)
    b.link("a model", "https://huggingface.co/microsoft/phi-2?x", metadata=about)
    page = render(b.run())
    assert "microsoft/phi-2) — microsoft · ♥ 3.3k" in page
    assert "— “microsoft/phi-2” · ♥ 3.3k" in page


def test_a_title_that_says_no_more_is_not_repeated() -> None:
    b = ListBuilder()
    b.link("Attention is all you need!", "https://example.org/a", metadata={"title": "Attention Is All You Need"})
    assert render(b.run()).count("ttention") == 1


def test_several_lists_have_a_heading_each_and_their_names_beside_the_lines() -> None:
    one = ListBuilder(file="a.md").link("x", "https://example.org/x", Verdict.DEAD, reason="http-404", detail="Gone.")
    two = ListBuilder(file="docs/b c.md").link("y", "https://example.org/y", Verdict.DEAD, reason="http-404")
    page = render(run_of([one, two]))
    assert "# Link report: a.md, docs/b c.md" in page
    assert "[a.md:1](a.md?plain=1#L1)" in page
    assert "[docs/b c.md:1](docs/b%20c.md?plain=1#L1)" in page
    assert "## a.md" in page


@pytest.mark.parametrize("file", ["-", "/tmp/x.md", "https://example.org/list.md", "C:\\x.md"])
def test_lists_that_no_relative_link_reaches_get_none(file: str) -> None:
    b = ListBuilder(file=file).link("x", "https://example.org/x", Verdict.DEAD, reason="http-404")
    links, _, _ = events(render(b.run()))
    assert set(links) == {"https://example.org/x"}


def test_equal_facts_give_equal_bytes_whenever_they_were_read() -> None:
    run = samples.everything()
    later = samples.at(run, run.finished + timedelta(hours=20))
    assert render(later) == render(run)
    assert render(replace(run, requests=9, by_service={})) == render(run)


def test_a_small_change_of_stars_changes_nothing() -> None:
    def page(stars: int) -> str:
        b = ListBuilder()
        return render(b.link("a", "https://github.com/o/a", metadata=samples.repository("o/a", stars)).run())

    assert page(22_345) == page(23_900)
    assert page(22_345) != page(26_000)


def test_long_sections_fold_and_attention_does_not() -> None:
    b = ListBuilder()
    for number in range(40):
        verdict = Verdict.MOVED if number % 2 else Verdict.DEAD
        better = Suggestion(f"https://example.net/{number}", SuggestionKind.MOVED)
        b.link(f"n{number}", f"https://example.org/{number}", verdict, reason="http-301", suggestion=better)
    page = render(b.run())
    assert "<details>" not in section(page, "Needs attention")
    assert "<summary>20 links</summary>" in section(page, "Moved")


@pytest.mark.parametrize(
    ("entries", "dead", "said"),
    [
        (2_500, 7, "Titles and descriptions are left out of the list"),
        (4_500, 7, "more lines of the list are left out"),
        (3_000, 2, "more rows are left out"),
    ],
)
def test_a_page_too_long_is_cut_and_says_so(entries: int, dead: int, said: str) -> None:
    page = render(samples.large(entries, "some words that describe the entry at a length that is not unusual", dead))
    assert len(page.encode()) <= SIZE_LIMIT
    assert said in page


def test_words_of_any_length_keep_the_page_short() -> None:
    run = samples.hostile("长" * 100_000, "https://example.org/" + "a" * 1_900)
    assert len(render(run).encode()) <= SIZE_LIMIT


def test_an_interrupted_run_says_so() -> None:
    assert "ended early" not in render(samples.all_well())
    assert "The run ended early.\n" in render(replace(samples.all_well(), complete=False))
    cut = render(replace(samples.all_well(), complete=False, unreached=2))
    assert "The run ended early. 2 links were not reached, and stand with what was known of them.\n" in cut


def test_chinese_has_no_english_words_of_its_own() -> None:
    b = ListBuilder(file="列表.md")
    for number, verdict in enumerate(Verdict):
        b.link("文", f"https://example.org/{number}", verdict, reason="http-404", detail="English detail")
        b.known(
            f"https://example.org/{number}",
            verdict=verdict,
            reason="http-404",
            detail="English detail",
            since=datetime(2026, 1, 1, tzinfo=UTC),
            metadata={"kind": "repository", "title": "甲/乙", "stars": 5, "updated": "2020-01-01"},
        )
    page = ENRICHED.render(b.run(), Options(lang="zh")).partition("\n")[2]
    own = re.sub(r"```mermaid.*?```|\]\([^)]*\)|</?[a-z]+>|example\.(org|net)(/\d)?", "", page, flags=re.DOTALL)
    assert re.findall(r"[A-Za-z]{2,}", own) in ([], ["md"])


def paper(b: ListBuilder, notes: tuple[str, ...] = (), **facts: object) -> None:
    about = {"kind": "paper", "title": "LoRA", "authors": ("Ed Hu",), "published": "2021-06", **facts}
    b.link("LoRA", "https://arxiv.org/abs/2106.09685", metadata=about, notes=notes)


@pytest.mark.parametrize(("lang", "said"), [("en", "now at ICLR 2022"), ("zh", "已发表于 ICLR 2022")])
def test_a_preprint_that_was_published_says_where(lang: Literal["en", "zh"], said: str) -> None:
    b = ListBuilder()
    paper(b, ("published",), venue="ICLR 2022", published_as="10.1000/182")
    page = render(b.run(), lang)
    row = next(line for line in page.splitlines() if line.startswith("| ") and "LoRA" in line)
    assert f"{said}<br>[doi.org/10.1000/182](https://doi.org/10.1000/182)" in row
    entry = page.splitlines()[-1] or page.splitlines()[-2]
    assert entry.count("ICLR 2022") == 1
    assert said in entry


@pytest.mark.parametrize("note", ["retracted", "retraction-notice", "expression-of-concern", "withdrawn"])
def test_what_became_of_a_paper_stands_in_the_section_of_papers(note: str) -> None:
    b = ListBuilder()
    paper(b, (note,), venue="Nature")
    assert "LoRA" in section(render(b.run()), "Papers retracted, withdrawn, published since, or with a newer version")


def test_papers_that_fell_come_before_those_that_were_published() -> None:
    b = ListBuilder()
    for name, note in (("one", "published"), ("two", "retracted"), ("three", "published")):
        about = {"kind": "paper", "title": name, "venue": "Nature"}
        b.link(name, f"https://doi.org/10.1/{name}", metadata=about, notes=(note,))
    rows = section(render(b.run()), "Papers retracted, withdrawn, published since, or with a newer version")
    assert [name for line in rows.splitlines() for name in ("one", "two", "three") if f"[{name}]" in line] == [
        "two",
        "one",
        "three",
    ]


def test_a_published_venue_is_a_strangers_word() -> None:
    b = ListBuilder()
    paper(b, ("published",), venue="<img src=x> [a](javascript:b)")
    links, markup, images = events(render(b.run()))
    assert not any("javascript" in link for link in links)
    assert not any("img" in each for each in markup)
    assert images == 0


def test_code_and_citations_of_a_paper() -> None:
    b = ListBuilder()
    paper(b, citations=12_345, code="https://github.com/microsoft/LoRA")
    entry = next(line for line in render(b.run()).splitlines() if "2106.09685" in line)
    assert "cited 12k times" in entry
    assert "[code](https://github.com/microsoft/LoRA)" in entry


def test_code_that_the_entry_links_to_itself_is_not_linked_again() -> None:
    b = ListBuilder()
    url, code = "https://arxiv.org/abs/2106.09685", "https://github.com/Microsoft/lora"
    b.item("LoRA, official", ("LoRA", url), ("official", code))
    b.known(url, metadata={"kind": "paper", "title": "LoRA", "code": "https://github.com/microsoft/LoRA"})
    assert "[code]" not in render(b.run())
