"""The project's own list, read by the real reader and written back: nothing lost, nothing reordered."""

from __future__ import annotations

from pathlib import Path

import pyromark
import pytest

from fetchers.codes import Code
from linkcheck.document import read_document
from linkcheck.model import EntryKind, Link, Record, RecordList, Run, Verdict
from reports.enriched import ENRICHED
from reports.interface import Options
from tests.reports.builder import NOW
from tests.reports.markdown import pairs

LIST = Path(__file__).resolve().parents[2] / "list.md"
LISTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "lists"


def page_of(path: Path) -> tuple[Run, str]:
    text = path.read_text(encoding="utf-8")
    document = read_document(text, path.name).keeping(text)
    urls = dict.fromkeys(o.url for o in document.occurrences)
    records = tuple(
        Record(
            link=Link(url=url, key=url, occurrences=tuple(o for o in document.occurrences if o.url == url)),
            verdict=Verdict.ALIVE,
            reason=Code("http-200"),
            detail="The page is there.",
            checked=NOW,
        )
        for url in urls
    )
    run = Run(
        version="1",
        started=NOW,
        finished=NOW,
        inputs=(path.name,),
        documents=(document,),
        records=RecordList(records),
        requests=0,
    )
    page = ENRICHED.render(run, Options(lang="zh"))
    return run, page.partition("## 完整列表\n")[2]


def test_every_link_is_written_back_in_its_place() -> None:
    run, page = page_of(LIST)
    events = pairs(page, pyromark.Options.ENABLE_TABLES)
    links = [value["Link"]["dest_url"] for kind, value in events if kind == "Start" and "Link" in value]
    assert links == [o.url for o in run.documents[0].occurrences]
    assert len(links) > 90


def test_every_entry_keeps_its_nesting() -> None:
    run, page = page_of(LIST)
    outline = read_document(page, "page.md").outline
    assert [(e.kind, e.depth) for e in outline if e.kind is not EntryKind.HEADING] == [
        (e.kind, e.depth) for e in run.documents[0].outline if e.kind is not EntryKind.HEADING
    ]


@pytest.mark.skipif(not LISTS.is_dir(), reason="the shared lists are not beside this checkout")
@pytest.mark.parametrize("name", ["vinta__awesome-python__README.md", "Hannibal046__Awesome-LLM__README.md"])
def test_real_lists_lose_no_link(name: str) -> None:
    run, page = page_of(LISTS / name)
    events = pairs(page, pyromark.Options.ENABLE_TABLES)
    links = [value["Link"]["dest_url"] for kind, value in events if kind == "Start" and "Link" in value]
    kinds = ("image", "html")
    wanted = [o.url for o in run.documents[0].occurrences if o.kind.value not in kinds and o.url.startswith("http")]
    assert sorted(link for link in links if link.startswith("http")) == sorted(wanted)
