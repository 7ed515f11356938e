"""How long it takes to read a list, beside lychee's ``--dump``.

Without LIST, one of 11,000 links is written to a temporary folder. The reader alone is timed in this process; the whole
command and lychee are timed as processes, start included. The best of the runs counts.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks import commandline
from linkcheck.document import read_document

_ROW = "|**2024-01-{day:02}**|**A paper called {n}**|Somebody et.al.|[2401.{n:05}](https://arxiv.org/abs/2401.{n:05})|{code}|"
_CODE = "**[link](https://github.com/somebody/project-{n})**"


def main() -> None:
    """Print one line for each file and reader."""
    parser = commandline.parser(__doc__, runs=5)
    parser.add_argument("lists", nargs="*", type=Path, metavar="LIST", help="a Markdown file")
    arguments = parser.parse_args()
    lychee = shutil.which("lychee") or print("lychee: not on the PATH, and left out")
    with tempfile.TemporaryDirectory() as folder:
        for file in arguments.lists or [_written_list(Path(folder))]:
            _compare(file, lychee, arguments.runs)


def _compare(file: Path, lychee: str | None, runs: int) -> None:
    text = file.read_bytes().decode()
    found = len(read_document(text, file.name).occurrences)
    print(f"{file.name}: {len(text.encode()) / 1e6:.2f} MB, {found:,} places")
    print(f"  read_document          {_best(lambda: read_document(text, file.name), runs):.3f} s")
    commands = {"linkcheck": [sys.executable, "-m", "linkcheck", "links", "--format", "json", str(file)]}
    if lychee is not None:
        commands["lychee"] = [lychee, "--dump", "--include-mail", "--offline", str(file)]
    best = {tool: _best(partial(_run, command), runs) for tool, command in commands.items()}
    for tool, seconds in best.items():
        print(f"  {tool:22} {seconds:.3f} s, start included")
    if lychee is not None:
        print(f"  {commandline.beside(best, 'time')}")


def _best(action: Callable[[], object], runs: int) -> float:
    return min(_timed(action) for _ in range(runs))


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _written_list(folder: Path) -> Path:
    rows = [_ROW.format(day=n % 28 + 1, n=n, code=_CODE.format(n=n) if n % 6 == 0 else "null") for n in range(9429)]
    file = folder / "generated.md"
    file.write_text("\n".join(["# Papers", "", "|Date|Title|Authors|PDF|Code|", "|---|---|---|---|---|", *rows, ""]))
    return file


if __name__ == "__main__":
    main()
