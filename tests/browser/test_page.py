"""The HTML page in a real browser: it does what its controls say, asks nobody for anything, and stays quick."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from fetchers.codes import Code
from linkcheck.model import Event, Verdict
from tests.browser.chromium import Tab
from tests.browser.conftest import Open
from tests.reports import samples
from tests.reports.builder import NOW, ListBuilder

NAMES = "[...document.querySelectorAll('#links > li:not([hidden]) .name')].map(name => name.textContent.trim())"
VERDICTS = "[...new Set([...document.querySelectorAll('#links > li:not([hidden])')].map(row => row.dataset.v))]"
STRANGERS = (
    "<script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    "</title><svg/onload=window.ran=1>",
    "\"><iframe srcdoc='<script>parent.ran=1</script>'>",
    "{{ 7 * 7 }}${alert(1)}javascript:alert(1)",
)


def three() -> ListBuilder:
    """Three links that differ in everything one may ask for."""
    b = ListBuilder()
    b.item("Tools")
    b.link(
        "hammer", "https://github.com/a/hammer", depth=1, fetcher="github", metadata=samples.repository("a/hammer", 12)
    )
    b.item("Articles")
    b.link("钉子的历史", "https://blog.example/nails", Verdict.DEAD, depth=1, metadata={"published": "2019-05-01"})
    b.link("saw", "https://github.com/b/saw", depth=1, metadata=samples.repository("b/saw", 3000, "2026-05-01"))
    return b


async def choose(page: Tab, control: str, value: str) -> None:
    await page.run(
        f"(() => {{ const c = document.getElementById('{control}'); c.value = '{value}';"
        " c.dispatchEvent(new Event('change', {bubbles: true})); })()"
    )


async def search(page: Tab, words: str) -> None:
    await page.run("(() => { const q = document.getElementById('query'); q.focus(); q.select(); })()")
    await (page.type(words) if words else page.press("Delete", 46))
    await page.painted()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_is_asked_for_and_nothing_goes_wrong(show: Open, scheme: str) -> None:
    async with show(samples.everything(), scheme=scheme) as page:
        await search(page, "a")
        assert len(page.requests) == 1
        assert page.requests[0].startswith("file:")
        assert page.complaints == []


@pytest.mark.parametrize("words", STRANGERS)
async def test_what_strangers_write_does_not_run(show: Open, words: str) -> None:
    async with show(samples.hostile(words)) as page:
        assert await page.run("window.ran") is None
        assert len(page.requests) == 1
        assert page.complaints == []
        assert words[:8] in await page.run("document.querySelector('#links .name').textContent")


async def test_a_verdict_can_be_chosen_with_the_mouse(show: Open) -> None:
    async with show(samples.everything()) as page:
        for verdict in ("dead", "moved"):
            await page.run(f"document.querySelector('input[value={verdict}]').click()")
        assert sorted(await page.run(VERDICTS)) == ["dead", "moved"]
        assert await page.run("document.getElementById('shown').textContent") == "2 of 15 links"
        for verdict in ("dead", "moved"):
            await page.run(f"document.querySelector('input[value={verdict}]').click()")
        assert len(await page.run(VERDICTS)) == len(Verdict)


async def test_a_site_can_be_chosen(show: Open) -> None:
    async with show(three().run()) as page:
        await choose(page, "host", "github.com")
        assert await page.run(NAMES) == ["hammer", "saw"]
        await choose(page, "host", "")
        assert len(await page.run(NAMES)) == 3


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("hammer", ["hammer"]),
        ("HAMMER tools", ["hammer"]),
        ("历史", ["钉子的历史"]),
        ("github", ["hammer", "saw"]),
        ("hammer saw", []),
        ("dead", ["钉子的历史"]),
        ("<script>", []),
    ],
)
async def test_words_are_searched_for_in_all_that_a_row_says(show: Open, words: str, found: list[str]) -> None:
    async with show(three().run()) as page:
        await search(page, words)
        assert await page.run(NAMES) == found
        assert await page.run("document.getElementById('shown').textContent") == f"{len(found)} of 3 links"
        await search(page, "")
        assert len(await page.run(NAMES)) == 3


async def test_filters_add_up(show: Open) -> None:
    async with show(three().run()) as page:
        await choose(page, "host", "github.com")
        await search(page, "saw")
        assert await page.run(NAMES) == ["saw"]
        await page.run("document.querySelector('input[value=dead]').click()")
        assert await page.run(NAMES) == []


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("list", ["hammer", "钉子的历史", "saw"]),
        ("verdict", ["钉子的历史", "hammer", "saw"]),
        ("stars", ["saw", "hammer", "钉子的历史"]),
        ("date", ["saw", "hammer", "钉子的历史"]),
        ("section", ["钉子的历史", "saw", "hammer"]),
    ],
)
async def test_orders(show: Open, order: str, names: list[str]) -> None:
    async with show(three().run()) as page:
        await choose(page, "order", "stars")
        await choose(page, "order", order)
        assert await page.run(NAMES) == names
        assert page.complaints == []


async def test_five_thousand_rows_cost_little_work(show: Open) -> None:
    async with show(samples.large(5_000)) as page:
        drawn = await page.run(
            "[...document.querySelectorAll('#links .what')]"
            ".filter(what => what.checkVisibility({contentVisibilityAuto: true})).length"
        )
        assert 0 < drawn < 150
        await page.run(
            "window.touched = 0; new MutationObserver(all => { touched += all.length; })"
            ".observe(document.getElementById('links'), {attributes: true, childList: true, subtree: true})"
        )
        before = await _layouts(page)
        await search(page, "title 4321:")
        assert len(await page.run(NAMES)) == 1
        touched = await page.run("touched")
        assert touched == 4_999
        await search(page, "title 4321: ")
        assert await page.run("touched") == touched
        assert await _layouts(page) - before < 20
        await search(page, "")
        await choose(page, "order", "stars")
        await page.painted()
        assert await page.run("document.querySelectorAll('#links > li').length") == 5_000
        assert page.complaints == []


async def _layouts(page: Tab) -> float:
    metrics: list[dict[str, Any]] = (await page.call("Performance.getMetrics"))["metrics"]
    return next(float(metric["value"]) for metric in metrics if metric["name"] == "LayoutCount")


async def test_the_keyboard_skips_to_the_links(show: Open) -> None:
    async with show(samples.everything()) as page:
        await page.press("Tab", 9)
        assert await page.run("document.activeElement.className") == "skip"
        assert await page.run("document.activeElement.getBoundingClientRect().left") >= 0
        await page.press("Enter", 13)
        await page.painted()
        assert await page.run("document.activeElement.id") == "links"
        await page.press("Tab", 9)
        assert await page.run("document.activeElement.href") == "https://github.com/example/gone"


async def test_screen_readers_hear_what_every_control_and_chart_is(show: Open) -> None:
    async with show(samples.everything()) as page:
        nodes = (await page.call("Accessibility.getFullAXTree"))["nodes"]
        told = [
            (node["role"]["value"], node["name"]["value"])
            for node in nodes
            if not node.get("ignored") and "role" in node and "name" in node
        ]
        named = ("searchbox", "combobox", "checkbox", "image", "link", "main", "heading")
        assert [role for role, name in told if role in named and role != "main" and not name] == []
        assert {"searchbox", "combobox", "checkbox", "image", "status"} <= {
            node["role"]["value"] for node in nodes if "role" in node
        }


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [320, 390, 768, 1600])
async def test_nothing_sticks_out_of_the_window(show: Open, width: int, lang: str) -> None:
    async with show(samples.everything(), width=width, lang=lang) as page:
        assert await page.run("document.scrollingElement.scrollWidth") <= width


CONTRAST = """
(() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = light(getComputedStyle(document.body).backgroundColor);
  return [...document.querySelectorAll("p, a, .chip, .title, time, label, legend, svg text")].map((node) => {
    const style = getComputedStyle(node);
    const ink = light(node.closest("svg") ? style.fill : style.color);
    return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
  }).reduce((a, b) => Math.min(a, b));
})()
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_text_is_readable_in_both_themes(show: Open, scheme: str) -> None:
    async with show(samples.everything(), scheme=scheme) as page:
        ground = await page.run("getComputedStyle(document.body).backgroundColor")
        assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(13, 17, 23)"}[scheme]
        assert await page.run(CONTRAST) >= 4.5  # WCAG 2.2, success criterion 1.4.3


async def test_the_history_of_a_link_is_drawn_to_scale_and_told(show: Open) -> None:
    events = (
        Event(NOW - timedelta(days=40), Verdict.ALIVE, Code("http-200")),
        Event(NOW - timedelta(days=10), Verdict.DEAD, Code("http-404")),
    )
    b = ListBuilder().link("a", "https://a.example/", Verdict.DEAD, reason="http-404", events=events)
    b.link("b", "https://b.example/", events=events[:1])
    async with show(b.run()) as page:
        strips = await page.run("[...document.querySelectorAll('.past')].map(past => past.getAttribute('aria-label'))")
        assert strips == ["2026-03-25: alive; 2026-04-24: dead"]
        widths = await page.run(
            "[...document.querySelectorAll('.past rect')].map(r => r.getBoundingClientRect().width)"
        )
        assert widths[0] / widths[1] == pytest.approx(3, rel=0.02)
