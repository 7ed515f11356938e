"""Rules over a whole run: is it us, and do many links of one site end at one place? Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from fetchers.addresses.address import Address, parse_or_none
from fetchers.addresses.domains import registrable
from fetchers.facts import Availability, Observation
from fetchers.failure import FailureKind
from linkcheck.judge.places import is_home, same_page, same_site
from linkcheck.judge.topic import is_other_version, page_words, topic, words_of
from linkcheck.model import Confidence, Link, Record, Verdict
from linkcheck.model.reasons import Reason

FEWEST_HOSTS: Final = 3
"""Fewer unrelated hosts that fail alike may simply be down."""
FEWEST_NAMES: Final = 5
"""So many names that do not exist: a list's last links may well be dead."""
FEWEST_CERTIFICATES: Final = 5
FEWEST_ENDS: Final = 3
SURE_ENDS: Final = 5
"""So many links of one site that end at one address: a Link Rot Bestiary, ch. 3."""

_LOCAL: Final = {
    FailureKind.DNS_FAILURE,
    FailureKind.NETWORK_UNREACHABLE,
    FailureKind.CONNECT_TIMEOUT,
    FailureKind.CONNECTION_REFUSED,
    FailureKind.CONNECTION_RESET,
    FailureKind.TIMEOUT,
    FailureKind.OUT_OF_TIME,
    FailureKind.NO_SUCH_HOST,
    FailureKind.NO_ADDRESS_RECORD,
    FailureKind.BAD_HTTP,
    FailureKind.TLS_FAILURE,
}
_NAMELESS: Final = {FailureKind.NO_SUCH_HOST, FailureKind.NO_ADDRESS_RECORD}
_UNTRUSTED: Final = {FailureKind.CERTIFICATE_UNTRUSTED, FailureKind.CERTIFICATE_SELF_SIGNED}


@dataclass(frozen=True, slots=True)
class NetworkProblem:
    """Why a run concludes nothing: a stable code and a sentence."""

    code: str
    detail: str


def environment(observations: Iterable[Observation]) -> NetworkProblem | None:
    """Return what is wrong with this machine or its network, None where nothing shows.

    Only that which fails alike for unrelated sites counts, and one site that answers as itself is enough to clear it.
    """
    seen = [observation for observation in observations if _was_asked(observation)]
    return _offline(seen) or _captive(seen) or _stale_roots(seen)


@dataclass(frozen=True, slots=True)
class SharedEnd:
    """One address at which many different links of one site end."""

    target: str
    number: int
    """How many different resources the links mean."""
    links: tuple[Link, ...]


class RedirectEnds:
    """Where the links of a run end that were sent elsewhere: a few words of each, for none can be judged by itself."""

    def __init__(self) -> None:
        self._ends: dict[tuple[str, str], _End] = {}

    def add(self, record: Record, observation: Observation) -> bool:
        """Take one record with what it was made from; return whether it may yet look different beside the others."""
        end = _end(record, observation)
        if end is None:
            return False
        place, final, asked = end
        known = self._ends.setdefault(place, _End(page_words(observation.page, final)))
        known.links.append((record.link, topic(record.link, asked)))
        return True

    def shared(self) -> Iterator[SharedEnd]:
        """Yield the ends that too many links of one site share, and whose page speaks of none of them by itself."""
        for (site, target), end in self._ends.items():
            of_all = frozenset.intersection(*(words for _, words in end.links)) | words_of(site)
            links = [link for link, words in end.links if not (words - of_all) & end.words]
            number = len({link.key for link in links})
            if number >= FEWEST_ENDS:
                yield SharedEnd(target, number, tuple(links))


@dataclass(frozen=True, slots=True)
class _End:
    words: frozenset[str]
    links: list[tuple[Link, frozenset[str]]] = field(default_factory=list)
    """Each with the words of what it is about."""


def converged(record: Record, end: SharedEnd) -> Record:
    """Return the record of a link as it looks beside the others that end where it does: what it meant is gone."""
    return replace(
        record,
        verdict=Verdict.SOFT_DEAD,
        reason=Reason.ONE_TARGET.code,
        detail=f"{end.number} different links of this site end at {end.target}.",
        confidence=Confidence.HIGH if end.number >= SURE_ENDS else Confidence.LOW,
        confirmed=False,
        suggestion=None,
    )


def _end(record: Record, observation: Observation) -> tuple[tuple[str, str], Address, Address] | None:
    """Return site and last hop of a deep link that was sent elsewhere, with both addresses; None for any other link.

    The last hop is the whole of its address, query and route included: a forum's threads all end at ``/forum.php``. A
    short link says nothing of what is behind it, and two versions of a manual may well end at the stable one.
    """
    if not observation.redirects or not observation.final_url:
        return None
    if not record.verdict.is_found or observation.answer is not None or record.link.ruling is not None:
        return None
    start, end = record.link.address, parse_or_none(observation.final_url)
    if start is None or end is None or is_home(start) or same_page(start, end):
        return None
    if _is_short_link(record.link) or is_other_version(start, end):
        return None
    route = end.fragment or start.fragment or ""
    place = end.wire + (f"#{route}" if route.startswith(("/", "!")) else "")
    return (registrable(start.host), place), end, start


def _is_short_link(link: Link) -> bool:
    return link.target is not None and link.target.kind == "short-link"


def _offline(seen: Sequence[Observation]) -> NetworkProblem | None:
    failed = [_failure(observation) for observation in seen]
    if not seen or any(kind not in _LOCAL for kind in failed):
        return None
    sites = {registrable(_host(observation.url)) for observation in seen}
    fewest = FEWEST_NAMES if any(kind in _NAMELESS for kind in failed) else FEWEST_HOSTS
    if len(sites) < fewest:
        return None
    kinds = Counter(kind.value for kind in failed if kind is not None)
    return NetworkProblem(
        "offline", f"None of {len(sites)} unrelated sites could be reached ({kinds.most_common(1)[0][0]})."
    )


def _captive(seen: Sequence[Observation]) -> NetworkProblem | None:
    """A hotel's login, a provider that sells misspelt names: every site ends at one door, or shows one page."""
    answered = [observation for observation in seen if observation.status is not None and observation.answer is None]
    sites = {registrable(_host(observation.url)) for observation in answered}
    if len(sites) < FEWEST_HOSTS or len(answered) < len(seen) or any(is_itself(each) for each in answered):
        return None
    ends = {_host(observation.final_url or observation.url) for observation in answered}
    if len(ends) == 1 and not any(same_site(next(iter(ends)), site) for site in sites):
        return NetworkProblem("captive-portal", f"All of {len(sites)} unrelated sites lead to {next(iter(ends))}.")
    texts = {(observation.page.title, observation.page.text) for observation in answered if observation.page}
    pages = [observation for observation in answered if observation.page and observation.page.text]
    if len(pages) == len(answered) and len(texts) == 1 and len(sites) >= FEWEST_NAMES:
        return NetworkProblem("captive-portal", f"All of {len(sites)} unrelated sites show the same page.")
    return None


def is_itself(observation: Observation) -> bool:
    """Whether the answer bears a certificate for the site that was asked: nobody in between can have given it."""
    final = observation.final_url or observation.url
    proven = final.startswith("https:") and observation.tls is None
    return proven and same_site(_host(final), _host(observation.url))


def _stale_roots(seen: Sequence[Observation]) -> NetworkProblem | None:
    secure = [observation for observation in seen if _ends_secure(observation)]
    doubted = [observation for observation in secure if _distrust(observation)]
    sites = {registrable(_host(observation.url)) for observation in doubted}
    if len(sites) < FEWEST_CERTIFICATES or len(doubted) < len(secure):
        return None
    return NetworkProblem(
        "stale-certificates", f"The certificates of all {len(sites)} sites lead to roots unknown here."
    )


def _ends_secure(observation: Observation) -> bool:
    return (observation.final_url or observation.url).startswith("https:") and observation.answer is None


def _distrust(observation: Observation) -> bool:
    failure = observation.tls or observation.failure
    return failure is not None and failure.kind in _UNTRUSTED


def _was_asked(observation: Observation) -> bool:
    return observation.status is not None or observation.failure is not None or observation.answer is not None


def _failure(observation: Observation) -> FailureKind | None:
    if observation.status is not None:
        return None
    if observation.failure is not None:
        return observation.failure.kind
    down = observation.answer is not None and observation.answer.standing is Availability.DOWN
    return FailureKind.TIMEOUT if down else None


def _host(url: str) -> str:
    address = parse_or_none(url)
    return address.host if address else ""
