"""Answers that sites give again and again: HTML pages, JSON, redirects. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import Final

from linkcheck.demo.exchange import ServedResponse

HTML: Final = "text/html; charset=utf-8"
JSON: Final = "application/json; charset=utf-8"

_FILLER: Final = (
    "This page is part of the small web that ships with linkcheck. It stands in for the real one, so that a whole run "
    "can be seen without a network. Its words are a sample, as are the names, dates and numbers beside it. "
)


def page(
    title: str, text: str = "", *, head: str = "", status: int = 200, language: str = "en", delay: float = 0.0
) -> ServedResponse:
    """Return an HTML page. ``text`` is plain; without one, sample sentences stand in. ``head`` is markup."""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in (text or _FILLER * 4).split("\n"))
    markup = (
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>{head}</head><body><main><h1>{escape(title)}</h1>{paragraphs}</main></body></html>\n"
    )
    return html(markup, status=status, delay=delay)


def html(
    markup: str, *, status: int = 200, headers: Mapping[str, str] | None = None, delay: float = 0.0
) -> ServedResponse:
    """Return markup as it stands."""
    return ServedResponse(status=status, body=markup, headers={"Content-Type": HTML, **(headers or {})}, delay=delay)


def meta(**names: str) -> str:
    """Return ``<meta>`` elements, ``name`` for plain names and ``property`` for those that begin with og or article.

    Underscores of ``og_`` and ``article_`` stand for the colon: ``og_title`` gives ``og:title``.
    """
    elements = []
    for name, content in names.items():
        prefix, _, rest = name.partition("_")
        attribute = f'property="{prefix}:{rest}"' if prefix in ("og", "article") else f'name="{name}"'
        elements.append(f'<meta {attribute} content="{escape(content)}">')
    return "".join(elements)


def data(value: object, *, status: int = 200, headers: Mapping[str, str] | None = None) -> ServedResponse:
    """Return a value as JSON."""
    text = json.dumps(value, ensure_ascii=False)
    return ServedResponse(status=status, body=text, headers={"Content-Type": JSON, **(headers or {})})


def redirect(to: str, status: int = 301) -> ServedResponse:
    """Return a redirect with the short body that servers give one."""
    body = f'<html><body>Moved <a href="{escape(to)}">here</a>.</body></html>'
    return ServedResponse(status=status, body=body, headers={"Location": to, "Content-Type": HTML})


def pdf(title: str, author: str = "") -> ServedResponse:
    """Return a PDF of one empty page that states its title and author."""
    info = f"<< /Title {_pdf_text(title)} /Author {_pdf_text(author)} /CreationDate (D:20180901080000Z) >>"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
        info,
    )
    body, offsets = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("ascii")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer\n<< /Size 5 /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    body += f"xref\n0 5\n0000000000 65535 f \n{table}{trailer}".encode("ascii")
    return ServedResponse(body=body, headers={"Content-Type": "application/pdf"})


def _pdf_text(text: str) -> str:
    """Write a text string as PDF does what is not ASCII: UTF-16 behind a byte order mark, in hexadecimal."""
    return "<feff" + text.encode("utf-16-be").hex() + ">"
