"""Makes the pictures in README from `linkcheck demo`: ``python docs/pictures.py [CHROMIUM]``.

The report is rendered with the project's own Markdown parser and photographed in a headless Chromium.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pyromark

DOCS = Path(__file__).resolve().parent
STYLE = """
body { font: 15px/1.5 -apple-system, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif;
       color: #1f2328; max-width: 1000px; margin: 24px auto; padding: 0 24px; }
h1, h2 { border-bottom: 1px solid #d1d9e0; padding-bottom: .3em; font-weight: 600; }
h1 { font-size: 28px } h2 { font-size: 21px; margin-top: 24px }
table { border-collapse: collapse; margin: 12px 0 } th, td { border: 1px solid #d1d9e0; padding: 6px 13px; text-align: left }
tr:nth-child(2n) td { background: #f6f8fa } a { color: #0969da; text-decoration: none } pre { display: none }
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
        subprocess.run(command, check=True)
        page = out / "report.html"
        page.write_text(_page((out / "list.report.md").read_text(encoding="utf-8")), encoding="utf-8")
        _photograph(browser, page, DOCS / "report.png", (1080, 1500))


def _page(markdown: str) -> str:
    options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
    body = pyromark.html(markdown, options=options)
    return f"<!doctype html><html><head><meta charset=utf-8><style>{STYLE}</style></head><body>{body}</body></html>"


def _photograph(browser: str, page: Path, picture: Path, size: tuple[int, int]) -> None:
    with tempfile.TemporaryDirectory() as profile:
        window = f"--window-size={size[0]},{size[1]}"
        arguments = [f"--user-data-dir={profile}", window, f"--screenshot={picture}", page.as_uri()]
        subprocess.run([browser, *FLAGS, *arguments], check=True, capture_output=True)


if __name__ == "__main__":
    main()
