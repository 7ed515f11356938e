"""The ``linkcheck`` command against a small web that a file describes: what the Action's steps run in tests.

LINKCHECK_TEST_WEB names a JSON file: address -> status, 0 for a name server that fails. LINKCHECK_TEST_LOG gets a line
for each request that came: host, path, and what it carried of credentials.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from linkcheck.cli import run
from linkcheck.demo import Name, SmallWeb
from tests.cli.stage import stage


def build(web: SmallWeb) -> None:
    answers = json.loads(Path(os.environ["LINKCHECK_TEST_WEB"]).read_text(encoding="utf-8"))
    for address, status in answers.items():
        parts = urlsplit(address)
        if not status:
            web.site(parts.hostname or "", name=Name.SERVFAIL)
            continue
        web.site(parts.hostname or "").page(parts.path, f"About {parts.path}", status=status)


def log(web: SmallWeb) -> None:
    with Path(os.environ["LINKCHECK_TEST_LOG"]).open("a", encoding="utf-8") as file:
        for request in web.requests:
            secrets = {name: value for name, value in dict(request.headers).items() if name.lower() in SECRET}
            file.write(json.dumps({"host": request.host, "path": request.path, "secrets": secrets}) + "\n")


SECRET = ("authorization", "cookie", "x-token", "private-token", "metadata")

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], world=stage(build, after=log)))
