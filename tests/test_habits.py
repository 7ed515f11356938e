"""Files that only GitHub reads, held against what they speak of."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from linkcheck.model import Verdict

ROOT = Path(__file__).resolve().parent.parent
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml"))
pytestmark = pytest.mark.skipif(not FORMS, reason="tests of an installed wheel have no forms")


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_has_what_github_wants(path: Path) -> None:
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert form["name"]
    assert form["description"]
    ids = [part["id"] for part in form["body"]]
    assert len(set(ids)) == len(ids)
    assert {part["type"] for part in form["body"]} <= {"input", "textarea", "dropdown"}


def test_the_form_for_a_wrong_verdict_knows_all_verdicts_and_asks_for_the_explanation() -> None:
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "wrong-verdict.yml").read_text(encoding="utf-8"))
    parts = {part["id"]: part for part in form["body"]}
    assert parts["expected"]["attributes"]["options"] == [verdict.value for verdict in Verdict]
    assert parts["explain"]["validations"]["required"]
