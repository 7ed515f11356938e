"""Raw throughput, without latency: many links on many hosts, served by nginx on loopback.

Prints the median of each tool and what linkcheck takes beside each peer, all taking turns in one run. Unlike lychee and
linkinator, which look at the status alone, linkcheck reads every page: its title, its dates, its signs of a wall.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks import commandline, measuring, nginx


def main() -> None:
    """Measure and print."""
    parser = commandline.parser(__doc__, runs=3, tools=True)
    commandline.add_size(parser)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # nginx's workers are another user's.
        folder.chmod(0o755)
        tools = commandline.tools(arguments.tools, folder)
        with nginx.serving(folder) as port:
            page = folder / "list.md"
            nginx.write_list(page, arguments.links, arguments.hosts, port)
            commands = {tool: [*command, str(page)] for tool, command in tools.items()}
            medians = measuring.in_turns(commands, arguments.runs)
    for tool, cost in medians.items():
        print(f"{tool:10} {cost}  {arguments.links / cost.wall:7.0f} links a second")
    if len(medians) > 1:
        print(commandline.beside({tool: cost.wall for tool, cost in medians.items()}, "time"))
        print(commandline.beside({tool: cost.peak for tool, cost in medians.items()}, "memory"))


if __name__ == "__main__":
    main()
