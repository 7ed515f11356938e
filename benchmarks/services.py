"""What batches cost beside the least they could.

The demo's small GitHub and arXiv answer as slowly as the real ones do; one repository in thirty-three is missing, and
one paper in fifty. Of each scene: the requests, the seconds, and the seconds that nobody polite could do without.

* GitHub: as few GraphQL questions of a hundred as there can be, two at a time, and the answer to one doubt;
* arXiv: a hundred papers a question, three seconds from one to the next, and the last answer.

"limited" is GitHub with the limiter of its pages on: sixty, one more a second, and 429 for half a minute beyond that.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Final

from benchmarks import commandline
from fetchers.context import Access
from fetchers.net import NetSettings
from linkcheck.cli import run
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedRequest, ServedResponse
from linkcheck.demo.sites.arxiv import DemoArxiv, DemoPaper
from linkcheck.demo.sites.github import Repo
from linkcheck.engine import Network
from tests.github_rest import RestGitHub

_GRAPHQL: Final = (0.2, 0.004)
"""Seconds of an answer, and of each repository in it."""
_REST: Final = 0.2
_PAGE: Final = 0.3
_ARXIV: Final = (0.4, 0.005)
_INTERVAL: Final = 3.0
_QUESTION: Final = 100
_CONNECTIONS: Final = 2


@dataclass(frozen=True, slots=True)
class Scene:
    """So many repositories and papers, with GitHub's pages limited or not."""

    repositories: int = 0
    papers: int = 0
    limited: bool = False

    @property
    def name(self) -> str:
        """What is printed."""
        parts = [f"{self.repositories:,} repositories"] * bool(self.repositories)
        parts += ["limited"] * self.limited + [f"{self.papers:,} papers"] * bool(self.papers)
        return ", ".join(parts)

    @property
    def urls(self) -> list[str]:
        """The links of the list."""
        repositories = [f"https://github.com/{_repository(number)}" for number in range(self.repositories)]
        return [*repositories, *(f"https://arxiv.org/abs/{_paper(number)}" for number in range(self.papers))]

    @property
    def least(self) -> float:
        """Seconds that nobody polite could do without."""
        rounds = ceil(ceil(self.repositories / _QUESTION) / _CONNECTIONS)
        github = rounds * _GRAPHQL[0] + self.repositories / _CONNECTIONS * _GRAPHQL[1] + _REST
        arxiv = (ceil(self.papers / _QUESTION) - 1) * _INTERVAL + _ARXIV[0]
        return max(github if self.repositories else 0.0, arxiv if self.papers else 0.0)


SCENES: Final = (
    Scene(repositories=490),
    Scene(repositories=490, limited=True),
    Scene(repositories=1250),
    Scene(repositories=1250, limited=True),
    Scene(papers=254),
    Scene(papers=1000),
    Scene(repositories=490, papers=254),
)


def main() -> None:
    """Measure and print."""
    parser = commandline.parser(__doc__)
    names = [scene.name for scene in SCENES]
    parser.add_argument(
        "--scene", action="append", choices=names, metavar="SCENE", help="this one alone; may be repeated [all]"
    )
    wanted = parser.parse_args().scene or names
    measure(Scene(repositories=1, papers=1))  # imports are start-up, and measured there
    for scene in (scene for scene in SCENES if scene.name in wanted):
        seconds, asked = measure(scene)
        counts = ", ".join(f"{name} {count}" for name, count in sorted(asked.items()))
        print(f"{scene.name:34} {seconds:6.2f} s  {seconds / scene.least:5.2f} x the least  ({counts})")


def measure(scene: Scene) -> tuple[float, Counter[str]]:
    """Return the seconds of one run, and how often each interface was asked."""
    asked: Counter[str] = Counter()

    @asynccontextmanager
    async def world() -> AsyncIterator[Network]:
        async with SmallWeb() as web:
            _github(web, scene)
            _arxiv(web, scene)
            net = NetSettings(resolver=web.resolver, cafile=web.cafile, trust_env=False)
            yield Network(net, Access(github_token="a token"))
            asked.update(map(_interface, web.requests))

    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "list.md"
        listed.write_text("".join(f"- <{url}>\n" for url in scene.urls), encoding="utf-8")
        started = time.perf_counter()
        run(["check", str(listed), "--no-state", "-q", "-o", str(Path(folder) / "out.json")], world=world())
        return time.perf_counter() - started, asked


def _github(web: SmallWeb, scene: Scene) -> None:
    github = RestGitHub([Repo(name=_repository(n)) for n in range(scene.repositories) if n % 33])
    github.serve(web)
    site = web.site("api.github.com").otherwise(_slow(github.api, lambda _: _REST))
    seconds, each = _GRAPHQL
    delay = _slow(github.graphql, lambda request: seconds + each * request.body.count(b":repository("))
    site.handle("/graphql", delay, method="POST")
    left, since = 60.0, time.monotonic()

    def page(request: ServedRequest) -> ServedResponse:
        nonlocal left, since
        now = time.monotonic()
        left, since = min(60.0, left + now - since), now
        if scene.limited and left < 1:
            return ServedResponse(status=429, headers={"Retry-After": "30"})
        left -= 1
        return ServedResponse(
            status=404 if github.shelf.find(request.path[1:]) is None else 200, body="<title>A page</title>"
        )

    web.site("github.com").otherwise(_slow(page, lambda _: _PAGE))


def _arxiv(web: SmallWeb, scene: Scene) -> None:
    known = [
        DemoPaper(id=_paper(n), title=f"Paper {n}", authors=("A. Nyone",), versions=("2020-01-01T00:00:00Z",))
        for n in range(scene.papers)
        if n % 50
    ]
    arxiv = DemoArxiv(known)
    arxiv.serve(web)
    seconds, each = _ARXIV
    delay = _slow(arxiv.query, lambda request: seconds + each * (request.query.get("id_list", "").count(",") + 1))
    web.site("export.arxiv.org").handle("/api/query", delay)


def _slow(
    answer: Callable[[ServedRequest], ServedResponse], delay: Callable[[ServedRequest], float]
) -> Callable[[ServedRequest], Awaitable[ServedResponse]]:
    async def slow(request: ServedRequest) -> ServedResponse:
        await asyncio.sleep(delay(request))
        return answer(request)

    return slow


def _interface(request: ServedRequest) -> str:
    if request.host == "api.github.com":
        return "GraphQL" if request.path == "/graphql" else "REST"
    return {"github.com": "pages", "export.arxiv.org": "arXiv"}.get(request.host, request.host)


def _repository(number: int) -> str:
    return f"owner-{number % 97}/repository-{number}"


def _paper(number: int) -> str:
    return f"2001.{number + 1:05}"


if __name__ == "__main__":
    main()
