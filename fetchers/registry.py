"""Who asks for an address: every site in order, everybody else last. A new site is one line here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from fetchers.addresses.address import Address, AddressError, parse
from fetchers.facts import Target
from fetchers.fetcher import Fetcher
from fetchers.sites.aclanthology import ACLANTHOLOGY
from fetchers.sites.arxiv import ARXIV
from fetchers.sites.baidupan import BAIDUPAN
from fetchers.sites.bilibili import BILIBILI
from fetchers.sites.cnblogs import CNBLOGS
from fetchers.sites.crates import CRATES
from fetchers.sites.csdn import CSDN
from fetchers.sites.dockerhub import DOCKERHUB
from fetchers.sites.doi import DOI
from fetchers.sites.feishu import FEISHU
from fetchers.sites.forgejo import FORGEJO
from fetchers.sites.generic import GENERIC
from fetchers.sites.gitee import GITEE
from fetchers.sites.github import GITHUB
from fetchers.sites.gitlab import GITLAB
from fetchers.sites.huggingface import HUGGINGFACE
from fetchers.sites.jianshu import JIANSHU
from fetchers.sites.juejin import JUEJIN
from fetchers.sites.kaggle import KAGGLE
from fetchers.sites.medium import MEDIUM
from fetchers.sites.modelscope import MODELSCOPE
from fetchers.sites.openreview import OPENREVIEW
from fetchers.sites.proceedings import PROCEEDINGS
from fetchers.sites.readthedocs import READTHEDOCS
from fetchers.sites.redirectors import REDIRECTORS, unwrap
from fetchers.sites.semanticscholar import SEMANTICSCHOLAR
from fetchers.sites.stackexchange import STACKEXCHANGE
from fetchers.sites.wechat import WECHAT
from fetchers.sites.wikipedia import WIKIPEDIA
from fetchers.sites.x import X_SITE
from fetchers.sites.youtube import YOUTUBE
from fetchers.sites.yuque import YUQUE
from fetchers.sites.zhihu import ZHIHU

FETCHERS: Final[tuple[Fetcher, ...]] = (
    # Before Hugging Face, DOI and Semantic Scholar: their addresses of arXiv's papers mean the papers.
    ARXIV,
    GITHUB,
    ZHIHU,
    HUGGINGFACE,
    MODELSCOPE,
    KAGGLE,
    OPENREVIEW,
    DOI,
    SEMANTICSCHOLAR,
    ACLANTHOLOGY,
    PROCEEDINGS,
    WIKIPEDIA,
    BILIBILI,
    YOUTUBE,
    X_SITE,
    STACKEXCHANGE,
    GITLAB,
    FORGEJO,
    GITEE,
    CRATES,
    DOCKERHUB,
    READTHEDOCS,
    MEDIUM,
    JIANSHU,
    CSDN,
    JUEJIN,
    CNBLOGS,
    WECHAT,
    YUQUE,
    FEISHU,
    BAIDUPAN,
    REDIRECTORS,
    GENERIC,
)
"""In the order in which they are offered an address; the last claims any."""

_BY_NAME: Final = {each.name: each for each in FETCHERS}
_BY_DOMAIN: Final = {
    domain: tuple(each for each in FETCHERS if domain in each.hosts)
    for domain in (domain for each in FETCHERS for domain in each.hosts)
}
_ANYWHERE: Final = tuple(each for each in FETCHERS if not each.hosts)
_MOST_WRAPPINGS: Final = 4


def find(address: Address) -> Target:
    """Return the target an address means; of a redirector that says where it leads, the one it leads to."""
    inner = _unwrapped(address)
    if inner is None:
        return _claimed(address)
    found = _claimed(inner)
    fragment = f"#{inner.fragment}" if inner.fragment else ""
    return replace(found, canonical=found.canonical or inner.wire + fragment)


def fetcher(name: str) -> Fetcher:
    """Return the fetcher of that name. Raises KeyError if there is no such fetcher."""
    return _BY_NAME[name]


@lru_cache(maxsize=4096)
def offered(host: str) -> tuple[Fetcher, ...]:
    """Return the fetchers that may claim addresses of a host, in their order: by its domains, and those of any host."""
    own = {each.name for domain in _domains(host) for each in _BY_DOMAIN.get(domain, ())}
    return tuple(each for each in FETCHERS if each.name in own or not each.hosts) if own else _ANYWHERE


def _domains(host: str) -> Iterable[str]:
    """The host, and every name that it is below."""
    while host:
        yield host
        host = host.partition(".")[2]


def _claimed(address: Address) -> Target:
    for each in offered(address.host):
        target = each.claim(address)
        if target is not None:
            return target
    raise LookupError(f"no fetcher claims {address.wire}")  # pragma: no cover - the last claims any


def _unwrapped(address: Address) -> Address | None:
    """Return what is inside, however often it is wrapped; None where nothing is, or nothing that can be asked for."""
    found: Address | None = None
    for _ in range(_MOST_WRAPPINGS):
        carried = unwrap(found or address)
        if carried is None:
            break
        try:
            found = parse(carried)
        except AddressError:
            break
    return found
