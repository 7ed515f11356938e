"""The benchmarks: one shape of command line; and their hard web: sound as data, and scored without favour."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import commandline, sites
from benchmarks.hardweb import answers, classes, pages
from benchmarks.hardweb.__main__ import report
from benchmarks.hardweb.scenario import Truth
from benchmarks.measuring import ROOT
from linkcheck.demo import SmallWeb
from linkcheck.model import Verdict

SCENARIOS = [*answers.scenarios(), *pages.scenarios(), *classes.scenarios()]


def test_every_scenario_has_a_name_and_an_address_of_its_own() -> None:
    assert len({one.name for one in SCENARIOS}) == len(SCENARIOS)
    assert len({one.url for one in SCENARIOS}) == len(SCENARIOS)


def test_right_verdicts_agree_with_the_truth() -> None:
    for one in SCENARIOS:
        assert any(verdict.is_gone for verdict in one.verdicts) is (one.truth is Truth.GONE), one.name


def test_every_scenario_can_be_furnished() -> None:
    web = SmallWeb()
    for one in SCENARIOS:
        one.furnish(web)


def test_mistakes_are_counted_and_named() -> None:
    gone = next(one for one in SCENARIOS if one.truth is Truth.GONE)
    there = next(one for one in SCENARIOS if one.verdicts == {Verdict.ALIVE})
    wrong = report([gone, there], {gone.url: Verdict.ALIVE, there.url: Verdict.DEAD}, 1.0)
    assert "false alarms (there or open, called broken): **1** of 1" in wrong
    assert "missed (gone, not called broken): **1** of 1" in wrong
    assert "exact verdict: **0** of 2" in wrong
    assert f"{there.name} ({there.about}): dead, not alive" in wrong
    right = report([gone, there], {gone.url: next(iter(gone.verdicts)), there.url: Verdict.ALIVE}, 1.0)
    assert "exact verdict: **2** of 2" in right
    assert "Wrong:" not in right
    silent = report([gone], {}, 1.0)
    assert "missed (gone, not called broken): **1** of 1" in silent


def test_real_pages_of_a_folder_are_judged_and_the_accused_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "<p>" + "Plants near water grow faster than others in dry soil. " * 10 + "</p>"
    (tmp_path / "index.html").write_text(f"<title>Garden</title><h1>Garden</h1>{words}")
    (tmp_path / "404.html").write_text("<title>404</title><h1>Page not found</h1>" + " " * 400)
    monkeypatch.setattr(sys, "argv", ["sites", str(tmp_path)])
    assert sites.main() == 0
    gone = tmp_path / "gone.html"
    gone.write_text("<title>Page not found</title><h1>Page not found</h1>" + " " * 400)
    assert sites.main() == 1
    assert f"title-not-found\t{gone}" in capsys.readouterr().out


MODULES = [
    *(
        "again",
        "browser",
        "city",
        "extraction",
        "hardweb.__main__",
        "memory",
        "pages",
        "reports",
        "services",
        "sites",
        "startup",
    ),
    "throughput",
]


@pytest.mark.parametrize("name", MODULES)
def test_every_benchmark_says_what_it_does(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = importlib.import_module(f"benchmarks.{name}")
    monkeypatch.setattr(sys, "argv", ["benchmark", "--help"])
    with pytest.raises(SystemExit) as ended:
        asyncio.run(module.main()) if inspect.iscoroutinefunction(module.main) else module.main()
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert (module.__doc__ or "").partition("\n")[0] in " ".join(said.split())


def test_a_peer_that_is_not_here_is_told_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lychee").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert list(commandline.tools(None, tmp_path)) == ["linkcheck", "lychee"]
    assert capsys.readouterr().out == "linkinator: not on the PATH, and left out\n"
    assert list(commandline.tools(["lychee"], tmp_path)) == ["lychee"]
    with pytest.raises(SystemExit, match="nothing to be measured"):
        commandline.tools(["linkinator"], tmp_path)
    with pytest.raises(SystemExit, match="nginx: not on the PATH"):
        commandline.needed("nginx")


def test_ratios_name_whom_they_are_to() -> None:
    assert commandline.beside({"linkcheck": 3.0, "a": 2.0, "b": 6.0}, "time") == (
        "linkcheck takes 1.50 x a's time and 0.50 x b's time"
    )
    assert commandline.beside({"linkcheck": 3.0}, "time") == ""


AND_TELL_THE_PEAK = """
import os, runpy, sys

def leave(code):
    print(*(line for line in open("/proc/self/status") if line.startswith("VmHWM")))
    sys.stdout.flush()
    end(code)

end, os._exit = os._exit, leave
runpy.run_module("benchmarks.without_network", run_name="__main__")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
def test_a_run_without_a_network_has_every_link_and_takes_less_than_a_hundred_megabytes(tmp_path: Path) -> None:
    """Where this was written 75, of which two thirds is what is loaded."""
    entries = (f"- [Entry {n}](https://site-{n // 2}.test.org/{n}) - what is said of it" for n in range(1_000))
    (tmp_path / "list.md").write_text("\n".join(["# A list", "", *entries]), "utf-8")
    arguments = ["check", "-q", "--shards", "1", "--no-state", "-o", str(tmp_path / "report.md")]
    command = [sys.executable, "-c", AND_TELL_THE_PEAK, *arguments, str(tmp_path / "list.md")]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "| alive | 1000 | fine |" in (tmp_path / "report.md").read_text("utf-8")
    assert int(told.split()[1]) < 100_000
