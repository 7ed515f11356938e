"""Settings for which links are looked at, and where: ``include``, ``exclude``, ``remap``, ``accept``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linkcheck.cli import run
from linkcheck.demo import SmallWeb
from tests.cli.stage import stage

TEXT = (
    "- [a](https://a.test.org/a)\n- [b](https://b.test.org/b)\n- [docs](https://docs.test.org/guide/)\n"
    "- [no](https://docs.test.org/never)\n- [shut](https://a.test.org/shut)\n- [odd](https://a.test.org/odd)\n"
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path(".git").mkdir()
    Path("build/guide").mkdir(parents=True)
    Path("build/guide/index.html").write_text("<h1 id=x>x</h1>", encoding="utf-8")
    Path("list.md").write_text(TEXT, encoding="utf-8")


def furnish(web: SmallWeb) -> None:
    site = web.site("a.test.org")
    site.page("/a", "A").page("/shut", "Shut", "Not found.", status=404).page("/odd", "Odd", status=410)
    web.site("b.test.org").page("/b", "B")
    web.site("mirror.test.org").page("/m/guide/", "Guide").page("/m/never", "No", status=404)


def verdicts(settings: str) -> dict[str, str]:
    Path("linkcheck.toml").write_text(settings, encoding="utf-8")
    run(["check", "list.md", "--no-state", "-q", "-o", "out.json"], world=stage(furnish))
    found = json.loads(Path("out.json").read_text(encoding="utf-8"))["links"]
    return {link["url"].removeprefix("https://"): link["verdict"] for link in found}


def test_include_alone_leaves_out_all_else() -> None:
    found = verdicts('include = ["^https://b\\\\."]\n')
    assert found.pop("b.test.org/b") == "alive"
    assert set(found.values()) == {"skipped"}


def test_include_wins_over_exclude() -> None:
    found = verdicts('include = ["/a$"]\nexclude = ["a\\\\.test"]\n')
    assert found["a.test.org/a"] == found["b.test.org/b"] == "alive"
    assert found["a.test.org/shut"] == found["a.test.org/odd"] == "skipped"


@pytest.mark.parametrize("place", ["build", "https://mirror.test.org/m/"])
def test_remap_to_a_folder_and_to_another_address(place: str) -> None:
    found = verdicts(f'remap = {{"https://docs.test.org/" = "{place}"}}\n')
    assert found["docs.test.org/guide/"] == "alive"
    assert found["docs.test.org/never"] == "dead"


@pytest.mark.parametrize(
    ("accept", "shut", "odd"),
    [('["404..=410"]', "alive", "alive"), ('["404..410"]', "alive", "dead"), ("[410]", "dead", "alive")],
)
def test_statuses_that_are_accepted_everywhere(accept: str, shut: str, odd: str) -> None:
    found = verdicts(f"accept = {accept}\n")
    assert (found["a.test.org/shut"], found["a.test.org/odd"]) == (shut, odd)
