"""Titles over a whole run: a book's name on each of its chapters is told from theirs by the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linkcheck.cli import run
from linkcheck.config import Settings
from linkcheck.demo import SmallWeb
from linkcheck.demo.responses import html
from linkcheck.store import Store
from tests.cli.stage import stage
from tests.linkcheck.engine.test_engine import check, ledger_of

DAY = 86400.0
BOOK = "The Book of Things"
CHAPTERS = ("Getting Started", "Ownership", "Lifetimes", "Fearless Concurrency")
PROSE = "<p>" + "A sentence of this chapter, and another one. " * 30 + "</p>"


def chapter(title: str, heading: str = BOOK, head: str = "") -> str:
    return f"<!doctype html><title>{title}</title>{head}<h1>{heading}</h1>{PROSE}"


def write(web: SmallWeb, pages: dict[str, str], host: str = "book.test.org") -> list[str]:
    site = web.site(host)
    for path, markup in pages.items():
        site.answer(path, html(markup))
    return [f"https://{host}{path}" for path in pages]


def book() -> dict[str, str]:
    chapters = {f"/ch{n}.html": chapter(f"{title} - {BOOK}") for n, title in enumerate(CHAPTERS)}
    return {"/": chapter(BOOK), **chapters}


async def titles(web: SmallWeb, urls: list[str], path: Path) -> list[str | None]:
    made = Settings(max_age=DAY)
    with Store(path) as store, ledger_of(urls, made) as ledger:
        records = await check(web, store, ledger, made)
        return [record.metadata.title if record.metadata else None for record in records]


async def test_chapters_are_not_called_by_their_book(tmp_path: Path) -> None:
    async with SmallWeb() as web:
        urls = write(web, book())
        for _ in range(2):  # asked, then from the store
            assert await titles(web, urls, tmp_path / "state.db") == [BOOK, *CHAPTERS]


async def test_one_page_alone_is_called_as_it_says(tmp_path: Path) -> None:
    async with SmallWeb() as web:
        urls = write(web, book())[1:3]
        assert await titles(web, urls, tmp_path / "state.db") == [BOOK, BOOK]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        # The site's name left on behind a separator, and before it.
        ([(f"{title} and more » a tale", title) for title in CHAPTERS], [f"{title} and more" for title in CHAPTERS]),
        ([(f"Tales | {n} things", "x") for n in range(6)], [f"{n} things" for n in range(6)]),
        # All are called alike, and each has a heading.
        ([(BOOK, f"On {title}") for title in CHAPTERS], [f"On {title}" for title in CHAPTERS]),
        # Negatives: the same chapter of three books; two pages; titles without a site; names that only look alike.
        ([(f"Introduction - {name}", "Introduction") for name in ("Ada", "Bob", "Cyd")], ["Introduction"] * 3),
        ([("Red - Blue", "Red - Blue"), ("Green - Blue", "Green - Blue")], ["Red - Blue", "Green - Blue"]),
        ([(title, title) for title in CHAPTERS], list(CHAPTERS)),
        ([(f"Part {n} - Chapter {n}", f"Part {n} - Chapter {n}") for n in range(6)],
         [f"Part {n} - Chapter {n}" for n in range(6)]),
    ],
)  # fmt: skip
async def test_what_pages_of_a_host_share(tmp_path: Path, pages: list[tuple[str, str]], expected: list[str]) -> None:
    async with SmallWeb() as web:
        made = {f"/p{n}": chapter(title, heading) for n, (title, heading) in enumerate(pages)}
        assert await titles(web, write(web, made), tmp_path / "state.db") == expected


async def test_pages_of_different_hosts_say_nothing_of_each_other(tmp_path: Path) -> None:
    async with SmallWeb() as web:
        urls = [
            url for n in range(4) for url in write(web, {"/p": chapter(f"Part {n} - Blue", "Blue")}, f"s{n}.test.org")
        ]
        assert set(await titles(web, urls, tmp_path / "state.db")) == {"Blue"}


def test_a_report_written_again_calls_them_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    urls: list[str] = []
    world = stage(lambda web: urls.extend(write(web, book())))
    chapters = "".join(f"- <https://book.test.org/ch{n}.html>\n" for n in range(4))
    (tmp_path / "list.md").write_text(f"# A\n\n{chapters}", encoding="utf-8")
    run(["check", "list.md", "-o", "a.json"], world=world)
    run(["report", "list.md", "-o", "b.json"])
    for name in ("a.json", "b.json"):
        links = json.loads((tmp_path / name).read_text(encoding="utf-8"))["links"]
        assert [link["metadata"]["title"] for link in links] == list(CHAPTERS)
