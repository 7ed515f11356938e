"""The badge: exactly the keys that shields.io takes."""

from __future__ import annotations

import json
from typing import Any

from linkcheck.model import Run, Verdict
from reports.interface import Options
from reports.machine.badge import BADGE
from tests.reports import samples
from tests.reports.builder import ListBuilder


def badge(run: Run, options: Options | None = None) -> dict[str, Any]:
    data = json.loads(BADGE.render(run, options or Options()))
    assert data.keys() == {"schemaVersion", "label", "message", "color"}
    assert data["schemaVersion"] == 1
    return dict(data)


def test_failing_links_are_counted_in_red() -> None:
    found = badge(samples.everything())
    assert found["message"] == "1 dead, 1 soft-dead, 1 invalid, 1 fragment missing / 15"
    assert found["color"] == "red"


def test_all_well_is_green() -> None:
    assert badge(samples.all_well())["message"] == "2 fine"
    assert badge(samples.all_well())["color"] == "brightgreen"


def test_what_could_not_be_checked_is_not_called_fine() -> None:
    builder = ListBuilder().link("a", "https://a.example/").link("b", "https://b.example/", Verdict.UNREACHABLE)
    assert badge(builder.run())["message"] == "1 fine / 2"
    nobody = badge(ListBuilder().link("b", "https://b.example/", Verdict.UNREACHABLE).run())
    assert (nobody["message"], nobody["color"]) == ("0 fine / 1", "lightgrey")


def test_no_links_are_nothing_to_be_proud_of() -> None:
    assert badge(samples.nothing())["color"] == "lightgrey"


def test_the_user_decides_what_fails() -> None:
    assert badge(samples.everything(), Options(fail_on=frozenset({Verdict.BLOCKED})))["message"] == "1 blocked / 15"


def test_chinese() -> None:
    assert badge(samples.all_well(), Options(lang="zh"))["label"] == "链接"
