"""Which edits a verdict allows, and which it does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from fetchers.addresses.address import parse
from fetchers.facts import Metadata, Target
from linkcheck.document import read_editable
from linkcheck.editing import EditKind, apply_edits
from linkcheck.editing.mends import REMOVE, MendOptions, is_wanted, mends
from linkcheck.editing.proposals import proposal
from linkcheck.local import renamed_headings
from linkcheck.model import Confidence, Document, Link, Record, Ruling, Suggestion, SuggestionKind, Verdict
from linkcheck.model.reasons import Reason
from tests.linkcheck.editing.records import moved, record, records_of

OLD, NEW = "https://old.dev/guide/intro.html", "https://new.dev/docs/intro"


def mended(text: str, *records: Record, **options: object) -> str:
    made = mends(read_editable(text, "list.md"), records_of(text, *records), MendOptions(**options))  # type: ignore[arg-type]
    return apply_edits(read_editable(text), made).text


@pytest.mark.parametrize(
    "fine",
    [
        moved(OLD, NEW, text="here", title=None),
        moved("https://old.dev/p/12", "https://new.dev/a/9", text="All you need", title="Attention Is All You Need"),
        moved("https://old.dev/p/12", "https://new.dev/a/9", text="大模型推理优化", title="大模型推理优化实践 - 某站"),
        moved("https://github.com/a/b", "https://github.com/c/d", text="x", title="c/d", reason="renamed"),
        moved("https://torch.dev/", "https://www.torch.dev/", text="x", title="y"),
    ],
)  # fmt: skip
def test_a_move_that_is_still_what_the_list_means(fine: Record) -> None:
    made = proposal(fine)
    assert made is not None
    assert made.kind is EditKind.MOVED


@pytest.mark.parametrize(
    "doubtful",
    [
        moved("https://old.dev/p/12", "https://new.dev/a/9", text="All you need", title="开云体育官方网站"),
        moved("https://old.dev/p/12", "https://new.dev/", text="A page", title="A page"),
        moved("https://old.dev/p/12", "https://new.dev/login", text="A page", title="A page - sign in"),
        moved(OLD, NEW, confidence=Confidence.LOW),
        replace(moved(OLD, NEW), verdict=Verdict.ALIVE),
        replace(moved(OLD, NEW), verdict=Verdict.SOFT_DEAD),
        moved("https://old.dev/", "https://casino.dev/", text="A page", title="A page"),
        replace(moved(OLD, NEW), reason=Reason.NOT_REACHED.code),
    ],
)  # fmt: skip
def test_a_move_that_is_not(doubtful: Record) -> None:
    assert proposal(doubtful) is None


def test_a_persons_word_wins() -> None:
    judged = moved(OLD, NEW)
    known = Ruling(Verdict.ALIVE, Reason.KNOWN_ALIVE, "I looked", "2026-05-04")
    assert proposal(replace(judged, link=replace(judged.link, ruling=known))) is None


def better(url: str, to: str, why: SuggestionKind, verdict: Verdict = Verdict.ALIVE, **fields: object) -> Record:
    return record(url, verdict, suggestion=Suggestion(to, why), **fields)


def test_https_and_tracking_and_spelling() -> None:
    http = better("http://a.dev/x", "https://a.dev/x", SuggestionKind.HTTPS)
    assert mended("[x](http://a.dev/x)", http) == "[x](https://a.dev/x)"
    plain = record("https://b.dev/", metadata=Metadata(title="B"))
    tracked = better(
        "https://b.dev/?utm_source=x", plain.link.url, SuggestionKind.TRACKING, metadata=Metadata(title="B")
    )
    text = "<https://b.dev/?utm_source=x>"
    assert mended(text, tracked) == text
    assert mended(text, tracked, found={plain.link.url: plain}) == "<https://b.dev/>"
    other = replace(plain, metadata=Metadata(title="Another"))
    assert mended(text, tracked, found={plain.link.url: other}) == text
    slip = better("htps://c.dev/", "https://c.dev/", SuggestionKind.SPELLING, Verdict.INVALID)
    assert mended("[c](htps://c.dev/)", slip) == "[c](htps://c.dev/)"
    assert (
        mended("[c](htps://c.dev/)", slip, found={"https://c.dev/": record("https://c.dev/")}) == "[c](https://c.dev/)"
    )


def test_one_definition_is_mended_once_and_code_is_left_alone() -> None:
    text = f"[a][r] [b][r] `{OLD}`\n\n[r]: {OLD} 't'\n"
    assert mended(text, moved(OLD, NEW)) == f"[a][r] [b][r] `{OLD}`\n\n[r]: {NEW} 't'\n"


GONE = record("https://gone.dev/a", Verdict.DEAD, confirmed=True, reason="http-404")


@pytest.mark.parametrize(
    ("mark", "before", "after"),
    [
        ("strike", "- [a](https://gone.dev/a), b\n", "- ~~[a](https://gone.dev/a)~~, b\n"),
        ("strike", "- ~~[a](https://gone.dev/a)~~\n", "- ~~[a](https://gone.dev/a)~~\n"),
        ("strike", "见[论文](https://gone.dev/a)。\n", "见<del>[论文](https://gone.dev/a)</del>。\n"),
        ("strike", "，[a](https://gone.dev/a)的\n", "，<del>[a](https://gone.dev/a)</del>的\n"),
        ("strike", "，[a](https://gone.dev/a)。\n", "，~~[a](https://gone.dev/a)~~。\n"),
        ("strike", "✅[a](https://gone.dev/a)\n", "✅<del>[a](https://gone.dev/a)</del>\n"),
        ("strike", "see https://gone.dev/a, b\n", "see <del>https://gone.dev/a</del>, b\n"),
        (
            "strike",
            "<table><tr><td><a href='https://gone.dev/a'>x</a></td></tr></table>\n",
            "<table><tr><td><del><a href='https://gone.dev/a'>x</a></del></td></tr></table>\n",
        ),
        ("strike", "<img src='https://gone.dev/a'>\n", "<img src='https://gone.dev/a'>\n"),
        ("(失效)", "<p><img src='https://gone.dev/a'></p>\n", "<p><img src='https://gone.dev/a'></p>\n"),
        ("(失效)", "- [a](https://gone.dev/a) b\n", "- [a](https://gone.dev/a) (失效) b\n"),
        (REMOVE, "- x\n- [a](https://gone.dev/a) b\n- y\n", "- x\n- y\n"),
        (REMOVE, "- [a](https://gone.dev/a)\n\n    ---\n- y\n", "- [a](https://gone.dev/a)\n\n    ---\n- y\n"),
        (REMOVE, "- [a](https://gone.dev/a)\n\n- y\n", "\n- y\n"),
        (REMOVE, "- [a](https://gone.dev/a)\n  - y\n", "- [a](https://gone.dev/a)\n  - y\n"),
        (REMOVE, "- [a](https://gone.dev/a) [z](https://z.dev)\n", "- [a](https://gone.dev/a) [z](https://z.dev)\n"),
    ],
)
def test_what_becomes_of_a_gone_link(mark: str, before: str, after: str) -> None:
    text = mended(before, GONE, kinds={EditKind.MARK_GONE}, mark=mark)
    assert text == after
    assert mended(text, GONE, kinds={EditKind.MARK_GONE}, mark=mark) == text
    unsure = replace(GONE, confirmed=False)
    assert mended(before, unsure, kinds={EditKind.MARK_GONE}, mark=mark) == before


def test_texts_that_say_nothing_get_the_title() -> None:
    titled = record("https://a.dev/x", metadata=Metadata(title="On *this* & [that]"))
    text = "see [here](https://a.dev/x) and [other](https://a.dev/x)\n"
    after = mended(text, titled, kinds={EditKind.TITLES})
    assert after == r"see [On \*this\* \& \[that\]](https://a.dev/x) and [other](https://a.dev/x)" + "\n"


def paper(url: str, **parts: str) -> Record:
    target = Target(
        fetcher="arxiv", kind="paper", key="arxiv:2106.09685", address=parse(url), parts={"id": "2106.09685", **parts}
    )
    facts = Metadata(kind="paper", title="LoRA", version="v2", doi="10.1000/182", published_as="10.1000/182")
    return record(url, link=Link(url=url, key="k", occurrences=(), target=target), metadata=facts)


def test_papers() -> None:
    url = "https://arxiv.org/abs/2106.09685v1"
    assert (
        mended(f"<{url}>", paper(url, version="v1"), kinds={EditKind.VERSIONS}) == "<https://arxiv.org/abs/2106.09685>"
    )
    url = "https://arxiv.org/pdf/2106.09685"
    assert mended(f"<{url}>", paper(url), kinds={EditKind.PDF_TO_ABS}) == "<https://arxiv.org/abs/2106.09685>"
    assert mended(f"<{url}>", paper(url), kinds={EditKind.PUBLISHED}) == "<https://doi.org/10.1000/182>"
    assert mended(f"<{url}>", paper(url)) == f"<{url}>"


def test_a_heading_that_was_renamed() -> None:
    text = "- [Install](#instalation)\n- [Use](#usage)\n\n## Installation\n\n## Usage\n"
    assert mended(text, renamed=renamed) == text.replace("#instalation", "#installation")
    two = text.replace("## Installation", "## Instalations\n\n## Instalation-")
    assert mended(two, renamed=renamed) == two


@pytest.mark.parametrize(
    ("written", "headings"),
    [
        ("有", "# t"),  # nothing in common
        ("a", "# b"),
        ("part-1", "# Part 2"),  # another number is another thing
        ("v2-0", "# v2.1"),
        ("rust-deep-learning", "# Go\n\n## Deep learning\n\n# R\n\n## Deep learning"),  # of two with one text, a guess
    ],
)
def test_a_heading_with_another_name_is_not_offered(written: str, headings: str) -> None:
    text = f"{headings}\n\n[x](#{written})\n"
    assert mended(text, renamed=renamed) == text


def renamed(document: Document, text: str) -> Mapping[str, str]:
    return renamed_headings(document, None, text)


def test_a_preprint_of_any_server_is_cited_where_it_was_published() -> None:
    url = "https://doi.org/10.1101/2021.10.04.463034"
    target = Target(fetcher="doi", kind="doi", key="doi:10.1101/2021.10.04.463034", address=parse(url))
    facts = Metadata(kind="paper", title="LoRA", doi="10.1101/2021.10.04.463034", published_as="10.7554/eLife.1")
    preprint = record(url, link=Link(url=url, key="k", occurrences=(), target=target), metadata=facts)
    assert is_wanted(preprint, {EditKind.PUBLISHED})
    assert mended(f"<{url}>", preprint, kinds={EditKind.PUBLISHED}) == "<https://doi.org/10.7554/eLife.1>"
    assert not is_wanted(record("https://doi.org/10.1/x"), {EditKind.PUBLISHED})
