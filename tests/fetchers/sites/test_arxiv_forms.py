from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.addresses.address import parse
from fetchers.fetcher import UrlPattern
from fetchers.sites.arxiv import ARXIV
from fetchers.sites.arxiv.ids import parse_id
from tests.fetchers.sites.asking import claimed


@pytest.mark.parametrize("form", ARXIV.forms, ids=lambda form: form.kind)
def test_every_form_claims_its_example(form: UrlPattern) -> None:
    target = claimed(ARXIV, form.example)
    assert target.kind == form.kind
    assert target.fetcher == "arxiv"
    assert target.key.startswith("arxiv:")


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/2106.09685",
        "http://arxiv.org/abs/2106.09685v2",
        "https://www.arxiv.org/pdf/2106.09685.pdf",
        "https://arxiv.org/pdf/2106.09685v1.pdf?download=1#page=3",
        "https://export.arxiv.org/abs/2106.09685",
        "https://arxiv.org/html/2106.09685v2/",
        "https://arxiv.org/html/2106.09685#S2",
        "https://arxiv.org/format/2106.09685",
        "https://arxiv.org/ps/2106.09685",
        "https://arxiv.org/src/2106.09685",
        "https://arxiv.org/e-print/2106.09685v1",
        "https://arxiv.org/abs/arXiv:2106.09685",
        "https://arxiv.org/abs/2106.09685?context=cs.LG",
        "https://cn.arxiv.org/abs/2106.09685",
        "https://lanl.arxiv.org/abs/2106.09685",
        "https://doi.org/10.48550/ARXIV.2106.09685",
        "https://dx.doi.org/10.48550/arXiv.2106.09685",
        "https://huggingface.co/papers/2106.09685",
        "https://alphaxiv.org/overview/2106.09685v2",
        "https://ar5iv.org/abs/2106.09685",
        "https://api.semanticscholar.org/arXiv:2106.09685",
    ],
)
def test_one_paper_has_one_key(url: str) -> None:
    assert claimed(ARXIV, url).key == "arxiv:2106.09685"


@pytest.mark.parametrize(
    ("url", "version"),
    [("https://arxiv.org/abs/2106.09685v2", "v2"), ("https://arxiv.org/pdf/2106.09685v10.pdf", "v10")],
)
def test_the_version_is_a_part_and_not_the_identity(url: str, version: str) -> None:
    assert claimed(ARXIV, url).parts["version"] == version


def test_no_version_is_no_part() -> None:
    assert "version" not in claimed(ARXIV, "https://arxiv.org/abs/2106.09685").parts


@pytest.mark.parametrize("host", ["xxx.lanl.gov", "arxiv.lanl.gov", "de.arxiv.org", "cn.arxiv.org", "uk.arxiv.org"])
def test_a_dead_mirror_leads_home(host: str) -> None:
    target = claimed(ARXIV, f"http://{host}/abs/hep-th/9711200v3")
    assert target.notes == ("dead-mirror",)
    assert target.canonical == "https://arxiv.org/abs/hep-th/9711200v3"


@pytest.mark.parametrize("url", ["https://arxiv.org/abs/2106.09685", "https://doi.org/10.48550/arXiv.2106.09685"])
def test_arxiv_itself_and_its_doi_need_no_better_address(url: str) -> None:
    target = claimed(ARXIV, url)
    assert target.canonical is None
    assert target.notes == ()


def test_a_reader_built_on_arxiv_leads_to_the_abstract() -> None:
    assert claimed(ARXIV, "https://ar5iv.org/html/2106.09685").canonical == "https://arxiv.org/abs/2106.09685"


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/",
        "https://arxiv.org/list/cs.CL/recent",
        "https://arxiv.org/search/?query=x",
        "https://arxiv.org/a/warner_s_1",
        "https://info.arxiv.org/help/index.html",
        "https://arxiv.org/html/2106.09685v2/x1.png",
        "https://arxiv.org/src/2106.09685/anc/data.csv",
        "https://huggingface.co/papers/date/2024-01-01",
        "https://huggingface.co/papers",
        "https://doi.org/10.1000/182",
        "https://arxiv.org.evil.example/abs/2106.09685",
        "https://arxiv.org:8443/abs/2106.09685",
    ],
)
def test_what_is_no_paper_is_left_to_others(url: str) -> None:
    assert ARXIV.claim(parse(url)) is None


@pytest.mark.parametrize(
    ("text", "paper", "version"),
    [
        ("2106.09685", "2106.09685", 0),
        ("2106.09685v3", "2106.09685", 3),
        ("0704.0001", "0704.0001", 0),
        ("1412.9999", "1412.9999", 0),
        ("1501.00001", "1501.00001", 0),
        ("arXiv:1707.08567", "1707.08567", 0),
        ("1707.08567.pdf", "1707.08567", 0),
        ("math.GT/0309136", "math/0309136", 0),
        ("math/0309136v2", "math/0309136", 2),
        ("Hep-TH/9711200", "hep-th/9711200", 0),
        ("hepth/9711200", "hep-th/9711200", 0),
        ("quant-ph//0201082", "quant-ph/0201082", 0),
        ("cs%2F0501001", "cs/0501001", 0),
        ("math/0703999", "math/0703999", 0),
    ],
)
def test_identifiers_are_read_as_arxiv_reads_them(text: str, paper: str, version: int) -> None:
    found = parse_id(text)
    assert found is not None
    assert (found.paper, found.version) == (paper, version)


@pytest.mark.parametrize(
    "text",
    [
        "", "abc", "2106.0968", "2106.096855", "2113.00001", "2100.00001", "0703.0001", "0808.05394", "1501.0001",
        "2106.00000", "2106.09685v0", "2106.09685v", "math/0713136", "math/0309000", "math/0704001", "nosuch/0309136",
        "math/030913", "2106.09685x", "x2106.09685",
    ],
)  # fmt: skip
def test_identifiers_that_arxiv_cannot_have_given(text: str) -> None:
    assert parse_id(text) is None


@given(st.text())
def test_any_text_is_an_identifier_or_none(text: str) -> None:
    found = parse_id(text)
    assert found is None or parse_id(str(found)) == found


@given(year=st.integers(7, 90), month=st.integers(0, 20), number=st.integers(0, 10**6))
def test_new_identifiers_have_the_digits_of_their_time(year: int, month: int, number: int) -> None:
    date = f"{year:02}{month:02}"
    digits = 5 if date >= "1501" else 4
    is_possible = 1 <= month <= 12 and date >= "0704" and 0 < number < 10**digits
    assert (parse_id(f"{date}.{number:0{digits}}") is not None) is is_possible
