"""What ``[hosts]`` says takes effect on the wire, the most exact pattern first."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkcheck.cli import run
from linkcheck.demo import SmallWeb
from linkcheck.demo.exchange import ServedRequest, ServedResponse
from tests.cli.stage import stage

SETTINGS = """\
[hosts."*"]
headers = {X-Mine = "for all"}
retries = 0
[hosts."*.b.test.org"]
headers = {X-Mine = "for b"}
accept = [418]
[hosts."out.b.test.org"]
skip = true
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def test_the_most_exact_rule_of_a_host_is_obeyed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked: dict[str, set[str]] = {}

    def answer(request: ServedRequest) -> ServedResponse:
        asked.setdefault(request.host, set()).add(request.headers.get("x-mine", ""))
        return ServedResponse(status=418, body="<title>A teapot</title>")

    def build(web: SmallWeb) -> None:
        for host in ("a.test.org", "b.test.org", "in.b.test.org", "out.b.test.org"):
            web.site(host).otherwise(answer)

    (tmp_path / "linkcheck.toml").write_text(SETTINGS, encoding="utf-8")
    hosts = ("a.test.org", "b.test.org", "in.b.test.org", "out.b.test.org")
    (tmp_path / "list.md").write_text("".join(f"- <https://{host}/x>\n" for host in hosts), encoding="utf-8")
    assert run(["check", "list.md", "--no-state"], world=stage(build)) == 0
    assert asked == {"a.test.org": {"for all"}, "b.test.org": {"for b"}, "in.b.test.org": {"for b"}}
    assert "1 blocked, 1 skipped, 2 alive" in capsys.readouterr().err
