"""The phrases' data: what a contributor may add to a list, and what would spoil all of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fetchers.pages import traits
from fetchers.pages.traits import phrases

FOLDER = Path(phrases.__file__).parent
SOURCES = "".join(path.read_text("utf-8") for path in Path(traits.__file__).parent.rglob("*.py"))


def lists(name: str) -> dict[str, list[str]]:
    def found(key: str, value: object) -> Iterator[tuple[str, list[str]]]:
        if isinstance(value, dict):
            for inner, each in value.items():
                yield from found(f"{key}/{inner}", each)
        elif isinstance(value, list):
            yield key, value

    return dict(found("", json.loads((FOLDER / name).read_text("utf-8"))))


@pytest.mark.parametrize("name", ["languages.json", "wordings.json", "trades.json"])
def test_every_phrase_is_a_pattern_by_itself_that_needs_some_text(name: str) -> None:
    """An empty one, or one that matches nothing at all, would match every text."""
    for key, values in lists(name).items():
        for phrase in values:
            pattern = re.compile(re.sub("^~(?=.)", "", phrase).replace("{loose}", "x"))
            assert pattern.fullmatch("") is None, (key, phrase)


def test_every_wording_is_used() -> None:
    assert [key for key in lists("wordings.json") if f'wording("{key[1:]}")' not in SOURCES] == []


def test_languages_have_each_field_spelt_as_the_class_has_it() -> None:
    fields = set(phrases.PhraseSet.__dataclass_fields__)
    assert {key.rpartition("/")[2] for key in lists("languages.json")} <= fields
    assert len({language.code for language in phrases.LANGUAGES}) == len(phrases.LANGUAGES) > 25
