"""What a release is made of: one version everywhere, a changelog that says it, and a workflow that can be rehearsed."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
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
WHEELS = os.environ.get("LINKCHECK_WHEELS")


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


def scripts(job: str) -> list[str]:
    """Return what a job of release.yml runs, in order, without what its Actions do."""
    steps = yaml.safe_load(read(".github/workflows/release.yml"))["jobs"][job]["steps"]
    return [each["run"] for each in steps if "run" in each]


def simple_index(folder: Path, wheels: Iterable[Path]) -> str:
    """Lay wheels out as an index (PEP 503) and return its address."""
    for wheel in wheels:
        project = folder / re.sub(r"[-_.]+", "-", wheel.name.partition("-")[0]).lower()
        project.mkdir(parents=True, exist_ok=True)
        shutil.copy(wheel, project)
        with (project / "index.html").open("a", encoding="utf-8") as page:
            page.write(f'<a href="{wheel.name}">{wheel.name}</a>\n')
    return folder.as_uri()


@pytest.mark.skipif(not WHEELS, reason="make rehearse makes the folder of wheels it wants")
def test_the_steps_up_to_publishing_and_what_a_user_then_does(tmp_path: Path) -> None:
    """The scripts of release.yml as they stand, over a clone with the tag; wheels come from a folder, not a network."""
    wheels = Path(str(WHEELS)).resolve()
    tree, tools, empty = tmp_path / "tree", tmp_path / "tools", tmp_path / "empty"
    subprocess.run(["git", "clone", "--quiet", ROOT, tree], check=True)
    subprocess.run([sys.executable, "-m", "venv", tools], check=True)
    empty.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "RELEASE_"))} | {
        "PATH": f"{tools / 'bin'}{os.pathsep}{os.environ['PATH']}", "GITHUB_REF_NAME": "v7.1.0",
        "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels), "PIP_CONFIG_FILE": os.devnull,
    }  # fmt: skip

    def bash(script: str, folder: Path = tree, **more: str) -> str:
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=folder, env=environment | more, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{script}\n{done.stdout}{done.stderr}"
        return done.stdout

    (tree / "CHANGELOG.md").write_text("# Changelog\n\n## [Unreleased]\n\n- This.\n", "utf-8")
    bash("python .ci/release.py prepare 7.1.0")
    bash("git -c user.name=A -c user.email=a@example.org commit -qam 7.1.0 && git tag v7.1.0")
    for job in ("build", "try"):
        for script in scripts(job):
            bash(script)
    assert (tree / "notes.md").read_text("utf-8") == "- This.\n"
    assert "msgspec" in (tree / "linkcheck.cdx.json").read_text("utf-8")
    index = simple_index(tmp_path / "index", [*wheels.glob("*.whl"), *(tree / "dist").glob("*.whl")])
    own = {"PIPX_HOME": str(tmp_path / "pipx"), "PIPX_BIN_DIR": str(tmp_path / "programs"), "PIP_NO_INDEX": "0"}
    bash(
        f"python -m pip install --quiet pipx && pipx install awesome-linkcheck==7.1.0 --index-url {index}", empty, **own
    )
    assert "linkcheck 7.1.0 from commit " in bash("../programs/linkcheck --version -v", empty)
    bash("../programs/linkcheck demo --quiet --out out", empty)
    assert (empty / "out" / "list.report.md").stat().st_size > 10_000


@pytest.mark.parametrize("arguments", [["--version", "-v"], ["-v", "--version"]])
def test_a_verbose_version_says_python_and_platform(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert run(arguments) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"linkcheck {__version__} from ")
    assert f"{sys.version_info.major}.{sys.version_info.minor}." in said
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"linkcheck {__version__}\n"
