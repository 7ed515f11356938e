"""What a person sees, and what an editor and a log can make of it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from linkcheck.model import RecordList, Run, Verdict
from reports import escape
from reports.interface import Lang, Options
from reports.screen import wrapped
from reports.terminal import TERMINAL, summary
from reports.words import words
from tests.reports import samples
from tests.reports.builder import ListBuilder
from tests.reports.strangers import texts, urls

OSC8 = re.compile(r"\x1b\]8;;([^\x1b\x07]*)\x1b\\")
SGR = re.compile(r"\x1b\[[0-9;]*m")


def lines(run: Run, lang: Lang = "en", *, width: int = 100, verbose: bool = True) -> list[str]:
    return TERMINAL.render(run, Options(lang=lang, width=width, verbose=verbose)).splitlines()


def test_nothing_is_said_when_all_is_well() -> None:
    assert TERMINAL.render(samples.all_well(), Options()) == ""


def test_a_problem_is_a_place_a_word_and_an_address() -> None:
    found = lines(samples.everything())
    found = found[next(place for place, line in enumerate(found) if "  dead" in line) :]
    assert found[0].split() == ["list.md:5:12", "dead", "项目集合", "https://github.com/example/gone"]
    assert found[1] == "    GitHub knows no such repository · since 2026-01-03 · last alive 2025-11-02"
    assert found[2].startswith("    → archived copy: https://web.archive.org/web/2024/https://github.com/example/gone")
    assert len(found) == 3  # The last of all.


def test_groups_come_worst_last() -> None:
    order = [line.split()[1] for line in lines(samples.everything()) if line.startswith("list.md:")]
    assert order == ["unreachable", "blocked", "moved", "insecure", "fragment", "invalid", "soft-dead", "dead"]


def test_what_needs_no_attention_folds_to_a_count() -> None:
    found = lines(samples.everything(), verbose=False)
    assert found[0] == "Not shown: 1 moved, 1 blocked, 1 unreachable (-v shows them)"
    assert [line.split()[1] for line in found if line.startswith("list.md:")] == [
        "insecure", "fragment", "invalid", "soft-dead", "dead",
    ]  # fmt: skip
    run = ListBuilder().link("a", "https://a.test.org/", Verdict.BLOCKED).run()
    failing = Options(fail_on=frozenset({Verdict.BLOCKED}))
    assert "a.test.org" in TERMINAL.render(run, failing)  # What fails the run is shown.


def test_links_that_are_fine_are_not_shown() -> None:
    assert not any("LLaVa" in line for line in lines(samples.everything()))


def test_refusals_of_one_host_are_one_entry() -> None:
    b = ListBuilder()
    for number in range(9):
        b.link("q", f"https://zhihu.com/{number}", Verdict.BLOCKED, reason="login-wall")
    found = lines(b.run())
    assert found[0].endswith("zhihu.com: 9 links")
    assert found[2] == f"    also at {', '.join(f'list.md:{n}:7' for n in range(2, 8))}, 2 more"
    assert len(found) == 3


@pytest.mark.parametrize("width", [30, 40, 60, 79, 100, 200])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_lines_keep_to_the_width_but_for_addresses(width: int, lang: Lang) -> None:
    for line in lines(samples.everything(), lang, width=width):
        assert cell_len(line) <= max(30, width) or "://" in line or len(line.split()) <= 3


def test_a_pipe_gets_plain_text() -> None:
    assert "\x1b" not in TERMINAL.render(samples.everything(), Options())
    assert "\x1b" not in summary(samples.everything(), Options())


def test_colours_and_hyperlinks_come_only_where_asked_for() -> None:
    run = samples.everything()
    coloured = TERMINAL.render(run, Options(colour=True))
    linked = TERMINAL.render(run, Options(hyperlinks=True))
    assert SGR.search(coloured)
    assert not OSC8.search(coloured)
    assert not SGR.search(linked)
    plain = TERMINAL.render(run, Options())
    assert SGR.sub("", coloured) == plain == OSC8.sub("", linked)


def test_hyperlinks_are_the_addresses() -> None:
    found = OSC8.findall(TERMINAL.render(samples.everything(), Options(hyperlinks=True)))
    assert "https://github.com/example/gone" in found
    assert not any(url.startswith(("htps", "mailto")) for url in found)
    assert found[1::2] == [""] * (len(found) // 2)


def test_equal_runs_give_equal_text() -> None:
    options = Options(colour=True, hyperlinks=True)
    assert TERMINAL.render(samples.everything(), options) == TERMINAL.render(samples.everything(), options)


def test_the_summary_fits_the_screen() -> None:
    run = samples.everything()
    whole = summary(run, Options(width=400))
    assert "\n" not in whole
    for width in (60, 80, 160):
        told = summary(run, Options(width=width, colour=True))
        assert " ".join(SGR.sub("", told).split()) == " ".join(whole.split())
        assert all(cell_len(SGR.sub("", line)) <= width for line in told.splitlines())
        assert (width == 160) == ("\n" not in told)


def test_of_many_lists_the_summary_names_as_many_as_fit() -> None:
    run = replace(samples.all_well(), inputs=tuple(f"docs/chapter-{n}.md" for n in range(9)))
    first = summary(run, Options(width=60)).splitlines()[0]
    assert first.startswith("2 links in docs/chapter-0.md, docs/chapter-1.md et al.:")
    assert "docs/chapter-2.md" in summary(run, Options(width=160))


def test_a_number_of_places_is_not_broken_from_its_word() -> None:
    builder = ListBuilder()
    for number in range(9):
        builder.link("q", f"https://zhihu.com/{number}", Verdict.BLOCKED, reason="login-wall")
    for width in range(40, 110):
        assert not any(line.strip() == "more" for line in lines(builder.run(), width=width))


def test_the_summary_is_one_line() -> None:
    assert summary(samples.everything(), Options(width=400)) == (
        "15 links in list.md: 1 dead, 1 soft-dead, 1 invalid, 1 fragment missing, 1 insecure, 1 moved, 1 blocked, "
        "1 unreachable, 1 skipped, 6 alive; 85 requests in 12 s"
    )
    assert summary(samples.all_well(), Options(lang="zh")) == "list.md 共 2 个链接：2 个正常；85 次请求，用时 12 秒"


def test_the_summary_tells_of_an_interruption() -> None:
    early = replace(samples.all_well(), complete=False)
    assert summary(early, Options()).endswith(" in 12 s; ended early")
    assert summary(replace(early, unreached=7), Options()).endswith(" in 12 s; ended early, 7 not reached")
    assert summary(replace(early, unreached=7), Options(lang="zh")).endswith("；提前结束，7 个未及检查")


def test_a_run_that_is_recalled_says_when_it_was_and_not_what_it_took() -> None:
    run = replace(samples.all_well(), is_recalled=True)
    assert summary(run, Options()).endswith(f"; checked on {run.started:%Y-%m-%d}")
    assert summary(run, Options(lang="zh")).endswith(f"；{run.started:%Y-%m-%d} 检查")


def test_the_summary_tells_what_was_known_from_before() -> None:
    told = summary(replace(samples.all_well(), requests=0, stored=2), Options())
    assert told.endswith("; 0 requests in 12 s; 2 links known from before")
    told = summary(replace(samples.all_well(), stored=1, spared=2_340_000), Options())
    assert told.endswith("; 1 link known from before, 2.3 MB not read again")
    told = summary(replace(samples.all_well(), spared=12_001), Options(lang="zh"))
    assert told.endswith("；省去 13 kB 下载")


def test_links_that_the_run_did_not_come_to_are_told_together() -> None:
    builder = ListBuilder()
    for n in range(3):
        builder.link("x", f"https://host{n}.example/", Verdict.UNREACHABLE, reason="not-reached")
    builder.link("x", "https://host4.example/", Verdict.UNREACHABLE, reason="timeout")
    assert TERMINAL.render(builder.run(complete=False, unreached=3), Options(verbose=True)) == (
        "list.md:1:7  unreachable  3 links\n"
        "    not reached before the run ended\n"
        "    also at list.md:2:7, list.md:3:7\n"
        "list.md:4:7  unreachable  host4.example\n"
        "    the site took the connection and did not answer in time\n"
    )


@given(st.text(st.sampled_from("ab 中文，。（）“”-")), st.integers(4, 30))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    broken = wrapped(text, width)
    assert "".join("".join(broken).split()) == "".join(text.split())
    assert not any(line.startswith(("，", "。", "）")) for line in broken[1:])


def test_chinese_is_broken_between_characters() -> None:
    assert wrapped("这个页面有应答，但原来的内容不在了", 18) == ["这个页面有应答，", "但原来的内容不在", "了"]


@settings(max_examples=60)
@given(texts, urls, st.sampled_from([Options(), Options(width=40), Options(colour=True, hyperlinks=True)]))
def test_strangers_words_reach_neither_the_terminal_nor_the_runner(text: str, url: str, options: Options) -> None:
    run = samples.hostile(text, url)
    shown = TERMINAL.render(run, options) + summary(run, options)
    intended = {escape.ascii_address(r.link.url) for r in run.records}
    intended |= {f"https://example.net/{n}" for n in range(10)} | {""}
    assert set(OSC8.findall(shown)) <= intended
    rest = SGR.sub("", OSC8.sub("", shown))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", rest)
    for line in shown.splitlines():
        assert not line.lstrip().startswith("::")
        assert "##[" not in line


def test_every_verdict_has_a_word_in_both_languages() -> None:
    for verdict in Verdict:
        assert words("en").verdict(verdict)
        assert words("zh").verdict(verdict) != words("en").verdict(verdict)


def test_explaining_names_the_rule_under_each_problem() -> None:
    b = ListBuilder(file="list.md")
    b.link("x", "https://example.org/x", Verdict.DEAD, reason="http-404", detail="Not there.")
    b.link("y", "https://example.net/y", Verdict.BLOCKED, reason="http-403", detail="Refused.")
    b.link("z", "https://example.net/z", Verdict.BLOCKED, reason="http-403", detail="Refused.")
    b.link("fine", "https://example.org/fine")
    run = b.run()
    records = RecordList(replace(record, status=404, source="RFC 9110 §15.5.5") for record in run.records)
    text = TERMINAL.render(replace(run, records=records), Options(explain=True, width=200))
    assert "    rule http-404, sure · RFC 9110 §15.5.5 · 404 https://example.org/x" in text.splitlines()
    assert text.count("rule http-403") == 2
    assert "example.org/fine" not in text
    assert "rule" not in TERMINAL.render(replace(run, records=records), Options())


def test_a_host_that_does_not_fit_beside_its_verdict_stands_below() -> None:
    url = "https://zhuanlan.zhihu.com/p/695589046"
    run = ListBuilder().link("a", url, Verdict.BLOCKED, reason="challenge").run()
    assert lines(run, width=40)[:2] == ["list.md:1:7  blocked", "    zhuanlan.zhihu.com/p/695589046"]
    assert lines(run, width=60)[0] == "list.md:1:7  blocked  zhuanlan.zhihu.com/p/695589046"
