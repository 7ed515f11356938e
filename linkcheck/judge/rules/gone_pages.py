"""What a page shows that stands where another one was: front doors, sections, searches and pages in place of files."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final
from urllib.parse import unquote

from fetchers.addresses.address import Address
from fetchers.facts import Page
from fetchers.pages.traits.absence import speaks_of_loss
from fetchers.pages.traits.shape import plain
from linkcheck.judge.address_relations import (
    is_file,
    is_file_view,
    is_gate,
    is_home,
    is_listing,
    is_search,
    is_section_of,
)
from linkcheck.judge.case import Case
from linkcheck.judge.topic import is_called, is_other_version, listed_name, path_words, topic, words_of

_NUMBER: Final = re.compile(r"\d{3,}")
"""An item's number tells its page from the site's others, as a word does."""
_FEW: Final = 3
"""One word of so many that were wanted may stand in a teaser."""
_A_NOTICE: Final = range(2, 31)
"""Words of a page's own message, if it is a notice: "Ноты удалены" has two."""
_A_MESSAGE: Final = 3
"""Words that tell a page from the front page's template: a date or a greeting may be one or two."""


def home_of_the_site(case: Case) -> bool:
    """A deep address ends at the front door of its own site."""
    return case.is_elsewhere and case.ends_at_home and case.is_deep and case.stays_on_site


def home_with_a_query(case: Case) -> bool:
    """The same, with a parameter that says why: ``/?from=lost``. Only the sibling tells it from a page of that name."""
    asked, final = case.asked, case.final
    if asked is None or final is None or not final.query or is_home(final) or asked.query or not case.is_elsewhere:
        return False
    return case.is_deep and case.stays_on_site and is_home(replace(final, query=None))


def home_of_another_site(case: Case) -> bool:
    """A deep address ends at another site's front door."""
    return case.is_elsewhere and case.ends_at_home and case.is_deep and not case.stays_on_site


def is_sent_home_by_a_stub(case: Case) -> bool:
    """A page put here on purpose sends its reader home, so that a sibling's answer proves nothing."""
    return home_of_the_site(case) and not any(300 <= hop.status < 400 for hop in case.observation.redirects)


def refreshes_home(case: Case) -> bool:
    """A page that sends its reader to the front door after a while: "page moved"."""
    page = case.observation.page
    if page is None or page.refresh is None or not case.is_deep:
        return False
    target = case.parse(page.refresh)
    return target is not None and is_home(target) and page.words < 120


def canonical_is_home(case: Case) -> bool:
    """The page names the front door as its own address."""
    page = case.observation.page
    if page is None or not page.canonical or not case.is_deep or case.has("app-shell"):
        return False
    target = case.parse(page.canonical)
    return target is not None and is_home(target) and not case.ends_at_home and not (case.asked and case.asked.query)


def can_be_gone(case: Case) -> bool:
    """An address below the front door, whose page is not a script's shell."""
    return case.is_deep and not case.has("app-shell")


def is_all_the_site(case: Case) -> bool:
    """The front page apologises in the same words: the site is closed for a while, or walled."""
    sibling = case.observation.sibling
    return can_be_gone(case) and sibling is not None and sibling.same_front is True


def says_little(case: Case) -> bool:
    """A page in its own place that is neither the site's front page nor a script's template."""
    sibling = case.observation.sibling
    return can_be_gone(case) and not case.is_elsewhere and not (sibling and sibling.same_front) and not _is_routed(case)


def is_unasked(case: Case) -> bool:
    """A page that says little, and no sibling was asked for."""
    return case.observation.sibling is None and can_be_gone(case) and not case.is_elsewhere


def is_off_entry(case: Case) -> bool:
    """A page in its own place that has no word of what the list calls the link, or is the site's front page."""
    sibling = case.observation.sibling
    if sibling is None or _is_routed(case) or not _is_called_otherwise(case):
        return False
    return sibling.same_front is True or not case.found


def is_front_page(case: Case) -> bool:
    """The site's front page stands here, and at no address that cannot exist: it was put in the page's place.

    Not where the site knows the address as one of its front page's: a link on it leads here, as to a language's own
    root; a script of its own shows the page; or the entry, one step below the root, is called what the site is.
    """
    sibling = case.observation.sibling
    if sibling is None or sibling.status is None or not _is_called_otherwise(case):
        return False
    if case.has("script-routed", "names-itself") or _is_another_door(case):
        return False
    return sibling.same_front is True and sibling.status >= 400


def _is_another_door(case: Case) -> bool:
    """One step below the root, and the list has no word for it that its host has not."""
    asked = case.asked
    if asked is None or len(asked.path.strip("/").split("/")) > 1:
        return False
    return not (case.wanted - path_words(asked))


def is_a_notice_of_loss(case: Case) -> bool:
    """All that the page has beside its site's template says that something is gone, and the list speaks of no loss."""
    own = _words_of_its_own(case)
    return own in _A_NOTICE and may_say_loss(case) and _says_hardly_what_is_wanted(case)


def _words_of_its_own(case: Case) -> int | None:
    """Count the words that the site's template has not. Where any address gets the notice, the front page tells.

    Not where a script or a password may show the page itself: an application's template has a message for each case.
    """
    sibling = case.observation.sibling
    if sibling is None:
        return None
    if not sibling.same_body:
        return sibling.own_words
    return None if case.has("script-routed", "unfinished") else sibling.beyond_front


def is_lost_with_its_site(case: Case) -> bool:
    """The same short notice of loss stands at every address, the front page included: a blog or a shop was closed."""
    page, sibling = case.observation.page, case.observation.sibling
    if page is None or sibling is None or page.words not in _A_NOTICE or case.has("script-routed", "unfinished"):
        return False
    return is_all_the_site(case) and may_say_loss(case) and _says_hardly_what_is_wanted(case)


def may_be_a_notice_of_loss(case: Case) -> bool:
    """It says that something is lost, and no sibling was asked for."""
    return case.observation.sibling is None and may_say_loss(case)


def may_say_loss(case: Case) -> bool:
    """A page in its own place, of which the list does not speak as of something lost."""
    if not can_be_gone(case) or case.is_elsewhere:
        return False
    return not any(speaks_of_loss(plain(place.text)) for place in case.link.occurrences)


def _says_hardly_what_is_wanted(case: Case) -> bool:
    """A notice may name the kind of thing that is gone, as the list does: "score removed". A page's title names it.

    What the front page is called as well is the site's name. A notice that names the item by its address is about it.
    """
    page, sibling = case.observation.page, case.observation.sibling
    if page is None:
        return False
    if case.has("item-lost"):
        return not _is_an_empty_shelf(case, page)
    wanted = case.wanted
    called = words_of(page.title) - words_of(sibling.front if sibling else "")
    if not speaks_of_loss(plain(page.title)) and wanted & called:
        return False
    return bool(wanted) and len(case.found) * 2 <= len(wanted)


def _is_an_empty_shelf(case: Case, page: Page) -> bool:
    """Whether a folder of the site says under the list's own name for it that it has none: "Vacancies: none today"."""
    asked = case.asked
    if asked is None or "/" in asked.path.strip("/") or _NUMBER.search(asked.target):
        return False
    return is_called(listed_name(case.link), page)


def may_be_off_entry(case: Case) -> bool:
    """Title and heading have no word of what the list calls the link, and no sibling was asked for."""
    return case.observation.sibling is None and _is_called_otherwise(case)


def _is_called_otherwise(case: Case) -> bool:
    """Whether a page is called by no word of its address or its entry, and says few of them; its site's name aside."""
    page, asked = case.observation.page, case.asked
    if page is None or asked is None or case.is_elsewhere or not can_be_gone(case):
        return False
    if not path_words(asked) and not _NUMBER.search(asked.target):
        return False
    wanted = case.wanted
    if not wanted or wanted.intersection(words_of(f"{page.title} {page.heading}")):
        return False
    return len(case.found) * _FEW <= len(wanted)


def _wanted_item(case: Case) -> frozenset[str]:
    """The same without the words of folders: those of a shelf are on many pages."""
    asked = case.asked
    if asked is None:
        return frozenset()
    item = replace(asked, path="/" + asked.path.rstrip("/").rpartition("/")[2])
    return frozenset(word for word in topic(case.link, item) if word not in asked.host)


def _is_routed(case: Case) -> bool:
    """Whether scripts of the site's own may show another page here: where its front page is the same template.

    A server that gives the front page other words, and a page with little on it another title, writes its pages itself.
    """
    page, sibling = case.observation.page, case.observation.sibling
    if not case.has("script-routed", "scripted"):
        return False
    if page is None or sibling is None or sibling.beyond_front < _A_MESSAGE:
        return True
    return case.has("scripted") and words_of(page.title) <= words_of(sibling.front)


def bounces_elsewhere(case: Case) -> bool:
    """The redirects end at a page that has no word of what the address or the list calls the link.

    A gate on the way to a page is none: it is short, and not for good.
    """
    asked, final, page = case.asked, case.final, case.observation.page
    if asked is None or final is None or page is None or not case.is_elsewhere or not can_be_gone(case):
        return False
    if is_gate(final) or asked.path in unquote(final.query or "") or is_other_version(asked, final):
        return False
    if not case.has("off-entry") and not all(hop.is_permanent for hop in case.observation.redirects):
        return False
    wanted = _wanted_item(case)
    called = words_of(f"{page.title} {page.heading}") | path_words(final)
    if not wanted or wanted & called or _shares_a_number(asked, final):
        return False
    return len(wanted & words_of(page.text)) * _FEW <= len(wanted)


def _shares_a_number(asked: Address, final: Address) -> bool:
    return not set(_NUMBER.findall(asked.target)).isdisjoint(_NUMBER.findall(final.target))


def is_called_otherwise(case: Case) -> bool:
    """Title and heading have no word of what the list calls the link."""
    page = case.observation.page
    return page is None or not case.wanted.intersection(words_of(f"{page.title} {page.heading}"))


def was_a_file(case: Case) -> bool:
    """A file was linked, and a page stands in its place."""
    page, asked = case.observation.page, case.asked
    if page is None or case.is_elsewhere or asked is None or not is_file(asked) or is_file_view(asked):
        return False
    kind = case.observation.headers.get("content-type", "").lower()
    return (not kind or "html" in kind) and not _is_about_the_file(page, asked)


def _is_about_the_file(page: Page, asked: Address) -> bool:
    """A wiki's page about a picture, a viewer's about a notebook: the file's name stands at its head."""
    name = unquote(asked.path.rpartition("/")[2]).replace("_", " ").casefold()
    return bool(name) and any(name in text.replace("_", " ").casefold() for text in (page.title, page.heading))


def bounces_to_search(case: Case) -> bool:
    """The address ends in a search of its site."""
    if not case.is_elsewhere or not case.is_deep or not case.stays_on_site or case.asked is None or case.final is None:
        return False
    return is_search(case.final) and not is_search(case.asked) and not is_listing(case.asked)


def bounces_to_section(case: Case) -> bool:
    """The redirects end nearer to the front door, at an address without the words that named the page.

    A section outside the page's own path may be a login page, unless the redirect is permanent.
    """
    asked, final = case.asked, case.final
    if asked is None or final is None or not case.is_elsewhere or not case.is_deep or not case.stays_on_site:
        return False
    if case.ends_at_home or final.query or is_gate(final):
        return False
    depth, end = (len([part for part in place.path.split("/") if part]) for place in (asked, final))
    told = path_words(replace(asked, path="/" + asked.path.rstrip("/").rpartition("/")[2]))
    if is_section_of(final, asked):
        return not is_other_version(asked, final)
    is_for_good = all(hop.is_permanent for hop in case.observation.redirects)
    return is_for_good and end < depth and bool(told) and not told & path_words(final)
