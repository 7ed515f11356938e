"""A page whose title is an attack on whoever prints it: every format is written, parses, and has it as text alone."""

from __future__ import annotations

import csv
import html
import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest

from linkcheck.cli import run
from linkcheck.demo import SmallWeb
from reports.registry import REPORTS
from tests.cli.stage import stage
from tests.reports.markdown import events

TITLE = (
    "=HYPERLINK(1) <script>alert(1)</script> <img src=x onerror=alert(1)> ](javascript:alert(1)) | `x` @octocat o/r#1 "
    "\x1b[31m\x1b]8;;https://evil.example\x07 ::error::pwned ##[command]x \u202egnp.exe %0A"
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the text of every format by its name."""
    folder = tmp_path_factory.mktemp("hostile")

    def furnish(web: SmallWeb) -> None:
        site = web.site("strange.test.org").page("/fine", html.escape(TITLE))
        site.page("/gone", html.escape("404 Not Found " + TITLE), status=404)

    (folder / "list.md").write_text(
        "# Words\n\n- [here](https://strange.test.org/fine)\n- [gone](https://strange.test.org/gone)\n",
        encoding="utf-8",
    )
    formats = [f"--format={report.name}={folder / report.name}" for report in REPORTS]
    arguments = ["check", str(folder / "list.md"), "-q", "--no-state", "--lang", "en", *formats]
    assert run(arguments, world=stage(furnish)) == 1
    return {report.name: (folder / report.name).read_text(encoding="utf-8") for report in REPORTS}


def test_nothing_reaches_the_terminal_that_could_act_there(written: dict[str, str]) -> None:
    for name, text in written.items():
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text), name


@pytest.mark.parametrize("name", ["enriched", "github-summary", "github-issue"])
def test_markdown_pings_nobody_and_runs_nothing(written: dict[str, str], name: str) -> None:
    links, markup, images = events(written[name])
    assert {link.partition("?")[0] for link in links if link.startswith(("http", "javascript"))} <= {
        "https://strange.test.org/fine",
        "https://strange.test.org/gone",
    }
    assert not [tag for tag in markup if re.search(r"script|img|onerror", tag)]
    assert images == 0
    assert not re.search(r"@octocat|o/r#1", written[name])


def test_the_title_is_told_all_the_same(written: dict[str, str]) -> None:
    assert "HYPERLINK" in written["enriched"]
    data = json.loads(written["json"])
    assert data["links"][0]["metadata"]["title"].startswith("=HYPERLINK(1) <script>")


def test_the_page_has_no_element_of_the_title(written: dict[str, str]) -> None:
    class Reader(HTMLParser):
        tags: tuple[str, ...] = ()

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.tags += (tag,)
            assert not [name for name, _ in attrs if name.startswith("on")]

    reader = Reader()
    reader.feed(written["html"])
    assert reader.tags.count("script") == 1
    assert "img" not in reader.tags


def test_the_formats_for_programs_parse(written: dict[str, str]) -> None:
    for name in ("json", "sarif", "badge"):
        json.loads(written[name])
    assert len([json.loads(line) for line in written["jsonl"].splitlines()]) == 2
    for name in ("junit", "atom"):
        ET.fromstring(written[name])
    rows = list(csv.reader(written["csv"].splitlines()))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


def test_the_runner_takes_no_command_but_ours(written: dict[str, str]) -> None:
    for line in written["github"].splitlines():
        assert re.match(r"::(error|warning|notice) file=", line)
        assert line.count("::") == 2 or "pwned" not in line
    for name in ("terminal", "enriched"):
        assert not re.search(r"^::|##\[", written[name], re.MULTILINE)
