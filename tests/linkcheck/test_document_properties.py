"""What holds for any text at all."""

from __future__ import annotations

import re

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


@given(
    st.lists(st.sampled_from(["[", "](", "<a ", "<!--", "((", "**", "@", "https://", '="', "www.", "`", "&", "](<"]))
)
def test_repetition_costs_no_more_than_length(pieces: list[str]) -> None:
    read_document("".join(pieces) * 50, "f")
