"""The record of secrets over the whole run is not blind: what lets one out fails, however it does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LEAKS = """
import logging, os, sqlite3, zlib
from fetchers.net import ApiRequest

SECRET = os.environ.get

async def test_sent(web, context):
    web.site("a.test.org").get("/", body="x")
    await context.net.call(ApiRequest(url="https://a.test.org/", headers={"X": SECRET("ZHIHU_COOKIE")}))

async def test_sent_in_clear(web, context):
    web.site("huggingface.co").get("/", body="x")
    await context.net.call(ApiRequest(url="http://huggingface.co/", headers={"X": SECRET("HF_TOKEN")}))

def test_printed(capsys):
    print(SECRET("GITHUB_TOKEN"))
    capsys.readouterr()

def test_printed_and_not_looked_at():
    print(SECRET("ARCHIVE_ORG_KEY"))

def test_logged():
    logging.getLogger("x").warning("with %s", SECRET("DOCS_TOKEN"))

def test_written(tmp_path):
    (tmp_path / "report.md").write_text(SECRET("DOCS_TOKEN"))

def test_kept(tmp_path):
    with sqlite3.connect(tmp_path / "state.db") as db:
        db.execute("CREATE TABLE fact (observation BLOB)")
        db.execute("INSERT INTO fact VALUES (?)", (zlib.compress(SECRET("HF_TOKEN").encode() * 9),))

async def test_at_home(web, context):
    web.site("huggingface.co").get("/", body="x")
    await context.net.call(ApiRequest(url="https://huggingface.co/", headers={"X": SECRET("HF_TOKEN")}))
"""


def test_each_way_out_is_seen(tmp_path: Path) -> None:
    (tmp_path / "test_leaks.py").write_text(LEAKS, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    options = [
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "tests.conftest",
        "-c",
        str(ROOT / "pyproject.toml"),
        "--rootdir",
        str(tmp_path),
    ]
    command = [sys.executable, "-m", "pytest", *options, str(tmp_path / "test_leaks.py")]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert "8 passed, 7 errors" in done.stdout, done.stdout + done.stderr
    assert "DOCS_TOKEN is written to" in done.stdout
