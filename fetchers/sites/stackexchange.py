"""Stack Exchange: a hundred questions or answers of one site in one question to its API."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Final

from fetchers.addresses.address import Address
from fetchers.api_answers import absent, data_of, known, present, troubled
from fetchers.codes import Cause, Note
from fetchers.context import Context
from fetchers.facts import Answer, Availability, Metadata, Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.json_values import at, count, items, mapping, moment, plain, texts
from fetchers.net import ApiRequest, Response
from fetchers.site import END, ServiceSite

_OWN: Final = (
    "stackoverflow.com", "superuser.com", "serverfault.com", "askubuntu.com", "mathoverflow.net", "stackapps.com",
    "stackexchange.com",
)  # fmt: skip
_HOST: Final = (
    r"(?P<host>(?:(?:[a-z]{2}\.)?stackoverflow|superuser|serverfault|askubuntu|stackapps)\.com|mathoverflow\.net|"
    r"(?:meta\.)?[a-z][a-z0-9-]*\.(?:meta\.)?stackexchange\.com|meta\.(?:stackoverflow|superuser|serverfault|askubuntu)\.com)"
)
_LIMITED: Final = Answer(
    Availability.LIMITED, Cause.RATE_LIMITED.of("stackexchange"), "Stack Exchange's daily quota is used up"
)
_THROTTLED: Final = 502
"""``error_id`` of a throttle_violation, in an HTTP 400."""
_MOST: Final = 100


class StackExchange(ServiceSite):
    """Questions and answers of all sites of the network."""

    name = "stackexchange"
    title = "Stack Exchange"
    batch = _MOST
    hosts = _OWN
    forms = (
        UrlPattern(kind="answer", pattern=rf"{_HOST}/questions/(?P<question>\d{{1,12}})/[^/?]+/(?P<id>\d{{1,12}}){END}",
            key="stackexchange:{host}/a/{id}",
            example="https://stackoverflow.com/questions/11227809/why-is-it-faster/11227902"),
        UrlPattern(kind="answer", pattern=rf"{_HOST}/a/(?P<id>\d{{1,12}})(?:/\d+)?{END}",
            key="stackexchange:{host}/a/{id}", example="https://stackoverflow.com/a/11227902/1"),
        UrlPattern(kind="question", pattern=rf"{_HOST}/q(?:uestions)?/(?P<id>\d{{1,12}})(?:/[^/?]*)?{END}",
            key="stackexchange:{host}/q/{id}",
            example="https://stackoverflow.com/questions/11227809/why-is-it-faster"),
    )  # fmt: skip
    guide = Guide(
        title="Stack Exchange",
        brings="title, score, author, tags, dates of asking and of the last edit, on Stack Overflow and all its "
        "sisters; closed questions are noted",
        limits="a hundred items of a site a question, 300 questions a day without a key",
        refusal="an item that the API does not know is asked for by itself before it is called gone; past the quota "
        "the page is looked at",
    )

    def target(self, address: Address, form: UrlPattern, parts: Mapping[str, str]) -> Target | None:
        """Make the target; the network's own front pages are no site."""
        if parts["host"] in ("www.stackexchange.com", "api.stackexchange.com", "data.stackexchange.com"):
            return None
        return super().target(address, form, parts)

    async def consult(self, target: Target, context: Context) -> Observation | None:
        """Ask for one item: what is missing now is gone."""
        answers = await self._asked([target], context)
        return answers.get(target.key) or known(
            target, absent(self.name, f"Stack Exchange has no such {target.kind}, or it was deleted")
        )

    async def observe(self, targets: Sequence[Target], context: Context) -> AsyncIterator[tuple[Target, Observation]]:
        """Ask for the items of each site together, and singly for what is not among the answers."""
        groups: dict[tuple[str, str], list[Target]] = {}
        for target in targets:
            groups.setdefault((target.parts["host"], target.kind), []).append(target)
        for group in groups.values():
            answers = await self._asked(group, context) if len(group) > 1 else {}
            async for answer in self.each(group, answers, context):
                yield answer

    async def _asked(self, group: Sequence[Target], context: Context) -> Mapping[str, Observation]:
        """Return the observations of items of one site and kind, or of the service's failure."""
        kind = group[0].kind
        reply = await self._call(group, f"{kind}s/{{}}", context)
        if not isinstance(data_of(reply).get("items"), list):
            return {target.key: self._troubled(target, reply) for target in group}
        found = _by_id(reply, f"{kind}_id")
        titled = found
        if kind == "answer" and found:
            # An answer does not carry the title of its question.
            questions = _by_id(await self._call(group, "answers/{}/questions", context), "question_id")
            titled = {i: {**_question_of(a, questions), **a} for i, a in found.items()}
        return {
            target.key: _observation(target, facts)
            for target in group
            if (facts := titled.get(int(target.parts["id"]))) is not None
        }

    async def _call(self, group: Sequence[Target], path: str, context: Context) -> Response:
        base = context.access.base(self.name, "https://api.stackexchange.com/2.3")
        ids = ";".join(dict.fromkeys(target.parts["id"] for target in group))
        site = _site(group[0].parts["host"])
        return await context.net.call(ApiRequest(url=f"{base}/{path.format(ids)}?site={site}&pagesize={_MOST}"))

    def _troubled(self, target: Target, reply: Response) -> Observation:
        if reply.status == 400 and data_of(reply).get("error_id") == _THROTTLED:
            return known(target, _LIMITED)
        return troubled(target, reply, self.name, "Stack Exchange")


def _site(host: str) -> str:
    """Return the API's name of a site: ``stackoverflow``, ``pt.stackoverflow``, ``math``, ``mathoverflow.net``."""
    if host == "mathoverflow.net":
        return host
    return re.sub(r"(?:\.stackexchange)?\.com\Z", "", host)


def _by_id(reply: Response, name: str) -> dict[int, Mapping[str, Any]]:
    rows = (mapping(item) for item in items(data_of(reply).get("items")))
    return {number: row for row in rows if (number := count(row.get(name))) is not None}


def _question_of(answer: Mapping[str, Any], questions: Mapping[int, Mapping[str, Any]]) -> Mapping[str, Any]:
    question = questions.get(count(answer.get("question_id")) or 0, {})
    return {key: question[key] for key in ("title", "tags") if key in question}


def _observation(target: Target, facts: Mapping[str, Any]) -> Observation:
    author = plain(at(facts, "owner", "display_name"))
    score = facts.get("score")
    asked = moment(facts.get("creation_date"))
    metadata = Metadata(
        kind=target.kind,
        title=plain(facts.get("title")),
        authors=(author,) if author else (),
        published=asked,
        updated=moment(facts.get("last_edit_date")),
        date_source="api" if asked else None,
        # A score may be negative; a number of votes cannot.
        stars=count(score),
        site=target.parts["host"],
        topics=texts(facts.get("tags")),
    )
    notes = (Note.CLOSED.code,) if "closed_date" in facts else ()
    return known(target, present("stackexchange"), metadata, notes=notes)


STACKEXCHANGE: Final = StackExchange()
