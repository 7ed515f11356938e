"""ModelScope: the hub's API for models and datasets, for its pages are shells that answer 200 whatever they are asked.

Shapes from its own client and tests (modelscope/modelscope: hub/api.py, hub/info.py, tests/hub/test_hub_repo_info.py),
and from answers that users quote: 404 with "record not found" is the hub's word that there is no such item, 404 with a
database's error under the same code is an overload (modelscope/modelscope issues 535, 864).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import quote

from fetchers.api_answers import absent, data_of, known, present, troubled
from fetchers.codes import Cause, Note
from fetchers.context import Context
from fetchers.facts import Answer, Availability, Metadata, Observation, Redirect, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.json_values import at, count, date, json_of, mapping, moment, text, texts
from fetchers.net import ApiRequest
from fetchers.site import END, ServiceSite

_HOST: Final = r"(?:www\.)?(?P<host>modelscope\.(?:cn|ai))"
_ID: Final = r"(?P<id>[\w.-]{1,96}/[\w.-]{1,192})"
_TABS: Final = r"(?:/(?:summary|files|feedback|feedback/\w+|dataPeview|quickstart))?"
_UNKNOWN: Final = "record not found"
_PRIVATE: Final = Answer(
    Availability.RESTRICTED, Cause.PRIVATE.of("modelscope"), "ModelScope shows it to those it was shared with"
)


@dataclass(frozen=True, slots=True)
class _Hub:
    folder: str
    likes: tuple[str, ...]
    created: tuple[str, ...]
    changed: tuple[str, ...]
    owner: tuple[str, ...]


_KINDS: Final = {
    "model": _Hub("models", ("Stars",), ("CreatedTime", "GmtCreate"), ("LastUpdatedTime", "GmtModified"), ("Path",)),
    "dataset": _Hub(
        "datasets", ("Likes", "Stars"), ("GmtCreate", "CreatedTime"), ("LastUpdatedTime", "GmtModified"),
        ("Namespace", "Owner"),
    ),
}  # fmt: skip
"""Models and datasets come from services of different ages, with other names for the same things."""


class ModelScope(ServiceSite):
    """Models and datasets; studios, collections, papers and people as pages."""

    name = "modelscope"
    title = "ModelScope"
    hosts = ("modelscope.cn", "modelscope.ai")
    forms = (
        UrlPattern(kind="model", pattern=rf"{_HOST}/models/{_ID}{_TABS}{END}", key="modelscope-model:{id}",
            example="https://modelscope.cn/models/qwen/Qwen-7B-Chat/summary"),
        UrlPattern(kind="dataset", pattern=rf"{_HOST}/datasets/{_ID}{_TABS}{END}", key="modelscope-dataset:{id}",
            example="https://modelscope.cn/datasets/modelscope/clue"),
        UrlPattern(kind="part", pattern=rf"{_HOST}/(?:models|datasets)/{_ID}/(?:file|resolve|tree)/.+", what="file",
            example="https://modelscope.cn/models/qwen/Qwen-7B-Chat/resolve/master/config.json"),
        UrlPattern(kind="studio", pattern=rf"{_HOST}/studios/{_ID}(?:/.*)?(?:\?.*)?", what="space",
            key="modelscope-studio:{id}", example="https://modelscope.cn/studios/qwen/Qwen-72B-Chat-Demo/summary"),
        UrlPattern(kind="profile", pattern=rf"{_HOST}/(?:organization|profile)/(?P<id>[\w.-]+){END}",
            key="modelscope-profile:{id}", example="https://modelscope.cn/organization/qwen"),
    )  # fmt: skip
    guide = Guide(
        title="ModelScope",
        brings="Chinese name, likes, downloads, licence, tasks, dates of creation and of the last change of models and "
        "datasets, and whether they were renamed",
        limits="one question a model or dataset, two at a time",
        refusal="404 with `record not found` means that there is no such item; any other 404 is an overload",
    )

    async def consult(self, target: Target, context: Context) -> Observation | None:
        """Ask the hub's API."""
        kind = _KINDS.get(target.kind)
        if kind is None:
            return None
        host, asked = target.parts["host"], target.parts["id"]
        base = context.access.base(self.name, f"https://www.{host}")
        reply = await context.net.call(ApiRequest(url=f"{base}/api/v1/{kind.folder}/{quote(asked)}"))
        answer = mapping(json_of(reply.body))
        if reply.status == 404 and _UNKNOWN in str(answer.get("Message")):
            return known(target, absent(self.name, f"ModelScope knows no such {target.kind}"))
        if reply.status in (401, 403) and answer:
            return known(target, _PRIVATE, notes=(Note.PRIVATE.code,))
        facts = mapping(data_of(reply).get("Data"))
        name = text(facts.get("Name"))
        if not reply.ok or name is None:
            return troubled(target, reply, self.name, self.title)
        owner = _first(facts, kind.owner) or asked.partition("/")[0]
        full = f"{owner}/{name}" if "/" not in name else name
        seen = known(target, present(self.name), _metadata(facts, kind, target.kind, full))
        if full.lower() == asked.lower():
            return seen
        now = f"https://{host}/{kind.folder}/{quote(full)}"
        return replace(seen, redirects=(Redirect(target.url, 301),), final_url=now, notes=(Note.RENAMED.code,))


def _metadata(facts: Mapping[str, Any], kind: _Hub, what: str, full: str) -> Metadata:
    owner = text(at(facts, "Organization", "FullName")) or full.partition("/")[0]
    return Metadata(
        kind=what,
        title=full,
        authors=(owner,),
        published=_time(facts, kind.created),
        updated=_time(facts, kind.changed),
        date_source="api",
        stars=next((number for name in kind.likes if (number := count(facts.get(name))) is not None), None),
        downloads=count(facts.get("Downloads")),
        description=text(facts.get("ChineseName")) or text(facts.get("Description")),
        site="ModelScope",
        license=text(facts.get("License")),
        topics=texts(facts.get("Tasks"), "Name"),
    )


def _first(facts: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    return next((found for name in names if (found := text(facts.get(name)))), None)


def _time(facts: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """Seconds since 1970, or RFC 3339: the hub has sent both."""
    return next((found for name in names if (found := moment(facts.get(name)) or date(facts.get(name)))), None)


MODELSCOPE: Final = ModelScope()
