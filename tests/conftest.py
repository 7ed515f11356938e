"""What every test stands on: no network but loopback, a clean environment, a small web of one's own."""

from __future__ import annotations

import ipaddress
import os
import sys
from collections.abc import AsyncIterator, Generator

import pytest
from hypothesis import settings

from fetchers.context import Access, Context
from fetchers.net import Net, NetSettings, without_intervals
from linkcheck.demo import SmallWeb, demo_world
from tests import canaries

# A deadline measures the machine, not the code. CI draws the same examples each time; a run at a desk tries new ones.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

_CLEARED = (
    "GITHUB_", "GH_", "HF_", "ZHIHU_", "LINKCHECK_", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "SSL_CERT_",
    "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "CI", "COLUMNS",
)  # fmt: skip


class RealNetworkError(AssertionError):
    """A test tried to leave this machine."""


def _is_local(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str) or host in ("", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _stay_local(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse connections and name look-ups that would leave the machine, whoever makes them.

    An audit hook sees the look-ups of every library; a patched ``socket`` would not.
    """
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        if isinstance(address, tuple) and not _is_local(address[0]):
            raise RealNetworkError(f"{event} to {address}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname") and not _is_local(arguments[0]):
        raise RealNetworkError(f"{event} of {arguments[0]!r}")


sys.addaudithook(_stay_local)
canaries.watch()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test after which a secret has been seen where it does not belong."""
    report = yield
    if report.when == "teardown" and (seen := canaries.after(item, report)):
        report.outcome, report.longrepr = "failed", "\n".join(["a secret came to light:", *seen])
    return report


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what the developer's or the CI's environment would change, and give each test secrets to guard."""
    for name in list(os.environ):
        if name.upper().startswith(_CLEARED):
            monkeypatch.delenv(name)
    for name, secret in canaries.SECRETS.items():
        monkeypatch.setenv(name, secret)


@pytest.fixture
async def web() -> AsyncIterator[SmallWeb]:
    """Return an empty small web, running."""
    async with SmallWeb() as small:
        yield small


@pytest.fixture
async def world() -> AsyncIterator[SmallWeb]:
    """Return the demo's web, running: every link of list.md has an answer in it."""
    async with demo_world() as populated:
        yield populated


@pytest.fixture
def net_settings(web: SmallWeb) -> NetSettings:
    """Return settings whose whole world is the small web, and whose hosts want no pause between requests."""
    return NetSettings(
        resolver=web.resolver,
        cafile=web.cafile,
        hosts=without_intervals(),
        timeout=1.0,
        connect_timeout=0.5,
        trust_env=False,
    )


@pytest.fixture
async def context(net_settings: NetSettings) -> AsyncIterator[Context]:
    """Return what a run hands to its fetchers, over the small web, without any token."""
    async with Net(net_settings) as net:
        yield Context(net=net, access=Access())
