"""The runs that several tests render."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from fetchers.facts import Redirect
from linkcheck.model import Confidence, RecordList, Run, Suggestion, SuggestionKind, Verdict
from tests.reports.builder import NOW, ListBuilder


def repository(name: str, stars: int = 1234, updated: str = "2026-04-01T00:00:00Z", **more: Any) -> dict[str, Any]:
    """Return the metadata of a repository."""
    return {"kind": "repository", "title": name, "stars": stars, "updated": updated, **more}


def all_well() -> Run:
    """Everything is alive."""
    lists = ListBuilder()
    lists.link("One", "https://example.org/one").link("Two", "https://example.org/two")
    return lists.run()


def nothing() -> Run:
    """A list without links."""
    return ListBuilder().item("Only words").run()


def everything() -> Run:
    """One link and more for each verdict and each section of the reports."""
    b = ListBuilder()
    b.heading("待学习列表")
    b.item("MLLM")
    b.link(
        "LLaVa",
        "https://github.com/example/LLaVA",
        depth=1,
        fetcher="github",
        key="github:example/llava",
        before=Verdict.ALIVE,
        metadata=repository("example/LLaVA", 22_345, description="Visual instruction tuning for everyone"),
    )
    b.link(
        "CogVLM",
        "https://arxiv.org/abs/2311.03079v1",
        depth=1,
        fetcher="arxiv",
        key="arxiv:2311.03079",
        parts={"version": "v1"},
        before=Verdict.ALIVE,
        metadata={
            "kind": "paper",
            "title": "CogVLM: Visual Expert for Language Models",
            "authors": ("Ann Author", "Ben Writer", "Cy Third", "Di Fourth"),
            "published": "2023-11-06",
            "updated": "2024-02-04",
            "version": "v2",
            "date_source": "api",
        },
    )
    b.item(
        "RLHF, 项目集合, 博客",
        ("项目集合", "https://github.com/example/gone"),
        ("博客", "https://blog.example.org/rlhf"),
        depth=1,
    )
    b.known(
        "https://github.com/example/gone",
        verdict=Verdict.DEAD,
        reason="repository-not-found",
        detail="GitHub knows no such repository.",
        status=404,
        fetcher="github",
        since=datetime(2026, 1, 3, tzinfo=UTC),
        last_alive=datetime(2025, 11, 2, tzinfo=UTC),
        failures=9,
        confirmed=True,
        before=Verdict.DEAD,
        suggestion=Suggestion(
            "https://web.archive.org/web/2024/https://github.com/example/gone", SuggestionKind.ARCHIVED_COPY
        ),
    )
    b.known(
        "https://blog.example.org/rlhf",
        verdict=Verdict.SOFT_DEAD,
        reason="title-not-found",
        detail="The page answers 200, but its title says “Page not found”.",
        status=200,
        confidence=Confidence.LOW,
        before=Verdict.ALIVE,
        since=NOW,
    )
    b.link(
        "Old name",
        "https://github.com/example/old",
        Verdict.MOVED,
        depth=1,
        reason="moved-permanently",
        detail="Every redirect on the way is permanent.",
        status=200,
        redirects=(Redirect("https://github.com/example/old", 301),),
        final_url="https://github.com/example/new",
        suggestion=Suggestion("https://github.com/example/new", SuggestionKind.MOVED),
        before=Verdict.ALIVE,
        metadata=repository("example/new", 87, "2023-12-20T10:00:00Z"),
    )
    b.item("Engineering")
    b.link(
        "archived tool",
        "https://github.com/example/archived",
        depth=1,
        notes=("archived",),
        before=Verdict.ALIVE,
        metadata=repository("example/archived", 402, "2021-02-03T00:00:00Z", archived=True),
    )
    b.link(
        "withdrawn paper",
        "https://arxiv.org/abs/2001.00001",
        depth=1,
        notes=("withdrawn",),
        before=Verdict.ALIVE,
        metadata={"kind": "paper", "title": "A withdrawn paper", "published": "2020-01-01"},
    )
    b.link(
        "链接",
        "https://www.zhihu.com/people/someone",
        Verdict.BLOCKED,
        depth=1,
        reason="login-wall",
        detail="Zhihu wants a login.",
        status=403,
        before=Verdict.BLOCKED,
        metadata={
            "kind": "profile",
            "title": "某位知乎用户",
            "stars": 340,
            "as_of": datetime(2025, 12, 1, tzinfo=UTC),
        },
    )
    b.link(
        "slow",
        "http://slow.example.net/",
        Verdict.UNREACHABLE,
        depth=1,
        reason="timeout",
        detail="No answer within 20 seconds.",
        before=Verdict.ALIVE,
    )
    b.link(
        "expired",
        "https://expired.example.net/a(b)",
        Verdict.INSECURE,
        depth=1,
        reason="certificate-expired",
        detail="Its certificate expired.",
        before=Verdict.ALIVE,
    )
    b.link("mail", "mailto:someone@example.org", Verdict.SKIPPED, depth=1, reason="not-http", detail="Not http(s).")
    b.link(
        "typo",
        "htps://example.org/typo",
        Verdict.INVALID,
        depth=1,
        reason="unsupported-scheme",
        detail="htps: is not a scheme of the web.",
        suggestion=Suggestion("https://example.org/typo", SuggestionKind.SPELLING),
        before=Verdict.INVALID,
    )
    b.link(
        "part",
        "https://example.org/page#gone",
        Verdict.FRAGMENT_MISSING,
        depth=1,
        reason="fragment-missing",
        detail="The page has no part called “gone”.",
        before=Verdict.ALIVE,
    )
    b.link(
        "video",
        "https://video.example.com/v/1?utm_source=x",
        depth=1,
        key="https://video.example.com/v/1",
        suggestion=Suggestion("https://video.example.com/v/1", SuggestionKind.TRACKING),
        before=Verdict.DEAD,
        metadata={"kind": "video", "title": "A lecture", "published": "2022-01-01", "date_source": "guess"},
    )
    b.link("video again", "https://video.example.com/v/1", depth=1, key="https://video.example.com/v/1")
    b.item("Books")
    b.item("现代操作系统", depth=1)
    return b.run(by_service={"github.com": 4, "export.arxiv.org": 1})


def hostile(text: str, url: str = "https://example.org/x") -> Run:
    """Every place where a stranger's word may stand holds ``text``."""
    b = ListBuilder(file="list.md")
    b.heading(text)
    b.item(text, (text, url))
    b.item(f"{text} and {text}", (text, url), ("two", "https://example.org/two"), depth=1)
    b.item(text, depth=1)
    metadata = {
        "kind": "repository",
        "title": text,
        "authors": (text, text, text, text),
        "description": text,
        "venue": text,
        "version": text,
        "license": text,
        "language": text,
        "site": text,
        "topics": (text,),
        "published": text,
        "updated": text,
        "stars": 12,
    }
    b.known(
        url,
        verdict=Verdict.DEAD,
        reason="http-404",
        detail=text,
        notes=(text,),
        metadata=metadata,
        before=Verdict.ALIVE,
    )
    b.known("https://example.org/two", metadata={**metadata, "kind": "paper"}, notes=(text,), detail=text)
    for number, verdict in enumerate(Verdict):
        other = f"https://example.org/{number}"
        b.link(text, other, verdict, reason="why-not", detail=text, notes=(text,), metadata=metadata)
        b.known(
            other,
            verdict=verdict,
            reason="why-not",
            detail=text,
            notes=(text, "archived"),
            metadata={**metadata, "kind": "page" if number % 2 else "model"},
            before=Verdict.DEAD if number % 3 else None,
            suggestion=Suggestion(f"https://example.net/{number}", SuggestionKind.MOVED),
        )
    return b.run()


def large(entries: int, words: str = "some words that describe the entry", dead: int = 7) -> Run:
    """A list of that many links, every ``dead``-th of them dead, in sections of forty."""
    b = ListBuilder()
    for number in range(entries):
        if number % 40 == 0:
            b.heading(f"Section {number // 40}", 2)
        url = f"https://host{number % 50}.example.org/{number}"
        b.link(f"{words} {number}", url)
        title = f"Title {number}: what the page calls itself, at some length"
        metadata = {"kind": "page", "title": title, "published": "2024-05-06", "authors": ("Some Body",)}
        if number % dead:
            b.known(url, metadata=metadata)
        else:
            b.known(url, verdict=Verdict.DEAD, reason="http-404", detail="404 Not Found", status=404)
    return b.run()


def at(run: Run, now: datetime) -> Run:
    """Return the same run at another time: every moment that a run has by itself is moved."""
    records = RecordList(replace(r, checked=now) for r in run.records)
    return replace(run, started=now - timedelta(seconds=30), finished=now, records=records)
