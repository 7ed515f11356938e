"""Hugging Face: the Hub's API for models, datasets, spaces and collections; pages for the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import quote, urlsplit

from fetchers.api_answers import absent, data_of, known, present, troubled
from fetchers.codes import Cause, Code, Note
from fetchers.context import Context
from fetchers.facts import Answer, Availability, Metadata, Observation, Redirect, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.json_values import at, count, date, flag, items, text
from fetchers.net import ApiRequest, Response
from fetchers.site import END, ServiceSite

_HOST: Final = r"(?:(?:www\.)?huggingface\.co|hf\.co)"
_MIRROR: Final = r"hf-mirror\.com"
_NAME: Final = r"[\w.-]{1,96}"
_ID: Final = rf"(?P<id>{_NAME}/{_NAME})"
_SITE: Final = "https://huggingface.co"
# First path segments that are no owner's name.
_RESERVED: Final = (
    r"(?!(?:api|blog|brand|chat|collections|datasets|docs|enterprise|inference|join|learn|login|models|new|"
    r"organizations|papers|posts|pricing|settings|spaces|storage|support|tasks|terms-of-service|privacy|welcome)(?:[/?]|\Z))"
)
_PARTS: Final = r"(?:tree|blob|raw|resolve|discussions|commits?|viewer|edit|blame)"


@dataclass(frozen=True, slots=True)
class _Repo:
    """One kind of repository: its folder in the API and on the web, and the fields that may be asked for."""

    folder: str
    prefix: str
    fields: tuple[str, ...]


_COMMON: Final = ("author", "createdAt", "disabled", "lastModified", "likes", "private", "tags")
_REPOS: Final = {
    "model": _Repo("models", "", (*_COMMON, "downloads", "gated", "pipeline_tag")),
    "dataset": _Repo("datasets", "datasets/", (*_COMMON, "downloads", "gated", "description")),
    "space": _Repo("spaces", "spaces/", _COMMON),
}
_GATED: Final = Answer(Availability.RESTRICTED, Cause.GATED.of("huggingface"), "Its owner decides who may read it")
_PRIVATE: Final = Answer(
    Availability.RESTRICTED, Cause.PRIVATE.of("huggingface"), "Hugging Face shows it to its owner alone"
)
_DISABLED: Final = Answer(
    Availability.RESTRICTED, Cause.DISABLED.of("huggingface"), "Hugging Face has disabled access to it"
)
_HIDDEN: Final = Answer(Availability.HIDDEN, Cause.PRIVATE.of("huggingface"), "Your token sees it; a reader does not")
_SPENT: Final = re.compile(r'"api"\s*;\s*r=0\s*;\s*t=(\d{1,4})(?!\d)')
_PATIENCE: Final = 30.0
"""Seconds to wait for the API's next window; beyond them the page is looked at."""
_DOI_TAG: Final = re.compile(r"doi:(10\.\d{4,9}/\S+)")


def _rules() -> tuple[UrlPattern, ...]:
    rows = []
    for kind, repo, example in (
        ("dataset", _REPOS["dataset"], "rajpurkar/squad"),
        ("space", _REPOS["space"], "HuggingFaceH4/open_llm_leaderboard"),
        ("model", _REPOS["model"], "microsoft/phi-2"),
    ):
        at_start = repo.prefix or _RESERVED
        page = f"{_SITE}/{repo.prefix}{{id}}"
        key = f"huggingface-{kind}:{{id}}"
        rows += [
            UrlPattern(kind=kind, pattern=rf"{_HOST}/{at_start}{_ID}(?:/tree/main)?{END}", key=key,
                 example=f"{_SITE}/{repo.prefix}{example}"),
            UrlPattern(kind=kind, pattern=rf"{_MIRROR}/{at_start}{_ID}(?:/tree/main)?{END}", key=key, page=page,
                better=page,
                 example=f"https://hf-mirror.com/{repo.prefix}{example}"),
            UrlPattern(kind=f"{kind}-part", pattern=rf"{_HOST}/{at_start}{_ID}/{_PARTS}(?:/.*)?", what="file",
                 example=f"{_SITE}/{repo.prefix}{example}/blob/main/README.md"),
        ]  # fmt: skip
    return tuple(rows)


class HuggingFace(ServiceSite):
    """Models, datasets, spaces, collections; posts, documentation and people as pages."""

    name = "huggingface"
    title = "Hugging Face"
    hosts = ("huggingface.co", "hf.co", "hf-mirror.com", "hf.space")
    forms = (
        UrlPattern(kind="collection", pattern=rf"{_HOST}/collections/(?P<id>{_NAME}/[\w.-]+){END}",
            key="huggingface-collection:{id}",
            example="https://huggingface.co/collections/osanseviero/model-merging-65097893623330a3a51ead66"),
        UrlPattern(kind="blog", pattern=rf"{_HOST}/blog/[^?]+(?:\?.*)?", what="article",
            example=f"{_SITE}/blog/zh/rlhf"),
        UrlPattern(kind="docs", pattern=rf"{_HOST}/(?:docs|learn|tasks)/[^?]+(?:\?.*)?", what="documentation",
            example=f"{_SITE}/docs/transformers/index"),
        UrlPattern(kind="papers", pattern=rf"{_HOST}/papers/[^?]+(?:\?.*)?", what="page",
            example=f"{_SITE}/papers/month/2024-06"),
        *_rules(),
        UrlPattern(kind="app", pattern=r"[a-z0-9-]+\.hf\.space(?:/.*)?", what="space",
            example="https://owner-name.hf.space/"),
        UrlPattern(kind="profile", pattern=rf"{_HOST}/{_RESERVED}(?P<id>{_NAME})(?:/(?:models|datasets|spaces))?{END}",
            example=f"{_SITE}/openai-community"),
    )  # fmt: skip
    guide = Guide(
        title="Hugging Face",
        brings="likes, downloads, dates of creation and of the last change, licence, whether it is gated, disabled or "
        "renamed; collections likewise; posts and documentation as pages",
        limits="500 questions to the API and 100 pages in five minutes (HF_TOKEN: 1000 and 200), paced by the headers "
        "of each answer; HF_ENDPOINT is another base",
        refusal="401 for what is missing or private alike: then the page decides, and its 404 means gone; a gate is "
        "noted, for readers pass it after asking",
    )

    async def consult(self, target: Target, context: Context) -> Observation | None:
        """Ask the Hub's API."""
        if target.kind == "collection":
            return await self._collection(target, context)
        repo = _REPOS.get(target.kind)
        return None if repo is None else await self._repository(target, repo, context)

    async def _repository(self, target: Target, repo: _Repo, context: Context) -> Observation:
        asked = target.parts["id"]
        reply = await _call(context, f"/api/{repo.folder}/{quote(asked)}", repo.fields)
        name = _renamed(reply, repo)
        if name is not None:
            reply = await _call(context, f"/api/{repo.folder}/{quote(name)}", repo.fields)
        if reply.status in (401, 403, 404):
            return await self._doubted(target, reply, context)
        facts = data_of(reply)
        if not reply.ok or not text(facts.get("id")):
            return troubled(target, reply, self.name, "Hugging Face")
        seen = known(target, _standing(facts, context), _metadata(facts, target.kind), notes=_notes(facts, asked, name))
        if name is None:
            return seen
        return replace(seen, redirects=(Redirect(target.url, 307),), final_url=f"{_SITE}/{repo.prefix}{quote(name)}")

    async def _doubted(self, target: Target, reply: Response, context: Context) -> Observation:
        """Tell what is missing from what is private: the API says 401 of both, the page 404 of the former."""
        if reply.headers.get("x-error-code") == "GatedRepo":
            return known(target, _GATED, notes=(Note.GATED.code,))
        if reply.headers.get("x-error-code") == "RepoNotFound" or reply.status == 404:
            return known(target, absent(self.name, "Hugging Face knows no such repository"))
        seen = await self.look(target, context)
        if seen.answer is None and seen.status in (401, 403):
            return replace(seen, answer=_PRIVATE)
        return seen

    async def _collection(self, target: Target, context: Context) -> Observation:
        reply = await _call(context, f"/api/collections/{quote(target.parts['id'])}", ())
        facts = data_of(reply)
        title = text(facts.get("title"))
        if reply.status == 404:
            return known(target, absent(self.name, "Hugging Face knows no such collection"))
        if not reply.ok or title is None:
            return troubled(target, reply, self.name, "Hugging Face")
        owner = text(at(facts, "owner", "fullname")) or text(at(facts, "owner", "name"))
        metadata = Metadata(
            kind="collection",
            title=title,
            authors=(owner,) if owner else (),
            updated=date(facts.get("lastUpdated")),
            date_source="api",
            stars=count(facts.get("upvotes")),
            description=text(facts.get("description")),
            site=self.title,
        )
        return known(target, present(self.name), metadata)


@dataclass(slots=True)
class _Allowance:
    """What the headers of each answer say is left of the API's window of five minutes."""

    spent_until: float = 0.0

    def note(self, reply: Response, now: float) -> None:
        """Read ``ratelimit: "api";r=0;t=55``: no calls left for that many seconds."""
        match = _SPENT.search(reply.headers.get("ratelimit", ""))
        if match:
            self.spent_until = now + int(match[1])


async def _call(context: Context, path: str, fields: tuple[str, ...]) -> Response:
    """Ask the API; where its window is long in coming, answer as it would: 429. Shorter waits are its queue's."""
    settings = context.net.settings
    allowance = context.shared("huggingface", _Allowance)
    wait = allowance.spent_until - settings.clock()
    if wait > _PATIENCE:
        return Response(url=context.access.huggingface, status=429, retry_after=wait)
    reply = await _send(context, path, fields)
    allowance.note(reply, settings.clock())
    return reply


async def _send(context: Context, path: str, fields: tuple[str, ...]) -> Response:
    base = context.access.huggingface.rstrip("/")
    query = "?" + "&".join(f"expand={field}" for field in fields) if fields else ""
    token = context.access.huggingface_token
    headers = {"Authorization": f"Bearer {token}"} if token and urlsplit(base).scheme == "https" else {}
    return await context.net.call(ApiRequest(url=f"{base}{path}{query}", headers=headers))


def _renamed(reply: Response, repo: _Repo) -> str | None:
    """Return the name that a 307 of the API leads to: renamed, given away, or written in another case."""
    if reply.status not in (301, 302, 307, 308):
        return None
    path = urlsplit(reply.headers.get("location", "")).path
    match = re.fullmatch(rf"/api/{repo.folder}/({_NAME}(?:/{_NAME})?)", path)
    return match[1] if match else None


def _standing(facts: Mapping[str, Any], context: Context) -> Answer:
    if flag(facts.get("disabled")):
        return _DISABLED
    if flag(facts.get("private")) and context.access.huggingface_token:
        return _HIDDEN
    return present("huggingface")


def _notes(facts: Mapping[str, Any], asked: str, name: str | None) -> tuple[Code, ...]:
    notes = []
    if name is not None and name.lower() != asked.lower():
        notes.append(Note.RENAMED.code)
    if facts.get("gated") in ("auto", "manual", True):
        notes.append(Note.GATED.code)
    if flag(facts.get("disabled")):
        notes.append(Note.DISABLED.code)
    return tuple(notes)


def _metadata(facts: Mapping[str, Any], kind: str) -> Metadata:
    name = text(facts.get("id"))
    author = text(facts.get("author")) or (name or "").partition("/")[0]
    tags = [tag for tag in items(facts.get("tags")) if isinstance(tag, str)]
    task = text(facts.get("pipeline_tag"))
    return Metadata(
        kind=kind,
        title=name,
        authors=(author,) if author else (),
        published=date(facts.get("createdAt")),
        updated=date(facts.get("lastModified")),
        date_source="api",
        stars=count(facts.get("likes")),
        downloads=count(facts.get("downloads")),
        description=text(facts.get("description")),
        site="Hugging Face",
        license=next((tag.removeprefix("license:") for tag in tags if tag.startswith("license:")), None),
        doi=next((match[1] for tag in tags if (match := _DOI_TAG.fullmatch(tag))), None),
        topics=(task,) if task else (),
    )


HUGGINGFACE: Final = HuggingFace()
