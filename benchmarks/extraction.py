"""How long it takes to read a list, beside lychee's ``--dump`` where there is one. One run, every number from it.

    python -m benchmarks.extraction [--lychee PATH] [FILE…]

Without FILE, a list of 11,000 links is written to a temporary folder. The reader alone is timed in this process; the
whole command and lychee are timed as processes, start included. The best of five counts.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from linkcheck.document import read_document

_TIMES = 5
_ROW = "|**2024-01-{day:02}**|**A paper called {n}**|Somebody et.al.|[2401.{n:05}](https://arxiv.org/abs/2401.{n:05})|{code}|"
_CODE = "**[link](https://github.com/somebody/project-{n})**"


def main() -> None:
    """Print one line for each file and reader."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--lychee", default=shutil.which("lychee"), help="the lychee to compare with")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for file in arguments.files or [_written_list(Path(folder))]:
            _compare(file, arguments.lychee)


def _compare(file: Path, lychee: str | None) -> None:
    text = file.read_bytes().decode()
    found = len(read_document(text, file.name).occurrences)
    print(f"{file.name}: {len(text.encode()) / 1e6:.2f} MB, {found:,} places")
    print(f"  read_document          {_best(lambda: read_document(text, file.name)):.3f} s")
    command = [sys.executable, "-m", "linkcheck", "links", "--format", "json", str(file)]
    print(f"  linkcheck links        {_best(lambda: _run(command)):.3f} s, start included")
    if lychee is None:
        print("  lychee --dump          not here")
        return
    command = [lychee, "--dump", "--include-mail", "--offline", str(file)]
    print(f"  lychee --dump          {_best(lambda: _run(command)):.3f} s, start included")


def _best(action: Callable[[], object]) -> float:
    return min(_timed(action) for _ in range(_TIMES))


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
