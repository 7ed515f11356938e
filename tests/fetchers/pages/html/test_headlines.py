"""Which of two names a page has for itself is its title: the heading a reader sees, or what ``<title>`` says."""

import pytest

from fetchers.pages.html import read


def _title(title: str, heading: str, *, site: str = "", shared: str = "") -> str | None:
    named = f'<meta property="og:site_name" content="{site}">' if site else ""
    told = f'<meta property="og:title" content="{shared}">' if shared else ""
    text = f"<title>{title}</title>{named}{told}<body><main><h1>{heading}</h1><p>Some words.</p></main>"
    return read(text, url="https://example.org/one/two").metadata.title


@pytest.mark.parametrize(
    ("title", "heading", "site", "shared", "expected"),
    [
        # a generator writes the menu's label and the site's name: the heading is the chapter's
        ("Limits - Widget", "What the limits are", "Widget", "", "What the limits are"),
        ("Setup - Widget", "Widget Setup", "Widget", "", "Widget Setup"),
        # but a heading that only numbers names nothing
        ("Pull requests - Widget", "Chapter 11", "Widget", "", "Pull requests"),
        # a <title> written by hand stands, unless the heading says all of it and more
        ("Rendering with SVG output", "Rendering of SVG", "", "", "Rendering with SVG output"),
        ("Page with Notes", "Page with Notes Section", "", "", "Page with Notes"),
        ("Sample Part", "2. Sample Part", "", "", "Sample Part"),
        (
            "Pears (Pyrus communis family)",
            "Pears, pear trees (Pyrus communis family)",
            "",
            "",
            "Pears, pear trees (Pyrus communis family)",
        ),
        # said twice, once for search results and once shared: the same matter in the heading's words
        (
            "City council closes two bridges",
            "Two bridges closed by the city council until May",
            "",
            "City council closes two bridges",
            "Two bridges closed by the city council until May",
        ),
        # cut for search results, the heading goes on in words, not in numbers
        (
            "Growing pears | Garden",
            "Growing pears in the far north",
            "Garden",
            "Growing pears | Garden",
            "Growing pears in the far north",
        ),
        ("Growing pears | Garden", "Growing pears 02.02.2022", "Garden", "Growing pears | Garden", "Growing pears"),
    ],
)
def test_a_heading_is_the_title_where_the_title_was_made_of_it(
    title: str, heading: str, site: str, shared: str, expected: str
) -> None:
    assert _title(title, heading, site=site, shared=shared) == expected


@pytest.mark.parametrize(
    ("heading", "headline", "expected"),
    [
        # data and heading agree: the newsroom's words, not those for search results
        ("Wait, is dead skin good?", "Wait, is dead skin good?", "Wait, is dead skin good?"),
        ("<span>Open</span> Why pears win", "Why pears win", "Why pears win"),  # behind a kicker
        ("A long kicker: where, price So pears are used", "So pears are used", "So pears are used"),
        ("Pears fall down #56", "Pears fall down", "Pears fall down"),  # before its number
        ("Paris<br>Pears by ship", "Paris - Pears by ship", "Paris - Pears by ship"),
        # they do not, or only in the end of a word, or both are the site's
        ("Garden", "Garden", "Dead skin might be a good thing"),
        ("Unwanted pears", "wanted pears", "Dead skin might be a good thing"),
    ],
)
def test_data_and_heading_agree_on_the_headline(heading: str, headline: str, expected: str) -> None:
    title = "Dead skin might be a good thing"
    head = (
        f'<title>{title} | Garden</title><meta property="og:title" content="{title}">'
        '<meta property="og:site_name" content="Garden">'
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{headline}"}}</script>'
    )
    found = read(f"{head}<body><main><h1>{heading}</h1><p>Some words.</p></main>", url="https://example.org/one/two")
    assert found.metadata.title == expected
