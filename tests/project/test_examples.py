"""The examples: copied as a user copies them, they do on the small web what they promise; their workflows are real."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from linkcheck.cli import run
from linkcheck.demo import SmallWeb
from linkcheck.demo.sites.github import Repo
from linkcheck.demo.world import demo_world, samples
from tests.cli.lists.test_remote import Again
from tests.cli.stage import Build, stage
from tests.github_rest import RestGitHub
from tests.project.documents import CHECKOUT, ROOT, blocks, commands, ours, parse

pytestmark = pytest.mark.skipif(not CHECKOUT, reason="an installed wheel has no examples beside it")

EXAMPLES = ROOT / "examples"
WORKFLOWS = sorted(EXAMPLES.glob("*/.github/workflows/*.yml"))


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """An example in a repository of its own, as the folder that commands run in."""
    folder = tmp_path / "repository"
    shutil.copytree(EXAMPLES / request.param, folder)
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    monkeypatch.chdir(folder)
    return folder


def checked(*arguments: str, build: Build, web: SmallWeb | None = None) -> dict[str, str]:
    code = run(["check", *arguments, "--no-state", "-q", "-o", "out.json"], world=stage(build, web=web))
    assert code == 0
    return {link["url"]: link["verdict"] for link in json.loads(Path("out.json").read_text("utf-8"))["links"]}


@pytest.mark.parametrize("copied", ["list"], indirect=True)
def test_the_list_is_reported_with_what_its_settings_say(copied: Path) -> None:
    def build(web: SmallWeb) -> None:
        web.site("notes.test.org").page("/diffusion", "扩散模型入门").page("/lecture-2019", "x", status=404)
        RestGitHub(samples().repositories, samples().accounts).serve(web)  # without a token

    verdicts = checked("README.md", "-o", "README.report.md", build=build, web=demo_world())
    assert set(verdicts.values()) == {"alive"}
    report = Path("README.report.md").read_text("utf-8")
    assert "Denoising Diffusion Probabilistic Models" in report
    assert run(["lint", "README.md"]) == 0


@pytest.mark.parametrize("copied", ["documentation"], indirect=True)
def test_the_documentation_holds_until_a_heading_is_renamed(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def build(web: SmallWeb) -> None:
        web.site("protocol.test.org").get("/spec", body=b'<h1 id="frames">Frames</h1>' + b"<p>One frame. </p>" * 40)

    assert run(["lint", "docs"]) == 0
    assert checked("docs", build=build)["https://protocol.test.org/spec#frames"] == "alive"
    settings = copied / "docs/guide/settings.md"
    settings.write_text(settings.read_text("utf-8").replace("Time limits", "Limits"), encoding="utf-8")
    capsys.readouterr()
    assert run(["lint", "docs"]) == 1
    assert "docs/index.md:3" in capsys.readouterr().out


@pytest.mark.parametrize("copied", ["organisation"], indirect=True)
def test_the_organisation_is_read_through_the_api(copied: Path) -> None:
    names = [word.removeprefix("github:") for word in commands(Path("README.md").read_text("utf-8"))[0].split()
             if word.startswith("github:")]  # fmt: skip

    def build(web: SmallWeb) -> None:
        web.site("pages.test.org").page("/a", "A page").page("/gone", "Gone", status=404)
        files = {"README.md": "- [a](https://pages.test.org/a)\n- [gone](https://pages.test.org/gone)\n"}
        RestGitHub([Repo(name=name, files=files) for name in names]).serve(web)

    arguments = [f"github:{name}" for name in names]
    assert run(["check", *arguments, "--no-state", "-q", "-o", "links.html", "-o", "o.json"], world=Again(build)) == 1
    found = json.loads(Path("o.json").read_text("utf-8"))
    assert found["inputs"] == [f"github:{name}/README.md" for name in names]
    assert {link["url"]: link["verdict"] for link in found["links"]} == {
        "https://pages.test.org/a": "alive",
        "https://pages.test.org/gone": "dead",
    }
    assert "pages.test.org/gone" in Path("links.html").read_text("utf-8")


@pytest.mark.parametrize(("name", "paths"), [("list", ["README.md"]), ("documentation", ["docs"])])
def test_init_writes_the_workflow_of_the_example(
    name: str, paths: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workflow = ".github/workflows/links.yml"
    shutil.copytree(EXAMPLES / name, tmp_path / "r", ignore=shutil.ignore_patterns(".github", "linkcheck.toml"))
    subprocess.run(["git", "init", "--quiet", str(tmp_path / "r")], check=True)
    monkeypatch.chdir(tmp_path / "r")
    assert run(["init", "--yes", *paths]) == 0
    written, example = (yaml.safe_load(re.sub(r"@v[\d.]+|@[0-9a-f]{40}", "@", path.read_text("utf-8")))
                        for path in (Path(workflow), EXAMPLES / name / workflow))  # fmt: skip
    for document in (written, example):
        assert document[True].pop("schedule")  # each repository's own
        document["jobs"]["links"]["with"].pop("report", None)  # not delivered, or the same
        document["jobs"]["links"]["with"].pop("formats", None)  # the example's badge
    assert written == example
    assert run(["lint", *paths]) == 0, "what init wrote is valid"
    assert ("fragments = true" in Path("linkcheck.toml").read_text("utf-8")) == (name == "documentation")


def inputs_of(path: Path) -> set[str]:
    document: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return set(document["inputs"] if "inputs" in document else document[True]["workflow_call"]["inputs"])


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.parents[2].name)
def test_a_workflow_names_inputs_that_exist_and_gives_the_web_no_rights(path: Path) -> None:
    reusable, action = inputs_of(ROOT / ".github/workflows/reusable.yml"), inputs_of(ROOT / "action.yml")
    document: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    assert document["permissions"] == {}
    for job in document["jobs"].values():
        if "uses" in job:
            assert job["with"].keys() <= reusable
            continue
        assert job["permissions"] == {"contents": "read"}
        for step in job["steps"]:
            if step["uses"].startswith("awesome-linkcheck/"):
                assert step["with"].keys() <= action


@pytest.mark.parametrize(
    "path", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name
)
def test_no_job_in_a_document_reads_the_web_with_rights_to_write(path: Path) -> None:
    for block in blocks(path.read_text("utf-8"), "yaml"):
        document = yaml.safe_load(block)
        for job in (document if isinstance(document, dict) else {}).get("jobs", {}).values():
            if any(step.get("uses", "").startswith("awesome-linkcheck/") for step in job.get("steps", ())):
                assert job["permissions"] == {"contents": "read"}, block


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.md")), ids=lambda path: str(path.relative_to(EXAMPLES)))
def test_commands_in_an_example_are_real(path: Path) -> None:
    for line in commands(path.read_text("utf-8")):
        for arguments in ours(line):
            parse(arguments)
