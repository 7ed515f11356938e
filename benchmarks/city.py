"""Time where hosts are slow, paced or dead.

Prints the median of each tool, and what linkcheck takes beside each peer, all taking turns in one run:

* city: 1,500 links on 500 hosts of a fifth of a second in the median, one in thirty gone; the whole run;
* paced: 500 links on one host that answers one at a time in 50 ms, listed first, then 500 hosts of 0.3 s;
* dead: 150 links on a host that takes no connection, listed first, then the same 500 hosts; and these alone;
* many dead: 500 such hosts, a link on each, listed first, then the same 500 hosts.

Of the last three, the time is that at which the last of the 500 others was answered. A tool that has not come to them
all within two minutes is ended there, and its time is a lower bound.
"""

from __future__ import annotations

import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from benchmarks import commandline, measuring, streets

HOSTS: Final = [f"127.1.{number // 250}.{number % 250 + 1}" for number in range(500)]
LONGEST: Final = 120.0
"""Seconds for the last three scenes."""
SCENES: Final = ("city", "others alone", "paced first", "dead first", "many dead first")

Command: TypeAlias = tuple[str, ...]


def main() -> None:
    """Measure and print."""
    parser = commandline.parser(__doc__, runs=3, tools=True)
    parser.add_argument(
        "--scene", action="append", choices=SCENES, metavar="SCENE", help="this one alone; may be repeated [all]"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, streets.dead() as dead:
        tools = commandline.tools(arguments.tools, Path(name))
        page = Path(name) / "list.md"
        found: dict[str, dict[str, float]] = {}
        for scene in arguments.scene or SCENES:
            times: dict[str, list[float]] = {tool: [] for tool in tools}
            for _ in range(arguments.runs):
                for tool, command in tools.items():
                    times[tool].append(_measure(scene, command, page, dead))
            found[scene] = {tool: statistics.median(seconds) for tool, seconds in times.items()}
            _print(scene, found[scene])
    if {"others alone", "dead first"} <= found.keys():
        for tool, alone in found["others alone"].items():
            print(f"{tool}: a dead host makes the others {found['dead first'][tool] / alone - 1:+.0%} slower")


def _measure(scene: str, command: Command, page: Path, dead: Callable[[int], str]) -> float:
    """Return the seconds until the run's end (city), or until the last of the others was answered."""
    with streets.standing(None if scene == "city" else 0.3) as city:
        if scene == "city":
            _write(page, (city.url(host, number) for host in HOSTS for number in range(3)))
            return measuring.run([*command, str(page)]).wall
        first: Mapping[str, Callable[[], Iterable[str]]] = {
            "others alone": list,
            "paced first": lambda: (city.url(streets.PACED, number) for number in range(500)),
            "dead first": lambda: (f"http://{dead(0)}/{number}" for number in range(150)),
            "many dead first": lambda: (f"http://{dead(number)}/" for number in range(500)),
        }
        _write(page, [*first[scene](), *(city.url(host, 0) for host in HOSTS)])
        started = time.perf_counter()
        process = subprocess.Popen(
            [*command, str(page)], cwd=measuring.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while process.poll() is None and not _all_answered(city) and time.perf_counter() - started < LONGEST:
            time.sleep(0.02)
        if process.poll() is None:
            # A later request (a second asker) would only be of a page that did not answer well; none is.
            process.terminate()
            process.wait()
        return city.last_answer() - started if _all_answered(city) else LONGEST


def _all_answered(city: streets.City) -> bool:
    return len(city.last.keys() & set(HOSTS)) == len(HOSTS)


def _write(page: Path, urls: Iterable[str]) -> None:
    page.write_text("".join(f"- <{url}>\n" for url in urls), encoding="utf-8")


def _print(scene: str, times: Mapping[str, float]) -> None:
    told = "  ".join(
        f"{tool} {'over ' if seconds >= LONGEST else ''}{seconds:.2f} s" for tool, seconds in times.items()
    )
    print(f"{scene:15} {told}   {commandline.beside(times, 'time')}".rstrip(), flush=True)


if __name__ == "__main__":
    main()
