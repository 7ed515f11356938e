"""What is asked for once, and what for itself."""

from __future__ import annotations

import pytest

from linkcheck.config import Settings
from linkcheck.document import read_document
from linkcheck.plan import Plan, make_plan


def plan(*urls: str) -> Plan:
    text = "".join(f"- [link {number}]({url})\n" for number, url in enumerate(urls))
    return make_plan([read_document(text, "list.md")], Settings(fragments=True))


def asked(*urls: str) -> list[list[str]]:
    return [[link.url for link in ask.links] for ask in plan(*urls).asks]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.test.org/x", "https://a.test.org/x#part"),
        ("https://a.test.org/x", "https://a.test.org/x?utm_source=y"),
        ("https://a.test.org/x", "https://A.test.org:443/%78"),
        ("https://a.test.org/x/", "https://a.test.org/x/index.html"),
        ("http://www.a.test.org/x", "http://www.a.test.org/x#part"),
        ("https://github.com/a/b", "http://www.github.com/A/B.git"),
        ("https://arxiv.org/abs/2106.09685", "http://www.arxiv.org/pdf/2106.09685"),
        ("https://arxiv.org/abs/2106.09685v2", "https://arxiv.org/pdf/2106.09685v2"),
    ],
)
def test_two_spellings_are_one_request(one: str, other: str) -> None:
    assert asked(one, other) == [[one, other]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.test.org/x", "http://a.test.org/x"),
        ("https://a.test.org/x", "https://www.a.test.org/x"),
        ("http://a.test.org/x", "http://www.a.test.org/x"),
        ("https://arxiv.org/abs/2106.09685", "https://arxiv.org/abs/2106.09685v9"),
        ("https://arxiv.org/abs/2106.09685v1", "https://arxiv.org/abs/2106.09685v9"),
    ],
)
def test_one_resource_yet_not_one_fate(one: str, other: str) -> None:
    made = plan(one, other)
    assert [[link.url for link in ask.links] for ask in made.asks] == [[one], [other]]
    assert len({ask.target.key for ask in made.asks}) == 2
    assert len({link.key for link in made.links}) == 1


def test_one_request_looks_for_every_fragment() -> None:
    (ask,) = plan("https://a.test.org/x#one", "https://a.test.org/x#two", "https://a.test.org/x").asks
    assert ask.target.fragments == ("one", "two")
