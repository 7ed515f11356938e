"""Reading takes time in proportion to the text, whatever stands in it."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from linkcheck.document import read_document

MOST_SECONDS = 4.0
"""Of processor time, for texts that took minutes once: ten times what they take on a quiet machine."""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("- " * 100_000, id="rule"),
        pytest.param("- " * 30_000 + "a", id="nested items"),
        pytest.param("> " * 30_000 + "a", id="nested quotes"),
        pytest.param("，".join(f"https://a.test/{n}" for n in range(30_000)), id="addresses on one line"),
        pytest.param(",".join(["https://a.test/(x)"] * 30_000), id="addresses with brackets on one line"),
        pytest.param("http://" * 300_000, id="schemes"),
        pytest.param("http://_" * 50_000, id="schemes without host"),
        pytest.param("http://a)" * 50_000, id="closed addresses"),
        pytest.param("[" * 20_000 + "](u)" * 20_000, id="brackets"),
        pytest.param("![a" * 10_000 + "](u)" * 10_000, id="nested images"),
        pytest.param(f"[x](http://a/{' ' * 100_000}b)", id="spaces in an address"),
        pytest.param("中*a* " * 30_000 + "http://a.b/", id="marks in other scripts"),
        pytest.param("http://a.b/?q=" + "中a=" * 50_000, id="other scripts in one address"),
        pytest.param("[a]: u\n\n" + "[a][b" * 30_000, id="references"),
        pytest.param("<a href='x'>" * 10_000, id="tags"),
        pytest.param("<!--" * 50_000, id="comments"),
        pytest.param("$f[x](t)$ " * 20_000, id="math"),
    ],
)
def test_texts_that_once_took_minutes(text: str) -> None:
    start = time.process_time()
    read_document(text, "f")
    assert time.process_time() - start < MOST_SECONDS


PIECES = [
    *("[", "]", "](", ")", "(", "![", "<", ">", "<a href=", "<!--", "-->", "http://", "a.b", "/", "，", "中", "*", "_"),
    *(
        "`",
        "$",
        "$$",
        "\n",
        " ",
        "\n\n",
        "- ",
        "> ",
        "|",
        "|-|",
        "#",
        ":",
        "&amp;",
        "'",
        '"',
        "@",
        "www.",
        "~~",
        "=",
        ",",
    ),
]
pieces = st.lists(
    st.sampled_from(PIECES),
    min_size=1,
    max_size=8,
).map("".join)


@settings(max_examples=60)
@example("中,www.a.b", "中,www.a.b")
@given(pieces, pieces)
def test_repeating_any_shape_costs_no_more_than_its_length(piece: str, end: str) -> None:
    times = []
    for count in (500, 4_000):
        start = time.process_time()
        read_document(piece * count + end * count, "f")
        times.append(time.process_time() - start)
    short, long = times
    assert long < 0.5 or long < short * 8 * 4
