"""A small Hugging Face: the Hub's API and the pages of models, datasets, spaces and blog posts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from linkcheck.demo.exchange import ServedRequest, ServedResponse
from linkcheck.demo.responses import data, meta, page
from linkcheck.demo.web import SmallWeb

_LIMITS: Final = {"ratelimit": '"api";r=489;t=225', "ratelimit-policy": '"fixed window";"api";q=500;w=300'}
_KINDS: Final = {"models": "", "datasets": "/datasets", "spaces": "/spaces"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HubRepo:
    """A model, a dataset or a space; ``former`` are names it was known by. ``gated`` is False, auto or manual."""

    id: str
    kind: str = "models"
    likes: int = 0
    downloads: int = 0
    created: str = "2024-01-01T00:00:00.000Z"
    modified: str = "2026-09-01T00:00:00.000Z"
    gated: bool | str = False
    disabled: bool = False
    tags: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    private: bool = False


@dataclass(slots=True)
class DemoHuggingFace:
    """The service: repositories, titles of blog posts by their path, titles and stars of papers by arXiv id."""

    repos: Iterable[HubRepo] = ()
    posts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Path to title and date."""
    papers: Mapping[str, str] = field(default_factory=dict)

    def serve(self, web: SmallWeb) -> DemoHuggingFace:
        """Answer for huggingface.co and return the service."""
        web.site("huggingface.co").otherwise(self.answer)
        return self

    def answer(self, request: ServedRequest) -> ServedResponse:
        """Answer one address of huggingface.co."""
        match request.segments:
            case ("api", "papers", paper) if paper in self.papers:
                return _api({"id": paper, "title": self.papers[paper], "publishedAt": "2024-01-01T00:00:00.000Z"})
            case ("api", ("models" | "datasets" | "spaces") as kind, *name):
                return self._api(kind, "/".join(name))
            case ("api", *_):
                return _api({"error": "Sorry, we can't find the page you are looking for."}, status=404)
        if request.path in self.posts:
            title, date = self.posts[request.path]
            head = meta(og_title=title, og_site_name="Hugging Face", article_published_time=date)
            return page(title, head=head, language="zh" if "/zh/" in request.path else "en")
        first, *others = request.segments or ("",)
        if first in ("datasets", "spaces"):
            return self._page(first, "/".join(others))
        return self._page("models", "/".join(request.segments))

    def _find(self, kind: str, name: str) -> HubRepo | None:
        low = name.lower()
        return next(
            (r for r in self.repos if r.kind == kind and low in (r.id.lower(), *map(str.lower, r.former))), None
        )

    def _api(self, kind: str, name: str) -> ServedResponse:
        found = self._find(kind, name)
        if found is None or found.private:
            words = "Invalid username or password."
            return _api({"error": words}, status=401, headers={"x-error-message": words})
        if found.id != name:
            place = f"/api/{kind}/{found.id}"
            return ServedResponse(status=307, headers={**_LIMITS, "Location": place})
        return _api(_facts(found))

    def _page(self, kind: str, name: str) -> ServedResponse:
        found = self._find(kind, name)
        if found is None or found.private:
            return page("404 – Hugging Face", "Sorry, we can't find the page you are looking for.", status=404)
        place = f"https://huggingface.co{_KINDS[kind]}/{found.id}"
        if found.id != name:
            return ServedResponse(status=307, headers={"Location": place})
        title = f"{found.id} · Hugging Face"
        return page(title, head=meta(og_title=title, og_url=place, og_site_name="Hugging Face"))


def _facts(repo: HubRepo) -> dict[str, object]:
    return {
        "_id": "000000000000000000000000",
        "id": repo.id,
        "author": repo.id.partition("/")[0],
        "sha": "0" * 40,
        "createdAt": repo.created,
        "lastModified": repo.modified,
        "likes": repo.likes,
        "downloads": repo.downloads,
        "gated": repo.gated,
        "private": repo.private,
        "disabled": repo.disabled,
        "tags": list(repo.tags),
        "pipeline_tag": "text-generation" if repo.kind == "models" else None,
    }


def _api(value: object, *, status: int = 200, headers: Mapping[str, str] | None = None) -> ServedResponse:
    return data(value, status=status, headers={**_LIMITS, **(headers or {})})
