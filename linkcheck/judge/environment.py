"""Is the fault on our side? Problems of this machine or network, told by unrelated sites that fail alike. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from fetchers.addresses.address import parse_or_none
from fetchers.addresses.domains import registrable
from fetchers.facts import Availability, Observation
from fetchers.failure import FailureKind
from linkcheck.judge.address_relations import same_site

FEWEST_HOSTS: Final = 3
"""Fewer unrelated hosts that fail alike may simply be down."""
FEWEST_NAMES: Final = 5
"""So many names that do not exist: a list's last links may well be dead."""
FEWEST_CERTIFICATES: Final = 5
_LOCAL: Final = {
    FailureKind.DNS_FAILURE, FailureKind.NETWORK_UNREACHABLE, FailureKind.CONNECT_TIMEOUT,
    FailureKind.CONNECTION_REFUSED, FailureKind.CONNECTION_RESET, FailureKind.TIMEOUT, FailureKind.OUT_OF_TIME,
    FailureKind.NO_SUCH_HOST, FailureKind.NO_ADDRESS_RECORD, FailureKind.BAD_HTTP, FailureKind.TLS_FAILURE,
}  # fmt: skip
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
    """True if the answer came with a valid certificate for the site, so that no proxy can have made it."""
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
