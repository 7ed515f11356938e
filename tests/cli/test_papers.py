"""Papers: what others know of them is asked for on request, by flag, setting or template."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linkcheck.cli import run
from linkcheck.demo import SmallWeb
from linkcheck.demo.responses import data
from linkcheck.demo.sites.arxiv import DemoArxiv, DemoPaper
from tests.cli.stage import stage

LORA = DemoPaper(
    id="2106.09685",
    title="LoRA",
    authors=("Edward Hu",),
    versions=("2021-06-17T17:37:18Z",),
    comment="Accepted at ICLR 2022. Code: https://github.com/microsoft/LoRA",
)
LIST = "- [LoRA](https://arxiv.org/abs/2106.09685)\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.md").write_text(LIST, encoding="utf-8")


def build(web: SmallWeb) -> None:
    DemoArxiv([LORA]).serve(web)
    answer = data([{"citationCount": 12_345}])
    web.site("api.semanticscholar.org").answer("/graph/v1/paper/batch", answer, method="POST")


def facts() -> dict[str, object]:
    found: dict[str, object] = json.loads(Path("r.json").read_text("utf-8"))["links"][0]["metadata"]
    return found


def test_citations_are_asked_for_on_request() -> None:
    assert run(["check", "list.md", "-q", "-o", "r.json"], world=stage(build)) == 0
    assert (facts()["citations"], facts()["code"]) == (None, "https://github.com/microsoft/LoRA")
    assert facts()["venue"] == "ICLR 2022"
    # The facts are fresh, and yet asked for again: they are from a run that did not want citations.
    assert run(["check", "list.md", "-q", "-o", "r.json", "--papers", "citations"], world=stage(build)) == 0
    assert facts()["citations"] == 12_345


def test_a_setting_asks_too() -> None:
    Path("linkcheck.toml").write_text('papers = ["citations"]\n', encoding="utf-8")
    assert run(["check", "list.md", "-q", "-o", "r.json"], world=stage(build)) == 0
    assert facts()["citations"] == 12_345


def test_a_template_asks_for_what_it_names() -> None:
    template = "{venue} · {citations} · {code}"
    assert run(["enrich", "list.md", "--write", "--template", template], world=stage(build)) == 0
    mark = " `¶ ICLR 2022 · ❝ 12k · ⌨ microsoft/LoRA`"
    assert Path("list.md").read_text("utf-8") == LIST.replace("\n", f"{mark}\n")
    assert run(["enrich", "list.md", "--strip", "--write"]) == 0
    assert Path("list.md").read_text("utf-8") == LIST


def test_what_nobody_can_be_asked_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("linkcheck.toml").write_text('papers = ["citation"]\n', encoding="utf-8")
    assert run(["check", "list.md", "-q"]) == 2
    assert "linkcheck.toml:1" in capsys.readouterr().err
