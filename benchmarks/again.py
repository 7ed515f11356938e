"""What a second run costs beside the first, of pages that have not changed, served by nginx on loopback.

The first run asks for all; the second, within the time that links are fresh, for none; the third (``--max-age 0``) asks
for all again, and the server says that they are as they were. Of each: the cost, what linkcheck sent and read, and the
time as a multiple of the first's.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import Final

from benchmarks import commandline, measuring, nginx

RUNS: Final = (("first", ()), ("second", ()), ("asked again", ("--max-age", "0")))


def main() -> None:
    """Measure and print."""
    parser = commandline.parser(__doc__)
    commandline.add_size(parser)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        page, log = folder / "list.md", folder / "log"
        with nginx.serving(folder) as port:
            nginx.write_list(page, arguments.links, arguments.hosts, port, under=nginx.UNCHANGING)
            command = [
                sys.executable,
                "-m",
                "linkcheck",
                "check",
                "--allow-private",
                "--state",
                str(folder / "state.db"),
            ]
            first = 0.0
            for run, options in RUNS:
                with log.open("wb") as stderr:
                    cost = measuring.run([*command, *options, "--no-progress", str(page)], stderr=stderr)
                said = re.search(r"; (\d+ requests?.*)", log.read_text(encoding="utf-8"))
                if said is None:
                    sys.exit(f"{run}: ended with {cost.code} and without a summary: {log.read_text(encoding='utf-8')}")
                first = first or cost.wall
                print(f"{run:12} {cost}  {cost.wall / first:5.2f} x the first   {said[1]}", flush=True)


if __name__ == "__main__":
    main()
