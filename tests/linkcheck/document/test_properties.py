"""What holds for any text at all."""

from __future__ import annotations

import re
import subprocess
import sys
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkcheck.document import read_document
from linkcheck.document.source import decode_entities, unescape

_PIECES = st.sampled_from(
    """[ ] ( ) < > ! \\ ` * _ ~~ ** - | # @ ' " & ; : $$ ]( ![ [^1] [^1]: [r] [r]: 1. ``` --- +++ >
    https://x.dev/a www.y.dev me@x.org mailto: http://[::1]/ 中文 ， （ ） 。 &amp; &copy; &#0; \\| é ß ẞ 😀
    <!-- --> <a <img src= href=" srcset="a </a> <div> <pre> <h2> </h2> <script> <!--linkcheck-ignore-->
    <!--linkcheck-ignore-start--> <!--linkcheck-ignore-end--> |---| a:""".split()  # noqa: SIM905 - a list of 70 strings is harder to read
)
_SPACES = st.sampled_from(
    [" ", "  ", "    ", "\n", "\n\n", "\r\n", "\r", "\t", "\n- ", "\n  - ", "\n> ", "\n# ", "\ufeff"]
)
_TEXTS = st.lists(st.one_of(_PIECES, _SPACES, st.text(max_size=4)), max_size=40).map("".join)


@given(_TEXTS, st.booleans())
@example("\ufeff> [a](\n> <b\\|c>)", False)
@example("---\na: https://x.dev/中\n---\n| <https://y.dev/\\|> |\n|---|", True)
def test_every_place_holds_its_address(text: str, include_code: bool) -> None:
    data = text.encode()
    for place in read_document(text, "f", include_code=include_code).occurrences:
        written = data[place.start : place.end].decode()
        spellings = [
            clean(part) for part in (written, written.replace("\\|", "|")) for clean in (unescape, decode_entities, str)
        ]
        assert place.url.removeprefix("http://") in [s.removeprefix("http://") for s in spellings] or (
            place.url.removeprefix("mailto:") in spellings
        )
        before = re.split(r"\r\n|\r|\n", data[: place.start].decode().removeprefix("\ufeff"))
        assert (place.line, place.column) == (len(before), len(before[-1]) + 1)


@given(_TEXTS)
def test_the_outline_refers_to_each_place_at_most_once(text: str) -> None:
    document = read_document(text, "f")
    indices = [index for entry in document.outline for index in entry.occurrences]
    assert len(indices) == len(set(indices))
    assert set(indices) <= set(range(len(document.occurrences)))


@given(st.text(st.characters()))
def test_no_text_is_refused(text: str) -> None:
    read_document(text, "f")


@pytest.mark.parametrize(
    "pattern",
    ["[", "[a](", "<a ", '<p b="', "<div><!--", "https://x.dev/(", "a@", "中https://x.dev/中", "'https://x.dev/", "> ",
     "*https://x.dev/a ", "[a](https://x.dev/a b ", "<!-- linkcheck-ignore -->\n", "<h2>", "$$ "],
)  # fmt: skip
def test_hostile_repetition_takes_no_more_than_a_moment(pattern: str) -> None:
    text = pattern * (60_000 // len(pattern))
    start = time.process_time()
    read_document(text, "f")
    assert time.process_time() - start < 2.5


def test_a_long_address_is_taken_whole() -> None:
    long = "https://x.dev/" + "a" * 5000
    assert [occurrence.url for occurrence in read_document(f"{long} x", "f").occurrences] == [long]
    assert len(read_document("https://x.dev/" + "a" * 3000, "f").occurrences) == 1


def test_reading_needs_none_of_the_libraries_of_the_web() -> None:
    code = "import sys, linkcheck.document; print({'aiohttp', 'bs4', 'htmldate', 'requests'} & set(sys.modules))"
    command = [sys.executable, "-c", code]
    assert subprocess.run(command, capture_output=True, check=True, text=True).stdout == "set()\n"
