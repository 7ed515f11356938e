"""The network that a run uses, and the credentials it carries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from fetchers.context import Access
from fetchers.net import NetSettings
from linkcheck.config import Settings


@dataclass(frozen=True, slots=True)
class Network:
    """The network's settings and the user's access to services."""

    net: NetSettings = field(default_factory=NetSettings)
    access: Access = field(default_factory=Access)
    controls: tuple[str, ...] = ("github.com", "arxiv.org", "doi.org", "zhihu.com")
    """Hosts that answer, asked one after the other only if every link of a list fails alike."""


def make_network(settings: Settings, environment: Mapping[str, str], base: Network | None = None) -> Network:
    """Return the network that settings and environment describe, on top of ``base`` (the demo's small web).

    Read from the environment: GITHUB_TOKEN or GH_TOKEN, GITHUB_API_URL, HF_TOKEN, HF_ENDPOINT, ZHIHU_COOKIE,
    YOUTUBE_API_KEY, ARCHIVE_ORG_KEY.
    SSL_CERT_FILE and the proxy variables are read by the network layer itself. A token goes to its service's own
    address or to one that the environment names, never to one that only a settings file does (the file comes with a
    checkout, the token does not), and never in clear (S7 of facts on security). In a job of Forgejo or Gitea
    GITHUB_TOKEN and GITHUB_API_URL are that forge's own: GitHub is asked without them.
    """
    if is_gitea(environment):
        environment = {name: value for name, value in environment.items() if name not in _OF_THE_FORGE}
    start = base or Network()
    net = replace(
        start.net,
        allow_private=settings.allow_private or start.net.allow_private,
        timeout=settings.timeout,
        max_concurrency=settings.max_concurrency,
        contact=settings.contact or start.net.contact,
        hosts={**start.net.hosts, **settings.hosts},
    )
    github = _base(settings, environment, "github", "GITHUB_API_URL", start.access.github_api)
    hub = _base(settings, environment, "huggingface", "HF_ENDPOINT", start.access.huggingface)
    access = replace(
        start.access,
        github_token=github.token(_first(environment, "GITHUB_TOKEN", "GH_TOKEN") or start.access.github_token),
        github_api=github.url,
        arxiv_api=settings.services.get("arxiv", start.access.arxiv_api),
        huggingface_token=hub.token(_first(environment, "HF_TOKEN") or start.access.huggingface_token),
        huggingface=hub.url,
        zhihu_cookie=_first(environment, "ZHIHU_COOKIE") or start.access.zhihu_cookie,
        youtube_key=_first(environment, "YOUTUBE_API_KEY") or start.access.youtube_key,
        archive_key=_first(environment, "ARCHIVE_ORG_KEY") or start.access.archive_key,
        doi=settings.services.get("doi", start.access.doi),
        bases={**start.access.bases, **settings.services},
        papers=frozenset(settings.papers) or start.access.papers,
    )
    return replace(start, net=net, access=access)


_OF_THE_FORGE = frozenset({"GITHUB_TOKEN", "GITHUB_API_URL"})


def is_gitea(environment: Mapping[str, str]) -> bool:
    """Whether this is a job of Forgejo or Gitea: their runners set GitHub's variables, and one of their own."""
    own = (environment.get("GITEA_ACTIONS"), environment.get("FORGEJO_ACTIONS"))
    return "true" in own or environment.get("GITHUB_API_URL", "").rstrip("/").endswith("/api/v1")


def _first(environment: Mapping[str, str], *names: str) -> str | None:
    return next((value for name in names if (value := environment.get(name, "").strip())), None)


# On the way to this machine itself nobody listens.
_PRIVATE = re.compile(r"https:|http://(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost)(?:[:/]|\Z)")


@dataclass(frozen=True, slots=True)
class _Base:
    url: str
    from_file: bool
    """Whether a settings file alone names it."""

    def token(self, token: str | None) -> str | None:
        """Return the token if it may be sent to this base address, else None."""
        return None if self.from_file or not _PRIVATE.match(self.url) else token


def _base(settings: Settings, environment: Mapping[str, str], service: str, variable: str, default: str) -> _Base:
    given, named, usual = (
        (url or "").rstrip("/") for url in (_first(environment, variable), settings.services.get(service), default)
    )
    return _Base(given or named or usual, bool(named and not given and named != usual))
