"""The network is lost in the middle of a run: what fails meanwhile is asked again, and nothing is concluded from it."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from fetchers.net import HostPolicy, NetSettings
from linkcheck.cli import run
from linkcheck.engine import Network, outage
from linkcheck.engine.outage import Answered
from linkcheck.engine.recorder import Recorder
from linkcheck.model import Record
from linkcheck.store import StoredState
from tests.quiet_server import QuietServer

SITES = 60
DEAD = ("refused", "closed", "gone", "off", "away", "none")
"""Sites that never answer, whatever the network does."""


class Web(QuietServer):
    """Every site on one port. ``is_away`` says of the number of answers and the time whether the network is lost."""

    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answered: list[str] = []
        self.is_away: Callable[[int], bool] = lambda _: False
        self.no_names: Callable[[int], bool] = lambda _: False

    def resolve(self, host: str, _: int) -> list[tuple[str, int]]:
        if not host.endswith(".org"):
            raise socket.gaierror(socket.EAI_NONAME, "no such host")
        if self.no_names(len(self.answered)):
            raise socket.gaierror(socket.EAI_AGAIN, "temporary failure in name resolution")
        return [("127.0.0.1", self.server_address[1])]


class _Handler(BaseHTTPRequestHandler):
    server: Web

    def do_GET(self) -> None:
        host = str(self.headers["Host"])
        if self.server.is_away(len(self.server.answered)) or host.partition("-")[0] in DEAD:
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.close_connection = True
            return
        self.server.answered.append(host)
        time.sleep(0.02)
        body = f"<html><title>The page of {host}</title><p>What {host} says.".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    monkeypatch.setattr(outage, "ASK_AGAIN_AFTER", 0.1)
    (tmp_path / "linkcheck.toml").write_text("max-concurrency = 6\n")
    with Web() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()


def check(web: Web, *urls: str, connect_timeout: float = 10.0) -> int:
    Path("list.md").write_text("".join(f"- <{url}>\n" for url in urls or sites()))
    net = NetSettings(
        resolver=web.resolve,
        trust_env=False,
        connect_timeout=connect_timeout,
        hosts={"*": HostPolicy(retries=0, interval=0)},
    )
    return run(["check", "list.md", "-q", "-o", "out.json"], world=nullcontext(Network(net)))


def sites() -> list[str]:
    return [f"http://site{number}-site.org/" for number in range(SITES)]


def verdicts() -> list[str]:
    return [link["verdict"] for link in json.loads(Path("out.json").read_text())["links"]]


def away_for(seconds: float, after: int) -> Callable[[int], bool]:
    """Away from a number of answers on, for a while, in which more than a handful ask (a busy machine asks slowly)."""
    asked: list[float] = []

    def is_away(answers: int) -> bool:
        if asked or answers >= after:
            asked.append(time.monotonic())
        return bool(asked) and (len(asked) <= 2 * outage.SITES_IN_A_ROW or asked[-1] - asked[0] < seconds)

    return is_away


@pytest.mark.parametrize("seconds", [0.3, 1.0, 2.5])
@pytest.mark.parametrize("what", ["is_away", "no_names"])
def test_what_failed_while_it_was_away_is_asked_again(what: str, seconds: float, web: Web) -> None:
    """195 of 240 known-good links were unreachable, and the run counted as finished."""
    setattr(web, what, away_for(seconds, after=25))
    assert check(web) == 0
    assert verdicts() == ["alive"] * SITES


def test_a_machine_that_is_too_busy_to_listen_takes_no_site_and_no_network_for_lost(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under load a run ended "network lost", and a sixth of the sound links of another was unreachable."""
    conclude = Recorder.conclude

    def conclude_late(recorder: Recorder, answers: Sequence[Answered]) -> list[Record]:
        time.sleep(0.4)
        return conclude(recorder, answers)

    monkeypatch.setattr(Recorder, "conclude", conclude_late)
    monkeypatch.setattr(outage, "WITNESS_PATIENCE", 0.3)
    assert check(web, *sites()[:10], connect_timeout=0.3) == 0
    assert verdicts() == ["alive"] * 10


@pytest.mark.parametrize("what", ["is_away", "no_names"])
def test_a_network_that_stays_away_ends_the_run_and_nothing_is_concluded(
    what: str, web: Web, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(outage, "PATIENCE", 0.5)
    Path("out.json").write_text("the report of last week")
    setattr(web, what, lambda answers: answers >= 25)
    assert check(web) == 3
    assert "The network was lost during the run" in capsys.readouterr().err
    assert Path("out.json").read_text() == "the report of last week"
    with StoredState(Path(".linkcheck/state.db")) as state:
        known = [state.history(url).verdict for url in sites()]
    assert sum(verdict is not None for verdict in known) >= 20
    assert set(known) == {"alive", None}
    web.is_away = web.no_names = lambda _: False
    assert check(web) == 0
    assert verdicts() == ["alive"] * SITES


def test_the_time_that_ends_while_it_is_away_concludes_nothing(web: Web) -> None:
    web.is_away = lambda answers: answers >= 25
    Path("linkcheck.toml").write_text('max-concurrency = 6\nmax-time = "2s"\n')
    code = check(web)
    assert code in (0, 3)
    with StoredState(Path(".linkcheck/state.db")) as state:
        assert {state.history(url).verdict for url in sites()} == {"alive", None}


@pytest.mark.parametrize("place", [0, 30, SITES])
def test_sites_that_are_down_side_by_side_are_no_outage(place: int, web: Web) -> None:
    urls = sites()
    urls[place:place] = [f"http://{name}-site.org/" for name in DEAD]
    began = time.monotonic()
    assert check(web, *urls) == 0
    assert time.monotonic() - began < 8
    expected = ["alive"] * SITES
    expected[place:place] = ["unreachable"] * len(DEAD)
    assert verdicts() == expected
