"""Raw throughput, without latency: ``python -m benchmarks.throughput [RUNS] [LINKS] [HOSTS]`` (nginx on the PATH).

Prints the median of each tool (lychee where it is on the PATH) and the ratio to it, the tools taking turns in one run.
Unlike lychee, which looks at the status alone, linkcheck reads every page: its title, its dates, its signs of a wall.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks import measuring, nginx


def main() -> None:
    """Measure and print."""
    runs, links, hosts = (int(text) for text in (*sys.argv[1:], *("3", "5000", "500")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # nginx's workers are another user's.
        folder.chmod(0o755)
        with nginx.serving(folder) as port:
            page = folder / "list.md"
            nginx.write_list(page, links, hosts, port)
            tools = measuring.tools(folder)
            costs: dict[str, list[measuring.Cost]] = {tool: [] for tool in tools}
            for _ in range(runs):
                for tool, command in tools.items():
                    costs[tool].append(measuring.run([*command, str(page)]))
    medians = {tool: measuring.median(found) for tool, found in costs.items()}
    for tool, cost in medians.items():
        print(f"{tool:10} {cost}  {links / cost.wall:7.0f} links a second")
    if "lychee" in medians:
        print(f"linkcheck takes {medians['linkcheck'].wall / medians['lychee'].wall:.1f} x lychee's time")


if __name__ == "__main__":
    main()
