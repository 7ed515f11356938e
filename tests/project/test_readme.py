"""README, one screen that leads on: its commands exist and work, and both languages say the same."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from linkcheck import __version__
from linkcheck.cli import cli
from tests.project.documents import CHECKOUT, ROOT, blocks, commands, headings, ours, parse, read

pytestmark = pytest.mark.skipif(not CHECKOUT, reason="an installed wheel has no README beside it")
LANGUAGES = ("README.md", "README.zh-CN.md")


def test_both_languages_have_the_same_headings_and_commands() -> None:
    english, chinese = (read(name) for name in LANGUAGES)
    assert headings(english) == headings(chinese)
    assert commands(english) == commands(chinese)


def test_both_languages_lead_to_the_same_places_and_compare_the_same_things() -> None:
    english, chinese = (read(name) for name in LANGUAGES)
    target = re.compile(r"\]\(([^)]+)\)")
    # A heading has its name in each language.
    places = [
        {place.replace(".zh-CN", "").partition("#")[0] for place in target.findall(text)} for text in (english, chinese)
    ]
    assert places[0] == places[1]
    rows = re.compile(r"^\|", re.MULTILINE)
    assert len(rows.findall(english)) == len(rows.findall(chinese))


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_command_parses(name: str) -> None:
    lines = [arguments for line in commands(read(name)) for arguments in ours(line)]
    for arguments in lines:
        parse(arguments)


@pytest.mark.parametrize("name", ["docs/index.md", "docs/index.zh-CN.md"])
def test_every_command_is_shown(name: str) -> None:
    """README leads there: the last block of the page is all commands."""
    *_, last = blocks(read(name), "console")
    shown = {word for line in commands(f"```console\n{last}```") for arguments in ours(line) for word in arguments}
    assert not set(cli.list_commands(None)) - shown, "All commands leaves these out"  # type: ignore[arg-type]


@pytest.mark.parametrize("name", LANGUAGES)
def test_it_is_one_screen(name: str) -> None:
    """A sentence, a picture, the commands, a table, where to read on: the rest has its own page in docs/."""
    text = read(name)
    assert len(text.splitlines()) <= 50
    assert text.count("![") == 1
    assert headings(text) == [1]


@pytest.mark.parametrize("name", LANGUAGES)
def test_make_has_the_targets(name: str) -> None:
    targets = set(re.findall(r"^([\w-]+):", read("Makefile"), re.MULTILINE))
    wanted = {line.split()[1] for line in commands(read(name)) if line.startswith("make ")}
    assert {"demo", "test"} <= wanted <= targets


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an environment that has our dependencies, and neither this checkout nor any network."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    site = next(folder.glob("venv/lib/python*/site-packages"), None) or folder / "venv/Lib/site-packages"
    # A folder that a .pth file names is searched, and its own .pth files are not read: no editable install of ours.
    (site / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return folder / "venv"


def _python(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _repository(folder: Path) -> Path:
    """Return a bare repository of this checkout as it stands, committed or not."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout.decode()
    work = folder / "work"
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, work / name)
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for arguments in (["init", "-q", "."], ["add", "-A"], [*identity, "commit", "-q", "-m", "all"]):
        subprocess.run(["git", *arguments], cwd=work, check=True)
    subprocess.run(["git", "clone", "-q", "--bare", work, folder / "linkcheck.git"], check=True)
    return folder / "linkcheck.git"


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no checkout")
@pytest.mark.parametrize("form", ["repository", "checkout"])
def test_it_installs_as_readme_says(form: str, environment: Path, tmp_path: Path) -> None:
    """``pipx install ADDRESS`` is pip in an environment of its own: here with the address of a local repository."""
    assert "pipx install git+https://github.com/awesome-linkcheck/linkcheck" in commands(read("README.md"))
    assert "`pipx install .`" in read("docs/index.md")
    source = f"git+{_repository(tmp_path).as_uri()}" if form == "repository" else "."
    cwd = ROOT
    if form == "checkout":
        subprocess.run(["git", "clone", "-q", _repository(tmp_path), tmp_path / "checkout"], check=True)
        cwd = tmp_path / "checkout"
    pip = [
        str(_python(environment)),
        "-I",
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
        "--no-index",
    ]
    done = subprocess.run(
        [*pip, "--no-deps", "--no-build-isolation", "--force-reinstall", source],
        cwd=cwd,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    program = _python(environment).with_name("linkcheck.exe" if sys.platform == "win32" else "linkcheck")
    empty = tmp_path / "elsewhere"
    empty.mkdir()
    said = subprocess.run([program, "--version"], cwd=empty, check=True, capture_output=True, text=True).stdout
    assert __version__ in said
    where = [str(_python(environment)), "-I", "-c", "import linkcheck; print(linkcheck.__file__)"]
    place = subprocess.run(where, cwd=empty, check=True, capture_output=True, text=True).stdout
    assert Path(place.strip()).is_relative_to(environment)
    subprocess.run([program, "demo", "--quiet", "--out", "out"], cwd=empty, check=True)
    assert (empty / "out" / "list.report.md").stat().st_size > 10_000
