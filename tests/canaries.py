"""Six secrets that every test runs with, and a record of where they come to light.

``conftest`` puts them into the environment of each test, and fails the test after which one of them has been seen where
it does not belong: at a server of another service, in a file below ``tmp_path``, in what was printed or logged.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from linkcheck.demo import ServedRequest, SmallWeb

_WORD = "5ecret"
# Put together here, so that a copy of this file holds none of them.
SECRETS = {
    "GITHUB_TOKEN": f"ghp-{_WORD}-of-github",
    "HF_TOKEN": f"hf-{_WORD}-of-the-hub",
    "ZHIHU_COOKIE": f"z_c0={_WORD}-of-zhihu",
    "YOUTUBE_API_KEY": f"AIza-{_WORD}-of-youtube",
    "ARCHIVE_ORG_KEY": f"key:{_WORD}-of-the-archive",
    "DOCS_TOKEN": f"{_WORD}-of-the-documents",
}
HOMES = {
    "GITHUB_TOKEN": {"api.github.com"},
    "HF_TOKEN": {"huggingface.co"},
    "ZHIHU_COOKIE": {"www.zhihu.com", "zhuanlan.zhihu.com", "api.zhihu.com"},
    "YOUTUBE_API_KEY": {"www.googleapis.com"},
    "ARCHIVE_ORG_KEY": {"web.archive.org"},
    "DOCS_TOKEN": {"docs.test.org"},
}
_MOVED_BY = {"GITHUB_TOKEN": "GITHUB_API_URL", "HF_TOKEN": "HF_ENDPOINT"}
"""Variables by which a user gives a service another home."""

_sent: list[str] = []
_printed: list[str] = []


def in_text(text: str | bytes) -> list[str]:
    """Return the names of the secrets that stand in a text."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
    return [name for name, secret in SECRETS.items() if secret.encode() in data]


def away(request: ServedRequest) -> list[str]:
    """Return the names of the secrets that a request carries and its host must not hear, or not in clear."""
    carried = in_text(f"{request.target}\n{request.headers}\n{request.body!r}")
    return [name for name in carried if request.host not in _homes(name) or request.scheme != "https"]


def _homes(name: str) -> set[str]:
    moved = urlsplit(os.environ.get(_MOVED_BY.get(name, ""), "")).hostname
    return HOMES[name] | ({moved} if moved else set())


def in_files(folder: Path) -> Iterator[str]:
    """Yield each file below a folder that holds a secret, of a state its packed answers, too."""
    for path in folder.rglob("*"):
        with suppress(OSError):
            if path.is_file() and not path.is_symlink():
                data = path.read_bytes()
                packed = _unpacked(path) if data.startswith(b"SQLite format 3") else b""
                yield from (f"{name} is written to {path}" for name in in_text(data + packed))


def _unpacked(state: Path) -> bytes:
    """Return the packed answers of a state, as far as there are any: some tests' states are no more than named so."""
    found = []
    # What a damaged state is called in the error may be no text.
    with suppress(sqlite3.Error, UnicodeDecodeError), closing(sqlite3.connect(f"file:{state}?mode=ro", uri=True)) as db:
        if db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'fact'").fetchone():
            for (blob,) in db.execute("SELECT CAST(observation AS BLOB) FROM fact"):
                with suppress(zlib.error):
                    found.append(zlib.decompress(blob or b""))
    return b"\n".join(found)


def watch() -> None:
    """Look at every request to a small web, and at whatever a test reads of its output."""
    respond, read = SmallWeb._respond, pytest.CaptureFixture.readouterr

    async def watched(web: SmallWeb, request: ServedRequest) -> Any:
        _sent.extend(f"{name} was sent to {request.url}" for name in away(request))
        return await respond(web, request)

    def read_and_seen(capture: pytest.CaptureFixture[Any]) -> Any:
        captured = read(capture)
        _printed.extend(f"{name} was printed" for part in captured for name in in_text(part))
        return captured

    SmallWeb._respond = watched  # type: ignore[method-assign,assignment]
    pytest.CaptureFixture.readouterr = read_and_seen  # type: ignore[method-assign,assignment]


def take() -> list[str]:
    """Return what has been seen since the last time."""
    seen = [*_sent, *_printed]
    _sent.clear()
    _printed.clear()
    return seen


def after(item: pytest.Item, report: pytest.TestReport) -> list[str]:
    """Return what a test has let out, in whatever way."""
    folder = getattr(item, "funcargs", {}).get("tmp_path")
    logged = [f"{name} is in the {title.lower()}" for title, text in report.sections for name in in_text(text)]
    return [*take(), *logged, *(in_files(folder) if isinstance(folder, Path) else ())]
