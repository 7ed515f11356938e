"""Peak memory by the length of the list: ``python -m benchmarks.memory [LINKS]…`` (nginx on the PATH).

What is in flight bounds it, and the records that the reports are made of: MB a thousand links is the slope between
the first length and the last.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks import measuring, nginx

HOSTS = 500


def main() -> None:
    """Measure and print."""
    lengths = [int(text) for text in sys.argv[1:]] or [1_000, 10_000, 100_000]
    peaks: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        with nginx.serving(folder) as port:
            page = folder / "list.md"
            for links in lengths:
                nginx.write_list(page, links, HOSTS, port)
                state = folder / f"state-{links}.db"
                command = [sys.executable, "-m", "linkcheck", "check", "-q", "--allow-private", "--state", str(state)]
                cost = measuring.run([*command, "-o", str(folder / "report.jsonl"), str(page)])
                peaks.append(cost.peak)
                print(f"{links:7} links  {cost}", flush=True)
    if len(lengths) > 1:
        slope = 1000 * (peaks[-1] - peaks[0]) / (lengths[-1] - lengths[0])
        print(f"{slope:.1f} MB a thousand links")


if __name__ == "__main__":
    main()
