"""How quick the HTML page is in Chromium.

The lists get made-up answers, as in benchmarks.reports. Each figure runs from the input to the picture being drawn.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks import commandline
from benchmarks.reports import make_run
from reports.htmlpage import HTML
from reports.interface import Options
from tests.browser import chromium

_ACT: Final = """
(async () => {
  const control = document.getElementById("%s");
  const drawn = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  await drawn();
  const began = performance.now();
  control.value = "%s";
  control.dispatchEvent(new Event("%s", {bubbles: true}));
  await drawn();
  await drawn();
  return performance.now() - began;
})()
"""
ACTIONS: Final = {
    "search": ("query", "title 42", "input"),
    "search for all": ("query", "", "input"),
    "sort by stars": ("order", "stars", "change"),
    "sort by section": ("order", "section", "change"),
}


async def main() -> None:
    """Measure and print."""
    parser = commandline.parser(__doc__)
    parser.add_argument("lists", nargs="+", type=Path, metavar="LIST", help="a Markdown file")
    lists = parser.parse_args().lists
    executable = chromium.find() or sys.exit("chromium: not here; install it to measure this")
    with tempfile.TemporaryDirectory() as folder, chromium.running(executable, Path(folder)) as port:
        for listed in lists:
            print(listed)
            await _measure(port, _page(listed, Path(folder)))


def _page(listed: Path, folder: Path) -> Path:
    run = make_run(listed.read_text(encoding="utf-8"), listed.name)
    page = folder / "page.html"
    page.write_text(HTML.render(run, Options()), encoding="utf-8")
    return page


async def _measure(port: int, page: Path) -> None:
    async with chromium.tab(port) as tab:
        began = time.perf_counter()
        await tab.open(page.as_uri())
        await tab.painted()
        opened = 1000 * (time.perf_counter() - began)
        print(f"  {'open':16} {opened:6.0f} ms")
        for action, words in ACTIONS.items():
            took = await tab.run(_ACT % words)
            print(f"  {action:16} {took:6.0f} ms  {took / opened:5.2f} x open")


if __name__ == "__main__":
    asyncio.run(main())
