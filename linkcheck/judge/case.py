"""The facts that rules ask about one link, each computed once. Pure."""

from __future__ import annotations

from dataclasses import replace

from propcache.api import cached_property

from fetchers.addresses.address import Address, parse_or_none
from fetchers.facts import Availability, Observation
from fetchers.failure import FailureKind
from fetchers.pages.traits.absence import Grade, title_grade
from fetchers.pages.traits.shape import plain
from fetchers.values import dataclass
from linkcheck.judge.address_relations import is_home, is_search, same_page, same_site
from linkcheck.judge.conditions import ConditionFacts
from linkcheck.judge.topic import listed_name, topic, words_of
from linkcheck.model import History, Link


@dataclass(frozen=True)
class Case:
    """A link, what was observed of it, and what earlier runs knew."""

    link: Link
    observation: Observation
    history: History

    @cached_property
    def facts(self) -> ConditionFacts:
        """The facts of the observation alone: status, failure, traits."""
        return ConditionFacts.of(self.observation, listed_name(self.link))

    @cached_property
    def asked(self) -> Address | None:
        """The address as written."""
        return self.link.address

    @cached_property
    def final(self) -> Address | None:
        """The address of the last hop; a fragment is inherited unless a hop had one (RFC 9110 §10.2.2)."""
        final = parse_or_none(self.observation.final_url or "")
        if final is None or final.fragment is not None or self.asked is None or self.asked.fragment is None:
            return final
        return replace(final, fragment=self.asked.fragment)

    @cached_property
    def is_elsewhere(self) -> bool:
        """True if a redirect led to another page; cosmetic differences do not count."""
        if not self.observation.redirects or self.asked is None or self.final is None:
            return False
        return not same_page(self.asked, self.final)

    @cached_property
    def is_told_by_another(self) -> bool:
        """Whether another page was asked than the one written: a PDF's own page. Its redirects are not the file's."""
        target = self.link.target
        if target is None or target.canonical is not None or self.asked is None:
            return False
        return not same_page(self.asked, replace(target.address, fragment=self.asked.fragment))

    @cached_property
    def is_deep(self) -> bool:
        """True if the link leads below the home page."""
        return self.asked is not None and not is_home(self.asked)

    @cached_property
    def ends_at_home(self) -> bool:
        """True if the last hop is a home page."""
        return self.final is not None and is_home(self.final)

    @cached_property
    def stays_on_site(self) -> bool:
        """True if first and last hop share a registrable domain."""
        return self.asked is not None and self.final is not None and same_site(self.asked.host, self.final.host)

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The words of what the link is about; what its host is called says nothing of a page."""
        asked = self.asked
        return frozenset(word for word in topic(self.link, asked) if word not in asked.host) if asked else frozenset()

    @cached_property
    def found(self) -> frozenset[str]:
        """Those of them that the page has."""
        page = self.observation.page
        return self.wanted & words_of(f"{page.title} {page.heading} {page.text}") if page else frozenset()

    @property
    def status(self) -> int | None:
        """The last hop's status."""
        return self.observation.status

    @property
    def is_ok(self) -> bool:
        """True for a 2xx status."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def failure(self) -> FailureKind | None:
        """The failure below HTTP (DNS, TCP, TLS), if any."""
        return self.observation.failure.kind if self.observation.failure else None

    @property
    def standing(self) -> Availability | None:
        """What the service itself says of the item's availability."""
        return self.observation.answer.standing if self.observation.answer else None

    def has(self, *traits: str) -> bool:
        """True if the answer has one of these traits."""
        return not self.observation.traits.isdisjoint(traits)

    @cached_property
    def sibling_agrees(self) -> bool | None:
        """Whether an address that cannot exist was treated as this one was; None: not asked, or no answer."""
        sibling = self.observation.sibling
        if sibling is None or sibling.status is None:
            return None
        if self.status is not None and (sibling.status < 300) != (self.status < 300):
            return False
        if self.is_elsewhere:
            return self._sibling_ends_there(parse_or_none(sibling.final_url or ""))
        return sibling.same_body

    def _sibling_ends_there(self, end: Address | None) -> bool:
        """Whether both ended at one address; what a search was made for aside."""
        if end is None or self.final is None:
            return False
        if is_search(self.final) and is_search(end):
            return (end.host, end.path) == (self.final.host, self.final.path)
        return same_page(replace(end, fragment=None), replace(self.final, fragment=None))

    @cached_property
    def sibling_is_alike(self) -> bool:
        """Whether an address that cannot exist was given the same page, or one under the same title."""
        if self.sibling_agrees is not False:
            return self.sibling_agrees is True
        sibling, page = self.observation.sibling, self.observation.page
        if sibling is None or sibling.status is None or page is None or not self.is_ok:
            return False
        return 200 <= sibling.status < 300 and bool(page.title) and sibling.title == page.title

    @cached_property
    def sibling_is_absent(self) -> bool:
        """Whether an address that cannot exist was answered 200 with a title that says so: no status tells here."""
        sibling = self.observation.sibling
        if sibling is None or sibling.status is None or not self.is_ok:
            return False
        return 200 <= sibling.status < 300 and title_grade(plain(sibling.title)) >= Grade.WEAK

    @staticmethod
    def parse(url: str) -> Address | None:
        """Parse an address that a page names; None if it is invalid."""
        return parse_or_none(url)
