"""PDFs: whole, cut short, encrypted, broken; and titles that are none."""

import logging
import time
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from fetchers.facts import Metadata
from fetchers.pages.pdf import read_pdf

URL = "https://example.org/papers/attention.pdf"


def pdf(*, pages: int = 2, password: str | None = None, **info: str) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    writer.add_metadata({f"/{name}": value for name, value in info.items()})
    if password is not None:
        writer.encrypt(password, "owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


WHOLE = pdf(
    Title="On Parsing (2nd ed.)", Author="Ada Lovelace; Grace Hopper", CreationDate="D:20200301120000+01'00'",
    ModDate="D:20210304",
)  # fmt: skip


def test_a_whole_file() -> None:
    assert read_pdf(WHOLE, url=URL, complete=True) == Metadata(
        kind="pdf",
        title="On Parsing (2nd ed.)",
        authors=("Ada Lovelace", "Grace Hopper"),
        published="2020-03-01",
        updated="2021-03-04",
        date_source="guess",
        pages=2,
    )


def test_a_file_cut_short_tells_what_stands_open_in_it() -> None:
    found = read_pdf(WHOLE[:-60], url=URL, complete=False)
    assert (found.title, found.published, found.pages) == ("On Parsing (2nd ed.)", "2020-03-01", None)
    assert read_pdf(b"%PDF-1.5\n" + b"x" * 1000, url=URL, complete=False) == Metadata(kind="pdf")


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (rb"(Escaped \(twice\)\054 \105asily)", "Escaped (twice), Easily"),
        (rb"(Parsers of 199\8)", "Parsers of 1998"),
        (rb"(Nested (brackets) here)", "Nested (brackets) here"),
        (b"<FEFF6DF15EA65B664E60>", "深度学习"),
        (b"(\xfe\xff\x6d\xf1\x5e\xa6)", "深度"),
        (b"(Caf\xe9 Parsers)", "Café Parsers"),
    ],
)
def test_spellings_of_a_string(raw: bytes, title: str) -> None:
    body = (
        b"%PDF-1.4\n1 0 obj << /Linearized 1 /N 12 >> endobj\n9 0 obj\n<< /Producer (x) /Title "
        + raw
        + b" >>\nendobj\n"
    )
    found = read_pdf(body, url=URL, complete=False)
    assert (found.title, found.pages) == (title, 12)


def test_an_outlines_titles_are_not_the_documents() -> None:
    body = b"%PDF-1.4\n1 0 obj << /Title (Chapter One) /Parent 2 0 R >> endobj\n"
    assert read_pdf(body, url=URL, complete=False).title is None


def test_a_title_in_xmp() -> None:
    item = "<rdf:li xml:lang='x-default'>Tom &amp; Jerry 中</rdf:li>"
    body = f"%PDF-1.4 <dc:title><rdf:Alt>{item}</rdf:Alt></dc:title>".encode()
    assert read_pdf(body, url=URL, complete=False).title == "Tom & Jerry 中"


def test_encrypted_with_an_empty_password_can_be_read() -> None:
    assert read_pdf(pdf(password="", Title="Open to All"), url=URL, complete=True).title == "Open to All"


def test_encrypted_with_a_password_tells_nothing() -> None:
    assert read_pdf(pdf(password="secret", Title="Hidden from Us"), url=URL, complete=True) == Metadata(kind="pdf")


@pytest.mark.parametrize(
    "title",
    [
        "",
        " ",
        "untitled",
        "Microsoft Word - thesis.doc",
        "PowerPoint Presentation",
        "paper.dvi",
        "main",
        "attention",
        "Attention",
        "final_version_3",
        "C:\\Users\\x\\y",
        "neurips2023-final",
        "1706.03762v5",
        "arXiv:1706.03762v5 [cs.CL]",
        "Slide 1",
        "12",
    ],
)
def test_titles_that_are_none(title: str) -> None:
    assert read_pdf(pdf(Title=title), url=URL, complete=True).title is None


@pytest.mark.parametrize(
    "title", ["Attention Is All You Need", "GPT-4 Technical Report", "GPT-4", "Leviathan", "深度学习"]
)
def test_titles_that_are_one(title: str) -> None:
    assert read_pdf(pdf(Title=title), url=URL, complete=True).title == title


@pytest.mark.parametrize("author", ["", "user", "Administrator", "a@example.org", "Microsoft Office User"])
def test_authors_that_are_nobody(author: str) -> None:
    assert read_pdf(pdf(Author=author), url=URL, complete=True).authors == ()


@pytest.mark.parametrize("created", ["", "D:19700101", "D:20209999", "yesterday", "D:29990101"])
def test_days_that_are_none(created: str) -> None:
    assert read_pdf(pdf(CreationDate=created), url=URL, complete=True).published is None


@given(st.binary(max_size=300), st.booleans(), st.integers(0, len(WHOLE)))
def test_never_raises(noise: bytes, complete: bool, cut: int) -> None:
    for body in (noise, b"%PDF-1.7\n" + noise, WHOLE[:cut], WHOLE[:cut] + noise + WHOLE[cut:]):
        assert read_pdf(body, url=URL, complete=complete).kind == "pdf"


def test_broken_files_are_not_reported_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        read_pdf(WHOLE[:200] + WHOLE[260:], url=URL, complete=True)
    assert not [record for record in caplog.records if record.name.startswith("pypdf")]


@pytest.mark.parametrize(
    "info",
    [
        {"Author": " " * 1_000_000 + "x"},
        {"Author": "and " * 250_000},
        {"Title": "_" * 60_000 + " x"},
        {"Title": "title" + "_" * 500_000 + "x"},
        {"Title": ". " * 300_000},
        {"CreationDate": " " * 500_000 + "D"},
    ],
    ids=lambda info: " ".join(f"{key} {value[:5]}" for key, value in info.items()),
)
def test_a_long_value_costs_what_reading_it_costs(info: dict[str, str]) -> None:
    body = pdf(**info)  # type: ignore[arg-type]
    started = time.process_time()
    assert read_pdf(body, url=URL, complete=True).pages == 2
    assert read_pdf(body[:-60], url=URL, complete=False).kind == "pdf"
    assert time.process_time() - started < 2


def test_a_list_of_authors_without_end_is_cut() -> None:
    names = read_pdf(pdf(Author="; ".join(f"Name {number}" for number in range(100_000))), url=URL, complete=True)
    assert 1 < len(names.authors) < 500
