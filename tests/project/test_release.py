"""What a release is made of: one version everywhere, a changelog that says it, and a workflow that can be rehearsed."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from linkcheck import __version__
from linkcheck.cli import run
from linkcheck.cli.commands.init.starter_files import workflow
from linkcheck.cli.installation import release
from tests.action.runner import git
from tests.project.documents import CHECKOUT, ROOT, read

pytestmark = pytest.mark.skipif(not CHECKOUT, reason="an installed wheel has no project beside it")
PROGRAM = ROOT / ".ci/release.py"


def module() -> Any:
    spec = importlib.util.spec_from_file_location("release_steps", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def step(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "RELEASE_ROOT": str(root)}
    command = [sys.executable, str(PROGRAM), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def named() -> dict[str, str]:
    """Return everything that a user copies from."""
    texts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in module().pinned()}
    texts |= {path: read(path) for path in ("action.yml", ".pre-commit-hooks.yaml", ".ci/run")}
    for deliver in ("commit", "pull-request"):
        texts[f"init --deliver {deliver}"] = workflow(("README.md",), seed="a/b", deliver=deliver)
    return texts


def test_nothing_that_is_copied_follows_a_branch() -> None:
    moving = re.compile(r"@(?:main|master)\b|\brev: (?:main|master)\b|^\s*default: (?:main|master)$", re.MULTILINE)
    assert [(name, match[0]) for name, text in named().items() for match in moving.finditer(text)] == []


def test_what_is_copied_names_the_release_of_this_version() -> None:
    ours = re.compile(r"awesome-linkcheck/linkcheck\S*?@(\S+)|^\s*rev: (\S+)", re.MULTILINE)
    found = {(name, match[1] or match[2]) for name, text in named().items() for match in ours.finditer(text)}
    assert len(found) >= 3
    assert all(pin == release() or re.fullmatch(r"[0-9a-f]{40}", pin) for _, pin in found), found


def test_a_commit_is_named_with_its_tag_where_it_is_used() -> None:
    """What dependabot and zizmor read: ``@COMMIT # vX.Y.Z``."""
    for name, text in named().items():
        for line in re.findall(r"awesome-linkcheck/linkcheck\S*?@[0-9a-f]{40}.*", text):
            assert re.search(r"@[0-9a-f]{40}(?: # v\d+\.\d+\.\d+)?$", line), (name, line)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("CHANGELOG.md", "README.md", "docs/ci.md", "linkcheck/__init__.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## [Unreleased]\n\n### Added\n\n- This.\n", "utf-8")
    return tmp_path


def test_a_release_is_prepared_once(tree: Path) -> None:
    assert step(tree, "prepare", "7.1.0").returncode == 0
    log = (tree / "CHANGELOG.md").read_text("utf-8")
    assert re.search(r"## \[Unreleased\]\n\n## \[7\.1\.0\] - \d{4}-\d\d-\d\d\n\n### Added\n\n- This\.\n", log)
    assert '__version__ = "7.1.0"' in (tree / "linkcheck/__init__.py").read_text("utf-8")
    assert "linkcheck/linkcheck@v7.1.0" in (tree / "docs/ci.md").read_text("utf-8")
    assert "rev: v7.1.0" in (tree / "docs/ci.md").read_text("utf-8")
    assert step(tree, "notes").stdout == "### Added\n\n- This.\n"
    assert step(tree, "check", "v7.1.0").returncode == 0
    again = step(tree, "prepare", "7.1.0")
    assert again.returncode == 1
    assert "does not come after" in again.stderr
    assert "nothing under [Unreleased]" in step(tree, "prepare", "7.1.1").stderr


def test_a_tagged_release_is_pinned_by_its_commit(tree: Path) -> None:
    assert "no tag v7.1.0 here" in step(tree, "pin", "v7.1.0").stderr
    assert step(tree, "prepare", "7.1.0").returncode == 0
    git(tree, "init", "--quiet")
    git(tree, "add", ".")
    git(tree, "commit", "--quiet", "--message", "Release 7.1.0")
    git(tree, "tag", "v7.1.0")
    commit = git(tree, "rev-parse", "HEAD").strip()
    assert step(tree, "pin", "v7.1.0").returncode == 0
    text = (tree / "docs/ci.md").read_text("utf-8")
    assert f"uses: awesome-linkcheck/linkcheck@{commit} # v7.1.0\n" in text
    assert "linkcheck@v" not in text
    assert step(tree, "pin", "v7.1.0").returncode == 0
    assert (tree / "docs/ci.md").read_text("utf-8") == text, "pinned again it is the same"


@pytest.mark.parametrize("wanted", ["", "7.1", "v7.1.0", "7.1.0rc1", "0.0.9"])
def test_what_is_no_next_version_changes_nothing(tree: Path, wanted: str) -> None:
    before = {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}
    assert step(tree, "prepare", wanted).returncode == 1
    assert {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()} == before


def test_a_tag_of_another_version_is_refused(tree: Path) -> None:
    assert "the tag is v9.9.9" in step(tree, "check", "v9.9.9").stderr
    assert step(tree, "check", f"v{__version__}").returncode == 1  # on its way, with no section


def test_the_workflow_gives_rights_to_those_parts_alone_that_use_them() -> None:
    jobs: dict[str, Any] = yaml.safe_load(read(".github/workflows/release.yml"))["jobs"]
    writing = {name: {r for r, w in job.get("permissions", {}).items() if w == "write"} for name, job in jobs.items()}
    assert {name for name, rights in writing.items() if rights} == {
        "attest", "publish", "image", "image-list", "announce"
    }  # fmt: skip
    assert not writing["build"] | writing["try"] | writing["tests"]
    for name in ("attest", "publish", "announce"):
        assert not any("checkout" in s.get("uses", "") for s in jobs[name]["steps"]), "it would run what it publishes"
    everywhere = jobs["try"]["strategy"]["matrix"]
    assert {s.split("-")[0] for s in everywhere["system"]} == {"ubuntu", "macos", "windows"}
    assert everywhere["python"] == ["3.11", "3.12", "3.13", "3.14"]


def test_every_action_is_pinned_by_commit() -> None:
    for path in (ROOT / ".github/workflows").glob("*.yml"):
        for used in re.findall(r"uses: (\S+)", path.read_text("utf-8")):
            assert used.startswith("./") or re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", used), (path.name, used)


def tools_missing() -> bool:
    return (
        not all(importlib.util.find_spec(name) for name in ("build", "twine")) or "LINKCHECK_WHEELS" not in os.environ
    )


@pytest.mark.skipif(tools_missing(), reason="wants the group release, and a folder of wheels in LINKCHECK_WHEELS")
def test_the_steps_up_to_publishing() -> None:
    """``make rehearse`` in CI; here with the tools and the wheels at hand, without network."""
    built = step(ROOT, "build", "--here")
    assert built.returncode == 0, built.stdout + built.stderr
    wheels = Path(os.environ["LINKCHECK_WHEELS"])
    for wheel in (ROOT / "dist").glob("*.whl"):
        shutil.copy(wheel, wheels)
    tried = step(ROOT, "try", "--wheels", str(wheels))
    assert tried.returncode == 0, tried.stdout + tried.stderr


@pytest.mark.parametrize("arguments", [["--version", "-v"], ["-v", "--version"]])
def test_a_verbose_version_says_python_and_platform(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert run(arguments) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"linkcheck {__version__} from ")
    assert f"{sys.version_info.major}.{sys.version_info.minor}." in said
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"linkcheck {__version__}\n"
