"""What a run hands to its fetchers: the network, the user's tokens and base addresses, and a place for shared state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from fetchers.net import Net

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Tokens, base addresses, and what the user wants asked beside the links. Every base can be overridden."""

    github_token: str | None = field(default=None, repr=False)
    github_api: str = "https://api.github.com"
    arxiv_api: str = "https://export.arxiv.org/api/query"
    huggingface_token: str | None = field(default=None, repr=False)
    huggingface: str = "https://huggingface.co"
    zhihu_cookie: str | None = field(default=None, repr=False)
    youtube_key: str | None = field(default=None, repr=False)
    """Of YouTube's Data API."""
    archive_key: str | None = field(default=None, repr=False)
    """``KEY:SECRET`` of archive.org: with it three times as many pages a minute are captured."""
    doi: str = "https://doi.org"
    bases: Mapping[str, str] = field(default_factory=dict)
    """Base addresses of further services by fetcher name, where the user gave another than the service's own."""

    papers: frozenset[str] = frozenset()
    """What others are asked of arXiv's papers: ``code`` and ``citations`` (``fetchers.sites.arxiv.companions``)."""

    def base(self, service: str, default: str) -> str:
        """Return the base address of a service without its trailing slash."""
        return self.bases.get(service, default).rstrip("/")


@dataclass(slots=True)
class Context:
    """One run's surroundings, made by the engine and handed to every ``observe``."""

    net: Net
    access: Access = field(default_factory=Access)
    warnings: list[str] = field(default_factory=list)
    """Sentences for the user about the run as a whole (a token that is refused, …), each once."""
    _shared: dict[str, object] = field(default_factory=dict)

    def shared(self, name: str, make: Callable[[], T]) -> T:
        """Return the run's one object of that name, made at first use (a client, a circuit breaker)."""
        if name not in self._shared:
            self._shared[name] = make()
        return cast("T", self._shared[name])

    def warn(self, sentence: str) -> None:
        """Tell the user something about the run as a whole, once."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)
