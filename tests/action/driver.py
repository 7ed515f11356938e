"""The ``linkcheck`` command against a small web that a file describes: what the Action's steps run in tests.

LINKCHECK_TEST_WEB names a JSON file: address -> status, 0 for a name server that fails, an address for a move,
``{"stars": 1200}`` for a repository at GitHub.
LINKCHECK_TEST_LOG gets a line for each request that came: host, path, and what it carried of credentials.
LINKCHECK_TEST_CLOCK (``+7d``) is added to the time.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from urllib.parse import urlsplit

from linkcheck.cli import run
from linkcheck.demo import Name, SmallWeb
from linkcheck.demo.sites.github import DemoGitHub, Repo
from tests.cli.stage import stage


def build(web: SmallWeb) -> None:
    answers = json.loads(Path(os.environ["LINKCHECK_TEST_WEB"]).read_text(encoding="utf-8"))
    repos = {address: facts for address, facts in answers.items() if isinstance(facts, dict)}
    if repos:
        # The forge of the job keeps issues on loopback; what the list links to is in the small web.
        os.environ.pop("GITHUB_API_URL", None)
        DemoGitHub(Repo(name=urlsplit(address).path[1:], **facts) for address, facts in repos.items()).serve(web)
    for address, status in answers.items():
        parts = urlsplit(address)
        if address in repos:
            continue
        if not status:
            web.site(parts.hostname or "", name=Name.SERVFAIL)
            continue
        if isinstance(status, str):
            web.site(parts.hostname or "").redirect(parts.path, status)
            continue
        title = "Not found" if status == 404 else f"{os.environ['LINKCHECK_TEST_TITLES']} {parts.path}"
        web.site(parts.hostname or "").page(parts.path, title, status=status)


def log(web: SmallWeb) -> None:
    with Path(os.environ["LINKCHECK_TEST_LOG"]).open("a", encoding="utf-8") as file:
        for request in web.requests:
            secrets = {name: value for name, value in dict(request.headers).items() if name.lower() in SECRET}
            file.write(json.dumps({"host": request.host, "path": request.path, "secrets": secrets}) + "\n")


SECRET = ("authorization", "cookie", "x-token", "private-token", "metadata")

_SHIFT = timedelta(days=int(os.environ.get("LINKCHECK_TEST_CLOCK", "").strip("+d") or 0))


class Clock(datetime):
    """Today is some days later."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime.now(tz) + _SHIFT


def set_clock() -> None:
    """Give every module of ours that asks for the time the other clock. Types of messages keep the real class."""
    for name in ("linkcheck.cli.commands.check", "fetchers.pages.reading", "fetchers.pages.page_check"):
        importlib.import_module(name)
    for name, module in list(sys.modules.items()):
        path = getattr(module, "__file__", None)
        if name.startswith(("linkcheck.", "fetchers.")) and path and "datetime.now(" in Path(path).read_text("utf-8"):
            vars(module)["datetime"] = Clock


if __name__ == "__main__":
    if _SHIFT:
        set_clock()
    sys.exit(run(sys.argv[1:], world=stage(build, after=log)))
