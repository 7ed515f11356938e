"""Answers made by hand, and the traits found in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from fetchers.pages.html import read
from fetchers.pages.traits import find_witnesses

ARTICLE = (
    "<p>"
    + "An article of some length about the subject in the title, with the details a reader came for. " * 30
    + "</p>"
)
URL = "https://site.hardweb/article/42"
INNOCENT = frozenset(
    {
        "app-shell",
        "moved-stub",
        "says-archived",
        "says-more",
        "strange-text",
        "apology",
        "empty-folder",
        "empty-slot",
        "web-root",
        "item-lost",
        "lander",
        "names-itself",
        "names-loss",
        "off-address",
        "off-entry",
        "script-routed",
        "trade-topic",
        "unfinished",
    }
)
"""Traits that accuse nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer. Without a body the page is a long article; ``heading`` None repeats the title."""

    title: str = ""
    body: str | None = None
    status: int = 200
    url: str = URL
    final: str | None = None
    heading: str | None = None
    head: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def html(self) -> str:
        heading = self.title if self.heading is None else self.heading
        body = ARTICLE if self.body is None else self.body
        return (
            f'<!doctype html><html><head><meta charset="utf-8"><title>{self.title}</title>{self.head}</head>'
            f"<body>{f'<h1>{heading}</h1>' if heading else ''}{body}</body></html>"
        )


def traits(answer: Answer) -> frozenset[str]:
    final = answer.final or answer.url
    reading = read(answer.html, url=final, complete=True)
    return frozenset(
        find_witnesses(
            status=answer.status,
            headers={"content-type": "text/html; charset=utf-8", **answer.headers},
            text=answer.html,
            page=reading.page,
            seen=reading.visible,
            url=answer.url,
            final_url=final,
        )
    )
