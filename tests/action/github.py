"""A GitHub API on loopback: issues of one repository, and a log of what was asked with which token."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Api:
    """What was asked, and the issues that there are."""

    url: str = ""
    calls: list[tuple[str, str, str]] = field(default_factory=list)
    """Method, path, Authorization."""
    issues: list[dict[str, Any]] = field(default_factory=list)
    refuse: int | None = None

    def writes(self) -> list[str]:
        return [f"{method} {path}" for method, path, _ in self.calls if method != "GET"]

    def answer(self, method: str, target: str, data: Any) -> tuple[int, Any]:
        parts = urlsplit(target)
        number = re.fullmatch(r"/repos/o/r/issues/(\d+)", parts.path)
        if self.refuse:
            return self.refuse, {"message": "no"}
        if method == "GET" and parts.path == "/repos/o/r/issues":
            query = parse_qs(parts.query)
            page, size = int(query["page"][0]), int(query["per_page"][0])
            found = [i for i in self.issues if query["labels"][0] in [label["name"] for label in i["labels"]]]
            return 200, found[(page - 1) * size : page * size]
        if method == "POST" and parts.path == "/repos/o/r/issues":
            labels = [{"name": name} for name in data["labels"]]
            issue = {**data, "labels": labels, "number": len(self.issues) + 1, "state": "open"}
            self.issues.append(issue)
            return 201, issue
        if method == "PATCH" and number:
            issue = self.issues[int(number[1]) - 1]
            issue.update(data)
            return 200, issue
        return 404, {"message": "Not Found"}


@contextmanager
def serve() -> Iterator[Api]:
    """Run the API for as long as the context lasts."""
    api = Api()

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            data = json.loads(self.rfile.read(size)) if size else None
            api.calls.append((self.command, urlsplit(self.path).path, self.headers.get("Authorization", "")))
            status, answer = api.answer(self.command, self.path, data)
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = _any  # noqa: N815

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    api.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield api
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
