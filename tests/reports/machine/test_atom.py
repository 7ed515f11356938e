"""The feed tells changes, each once, and parses whatever is in it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given, settings

from linkcheck.model import Run, Verdict
from reports import escape
from reports.interface import Options
from reports.machine.atom import ATOM, MOST_ENTRIES
from tests.reports import samples
from tests.reports.builder import ListBuilder
from tests.reports.strangers import texts, urls

ATOM_NS = "{http://www.w3.org/2005/Atom}"


def feed(run: Run) -> ET.Element:
    root = ET.fromstring(ATOM.render(run, Options()))
    assert root.tag == f"{ATOM_NS}feed"
    return root


def titles(run: Run) -> list[str]:
    return [entry.findtext(f"{ATOM_NS}title", "") for entry in feed(run).iter(f"{ATOM_NS}entry")]


def test_only_changes_are_told() -> None:
    b = ListBuilder()
    b.link("same", "https://example.org/1", before=Verdict.ALIVE)
    b.link("gone", "https://example.org/2", Verdict.DEAD, reason="http-404", before=Verdict.ALIVE)
    b.link("still gone", "https://example.org/3", Verdict.DEAD, reason="http-404", before=Verdict.DEAD)
    b.link("back", "https://example.org/4", before=Verdict.SOFT_DEAD)
    b.link("new", "https://example.org/5")
    b.link("moved", "https://example.org/6", Verdict.MOVED, reason="http-301", before=Verdict.ALIVE)
    b.link("down", "https://example.org/7", Verdict.UNREACHABLE, reason="timeout", before=Verdict.ALIVE)
    assert titles(b.run()) == [
        "now dead: gone (example.org/2)",
        "back again: back (example.org/4)",
        "new: new (example.org/5)",
        "now moved: moved (example.org/6)",
    ]


def test_the_first_run_is_no_news() -> None:
    assert titles(ListBuilder().link("a", "https://a.example/", Verdict.DEAD, reason="x").run()) == []


def test_what_rfc_4287_asks_for_is_there() -> None:
    root = feed(samples.everything())
    for element in (root, *root.iter(f"{ATOM_NS}entry")):
        for tag in ("title", "id", "updated"):
            assert element.findtext(f"{ATOM_NS}{tag}")
    assert root.findtext(f"{ATOM_NS}author/{ATOM_NS}name") == "linkcheck"
    ids = [element.text for element in root.iter(f"{ATOM_NS}id")]
    assert len(set(ids)) == len(ids)


def test_a_feed_ends() -> None:
    b = ListBuilder().link("old", "https://example.org/", before=Verdict.ALIVE)
    for number in range(MOST_ENTRIES + 9):
        b.link("x", f"https://example.org/{number}")
    assert len(titles(b.run())) == MOST_ENTRIES


@settings(max_examples=60)
@given(texts, urls)
def test_strangers_add_no_elements(text: str, url: str) -> None:
    run = samples.hostile(text, url)
    root = feed(run)
    tags = {element.tag.removeprefix(ATOM_NS) for element in root.iter()}
    assert tags <= {"feed", "title", "id", "updated", "author", "name", "entry", "link", "summary"}
    intended = {escape.ascii_address(record.link.url) for record in run.records}
    assert {link.get("href") for link in root.iter(f"{ATOM_NS}link")} <= intended
