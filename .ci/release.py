"""What a release is made of, in steps that a workflow and a person run alike.

prepare VERSION   write the version, date the changelog's section, pin the version in documents and examples
check TAG         say whether the tag is the version's, and the changelog has its section
build [--here]    one source distribution and one wheel in dist/, checked; --here uses this environment's hatchling
pin TAG           name that tag's commit in documents and examples, once it is tagged
try               install the wheel from a folder of wheels into a new environment, and run the demo there
notes             print the changelog's section of this version
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(os.environ.get("RELEASE_ROOT") or Path(__file__).resolve().parent.parent)
_VERSION: Final = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
_FINAL: Final = re.compile(r"\d+\.\d+\.\d+")
_PACKAGES: Final = {"linkcheck", "fetchers", "reports"}
PINS: Final = re.compile(
    r"(awesome-linkcheck/linkcheck(?:\.git|/\.github/workflows/reusable\.yml)?@v|rev: v)\d+\.\d+\.\d+"
)
"""Where a document, a template or an example names the release to use by its tag."""
_USES: Final = re.compile(
    r"(awesome-linkcheck/linkcheck(?:/\.github/workflows/reusable\.yml)?@)(?:v[\d.]+\b|[0-9a-f]{40} # v[\d.]+)"
)
"""Where one names what is run, by a tag or already by a commit."""
PINNED: Final = ("*.md", "docs/**/*.md", "examples/**/*", "examples/**/.*/**/*")


def version() -> str:
    """Return the version of the tree."""
    match = _VERSION.search((ROOT / "linkcheck/__init__.py").read_text("utf-8"))
    return match[1] if match else sys.exit("release: linkcheck/__init__.py names no version")


def release_of(stated: str) -> str:
    """Return the release that a version is, or is on its way to: 0.2.0.dev0 → 0.2.0."""
    return re.split(r"\.?(?:dev|a|b|rc)", stated)[0]


def prepare(wanted: str, today: dt.date) -> None:
    """Write a version everywhere it is named. Ends the program where that is no version to release."""
    if not _FINAL.fullmatch(wanted):
        sys.exit(f"release: {wanted!r} is no version; write it as in VERSION=0.2.0")
    if _numbers(wanted) < _numbers(release_of(version())) or wanted == version():
        sys.exit(f"release: {wanted} does not come after {version()}")
    changelog = ROOT / "CHANGELOG.md"
    changelog.write_text(dated(changelog.read_text("utf-8"), wanted, today), "utf-8", newline="\n")
    code = ROOT / "linkcheck/__init__.py"
    code.write_text(_VERSION.sub(f'__version__ = "{wanted}"', code.read_text("utf-8")), "utf-8", newline="\n")
    for path in pinned():
        text = path.read_text("utf-8")
        if (changed := PINS.sub(rf"\g<1>{wanted}", text)) != text and path != changelog:
            path.write_text(changed, "utf-8", newline="\n")
            _say(f"pinned {wanted} in {path.relative_to(ROOT).as_posix()}")
    _say(f"next: read git diff, commit, then: git tag -s v{wanted} && git push origin v{wanted}")
    _say(f"then: python .ci/release.py pin v{wanted}, and commit what it pinned")


def dated(changelog: str, wanted: str, today: dt.date) -> str:
    """Return the changelog with what is unreleased under a version and a day, and an empty section above."""
    match = re.search(r"^## \[Unreleased\]\n(.*?)(?=^## \[|^\[|\Z)", changelog, re.MULTILINE | re.DOTALL)
    if match is None or not re.search(r"^- ", match[1], re.MULTILINE):
        sys.exit("release: CHANGELOG.md has nothing under [Unreleased]")
    head = f"## [Unreleased]\n\n## [{wanted}] - {today.isoformat()}\n"
    return changelog[: match.start()] + head + changelog[match.start(1) :]


def pinned() -> list[Path]:
    """Return the files that may name a release."""
    return sorted({path for pattern in PINNED for path in ROOT.glob(pattern) if path.is_file()})


def pin(tag: str) -> None:
    """Name a tag's commit where its name stands: a tag can be moved, a commit cannot. Ends where it is unknown."""
    commit = _git("rev-parse", "--verify", "--quiet", f"refs/tags/{tag}^{{commit}}")
    if not commit:
        sys.exit(f"release: no tag {tag} here; tag first")
    for path in pinned():
        text = path.read_text("utf-8")
        if (changed := _USES.sub(rf"\g<1>{commit} # {tag}", text)) != text:
            path.write_text(changed, "utf-8", newline="\n")
            _say(f"pinned {commit[:12]} in {path.relative_to(ROOT).as_posix()}")


def section(changelog: str, wanted: str) -> str:
    """Return a version's section of the changelog, empty where there is none."""
    pattern = rf"^## \[{re.escape(wanted)}\][^\n]*\n(.*?)(?=^## \[|^\[|\Z)"
    match = re.search(pattern, changelog, re.MULTILINE | re.DOTALL)
    return match[1].strip() + "\n" if match else ""


def check(tag: str) -> None:
    """End the program where a tag is not that of this tree, or nobody is told what changed."""
    if tag != f"v{version()}" or not _FINAL.fullmatch(version()):
        sys.exit(f"release: the tag is {tag}, and the tree is {version()}")
    if not section((ROOT / "CHANGELOG.md").read_text("utf-8"), version()):
        sys.exit(f"release: CHANGELOG.md has no section for {version()}")


def build(*, here: bool) -> None:
    """Build both distributions once, and check them."""
    dist = ROOT / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    # What is built says of which commit it is, for `linkcheck init` to name; the tree itself cannot know that.
    note = ROOT / "linkcheck/commit.txt"
    if commit := _git("rev-parse", "HEAD"):
        note.write_text(commit + "\n", "ascii")
    try:
        _make(dist, here=here)
    finally:
        note.unlink(missing_ok=True)


def _make(dist: Path, *, here: bool) -> None:
    _run([sys.executable, "-m", "build", *(["--no-isolation"] if here else []), "--outdir", str(dist), str(ROOT)])
    _run([sys.executable, "-m", "twine", "check", "--strict", *map(str, sorted(dist.iterdir()))])
    wheel = _wheel()
    with zipfile.ZipFile(wheel) as archive:
        top = {name.split("/")[0] for name in archive.namelist()}
    extra = {name for name in top - _PACKAGES if not name.endswith(".dist-info")}
    if extra or not top >= _PACKAGES:
        sys.exit(f"release: {wheel.name} holds {sorted(top)}")
    _say(f"{wheel.name} holds the three packages and nothing else")


def try_out(wheels: Path | None) -> None:
    """Install as a user does who has nothing of ours, and run the demo from an empty folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = wheels or folder / "wheels"
        if wheels is None:
            _run([sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", str(store), str(_wheel())])
        venv.create(folder / "user", with_pip=True)
        programs = folder / "user" / ("Scripts" if os.name == "nt" else "bin")
        python, linkcheck = programs / "python", programs / "linkcheck"
        install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index"]
        _run([*install, "--find-links", str(store), f"awesome-linkcheck=={version()}"])
        (folder / "empty").mkdir()
        _run([str(linkcheck), "--version", "-v"], folder / "empty")
        _run([str(linkcheck), "demo", "--quiet", "--out", "out"], folder / "empty")
        if not (folder / "empty/out/list.report.md").stat().st_size:
            sys.exit("release: the demo wrote an empty report")
    _say("the wheel installs from a folder of wheels, and its demo runs")


def _wheel() -> Path:
    wheels = sorted((ROOT / "dist").glob("*.whl"))
    return wheels[0] if len(wheels) == 1 else sys.exit(f"release: {len(wheels)} wheels in dist/; build first")


def _numbers(stated: str) -> tuple[int, ...]:
    return tuple(int(part) for part in stated.split("."))


def _git(*words: str) -> str:
    """Return what git says, empty where it knows no answer."""
    done = subprocess.run(["git", *words], cwd=ROOT, check=False, capture_output=True, text=True)  # noqa: S603, S607
    return done.stdout.strip() if done.returncode == 0 else ""


def _run(command: Sequence[str], cwd: Path = ROOT) -> None:
    _say("$ " + " ".join(command))
    done = subprocess.run(command, cwd=cwd, check=False)  # noqa: S603  our own words
    if done.returncode:
        sys.exit(f"release: {command[0]} ended with {done.returncode}")


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  a program for the terminal


def main() -> None:
    """Run one step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = parser.add_subparsers(dest="step", required=True)
    steps.add_parser("prepare").add_argument("version")
    steps.add_parser("check").add_argument("tag")
    steps.add_parser("pin").add_argument("tag")
    steps.add_parser("build").add_argument("--here", action="store_true")
    steps.add_parser("try").add_argument("--wheels", type=Path)
    steps.add_parser("notes")
    given = parser.parse_args()
    match given.step:
        case "prepare":
            prepare(given.version, dt.datetime.now(dt.UTC).date())
        case "check":
            check(given.tag)
        case "pin":
            pin(given.tag)
        case "build":
            build(here=given.here)
        case "try":
            try_out(given.wheels)
        case _:
            sys.stdout.write(section((ROOT / "CHANGELOG.md").read_text("utf-8"), version()))


if __name__ == "__main__":
    main()
