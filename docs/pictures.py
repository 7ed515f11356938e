"""Makes the pictures of the documentation from `linkcheck demo`: ``make pictures``.

The terminal is drawn by rich as SVG. The Markdown report and the pull request are rendered by GitHub's own cmark-gfm,
the HTML page is shown as it is; a headless Chromium takes the photographs. Both programs are Debian's:
``apt-get install chromium cmark-gfm fonts-wqy-zenhei``.
"""

from __future__ import annotations

import html
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import chdir, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from threading import Thread
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

from linkcheck.cli import run
from linkcheck.cli.commands.demo import small_web

DOCS = Path(__file__).resolve().parent
# What GitHub's own style sheet says of tables and headings, as far as a picture shows it.
STYLE = """
body { font: 14px/1.5 system-ui, "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif;
       color: #1f2328; max-width: 1000px; margin: 24px auto; padding: 0 24px; }
h1, h2 { border-bottom: 1px solid #d1d9e0; padding-bottom: .3em; font-weight: 600; }
h1 { font-size: 28px } h2 { font-size: 21px; margin-top: 24px }
table { border-collapse: collapse; margin: 12px 0 }
th, td { border: 1px solid #d1d9e0; padding: 6px 13px; text-align: left }
tr:nth-child(2n) td { background: #f6f8fa } a { color: #0969da; text-decoration: none }
/* GitHub draws the counts as a pie here, which needs its script. */
pre { display: none }
"""
COLUMNS = 108
TIME = r"(?<= in )\d+(?= s\b)|(?<=用时 )\d+(?= 秒)"
"""How long the demo took on this machine: the one word that differs between two drawings."""
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def main() -> None:
    """Make every picture."""
    browser = sys.argv[1] if len(sys.argv) > 1 else shutil.which("chromium") or "chromium"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        for language, name in (("en", "terminal.svg"), ("zh", "terminal.zh-CN.svg")):
            (DOCS / name).write_text(_terminal(language, out), encoding="utf-8", newline="\n")
        shown = [("list.report.md", "report.png", (1080, 860)), ("mends.md", "pull-request.png", (1080, 760))]
        _demo("en", out)
        settings = out / "english.toml"
        settings.write_text('lang = "en"\n', encoding="utf-8")
        mend = ["fix", "list.md", "--config", str(settings), "--no-state", "-q", "--body", str(out / "mends.md")]
        with chdir(out), redirect_stdout(StringIO()):
            run(mend, world=small_web())
        for source, picture, size in shown:
            rendered = out / f"{picture}.html"
            rendered.write_text(_page(out / source), encoding="utf-8")
            _photograph(browser, rendered, DOCS / picture, size)
        _photograph(browser, out / "list.report.html", DOCS / "page.png", (1180, 1072))


def _demo(language: str, out: Path, **how: Any) -> subprocess.CompletedProcess[str]:  # noqa: ANN401  subprocess's own
    command = [sys.executable, "-m", "linkcheck", "demo", "--lang", language, "--out", str(out)]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    return subprocess.run(command, check=True, cwd=DOCS.parent, env=environment, text=True, encoding="utf-8", **how)


def _terminal(language: str, out: Path) -> str:
    """Return what the demo prints to a terminal, as a drawing that is the same for the same text."""
    ours, theirs = pty.openpty()
    pieces: list[bytes] = []
    reader = Thread(target=_drain, args=(ours, pieces))
    reader.start()
    done = _demo(language, out, stdout=theirs, stderr=subprocess.PIPE)
    os.close(theirs)
    reader.join()
    last = [line for line in done.stderr.splitlines() if not line.startswith("linkcheck: ")]
    text = b"".join(pieces).decode().replace("\r\n", "\n") + "\n".join(last)
    screen = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True, color_system="truecolor")
    screen.print(Text("$ linkcheck list.md", "bold"))
    screen.print(Text.from_ansi(re.sub(TIME, "3", text)))
    drawn = screen.export_svg(title="linkcheck", unique_id="linkcheck", theme=SVG_EXPORT_THEME)
    # No fonts from elsewhere: GitHub's pictures may not load them, and a reader's own monospace is as good.
    drawn = re.sub(r' textLength="[^"]*"([^>]*)>([^<]*)(?=</text>)', _measured, drawn)
    plain = re.sub(r"\s*@font-face \{.*?\}", "", drawn, flags=re.DOTALL).replace("Fira Code", "ui-monospace")
    return "".join(f"{line.rstrip()}\n" for line in plain.splitlines() if line.strip())


def _measured(text: re.Match[str]) -> str:
    """Give a text the width of its columns: rich counts a Chinese letter as one."""
    return f' textLength="{cell_len(html.unescape(text[2])) * 12.2:.1f}"{text[1]}>{text[2]}'


def _drain(descriptor: int, pieces: list[bytes]) -> None:
    with suppress(OSError):  # how Linux says that the other end is closed
        while piece := os.read(descriptor, 1 << 16):
            pieces.append(piece)


def _page(report: Path) -> str:
    command = ["cmark-gfm", "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "autolink", str(report)]
    body = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    return f"<!doctype html><html><head><meta charset=utf-8><style>{STYLE}</style></head><body>{body}</body></html>"


def _photograph(browser: str, page: Path, picture: Path, size: tuple[int, int]) -> None:
    with tempfile.TemporaryDirectory() as profile:
        window = f"--window-size={size[0]},{size[1]}"
        arguments = [f"--user-data-dir={profile}", window, f"--screenshot={picture}", page.as_uri()]
        subprocess.run([browser, *FLAGS, *arguments], check=True, capture_output=True)


if __name__ == "__main__":
    main()
