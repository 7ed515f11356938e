"""The APIs of GitHub, Gitea and GitLab on loopback: one project, and a log of what was asked with which token."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.quiet_server import QuietServer


@dataclass
class Api:
    """What was asked, and the issues that there are."""

    url: str = ""
    calls: list[tuple[str, str, str]] = field(default_factory=list)
    """Method, path, Authorization."""
    issues: list[dict[str, Any]] = field(default_factory=list)
    refuse: int | None = None
    says: str = "no"
    protected: bool = False
    drops_labels: bool = False
    """Whether the token may open issues, but set no labels: they are left out, and nothing is said of it."""
    labels: list[dict[str, Any]] = field(default_factory=list)
    pulls: list[dict[str, Any]] = field(default_factory=list)

    def writes(self) -> list[str]:
        return [f"{method} {path}" for method, path, _ in self.calls if method != "GET"]

    def answer(self, method: str, target: str, data: Any) -> tuple[int, Any]:  # noqa: PLR0911
        parts = urlsplit(target)
        number = re.fullmatch(r"/repos/o/r/issues/(\d+)", parts.path)
        if self.refuse:
            return self.refuse, {"message": self.says}
        if "/projects/" in parts.path:
            return self._gitlab(method, parts.path, parse_qs(parts.query), data)
        if parts.path.startswith("/api/v1"):
            return self._gitea(method, parts.path.removeprefix("/api/v1"), parse_qs(parts.query), data)
        if method == "GET" and parts.path == "/repos/o/r/issues":
            query = parse_qs(parts.query)
            page, size = int(query["page"][0]), int(query["per_page"][0])
            found = [i for i in self.issues if query["labels"][0] in [label["name"] for label in i["labels"]]]
            return 200, found[(page - 1) * size : page * size]
        if method == "POST" and parts.path == "/repos/o/r/issues":
            labels = [{"name": name} for name in data["labels"] if not self.drops_labels]
            issue = {**data, "labels": labels, "number": len(self.issues) + 1, "state": "open"}
            self.issues.append(issue)
            return 201, issue
        if parts.path in ("/repos/o/r", "/repos/o/r/branches/main"):
            return 200, {"default_branch": "main", "protected": self.protected}
        if parts.path.startswith("/repos/o/r/pulls"):
            return self._pulls(method, parts.path, parts.query, data)
        if method == "PATCH" and number:
            issue = self.issues[int(number[1]) - 1]
            issue.update(data)
            return 200, issue
        return 404, {"message": "Not Found"}

    def _pulls(self, method: str, path: str, query: str, data: Any) -> tuple[int, Any]:
        if method == "GET":
            return 200, self.pulls if "page=1" in query.split("&") else []
        if method == "PATCH":
            pull = next(each for each in self.pulls if path.endswith(f"/{each['number']}"))
            pull.update(data)
            return 200, pull
        head = {"ref": data["head"], "repo": {"full_name": "o/r"}}
        self.pulls.append({**data, "head": head, "number": 100 + len(self.pulls), "state": "open"})
        return 201, self.pulls[-1]

    def _gitea(self, method: str, path: str, query: dict[str, list[str]], data: Any) -> tuple[int, Any]:
        """As Gitea's: labels are filtered by those that exist, at most fifty to a page, and set by number."""
        number = re.fullmatch(r"/repos/o/r/issues/(\d+)", path)
        page = int(query.get("page", ["1"])[0])
        if path == "/repos/o/r/labels":
            if method == "POST":
                self.labels.append({**data, "id": 40 + len(self.labels)})
                return 201, self.labels[-1]
            return 200, self.labels[(page - 1) * 50 : page * 50]
        if method == "GET" and path == "/repos/o/r/issues":
            known = [name for name in query["labels"] if name in [label["name"] for label in self.labels]]
            found = [i for i in self.issues if not known or known[0] in [label["name"] for label in i["labels"]]]
            return 200, found[::-1][(page - 1) * 50 : page * 50]
        if method == "POST" and path == "/repos/o/r/issues":
            labels = [label for label in self.labels if label["id"] in data["labels"] and not self.drops_labels]
            self.issues.append({**data, "labels": labels, "number": len(self.issues) + 1, "state": "open"})
            return 201, self.issues[-1]
        if method == "PATCH" and number:
            self.issues[int(number[1]) - 1].update(data)
            return 201, self.issues[int(number[1]) - 1]
        return 404, {"message": "Not Found"}

    def _gitlab(self, method: str, path: str, query: dict[str, list[str]], data: Any) -> tuple[int, Any]:
        """As GitLab's: a description, a state that events change, numbers within the project."""
        number = re.fullmatch(r"/projects/g%2Fsub%2Fr/issues/(\d+)", path)
        if path.startswith("/projects/g%2Fsub%2Fr/merge_requests"):
            return self._merge_requests(method, path, query, data)
        if method == "GET" and path == "/projects/g%2Fsub%2Fr/issues":
            page = int(query["page"][0])
            found = [i for i in self.issues if query["labels"][0] in i["labels"]]
            return 200, found[(page - 1) * 100 : page * 100]
        if method == "POST" and path == "/projects/g%2Fsub%2Fr/issues":
            labels = [] if self.drops_labels else data["labels"].split(",")
            self.issues.append({**data, "labels": labels, "iid": len(self.issues) + 1, "id": 9, "state": "opened"})
            return 201, self.issues[-1]
        if method == "PUT" and number:
            event = {"close": {"state": "closed"}, "reopen": {"state": "opened"}}.get(data.pop("state_event", ""), {})
            self.issues[int(number[1]) - 1].update({**data, **event})
            return 200, self.issues[int(number[1]) - 1]
        return 404, {"message": "404 Project Not Found"}

    def _merge_requests(self, method: str, path: str, query: dict[str, list[str]], data: Any) -> tuple[int, Any]:
        if method == "GET":
            found = [each for each in self.pulls if each["source_branch"] == query["source_branch"][0]]
            return 200, found if query["page"] == ["1"] else []
        if method == "PUT":
            merge_request = next(each for each in self.pulls if path.endswith(f"/{each['iid']}"))
            merge_request.update(data, **({"state": "closed"} if data.pop("state_event", "") == "close" else {}))
            return 200, merge_request
        ids = {"id": 9, "iid": 1 + len(self.pulls), "source_project_id": 4, "target_project_id": 4}
        self.pulls.append({**data, **ids, "state": "opened"})
        return 201, self.pulls[-1]


@contextmanager
def serve() -> Iterator[Api]:
    """Run the API for as long as the context lasts."""
    api = Api()

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            data = json.loads(self.rfile.read(size)) if size else None
            token = self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN") or ""
            api.calls.append((self.command, urlsplit(self.path).path, token))
            status, answer = api.answer(self.command, self.path, data)
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = do_PUT = _any  # noqa: N815

        def log_message(self, *_: object) -> None: ...

    server = QuietServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    api.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield api
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
