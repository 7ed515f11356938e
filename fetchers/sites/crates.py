"""crates.io: its API, as its keepers ask to be asked: named, one a second."""

from __future__ import annotations

from typing import Final

from fetchers.api_answers import absent, data_of, known, present, troubled
from fetchers.codes import Note
from fetchers.context import Context
from fetchers.facts import Metadata, Observation, Target
from fetchers.fetcher import Guide, UrlPattern
from fetchers.json_values import at, count, date, flag, mapping, text, texts
from fetchers.net import ApiRequest
from fetchers.site import END, ServiceSite


class Crates(ServiceSite):
    """Crates by name."""

    name = "crates"
    title = "crates.io"
    hosts = ("crates.io",)
    forms = (
        UrlPattern(
            kind="crate",
            pattern=rf"(?:www\.)?crates\.io/crates/(?P<name>[A-Za-z][\w-]{{0,63}})(?:/(?P<version>\d[^/?]*))?{END}",
            key="crate:{name}",
            what="package",
            example="https://crates.io/crates/serde",
        ),
    )
    guide = Guide(
        title="crates.io",
        brings="description, newest version, licence, downloads, dates of the first and the newest release",
        limits="one question a second, with a contact address in the user agent",
        refusal="404 means that there is no crate of that name",
    )

    async def consult(self, target: Target, context: Context) -> Observation | None:
        """Ask the API."""
        base = context.access.base(self.name, "https://crates.io")
        reply = await context.net.call(ApiRequest(url=f"{base}/api/v1/crates/{target.parts['name']}"))
        if reply.status == 404:
            return known(target, absent(self.name, "crates.io has no crate of that name"))
        facts = data_of(reply)
        crate = mapping(facts.get("crate"))
        name = text(crate.get("name"))
        if not reply.ok or name is None:
            return troubled(target, reply, self.name, "crates.io")
        version = text(crate.get("max_stable_version")) or text(crate.get("max_version"))
        yanked = flag(at(facts, "versions", 0, "yanked"))
        metadata = Metadata(
            kind="package",
            title=name,
            published=date(crate.get("created_at")),
            updated=date(crate.get("updated_at")),
            date_source="api",
            description=text(crate.get("description")),
            site=self.title,
            license=text(at(facts, "versions", 0, "license")),
            version=version,
            topics=texts(facts.get("keywords"), "keyword"),
            downloads=count(crate.get("downloads")),
        )
        return known(target, present(self.name), metadata, notes=(Note.YANKED.code,) if yanked else ())


CRATES: Final = Crates()
