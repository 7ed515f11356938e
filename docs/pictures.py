"""Makes the pictures in README from `linkcheck demo`: ``python docs/pictures.py [CHROMIUM]``.

The Markdown report is rendered by GitHub's own cmark-gfm, the HTML page is shown as it is; a headless Chromium takes
the photographs. Both programs are Debian's: ``apt-get install chromium cmark-gfm fonts-wqy-zenhei``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

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
        command = [sys.executable, "-m", "linkcheck", "demo", "--quiet", "--lang", "en", "--out", str(out)]
        subprocess.run(command, check=True, cwd=DOCS.parent)
        rendered = out / "rendered.html"
        rendered.write_text(_page(out / "list.report.md"), encoding="utf-8")
        _photograph(browser, rendered, DOCS / "report.png", (1080, 860))
        _photograph(browser, out / "list.report.html", DOCS / "page.png", (1180, 1072))


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
